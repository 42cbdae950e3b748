"""Key movements strung together over time: walking in, repetitions, holds, sides, walking out.

A performance is a row of pieces, each of which says the posture at any moment of its length.
It is played at the camera's rate; what was done when is written down beside it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Final, Literal

import numpy as np

from bench.scenario import Doing, Fault
from tenfold.body.landmarks import OTHER, BodySide
from tenfold.body.posing import pose
from tenfold.body.skeleton import ANGLE_INDEX, ANGLES, Array, Build
from tenfold.body.surface import floor_gaps_m, lines
from tenfold.body.track import Track

Row = Array
_SWAYING: Final = ("lumbar", "chest", "neck", "shoulder_plane", "shoulder_elevation", "elbow")
_WALK_M_PER_S: Final = 0.9
_GAIT_HZ: Final = 0.9
BLENDS_S: Final = 1.8
"""From standing about into the exercise's first pose, and back."""


@dataclass(frozen=True)
class Rep:
    """One repetition. ``bottom_s`` is the middle of its deepest part; half reps do not count."""

    start_s: float
    bottom_s: float
    end_s: float
    side: BodySide
    half: bool = False


@dataclass(frozen=True)
class Hold:
    """A time in which the pose was held, from arriving in it to leaving it."""

    start_s: float
    end_s: float
    side: BodySide


@dataclass(frozen=True)
class FaultTime:
    """When a fault could be seen."""

    kind: str
    amount: float
    start_s: float
    end_s: float
    side: BodySide


@dataclass(frozen=True)
class Performance:
    """Postures over time and what they are.

    Attributes
    ----------
    length_s : float
        From the first moment to the last.
    kind : "reps" or "hold"
        Whether repetitions or holds are counted.
    acts_s : (from, to)
        When the exercise itself goes on, without walking in and out.
    """

    length_s: float
    kind: Literal["reps", "hold"]
    acts_s: tuple[float, float]
    height_m: float
    reps: tuple[Rep, ...]
    holds: tuple[Hold, ...]
    faults: tuple[FaultTime, ...]
    _pieces: tuple[_Piece, ...] = field(repr=False)
    _sway: _Sway = field(repr=False)

    def rows(self, times_s: Array) -> Array:
        """(T, 43): the pelvis' place and all joint angles at these times."""
        rows = np.empty((len(times_s), 3 + len(ANGLES)))
        for i, time_s in enumerate(times_s):
            rows[i] = self._row(float(time_s))
        return self._sway.added(rows, np.asarray(times_s), self.height_m)

    def _row(self, time_s: float) -> Row:
        piece = next((p for p in self._pieces if time_s < p.end_s), self._pieces[-1])
        return piece.row(min(max(time_s - piece.start_s, 0.0), piece.end_s - piece.start_s))


@dataclass(frozen=True)
class _Piece:
    start_s: float
    end_s: float
    row: Callable[[float], Row]


@dataclass(frozen=True)
class _Sway:
    """Nobody stands still: slow wavering of trunk, head and arms, and breathing."""

    columns: tuple[int, ...]
    amplitude_deg: Array
    rate_hz: Array
    shift_rad: Array

    @classmethod
    def drawn(cls, rng: Random, wobble_deg: float) -> _Sway:
        columns = tuple(
            i for i, name in enumerate(ANGLES) if any(part in name for part in _SWAYING)
        )
        waves = [
            [(rng.uniform(0.2, 1.0), rng.uniform(0.1, 0.6), rng.uniform(0, 6.3)) for _ in range(2)]
            for _ in columns
        ]
        drawn = np.array(waves)
        return cls(columns, drawn[..., 0] * wobble_deg, drawn[..., 1], drawn[..., 2])

    def added(self, rows: Array, times_s: Array, height_m: float) -> Array:
        """The rows with the wavering of their times: little near the floor, which carries."""
        phase = 2 * np.pi * times_s[:, None, None] * self.rate_hz + self.shift_rad
        upright = np.clip((rows[:, 1] / height_m - 0.2) / 0.25, 0.08, 1.0)
        swayed = rows.copy()
        waves = (np.sin(phase) * self.amplitude_deg).sum(-1)
        swayed[:, [3 + c for c in self.columns]] += waves * upright[:, None]
        return swayed


@dataclass
class Score:
    """Where a performance is written, piece by piece."""

    now_s: float = 0.0
    pieces: list[_Piece] = field(default_factory=list)
    reps: list[Rep] = field(default_factory=list)
    holds: list[Hold] = field(default_factory=list)
    faults: list[FaultTime] = field(default_factory=list)
    last: Row | None = None

    def add(self, length_s: float, row: Callable[[float], Row]) -> None:
        """Go on for so long in this way; ``row`` is told the time since this piece began."""
        if length_s <= 0:
            return
        self.pieces.append(_Piece(self.now_s, self.now_s + length_s, row))
        self.now_s += length_s
        self.last = row(length_s)

    def stay(self, row: Row, length_s: float) -> None:
        self.add(length_s, lambda _: row)

    def play(self, track: Track, from_s: float, to_s: float, length_s: float) -> None:
        """Play a part of a track, backwards if it ends before it begins."""

        def row(time_s: float) -> Row:
            at_s = from_s + (to_s - from_s) * time_s / length_s
            return row_at(track, at_s)

        self.add(length_s, row)

    def blend(self, start: Row, end: Row, length_s: float, build: Build) -> None:
        """Pass from one posture to another, on the floor all the while."""
        on_floor = _lowest_m(start[None], build)[0], _lowest_m(end[None], build)[0]

        def row(time_s: float) -> Row:
            share = 0.5 - 0.5 * math.cos(math.pi * time_s / length_s)
            mixed = start * (1 - share) + end * share
            wanted = on_floor[0] * (1 - share) + on_floor[1] * share
            mixed[1] += wanted - _lowest_m(mixed[None], build)[0]
            return mixed

        self.add(length_s, row)


def row_at(track: Track, time_s: float) -> Row:
    """(43,): the posture of a track at a time."""
    pelvis, angles = track.at(np.array([time_s]))
    return np.concatenate([pelvis[0], angles[0]])


def _lowest_m(rows: Array, build: Build) -> Array:
    """(T,): how high the lowest part of the body is above the floor."""
    start, end = floor_gaps_m(lines(pose(rows[:, :3], rows[:, 3:], build)))
    lowest: Array = np.minimum(start.min(axis=1), end.min(axis=1))
    return lowest


@dataclass(frozen=True)
class Tracks:
    """The movements a performance is made of: as it should be, and with each joint fault."""

    good: Track
    faulty: tuple[tuple[Fault, Track], ...] = ()
    build: Build = field(default_factory=Build)

    def of(self, number: int) -> tuple[Track, Fault | None]:
        """The movement for a repetition or hold, and the fault in it."""
        for fault, track in self.faulty:
            if not fault.slips_for_s and (not fault.at or number in fault.at):
                return between(self.good, track, fault.share), fault
        return self.good, None

    def slips(self, number: int) -> list[tuple[Fault, Track]]:
        """What is slipped into while a hold lasts, in its order."""
        return [
            (fault, track)
            for fault, track in self.faulty
            if fault.slips_for_s and (not fault.at or number in fault.at)
        ]


def between(good: Track, bad: Track, share: float) -> Track:
    """A movement between two of the same length: smaller faults need no solving."""
    if share == 1.0 or good.frames.shape != bad.frames.shape:
        return bad
    return replace(good, frames=good.frames * (1 - share) + bad.frames * share)


def perform(
    kind: Literal["reps", "hold"],
    tracks: Tracks,
    doing: Doing,
    seed: int,
    faults: Sequence[Fault] = (),
    walk_from: Array | None = None,
) -> Performance:
    """Go through the exercise.

    Parameters
    ----------
    walk_from : (3,), optional
        From where the person comes, and where they go to, if ``doing`` says that they do.
    """
    score = Score()
    start = row_at(_sided(tracks.good, doing.side), 0.0)
    if doing.walks_in and walk_from is not None:
        _walk(score, start, walk_from, tracks.build, comes=True)
    acts_from_s = score.now_s
    score.stay(start, 0.5)
    sides: list[BodySide] = [doing.side] + ([OTHER[doing.side]] if doing.both_sides else [])
    twice = _having(faults, "wrong_side_twice")
    for i, side in enumerate(sides):
        shown = sides[0] if twice else side
        begun_s = score.now_s
        if i and score.last is not None:
            score.blend(score.last, row_at(_sided(tracks.good, shown), 0.0), 1.5, tracks.build)
        for number in range(doing.reps):
            _once(score, kind, tracks, doing, faults, number, shown)
        if twice and i:
            score.faults.append(FaultTime(twice.kind, 1.0, begun_s, score.now_s, shown))
    score.stay(_last(score), 0.5)
    acts_to_s = score.now_s
    if doing.walks_out and walk_from is not None:
        _walk(score, _last(score), walk_from, tracks.build, comes=False)
    return Performance(
        score.now_s,
        kind,
        (acts_from_s, acts_to_s),
        tracks.build.height_m,
        tuple(score.reps),
        tuple(score.holds),
        tuple(score.faults),
        tuple(score.pieces),
        _Sway.drawn(Random(f"sway/{seed}"), doing.wobble_deg),  # noqa: S311
    )


def _having(faults: Sequence[Fault], kind: str, number: int | None = None) -> Fault | None:
    return next(
        (f for f in faults if f.kind == kind and (number is None or not f.at or number in f.at)),
        None,
    )


def _last(score: Score) -> Row:
    assert score.last is not None
    return score.last


def _sided(track: Track, side: BodySide) -> Track:
    return track if side == "left" else track.mirrored()


def far_key(track: Track) -> int:
    """The key pose that a repetition goes to: its hold, else the last that is moved to."""
    for phase in ("hold", "move"):
        at = [i for i, key in enumerate(track.keys) if key.phase == phase]
        if at:
            return at[0] if phase == "hold" else at[-1]
    return len(track.keys) - 1


def _once(
    score: Score,
    kind: Literal["reps", "hold"],
    tracks: Tracks,
    doing: Doing,
    faults: Sequence[Fault],
    number: int,
    side: BodySide,
) -> None:
    """One repetition or hold, with the half one before it where one is asked for."""
    found, fault = tracks.of(number)
    track = _sided(found, side)
    far = far_key(track)
    holds = [i for i, key in enumerate(track.keys) if key.phase == "hold"] or [far]
    last = holds[-1]
    away_s = track.key_time_s(far)
    if number in doing.half_reps:
        begun_s = score.now_s
        reach_s = 0.5 * away_s
        score.play(track, 0.0, reach_s, reach_s * doing.tempo)
        turned_s = score.now_s
        score.play(track, reach_s, 0.0, reach_s * doing.tempo)
        score.reps.append(Rep(begun_s, turned_s, score.now_s, side, half=True))
        score.stay(_last(score), doing.rest_s)
    quick = _having(faults, "fast_descent", number)
    hurried = _having(faults, "hurried", number)
    if hurried:
        doing = replace(doing, tempo=doing.tempo * hurried.amount, rest_s=min(doing.rest_s, 0.2))
    tempo = doing.tempo * (quick.amount if quick else 1.0)
    begun_s = score.now_s
    if number in doing.pauses:
        score.play(track, 0.0, 0.5 * away_s, 0.5 * away_s * tempo)
        score.stay(_last(score), 0.8)
        score.play(track, 0.5 * away_s, away_s, 0.5 * away_s * tempo)
    else:
        _travel(score, track, 0, far, doing, tempo)
    there_s = score.now_s
    early = _having(faults, "hold_ends_early", number)
    stays_s = doing.hold_s * (early.amount if early else 1.0) if kind == "hold" else doing.rest_s
    _travel(score, track, far, last, doing, doing.tempo, stays_s)
    score.stay(_last(score), stays_s)
    _slip(score, tracks, number, side)
    left_s = score.now_s
    if doing.comes_out:
        _travel(score, track, last, len(track.keys), doing, doing.tempo)
    if kind == "reps":
        score.reps.append(Rep(begun_s, (there_s + left_s) / 2, score.now_s, side))
    else:
        score.holds.append(Hold(there_s, left_s, side))
    for one, from_s, to_s in (
        (fault, begun_s, score.now_s),
        (quick, begun_s, there_s),
        (hurried, begun_s, score.now_s),
        (early, there_s, left_s),
    ):
        if one is not None:
            score.faults.append(FaultTime(one.kind, one.amount * one.share, from_s, to_s, side))
    score.stay(_last(score), doing.rest_s)


_SLIPS_S: Final = 0.7
"""How long it takes to slip into a fault, and to mend it."""
_MENDED_S: Final = 1.0
_MENDED_LESS_S: Final = 0.4
"""Between two faults good form lasts nearly as long as a fault."""


def _slip(score: Score, tracks: Tracks, number: int, side: BodySide) -> None:
    """Slip into one fault after the other while holding, and back into good form at the end."""
    good = _last(score)
    found = tracks.slips(number)
    for i, (fault, track) in enumerate(found):
        # Solved apart from the way there, limbs may come to lie a little otherwise: what counts
        # is what the fault changes.
        sided = _sided(track, side)
        change = row_at(sided, track.key_time_s(len(track.keys) - 1)) - row_at(sided, 0.0)
        bad = good + fault.share * change
        if i:
            score.blend(_last(score), good, _SLIPS_S, tracks.build)
            score.stay(good, fault.slips_for_s - _MENDED_LESS_S)
        begun_s = score.now_s
        score.blend(_last(score), bad, _SLIPS_S, tracks.build)
        score.stay(bad, fault.slips_for_s)
        score.faults.append(
            FaultTime(fault.kind, fault.amount * fault.share, begun_s, score.now_s, side)
        )
    if found:
        score.blend(_last(score), good, _SLIPS_S, tracks.build)
        score.stay(good, _MENDED_S)


def _travel(
    score: Score,
    track: Track,
    start: int,
    end: int,
    doing: Doing,
    tempo: float,
    stays_s: float | None = None,
) -> None:
    """From one key pose to another, resting shortly where the movement stops on its way."""
    times = [track.key_time_s(i) for i in range(len(track.keys))] + [track.duration_s]
    for i in range(start, end):
        score.play(track, times[i], times[i + 1], (times[i + 1] - times[i]) * tempo)
        if i + 1 < end and track.keys[i + 1].stop:
            score.stay(_last(score), doing.rest_s / 2 if stays_s is None else stays_s)


def _walk(score: Score, row: Row, away: Array, build: Build, *, comes: bool) -> None:
    """Walk between the place of a posture and a place out of the picture."""
    standing = np.zeros_like(row)
    standing[3 + ANGLE_INDEX["pelvis_turn_left_deg"]] = row[3 + ANGLE_INDEX["pelvis_turn_left_deg"]]
    standing[[0, 2]] = row[[0, 2]]
    standing[1] = -_lowest_m(standing[None], build)[0]
    path = np.asarray(away, dtype=float)[[0, 2]] - row[[0, 2]]
    length_s = float(np.linalg.norm(path)) / _WALK_M_PER_S
    heading = (
        math.degrees(math.atan2(path[1], -path[0]))
        if comes
        else math.degrees(math.atan2(-path[1], path[0]))
    )

    def step(time_s: float) -> Row:
        share = time_s / length_s
        out = 1 - share if comes else share
        one = standing.copy()
        one[[0, 2]] += path * out
        # Turns towards the way, and back to the front within the last step.
        one[3 + ANGLE_INDEX["pelvis_turn_left_deg"]] += heading * min(1.0, out * length_s / 0.6)
        swing = 2 * math.pi * _GAIT_HZ * time_s
        for side, shift in (("left", 0.0), ("right", math.pi)):
            forward = math.sin(swing + shift) * min(1.0, 4 * out)
            one[3 + ANGLE_INDEX[f"{side}_hip_flexion_deg"]] = 22 * forward
            bend = 8 + 32 * max(0.0, math.cos(swing + shift)) * min(1.0, 4 * out)
            one[3 + ANGLE_INDEX[f"{side}_knee_flexion_deg"]] = bend
        one[1] -= _lowest_m(one[None], build)[0]
        return one

    if comes:
        score.add(length_s, step)
        score.blend(_last(score), row, BLENDS_S, build)
    else:
        score.blend(row, step(0.0), BLENDS_S, build)
        score.add(length_s, step)
