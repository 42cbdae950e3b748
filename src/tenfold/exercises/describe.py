"""An exercise's dose, steps and levels as lines of words with their source marked.

One place for the command line, the pages and paper: nothing here is in any
language yet (see :class:`tenfold.words.Line`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from tenfold.exercises.model import (
    Amount,
    Caution,
    Dose,
    Exact,
    Exercise,
    Kind,
    Origin,
    Start,
    Step,
    StepPhase,
    variant,
)
from tenfold.words import N_, NN_, Line

WorkedSide = Literal["left", "right"]

LEFT: Final = N_("left")
RIGHT: Final = N_("right")
START_WORDS: Final[dict[Start, Line]] = {
    "standing": N_("standing"),
    "chair": N_("on a chair"),
    "sitting": N_("sitting on the floor"),
    "kneeling": N_("kneeling"),
    "supine": N_("lying on your back"),
}
ORIGIN_WORDS: Final[dict[Origin, Line]] = {"article": N_("article"), "ours": N_("ours")}
ORIGIN_MEANS: Final[dict[Origin, Line]] = {
    "article": N_("said by the published article"),
    "ours": N_("Tenfold's own, where the article says nothing"),
}
ACTION_WORDS: Final[dict[str, Line]] = {
    "avoid": N_("Leave it out, unless your own clinician has cleared it"),
    "clearance": N_("Ask your clinician or surgeon first"),
    "modify": N_("Make it easier"),
}
TARGET_CLAIMS: Final[dict[Origin, Line]] = {
    "article": N_("The article says that it works on"),
    "ours": N_("Meant for"),
}
"""Targets are claims of their source, not findings."""
TIMED_NOTE: Final = N_("Counted by time and voice: the camera coach does not know this one yet.")


@dataclass(frozen=True, slots=True)
class DoseRow:
    """One field of a dose, for a table."""

    field: str
    label: Line
    value: Line
    origin: Origin
    note: Line | None


@dataclass(frozen=True, slots=True)
class StepLine:
    phase: StepPhase
    line: Line
    origin: Origin


def number(value: float) -> int | float:
    """A whole number as one, for words."""
    return int(value) if value == int(value) else value


def amount_line(amount: Amount) -> Line:
    """``3``, ``30–60``."""
    if isinstance(amount, Exact):
        return N_("{number}", number=number(amount.value))
    return N_("{low}–{high}", low=number(amount.min), high=number(amount.max))


def seconds_line(amount: Amount) -> Line:
    """``30–60 s``; whole minutes from two on: ``2 min``."""
    if isinstance(amount, Exact) and amount.value >= 120 and amount.value % 60 == 0:
        return N_("{number} min", number=int(amount.value // 60))
    return N_("{number} s", number=amount_line(amount))


def breaths_line(amount: Amount) -> Line:
    """``5 breaths``, ``4–5 breaths``."""
    return NN_("{number} breath", "{number} breaths", int(amount.high), number=amount_line(amount))


def times_line(amount: Amount) -> Line:
    """``10 times``."""
    return NN_("{number} time", "{number} times", int(amount.high), number=amount_line(amount))


def per_day_line(dose: Dose) -> Line:
    """``once a day``, ``5–10 times a day``."""
    amount = dose.times_per_day
    if amount.high == 1:
        return N_("once a day")
    return NN_(
        "{number} time a day", "{number} times a day", int(amount.high), number=amount_line(amount)
    )


def work_line(dose: Dose, kind: Kind, each: Literal["side", "leg"] = "side") -> Line:
    """The whole of one sitting's work: ``3 × 10 each leg``, ``30–60 s each side``, ``5 breaths``.

    Raises
    ------
    ValueError
        If the dose has no amount of that kind (a checked library has it).
    """
    amount = dose.amount(kind)
    if amount is None:
        raise ValueError(f"the dose has no amount for {kind!r}")
    sided = dose.sides.value == "each"
    once = dose.sets.high == 1
    if kind == "reps":
        work = times_line(amount) if once and not sided else amount_line(amount)
    elif kind == "hold":
        work = seconds_line(amount)
    else:
        work = breaths_line(amount)
    if not once:
        work = N_("{sets} × {work}", sets=amount_line(dose.sets), work=work)
    if not sided:
        return work
    return N_("{work} each leg", work=work) if each == "leg" else N_("{work} each side", work=work)


def dose_line(exercise: Exercise, level: int = 0) -> Line:
    """:func:`work_line` of ``exercise`` at ``level``. KeyError if there is no such level."""
    form = variant(exercise, level)
    return work_line(form.dose, form.kind, exercise.each)


def dose_rows(exercise: Exercise, level: int = 0) -> tuple[DoseRow, ...]:
    """Every field of the dose with its source, in the order one does it.

    Raises
    ------
    KeyError
        If there is no such level.
    """
    form = variant(exercise, level)
    dose = form.dose
    rounds = N_("Sets") if form.kind == "reps" else N_("Rounds")
    rows = [_row("sets", rounds, amount_line(dose.sets), dose.sets)]
    if dose.reps is not None:
        rows.append(_row("reps", N_("Repetitions"), amount_line(dose.reps), dose.reps))
    if dose.hold_s is not None:
        rows.append(_row("hold_s", N_("Hold"), seconds_line(dose.hold_s), dose.hold_s))
    if dose.breaths is not None:
        rows.append(_row("breaths", N_("Breaths"), amount_line(dose.breaths), dose.breaths))
    sides = dose.sides
    in_turn = N_("one leg, then the other") if exercise.each == "leg" else N_("each side in turn")
    rows.append(
        DoseRow(
            "sides",
            N_("Sides"),
            in_turn if sides.value == "each" else N_("both sides together"),
            sides.origin,
            _note(sides.note),
        )
    )
    if dose.pause_s is not None:
        rows.append(_row("pause_s", N_("Pause"), seconds_line(dose.pause_s), dose.pause_s))
    if dose.rep_s is not None:
        rows.append(_row("rep_s", N_("One repetition"), seconds_line(dose.rep_s), dose.rep_s))
    rows.append(_row("rest_s", N_("Rest between"), seconds_line(dose.rest_s), dose.rest_s))
    day = dose.times_per_day
    rows.append(_row("times_per_day", N_("How often"), per_day_line(dose), day))
    return tuple(rows)


def _row(field: str, label: Line, value: Line, amount: Amount) -> DoseRow:
    return DoseRow(field, label, value, amount.origin, _note(amount.note))


def _note(text: str | None) -> Line | None:
    return Line(text) if text else None


def step_line(step: Step, side: WorkedSide = "left", *, printed: bool = True) -> StepLine:
    """A step told for ``side``, in its printed or its spoken form."""
    text = step.print if printed and step.print else step.say
    words = (LEFT, RIGHT) if side == "left" else (RIGHT, LEFT)
    return StepLine(step.phase, N_(text, side=words[0], other=words[1]), step.origin)


def step_lines(
    exercise: Exercise, level: int = 0, side: WorkedSide | None = None, *, printed: bool = True
) -> tuple[StepLine, ...]:
    """The steps at ``level``, told for ``side`` (default: the exercise's first side).

    Raises
    ------
    KeyError
        If there is no such level.
    """
    steps = variant(exercise, level).steps
    told = side or exercise.first_side
    return tuple(step_line(step, told, printed=printed) for step in steps)


def told_for_line(exercise: Exercise, level: int = 0) -> Line | None:
    """For which side :func:`step_lines` tells the steps; None where both work together."""
    if variant(exercise, level).dose.sides.value != "each":
        return None
    if exercise.first_side == "left":
        return N_("Told for the left side. The right is its mirror image.")
    return N_("Told for the right side. The left is its mirror image.")


def claim_lines(exercise: Exercise) -> tuple[tuple[Line, tuple[Line, ...]], ...]:
    """What the exercise is said to work on: for each source, its claim and the targets."""
    claims = []
    for origin, claim in TARGET_CLAIMS.items():
        names = tuple(Line(one.name) for one in exercise.targets if one.origin == origin)
        if names:
            claims.append((claim, names))
    return tuple(claims)


def level_name(exercise: Exercise, level: int) -> Line:
    """``As published``, or the level's own name. KeyError if there is no such level."""
    rung = exercise.level(level)
    return Line(rung.name) if rung else N_("As published")


def caution_line(caution: Caution) -> Line:
    """What the condition means for the exercise, in one line.

    The caution's own ``note`` and ``avoid_if`` add to it.
    """
    if caution.action == "modify" and caution.level is not None:
        return N_("Use level {level}", level=signed(caution.level))
    return ACTION_WORDS[caution.action]


def avoid_if_line(caution: Caution) -> Line | None:
    """When the easier form is not enough: ``Leave it out if the knee hurts …``."""
    if caution.avoid_if is None:
        return None
    return N_("Leave it out if {reason}.", reason=Line(caution.avoid_if))


def signed(level: int) -> str:
    """``−2``, ``0``, ``+1``, as levels are written."""
    return f"+{level}" if level > 0 else str(level).replace("-", "−")
