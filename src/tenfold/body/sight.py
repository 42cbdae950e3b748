"""A frame together with the question whether a landmark in it can be relied on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from tenfold.body.frame import Frame, Point
from tenfold.body.geometry import mid
from tenfold.body.landmarks import INDEX, BodySide, index

SEEN_FROM: Final = 0.3
"""Visibility from which a landmark counts as seen. The pose model still places the far
leg of a side view well at 0.35 (measured on real clips), and drops below 0.2 when a
limb is out of the picture."""
MARGIN: Final = 0.03
"""How far outside the picture (fraction of its size) a landmark may lie and still count."""

_LEFT_HIP, _RIGHT_HIP = INDEX["left_hip"], INDEX["right_hip"]
_LEFT_SHOULDER, _RIGHT_SHOULDER = INDEX["left_shoulder"], INDEX["right_shoulder"]


class Points:
    """The landmarks of a frame."""

    __slots__ = ("frame",)

    def __init__(self, frame: Frame) -> None:
        self.frame = frame

    def seen(self, landmark: int) -> bool:
        """Whether the landmark is in the picture and the model trusts it."""
        frame = self.frame
        if frame.empty or frame.visibility[landmark] < SEEN_FROM:
            return False
        x, y, _ = frame.image[landmark]
        return -MARGIN <= x <= 1.0 + MARGIN and -MARGIN <= y <= 1.0 + MARGIN

    def at(self, part: str, side: BodySide) -> Point:
        """Where ``part`` of a side is, metres about the mid-hip."""
        return self.frame.world[index(part, side)]

    @property
    def mid_hips(self) -> Point:
        return mid(self.frame.world[_LEFT_HIP], self.frame.world[_RIGHT_HIP])

    @property
    def mid_shoulders(self) -> Point:
        return mid(self.frame.world[_LEFT_SHOULDER], self.frame.world[_RIGHT_SHOULDER])

    def in_picture(self, landmark: int) -> tuple[float, float]:
        """Where a landmark is in the picture, both numbers in picture heights, y down."""
        x, y, _ = self.frame.image[landmark]
        return x * self.frame.aspect, y

    def mid_in_picture(self, part: str) -> tuple[float, float]:
        """The middle between left and right ``part``, as :meth:`in_picture`."""
        left = self.in_picture(INDEX[f"left_{part}"])
        right = self.in_picture(INDEX[f"right_{part}"])
        return (left[0] + right[0]) / 2, (left[1] + right[1]) / 2


@dataclass(frozen=True, slots=True)
class Measure:
    """A named number, what it needs to see, and how it is computed."""

    name: str
    unit: Literal["deg", "leg lengths", "trunk lengths"]
    sided: bool
    needs: tuple[str, ...]
    """Landmarks that must be seen: ``"knee"`` of the side asked for, ``"other_knee"``, or a
    full name."""
    compute: Callable[[Points, BodySide], float | None]
    meaning: str


HIPS: Final = ("left_hip", "right_hip")
SHOULDERS: Final = ("left_shoulder", "right_shoulder")
KNEES: Final = ("left_knee", "right_knee")
ANKLES: Final = ("left_ankle", "right_ankle")
TRUNK: Final = (*HIPS, *SHOULDERS)
