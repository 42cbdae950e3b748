"""A video with what the coach saw drawn over it: skeleton, count, clock, phase and cues."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import numpy as np

from tenfold.body.frame import Frame
from tenfold.body.measures import SEEN_FROM
from tenfold.capture.breaths import breaths_in
from tenfold.capture.container import is_cut_off
from tenfold.capture.errors import CaptureError
from tenfold.capture.libraries import opencv
from tenfold.capture.part import PartFile
from tenfold.capture.telling import Teller
from tenfold.coach.engine import Coach
from tenfold.coach.events import CoachEvent, FaultShown, HoldEntered, HoldLeft, PhaseEntered

SUFFIX: Final = ".mp4"
_BONES: Final = (
    (11, 12), (11, 13), (13, 15), (12, 14), (14, 16), (11, 23), (12, 24), (23, 24),
    (23, 25), (25, 27), (27, 29), (29, 31), (24, 26), (26, 28), (28, 30), (30, 32),
)  # fmt: skip
_LEGS_FROM: Final = 25
"""Knees, ankles and feet are the last landmarks."""
_CUE_FOR_S: Final = 3.0
_SMALLEST, _LARGEST = 480, 1920
"""Small pictures are enlarged, so that words can be read; huge ones are made smaller."""
_RATES: Final = (15.0, 60.0)
_USUAL_RATE: Final = 30.0
_LONGEST_GAP_S: Final = 60.0
"""A recording that stands still for longer is shortened."""
_LINE: Final = (190, 205, 60)
_WHITE: Final = (255, 255, 255)
_AMBER: Final = (80, 180, 250)
_PAPER: Final = 40
_SHADE: Final = 0.55


class Overlay:
    """Writes a part file beside its target and gives it the target's name when it is whole.

    Parameters
    ----------
    target : Path
        The ``.mp4`` to write.
    width, height : int
        Of the recording, pixels.
    fps : float
        Of the recording; the overlay has one steady rate and keeps the recording's time.
    teller : Teller
        Says events in words.

    Raises
    ------
    CaptureError
        If the target cannot be written or OpenCV cannot write video.
    """

    def __init__(self, target: Path, width: int, height: int, fps: float, teller: Teller) -> None:
        self._cv2 = cv2 = opencv()
        self._target = target
        self._teller = teller
        self._size = _picture_size(width, height)
        self._fps = fps if _RATES[0] <= fps <= _RATES[1] else _USUAL_RATE
        if target.suffix.lower() != SUFFIX:
            raise CaptureError(f"{target}: the overlay is an MP4 video: end its name in {SUFFIX}")
        self._part = PartFile(target)
        code = cv2.VideoWriter.fourcc(*"mp4v")
        self._writer: Any = cv2.VideoWriter(str(self._part.path), code, self._fps, self._size)
        if not self._writer.isOpened():
            self._part.drop()
            raise CaptureError(f"{target}: this machine cannot write video")
        self._first_s: float | None = None
        self._written = 0
        self._phase = ""
        self._hold_since_s: float | None = None
        self._held_s = 0.0
        self._breaths = 0
        """In the stays that are over."""
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
            self._part.drop()
        elif is_cut_off(self._part.path):
            # The writer does not say so itself.
            self._part.drop()
            raise CaptureError(f"{self._target}: cannot be written (is the disk full?)")
        else:
            self._part.keep()

    def write(
        self, frame: Frame, picture: Any, coach: Coach, events: tuple[CoachEvent, ...]
    ) -> None:
        """Draw one moment. Without a picture the skeleton stands on a plain ground."""
        self._note(frame.t_s, events)
        copies = self._due(frame.t_s)
        if copies == 0:
            return
        width, height = self._size
        if picture is None:
            canvas = np.full((height, width, 3), _PAPER, dtype=np.uint8)
        elif picture.shape[1::-1] == self._size:
            canvas = picture.copy()
        else:
            canvas = self._cv2.resize(picture, self._size, interpolation=self._cv2.INTER_AREA)
        self._skeleton(canvas, frame)
        self._words(canvas, frame, coach)
        for _ in range(copies):
            self._writer.write(canvas)

    def _due(self, t_s: float) -> int:
        """How often this moment is written, so that the overlay's clock is the recording's."""
        self._first_s = t_s if self._first_s is None else self._first_s
        due = round((t_s - self._first_s) * self._fps) + 1 - self._written
        most = round(_LONGEST_GAP_S * self._fps)
        if due > most:
            self._first_s += (due - most) / self._fps
            due = most
        self._written += max(0, due)
        return max(0, due)

    def _note(self, t_s: float, events: tuple[CoachEvent, ...]) -> None:
        for event in events:
            if isinstance(event, HoldEntered):
                self._hold_since_s = event.start_s
            elif isinstance(event, HoldLeft):
                self._hold_since_s = None
                self._held_s += event.held_s
                self._breaths += breaths_in(event.held_s)
            elif isinstance(event, PhaseEntered):
                self._phase = self._teller.event(event)
            elif isinstance(event, FaultShown) and event.speak:
                self._cue, self._cue_until_s = self._teller.cue(event.cue), t_s + _CUE_FOR_S

    def _skeleton(self, canvas: Any, frame: Frame) -> None:
        if frame.empty:
            return
        width, height = self._size
        points = [(round(x * width), round(y * height)) for x, y, _ in frame.image]
        thick = max(2, min(self._size) // 160)
        for a, b in _BONES:
            if min(frame.visibility[a], frame.visibility[b]) >= SEEN_FROM:
                self._cv2.line(canvas, points[a], points[b], _LINE, thick, self._cv2.LINE_AA)

    def _words(self, canvas: Any, frame: Frame, coach: Coach) -> None:
        t_s = frame.t_s
        width, height = self._size
        unit = min(self._size) // 20
        sides = coach.reps
        count = "   ".join(
            f"{self._teller.side(side)} {number}".strip() for side, number in sides.items()
        )
        lines = [(count or "0", 2.0 * unit)]
        here_s = 0.0 if self._hold_since_s is None else t_s - self._hold_since_s
        held_s = self._held_s + here_s
        if held_s > 0:
            lines.append((f"{held_s:.1f} s", 1.4 * unit))
        if held_s > 0 and coach.variant.kind == "breaths":
            breaths = self._breaths + breaths_in(here_s)
            lines.append((self._teller.breaths(breaths), float(unit)))
        if self._phase and not coach.missing:
            lines.append((self._phase, unit))
        clock_width = round(6 * unit)
        bottom = unit // 2
        for text, size in lines:
            left = width - clock_width if bottom == unit // 2 else width
            bottom = self._text(canvas, text, (unit // 2, bottom), size, left - unit, _WHITE)
        at = (width - clock_width + unit, unit // 2)
        self._text(canvas, f"{t_s:.1f} s", at, float(unit), clock_width - unit, _WHITE)
        foot = self._teller.missing(coach.missing) if coach.missing else ""
        if t_s < self._cue_until_s:
            foot = self._cue
        if foot:
            top = height - 3 * unit
            if _legs_below(frame, top / height):
                top = bottom + unit // 2
            at = (unit // 2, top)
            self._text(canvas, foot, at, 1.4 * unit, width - unit, _AMBER)

    def _text(
        self,
        canvas: Any,
        text: str,
        at: tuple[int, int],
        size: float,
        most: int,
        colour: tuple[int, int, int],
    ) -> int:
        """Words on a shade, ``size`` pixels high or smaller to fit; returns where they end."""
        cv2, text = self._cv2, _plain_letters(text)
        font = cv2.FONT_HERSHEY_DUPLEX
        (wide, high), _ = cv2.getTextSize(text, font, 1.0, 1)
        scale = min(size / high, most / (wide * 1.1 + high))
        thick = max(1, round(scale * 1.4))
        (wide, high), under = cv2.getTextSize(text, font, scale, thick)
        pad = max(2, high // 3)
        x, y = at
        shaded = canvas[y : y + high + under + pad, x : x + wide + 2 * pad]
        shaded[:] = (shaded * (1.0 - _SHADE)).astype(np.uint8)
        cv2.putText(
            canvas, text, (x + pad, y + high + pad // 2), font, scale, colour, thick, cv2.LINE_AA
        )
        return int(y + high + under + pad)


def _legs_below(frame: Frame, share: float) -> bool:
    """Whether a knee or foot is lower in the picture than that: words there would cover it."""
    return any(share < y <= 1.0 for _, y, _ in frame.image[_LEGS_FROM:])


def _picture_size(width: int, height: int) -> tuple[int, int]:
    """The overlay's width and height: legible, not huge, and even, as many players want."""
    factor = max(1.0, _SMALLEST / min(width, height))
    factor = min(factor, _LARGEST / max(width, height))
    return max(16, round(width * factor / 2) * 2), max(16, round(height * factor / 2) * 2)


def _plain_letters(text: str) -> str:
    """OpenCV's letters are English only: accents are dropped, the rest becomes a question mark."""
    text = text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("\N{EN DASH}", "-")
    base = unicodedata.normalize("NFKD", text)
    kept = "".join(letter for letter in base if not unicodedata.combining(letter))
    return kept.encode("ascii", "replace").decode("ascii")
