"""Sittings that the plan allows today: the whole day's, or one exercise alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tenfold.plan.course import Course, Decided, Planned
from tenfold.plan.day import DayItem, DayPlan, blocks, half
from tenfold.plan.ladder import Place
from tenfold.plan.start import newcomer
from tenfold.session.sitting import Sitting
from tenfold.web.pages import CLOSED_NOTES, WHAT_COMES_FIRST, Visit
from tenfold.words import N_, Line

LEFT_OUT: Final = N_("It is left out for now.")
BY_WISH: Final = N_("You left it out. You can bring it back.")
NOT_YET: Final = N_("It is not in your plan yet. You can add it.")
GENTLE_ONLY: Final = N_("Today is for the gentle set. It comes back after.")
PLAN_FIRST: Final = N_("Before practice, your plan comes first.")
TOO_HARD: Final = N_(
    "In your plan this exercise is at an easier form. It gets harder step by step."
)


@dataclass(frozen=True, slots=True)
class NotToday:
    """Why an exercise is not practised today, in words."""

    say: tuple[Line, ...]

    @property
    def line(self) -> Line:
        """The first of the reasons."""
        return self.say[0]


def day_sitting(visit: Visit, day: DayPlan) -> Sitting:
    """All exercises of ``day``, one round of each. ValueError if there are none."""
    return _sitting(visit, day, "plan")


def single_sitting(
    visit: Visit, day: DayPlan, exercise_id: str, level: int | None = None
) -> Sitting | NotToday:
    """One exercise, at its place of the day or at an easier ``level``.

    Raises
    ------
    ValueError
        If the exercise has no such level.
    """
    item = item_of(visit, day, exercise_id)
    if isinstance(item, NotToday):
        return item
    if level is not None and level != item.place.level:
        if level not in visit.library.get(exercise_id).levels:
            raise ValueError(f"{exercise_id} has no level {level}")
        if level > item.place.level:
            return NotToday((TOO_HARD,))
        item = easier(visit, day, item, level)
    return _sitting(visit, day._replace(items=(item,)), "single")


def item_of(visit: Visit, day: DayPlan, exercise_id: str) -> DayItem | NotToday:
    """What ``day`` holds of one exercise, or why it holds nothing."""
    for item in day.items:
        if item.exercise_id == exercise_id:
            return item
    plan = visit.plan.plan
    closed = WHAT_COMES_FIRST.get(day.safety.status)
    if closed is not None:
        return NotToday((CLOSED_NOTES[closed],))
    if plan is None:
        return NotToday((PLAN_FIRST,))
    for rest in day.resting:
        if rest.exercise_id == exercise_id:
            return NotToday((rest.why,))
    whys = whys_out(visit, planned_of(visit, exercise_id))
    return NotToday(whys or (GENTLE_ONLY,))


def planned_of(visit: Visit, exercise_id: str) -> Planned:
    """Its part in the plan, once there is one; one that is newer than the plan may come later."""
    keeper = visit.plan
    assert keeper.plan is not None
    known = keeper.plan.exercises.get(exercise_id)
    return known or newcomer(keeper.basis, keeper.course, exercise_id)


def whys_out(visit: Visit, planned: Planned) -> tuple[Line, ...]:
    """Why an exercise is not in the plan; nothing where it is."""
    plan = visit.plan
    allowed = plan.basis.allowances(plan.course.ledger.you).get(planned.exercise_id)
    if allowed is not None and not allowed.allowed:
        return allowed.why or (LEFT_OUT,)
    if planned.status == "in":
        return ()
    if planned.status == "later":
        return (NOT_YET,)
    if planned.status == "by_wish":
        return (BY_WISH,)
    return (left_out_because(plan.course, planned.exercise_id) or LEFT_OUT,)


def left_out_because(course: Course, exercise_id: str) -> Line | None:
    """The sentence with which a rule left the exercise out last."""
    for event in reversed(course.events):
        if isinstance(event, Decided):
            for change in event.decision.changes:
                if change.exercise_id == exercise_id and change.kind == "drop":
                    return change.why
    return None


def easier(visit: Visit, day: DayPlan, item: DayItem, level: int) -> DayItem:
    """``item`` at an easier level, at that level's first dose."""
    ladder = visit.plan.basis.ladders[item.exercise_id]
    place: Place = ladder.start(level)
    dose = ladder.dose(place)
    if day.kind == "easy":
        dose = half(dose, visit.plan.basis.book.n.easy_share)
    return item._replace(place=place, dose=dose)


def _sitting(visit: Visit, day: DayPlan, mode: str) -> Sitting:
    if not day.items:
        raise ValueError("there is nothing to practise today")
    sides = visit.preferences.first_sides(visit.library)
    items = tuple(
        one._replace(first_side=one.first_side or sides[one.exercise_id]) for one in day.items
    )
    settings = visit.preferences.plan_settings()
    return Sitting(
        mode="single" if mode == "single" else "plan",
        blocks=blocks(visit.plan.basis, day._replace(items=items)),
        breath_s=settings.breath_s,
        prepare_s=settings.prepare_s,
        switch_s=settings.switch_s,
    )
