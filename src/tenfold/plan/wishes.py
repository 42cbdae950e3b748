"""What the person decides: answers to proposals, and their own wishes (rule 10).

Easier and stop are always there. Harder is one step, after a green session, within the same limits
as the plan's own proposals. Each function gives a value to keep as an event, or a named refusal.
"""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from tenfold.plan import refusals
from tenfold.plan.basis import Basis
from tenfold.plan.change import UPWARD, Change, NotUp, Refusal
from tenfold.plan.course import Course, Planned
from tenfold.plan.decide import look_at
from tenfold.plan.diary_days import Diary
from tenfold.plan.ladder import Place
from tenfold.plan.look import Look, made
from tenfold.plan.rules_harder import (
    ceiling,
    changed_this_week,
    first_week,
    leg_lately,
    red_lately,
    trouble_lately,
    unlocked_lately,
    ups_this_week,
    went_up_this_week,
)
from tenfold.plan.start import newcomer

Wish = Literal["easier", "harder", "stop", "back"]
Days = Literal["daily", "alternate"]
"""Every day, or every other day."""
EVERY_DAY: Final = 7


def wish(
    basis: Basis, course: Course, diary: Diary, today: date, exercise_id: str, what: Wish
) -> Change | Refusal:
    """A change that the person wants: keep it as :class:`.course.Wished`."""
    if course.plan is None or exercise_id not in basis.ladders:
        return refusals.UNKNOWN
    look = look_at(basis, course, diary, today)
    planned = course.plan.exercises.get(exercise_id) or newcomer(basis, course, exercise_id)
    if what == "back":
        return _back(look, planned)
    if planned.status != "in":
        return refusals.NOT_IN_PLAN
    if what == "stop":
        if look.left_over == 1:
            return refusals.LAST
        return _made(look, "drop", "stop", planned)
    if what == "easier":
        down = look.ladder(exercise_id).down(planned.place)
        return refusals.GENTLEST if down is None else _made(look, "easier", "easier", planned, down)
    return _harder(look, planned)


def days_wish(
    basis: Basis, course: Course, diary: Diary, today: date, what: Days
) -> Change | Refusal:
    """How often the person wants to practise. More days are asked for like any step up."""
    if course.plan is None:
        return refusals.NO_LONGER
    look = look_at(basis, course, diary, today)
    before = course.plan.per_week
    per_week = EVERY_DAY if what == "daily" else basis.book.n.alternate_per_week
    if before == per_week:
        return refusals.SO_ALREADY
    kept = _limits_of_all(look) if per_week > before else ""
    if kept:
        return refusals.OF_NOT_UP[kept]
    return made(basis, look.today, "10", what, what, None, None, per_week=per_week, before=before)


def answer(
    basis: Basis, course: Course, diary: Diary, today: date, change_id: str, accepted: bool
) -> Change | Refusal:
    """The change that an answer is about: keep the answer as :class:`.course.Answered`.

    A proposal that asks more is looked at once more: between proposal and answer, things change.
    """
    change = course.ledger.open.get(change_id)
    if change is None or course.plan is None or gone(basis, change):
        return refusals.NO_PROPOSAL
    look = look_at(basis, course, diary, today)
    if accepted and change.kind in UPWARD:
        kept = _keeps(look, change)
        if kept:
            return refusals.OF_NOT_UP.get(kept, refusals.NO_LONGER)
    if (
        accepted
        and change.kind == "shorter"
        and not any(one.exercise_id in change.keep for one in course.plan.chosen)
    ):
        return refusals.NO_LONGER
    if not accepted and change.answer == "undo" and change.exercise_id is not None:
        changed = look.ledger.changed.get(change.exercise_id, (0, 0))
        sessions = look.sessions(change.exercise_id)
        if any((at, session.seq) > changed for at, session in sessions):
            return refusals.PRACTISED
    return change


def gone(basis: Basis, change: Change) -> bool:
    """Whether its exercise is no longer in the library."""
    return change.exercise_id is not None and change.exercise_id not in basis.ladders


def _keeps(look: Look, change: Change) -> NotUp:
    """What has come between a proposal to go up and its acceptance, or ""."""
    assert change.exercise_id is not None
    planned = look.plan.exercises[change.exercise_id]
    if planned.place != change.before:
        return "moved"
    allowed = look.known[change.exercise_id].ceiling
    if allowed is None or (change.after is not None and change.after.level > allowed):
        return "at_the_top"
    return _limits(look, change.exercise_id)


def begin_anew(basis: Basis, course: Course, diary: Diary, today: date) -> Refusal | None:
    """Why a plan cannot be made anew just now; None where it can, or where there is none yet.

    Beginning again may ask for more than the plan did, so the limits of every step up hold for it.
    """
    if course.plan is None:
        return None
    kept = _limits_of_all(look_at(basis, course, diary, today))
    return refusals.OF_NOT_UP[kept] if kept else None


def _limits_of_all(look: Look) -> NotUp:
    """What holds for everything that asks more, whoever wants it."""
    if look.safety.locked:
        return "locked"
    if look.behind:
        return "clock_behind"
    if look.in_gentle_time:
        return "gentle_time"
    if red_lately(look):
        return "red_this_week"
    if trouble_lately(look) or unlocked_lately(look):
        return "trouble_this_week"
    return ""


def _limits(look: Look, exercise_id: str) -> NotUp:
    """What holds for every step up of an exercise."""
    kept = _limits_of_all(look)
    if kept:
        return kept
    return "changed_this_week" if changed_this_week(look, exercise_id) else _two_already(look)


def _two_already(look: Look) -> NotUp:
    enough = ups_this_week(look) >= look.basis.book.n.exercises_per_week
    return "two_this_week" if enough else ""


def _harder(look: Look, planned: Planned) -> Change | Refusal:
    kept = _limits(look, planned.exercise_id)
    if kept:
        return refusals.OF_NOT_UP[kept]
    newest = next(look.older(planned.exercise_id, look.basis.book.n.red_at_gentlest_days), None)
    if (
        newest is None
        or not newest[1].known
        or look.zone(newest[0], planned.exercise_id) != "green"
    ):
        return refusals.NOT_GREEN
    ladder = look.ladder(planned.exercise_id)
    up = ladder.up(planned.place, ceiling(look, planned))
    if up is None:
        return refusals.TOP if ladder.up(planned.place) is None else refusals.CEILING
    if first_week(look) and ladder.dose(up).sets > ladder.dose(planned.place).sets:
        return refusals.FIRST_WEEK
    return _made(look, "harder", "harder", planned, up)


def _back(look: Look, planned: Planned) -> Change | Refusal:
    """Into the plan: at its first place, or at its gentlest where a rule had left it out."""
    if planned.status == "in":
        return refusals.ALREADY
    allowed = look.known[planned.exercise_id]
    if allowed.ceiling is None:
        return refusals.LEFT_OUT
    name = planned.exercise_id
    if planned.status == "by_rule" and changed_this_week(look, name):
        return refusals.TOO_SOON
    if name in look.basis.book.nerve_safe and leg_lately(look):
        return refusals.TOO_SOON
    # That it was left out a moment ago keeps nobody from having it back.
    kept = _limits_of_all(look) or _two_already(look)
    if kept:
        return refusals.OF_NOT_UP[kept]
    if went_up_this_week(look, name):
        return refusals.CHANGED  # in, out and in again would be two steps up
    ladder = look.ladder(name)
    if planned.status == "later" and planned.place.level <= allowed.ceiling:
        return _made(look, "add", "add", planned, planned.place)
    return _made(look, "add", "back", planned, ladder.gentlest)


def _made(
    look: Look,
    kind: Literal["easier", "harder", "drop", "add"],
    occasion: str,
    planned: Planned,
    after: Place | None = None,
) -> Change:
    return made(look.basis, look.today, "10", kind, occasion, planned, after)
