"""A single picture, watched like a recording of one moment."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np

from tenfold.body.frame import Frame
from tenfold.capture.errors import CaptureError
from tenfold.capture.libraries import check_mediapipe, opencv
from tenfold.capture.pose import Pose
from tenfold.capture.pose_model import pose_model

SUFFIXES: Final = frozenset((".jpg", ".jpeg", ".png", ".webp"))
_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_TAIL_BYTES: Final = 65536
"""Cameras add things of their own behind a picture's end."""


def is_picture(head: bytes) -> bool:
    """Whether a file that begins so is a JPEG, PNG or WebP picture."""
    return head.startswith((_JPEG, _PNG)) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")


def look_at(path: Path) -> tuple[Frame, Any]:
    """Who is in a picture, and the picture as OpenCV has it (blue first).

    Raises
    ------
    CaptureError
        If it cannot be read, was cut off, or the extra is missing.
    """
    check_mediapipe()
    cv2 = opencv()
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CaptureError(f"{path}: cannot be read ({error.strerror or error})") from error
    if _cut_off(data):
        raise CaptureError(f"{path}: this picture is damaged or cut off")
    # OpenCV turns the pictures of a phone held upright by itself.
    picture = cv2.imdecode(np.frombuffer(data, dtype=np.uint8), cv2.IMREAD_COLOR)
    if picture is None:
        raise CaptureError(f"{path}: no picture that can be read")
    with Pose(pose_model()) as pose:
        pose.ask(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), 0)
        return pose.answer(), picture


def _cut_off(data: bytes) -> bool:
    """Decoders fill up what is missing with grey, and say nothing."""
    tail = data[-_TAIL_BYTES:]
    if data.startswith(_JPEG):
        return b"\xff\xd9" not in tail
    if data.startswith(_PNG):
        return b"IEND" not in tail
    return int.from_bytes(data[4:8], "little") + 8 > len(data)
