"""In short: what somebody who helps would ask first. Shown on "How it goes", to take along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tenfold.plan.course import Planned
from tenfold.plan.diary import AfterEntry, MorningEntry, SittingEntry, Told
from tenfold.store import Keeper
from tenfold.web.diary_words import LEG_FACTS, name_of, side_words
from tenfold.web.plan_words import STATUS_WORDS, whole_dose_line
from tenfold.words import N_, Line

LAST_DAYS: Final = 28
MARKS_MOST: Final = 12
"""More than that tell nothing new."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The plan and the last four weeks."""

    began: date
    practised: Line
    now: tuple[tuple[Line, Line], ...]
    """Exercises in the plan, with their dose."""
    out: tuple[tuple[Line, Line], ...]
    """Exercises that are left out, and how that came."""
    marked: tuple[tuple[date, Line], ...]
    """What was marked as not right, newest first."""


def summary(keeper: Keeper) -> Summary | None:
    """The summary of today; None before there is a plan."""
    plan, basis, today = keeper.plan, keeper.basis, keeper.day
    if plan is None:
        return None
    first = max(today - timedelta(days=LAST_DAYS - 1), plan.started)
    days = (today - first).days + 1
    records = keeper.diary.days
    done = sum(
        1
        for at in range(first.toordinal(), today.toordinal() + 1)
        if at in records and records[at].sittings
    )
    known = [one for one in plan.exercises.values() if one.exercise_id in basis.ladders]
    left_out = [one for one in known if one.status not in ("in", "later")]
    marks = [
        (entry.day, line)
        for entry in keeper.entries
        if entry.day >= first
        for line in _marks(entry, keeper)
    ]
    marks.sort(key=lambda one: one[0], reverse=True)
    return Summary(
        plan.started,
        N_("Practice on {done} of the last {count} days", done=done, count=days)
        if days > 1
        else (N_("You have practised today") if done else N_("No practice yet")),
        tuple(_with_dose(one, keeper) for one in known if one.status == "in"),
        tuple((name_of(one.exercise_id, basis), STATUS_WORDS[one.status]) for one in left_out),
        tuple(marks[:MARKS_MOST]),
    )


def _with_dose(one: Planned, keeper: Keeper) -> tuple[Line, Line]:
    basis = keeper.basis
    ladder = basis.ladders[one.exercise_id]
    place = one.place if ladder.has(one.place) else ladder.gentlest
    exercise = basis.library.get(one.exercise_id)
    return ladder.name, whole_dose_line(exercise, place.level, ladder.dose(place))


def _marks(entry: Told, keeper: Keeper) -> Iterator[Line]:
    zones = keeper.basis.book.zones
    if isinstance(entry, SittingEntry):
        for one in entry.exercises:
            for side in one.sides:
                for flag in sorted(side.flags):
                    yield N_(
                        "{exercise}: {what}",
                        exercise=name_of(one.exercise_id, keeper.basis),
                        what=side_words(side.side, flag, zones),
                    )
    elif isinstance(entry, MorningEntry):
        for flag in sorted(entry.flags):
            yield N_("On waking: {what}", what=zones.flags[flag].label)
    if isinstance(entry, MorningEntry | AfterEntry) and entry.leg is not None:
        leg = LEG_FACTS[entry.leg]
        if leg is not None:
            yield leg
