"""Which exercise is being done, told from frames and the exercises' own movements alone.

Every exercise has a movement in joint angles. Put on a body it gives postures, and each posture
says where thighs, shanks, arms and head point, seen from the trunk, and where down is. A frame
gives the same. How near a frame is to the postures of an exercise, each limb counting as far as
it is seen, tells how well that exercise explains it; a recording is explained by the exercise
that explains its frames best, on the whole, in whichever of its levels. What none explains is
none of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from tenfold.body.frame import Frame
from tenfold.body.landmarks import INDEX
from tenfold.body.posing import pose
from tenfold.body.sight import SEEN_FROM
from tenfold.body.skeleton import Array
from tenfold.body.track import Track
from tenfold.coach.events import CoachEvent, HoldEntered, HoldLeft, RepCompleted

_STEP_S: Final = 0.25
"""Between the postures that are taken from a movement."""
_HOLD_SHARE: Final = 0.5
"""How much of the time of an exercise is spent in the posture that is held (or the bottom of a
rep): movements are kept with hardly a stay in it."""
_PITCHES_DEG: Final = (0.0, 20.0, 40.0)
"""How far a camera may look down: the pose model's "down" is the picture's."""
_LOOKS_EVERY_S: Final = 0.2
_MOST_FRAMES: Final = 3000
"""Of a long recording, ten minutes are enough."""

# Limbs as (from, to, standard deviation in degrees): what the pose model and people's habits
# leave open. Arms may be anywhere in most exercises.
_LIMBS: Final[tuple[tuple[tuple[str, ...], tuple[str, ...], float], ...]] = (
    (("left_hip",), ("left_knee",), 20.0),
    (("right_hip",), ("right_knee",), 20.0),
    (("left_knee",), ("left_ankle",), 20.0),
    (("right_knee",), ("right_ankle",), 20.0),
    (("left_shoulder",), ("right_shoulder",), 20.0),
    (("left_shoulder",), ("left_elbow",), 40.0),
    (("right_shoulder",), ("right_elbow",), 40.0),
    (("left_elbow",), ("left_wrist",), 60.0),
    (("right_elbow",), ("right_wrist",), 60.0),
)
_DOWN_DEG: Final = 20.0
_DOWN_COUNTS: Final = 3.0
"""Standing on one's hands is not standing: which way is down counts as much as three limbs."""
_FARTHEST, _FARTHEST_DOWN = 9.0, 36.0
"""A limb that is farther off than three standard deviations says no more than that: it may have
been mistaken for another. Down is not mistaken."""
_OWN_NUMBERS: Final = 5.0
"""The limbs of a body go together: so many of them are news."""
_BACKGROUND: Final = 3.0
"""Mean squared distance from which something else explains a frame better."""
_FRAMES_AS_NEWS: Final = 6.0
"""Frames of one recording are much alike: all of them together say as much as so many."""
_COUNTED: Final = 3.0
"""What it says for an exercise that its coach counts all the time."""
_POSITION: Final = 1.5
"""What it says of a picture that an exercise's coach finds its position in it, or does not."""
_EASIER: Final = math.log(0.3)
"""What it says against a form for every level that it is easier than published: a squat is a squat
before it is a sitting down and standing up."""
COUNTS_FROM_S: Final = 3.0
"""A shorter recording need not hold anything that could be counted."""

_FROM: Final = [[INDEX[name] for name in start] for start, _, _ in _LIMBS]
_TO: Final = [[INDEX[name] for name in end] for _, end, _ in _LIMBS]
_SPREAD: Final = np.array([*(deg for _, _, deg in _LIMBS), _DOWN_DEG])
_MOST: Final = np.array([*(_FARTHEST for _ in _LIMBS), _FARTHEST_DOWN])
_HIPS: Final = (INDEX["left_hip"], INDEX["right_hip"])
_SHOULDERS: Final = (INDEX["left_shoulder"], INDEX["right_shoulder"])


Form = tuple[str, int]
"""An exercise and a level of it."""


@dataclass(frozen=True, slots=True)
class Movement:
    """How an exercise moves at a level."""

    form: Form
    track: Track
    sided: bool


@dataclass(frozen=True, slots=True)
class Guess:
    """What a recording shows. ``exercise_id`` is None where it is none of the exercises."""

    exercise_id: str | None
    sure: float
    """0 to 1."""
    scores: dict[str, float] = field(default_factory=dict)
    """How likely each exercise is; what is left to one is that it is none of them."""
    looks_like: str | None = None
    """Which exercise the postures alone suggest."""
    level: int = 0
    """The level that explains it best."""
    forms: dict[Form, float] = field(default_factory=dict)
    """How likely each exercise is at each level."""


class Postures:
    """The postures of all exercises, ready to be compared with."""

    def __init__(self, movements: Iterable[Movement]) -> None:
        limbs: list[Array] = []
        shares: list[Array] = []
        owners: list[int] = []
        every = tuple(movements)
        self.forms: tuple[Form, ...] = tuple(one.form for one in every)
        for number, movement in enumerate(every):
            tracks = [movement.track]
            if movement.sided:
                tracks.append(movement.track.mirrored())
            for track in tracks:
                looks, share = _postures(track)
                limbs.append(looks)
                # Of a sided one either side may be meant: that makes it no less likely.
                shares.append(share)
                owners += [number] * len(share)
        self.limbs = np.concatenate(limbs)
        """(K, limbs + 1, 3)."""
        self.log_shares = np.log(np.concatenate(shares))
        self.owners = np.array(owners)

    def explained(self, directions: Array, seen: Array) -> Array:
        """(forms,): log of how well each explains a frame, 0 at best.

        Parameters
        ----------
        directions : (pitches, limbs + 1, 3)
        seen : (limbs + 1,)
            How far each is seen, 0 to 1.
        """
        cosines = np.clip(np.einsum("kld,pld->pkl", self.limbs, directions), -1.0, 1.0)
        off = np.minimum((np.degrees(np.arccos(cosines)) / _SPREAD) ** 2, _MOST)
        distance = (off @ seen / seen.sum()).min(axis=0)
        logs = self.log_shares - 0.5 * _OWN_NUMBERS * distance
        best = np.full(len(self.forms), -np.inf)
        np.maximum.at(best, self.owners, logs)
        spread = np.zeros(len(self.forms))
        np.add.at(spread, self.owners, np.exp(logs - best[self.owners]))
        explained: Array = best + np.log(spread)
        return explained


def _postures(track: Track) -> tuple[Array, Array]:
    """(K, limbs + 1, 3) and (K,): what a movement shows, and for what share of the time."""
    count = max(2, math.ceil(track.duration_s / _STEP_S) + 1)
    times = np.linspace(0.0, track.duration_s, count)
    holds = np.array(
        [track.key_time_s(i) for i, key in enumerate(track.keys) if key.phase == "hold"]
    )
    share = np.full(count + len(holds), 0.0)
    share[:count] = (1.0 - _HOLD_SHARE * bool(len(holds))) / count
    share[count:] = _HOLD_SHARE / max(1, len(holds))
    pelvis, angles = track.at(np.concatenate([times, holds]))
    points = pose(pelvis, angles).landmarks_m()
    down = np.array([[0.0, -1.0, 0.0]])
    return np.stack([_directions(one, down)[0] for one in points]), share


def _directions(points: Array, downs: Array) -> Array:
    """(P, limbs + 1, 3): unit vectors in the trunk's axes, with each idea of where down is."""
    hips, shoulders = points[list(_HIPS)], points[list(_SHOULDERS)]
    up = _unit(shoulders.mean(axis=0) - hips.mean(axis=0))
    across = hips[1] - hips[0]
    right = _unit(across - up * (across @ up))
    axes = np.stack([right, up, np.cross(right, up)])
    limbs = np.stack(
        [
            points[to].mean(axis=0) - points[start].mean(axis=0)
            for start, to in zip(_FROM, _TO, strict=True)
        ]
    )
    limbs /= np.maximum(np.linalg.norm(limbs, axis=1, keepdims=True), 1e-6)
    all_of = np.concatenate(
        [np.broadcast_to(limbs, (len(downs), *limbs.shape)), downs[:, None, :]], axis=1
    )
    turned: Array = all_of @ axes.T
    return turned


def _unit(vector: Array) -> Array:
    unit: Array = vector / max(float(np.linalg.norm(vector)), 1e-6)
    return unit


_DOWNS: Final = np.array(
    [[0.0, math.cos(math.radians(deg)), math.sin(math.radians(deg))] for deg in _PITCHES_DEG]
)
"""The picture's axes: y is down, z is away from the camera, which looks down."""


class Recogniser:
    """Takes frames, and says which exercise they show."""

    def __init__(self, postures: Postures) -> None:
        self._postures = postures
        self._rows: list[Array] = []
        self._next_s: float | None = None

    def advance(self, frame: Frame) -> None:
        """Take the next frame."""
        if frame.empty or len(self._rows) >= _MOST_FRAMES:
            return
        if self._next_s is not None and frame.t_s < self._next_s:
            return
        visible = np.array(frame.visibility)
        trunk = visible[[*_HIPS, *_SHOULDERS]]
        if trunk.min() < SEEN_FROM:
            return
        self._next_s = frame.t_s + _LOOKS_EVERY_S - 1e-6
        seen = np.array(
            [min(visible[[*start, *to]]) for start, to in zip(_FROM, _TO, strict=True)]
            + [_DOWN_COUNTS]
        )
        seen[seen < SEEN_FROM] = 0.0
        points = np.array(frame.world)
        self._rows.append(self._postures.explained(_directions(points, _DOWNS), seen))

    @property
    def frames(self) -> int:
        """How many frames could be judged."""
        return len(self._rows)

    def guess(
        self,
        counted: Mapping[Form, float] | None = None,
        in_position: Mapping[Form, bool] | None = None,
    ) -> Guess:
        """What the frames so far show.

        Parameters
        ----------
        counted : mapping
            For those whose coach has watched too: :func:`counted_share` of it.
        in_position : mapping
            For those whose coach can tell, of a picture: whether that is their position.
        """
        if not self._rows:
            return Guess(None, 0.0, {})
        rows = np.stack(self._rows)
        nothing = -0.5 * _OWN_NUMBERS * _BACKGROUND
        rows = np.concatenate([rows, np.full((len(rows), 1), nothing)], axis=1)
        # One frame that fits nothing must not outweigh all that fit.
        rows = np.logaddexp(rows, nothing - 3.0)
        means = rows.mean(axis=0) * min(float(len(rows)), _FRAMES_AS_NEWS)
        forms = self._postures.forms
        means[:-1] += [_EASIER * max(0, -level) for _, level in forms]
        alike, _ = self._by_exercise(means)
        for form, share in (counted or {}).items():
            # Deadlifts look like squats, and jumping jacks like standing: who does an exercise
            # does it, and its coach has something to count.
            means[forms.index(form)] += _COUNTED * share if share > 0.0 else -np.inf
        for form, is_so in (in_position or {}).items():
            means[forms.index(form)] += _POSITION if is_so else -_POSITION
        best, scores = self._by_exercise(means)
        shares = dict(zip(forms, _shares(means).tolist(), strict=False))
        levels = [level for name, level in forms if name == best]
        return Guess(
            best,
            round(scores[best] if best is not None else 1.0 - sum(scores.values()), 3),
            {name: round(share, 3) for name, share in scores.items()},
            alike,
            max(levels, key=lambda level: shares[best, level]) if best is not None else 0,
            shares,
        )

    def _by_exercise(self, means: Array) -> tuple[str | None, dict[str, float]]:
        """The likeliest exercise, or None; and how likely each is, all its levels together."""
        *shares, nothing = _shares(means).tolist()
        scores: dict[str, float] = {}
        for (name, _), share in zip(self._postures.forms, shares, strict=True):
            scores[name] = scores.get(name, 0.0) + share
        best = max(scores, key=scores.__getitem__)
        return best if scores[best] > nothing else None, scores


def _shares(means: Array) -> Array:
    likely = np.exp(means - means.max())
    shares: Array = likely / likely.sum()
    return shares


def counted_share(events: Iterable[CoachEvent], first_s: float, last_s: float) -> float:
    """How much of a recording is reps and holds of a coach, 0 to 1."""
    spans: list[tuple[float, float]] = []
    held_since_s: float | None = None
    for event in events:
        match event:
            case RepCompleted(t_s=t_s, start_s=start_s):
                spans.append((start_s, t_s))
            case HoldEntered(start_s=start_s):
                held_since_s = start_s
            case HoldLeft(held_s=held_s) if held_since_s is not None:
                spans.append((held_since_s, held_since_s + held_s))
                held_since_s = None
            case _:
                pass
    if held_since_s is not None:
        spans.append((held_since_s, last_s))
    counted_s, at_s = 0.0, first_s
    for start_s, end_s in sorted(spans):
        counted_s += max(0.0, end_s - max(start_s, at_s))
        at_s = max(at_s, end_s)
    return counted_s / (last_s - first_s) if last_s > first_s else 0.0
