"""Everything that can happen to a sitting. ``at_s`` is seconds of sitting time.

Sitting time is given by the caller, starts at 0, never goes back and stands
still while the server is down. The log of inputs is the sitting: replaying it
gives the same state.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tenfold.session.sitting import Side

Button = Literal["start", "pause", "resume", "skip", "back", "more_time", "easier"]
CameraState = Literal["off", "looking", "seeing", "lost", "refused", "too_slow"]


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed, nothing else."""

    at_s: float


@dataclass(frozen=True, slots=True)
class Press:
    """The person pressed a button (or its key, or said it)."""

    at_s: float
    button: Button


@dataclass(frozen=True, slots=True)
class StopForPain:
    """The exercise is ended because it hurts. ``nrs`` 0-10, or None when not said."""

    at_s: float
    nrs: int | None = None


@dataclass(frozen=True, slots=True)
class PainSaid:
    """The pain number for the exercise just stopped, given after the stop."""

    at_s: float
    block_index: int
    nrs: int


@dataclass(frozen=True, slots=True)
class CameraChanged:
    """What the camera can do just now.

    ``off``/``refused``/``too_slow``: go by timer. ``looking``: switched on, nobody found
    yet. ``seeing``: the person is tracked. ``lost``: was tracked, is not now.
    """

    at_s: float
    state: CameraState


@dataclass(frozen=True, slots=True)
class RepSeen:
    """The camera coach saw one whole rep (or descent)."""

    at_s: float
    side: Side


@dataclass(frozen=True, slots=True)
class PositionSeen:
    """The camera coach saw the person come into or out of the hold position."""

    at_s: float
    inside: bool
    side: Side = "both"


@dataclass(frozen=True, slots=True)
class HintGiven:
    """The camera coach gave a form hint. The player goes on as before; it is for the record."""

    at_s: float
    block_index: int
    rule_id: str
    side: Side = "both"


@dataclass(frozen=True, slots=True)
class Disconnected:
    """The page went away: pause, lose nothing."""

    at_s: float


Input = (
    Tick
    | Press
    | StopForPain
    | PainSaid
    | CameraChanged
    | RepSeen
    | PositionSeen
    | HintGiven
    | Disconnected
)
