"""The pose model's 33 landmarks by name, and which belongs to which side.

Left and right are the person's own. One side is written down; the other is
derived from it, so that the two can never disagree.
"""

from __future__ import annotations

from typing import Final, Literal

BodySide = Literal["left", "right"]

NAMES: Final[tuple[str, ...]] = (
    "nose",
    "left_eye_inner",
    "left_eye",
    "left_eye_outer",
    "right_eye_inner",
    "right_eye",
    "right_eye_outer",
    "left_ear",
    "right_ear",
    "mouth_left",
    "mouth_right",
    "left_shoulder",
    "right_shoulder",
    "left_elbow",
    "right_elbow",
    "left_wrist",
    "right_wrist",
    "left_pinky",
    "right_pinky",
    "left_index",
    "right_index",
    "left_thumb",
    "right_thumb",
    "left_hip",
    "right_hip",
    "left_knee",
    "right_knee",
    "left_ankle",
    "right_ankle",
    "left_heel",
    "right_heel",
    "left_foot_index",
    "right_foot_index",
)
INDEX: Final[dict[str, int]] = {name: index for index, name in enumerate(NAMES)}


def _twin(name: str) -> str:
    if "left" in name:
        return name.replace("left", "right")
    return name.replace("right", "left")


MIRROR: Final[tuple[int, ...]] = tuple(INDEX[_twin(name)] for name in NAMES)
"""For each landmark, the index of its twin on the other side (itself for the nose)."""

OTHER: Final[dict[BodySide, BodySide]] = {"left": "right", "right": "left"}

# Groups in the words of the exercise format's camera advice.
GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "head": ("nose",),
    "shoulders": ("left_shoulder", "right_shoulder"),
    "elbows": ("left_elbow", "right_elbow"),
    "hands": ("left_wrist", "right_wrist"),
    "hips": ("left_hip", "right_hip"),
    "knees": ("left_knee", "right_knee"),
    "ankles": ("left_ankle", "right_ankle"),
    "feet": ("left_foot_index", "right_foot_index"),
}


def index(part: str, side: BodySide) -> int:
    """The landmark index of ``part`` ("knee") on ``side``. KeyError if there is none."""
    return INDEX[f"{side}_{part}"]
