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
WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

Part = icalendar.TimezoneDaylight | icalendar.TimezoneStandard


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
        day = f"{self.nth}{WEEKDAYS[self.weekday]}"
        return {"FREQ": ["YEARLY"], "BYMONTH": [self.month], "BYDAY": [day]}


@lru_cache(maxsize=8)
def zone_rules(zone: ZoneInfo, first: date) -> icalendar.Timezone:
    """``zone`` as it is from ``first`` on."""
    changes = clock_changes(zone, first.year - 1, RULE_YEARS)
    if not changes:
        return _unchanging(zone, first)
    kinds = [[one for one in changes if one.summer is summer] for summer in (True, False)]
    rules = [yearly_rule(kind) for kind in kinds]
    parts = []
    for kind, rule in zip(kinds, rules, strict=True):
        if rule is not None and None not in rules:
            part = _part(kind[0])
            part.add("rrule", rule.recurrence())
            parts.append(part)
        else:
            parts += _listed(kind)
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


def _listed(changes: list[ClockChange]) -> list[Part]:
    """Each change by its date; those that are alike together."""
    alike: dict[tuple[timedelta, timedelta, str], list[ClockChange]] = {}
    for one in changes:
        alike.setdefault((one.before, one.after, one.name), []).append(one)
    parts = []
    for those in alike.values():
        part = _part(those[0])
        # The first is its beginning already. Some calendars count only what is in the list.
        part.add("rdate", [one.local for one in those])
        parts.append(part)
    return parts


def _unchanging(zone: ZoneInfo, first: date) -> icalendar.Timezone:
    at = datetime(first.year, 1, 1, tzinfo=UTC)
    offset, name = _offset(zone, at), at.astimezone(zone).tzname() or zone.key
    long_ago = datetime(1970, 1, 1)  # noqa: DTZ001 - a wall clock's time
    return _zone(zone, _listed([ClockChange(long_ago, offset, offset, False, name)]))


def _part(change: ClockChange) -> Part:
    part = icalendar.TimezoneDaylight() if change.summer else icalendar.TimezoneStandard()
    part.add("dtstart", change.local)
    part.add("tzoffsetfrom", change.before)
    part.add("tzoffsetto", change.after)
    part.add("tzname", change.name)
    return part


def _zone(zone: ZoneInfo, parts: list[Part]) -> icalendar.Timezone:
    made = icalendar.Timezone()
    made.add("tzid", zone.key)
    for part in parts:
        made.add_component(part)
    return made
