"""Today: what there is to do, and the ways into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Form
from fastapi.responses import Response

from tenfold.exercises.model import Exercise
from tenfold.plan.compose import compose, estimate_s
from tenfold.plan.rest_of_day import DayRounds, rest_of_day
from tenfold.session.sitting import Mode, Sitting
from tenfold.store import SittingRecord, SittingSummary
from tenfold.web import wording
from tenfold.web.live_replay import abandon
from tenfold.web.pages import Visit, Visiting, see_other
from tenfold.words import N_, Line

router = APIRouter()

MODES: Final[dict[str, Mode]] = {
    "ease_in": "ease_in",
    "as_published": "as_published",
    "single": "single",
}
RECENT: Final = 100
"""How many sittings are looked through for open ones and today's."""
NO_SUCH_EXERCISE: Final = N_("There is no such exercise. It may have been renamed or removed.")


@dataclass(frozen=True, slots=True)
class WayIn:
    """One of the two ways to begin: how many exercises, how long."""

    mode: Mode
    count: int
    length: Line


@dataclass(frozen=True, slots=True)
class Row:
    """One exercise in the day's list."""

    exercise: Exercise
    dose: Line
    length: Line
    spread: Line | None
    """How often a day, where that is more than once."""
    side: str
    """The side that its picture shows."""


@router.get("/")
def today(visit: Visiting) -> Response:
    """The day at a glance."""
    recent = visit.store.sittings(visit.person.id, RECENT)
    done = [
        one
        for one in recent
        if one.day == visit.now.date() and one.status == "finished" and one.mode != "single"
    ]
    later = later_today(visit)
    return visit.page(
        "today.html",
        tab="today",
        open_sitting=open_sitting(visit),
        done_today=done[0] if done else None,
        ways=ways_in(visit),
        rows=[row(exercise, visit) for exercise in visit.library],
        later=later,
        figures=visit.figures(exercise.id for exercise in visit.library),
    )


def open_sitting(visit: Visit) -> SittingRecord | None:
    """The sitting to go on with, if one was left unfinished."""
    return visit.store.open_sitting(visit.person.id)


def ways_in(visit: Visit) -> dict[Mode, WayIn]:
    """Ease in and as published; without those for which there is no exercise."""
    ways: dict[Mode, WayIn] = {}
    for mode in ("ease_in", "as_published"):
        try:
            planned = plan(visit, mode)
        except ValueError:
            continue
        ways[mode] = WayIn(mode, len(planned.blocks), wording.minutes_line(estimate_s(planned)))
    return ways


def row(exercise: Exercise, visit: Visit) -> Row:
    alone = plan(visit, "single", exercise.id)
    a_day = exercise.dose.times_per_day
    return Row(
        exercise,
        wording.dose_in_words(exercise),
        wording.minutes_line(estimate_s(alone)),
        wording.per_day_words(round(a_day.low), round(a_day.high)) if a_day.high > 1 else None,
        exercise.first_side,
    )


def later_today(visit: Visit) -> tuple[DayRounds, ...]:
    """The exercises that the article spreads through the day."""
    done = visit.store.rounds_done(visit.person.id, visit.now.date())
    return rest_of_day(visit.library, done)


def plan(visit: Visit, mode: Mode, only: str | None = None, level: int = 0) -> Sitting:
    """A sitting as the person has set things. ValueError if there is nothing to do in it."""
    return compose(
        visit.library,
        mode,
        only=only,
        levels={only: level} if only is not None else None,
        first_sides=visit.preferences.first_sides(visit.library),
        settings=visit.preferences.plan_settings(),
    )


@router.post("/sittings")
def begin(
    visit: Visiting,
    mode: Annotated[str, Form()] = "",
    exercise_id: Annotated[str, Form()] = "",
    level: Annotated[str, Form()] = "0",
    pain_before: Annotated[str, Form()] = "",
) -> Response:
    """Begin a sitting, and go to it."""
    chosen = MODES.get(mode)
    if chosen is None:
        return visit.refused(N_("Please choose how to begin: from Today, or from an exercise."))
    if chosen == "single" and exercise_id not in visit.library:
        return visit.missing(NO_SUCH_EXERCISE)
    try:
        pain = nrs(pain_before)
        planned = plan(visit, chosen, exercise_id if chosen == "single" else None, int(level))
    except ValueError:
        return visit.refused(N_("That could not be begun. Please go back and choose again."))
    _put_away(visit, singles_only=chosen == "single")
    sitting_id = visit.store.begin_sitting(visit.person.id, planned, visit.now, pain)
    return see_other(f"/practice/{sitting_id}")


def nrs(text: str) -> int | None:
    """A pain number from a form: 0-10, or None when it was skipped. ValueError otherwise."""
    text = text.strip()
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or int(text) > 10:
        raise ValueError("a pain number is a whole number from 0 to 10")
    return int(text)


def _put_away(visit: Visit, singles_only: bool) -> None:
    """A new sitting takes the place of an unfinished one. One round in between does not."""
    for left in _open_sittings(visit):
        if left.mode == "single" or not singles_only:
            abandon(visit.store, visit.plan, left.id)


def _open_sittings(visit: Visit) -> list[SittingSummary]:
    recent = visit.store.sittings(visit.person.id, RECENT)
    return [one for one in recent if one.status == "open"]


@router.post("/sittings/{sitting_id}/put-away")
def put_away(sitting_id: str, visit: Visiting) -> Response:
    """The person will not go on with it; what was done stays recorded."""
    abandon(visit.store, visit.plan, sitting_id)
    return see_other("/")
