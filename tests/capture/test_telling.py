"""Every event has words, in the language that is asked for."""

from __future__ import annotations

from typing import Any

import pytest

from tenfold.body.landmarks import GROUPS
from tenfold.capture.telling import PARTS, PHASES, Teller
from tenfold.coach.events import (
    CoachEvent,
    FaultMended,
    FaultShown,
    HoldEntered,
    HoldLeft,
    PhaseEntered,
    RepCompleted,
    TrackingFound,
    TrackingLost,
)
from tenfold.exercises.load import packaged_library
from tenfold.words import Line, Translator
from tests.coach.variants import reverse_lunge


class Shouting(Translator):
    """A language of its own: English in capitals."""

    def gettext(self, msgid: str) -> str:
        return "".join(
            letter if inside else letter.upper()
            for letter, inside in zip(msgid, _inside_braces(msgid), strict=True)
        )


def _inside_braces(text: str) -> list[bool]:
    depth, inside = 0, []
    for letter in text:
        depth += letter == "{"
        inside.append(depth > 0)
        depth -= letter == "}"
    return inside


EVENTS: list[tuple[CoachEvent, str]] = [
    (TrackingFound(1.0), "Seen well enough"),
    (TrackingLost(1.0, ("knees", "feet")), "Not seen: knees, feet"),
    (PhaseEntered(1.0, "stand", "both"), "standing"),
    (PhaseEntered(1.0, "bottom", "left"), "at the bottom, left"),
    (RepCompleted(3.0, 1.0, "left", 2, 90.0), "Rep 2, left"),
    (RepCompleted(3.0, 1.0, "both", 2, 90.0), "Rep 2"),
    (HoldEntered(2.0, 1.0, "both"), "In position"),
    (HoldLeft(5.0, "both", 3.04), "Out of position after 3.0 s"),
    (FaultShown(1.0, "trunk_upright", "left", 30.0, "Chest tall.", True), "Chest tall."),
    (FaultMended(2.0, "trunk_upright", "left"), "Better: Chest tall."),
]


@pytest.mark.parametrize(("event", "words"), EVENTS)
def test_each_event_is_told_in_words(event: CoachEvent, words: str) -> None:
    assert Teller(reverse_lunge(), Translator()).event(event) == words


@pytest.mark.parametrize(("event", "words"), EVENTS)
def test_and_in_another_language(event: CoachEvent, words: str) -> None:
    told = Teller(reverse_lunge(), Shouting()).event(event)
    assert told.replace(" s", " S") == words.upper()


def test_every_part_and_every_phase_of_the_library_has_a_name() -> None:
    assert set(PARTS) == set(GROUPS)
    phases = {p.name for e in packaged_library() if e.coach for p in e.coach.phases}
    assert phases <= set(PHASES)


def test_what_an_own_exercise_calls_its_phases_is_kept() -> None:
    teller = Teller(reverse_lunge(), Translator())
    assert teller.phase("arms_up") == "arms up"
    assert teller.missing(("left_wing",)) == "Not seen: left wing"


def test_a_rule_that_is_gone_is_still_told() -> None:
    mended: Any = FaultMended(2.0, "gone", "both")
    assert Teller(reverse_lunge(), Translator()).event(mended) == "Better: gone"


def test_cues_are_translated() -> None:
    line = Line("Chest tall.")
    assert Teller(reverse_lunge(), Shouting()).cue(line.msgid) == "CHEST TALL."
