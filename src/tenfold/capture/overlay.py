"""A video with what the coach saw drawn over it: skeleton, count, clock and cues."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import numpy as np

from tenfold.body.frame import Frame
from tenfold.body.measures import SEEN_FROM
from tenfold.capture.errors import CaptureError
from tenfold.coach.engine import Coach
from tenfold.coach.events import CoachEvent, FaultShown, HoldEntered, HoldLeft

_BONES: Final = (
    (11, 12), (11, 13), (13, 15), (12, 14), (14, 16), (11, 23), (12, 24), (23, 24),
    (23, 25), (25, 27), (27, 29), (29, 31), (24, 26), (26, 28), (28, 30), (30, 32),
)  # fmt: skip
_CUE_FOR_S: Final = 3.0
_LINE: Final = (190, 205, 60)
_WHITE: Final = (255, 255, 255)
_AMBER: Final = (60, 160, 235)
_PAPER: Final = 40


class Overlay:
    """Writes an ``.mp4`` beside its target first and moves it there when it is whole.

    Raises
    ------
    CaptureError
        If the target's folder cannot be written to or OpenCV cannot write video.
    """

    def __init__(self, target: Path, width: int, height: int, fps: float) -> None:
        import cv2

        self._cv2 = cv2
        self._target = target
        # Many players want even sizes.
        self._size = (width - width % 2, height - height % 2)
        try:
            handle, name = tempfile.mkstemp(suffix=".mp4", prefix=".tenfold-", dir=target.parent)
            os.close(handle)
        except OSError as error:
            raise CaptureError(f"{target}: cannot be written ({error.strerror})") from error
        self._part = Path(name)
        code = cv2.VideoWriter.fourcc(*"mp4v")
        self._writer: Any = cv2.VideoWriter(name, code, min(fps, 60.0), self._size)
        if not self._writer.isOpened():
            self._part.unlink(missing_ok=True)
            raise CaptureError(f"{target}: this machine cannot write video")
        self._hold_since_s: float | None = None
        self._held_s = 0.0
        self._cue = ""
        self._cue_until_s = 0.0

    def __enter__(self) -> Overlay:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._writer.release()
        if error is not None:
            self._part.unlink(missing_ok=True)
            return
        try:
            self._part.replace(self._target)
        except OSError as failed:
            self._part.unlink(missing_ok=True)
            reason = failed.strerror or str(failed)
            raise CaptureError(f"{self._target}: cannot be written ({reason})") from failed

    def write(
        self, frame: Frame, picture: Any, coach: Coach, events: tuple[CoachEvent, ...]
    ) -> None:
        """Draw one moment. Without a picture the skeleton stands on a plain ground."""
        self._note(frame.t_s, events)
        width, height = self._size
        if picture is None:
            canvas = np.full((height, width, 3), _PAPER, dtype=np.uint8)
        else:
            canvas = np.ascontiguousarray(picture[:height, :width])
        self._skeleton(canvas, frame)
        self._words(canvas, frame.t_s, coach)
        self._writer.write(canvas)

    def _note(self, t_s: float, events: tuple[CoachEvent, ...]) -> None:
        for event in events:
            if isinstance(event, HoldEntered):
                self._hold_since_s = event.start_s
            elif isinstance(event, HoldLeft):
                self._hold_since_s = None
                self._held_s += event.held_s
            elif isinstance(event, FaultShown) and event.speak:
                self._cue, self._cue_until_s = event.cue, t_s + _CUE_FOR_S

    def _skeleton(self, canvas: Any, frame: Frame) -> None:
        if frame.empty:
            return
        width, height = self._size
        points = [(round(x * width), round(y * height)) for x, y, _ in frame.image]
        thick = max(2, height // 180)
        for a, b in _BONES:
            if min(frame.visibility[a], frame.visibility[b]) >= SEEN_FROM:
                self._cv2.line(canvas, points[a], points[b], _LINE, thick, self._cv2.LINE_AA)

    def _words(self, canvas: Any, t_s: float, coach: Coach) -> None:
        width, height = self._size
        big = height / 240
        reps = coach.reps
        count = "  ".join(
            f"{side} {number}" if side != "both" else str(number) for side, number in reps.items()
        )
        self._text(canvas, count or "0", (height // 24, height // 7), big * 1.4, _WHITE)
        held_s = self._held_s + (t_s - self._hold_since_s if self._hold_since_s is not None else 0)
        if held_s > 0:
            self._text(canvas, f"{held_s:.1f} s", (height // 24, height // 4), big, _WHITE)
        self._text(canvas, f"{t_s:.1f} s", (width - height // 3, height // 12), big / 2, _WHITE)
        if coach.missing:
            missing = "not seen: " + ", ".join(coach.missing)
            self._text(canvas, missing, (height // 24, height - height // 8), big / 2, _AMBER)
        if t_s < self._cue_until_s:
            self._text(canvas, self._cue, (height // 24, height - height // 24), big / 1.6, _AMBER)

    def _text(
        self, canvas: Any, text: str, at: tuple[int, int], scale: float, colour: tuple[int, ...]
    ) -> None:
        font, smooth = self._cv2.FONT_HERSHEY_SIMPLEX, self._cv2.LINE_AA
        thick = max(1, round(scale * 1.6))
        self._cv2.putText(canvas, text, at, font, scale, (0, 0, 0), thick + 4, smooth)
        self._cv2.putText(canvas, text, at, font, scale, colour, thick, smooth)
