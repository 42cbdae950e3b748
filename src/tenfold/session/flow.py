"""Where a sitting goes next: every move from one stage to another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

from tenfold.session import phrases, script
from tenfold.session.breaths import BreathsWork
from tenfold.session.camera_work import MAY_SEE
from tenfold.session.commands import Finished, Outcome
from tenfold.session.commands import Stage as StageName
from tenfold.session.estimate import Outlook
from tenfold.session.hold import HoldWork
from tenfold.session.interlude import Interlude
from tenfold.session.reps import RepsWork
from tenfold.session.route import Place, before
from tenfold.session.script import Script, Spoken
from tenfold.session.sitting import Side, Sitting
from tenfold.session.stage import Scene, Stage
from tenfold.session.tally import BlockRun
from tenfold.session.tempo import AFTER_PAIN_MS, BACK_WITHIN_MS, BETWEEN_MS

WORK: Final[dict[str, Callable[[Scene, int], Stage]]] = {
    "reps": RepsWork,
    "hold": HoldWork,
    "breaths": BreathsWork,
}


class Flow:
    """The stage a sitting is in, and the moves out of it. ``now`` is set before each move."""

    def __init__(self, sitting: Sitting) -> None:
        self.scene = Scene(
            sitting, [BlockRun(index, block) for index, block in enumerate(sitting.blocks)]
        )
        self.outlook = Outlook(sitting)
        self.name: StageName = "ready"
        self.stage: Stage | None = None
        """None when ready or done."""
        self.now = 0
        """Sitting time without pauses, ms."""
        self.at_ms = 0

    def due(self) -> int | None:
        """When something happens next by itself."""
        if self.stage is None:
            return None
        times = (self.stage.due(), self.scene.voice.caption_ends)
        return min((at for at in times if at is not None), default=None)

    def fire(self) -> None:
        """What is due now happens; if the stage is over by that, the next begins."""
        self.scene.voice.expire(self.now)
        due = self.stage.due() if self.stage is not None else None
        if self.stage is not None and due is not None and due <= self.now:
            self.stage.fire(self.now)
            self.follow()

    def follow(self) -> None:
        """What comes after a stage that is over."""
        if self.stage is not None and self.stage.over:
            AFTER[self.stage.name](self)

    # ------------------------------------------------------------ stages
    def _enter(self, stage: Stage) -> None:
        self.stage, self.name = stage, stage.name

    def _interlude(
        self, name: Literal["prepare", "switch", "rest"], words: Script, count_in: bool = True
    ) -> None:
        self.scene.voice.clear_caption()
        self._enter(Interlude(self.scene, self.now, name, words, count_in=count_in))

    def _prepare(self, index: int, opening: tuple[Spoken, ...] = ()) -> None:
        """Get ready for a block, from its first set."""
        scene = self.scene
        scene.place = Place(index)
        run = scene.run
        run.begun, run.outcome = True, None
        run.open_set()
        notes: tuple[Spoken, ...] = ()
        if scene.camera in MAY_SEE and not run.block.camera and not scene.cannot_follow_said:
            scene.cannot_follow_said = True
            notes = (Spoken(phrases.NOT_BY_CAMERA),)
        words = script.prepare(scene.sitting, index, run.block, opening, notes)
        self._interlude("prepare", words)

    def work(self) -> None:
        scene = self.scene
        scene.voice.clear_caption()
        scene.work_began()
        self._enter(WORK[scene.block.kind](scene, self.now))

    def _leave_work(self) -> None:
        """Write down what was done, if this was work."""
        if self.stage is not None and self.name == "work":
            self.stage.leave(self.now)
            self.scene.work_ended()

    def after_rest(self) -> None:
        if self.scene.run.begun:
            self.work()
        else:
            self._prepare(self.scene.place.block)

    def after_work(self) -> None:
        """A side is done: the other side, the next set, or the next exercise."""
        scene = self.scene
        run, done = scene.run, scene.side
        self._leave_work()
        scene.voice.chime("end")
        place = run.next_place(scene.place)
        if place is None:
            self._end_block("done", script.closing(run.block, done))
        elif place.set == scene.place.set:
            scene.place = place
            filmed = scene.camera in MAY_SEE
            words = script.switch(scene.sitting, run.block, done, scene.side, filmed=filmed)
            self._interlude("switch", words)
        else:
            scene.place = place
            run.open_set()
            self._interlude("rest", script.rest_between_sets(run.block, done, place.set))

    def _end_block(self, outcome: Outcome, opening: tuple[Spoken, ...] = ()) -> None:
        """The exercise is over, one way or another: on to the next."""
        scene = self.scene
        run = scene.run
        run.end(outcome)
        scene.voice.do(run.ended())
        following = run.index + 1
        rest_ms = 0
        if run.outcome == "stopped_for_pain":
            rest_ms = AFTER_PAIN_MS
        elif run.outcome == "done" and run.block.kind == "reps":
            rest_ms = BETWEEN_MS
        if following == len(scene.runs):
            self._finish(opening)
        elif rest_ms:
            self._rest_before(following, rest_ms, opening)
        else:
            self._prepare(following, opening)

    def _rest_before(self, index: int, rest_ms: int, opening: tuple[Spoken, ...]) -> None:
        scene = self.scene
        scene.place = Place(index)
        scene.run.begun = False
        scene.run.open_set()
        self._interlude("rest", script.rest_between_exercises(rest_ms, opening), count_in=False)

    def _finish(self, opening: tuple[Spoken, ...]) -> None:
        voice = self.scene.voice
        for spoken in opening:
            voice.say(spoken.line)
        runs = self.scene.runs
        if all(run.outcome == "skipped" for run in runs):
            voice.say(phrases.ALL_SKIPPED)
        else:
            voice.say(phrases.FINISHED if len(runs) > 1 else phrases.ONE_FINISHED)
        voice.chime("finished")
        voice.do(Finished(self.at_ms / 1000))
        self.stage, self.name = None, "done"

    def skip(self) -> None:
        if self.scene.run.begun:
            self._leave_work()
            self._end_block("skipped")
        else:
            self.after_rest()

    def back(self) -> None:
        """This side from its start; just after its start, the one before."""
        scene, stage = self.scene, self.stage
        if stage is None:
            return
        just_begun = self.now - stage.began <= BACK_WITHIN_MS
        self._leave_work()
        if stage.name == "prepare" and not just_begun:
            self._prepare(scene.place.block)
            return
        target: Place | None = scene.place
        if stage.name != "work" or just_begun:
            target = before(scene.place, scene.block) if stage.name != "prepare" else None
        if target is not None:
            self._again(target)
        elif scene.place.block > 0:
            scene.run.begun = False
            self._prepare(scene.place.block - 1)
        elif stage.name == "prepare":
            self._prepare(0)
        else:
            self._again(scene.place)

    def _again(self, place: Place) -> None:
        """A side of the same block once more, from its start."""
        scene = self.scene
        scene.run.reopen(place, place.set == scene.place.set)
        scene.place = place
        self._interlude("switch", script.again(scene.sitting, scene.block, scene.side))

    def easier(self) -> None:
        scene, easier = self.scene, self.scene.block.easier
        if easier is None:
            return
        self._leave_work()
        scene.run.ease(easier)
        self.outlook.swap(scene.place.block, easier)
        self._prepare(scene.place.block, (Spoken(phrases.EASIER),))

    def start(self) -> None:
        self._prepare(0)

    def stop_for_pain(self, nrs: int | None) -> None:
        """End this exercise at once; while resting after one, it is that one which hurt."""
        scene = self.scene
        self._leave_work()
        if not scene.run.begun:
            scene.place = Place(scene.place.block - 1)
        if nrs is not None:
            scene.run.pain_nrs = nrs
        self._end_block("stopped_for_pain", (Spoken(phrases.STOPPED),))

    def lead_by_rep(self, seen: Side) -> None:
        """A rep while changing sides begins the work: the person leads."""
        scene = self.scene
        side = seen if seen in scene.run.order else scene.side
        if scene.block.kind == "reps" and scene.block.camera and scene.run.left_to_count(side):
            self.work()


AFTER: Final[dict[StageName, Callable[[Flow], None]]] = {
    "prepare": Flow.work,
    "switch": Flow.work,
    "rest": Flow.after_rest,
    "work": Flow.after_work,
}
