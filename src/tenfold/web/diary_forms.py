"""What the diary's forms say, as values of the plan. Pure: fields in, values or a kind "no" out.

Everything may be left out: an empty field is None. What makes no sense is a :class:`FormError` with
the sentence for the person, and nothing is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, TypeVar

from tenfold.plan.diary import (
    EFFORTS,
    Effort,
    ExerciseReport,
    Leg,
    Reason,
    SideReport,
)
from tenfold.plan.outcomes import CHANGE_WORDS, REASON_WORDS
from tenfold.plan.zones import FLAGS, Flag, Zones
from tenfold.session.sitting import Side
from tenfold.words import N_, Line

Fields = Mapping[str, str]
T = TypeVar("T", bound=str)

LEGS: Final[dict[Leg, Line]] = {
    "no": N_("No"),
    "further_down": N_("Yes, it went further down the leg"),
    "over_half_hour": N_("Yes, and it lasted more than half an hour"),
}
ACTIVITIES_MOST: Final = 3
NAME_LONGEST: Final = 80
"""Characters of an activity's name."""
ROUNDS_MOST: Final = 30
PARTS: Final[dict[str, float]] = {"all": 1.0, "some": 0.5}
"""How much of an exercise was done, where nobody counted."""

NOT_UNDERSTOOD: Final = N_(
    "Something in the form was not understood. Nothing was saved; please try again."
)
NO_SUCH_DAY: Final = N_("Please give a day, like 2026-11-20.")
DAY_TO_COME: Final = N_("That day is still to come. Please choose today or a day before it.")
WHICH_ONE: Final = N_(
    "During which exercise was it that high? Please open that one below and say so there. "
    "If you cannot tell, press Save again: then it counts for all of them, to be on the safe side."
)
NUMBER_FIRST: Final = N_("Please choose a number first, then how it felt.")
NAME_FIRST: Final = N_("Please give each activity a name, in a few words.")
SAME_NAME: Final = N_("Two activities have the same name. Please tell them apart.")
ONE_AT_LEAST: Final = N_("Please choose at least one exercise that you did.")
NOTHING_TOLD: Final = N_("Nothing was filled in, so there was nothing to save.")


class FormError(ValueError):
    """A form that cannot be taken as it is, with the sentence that says why."""

    def __init__(self, line: Line) -> None:
        super().__init__(line.msgid)
        self.line = line


class WhichExerciseError(FormError):
    """Pain was high in some exercise, and it was not said in which."""

    def __init__(self) -> None:
        super().__init__(WHICH_ONE)


@dataclass(frozen=True, slots=True)
class MorningTold:
    """The fields of a morning."""

    pain: int | None = None
    soreness: int | None = None
    leg: Leg | None = None
    flags: frozenset[Flag] = frozenset()

    @property
    def empty(self) -> bool:
        return self == MorningTold()


@dataclass(frozen=True, slots=True)
class WeeklyTold:
    """The fields of a week."""

    peg: tuple[int | None, int | None, int | None] = (None, None, None)
    change: int | None = None
    reason: Reason | None = None

    @property
    def empty(self) -> bool:
        return self == WeeklyTold()


@dataclass(frozen=True, slots=True)
class Asked:
    """One exercise that is asked about: what is known of it, and its sides."""

    report: ExerciseReport
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class SittingTold:
    """How a sitting was."""

    exercises: tuple[ExerciseReport, ...]
    pain_before: int | None
    pain_after: int | None
    leg: Leg | None

    @property
    def flags(self) -> frozenset[Flag]:
        none: frozenset[Flag] = frozenset()
        return none.union(*(side.flags for one in self.exercises for side in one.sides))


# ------------------------------------------------------------------------------- single fields
def whole(text: str, low: int = 0, high: int = 10) -> int | None:
    """A whole number, or None where the field was left out."""
    text = text.strip()
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or not low <= int(text[:6]) <= high:
        raise FormError(NOT_UNDERSTOOD)
    return int(text)


def choice(text: str, allowed: Sequence[T] | Mapping[T, object]) -> T | None:
    """One of some, or None where the field was left out."""
    if not text:
        return None
    found = next((one for one in allowed if one == text), None)
    if found is None:
        raise FormError(NOT_UNDERSTOOD)
    return found


def day_told(text: str, today: date) -> date:
    """The day that something is about; today where none is given."""
    if not text.strip():
        return today
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise FormError(NO_SUCH_DAY) from None
    if day > today:
        raise FormError(DAY_TO_COME)
    return day


def flags_told(given: Fields, prefix: str) -> frozenset[Flag]:
    """The boxes that were ticked."""
    return frozenset(flag for flag in FLAGS if given.get(f"{prefix}{flag}") == "yes")


# ------------------------------------------------------------------------------- whole forms
def morning_told(given: Fields) -> MorningTold:
    return MorningTold(
        whole(given.get("pain", "")),
        whole(given.get("soreness", "")),
        choice(given.get("leg", ""), LEGS),
        flags_told(given, "flag_"),
    )


def weekly_told(given: Fields) -> WeeklyTold:
    one, two, three = (whole(given.get(f"peg_{number}", "")) for number in range(3))
    return WeeklyTold(
        (one, two, three),
        whole(given.get("change", ""), 1, len(CHANGE_WORDS)),
        choice(given.get("reason", ""), REASON_WORDS),
    )


def activities_told(given: Fields) -> tuple[tuple[str, int | None], ...]:
    """Names and numbers, in the order of the form. A line without a name and number is left out."""
    scores: list[tuple[str, int | None]] = []
    for number in range(ACTIVITIES_MOST):
        name = " ".join(given.get(f"name_{number}", "").split())[:NAME_LONGEST]
        score = whole(given.get(f"score_{number}", ""))
        if not name and score is not None:
            raise FormError(NAME_FIRST)
        if name.casefold() in (one.casefold() for one, _ in scores):
            raise FormError(SAME_NAME)
        if name:
            scores.append((name, score))
    return tuple(scores)


def without_app_told(
    given: Fields, levels: Mapping[str, Sequence[int]]
) -> tuple[ExerciseReport, ...]:
    """What was done without the app: which exercises, how much, in which form.

    Parameters
    ----------
    levels
        Exercise id to the levels that it has.
    """
    done = []
    for exercise_id, known in levels.items():
        part = given.get(f"part_{exercise_id}", "")
        if part in ("", "none"):
            continue
        level = given.get(f"level_{exercise_id}", "0")
        if part not in PARTS or level not in {str(one) for one in known}:
            raise FormError(NOT_UNDERSTOOD)
        rounds = whole(given.get(f"rounds_{exercise_id}", ""), 1, ROUNDS_MOST) or 1
        done.append(
            ExerciseReport(exercise_id, int(level), done_fraction=PARTS[part], rounds=rounds)
        )
    if not done:
        raise FormError(ONE_AT_LEAST)
    return tuple(done)


def all_fine(
    given: Fields, asked: Sequence[Asked], pain_before: int | None, zones: Zones
) -> SittingTold:
    """One press: pain stayed at one number, nothing else to report, and how hard it felt.

    After a single exercise the number may be left out: many come in a day.
    """
    effort: Effort | None = choice(given.get("fine", ""), EFFORTS)
    steady = pain_before if pain_before is not None else whole(given.get("steady", ""))
    left_out = steady is None and len(asked) == 1
    if effort is None or (steady is None and not left_out):
        raise FormError(NUMBER_FIRST)
    if steady is not None and zones.table[steady, steady] != "green":
        raise FormError(NUMBER_FIRST)
    exercises = tuple(
        replace(
            one.report,
            effort=effort,
            rpe=None,
            sides=() if steady is None else tuple(SideReport(side, steady) for side in one.sides),
        )
        for one in asked
    )
    return SittingTold(exercises, steady, steady, "no")


def how_it_was(
    given: Fields, asked: Sequence[Asked], pain_before: int | None, zones: Zones
) -> SittingTold:
    """The whole form: each exercise as told, and for those not told apart what is said of all.

    Raises
    ------
    WhichExerciseError
        Where a number said of all would make an exercise easier: it is asked once which one it was.
    """
    before = whole(given["pain_before"]) if "pain_before" in given else pain_before
    worst, effort = whole(given.get("all_worst", "")), choice(given.get("all_effort", ""), EFFORTS)
    exercises, shared = [], False
    for index, one in enumerate(asked):
        sides = _sides(given, index, one.sides)
        if not sides and worst is not None:
            shared = True
            sides = tuple(SideReport(side, worst) for side in one.sides)
        rpe = whole(given.get(f"rpe_{index}", ""))
        own = choice(given.get(f"effort_{index}", ""), EFFORTS)
        exercises.append(
            replace(
                one.report,
                sides=sides,
                rpe=rpe,
                # A number says it more exactly than the word for all.
                effort=own if own is not None or rpe is not None else effort,
            )
        )
    if shared and len(asked) > 1 and not given.get("sure"):
        assert worst is not None
        if zones.table[before, worst] != "green":
            raise WhichExerciseError
    return SittingTold(
        tuple(exercises),
        before,
        whole(given.get("pain_after", "")),
        choice(given.get("leg", ""), LEGS),
    )


def _sides(given: Fields, index: int, sides: Sequence[Side]) -> tuple[SideReport, ...]:
    """What was told of each side; nothing where all was left out."""
    told = [
        SideReport(
            side,
            whole(given.get(f"worst_{index}_{side}", "")),
            flags_told(given, f"flag_{index}_{side}_"),
        )
        for side in sides
    ]
    if all(one.pain_worst is None and not one.flags for one in told):
        return ()
    # One number for both, as the practice page asks for, is no side left out.
    if any(one.side == "both" and one.pain_worst is not None for one in told):
        told = [
            one for one in told if one.side == "both" or one.pain_worst is not None or one.flags
        ]
    return tuple(told)


def filled_in(
    asked: Sequence[Asked], before: int | None, after: int | None, leg: Leg | None
) -> dict[str, str]:
    """The fields of the whole form, as they say what is known: :func:`how_it_was` backwards."""
    fields: dict[str, str | int | None] = {"pain_before": before, "pain_after": after, "leg": leg}
    for index, one in enumerate(asked):
        fields[f"effort_{index}"] = one.report.effort
        fields[f"rpe_{index}"] = one.report.rpe
        for side in one.report.sides:
            fields[f"worst_{index}_{side.side}"] = side.pain_worst
            for flag in side.flags:
                fields[f"flag_{index}_{side.side}_{flag}"] = "yes"
    return {name: str(value) for name, value in fields.items() if value is not None}
