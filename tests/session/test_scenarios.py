"""Whole stories: what somebody does on the mat, and all that they hear.

The files in ``scenarios/`` are meant to be read by a physiotherapist. A story is a
list of moments. ``does`` is what happens at that moment; ``hears`` is every spoken
word from then until the next moment; ``sees`` is what the screen shows just before
the next moment. A moment is ``at_s`` seconds since the start, ``after_s`` seconds
after the moment before, or ``when`` a stage of the sitting begins. At the end of
the story the sitting is led ``to_the_end``, or just left.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tenfold.session.codec import block_ended_to_dict
from tenfold.session.inputs import Disconnected, PainSaid, StopForPain
from tenfold.session.player import Player
from tests.session.led import BLOCKS, Person, dosed, english, sitting

STORIES = sorted((Path(__file__).parent / "scenarios").glob("*.toml"))


def _hurts(person: Person, nrs: str | None = None) -> None:
    person.give(StopForPain(person.player.now_s, None if nrs is None else int(nrs)))


DEEDS: dict[str, Callable[..., Any]] = {
    "presses": lambda person, button: person.press(button),
    "rep": lambda person, side: person.rep(side, after_s=0),
    "camera": lambda person, state: person.camera(state),
    "position": lambda person, where: person.position(where == "in"),
    "hurts": _hurts,
    "pain": lambda person, block, nrs: person.give(
        PainSaid(person.player.now_s, int(block), int(nrs))
    ),
    "leaves": lambda person: person.give(Disconnected(person.player.now_s)),
    "waits": lambda _: None,
}


def _wait_for(person: Person, moment: dict[str, Any]) -> None:
    if "at_s" in moment:
        person.until(moment["at_s"])
    elif "after_s" in moment:
        person.later(moment["after_s"])
    elif "when" in moment:
        person.until_stage(moment["when"])


def _seen(person: Person) -> dict[str, Any]:
    view = person.view
    return {
        "stage": view.stage,
        "title": english(view.title),
        "side": view.side,
        "set": view.set_number,
        "number": view.number,
        "number_means": view.number_means,
        "target": view.target,
        "line": english(view.line),
        "pace": view.pace,
        "paused": view.paused,
        "level": view.level,
        "buttons": list(view.buttons),
        "breath": view.breath.half if view.breath else None,
    }


def tell(story: dict[str, Any]) -> tuple[Person, list[tuple[list[str], dict[str, Any]]]]:
    """Play a story: what was heard and seen after each of its moments."""
    blocks = [dosed(BLOCKS[one["exercise"]], **one.get("dose", {})) for one in story["block"]]
    person = Person(Player(sitting(*blocks)))
    told: list[tuple[list[str], dict[str, Any]]] = []
    starts: list[int] = []
    for moment in story["moment"]:
        _wait_for(person, moment)
        if starts:
            told.append((person.words()[starts[-1] :], _seen(person)))
        starts.append(len(person.heard))
        deed, *words = moment["does"].split()
        DEEDS[deed](person, *words)
    if story.get("to_the_end", False):
        person.to_the_end()
    told.append((person.words()[starts[-1] :], _seen(person)))
    return person, told


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_the_story_goes_as_told(path: Path) -> None:
    story = tomllib.loads(path.read_text(encoding="utf-8"))
    person, told = tell(story)
    for number, (moment, (heard, seen)) in enumerate(zip(story["moment"], told, strict=True)):
        where = f"{path.name}, moment {number + 1}: {moment['does']}"
        assert heard == moment["hears"], where
        expected = moment.get("sees", {})
        assert {name: seen[name] for name in expected} == expected, where
    for index, expected in enumerate(story.get("record", [])):
        record = block_ended_to_dict(person.record(index))
        for tally in ("reps", "held_s", "breaths"):
            record[tally] = dict(record[tally])
        assert {name: record[name] for name in expected} == expected, f"{path.name}, record"


def test_the_stories_cover_what_a_person_meets() -> None:
    assert {path.stem for path in STORIES} >= {
        "lunge_by_timer",
        "lunge_by_camera_wrong_leg",
        "hold_with_camera_exit",
        "breaths",
        "easier",
        "stop_for_pain",
        "back",
        "more_time",
    }
