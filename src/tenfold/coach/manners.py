"""When something may be said, so that nobody is nagged."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

GAP_S: Final = 6.0
"""Least time between two cues."""
PER_SET: Final = 2
"""How often one fault may be spoken of in a set."""
REMIND_AFTER_S: Final = 15.0
"""A fault that lasts is spoken of again after so long."""


@dataclass(slots=True)
class Manners:
    """What has been said in this set."""

    _last_s: float | None = None
    _said: dict[str, int] = field(default_factory=dict)
    _praised: set[str] = field(default_factory=set)

    def may_speak(self, rule_id: str, t_s: float) -> bool:
        """Whether a cue may be given now."""
        soon = self._last_s is not None and t_s - self._last_s < GAP_S - 1e-6
        return not soon and self._said.get(rule_id, 0) < PER_SET

    def spoke(self, rule_id: str, t_s: float) -> None:
        self._last_s = t_s
        self._said[rule_id] = self._said.get(rule_id, 0) + 1

    def praises(self, rule_id: str) -> bool:
        """Whether its mending is praised: once in a set, if it was spoken of."""
        if rule_id not in self._said or rule_id in self._praised:
            return False
        self._praised.add(rule_id)
        return True

    def begin_set(self) -> None:
        """What was said before may be said again; the gap since the last cue stays."""
        self._said.clear()
        self._praised.clear()
