"""Help with the picture: where to stand before the first rep, and what is out of view later.

The page shows an outline and what is missing as long as it helps; the voice says the one most
useful thing, once it has been so for a while, and not again soon.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from tenfold.body.measures import Sight
from tenfold.coach.view import ViewGuess
from tenfold.exercises.coach_model import VIEW_CLASS, ViewClass
from tenfold.exercises.model import Start, Variant
from tenfold.session.commands import Stage
from tenfold.web import live_words
from tenfold.words.line import Line

LASTS_S: Final = 1.5
"""So long something must be out of view before a word is said of it. What the coach needs is
"lost" a second after it was last seen; the word comes within three."""
AGAIN_S: Final = 20.0
"""Least time between two such words."""
TURN_LASTS_S: Final = 2.5
LYING_FROM_DEG: Final = 50.0

Outline = Literal["none", "upright", "seated", "lying"]
OUTLINE: Final[dict[Start, Outline]] = {
    "standing": "upright",
    "chair": "seated",
    "sitting": "seated",
    "kneeling": "seated",
    "supine": "lying",
}
_SETTING_UP: Final[frozenset[Stage]] = frozenset({"ready", "prepare"})


@dataclass(frozen=True, slots=True)
class SetUp:
    """What the page draws over the picture."""

    outline: Outline = "none"
    missing: tuple[str, ...] = ()
    turn: Line | None = None


class PictureHelp:
    """Follows the picture of one block."""

    def __init__(self) -> None:
        self._variant: Variant | None = None
        self._view = ViewGuess()
        self._missing: tuple[str, ...] = ()
        self._missing_since_s: float | None = None
        self._turn: Line | None = None
        self._turn_since_s: float | None = None
        self._said_s: float | None = None
        self._turn_said = False

    def turn_to(self, variant: Variant | None) -> None:
        """Another exercise: what is seen of the person stays, what was said is forgotten."""
        self._variant = variant
        self._missing_since_s = self._turn_since_s = self._said_s = None
        self._turn_said = False

    def look(self, sight: Sight, t_s: float, missing: tuple[str, ...], stage: Stage) -> Line | None:
        """One frame; what is worth saying now, if anything."""
        if not sight.frame.empty:
            self._view.advance(sight, t_s)
        if missing != self._missing or not missing:
            self._missing, self._missing_since_s = missing, t_s if missing else None
        self._turn = None if missing else self._wanted_turn(sight, stage)
        if self._turn is None:
            self._turn_since_s = None
        elif self._turn_since_s is None:
            self._turn_since_s = t_s
        if self._variant is None or not (stage in _SETTING_UP or stage == "work"):
            return None
        return self._word(t_s)

    def shown(self, stage: Stage) -> SetUp:
        """What the page draws now."""
        if self._variant is None or stage not in _SETTING_UP:
            return SetUp(missing=self._missing)
        return SetUp(OUTLINE[self._variant.start], self._missing, self._turn)

    def _word(self, t_s: float) -> Line | None:
        if self._said_s is not None and t_s - self._said_s < AGAIN_S:
            return None
        if _lasted(self._missing_since_s, t_s, LASTS_S):
            self._said_s = t_s
            return live_words.mend_view(self._missing)
        if not self._turn_said and _lasted(self._turn_since_s, t_s, TURN_LASTS_S):
            self._turn_said, self._said_s = True, t_s
            return self._turn
        return None

    def _wanted_turn(self, sight: Sight, stage: Stage) -> Line | None:
        """How to turn, where the view is not the advised one; only while setting up."""
        seen = self._view.name
        if self._variant is None or stage not in _SETTING_UP or seen is None:
            return None
        if self._variant.start == "supine":
            inclination_deg = sight.value("trunk_inclination_deg")
            if inclination_deg is None or inclination_deg < LYING_FROM_DEG:
                return None  # who has not lain down yet will turn anyway
        wanted: ViewClass | None = VIEW_CLASS[self._variant.camera.view]
        return None if wanted is None or wanted == seen else live_words.TURN[wanted]


def _lasted(since_s: float | None, t_s: float, least_s: float) -> bool:
    return since_s is not None and t_s - since_s >= least_s - 1e-6
