"""The stages between work: getting ready, changing sides, resting."""

from __future__ import annotations

from typing import Literal

from tenfold.session import phrases
from tenfold.session.clock import next_mark
from tenfold.session.script import Script
from tenfold.session.stage import Number, Scene, Stage, seconds_left
from tenfold.session.tempo import COUNT_IN_MS, MORE_TIME_MS, Phase
from tenfold.words.line import Line


class Interlude(Stage):
    """A script read out while the seconds run down."""

    def __init__(
        self,
        scene: Scene,
        now: int,
        name: Literal["prepare", "switch", "rest"],
        script: Script,
        *,
        count_in: bool = True,
    ) -> None:
        super().__init__(scene, now)
        self.name = name
        self.takes_more_time = name != "switch"
        self._script = script
        self._total_ms = script.length_ms
        self._count_in_ms = COUNT_IN_MS if count_in else 0
        self._fired_ms = -1
        self._phase: Phase = "start"

    def due(self) -> int:
        later = (cue.at_ms for cue in self._script.cues if cue.at_ms > self._fired_ms)
        return self.began + min(next_mark(self._total_ms, self._fired_ms), *later, self._total_ms)

    def fire(self, now: int) -> None:
        self._fired_ms = now - self.began
        for cue in self._script.cues:
            if cue.at_ms == self._fired_ms:
                self._phase = cue.spoken.phase
                if cue.spoken.shown:
                    self.voice.say(cue.spoken.line)
                else:
                    self.voice.count(cue.spoken.line)
        left_ms = self._total_ms - self._fired_ms
        if left_ms <= 0:
            self.over = True
        elif left_ms <= self._count_in_ms and left_ms % 1000 == 0:
            self._phase = "start"
            self.voice.countdown(left_ms // 1000)

    def more_time(self) -> None:
        self._total_ms += MORE_TIME_MS

    def left_ms(self, now: int) -> int:
        return self._total_ms - (now - self.began)

    def number(self, now: int) -> Number:
        return seconds_left(self.left_ms(now), self._total_ms)

    def line(self) -> Line:
        return phrases.REST if self.name == "rest" else Line(self.scene.block.title)

    def figure_phase(self, now: int) -> Phase:
        return self._phase
