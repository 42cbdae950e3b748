"""Waking hours and quiet times, from a form to what the plan counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenfold.plan.rounds import DAY_BEGINS_MIN, DAY_ENDS_MIN, WakingDay
from tenfold.web import waking

DAY = {"wakes": "07:30", "sleeps": "22:00"}


@pytest.mark.parametrize(
    ("text", "at"),
    [("14:30", 870), (" 9.05 ", 545), ("07:00:00", 420), ("00:30", 1470), ("03:59", 1679)],
)
def test_a_time_is_minutes_of_the_day_of_practice(text: str, at: int) -> None:
    assert waking.minutes(text) == at
    assert waking.minutes(waking.clock(at)) == at


@pytest.mark.parametrize("text", ["", "noon", "24:00", "12:60", "7", "٠٧:٣٠", "-1:00", "1e1:00"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert waking.minutes(text) is None


@given(st.integers(DAY_BEGINS_MIN, DAY_ENDS_MIN - 1))
def test_every_minute_of_a_day_can_be_kept(at: int) -> None:
    assert waking.minutes(waking.clock(at)) == at


def test_what_a_form_says_is_what_the_plan_gets() -> None:
    given = DAY | {"quiet_from_1": "12:00", "quiet_to_1": "14:00", "quiet_from_2": "18:00"}
    saved, wrong = waking.check(given | {"quiet_to_2": "18:45"})
    assert wrong == {}
    day = waking.read_day(saved["wakes"], saved["sleeps"], saved["quiet"])
    assert day == WakingDay(450, 1320, ((720, 840), (1080, 1125)))
    assert waking.fields(day) == given | {"quiet_to_2": "18:45"}


def test_whoever_goes_to_bed_after_midnight_has_a_day_too() -> None:
    saved, wrong = waking.check({"wakes": "14:00", "sleeps": "02:30"})
    assert wrong == {}
    assert waking.read_day(saved["wakes"], saved["sleeps"], "").sleeps_min == 26 * 60 + 30


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"wakes": "early"}, "wakes"),
        ({"sleeps": ""}, "sleeps"),
        ({"sleeps": "08:30"}, "sleeps"),
        ({"sleeps": "07:00"}, "sleeps"),
        ({"wakes": "02:00", "sleeps": "20:00"}, "sleeps"),
        ({"quiet_from_1": "12:00"}, "quiet_1"),
        ({"quiet_to_2": "12:00"}, "quiet_2"),
        ({"quiet_from_1": "14:00", "quiet_to_1": "12:00"}, "quiet_1"),
        ({"quiet_from_1": "noon", "quiet_to_1": "12:00"}, "quiet_1"),
    ],
)
def test_what_makes_no_sense_is_said_where_it_is(changes: dict[str, str], field: str) -> None:
    _, wrong = waking.check(DAY | changes)
    assert set(wrong) == {field}


def test_what_is_kept_and_makes_no_sense_is_as_if_it_were_not() -> None:
    assert waking.read_day("22:00", "07:00", "12:00-11:00,x,-,13:00-14:00") == WakingDay(
        quiet=((780, 840),)
    )
    assert waking.read_day(None, None, None) == WakingDay()
