"""Work counted in reps: by time, or one for each that the camera coach sees.

The camera is a bonus: when it sees nobody, or nothing for long, the count goes
on by time from where it is.
"""

from __future__ import annotations

from typing import Literal

from tenfold.session import phrases
from tenfold.session.camera_work import CameraWork
from tenfold.session.clock import ms
from tenfold.session.deadlines import Deadlines
from tenfold.session.sitting import Block, Side
from tenfold.session.stage import Number, Scene
from tenfold.session.tempo import (
    ASK_AFTER_REPS,
    CAMERA_LOST_MS,
    DEFAULT_REP_MS,
    HALFWAY_FROM_REPS,
    ONE_MORE_FROM_REPS,
    OTHER_SIDE_REPS,
    QUIET_MS,
    REP_PHASES,
    STALE_MS,
    Phase,
)
from tenfold.words.line import Line


def rep_ms(block: Block) -> int:
    """One rep by time."""
    return ms(block.dose.rep_s) or DEFAULT_REP_MS


class RepsWork(CameraWork):
    """One side's reps of one set."""

    def __init__(self, scene: Scene, now: int) -> None:
        super().__init__(scene, now)
        self._rep_ms = rep_ms(scene.block)
        self._target = scene.block.dose.reps
        self._rep_began = now
        self._fired = now
        self._other_reps = 0
        """Reps seen on a side that is finished."""
        self._deadlines: Deadlines[Literal["lost", "quiet", "stale"]] = Deadlines()
        self.voice.chime("begin")
        self.voice.count(phrases.BEGIN)
        if self.camera_may_see:
            self._by_camera(now)
        else:
            self.say_if_camera_failed(now)

    # ------------------------------------------------------------ by itself
    def _boundary(self) -> int:
        """When the figure next changes its phase, or a rep's time is over."""
        into_ms = (self._fired - self._rep_began) % self._rep_ms
        begins = (round(part * self._rep_ms) for part, _ in REP_PHASES)
        ahead = min(at for at in (*begins, self._rep_ms) if at > into_ms)
        return self._fired - into_ms + ahead

    def due(self) -> int:
        deadline = self._deadlines.next()
        return self._boundary() if deadline is None else min(deadline, self._boundary())

    def fire(self, now: int) -> None:
        self._fired = now
        for name in self._deadlines.pop_due(now):
            getattr(self, f"_on_{name}")(now)
        if self.pace == "timer" and now - self._rep_began >= self._rep_ms:
            self._count(now, self.scene.side)

    def _on_lost(self, now: int) -> None:
        self._by_time(now)
        self.once(phrases.CANNOT_SEE, now)

    def _on_quiet(self, now: int) -> None:
        if self.scene.camera == "seeing":
            self.once(phrases.TAKE_YOUR_TIME, now)

    def _on_stale(self, now: int) -> None:
        self._by_time(now)
        self.once(phrases.NO_REPS_SEEN, now)

    # ------------------------------------------------------------ counting
    def _count(self, now: int, side: Side) -> None:
        number = self.scene.run.count_rep(self.scene.place, side)
        self._rep_began = now
        self._await_rep(now)
        self.voice.chime("rep")
        if side != self.scene.side:
            self.voice.count(phrases.number_for_side(number, side))
            return
        self.voice.count(phrases.number(number))
        if number >= self._target:
            self.over = True
        elif number * 2 == self._target and self._target >= HALFWAY_FROM_REPS:
            self.voice.remark(phrases.HALFWAY, now)
        elif number == self._target - 1 and self._target >= ONE_MORE_FROM_REPS:
            self.voice.remark(phrases.ONE_MORE, now)
        elif number == ASK_AFTER_REPS and self._target >= HALFWAY_FROM_REPS:
            self.ask(now)

    def on_rep(self, now: int, seen: Side) -> None:
        """Count a seen rep for its side, unless that side is finished in this set."""
        scene, run = self.scene, self.scene.run
        if not self.camera_may_see:
            return
        if self.pace == "timer":
            if scene.camera != "seeing":
                return
            self._by_camera(now)
        side = seen if seen in run.order else scene.side
        if not run.left_to_count(side):
            self._other_reps += 1
            if self._other_reps <= OTHER_SIDE_REPS:
                self._await_rep(now)
                if self._other_reps == 1:
                    self.voice.remark(phrases.OTHER_LEG, now)
                return
            side = scene.side  # they were told: the camera may have mixed up the sides
        if side != scene.side and not run.counted.get(scene.side):
            self.take_first(now, side)
        self._count(now, side)

    # ------------------------------------------------------------ pace
    def _await_rep(self, now: int) -> None:
        if self.pace == "camera":
            self._deadlines.set("quiet", now + QUIET_MS)
            self._deadlines.set("stale", now + STALE_MS)

    def _by_camera(self, now: int) -> None:
        self.pace = "camera"
        self._rep_began = now
        self._await_rep(now)
        if self.scene.camera != "seeing":
            self._deadlines.set("lost", now + CAMERA_LOST_MS)

    def _by_time(self, now: int) -> None:
        self.pace = "timer"
        self._rep_began = now
        self._deadlines.drop("lost", "quiet", "stale")

    def on_camera(self, now: int) -> None:
        if not self.camera_fits:
            return
        camera = self.scene.camera
        if camera == "seeing":
            self._deadlines.drop("lost")
            if self.pace == "timer":
                self._by_camera(now)
                if phrases.CANNOT_SEE.msgid in self.scene.run.said:
                    self.once(phrases.CAN_SEE, now)
        elif self.pace == "camera":
            if not self.camera_may_see:
                self._by_time(now)
                self.say_camera_gone(now)
            elif "lost" not in self._deadlines:
                self._deadlines.set("lost", now + CAMERA_LOST_MS)

    # ------------------------------------------------------------ picture
    def left_ms(self, now: int) -> int:
        whole = self.scene.run.left_to_count(self.scene.side) * self._rep_ms
        into_ms = now - self._rep_began if self.pace == "timer" else 0
        return max(whole - into_ms, 0)

    def number(self, now: int) -> Number:
        return Number(self.scene.run.counted.get(self.scene.side, 0), "reps_done", self._target)

    def line(self) -> Line:
        return self.reminder("move")

    def figure_phase(self, now: int) -> Phase:
        part = (now - self._rep_began) % self._rep_ms / self._rep_ms
        return [phase for begins, phase in REP_PHASES if part >= begins][-1]
