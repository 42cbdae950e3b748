"""Which fault a form rule should catch: data about the library, checked by a test."""

from __future__ import annotations

from typing import Final

from bench.scenario import FaultKind

CAUGHT_BY: Final[dict[tuple[str, str], tuple[FaultKind, ...]]] = {
    ("reverse_lunge", "front_knee_in_line"): ("knee_in",),
    ("reverse_lunge", "trunk_upright"): ("trunk_lean",),
    ("deep_squat_rest", "slow_descent"): ("fast_descent",),
    ("deep_squat_rest", "knees_over_feet"): ("knee_in",),
    ("seated_lunge", "trunk_tall"): ("trunk_lean",),
    ("standing_abdominal_hold", "knees_straight"): ("bent_knee",),
    ("standing_abdominal_hold", "trunk_tall"): ("trunk_lean",),
}
"""Exercise and rule, and the kinds of fault that break it."""

NONE_CAN_BE_MADE: Final[dict[tuple[str, str], str]] = {}
"""Measured rules for which no fault can be made, and why."""


def kinds_for(exercise_id: str, rule_id: str) -> tuple[FaultKind, ...]:
    """The kinds of fault that a rule should catch; none if none can be made."""
    return CAUGHT_BY.get((exercise_id, rule_id), ())
