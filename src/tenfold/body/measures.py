"""Named numbers computed from a frame: joint angles, segment angles, distances.

The 33 landmarks approximate joint centres. They are not ISB joint coordinate
systems, and there is none on the spine or the pelvis rims, so an angle named
here is the angle between landmark lines, not a clinical joint angle.

Distances are in *leg lengths* (thigh plus shank of the person in view), which
makes them the same for tall and short people and near and far cameras.
"""

from __future__ import annotations

from typing import Final, Literal

from tenfold.body import measures_legs, measures_picture, measures_turn
from tenfold.body.frame import Frame
from tenfold.body.landmarks import INDEX, OTHER, BodySide, index
from tenfold.body.sight import MARGIN, SEEN_FROM, Measure, Points

__all__ = ["MARGIN", "MEASURES", "REP_MEASURES", "SEEN_FROM", "Measure", "Of", "Sight"]

Of = Literal["working", "other", "both", "either", "mean", "body"]


class Sight(Points):
    """A frame with its measures, each computed at most once.

    ``value`` gives None when a landmark that the measure needs is not seen.
    """

    __slots__ = ("_cache",)

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._cache: dict[tuple[str, BodySide | None], float | None] = {}

    def value(self, name: str, side: BodySide | None = None) -> float | None:
        """The measure ``name``, of ``side`` where it has sides. KeyError if unknown."""
        key = (name, side)
        if key not in self._cache:
            self._cache[key] = self._compute(MEASURES[name], side)
        return self._cache[key]

    def _compute(self, measure: Measure, side: BodySide | None) -> float | None:
        if (side is None) == measure.sided:
            raise ValueError(f"{measure.name} {'needs' if measure.sided else 'has no'} side")
        if not _NEEDED[measure.name, side].isdisjoint(self.hidden):
            return None
        if measure.opposite and side == "right":
            left = self.value(measure.name, "left")
            return None if left is None else -left
        return measure.compute(self, side or "left")


_SIDED_PARTS = ("shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "foot_index", "ear")


def _landmark(part: str, side: BodySide | None) -> int:
    if side is not None and part in _SIDED_PARTS:
        return index(part, side)
    if side is not None and part.startswith("other_"):
        return index(part.removeprefix("other_"), OTHER[side])
    return INDEX[part]


MEASURES: Final[dict[str, Measure]] = {
    measure.name: measure
    for measures in (measures_legs.MEASURES, measures_turn.MEASURES, measures_picture.MEASURES)
    for measure in measures
}
_SIDES: Final[tuple[BodySide, BodySide]] = ("left", "right")
_NEEDED: Final[dict[tuple[str, BodySide | None], frozenset[int]]] = {
    (measure.name, side): frozenset(_landmark(part, side) for part in measure.needs)
    for measure in MEASURES.values()
    for side in (_SIDES if measure.sided else (None,))
}

REP_MEASURES: Final[dict[str, str]] = {
    "rep_s": "length of the whole rep, seconds",
    "descent_s": "from leaving rest to nearly the deepest point, seconds",
}
"""Numbers about a whole rep rather than a frame; only in rules with ``per = "rep"``."""
