"""Practice without the app: what was done on one's own, told for a day."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from fastapi import APIRouter
from fastapi.responses import Response

from tenfold.exercises.model import Exercise, variant
from tenfold.web import diary_forms as forms
from tenfold.web.diary_forms import FormError, day_told
from tenfold.web.pages import Answers, Visit, Visiting, see_other
from tenfold.web.pages_tell import day_of_form, form_for_day
from tenfold.words import N_, Line

router = APIRouter()


@router.get("/diary/without-app")
def without_app(visit: Visiting, day: str = "") -> Response:
    """Ask what was done on one's own."""
    try:
        when = day_told(day, visit.plan.day)
    except FormError as error:
        return _without_app_form(visit, {}, visit.plan.day, error.line)
    return _without_app_form(visit, {}, when)


@router.post("/diary/without-app")
def save_without_app(visit: Visiting, given: Answers) -> Response:
    """Keep what was done, and ask how it was."""
    library = visit.library
    try:
        done = forms.without_app_told(given, {one.id: one.levels for one in library})
        before = forms.whole(given.get("pain_before", ""))
        day = day_told(given.get("day", ""), visit.plan.day)
    except FormError as error:
        return _without_app_form(visit, given, day_of_form(given, visit), error.line)
    # The same form sent twice tells of one and the same sitting.
    sitting_id = given.get("sitting", "")
    if not re.fullmatch("[0-9a-f]{32}", sitting_id):
        sitting_id = uuid.uuid4().hex
    old, _ = visit.plan.of_sitting(sitting_id)
    known = {one.exercise_id: one for one in old.exercises} if old is not None else {}
    done = tuple(
        replace(one, sides=said.sides, effort=said.effort, rpe=said.rpe)
        if (said := known.get(one.exercise_id)) is not None
        else one
        for one in done
    )
    visit.plan.tell_sitting(sitting_id, done, pain_before=before, day=day)
    return see_other(f"/diary/sittings/{sitting_id}")


def _without_app_form(
    visit: Visit, given: Mapping[str, str], day: date, wrong: Line | None = None
) -> Response:
    planned = visit.plan.plan.exercises if visit.plan.plan is not None else {}
    rows = []
    for exercise in visit.library:
        one = planned.get(exercise.id)
        level = one.place.level if one is not None else 0
        rows.append(
            {
                "id": exercise.id,
                "name": Line(exercise.name),
                "planned": one is not None and one.status == "in",
                "level": given.get(f"level_{exercise.id}", str(level)),
                "part": given.get(f"part_{exercise.id}", "none"),
                "rounds": given.get(f"rounds_{exercise.id}", "1"),
                "asks_rounds": exercise.dose.times_per_day.high > 1,
                "levels": [(one, _level_name(exercise, one)) for one in exercise.levels],
            }
        )
    rows.sort(key=lambda row: not row["planned"])
    return form_for_day(
        visit,
        "diary_without_app.html",
        given,
        day,
        "",
        wrong,
        rows=rows,
        has_plan=bool(planned),
        sitting_id=given.get("sitting") or uuid.uuid4().hex,
    )


def _level_name(exercise: Exercise, level: int) -> Line:
    form = variant(exercise, level)
    return Line(form.level_name) if form.level_name else N_("As published")
