"""The exercises of a sitting as its pages show them: from the record, and from the diary."""

from __future__ import annotations

from dataclasses import dataclass

from tenfold.exercises.model import variant
from tenfold.plan.diary import AfterEntry, ExerciseReport, SittingEntry
from tenfold.session.commands import BlockEnded, LevelDone
from tenfold.session.sitting import Block, Side
from tenfold.store import SittingRecord
from tenfold.web import wording
from tenfold.web.diary_forms import Asked
from tenfold.web.diary_words import effort_of, name_of, side_words, worst
from tenfold.web.pages import Visit
from tenfold.words import N_, Line


@dataclass(frozen=True, slots=True)
class Told:
    """One sitting, from the record and from the diary; either may lack it."""

    id: str
    record: SittingRecord | None
    during: SittingEntry | None
    after: AfterEntry | None

    @property
    def pain_before(self) -> int | None:
        if self.during is not None:
            return self.during.pain_before
        return self.record.pain_before if self.record is not None else None

    @property
    def is_open(self) -> bool:
        """Whether it can still be gone on with."""
        return self.record is not None and self.record.status == "open"

    @property
    def nothing_done(self) -> bool:
        """Whether everything was skipped, and nothing because of pain."""
        hurt = self.record is not None and any(
            one.outcome == "stopped_for_pain" or one.pain_nrs is not None
            for one in self.record.blocks
        )
        return not (self.exercises or self.after or hurt)

    @property
    def exercises(self) -> tuple[ExerciseReport, ...]:
        return self.during.exercises if self.during is not None else ()


@dataclass(frozen=True, slots=True)
class Row:
    """One exercise of a sitting."""

    index: int
    name: Line
    exercise_id: str
    in_library: bool
    level: int
    level_title: Line | None
    outcome: Line | None
    outcome_id: str
    counted: tuple[Line, ...]
    """What was counted, harder levels that were eased first."""
    sides: tuple[Side, ...] = ()
    asks_number: bool = False
    """Whether effort may be given as a number: for strength."""
    effort: Line | None = None
    worst: int | None = None
    zone: Line | None = None
    zone_id: str = ""
    flags: tuple[Line, ...] = ()
    told: bool = False
    """Whether it was told apart from the others."""


def asked_of(visit: Visit, told: Told) -> list[Asked]:
    return [Asked(one, _sides(visit, told.record, one)) for one in told.exercises]


def rows_of(visit: Visit, told: Told) -> list[Row]:
    """The exercises of the sitting: first those the diary tells of, then what was only begun."""
    zones, before = visit.plan.basis.book.zones, told.pain_before
    ended = [] if told.record is None else told.record.blocks
    rows: list[Row] = []
    for report in told.exercises:
        done = [one for one in ended if one.exercise_id == report.exercise_id]
        numbers = worst([report])
        marked = frozenset(flag for side in report.sides for flag in side.flags)
        zone = zones.zone(((before, numbers),), marked)
        rows.append(
            Row(
                len(rows),
                *_named(visit, told.record, report.exercise_id, report.level),
                *_outcome(report, done),
                tuple(line for one in done for line in _counted(told.record, one)),
                sides=_sides(visit, told.record, report),
                asks_number=_kind(visit, told.record, report) == "reps",
                effort=effort_of(report),
                worst=numbers,
                zone=zones.labels[zone] if zone else None,
                zone_id=zone or "",
                flags=tuple(
                    side_words(side.side, flag, zones)
                    for side in report.sides
                    for flag in zones.flags
                    if flag in side.flags
                ),
                told=bool(report.sides or report.effort or report.rpe is not None),
            )
        )
    known = {row.exercise_id for row in rows}
    for one in ended:
        if one.exercise_id not in known:
            named = _named(visit, told.record, one.exercise_id, one.level)
            counted = _counted(told.record, one)
            outcome = wording.OUTCOMES[one.outcome], one.outcome
            rows.append(Row(len(rows), *named, *outcome, counted, worst=one.pain_nrs))
    return rows


def _named(
    visit: Visit, record: SittingRecord | None, exercise_id: str, level: int
) -> tuple[Line, str, bool, int, Line | None]:
    block = _block(record, exercise_id, level)
    if block is not None:
        title = Line(block.level_title) if block.level_title else None
        return Line(block.title), exercise_id, exercise_id in visit.library, level, title
    name = name_of(exercise_id, visit.plan.basis)
    if exercise_id not in visit.library:
        return name, exercise_id, False, level, None
    exercise = visit.library.get(exercise_id)
    level_name = variant(exercise, level).level_name if level in exercise.levels else None
    return name, exercise_id, True, level, Line(level_name) if level_name else None


def _block(record: SittingRecord | None, exercise_id: str, level: int) -> Block | None:
    """What was planned, at the level that was worked."""
    for block in record.sitting.blocks if record is not None else ():
        if block.exercise_id == exercise_id:
            return wording.planned_block(block, level)
    return None


def _sides(visit: Visit, record: SittingRecord | None, report: ExerciseReport) -> tuple[Side, ...]:
    """The sides that are asked about; first the one number of the practice page, if it was said."""
    block = _block(record, report.exercise_id, report.level)
    if block is not None:
        sides: tuple[Side, ...] = tuple(sorted(block.dose.sides))
    elif report.exercise_id in visit.library:
        exercise = visit.library.get(report.exercise_id)
        level = report.level if report.level in exercise.levels else 0
        each = variant(exercise, level).dose.sides.value == "each"
        sides = ("left", "right") if each else ("both",)
    else:
        sides = tuple(dict.fromkeys(side.side for side in report.sides)) or ("both",)
    if "both" not in sides and any(side.side == "both" for side in report.sides):
        return ("both", *sides)
    return sides


def _kind(visit: Visit, record: SittingRecord | None, report: ExerciseReport) -> str:
    block = _block(record, report.exercise_id, report.level)
    if block is not None:
        return block.kind
    if report.exercise_id not in visit.library:
        return ""
    exercise = visit.library.get(report.exercise_id)
    return variant(exercise, report.level if report.level in exercise.levels else 0).kind


def _outcome(report: ExerciseReport, done: list[BlockEnded]) -> tuple[Line | None, str]:
    if not done:
        fraction = report.done_fraction
        if fraction is None:
            return None, ""
        return (N_("Done"), "done") if fraction >= 1 else (N_("Some of it"), "skipped")
    last = done[-1]
    if last.outcome == "skipped" and last.done_fraction > 0:
        return N_("Ended early"), last.outcome
    return wording.OUTCOMES[last.outcome], last.outcome


def _counted(record: SittingRecord | None, done: BlockEnded) -> tuple[Line, ...]:
    if record is None or not 0 <= done.block_index < len(record.sitting.blocks):
        return ()
    planned = record.sitting.blocks[done.block_index]
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
