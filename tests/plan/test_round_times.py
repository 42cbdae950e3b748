"""One timetable for the rounds of several exercises."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from tenfold.plan.round_times import RoundAt, Timetable, Wanted, timetable
from tenfold.plan.rounds import DAY_BEGINS_MIN, DAY_ENDS_MIN, WakingDay
from tests.plan.test_rounds import waking_days

DAY = WakingDay(8 * 60, 21 * 60)
HOLD, SQUAT = "hold", "squat"


def clock(found: Timetable) -> list[str]:
    return [f"{one.exercise_id} {one.at_min // 60:02}:{one.at_min % 60:02}" for one in found.rounds]


def test_the_rarer_exercise_comes_evenly_between_the_other() -> None:
    found = timetable([Wanted(HOLD, 5), Wanted(SQUAT, 2)], (), DAY, 7 * 60)
    assert clock(found) == [
        "hold 08:55",
        "squat 10:50",
        "hold 12:40",
        "hold 14:30",
        "hold 16:25",
        "squat 18:15",
        "hold 20:05",
    ]
    assert not found.due
    assert found.unfit == 0


def test_the_next_stays_where_it_is_until_it_is_due() -> None:
    wanted = [Wanted(HOLD, 5)]
    morning, noon = (timetable(wanted, (), DAY, at) for at in (8 * 60, 9 * 60 + 19))
    assert clock(morning) == clock(noon)
    assert timetable(wanted, (), DAY, 9 * 60 + 20).due


def test_an_overdue_round_is_due_now_and_the_others_are_spread_behind_it() -> None:
    found = timetable([Wanted(HOLD, 5)], (), DAY, 13 * 60 + 3)
    assert found.due
    assert clock(found) == ["hold 13:03", "hold 14:30", "hold 16:20", "hold 18:15", "hold 20:05"]


def test_after_a_round_the_next_is_half_an_hour_away_and_usually_more() -> None:
    found = timetable([Wanted(HOLD, 5, done=1)], [9 * 60 + 20], DAY, 9 * 60 + 21)
    assert not found.due
    assert clock(found)[0] == "hold 11:15"


def test_later_means_half_an_hour_later_and_not_before() -> None:
    put_off = timetable([Wanted(HOLD, 5)], (), DAY, 9 * 60 + 20, snoozed_to_min=9 * 60 + 50)
    assert not put_off.due
    assert clock(put_off)[0] == "hold 09:50"
    then = timetable([Wanted(HOLD, 5)], (), DAY, 9 * 60 + 50, snoozed_to_min=9 * 60 + 50)
    assert then.due


def test_a_round_that_was_done_all_the_same_forgets_the_putting_off() -> None:
    wanted = [Wanted(HOLD, 5, done=1)]
    done = [9 * 60 + 40]
    put_off = timetable(wanted, done, DAY, 9 * 60 + 41, snoozed_to_min=9 * 60 + 50)
    assert put_off == timetable(wanted, done, DAY, 9 * 60 + 41)


def test_what_does_not_fit_any_more_is_let_go_first_where_there_is_most() -> None:
    found = timetable([Wanted(HOLD, 10), Wanted(SQUAT, 2)], (), DAY, 19 * 60 + 30)
    assert found.due
    assert found.unfit == 12 - len(found.rounds)
    assert {one.exercise_id for one in found.rounds} == {HOLD, SQUAT}
    assert timetable([Wanted(HOLD, 3)], (), DAY, 22 * 60) == Timetable((), 3)


def test_in_a_quiet_time_nothing_is_due() -> None:
    lunch = WakingDay(8 * 60, 21 * 60, quiet=((12 * 60, 14 * 60),))
    found = timetable([Wanted(HOLD, 3)], (), lunch, 13 * 60)
    assert not found.due
    assert found.rounds[0] == RoundAt(HOLD, 14 * 60)


def test_all_done_is_all_done() -> None:
    assert timetable([Wanted(HOLD, 2, done=3)], [600, 640, 700], DAY, 705) == Timetable()


minutes = st.integers(DAY_BEGINS_MIN, DAY_ENDS_MIN)


@given(
    waking_days(),
    st.integers(0, 10),
    st.integers(0, 3),
    minutes,
    st.lists(minutes, max_size=3),
    st.none() | minutes,
)
def test_any_two_are_half_an_hour_apart_never_asleep_never_quiet(
    day: WakingDay, holds: int, squats: int, now: int, done: list[int], snoozed: int | None
) -> None:
    wanted = [Wanted(HOLD, holds), Wanted(SQUAT, squats)]
    found = timetable(wanted, done, day, now, snoozed)
    times = [one.at_min for one in found.rounds]
    assert len(times) + found.unfit == holds + squats
    assert all(later - one >= 30 for one, later in itertools.pairwise(times))
    assert all(at - one >= 30 for at in times for one in done)
    for at in times:
        assert max(now, day.wakes_min) <= at <= day.sleeps_min
        assert not any(begin < at < end for begin, end in day.quiet)
    assert found.due == bool(times and times[0] <= now)
