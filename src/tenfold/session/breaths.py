"""Work counted in breaths: the pacer goes in and out until they are done.

Where the camera coach sees the position, it paces only in position, and a breath that was
broken off is begun again.
"""

from __future__ import annotations

from typing import Literal

from tenfold.session import phrases
from tenfold.session.clock import ms
from tenfold.session.commands import Breath
from tenfold.session.position_work import PositionWork
from tenfold.session.stage import Number, Scene
from tenfold.session.tempo import ASK_AFTER_BREATHS, BREATH_IN, SPOKEN_BREATHS, Phase
from tenfold.words.line import Line


class BreathsWork(PositionWork):
    """Breath after breath, each 40 % in and 60 % out."""

    takes_more_time = True
    waits_line = phrases.BREATHS_WAIT
    paused_line = phrases.BREATHS_PAUSED

    def __init__(self, scene: Scene, now: int) -> None:
        super().__init__(scene, now)
        self._breath_ms = ms(scene.sitting.breath_s)
        self._in_ms = round(self._breath_ms * BREATH_IN)
        self._target = scene.block.dose.breaths
        self._fired_ms = -1
        self._broken_ms = 0
        """Of breaths that were broken off."""
        self._counted = 0
        self._open(now)

    def _begins(self, now: int) -> None:
        """The first "Breathe in" says it."""

    def _in_position(self, now: int, *, again: bool) -> None:
        self.voice.chime("begin")
        if again:
            into_ms = self._breathed_ms(now) % self._breath_ms
            self._broken_ms += into_ms
            self._fired_ms = self._breathed_ms(now) - 1

    def _breathed_ms(self, now: int) -> int:
        return self._clock.read(now) - self._broken_ms

    def _half(self, elapsed_ms: int) -> tuple[Literal["in", "out"], int, int]:
        """The half being breathed, how long it has been, and its length."""
        into_ms = elapsed_ms % self._breath_ms
        if into_ms < self._in_ms:
            return "in", into_ms, self._in_ms
        return "out", into_ms - self._in_ms, self._breath_ms - self._in_ms

    def _next_mark(self) -> int | None:
        """The next change of direction, or the next whole second within one."""
        if self._fired_ms % self._breath_ms == self._breath_ms - 1:
            return self._clock.when(self._broken_ms + self._fired_ms + 1)
        _, into_ms, length_ms = self._half(self._fired_ms)
        step_ms = min((into_ms // 1000 + 1) * 1000, length_ms) - into_ms
        return self._clock.when(self._broken_ms + self._fired_ms + step_ms)

    def _mark(self, now: int) -> None:
        breathed_ms = self._breathed_ms(now)
        if not self._clock.running or breathed_ms <= self._fired_ms:
            return
        self._fired_ms = breathed_ms
        half, into_ms, _ = self._half(breathed_ms)
        if into_ms > 0:
            return
        done = breathed_ms // self._breath_ms
        if half == "in" and done > self._counted:
            self._count(done)
        if self.over:
            return
        last = done == self._target - 1
        line = self.line()
        if last and half == "in" and self._target > 1:
            line = phrases.LAST_BREATH_IN
        if done < SPOKEN_BREATHS or last:
            self.voice.count(line)
        elif half == "out" and done == ASK_AFTER_BREATHS and self.ask(now):
            pass
        else:
            self.voice.chime("tick")

    def _count(self, done: int) -> None:
        run, place, side = self.scene.run, self.scene.place, self.scene.side
        self._counted = done
        run.breaths[side] = run.breaths.get(side, 0) + 1
        run.note(place.set, side, done / run.block.dose.breaths)
        self.over = done >= self._target

    def more_time(self) -> None:
        self._target += 1

    def left_ms(self, now: int) -> int:
        return self._target * self._breath_ms - self._breathed_ms(now)

    def number(self, now: int) -> Number:
        return Number(self._breathed_ms(now) // self._breath_ms, "breaths_done", self._target)

    def line(self) -> Line:
        if not self._clock.running:
            return self.paused_line if self._ran else self.waits_line
        half, _, _ = self._half(max(self._fired_ms, 0))
        return phrases.BREATHE_IN if half == "in" else phrases.BREATHE_OUT

    def figure_phase(self, now: int) -> Phase:
        return "hold"

    def breath(self, now: int) -> Breath | None:
        if not self._clock.running:
            return None
        half, into_ms, length_ms = self._half(self._breathed_ms(now))
        return Breath(half, (length_ms - into_ms) / 1000, length_ms / 1000)
