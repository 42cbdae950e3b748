"""The pigeon: one leg folded in front, the other behind, hips down; on the back at level -2."""

from __future__ import annotations

import pytest

from tenfold.body.landmarks import BodySide
from tests.coach.filmed import entered, every_rule, film, follow, left, shown
from tests.coach.sitting import (
    FPS,
    OTHERS,
    SIDES,
    assert_nothing_held,
    assert_one_hold,
    mirrored,
)

EXERCISE = "pigeon_pose"
RAISED_SIDE, FRONT, OBLIQUE = (90.0, 33.0), (5.0, 5.0), (45.0, 5.0)


@pytest.mark.parametrize("view", [RAISED_SIDE, FRONT, OBLIQUE])
@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("level", [-1, 0])
def test_it_is_held_from_the_hips_down_and_its_side_is_the_front_leg(
    level: int, side: BodySide, view: tuple[float, float]
) -> None:
    # The way out leads over hands and knees, whose legs are as far apart: it shows late.
    told = assert_one_hold(EXERCISE, level, side, view, early_s=0.9, late_s=2.8)
    assert told == side


@pytest.mark.parametrize("side", SIDES)
def test_down_on_the_forearms_it_is_still_the_same_hold(side: BodySide) -> None:
    events = follow(every_rule(EXERCISE, 2), film(EXERCISE, 2, side, *RAISED_SIDE, FPS).frames)
    assert [one.side for one in entered(events)] == [side]
    assert len(left(events)) == 1


@pytest.mark.parametrize("side", SIDES)
def test_lying_with_the_ankle_across_is_a_hold_of_the_gentlest_level(side: BodySide) -> None:
    told = assert_one_hold(EXERCISE, -2, side, RAISED_SIDE, early_s=1.8, late_s=1.0)
    assert told == side


def test_in_a_mirror_the_other_leg_is_in_front() -> None:
    frames = film(EXERCISE, 0, "left", *RAISED_SIDE, FPS).frames
    events = follow(every_rule(EXERCISE), mirrored(frames))
    assert [one.side for one in entered(events)] == ["right"]


def test_a_back_leg_that_is_too_straight_is_shown_and_a_bent_one_is_not() -> None:
    coached = every_rule(EXERCISE)
    for bent, told in (({}, []), ({"right_knee_flexion_deg": -60.0}, ["back_knee_bent"])):
        frames = film(EXERCISE, 0, "left", *RAISED_SIDE, FPS, bent=bent, hold_s=8.0).frames
        assert shown(follow(coached, frames)) == told


@pytest.mark.parametrize("level", [-2, 0])
@pytest.mark.parametrize("view", [RAISED_SIDE, FRONT])
@pytest.mark.parametrize("name", [*OTHERS, "butterfly_pose", "shoelace_stretch"])
def test_nothing_else_is_taken_for_it(name: str, view: tuple[float, float], level: int) -> None:
    assert_nothing_held(EXERCISE, level, name, view)
