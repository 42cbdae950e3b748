"""Renew the lock files: every Python package with its version and the hashes of its files.

    python tools/lock.py            renew what pyproject.toml allows to be newer
    python tools/lock.py --check    fail where the lock files do not fit pyproject.toml

The files hold for every platform and every supported Python, and name no index.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
UV = "uv==0.13.9"
LOCKS = {
    "requirements.lock": ["--group", "build"],
    "requirements-dev.lock": ["--extra", "video", "--extra", "cluster", "--group", "dev"],
}


def compile_lock(uv: Path, name: str, choice: list[str], out: Path, *, upgrade: bool) -> None:
    """Write one lock file to ``out``; without ``upgrade`` keep the versions it has."""
    command = [str(uv), "pip", "compile", "pyproject.toml", *choice, "--quiet"]
    command += ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate"]
    command += ["--no-emit-index-url", "--no-emit-find-links", "--no-header"]
    command += ["--output-file", str(out)]
    if upgrade:
        command.append("--upgrade")
    if name != "requirements.lock":
        # The tests run on what people run.
        command += ["--constraint", "requirements.lock"]
    subprocess.run(command, cwd=ROOT, check=True)


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["--check"]):
        print(__doc__, file=sys.stderr)
        return 2
    check = bool(arguments)
    stale = []
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        venv.create(place / "venv", with_pip=True, symlinks=True)
        pip = [str(place / "venv" / "bin" / "python"), "-m", "pip", "install", "-q"]
        subprocess.run([*pip, "--disable-pip-version-check", UV], check=True)
        for name, choice in LOCKS.items():
            target = ROOT / name
            out = place / name
            if target.exists():
                out.write_text(target.read_text())
            compile_lock(place / "venv" / "bin" / "uv", name, choice, out, upgrade=not check)
            if out.exists() and target.exists() and out.read_text() == target.read_text():
                continue
            stale.append(name)
            if not check:
                target.write_text(out.read_text())
                print(f"{name} renewed")
    if check and stale:
        print(f"{' and '.join(stale)} do not fit pyproject.toml: run make lock", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
