"""What the coach saw in a recording: its events, and a summary of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, Final, Literal

from tenfold.body.frame import Frame
from tenfold.body.landmarks import GROUPS
from tenfold.body.measures import Sight
from tenfold.capture.breaths import BREATH_S, breaths_in
from tenfold.capture.rules_told import in_position, rules_told
from tenfold.coach.engine import COACH_VERSION, Coach
from tenfold.coach.events import (
    CoachEvent,
    FaultShown,
    HoldEntered,
    HoldLeft,
    RepCompleted,
    TrackingFound,
    TrackingLost,
)
from tenfold.coach.tracking import missing_parts
from tenfold.coach.view import ViewGuess
from tenfold.exercises.coach_model import ViewClass
from tenfold.exercises.model import Exercise

Tracking = Literal["good", "fair", "poor", "none"]
GOOD_FROM: Final = 0.9
FAIR_FROM: Final = 0.6
"""Share of the frames in which everything needed was seen."""


class Report:
    """Gathers events frame by frame; a hold still on at the end lasts to the last frame."""

    def __init__(self, coach: Coach, exercise: Exercise | None = None) -> None:
        self._coach = coach
        self._exercise = exercise
        self._hidden = dict.fromkeys(GROUPS, 0)
        """In how many frames a part of the body is not seen, whether counting needs it or not."""
        self._first: Frame | None = None
        self._still = True
        self.events: list[CoachEvent] = []
        self._first_s: float | None = None
        self._last_s = 0.0
        self._frames = 0
        self._tracked = 0

    def advance(self, frame: Frame) -> tuple[CoachEvent, ...]:
        """Take a frame; its events are returned and kept."""
        new = self._coach.advance(frame)
        self.events += new
        self._first_s = frame.t_s if self._first_s is None else self._first_s
        self._last_s = frame.t_s
        self._frames += 1
        self._tracked += not self._coach.missing
        for part in missing_parts(tuple(self._hidden), Sight(frame)):
            self._hidden[part] += 1
        self._first = self._first or frame
        self._still = self._still and frame.world == self._first.world
        return new

    def as_json(self) -> dict[str, Any]:
        """``{"events": [...], "summary": {...}}``, plain values, times in seconds."""
        return {"events": [event_json(event) for event in self.events], "summary": self.summary()}

    def summary(self) -> dict[str, Any]:
        """Counts, holds and faults. For a rest position ``reps`` is the number of descents.

        ``tracking`` says in a word how well the person was seen; ``none``: never well enough.
        """
        by_side: dict[str, int] = {}
        for event in self.events:
            if isinstance(event, RepCompleted):
                by_side[event.side] = by_side.get(event.side, 0) + 1
        variant = self._coach.variant
        return {
            "exercise": variant.exercise_id,
            "level": variant.level,
            "reps": sum(by_side.values()),
            "reps_by_side": by_side,
            "holds": self._holds(),
            "faults": _faults(self.events),
            "view": self._view(),
            "duration_s": round(self._last_s - (self._first_s or 0.0), 3),
            "frames": self._frames,
            "tracked_fraction": round(self._tracked_fraction, 4),
            "tracking": self._tracking(),
            "tracking_losses": sum(isinstance(event, TrackingLost) for event in self.events),
            "parts_unseen": {
                part: round(count / max(1, self._frames), 4) for part, count in self._hidden.items()
            },
            "rules": self._rules(),
            "coach_version": COACH_VERSION,
            **self._breaths(),
            **self._position(),
        }

    def _breaths(self) -> dict[str, Any]:
        """Of an exercise that is counted in breaths: how many there was time for in position."""
        if self._coach.variant.kind != "breaths":
            return {}
        by_side: dict[str, int] = {}
        for hold in self._holds():
            by_side[hold["side"]] = by_side.get(hold["side"], 0) + hold["breaths"]
        return {
            "breaths": sum(by_side.values()),
            "breaths_by_side": by_side,
            "breath_s": BREATH_S,
        }

    def _rules(self) -> list[dict[str, Any]]:
        form, rights, like = self._coach.variant, None, 0
        if self._exercise is not None:
            rights = self._exercise.rights
            rung = self._exercise.level(form.level)
            like = form.level if rung is not None and rung.motion is not None else 0
        return rules_told(form, rights, like, self._view())

    def _view(self) -> ViewClass | None:
        """As the coach has it; of a single picture it has none yet."""
        if self._coach.view is None and self._still and self._first is not None:
            guess = ViewGuess()
            guess.advance(Sight(self._first), 0.0)
            return guess.name
        return self._coach.view

    def _position(self) -> dict[str, Any]:
        """Of a picture, or a recording of nothing but one: whether that is the position."""
        spec = self._coach.variant.coach
        if not self._still or self._first is None or spec is None:
            return {}
        sight = Sight(self._first)
        if missing_parts(spec.needs, sight):
            return {"in_position": "cannot_tell", "in_position_side": None}
        answer, side = in_position(spec, sight)
        return {"in_position": answer, "in_position_side": side}

    @property
    def _tracked_fraction(self) -> float:
        return self._tracked / self._frames if self._frames else 0.0

    def _tracking(self) -> Tracking:
        if not any(isinstance(event, TrackingFound) for event in self.events):
            return "none"
        if self._tracked_fraction >= GOOD_FROM:
            return "good"
        return "fair" if self._tracked_fraction >= FAIR_FROM else "poor"

    def _holds(self) -> list[dict[str, Any]]:
        holds: list[dict[str, Any]] = []
        for event in self.events:
            if isinstance(event, HoldEntered):
                holds.append(
                    {"start_s": round(event.start_s, 3), "end_s": None, "side": event.side}
                )
            elif isinstance(event, HoldLeft):
                holds[-1]["end_s"] = round(holds[-1]["start_s"] + event.held_s, 3)
        if holds and holds[-1]["end_s"] is None:
            holds[-1]["end_s"] = round(self._last_s, 3)
        if self._coach.variant.kind == "breaths":
            for hold in holds:
                hold["breaths"] = breaths_in(hold["end_s"] - hold["start_s"])
        return holds


def event_json(event: CoachEvent) -> dict[str, Any]:
    """One event as plain values, time and ``type`` first."""
    fields = {
        name: round(value, 3) if isinstance(value, float) else value
        for name, value in asdict(event).items()
    }
    return {"t_s": fields.pop("t_s"), "type": type(event).__name__, **fields}


def _faults(events: Iterable[CoachEvent]) -> list[dict[str, Any]]:
    """Each rule that was broken: how often, when first, and what is told."""
    faults: dict[str, dict[str, Any]] = {}
    for event in events:
        if isinstance(event, FaultShown):
            fault = faults.setdefault(
                event.rule_id,
                {
                    "rule_id": event.rule_id,
                    "cue": event.cue,
                    "count": 0,
                    "first_s": round(event.t_s, 3),
                },
            )
            fault["count"] += 1
    return list(faults.values())
