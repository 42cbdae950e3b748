"""The picture of a sitting at one instant: what the practice page draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tenfold.session import phrases
from tenfold.session.clock import whole_seconds_up
from tenfold.session.commands import Stage as StageName
from tenfold.session.commands import View
from tenfold.session.estimate import Outlook
from tenfold.session.stage import Number, Scene, Stage
from tenfold.session.tempo import COUNT_IN_MS, Phase
from tenfold.words.line import Line

_RUNNING: Final = ("pause", "skip", "back", "more_time", "easier", "stop_for_pain")
BUTTONS: Final[dict[StageName, tuple[str, ...]]] = {
    "ready": ("start",),
    "prepare": _RUNNING,
    "work": _RUNNING,
    "switch": _RUNNING,
    "rest": _RUNNING,
    "done": (),
}
"""What can be pressed in each stage at most."""
STILL_PHASE: Final[dict[StageName, Phase]] = {"ready": "start", "done": "return"}


@dataclass(frozen=True)
class Moment:
    """All of a player's state that a picture is made from."""

    scene: Scene
    name: StageName
    stage: Stage | None
    """None when ready or done."""
    outlook: Outlook
    at_ms: int
    now: int
    """``at_ms`` without the pauses."""
    paused: bool
    resume_in_ms: int | None
    """While the 3-2-1 after a pause runs."""


def buttons(moment: Moment) -> tuple[str, ...]:
    """What makes sense now. A button that is not among these does nothing."""
    stage, scene = moment.stage, moment.scene
    hidden = {
        "more_time": stage is None or not stage.takes_more_time,
        # Before an exercise has begun there is nothing yet to be made easier.
        "easier": scene.block.easier is None or not scene.run.begun,
    }
    offered = tuple(one for one in BUTTONS[moment.name] if not hidden.get(one, False))
    if not moment.paused:
        return offered
    return tuple("resume" if one == "pause" else one for one in offered)


def left_ms(moment: Moment) -> int:
    """Estimated rest of the sitting."""
    stage, scene, outlook = moment.stage, moment.scene, moment.outlook
    if stage is None:
        return outlook.from_block_ms(0) if moment.name == "ready" else 0
    run, place = scene.run, scene.place
    left = max(stage.left_ms(moment.now), 0)
    if not run.begun:
        return left + outlook.after_rest_ms(place.block)
    if moment.name != "work":
        left += outlook.work_ms(run, place)
    return left + outlook.after_work_ms(run, place)


def _number(moment: Moment) -> Number:
    if moment.resume_in_ms is not None:
        seconds = whole_seconds_up(moment.resume_in_ms)
        return Number(seconds, "seconds_left", COUNT_IN_MS // 1000)
    return moment.stage.number(moment.now) if moment.stage else Number()


def _line(moment: Moment) -> Line:
    if moment.resume_in_ms is not None:
        return phrases.GOING_ON
    if moment.paused:
        return phrases.PAUSED
    said = moment.scene.voice.caption
    return said or (moment.stage.line() if moment.stage else phrases.READY)


def view(moment: Moment) -> View:
    """Everything visible, as one value."""
    scene, stage, number = moment.scene, moment.stage, _number(moment)
    block, index = scene.block, scene.place.block
    following = scene.runs[index + 1 : index + 2]
    return View(
        at_s=moment.at_ms / 1000,
        stage=moment.name,
        paused=moment.paused,
        block_index=index,
        block_count=len(scene.runs),
        exercise_id=block.exercise_id,
        level=block.level,
        title=Line(block.title),
        side=scene.side,
        set_number=scene.place.set + 1,
        set_count=block.dose.sets,
        number=number.value,
        number_means=number.means,
        target=number.target,
        line=_line(moment),
        pace=stage.pace if stage else "timer",
        rail=tuple(run.fraction for run in scene.runs),
        left_s=left_ms(moment) / 1000,
        figure_phase=(stage.figure_phase(moment.now) if stage else STILL_PHASE[moment.name]),
        breath=stage.breath(moment.now) if stage else None,
        next_title=Line(following[0].block.title) if following else None,
        buttons=buttons(moment),
    )
