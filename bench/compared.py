"""The numbers that are compared: all measures of the coach, and simple angles of the landmarks.

The same function is asked about the true frame and about the tracked one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from tenfold.body.frame import Frame
from tenfold.body.landmarks import INDEX, BodySide
from tenfold.body.measures import MEASURES, Sight
from tenfold.body.skeleton import Array

BODY_SIDES: Final[tuple[BodySide, ...]] = ("left", "right")


@dataclass(frozen=True)
class Number:
    """Something that can be computed from a frame; ``of`` gives None where it is not seen."""

    name: str
    unit: Literal["deg", "leg lengths"]
    sided: bool
    of: Callable[[Sight, BodySide | None], float | None]


def _points(sight: Sight, names: Sequence[str]) -> Array | None:
    """(n, 3) world places of landmarks, None if one of them is not seen."""
    rows = [INDEX[name] for name in names]
    if not all(sight.seen(row) for row in rows):
        return None
    return np.array([sight.frame.world[row] for row in rows])


def _between_deg(u: Array, v: Array) -> float | None:
    lengths = float(np.linalg.norm(u) * np.linalg.norm(v))
    if lengths < 1e-9:
        return None
    return math.degrees(math.acos(max(-1.0, min(1.0, float(u @ v) / lengths))))


def _elbow_flexion(sight: Sight, side: BodySide | None) -> float | None:
    p = _points(sight, [f"{side}_shoulder", f"{side}_elbow", f"{side}_wrist"])
    if p is None:
        return None
    straight = _between_deg(p[0] - p[1], p[2] - p[1])
    return None if straight is None else 180.0 - straight


def _shoulder_elevation(sight: Sight, side: BodySide | None) -> float | None:
    p = _points(sight, [f"{side}_hip", f"{side}_shoulder", f"{side}_elbow"])
    return None if p is None else _between_deg(p[0] - p[1], p[2] - p[1])


def _thighs_apart(sight: Sight, _side: BodySide | None) -> float | None:
    p = _points(sight, ["left_hip", "left_knee", "right_hip", "right_knee"])
    return None if p is None else _between_deg(p[1] - p[0], p[3] - p[2])


def _signed_about(axis: Array, start: Array, end: Array, least_m: float = 0.02) -> float | None:
    """From one direction to another about an axis, degrees; what lies along it left out.

    None where less than ``least_m`` is left: it has no direction then.
    """
    length = float(np.linalg.norm(axis))
    if length < 1e-6:
        return None
    axis = axis / length
    u, v = start - (start @ axis) * axis, end - (end @ axis) * axis
    if np.linalg.norm(u) < 0.02 or np.linalg.norm(v) < least_m:
        return None
    return math.degrees(math.atan2(float(np.cross(u, v) @ axis), float(u @ v)))


_TRUNK: Final = ("left_hip", "right_hip", "left_shoulder", "right_shoulder")


def _trunk_turn(sight: Sight, _side: BodySide | None) -> float | None:
    p = _points(sight, _TRUNK)
    if p is None:
        return None
    spine = (p[2] + p[3] - p[0] - p[1]) / 2
    return _signed_about(spine, p[1] - p[0], p[3] - p[2])


def _head_turn(sight: Sight, _side: BodySide | None) -> float | None:
    p = _points(sight, (*_TRUNK, "left_ear", "right_ear"))
    if p is None:
        return None
    spine = (p[2] + p[3] - p[0] - p[1]) / 2
    return _signed_about(spine, p[3] - p[2], p[5] - p[4])


_KNEES_ASIDE_M: Final = 0.15
"""Knees that hang straight down from the hips are over to no side."""


def _knees_over(sight: Sight, _side: BodySide | None) -> float | None:
    """How far the knees have gone over to one side of the trunk, as in the lying twist."""
    p = _points(sight, (*_TRUNK, "left_knee", "right_knee"))
    if p is None:
        return None
    spine = (p[2] + p[3] - p[0] - p[1]) / 2
    hips, knees = (p[0] + p[1]) / 2, (p[4] + p[5]) / 2
    # Straight ahead of the shoulders is across both the spine and the shoulder line.
    ahead = np.cross(spine, p[3] - p[2])
    return _signed_about(spine, ahead, knees - hips, _KNEES_ASIDE_M)


def _trunk_length(sight: Sight, _side: BodySide | None) -> float | None:
    p = _points(sight, (*_TRUNK, "left_knee", "right_knee", "left_ankle", "right_ankle"))
    if p is None:
        return None
    legs = [
        float(np.linalg.norm(p[i] - p[4 + i]) + np.linalg.norm(p[4 + i] - p[6 + i]))
        for i in range(2)
    ]
    spine = float(np.linalg.norm((p[2] + p[3] - p[0] - p[1]) / 2))
    return spine / max(legs) if max(legs) > 0.05 else None


def _measure(name: str) -> Callable[[Sight, BodySide | None], float | None]:
    return lambda sight, side: sight.value(name, side)


NUMBERS: Final[tuple[Number, ...]] = (
    *(Number(m.name, m.unit, m.sided, _measure(m.name)) for m in MEASURES.values()),
    Number("elbow_flexion_deg", "deg", True, _elbow_flexion),
    Number("shoulder_elevation_deg", "deg", True, _shoulder_elevation),
    Number("thighs_apart_deg", "deg", False, _thighs_apart),
    Number("trunk_turn_deg", "deg", False, _trunk_turn),
    Number("head_turn_deg", "deg", False, _head_turn),
    Number("knees_over_deg", "deg", False, _knees_over),
    Number("trunk_length", "leg lengths", False, _trunk_length),
)

MEANINGS: Final[dict[str, str]] = {
    **{m.name: m.meaning for m in MEASURES.values()},
    "elbow_flexion_deg": "bend of the elbow, 0 straight",
    "shoulder_elevation_deg": "upper arm away from the trunk",
    "thighs_apart_deg": "angle between the two thighs",
    "trunk_turn_deg": "shoulder line against hip line, about the trunk",
    "head_turn_deg": "ear line against shoulder line, about the trunk",
    "knees_over_deg": "how far the knees have gone over to one side of the trunk",
    "trunk_length": "mid-hip to mid-shoulder; shorter when the back rounds",
}


def values(frame: Frame) -> dict[tuple[str, BodySide | None], float | None]:
    """All numbers of a frame, by name and side; None where something is not seen."""
    sight = Sight(frame)
    return {
        (number.name, side): None if frame.empty else number.of(sight, side)
        for number in NUMBERS
        for side in (BODY_SIDES if number.sided else (None,))
    }


TURNS: Final = ("trunk_turn_deg", "head_turn_deg", "knees_over_deg")
"""Angles that go round, to either side."""


def difference(name: str, true: float, seen: float) -> float:
    """How far off; angles that go round are compared the short way."""
    off = abs(seen - true)
    if name in TURNS:
        off = min(off, 360.0 - off)
    return off
