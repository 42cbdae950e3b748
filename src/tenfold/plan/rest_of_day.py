"""The rounds that are spread through the day and not crammed into one sitting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tenfold.exercises.model import Exercise, Kind, variant


@dataclass(frozen=True, slots=True)
class DayRounds:
    """One exercise's rounds of one day: planned, done and still to come."""

    exercise_id: str
    title: str
    """Message id of the exercise's name."""
    level: int
    kind: Kind
    amount_low: float
    """Of one round: reps, seconds or breaths, as ``kind`` says."""
    amount_high: float
    planned_low: int
    planned_high: int
    done: int

    @property
    def left_low(self) -> int:
        """Rounds still missing to the fewest planned."""
        return max(self.planned_low - self.done, 0)

    @property
    def left_high(self) -> int:
        """Rounds still missing to the most planned."""
        return max(self.planned_high - self.done, 0)

    @property
    def enough(self) -> bool:
        """Whether the fewest planned are done."""
        return self.left_low == 0


def rest_of_day(
    exercises: Iterable[Exercise],
    done_today: Mapping[str, int],
    *,
    levels: Mapping[str, int] | None = None,
) -> tuple[DayRounds, ...]:
    """The exercises that are done more than once a day, in their order.

    Parameters
    ----------
    done_today
        Rounds done today by exercise id, those within a sitting included.
    levels
        Level by exercise id; 0 for those not named.
    """
    rounds = []
    for exercise in sorted(exercises, key=lambda one: (one.order, one.id)):
        form = variant(exercise, (levels or {}).get(exercise.id, 0))
        planned, amount = form.dose.times_per_day, form.dose.amount(form.kind)
        if planned.high <= 1 or amount is None:
            continue
        rounds.append(
            DayRounds(
                exercise_id=exercise.id,
                title=form.name,
                level=form.level,
                kind=form.kind,
                amount_low=amount.low,
                amount_high=amount.high,
                planned_low=round(planned.low),
                planned_high=round(planned.high),
                done=done_today.get(exercise.id, 0),
            )
        )
    return tuple(rounds)
