"""A library: exercises in their order, and the conditions their cautions name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tenfold.exercises.model import Exercise, HealthCondition


@dataclass(frozen=True, slots=True)
class Library:
    """Exercises by ``order``, conditions as listed. Iterating gives the exercises."""

    exercises: tuple[Exercise, ...] = ()
    conditions: tuple[HealthCondition, ...] = ()

    def __iter__(self) -> Iterator[Exercise]:
        return iter(self.exercises)

    def __len__(self) -> int:
        return len(self.exercises)

    def __contains__(self, exercise_id: object) -> bool:
        return any(exercise.id == exercise_id for exercise in self.exercises)

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(exercise.id for exercise in self.exercises)

    def get(self, exercise_id: str) -> Exercise:
        """The exercise; KeyError if there is none."""
        for exercise in self.exercises:
            if exercise.id == exercise_id:
                return exercise
        raise KeyError(exercise_id)

    def condition(self, condition_id: str) -> HealthCondition:
        """The condition; KeyError if there is none."""
        for condition in self.conditions:
            if condition.id == condition_id:
                return condition
        raise KeyError(condition_id)

    @property
    def starters(self) -> tuple[Exercise, ...]:
        """The exercises of the short "ease in" sitting."""
        return tuple(exercise for exercise in self.exercises if exercise.starter)
