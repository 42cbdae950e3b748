"""A frame together with the question whether a landmark in it can be relied on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import EllipsisType
from typing import Final, Literal

from tenfold.body.frame import Frame, Point
from tenfold.body.geometry import mid
from tenfold.body.landmarks import INDEX, OTHER, BodySide

SEEN_FROM: Final = 0.3
"""Visibility from which a landmark counts as seen. The pose model still places the far
leg of a side view well at 0.35 (measured on real clips), and drops below 0.2 when a
limb is out of the picture."""
MARGIN: Final = 0.03
"""How far outside the picture (fraction of its size) a landmark may lie and still count."""

_LEFT_HIP, _RIGHT_HIP = INDEX["left_hip"], INDEX["right_hip"]
_LEFT_SHOULDER, _RIGHT_SHOULDER = INDEX["left_shoulder"], INDEX["right_shoulder"]


_ALL: Final = frozenset(INDEX.values())
_AT: Final[dict[tuple[str, BodySide], int]] = {
    (name.removeprefix(f"{side}_"), side): landmark
    for side in OTHER
    for name, landmark in INDEX.items()
    if name.startswith(f"{side}_")
}
"""The landmark of a part on a side: looked up too often to put the name together each time."""
_LOW, _HIGH = -MARGIN, 1.0 + MARGIN


class Points:
    """The landmarks of a frame.

    What many measures need is computed once and kept: a frame is asked for much.

    Attributes
    ----------
    hidden : frozenset of int
        The landmarks that are outside the picture or that the model does not trust.
    leg_m : float or None or Ellipsis
        For :func:`~tenfold.body.measures_legs.leg_length_m`: its answer, once it was asked.
    """

    __slots__ = ("_in_picture", "_mid_hips", "_mid_shoulders", "frame", "hidden", "leg_m")

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.hidden = _hidden(frame)
        self.leg_m: float | EllipsisType | None = ...
        self._mid_hips: Point | None = None
        self._mid_shoulders: Point | None = None
        self._in_picture: dict[str, tuple[float, float]] = {}

    def seen(self, landmark: int) -> bool:
        """Whether the landmark is in the picture and the model trusts it."""
        return landmark not in self.hidden

    def at(self, part: str, side: BodySide) -> Point:
        """Where ``part`` of a side is, metres about the mid-hip. KeyError if there is none."""
        return self.frame.world[_AT[part, side]]

    @property
    def mid_hips(self) -> Point:
        if self._mid_hips is None:
            world = self.frame.world
            self._mid_hips = mid(world[_LEFT_HIP], world[_RIGHT_HIP])
        return self._mid_hips

    @property
    def mid_shoulders(self) -> Point:
        if self._mid_shoulders is None:
            world = self.frame.world
            self._mid_shoulders = mid(world[_LEFT_SHOULDER], world[_RIGHT_SHOULDER])
        return self._mid_shoulders

    def in_picture(self, landmark: int) -> tuple[float, float]:
        """Where a landmark is in the picture, both numbers in picture heights, y down."""
        x, y, _ = self.frame.image[landmark]
        return x * self.frame.aspect, y

    def mid_in_picture(self, part: str) -> tuple[float, float]:
        """The middle between left and right ``part``, as :meth:`in_picture`."""
        found = self._in_picture.get(part)
        if found is None:
            left, right = self.in_picture(_AT[part, "left"]), self.in_picture(_AT[part, "right"])
            found = (left[0] + right[0]) / 2, (left[1] + right[1]) / 2
            self._in_picture[part] = found
        return found


def _hidden(frame: Frame) -> frozenset[int]:
    if frame.empty:
        return _ALL
    hidden = [landmark for landmark, trust in enumerate(frame.visibility) if trust < SEEN_FROM]
    # Nearly always all of them are inside: that is cheaper asked of all at once.
    xs, ys, _ = zip(*frame.image, strict=True)
    if min(xs) < _LOW or max(xs) > _HIGH or min(ys) < _LOW or max(ys) > _HIGH:
        hidden += [
            landmark
            for landmark, (x, y, _) in enumerate(frame.image)
            if not (_LOW <= x <= _HIGH and _LOW <= y <= _HIGH)
        ]
    return frozenset(hidden)


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
    opposite: bool = False
    """Whether the other side's value is this one's negative: then it is worked out once."""


HIPS: Final = ("left_hip", "right_hip")
SHOULDERS: Final = ("left_shoulder", "right_shoulder")
KNEES: Final = ("left_knee", "right_knee")
ANKLES: Final = ("left_ankle", "right_ankle")
TRUNK: Final = (*HIPS, *SHOULDERS)
