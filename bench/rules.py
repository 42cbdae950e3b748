"""Form rules against the faults that were really there, by the view the coach took it for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from bench.clip import Clip
from bench.coached import Session, alone, run_coach
from bench.fault_kinds import kinds_for
from bench.matching import Episode, beyond_for_s, calls_of, false_calls, recalled
from bench.performance import FaultTime
from tenfold.body.frame import Frame
from tenfold.body.landmarks import OTHER, BodySide
from tenfold.body.measures import Sight
from tenfold.coach.conditions import holds
from tenfold.exercises.coach_model import VIEW_CLASS, FormRule, ViewClass
from tenfold.exercises.model import Variant

_THE_OTHER_WAY: Final = ("turned_away",)
"""Faults by which the side is another one."""
_LOOKS_BACK_S: Final = 2.0
"""A call is about what was to be seen shortly before it."""


@dataclass(frozen=True)
class Cell:
    """One rule in one view. ``called`` of ``bad`` faults; false calls in ``good_s``."""

    bad: int = 0
    called: int = 0
    false_raw: int = 0
    false_spoken: int = 0
    good_s: float = 0.0
    clips: int = 0

    def __add__(self, other: Cell) -> Cell:
        return Cell(
            self.bad + other.bad,
            self.called + other.called,
            self.false_raw + other.false_raw,
            self.false_spoken + other.false_spoken,
            self.good_s + other.good_s,
            self.clips + other.clips,
        )

    @property
    def recall(self) -> float:
        return self.called / self.bad if self.bad else 0.0

    @property
    def false_per_5_min(self) -> float:
        return 300.0 * self.false_spoken / self.good_s if self.good_s else 0.0


@dataclass(frozen=True)
class RuleFigures:
    """One rule in one clip."""

    rule_id: str
    by_view: dict[ViewClass, Cell] = field(default_factory=dict)

    @property
    def bad(self) -> int:
        return sum(cell.bad for cell in self.by_view.values())

    @property
    def false_raw(self) -> int:
        return sum(cell.false_raw for cell in self.by_view.values())


def judge_rules(
    variant: Variant, clip: Clip, frames: Sequence[Frame], exact: Sequence[Frame]
) -> tuple[RuleFigures, ...]:
    """Every measured rule of a variant, each coached alone, in one clip."""
    return tuple(
        _judged(variant, rule, clip, run_coach(alone(variant, rule), frames), exact)
        for rule in variant.form
        if rule.when is not None and rule.views
    )


def _judged(
    variant: Variant, rule: FormRule, clip: Clip, session: Session, exact: Sequence[Frame]
) -> RuleFigures:
    kinds = kinds_for(variant.exercise_id, rule.id)
    wanted = {VIEW_CLASS[view] for view in rule.views}
    faults = clip.truth.performance.faults
    shown = [f for f in faults if f.kind in kinds]
    episodes = [
        Episode(f.start_s, f.end_s)
        for f in shown
        if _to_be_seen(rule, f.start_s, f.end_s, _side_of(f), exact)
    ]
    cells: dict[ViewClass, Cell] = {}

    def add(view: ViewClass | None, cell: Cell) -> None:
        if view is not None and view in wanted:
            cells[view] = cells.get(view, Cell()) + cell

    calls = calls_of(session.events, rule.id, spoken=False)
    spoken = calls_of(session.events, rule.id, spoken=True)
    for episode in episodes:
        hit = recalled(episode, calls)
        add(_view_during(session, episode), Cell(bad=1, called=int(hit)))
    # What is done too little to be a fault of this rule is neither good form nor bad.
    excused = [Episode(f.start_s, f.end_s) for f in shown]
    side = clip.truth.scenario.doing.side
    for times, name in ((calls, "false_raw"), (spoken, "false_spoken")):
        for t_s in false_calls(times, excused):
            if faults and _truly_beyond(rule, t_s, side, exact):
                continue
            add(_view_at(session, t_s), replace(Cell(), **{name: 1}))
    for view, seconds in _good_s(session, excused, clip.truth.performance.acts_s).items():
        add(view, Cell(good_s=seconds, clips=1))
    return RuleFigures(rule.id, cells)


def _side_of(fault: FaultTime) -> BodySide:
    """The side that the coach must take for the working one."""
    return OTHER[fault.side] if fault.kind in _THE_OTHER_WAY else fault.side


def _to_be_seen(
    rule: FormRule, start_s: float, end_s: float, side: BodySide, exact: Sequence[Frame]
) -> bool:
    """Whether the true measure was beyond the rule's limit for as long as the rule wants."""
    if rule.per == "rep":
        return True
    inside = [frame for frame in exact if start_s <= frame.t_s <= end_s]
    beyond = [_beyond(rule, frame, side) for frame in inside]
    return beyond_for_s([frame.t_s for frame in inside], beyond) >= rule.min_s - 1e-6


def _beyond(rule: FormRule, frame: Frame, side: BodySide) -> bool:
    assert rule.when is not None
    return bool(holds(rule.when, Sight(frame), side))


def _truly_beyond(rule: FormRule, t_s: float, side: BodySide, exact: Sequence[Frame]) -> bool:
    """Whether another fault truly took the rule's measure beyond its limit: no false call."""
    if rule.per == "rep":
        return False
    since_s = t_s - rule.min_s - _LOOKS_BACK_S
    return any(_beyond(rule, frame, side) for frame in exact if since_s <= frame.t_s <= t_s)


def _view_at(session: Session, t_s: float) -> ViewClass | None:
    now = [view for view, at_s in zip(session.views, session.times_s, strict=True) if at_s <= t_s]
    return now[-1] if now else None


def _view_during(session: Session, episode: Episode) -> ViewClass | None:
    views = Counter(
        view
        for view, at_s in zip(session.views, session.times_s, strict=True)
        if episode.start_s <= at_s <= episode.end_s and view is not None
    )
    return views.most_common(1)[0][0] if views else None


def _good_s(
    session: Session, excused: Sequence[Episode], acts_s: tuple[float, float]
) -> dict[ViewClass, float]:
    """Seconds of the exercise in each view without a fault of the rule's kind."""
    seconds: dict[ViewClass, float] = {}
    times = session.times_s
    for i, view in enumerate(session.views[:-1]):
        inside = acts_s[0] <= times[i] <= acts_s[1]
        if view is None or not inside or any(e.start_s <= times[i] <= e.end_s for e in excused):
            continue
        seconds[view] = seconds.get(view, 0.0) + times[i + 1] - times[i]
    return seconds
