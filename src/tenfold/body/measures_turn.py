"""Measures that do not ask where up is: how the parts of a body are turned to each other.

They are the ones for exercises on the floor, where the camera often looks down from a table.
"""

from __future__ import annotations

from typing import Final

from tenfold.body.frame import Point
from tenfold.body.geometry import angle_deg, cross, dot, length, mid, sub, turn_deg
from tenfold.body.landmarks import OTHER, BodySide
from tenfold.body.measures_legs import leg_length_m
from tenfold.body.sight import ANKLES, HIPS, KNEES, TRUNK, Measure, Points

_KNEES_ASIDE_M: Final = 0.15
"""Knees that hang straight down from the hips are over to no side."""
_LEAST_HIPS_M: Final = 0.05


def _spine(sight: Points) -> Point:
    return sub(sight.mid_shoulders, sight.mid_hips)


def _across(sight: Points, part: str) -> Point:
    """From the left to the right of two landmarks."""
    return sub(sight.at(part, "right"), sight.at(part, "left"))


def _to_side(turn_to_left_deg: float | None, side: BodySide) -> float | None:
    if turn_to_left_deg is None:
        return None
    return turn_to_left_deg if side == "left" else -turn_to_left_deg


def _trunk_turn(sight: Points, side: BodySide) -> float | None:
    return _to_side(
        turn_deg(_spine(sight), _across(sight, "hip"), _across(sight, "shoulder")), side
    )


def _head_turn(sight: Points, side: BodySide) -> float | None:
    return _to_side(
        turn_deg(_spine(sight), _across(sight, "shoulder"), _across(sight, "ear")), side
    )


def _knees_over(sight: Points, side: BodySide) -> float | None:
    spine = _spine(sight)
    knees = mid(sight.at("knee", "left"), sight.at("knee", "right"))
    # Straight ahead of the shoulders is across both the spine and the shoulder line.
    ahead = cross(spine, _across(sight, "shoulder"))
    return _to_side(turn_deg(spine, ahead, sub(knees, sight.mid_hips), _KNEES_ASIDE_M), side)


def _shoulder_elevation(sight: Points, side: BodySide) -> float | None:
    shoulder = sight.at("shoulder", side)
    return angle_deg(sub(sight.at("hip", side), shoulder), sub(sight.at("elbow", side), shoulder))


def _thighs_apart(sight: Points, _side: BodySide) -> float | None:
    return angle_deg(
        sub(sight.at("knee", "left"), sight.at("hip", "left")),
        sub(sight.at("knee", "right"), sight.at("hip", "right")),
    )


def _trunk_length(sight: Points, _side: BodySide) -> float | None:
    leg = leg_length_m(sight)
    return None if leg is None else length(_spine(sight)) / leg


def _feet_apart(sight: Points, _side: BodySide) -> float | None:
    leg = leg_length_m(sight)
    return None if leg is None else length(_across(sight, "ankle")) / leg


def _knees_apart(sight: Points, _side: BodySide) -> float | None:
    leg = leg_length_m(sight)
    return None if leg is None else length(_across(sight, "knee")) / leg


def _twist(sight: Points, side: BodySide) -> float | None:
    turn, knees = _trunk_turn(sight, side), _knees_over(sight, side)
    return None if turn is None or knees is None else turn - knees


def _thigh_bend(sight: Points, side: BodySide) -> float | None:
    thigh = sub(sight.at("knee", side), sight.at("hip", side))
    return angle_deg(thigh, sub(sight.mid_hips, sight.mid_shoulders))


def _thigh_split(sight: Points, side: BodySide) -> float | None:
    mine, other = _thigh_bend(sight, side), _thigh_bend(sight, OTHER[side])
    return None if mine is None or other is None else mine - other


def _crossed(sight: Points, part: str) -> float | None:
    """How far left and right have changed places along the line of the hips."""
    hips, leg = _across(sight, "hip"), leg_length_m(sight)
    wide = length(hips)
    if leg is None or wide < _LEAST_HIPS_M:
        return None
    return -dot(_across(sight, part), hips) / wide / leg


def _foot_back(sight: Points, side: BodySide) -> float | None:
    leg = leg_length_m(sight)
    ahead = cross(_spine(sight), _across(sight, "shoulder"))
    if leg is None or length(ahead) < _LEAST_HIPS_M**2:
        return None
    way = sub(sight.at("ankle", OTHER[side]), sight.at("ankle", side))
    return dot(way, ahead) / length(ahead) / leg


def _feet_crossed(sight: Points, _side: BodySide) -> float | None:
    return _crossed(sight, "ankle")


def _knees_crossed(sight: Points, _side: BodySide) -> float | None:
    return _crossed(sight, "knee")


MEASURES: Final = (
    Measure(
        "shoulder_elevation_deg",
        "deg",
        True,
        ("hip", "shoulder", "elbow"),
        _shoulder_elevation,
        "upper arm away from the trunk, 0 hanging down, 90 out to the side or ahead",
    ),
    Measure(
        "thighs_apart_deg",
        "deg",
        False,
        (*HIPS, *KNEES),
        _thighs_apart,
        "angle between the two thighs",
    ),
    Measure(
        "trunk_turn_deg",
        "deg",
        True,
        TRUNK,
        _trunk_turn,
        "shoulder line against hip line about the trunk, positive to this side",
        opposite=True,
    ),
    Measure(
        "head_turn_deg",
        "deg",
        True,
        (*TRUNK, "left_ear", "right_ear"),
        _head_turn,
        "ear line against shoulder line about the trunk, positive to this side",
        opposite=True,
    ),
    Measure(
        "knees_over_deg",
        "deg",
        True,
        (*TRUNK, *KNEES),
        _knees_over,
        "how far the knees have gone over to this side of the trunk",
        opposite=True,
    ),
    Measure(
        "trunk_length",
        "leg lengths",
        False,
        (*TRUNK, *KNEES, *ANKLES),
        _trunk_length,
        "mid-hip to mid-shoulder; shorter when the back rounds",
    ),
    Measure(
        "feet_apart", "leg lengths", False, (*HIPS, *KNEES, *ANKLES), _feet_apart, "ankle to ankle"
    ),
    Measure(
        "knees_apart", "leg lengths", False, (*HIPS, *KNEES, *ANKLES), _knees_apart, "knee to knee"
    ),
    Measure(
        "twist_deg",
        "deg",
        True,
        (*TRUNK, *KNEES),
        _twist,
        "shoulders turned to this side against the hips, and the knees away from them",
        opposite=True,
    ),
    Measure(
        "thigh_split_deg",
        "deg",
        True,
        (*TRUNK, *KNEES),
        _thigh_split,
        "how much more this thigh bends up to the trunk than the other one",
        opposite=True,
    ),
    Measure(
        "foot_back",
        "leg lengths",
        True,
        (*TRUNK, *KNEES, *ANKLES),
        _foot_back,
        "how far this ankle is behind the other one, as the chest looks",
        opposite=True,
    ),
    Measure(
        "feet_crossed",
        "leg lengths",
        False,
        (*HIPS, *KNEES, *ANKLES),
        _feet_crossed,
        "how far the ankles have changed sides; negative when each is on its own",
    ),
    Measure(
        "knees_crossed",
        "leg lengths",
        False,
        (*HIPS, *KNEES),
        _knees_crossed,
        "how far the knees have changed sides; negative when each is on its own",
    ),
)
