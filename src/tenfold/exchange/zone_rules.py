"""A time zone's rules in a calendar file: VTIMEZONE.

Calendars need to know when the clocks change. Where a zone's changes follow a rule ("the last
Sunday in March at two") the file has that rule, which holds for ever; else a list of some years.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

import icalendar

RULE_YEARS: Final = 28
"""A rule has to hold for so many: then the weekdays begin anew."""
LIST_YEARS: Final = 20
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class ClockChange:
    """One change of the clocks."""

    local: datetime
    """On the clock as it was until then."""
    before: timedelta
    """Ahead of UTC."""
    after: timedelta
    summer: bool
    """Whether it begins the time that is not the standard one."""
    name: str
    """What the time after it is called: CEST."""


@dataclass(frozen=True, slots=True)
class YearlyRule:
    """Every year in this month, on the ``nth`` (-1: last) of this weekday."""

    month: int
    nth: int
    weekday: int

    def recurrence(self) -> dict[str, list[str | int]]:
        day = f"{self.nth}{_WEEKDAYS[self.weekday]}"
        return {"FREQ": ["YEARLY"], "BYMONTH": [self.month], "BYDAY": [day]}


@lru_cache(maxsize=8)
def zone_rules(zone: ZoneInfo, first: date) -> icalendar.Timezone:
    """``zone`` as it is from ``first`` on."""
    changes = clock_changes(zone, first.year - 1, RULE_YEARS)
    if not changes:
        return _unchanging(zone, first)
    kinds = [[one for one in changes if one.summer is summer] for summer in (True, False)]
    parts = [part for kind in kinds if (part := _ruled(kind)) is not None]
    if len(parts) != len(kinds):
        last = date(first.year + LIST_YEARS, 1, 1)
        return icalendar.Timezone.from_tzinfo(zone, zone.key, date(first.year - 1, 1, 1), last)
    return _zone(zone, parts)


def clock_changes(zone: ZoneInfo, year: int, years: int) -> list[ClockChange]:
    """All changes from the beginning of ``year`` on, in order."""
    found = []
    at, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + years, 1, 1, tzinfo=UTC)
    while at < end:
        then = at + timedelta(days=1)
        if _offset(zone, at) != _offset(zone, then):
            found.append(_change(zone, at, then))
        at = then
    return found


def yearly_rule(changes: list[ClockChange]) -> YearlyRule | None:
    """The rule that changes of several years follow; None if there is none."""
    alike = {
        (one.local.month, one.local.weekday(), one.local.time(), one.before, one.after, one.name)
        for one in changes
    }
    if len(changes) != RULE_YEARS or len(alike) != 1:
        return None
    first = changes[0].local
    if all(one.local.day + 7 > monthrange(one.local.year, one.local.month)[1] for one in changes):
        return YearlyRule(first.month, -1, first.weekday())
    turns = {(one.local.day - 1) // 7 + 1 for one in changes}
    return YearlyRule(first.month, turns.pop(), first.weekday()) if len(turns) == 1 else None


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    offset = at.astimezone(zone).utcoffset()
    assert offset is not None
    return offset


def _change(zone: ZoneInfo, low: datetime, high: datetime) -> ClockChange:
    """The change between two moments a day apart, to the minute."""
    before = _offset(zone, low)
    while high - low > timedelta(minutes=1):
        middle = low + timedelta(minutes=(high - low) // timedelta(minutes=1) // 2)
        if _offset(zone, middle) == before:
            low = middle
        else:
            high = middle
    local = high.astimezone(zone)
    return ClockChange(
        (high + before).replace(tzinfo=None),
        before,
        _offset(zone, high),
        bool(local.dst()),
        local.tzname() or zone.key,
    )


def _ruled(changes: list[ClockChange]) -> icalendar.TimezoneDaylight | None:
    rule = yearly_rule(changes)
    if rule is None:
        return None
    first = changes[0]
    part = _part(first.summer, first.local, first.before, first.after, first.name)
    part.add("rrule", rule.recurrence())
    return part


def _unchanging(zone: ZoneInfo, first: date) -> icalendar.Timezone:
    at = datetime(first.year, 1, 1, tzinfo=UTC)
    offset, name = _offset(zone, at), at.astimezone(zone).tzname()
    return _zone(zone, [_part(False, datetime(1970, 1, 1), offset, offset, name or zone.key)])  # noqa: DTZ001


def _part(
    summer: bool, local: datetime, before: timedelta, after: timedelta, name: str
) -> icalendar.TimezoneDaylight:
    part = icalendar.TimezoneDaylight() if summer else icalendar.TimezoneStandard()
    part.add("dtstart", local)
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", after)
    part.add("tzname", name)
    return part


def _zone(zone: ZoneInfo, parts: list[icalendar.TimezoneDaylight]) -> icalendar.Timezone:
    made = icalendar.Timezone()
    made.add("tzid", zone.key)
    for part in parts:
        made.add_component(part)
    return made
