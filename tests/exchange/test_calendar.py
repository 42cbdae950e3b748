"""The calendar file, read by another parser than the one that wrote it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from tenfold.exchange.calendar import revisions_from_text, revisions_to_text
from tenfold.exchange.entries import closed
from tenfold.plan.rounds import WakingDay
from tests.exchange.calendars import HOLD, NOW, PRACTICE, SQUAT, at, on, practice, read, written

SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)


def sitting_utc(text: str, day: date) -> datetime:
    found = [one for one in on(text, day, 1) if one.summary == "Tenfold: today's exercises"]
    assert len(found) == 1, day
    return at(found[0]).astimezone(UTC)


# ---------------------------------------------------------------- when entries come
@pytest.mark.parametrize(
    ("zone", "change", "hours_before", "hours_after"),
    [
        ("Europe/Berlin", date(2027, 3, 28), 8, 7),
        ("Europe/Berlin", date(2027, 10, 31), 7, 8),
        ("America/New_York", date(2027, 3, 14), 14, 13),
        ("America/New_York", date(2027, 11, 7), 13, 14),
        ("America/Santiago", date(2027, 4, 4), 12, 13),
    ],
)
def test_nine_o_clock_stays_nine_o_clock_when_the_clocks_change(
    zone: str, change: date, hours_before: int, hours_after: int
) -> None:
    text, _ = written(zone=zone)
    assert sitting_utc(text, change - timedelta(days=1)).hour == hours_before
    assert sitting_utc(text, change).hour == hours_after


def test_where_the_clocks_never_change_nothing_changes() -> None:
    text, _ = written(zone="Asia/Kolkata")
    for day in (date(2026, 12, 15), date(2027, 6, 15)):
        assert sitting_utc(text, day).time().isoformat("minutes") == "03:30"


def test_without_a_zone_times_are_those_of_whatever_clock_reads_them() -> None:
    text, _ = written(zone=None)
    assert "DTSTART:20261123T090000\r\n" in text
    assert "TZID" not in text
    assert "VTIMEZONE" not in text
    for day in (SPRING, AUTUMN):
        (sitting,) = (one for one in on(text, day) if one.uid and one.uid.startswith("sitting"))
        assert at(sitting).hour == 9
        assert at(sitting).date() == day


def test_rounds_come_beside_the_sitting_half_an_hour_apart_and_not_in_quiet_times() -> None:
    lunch = WakingDay(8 * 60, 21 * 60, quiet=((12 * 60, 15 * 60),))
    text, _ = written(practice(day=lunch), zone=None)
    found = on(text, date(2026, 11, 25))
    rounds = [one for one in found if one.summary and one.summary.startswith("A round of ")]
    names = [one.summary for one in rounds]
    assert names.count("A round of Standing abdominal hold") == HOLD.planned - 1
    assert names.count("A round of Deep squat rest") == SQUAT.planned - 1
    times = sorted(at(one) for one in found)
    assert all(later - one >= timedelta(minutes=30) for one, later in pairwise(times))
    assert not any(12 <= one.hour + one.minute / 60 < 15 and one.hour != 12 for one in times)
    assert all(8 <= one.hour < 21 for one in times)


def test_every_other_day_is_by_weekdays() -> None:
    text, _ = written(practice(per_week=4, since=date(2026, 11, 24)))
    sittings = [
        at(one).strftime("%a %d")
        for one in on(text, date(2026, 11, 23), 8)
        if one.summary == "Tenfold: today's exercises"
    ]
    assert sittings == ["Wed 25", "Fri 27", "Sun 29", "Mon 30"]


def test_an_evening_that_ends_after_midnight_is_on_the_calendars_own_day() -> None:
    late = WakingDay(14 * 60, 27 * 60)
    text, _ = written(practice(day=late, sitting_at_min=25 * 60, per_week=4), zone=None)
    found = [one for one in on(text, date(2026, 11, 23), 3) if one.uid and "sitting" in one.uid]
    # Monday's practice, at one o'clock at night.
    assert [at(one) for one in found] == [datetime(2026, 11, 24, 1, 0)]  # noqa: DTZ001


def test_questions_and_the_look_back_come_on_their_days() -> None:
    text, _ = written()
    weeks = [
        (at(one).date() - PRACTICE.since).days
        for one in on(text, PRACTICE.since, 70)
        if one.summary == "Tenfold: the questions of the week"
    ]
    assert weeks == [7 * week for week in range(1, 10)]
    ten = [one.summary for one in on(text, date(2026, 12, 21))]
    assert "Tenfold: the ten questions again" in ten
    assert "Tenfold: a look back" in [one.summary for one in on(text, date(2027, 1, 4))]
    assert "Tenfold: a look back" not in [one.summary for one in on(text, date(2027, 1, 5))]


# ---------------------------------------------------------------- alarms
def test_each_entry_reminds_at_its_own_time() -> None:
    text, _ = written()
    for event in read(text).events:
        assert [(one.action, one.trigger) for one in event.alarm] == [("DISPLAY", timedelta(0))]
        assert event.alarm[0].description == event.summary


def test_without_alarms_there_are_none() -> None:
    text, _ = written(practice(alarms=False))
    assert "VALARM" not in text


# ---------------------------------------------------------------- what stays and what changes
def test_names_stay_and_numbers_go_up_with_what_has_changed() -> None:
    text, known = written()
    earlier = practice(sitting_at_min=9 * 60 + 5, rounds=())
    after, known = written(earlier, known=known, now=NOW + timedelta(days=3))
    was = {one.uid: one for one in read(text).events}
    now = {one.uid: one for one in read(after).events}
    assert set(now) < set(was)
    sitting = next(uid for uid in now if uid.startswith("sitting"))
    assert (was[sitting].sequence, now[sitting].sequence) == (0, 1)
    assert now[sitting].last_modified == NOW.replace(microsecond=0) + timedelta(days=3)
    back, _ = written(known=known, now=NOW + timedelta(days=4))
    again = {one.uid: one for one in read(back).events}
    assert set(again) == set(was)
    assert again[sitting].sequence == 2
    hold = next(uid for uid in was if uid.startswith("round-hold-1"))
    assert again[hold].sequence == 0, "it was gone for a while and is as it was"


def test_the_same_gives_the_same_bytes() -> None:
    text, known = written()
    assert written(known=known, now=NOW + timedelta(days=9)) == (text, known)


def test_another_zone_is_a_change() -> None:
    _, known = written()
    text, _ = written(zone="America/New_York", known=known)
    assert {one.sequence for one in read(text).events} == {1}


def test_what_was_kept_can_be_read_again_and_damage_is_nothing() -> None:
    _, known = written()
    assert revisions_from_text(revisions_to_text(known)) == known
    assert revisions_from_text("") == {}
    assert revisions_from_text('{"sitting": [1]}') == {}
    assert revisions_from_text("[") == {}


# ---------------------------------------------------------------- what it does not say
def test_while_practice_is_closed_there_is_one_plain_note() -> None:
    text, _ = written(closed(date(2026, 11, 23)))
    (event,) = read(text).events
    assert event.summary == "Tenfold: a few questions first"
    assert (event.dtstart, event.dtend) == (date(2026, 11, 23), date(2026, 11, 24))
    assert event.alarm == []
    for word in ("round", "pain", "doctor", "exercise of"):
        assert word not in text.lower()


def test_nobody_looks_busy_and_lines_are_as_the_standard_wants_them() -> None:
    text, _ = written()
    assert text.count("TRANSP:TRANSPARENT") == len(read(text).events)
    assert text.count("\r\n") == text.count("\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
