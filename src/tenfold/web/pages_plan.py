"""The plan: every exercise with its place, wishes, proposals, and all that was decided and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final, get_args
from urllib.parse import quote

from fastapi import APIRouter, Form
from fastapi.responses import Response

from tenfold.exercises.model import Exercise
from tenfold.plan import refusals
from tenfold.plan.change import Change, Refusal
from tenfold.plan.course import Planned, PlanStatus, StartKind
from tenfold.plan.ladder import DoseStep
from tenfold.plan.start import StartFacts
from tenfold.plan.wishes import Days, Wish
from tenfold.web import plan_words
from tenfold.web.day_sittings import planned_of, whys_out
from tenfold.web.pages import WHAT_COMES_FIRST, Visit, Visiting, see_other
from tenfold.web.pages_today import NO_SUCH_EXERCISE, nrs
from tenfold.web.plan_notes import note_of, plan_context
from tenfold.web.plan_story import all_said, story
from tenfold.words import N_, Line

router = APIRouter()

PAGE: Final = 20
"""Decisions on one page."""
STARTS: Final = get_args(StartKind)
WISHES: Final = get_args(Wish)
DAYS: Final = get_args(Days)
START_WORDS: Final[dict[StartKind, Line]] = {
    "ease_in": N_("Ease in"),
    "as_published": N_("As published"),
}


@dataclass(frozen=True, slots=True)
class Rung:
    """One level of a ladder, for the little picture of it."""

    here: bool
    level: int


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One exercise of the plan."""

    exercise: Exercise
    status: PlanStatus
    level: int
    level_name: Line
    dose: Line
    """Of a whole day."""
    once: Line
    """Of one round."""
    step: DoseStep
    rungs: tuple[Rung, ...]
    """Gentlest first."""
    whys: tuple[Line, ...]
    """Why it is not in, where it is not."""
    can_come: bool
    """Whether it may come in at all."""


@router.get("/plan")
def plan(visit: Visiting, note: str = "", done: str = "", older: str = "") -> Response:
    """The whole plan."""
    keeper = visit.plan
    keeper.evaluate()
    mine = keeper.plan
    if mine is None:
        closed = visit.open_or_refusal()
        assert closed is not None, "without a plan something comes first"
        return closed
    deeds = story(keeper.basis, keeper.course, keeper.diary, keeper.day)
    settled = [deed for deed in deeds if not deed.open]
    begin = (int(older) if older.isascii() and older.isdigit() and len(older) < 4 else 0) * PAGE
    rows = [plan_row(visit, one, planned_of(visit, one.id)) for one in visit.library]
    return visit.page(
        "plan.html",
        tab="plan",
        plan=mine,
        start=START_WORDS[mine.start],
        note=note_of(deeds, note, done),
        rows=[row for row in rows if row.status == "in"],
        others=[row for row in rows if row.status != "in"],
        proposals=[deed for deed in deeds if deed.open],
        settled=settled[begin : begin + PAGE],
        said=all_said(keeper.course)[:PAGE] if begin == 0 else (),
        older=begin // PAGE + 1 if len(settled) > begin + PAGE else None,
        newer=begin // PAGE - 1 if begin else None,
        figures=_figures(visit, rows),
        version=keeper.basis.book.version,
        back="/plan",
        **plan_context(visit),
    )


def plan_row(visit: Visit, exercise: Exercise, planned: Planned) -> PlanRow:
    basis = visit.plan.basis
    ladder = basis.ladders[exercise.id]
    place = planned.place if ladder.has(planned.place) else ladder.gentlest
    allowed = basis.allowances(visit.plan.course.ledger.you)[exercise.id]
    status: PlanStatus = planned.status if allowed.allowed else "by_caution"
    return PlanRow(
        exercise,
        status,
        place.level,
        plan_words.level_line(exercise, place.level),
        plan_words.whole_dose_line(exercise, place.level, ladder.dose(place)),
        plan_words.dose_line(exercise, place.level, ladder.dose(place)),
        ladder.dose(place),
        tuple(Rung(level == place.level, level) for level in exercise.levels),
        whys_out(visit, planned),
        allowed.allowed,
    )


def _figures(visit: Visit, rows: list[PlanRow]) -> dict[str, object]:
    return {
        row.exercise.id: visit.figures([row.exercise.id], row.level)[row.exercise.id]
        for row in rows
    }


# ------------------------------------------------------------------------------- wishes and answers
@router.post("/plan/wishes")
def wish(
    visit: Visiting,
    exercise_id: Annotated[str, Form()] = "",
    what: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "",
) -> Response:
    """Easier, harder, stop or back. What cannot be is said in one sentence."""
    wanted = next((one for one in WISHES if one == what), None)
    if wanted is None:
        return visit.refused(N_("Please choose what to change."))
    if exercise_id not in visit.library:
        return visit.missing(NO_SUCH_EXERCISE)
    return _back(visit, back, visit.plan.wish(exercise_id, wanted))


@router.post("/plan/days")
def wish_days(visit: Visiting, what: Annotated[str, Form()] = "") -> Response:
    """Every day, or every other day."""
    wanted = next((one for one in DAYS if one == what), None)
    if wanted is None:
        return visit.refused(N_("Please choose what to change."))
    return _back(visit, "/plan", visit.plan.wish_days(wanted))


@router.post("/plan/answers")
def answer(
    visit: Visiting,
    change_id: Annotated[str, Form()] = "",
    accepted: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "",
) -> Response:
    """Accept a proposal, say not now, or take back a change that counts already."""
    if accepted not in ("yes", "no"):
        return visit.refused(N_("Please choose what to change."))
    return _back(visit, back, visit.plan.answer(change_id, accepted == "yes"))


def _back(visit: Visit, back: str, made: Change | Refusal) -> Response:
    """To the page that the person came from, which says what became of it."""
    known = {"/", "/plan", *(f"/exercises/{one}" for one in visit.library.ids)}
    there = back if back in known else "/plan"
    if isinstance(made, Refusal):
        return see_other(f"{there}?note={made.kind}#said")
    return see_other(f"{there}?done={quote(made.id, safe='')}#said")


# ------------------------------------------------------------------------------- the start
@router.get("/plan/start")
def start(visit: Visiting) -> Response:
    """The two ways to begin."""
    if WHAT_COMES_FIRST.get(visit.plan.safety.status):
        return see_other(WHAT_COMES_FIRST[visit.plan.safety.status])
    return _start_form(visit)


@router.post("/plan/start")
def make_plan(
    visit: Visiting,
    start: Annotated[str, Form()] = "",
    usual_pain: Annotated[str, Form()] = "",
    inactive: Annotated[str, Form()] = "",
    wants_gentle: Annotated[str, Form()] = "",
) -> Response:
    """Make the plan."""
    if WHAT_COMES_FIRST.get(visit.plan.safety.status):
        return see_other(WHAT_COMES_FIRST[visit.plan.safety.status])
    kind = next((one for one in STARTS if one == start), None)
    try:
        usual = nrs(usual_pain)
    except ValueError:
        return visit.refused(N_("Pain is a whole number from 0 to 10, or left out."))
    if kind is None:
        return _start_form(visit, wrong=N_("Please choose how to begin."))
    facts = StartFacts(usual, inactive == "yes", wants_gentle == "yes")
    made = visit.plan.start(kind, facts)
    if isinstance(made, Refusal):
        return _start_form(visit, wrong=made.say)
    return see_other("/")


def _start_form(visit: Visit, wrong: Line | None = None) -> Response:
    screened = visit.plan.course.ledger.screened
    free = screened is not None and screened.result.outcome == "go_ahead"
    allowed = visit.plan.basis.allowances(visit.plan.course.ledger.you)
    out = sum(not one.allowed for one in allowed.values())
    return visit.page(
        "plan_start.html",
        400 if wrong else 200,
        tab="plan",
        wrong=wrong,
        has_plan=visit.plan.plan is not None,
        why_not=None if free else refusals.NOT_GO_AHEAD.say,
        count=len(allowed) - out,
        out=out,
    )
