"""A clip as the coach sees it: what it said, and from where it thought it was looking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from bench.clip import Clip, counted, sided
from bench.matching import (
    HoldMatch,
    Side,
    Sides,
    Stay,
    hold_sides,
    match_holds,
    rep_sides,
    told_stays,
)
from bench.performance import BLENDS_S
from bench.scenario import Doing
from bench.truth import Truth
from tenfold.body.frame import Frame
from tenfold.coach.engine import Coach
from tenfold.coach.events import CoachEvent, RepCompleted
from tenfold.exercises.coach_model import FormRule, ViewClass
from tenfold.exercises.model import Variant

FOUND_S: Final = 0.5
"""A coach that begins with a person already there takes so long to be sure of them."""
START_IS_THE_POSITION: Final = ("standing_abdominal_hold",)
"""Exercises whose start cannot be told from the hold (a tuck moves no landmark): their clock runs
while somebody stands there for it, and is compared with that."""


@dataclass(frozen=True)
class Session:
    """What came out of one run of the coach."""

    events: tuple[CoachEvent, ...]
    views: tuple[ViewClass | None, ...]
    """Per frame."""
    times_s: tuple[float, ...]


def run_coach(variant: Variant, frames: Iterable[Frame]) -> Session:
    """Let a fresh coach see these frames."""
    coach = Coach(variant)
    events: list[CoachEvent] = []
    views: list[ViewClass | None] = []
    times: list[float] = []
    for frame in frames:
        events += coach.advance(frame)
        views.append(coach.view)
        times.append(frame.t_s)
    return Session(tuple(events), tuple(views), tuple(times))


def alone(variant: Variant, rule: FormRule) -> Variant:
    """The variant with a single rule, which then speaks as if it were the only one."""
    return variant.model_copy(update={"form": (rule,)})


def true_frames(truth: Truth) -> list[Frame]:
    """What a pose model without error would see."""
    return [truth.frame(i) for i in range(len(truth.times_s))]


@dataclass(frozen=True)
class Counted:
    """Repetitions, holds and sides of a clip, true and told."""

    kind: str
    true_reps: int
    told_reps: int
    holds: tuple[HoldMatch, ...]
    false_holds: tuple[Stay, ...]
    sides: Sides

    @property
    def exact(self) -> bool:
        """Every repetition counted, and no other; of holds, that there was each of them."""
        if self.kind == "reps":
            return self.true_reps == self.told_reps
        return not self.false_holds and all(match.told_s > 0 for match in self.holds)


def in_position(acts_s: tuple[float, float], side: Side, doing: Doing) -> Stay:
    """When somebody stands there for it: between walking in and out, or all the time.

    Who is there from the first picture on must first be found.
    """
    start_s = acts_s[0] - BLENDS_S if doing.walks_in else acts_s[0] + FOUND_S
    return Stay(start_s, acts_s[1] + (BLENDS_S if doing.walks_out else 0.0), side)


def count(clip: Clip, session: Session) -> Counted:
    """Compare a run with the truth."""
    truth = clip.truth
    scene, done = truth.scenario, truth.performance
    kind = counted(scene.exercise, scene.level)
    has_sides = sided(scene.exercise, scene.level)
    told_reps = [event for event in session.events if isinstance(event, RepCompleted)]
    if kind == "reps":
        whole = [(r.start_s, r.end_s, r.side) for r in done.reps if not r.half]
        sides = rep_sides(whole, told_reps) if has_sides else Sides()
        return Counted(kind, len(whole), len(told_reps), (), (), sides)
    true = [Stay(h.start_s, h.end_s, h.side) for h in done.holds]
    if scene.exercise in START_IS_THE_POSITION and true:
        true = [in_position(done.acts_s, true[0].side, scene.doing)]
    end_s = session.times_s[-1] if session.times_s else 0.0
    true = [replace(stay, end_s=min(stay.end_s, end_s)) for stay in true]
    holds, false = match_holds(true, told_stays(session.events, end_s))
    sides = hold_sides(holds) if has_sides else Sides()
    return Counted(kind, 0, 0, tuple(holds), tuple(false), sides)
