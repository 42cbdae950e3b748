"""From which side the camera sees the person."""

from __future__ import annotations

from dataclasses import dataclass

from tenfold.body.measures import Sight
from tenfold.exercises.coach_model import ViewClass

FRONT_BELOW_DEG = 30.0
SIDE_ABOVE_DEG = 60.0
VIEW_SETTLES_S = 1.0


@dataclass(slots=True)
class ViewGuess:
    """From which side the camera sees the person, from a slowly followed turn of the hips."""

    turned_deg: float | None = None
    _last_s: float = 0.0

    def advance(self, sight: Sight, t_s: float) -> None:
        now = sight.value("turned_deg")
        if now is None:
            return
        if self.turned_deg is None:
            self.turned_deg = now
        else:
            share = min(1.0, max(0.0, t_s - self._last_s) / VIEW_SETTLES_S)
            self.turned_deg += share * (now - self.turned_deg)
        self._last_s = t_s

    @property
    def name(self) -> ViewClass | None:
        if self.turned_deg is None:
            return None
        if self.turned_deg < FRONT_BELOW_DEG:
            return "front"
        return "side" if self.turned_deg > SIDE_ABOVE_DEG else "oblique"
