"""Work whose clock runs in position only, as far as the camera coach sees the position.

The camera is a bonus: when it sees nobody, or cannot tell, the clock just runs.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import Literal

from tenfold.session import phrases
from tenfold.session.camera_work import CameraWork
from tenfold.session.clock import Stopwatch
from tenfold.session.deadlines import Deadlines
from tenfold.session.sitting import Side
from tenfold.session.stage import Scene
from tenfold.session.tempo import (
    CAMERA_LOST_MS,
    EXIT_MS,
    OTHER_SIDE_MS,
    REGAIN_MS,
    STALE_MS,
    UNSURE_MS,
)
from tenfold.words.line import Line


class PositionWork(CameraWork):
    """One side's hold or breaths of one set."""

    waits_line: Line = phrases.CLOCK_WAITS
    paused_line: Line = phrases.CLOCK_PAUSED
    again_line: Line = phrases.CLOCK_RUNS

    def __init__(self, scene: Scene, now: int) -> None:
        super().__init__(scene, now)
        self._clock = Stopwatch()
        self._ran = False
        self._settled = False
        """By time to the end of this side, whatever the camera says later."""
        self._deadlines: Deadlines[Literal["lost", "exit", "unsure", "other"]] = Deadlines()

    def _open(self, now: int) -> None:
        """Wait for the position, or begin at once where nothing sees it."""
        if self.camera_may_see:
            self.pace = "camera"
            self._wait(now, UNSURE_MS)
            if self.scene.camera != "seeing":
                self._deadlines.set("lost", now + CAMERA_LOST_MS)
            self.once(self.waits_line, now)
        else:
            self._begins(now)
            self._run(now)
            self.say_if_camera_failed(now)

    # ------------------------------------------------------------ for the kinds of work
    @abstractmethod
    def _begins(self, now: int) -> None:
        """The clock begins by time: say so."""

    @abstractmethod
    def _in_position(self, now: int, *, again: bool) -> None:
        """The clock runs (again) because the person is in position: say so."""

    @abstractmethod
    def _mark(self, now: int) -> None:
        """Something of the work itself is due."""

    @abstractmethod
    def _next_mark(self) -> int | None:
        """When that is; None while the clock stands."""

    # ------------------------------------------------------------ by itself
    def due(self) -> int | None:
        times = [at for at in (self._next_mark(), self._deadlines.next()) if at is not None]
        return min(times, default=None)

    def fire(self, now: int) -> None:
        for name in self._deadlines.pop_due(now):
            getattr(self, f"_on_{name}")(now)
        self._mark(now)

    def _wait(self, now: int, patience_ms: int) -> None:
        self._deadlines.set("unsure", now + patience_ms)

    def _run(self, now: int) -> None:
        self._clock.start(now)
        self._ran = True
        self._deadlines.drop("unsure", "exit", "other")

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

    def _on_other(self, now: int) -> None:
        """They were told, and stay on the side that the camera takes for the other: theirs is
        the better view."""
        self._settled = True
        self._by_time(now)

    def _on_exit(self, now: int) -> None:
        """Out of position for a while: the clock stands, unless nobody is in view at all."""
        if self.scene.camera != "seeing":
            return
        self._clock.stop(now)
        self._wait(now, STALE_MS)
        self.voice.chime("pause")
        self.voice.say(self.paused_line)

    # ------------------------------------------------------------ camera
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
            self._in_position(now, again=ran)

    def on_other_side(self, now: int, side: Side, *, inside: bool) -> None:
        """The person is in position on the side that is not due now, or leaves it."""
        if not self.camera_fits or self._settled or self.pace != "camera" or self._ran:
            return
        if not inside:
            self._deadlines.drop("other")
        elif self.scene.place.side == 0 and not self.scene.run.held_any(self.scene.place.set):
            self.take_first(now, side)
            self.scene.inside = True
            self.on_position(now)
        elif "other" not in self._deadlines:
            self._deadlines.set("other", now + OTHER_SIDE_MS)
            self._wait(now, UNSURE_MS)
            self.voice.remark(phrases.SAME_SIDE_AGAIN[self.scene.side], now)

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
