"""The exercises: a list, and a page for each at each of its levels."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import Response

from tenfold.exercises import describe
from tenfold.exercises.model import Caution, Exercise, variant
from tenfold.plan.compose import compose, estimate_s
from tenfold.plan.day import DayItem
from tenfold.web import plan_words, wording
from tenfold.web.day_sittings import NotToday, item_of, planned_of, single_sitting
from tenfold.web.pages import Visit, Visiting
from tenfold.web.pages_plan import PlanRow, plan_row
from tenfold.web.pages_today import NO_SUCH_EXERCISE
from tenfold.web.plan_chart import chart, history_days, told_of
from tenfold.web.plan_notes import note_of, plan_context
from tenfold.web.plan_story import story
from tenfold.words import N_, Line

router = APIRouter()

NO_SUCH_LEVEL = N_("This exercise has no such level.")
VIEWS: dict[str, Line] = {
    "front": N_("from the front"),
    "side": N_("from the side"),
    "oblique": N_("half from the side"),
    "raised_side": N_("from the side, a little raised"),
    "raised_oblique": N_("half from the side, a little raised"),
    "top": N_("from above"),
}


@dataclass(frozen=True, slots=True)
class CautionWords:
    """What a condition means for one exercise, in plain words."""

    label: Line
    action: str
    line: Line
    level: int | None
    """The level to use instead; a link on the page."""
    more: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the ladder."""

    level: int
    word: Line
    name: Line
    dose: Line


@dataclass(frozen=True, slots=True)
class Row:
    """One exercise in the list."""

    exercise: Exercise
    dose: Line
    """As planned where it is in the plan, else as published."""
    length: Line
    spread: Line | None
    """How often a day, where that is more than once."""
    side: str
    """The side that its picture shows."""
    tag: Line | None


@dataclass(frozen=True, slots=True)
class Alone:
    """Whether one exercise can be practised alone today, at the level shown."""

    level: int | None
    """The level to begin at; None where it cannot be begun."""
    whys: tuple[Line, ...] = ()
    planned_level: int | None = None
    """The level of the day, where the one that is shown is harder."""


@router.get("/exercises")
def exercises(visit: Visiting) -> Response:
    """All exercises, and what is wrong with the person's own files."""
    return visit.page(
        "exercises.html",
        tab="exercises",
        rows=[row(exercise, visit) for exercise in visit.library],
        problems=visit.problems,
        figures=visit.figures(visit.library.ids),
    )


def row(exercise: Exercise, visit: Visit) -> Row:
    here = own_row(visit, exercise)
    inside = here is not None and here.status == "in"
    level = here.level if here is not None and inside else 0
    a_day = exercise.dose.times_per_day
    low, high = round(a_day.low), round(a_day.high)
    if here is not None and inside:
        low = high = here.step.times_per_day
    return Row(
        exercise,
        here.once if here is not None and inside else wording.dose_in_words(exercise),
        length_line(visit, exercise, level),
        wording.per_day_words(low, high) if high > 1 else None,
        visit.preferences.first_sides(visit.library)[exercise.id],
        plan_words.STATUS_WORDS["in"] if inside else None,
    )


def own_row(visit: Visit, exercise: Exercise) -> PlanRow | None:
    """Its part in the plan; None before there is a plan."""
    if visit.plan.plan is None:
        return None
    return plan_row(visit, exercise, planned_of(visit, exercise.id))


def length_line(visit: Visit, exercise: Exercise, level: int) -> Line:
    """How long one round takes in full, about."""
    sitting = compose(
        [exercise],
        "single",
        only=exercise.id,
        levels={exercise.id: level},
        settings=visit.preferences.plan_settings(),
    )
    return wording.minutes_line(estimate_s(sitting))


@router.get("/exercises/{exercise_id}")
def exercise(
    exercise_id: str, visit: Visiting, level: str = "", note: str = "", done: str = ""
) -> Response:
    """One exercise at one level: the planned one where none is asked for."""
    if exercise_id not in visit.library:
        return visit.missing(NO_SUCH_EXERCISE)
    one = visit.library.get(exercise_id)
    mine = own_row(visit, one)
    keeper = visit.plan
    item = item_of(visit, keeper.today(), one.id)
    try:
        chosen = int(level) if level else usual_level(item, mine)
        form = variant(one, chosen)
    except (ValueError, KeyError):
        return visit.missing(NO_SUCH_LEVEL)
    deeds = story(keeper.basis, keeper.course, keeper.diary, keeper.day)
    days = history_days(keeper.basis, keeper.course, keeper.diary, one.id, deeds, keeper.day)
    own = [deed for deed in deeds if deed.change.exercise_id == one.id]
    return visit.page(
        "exercise.html",
        tab="exercises",
        exercise=one,
        form=form,
        level=chosen,
        level_name=describe.level_name(one, chosen),
        dose=shown_dose(one, item, chosen),
        length=length_line(visit, one, chosen),
        told_for=describe.told_for_line(one, chosen),
        steps=describe.step_lines(one, chosen),
        dose_rows=describe.dose_rows(one, chosen),
        rungs=rungs(one),
        cautions=[caution_words(caution, visit) for caution in one.cautions],
        checks=[rule for rule in form.form if rule.ask],
        camera_view=VIEWS[form.camera.view],
        start=describe.START_WORDS[form.start],
        neighbours=neighbours(one, visit),
        figures=visit.figures([one.id], chosen),
        side=one.first_side if form.dose.sides.value == "each" else "left",
        words_json=visit.words.words_of("frontend/"),
        claims=describe.claim_lines(one),
        timed_note=describe.TIMED_NOTE,
        mine=mine,
        alone=alone(visit, one, item, chosen),
        today_dose=today_dose(one, item, mine),
        note=note_of(deeds, note, done),
        proposals=[deed for deed in own if deed.open],
        newest=next((deed for deed in own if deed.state in ("counts", "accepted")), None),
        days=told_of(days),
        chart=chart(days, keeper.basis.ladders[one.id]),
        zone_labels=keeper.basis.book.zones.labels,
        back=f"/exercises/{one.id}",
        **plan_context(visit),
    )


def usual_level(item: DayItem | NotToday, mine: PlanRow | None) -> int:
    """The level to show where none is asked for: today's, else the plan's."""
    if not isinstance(item, NotToday):
        return item.place.level
    return mine.level if mine is not None and mine.can_come else 0


def shown_dose(exercise: Exercise, item: DayItem | NotToday, level: int) -> Line:
    """Today's own dose at today's level; else what the level has in general."""
    if not isinstance(item, NotToday) and item.place.level == level:
        return plan_words.dose_line(exercise, level, item.dose)
    return wording.dose_in_words(exercise, level)


def alone(visit: Visit, exercise: Exercise, item: DayItem | NotToday, level: int) -> Alone:
    """Whether "Practise just this" is offered, and where not, why."""
    if isinstance(item, NotToday):
        return Alone(None, item.say)
    made = single_sitting(visit, visit.plan.today(), exercise.id, level)
    if isinstance(made, NotToday):
        return Alone(None, made.say, item.place.level)
    return Alone(level)


def today_dose(exercise: Exercise, item: DayItem | NotToday, mine: PlanRow | None) -> Line | None:
    """Today's dose, where the day has another than the plan."""
    if isinstance(item, NotToday) or mine is None or mine.status != "in":
        return None
    if (item.place.level, item.dose) == (mine.level, mine.step):
        return None
    return N_(
        "{level}; {dose}",
        level=plan_words.level_line(exercise, item.place.level),
        dose=plan_words.whole_dose_line(exercise, item.place.level, item.dose),
    )


def rungs(exercise: Exercise) -> list[Rung]:
    """The ladder, gentlest first."""
    return [
        Rung(
            level,
            plan_words.LEVEL_WORDS[level],
            describe.level_name(exercise, level),
            wording.dose_in_words(exercise, level),
        )
        for level in exercise.levels
    ]


def caution_words(caution: Caution, visit: Visit) -> CautionWords:
    condition = visit.library.condition(caution.condition)
    more = [Line(caution.note)] if caution.note else []
    avoid_if = describe.avoid_if_line(caution)
    return CautionWords(
        label=Line(condition.label),
        action=caution.action,
        line=describe.caution_line(caution),
        level=caution.level,
        more=(*more, *([avoid_if] if avoid_if else [])),
    )


def neighbours(exercise: Exercise, visit: Visit) -> tuple[Exercise | None, Exercise | None]:
    """The exercises before and after, in the day's order."""
    everything = visit.library.exercises
    index = everything.index(exercise)
    before = everything[index - 1] if index > 0 else None
    return before, everything[index + 1] if index + 1 < len(everything) else None
