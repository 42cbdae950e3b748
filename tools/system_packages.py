"""Make sure of the programs the tests need that are no Python packages: a browser and others.

Where this is root on Debian or Ubuntu they are installed; elsewhere the command to type is said.
"""

from __future__ import annotations

import ctypes.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def _any_program(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


def _library(name: str) -> Callable[[], bool]:
    return lambda: ctypes.util.find_library(name) is not None


# What is needed, how to see that it is there, and the Debian package that brings it.
NEEDS: tuple[tuple[str, Callable[[], bool], str], ...] = (
    ("Chromium, to try the pages in a real browser", _any_program(*_BROWSERS), "chromium"),
    ("ffmpeg, to make camera clips", _any_program("ffmpeg"), "ffmpeg"),
    ("strace, to see that nothing connects out", _any_program("strace"), "strace"),
    ("libGL, for reading video files", _library("GL"), "libgl1"),
    ("libEGL, for reading video files", _library("EGL"), "libegl1"),
    ("libGLESv2, for reading video files", _library("GLESv2"), "libgles2"),
    ("GLib, for reading video files", _library("glib-2.0"), "libglib2.0-0"),
)


def main() -> int:
    missing = _missing()
    if not missing:
        return 0
    packages = [package for _, package in missing]
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {', '.join(packages)} for the tests", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for step in (["apt-get", "update", "-q"], command):
            done = subprocess.run(
                step, env=environment, capture_output=True, text=True, errors="replace", check=False
            )
            if done.returncode:
                tail = "\n".join((done.stdout + done.stderr).splitlines()[-15:])
                print(f"{' '.join(step)} failed:\n{tail}", file=sys.stderr)
        missing = _missing()
    if missing:
        print("\nThe tests need these, and they are not on this machine:", file=sys.stderr)
        for what, package in missing:
            print(f"  - {what} (Debian package {package})", file=sys.stderr)
        names = " ".join(package for _, package in missing)
        print(f"Install them, for example: sudo apt-get install {names}", file=sys.stderr)
        return 1
    return 0


def _missing() -> list[tuple[str, str]]:
    return [(what, package) for what, is_there, package in NEEDS if not is_there()]


if __name__ == "__main__":
    sys.exit(main())
