"""While practice is closed, and what the plan knows about the person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from tenfold.plan.cautions import AboutYou, Allowance, Reason, Standing, questions_if
from tenfold.web import wording
from tenfold.web.pages import Visit, Visiting, see_other
from tenfold.web.pages_screen import CLOSED, STILL_OPEN
from tenfold.words import N_, Line

router = APIRouter()

STANDINGS: Final[dict[Standing, Line]] = {
    "left_out": N_("Left out"),
    "ask_first": N_("Left out until you have asked"),
    "cleared": N_("At its gentlest"),
    "eased": N_("In an easier form"),
    "free": N_("As it is"),
}
_WORSE: Final = "worse"
_CLEARED: Final = "cleared"


@dataclass(frozen=True, slots=True)
class Affected:
    """An exercise for which something about the person matters."""

    exercise_id: str
    name: Line
    order: int
    standing: Line
    out: bool
    reasons: tuple[Reason, ...]


@router.get("/locked")
def locked(visit: Visiting, wrong: str = "") -> Response:
    """What to do while practice is closed."""
    safety, screen = visit.plan.safety, visit.plan.basis.screen
    if safety.status == "not_offered":
        return visit.page("not_offered.html", tab="screen", line=screen.no_age)
    if safety.status == "screen_again":
        return see_other("/screen")
    ledger = visit.plan.course.ledger
    lock = ledger.lock
    if lock is None:
        return see_other("/")
    asks = {one.id: one.asked_of(ledger.cleared) for one in screen.questions}
    return visit.page(
        "locked.html",
        tab="screen",
        outcome=screen.outcomes[lock.result.outcome],
        urgent=lock.result.outcome in ("emergency_now", "same_day"),
        because=[asks[name] for name in lock.result.because if name in asks],
        since=wording.day_words(lock.day, visit.words),
        said_seen=screen.said_seen,
        closed_things=CLOSED,
        open_things=STILL_OPEN,
        wrong=bool(wrong),
    )


@router.post("/cleared")
def cleared(visit: Visiting, seen: Annotated[str, Form()] = "") -> Response:
    """The person says that they were seen because of it, and may exercise."""
    if visit.plan.safety.status != "locked":
        return see_other("/")
    if seen != "yes":
        return see_other("/locked?wrong=1#after")
    visit.plan.say_cleared()
    return see_other("/screen")


@router.post("/slip")
def slip(visit: Visiting) -> Response:
    """The answer that closed practice was a slip: all ten come again."""
    if visit.plan.safety.status != "locked":
        return see_other("/")
    visit.plan.say_slip()
    return see_other("/screen")


@router.get("/about-you")
def about_you(visit: Visiting, saved: str = "") -> Response:
    """What the answers mean for the exercises, and what is left to ask."""
    ledger, library = visit.plan.course.ledger, visit.library
    if ledger.screened is None:
        return see_other("/screen")
    names = {one.id: Line(one.name) for one in library}
    labels = {one.id: Line(one.label) for one in library.conditions}
    asked = [
        (f"{_WORSE}:{exercise}:{condition}", names[exercise], labels[condition], when)
        for exercise, condition, when in questions_if(library, ledger.you.conditions)
    ]
    # What a clinician may say yes to is what would be left out without that yes.
    without = AboutYou(ledger.you.conditions, ledger.you.worse_if)
    strict = visit.plan.basis.allowances(without)
    affected = _affected(visit)
    return visit.page(
        "about_you.html",
        tab="screen",
        saved=bool(saved),
        conditions=[labels[one] for one in labels if one in ledger.you.conditions],
        asked=asked,
        worse={f"{_WORSE}:{exercise}:{one}" for exercise, one in ledger.you.worse_if},
        may_clear=[
            (f"{_CLEARED}:{name}", names[name], name in ledger.you.cleared)
            for name, one in strict.items()
            if one.standing in ("left_out", "ask_first")
        ],
        affected=affected,
        others=len(affected) < len(visit.library),
        has_plan=visit.plan.plan is not None,
        open=visit.plan.safety.may_practise,
    )


@router.post("/about-you")
async def tell_about_you(request: Request, visit: Visiting) -> Response:
    """Which cautions fit more than most, and what a clinician said yes to."""
    if visit.plan.course.ledger.screened is None:
        return see_other("/screen")
    form = await request.form()
    ticked = {name for name, value in form.items() if value == "yes"}
    possible = questions_if(visit.library, visit.plan.course.ledger.you.conditions)
    visit.plan.tell_about_you(
        [(e, c) for e, c, _ in possible if f"{_WORSE}:{e}:{c}" in ticked],
        [one.id for one in visit.library if f"{_CLEARED}:{one.id}" in ticked],
    )
    return see_other("/about-you?saved=1")


def _affected(visit: Visit) -> list[Affected]:
    known = visit.plan.basis.allowances(visit.plan.course.ledger.you)
    found = []
    for exercise in sorted(visit.library, key=lambda one: one.order):
        one: Allowance = known[exercise.id]
        if one.standing == "free":
            continue
        found.append(
            Affected(
                exercise.id,
                Line(exercise.name),
                exercise.order,
                STANDINGS[one.standing],
                not one.allowed,
                one.reasons,
            )
        )
    return found
