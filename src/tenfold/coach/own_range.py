"""The range measure's resting value, and how far a trip has gone from it."""

from __future__ import annotations

from dataclasses import dataclass

FALLS_S = 0.5
RISES_S = 4.0
"""How fast the resting value follows the measure while nothing happens, seconds. Upwards slowly:
a gentle way down is no new rest."""
NEARLY = 1.1
"""A value this much above an earlier one is a new depth; less is settling in."""


@dataclass(slots=True)
class OwnRange:
    """Of one trip, from one rest to the next."""

    rest: float | None = None
    began_s: float | None = None
    """When the measure last was at its resting value."""
    peak: float = 0.0
    reached: float = 0.0
    reached_s: float | None = None
    _last_s: float = 0.0

    def resting(self, value: float, t_s: float, within: float) -> None:
        """A frame in the first phase."""
        if self.rest is None:
            self.rest, self.began_s = value, t_s
        else:
            slow_s = RISES_S if value > self.rest else FALLS_S
            share = min(1.0, (t_s - self._last_s) / slow_s)
            self.rest += share * (value - self.rest)
        if value <= self.rest + within:
            self.began_s = t_s
            self.peak, self.reached, self.reached_s = 0.0, 0.0, None
        self._last_s = t_s

    def moving(self, value: float, t_s: float) -> None:
        """A frame anywhere."""
        self.peak = max(self.peak, value)
        if value > self.reached * NEARLY:
            self.reached, self.reached_s = value, t_s

    @property
    def descent_s(self) -> float | None:
        """From leaving rest to (nearly) the largest value; None when that was not seen."""
        if self.began_s is None or self.reached_s is None:
            return None
        return max(0.0, self.reached_s - self.began_s)
