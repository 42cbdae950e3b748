"""Make the environment in ``.venv`` that everything runs in, or leave it be where it is ready.

    python tools/prepare.py run    what ``tenfold`` itself needs, and the front end
    python tools/prepare.py dev    the same, with what the tests and checks need

Needs only a Python 3.11 or newer. What is ready is written down last (``.venv/ready.json``), and
"making" is written first: an environment whose making was interrupted is never taken for a whole
one, but made again from nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import build_frontend

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STATE = VENV / "ready.json"
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}
_PACKAGE_FILES = ("pyproject.toml", "hatch_build.py", "src/tenfold/__init__.py")


class SetupError(Exception):
    """The environment cannot be made; the message says why and what to do."""


class Steps:
    """Tells the person what is going on; says nothing where there is nothing to do."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._live = sys.stdout.isatty()
        self.any = False

    def say(self, what: str) -> None:
        if not self.any:
            print("Getting Tenfold ready. The first time takes a few minutes.", flush=True)
            self.any = True
        print(f"  {self._elapsed():>5}  {what}", flush=True)

    def detail(self, what: str) -> None:
        """A passing detail, only where somebody watches."""
        if self._live:
            width = shutil.get_terminal_size().columns - 12
            print(f"\r\033[K         {what[:width]}", end="", flush=True)

    def clear_detail(self) -> None:
        if self._live:
            print("\r\033[K", end="", flush=True)

    def finish(self) -> None:
        if self.any:
            print(f"  {self._elapsed():>5}  Ready", flush=True)

    def _elapsed(self) -> str:
        minutes, seconds = divmod(int(time.monotonic() - self._began), 60)
        return f"{minutes}:{seconds:02d}"


def prepare(kind: str, steps: Steps) -> None:
    """Bring ``.venv`` to what the lock file of ``kind`` says, then build the front end."""
    state, ours = _usable_state(steps)
    wanted = _checksum([LOCKS[kind]])
    if state.get(kind) != wanted:
        count = _count_packages(LOCKS[kind])
        purpose = "for the tests and checks" if kind == "dev" else "that Tenfold needs"
        steps.say(f"Installing the {count} Python packages {purpose}")
        with _marked_as_making(state, ours):
            _pip(steps, count, "--require-hashes", "--no-deps", "-r", str(ROOT / LOCKS[kind]))
        state[kind] = wanted
        if kind == "dev":
            # Everything of the smaller lock file is in the larger one, in the same versions.
            state["run"] = _checksum([LOCKS["run"]])
        _write_state(state)
    package = _checksum(_PACKAGE_FILES)
    if state.get("package") != package:
        steps.say("Putting the tenfold command in place")
        with _marked_as_making(state, ours):
            _pip(steps, 1, "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
        state["package"] = package
        _write_state(state)
    _build_front_end(steps)


def _usable_state(steps: Steps) -> tuple[dict[str, str], bool]:
    """What is ready in ``.venv``, and whether it is ours to throw away when it is interrupted.

    Makes an empty environment where there is no usable one. One that somebody made by their own
    means is brought up to date, never removed.
    """
    state = _read_state()
    if VENV.exists() and PYTHON.exists():
        if state is None:
            return {"root": str(ROOT), "kept": "yes"}, False
        if "making" not in state and state.get("root") == str(ROOT):
            return state, "kept" not in state
    if VENV.exists():
        interrupted = state is not None and "making" in state
        reason = "was not finished" if interrupted else "no longer works"
        steps.say(f"The environment in .venv {reason}: starting it again")
        shutil.rmtree(VENV)
    steps.say("Making a Python environment in .venv")
    VENV.mkdir()
    _write_state(_making())
    if not _has_ensurepip():
        _install_venv_support(steps)
    try:
        venv.create(VENV, with_pip=True, symlinks=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetupError(f"The Python environment could not be made: {error}") from error
    state = {"root": str(ROOT)}
    _write_state(state)
    return state, True


def _has_ensurepip() -> bool:
    """Debian takes apart what Python ships: ``venv`` may be there without its pip."""
    try_it = [sys.executable, "-c", "import ensurepip"]
    return subprocess.run(try_it, capture_output=True, check=False).returncode == 0


def _install_venv_support(steps: Steps) -> None:
    package = f"python3.{sys.version_info.minor}-venv"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        steps.say(f"Installing {package}, which this Python lacks")
        for command in (
            ["apt-get", "update", "-q"],
            ["apt-get", "install", "-y", "-q", "--no-install-recommends", package],
        ):
            subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    if not _has_ensurepip():
        shutil.rmtree(VENV)
        raise SetupError(
            f"This Python ({sys.executable}) cannot make environments: its ensurepip is missing.\n"
            f"On Debian or Ubuntu: sudo apt install {package}"
        )


def _pip(steps: Steps, count: int, *arguments: str) -> None:
    """Run pip, showing how far it is; where it fails, show the end of what it said."""
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    command += ["--progress-bar", "off", *arguments]
    lines: list[str] = []
    seen = 0
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as pip:
        assert pip.stdout is not None
        for line in pip.stdout:
            lines.append(line.rstrip())
            word, _, rest = line.strip().partition(" ")
            if word == "Collecting":
                seen += 1
                steps.detail(f"{seen} of {count}: {rest.split('==')[0]}")
            elif line.startswith("Installing collected packages"):
                steps.detail("unpacking")
    steps.clear_detail()
    if pip.returncode:
        last = "\n".join(lines[-25:])
        raise SetupError(
            f"Python packages could not be installed (pip exit {pip.returncode}):\n{last}\n\n"
            "Is this machine online? Trying again starts where it can."
        )


def _build_front_end(steps: Steps) -> None:
    """Build in the environment's own Python, which has Node; a fresh build is only looked at."""
    if build_frontend.is_fresh(ROOT):
        return
    steps.say("Building the pages and the pose model")
    done = subprocess.run([str(PYTHON), str(ROOT / "tools" / "build_frontend.py")], check=False)
    if done.returncode:
        raise SetupError("The front end could not be built (see above).")


@contextmanager
def _marked_as_making(state: dict[str, str], ours: bool) -> Iterator[None]:
    """While pip works, say so on disk: should it be killed, nobody trusts what it left.

    A pip that fails by itself cleans up after itself, and what was ready before still is.
    """
    if ours:
        _write_state(_making())
    try:
        yield
    except SetupError:
        _write_state(state)
        raise


def _making() -> dict[str, Any]:
    return {"making": True, "root": str(ROOT)}


def _count_packages(lock: str) -> int:
    return sum(
        "==" in line for line in (ROOT / lock).read_text().splitlines() if line[:1].isalnum()
    )


def _checksum(names: tuple[str, ...] | list[str]) -> str:
    total = hashlib.sha256()
    for name in names:
        total.update((ROOT / name).read_bytes())
    return total.hexdigest()


def _read_state() -> dict[str, str] | None:
    try:
        state = json.loads(STATE.read_text())
    except OSError:
        return None
    except ValueError:
        return _making()
    return state if isinstance(state, dict) else _making()


def _write_state(state: dict[str, Any]) -> None:
    unfinished = STATE.with_suffix(".part")
    unfinished.write_text(json.dumps(state, indent=1))
    unfinished.replace(STATE)


def main(arguments: list[str]) -> int:
    if arguments not in (["run"], ["dev"]):
        print(__doc__, file=sys.stderr)
        return 2
    steps = Steps()
    try:
        prepare(arguments[0], steps)
    except (SetupError, build_frontend.BuildError) as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The next start goes on from what is finished.", file=sys.stderr)
        return 130
    steps.finish()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
