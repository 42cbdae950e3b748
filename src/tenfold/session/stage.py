"""What every stage of a sitting can do. Times are sitting time without pauses, whole ms."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field

from tenfold.session import phrases
from tenfold.session.clock import whole_seconds_up
from tenfold.session.commands import Breath, NumberMeans, Pace, WorkBegan, WorkEnded
from tenfold.session.commands import Stage as StageName
from tenfold.session.inputs import CameraState
from tenfold.session.route import Place
from tenfold.session.sitting import Block, Side, Sitting
from tenfold.session.tally import BlockRun
from tenfold.session.tempo import Phase
from tenfold.session.voice import Voice
from tenfold.words.line import Line


@dataclass
class Scene:
    """What the stages share: the plan, the place, the camera, the voice."""

    sitting: Sitting
    runs: list[BlockRun]
    voice: Voice = field(default_factory=Voice)
    place: Place = field(default_factory=lambda: Place(0))
    camera: CameraState = "off"
    inside: bool = False
    """Whether the coach last saw the person in the hold position, on this side."""
    camera_gone_said: bool = False
    cannot_follow_said: bool = False

    @property
    def run(self) -> BlockRun:
        return self.runs[self.place.block]

    @property
    def block(self) -> Block:
        return self.run.block

    @property
    def side(self) -> Side:
        return self.run.side(self.place)

    def work_began(self) -> None:
        block = self.block
        self.inside = False
        self.voice.do(
            WorkBegan(
                self.place.block, block.exercise_id, block.level, self.side, self.place.set + 1
            )
        )

    def work_ended(self) -> None:
        self.inside = False
        self.voice.do(WorkEnded(self.place.block, self.side, self.place.set + 1))


@dataclass(frozen=True)
class Number:
    """The one big number."""

    value: int | None = None
    means: NumberMeans = "none"
    target: int = 0


def seconds_left(left_ms: int, total_ms: int) -> Number:
    return Number(whole_seconds_up(left_ms), "seconds_left", whole_seconds_up(total_ms))


class Stage(ABC):
    """One stage: woken when ``due``, it ``fire``s, until it is ``over``."""

    name: StageName
    pace: Pace = "timer"
    takes_more_time: bool = False

    def __init__(self, scene: Scene, now: int) -> None:
        self.scene = scene
        self.began = now
        self.over = False

    @property
    def voice(self) -> Voice:
        return self.scene.voice

    @abstractmethod
    def due(self) -> int | None:
        """When something happens next by itself."""

    @abstractmethod
    def fire(self, now: int) -> None:
        """What is due now happens."""

    @abstractmethod
    def left_ms(self, now: int) -> int:
        """How much longer it takes, as far as one can tell."""

    @abstractmethod
    def number(self, now: int) -> Number: ...

    @abstractmethod
    def line(self) -> Line:
        """The line of words while no other is shown."""

    @abstractmethod
    def figure_phase(self, now: int) -> Phase: ...

    def reminder(self, phase: Phase) -> Line:
        """The exercise's first sentence for ``phase``, or else its name."""
        block = self.scene.block
        for step in block.steps:
            if step.phase == phase:
                return phrases.step(step.text, self.scene.side)
        return Line(block.title)

    def breath(self, now: int) -> Breath | None:
        return None

    def held_ms(self, now: int) -> int:
        """What was held in this stage so far."""
        return 0

    def leave(self, now: int) -> None:
        """The stage ends now: write down what was done in it."""

    def more_time(self) -> None:
        """Ten seconds (or a breath) more; only called where ``takes_more_time``."""

    def on_camera(self, now: int) -> None:
        """``scene.camera`` has changed."""

    def on_rep(self, now: int, seen: Side) -> None:
        """The camera coach saw a rep."""

    def on_position(self, now: int) -> None:
        """``scene.inside`` has been said anew by the camera coach."""

    def on_other_side(self, now: int, side: Side, *, inside: bool) -> None:
        """The camera coach saw the person in position on the side that is not due."""
