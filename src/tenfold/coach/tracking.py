"""Whether the person is seen well enough, with patience in both directions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tenfold.body.landmarks import GROUPS, INDEX
from tenfold.body.measures import Sight
from tenfold.coach.events import TrackingFound, TrackingLost

FOUND_AFTER_S = 0.3
LOST_AFTER_S = 1.0
_LANDMARKS = {
    part: frozenset(INDEX[landmark] for landmark in names) for part, names in GROUPS.items()
}


def missing_parts(needs: tuple[str, ...], sight: Sight) -> tuple[str, ...]:
    """The parts of ``needs`` of which neither side is seen."""
    hidden = sight.hidden
    return tuple([part for part in needs if _LANDMARKS[part] <= hidden])


def parts_of(landmarks: Iterable[str]) -> tuple[str, ...]:
    """The body parts in the format's words that landmarks without their side belong to."""
    wanted = set(landmarks)
    return tuple(
        part
        for part, names in GROUPS.items()
        if any(name.removeprefix("left_") in wanted for name in names)
    )


@dataclass(slots=True)
class Tracking:
    """Debounced: a short loss is no loss, a glimpse is no find."""

    needs: tuple[str, ...]
    found: bool = False
    missing: tuple[str, ...] = ()
    """What is not seen in the latest frame."""
    _sight: Sight | None = None
    _since_s: float | None = None
    """Since when the latest frames have said otherwise."""
    _told: bool = field(default=False)

    def missing_of(self, parts: tuple[str, ...]) -> tuple[str, ...]:
        """Those of ``parts`` that are not seen in the latest frame."""
        return parts if self._sight is None else missing_parts(parts, self._sight)

    def advance(self, sight: Sight, t_s: float) -> TrackingFound | TrackingLost | None:
        self._sight = sight
        self.missing = missing_parts(self.needs, sight)
        seen = not self.missing
        if seen == self.found and (self.found or self._told):
            self._since_s = None
            return None
        self._since_s = t_s if self._since_s is None else self._since_s
        waited_s = t_s - self._since_s
        if seen and waited_s >= FOUND_AFTER_S - 1e-6:
            self.found, self._since_s, self._told = True, None, True
            return TrackingFound(t_s)
        if not seen and waited_s >= LOST_AFTER_S - 1e-6:
            self.found, self._since_s, self._told = False, None, True
            return TrackingLost(t_s, self.missing)
        return None
