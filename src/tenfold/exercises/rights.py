"""The measured right to speak: what a bench found of each form rule.

``rights.json`` beside an exercise file says, for each rule, level and view, how often the rule
saw what was wrong and how often it spoke when nothing was. A rule that was not measured is silent.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field

from tenfold.exercises.base_model import Id, Model, Text
from tenfold.exercises.coach_model import ViewClass

RIGHTS_FILE: Final = "rights.json"
LEAST_RECALL: Final = 0.9
MOST_FALSE_PER_5_MIN: Final = 1.0
LEAST_BAD: Final = 10
LEAST_GOOD_S: Final = 60.0
"""Below so many faults, and so much good form, nothing is known."""

LevelName = Annotated[str, Field(pattern=r"^(0|-[12]|[12])$")]


class Right(Model):
    """What was measured of one rule, at one level, in one view."""

    recall: float = Field(ge=0, le=1)
    """Share of the faults it called."""
    bad: int = Field(ge=0)
    """How many faults there were."""
    false_per_5_min: float = Field(ge=0)
    """Cues in five minutes of good form."""
    good_s: float = Field(ge=0)
    """How much good form there was, seconds."""

    @property
    def earned(self) -> bool:
        """Whether enough was measured, and was good enough."""
        return (
            self.bad >= LEAST_BAD
            and self.good_s >= LEAST_GOOD_S
            and self.recall >= LEAST_RECALL
            and self.false_per_5_min <= MOST_FALSE_PER_5_MIN
        )


class Rights(Model):
    """The file ``rights.json``."""

    format: Literal[1] = 1
    made_by: Text
    """The command that measured."""
    rules: dict[Id, dict[LevelName, dict[ViewClass, Right]]]

    def of(self, rule_id: str, level: int, view: ViewClass | None) -> Right | None:
        """What was measured of a rule at a level in a view; None where nothing was."""
        if view is None:
            return None
        return self.rules.get(rule_id, {}).get(str(level), {}).get(view)

    def may_speak(self, rule_id: str, level: int, view: ViewClass | None) -> bool:
        """Whether a rule was measured to be right at a level in a view."""
        right = self.of(rule_id, level, view)
        return right is not None and right.earned
