"""Rounds of the day: spread over waking hours, half an hour apart, never in quiet times."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenfold.plan.rounds import DAY_BEGINS_MIN, DAY_ENDS_MIN, Rounds, WakingDay, due, spread

DAY = WakingDay(8 * 60, 21 * 60)


def clock(rounds: Rounds) -> list[str]:
    return [f"{at // 60:02}:{at % 60:02}" for at in rounds.at_min]


def test_five_rounds_are_spread_over_the_day() -> None:
    found = spread(5, (), DAY, 8 * 60)
    assert clock(found) == ["09:18", "11:54", "14:30", "17:06", "19:42"]
    assert found.unfit == 0


def test_one_round_is_in_the_middle_and_two_are_not_at_the_ends() -> None:
    assert len(spread(1, (), DAY, 8 * 60).at_min) == 1
    first, last = spread(2, (), DAY, 8 * 60).at_min
    assert 8 * 60 < first < last < 21 * 60


def test_what_is_done_is_not_asked_for_again() -> None:
    found = spread(5, [9 * 60, 10 * 60], DAY, 10 * 60)
    assert len(found.at_min) == 3
    assert found.at_min[0] >= 10 * 60 + 30
    assert spread(2, [9 * 60, 10 * 60, 11 * 60], DAY, 12 * 60) == Rounds((), 0)


def test_the_next_is_half_an_hour_after_the_last_at_the_earliest() -> None:
    found = spread(3, [12 * 60], DAY, 12 * 60 + 5)
    assert found.at_min[0] == 12 * 60 + 30
    assert not due(found, 12 * 60 + 29)
    assert due(found, 12 * 60 + 30)
    assert not due(Rounds((), 0), 12 * 60)


def test_a_snooze_moves_the_next_and_those_behind_it() -> None:
    found = spread(3, (), DAY, 12 * 60, snoozed_to_min=12 * 60 + 40)
    assert clock(found) == ["12:40", "16:50", "21:00"]


def test_quiet_times_are_kept_free() -> None:
    lunch = WakingDay(8 * 60, 21 * 60, quiet=((12 * 60, 14 * 60),))
    found = spread(8, (), lunch, 8 * 60)
    assert len(found.at_min) == 8
    assert all(at <= 12 * 60 or at >= 14 * 60 for at in found.at_min)


def test_late_in_the_day_only_what_fits_is_left() -> None:
    found = spread(5, (), DAY, 20 * 60)
    assert clock(found) == ["20:00", "20:30", "21:00"]
    assert found.unfit == 2
    assert spread(5, (), DAY, 22 * 60) == Rounds((), 5)


def test_someone_who_works_at_night() -> None:
    night = WakingDay(14 * 60, 27 * 60)
    assert all(14 * 60 <= at <= 27 * 60 for at in spread(5, (), night, 14 * 60).at_min)


@pytest.mark.parametrize(
    ("wakes", "sleeps", "quiet"),
    [(9 * 60, 9 * 60, ()), (60, 600, ()), (600, 30 * 60, ()), (480, 1200, ((700, 600),))],
)
def test_a_waking_day_that_cannot_be_is_refused(
    wakes: int, sleeps: int, quiet: tuple[tuple[int, int], ...]
) -> None:
    with pytest.raises(ValueError, match=r"waking day|quiet time"):
        WakingDay(wakes, sleeps, quiet)


@st.composite
def waking_days(draw: st.DrawFn) -> WakingDay:
    wakes = draw(st.integers(DAY_BEGINS_MIN, DAY_ENDS_MIN - 60))
    sleeps = draw(st.integers(wakes + 30, DAY_ENDS_MIN))
    quiet = draw(
        st.lists(
            st.tuples(st.integers(wakes, sleeps), st.integers(1, 200)).map(
                lambda one: (one[0], one[0] + one[1])
            ),
            max_size=3,
        )
    )
    return WakingDay(wakes, sleeps, tuple(quiet))


@given(
    waking_days(),
    st.integers(1, 10),
    st.integers(DAY_BEGINS_MIN, DAY_ENDS_MIN),
    st.lists(st.integers(DAY_BEGINS_MIN, DAY_ENDS_MIN), max_size=4),
    st.none() | st.integers(DAY_BEGINS_MIN, DAY_ENDS_MIN),
)
def test_never_closer_never_quiet_never_asleep(
    day: WakingDay, planned: int, now: int, done: list[int], snoozed: int | None
) -> None:
    found = spread(planned, done, day, now, snoozed_to_min=snoozed)
    times = found.at_min
    assert len(times) + found.unfit == max(0, planned - len(done))
    assert all(later - one >= 30 for one, later in itertools.pairwise(times))
    for at in times:
        assert max(now, day.wakes_min, snoozed or 0) <= at <= day.sleeps_min
        assert not any(begin < at < end for begin, end in day.quiet)
        assert all(at - one >= 30 for one in done)
    assert spread(planned, done, day, now, snoozed_to_min=snoozed) == found
