"""``/practice/{sitting_id}``: the page that leads through a sitting.

``practice.html`` is given (beside ``look``, ``language``, ``_``, ``ngettext``, ``say`` and
``json_data``, which every template has; ``{{ json_data("words", words_json) }}`` puts data into
the page):

``sitting_id`` : str
    For the live socket, ``/live/{sitting_id}``.
``mode`` : str
    ``as_published``, ``ease_in`` or ``single``.
``mode_words`` : str
    The same in words, for the title; of a single exercise, its name.
``words_json`` : dict of str to str
    English sentence to translation, for ``t("...")``; empty in English.
``settings_json`` : dict
    ``language``, ``theme`` (auto, light, dark), ``breath_s``, ``voice`` (bool), ``voice_rate``,
    ``chimes`` (bool), ``camera`` (bool: begin with it on).
``exercises_json`` : dict
    Exercise id, ``levels``, level (as text) to what is to be shown of it, for every exercise
    in the sitting at its own and all easier levels::

        {"reverse_lunge": {"levels": {"0": {"name", "level_name" (or null), "kind", "start", "each",
          "dose" (in words), "steps": [{"phase", "text"}] (told for the left side),
          "steps_right": [...], "camera": {"view", "height_m", "distance_m", "say"},
          "coach": bool, "figure": {"stills": {phase: address}} or null, "cautions": [text]}}}}
"""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from tenfold.exercises import describe
from tenfold.exercises.model import Exercise, variant
from tenfold.session.sitting import Sitting
from tenfold.web import wording
from tenfold.web.figures import figure_note
from tenfold.web.pages import Visit, Visiting, see_other
from tenfold.words import Line

router = APIRouter()


@router.get("/practice/{sitting_id}")
def practice(sitting_id: str, visit: Visiting) -> Response:
    """The stage for one sitting; one that is over is shown as it was."""
    record = visit.store.sitting(sitting_id)
    if record.status == "finished":
        return see_other(f"/sittings/{sitting_id}/after")
    if record.status == "abandoned":
        return see_other(f"/sittings/{sitting_id}")
    closed = visit.open_or_refusal()
    if closed is not None:
        return closed
    return visit.page(
        "practice.html",
        sitting_id=sitting_id,
        mode=record.mode,
        mode_words=visit.say(wording.title_line(record)),
        words_json=visit.words.words_of("frontend/"),
        settings_json=visit.preferences.for_practice(),
        exercises_json=exercises_json(record.sitting, visit),
    )


def exercises_json(sitting: Sitting, visit: Visit) -> dict[str, dict[str, Any]]:
    """What the page shows of each exercise of ``sitting``, by id and level."""
    shown: dict[str, dict[str, Any]] = {}
    for planned in sitting.blocks:
        if planned.exercise_id not in visit.library:
            continue  # taken out of the library since: the player knows all that is needed
        exercise = visit.library.get(planned.exercise_id)
        levels = [level for level in exercise.levels if level <= planned.level]
        shown[exercise.id] = {
            "levels": {str(level): form_json(exercise, level, visit) for level in levels}
        }
    return shown


def form_json(exercise: Exercise, level: int, visit: Visit) -> dict[str, Any]:
    """One exercise at one level, in words."""
    form = variant(exercise, level)

    def steps(side: describe.WorkedSide) -> list[dict[str, str]]:
        lines = describe.step_lines(exercise, level, side)
        return [{"phase": step.phase, "text": visit.say(step.line)} for step in lines]

    return {
        "name": visit.say(Line(form.name)),
        "level_name": visit.say(Line(form.level_name)) if form.level_name else None,
        "kind": form.kind,
        "start": form.start,
        "each": exercise.each,
        "dose": visit.say(wording.dose_in_words(exercise, level)),
        "steps": steps("left"),
        "steps_right": steps("right"),
        "camera": {
            "view": form.camera.view,
            "height_m": form.camera.height_m,
            "distance_m": form.camera.distance_m,
            "say": visit.say(Line(form.camera.say)),
        },
        "coach": form.coach is not None,
        "figure": figure_note(exercise, level),
        "cautions": [
            visit.say(Line(visit.library.condition(one.condition).label))
            for one in exercise.cautions
        ],
    }
