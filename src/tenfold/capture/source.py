"""A file of movement, whichever kind it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np

from tenfold.body.frame import Frame
from tenfold.capture.container import HEAD_BYTES, is_cut_off, is_text
from tenfold.capture.errors import CaptureError
from tenfold.capture.picture import is_picture, look_at
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
    end_s: float
    """The time of the last moment, as far as the file says; 0 when it does not."""
    width: int
    height: int
    fps: float

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture."""
        return self.width, self.height


@contextmanager
def open_source(path: Path) -> Iterator[Source]:
    """Open a trace, a video or a single picture, told apart by content, not by name.

    Raises
    ------
    CaptureError
        If it cannot be used; also while its moments are read.
    """
    kind = _kind_of(path)
    if kind == "trace":
        trace = read_trace(path)
        moments = (Moment(frame) for frame in trace.frames)
        end_s = trace.frames[-1].t_s
        length_s = end_s - trace.frames[0].t_s
        fps = (len(trace.frames) - 1) / length_s if length_s > 0 else _NO_FPS
        yield Source(moments, end_s, trace.width, trace.height, fps)
        return
    if kind == "picture":
        frame, picture = look_at(path)
        height, width = picture.shape[:2]
        yield Source(iter((Moment(frame, picture),)), 0.0, width, height, _NO_FPS)
        return
    with Video(path) as video:
        shots = (Moment(shot.frame, shot.picture) for shot in video)
        yield Source(shots, video.length_s, video.width, video.height, video.fps)


@contextmanager
def mirrored_source(path: Path) -> Iterator[Source]:
    """:func:`open_source` of a recording that is a mirror image: left and right exchanged."""
    with open_source(path) as source:
        moments = (
            Moment(
                moment.frame.mirrored(),
                None if moment.picture is None else np.ascontiguousarray(moment.picture[:, ::-1]),
            )
            for moment in source.moments
        )
        yield replace(source, moments=moments)


def _kind_of(path: Path) -> Literal["trace", "picture", "video"]:
    """What ``path`` holds, by its first bytes; what is none of the others may be a video."""
    try:
        if path.is_dir():
            raise CaptureError(f"{path}: a folder, not a file")
        if path.exists() and not path.is_file():
            raise CaptureError(f"{path}: not a file that can be watched")
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
        if not head:
            raise CaptureError(f"{path}: this file is empty")
        if head.startswith(_ZIP):
            return "trace"
        if is_picture(head):
            return "picture"
        if is_text(head):
            raise CaptureError(f"{path}: this is text, not a video or a pose trace")
        if is_cut_off(path):
            raise CaptureError(f"{path}: this video is damaged or cut off")
    except FileNotFoundError as error:
        raise CaptureError(f"{path}: no such file") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CaptureError(f"{path}: cannot be read ({reason})") from error
    return "video"
