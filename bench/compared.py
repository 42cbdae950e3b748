"""The numbers that are compared: all measures of the coach.

The same function is asked about the true frame and about the tracked one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from tenfold.body.frame import Frame
from tenfold.body.landmarks import BodySide
from tenfold.body.measures import MEASURES, Measure, Sight

BODY_SIDES: Final[tuple[BodySide, ...]] = ("left", "right")


@dataclass(frozen=True)
class Number:
    """Something that can be computed from a frame; ``of`` gives None where it is not seen."""

    name: str
    unit: Literal["deg", "leg lengths", "trunk lengths"]
    sided: bool
    of: Callable[[Sight, BodySide | None], float | None]


TURNS: Final = ("trunk_turn_deg", "head_turn_deg", "knees_over_deg")
"""Angles that go round, to either side; compared once, as the way to the left."""


def _number(measure: Measure) -> Number:
    name = measure.name
    if name in TURNS:
        return Number(name, measure.unit, False, lambda sight, _: sight.value(name, "left"))
    return Number(name, measure.unit, measure.sided, lambda sight, side: sight.value(name, side))


NUMBERS: Final[tuple[Number, ...]] = tuple(_number(one) for one in MEASURES.values())

MEANINGS: Final[dict[str, str]] = {m.name: m.meaning for m in MEASURES.values()}


def values(frame: Frame) -> dict[tuple[str, BodySide | None], float | None]:
    """All numbers of a frame, by name and side; None where something is not seen."""
    sight = Sight(frame)
    return {
        (number.name, side): None if frame.empty else number.of(sight, side)
        for number in NUMBERS
        for side in (BODY_SIDES if number.sided else (None,))
    }


def difference(name: str, true: float, seen: float) -> float:
    """How far off; angles that go round are compared the short way."""
    off = abs(seen - true)
    if name in TURNS:
        off = min(off, 360.0 - off)
    return off
