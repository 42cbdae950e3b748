"""Where in a sitting we are, and what lies before and behind."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tenfold.session.sitting import Block


@dataclass(frozen=True, slots=True)
class Place:
    """A side of a set of a block, each counted from 0."""

    block: int
    set: int = 0
    side: int = 0


def before(place: Place, block: Block) -> Place | None:
    """The side before ``place`` in the same block; None at its very first."""
    if place.side > 0:
        return replace(place, side=place.side - 1)
    if place.set > 0:
        return replace(place, set=place.set - 1, side=len(block.dose.sides) - 1)
    return None
