"""One recording from beginning to end, in this process or another: what was seen is plain data."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path
from typing import Any

from tenfold.capture.errors import CaptureError
from tenfold.capture.recognising import Choice, Kept, recognise
from tenfold.capture.report import Report
from tenfold.capture.source import Source, mirrored_source, open_source
from tenfold.capture.trace import TraceWriter
from tenfold.coach.engine import COACH_VERSION, Coach
from tenfold.coach.events import CoachEvent
from tenfold.coach.recognise import Guess
from tenfold.exercises.model import Exercise, Variant, variant

Progress = Callable[[float, float], Any]
"""Called with the time of the latest frame and the recording's length (0: not known), seconds."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be done with every recording."""

    exercise: Exercise | Choice
    """The exercise, or those of which one is to be recognised."""
    level: int = 0
    """Of the one exercise; those to be recognised have theirs."""
    mirrored: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """One recording, and what to write beside watching it."""

    path: Path
    overlay: Path | None = None
    save_trace: Path | None = None
    plot: Path | None = None

    @property
    def written(self) -> tuple[Path, ...]:
        """All that is written beside watching."""
        targets = (self.overlay, self.save_trace, self.plot)
        return tuple(path for path in targets if path is not None)

    def keep_apart(self) -> None:
        """A recording is never written over, and no two files share a name. CaptureError."""
        for one, other in combinations((self.path, *self.written), 2):
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
    exercise_id: str | None
    """None: what was to be recognised is none of the exercises."""
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
    job.keep_apart()
    if isinstance(wish.exercise, Exercise):
        return _follow(job, wish, wish.exercise, progress)
    kept = Kept()
    # What is written beside it is named, and so must be possible, from the start.
    with ExitStack() as stack:
        source = stack.enter_context(_opened(job.path, wish))
        film = None if job.save_trace is None else TraceWriter(job.save_trace, *source.size)
        writer = None if film is None else stack.enter_context(film)
        for moment in source.moments:
            kept.add(moment.frame)
            if writer is not None:
                writer.add(moment.frame)
            progress(moment.frame.t_s, source.end_s)
    guess, report = recognise(kept, wish.exercise)
    told = _guess_json(guess)
    if guess.exercise_id is None:
        return Seen(job.path, None, guess.level, [], _of_nothing(kept, told))
    exercise = next(one for one in wish.exercise.exercises if one.id == guess.exercise_id)
    if report is None:
        coached(exercise, guess.level)
    if job.overlay is not None or job.plot is not None:
        # The pictures were not kept: they are watched once more, now that the exercise is known.
        again = replace(wish, level=guess.level)
        seen = _follow(replace(job, save_trace=None), again, exercise, progress)
        return replace(seen, report={**seen.report, "recognised": told})
    assert report is not None
    whole = {**report.as_json(), "recognised": told}
    return Seen(job.path, exercise.id, guess.level, report.events, whole)


def _opened(path: Path, wish: Wish) -> AbstractContextManager[Source]:
    return mirrored_source(path) if wish.mirrored else open_source(path)


def _follow(job: Job, wish: Wish, exercise: Exercise, progress: Progress) -> Seen:
    from tenfold.capture.overlay import Overlay
    from tenfold.capture.plot import Plot
    from tenfold.capture.telling import Teller
    from tenfold.words import Translator

    coach = Coach(coached(exercise, wish.level))
    report = Report(coach, exercise)
    teller = Teller(coach.variant, Translator())
    with ExitStack() as stack:
        source = stack.enter_context(_opened(job.path, wish))
        film = kept = plot = None
        if job.overlay is not None:
            film = stack.enter_context(Overlay(job.overlay, *source.size, source.fps, teller))
        if job.save_trace is not None:
            kept = stack.enter_context(TraceWriter(job.save_trace, *source.size))
        if job.plot is not None:
            plot = stack.enter_context(Plot(job.plot, coach.variant, job.path.name, teller))
        for moment in source.moments:
            events = report.advance(moment.frame)
            if film is not None:
                film.write(moment.frame, moment.picture, coach, events)
            if kept is not None:
                kept.add(moment.frame)
            if plot is not None:
                plot.add(moment.frame, coach, events)
            progress(moment.frame.t_s, source.end_s)
    return Seen(job.path, exercise.id, wish.level, report.events, report.as_json())


def _guess_json(guess: Guess) -> dict[str, Any]:
    return {
        "exercise": guess.exercise_id,
        "level": None if guess.exercise_id is None else guess.level,
        "sure": guess.sure,
        "looks_like": guess.looks_like,
        "scores": guess.scores,
    }


def _of_nothing(kept: Kept, told: dict[str, Any]) -> dict[str, Any]:
    first_s, last_s = kept.span_s
    summary: dict[str, Any] = {
        "exercise": None,
        "level": None,
        "reps": 0,
        "reps_by_side": {},
        "holds": [],
        "faults": [],
        "duration_s": round(last_s - first_s, 3),
        "frames": len(kept),
        "coach_version": COACH_VERSION,
    }
    return {"events": [], "summary": summary, "recognised": told}


def coached(exercise: Exercise, level: int) -> Variant:
    """The exercise at a level. CaptureError if the level has no camera coach."""
    form = variant(exercise, level)
    if form.coach is None:
        raise CaptureError(
            f"{exercise.id} at level {level} has no camera coach: this level goes by time"
        )
    return form
