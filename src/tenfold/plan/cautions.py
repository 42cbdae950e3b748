"""From what a person told about themselves to what each exercise may be (the caution matrix).

The matrix itself is in the exercise files. Here its rows are put together: the gentlest wins, and
every exercise that is left out or held down says why.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from tenfold.exercises.library import Library
from tenfold.exercises.model import Caution, Exercise
from tenfold.words import N_, Line

Standing = Literal["free", "eased", "cleared", "ask_first", "left_out"]
HARDEST: Final = 2
EASED_LEVEL: Final = -1
"""For a caution that names no level of its own, and where a clinician cleared ``clearance``."""
CLEARED_LEVEL: Final = -2
"""For an exercise that would be left out, and that the person's own clinician cleared."""


@dataclass(frozen=True, slots=True)
class AboutYou:
    """What the plan knows about a person beside pain."""

    conditions: frozenset[str] = frozenset()
    worse_if: frozenset[tuple[str, str]] = frozenset()
    """(exercise, condition) whose ``avoid_if`` fits this person."""
    cleared: frozenset[str] = frozenset()
    """Exercises that the person's own clinician said yes to."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What one condition of a person means for an exercise."""

    condition: Line
    means: Line | None

    @property
    def line(self) -> Line:
        """All of it in words."""
        if self.means is None:
            return N_("You told us: {condition}.", condition=self.condition)
        return N_("You told us: {condition}. {note}", condition=self.condition, note=self.means)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one exercise may be for one person."""

    exercise_id: str
    standing: Standing
    ceiling: int | None
    """The hardest level; None where it is left out."""
    reasons: tuple[Reason, ...] = ()
    """One for each condition that has a say."""

    @property
    def why(self) -> tuple[Line, ...]:
        """The reasons in a sentence each."""
        return tuple(one.line for one in self.reasons)

    @property
    def allowed(self) -> bool:
        return self.ceiling is not None


def allowances(library: Library, you: AboutYou) -> dict[str, Allowance]:
    """By exercise id, in the library's order."""
    labels = {one.id: Line(one.label) for one in library.conditions}
    return {one.id: _allowance(one, you, labels) for one in library}


def allowance(exercise: Exercise, you: AboutYou, library: Library) -> Allowance:
    """For one exercise."""
    labels = {one.id: Line(one.label) for one in library.conditions}
    return _allowance(exercise, you, labels)


_WORST_FIRST: Final[tuple[Standing, ...]] = ("left_out", "ask_first", "cleared", "eased", "free")


def _allowance(exercise: Exercise, you: AboutYou, labels: Mapping[str, Line]) -> Allowance:
    found = list(_rows(exercise, you))
    if not found:
        return Allowance(exercise.id, "free", HARDEST)
    standing = min((one for one, _, _ in found), key=_WORST_FIRST.index)
    reasons = tuple(
        Reason(labels[caution.condition], _means(caution, how)) for how, _, caution in found
    )
    wanted = min(ceiling for _, ceiling, _ in found)
    # An exercise of one's own may have no level that is gentle enough.
    fits = [level for level in exercise.levels if level <= wanted]
    if standing in ("left_out", "ask_first") or not fits:
        return Allowance(
            exercise.id, standing if standing == "ask_first" else "left_out", None, reasons
        )
    return Allowance(exercise.id, standing, max(fits), reasons)


def _rows(exercise: Exercise, you: AboutYou) -> Iterable[tuple[Standing, int, Caution]]:
    for caution in exercise.cautions:
        if caution.condition not in you.conditions:
            continue
        action = caution.action
        if action == "modify" and (exercise.id, caution.condition) in you.worse_if:
            action = "avoid"
        if action == "modify":
            yield "eased", EASED_LEVEL if caution.level is None else caution.level, caution
        elif exercise.id in you.cleared:
            yield "cleared", CLEARED_LEVEL if action == "avoid" else EASED_LEVEL, caution
        else:
            yield "left_out" if action == "avoid" else "ask_first", CLEARED_LEVEL, caution


def _means(caution: Caution, how: Standing) -> Line | None:
    if how == "ask_first":
        return N_("Ask your clinician or surgeon first.")
    if how == "left_out" and caution.action == "modify" and caution.avoid_if is not None:
        return N_("You ticked: {when}.", when=Line(caution.avoid_if))
    if how == "cleared":
        return N_("Your clinician cleared it, so it begins at its gentlest.")
    return Line(caution.note) if caution.note else None


def questions_if(
    library: Library, conditions: Collection[str]
) -> tuple[tuple[str, str, Line], ...]:
    """What is left to ask: (exercise, condition, "when" in words) that would leave it out."""
    return tuple(
        (exercise.id, caution.condition, Line(caution.avoid_if))
        for exercise in library
        for caution in exercise.cautions
        if caution.condition in conditions and caution.avoid_if is not None
    )
