"""The exercises: a list, and a page for each at each of its levels."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import Response

from tenfold.exercises import describe
from tenfold.exercises.model import Caution, Exercise, variant
from tenfold.plan.compose import estimate_s
from tenfold.web import wording
from tenfold.web.pages import Visit, Visiting
from tenfold.web.pages_today import NO_SUCH_EXERCISE, plan, row
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
LEVEL_WORDS: dict[int, Line] = {
    -2: N_("Easiest"),
    -1: N_("Easier"),
    0: N_("As published"),
    1: N_("Harder"),
    2: N_("Hardest"),
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


@router.get("/exercises/{exercise_id}")
def exercise(exercise_id: str, visit: Visiting, level: str = "0") -> Response:
    """One exercise at one level."""
    if exercise_id not in visit.library:
        return visit.missing(NO_SUCH_EXERCISE)
    one = visit.library.get(exercise_id)
    try:
        chosen = int(level)
        form = variant(one, chosen)
    except (ValueError, KeyError):
        return visit.missing(NO_SUCH_LEVEL)
    return visit.page(
        "exercise.html",
        tab="exercises",
        exercise=one,
        form=form,
        level=chosen,
        level_name=describe.level_name(one, chosen),
        dose=wording.dose_in_words(one, chosen),
        length=wording.minutes_line(estimate_s(plan(visit, "single", one.id, chosen))),
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
    )


def rungs(exercise: Exercise) -> list[Rung]:
    """The ladder, gentlest first."""
    return [
        Rung(
            level,
            LEVEL_WORDS[level],
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
