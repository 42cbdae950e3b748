"""The first plan: ease in, or as published (the start dose)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tenfold.plan.basis import Basis
from tenfold.plan.cautions import Allowance
from tenfold.plan.change import Refusal
from tenfold.plan.course import Course, Plan, Planned, PlanStatus, StartKind
from tenfold.plan.diary_days import Diary
from tenfold.plan.ladder import Ladder, Place
from tenfold.plan.refusals import LOCKED, NOT_GO_AHEAD, NOTHING_FITS
from tenfold.plan.rulebook import Rulebook
from tenfold.plan.safety import safety


@dataclass(frozen=True, slots=True)
class StartFacts:
    """What the first dose depends on, beside the screen."""

    usual_pain: int | None = None
    """On an ordinary morning, 0 to 10."""
    inactive: bool = False
    wants_gentle: bool = False


def begin(
    basis: Basis, course: Course, start: StartKind, facts: StartFacts, today: date
) -> Plan | Refusal:
    """A first plan for someone whose screen is in ``course``.

    ``as_published`` is every exercise at its full dose, as far as no condition speaks against it,
    and only where the screen says go ahead.
    """
    ledger = course.ledger
    if not safety(basis, course, Diary(), today).may_practise:
        return LOCKED
    screened = ledger.screened
    assert screened is not None
    if start == "as_published" and screened.result.outcome != "go_ahead":
        return NOT_GO_AHEAD
    known = basis.allowances(ledger.you)
    fitting = [ladder for ladder in basis.ladders.values() if known[ladder.exercise_id].allowed]
    if not fitting:
        return NOTHING_FITS
    gentle = facts.inactive or facts.wants_gentle or ledger.age == "65_and_over"
    chosen = {
        one.exercise_id
        for one in (fitting if start == "as_published" else _first(basis.book, fitting))
    }
    exercises = {}
    for name, ladder in basis.ladders.items():
        allowed = known[name]
        status: PlanStatus = (
            "in" if name in chosen else "later" if allowed.allowed else "by_caution"
        )
        place = (
            _full_place(ladder, allowed)
            if start == "as_published"
            else first_place(basis.book, ladder, allowed, facts.usual_pain, gentle=gentle)
        )
        exercises[name] = Planned(name, status, place)
    return Plan(today, start, exercises)


def newcomer(basis: Basis, course: Course, exercise_id: str) -> Planned:
    """An exercise that was not there when the plan was made: later, until the person wants it."""
    ladder = basis.ladders[exercise_id]
    allowed = basis.allowances(course.ledger.you)[exercise_id]
    gentle = course.ledger.age == "65_and_over"
    place = first_place(basis.book, ladder, allowed, course.ledger.usual_pain, gentle=gentle)
    return Planned(exercise_id, "later" if allowed.allowed else "by_caution", place)


def _first(book: Rulebook, fitting: list[Ladder]) -> list[Ladder]:
    """The starters, with others beside them where conditions left too few."""
    starters = [ladder for ladder in fitting if ladder.starter][: book.start.most]
    others = [ladder for ladder in fitting if not ladder.starter]
    return starters + others[: max(0, book.start.fewest - len(starters))]


def first_place(
    book: Rulebook, ladder: Ladder, allowed: Allowance, usual: int | None, *, gentle: bool
) -> Place:
    """Where an exercise begins: the low end of its range, at an easier level where there is reason.

    Parameters
    ----------
    usual
        The usual pain; where it is not known, nothing is made easier for it.
    gentle
        Usually inactive, 65 and over, or so wished.
    """
    level = 0
    if gentle or allowed.standing != "free" or (usual or 0) >= book.start.easier_from_usual:
        level = -1
    if (usual or 0) >= book.start.gentlest_from_usual:
        level = -2
    ceiling = level if allowed.ceiling is None else allowed.ceiling
    return ladder.start(ladder.nearest(min(level, ceiling)))


def _full_place(ladder: Ladder, allowed: Allowance) -> Place:
    ceiling = 0 if allowed.ceiling is None else min(0, allowed.ceiling)
    return ladder.full(ladder.nearest(ceiling))
