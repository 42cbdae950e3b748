"""What is wrong with the movements of an exercise, by file and field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tenfold.exercises.load import EXERCISE_FILE
from tenfold.exercises.model import Exercise
from tenfold.exercises.motion import MotionError
from tenfold.exercises.motion_checks import check_angles, check_reach, check_track
from tenfold.exercises.motion_model import Motion
from tenfold.exercises.problems import Problem
from tenfold.exercises.tracks import compiled_level, motions, read_tracks, track_of


def motion_problems(exercise: Exercise, place: Path) -> Iterator[Problem]:
    """Every joint past its limit, part inside another, slip and jump, at every level.

    Uses the kept ``motion.json`` where it is up to date; else solves the movements (seconds).
    ``place`` is the exercise's folder; problems name the file by the folder's name.
    """
    kept = read_tracks(place, exercise)
    for level, motion in sorted(motions(exercise).items()):
        ready = None if kept is None else kept["levels"].get(str(level))
        table = _table(exercise, level)
        for field, text in _of_level(motion, ready):
            where = f"{table}.{field}" if field else table
            yield Problem(f"{exercise.id}/{EXERCISE_FILE}", where, text)


def _table(exercise: Exercise, level: int) -> str:
    if level == 0:
        return "motion"
    index = next(i for i, rung in enumerate(exercise.ladder) if rung.level == level)
    return f"ladder[{index}].motion"


def _of_level(motion: Motion, ready: dict[str, Any] | None) -> Iterator[tuple[str, str]]:
    found = list(check_angles(motion))
    yield from found
    if found:
        return  # the movement would only show the same again
    try:
        level = compiled_level(motion) if ready is None else ready
    except MotionError as error:
        yield error.field.removeprefix("motion."), error.message
        return
    yield from check_reach([key["off_m"] for key in level["keys"]])
    yield from check_track(motion, track_of(level))
