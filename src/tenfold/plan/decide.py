"""Decide: one pure function from plan, history and diary to changes, advice and why.

Ask it after each sitting and each morning, and whenever something else was entered. It looks at
nothing but what it is given; asking twice gives the same. What it says is kept as an event
(:class:`.course.Decided`), and so never said twice about the same days.
"""

from __future__ import annotations

from datetime import date

from tenfold.plan import rules_easier, rules_harder, rules_leg, rules_rest
from tenfold.plan.basis import Basis
from tenfold.plan.change import Effects, ExerciseEffect, PlanDecision
from tenfold.plan.course import Course
from tenfold.plan.diary_days import Diary
from tenfold.plan.look import Look
from tenfold.plan.safety import safety_at


def decide(
    basis: Basis, course: Course, diary: Diary, today: date, *, explain: bool = True
) -> PlanDecision:
    """What changes, and why.

    Parameters
    ----------
    course
        The plan and its history.
    today
        The day of practice (see :mod:`.days`). Where it is before the newest entry, the clock was
        set back: then the newest entry's day counts, and nothing rises.
    explain
        Whether to list what was seen of each exercise. The changes are the same without.

    Raises
    ------
    ValueError
        If there is no plan yet.
    """
    if course.plan is None:
        raise ValueError("there is no plan yet")
    look = look_at(basis, course, diary, today)
    if not look.safety.locked:
        rules_rest.cautions(look)
        rules_leg.leg(look)
        rules_easier.flare(look)
        rules_easier.morning_after(look)
        rules_easier.pain_during(look)
        rules_rest.after_a_break(look)
        rules_rest.few_days(look)
        rules_rest.review(look)
        if look.behind and not look.spoke("0", "clock", look.at):
            look.say("0", "clock", evidence=(look.at,), day=look.today.isoformat())
    rules_harder.progress(look)
    return PlanDecision(
        day=look.today,
        version=basis.book.version,
        safety=look.safety,
        changes=tuple(look.changes),
        advice=tuple(look.advice),
        effects=_effects(look, explain),
    )


def look_at(basis: Basis, course: Course, diary: Diary, today: date) -> Look:
    """What a decision on ``today`` would look at."""
    assert course.plan is not None
    ledger = course.ledger
    at = max(today.toordinal(), diary.last_day, ledger.last_day)
    return Look(
        basis,
        course.plan,
        ledger,
        diary,
        at,
        at > today.toordinal(),
        safety_at(basis, ledger, diary, at),
    )


def _effects(look: Look, explain: bool) -> Effects:
    seen = []
    for planned in look.practised if explain else ():
        sessions = rules_harder.window(look, planned)
        seen.append(
            ExerciseEffect(
                planned.exercise_id,
                planned.place,
                len(sessions),
                rules_harder.full(look, planned, sessions),
                look.zone(sessions[0][0], planned.exercise_id) if sessions else None,
                look.not_up[planned.exercise_id],
            )
        )
    return Effects(
        look.today,
        look.usual,
        look.morning,
        look.settled,
        look.sittings,
        look.missed,
        tuple(seen),
    )
