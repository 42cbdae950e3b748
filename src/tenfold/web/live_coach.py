"""The camera side of a sitting: frames in, what they mean for the sitting out."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from tenfold.body.frame import Frame
from tenfold.body.measures import Sight
from tenfold.coach.engine import Coach
from tenfold.coach.events import FaultMended, FaultShown, HoldEntered, HoldLeft, RepCompleted, Side
from tenfold.coach.tracking import LOST_AFTER_S, Tracking
from tenfold.exercises.model import Variant
from tenfold.session import phrases
from tenfold.session.commands import Stage
from tenfold.web.live_setup import PictureHelp, SetUp
from tenfold.words.line import Line

VariantFor = Callable[[str, int], Variant | None]
"""The exercise of an id at a level; None when the library no longer has it."""

_LISTENS_IN: Final[frozenset[Stage]] = frozenset({"work", "switch"})
"""A rep while changing sides begins the next one: the person leads."""
_ANYBODY: Final = ("shoulders", "hips")
"""What must be seen to say "I can see you" in an exercise without a coach."""
_BLINK_S: Final = 0.1
_BLIND_S: Final = LOST_AFTER_S + 2 * _BLINK_S
"""Between the last frame of one camera session and the first of the next."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rep:
    side: Side


@dataclass(frozen=True, slots=True)
class Position:
    """In or out of the hold position."""

    inside: bool
    side: Side


@dataclass(frozen=True, slots=True)
class Hint:
    """Something the coach says. ``rule_id``: it is a form cue, of this rule."""

    line: Line
    rule_id: str | None = None
    side: Side = "both"


@dataclass(frozen=True, slots=True)
class InView:
    """Whether the person is tracked has changed."""

    seen: bool


@dataclass(frozen=True, slots=True)
class Broke:
    """The coach failed on this block; nothing more comes from it."""


Seen = Rep | Position | Hint | InView | Broke


class Eyes:
    """Follows one block of a sitting at a time.

    The same coach is kept for all sets and sides of a block, so that it keeps what it
    learned about the person. For a hold it also watches while nothing counts: the person
    goes into position before the clock starts, and may leave it during a pause.
    """

    def __init__(self, variant_for: VariantFor) -> None:
        self._variant_for = variant_for
        self._block: tuple[int, int] | None = None
        self._coach: Coach | None = None
        self._tracking = Tracking(_ANYBODY)
        self._inside: Side | None = None
        """On which side the person is in the hold position."""
        self._told: Side | None = None
        """What of that was passed on."""
        self._swallowed = False
        """A cue that the coach believes was said was kept back."""
        self._praised = 0
        self._help = PictureHelp()
        self._last_s: float | None = None
        self._offset_s: float | None = None
        self._jobless = False
        """The block should have a coach, and there is none to be had."""
        self.broken = False
        """The coach of this block has failed."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Body parts that should be seen and are not, in the latest frame."""
        return self._tracking.missing

    @property
    def needs(self) -> tuple[str, ...]:
        return self._tracking.needs

    def turn_to(self, block_index: int, exercise_id: str, level: int, has_coach: bool) -> bool:
        """Follow this block from now on; whether it is another than before."""
        if self._block == (block_index, level):
            return False
        self._block = (block_index, level)
        self._inside = self._told = None
        self.broken = self._swallowed = False
        self._coach = self._hire(exercise_id, level) if has_coach else None
        self._jobless = has_coach and self._coach is None
        needs = self._coach.variant.coach.needs if self._coach and self._coach.variant.coach else ()
        self._tracking.needs = needs or _ANYBODY
        self._help.turn_to(self._coach.variant if self._coach else None)
        return True

    def set_up(self, stage: Stage) -> SetUp:
        """What the page draws over the picture."""
        return self._help.shown(stage)

    def begin_set(self) -> None:
        """Work on a side began: nobody is known to be in position."""
        self._told = None
        if self._coach is not None:
            self._coach.begin_set()

    def new_picture(self) -> None:
        """The picture stopped. When frames come again, they may count time from 0."""
        self._offset_s = None
        self._tracking = Tracking(self._tracking.needs)
        self._inside = None

    def look(self, frame: Frame, stage: Stage, paused: bool) -> list[Seen]:
        """What ``frame`` means. Reps and cues count only in work that is not paused."""
        if self.broken:
            return []
        if self._jobless:
            self.broken = True
            return [Broke()]
        try:
            return self._look(self._in_one_time(frame), stage, paused)
        except Exception:  # a fault of the coach must not end the sitting
            log.exception("the camera coach failed at block %s", self._block)
            self.broken, self._coach, self._inside = True, None, None
            return [Broke()]

    def _look(self, frame: Frame, stage: Stage, paused: bool) -> list[Seen]:
        found: list[Seen] = []
        was_seen = self._tracking.found
        sight = Sight(frame)
        self._tracking.advance(sight, frame.t_s)
        if not paused:
            missing = self._tracking.missing
            if not missing and self._coach is not None and stage == "work":
                missing = self._coach.missing_for_form
            word = self._help.look(sight, frame.t_s, missing, stage)
            if word is not None:
                found.append(Hint(word))
        if self._tracking.found != was_seen:
            found.append(InView(self._tracking.found))
        coach = self._coach
        if coach is None:
            return found
        working = stage in _LISTENS_IN and not paused
        holds = coach.variant.coach is not None and coach.variant.coach.hold_phase is not None
        if not (working or holds):
            return found
        at_work = working and stage == "work"
        if at_work and self._swallowed:
            coach.begin_set()
            self._swallowed = False
        for event in coach.advance(frame):
            match event:
                case RepCompleted(side=side) if working:
                    found.append(Rep(side))
                case HoldEntered(side=side):
                    self._inside = side
                case HoldLeft():
                    self._inside = None
                case FaultShown(rule_id=rule_id, cue=cue, side=side, speak=True):
                    if at_work:
                        found.append(Hint(phrases.step(cue, side), rule_id, side))
                    else:
                        self._swallowed = True
                case FaultMended(praise=True) if at_work:
                    found.append(Hint(phrases.PRAISE[self._praised % len(phrases.PRAISE)]))
                    self._praised += 1
        if at_work:
            found += self._position()
        return found

    def _position(self) -> list[Seen]:
        """Where the person is, if that is another place than was told."""
        told, self._told = self._told, self._inside
        if told == self._inside:
            return []
        if self._inside is not None:
            return [Position(True, self._inside)]
        return [Position(False, told)] if told is not None else []

    def _hire(self, exercise_id: str, level: int) -> Coach | None:
        try:
            variant = self._variant_for(exercise_id, level)
            return Coach(variant) if variant is not None and variant.coach is not None else None
        except Exception:  # as above: go by time
            log.exception("no camera coach for %s at level %s", exercise_id, level)
            return None

    def _in_one_time(self, frame: Frame) -> Frame:
        """The frame at a time that goes on from the last one, whatever the page's clock did."""
        last_s = self._last_s
        if last_s is None:
            self._offset_s = self._offset_s or 0.0
        elif self._offset_s is None or frame.t_s + self._offset_s < last_s - _BLIND_S:
            last_s = self._blink(last_s)
            self._offset_s = last_s + _BLINK_S - frame.t_s
        assert self._offset_s is not None
        t_s = frame.t_s + self._offset_s
        self._last_s = max(t_s, last_s or 0.0)
        return replace(frame, t_s=t_s)

    def _blink(self, last_s: float) -> float:
        """See nobody for long enough that the coach forgets where the person was; until when."""
        for t_s in (last_s + _BLINK_S, last_s + _BLIND_S):
            if self._coach is not None:
                self._coach.advance(Frame.nobody(t_s))
        self._inside = None
        return last_s + _BLIND_S
