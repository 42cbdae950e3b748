"""Measures in the plane of the picture.

The model's landmarks lie closest to the truth in the picture; depth is its guess. From a side
view these numbers stay true where the depth is not, and hardly change with the height of the
camera.
"""

from __future__ import annotations

import math
from typing import Final

from tenfold.body.landmarks import BodySide
from tenfold.body.sight import ANKLES, KNEES, TRUNK, Measure, Points

_LEAST: Final = 0.02
"""Of the picture's height: what is shorter has no direction."""


def _trunk_lean(sight: Points, _side: BodySide) -> float | None:
    hips, shoulders = sight.mid_in_picture("hip"), sight.mid_in_picture("shoulder")
    x, up = shoulders[0] - hips[0], hips[1] - shoulders[1]
    if math.hypot(x, up) < _LEAST:
        return None
    return math.degrees(math.atan2(abs(x), up))


def _above_trunk(sight: Points, part: str) -> float | None:
    """How far the middle of ``part`` is above the line of a lying trunk, trunk lengths."""
    hips, shoulders = sight.mid_in_picture("hip"), sight.mid_in_picture("shoulder")
    at = sight.mid_in_picture(part)
    x, y = shoulders[0] - hips[0], shoulders[1] - hips[1]
    long = math.hypot(x, y)
    if long < _LEAST or abs(x) < _LEAST:
        return None
    # Across the trunk, upwards in the picture, whichever way the person lies.
    across = ((at[0] - hips[0]) * y - (at[1] - hips[1]) * x) / (long * long)
    return across if x > 0 else -across


def _knees_up(sight: Points, _side: BodySide) -> float | None:
    return _above_trunk(sight, "knee")


def _hands_up(sight: Points, _side: BodySide) -> float | None:
    return _above_trunk(sight, "wrist")


def _shins_up(sight: Points, _side: BodySide) -> float | None:
    knees, ankles = _above_trunk(sight, "knee"), _above_trunk(sight, "ankle")
    return None if knees is None or ankles is None else knees - ankles


def _legs_aside(sight: Points, side: BodySide) -> float | None:
    knees, ankles = _above_trunk(sight, "knee"), _above_trunk(sight, "ankle")
    if knees is None or ankles is None:
        return None
    # Who lies on their back with the head to the left in the picture has the left side away
    # from the camera: what lies there is higher in the picture of a camera that looks down.
    away = (knees + ankles) / 2
    head_left = sight.mid_in_picture("shoulder")[0] < sight.mid_in_picture("hip")[0]
    return away if head_left == (side == "left") else -away


MEASURES: Final = (
    Measure(
        "trunk_lean_deg",
        "deg",
        False,
        TRUNK,
        _trunk_lean,
        "trunk against the vertical in the picture, 0 upright, 90 level",
    ),
    Measure(
        "knees_up",
        "trunk lengths",
        False,
        (*TRUNK, *KNEES),
        _knees_up,
        "how far the knees are above the line of a lying trunk in the picture",
    ),
    Measure(
        "hands_up",
        "trunk lengths",
        False,
        (*TRUNK, "left_wrist", "right_wrist"),
        _hands_up,
        "how far the hands are above the line of a level trunk in the picture",
    ),
    Measure(
        "shins_up",
        "trunk lengths",
        False,
        (*TRUNK, *KNEES, *ANKLES),
        _shins_up,
        "how far the knees are above the ankles across a lying trunk in the picture",
    ),
    Measure(
        "legs_aside",
        "trunk lengths",
        True,
        (*TRUNK, *KNEES, *ANKLES),
        _legs_aside,
        "legs of somebody on their back over to this side, seen by a camera that looks down",
        opposite=True,
    ),
)
