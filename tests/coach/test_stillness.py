"""A hold runs from coming to rest to beginning to leave."""

from __future__ import annotations

import pytest

from tenfold.coach.engine import Coach
from tenfold.coach.events import CoachEvent, HoldEntered, HoldLeft
from tests.coach.variants import deep_squat_rest
from tests.puppet import Move, squats


def held(events: list[CoachEvent]) -> list[tuple[float, float]]:
    starts = [event.start_s for event in events if isinstance(event, HoldEntered)]
    lasted = [event.held_s for event in events if isinstance(event, HoldLeft)]
    return list(zip(starts, lasted, strict=True))


@pytest.mark.parametrize("fps", [8, 15, 30, 60])
@pytest.mark.parametrize(("slow_s", "within_s"), [(1.0, 0.5), (2.0, 0.5), (4.0, 0.8)])
def test_the_time_in_position_is_true_however_slow_the_way_and_the_camera(
    fps: int, slow_s: float, within_s: float
) -> None:
    coach = Coach(deep_squat_rest())
    film = squats([Move(110, down_s=slow_s, stay_s=8.0, up_s=slow_s, stand_s=2.0)], fps=fps)
    ((_, lasted_s),) = held([event for frame in film for event in coach.advance(frame)])
    assert lasted_s == pytest.approx(8.0, abs=within_s)
