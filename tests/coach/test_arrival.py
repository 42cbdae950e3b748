"""Who comes into view while moving: what was seen counts, what was not does not."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from tenfold.body.frame import Frame
from tenfold.body.measures import Sight
from tenfold.coach.engine import Coach
from tenfold.exercises.coach_model import CoachSpec
from tests.coach.variants import deep_squat_rest, reverse_lunge
from tests.puppet import Move, film, lunge, squat


def knee_deg(frame: Frame) -> float:
    bends = [Sight(frame).value("knee_flexion_deg", side) for side in ("left", "right")]
    return max(bend for bend in bends if bend is not None)


def from_a_bend_of(frames: list[Frame], least_deg: float) -> list[Frame]:
    """Begun in the first way down, where the knees are bent so far."""
    first = next(i for i, frame in enumerate(frames) if knee_deg(frame) >= least_deg)
    return frames[first:]


@pytest.mark.parametrize(("seen_from_deg", "count"), [(30.0, 2), (50.0, 2), (85.0, 1), (108.0, 1)])
def test_a_squat_counts_when_half_its_way_down_was_seen(seen_from_deg: float, count: int) -> None:
    frames = film([Move(110)] * 2, lambda depth, _move: squat(depth))
    coach = Coach(deep_squat_rest())
    for frame in from_a_bend_of(frames, seen_from_deg):
        coach.advance(frame)
    assert sum(coach.reps.values()) == count


def test_a_lunge_first_seen_on_the_way_down_is_on_its_side() -> None:
    frames = film([Move(1.0)] * 2, lambda depth, _move: lunge(depth, back="right"))
    coach = Coach(reverse_lunge())
    for frame in from_a_bend_of(frames, 40.0):
        coach.advance(frame)
    assert coach.reps == {"right": 2}


def spec(**more: Any) -> dict[str, Any]:
    down = {"measure": "hip_height", "below": 0.7}
    return {
        "range": {"measure": "hip_height", "of": "body"},
        "phases": [
            {"name": "up", "enter": [{"measure": "hip_height", "above": 0.9}]},
            {"name": "down", "enter": [down]},
        ],
        **more,
    }


def test_the_format_says_what_is_wrong_with_it() -> None:
    assert CoachSpec.model_validate(spec(begins_in="down")).begins_in == "down"
    with pytest.raises(ValidationError, match="begins_in 'chair' is none of the phases"):
        CoachSpec.model_validate(spec(begins_in="chair"))
    on_the_way = {"measure": "hip_height", "below": -0.1, "against": "way"}
    CoachSpec.model_validate(spec(never=[{"name": "sinks", "when": [on_the_way]}]))
    with pytest.raises(ValidationError, match="against goes with never"):
        CoachSpec.model_validate(
            spec(phases=[*spec()["phases"], {"name": "x", "enter": [on_the_way]}])
        )
