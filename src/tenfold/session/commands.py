"""What the player wants done. The caller carries it out; the player never does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tenfold.session.sitting import Side
from tenfold.words.line import Line

Stage = Literal["ready", "prepare", "work", "switch", "rest", "done"]
"""ready: waiting for the first start. prepare: name, steps and 3-2-1. work: reps, seconds or
breaths. switch: change sides. rest: between sets and exercises. done: all over."""
NumberMeans = Literal["none", "seconds_left", "reps_done", "breaths_done"]
Pace = Literal["timer", "camera"]
ChimeKind = Literal["begin", "half", "tick", "end", "rep", "pause", "finished"]
Outcome = Literal["done", "skipped", "stopped_for_pain"]


@dataclass(frozen=True, slots=True)
class Breath:
    """The breath being paced: which half, and how far along."""

    half: Literal["in", "out"]
    left_s: float
    length_s: float


@dataclass(frozen=True, slots=True)
class View:
    """All the practice page needs to draw, at one instant. A snapshot, never a difference."""

    at_s: float
    stage: Stage
    paused: bool
    block_index: int
    block_count: int
    exercise_id: str
    level: int
    title: Line
    """Name of the exercise (while resting: of the one that comes next)."""
    side: Side
    set_number: int
    set_count: int
    number: int | None
    """The one big number; None shows none."""
    number_means: NumberMeans
    target: int
    """What ``number`` runs to or from."""
    line: Line
    """The one line of words."""
    pace: Pace
    rail: tuple[float, ...]
    """How far along each block is, 0-1: the progress rail."""
    left_s: float
    """Estimated rest of the whole sitting, seconds."""
    figure_phase: Literal["start", "move", "hold", "return"]
    breath: Breath | None = None
    next_title: Line | None = None
    buttons: tuple[str, ...] = ()
    """Which buttons make sense now (``inputs.Button`` names and ``stop_for_pain``)."""


@dataclass(frozen=True, slots=True)
class Show:
    view: View


@dataclass(frozen=True, slots=True)
class Say:
    """Speak and caption. ``urgent`` interrupts what is being said (a countdown, a stop)."""

    line: Line
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Chime:
    kind: ChimeKind


@dataclass(frozen=True, slots=True)
class Wake:
    """Call ``handle(Tick(at_s))`` at this time, or earlier with another input."""

    at_s: float


@dataclass(frozen=True, slots=True)
class WorkBegan:
    """Work on a side of a block began: the coach may be started for it."""

    block_index: int
    exercise_id: str
    level: int
    side: Side
    set_number: int


@dataclass(frozen=True, slots=True)
class WorkEnded:
    block_index: int
    side: Side
    set_number: int


@dataclass(frozen=True, slots=True)
class LevelDone:
    """What was done of a block at a level that was then swapped for an easier one."""

    level: int
    sets_done: int
    reps: tuple[tuple[Side, int], ...]
    held_s: tuple[tuple[Side, float], ...]
    breaths: tuple[tuple[Side, int], ...]


@dataclass(frozen=True, slots=True)
class BlockEnded:
    """What was done of a block, for the record.

    ``reps``, ``held_s`` and ``breaths`` are totals over sets, by side, and never shrink:
    a side done over counts twice here and once in ``done_fraction``.

    The same block may end more than once (the person goes back to it, or gives a pain
    number afterwards): the newest ``BlockEnded`` of a ``block_index`` replaces the older.
    """

    block_index: int
    exercise_id: str
    level: int
    outcome: Outcome
    sets_done: int
    reps: tuple[tuple[Side, int], ...]
    held_s: tuple[tuple[Side, float], ...]
    breaths: tuple[tuple[Side, int], ...]
    done_fraction: float
    pain_nrs: int | None = None
    earlier: tuple[LevelDone, ...] = ()
    """What was done before at harder levels, in order."""


@dataclass(frozen=True, slots=True)
class Finished:
    at_s: float


Command = Show | Say | Chime | Wake | WorkBegan | WorkEnded | BlockEnded | Finished
