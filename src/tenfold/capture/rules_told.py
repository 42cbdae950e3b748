"""Which form rules could speak of a recording, which could not, and why."""

from __future__ import annotations

from typing import Any

from tenfold.body.landmarks import BodySide
from tenfold.body.measures import Sight
from tenfold.coach.conditions import all_hold
from tenfold.exercises.coach_model import VIEW_CLASS, CoachSpec, FormRule, ViewClass
from tenfold.exercises.model import Variant
from tenfold.exercises.rights import (
    LEAST_BAD,
    LEAST_GOOD_S,
    LEAST_RECALL,
    MOST_FALSE_PER_5_MIN,
    Right,
    Rights,
)


def rules_told(
    form: Variant, rights: Rights | None, moves_like: int, view: ViewClass | None
) -> list[dict[str, Any]]:
    """Each rule of the variant: whether it could speak in the view, and if not, why.

    Parameters
    ----------
    form : Variant
        With the views that each rule has earned.
    moves_like : int
        The level whose measurements hold for this one.
    """
    told = []
    for rule in form.form:
        earned = sorted({name for one in rule.views if (name := VIEW_CLASS[one]) is not None})
        why = None if view in earned else _why(rule, rights, moves_like, view)
        told.append(
            {"rule_id": rule.id, "cue": rule.cue, "speaks": why is None, "views": earned}
            | ({} if why is None else {"why_not": why})
        )
    return told


def _why(rule: FormRule, rights: Rights | None, moves_like: int, view: ViewClass | None) -> str:
    if rule.when is None:
        return "a question for the person, not for the camera"
    if view is None:
        return "it was never clear from which side the person is seen"
    levels = {} if rights is None else rights.rules.get(rule.id, {})
    right = levels.get(str(moves_like), {}).get(view)
    if right is None:
        return f"not measured in this view ({view})"
    return f"measured in this view ({view}): {_short_of(right)}"


def _short_of(right: Right) -> str:
    if right.bad < LEAST_BAD or right.good_s < LEAST_GOOD_S:
        return f"too little ({right.bad} faults, {right.good_s:.0f} s of good form)"
    if right.recall < LEAST_RECALL:
        return f"it sees {right.recall:.0%} of the faults"
    if right.false_per_5_min > MOST_FALSE_PER_5_MIN:
        return f"{right.false_per_5_min:.1f} false hints in five minutes of good form"
    return "the rule is not for this view"


def in_position(spec: CoachSpec, sight: Sight) -> tuple[str, BodySide | None]:
    """Whether one moment is the exercise's position: ``yes``, ``no`` or ``cannot_tell``.

    The position is the phase that is held, or else the last: the bottom of a rep. The side is
    the one that fits, where only one does.
    """
    name = spec.hold_phase or spec.phases[-1].name
    phase = next(one for one in spec.phases if one.name == name)
    sides: tuple[BodySide | None, ...] = ("left", "right") if spec.sided else (None,)
    answers = {side: all_hold(phase.enter, sight, side) for side in sides}
    fitting = [side for side, answer in answers.items() if answer]
    if fitting:
        return "yes", fitting[0] if len(fitting) == 1 else None
    return ("cannot_tell" if None in answers.values() else "no"), None
