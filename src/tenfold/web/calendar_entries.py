"""What a person's calendar is told, from their plan and settings."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import Final

from tenfold.exchange.calendar import (
    Look,
    calendar_file,
    revised,
    revisions_from_text,
    revisions_to_text,
)
from tenfold.exchange.entries import Entry, Practice, RoundsADay, closed, entries
from tenfold.exchange.zone import machine_zone
from tenfold.plan.compose import estimate_s
from tenfold.plan.course import Plan
from tenfold.plan.day import DayPlan
from tenfold.store import Keeper
from tenfold.web import waking
from tenfold.web.day_sittings import day_sitting
from tenfold.web.pages import Visit
from tenfold.words import Line

REVISIONS_KEY: Final = "calendar_revisions"
USUAL_TIME: Final = "09:00"
LENGTH_STEP_MIN: Final = 15
"""A sitting's length is told in such steps: a calendar is not to change with every second."""
WAITS: Final = ("questions_due", "screen_due")
"""Nothing is wrong; questions are due, and practice waits for them."""


@dataclass(frozen=True, slots=True)
class CalendarChoice:
    """How a person wants their calendar."""

    practice_at_min: int
    """Minutes since midnight of the day of practice."""
    rounds: bool
    alarms: bool
    secret: str
    """Of the feed's address; empty where there is no feed."""
    since: date | None
    """When the feed was made: what was before is not in it."""


def read_choice(saved: Mapping[str, str]) -> CalendarChoice:
    """As kept. What no longer makes sense is as if it were not kept."""
    at = waking.minutes(saved.get("practice_at", USUAL_TIME)) or waking.minutes(USUAL_TIME)
    assert at is not None
    try:
        since = date.fromisoformat(saved.get("calendar_since", ""))
    except ValueError:
        since = None
    return CalendarChoice(
        at,
        saved.get("calendar_rounds", "yes") == "yes",
        saved.get("calendar_alarms", "yes") == "yes",
        saved.get("calendar_secret", ""),
        since,
    )


def write_calendar(visit: Visit) -> bytes:
    """The calendar as it is now. What has changed since it was asked for last gets its number."""
    saved = visit.store.settings(visit.person.id)
    look = Look(owner_of(visit.person.id), visit.words, machine_zone(visit.now))
    lines = calendar_entries(visit, read_choice(saved))
    known = revisions_from_text(saved.get(REVISIONS_KEY, ""))
    revisions = revised(lines, known, look, visit.now)
    if revisions != known:
        visit.store.save_setting(visit.person.id, REVISIONS_KEY, revisions_to_text(revisions))
    return calendar_file(lines, revisions, look)


def owner_of(person_id: str) -> str:
    """A name for the person's entries that says nothing of them."""
    return hashlib.sha256(f"tenfold calendar {person_id}".encode()).hexdigest()[:16]


def calendar_entries(visit: Visit, choice: CalendarChoice) -> tuple[Entry, ...]:
    """Practice while it is open; else nothing but that there are questions first."""
    keeper = visit.plan
    plan = keeper.plan
    if not keeper.safety.may_practise or plan is None:
        if keeper.safety.status in WAITS:
            return closed(keeper.day, choice.practice_at_min, alarm=choice.alarms)
        return closed(keeper.day)
    day = keeper.today()
    length_s = estimate_s(day_sitting(visit, day)) if day.items else 0.0
    screen, ledger = keeper.basis.screen, keeper.course.ledger
    screened = ledger.screened
    return entries(
        Practice(
            since=choice.since or keeper.day,
            per_week=plan.per_week,
            day=visit.preferences.waking,
            sitting_at_min=choice.practice_at_min,
            sitting_min=ceil(length_s / 60 / LENGTH_STEP_MIN) * LENGTH_STEP_MIN,
            rounds=rounds_a_day(keeper, plan, day) if choice.rounds else (),
            weekly=date.fromordinal(ledger.checked_at) + timedelta(days=screen.weekly_days),
            all_ten=screened.day + timedelta(days=screen.after_days) if screened else None,
            review=next_review(keeper, plan),
            alarms=choice.alarms,
        )
    )


def rounds_a_day(keeper: Keeper, plan: Plan, day: DayPlan) -> tuple[RoundsADay, ...]:
    """Exercises with several rounds a day: those of the plan, and in gentle days those of the day.

    One easy day does not change the calendar.
    """
    basis = keeper.basis
    allowed = basis.allowances(keeper.course.ledger.you)
    if day.kind == "gentle":
        found = [(one.exercise_id, one.dose) for one in day.items]
    else:
        found = [
            (one.exercise_id, basis.ladders[one.exercise_id].dose(one.place))
            for one in plan.chosen
            if one.exercise_id in basis.ladders
            and basis.ladders[one.exercise_id].has(one.place)
            and allowed[one.exercise_id].allowed
        ]
    return tuple(
        RoundsADay(name, Line(basis.library.get(name).name), dose.times_per_day, in_sitting=True)
        for name, dose in found
        if dose.times_per_day > 1
    )


def next_review(keeper: Keeper, plan: Plan) -> date | None:
    """The next day on which there is something to look back on."""
    days = (plan.started + timedelta(days=one) for one in keeper.basis.book.review_days)
    return min((day for day in days if day >= keeper.day), default=None)
