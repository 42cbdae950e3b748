"""What the pose model adds to the truth, measured on the synthetic clips and put on motion capture.

``python -m bench.skeletons_noise`` measures it on the standing and chair exercises that are
tracked already and writes ``bench/noise.json``: for each view, for legs that are straight and
legs that are bent, in the camera's axes and metres, with the camera at the person's left
(``near`` is the side of the body towards it):

bias      where the landmarks lie on average, against the truth
between   how they differ from that from clip to clip: the largest joint directions
within    how they wander within a clip, likewise, and how slowly (``tau_s``)
seen      the model's own visibility
swap      how long the model takes one leg for the other, as a share of time and at a time

Landmarks err together (a leg that is thought too far away is so as a whole), hence directions of
all of them and not each by itself.
"""

from __future__ import annotations

import json
import math
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from bench.accuracy_set import accuracy_set
from bench.clip import prepare
from bench.sets import full_set
from bench.skeletons import ASPECT, CAMERAS, View, frames_of
from bench.track import cached_trace
from tenfold.body.frame import Frame
from tenfold.body.landmarks import INDEX, MIRROR, NAMES
from tenfold.body.skeleton import Array
from tenfold.capture.trace import read_trace

TABLE: Final = Path(__file__).with_name("noise.json")
COMMAND: Final = "python -m bench.skeletons_noise"
_EXERCISES: Final = (
    "reverse_lunge", "seated_lunge", "standing_abdominal_hold", "deep_squat_rest",
)  # fmt: skip
_VIEWS: Final = ("front", "oblique", "side")
_LEGS: Final = [
    (INDEX[f"left_{part}"], INDEX[f"right_{part}"])
    for part in ("knee", "ankle", "heel", "foot_index")
]
PARTS: Final = tuple(
    f"{side}_{part}"
    for part in ("shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "foot_index")
    for side in ("left", "right")
)
"""The landmarks of the table; head and hands go along with shoulders and wrists."""
_AT: Final = [INDEX[name] for name in PARTS]
_DIRECTIONS: Final = 6
_STRAIGHT_DEG, _BENT_DEG = 25.0, 60.0
"""Of the knees: between them the two kinds are mixed."""
_LEAST_APART_M: Final = 0.15
"""Legs closer than this cannot be told to be swapped."""
_LEAST_FRAMES: Final = 10


@dataclass(frozen=True)
class Pair:
    """A clip's truth and what the model saw, as seen from the person's left."""

    view: str
    step_s: float
    true_m: Array
    found_m: Array
    seen: Array


def _mirrored(points_m: Array) -> Array:
    out: Array = points_m[:, list(MIRROR)] * np.array([-1.0, 1.0, 1.0])
    return out


def pairs() -> list[Pair]:
    """All clips that are tracked already; frontal ones also in the mirror."""
    found = []
    planned = [one.scene for one in accuracy_set()]
    for scenario in (*full_set(), *planned):
        if scenario.exercise not in _EXERCISES or scenario.camera.view not in _VIEWS:
            continue
        clip = prepare(scenario)
        path = cached_trace(clip.truth, clip.props)
        if not path.is_file():
            continue
        frames = read_trace(path).frames
        from_s, to_s = clip.truth.performance.acts_s
        at = [
            i
            for i, frame in enumerate(frames)
            if not frame.empty and from_s <= clip.truth.times_s[i] <= to_s
        ]
        if len(at) < _LEAST_FRAMES:
            continue
        true = clip.truth.world_m[at]
        got = np.array([frames[i].world for i in at])
        seen = np.array([frames[i].visibility for i in at])
        view, left = scenario.camera.view, scenario.camera.azimuth_deg > 0
        if left or view == "front":
            found.append(Pair(view, 1 / scenario.fps, true, got, seen))
        if not left or view == "front":
            swapped = seen[:, list(MIRROR)]
            found.append(Pair(view, 1 / scenario.fps, _mirrored(true), _mirrored(got), swapped))
    return found


def legs_swapped(true_m: Array, found_m: Array) -> Array:
    """(T,) 0 or 1: whether the found legs fit the other legs much better."""
    straight = sum(
        np.linalg.norm(found_m[:, i] - true_m[:, i], axis=1) for pair in _LEGS for i in pair
    )
    crossed = sum(
        np.linalg.norm(found_m[:, i] - true_m[:, j], axis=1)
        for a, b in _LEGS
        for i, j in ((a, b), (b, a))
    )
    apart = np.mean([np.linalg.norm(true_m[:, a] - true_m[:, b], axis=1) for a, b in _LEGS], axis=0)
    out: Array = ((crossed < 0.7 * straight) & (apart > _LEAST_APART_M)).astype(float)
    return out


def _unswapped(found_m: Array, swapped: Array) -> Array:
    fixed = found_m.copy()
    at = swapped > 0
    for a, b in _LEGS:
        fixed[at, a], fixed[at, b] = found_m[at, b], found_m[at, a]
    return fixed


def measure(gathered: list[Pair]) -> dict[str, Any]:
    """The table."""
    views: dict[str, Any] = {}
    for view in _VIEWS:
        mine = [pair for pair in gathered if pair.view == view]
        if not mine:
            continue
        swaps = [legs_swapped(pair.true_m, pair.found_m) for pair in mine]
        errors = [
            _unswapped(pair.found_m, swap) - pair.true_m
            for pair, swap in zip(mine, swaps, strict=True)
        ]
        runs = sum(int(((s[1:] > s[:-1]).sum()) + s[0]) for s in swaps)
        swapped_s = sum(float(s.sum()) * p.step_s for s, p in zip(swaps, mine, strict=True))
        whole_s = sum(len(s) * p.step_s for s, p in zip(swaps, mine, strict=True))
        bends = [np.mean(knee_bends_deg(pair.true_m), axis=0) for pair in mine]
        kinds = {
            "straight": [bend < (_STRAIGHT_DEG + _BENT_DEG) / 2 for bend in bends],
            "bent": [bend >= (_STRAIGHT_DEG + _BENT_DEG) / 2 for bend in bends],
        }
        views[view] = {
            "clips": len(mine),
            "seconds": round(whole_s, 1),
            "swap": {
                "share": round(swapped_s / whole_s, 4),
                "mean_s": round(swapped_s / runs, 3) if runs else 0.0,
            },
            "seen": dict(
                zip(
                    PARTS,
                    np.mean([p.seen[:, _AT].mean(axis=0) for p in mine], axis=0).round(3).tolist(),
                    strict=True,
                )
            ),
            **{
                kind: _errors(
                    [error[at][:, _AT] for error, at in zip(errors, where, strict=True)],
                    [pair.step_s for pair in mine],
                )
                for kind, where in kinds.items()
            },
        }
    return {"made_by": COMMAND, "parts": list(PARTS), "views": views}


def knee_bends_deg(points_m: Array) -> Array:
    """(2, T): of both knees."""
    bends = []
    for side in ("left", "right"):
        hip, knee, ankle = (points_m[:, INDEX[f"{side}_{p}"]] for p in ("hip", "knee", "ankle"))
        u, v = hip - knee, ankle - knee
        cosine = (u * v).sum(axis=1) / (
            np.linalg.norm(u, axis=1) * np.linalg.norm(v, axis=1) + 1e-9
        )
        bends.append(180.0 - np.degrees(np.arccos(np.clip(cosine, -1, 1))))
    return np.array(bends)


def _errors(errors: list[Array], steps_s: list[float]) -> dict[str, Any]:
    """Of clips with errors (T, parts, 3)."""
    kept = [
        (error.reshape(len(error), -1), step_s)
        for error, step_s in zip(errors, steps_s, strict=True)
        if len(error) >= _LEAST_FRAMES
    ]
    means = np.array([error.mean(axis=0) for error, _ in kept])
    about = np.vstack([error - error.mean(axis=0) for error, _ in kept])
    taus = []
    for error, step_s in kept:
        off = error - error.mean(axis=0)
        keeps = float((off[:-1] * off[1:]).sum() / max((off**2).sum(), 1e-12))
        taus.append(-step_s / math.log(min(max(keeps, 0.05), 0.99)))
    return {
        "bias_m": means.mean(axis=0).round(4).tolist(),
        "between_m": _directions(means - means.mean(axis=0)),
        "within_m": _directions(about),
        "tau_s": round(float(np.median(taus)), 3),
    }


def _directions(rows: Array) -> list[list[float]]:
    """The largest directions of scatter, each as long as the standard deviation along it."""
    _, sizes, along = np.linalg.svd(rows, full_matrices=False)
    scaled = along * sizes[:, None] / math.sqrt(len(rows))
    found: list[list[float]] = scaled[:_DIRECTIONS].round(4).tolist()
    return found


# ------------------------------------------------------------------------ using it
def _part_of(name: str) -> str:
    if name in PARTS:
        return name
    side = "right" if "right" in name else "left"
    hand = any(word in name for word in ("pinky", "index", "thumb"))
    return f"{side}_{'wrist' if hand else 'shoulder'}"


_PART_OF: Final = {name: _part_of(name) for name in NAMES}


@cache
def table() -> dict[str, Any]:
    """The measured table that is checked in."""
    kept: dict[str, Any] = json.loads(TABLE.read_text(encoding="utf-8"))
    return kept


def noisy(view: View, seed: int) -> list[Frame]:
    """A recording as the pose model would give it: the same seed gives the same frames."""
    kind = view.camera.removeprefix("other ")
    measured = table()["views"][kind]
    rng = np.random.default_rng([seed, *view.capture.name.encode()])
    turned_over = CAMERAS[view.camera] < 0
    true = _mirrored(view.world_m) if turned_over else view.world_m
    step_s = float(np.median(np.diff(view.capture.times_s)))
    found = true.copy()
    seen = np.ones(true.shape[:2])
    bend = np.mean(knee_bends_deg(true), axis=0)
    share = np.clip((bend - _STRAIGHT_DEG) / (_BENT_DEG - _STRAIGHT_DEG), 0.0, 1.0)
    error = (1 - share)[:, None, None] * _drawn(rng, len(true), step_s, measured["straight"])
    error += share[:, None, None] * _drawn(rng, len(true), step_s, measured["bent"])
    for i, name in enumerate(NAMES):
        part = _PART_OF[name]
        found[:, i] += error[:, PARTS.index(part)]
        seen[:, i] = measured["seen"][part]
    swapped = _spells(rng, len(true), step_s, measured["swap"])
    found = _unswapped(found, swapped)  # the same exchange, the other way round
    if turned_over:
        found, seen = _mirrored(found), seen[:, list(MIRROR)]
    image = view.image.copy()
    # In the picture the landmarks go where the world's did, at the scale of the hips.
    scale = _per_metre(view)
    shift = (found - view.world_m) * scale[:, None, None]
    image += shift / np.array([ASPECT, 1.0, ASPECT])
    return frames_of(view.capture.times_s, image, found, seen)


def _drawn(rng: np.random.Generator, count: int, step_s: float, kind: dict[str, Any]) -> Array:
    """(count, parts, 3): one clip's errors."""
    between, within = np.array(kind["between_m"]), np.array(kind["within_m"])
    keeps = math.exp(-step_s / kind["tau_s"])
    way = rng.normal(size=(count, len(within)))
    way[1:] *= math.sqrt(1 - keeps * keeps)
    for i in range(1, count):
        way[i] += keeps * way[i - 1]
    errors: Array = (
        np.array(kind["bias_m"]) + rng.normal(size=len(between)) @ between + way @ within
    )
    return errors.reshape(count, len(PARTS), 3)


def _spells(rng: np.random.Generator, count: int, step_s: float, swap: dict[str, float]) -> Array:
    """(count,) 0 or 1: coming and going at random, as long and as often as measured."""
    state = np.zeros(count)
    share, mean_s = swap["share"], swap["mean_s"]
    if not share:
        return state
    ends = min(1.0, step_s / mean_s)
    begins = ends * share / max(1e-6, 1 - share)
    now = rng.random() < share
    for i in range(count):
        now = rng.random() >= ends if now else rng.random() < begins
        state[i] = now
    return state


def _per_metre(view: View) -> Array:
    """(T,): picture heights a metre at the hips takes."""
    heights = view.image[..., 1].max(axis=1) - view.image[..., 1].min(axis=1)
    metres = view.world_m[..., 1].max(axis=1) - view.world_m[..., 1].min(axis=1)
    per: Array = np.asarray(heights / np.maximum(metres, 0.1))
    return per


def main() -> None:
    gathered = pairs()
    if {pair.view for pair in gathered} != set(_VIEWS):
        sys.exit("too little is tracked yet: python -m bench full, or accuracy")
    measured = measure(gathered)
    TABLE.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
    for view, one in measured["views"].items():
        print(f"{view}: {one['clips']} clips, {one['seconds']} s, swap {one['swap']}")


if __name__ == "__main__":
    main()
