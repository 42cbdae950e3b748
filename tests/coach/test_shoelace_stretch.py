"""The shoelace stretch: sitting, knees one over the other, leaning forward."""

from __future__ import annotations

import pytest

from tenfold.body.landmarks import BodySide
from tests.coach.filmed import entered, every_rule, film, follow, shown
from tests.coach.sitting import (
    FPS,
    OTHERS,
    SIDES,
    assert_nothing_held,
    assert_one_hold,
    mirrored,
)

EXERCISE = "shoelace_stretch"
RAISED_SIDE, OBLIQUE, FRONT = (90.0, 33.0), (45.0, 34.0), (5.0, 5.0)


@pytest.mark.parametrize("view", [RAISED_SIDE, OBLIQUE, FRONT])
@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("level", [-1, 0, 1])
def test_it_is_held_from_the_legs_folded_to_the_legs_loosened(
    level: int, side: BodySide, view: tuple[float, float]
) -> None:
    told = assert_one_hold(EXERCISE, level, side, view, early_s=1.0, late_s=0.5)
    assert told == "both", "which leg is on top cannot be told well enough"


@pytest.mark.parametrize("view", [(45.0, 12.0), FRONT])
@pytest.mark.parametrize("side", SIDES)
def test_on_a_chair_the_leg_across_tells_the_side(
    side: BodySide, view: tuple[float, float]
) -> None:
    told = assert_one_hold(EXERCISE, -2, side, view, early_s=1.2, late_s=0.5)
    assert told == side


def test_in_a_mirror_the_other_leg_is_across() -> None:
    frames = film(EXERCISE, -2, "left", *FRONT, FPS).frames
    events = follow(every_rule(EXERCISE, -2), mirrored(frames))
    assert [one.side for one in entered(events)] == ["right"]


@pytest.mark.parametrize("view", [RAISED_SIDE, FRONT])
def test_sitting_cross_legged_is_no_hold(view: tuple[float, float]) -> None:
    scene = film(EXERCISE, 0, "left", *view, FPS)
    before = [each for each in scene.frames if each.t_s < scene.held[0][0] - 2.5]
    assert not entered(follow(every_rule(EXERCISE), before))


def test_a_round_back_is_shown_from_the_side_and_a_long_one_is_not() -> None:
    round_back = {"lumbar_flexion_deg": 30.0, "chest_flexion_deg": 30.0}
    coached = every_rule(EXERCISE)
    for bent, told in (({}, []), (round_back, ["back_long"])):
        frames = film(EXERCISE, 0, "left", 90.0, 6.0, FPS, bent=bent, hold_s=8.0).frames
        assert shown(follow(coached, frames)) == told


@pytest.mark.parametrize("level", [-2, -1, 0])
@pytest.mark.parametrize("view", [RAISED_SIDE, FRONT])
@pytest.mark.parametrize("name", [*OTHERS, "butterfly_pose"])
def test_nothing_else_is_taken_for_it(name: str, view: tuple[float, float], level: int) -> None:
    assert_nothing_held(EXERCISE, level, name, view)
