"""A coach's events in words, for a list on the terminal and for the overlay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, assert_never

from tenfold.coach.events import (
    CoachEvent,
    FaultMended,
    FaultShown,
    HoldEntered,
    HoldLeft,
    PhaseEntered,
    RepCompleted,
    Side,
    TrackingFound,
    TrackingLost,
)
from tenfold.exercises.model import Variant
from tenfold.words import N_, Line, Translator

SIDES: Final[Mapping[Side, Line]] = {"left": N_("left"), "right": N_("right")}
PARTS: Final[Mapping[str, Line]] = {
    "head": N_("head"),
    "shoulders": N_("shoulders"),
    "elbows": N_("elbows"),
    "hands": N_("hands"),
    "hips": N_("hips"),
    "knees": N_("knees"),
    "ankles": N_("ankles"),
    "feet": N_("feet"),
}
PHASES: Final[Mapping[str, Line]] = {
    "stand": N_("standing"),
    "bottom": N_("at the bottom"),
    "rest": N_("resting in it"),
    "sit": N_("sitting"),
    "middle": N_("in the middle"),
    "rocked": N_("knees to the side"),
    "knees_up": N_("knees up"),
    "over": N_("knees over"),
    "drawn_over": N_("drawn over"),
    "down": N_("folded down"),
    "across": N_("leg across"),
    "straight": N_("legs straight"),
    "crossed": N_("legs crossed"),
    "folded": N_("legs folded"),
    "ahead": N_("facing ahead"),
    "turned": N_("turned"),
    "back": N_("leg back"),
    "up": N_("upright"),
    "kneel": N_("kneeling"),
    "closed": N_("knees together"),
    "open": N_("knees open"),
    "hold": N_("holding"),
    "apart": N_("feet apart"),
}
"""The packaged exercises' phases; another one's keep their own names."""


class Teller:
    """Says what happened in one exercise, in one language."""

    def __init__(self, variant: Variant, words: Translator) -> None:
        self._words = words
        self._cues = {rule.id: rule.cue for rule in variant.form}

    def cue(self, msgid: str) -> str:
        """What a person is told."""
        return self._words.text(Line(msgid))

    def side(self, side: Side) -> str:
        """The side's name; empty for both."""
        return self._words.text(SIDES[side]) if side in SIDES else ""

    def missing(self, parts: tuple[str, ...]) -> str:
        """Which parts of the body are not seen."""
        named = (self._words.text(PARTS[p]) if p in PARTS else _plain(p) for p in parts)
        return self._words.text(N_("Not seen: {parts}", parts=", ".join(named)))

    def breaths(self, number: int) -> str:
        """How many breaths there was time for."""
        return self._words.text(N_("Breaths: {number}", number=number))

    def phase(self, name: str) -> str:
        """A phase's name."""
        return self._words.text(PHASES[name]) if name in PHASES else _plain(name)

    def event(self, event: CoachEvent) -> str:
        """One event as a short line, without its time."""
        match event:
            case TrackingFound():
                line = N_("Seen well enough")
            case TrackingLost(missing=missing):
                return self.missing(missing)
            case PhaseEntered(phase=phase, side=side):
                return self._with_side(self.phase(phase), side)
            case RepCompleted(number=number, side=side):
                rep = self._words.text(N_("Rep {number}", number=number))
                return self._with_side(rep, side)
            case HoldEntered():
                line = N_("In position")
            case HoldLeft(held_s=held_s):
                line = N_("Out of position after {seconds} s", seconds=f"{held_s:.1f}")
            case FaultShown(cue=cue):
                return self.cue(cue)
            case FaultMended(rule_id=rule_id):
                line = N_("Better: {cue}", cue=Line(self._cues.get(rule_id, rule_id)))
            case _:
                assert_never(event)
        return self._words.text(line)

    def _with_side(self, what: str, side: Side) -> str:
        return f"{what}, {self.side(side)}" if side in SIDES else what


def _plain(identifier: str) -> str:
    return identifier.replace("_", " ")
