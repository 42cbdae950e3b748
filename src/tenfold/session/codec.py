"""Inputs, sittings and records to plain JSON values and back: see :mod:`.plain`.

An unknown kind or a number out of its range is a :class:`ValueError` that names the place.
"""

from __future__ import annotations

import math
from typing import Any, Final, TypeVar

from tenfold.session.commands import BlockEnded
from tenfold.session.inputs import (
    CameraChanged,
    Disconnected,
    HintGiven,
    Input,
    PainSaid,
    PositionSeen,
    Press,
    RepSeen,
    StopForPain,
    Tick,
)
from tenfold.session.plain import Plain, from_plain, taken_kind, to_plain
from tenfold.session.sitting import Sitting

T = TypeVar("T")

KINDS: Final[dict[str, type[Input]]] = {
    "tick": Tick,
    "press": Press,
    "stop_for_pain": StopForPain,
    "pain_said": PainSaid,
    "camera_changed": CameraChanged,
    "rep_seen": RepSeen,
    "position_seen": PositionSeen,
    "hint_given": HintGiven,
    "disconnected": Disconnected,
}
_KIND_OF: Final = {cls: kind for kind, cls in KINDS.items()}
RANGES: Final[dict[str, tuple[float, float]]] = {
    "nrs": (0, 10),
    "pain_nrs": (0, 10),
    "at_s": (0, math.inf),
    "block_index": (0, math.inf),
}


def input_to_dict(given: Input) -> Plain:
    """``{"kind": "press", "at_s": 3.5, "button": "pause"}``."""
    return {"kind": _KIND_OF[type(given)], **to_plain(given)}


def input_from_dict(plain: Plain) -> Input:
    """The input that :func:`input_to_dict` wrote."""
    kind, rest = taken_kind(plain, KINDS, "input")
    return _read(KINDS[kind], rest, "input")


def sitting_to_dict(sitting: Sitting) -> Plain:
    return to_plain(sitting)


def sitting_from_dict(plain: Plain) -> Sitting:
    return _read(Sitting, plain, "sitting")


def block_ended_to_dict(ended: BlockEnded) -> Plain:
    return to_plain(ended)


def block_ended_from_dict(plain: Plain) -> BlockEnded:
    return _read(BlockEnded, plain, "block_ended")


def _read(cls: type[T], plain: Any, where: str) -> T:
    value = from_plain(cls, plain, where)
    for name, (low, high) in RANGES.items():
        number = getattr(value, name, None)
        if number is not None and not low <= number <= high:
            raise ValueError(f"{where}.{name}: {number} is out of range")
    return value
