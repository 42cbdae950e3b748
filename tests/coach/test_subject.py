"""The person who was set up stays the one who is coached."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tenfold.body.frame import Frame
from tenfold.coach.engine import Coach
from tenfold.coach.events import RepCompleted, TrackingLost
from tests.coach.variants import reverse_lunge
from tests.puppet import Move, at_times, lunges, squats


def shifted(frame: Frame, x: float = 0.0, y: float = 0.0, size: float = 1.0) -> Frame:
    """The same body elsewhere in the picture, or larger."""
    return replace(
        frame,
        image=tuple(
            (0.5 + (p[0] - 0.5) * size + x, 0.5 + (p[1] - 0.5) * size + y, p[2] * size)
            for p in frame.image
        ),
    )


def reps(frames: list[Frame]) -> int:
    coach = Coach(reverse_lunge())
    return sum(isinstance(e, RepCompleted) for frame in frames for e in coach.advance(frame))


def test_somebody_beside_who_lunges_for_a_moment_is_not_counted() -> None:
    mine = lunges([Move(1.0)])
    other = [
        shifted(f, x=0.35, size=0.5) for f in at_times(lunges([Move(1.0, down_s=0.5, up_s=0.5)]))
    ]
    short = [f for f in other if f.t_s < 1.9]
    end = mine[-1].t_s + 0.04
    film = [
        *mine,
        *at_times(short, shift_s=end),
        *at_times(lunges([Move(1.0)]), shift_s=end + 1.9),
    ]
    assert reps(film) == 2


@pytest.mark.parametrize("at", [0.3, 0.5, 0.7])
def test_a_single_picture_of_somebody_else_in_mid_rep_neither_adds_nor_loses_a_rep(
    at: float,
) -> None:
    mine = lunges([Move(1.0)] * 3)
    i = int(len(mine) * at)
    film = [*mine[:i], *(shifted(f, x=-0.3, size=0.5) for f in mine[i : i + 3]), *mine[i + 3 :]]
    assert reps(film) == 3


def test_a_moved_camera_is_got_used_to() -> None:
    mine = lunges([Move(1.0)])
    moved = [shifted(f, x=0.2, y=0.02) for f in at_times(lunges([Move(1.0)] * 2), shift_s=40)]
    pause = [shifted(replace(moved[0], t_s=20 + i / 30), 0) for i in range(90)]
    assert reps([*mine, *pause, *moved]) == 3


def test_who_walks_off_and_comes_back_elsewhere_is_counted_on() -> None:
    mine = lunges([Move(1.0)])
    gone = [Frame.nobody(mine[-1].t_s + i / 30) for i in range(1, 90)]
    back = [shifted(f, x=-0.2) for f in at_times(lunges([Move(1.0)]), shift_s=gone[-1].t_s + 0.03)]
    assert reps([*mine, *gone, *back]) == 2


def test_quick_movement_is_no_other_person() -> None:
    coach = Coach(reverse_lunge())
    hasty = squats([Move(110, down_s=0.3, up_s=0.3)] * 4)
    eight_a_second = [f for i, f in enumerate(hasty) if i % 4 == 0]
    assert not [e for f in eight_a_second for e in coach.advance(f) if isinstance(e, TrackingLost)]


@pytest.mark.parametrize("at", [0.2, 0.45, 0.5, 0.55, 0.8])
def test_a_camera_that_is_knocked_in_mid_rep_neither_adds_nor_loses_a_rep(at: float) -> None:
    mine = lunges([Move(1.0)] * 3)
    i = int(len(mine) * at)
    assert reps([*mine[:i], *(shifted(f, x=0.25, y=0.04) for f in mine[i:])]) == 3
