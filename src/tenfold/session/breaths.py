"""Work counted in breaths: the pacer goes in and out until they are done."""

from __future__ import annotations

from typing import Literal

from tenfold.session import phrases
from tenfold.session.clock import ms
from tenfold.session.commands import Breath
from tenfold.session.stage import Number, Scene, Stage
from tenfold.session.tempo import BREATH_IN, SPOKEN_BREATHS, Phase
from tenfold.words.line import Line


class BreathsWork(Stage):
    """Breath after breath, each 40 % in and 60 % out."""

    name = "work"
    takes_more_time = True

    def __init__(self, scene: Scene, now: int) -> None:
        super().__init__(scene, now)
        self._breath_ms = ms(scene.sitting.breath_s)
        self._in_ms = round(self._breath_ms * BREATH_IN)
        self._target = scene.block.dose.breaths
        self._fired_ms = -1

    def _half(self, elapsed_ms: int) -> tuple[Literal["in", "out"], int, int]:
        """The half being breathed, how long it has been, and its length."""
        into_ms = elapsed_ms % self._breath_ms
        if into_ms < self._in_ms:
            return "in", into_ms, self._in_ms
        return "out", into_ms - self._in_ms, self._breath_ms - self._in_ms

    def due(self) -> int:
        """The next change of direction, or the next whole second within one."""
        if self._fired_ms < 0:
            return self.began
        _, into_ms, length_ms = self._half(self._fired_ms)
        step_ms = min((into_ms // 1000 + 1) * 1000, length_ms) - into_ms
        return self.began + self._fired_ms + step_ms

    def fire(self, now: int) -> None:
        self._fired_ms = elapsed_ms = now - self.began
        half, into_ms, _ = self._half(elapsed_ms)
        if into_ms > 0:
            return
        done = elapsed_ms // self._breath_ms
        if half == "in" and done > 0:
            self._count(done)
        if self.over:
            return
        last = done == self._target - 1
        line = self.line()
        if last and half == "in" and self._target > 1:
            line = phrases.LAST_BREATH_IN
        if done < SPOKEN_BREATHS or last:
            self.voice.count(line)
        else:
            self.voice.chime("tick")

    def _count(self, done: int) -> None:
        run, place, side = self.scene.run, self.scene.place, self.scene.side
        run.breaths[side] = run.breaths.get(side, 0) + 1
        run.note(place.set, side, done / run.block.dose.breaths)
        self.over = done >= self._target

    def more_time(self) -> None:
        self._target += 1

    def left_ms(self, now: int) -> int:
        return self._target * self._breath_ms - (now - self.began)

    def number(self, now: int) -> Number:
        return Number((now - self.began) // self._breath_ms, "breaths_done", self._target)

    def line(self) -> Line:
        half, _, _ = self._half(max(self._fired_ms, 0))
        return phrases.BREATHE_IN if half == "in" else phrases.BREATHE_OUT

    def figure_phase(self, now: int) -> Phase:
        return "hold"

    def breath(self, now: int) -> Breath:
        half, into_ms, length_ms = self._half(now - self.began)
        return Breath(half, (length_ms - into_ms) / 1000, length_ms / 1000)
