"""Where the browser is."""

from __future__ import annotations

import shutil
from typing import Final

_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class NoBrowserError(Exception):
    """There is no Chromium on this machine."""


def chromium() -> str:
    """The path of the system's Chromium. NoBrowserError if there is none."""
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    raise NoBrowserError("no Chromium on this machine (Debian: apt-get install chromium)")
