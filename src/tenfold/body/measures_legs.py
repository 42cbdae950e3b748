"""Measures of legs and trunk: joint angles, segments against the vertical, heights.

Against the vertical means the picture's: a camera that looks down from above tilts them.
"""

from __future__ import annotations

import math
from types import EllipsisType
from typing import Final

from tenfold.body.frame import Point
from tenfold.body.geometry import angle_deg, dot, length, mid, sub
from tenfold.body.landmarks import INDEX, OTHER, BodySide, index
from tenfold.body.sight import ANKLES, HIPS, KNEES, SHOULDERS, Measure, Points

_LEAST_LENGTH_M: Final = 0.05
_DOWN: Final[Point] = (0.0, 1.0, 0.0)
_UP: Final[Point] = (0.0, -1.0, 0.0)


def _bend(sight: Points, side: BodySide, a: str, b: str, c: str) -> float | None:
    middle = sight.at(b, side)
    angle = angle_deg(sub(sight.at(a, side), middle), sub(sight.at(c, side), middle))
    return None if angle is None else 180.0 - angle


def _inclination(sight: Points, side: BodySide, a: str, b: str) -> float | None:
    return angle_deg(sub(sight.at(b, side), sight.at(a, side)), _DOWN)


def _knee_flexion(sight: Points, side: BodySide) -> float | None:
    return _bend(sight, side, "hip", "knee", "ankle")


def _hip_flexion(sight: Points, side: BodySide) -> float | None:
    """Thigh against the middle line of the trunk: shoulders are wider than hips."""
    thigh = sub(sight.at("knee", side), sight.at("hip", side))
    return angle_deg(thigh, sub(sight.mid_hips, sight.mid_shoulders))


def _elbow_flexion(sight: Points, side: BodySide) -> float | None:
    return _bend(sight, side, "shoulder", "elbow", "wrist")


def _thigh_inclination(sight: Points, side: BodySide) -> float | None:
    return _inclination(sight, side, "hip", "knee")


def _shank_inclination(sight: Points, side: BodySide) -> float | None:
    return _inclination(sight, side, "knee", "ankle")


def _trunk_inclination(sight: Points, _side: BodySide) -> float | None:
    return angle_deg(sub(sight.mid_shoulders, sight.mid_hips), _UP)


def leg_length_m(sight: Points) -> float | None:
    """Thigh plus shank, the longer of the two legs (a leg seen end-on looks short)."""
    if isinstance(sight.leg_m, EllipsisType):
        sight.leg_m = _leg_length_m(sight)
    return sight.leg_m


def _leg_length_m(sight: Points) -> float | None:
    lengths = [
        length(sub(sight.at("hip", side), sight.at("knee", side)))
        + length(sub(sight.at("knee", side), sight.at("ankle", side)))
        for side in ("left", "right")
    ]
    longest = max(lengths)
    return longest if longest > _LEAST_LENGTH_M else None


def _lowest_ankle_y(sight: Points) -> float | None:
    """Height of the lower ankle that can be seen, metres down from the mid-hip."""
    ankles = [INDEX["left_ankle"], INDEX["right_ankle"]]
    seen = [sight.frame.world[i][1] for i in ankles if sight.seen(i)]
    return max(seen) if seen else None


def _hip_height(sight: Points, _side: BodySide) -> float | None:
    floor_y, leg = _lowest_ankle_y(sight), leg_length_m(sight)
    if floor_y is None or leg is None:
        return None
    return (floor_y - sight.mid_hips[1]) / leg


def _knee_height(sight: Points, side: BodySide) -> float | None:
    floor_y, leg = _lowest_ankle_y(sight), leg_length_m(sight)
    if floor_y is None or leg is None:
        return None
    return (floor_y - sight.at("knee", side)[1]) / leg


def _shank_split(sight: Points, side: BodySide) -> float | None:
    mine = _shank_inclination(sight, side)
    other = _shank_inclination(sight, OTHER[side])
    return None if mine is None or other is None else mine - other


def _knee_drop(sight: Points, side: BodySide) -> float | None:
    leg = leg_length_m(sight)
    if leg is None:
        return None
    return (sight.at("knee", side)[1] - sight.at("knee", OTHER[side])[1]) / leg


def _knee_inward(sight: Points, side: BodySide) -> float | None:
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


def _foot_pitch(sight: Points, side: BodySide) -> float | None:
    heel, toe = sight.at("heel", side), sight.at("foot_index", side)
    along = math.hypot(toe[0] - heel[0], toe[2] - heel[2])
    if along < 1e-6:
        return None
    return math.degrees(math.atan2(toe[1] - heel[1], along))


_LYING_FROM_DEG: Final = 50.0
"""Trunk inclination from which the spine tells the view better than the hips do: they may turn
to one side in lying, and point nowhere then."""


def _turned(sight: Points, _side: BodySide) -> float | None:
    """0 when the hips face the camera (or away), 90 when seen from the side.

    Of a level trunk: 0 when it points to the camera, 90 when it lies across the picture.
    """
    spine = sub(sight.mid_shoulders, sight.mid_hips)
    inclination_deg = angle_deg(spine, _UP)
    if inclination_deg is None:
        return None
    if _LYING_FROM_DEG < inclination_deg < 180.0 - _LYING_FROM_DEG:
        along, deep = abs(spine[0]), abs(spine[2])
    else:
        across = sub(sight.at("hip", "right"), sight.at("hip", "left"))
        along, deep = abs(across[2]), abs(across[0])
    if math.hypot(along, deep) < 1e-6:
        return None
    return math.degrees(math.atan2(along, deep))


_TRUNK_SHARE, _THIGHS_SHARE, _SHANKS_SHARE = 0.68, 0.20, 0.12
"""Of the body's mass; the trunk's with head and arms, the shanks' with the feet (Winter 2009)."""
_TRUNK_AT, _LEG_AT = 0.63, 0.43
"""Where along a part its mass is: from the hips up, from hip or knee down."""


def _weight_ahead(sight: Points, _side: BodySide) -> float | None:
    """The way the thighs point is ahead: of use in a squat or on a chair, not in standing."""
    leg = leg_length_m(sight)
    if leg is None:
        return None
    knees = mid(sight.at("knee", "left"), sight.at("knee", "right"))
    ankles = mid(sight.at("ankle", "left"), sight.at("ankle", "right"))
    hips, spine = sight.mid_hips, sub(sight.mid_shoulders, sight.mid_hips)
    thigh, shank = sub(knees, hips), sub(ankles, knees)
    long = math.hypot(thigh[0], thigh[2])
    if long < 0.1 * leg:
        return None
    ahead = (thigh[0] / long, 0.0, thigh[2] / long)
    # From the ankles: to the hips, and from there along each part to where its mass is.
    of_hips = dot(sub(hips, ankles), ahead)
    trunk = of_hips + _TRUNK_AT * dot(spine, ahead)
    thighs = of_hips + _LEG_AT * dot(thigh, ahead)
    shanks = (_LEG_AT - 1.0) * dot(shank, ahead)
    return (_TRUNK_SHARE * trunk + _THIGHS_SHARE * thighs + _SHANKS_SHARE * shanks) / leg


_LEG = ("hip", "knee", "ankle")
MEASURES: Final = (
    Measure("knee_flexion_deg", "deg", True, _LEG, _knee_flexion, "bend of the knee, 0 straight"),
    Measure(
        "hip_flexion_deg",
        "deg",
        True,
        ("hip", "knee", *HIPS, *SHOULDERS),
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
        (*HIPS, *SHOULDERS),
        _trunk_inclination,
        "line from mid-hip to mid-shoulder against the vertical, 0 upright",
    ),
    Measure("hip_height", "leg lengths", False, HIPS, _hip_height, "mid-hip above the lower ankle"),
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
        opposite=True,
    ),
    Measure(
        "knee_drop",
        "leg lengths",
        True,
        ("knee", "other_knee"),
        _knee_drop,
        "how far this knee is below the other one",
        opposite=True,
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
    Measure(
        "weight_ahead",
        "leg lengths",
        False,
        (*HIPS, *SHOULDERS, *KNEES, *ANKLES),
        _weight_ahead,
        "how far the body's mass is ahead of the ankles; far behind them someone sits",
    ),
    Measure(
        "turned_deg",
        "deg",
        False,
        (*HIPS, *SHOULDERS),
        _turned,
        "0 facing the camera or lying towards it, 90 side-on or lying across the picture",
    ),
)
