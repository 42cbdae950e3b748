"""Exercises made by hand, as small as may be."""

from __future__ import annotations

from typing import Any

from tenfold.exercises.model import Exercise

CAMERA = {"view": "side", "height_m": 1.0, "distance_m": 2.0, "say": "To the side.", "needs": []}
STEP = {"phase": "start", "say": "Stand.", "from": "ours"}
COACH = {
    "phases": [
        {"name": "up", "enter": [{"measure": "knee_flexion_deg", "of": "both", "below": 20}]},
        {"name": "down", "enter": [{"measure": "knee_flexion_deg", "of": "both", "above": 80}]},
    ],
    "range": {"measure": "knee_flexion_deg"},
}


def amount(value: Any) -> dict[str, Any]:
    """``3`` or ``(30, 60)`` as a library file has it."""
    if isinstance(value, tuple):
        return {"min": value[0], "max": value[1], "from": "article"}
    return {"value": value, "from": "article"}


def dose(sides: str = "each", **amounts: Any) -> dict[str, Any]:
    amounts = {"sets": 1, "rest_s": (30, 60), "times_per_day": 1, **amounts}
    return {
        "sides": {"value": sides, "from": "article"},
        **{name: amount(value) for name, value in amounts.items()},
    }


def exercise(exercise_id: str, order: int, kind: str, amounts: Any, **more: Any) -> Exercise:
    return Exercise.model_validate(
        {
            "id": exercise_id,
            "order": order,
            "name": exercise_id.replace("_", " ").capitalize(),
            "kind": kind,
            "start": "standing",
            "summary": "Something to do.",
            "dose": amounts,
            "steps": [STEP],
            "camera": CAMERA,
            **more,
        }
    )


LUNGE = exercise(
    "lunge",
    1,
    "reps",
    dose(sets=3, reps=(8, 10), rep_s=(4, 5)),
    starter=True,
    ease_in={"sets": amount(1), "reps": amount(6)},
    coach=COACH,
    ladder=[
        {
            "level": -2,
            "name": "From a chair",
            "from": "ours",
            "kind": "reps",
            "dose": dose("both_together", reps=(5, 8), rest_s=30),
        },
        {
            "level": -1,
            "name": "Holding on",
            "from": "ours",
            "dose": dose(sets=2, reps=8, rest_s=30),
            "coach": "same",
        },
        {
            "level": 1,
            "name": "Slower",
            "from": "ours",
            "dose": dose(sets=3, reps=10),
            "steps": [{"phase": "move", "say": "Step the {side} foot back.", "from": "ours"}],
        },
    ],
)
STRETCH = exercise("stretch", 2, "hold", dose(hold_s=(30, 60)))
BREATHS = exercise("breaths", 3, "breaths", dose("both_together", breaths=(4, 5)), starter=True)
BELLY = exercise(
    "belly",
    9,
    "hold",
    dose("both_together", hold_s=20, times_per_day=(5, 10)),
    ladder=[
        {
            "level": -2,
            "name": "Lying",
            "from": "ours",
            "dose": dose("both_together", sets=5, hold_s=5, rest_s=5, times_per_day=1),
        }
    ],
)
LIBRARY = (BELLY, STRETCH, LUNGE, BREATHS)
