"""What looks like the exercise for a while and is not: sitting down on a chair, say.

Single moments do not tell: who sits down is balanced over their feet until the seat takes them.
So a condition may also ask how a measure stands against its largest value on the way there: on
a chair the trunk comes upright again; in a squat it cannot.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tenfold.body.landmarks import BodySide
from tenfold.body.measures import Sight
from tenfold.coach.conditions import holds, one_value
from tenfold.coach.spells import Spell
from tenfold.exercises.coach_model import Condition, Never


@dataclass(slots=True)
class Ruling:
    """Follows what would rule a trip out."""

    rules: tuple[Never, ...]
    out: bool = False
    """Whether this trip is ruled out."""
    _spells: list[Spell] = field(default_factory=list)
    _most: dict[str, float] = field(default_factory=dict)
    """The largest value of each measure on the way so far."""

    def begin(self) -> None:
        """A new trip, or none yet."""
        self.out = False
        self._most.clear()
        for spell in self._spells:
            spell.since_s = None

    def advance(self, sight: Sight, t_s: float, working: BodySide | None) -> None:
        """A frame of a trip."""
        if self.out or not self.rules:
            return
        if not self._spells:
            self._spells = [Spell() for _ in self.rules]
        for rule, spell in zip(self.rules, self._spells, strict=True):
            answers = [self._holds(one, sight, working) for one in rule.when]
            spell.update(all(answers), t_s)
            self.out = self.out or spell.lasted(t_s, rule.min_s)

    def _holds(self, condition: Condition, sight: Sight, working: BodySide | None) -> bool:
        if condition.against is None:
            return holds(condition, sight, working) is True
        value = one_value(sight, condition.measure, condition.of, working)
        if value is None:
            return False
        most = self._most[condition.measure] = max(self._most.get(condition.measure, value), value)
        if condition.below is not None:
            return value < most + condition.below
        return condition.above is not None and value > most + condition.above
