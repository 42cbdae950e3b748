"""Measures in the plane of the picture.

The model's landmarks lie closest to the truth in the picture; depth is its guess. From a side
view these numbers stay true where the depth is not, and hardly change with the height of the
camera.
"""

from __future__ import annotations

import math
from typing import Final

from tenfold.body.landmarks import BodySide
from tenfold.body.sight import KNEES, TRUNK, Measure, Points

_LEAST: Final = 0.02
"""Of the picture's height: what is shorter has no direction."""


def _trunk_lean(sight: Points, _side: BodySide) -> float | None:
    hips, shoulders = sight.mid_in_picture("hip"), sight.mid_in_picture("shoulder")
    x, up = shoulders[0] - hips[0], hips[1] - shoulders[1]
    if math.hypot(x, up) < _LEAST:
        return None
    return math.degrees(math.atan2(abs(x), up))


def _knees_up(sight: Points, _side: BodySide) -> float | None:
    hips, shoulders = sight.mid_in_picture("hip"), sight.mid_in_picture("shoulder")
    knees = sight.mid_in_picture("knee")
    x, y = shoulders[0] - hips[0], shoulders[1] - hips[1]
    long = math.hypot(x, y)
    if long < _LEAST or abs(x) < _LEAST:
        return None
    # Across the trunk, upwards in the picture, whichever way the person lies.
    across = ((knees[0] - hips[0]) * y - (knees[1] - hips[1]) * x) / (long * long)
    return across if x > 0 else -across


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
)
