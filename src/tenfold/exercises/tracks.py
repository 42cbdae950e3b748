"""Compiled movements of an exercise, kept beside its file so that nothing need be solved again.

``motion.json`` holds one track for each level that moves in its own way. It is made from the
``[motion]`` tables by ``tenfold motions`` and carries a digest of them and of the skeleton; a file
that is missing or out of date is made anew when it is asked for.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Final

import numpy as np

from tenfold.body import skeleton
from tenfold.body.track import Key, Track
from tenfold.exercises.model import Exercise
from tenfold.exercises.motion import filled_in, settled_keys
from tenfold.exercises.motion_model import Motion
from tenfold.exercises.props import size_m

TRACKS_FILE: Final = "motion.json"
_FORMAT: Final = 1
SOLVER_VERSION: Final = 1
"""To be raised when the same tables would give other frames."""


def motions(exercise: Exercise) -> dict[int, Motion]:
    """The movements of an exercise by level. A level that is not named moves like level 0."""
    found = {} if exercise.motion is None else {0: exercise.motion}
    found |= {rung.level: rung.motion for rung in exercise.ladder if rung.motion is not None}
    return found


def digest(exercise: Exercise) -> str:
    """Of everything that the frames depend on."""
    parts = [
        str(SOLVER_VERSION),
        repr((skeleton.SEGMENTS, skeleton.CAPSULES, skeleton.MASSES)),
        repr(sorted(skeleton.SITES.items())),
        repr([skeleton.limits_deg(name) for name in skeleton.ANGLES]),
        *(f"{level}:{one.model_dump_json()}" for level, one in sorted(motions(exercise).items())),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def compiled(exercise: Exercise) -> dict[str, Any]:
    """The content of ``motion.json``: every movement solved. Some seconds of work.

    Raises
    ------
    tenfold.exercises.motion.MotionError
        If a movement names what is not there.
    """
    return {
        "format": _FORMAT,
        "exercise": exercise.id,
        "digest": digest(exercise),
        "levels": {
            str(level): compiled_level(motion)
            for level, motion in sorted(motions(exercise).items())
        },
    }


def compiled_level(motion: Motion) -> dict[str, Any]:
    """One movement solved, as it stands in the file. MotionError as :func:`compiled`."""
    held = settled_keys(motion)
    track = filled_in(motion, held)
    return {
        "azimuth_deg": motion.azimuth_deg,
        "elevation_deg": motion.elevation_deg,
        "props": [
            {
                "kind": prop.kind,
                "at_m": prop.at,
                "turn_deg": prop.turn_deg,
                "size_m": size_m(prop),
            }
            for prop in motion.props
        ],
        "holds": motion.holds,
        "tint": motion.tint,
        "arrows": [
            {"from_m": arrow.start, "to_m": arrow.end, "phase": arrow.phase}
            for arrow in motion.arrows
        ],
        "fps": track.fps,
        "keys": [
            {
                "frame": key.frame,
                "phase": key.phase,
                "stop": key.stop,
                "off_m": round(pose.off_m, 3),
            }
            for key, pose in zip(track.keys, held, strict=True)
        ],
        "frames": [_rounded(frame) for frame in track.frames],
    }


def _rounded(frame: skeleton.Array) -> list[float]:
    """Millimetres and tenths of a degree; whole numbers without a point."""
    numbers = [*np.round(frame[:3], 3).tolist(), *np.round(frame[3:], 1).tolist()]
    return [int(number) if number == int(number) else number for number in numbers]


def text_of(content: dict[str, Any]) -> str:
    """The file's text: one frame a line, so that a change can be read."""
    text = json.dumps(content, indent=1)
    lines: list[str] = []
    inside = 0
    for line in text.splitlines():
        bare = line.strip()
        if inside and lines:
            lines[-1] += bare if bare.startswith(("]", ",")) else f" {bare}"
        else:
            lines.append(line)
        if bare.endswith("[") and not line.rstrip().endswith('"frames": ['):
            inside += 1
        elif inside and bare.rstrip(",") == "]":
            inside -= 1
    return "\n".join(lines).replace("[ ", "[") + "\n"


def read_tracks(place: Path, exercise: Exercise) -> dict[str, Any] | None:
    """The kept tracks of an exercise's folder; None where they are missing or out of date."""
    try:
        content = json.loads((place / TRACKS_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(content, dict) or content.get("digest") != digest(exercise):
        return None
    return content


def track_of(level: dict[str, Any]) -> Track:
    """A level of ``motion.json`` as a track."""
    keys = tuple(Key(key["frame"], key["phase"], key["stop"]) for key in level["keys"])
    return Track(float(level["fps"]), keys, np.array(level["frames"], dtype=float))
