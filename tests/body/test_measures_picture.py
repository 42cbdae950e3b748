"""Measures in the plane of the picture: of people on the floor, seen from a table."""

from __future__ import annotations

import pytest

from tenfold.body.landmarks import OTHER, BodySide
from tenfold.body.measures import Sight
from tests.coach.filmed import film
from tests.puppet import Pose, frame

SIDES: tuple[BodySide, BodySide] = ("left", "right")


def lying(side: BodySide, azimuth_deg: float, elevation_deg: float) -> tuple[Sight, Sight]:
    """Soles on the floor, and knees over to the side."""
    one = film("lying_twist", 0, side, azimuth_deg, elevation_deg, 5.0, stands=False)
    since_s, until_s = one.held[0]
    over = next(f for f in one.frames if f.t_s > (since_s + until_s) / 2)
    return Sight(one.frames[2]), Sight(over)


@pytest.mark.parametrize("elevation_deg", [20.0, 32.0, 45.0])
@pytest.mark.parametrize("azimuth_deg", [90.0, -90.0, 75.0])
@pytest.mark.parametrize("side", SIDES)
def test_shanks_that_stand_and_shanks_that_lie_are_told_apart_and_so_is_the_side(
    side: BodySide, azimuth_deg: float, elevation_deg: float
) -> None:
    up, over = lying(side, azimuth_deg, elevation_deg)
    standing_up, lying_down = up.value("shins_up"), over.value("shins_up")
    assert standing_up is not None and standing_up > 0.45
    assert lying_down is not None and abs(lying_down) < 0.3
    mine, other = over.value("legs_aside", side), over.value("legs_aside", OTHER[side])
    assert mine is not None and other is not None
    assert mine > 0.07 and other == -mine


def test_hands_are_at_the_trunk_of_who_lies_and_below_it_on_all_fours() -> None:
    _, over = lying("left", 90.0, 30.0)
    hands = over.value("hands_up")
    assert hands is not None and hands > -0.3
    kneeling = film("pigeon_pose", 0, "left", 90.0, 20.0, 5.0, stands=False)
    on_fours = Sight(kneeling.frames[2]).value("hands_up")
    assert on_fours is None or on_fours < -0.5


def test_of_who_stands_there_is_no_line_of_a_lying_trunk() -> None:
    for measure in ("knees_up", "shins_up", "hands_up"):
        assert Sight(frame(Pose())).value(measure) is None
    assert Sight(frame(Pose())).value("legs_aside", "left") is None
