"""Recordings made for the tests: traces of the puppet, and small videos of nobody."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tenfold.body.frame import Frame
from tenfold.capture.trace import TraceWriter

needs_video = pytest.mark.skipif(
    importlib.util.find_spec("cv2") is None or importlib.util.find_spec("mediapipe") is None,
    reason="needs the extra tenfold[video]",
)


def write_trace(path: Path, frames: Iterable[Frame], width: int = 640, height: int = 480) -> Path:
    with TraceWriter(path, width, height) as trace:
        for frame in frames:
            trace.add(frame)
    return path


def write_video(
    path: Path, pictures: int = 30, fps: float = 15.0, size: tuple[int, int] = (160, 120)
) -> Path:
    """A grey bar that wanders: a video, but no person."""
    import cv2

    codes = {".avi": "MJPG", ".mp4": "mp4v", ".webm": "VP80"}
    code = cv2.VideoWriter.fourcc(*codes[path.suffix])
    writer = cv2.VideoWriter(str(path), code, fps, size)
    assert writer.isOpened()
    for number in range(pictures):
        picture = np.full((size[1], size[0], 3), 90, dtype=np.uint8)
        picture[:, number % size[0] : number % size[0] + 20] = 160
        writer.write(picture)
    writer.release()
    return path


def pictures_of(path: Path) -> list[Any]:
    """Every picture of a video, as a player would show them."""
    import cv2

    capture = cv2.VideoCapture(str(path))
    pictures: list[Any] = []
    while True:
        more, picture = capture.read()
        if not more:
            return pictures
        pictures.append(picture)


def box(kind: bytes, content: bytes = b"", size: int | None = None) -> bytes:
    """One box of an MP4 file."""
    length = 8 + len(content) if size is None else size
    return length.to_bytes(4, "big") + kind + content
