"""What counts as right: repetitions exactly, holds by their length, faults by when they were."""

from __future__ import annotations

import pytest
from bench.matching import (
    Episode,
    Sides,
    Stay,
    beyond_for_s,
    calls_of,
    false_calls,
    hold_sides,
    match_holds,
    recalled,
    rep_sides,
    told_stays,
)

from tenfold.coach.events import FaultShown, HoldEntered, HoldLeft, RepCompleted


def test_a_hold_told_within_half_a_second_is_right() -> None:
    (match,), false = match_holds([Stay(2.0, 6.0, "left")], [Stay(2.3, 6.7, "left")])
    assert match.right and not false


def test_a_hold_told_too_short_is_wrong() -> None:
    (match,), _ = match_holds([Stay(2.0, 6.0, "left")], [Stay(2.6, 5.9, "left")])
    assert not match.right


def test_a_hold_that_was_never_told_is_wrong() -> None:
    (match,), false = match_holds([Stay(2.0, 6.0, "left")], [])
    assert match.told_s == 0 and not match.right and not false


def test_a_hold_told_in_two_pieces_counts_with_both() -> None:
    told = [Stay(2.0, 4.0, "left"), Stay(4.1, 6.0, "left")]
    (match,), false = match_holds([Stay(2.0, 6.0, "left")], told)
    assert match.told_s == pytest.approx(3.9) and match.right and not false


def test_a_hold_told_where_there_was_none_is_false() -> None:
    matches, false = match_holds([Stay(2.0, 6.0, "left")], [Stay(8.0, 9.0, "left")])
    assert [stay.start_s for stay in false] == [8.0]
    assert matches[0].told_s == 0


def test_holds_are_read_from_events_and_an_open_one_lasts_until_the_end() -> None:
    events = [
        HoldEntered(3.0, 2.0, "left"),
        HoldLeft(6.5, "left", 4.0),
        HoldEntered(9.0, 8.0, "right"),
    ]
    assert told_stays(events, 12.0) == [Stay(2.0, 6.0, "left"), Stay(8.0, 12.0, "right")]


def test_sides_are_right_wrong_or_not_claimed() -> None:
    matches, _ = match_holds(
        [Stay(0, 3, "left"), Stay(5, 8, "right"), Stay(10, 13, "left")],
        [Stay(0, 3, "left"), Stay(5, 8, "left"), Stay(10, 13, "both")],
    )
    assert hold_sides(matches) == Sides(right=1, wrong=1, silent=1)


def test_the_side_of_a_repetition_is_that_of_the_one_going_on() -> None:
    true = [(0.0, 3.0, "left"), (4.0, 7.0, "right")]
    told = [RepCompleted(2.9, 0.2, "left", 1, 80.0), RepCompleted(7.1, 4.1, "left", 2, 80.0)]
    assert rep_sides(true, told) == Sides(right=1, wrong=1)  # type: ignore[arg-type]


def test_a_fault_is_recalled_by_a_call_during_it_or_shortly_after() -> None:
    fault = Episode(4.0, 6.0)
    assert recalled(fault, [5.0]) and recalled(fault, [7.4])
    assert not recalled(fault, [3.9]) and not recalled(fault, [7.6])


def test_calls_that_belong_to_no_fault_are_false() -> None:
    assert false_calls([1.0, 5.0, 20.0], [Episode(4.0, 6.0)]) == [1.0, 20.0]


def test_how_long_something_was_so_is_counted_on_end() -> None:
    times = [0.0, 0.5, 1.0, 1.5, 2.0, 2.5]
    assert beyond_for_s(times, [True, True, False, True, True, True]) == pytest.approx(1.0)
    assert beyond_for_s(times, [False] * 6) == 0.0


def test_reminders_are_no_new_faults_but_are_spoken() -> None:
    events = [
        FaultShown(3.0, "lean", "left", 30.0, "cue", speak=False),
        FaultShown(18.0, "lean", "left", 30.0, "cue", speak=True, again=True),
        FaultShown(4.0, "knee", "left", 30.0, "cue", speak=True),
    ]
    assert calls_of(events, "lean", spoken=False) == [3.0]
    assert calls_of(events, "lean", spoken=True) == [18.0]
