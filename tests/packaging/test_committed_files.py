"""What is committed works on any machine: it names no registry and no folder of one machine."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Put together here, so that this file does not name them itself.
REGISTRY_HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("pypi", "python", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("unpkg", "com"),
        ("jsdelivr", "net"),
        ("deb", "debian", "org"),
    )
)
MACHINE_FOLDER = re.compile(
    r"(?<![\w.$}])/(?:" + "|".join(("work", "root", "opt", "Users", r"home/\w+", "tmp/w")) + ")/"
)


def committed() -> list[Path]:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git clone")
    done = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def texts() -> list[tuple[str, str]]:
    found = []
    for path in committed():
        data = path.read_bytes()
        if b"\0" not in data:
            found.append((str(path.relative_to(ROOT)), data.decode("utf-8")))
    assert len(found) > 50
    return found


def hosts_in(text: str) -> list[str]:
    return [host for host in REGISTRY_HOSTS if host in text.lower()]


def test_no_committed_file_names_a_registry_host() -> None:
    assert hosts_in("see https://" + REGISTRY_HOSTS[0] + "/simple")
    assert [(name, hosts_in(text)) for name, text in texts() if hosts_in(text)] == []


def test_no_committed_file_names_a_folder_of_one_machine() -> None:
    assert MACHINE_FOLDER.search("in /" + "work/main")
    assert not MACHINE_FOLDER.search("https://example.org/work/ and ./root/ and {base}/work/")
    assert [(name, hit[0]) for name, text in texts() if (hit := MACHINE_FOLDER.search(text))] == []


def test_nothing_that_is_built_is_committed() -> None:
    names = [str(path.relative_to(ROOT)) for path in committed()]
    assert [name for name in names if "/built/" in name or "node_modules/" in name] == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_python_lock_file_pins_every_package_by_hash_and_names_no_index(name: str) -> None:
    entries = re.split(r"\n(?=\w)", (ROOT / name).read_text().strip())
    assert len(entries) > 20
    for entry in entries:
        assert re.match(r"[\w.\-\[\]]+==\S+ ", entry), entry.splitlines()[0]
        assert "--hash=sha256:" in entry, entry.splitlines()[0]
        assert "://" not in entry, entry.splitlines()[0]
        assert not re.search(r"--(?!hash=)", entry), entry.splitlines()[0]


def test_what_people_run_is_what_the_tests_run() -> None:
    def versions(name: str) -> set[str]:
        lines = (ROOT / name).read_text().splitlines()
        return {line.rstrip(" \\") for line in lines if line[:1].isalnum()}

    assert versions("requirements.lock") <= versions("requirements-dev.lock")


def test_the_front_end_lock_file_has_hashes_and_names_no_registry() -> None:
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text())
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert len(packages) > 10
    for name, entry in packages.items():
        assert "resolved" not in entry, name
        assert entry.get("link") or entry.get("integrity", "").startswith("sha512-"), name


def test_releases_of_mediapipe_that_report_home_are_kept_out() -> None:
    # docs/decisions/0001.
    lock = (ROOT / "requirements-dev.lock").read_text()
    assert re.search(r"^mediapipe==0\.10\.35 ", lock, re.MULTILINE)
    package = json.loads((ROOT / "frontend" / "package.json").read_text())
    pinned = {**package.get("dependencies", {}), **package.get("devDependencies", {})}
    assert pinned["@mediapipe/tasks-vision"] == "0.10.35"
    assert pinned["@mediapipe/pose"] == "0.5.1675469404"


def test_no_telemetry_exporter_is_among_what_is_installed() -> None:
    # FastAPI brings opentelemetry-api, which does nothing without the sdk and an exporter.
    lock = (ROOT / "requirements-dev.lock").read_text()
    assert re.findall(r"^opentelemetry[\w.-]*", lock, re.MULTILINE) in (
        [],
        ["opentelemetry-api"],
    )
