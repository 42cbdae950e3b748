"""What a coach said against what was really done. Pure: no films, no files.

A repetition is a repetition, so counts must agree exactly. A hold is compared by its length. A
fault is recalled if it was called while it lasted or shortly after; a call with no fault is false.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from tenfold.coach.events import FaultShown, HoldEntered, HoldLeft, RepCompleted

Side = Literal["left", "right", "both"]

HOLD_WITHIN_S: Final = 0.5
CALLED_WITHIN_S: Final = 1.5
"""A call this long after a fault's end still belongs to it."""


@dataclass(frozen=True)
class Stay:
    """A hold, true or told."""

    start_s: float
    end_s: float
    side: Side

    @property
    def held_s(self) -> float:
        return self.end_s - self.start_s

    def overlap_s(self, other: Stay) -> float:
        return min(self.end_s, other.end_s) - max(self.start_s, other.start_s)


@dataclass(frozen=True)
class HoldMatch:
    """A true hold and what was told of it; ``told_s`` is 0 if nothing was."""

    true: Stay
    told_s: float
    sides: frozenset[Side]

    @property
    def right(self) -> bool:
        return abs(self.told_s - self.true.held_s) <= HOLD_WITHIN_S + 1e-6


@dataclass(frozen=True)
class Sides:
    """How often a side was claimed, how often rightly, and how often none was."""

    right: int = 0
    wrong: int = 0
    silent: int = 0

    def __add__(self, other: Sides) -> Sides:
        return Sides(self.right + other.right, self.wrong + other.wrong, self.silent + other.silent)


Told = RepCompleted | HoldEntered | HoldLeft


def told_stays(events: Iterable[object], end_s: float) -> list[Stay]:
    """Holds as told; one that is still on when the clip ends lasts until then."""
    stays: list[Stay] = []
    since: HoldEntered | None = None
    for event in events:
        if isinstance(event, HoldEntered):
            since = event
        elif isinstance(event, HoldLeft) and since is not None:
            stays.append(Stay(since.start_s, since.start_s + event.held_s, event.side))
            since = None
    if since is not None:
        stays.append(Stay(since.start_s, end_s, since.side))
    return stays


def match_holds(true: Sequence[Stay], told: Sequence[Stay]) -> tuple[list[HoldMatch], list[Stay]]:
    """Each true hold with what was told of it, and what was told and never was.

    A told hold belongs to the true one it shares most time with.
    """
    of: dict[int, list[Stay]] = {i: [] for i in range(len(true))}
    false: list[Stay] = []
    for stay in told:
        shares = [stay.overlap_s(one) for one in true]
        best = max(range(len(true)), key=shares.__getitem__, default=None)
        if best is None or shares[best] <= 0:
            false.append(stay)
        else:
            of[best].append(stay)
    matches = [
        HoldMatch(one, sum(s.held_s for s in of[i]), frozenset(s.side for s in of[i]))
        for i, one in enumerate(true)
    ]
    return matches, false


def hold_sides(matches: Iterable[HoldMatch]) -> Sides:
    """Sides of the holds that were told at all."""
    sides = Sides()
    for match in matches:
        for side in match.sides:
            sides += _one_side(match.true.side, side)
    return sides


def rep_sides(true: Sequence[tuple[float, float, Side]], told: Iterable[RepCompleted]) -> Sides:
    """Sides of repetitions: of a told one, against the true one going on in its middle."""
    sides = Sides()
    for rep in told:
        middle_s = (rep.start_s + rep.t_s) / 2
        there = next((side for a, b, side in true if a <= middle_s <= b), None)
        if there is not None:
            sides += _one_side(there, rep.side)
    return sides


def _one_side(true: Side, told: Side) -> Sides:
    if told == "both":
        return Sides(silent=1)
    return Sides(right=1) if told == true else Sides(wrong=1)


@dataclass(frozen=True)
class Episode:
    """A time in which a fault was there for a rule to see."""

    start_s: float
    end_s: float


def recalled(episode: Episode, calls: Iterable[float]) -> bool:
    """Whether one of the calls belongs to the fault."""
    return any(episode.start_s <= t <= episode.end_s + CALLED_WITHIN_S for t in calls)


def false_calls(calls: Iterable[float], faults: Sequence[Episode]) -> list[float]:
    """Calls that belong to no fault."""
    return [t for t in calls if not any(recalled(fault, [t]) for fault in faults)]


def beyond_for_s(times_s: Sequence[float], beyond: Sequence[bool]) -> float:
    """The longest time on end in which something was so."""
    longest, since = 0.0, None
    for t, is_so in zip(times_s, beyond, strict=True):
        if not is_so:
            since = None
            continue
        since = t if since is None else since
        longest = max(longest, t - since)
    return longest


def calls_of(events: Iterable[object], rule_id: str, *, spoken: bool) -> list[float]:
    """When a rule called: as it was spoken, or each time that a fault was seen to begin."""
    return [
        event.t_s
        for event in events
        if isinstance(event, FaultShown)
        and event.rule_id == rule_id
        and (event.speak if spoken else not event.again)
    ]
