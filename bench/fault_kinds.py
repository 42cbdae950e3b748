"""Which fault a form rule should catch: data about the library, checked by a test."""

from __future__ import annotations

from typing import Final

from bench.scenario import FaultKind

CAUGHT_BY: Final[dict[tuple[str, str], tuple[FaultKind, ...]]] = {
    ("reverse_lunge", "front_knee_in_line"): ("knee_in",),
    ("reverse_lunge", "trunk_upright"): ("trunk_lean",),
    ("reverse_lunge", "front_heel_down"): ("lifted_heel",),
    ("reverse_lunge", "unhurried"): ("hurried",),
    ("deep_squat_rest", "slow_descent"): ("fast_descent",),
    ("deep_squat_rest", "upright_on_the_way_down"): ("leans_on_the_way",),
    ("deep_squat_rest", "knees_over_feet"): ("knee_in",),
    ("deep_squat_rest", "heels_supported"): ("lifted_heel",),
    ("seated_lunge", "trunk_tall"): ("trunk_lean",),
    ("seated_lunge", "knee_straightening"): ("rear_knee_bent",),
    ("standing_abdominal_hold", "feet_together"): ("feet_apart",),
    ("standing_abdominal_hold", "knees_straight"): ("bent_knee",),
    ("standing_abdominal_hold", "trunk_tall"): ("trunk_lean",),
    ("seated_twist", "turn_to_knee"): ("turned_away",),
    ("pigeon_pose", "propped_on_hands"): ("hands_off",),
    ("pigeon_pose", "back_knee_bent"): ("rear_knee_straight",),
    ("lying_twist", "arms_level"): ("arms_not_level",),
    ("lying_twist", "head_turned_away"): ("head_not_turned",),
    ("lying_twist", "shoulders_down"): ("shoulder_lifts",),
    ("lateral_hip_stretch", "shoulders_down"): ("shoulder_lifts",),
}
"""Exercise and rule, and the kinds of fault that break it."""

_SPINE: Final = (
    "the drawn spine, bent as far as it goes, shortens the line from hips to shoulders less than "
    "the rule's limit: there is no landmark between them"
)
NONE_CAN_BE_MADE: Final[dict[tuple[str, str], str]] = {
    ("shoelace_stretch", "back_long"): _SPINE,
    ("seated_twist", "spine_long"): _SPINE,
    ("butterfly_pose", "back_long"): _SPINE,
    ("pigeon_pose", "back_long"): _SPINE,
}
"""Measured rules for which no fault can be made, and why."""


def kinds_for(exercise_id: str, rule_id: str) -> tuple[FaultKind, ...]:
    """The kinds of fault that a rule should catch; none if none can be made."""
    return CAUGHT_BY.get((exercise_id, rule_id), ())
