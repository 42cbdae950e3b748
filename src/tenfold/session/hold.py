"""Work counted in seconds: by the clock, or only while the camera coach sees the position."""

from __future__ import annotations

from tenfold.session import phrases
from tenfold.session.clock import ms, next_mark
from tenfold.session.position_work import PositionWork
from tenfold.session.script import Cue, ask_times_ms, hold_cues
from tenfold.session.stage import Number, Scene, seconds_left
from tenfold.session.tempo import HALFWAY_FROM_MS, LAST_COUNT_S, MORE_TIME_MS, Phase
from tenfold.words.line import Line


class HoldWork(PositionWork):
    """One side's hold of one set."""

    takes_more_time = True

    def __init__(self, scene: Scene, now: int) -> None:
        super().__init__(scene, now)
        self._dose_ms = self._total_ms = ms(scene.block.dose.hold_s)
        self._fired_ms = 0
        self._halfway_said = False
        self._cues: tuple[Cue, ...] = ()
        if "hold_words" not in scene.run.said:
            scene.run.said.add("hold_words")
            self._cues = hold_cues(scene.block, scene.side)
        self._ask_at_ms = ask_times_ms(scene.block, self._cues)
        self._open(now)

    def _begins(self, now: int) -> None:
        self.voice.chime("begin")
        self.voice.count(phrases.HOLD)

    def _in_position(self, now: int, *, again: bool) -> None:
        self.voice.chime("begin")
        self.voice.remark(self.again_line if again else phrases.HOLD, now)

    # ------------------------------------------------------------ by itself
    def _next_mark(self) -> int | None:
        coming = [cue.at_ms for cue in self._cues] + list(self._ask_at_ms)
        ahead = (at_ms for at_ms in coming if at_ms > self._fired_ms)
        return self._clock.when(
            min(next_mark(self._total_ms, self._fired_ms), *ahead, self._total_ms)
        )

    def _mark(self, now: int) -> None:
        """The clock came to a mark: a whole second left, a word about the hold, a question."""
        read_ms = self._clock.read(now)
        if read_ms <= self._fired_ms:
            return
        self._fired_ms = read_ms
        for cue in self._cues:
            if cue.at_ms == read_ms:
                self.voice.remark(cue.spoken.line, now)
        if read_ms in self._ask_at_ms:
            self.ask(now)
        left_ms = self._total_ms - read_ms
        self.scene.run.note(self.scene.place.set, self.scene.side, read_ms / self._dose_ms)
        if left_ms <= 0:
            self.over = True
        elif left_ms % 1000 == 0 and left_ms <= LAST_COUNT_S * 1000:
            self.voice.countdown(left_ms // 1000)
        elif (
            not self._halfway_said
            and self._total_ms >= HALFWAY_FROM_MS
            and left_ms * 2 <= self._total_ms
        ):
            self._halfway_said = True
            self.voice.chime("half")
            self.voice.remark(phrases.HALFWAY, now)

    # ------------------------------------------------------------ record and picture
    def more_time(self) -> None:
        self._total_ms += MORE_TIME_MS

    def held_ms(self, now: int) -> int:
        return self._clock.read(now)

    def leave(self, now: int) -> None:
        run, side, held_ms = self.scene.run, self.scene.side, self._clock.read(now)
        if held_ms > 0:
            run.held_ms[side] = run.held_ms.get(side, 0) + held_ms
            run.note(self.scene.place.set, side, held_ms / self._dose_ms)

    def left_ms(self, now: int) -> int:
        return max(self._total_ms - self._clock.read(now), 0)

    def number(self, now: int) -> Number:
        return seconds_left(self.left_ms(now), self._total_ms)

    def line(self) -> Line:
        if self._clock.running:
            return self.reminder("hold")
        return self.paused_line if self._ran else self.waits_line

    def figure_phase(self, now: int) -> Phase:
        return "hold"
