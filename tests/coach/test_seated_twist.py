"""The seated twist: knees folded, turned to the raised knee."""

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

EXERCISE = "seated_twist"
RAISED_SIDE, OBLIQUE = (90.0, 33.0), (45.0, 5.0)


@pytest.mark.parametrize("view", [RAISED_SIDE, OBLIQUE])
@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("level", [-2, -1, 0, 2])
def test_it_is_held_while_turned_and_to_its_side(
    level: int, side: BodySide, view: tuple[float, float]
) -> None:
    told = assert_one_hold(EXERCISE, level, side, view, early_s=0.5, late_s=0.5)
    assert told == side


def test_in_a_mirror_it_goes_to_the_other_side() -> None:
    frames = film(EXERCISE, 0, "left", *RAISED_SIDE, FPS).frames
    events = follow(every_rule(EXERCISE), mirrored(frames))
    assert [one.side for one in entered(events)] == ["right"]


def test_sitting_ready_without_the_turn_is_no_hold() -> None:
    scene = film(EXERCISE, 0, "left", *RAISED_SIDE, FPS)
    before = [each for each in scene.frames if each.t_s < scene.held[0][0] - 2.0]
    assert not entered(follow(every_rule(EXERCISE), before))


def test_turning_away_from_the_raised_knee_is_shown() -> None:
    away = {
        "chest_turn_left_deg": -72.0,
        "lumbar_turn_left_deg": -26.0,
        "neck_turn_left_deg": -90.0,
    }
    frames = film(EXERCISE, 0, "left", *RAISED_SIDE, FPS, bent=away, hold_s=8.0).frames
    events = follow(every_rule(EXERCISE), frames)
    assert "turn_to_knee" in shown(events)


def test_nothing_is_said_of_a_twist_well_done() -> None:
    for side in SIDES:
        frames = film(EXERCISE, 0, side, *RAISED_SIDE, FPS).frames
        assert shown(follow(every_rule(EXERCISE), frames)) == []


@pytest.mark.parametrize("level", [-2, 0])
@pytest.mark.parametrize("view", [RAISED_SIDE, OBLIQUE])
@pytest.mark.parametrize("name", OTHERS)
def test_nothing_else_is_taken_for_it(name: str, view: tuple[float, float], level: int) -> None:
    assert_nothing_held(EXERCISE, level, name, view)
