"""Entries as an iCalendar file (RFC 5545)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import icalendar

import tenfold
from tenfold.exchange.entries import EVERY_DAY, Entry
from tenfold.exchange.zone_rules import WEEKDAYS, zone_rules
from tenfold.words import N_, Translator

LOOK_AGAIN: Final = timedelta(hours=1)
"""How often a calendar may look whether something has changed."""
NAME: Final = N_("Tenfold")


@dataclass(frozen=True, slots=True)
class Revision:
    """How often an entry has changed, and when last. A calendar takes the higher number."""

    content: str
    """Stands for everything the entry says."""
    sequence: int
    changed: datetime
    """UTC, whole seconds."""


Revisions = Mapping[str, Revision]
"""By the entries' keys. What is gone stays in it: it may come back."""


@dataclass(frozen=True, slots=True)
class Look:
    """How entries are written.

    Parameters
    ----------
    owner
        Whose calendar it is, as a few letters that never change: part of each entry's name.
    zone
        The zone of its times; None for times on whatever clock reads them.
    """

    owner: str
    words: Translator
    zone: ZoneInfo | None


def revised(entries: Iterable[Entry], known: Revisions, look: Look, now: datetime) -> Revisions:
    """``known``, with a higher number for each entry that says something else than before."""
    found = dict(known)
    for entry in entries:
        content = hashlib.sha256(_written(_event(entry, look))).hexdigest()[:16]
        before = found.get(entry.key)
        if before is None or before.content != content:
            number = 0 if before is None else before.sequence + 1
            at = now.astimezone(UTC).replace(microsecond=0)
            found[entry.key] = Revision(content, number, at)
    return found


def calendar_file(entries: Iterable[Entry], revisions: Revisions, look: Look) -> bytes:
    """The file. The same entries give the same bytes."""
    entries = tuple(entries)
    made = icalendar.Calendar()
    made.add("version", "2.0")
    made.add("prodid", f"-//Tenfold//Tenfold {tenfold.__version__}//EN")
    made.add("calscale", "GREGORIAN")
    name = look.words.text(NAME)
    for key in ("name", "x-wr-calname"):
        made.add(key, name)
    again = icalendar.vDuration(LOOK_AGAIN)
    made.add("refresh-interval", again, {"VALUE": "DURATION"})
    made.add("x-published-ttl", again)
    if look.zone is not None:
        made.add("x-wr-timezone", look.zone.key)
        first = min((entry.first for entry in entries), default=None)
        if first is not None:
            made.add_component(zone_rules(look.zone, date(first.year, 1, 1)))
    for entry in entries:
        made.add_component(_stamped(_event(entry, look), revisions[entry.key]))
    return _written(made)


def revisions_to_text(revisions: Revisions) -> str:
    """To be kept, and read by :func:`revisions_from_text`."""
    return json.dumps(
        {
            key: [one.content, one.sequence, one.changed.isoformat()]
            for key, one in revisions.items()
        }
    )


def revisions_from_text(text: str) -> Revisions:
    """What was kept; nothing, where that is damaged."""
    try:
        found = json.loads(text or "{}")
        return {
            str(key): Revision(str(content), int(number), datetime.fromisoformat(changed))
            for key, (content, number, changed) in found.items()
        }
    except (ValueError, TypeError, AttributeError):
        return {}


def _event(entry: Entry, look: Look) -> icalendar.Event:
    """The entry, without anything that says when it was written."""
    say = look.words.text
    event = icalendar.Event()
    event.add("uid", f"{entry.key}-{look.owner}@tenfold.invalid")
    event.add("summary", say(entry.summary))
    event.add("description", say(entry.description))
    if entry.at_min is None:
        event.add("dtstart", entry.first)
        event.add("dtend", entry.first + timedelta(days=1))
    else:
        hour, minute = divmod(entry.at_min, 60)
        begins = datetime.combine(entry.first, time(hour, minute))
        for key, at in (
            ("dtstart", begins),
            ("dtend", begins + timedelta(minutes=entry.length_min)),
        ):
            event.add(key, at.replace(tzinfo=look.zone))
    if entry.weekdays == EVERY_DAY:
        event.add("rrule", {"FREQ": ["DAILY"]})
    elif entry.weekdays:
        days = [WEEKDAYS[day] for day in entry.weekdays]
        event.add("rrule", {"FREQ": ["WEEKLY"], "BYDAY": days})
    # Nobody is to look busy because of a round of an exercise.
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    if entry.alarm:
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", say(entry.summary))
        # At its beginning. The same as P0D, which not all calendars know.
        alarm["trigger"] = icalendar.vText("PT0S")
        event.add_component(alarm)
    return event


def _stamped(event: icalendar.Event, revision: Revision) -> icalendar.Event:
    event.add("dtstamp", revision.changed)
    event.add("last-modified", revision.changed)
    event.add("sequence", revision.sequence)
    return event


def _written(component: icalendar.Event | icalendar.Calendar) -> bytes:
    found: bytes = component.to_ical()
    return found
