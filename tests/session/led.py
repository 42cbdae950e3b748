"""Helpers: sittings made by hand, a person being led, and what they heard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from tenfold.session.commands import (
    BlockEnded,
    Command,
    Say,
    Show,
    Wake,
)
from tenfold.session.inputs import CameraChanged, Input, PositionSeen, Press, RepSeen, Tick
from tenfold.session.player import Player
from tenfold.session.sitting import Block, BlockStep, Dose, Side, Sitting
from tenfold.words.line import Line

BOTH_SIDES: tuple[Side, ...] = ("left", "right")

LUNGE = Block(
    exercise_id="lunge",
    level=0,
    title="Reverse lunge",
    kind="reps",
    start="standing",
    dose=Dose(sets=2, sides=BOTH_SIDES, reps=4, rep_s=4.0, rest_s=30.0),
    steps=(
        BlockStep("start", "Stand tall."),
        BlockStep("move", "Step the {side} foot back and lower."),
        BlockStep("return", "Push through the {other} heel to stand."),
    ),
    camera=True,
    easier=Block(
        exercise_id="lunge",
        level=-1,
        title="Reverse lunge",
        kind="reps",
        start="standing",
        dose=Dose(sets=1, sides=BOTH_SIDES, reps=2, rep_s=4.0, rest_s=30.0),
        steps=(BlockStep("start", "Hold the chair."),),
        camera=True,
        level_title="Holding on",
    ),
)
TWIST = Block(
    exercise_id="twist",
    level=0,
    title="Lying twist",
    kind="hold",
    start="supine",
    dose=Dose(sets=1, sides=BOTH_SIDES, hold_s=30.0, rest_s=0.0),
    steps=(
        BlockStep("start", "Lie on your back."),
        BlockStep("move", "Lower both knees to the {side}."),
        BlockStep("hold", "Let your breath soften you."),
        BlockStep("return", "Bring your knees back slowly."),
    ),
    camera=False,
)
SQUAT = Block(
    exercise_id="squat",
    level=0,
    title="Deep squat rest",
    kind="hold",
    start="standing",
    dose=Dose(sets=1, sides=("both",), hold_s=30.0, rest_s=0.0),
    steps=(BlockStep("start", "Stand wide."), BlockStep("move", "Sink down slowly.")),
    camera=True,
)
BUTTERFLY = Block(
    exercise_id="butterfly",
    level=0,
    title="Butterfly pose",
    kind="breaths",
    start="sitting",
    dose=Dose(sets=1, sides=("both",), breaths=5, rest_s=0.0),
    steps=(BlockStep("start", "Soles together."), BlockStep("return", "Knees up slowly.")),
    camera=False,
)
BLOCKS = {"lunge": LUNGE, "twist": TWIST, "squat": SQUAT, "butterfly": BUTTERFLY}


def sitting(*blocks: Block, **more: Any) -> Sitting:
    return Sitting("single" if len(blocks) == 1 else "as_published", blocks, **more)


def dosed(block: Block, **dose: Any) -> Block:
    return replace(block, dose=replace(block.dose, **dose))


def english(line: Line) -> str:
    params = {
        name: english(value) if isinstance(value, Line) else value
        for name, value in line.params.items()
    }
    return line.msgid.format(**params)


@dataclass
class Person:
    """Someone on the mat: gives inputs, lets time pass, hears and sees."""

    player: Player
    heard: list[tuple[float, str]] = field(default_factory=list)
    commands: list[Command] = field(default_factory=list)
    log: list[Input] = field(default_factory=list)
    wake_s: float | None = None

    @property
    def view(self) -> Any:
        """The ``View`` now; untyped, so that a test may ask twice for what changes."""
        return self.player.view()

    def give(self, given: Input) -> tuple[Command, ...]:
        """Hand over one input now, at its own time."""
        given = self.player.stamp(given)
        self.log.append(given)
        commands = self.player.handle(given)
        self.commands += commands
        self.wake_s = None
        for command in commands:
            if isinstance(command, Say):
                self.heard.append((given.at_s, english(command.line)))
            elif isinstance(command, Wake):
                self.wake_s = command.at_s
        return commands

    def until(self, at_s: float) -> None:
        """Follow every wake up to ``at_s``."""
        while self.wake_s is not None and self.wake_s <= at_s and not self.player.finished:
            self.give(Tick(self.wake_s))
        self.give(Tick(at_s))

    def to_the_end(self, at_most_s: float = 20_000) -> float:
        limit_s = self.player.now_s + at_most_s
        while not self.player.finished and self.player.now_s < limit_s:
            assert self.wake_s is not None, "nothing will ever happen again"
            self.give(Tick(self.wake_s))
        return self.player.now_s

    def until_stage(self, stage: str) -> float:
        """Follow wakes until the stage is ``stage`` (at least one)."""
        while True:
            assert self.wake_s is not None, f"never came to {stage}"
            self.give(Tick(self.wake_s))
            if self.view.stage == stage:
                return self.player.now_s

    def later(self, seconds_s: float) -> None:
        self.until(self.player.now_s + seconds_s)

    def press(self, button: Any) -> tuple[Command, ...]:
        return self.give(Press(self.player.now_s, button))

    def camera(self, state: Any) -> None:
        self.give(CameraChanged(self.player.now_s, state))

    def rep(self, side: Any, after_s: float = 3.0) -> None:
        self.later(after_s)
        self.give(RepSeen(self.player.now_s, side))

    def position(self, inside: bool) -> None:
        self.give(PositionSeen(self.player.now_s, inside))

    # ------------------------------------------------------------ looking back
    def words(self) -> list[str]:
        return [text for _, text in self.heard]

    def words_without_numbers(self) -> list[str]:
        return [text for _, text in self.heard if not text.isdigit()]

    def when(self, text: str) -> float:
        return next(at for at, said in self.heard if said == text)

    def of(self, *kinds: type) -> list[Any]:
        return [command for command in self.commands if isinstance(command, kinds)]

    def records(self) -> list[BlockEnded]:
        return self.of(BlockEnded)

    def record(self, block_index: int = 0) -> BlockEnded:
        """The newest record of a block."""
        return [one for one in self.records() if one.block_index == block_index][-1]

    def record_so_far(self, block_index: int = 0) -> BlockEnded:
        return next(one for one in self.player.so_far() if one.block_index == block_index)


def lead(plan: Sitting) -> Person:
    """A person who has pressed start."""
    person = Person(Player(plan))
    person.press("start")
    return person


def at_work(plan: Sitting, camera: Any = None) -> Person:
    """A person whose first work has just begun."""
    person = lead(plan)
    if camera is not None:
        person.camera(camera)
    person.until_stage("work")
    return person


def without_pictures(commands: Iterable[Command]) -> Iterator[Command]:
    """Words, sounds and records: what must not depend on how often the clock ticked."""
    return (one for one in commands if not isinstance(one, Show | Wake))
