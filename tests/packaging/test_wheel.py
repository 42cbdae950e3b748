"""The wheel is whole: what ``pip install`` puts in place serves the pages by itself."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import urllib.request
import zipfile
from pathlib import Path

import pytest

import build_frontend
from tests.serving import free_port, stop, wait_until_up

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel made from this tree; its front end must be built, or every test would build it."""
    if not build_frontend.is_fresh(ROOT):
        pytest.skip("the front end is not built from what is there now (make front)")
    out = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation"]
    done = subprocess.run(
        [*pip, "--quiet", "--wheel-dir", str(out), str(ROOT)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (made,) = out.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's files in a folder of their own."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_everything_that_is_served_or_read_is_inside(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for name in (
        "tenfold/web/static/built/site.js",
        "tenfold/web/static/built/site.css",
        "tenfold/web/static/built/practice.js",
        "tenfold/web/static/built/practice.css",
        "tenfold/web/static/built/figure.js",
        "tenfold/web/static/built/mannequin.bin",
        "tenfold/web/static/built/pose/pose_landmarker_lite.task",
        "tenfold/web/static/built/pose/pose_landmarker_full.task",
        "tenfold/web/static/built/licences/fontsource-atkinson-hyperlegible.txt",
        "tenfold/web/static/built/licences/three.txt",
        "tenfold/web/static/figures/pigeon_pose/0-hold-best.webp",
        "tenfold/web/templates/practice.html",
        "tenfold/library/conditions.toml",
        "tenfold/library/exercise.schema.json",
        "tenfold/library/pigeon_pose/exercise.toml",
        "tenfold/library/pigeon_pose/motion.json",
        "tenfold/py.typed",
    ):
        assert name in names
    assert any(name.startswith("tenfold/web/static/built/fonts/") for name in names)
    assert any(name.startswith("tenfold/web/static/built/wasm/vision_wasm") for name in names)
    assert any(name.startswith("tenfold/store/migrations/versions/") for name in names)
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"tenfold"}


def test_the_source_archive_has_what_a_wheel_is_built_from_and_nothing_built(
    tmp_path: Path,
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (made,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(made) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for name in (
        "frontend/package-lock.json",
        "frontend/.npmrc",
        "frontend/vite.config.ts",
        "tools/build_frontend.py",
        "hatch_build.py",
        "src/tenfold/library/reverse_lunge/exercise.toml",
        "requirements.lock",
        "NOTICE",
    ):
        assert name in names
    assert [name for name in names if "node_modules" in name or "static/built" in name] == []


def test_the_installed_program_serves_its_pages_from_inside(
    installed: Path, tmp_path: Path
) -> None:
    port = free_port()
    environment = {
        **os.environ,
        "PYTHONPATH": str(installed),
        "TENFOLD_HOME": str(tmp_path / "home"),
        "TENFOLD_NO_BROWSER": "1",
        "PORT": str(port),
    }
    where = subprocess.run(
        [sys.executable, "-c", "import tenfold; print(tenfold.__file__)"],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(installed) in where.stdout, "the installed copy is the one that runs"
    server = subprocess.Popen(
        [sys.executable, "-m", "tenfold", "serve"],
        env=environment,
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_up(f"{address}/healthz", server)
        for path in (
            "/",
            "/static/built/practice.js",
            "/static/built/pose/pose_landmarker_lite.task",
        ):
            with urllib.request.urlopen(address + path, timeout=30) as answer:
                assert answer.status == 200
                assert answer.read(1)
    finally:
        stop(server)
