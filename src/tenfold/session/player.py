"""The player: leads a person through a sitting, hands-free.

    ready -> prepare -> work -> switch -> work -> rest -> ... -> done

Input in, commands out; it has no clock and does nothing itself. Its state is a
pure function of the inputs other than ``Tick`` and of the time, so ticks need
not be kept, and a log of the rest replays to the same player.

Choices that the contracts leave open:

- After an exercise of reps there are 20 s of rest, after a stretch the words to
  come out of it; then the next exercise is prepared.
- "Skip" while resting before an exercise that has not begun ends the rest; there
  is no exercise on that could be skipped. Everywhere else it ends the exercise.
- "Skip", "back", "easier" and "it hurts" also end a pause.
- A pain number given after a stop makes a new ``BlockEnded`` with it.
- What the camera says while paused is remembered and looked at when going on; reps
  seen while paused are not counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Final

from tenfold.session import phrases
from tenfold.session.clock import ms
from tenfold.session.commands import BlockEnded, Command, Show, View, Wake
from tenfold.session.flow import Flow
from tenfold.session.inputs import (
    Button,
    CameraChanged,
    Disconnected,
    HintGiven,
    Input,
    PainSaid,
    PositionSeen,
    Press,
    RepSeen,
    StopForPain,
    Tick,
)
from tenfold.session.picture import Moment, buttons, view
from tenfold.session.sitting import Block, Sitting
from tenfold.session.tempo import COUNT_IN_MS


def check(block: Block) -> None:
    """Refuse a dose that has no end or nothing in it.

    Raises
    ------
    ValueError
        If the block, or an easier form of it, cannot be led.
    """
    dose = block.dose
    amount = {"reps": dose.reps, "hold": ms(dose.hold_s), "breaths": dose.breaths}[block.kind]
    if dose.sets < 1 or not dose.sides or amount < 1:
        raise ValueError(f"{block.exercise_id}: nothing to do at level {block.level}")
    if block.easier is not None:
        check(block.easier)


class Player:
    """One sitting, being led."""

    def __init__(self, sitting: Sitting) -> None:
        if not sitting.blocks:
            raise ValueError("a sitting has at least one exercise")
        if ms(sitting.breath_s) < 1000:
            raise ValueError("a breath lasts at least a second")
        for block in sitting.blocks:
            check(block)
        self.sitting = sitting
        self._flow = Flow(sitting)
        self._at = 0
        self._frozen_ms = 0
        """Length of all pauses so far."""
        self._paused_at: int | None = None
        self._resume_at: int | None = None
        """When the 3-2-1 after a pause ends."""
        self._camera_news: set[str] = set()
        """What the camera said while paused."""

    # ------------------------------------------------------------ from outside
    @property
    def now_s(self) -> float:
        """The time up to which it has been led."""
        return self._at / 1000

    @property
    def finished(self) -> bool:
        return self._flow.name == "done"

    def stamp(self, given: Input) -> Input:
        """``given`` at the time it counts for: never before what has already happened.

        This, and not the input as it came, belongs into the log.
        """
        return replace(given, at_s=max(ms(given.at_s), self._at) / 1000)

    def handle(self, given: Input) -> tuple[Command, ...]:
        """Advance to ``given.at_s``, take the input, and say what is to be done.

        Returns
        -------
        tuple of Command
            One ``Show`` if anything visible may have changed; then words, sounds and
            records in the order they came about; then at most one ``Wake``.
        """
        at = max(ms(given.at_s), self._at)
        changed = self._advance(at)
        if not isinstance(given, Tick):
            _TAKE[type(given)](self, given)
            self._advance(at)
            changed = True
        commands = self._flow.scene.voice.take()
        if changed:
            commands.insert(0, Show(self.view()))
        due = self._due()
        if due is not None:
            commands.append(Wake(due / 1000))
        return tuple(commands)

    def view(self) -> View:
        """What is visible now."""
        return view(self._moment())

    def so_far(self) -> tuple[BlockEnded, ...]:
        """The record of every exercise that was begun, as it stands.

        For a sitting that is left in the middle. What is not over counts as skipped.
        """
        flow = self._flow
        records = []
        for run in flow.scene.runs:
            if flow.stage is not None and run is flow.scene.run and run.outcome is None:
                records.append(run.ended(flow.scene.side, flow.stage.held_ms(flow.now)))
            elif run.touched:
                records.append(run.ended())
        return tuple(records)

    # ------------------------------------------------------------ time
    @property
    def _now(self) -> int:
        """Sitting time without the pauses."""
        return (self._at if self._paused_at is None else self._paused_at) - self._frozen_ms

    def _moment(self) -> Moment:
        flow = self._flow
        return Moment(
            scene=flow.scene,
            name=flow.name,
            stage=flow.stage,
            outlook=flow.outlook,
            at_ms=self._at,
            now=self._now,
            paused=self._paused_at is not None and self._resume_at is None,
            resume_in_ms=None if self._resume_at is None else self._resume_at - self._at,
        )

    def _due(self) -> int | None:
        """When something happens next by itself."""
        if self._resume_at is not None:
            return self._resume_at - (self._resume_at - self._at - 1) // 1000 * 1000
        if self._paused_at is not None:
            return None
        due = self._flow.due()
        return None if due is None else due + self._frozen_ms

    def _advance(self, at: int) -> bool:
        """Let everything happen that is due up to ``at``; whether anything did."""
        woken = False
        while (due := self._due()) is not None and due <= at:
            self._set_time(due)
            if self._resume_at is None:
                self._flow.fire()
            elif self._resume_at > due:
                self._flow.scene.voice.countdown((self._resume_at - due) // 1000)
            else:
                self._go_on()
            woken = True
        self._set_time(at)
        return woken

    def _set_time(self, at: int) -> None:
        self._at = self._flow.at_ms = at
        self._flow.now = self._now

    # ------------------------------------------------------------ pause
    def _pause(self) -> None:
        """Everything stands still."""
        if self._flow.stage is None:
            return
        if self._resume_at is not None:
            self._resume_at = None
        elif self._paused_at is None:
            self._paused_at = self._at

    def _press_pause(self) -> None:
        self._pause()
        self._flow.scene.voice.chime("pause")

    def _press_resume(self) -> None:
        """Work goes on after 3-2-1, everything else at once."""
        voice = self._flow.scene.voice
        if self._flow.name == "work":
            self._resume_at = self._at + COUNT_IN_MS
            voice.countdown(COUNT_IN_MS // 1000)
        else:
            voice.count(phrases.GOING_ON)
            self._go_on()

    def _go_on(self) -> None:
        """The end of a pause."""
        if self._paused_at is not None:
            self._frozen_ms += self._at - self._paused_at
        self._paused_at = self._resume_at = None
        news, self._camera_news = self._camera_news, set()
        stage = self._flow.stage
        if stage is not None and "camera" in news:
            stage.on_camera(self._now)
        if stage is not None and "position" in news:
            stage.on_position(self._now)

    # ------------------------------------------------------------ inputs
    def _press(self, given: Press) -> None:
        if given.button in buttons(self._moment()):
            if given.button in _ENDS_PAUSE:
                self._go_on()
            _PRESS[given.button](self)

    def _more_time(self) -> None:
        if self._flow.stage is not None:
            self._flow.stage.more_time()

    def _stop_for_pain(self, given: StopForPain) -> None:
        if "stop_for_pain" in buttons(self._moment()):
            self._go_on()
            self._flow.stop_for_pain(given.nrs)

    def _pain_said(self, given: PainSaid) -> None:
        """A number for an exercise that has not begun belongs to the one just ended."""
        runs = self._flow.scene.runs
        if not (0 <= given.block_index < len(runs) and 0 <= given.nrs <= 10):
            return
        run = runs[given.block_index]
        if not run.touched and run.index > 0:
            run = runs[run.index - 1]
        run.pain_nrs = given.nrs
        if run.outcome is not None:
            self._flow.scene.voice.do(run.ended())

    def _camera_changed(self, given: CameraChanged) -> None:
        self._flow.scene.camera = given.state
        if self._paused_at is not None:
            self._camera_news.add("camera")
        elif self._flow.stage is not None:
            self._flow.stage.on_camera(self._now)

    def _rep_seen(self, given: RepSeen) -> None:
        if self._paused_at is not None:
            return
        if self._flow.name == "switch":
            self._flow.lead_by_rep(given.side)
        if self._flow.stage is not None:
            self._flow.stage.on_rep(self._now, given.side)
            self._flow.follow()

    def _position_seen(self, given: PositionSeen) -> None:
        scene, stage = self._flow.scene, self._flow.stage
        if stage is None or stage.name != "work":
            return
        if given.side in (scene.side, "both") or scene.side == "both":
            scene.inside = given.inside
            if self._paused_at is not None:
                self._camera_news.add("position")
            else:
                stage.on_position(self._now)
        elif self._paused_at is None:
            stage.on_other_side(self._now, given.side, inside=given.inside)

    def _disconnected(self, _: Disconnected) -> None:
        self._pause()


_ENDS_PAUSE: Final[frozenset[Button]] = frozenset({"skip", "back", "easier"})
_PRESS: Final[dict[Button, Callable[[Player], None]]] = {
    "start": lambda player: player._flow.start(),
    "pause": Player._press_pause,
    "resume": Player._press_resume,
    "skip": lambda player: player._flow.skip(),
    "back": lambda player: player._flow.back(),
    "more_time": Player._more_time,
    "easier": lambda player: player._flow.easier(),
}
_TAKE: Final[dict[type[Input], Callable[[Player, Any], None]]] = {
    Press: Player._press,
    StopForPain: Player._stop_for_pain,
    PainSaid: Player._pain_said,
    CameraChanged: Player._camera_changed,
    RepSeen: Player._rep_seen,
    PositionSeen: Player._position_seen,
    HintGiven: lambda _player, _given: None,
    Disconnected: Player._disconnected,
}


def replay(sitting: Sitting, inputs: Iterable[Input]) -> Player:
    """The player after these inputs: it goes on exactly as the first one would."""
    player = Player(sitting)
    for given in inputs:
        player.handle(given)
    return player
