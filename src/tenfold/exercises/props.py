"""Things around the person, as surfaces to rest on."""

from __future__ import annotations

import math
from typing import Final, NamedTuple

from tenfold.exercises.motion_model import Place, Prop, PropKind

SIZES_M: Final[dict[PropKind, Place]] = {
    "mat": (1.9, 0.008, 0.7),
    "chair": (0.42, 0.45, 0.46),
    "wall": (0.05, 2.2, 2.4),
    "pillow": (0.40, 0.12, 0.55),
    "table": (0.6, 0.85, 1.1),
    "door_frame": (0.12, 2.05, 0.9),
    "block": (0.15, 0.12, 0.23),
    "bolster": (0.24, 0.20, 0.65),
    "wedge": (0.30, 0.05, 0.5),
}
"""Length, height and width where a thing does not say its own. A chair's height is its seat's."""


class Surface(NamedTuple):
    """All points p with ``normal . p = offset_m``."""

    normal: Place
    offset_m: float


FLOOR: Final = Surface((0.0, 1.0, 0.0), 0.0)


def name_of(prop: Prop) -> str:
    return prop.name or prop.kind


def size_m(prop: Prop) -> Place:
    return prop.size or SIZES_M[prop.kind]


def surface_of(prop: Prop, scale: float = 1.0) -> Surface | None:
    """What one rests on: a wall's face, the top of most things; None for a door frame.

    ``scale`` is the body's height over the reference body's: places grow with it, sizes do not.
    """
    if prop.kind == "door_frame":
        return None
    length, height, _ = size_m(prop)
    turn = math.radians(prop.turn_deg)
    if prop.kind == "wall":
        # Its face looks to where the wall faces.
        normal = (math.cos(turn), 0.0, -math.sin(turn))
        face = sum(n * p * scale for n, p in zip(normal, prop.at, strict=True)) + length / 2
        return Surface(normal, face)
    if prop.kind == "wedge":
        # Its high edge is behind: heels stand high, toes low.
        slope = math.atan2(height, length)
        normal = (math.sin(slope), math.cos(slope), 0.0)
        middle = (prop.at[0] * scale, height / 2, prop.at[2] * scale)
        return Surface(normal, sum(n * p for n, p in zip(normal, middle, strict=True)))
    return Surface((0.0, 1.0, 0.0), prop.at[1] * scale + height)
