"""Named numbers computed from a frame: joint angles, segment angles, distances.

The 33 landmarks approximate joint centres. They are not ISB joint coordinate
systems, and there is none on the spine or the pelvis rims, so an angle named
here is the angle between landmark lines, not a clinical joint angle.

Distances are in *leg lengths* (thigh plus shank of the person in view), which
makes them the same for tall and short people and near and far cameras.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from tenfold.body.frame import Frame, Point
from tenfold.body.landmarks import INDEX, OTHER, BodySide, index

SEEN_FROM: Final = 0.3
"""Visibility from which a landmark counts as seen. The pose model still places the far
leg of a side view well at 0.35 (measured on real clips), and drops below 0.2 when a
limb is out of the picture."""
MARGIN: Final = 0.03
"""How far outside the picture (fraction of its size) a landmark may lie and still count."""
_LEAST_LENGTH_M: Final = 0.05

Of = Literal["working", "other", "both", "either", "mean", "body"]


class Sight:
    """A frame with its measures, each computed at most once.

    ``value`` gives None when a landmark that the measure needs is not seen.
    """

    __slots__ = ("_cache", "frame")

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self._cache: dict[tuple[str, BodySide | None], float | None] = {}

    def seen(self, landmark: int) -> bool:
        """Whether the landmark is in the picture and the model trusts it."""
        frame = self.frame
        if frame.empty or frame.visibility[landmark] < SEEN_FROM:
            return False
        x, y, _ = frame.image[landmark]
        return -MARGIN <= x <= 1.0 + MARGIN and -MARGIN <= y <= 1.0 + MARGIN

    def value(self, name: str, side: BodySide | None = None) -> float | None:
        """The measure ``name``, of ``side`` where it has sides. KeyError if unknown."""
        key = (name, side)
        if key not in self._cache:
            self._cache[key] = self._compute(MEASURES[name], side)
        return self._cache[key]

    def _compute(self, measure: Measure, side: BodySide | None) -> float | None:
        if (side is None) == measure.sided:
            raise ValueError(f"{measure.name} {'needs' if measure.sided else 'has no'} side")
        for part in measure.needs:
            if side is not None and part in _SIDED_PARTS:
                if not self.seen(index(part, side)):
                    return None
            elif part.startswith("other_") and side is not None:
                if not self.seen(index(part.removeprefix("other_"), OTHER[side])):
                    return None
            elif not self.seen(INDEX[part]):
                return None
        return measure.compute(self, side or "left")


@dataclass(frozen=True, slots=True)
class Measure:
    """A named number, what it needs to see, and how it is computed."""

    name: str
    unit: Literal["deg", "leg lengths"]
    sided: bool
    needs: tuple[str, ...]
    """Landmarks that must be seen: ``"knee"`` of the side asked for, ``"other_knee"``, or a
    full name."""
    compute: Callable[[Sight, BodySide], float | None]
    meaning: str


_SIDED_PARTS = ("shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "foot_index")


def _sub(a: Point, b: Point) -> Point:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def _mid(a: Point, b: Point) -> Point:
    return ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2)


def _length(v: Point) -> float:
    return math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2])


def _angle_deg(u: Point, v: Point) -> float | None:
    """Angle between two vectors, 0-180 degrees; None when one has no length."""
    lengths = _length(u) * _length(v)
    if lengths < 1e-9:
        return None
    dot = u[0] * v[0] + u[1] * v[1] + u[2] * v[2]
    return math.degrees(math.acos(max(-1.0, min(1.0, dot / lengths))))


_DOWN: Final[Point] = (0.0, 1.0, 0.0)
_UP: Final[Point] = (0.0, -1.0, 0.0)


def _at(sight: Sight, part: str, side: BodySide) -> Point:
    return sight.frame.world[index(part, side)]


def _bend(sight: Sight, side: BodySide, a: str, b: str, c: str) -> float | None:
    middle = _at(sight, b, side)
    angle = _angle_deg(_sub(_at(sight, a, side), middle), _sub(_at(sight, c, side), middle))
    return None if angle is None else 180.0 - angle


def _inclination(sight: Sight, side: BodySide, a: str, b: str) -> float | None:
    return _angle_deg(_sub(_at(sight, b, side), _at(sight, a, side)), _DOWN)


def _knee_flexion(sight: Sight, side: BodySide) -> float | None:
    return _bend(sight, side, "hip", "knee", "ankle")


def _hip_flexion(sight: Sight, side: BodySide) -> float | None:
    """Thigh against the middle line of the trunk: shoulders are wider than hips."""
    thigh = _sub(_at(sight, "knee", side), _at(sight, "hip", side))
    return _angle_deg(thigh, _sub(_mid_hips(sight), _mid_shoulders(sight)))


def _elbow_flexion(sight: Sight, side: BodySide) -> float | None:
    return _bend(sight, side, "shoulder", "elbow", "wrist")


def _mid_hips(sight: Sight) -> Point:
    world = sight.frame.world
    return _mid(world[INDEX["left_hip"]], world[INDEX["right_hip"]])


def _mid_shoulders(sight: Sight) -> Point:
    world = sight.frame.world
    return _mid(world[INDEX["left_shoulder"]], world[INDEX["right_shoulder"]])


def _thigh_inclination(sight: Sight, side: BodySide) -> float | None:
    return _inclination(sight, side, "hip", "knee")


def _shank_inclination(sight: Sight, side: BodySide) -> float | None:
    return _inclination(sight, side, "knee", "ankle")


def _trunk_inclination(sight: Sight, _side: BodySide) -> float | None:
    return _angle_deg(_sub(_mid_shoulders(sight), _mid_hips(sight)), _UP)


def _leg_length_m(sight: Sight) -> float | None:
    """Thigh plus shank, the longer of the two legs (a leg seen end-on looks short)."""
    lengths = [
        _length(_sub(_at(sight, "hip", side), _at(sight, "knee", side)))
        + _length(_sub(_at(sight, "knee", side), _at(sight, "ankle", side)))
        for side in ("left", "right")
    ]
    longest = max(lengths)
    return longest if longest > _LEAST_LENGTH_M else None


def _lowest_ankle_y(sight: Sight) -> float | None:
    """Height of the lower ankle that can be seen, metres down from the mid-hip."""
    ankles = [INDEX["left_ankle"], INDEX["right_ankle"]]
    seen = [sight.frame.world[i][1] for i in ankles if sight.seen(i)]
    return max(seen) if seen else None


def _hip_height(sight: Sight, _side: BodySide) -> float | None:
    floor_y, leg = _lowest_ankle_y(sight), _leg_length_m(sight)
    if floor_y is None or leg is None:
        return None
    return (floor_y - _mid_hips(sight)[1]) / leg


def _knee_height(sight: Sight, side: BodySide) -> float | None:
    floor_y, leg = _lowest_ankle_y(sight), _leg_length_m(sight)
    if floor_y is None or leg is None:
        return None
    return (floor_y - _at(sight, "knee", side)[1]) / leg


def _shank_split(sight: Sight, side: BodySide) -> float | None:
    mine = sight.value("shank_inclination_deg", side)
    other = sight.value("shank_inclination_deg", OTHER[side])
    return None if mine is None or other is None else mine - other


def _knee_drop(sight: Sight, side: BodySide) -> float | None:
    leg = _leg_length_m(sight)
    if leg is None:
        return None
    return (_at(sight, "knee", side)[1] - _at(sight, "knee", OTHER[side])[1]) / leg


def _knee_inward(sight: Sight, side: BodySide) -> float | None:
    """Inward tilt of the shank in the picture: positive when the knee is nearer the body's
    middle than the ankle is."""
    frame = sight.frame
    knee, ankle = frame.image[index("knee", side)], frame.image[index("ankle", side)]
    across = (knee[0] - ankle[0]) * frame.aspect
    up = ankle[1] - knee[1]
    if math.hypot(across, up) < 1e-6:
        return None
    left_hip, right_hip = frame.image[INDEX["left_hip"]], frame.image[INDEX["right_hip"]]
    towards_right = right_hip[0] - left_hip[0]
    if abs(towards_right) * frame.aspect < 0.01:
        return None  # side-on: inward has no meaning in the picture
    inward = across * math.copysign(1.0, towards_right) * (1.0 if side == "left" else -1.0)
    return math.degrees(math.atan2(inward, abs(up)))


def _foot_pitch(sight: Sight, side: BodySide) -> float | None:
    heel, toe = _at(sight, "heel", side), _at(sight, "foot_index", side)
    along = math.hypot(toe[0] - heel[0], toe[2] - heel[2])
    if along < 1e-6:
        return None
    return math.degrees(math.atan2(toe[1] - heel[1], along))


def _turned(sight: Sight, _side: BodySide) -> float | None:
    """0 when the hips face the camera (or away), 90 when seen from the side."""
    world = sight.frame.world
    across = _sub(world[INDEX["right_hip"]], world[INDEX["left_hip"]])
    if math.hypot(across[0], across[2]) < 1e-6:
        return None
    return math.degrees(math.atan2(abs(across[2]), abs(across[0])))


_LEG = ("hip", "knee", "ankle")
_HIPS = ("left_hip", "right_hip")
_SHOULDERS = ("left_shoulder", "right_shoulder")
_ALL = (
    Measure("knee_flexion_deg", "deg", True, _LEG, _knee_flexion, "bend of the knee, 0 straight"),
    Measure(
        "hip_flexion_deg",
        "deg",
        True,
        ("hip", "knee", *_HIPS, *_SHOULDERS),
        _hip_flexion,
        "bend between the trunk's middle line and the thigh, 0 straight",
    ),
    Measure(
        "elbow_flexion_deg",
        "deg",
        True,
        ("shoulder", "elbow", "wrist"),
        _elbow_flexion,
        "bend of the elbow, 0 straight",
    ),
    Measure(
        "thigh_inclination_deg",
        "deg",
        True,
        ("hip", "knee"),
        _thigh_inclination,
        "thigh against the vertical, 0 hanging down, 90 level",
    ),
    Measure(
        "shank_inclination_deg",
        "deg",
        True,
        ("knee", "ankle"),
        _shank_inclination,
        "shank against the vertical, 0 upright, 90 level",
    ),
    Measure(
        "trunk_inclination_deg",
        "deg",
        False,
        (*_HIPS, *_SHOULDERS),
        _trunk_inclination,
        "line from mid-hip to mid-shoulder against the vertical, 0 upright",
    ),
    Measure(
        "hip_height", "leg lengths", False, _HIPS, _hip_height, "mid-hip above the lower ankle"
    ),
    Measure(
        "knee_height", "leg lengths", True, ("knee",), _knee_height, "knee above the lower ankle"
    ),
    Measure(
        "shank_split_deg",
        "deg",
        True,
        ("knee", "ankle", "other_knee", "other_ankle"),
        _shank_split,
        "how much more this shank lies down than the other one",
    ),
    Measure(
        "knee_drop",
        "leg lengths",
        True,
        ("knee", "other_knee"),
        _knee_drop,
        "how far this knee is below the other one",
    ),
    Measure(
        "knee_inward_deg",
        "deg",
        True,
        ("knee", "ankle", "left_hip", "right_hip"),
        _knee_inward,
        "inward tilt of the shank in the picture (front view)",
    ),
    Measure(
        "foot_pitch_deg",
        "deg",
        True,
        ("heel", "foot_index"),
        _foot_pitch,
        "heel above the toes, 0 level",
    ),
    Measure("turned_deg", "deg", False, _HIPS, _turned, "0 facing the camera, 90 side-on"),
)
MEASURES: Final[dict[str, Measure]] = {measure.name: measure for measure in _ALL}

REP_MEASURES: Final[dict[str, str]] = {
    "rep_s": "length of the whole rep, seconds",
    "descent_s": "from leaving rest to nearly the deepest point, seconds",
}
"""Numbers about a whole rep rather than a frame; only in rules with ``per = "rep"``."""
