"""Which day it is: a day of practice begins at four in the morning, local time.

Everything here is told the time; nothing looks at a clock. Entries keep the day that they were
given for, so that travelling later changes none of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from tenfold.words import N_, Line

DAY_BEGINS: Final = time(4, 0)
"""Whoever is still up at three has not begun a new day."""
WEEKDAYS: Final = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


def local_time(at: datetime, utc_offset_min: int) -> datetime:
    """The wall clock's time, without a zone, where clocks are ``utc_offset_min`` ahead of UTC.

    Raises
    ------
    ValueError
        If ``at`` has no time zone: then nobody can know what it means elsewhere.
    """
    if at.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    offset = at.utcoffset()
    assert offset is not None
    return at.replace(tzinfo=None) - offset + timedelta(minutes=utc_offset_min)


def plan_day(at: datetime, utc_offset_min: int, begins: time = DAY_BEGINS) -> date:
    """The day that a moment belongs to, for someone whose clock is ``utc_offset_min`` ahead."""
    return local_day(local_time(at, utc_offset_min), begins)


def local_day(wall: datetime, begins: time = DAY_BEGINS) -> date:
    """The day that a wall clock's time belongs to."""
    return (wall - timedelta(hours=begins.hour, minutes=begins.minute)).date()


def days_line(days: Sequence[date]) -> Line:
    """ "Tuesday", "Tuesday and Thursday", or a count where there are more."""
    names = [WEEKDAYS[day.weekday()] for day in sorted(set(days))]
    if len(names) == 1:
        return names[0]
    if len(names) == 2:
        return N_("{first} and {second}", first=names[0], second=names[1])
    return N_("{count} days", count=len(names))
