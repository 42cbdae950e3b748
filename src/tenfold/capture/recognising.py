"""Names the exercise in a recording: ``tenfold coach --exercise auto``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from tenfold.body.frame import LANDMARK_COUNT, Frame
from tenfold.body.measures import Sight
from tenfold.capture.report import Report
from tenfold.capture.rules_told import in_position
from tenfold.coach.engine import Coach
from tenfold.coach.recognise import (
    COUNTS_FROM_S,
    Form,
    Guess,
    Movement,
    Postures,
    Recogniser,
    counted_share,
)
from tenfold.coach.tracking import missing_parts
from tenfold.exercises.load import PACKAGED
from tenfold.exercises.model import Exercise, variant
from tenfold.exercises.tracks import compiled, motions, read_tracks, track_of

WORTH_A_LOOK: Final = 0.01
"""An exercise that is less likely by its postures is not watched for."""


@dataclass(frozen=True)
class Choice:
    """The exercises that a recording may show."""

    exercises: tuple[Exercise, ...]
    postures: Postures


def choice_of(
    exercises: Iterable[Exercise], folders: Iterable[Path], level: int | None = None
) -> Choice:
    """The exercises, with their movements from ``folders`` (or solved now).

    Parameters
    ----------
    level
        None: as published, and at every gentler level that has a movement of its own. Harder
        levels are the published movement with more of something.
    """
    places = (PACKAGED, *folders)
    moving = tuple(one for one in exercises if motions(one))
    return Choice(
        moving, Postures(move for one in moving for move in _movements(one, places, level))
    )


def _movements(exercise: Exercise, places: Iterable[Path], level: int | None) -> Iterator[Movement]:
    kept = (read_tracks(place / exercise.id, exercise) for place in places)
    content = next((one for one in kept if one is not None), None) or compiled(exercise)
    levels: dict[str, Any] = content["levels"]
    wanted = [int(name) for name in levels if int(name) in exercise.levels and int(name) <= 0]
    for one in wanted if level is None else [level]:
        # A level that is not named moves like level 0.
        own = str(one) if str(one) in levels else min(levels, key=lambda name: abs(int(name)))
        sided = variant(exercise, one).dose.sides.value == "each"
        yield Movement((exercise.id, one), track_of(levels[own]), sided)


class Kept:
    """Frames in a tenth of the room, to be looked at again."""

    def __init__(self) -> None:
        self._rows: list[tuple[float, float, Any]] = []

    def add(self, frame: Frame) -> None:
        """Take the next frame."""
        numbers = None
        if not frame.empty:
            columns = (frame.image, frame.world, np.array(frame.visibility)[:, None])
            numbers = np.concatenate(columns, axis=1)
        self._rows.append((frame.t_s, frame.aspect, numbers))

    def __iter__(self) -> Iterator[Frame]:
        for t_s, aspect, numbers in self._rows:
            if numbers is None:
                yield Frame.nobody(t_s)
                continue
            rows = numbers.tolist()
            assert len(rows) == LANDMARK_COUNT
            yield Frame(
                t_s,
                tuple((row[0], row[1], row[2]) for row in rows),
                tuple((row[3], row[4], row[5]) for row in rows),
                tuple(row[6] for row in rows),
                aspect,
            )

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def span_s(self) -> tuple[float, float]:
        """The first time and the last."""
        return (self._rows[0][0], self._rows[-1][0]) if self._rows else (0.0, 0.0)


def recognise(frames: Kept, choice: Choice) -> tuple[Guess, Report | None]:
    """What the frames show, and what its coach says of them (None without a coach)."""
    watching = Recogniser(choice.postures)
    for frame in frames:
        watching.advance(frame)
    guess = watching.guess()
    by_id = {one.id: one for one in choice.exercises}
    first_s, last_s = frames.span_s
    if last_s - first_s < COUNTS_FROM_S:
        guess = watching.guess(in_position=_positions(frames, choice))
        if guess.exercise_id is None:
            return guess, None
        return guess, _watched(frames, by_id[guess.exercise_id], guess.level)
    reports: dict[Form, Report | None] = {}
    counted: dict[Form, float] = {}
    for (name, level), score in guess.forms.items():
        if variant(by_id[name], level).coach is None:
            continue
        report = None
        if score >= WORTH_A_LOOK or (name, level) == (guess.exercise_id, guess.level):
            report = reports[name, level] = _watched(frames, by_id[name], level)
        events = report.events if report is not None else []
        counted[name, level] = counted_share(events, first_s, last_s)
    guess = watching.guess(counted)
    if guess.exercise_id is None:
        return guess, None
    return guess, reports.get((guess.exercise_id, guess.level))


def _watched(frames: Kept, exercise: Exercise, level: int) -> Report | None:
    """What the coach says of it; None where the level has none."""
    form = variant(exercise, level)
    if form.coach is None:
        return None
    report = Report(Coach(form), exercise)
    for frame in frames:
        report.advance(frame)
    return report


def _positions(frames: Kept, choice: Choice) -> dict[Form, bool]:
    """Of which forms the first moment with somebody in it is the position, and of which not."""
    sight = next((Sight(frame) for frame in frames if not frame.empty), None)
    by_id = {one.id: one for one in choice.exercises}
    found: dict[Form, bool] = {}
    for name, level in choice.postures.forms if sight is not None else ():
        spec = variant(by_id[name], level).coach
        if spec is None or sight is None or missing_parts(spec.needs, sight):
            continue
        answer, _ = in_position(spec, sight)
        if answer != "cannot_tell":
            found[name, level] = answer == "yes"
    return found
