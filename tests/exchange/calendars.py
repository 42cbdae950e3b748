"""Calendar files as another program reads them: the parser is not the one that writes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from tenfold.exchange.calendar import Look, Revisions, calendar_file, revised
from tenfold.exchange.entries import Entry, Practice, RoundsADay, entries
from tenfold.plan.rounds import WakingDay
from tenfold.words import N_, read_translator

NOW = datetime(2026, 11, 23, 10, 0, 0, 500, tzinfo=UTC)
HOLD = RoundsADay("hold", N_("Standing abdominal hold"), 5, in_sitting=True)
SQUAT = RoundsADay("squat", N_("Deep squat rest"), 2, in_sitting=True)
PRACTICE = Practice(
    since=date(2026, 11, 23),
    per_week=7,
    day=WakingDay(8 * 60, 21 * 60),
    sitting_at_min=9 * 60,
    sitting_min=25,
    rounds=(HOLD, SQUAT),
    weekly=date(2026, 11, 30),
    all_ten=date(2026, 12, 21),
    review=date(2027, 1, 4),
)


def look(zone: str | None = "Europe/Berlin") -> Look:
    return Look("0123abcd", read_translator("en", ()), ZoneInfo(zone) if zone else None)


def practice(**changes: Any) -> Practice:
    return replace(PRACTICE, **changes)


def written(
    what: Practice | tuple[Entry, ...] = PRACTICE,
    zone: str | None = "Europe/Berlin",
    known: Revisions | None = None,
    now: datetime = NOW,
) -> tuple[str, Revisions]:
    """The file, and the revisions to keep."""
    lines = entries(what) if isinstance(what, Practice) else what
    revisions = revised(lines, known or {}, look(zone), now)
    return calendar_file(lines, revisions, look(zone)).decode(), revisions


@lru_cache(maxsize=32)
def read(text: str) -> Calendar:
    found = IcsCalendarStream.calendar_from_ics(text)
    assert isinstance(found, Calendar)
    return found


def on(text: str, first: date, days: int = 1) -> list[Event]:
    """What comes on some days, repetitions among it, in order."""
    found = read(text).timeline_tz(UTC)
    # By the calendar's own days: those of UTC begin at another hour.
    around = found.included(first - timedelta(days=1), first + timedelta(days=days + 1))
    return [one for one in around if first <= _day(one) < first + timedelta(days=days)]


def at(event: Event) -> datetime:
    assert isinstance(event.dtstart, datetime)
    return event.dtstart


def _day(event: Event) -> date:
    assert event.dtstart is not None
    return event.dtstart.date() if isinstance(event.dtstart, datetime) else event.dtstart
