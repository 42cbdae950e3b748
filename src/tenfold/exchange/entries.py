"""What a calendar is told: the daily sitting, the rounds of the day, and when the questions come.

Plain values, in lines of words; :mod:`.calendar` writes them. An entry's ``key`` stays the same
for as long as it is about the same thing, whatever else about it changes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from tenfold.plan.round_times import Wanted, timetable
from tenfold.plan.rounds import DAY_BEGINS_MIN, LEAST_APART_MIN, WakingDay
from tenfold.words import N_, Line

DAY_MIN: Final = 24 * 60
ROUND_MIN: Final = 5
QUESTIONS_MIN: Final = 10
EVERY_DAY: Final = (0, 1, 2, 3, 4, 5, 6)
NOT_TODAY: Final = N_("If you do not feel up to it, leave it out. Nobody counts.")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a calendar."""

    key: str
    summary: Line
    description: Line
    first: date
    """The day on which it comes first."""
    at_min: int | None
    """Local time, minutes after midnight; None for the whole day."""
    length_min: int = 0
    weekdays: tuple[int, ...] = ()
    """On which it comes again, Monday is 0; none for an entry that comes once."""
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class RoundsADay:
    """An exercise that is done several times a day."""

    exercise_id: str
    name: Line
    planned: int
    in_sitting: bool
    """Whether one of its rounds belongs to the daily sitting."""


@dataclass(frozen=True, slots=True)
class Practice:
    """What a calendar has to know while practice is open."""

    since: date
    """From when on entries come."""
    per_week: int
    day: WakingDay
    sitting_at_min: int
    """Minutes since midnight of the day of practice, as for ``day``."""
    sitting_min: int
    rounds: tuple[RoundsADay, ...] = ()
    weekly: date | None = None
    """When the questions of the week come next."""
    all_ten: date | None = None
    """When all questions come again."""
    review: date | None = None
    """When there is something to look back on."""
    alarms: bool = True


def entries(practice: Practice) -> tuple[Entry, ...]:
    """Everything that a calendar is told while practice is open."""
    sitting = Entry(
        "sitting",
        N_("Tenfold: today's exercises"),
        NOT_TODAY,
        practice.since,
        practice.sitting_at_min,
        max(practice.sitting_min, ROUND_MIN),
        practice_days(practice.per_week),
    )
    found = [sitting, *_rounds(practice), *_questions(practice)]
    return tuple(_settled(replace(one, alarm=practice.alarms)) for one in found)


def closed(today: date, at_min: int | None = None, *, alarm: bool = False) -> tuple[Entry, ...]:
    """All that a calendar is told while practice is closed: nothing of why.

    Parameters
    ----------
    at_min
        When to say it, where it is only that questions are due; else it is for the whole day.
    """
    note = Entry(
        "first",
        N_("Tenfold: a few questions first"),
        N_("Your exercises are not in the calendar for now. Tenfold's own page says more."),
        today,
        at_min,
        0 if at_min is None else QUESTIONS_MIN,
        alarm=alarm,
    )
    return (_settled(note),)


def practice_days(per_week: int) -> tuple[int, ...]:
    """Weekdays for so many days a week, as far apart as they can be: four are Mo, We, Fr, Su."""
    count = min(max(per_week, 1), 7)
    return tuple(sorted({-(-7 * turn // count) for turn in range(count)}))


def _rounds(practice: Practice) -> list[Entry]:
    """Each round beside the sitting, away from it and from the others."""
    away = (
        practice.sitting_at_min - LEAST_APART_MIN,
        practice.sitting_at_min + practice.sitting_min + LEAST_APART_MIN,
    )
    day = replace(practice.day, quiet=(*practice.day.quiet, away))
    wanted = [Wanted(one.exercise_id, one.planned - int(one.in_sitting)) for one in practice.rounds]
    names = {one.exercise_id: one.name for one in practice.rounds}
    turns = dict.fromkeys(names, 0)
    found = []
    for one in timetable(wanted, (), day, DAY_BEGINS_MIN).rounds:
        turns[one.exercise_id] += 1
        found.append(
            Entry(
                f"round-{one.exercise_id}-{turns[one.exercise_id]}",
                N_("A round of {exercise}", exercise=names[one.exercise_id]),
                NOT_TODAY,
                practice.since,
                one.at_min,
                ROUND_MIN,
                practice_days(practice.per_week),
            )
        )
    return found


def _questions(practice: Practice) -> list[Entry]:
    at = practice.sitting_at_min
    found = []
    if practice.weekly is not None:
        found.append(
            Entry(
                "weekly",
                N_("Tenfold: the questions of the week"),
                N_("Two short questions, and how the week was. Before your exercises."),
                practice.weekly,
                at,
                QUESTIONS_MIN,
                (practice.weekly.weekday(),),
            )
        )
    if practice.all_ten is not None:
        found.append(
            Entry(
                "all-ten",
                N_("Tenfold: the ten questions again"),
                N_("They come back every few weeks. A few minutes, before your exercises."),
                practice.all_ten,
                at,
                QUESTIONS_MIN,
            )
        )
    if practice.review is not None:
        found.append(
            Entry(
                "review",
                N_("Tenfold: a look back"),
                N_("How it was in the beginning, and how it is now."),
                practice.review,
                at,
                QUESTIONS_MIN,
            )
        )
    return found


def _settled(entry: Entry) -> Entry:
    """By the calendar's days, which end at midnight, and begun on one of its weekdays."""
    over = entry.at_min is not None and entry.at_min >= DAY_MIN
    if entry.weekdays:
        ahead = min((day - entry.first.weekday()) % 7 for day in entry.weekdays)
        entry = replace(entry, first=entry.first + timedelta(days=ahead))
    if not over or entry.at_min is None:
        return entry
    return replace(
        entry,
        first=entry.first + timedelta(days=1),
        at_min=entry.at_min - DAY_MIN,
        weekdays=tuple(sorted((day + 1) % 7 for day in entry.weekdays)),
    )
