"""The butterfly: sitting, soles together, knees apart; upright or leaning."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.coach.filmed import entered, every_rule, follow
from tests.coach.sitting import (
    OTHERS,
    SIDES,
    assert_nothing_held,
    assert_one_hold,
    butterfly_photographs,
)

EXERCISE = "butterfly_pose"
FRONT, OBLIQUE, SIDE = (5.0, 5.0), (45.0, 5.0), (90.0, 5.0)


@pytest.mark.parametrize("view", [FRONT, OBLIQUE, SIDE])
@pytest.mark.parametrize("level", [-2, -1, 0, 1, 2])
def test_it_is_held_from_the_knees_out_to_the_knees_in(
    level: int, view: tuple[float, float]
) -> None:
    told = assert_one_hold(EXERCISE, level, "left", view, early_s=0.8, late_s=0.8)
    assert told == "both", "it has no sides"


def test_people_in_photographs_are_in_position() -> None:
    photographs = butterfly_photographs()
    coached = every_rule(EXERCISE)
    held = [
        bool(entered(follow(coached, [replace(one, t_s=i / 10) for i in range(20)])))
        for one in photographs
    ]
    # In one of them a knee is out of the picture: nothing is guessed of it.
    assert sum(held) >= len(held) - 1


@pytest.mark.parametrize("view", [FRONT, SIDE])
@pytest.mark.parametrize("name", [*OTHERS, "pigeon_pose", "shoelace_stretch"])
def test_nothing_else_is_taken_for_it(name: str, view: tuple[float, float]) -> None:
    assert_nothing_held(EXERCISE, 0, name, view)


def test_the_same_questions_are_asked_whichever_side_the_camera_is_on() -> None:
    for side in SIDES:
        assert_one_hold(EXERCISE, 0, side, (-45.0, 5.0), early_s=0.8, late_s=0.8)
