"""Looking back: the history, one sitting, and how it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final

from fastapi import APIRouter
from fastapi.responses import Response

from tenfold.session.commands import BlockEnded, LevelDone
from tenfold.session.sitting import Block
from tenfold.store import Effort, SittingRecord, SittingSummary
from tenfold.web import wording
from tenfold.web.pages import Answers, Visit, Visiting, see_other
from tenfold.web.pages_today import nrs
from tenfold.words import N_, NN_, Line

router = APIRouter()

PAGE: Final = 30
"""Sittings on one page of the history."""
_EFFORT_FIELD: Final = "effort_"


@dataclass(frozen=True, slots=True)
class DoneBlock:
    """One exercise of a sitting: what was planned, and what became of it."""

    index: int
    exercise_id: str
    in_library: bool
    title: Line
    level: int
    level_title: Line | None
    outcome: Line
    outcome_id: str
    counted: tuple[Line, ...]
    """What was counted, harder levels that were eased first."""
    pain: int | None
    effort: Effort | None
    worked: bool
    """Whether anything was done, so that it makes sense to ask how hard it was."""


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One line of the history."""

    summary: SittingSummary
    time: str
    title: Line
    names: str
    tally: tuple[Line, ...]


@router.get("/history")
def history(visit: Visiting, page: str = "1") -> Response:
    """The person's sittings, newest first."""
    number = int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 7 else 1
    number = max(number, 1)
    found = visit.store.sittings(visit.person.id, PAGE + 1, (number - 1) * PAGE)
    shown = [history_row(one, visit) for one in found[:PAGE]]
    days: list[tuple[date, list[HistoryRow]]] = [
        (day, list(rows)) for day, rows in groupby(shown, key=lambda one: one.summary.day)
    ]
    return visit.page(
        "history.html",
        tab="history",
        days=days,
        newer=number - 1,
        older=number + 1 if len(found) > PAGE else 0,
    )


def history_row(summary: SittingSummary, visit: Visit) -> HistoryRow:
    done = [block.done for block in summary.blocks if block.done.outcome == "done"]
    names = [visit.say(_name(one, visit)) for one in done]
    single = summary.mode == "single" and summary.blocks
    return HistoryRow(
        summary,
        wording.time_words(summary.began_at, summary.utc_offset_min, visit.words),
        _name(summary.blocks[0].done, visit) if single else wording.MODES[summary.mode],
        "" if single else ", ".join(names),
        tally(summary),
    )


def _name(done: BlockEnded, visit: Visit) -> Line:
    known = done.exercise_id in visit.library
    return Line(visit.library.get(done.exercise_id).name if known else done.exercise_id)


def tally(summary: SittingSummary) -> tuple[Line, ...]:
    """How many exercises were done, skipped and stopped."""
    counts = Counter(block.done.outcome for block in summary.blocks)
    lines = []
    if done := counts["done"]:
        lines.append(NN_("{count} exercise done", "{count} exercises done", done, count=done))
    if skipped := counts["skipped"]:
        lines.append(N_("{count} skipped", count=skipped))
    if stopped := counts["stopped_for_pain"]:
        lines.append(N_("{count} stopped because it hurt", count=stopped))
    return tuple(lines) or (N_("Nothing was done yet"),)


@router.get("/sittings/{sitting_id}")
def sitting(sitting_id: str, visit: Visiting, saved: str = "") -> Response:
    """One sitting in full."""
    record = visit.store.sitting(sitting_id)
    return visit.page("sitting.html", tab="history", saved=bool(saved), **_told(record, visit))


@router.get("/sittings/{sitting_id}/after")
def after(sitting_id: str, visit: Visiting) -> Response:
    """Ask how it was."""
    record = visit.store.sitting(sitting_id)
    if record.status == "open":
        # It can still be gone on with: asking now would be too early.
        return see_other(f"/sittings/{sitting_id}")
    return visit.page("after.html", tab="today", wrong=None, **_told(record, visit))


@router.post("/sittings/{sitting_id}/after")
def save_after(sitting_id: str, visit: Visiting, given: Answers) -> Response:
    """Save how it was. What was left out stays as it is."""
    record = visit.store.sitting(sitting_id)
    try:
        pain = nrs(given.get("pain_after", ""))
        efforts = _efforts(given, len(record.sitting.blocks))
    except ValueError:
        line = N_("Something in the form was not understood. Nothing was saved; please try again.")
        told = _told(record, visit)
        return visit.page("after.html", 400, tab="today", wrong=line, **told)
    visit.store.record_after(sitting_id, pain, efforts)
    return see_other(f"/sittings/{sitting_id}?saved=1")


def _efforts(given: Mapping[str, str], count: int) -> dict[int, Effort]:
    """Effort by block index from fields like ``effort_3``. ValueError for what makes no sense."""
    found: dict[int, Effort] = {}
    for name, value in given.items():
        if not name.startswith(_EFFORT_FIELD) or value == "":
            continue
        index = int(name.removeprefix(_EFFORT_FIELD))
        effort = next((one for one in wording.EFFORTS if one == value), None)
        if effort is None or not 0 <= index < count:
            raise ValueError(name)
        found[index] = effort
    return found


def _told(record: SittingRecord, visit: Visit) -> dict[str, Any]:
    """What both pages about one sitting show."""
    blocks = done_blocks(record, visit)
    untouched = len(record.sitting.blocks) - len(blocks)
    return {
        "record": record,
        "day": wording.day_heading(record.day, visit.now.date(), visit.words),
        "time": wording.time_words(record.began_at, record.utc_offset_min, visit.words),
        "title": wording.title_line(record),
        "blocks": blocks,
        "untouched": [
            Line(block.title)
            for index, block in enumerate(record.sitting.blocks)
            if index not in {one.index for one in blocks}
        ],
        "untouched_count": untouched,
        "tally": tally(record),
    }


def done_blocks(record: SittingRecord, visit: Visit) -> list[DoneBlock]:
    """Every exercise of the sitting that was begun."""
    found = []
    for one in record.blocks:
        done = one.done
        if not 0 <= done.block_index < len(record.sitting.blocks):
            continue
        planned = record.sitting.blocks[done.block_index]
        worked = wording.planned_block(planned, done.level)
        found.append(
            DoneBlock(
                index=done.block_index,
                exercise_id=done.exercise_id,
                in_library=done.exercise_id in visit.library,
                title=Line(planned.title),
                level=done.level,
                level_title=Line(worked.level_title) if worked.level_title else None,
                outcome=_outcome(done),
                outcome_id=done.outcome,
                counted=_counted(planned, done),
                pain=done.pain_nrs,
                effort=record.efforts.get(done.block_index),
                worked=done.done_fraction > 0 or bool(done.earlier) or done.outcome == "done",
            )
        )
    return found


def _outcome(done: BlockEnded) -> Line:
    if done.outcome == "skipped" and done.done_fraction > 0:
        return N_("Ended early")
    return wording.OUTCOMES[done.outcome]


def _counted(planned: Block, done: BlockEnded) -> tuple[Line, ...]:
    lines = []
    parts: tuple[BlockEnded | LevelDone, ...] = (*done.earlier, done)
    for part in parts:
        worked = wording.planned_block(planned, part.level)
        counted = wording.done_line(worked, part)
        if counted is None:
            continue
        if part is not done and worked.level_title:
            counted = N_("{level}: {done}", level=Line(worked.level_title), done=counted)
        elif part is not done:
            counted = N_("As published: {done}", done=counted)
        lines.append(counted)
    return tuple(lines)
