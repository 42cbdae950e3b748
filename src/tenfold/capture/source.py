"""A file of movement, whichever kind it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tenfold.body.frame import Frame
from tenfold.capture.errors import CaptureError
from tenfold.capture.trace import read_trace
from tenfold.capture.video import Video

_ZIP: Final = b"PK"
_NO_FPS: Final = 30.0


@dataclass(frozen=True, slots=True)
class Moment:
    """A frame, and its picture where there is one."""

    frame: Frame
    picture: Any = None


@dataclass(frozen=True, slots=True)
class Source:
    """An open recording."""

    moments: Iterator[Moment]
    count: int
    """How many moments there should be; 0 when the file does not say."""
    width: int
    height: int
    fps: float


@contextmanager
def open_source(path: Path) -> Iterator[Source]:
    """Open a trace or a video, told apart by content, not by name.

    Raises
    ------
    CaptureError
        If it cannot be used; also while its moments are read.
    """
    if _first_bytes(path).startswith(_ZIP):
        trace = read_trace(path)
        moments = (Moment(frame) for frame in trace.frames)
        length_s = trace.frames[-1].t_s - trace.frames[0].t_s
        fps = (len(trace.frames) - 1) / length_s if length_s > 0 else _NO_FPS
        yield Source(moments, len(trace.frames), trace.width, trace.height, fps)
        return
    with Video(path) as video:
        shots = (Moment(shot.frame, shot.picture) for shot in video)
        yield Source(shots, video.expected, video.width, video.height, video.fps)


def _first_bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise CaptureError(f"{path}: a folder, not a file")
        with path.open("rb") as file:
            first = file.read(16)
    except FileNotFoundError as error:
        raise CaptureError(f"{path}: no such file") from error
    except OSError as error:
        raise CaptureError(f"{path}: cannot be read ({error.strerror or error})") from error
    if not first:
        raise CaptureError(f"{path}: this file is empty")
    return first
