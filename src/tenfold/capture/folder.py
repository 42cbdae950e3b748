"""Which recordings are meant: files as they are named, folders by what lies in them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from tenfold.capture import picture, trace
from tenfold.capture.errors import CaptureError

VIDEO_SUFFIXES: Final = frozenset(
    (".mp4", ".m4v", ".mov", ".webm", ".mkv", ".avi", ".mpg", ".mpeg", ".3gp", ".ogv", ".wmv")
)
_SUFFIXES: Final = VIDEO_SUFFIXES | picture.SUFFIXES | {trace.SUFFIX}


def recordings(named: Iterable[Path]) -> list[Path]:
    """Every recording once, in order; of a folder those whose names end like one, all the way down.

    Hidden files and folders are passed over: half-written files are hidden.

    Raises
    ------
    CaptureError
        If a folder has none, or cannot be read.
    """
    found: dict[Path, None] = {}
    for path in named:
        if not path.is_dir():
            found[path] = None
            continue
        inside = _inside(path)
        if not inside:
            raise CaptureError(f"{path}: no videos, pictures or pose traces in this folder")
        found |= dict.fromkeys(inside)
    return list(found)


def _inside(folder: Path) -> list[Path]:
    try:
        everything = sorted(folder.rglob("*"))
    except OSError as error:
        raise CaptureError(f"{folder}: cannot be read ({error.strerror or error})") from error
    return [
        path
        for path in everything
        if path.suffix.lower() in _SUFFIXES
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and not path.is_dir()
    ]
