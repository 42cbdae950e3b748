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
class _Watched:
    """One rule, and what it has seen."""

    rule: Never
    spell: Spell = field(default_factory=Spell)
    out: bool = False
    least: dict[str, float] = field(default_factory=dict)
    """The smallest values in the spell of measures that must be near their largest."""


@dataclass(slots=True)
class Ruling:
    """Follows what would rule a trip out."""

    rules: tuple[Never, ...]
    _watched: list[_Watched] = field(default_factory=list)
    _most: dict[str, float] = field(default_factory=dict)
    """The largest value of each measure on the way so far."""

    def __post_init__(self) -> None:
        self.begin()

    @property
    def out(self) -> bool:
        """Whether this trip is ruled out."""
        return any(one.out for one in self._watched)

    def begin(self) -> None:
        """A new trip, or none yet."""
        self._watched = [_Watched(rule) for rule in self.rules]
        self._most.clear()

    def advance(self, sight: Sight, t_s: float, working: BodySide | None) -> None:
        """A frame of a trip."""
        for one in self._watched:
            answers = [self._holds(one, condition, sight, working) for condition in one.rule.when]
            one.spell.update(all(answers), t_s)
            if one.spell.since_s is None and not one.out:
                one.least.clear()
            one.out = one.out or one.spell.lasted(t_s, one.rule.min_s)
            if any(self._surpassed(one, condition) for condition in one.rule.when):
                # Who goes on down met no chair: what was near the largest value no longer is.
                one.out, one.spell.since_s = False, None
                one.least.clear()

    def _holds(
        self, one: _Watched, condition: Condition, sight: Sight, working: BodySide | None
    ) -> bool:
        if condition.against is None:
            return holds(condition, sight, working) is True
        name = condition.measure
        value = one_value(sight, name, condition.of, working)
        if value is None:
            return False
        most = self._most[name] = max(self._most.get(name, value), value)
        if condition.below is not None:
            return value < most + condition.below
        assert condition.above is not None  # the format gives one of the two
        if value <= most + condition.above:
            return False
        if not one.out:
            one.least[name] = min(one.least.get(name, value), value)
        return True

    def _surpassed(self, one: _Watched, condition: Condition) -> bool:
        least = one.least.get(condition.measure)
        if condition.against is None or condition.above is None or least is None:
            return False
        return self._most[condition.measure] + condition.above > least
