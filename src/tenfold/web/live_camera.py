"""The camera of a live sitting: its state, the frames that wait, and the note about it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from typing import Final

from tenfold.body.frame import Frame
from tenfold.session.commands import View
from tenfold.session.inputs import CameraChanged, CameraState, Input
from tenfold.session.sitting import Sitting
from tenfold.web import live_words
from tenfold.web.live_coach import Eyes, Seen, VariantFor
from tenfold.web.live_setup import SetUp
from tenfold.web.messages import CameraMessage, FramesMessage
from tenfold.words.line import Line

NO_FRAME_S: Final = 2.0
"""No picture for so long: the person is no longer seen."""
WAITING_FRAMES: Final = 60
"""Frames that may wait for the coach; the oldest are dropped."""
FRAMES_AT_ONCE: Final = 8
"""Frames looked at before anything else gets its turn."""
_ON: Final[frozenset[CameraState]] = frozenset({"looking", "seeing", "lost"})


class LiveCamera:
    """What the page's camera sees of the person.

    Attributes
    ----------
    state : CameraState
        As the player knows it: changed only by :meth:`changed`, after it was stored.
    told : bool
        Whether the present page has said anything of a camera.
    """

    def __init__(
        self,
        sitting: Sitting,
        inputs: Iterable[Input],
        variant_for: VariantFor,
        monotonic: Callable[[], float],
    ) -> None:
        self.state: CameraState = "off"
        for given in inputs:
            if isinstance(given, CameraChanged):
                self.state = given.state
        self.told = False
        self._sitting = sitting
        self._monotonic = monotonic
        self._eyes = Eyes(variant_for)
        self._frames: deque[Frame] = deque(maxlen=WAITING_FRAMES)
        self._frame_at = monotonic()

    @property
    def on(self) -> bool:
        return self.state in _ON

    @property
    def waiting(self) -> bool:
        """Whether there are frames to look at."""
        return bool(self._frames)

    @property
    def without_page(self) -> CameraState:
        """What the state becomes when the page is gone."""
        return "looking" if self.on else self.state

    @property
    def silent(self) -> bool:
        """Whether the picture has stopped coming."""
        return self._monotonic() - self._frame_at >= NO_FRAME_S

    def changed(self, state: CameraState) -> None:
        self.state = state
        if not self.on:
            self._frames.clear()

    def switched(self, message: CameraMessage) -> CameraState:
        """What the page's word of its camera makes the state."""
        self.told = True
        self.forget()
        self._frame_at = self._monotonic()
        return "looking" if message.state == "on" else message.state

    def forget(self) -> None:
        """The picture stopped: drop what waits, and where the person was."""
        self._frames.clear()
        self._eyes.new_picture()

    def collect(self, message: FramesMessage) -> None:
        """Put frames aside. They are never stored. ValueError if one is malformed."""
        frames = [
            Frame(
                one.t_s, tuple(one.image), tuple(one.world), tuple(one.visibility), message.aspect
            )
            for one in message.frames
        ]
        if message.mirrored:
            frames = [one.mirrored() for one in frames]
        if self.on:
            self._frames.extend(frames)
            self._frame_at = self._monotonic()

    def attend(self, view: View) -> bool:
        """Follow the block that is on; whether a camera that failed may try again with it."""
        failed = self._eyes.broken
        block = live_words.block_shown(self._sitting, view)
        new = self._eyes.turn_to(view.block_index, view.exercise_id, view.level, block.camera)
        return new and failed

    def begin_set(self) -> None:
        self._eyes.begin_set()

    def look(self, view: View) -> list[Seen]:
        """What the oldest waiting frame means."""
        self.attend(view)
        return self._eyes.look(self._frames.popleft(), view.stage, view.paused)

    def note(self, view: View) -> tuple[CameraState, Line | None, SetUp]:
        """State, the words where there is more to say than that, and what is drawn."""
        because: Line | None = None
        if self._eyes.broken:
            because = live_words.COACH_STOPPED
        elif self.state == "lost":
            missing, needs = self._eyes.missing, self._eyes.needs
            because = live_words.NO_PICTURE if self.silent else live_words.unseen(missing, needs)
        return self.state, because, self._eyes.set_up(view.stage)
