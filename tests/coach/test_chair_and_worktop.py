"""The gentlest levels of lunge and squat: a chair, and a worktop to hold."""

from __future__ import annotations

import pytest

from tenfold.coach.events import RepCompleted
from tests.coach.filmed import entered, every_rule, filmed, follow, left

VIEWS = (90.0, 45.0, -60.0)


def reps(exercise_id: str, level: int, frames: list) -> int:  # type: ignore[type-arg]
    events = follow(every_rule(exercise_id, level), frames)
    return sum(isinstance(event, RepCompleted) for event in events)


@pytest.mark.parametrize("azimuth_deg", VIEWS)
def test_each_time_of_standing_up_counts_from_the_first_on(azimuth_deg: float) -> None:
    seated = filmed("reverse_lunge", -2, azimuth_deg=azimuth_deg, times=3, stands=False)
    assert reps("reverse_lunge", -2, seated) == 3


@pytest.mark.parametrize("azimuth_deg", VIEWS)
def test_sitting_on_a_chair_is_no_squat(azimuth_deg: float) -> None:
    for stands in (False, True):
        on_a_chair = filmed("reverse_lunge", -2, azimuth_deg=azimuth_deg, times=2, stands=stands)
        events = follow(every_rule("deep_squat_rest"), on_a_chair)
        assert not entered(events)
        assert not any(isinstance(event, RepCompleted) for event in events)


@pytest.mark.parametrize("azimuth_deg", VIEWS)
@pytest.mark.parametrize("level", [-2, -1, 0])
def test_the_squat_is_held_at_every_level(level: int, azimuth_deg: float) -> None:
    seen = filmed("deep_squat_rest", level, azimuth_deg=azimuth_deg, hold_s=6.0)
    events = follow(every_rule("deep_squat_rest", level), seen)
    assert len(entered(events)) == 1
    assert [event.held_s for event in left(events)] == [pytest.approx(6.0, abs=0.5)]


@pytest.mark.parametrize("level", [-1, 0])
@pytest.mark.parametrize("side", ["left", "right"])
def test_lunges_count_on_their_side_at_every_level(level: int, side: str) -> None:
    seen = filmed("reverse_lunge", level, side, azimuth_deg=45.0, times=3, hold_s=0.5)  # type: ignore[arg-type]
    events = follow(every_rule("reverse_lunge", level), seen)
    done = [event.side for event in events if isinstance(event, RepCompleted)]
    assert done == [side] * 3
