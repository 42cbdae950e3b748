"""From the record of a sitting to what the diary says of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tenfold.plan.diary import ExerciseReport, SideReport
from tenfold.plan.zones import Flag
from tenfold.session.commands import BlockEnded


def reports(
    blocks: Iterable[BlockEnded], before: Iterable[ExerciseReport] = ()
) -> tuple[ExerciseReport, ...]:
    """What was done of each exercise, in the order in which it was first done.

    Parameters
    ----------
    before
        What the diary says of the sitting already: what the person told stays, what was done
        is as in ``blocks``.
    """
    told = {one.exercise_id: one for one in before}
    made: dict[str, ExerciseReport] = {}
    for block in blocks:
        if block.outcome == "skipped" and block.done_fraction == 0 and block.pain_nrs is None:
            continue  # nothing was done of it, so there is nothing to tell
        one = _report(block)
        other = made.get(block.exercise_id)
        made[block.exercise_id] = one if other is None else _both(other, one)
    return tuple(_with(one, told.get(name)) for name, one in made.items())


def _report(block: BlockEnded) -> ExerciseReport:
    # The player asks for one number, not for one of each side.
    sides = () if block.pain_nrs is None else (SideReport("both", block.pain_nrs),)
    return ExerciseReport(block.exercise_id, block.level, sides, block.done_fraction)


def _both(one: ExerciseReport, other: ExerciseReport) -> ExerciseReport:
    """The same exercise twice in a sitting: two rounds, the less whole of them counts."""
    parts = [part for part in (one.done_fraction, other.done_fraction) if part is not None]
    return replace(
        one,
        level=max(one.level, other.level),
        sides=(*one.sides, *other.sides),
        done_fraction=min(parts, default=None),
        rounds=one.rounds + other.rounds,
    )


def _with(one: ExerciseReport, told: ExerciseReport | None) -> ExerciseReport:
    if told is None:
        return one
    return replace(one, sides=_sides(one, told), effort=told.effort, rpe=told.rpe)


def _sides(one: ExerciseReport, told: ExerciseReport) -> tuple[SideReport, ...]:
    """What was told of each side stays; the number that the player asked for is its newest."""
    if not one.sides:
        return told.sides
    flags = frozenset[Flag]().union(*(side.flags for side in told.sides if side.side == "both"))
    kept = tuple(side for side in told.sides if side.side != "both")
    return (*(replace(side, flags=flags) for side in one.sides), *kept)
