"""Work that the camera coach may follow, and what is said when it can't."""

from __future__ import annotations

from typing import Final

from tenfold.session import phrases
from tenfold.session.inputs import CameraState
from tenfold.session.sitting import Side
from tenfold.session.stage import Scene, Stage
from tenfold.words.line import Line

MAY_SEE: Final[frozenset[CameraState]] = frozenset({"seeing", "looking", "lost"})
"""The camera is on; whether it sees the person is another matter."""
FAILED: Final[frozenset[CameraState]] = frozenset({"refused", "too_slow"})
"""Wanted, and not to be had."""


class CameraWork(Stage):
    """Work of a block that the camera coach may be able to follow."""

    name = "work"

    def __init__(self, scene: Scene, now: int) -> None:
        super().__init__(scene, now)
        self.camera_fits = scene.block.camera
        """Whether the coach knows this exercise at all."""

    @property
    def camera_may_see(self) -> bool:
        return self.camera_fits and self.scene.camera in MAY_SEE

    def take_first(self, now: int, side: Side) -> None:
        """The person began with the other side: follow."""
        scene = self.scene
        run, here = scene.run, scene.place.side
        scene.work_ended()
        order = list(run.order)
        there = order.index(side)
        order[here], order[there] = order[there], order[here]
        run.order = tuple(order)
        scene.work_began()
        self.voice.remark(phrases.SIDE_FIRST_THEN[side], now)

    def ask(self, now: int) -> bool:
        """Ask the next question that the camera does not answer; whether there was one."""
        run = self.scene.run
        open_ones = [
            check
            for check in self.scene.block.checks
            if not (check.by_camera and self.pace == "camera")
        ]
        if not open_ones:
            return False
        check = open_ones[run.asked % len(open_ones)]
        run.asked += 1
        self.voice.remark(phrases.step(check.text, self.scene.side), now)
        return True

    def once(self, line: Line, now: int) -> None:
        """Say it once in a block."""
        if line.msgid not in self.scene.run.said:
            self.scene.run.said.add(line.msgid)
            self.voice.remark(line, now)

    def say_if_camera_failed(self, now: int) -> None:
        """As work begins: said once in a sitting."""
        if self.camera_fits and self.scene.camera in FAILED and not self.scene.camera_gone_said:
            self.say_camera_gone(now)

    def say_camera_gone(self, now: int) -> None:
        self.scene.camera_gone_said = True
        self.once(phrases.NO_CAMERA, now)
