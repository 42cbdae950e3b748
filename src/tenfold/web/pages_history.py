"""One sitting: what was done, how it was, and what that means for the next time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from fastapi import APIRouter
from fastapi.responses import Response

from tenfold.store import SittingRecord, StoreError
from tenfold.web import diary_forms as forms
from tenfold.web import wording
from tenfold.web.diary_forms import LEGS, FormError, WhichExerciseError
from tenfold.web.diary_words import (
    EFFORTS,
    MOMENTS_ALONE,
    SIDES,
    WITHOUT_APP,
    Words,
    meaning,
    proposals_count,
    sitting_words,
)
from tenfold.web.pages import Answers, Visit, Visiting, see_other
from tenfold.web.pages_diary import asked_first
from tenfold.web.sitting_rows import Told, asked_of, rows_of
from tenfold.words import N_, Line

router = APIRouter()

NO_SUCH_SITTING: Final = N_("There is no such sitting. It may have been struck out.")


# ---------------------------------------------------------------- old addresses
@router.get("/history")
def history() -> Response:
    """The history is part of the diary."""
    return see_other("/diary")


@router.get("/sittings/{sitting_id}")
def sitting(sitting_id: str) -> Response:
    return see_other(f"/diary/sittings/{sitting_id}/told")


@router.get("/sittings/{sitting_id}/after")
def after(sitting_id: str) -> Response:
    return see_other(f"/diary/sittings/{sitting_id}")


# ---------------------------------------------------------------- how it was
@router.get("/diary/sittings/{sitting_id}")
def how_it_was(sitting_id: str, visit: Visiting) -> Response:
    """Ask how it was."""
    told = _told(sitting_id, visit)
    if told is None:
        return visit.missing(NO_SUCH_SITTING)
    if told.is_open:
        # It can still be gone on with: asking now would be too early.
        return see_other(f"/diary/sittings/{sitting_id}/told")
    return _form(visit, told)


@router.post("/diary/sittings/{sitting_id}")
def save(sitting_id: str, visit: Visiting, given: Answers) -> Response:
    """Keep how it was. What was left out stays unknown."""
    told = _told(sitting_id, visit)
    if told is None:
        return visit.missing(NO_SUCH_SITTING)
    if told.is_open:
        return see_other(f"/diary/sittings/{sitting_id}/told")
    asked, zones = asked_of(visit, told), visit.plan.basis.book.zones
    read = forms.all_fine if "fine" in given else forms.how_it_was
    try:
        said = read(given, asked, told.pain_before, zones)
    except FormError as error:
        return _form(visit, told, given, error)
    day = told.during.day if told.during is not None else None
    if told.during is not None:
        visit.plan.tell_sitting(sitting_id, said.exercises, pain_before=said.pain_before)
    elif told.record is not None:
        day = told.record.day
    if told.after is not None or said.pain_after is not None or said.leg is not None:
        visit.plan.tell_after(sitting_id, said.pain_after, leg=said.leg, day=day)
    first = asked_first(visit, said.flags)
    return first or see_other(f"/diary/sittings/{sitting_id}/told?saved=1")


@router.get("/diary/sittings/{sitting_id}/told")
def told(sitting_id: str, visit: Visiting, saved: str = "") -> Response:
    """One sitting in full, and what it means for the next time."""
    found = _told(sitting_id, visit)
    if found is None:
        return visit.missing(NO_SUCH_SITTING)
    course = visit.plan.course
    return visit.page(
        "sitting.html",
        tab="diary",
        saved=bool(saved),
        means=meaning(course, found.during) if found.during is not None else (),
        proposals=proposals_count(course),
        has_plan=visit.plan.plan is not None and found.during is not None,
        unknown=_numbers_missing(found),
        moments_alone=MOMENTS_ALONE,
        in_diary=found.during is not None or found.after is not None or bool(saved),
        told_before=found.after is not None
        or any(one.sides or one.effort or one.rpe is not None for one in found.exercises),
        **_shown(visit, found),
    )


def _numbers_missing(told: Told) -> bool:
    """Whether something is unknown that the plan would need to ask more of the body."""
    return told.pain_before is None or any(
        not one.sides or any(side.pain_worst is None for side in one.sides)
        for one in told.exercises
    )


def _told(sitting_id: str, visit: Visit) -> Told | None:
    during, after_it = visit.plan.of_sitting(sitting_id)
    record: SittingRecord | None = None
    try:
        record = visit.store.sitting(sitting_id)
    except StoreError as error:
        if error.trouble != "missing":
            raise
    if record is None and during is None and after_it is None:
        return None
    return Told(sitting_id, record, during, after_it)


def _form(
    visit: Visit,
    told: Told,
    given: Mapping[str, str] | None = None,
    error: FormError | None = None,
) -> Response:
    zones = visit.plan.basis.book.zones
    asked = asked_of(visit, told)
    before, after_it = told.pain_before, told.after
    filled = forms.filled_in(
        asked, before, after_it.pain if after_it else None, after_it.leg if after_it else None
    )
    nothing_yet = after_it is None and not any(
        one.sides or one.effort or one.rpe is not None for one in told.exercises
    )
    steady = [number for number in range(11) if zones.table[number, number] == "green"]
    return visit.page(
        "after.html",
        400 if error else 200,
        tab="diary",
        filled={**filled, **(given or {})},
        quick=bool(asked)
        and nothing_yet
        and (before is None or before in steady)
        and (given is None or "fine" in given),
        before=before,
        steady=steady,
        alone=len(asked) == 1,
        nothing_done=told.nothing_done,
        exact_open=not nothing_yet or not (asked or told.nothing_done) or error is not None,
        wrong=error.line if error else None,
        which=isinstance(error, WhichExerciseError),
        flags=zones.flags,
        legs=LEGS,
        sides=SIDES,
        efforts=EFFORTS,
        **_shown(visit, told),
    )


# ---------------------------------------------------------------- what both pages show
def _shown(visit: Visit, told: Told) -> dict[str, Any]:
    record = told.record
    day = told.during.day if told.during else told.after.day if told.after else None
    if day is None:
        assert record is not None
        day = record.day
    title = WITHOUT_APP if record is None else wording.title_line(record)
    words: Words = sitting_words(told.during, told.after, visit.plan.basis, title)
    rows = rows_of(visit, told)
    begun = {row.exercise_id for row in rows}
    return {
        "id": told.id,
        "state": record.status if record is not None else "finished",
        "day": wording.day_heading(day, visit.plan.day, visit.words),
        "time": wording.time_words(record.began_at, record.utc_offset_min, visit.words)
        if record is not None
        else "",
        "title": title,
        "pains": words.pains,
        "leg": words.flags[-1:] if told.after and told.after.leg not in (None, "no") else (),
        "rows": rows,
        "untouched": [
            Line(block.title)
            for block in (record.sitting.blocks if record is not None else ())
            if block.exercise_id not in begun
        ],
    }
