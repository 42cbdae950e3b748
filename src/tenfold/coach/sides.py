"""Which side works: conditions are asked for left and right at once.

Each time that only one side fits is a vote for it, and the majority names the side: a moment's
left-right swap of the pose model changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from tenfold.body.landmarks import BodySide
from tenfold.body.measures import Sight
from tenfold.coach.conditions import BOTH_SIDES, all_hold
from tenfold.exercises.coach_model import Condition

Side = Literal["left", "right", "both"]
Conditions = tuple[Condition, ...]


@dataclass(slots=True)
class Sides:
    """The votes of one rep or hold. ``sided``: whether the exercise has a working side."""

    sided: bool
    _left: int = 0
    _right: int = 0
    _parts: dict[int, tuple[Conditions, Conditions, Conditions]] = field(default_factory=dict)
    """Conditions, kept by identity: the whole, those of the body, and those of a side."""

    @property
    def working(self) -> BodySide | None:
        """The side that works, as far as the votes tell."""
        if self._left == self._right:
            return None
        return "left" if self._left > self._right else "right"

    @property
    def name(self) -> Side:
        return self.working or "both"

    def forget(self) -> None:
        """Another rep: the votes are open again."""
        self._left = self._right = 0

    def fit(self, conditions: Conditions, sight: Sight, personal: float | None) -> bool | None:
        """Whether the conditions hold for any side that could be the working one."""
        if not self.sided:
            return all_hold(conditions, sight, None, personal)
        _, of_body, of_side = self._parts.get(id(conditions)) or self._part(conditions)
        common = all_hold(of_body, sight, None, personal)
        if common is False:
            return False
        answers = {side: all_hold(of_side, sight, side, personal) for side in BOTH_SIDES}
        if common:
            fitting = [side for side in BOTH_SIDES if answers[side]]
            if len(fitting) == 1:
                self._vote(fitting[0])
            if fitting:
                return True
        return False if False in answers.values() else None

    def _vote(self, side: BodySide) -> None:
        if side == "left":
            self._left += 1
        else:
            self._right += 1

    def _part(self, conditions: Conditions) -> tuple[Conditions, Conditions, Conditions]:
        of_side = tuple(one for one in conditions if _asks_for_a_side(one))
        of_body = tuple(one for one in conditions if not _asks_for_a_side(one))
        found = self._parts[id(conditions)] = conditions, of_body, of_side
        return found


def _asks_for_a_side(condition: Condition) -> bool:
    other = condition.otherwise
    return condition.of in ("working", "other") or (other is not None and _asks_for_a_side(other))
