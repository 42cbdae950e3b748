"""Exercises for the coach's tests: the two of the library, and made-up ones."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import tenfold
from tenfold.exercises.model import CoachSpec, Exercise, Variant, variant

LIBRARY = Path(tenfold.__file__).parent / "library"


def _load(exercise_id: str, level: int) -> Variant:
    with (LIBRARY / exercise_id / "exercise.toml").open("rb") as file:
        exercise = Exercise.model_validate(tomllib.load(file))
    # What a rule may say is measured elsewhere; here every rule may say all it knows.
    return variant(exercise, level, measured_only=False)


def reverse_lunge(level: int = 0) -> Variant:
    return _load("reverse_lunge", level)


def deep_squat_rest(level: int = 0) -> Variant:
    return _load("deep_squat_rest", level)


def with_coach(coach: dict[str, Any]) -> Variant:
    """A made-up exercise: only its coach matters."""
    spec = CoachSpec.model_validate(coach)
    return reverse_lunge().model_copy(update={"coach": spec, "form": ()})
