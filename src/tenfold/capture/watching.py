"""One recording from beginning to end, in this process or another: what was seen is plain data."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from tenfold.capture.errors import CaptureError
from tenfold.capture.report import Report
from tenfold.capture.source import mirrored, open_source
from tenfold.coach.engine import Coach
from tenfold.coach.events import CoachEvent
from tenfold.exercises.model import Exercise, Variant, variant

Progress = Callable[[float, float], Any]
"""Called with the time of the latest frame and the recording's length (0: not known), seconds."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be done with every recording."""

    exercise: Exercise
    level: int = 0
    mirrored: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """One recording, and what to write beside watching it."""

    path: Path
    overlay: Path | None = None
    save_trace: Path | None = None

    def keep_apart(self) -> None:
        """A recording is never written over, and no two files share a name. CaptureError."""
        named = [path for path in (self.path, self.overlay, self.save_trace) if path is not None]
        for one, other in combinations(named, 2):
            if _same(one, other):
                raise CaptureError(f"{other}: choose another name, this file is in use here")


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one.absolute() == other.absolute()


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen in a recording."""

    path: Path
    exercise_id: str
    level: int
    events: list[CoachEvent] = field(default_factory=list)
    report: dict[str, Any] = field(default_factory=dict)
    """``{"events": [...], "summary": {...}}``, plain values."""

    @property
    def summary(self) -> dict[str, Any]:
        found: dict[str, Any] = self.report["summary"]
        return found


def watch(job: Job, wish: Wish, progress: Progress = lambda _t, _end: None) -> Seen:
    """Watch one recording.

    Raises
    ------
    CaptureError
        If it cannot be watched, or something beside it cannot be written.
    """
    from tenfold.capture.overlay import Overlay
    from tenfold.capture.telling import Teller
    from tenfold.capture.trace import TraceWriter
    from tenfold.words import Translator

    job.keep_apart()
    coach = Coach(coached(wish.exercise, wish.level))
    report = Report(coach)
    with ExitStack() as stack:
        source = stack.enter_context(open_source(job.path))
        if wish.mirrored:
            source = mirrored(source)
        size = (source.width, source.height)
        film = kept = None
        if job.overlay is not None:
            teller = Teller(coach.variant, Translator())
            film = stack.enter_context(Overlay(job.overlay, *size, source.fps, teller))
        if job.save_trace is not None:
            kept = stack.enter_context(TraceWriter(job.save_trace, *size))
        for moment in source.moments:
            events = report.advance(moment.frame)
            if film is not None:
                film.write(moment.frame, moment.picture, coach, events)
            if kept is not None:
                kept.add(moment.frame)
            progress(moment.frame.t_s, source.end_s)
    return Seen(job.path, wish.exercise.id, wish.level, report.events, report.as_json())


def coached(exercise: Exercise, level: int) -> Variant:
    """The exercise at a level. CaptureError if the level has no camera coach."""
    form = variant(exercise, level)
    if form.coach is None:
        raise CaptureError(
            f"{exercise.id} at level {level} has no camera coach: this level goes by time"
        )
    return form
