"""Places on an exercise's ladder: its levels, and the steps of dose within each.

A step is the smallest change of dose: ten seconds, a breath, two reps, a set, or once more a day.
Time or reps grow first, then sets, then times a day. Going down is always a whole level, to that
level's first dose.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from tenfold.exercises.model import Exercise, Kind, variant
from tenfold.words import Line


class DoseStep(NamedTuple):
    """What is done at one step of one level."""

    kind: Kind
    sets: int
    amount: float
    """Reps, seconds or breaths, as ``kind`` says."""
    times_per_day: int


class Place(NamedTuple):
    """Where someone is on a ladder. Places of one ladder are in order of difficulty."""

    level: int
    step: int


@dataclass(frozen=True, slots=True)
class Ladder:
    """One exercise's places."""

    exercise_id: str
    name: Line
    order: int
    starter: bool
    levels: tuple[int, ...]
    """Gentlest first."""
    doses: Mapping[int, tuple[DoseStep, ...]]
    """By level, least first."""
    low: Mapping[int, int]
    """By level: the step at the low end of the published range."""

    @property
    def gentlest(self) -> Place:
        return Place(self.levels[0], 0)

    def dose(self, place: Place) -> DoseStep:
        if self.has(place):
            return self.doses[place.level][place.step]
        place = self.fitted(place)
        return self.doses[place.level][place.step]

    def start(self, level: int) -> Place:
        """The low end of ``level``'s range."""
        return Place(level, self.low[level])

    def full(self, level: int) -> Place:
        """The whole dose of ``level``."""
        return Place(level, len(self.doses[level]) - 1)

    def has(self, place: Place) -> bool:
        return place.level in self.doses and 0 <= place.step < len(self.doses[place.level])

    def fitted(self, place: Place) -> Place:
        """``place``, or the next easier one where newer rules or files have no such place."""
        level = self.nearest(place.level)
        last = len(self.doses[level]) - 1
        return Place(level, min(place.step, last) if level == place.level else self.low[level])

    def up(self, place: Place, ceiling: int = 2) -> Place | None:
        """One step harder; None at the top, or where the next is above ``ceiling``."""
        place = self.fitted(place)
        if place.step + 1 < len(self.doses[place.level]):
            return Place(place.level, place.step + 1)
        above = [level for level in self.levels if place.level < level <= ceiling]
        return Place(above[0], 0) if above else None

    def down(self, place: Place) -> Place | None:
        """One level easier; at the gentlest level its first dose; None below that."""
        below = [level for level in self.levels if level < place.level]
        if below:
            return self.start(below[-1])
        return self.gentlest if place.step > 0 else None

    def below(self, place: Place, done: int) -> Place | None:
        """One level easier than ``place``, and than the level that was done, if that was easier."""
        if done >= place.level:
            return self.down(place)
        down = self.down(self.start(self.nearest(done)))
        return self.gentlest if down is None and place > self.gentlest else down

    def at_most(self, level: int) -> int | None:
        """The hardest level that is not above ``level``; None if there is none."""
        return max((one for one in self.levels if one <= level), default=None)

    def nearest(self, level: int) -> int:
        """``level`` if there is one, or the next easier one, or the gentlest there is."""
        found = self.at_most(level)
        return self.levels[0] if found is None else found


def ladder_of(exercise: Exercise, step: Mapping[str, int]) -> Ladder:
    """All places of ``exercise``, with ``step`` (hold_s, breaths, reps) as the smallest change."""
    doses: dict[int, tuple[DoseStep, ...]] = {}
    low: dict[int, int] = {}
    before: DoseStep | None = None
    for level in exercise.levels:
        steps, index = _steps(exercise, level, step, before)
        doses[level], low[level], before = steps, index, steps[-1]
    return Ladder(
        exercise.id,
        Line(exercise.name),
        exercise.order,
        exercise.starter,
        exercise.levels,
        doses,
        low,
    )


def ladders_of(exercises: Iterable[Exercise], step: Mapping[str, int]) -> dict[str, Ladder]:
    """By exercise id, in the exercises' own order."""
    ordered = sorted(exercises, key=lambda one: (one.order, one.id))
    return {exercise.id: ladder_of(exercise, step) for exercise in ordered}


def _steps(
    exercise: Exercise, level: int, step: Mapping[str, int], before: DoseStep | None
) -> tuple[tuple[DoseStep, ...], int]:
    """Doses of one level, and which of them is the low end of its range.

    Where the level begins far above the one before (30 seconds, then 60), steps lead up to it.
    """
    form = variant(exercise, level)
    amount = form.dose.amount(form.kind)
    if amount is None:
        raise ValueError(f"{exercise.id} level {level} does not say how many {form.kind}")
    by = step["hold_s" if form.kind == "hold" else form.kind]
    sets, times = form.dose.sets, form.dose.times_per_day
    fewest = round(sets.low)
    if level <= 0 and exercise.ease_in.sets:
        fewest = min(fewest, round(exercise.ease_in.sets.value))
    lead_up = []
    if before is not None and before.kind == form.kind and before.amount < amount.low:
        lead_up = list(_grid(before.amount + by, amount.low, by))[:-1]
    amounts = [*lead_up, *_grid(amount.low, amount.high, by)]
    last, least = amounts[-1], round(times.low)
    doses = [DoseStep(form.kind, fewest, one, least) for one in amounts]
    doses += [
        DoseStep(form.kind, one, last, least) for one in range(fewest + 1, round(sets.high) + 1)
    ]
    most = doses[-1].sets
    doses += [
        DoseStep(form.kind, most, last, one) for one in range(least + 1, round(times.high) + 1)
    ]
    return tuple(doses), len(lead_up)


def _grid(low: float, high: float, by: int) -> list[float]:
    """``low``, then in steps of ``by``, the last one ``high`` exactly."""
    if high <= low:
        return [high]
    inner = [low + by * index for index in range(ceil((high - low) / by))]
    return [*inner, high]
