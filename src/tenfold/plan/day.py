"""Today: what there is to do, at which dose, and why it differs from yesterday."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple

from tenfold.exercises.model import Exercise
from tenfold.plan import compose
from tenfold.plan.basis import Basis
from tenfold.plan.change import Change, Safety
from tenfold.plan.course import Course, Decided, Planned, Wished
from tenfold.plan.diary_days import Diary
from tenfold.plan.ladder import DoseStep, Place
from tenfold.plan.look import Look
from tenfold.plan.refusals import NOTHING_FITS
from tenfold.plan.safety import safety_at
from tenfold.session.sitting import Block, Side
from tenfold.words import N_, Line

DayKind = Literal["closed", "normal", "easy", "gentle"]
RestBecause = Literal["sore", "red_today"]


class DayItem(NamedTuple):
    """One exercise of the day."""

    exercise_id: str
    place: Place
    dose: DoseStep
    first_side: Side | None
    """The sorer side of its last session, if one was."""


@dataclass(frozen=True, slots=True)
class Resting:
    """An exercise that is in the plan and not for today."""

    exercise_id: str
    because: RestBecause
    why: Line


class DayPlan(NamedTuple):
    """What a day holds."""

    day: date
    kind: DayKind
    safety: Safety
    items: tuple[DayItem, ...] = ()
    resting: tuple[Resting, ...] = ()
    notes: tuple[Line, ...] = ()
    news: tuple[Change, ...] = ()
    """What has changed since the last day with practice, newest first."""


def day_plan(
    basis: Basis, course: Course, diary: Diary, today: date, before: int | None = None
) -> DayPlan:
    """What ``today`` holds.

    Parameters
    ----------
    before
        Pain before the start, once it is known: from 8 on only the gentle set is offered.
    """
    ledger, plan = course.ledger, course.plan
    at = max(today.toordinal(), diary.last_day, ledger.last_day)
    day = date.fromordinal(at)
    safe = safety_at(basis, ledger, diary, at)
    if plan is None or not safe.may_practise:
        return DayPlan(day, "closed", safe)
    look = Look(basis, plan, ledger, diary, at, at > today.toordinal(), safe)
    notes: list[Line] = []
    high = before is not None and before >= basis.book.zones.gentle_only_from
    if high:
        assert before is not None
        notes.append(basis.book.advise("high_before", before=before))
    if high or (plan.gentle_until is not None and at <= plan.gentle_until.toordinal()):
        kind: DayKind = "gentle"
        items = _gentle(look)
    else:
        kind = "easy" if plan.easy_day == day else "normal"
        items = [_item(look, one, _for_today(look, one, kind), kind) for one in _fitting(look)]
    items = items or _anything(look)
    if not items:
        return DayPlan(day, "closed", safe, notes=(NOTHING_FITS.say,))
    resting = [rest for item in items if (rest := _rests(look, item)) is not None]
    if len(resting) < len(items):
        out = {rest.exercise_id for rest in resting}
        items = [item for item in items if item.exercise_id not in out]
    else:
        resting = []  # never an empty day for that
    order = sorted(items, key=lambda item: (look.ladder(item.exercise_id).order, item.exercise_id))
    return DayPlan(day, kind, safe, tuple(order), tuple(resting), tuple(notes), _news(course, look))


def blocks(basis: Basis, day: DayPlan) -> tuple[Block, ...]:
    """The day's sitting, one round of each exercise. With their easier forms behind them."""
    made = []
    for item in day.items:
        exercise: Exercise = basis.library.get(item.exercise_id)
        first: Side = item.first_side or exercise.first_side
        block = compose.block(exercise, "ease_in", item.place.level, first)
        kind, sets, amount, _ = item.dose
        dose = replace(
            block.dose,
            sets=sets,
            reps=round(amount) if kind == "reps" else 0,
            hold_s=amount if kind == "hold" else 0.0,
            breaths=round(amount) if kind == "breaths" else 0,
        )
        made.append(replace(block, dose=dose))
    return tuple(made)


def _for_today(look: Look, planned: Planned, kind: DayKind) -> Place:
    """Never above the caution's level, whether or not a decision has said so yet."""
    ladder = look.ladder(planned.exercise_id)
    allowed = look.known[planned.exercise_id].ceiling
    place = planned.place
    if not ladder.has(place):
        place = ladder.gentlest  # the exercise's file has changed
    level = place.level if allowed is None else min(place.level, allowed)
    if kind == "easy":
        level = min(level, look.basis.book.n.easy_level)
    if level < place.level:
        place = ladder.start(ladder.nearest(level))
    return place


def _item(look: Look, planned: Planned, place: Place, kind: DayKind) -> DayItem:
    dose = look.ladder(planned.exercise_id).dose(place)
    if kind == "easy":
        dose = half(dose, look.basis.book.n.easy_share)
    return DayItem(planned.exercise_id, place, dose, sorer_side(look, planned.exercise_id))


def half(dose: DoseStep, share: float) -> DoseStep:
    """``share`` of a dose: of its sets where there are several, else of its reps or time."""
    if dose.times_per_day > 1:
        return dose._replace(times_per_day=max(1, int(dose.times_per_day * share)))
    if dose.sets > 1:
        return dose._replace(sets=max(1, int(dose.sets * share)))
    return dose._replace(amount=max(1.0, float(int(dose.amount * share))))


def _gentle(look: Look) -> list[DayItem]:
    """The gentle set as far as it is allowed; else the gentlest of what is in the plan."""
    items = []
    for name, wanted in look.basis.book.gentle:
        planned = look.plan.exercises.get(name)
        if planned is None or name not in look.basis.ladders or planned.status == "by_rule":
            continue
        allowed = look.known[name].ceiling
        if allowed is None or planned.status == "by_wish":
            continue
        ladder = look.ladder(name)
        level = min(wanted, allowed, planned.place.level)
        items.append(_item(look, planned, ladder.start(ladder.nearest(level)), "gentle"))
    if items:
        return items
    return [
        _item(look, one, look.ladder(one.exercise_id).gentlest, "gentle") for one in _fitting(look)
    ]


def _fitting(look: Look) -> list[Planned]:
    """What is in the plan and not left out since the last decision."""
    return [one for one in look.practised if look.known[one.exercise_id].allowed]


def _anything(look: Look) -> list[DayItem]:
    """The first exercise that may be, at its gentlest: a day is not empty."""
    for name, ladder in look.basis.ladders.items():
        planned = look.plan.exercises.get(name)
        if planned is not None and look.known[name].allowed:
            return [_item(look, planned, ladder.gentlest, "gentle")]
    return []


def _rests(look: Look, item: DayItem) -> Resting | None:
    book, days = look.basis.book, look.diary.days
    name, here = item.exercise_id, look.ladder(item.exercise_id).name
    today, yesterday = days.get(look.at), days.get(look.at - 1)
    done = today.sessions.get(name) if today is not None else None
    if done is not None and look.zone(look.at, name) == "red":
        return Resting(
            name, "red_today", N_("{exercise} rests for today: it hurt too much.", exercise=here)
        )
    sore = today.soreness if today is not None else None
    if sore is None or sore <= book.sore_above or name not in book.sore_exercises:
        return None
    if yesterday is None or name not in yesterday.sessions:
        return None
    why = N_(
        "{exercise} rests for today: your muscles are sore, {sore} of 10.",
        exercise=here,
        sore=sore,
    )
    return Resting(name, "sore", why)


def sorer_side(look: Look, exercise_id: str) -> Side | None:
    """The side that hurt more in the last session; None where both were alike."""
    for at in range(look.at, look.at - 8, -1):
        day = look.diary.days.get(at)
        if day is not None and exercise_id in day.sessions:
            if not day.sessions[exercise_id].sided:
                return None
            sides = look.diary.sides(at, exercise_id)
            left, right = sides.get("left", 0), sides.get("right", 0)
            return "left" if left > right else "right" if right > left else None
    return None


def _news(course: Course, look: Look) -> tuple[Change, ...]:
    """Changes since the last day with practice."""
    since = look.last if look.last is not None else 0
    found: list[Change] = []
    for event in reversed(course.events):
        if isinstance(event, Decided):
            if event.day.toordinal() < since:
                break
            found += event.decision.changes
        elif isinstance(event, Wished):
            found.append(event.change)
    return tuple(found)
