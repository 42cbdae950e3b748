"""Getting ready: what was interrupted is never taken for done, and what is done is left alone."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import build_frontend
import pose_model
import prepare

ROOT = Path(__file__).parents[2]


class Place:
    """A source tree in which pip, venv and the front end are only recorded."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.venv = root / ".venv"
        self.state = self.venv / "ready.json"
        self.asked: list[str] = []
        self.pip_breaks: type[BaseException] | None = None
        for name in ("pyproject.toml", "hatch_build.py", "src/tenfold/__init__.py"):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text("one")
        for name in prepare.LOCKS.values():
            (root / name).write_text("first==1 \\\n    --hash=sha256:00\n")
        self.root = root
        monkeypatch.setattr(prepare, "ROOT", root)
        monkeypatch.setattr(prepare, "VENV", self.venv)
        monkeypatch.setattr(prepare, "PYTHON", self.venv / "bin" / "python")
        monkeypatch.setattr(prepare, "STATE", self.state)
        monkeypatch.setattr("venv.create", self._create)
        monkeypatch.setattr(prepare, "_pip", self._pip)
        monkeypatch.setattr(build_frontend, "is_fresh", lambda root: True)

    def _create(self, folder: Path, **_: object) -> None:
        self.asked.append("venv")
        (folder / "bin").mkdir(parents=True)
        (folder / "bin" / "python").touch()

    def _pip(self, steps: prepare.Steps, count: int, *arguments: str) -> None:
        self.asked.append("editable" if "--editable" in arguments else Path(arguments[-1]).name)
        if self.pip_breaks is not None:
            raise self.pip_breaks("no luck")

    def prepare(self, kind: str = "run") -> list[str]:
        """Get ready; what had to be done for it."""
        self.asked = []
        prepare.prepare(kind, prepare.Steps())
        return self.asked


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    return Place(tmp_path, monkeypatch)


def test_the_second_time_there_is_nothing_to_do(place: Place) -> None:
    assert place.prepare() == ["venv", "requirements.lock", "editable"]
    assert place.prepare() == []


def test_what_the_tests_need_includes_what_people_need(place: Place) -> None:
    assert place.prepare("dev") == ["venv", "requirements-dev.lock", "editable"]
    assert place.prepare("run") == []


def test_a_changed_lock_file_is_installed_into_what_is_there(place: Place) -> None:
    place.prepare()
    (place.root / "requirements.lock").write_text("first==2 \\\n    --hash=sha256:00\n")
    assert place.prepare() == ["requirements.lock"]


def test_a_step_that_was_killed_is_not_taken_for_done(place: Place) -> None:
    class Killed(BaseException):
        pass

    place.pip_breaks = Killed
    with pytest.raises(Killed):
        place.prepare()
    assert "making" in json.loads(place.state.read_text())
    (place.venv / "half").touch()
    place.pip_breaks = None
    assert place.prepare() == ["venv", "requirements.lock", "editable"]
    assert not (place.venv / "half").exists()
    assert place.prepare() == []


def test_a_torn_note_of_what_is_ready_is_not_believed(place: Place) -> None:
    place.prepare()
    place.state.write_text('{"run": ')
    assert place.prepare() == ["venv", "requirements.lock", "editable"]


def test_when_pip_fails_by_itself_what_was_ready_still_is(place: Place) -> None:
    place.prepare()
    (place.root / "requirements.lock").write_text("first==2 \\\n    --hash=sha256:00\n")
    place.pip_breaks = prepare.SetupError
    with pytest.raises(prepare.SetupError):
        place.prepare()
    place.pip_breaks = None
    assert place.prepare() == ["requirements.lock"]


def test_an_environment_made_by_other_means_is_used_and_never_removed(place: Place) -> None:
    class Killed(BaseException):
        pass

    place._create(place.venv)
    (place.venv / "precious").touch()
    place.pip_breaks = Killed
    with pytest.raises(Killed):
        place.prepare()
    place.pip_breaks = None
    assert place.prepare() == ["requirements.lock", "editable"]
    assert place.prepare() == []
    assert (place.venv / "precious").exists()


def test_an_environment_of_a_tree_that_was_moved_is_made_again(place: Place) -> None:
    place.prepare()
    place.state.write_text(place.state.read_text().replace(str(place.root), "/elsewhere"))
    assert place.prepare() == ["venv", "requirements.lock", "editable"]


def test_an_old_python_gets_a_message_and_not_a_traceback(tmp_path: Path) -> None:
    for name in ("python3", "python"):
        fake = tmp_path / name
        fake.write_text(
            '#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.8.2" && exit 0\nexit 1\n'
        )
        fake.chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", str(ROOT / "tools" / "find_python.sh")],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "needs Python 3.11 or newer; found: Python 3.8.2" in done.stderr


def test_a_named_python_that_is_new_enough_is_found() -> None:
    done = subprocess.run(
        ["/bin/sh", str(ROOT / "tools" / "find_python.sh")],
        env={"PATH": str(Path(sys.executable).parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "python3"


# ---------------------------------------------------------------- the front end's marks
@pytest.fixture
def front(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tree whose npm only writes a file, and whose pose model is a file."""
    frontend = tmp_path / "frontend"
    (frontend / "src").mkdir(parents=True)
    (tmp_path / "tools").mkdir()
    for name in ("package.json", "package-lock.json", "src/site.ts"):
        (frontend / name).write_text(name)
    for name in ("build_frontend.py", "flatbuffer.py", "pose_model.py"):
        (tmp_path / "tools" / name).write_text(name)

    def npm(folder: Path, *arguments: str) -> None:
        (folder / "node_modules").mkdir(exist_ok=True)
        built = tmp_path / build_frontend.BUILT
        built.mkdir(parents=True, exist_ok=True)
        if arguments[0] == "run":
            (built / "site.js").write_text((frontend / "src" / "site.ts").read_text())

    monkeypatch.setattr(build_frontend, "_npm", npm)
    monkeypatch.setattr(build_frontend, "_WITH_LICENCE", ())
    monkeypatch.setattr(build_frontend, "build_bundles", lambda package, out: [])
    return tmp_path


def test_a_built_front_end_is_fresh_until_a_source_changes(front: Path) -> None:
    assert not build_frontend.is_fresh(front)
    built = build_frontend.build(front)
    assert build_frontend.is_fresh(front)
    (built / "chunks").mkdir()
    (built / "chunks" / "old.js").touch()
    (front / "frontend" / "src" / "site.ts").write_text("changed")
    assert not build_frontend.is_fresh(front)
    build_frontend.build(front)
    assert (built / "site.js").read_text() == "changed"
    assert not (built / "chunks").exists(), "nothing of an older build stays behind"


def test_a_front_end_build_that_stops_half_way_is_not_fresh(
    front: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_frontend.build(front)
    (front / "frontend" / "src" / "site.ts").write_text("changed")

    def breaks(package: Path, out: Path) -> None:
        raise pose_model.PoseModelError("the model is missing")

    monkeypatch.setattr(build_frontend, "build_bundles", breaks)
    with pytest.raises(build_frontend.BuildError, match="the model is missing"):
        build_frontend.build(front)
    assert not build_frontend.is_fresh(front)
    (front / "frontend" / "src" / "site.ts").write_text("src/site.ts")
    assert not build_frontend.is_fresh(front), "going back to the old sources builds again"
