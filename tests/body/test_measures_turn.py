"""Turns are signed, towards the side asked for; checked on the exercises' own movements."""

from __future__ import annotations

import pytest

from tenfold.body.landmarks import OTHER, BodySide
from tenfold.body.measures import Sight
from tests.coach.filmed import film
from tests.puppet import Pose, frame

SIDES: tuple[BodySide, BodySide] = ("left", "right")


def in_hold(exercise_id: str, side: BodySide, azimuth_deg: float = 60.0) -> Sight:
    filmed = film(exercise_id, 0, side, azimuth_deg, 20.0, 5.0, stands=False)
    since_s, until_s = filmed.held[0]
    return Sight(next(f for f in filmed.frames if f.t_s > (since_s + until_s) / 2))


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("azimuth_deg", [-120.0, 0.0, 60.0])
def test_the_seated_twist_turns_trunk_and_head_to_its_side(
    side: BodySide, azimuth_deg: float
) -> None:
    sight = in_hold("seated_twist", side, azimuth_deg)
    for measure in ("trunk_turn_deg", "head_turn_deg"):
        mine, other = sight.value(measure, side), sight.value(measure, OTHER[side])
        assert mine is not None and other is not None
        assert mine > 30 and other == -mine


@pytest.mark.parametrize("side", SIDES)
def test_in_the_lying_twist_the_knees_go_to_the_side_and_the_head_away(side: BodySide) -> None:
    sight = in_hold("lying_twist", side)
    knees, head = sight.value("knees_over_deg", side), sight.value("head_turn_deg", side)
    assert knees is not None and head is not None
    assert knees > 60 and head < -40


def test_thighs_and_feet_are_apart_as_they_are() -> None:
    wide = Sight(frame(Pose()))
    apart = in_hold("butterfly_pose", "left").value("thighs_apart_deg")
    assert apart is not None and apart > 60
    narrow = wide.value("thighs_apart_deg")
    assert narrow is not None and narrow < 15
    feet, knees = wide.value("feet_apart"), wide.value("knees_apart")
    assert feet is not None and knees is not None and 0 < feet < 0.5


def test_arms_at_shoulder_height_are_ninety_degrees_from_the_trunk() -> None:
    sight = in_hold("lying_twist", "left")
    for side in SIDES:
        elevation = sight.value("shoulder_elevation_deg", side)
        assert elevation is not None and 70 < elevation < 110


@pytest.mark.parametrize(("azimuth_deg", "turned"), [(90.0, (80, 90)), (0.0, (0, 12))])
def test_who_lies_across_the_picture_is_seen_from_the_side_whatever_the_hips_do(
    azimuth_deg: float, turned: tuple[float, float]
) -> None:
    value = in_hold("lying_twist", "left", azimuth_deg).value("turned_deg")
    assert value is not None and turned[0] <= value <= turned[1]


def test_in_the_picture_a_standing_trunk_is_upright_and_a_lying_one_level() -> None:
    assert Sight(frame(Pose(), turn_deg=90)).value("trunk_lean_deg") == pytest.approx(0, abs=3)
    lying = in_hold("lying_twist", "left", 90.0).value("trunk_lean_deg")
    assert lying is not None and lying > 75


def test_knees_that_point_up_are_above_the_line_of_a_lying_trunk() -> None:
    filmed = film("lying_twist", 0, "left", 90.0, 30.0, 5.0, stands=False)
    up = Sight(filmed.frames[2]).value("knees_up")
    assert up is not None and up > 0.4
    assert Sight(frame(Pose())).value("knees_up") is None, "nobody lies"


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("azimuth_deg", [-90.0, 0.0, 60.0])
def test_a_twist_is_the_turn_of_the_trunk_and_the_knees_left_behind(
    side: BodySide, azimuth_deg: float
) -> None:
    sight = in_hold("seated_twist", side, azimuth_deg)
    mine, other = sight.value("twist_deg", side), sight.value("twist_deg", OTHER[side])
    assert mine is not None and mine > 90
    assert other == pytest.approx(-mine)


@pytest.mark.parametrize("side", SIDES)
def test_in_the_pigeon_the_front_thigh_is_bent_up_more_than_the_rear_one(side: BodySide) -> None:
    split = in_hold("pigeon_pose", side).value("thigh_split_deg", side)
    assert split is not None and 30 < split < 60


def test_feet_and_knees_that_change_sides_are_crossed() -> None:
    def crossed(exercise_id: str, part: str) -> float:
        value = in_hold(exercise_id, "left").value(f"{part}_crossed")
        assert value is not None
        return value

    assert crossed("shoelace_stretch", "feet") > 0.5
    assert crossed("shoelace_stretch", "knees") > -0.3
    assert crossed("butterfly_pose", "feet") < -0.1
    assert crossed("butterfly_pose", "knees") < -0.9


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("azimuth_deg", [-120.0, 0.0, 60.0])
def test_the_foot_that_slid_back_is_behind_the_other_from_wherever_one_looks(
    side: BodySide, azimuth_deg: float
) -> None:
    sight = in_hold("seated_lunge", side, azimuth_deg)
    mine, other = sight.value("foot_back", side), sight.value("foot_back", OTHER[side])
    assert mine is not None and other is not None
    assert mine == pytest.approx(1.14, abs=0.05) and other == -mine
