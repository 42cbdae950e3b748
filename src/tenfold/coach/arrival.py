"""Somebody who comes into view on the way down: the rep they are in counts.

Somebody who is down already is another matter: nobody saw them go there.
"""

from __future__ import annotations

from dataclasses import dataclass

LEAST_SEEN = 0.5
"""How much of the way down must have been seen for the rep to count."""
SURELY = 1.5
"""Times the range within which somebody rests: a change that is surely a way down."""


@dataclass(slots=True)
class Arrival:
    """From first sight to the first turn back."""

    began_s: float | None = None
    """When they were first seen, once they have gone down far enough since."""
    _first_s: float | None = None
    _low: float = 0.0
    _high: float = 0.0
    _of: str = ""
    _over: bool = False

    def note(self, value: float, of: str, t_s: float, rest_within: float) -> None:
        """The range measure in a frame; ``of`` whom, which may change while sides are unknown."""
        if self._over:
            return
        if self._first_s is None or of != self._of:
            self._first_s = t_s if self._first_s is None else self._first_s
            self._low = self._high = value
            self._of = of
        self._high = max(self._high, value)
        if self._high - self._low >= SURELY * rest_within:
            self.began_s, self._over = self._first_s, True
        elif self._high - value > rest_within:
            self._over = True

    def enough(self, peak: float, rest: float) -> bool:
        """Whether enough of the way from ``rest`` to ``peak`` was seen."""
        return peak - self._low >= LEAST_SEEN * (peak - rest)
