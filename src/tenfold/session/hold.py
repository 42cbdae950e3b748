"""Work counted in seconds: by the clock, or only while the camera coach sees the position.

The camera is a bonus: when it sees nobody, or cannot tell, the clock just runs.
"""

from __future__ import annotations

from typing import Literal

from tenfold.session import phrases
from tenfold.session.camera_work import CameraWork
from tenfold.session.clock import Stopwatch, ms, next_mark
from tenfold.session.deadlines import Deadlines
from tenfold.session.script import Cue, hold_cues
from tenfold.session.stage import Number, Scene, seconds_left
from tenfold.session.tempo import (
    CAMERA_LOST_MS,
    EXIT_MS,
    HALFWAY_FROM_MS,
    LAST_COUNT_S,
    MORE_TIME_MS,
    REGAIN_MS,
    STALE_MS,
    UNSURE_MS,
    Phase,
)
from tenfold.words.line import Line


class HoldWork(CameraWork):
    """One side's hold of one set."""

    takes_more_time = True

    def __init__(self, scene: Scene, now: int) -> None:
        super().__init__(scene, now)
        self._clock = Stopwatch()
        self._dose_ms = self._total_ms = ms(scene.block.dose.hold_s)
        self._fired_ms = 0
        self._halfway_said = False
        self._ran = False
        self._settled = False
        """By time to the end of this side, whatever the camera says later."""
        self._deadlines: Deadlines[Literal["lost", "exit", "unsure"]] = Deadlines()
        self._cues: tuple[Cue, ...] = ()
        if "hold_words" not in scene.run.said:
            scene.run.said.add("hold_words")
            self._cues = hold_cues(scene.block, scene.side)
        if self.camera_may_see:
            self.pace = "camera"
            self._wait(now, UNSURE_MS)
            if scene.camera != "seeing":
                self._deadlines.set("lost", now + CAMERA_LOST_MS)
            self.once(phrases.CLOCK_WAITS, now)
        else:
            self.voice.chime("begin")
            self.voice.count(phrases.HOLD)
            self._run(now)
            self.say_if_camera_failed(now)

    # ------------------------------------------------------------ by itself
    def due(self) -> int | None:
        coming = (cue.at_ms for cue in self._cues if cue.at_ms > self._fired_ms)
        mark = self._clock.when(
            min(next_mark(self._total_ms, self._fired_ms), *coming, self._total_ms)
        )
        times = [at for at in (mark, self._deadlines.next()) if at is not None]
        return min(times, default=None)

    def fire(self, now: int) -> None:
        for name in self._deadlines.pop_due(now):
            getattr(self, f"_on_{name}")(now)
        read_ms = self._clock.read(now)
        if read_ms > self._fired_ms:
            self._fired_ms = read_ms
            self._mark(now, read_ms)

    def _mark(self, now: int, read_ms: int) -> None:
        """The clock came to a mark: a whole second left, or a word about the hold."""
        for cue in self._cues:
            if cue.at_ms == read_ms:
                self.voice.remark(cue.spoken.line, now)
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

    # ------------------------------------------------------------ camera
    def _wait(self, now: int, patience_ms: int) -> None:
        self._deadlines.set("unsure", now + patience_ms)

    def _run(self, now: int) -> None:
        self._clock.start(now)
        self._ran = True
        self._deadlines.drop("unsure", "exit")

    def _by_time(self, now: int) -> None:
        self.pace = "timer"
        self._deadlines.drop("lost")
        self._run(now)

    def _on_lost(self, now: int) -> None:
        self._by_time(now)
        self.once(phrases.CANNOT_SEE, now)

    def _on_unsure(self, now: int) -> None:
        if self.scene.camera != "seeing":
            self._wait(now, UNSURE_MS)
            return
        self._settled = True
        self._by_time(now)
        self.once(phrases.CANNOT_TELL, now)

    def _on_exit(self, now: int) -> None:
        """Out of position for a while: the clock stands, unless nobody is in view at all."""
        if self.scene.camera != "seeing":
            return
        self._clock.stop(now)
        self._wait(now, STALE_MS)
        self.voice.chime("pause")
        self.voice.say(phrases.CLOCK_PAUSED)

    def on_position(self, now: int) -> None:
        if not self.camera_fits or self._settled:
            return
        if not self.scene.inside:
            if self.pace == "camera" and self._clock.running and "exit" not in self._deadlines:
                self._deadlines.set("exit", now + EXIT_MS)
            return
        if self.pace == "timer":
            if self.scene.camera == "seeing":
                self.pace = "camera"
            return
        stood, ran = not self._clock.running, self._ran
        self._run(now)
        if stood:
            self.voice.chime("begin")
            self.voice.remark(phrases.CLOCK_RUNS if ran else phrases.HOLD, now)

    def on_camera(self, now: int) -> None:
        if not self.camera_fits or self.pace == "timer":
            return
        camera = self.scene.camera
        if not self.camera_may_see:
            self._by_time(now)
            self.say_camera_gone(now)
        elif camera != "seeing":
            if "lost" not in self._deadlines:
                self._deadlines.set("lost", now + CAMERA_LOST_MS)
        else:
            self._deadlines.drop("lost")
            if self._clock.running and not self.scene.inside:
                self._deadlines.set("exit", now + REGAIN_MS)

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
        return phrases.CLOCK_PAUSED if self._ran else phrases.CLOCK_WAITS

    def figure_phase(self, now: int) -> Phase:
        return "hold"
