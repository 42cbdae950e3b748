"""``python -m bench cost``: how long a frame takes, and whether memory grows over an hour.

Processor times; they depend on the machine, and are for reading, not for a test.
"""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from bench.accuracy_set import accuracy_set
from bench.clip import prepare
from bench.sets import exercise_ids
from bench.track import cached_trace, has_trace, tracked
from tenfold.body.frame import Frame, Point
from tenfold.coach.engine import Coach
from tenfold.exercises.load import packaged_library
from tenfold.exercises.model import Variant, variant

_HOUR_S: Final = 3600.0
_FPS: Final = 30
_TIMED: Final = 3000
"""Frames that are timed for each exercise."""
_GAP_S: Final = 1.0


def kept_frames(exercise_id: str) -> tuple[Frame, ...]:
    """The first kept trace of an exercise at level 0; nothing if none is tracked."""
    for planned in accuracy_set():
        scene = planned.scene
        if scene.exercise != exercise_id or scene.level or not has_trace(scene.name):
            continue
        clip = prepare(scene)
        if cached_trace(clip.truth, clip.props).is_file():
            return tracked(clip.truth, clip.props, None)
    return ()


def at_rate(frames: Sequence[Frame], fps: int) -> list[Frame]:
    """The same movement at the same speed, with so many frames a second: landmarks between two
    frames are between their places."""
    times = np.array([frame.t_s for frame in frames])
    made = []
    for t_s in np.arange(times[0], times[-1], 1 / fps):
        after = int(np.searchsorted(times, t_s, side="right"))
        one, other = frames[after - 1], frames[min(after, len(frames) - 1)]
        if one.empty or other.empty:
            made.append(replace(one, t_s=float(t_s)))
            continue
        share = (t_s - one.t_s) / max(1e-9, other.t_s - one.t_s)
        made.append(
            Frame(
                float(t_s),
                _between(one.image, other.image, share),
                _between(one.world, other.world, share),
                one.visibility,
                one.aspect,
            )
        )
    return made


def _between(one: Sequence[Point], other: Sequence[Point], share: float) -> tuple[Point, ...]:
    mixed = np.asarray(one) * (1 - share) + np.asarray(other) * share
    return tuple((x, y, z) for x, y, z in mixed.tolist())


def over_and_over(frames: Sequence[Frame], fps: int) -> Iterator[Frame]:
    """The same movement for ever, at so many frames a second."""
    steady = at_rate(frames, fps)
    count = 0
    while True:
        for frame in steady:
            yield replace(frame, t_s=count / fps)
            count += 1


def frame_costs_us(coached: Variant, frames: Sequence[Frame], count: int = _TIMED) -> np.ndarray:
    """(count,): microseconds of ``Coach.advance`` for each frame."""
    coach = Coach(coached)
    costs = np.empty(count)
    for i, frame in zip(range(count), over_and_over(frames, _FPS), strict=False):
        # Of the processor, not of the clock: whoever else works on this machine does not count.
        begun_ns = time.thread_time_ns()
        coach.advance(frame)
        costs[i] = (time.thread_time_ns() - begun_ns) / 1000
    return costs


def growth_bytes(coached: Variant, frames: Sequence[Frame], hours: float = 1.0) -> tuple[int, int]:
    """Memory that the coach holds after a tenth of the time and at its end."""
    stream = over_and_over(frames, _FPS)
    next(stream)  # its own frames are made before memory is looked at
    tracemalloc.start()
    try:
        coach = Coach(coached)
        count = round(hours * _HOUR_S * _FPS)
        early = 0
        for i, frame in zip(range(count), stream, strict=False):
            coach.advance(frame)
            if i == count // 10:
                early = tracemalloc.get_traced_memory()[0]
        return early, tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()


def cost_table() -> str:
    """Per exercise: median and 99th percentile of a frame, by the rules that may speak and all."""
    lines = [
        "| exercise | frames | median | 99th percentile |",
        "|---|---:|---:|---:|",
    ]
    for one in exercise_ids():
        coached = variant(packaged_library().get(one), 0, measured_only=False)
        frames = kept_frames(one)
        if coached.coach is None or not frames:
            lines.append(f"| {one.replace('_', ' ')} | – | – | – |")
            continue
        costs = frame_costs_us(coached, frames)
        lines.append(
            f"| {one.replace('_', ' ')} | {len(costs)} | {np.median(costs):.0f} µs | "
            f"{np.percentile(costs, 99):.0f} µs |"
        )
    return "\n".join(lines) + "\n"


def main() -> int:
    """Print times, and memory over an hour for one exercise."""
    print(cost_table())
    for one in exercise_ids():
        coached = variant(packaged_library().get(one), 0, measured_only=False)
        frames = kept_frames(one)
        if coached.coach is not None and frames:
            early, late = growth_bytes(coached, frames)
            print(f"{one}: {early / 1024:.0f} KiB after 6 minutes, {late / 1024:.0f} after an hour")
            return 0
    print("nothing is tracked yet: make accuracy")
    return 1
