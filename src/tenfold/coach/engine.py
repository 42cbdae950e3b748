"""The coach of one exercise: frames in, events out.

``Coach(variant).advance(frame)`` is deterministic: the same frames give the
same events, whatever the wall clock says.
"""

from __future__ import annotations

from typing import Final

from tenfold.body.frame import Frame
from tenfold.body.measures import Sight
from tenfold.coach.cycle import Cycle, CycleEvent, Entered, Left, Settled, Trip
from tenfold.coach.events import (
    CoachEvent,
    FaultMended,
    FaultShown,
    HoldEntered,
    HoldLeft,
    PhaseEntered,
    RepCompleted,
    TrackingLost,
)
from tenfold.coach.faults import FormWatch
from tenfold.coach.sides import Side
from tenfold.coach.subject import Subject
from tenfold.coach.tracking import Tracking, parts_of
from tenfold.coach.view import ViewGuess
from tenfold.exercises.coach_model import ViewClass
from tenfold.exercises.model import Variant

COACH_VERSION: Final = "3"
"""Raised whenever the same frames may give other events."""


class Coach:
    """Follows one person through one exercise.

    Parameters
    ----------
    variant : Variant
        The exercise at a level that has a camera coach.

    Raises
    ------
    ValueError
        If the variant has no camera coach.
    """

    def __init__(self, variant: Variant) -> None:
        if variant.coach is None:
            raise ValueError(f"{variant.exercise_id} at level {variant.level} has no camera coach")
        self.variant = variant
        self._spec = variant.coach
        self._tracking = Tracking(variant.coach.needs)
        self._cycle = Cycle(variant.coach)
        self._watch = FormWatch(variant.form, by_rep=variant.coach.hold_phase is None)
        self._view = ViewGuess()
        self._subject = Subject()
        self._counts: dict[Side, int] = {}
        self._reps_in_set = 0
        self._last_s: float | None = None

    @property
    def reps(self) -> dict[Side, int]:
        """Whole reps so far, by side."""
        return dict(self._counts)

    @property
    def missing(self) -> tuple[str, ...]:
        """Body parts that the coach needs and does not see in the latest frame."""
        return self._tracking.missing

    @property
    def missing_for_form(self) -> tuple[str, ...]:
        """Body parts that a form hint in this view needs and that are not seen now."""
        wanted = parts_of(self._watch.needs(self._view.name))
        return self._tracking.missing_of(wanted)

    @property
    def view(self) -> ViewClass | None:
        """From which side the camera sees the person: front, oblique, side, or not known."""
        return self._view.name

    def begin_set(self) -> None:
        """A new set or side: what was said before may be said again."""
        self._watch.manners.begin_set()
        self._reps_in_set = 0

    def advance(self, frame: Frame) -> tuple[CoachEvent, ...]:
        """Take the next frame. One that is not later than the last is passed over."""
        t_s = frame.t_s
        if self._last_s is not None and t_s <= self._last_s:
            return ()
        self._last_s = t_s
        events: list[CoachEvent] = []
        for one in self._subject.let_through(frame):
            events += self._look(one)
        return tuple(events)

    def _look(self, frame: Frame) -> list[CoachEvent]:
        t_s, sight = frame.t_s, Sight(frame)
        events: list[CoachEvent] = []
        change = self._tracking.advance(sight, t_s)
        if change is not None:
            events.append(change)
        if isinstance(change, TrackingLost):
            events += self._translate(self._cycle.reset(), t_s)
        if self._tracking.missing:
            return events
        self._view.advance(sight, t_s)
        events += self._translate(self._cycle.advance(sight, t_s), t_s)
        events += self._watch.advance(
            sight, t_s, self._cycle.activity, self._cycle.working, self._view.name, self._quiet
        )
        return events

    @property
    def _quiet(self) -> bool:
        # A first rep is for finding the movement; a hold has only one and may be spoken to.
        return self._spec.hold_phase is None and not self._reps_in_set

    def _translate(self, events: list[CycleEvent], t_s: float) -> list[CoachEvent]:
        told: list[CoachEvent] = []
        for event in events:
            match event:
                case Entered(phase, side):
                    told.append(PhaseEntered(t_s, phase, side))
                case Trip(start_s, side, peak, descent_s):
                    figures = {"rep_s": t_s - start_s}
                    if self._spec.hold_phase is None:
                        figures["descent_s"] = descent_s
                    told += self._judge(figures, t_s, side)
                    self._reps_in_set += 1
                    self._counts[side] = self._counts.get(side, 0) + 1
                    told.append(
                        RepCompleted(t_s, start_s, side, self._counts[side], round(peak, 1))
                    )
                case Settled(start_s, side, descent_s):
                    told.append(HoldEntered(t_s, start_s, side))
                    if descent_s is not None:
                        told += self._judge({"descent_s": descent_s}, t_s, side)
                case Left(start_s, end_s, side):
                    told.append(HoldLeft(t_s, side, round(end_s - start_s, 3)))
        return told

    def _judge(
        self, figures: dict[str, float], t_s: float, side: Side
    ) -> list[FaultShown | FaultMended]:
        return self._watch.judge_rep(figures, t_s, side, self._view.name, self._quiet)
