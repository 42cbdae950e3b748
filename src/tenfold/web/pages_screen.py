"""The questions before practice: ten, one a page; and the two that come back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from tenfold.plan.change import DueBecause
from tenfold.plan.screen import (
    AgeBand,
    Answers,
    Question,
    Screen,
    ScreenRefusal,
    ScreenResult,
    evaluate,
)
from tenfold.web.pages import Visit, Visiting, see_other
from tenfold.web.screen_draft import Draft, Given, known, read_draft
from tenfold.words import N_, Line

router = APIRouter()

DRAFT: Final = "screen_draft"
"""The setting that holds answers which are not all given yet."""
ANYTHING_NEW: Final = "anything_new"
AGES: Final[dict[AgeBand, Line]] = {
    "under_18": N_("Under 18"),
    "18_to_64": N_("18 to 64"),
    "65_and_over": N_("65 or over"),
}
WHY_AGAIN: Final[dict[DueBecause, Line]] = {
    "": N_("They help to tell whether somebody should look at you before you exercise."),
    "28_days": N_("It is four weeks since you last answered them. Things change."),
    "away": N_("You were away for two weeks or more. Things may have changed."),
    "red": N_("An exercise hurt a lot. Before you go on, please answer them once more."),
    "anything_new": N_("You said that something is new or worse."),
    "numb_weak": N_("You marked that something felt numb or weak."),
    "weekly": N_("They come back once a week."),
}
CLOSED: Final = (
    N_("The day's exercises, and single ones"),
    N_("The rounds of the day, reminders and the calendar"),
)
STILL_OPEN: Final = (
    N_("Your diary and your plan, to read and to fill in"),
    N_("The exercises, to look at"),
    N_("Settings"),
)
AT_ONCE: Final = ("emergency_now", "same_day")
"""What does not wait for the other questions."""
CHOOSE: Final = N_("Please choose an answer. If you are not sure, that is an answer too.")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is put to this person."""

    question: Question
    ask: Line
    chosen: tuple[str, ...]


# ---------------------------------------------------------------- ten, one a page
@router.get("/screen")
def begin(visit: Visiting) -> Response:
    """Why there are questions, and for whom."""
    if visit.plan.safety.status == "locked":
        return see_other("/locked")
    return _begin(visit)


@router.post("/screen")
def give_age(visit: Visiting, age: Annotated[str, Form()] = "") -> Response:
    """The age band, which must be told, and on to the questions."""
    band = next((one for one in AGES if one == age), None)
    if band is None:
        return _begin(visit, N_("Please choose one of these."), 400)
    if visit.plan.course.ledger.age != band:
        visit.plan.give_age(band)
    return see_other("/locked" if band == "under_18" else "/screen/1")


def _begin(visit: Visit, wrong: Line | None = None, status: int = 200) -> Response:
    safety = visit.plan.safety
    return visit.page(
        "screen.html",
        status,
        tab="screen",
        ages=AGES,
        age=visit.plan.course.ledger.age,
        again=visit.plan.course.ledger.screened is not None,
        seen=safety.status == "screen_again",
        why=WHY_AGAIN[safety.because],
        wrong=wrong,
    )


@router.get("/screen/result")
def result(visit: Visiting) -> Response:
    """Where the answers lead."""
    ledger = visit.plan.course.ledger
    if ledger.lock is not None or ledger.age == "under_18":
        return see_other("/locked")
    if ledger.screened is None:
        return see_other("/screen")
    if visit.plan.safety.status in ("screen_due", "screen_again"):
        return see_other("/screen")  # what was answered then does not hold any more
    given = ledger.screened.result
    return visit.page(
        "screen_result.html",
        tab="screen",
        outcome=visit.plan.basis.screen.outcomes[given.outcome],
        because=_asks(visit, given.because),
        about_you=bool(given.conditions),
        has_plan=visit.plan.plan is not None,
    )


@router.get("/screen/{number}")
def question(number: str, visit: Visiting) -> Response:
    """One question."""
    closed = _not_now(visit)
    if closed is not None:
        return closed
    asked = _numbered(visit, number)
    if asked is None:
        return see_other("/screen")
    first = _unanswered_before(visit, asked)
    return _question(visit, asked) if first is None else see_other(f"/screen/{first}")


@router.post("/screen/{number}")
async def answer(number: str, request: Request, visit: Visiting) -> Response:
    """One answer, and on."""
    closed = _not_now(visit)
    if closed is not None:
        return closed
    asked = _numbered(visit, number)
    if asked is None:
        return see_other("/screen")
    first = _unanswered_before(visit, asked)
    if first is not None:
        return see_other(f"/screen/{first}")
    form = await request.form()
    ids = tuple(one for one in form.getlist("answer") if isinstance(one, str))
    given = known(asked.question, ids)
    if not given:
        return _question(visit, asked, 400, CHOOSE)
    draft = _draft(visit).with_answer(asked.question, given)
    _save(visit, draft.text())
    tried = _try_ten(visit, draft.answers)
    if isinstance(tried, ScreenResult) and tried.outcome in AT_ONCE:
        return _hand_over(visit)
    ahead = [one.number for one in _screen(visit).questions if one.number > asked.question.number]
    return see_other(f"/screen/{ahead[0]}") if ahead else _hand_over(visit)


def _not_now(visit: Visit) -> Response | None:
    """Where the ten make no sense: while locked, and before the age is known."""
    if visit.plan.safety.status in ("locked", "not_offered"):
        return see_other("/locked")
    return see_other("/screen") if visit.plan.course.ledger.age is None else None


def _unanswered_before(visit: Visit, asked: Asked) -> int | None:
    """The first question before this one that has no answer: the urgent ones come first."""
    answers = _draft(visit).answers
    earlier = [one for one in _screen(visit).questions if one.number < asked.question.number]
    return next((one.number for one in earlier if one.id not in answers), None)


def _numbered(visit: Visit, number: str) -> Asked | None:
    found = next((one for one in _screen(visit).questions if str(one.number) == number), None)
    return None if found is None else _asked(visit, found, _draft(visit))


def _question(visit: Visit, asked: Asked, status: int = 200, wrong: Line | None = None) -> Response:
    number, count = asked.question.number, len(_screen(visit).questions)
    return visit.page(
        "screen_question.html",
        status,
        tab="screen",
        asked=asked,
        number=number,
        count=count,
        back="/screen" if number == 1 else f"/screen/{number - 1}",
        wrong=wrong,
    )


# ---------------------------------------------------------------- the two that come back
@router.get("/questions")
def two(visit: Visiting) -> Response:
    """The two questions, and whether anything else is new."""
    return _no_questions(visit) or _two(visit, {})


@router.post("/questions")
async def answer_two(request: Request, visit: Visiting) -> Response:
    """The answers to the two."""
    elsewhere = _no_questions(visit)
    if elsewhere is not None:
        return elsewhere
    form = await request.form()
    draft = Draft(visit.plan.day)
    for one in _screen(visit).weekly:
        given = known(one, tuple(str(part) for part in form.getlist(one.id)))
        if given:
            draft = draft.with_answer(one, given)
    new = form.get(ANYTHING_NEW)
    if len(draft.answers) < len(_screen(visit).weekly) or new not in ("yes", "no"):
        return _two(visit, draft.answers, str(new), CHOOSE, 400)
    result = visit.plan.answer_weekly_questions(draft.answers, anything_new=new == "yes")
    if _locks(visit, result) or visit.plan.safety.status == "locked":
        return see_other("/locked")
    return see_other("/screen" if new == "yes" else "/")


def _no_questions(visit: Visit) -> Response | None:
    """Where the two make no sense. While locked they do: things may get worse."""
    status = visit.plan.safety.status
    if status == "not_offered":
        return see_other("/locked")
    return see_other("/screen") if status in ("unscreened", "screen_again") else None


def _two(
    visit: Visit,
    answers: Answers,
    new: str = "",
    wrong: Line | None = None,
    status: int = 200,
) -> Response:
    screen = _screen(visit)
    draft = Draft(visit.plan.day, answers)
    return visit.page(
        "questions.html",
        status,
        tab="screen",
        asked=[_asked(visit, one, draft) for one in screen.weekly],
        anything_new=screen.anything_new,
        new=new,
        why=WHY_AGAIN[visit.plan.safety.because]
        if visit.plan.safety.status == "questions_due"
        else None,
        wrong=wrong,
    )


# ---------------------------------------------------------------- both
def _hand_over(visit: Visit) -> Response:
    """The answers count from now on. One that locks does not wait for the others."""
    given = visit.plan.answer_screen(_draft(visit).answers)
    if isinstance(given, ScreenRefusal):
        missing = [one.number for one in _screen(visit).questions if one.id in given.missing]
        return see_other(f"/screen/{missing[0]}" if missing else "/locked")
    _save(visit, "")
    return see_other("/locked" if _locks(visit, given) else "/screen/result")


def _screen(visit: Visit) -> Screen:
    return visit.plan.basis.screen


def _cleared(visit: Visit) -> frozenset[str]:
    return visit.plan.course.ledger.cleared


def _try_ten(visit: Visit, answers: Answers) -> ScreenResult | ScreenRefusal:
    age = visit.plan.course.ledger.age or "18_to_64"
    return evaluate(_screen(visit), answers, age, cleared=_cleared(visit))


def _locks(visit: Visit, result: ScreenResult | ScreenRefusal | None) -> bool:
    return isinstance(result, ScreenResult) and _screen(visit).locks(result.outcome)


def _draft(visit: Visit) -> Draft:
    saved = visit.store.settings(visit.person.id).get(DRAFT, "")
    return read_draft(saved, visit.plan.day, _screen(visit).questions)


def _save(visit: Visit, text: str) -> None:
    visit.store.save_setting(visit.person.id, DRAFT, text)


def _asked(visit: Visit, one: Question, draft: Draft) -> Asked:
    """How a question is put: after being seen because of it, it asks what is new since."""
    return Asked(one, one.asked_of(_cleared(visit)), _ids(draft, one))


def _ids(draft: Draft, one: Question) -> tuple[str, ...]:
    given: Given = draft.answers.get(one.id, ())
    return (given,) if isinstance(given, str) else given


def _asks(visit: Visit, ids: tuple[str, ...]) -> list[Line]:
    by_id: Mapping[str, Question] = {one.id: one for one in _screen(visit).questions}
    return [by_id[name].asked_of(_cleared(visit)) for name in ids if name in by_id]
