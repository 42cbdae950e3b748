"""How long something has been so, on end."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Spell:
    """Since when something has been so."""

    since_s: float | None = None

    def update(self, is_so: bool | None, t_s: float) -> None:
        """``None`` (cannot be seen) is no evidence that it is so."""
        if is_so:
            self.since_s = t_s if self.since_s is None else self.since_s
        else:
            self.since_s = None

    def since(self, t_s: float) -> float:
        """When it began; ``t_s`` if it is not so."""
        return t_s if self.since_s is None else self.since_s

    def lasted(self, t_s: float, least_s: float) -> bool:
        # A hair of tolerance: frame times are sums of inexact steps.
        return self.since_s is not None and t_s - self.since_s >= least_s - 1e-6
