"""From the library to a sitting: which exercises, at which level, how much.

Two ways in, and one exercise alone:

- ``as_published``: every exercise, the full dose, which is the high end where a
  range is given;
- ``ease_in``: the few starters, the low end of each range, and less where the
  exercise's ``[ease_in]`` says so;
- ``single``: one exercise, the full dose.

A sitting holds one of the day's rounds of each exercise; :mod:`.round_times`
has the others. Rest and tempo are no work, so of their ranges the middle is
taken in every mode.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from tenfold.exercises.model import Amount, Exercise, Variant, variant
from tenfold.session import estimate
from tenfold.session.sitting import Block, BlockStep, Check, Dose, Mode, Side, Sitting

_Pick = Callable[[Amount], float]
_PICK: Final[dict[Mode, _Pick]] = {
    "as_published": lambda amount: amount.high,
    "ease_in": lambda amount: amount.low,
    "single": lambda amount: amount.high,
}
OTHER: Final[dict[Side, Side]] = {"left": "right", "right": "left"}


@dataclass(frozen=True)
class Settings:
    """What a person has set for every sitting, seconds."""

    breath_s: float = 8.0
    prepare_s: float = 10.0
    switch_s: float = 5.0


def compose(
    exercises: Iterable[Exercise],
    mode: Mode,
    *,
    only: str | None = None,
    levels: Mapping[str, int] | None = None,
    first_sides: Mapping[str, Side] | None = None,
    settings: Settings | None = None,
) -> Sitting:
    """A sitting from a library.

    Parameters
    ----------
    exercises
        The library, in any order.
    only
        The id of the exercise, for the mode ``single``.
    levels
        Level by exercise id; 0 for those not named.
    first_sides
        The side to begin with by exercise id (the sorer one, for instance); left for
        those not named.

    Raises
    ------
    ValueError
        If there is nothing to do, or an exercise has no such level.
    """
    settings = settings or Settings()
    chosen = sorted(
        (one for one in exercises if _belongs(one, mode, only)), key=lambda one: (one.order, one.id)
    )
    if not chosen:
        raise ValueError(f"no exercise for {only or mode}")
    return Sitting(
        mode=mode,
        blocks=tuple(
            block(
                one,
                mode,
                level=(levels or {}).get(one.id, 0),
                first_side=(first_sides or {}).get(one.id, "left"),
            )
            for one in chosen
        ),
        breath_s=settings.breath_s,
        prepare_s=settings.prepare_s,
        switch_s=settings.switch_s,
    )


def estimate_s(sitting: Sitting) -> float:
    """How long the sitting takes when it is led by time, seconds."""
    return estimate.sitting_ms(sitting) / 1000


def block(exercise: Exercise, mode: Mode, level: int = 0, first_side: Side = "left") -> Block:
    """One exercise, dosed for ``mode``, with all its easier levels behind it.

    Raises
    ------
    ValueError
        If the exercise has no such level, or the level no amount of its kind.
    """
    if level not in exercise.levels:
        raise ValueError(f"{exercise.id} has no level {level}")
    easier: Block | None = None
    for rung in exercise.levels[: exercise.levels.index(level) + 1]:
        easier = _at_level(exercise, mode, rung, first_side, easier)
    assert easier is not None
    return easier


def _belongs(exercise: Exercise, mode: Mode, only: str | None) -> bool:
    if mode == "single":
        return exercise.id == only
    return mode == "as_published" or exercise.starter


def _at_level(
    exercise: Exercise, mode: Mode, level: int, first_side: Side, easier: Block | None
) -> Block:
    form = variant(exercise, level)
    return Block(
        exercise_id=exercise.id,
        level=level,
        title=form.name,
        kind=form.kind,
        start=form.start,
        dose=_dose(exercise, form, mode, first_side),
        steps=tuple(BlockStep(step.phase, step.say) for step in form.steps),
        camera=form.coach is not None,
        easier=easier,
        level_title=form.level_name,
        checks=tuple(
            Check(rule.ask, by_camera=bool(rule.views))
            for rule in sorted(form.form, key=lambda rule: rule.priority)
            if rule.ask is not None
        ),
        turn=form.camera.other_side,
    )


def _dose(exercise: Exercise, form: Variant, mode: Mode, first_side: Side) -> Dose:
    pick, dose = _PICK[mode], form.dose
    amount = dose.amount(form.kind)
    if amount is None:
        raise ValueError(f"{exercise.id} level {form.level} does not say how many {form.kind}")
    sets, work = pick(dose.sets), pick(amount)
    if mode == "ease_in":
        ease_in = exercise.ease_in
        sets = min(sets, ease_in.sets.value) if ease_in.sets else sets
        if form.kind == "reps" and ease_in.reps:
            work = min(work, ease_in.reps.value)
    return Dose(
        sets=round(sets),
        sides=(first_side, OTHER[first_side]) if dose.sides.value == "each" else ("both",),
        reps=round(work) if form.kind == "reps" else 0,
        hold_s=work if form.kind == "hold" else 0.0,
        breaths=round(work) if form.kind == "breaths" else 0,
        rep_s=_middle(dose.rep_s) if dose.rep_s else 0.0,
        rest_s=_middle(dose.rest_s),
    )


def _middle(amount: Amount) -> float:
    return (amount.low + amount.high) / 2
