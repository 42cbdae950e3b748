"""A small exercise to write into folders, and to spoil."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

CONDITION = {
    "id": "sore_thumb",
    "label": "A sore thumb",
    "ask": "Is your thumb sore?",
    "means": "No thumbs.",
}


def amount(value: float, origin: str = "ours") -> dict[str, Any]:
    return {"value": value, "from": origin}


def heel_raise(exercise_id: str = "heel_raise", order: int = 11) -> dict[str, Any]:
    """A whole, sound exercise as its file's tables."""
    return {
        "id": exercise_id,
        "order": order,
        "name": "Heel raise",
        "kind": "reps",
        "start": "standing",
        "summary": "Rise on to your toes and come down slowly.",
        "side_means": "the foot you stand on",
        "dose": {
            "sets": amount(2),
            "reps": {"min": 8, "max": 12, "from": "ours"},
            "sides": {"value": "each", "from": "ours"},
            "rep_s": amount(4),
            "rest_s": amount(30),
            "times_per_day": amount(1),
        },
        "steps": [
            {
                "phase": "start",
                "say": "Stand on your {side} foot, with a chair.",
                "from": "ours",
            },
            {"phase": "move", "say": "Rise on to your toes.", "from": "ours"},
            {"phase": "return", "say": "Come down slowly, {other} foot free.", "from": "ours"},
        ],
        "ladder": [
            {
                "level": -1,
                "name": "On both feet",
                "from": "ours",
                "dose": {
                    "sets": amount(1),
                    "reps": amount(8),
                    "sides": {"value": "both_together", "from": "ours"},
                    "rep_s": amount(4),
                    "rest_s": amount(30),
                    "times_per_day": amount(1),
                },
                "steps": [{"phase": "move", "say": "Rise on to your toes.", "from": "ours"}],
            }
        ],
        "cautions": [{"condition": "dizziness", "action": "modify", "level": -1}],
        "camera": {
            "view": "side",
            "height_m": 0.8,
            "distance_m": 2.5,
            "say": "Put the camera to your side.",
            "needs": ["hips", "ankles"],
        },
        "coach": {
            "phases": [
                {"name": "down", "enter": [{"measure": "hip_height", "below": 1.0}]},
                {"name": "up", "enter": [{"measure": "hip_height", "above": 1.05}]},
            ],
            "range": {"measure": "knee_flexion_deg"},
        },
        "form": [
            {
                "id": "knees_straight",
                "cue": "Straight knees.",
                "why": "The ankle does the work.",
                "from": "ours",
                "phases": ["up", "to_up", "hold"],
                "when": {"measure": "knee_flexion_deg", "of": "working", "above": 20},
            }
        ],
    }


def toml(value: Any) -> str:
    """``value`` as an inline TOML value. JSON strings and numbers are TOML's too."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)} = {toml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(toml(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def write(folder: Path, tables: dict[str, Any], name: str | None = None) -> Path:
    """Write an exercise below ``folder``; its own folder is called ``name`` (default: its id)."""
    place = folder / (name or tables["id"])
    place.mkdir(parents=True)
    text = "\n".join(f"{key} = {toml(value)}" for key, value in tables.items())
    (place / "exercise.toml").write_text(text + "\n", encoding="utf-8")
    return place
