"""What the camera coach reports. Frozen values, in the order they happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Side = Literal["left", "right", "both"]


@dataclass(frozen=True, slots=True)
class TrackingFound:
    """The person is seen well enough for this exercise."""

    t_s: float


@dataclass(frozen=True, slots=True)
class TrackingLost:
    """What the exercise needs is not seen. ``missing`` names body parts (``"feet"``)."""

    t_s: float
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhaseEntered:
    t_s: float
    phase: str
    side: Side


@dataclass(frozen=True, slots=True)
class RepCompleted:
    """One whole rep (for a rest position: one descent), with its own figures.

    ``start_s`` is when the person left the first phase, ``t_s`` when they were back.
    ``depth_deg`` is the largest value of the exercise's range measure on the way, degrees.
    """

    t_s: float
    start_s: float
    side: Side
    number: int
    """Count of reps on this side so far, from 1."""
    depth_deg: float


@dataclass(frozen=True, slots=True)
class HoldEntered:
    """The hold has settled. ``start_s`` is when the position was reached."""

    t_s: float
    start_s: float
    side: Side


@dataclass(frozen=True, slots=True)
class HoldLeft:
    """The hold position was left. ``held_s`` is this stay's length."""

    t_s: float
    side: Side
    held_s: float


@dataclass(frozen=True, slots=True)
class FaultShown:
    """A form rule was broken for at least its minimum duration."""

    t_s: float
    rule_id: str
    side: Side
    value: float
    """The measure's value when the fault was called."""
    cue: str
    """Message id of what to tell the person."""
    speak: bool
    """False: log it, say nothing (it has been said, or one was just said)."""
    again: bool = False
    """The same fault still, now worth a word; not another one."""


@dataclass(frozen=True, slots=True)
class FaultMended:
    """A fault is over. ``praise``: it was spoken of, and its end deserves a word."""

    t_s: float
    rule_id: str
    side: Side
    praise: bool = False


CoachEvent = (
    TrackingFound
    | TrackingLost
    | PhaseEntered
    | RepCompleted
    | HoldEntered
    | HoldLeft
    | FaultShown
    | FaultMended
)
