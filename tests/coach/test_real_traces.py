"""Real people: exact counts on real pose traces, and on worse copies of them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from tenfold.body.frame import Frame
from tenfold.coach.engine import Coach
from tests.coach.variants import deep_squat_rest, reverse_lunge
from tests.puppet import at_times
from tests.shared_material import shared_file

# clip, squats, lunges: counted by eye
CLIPS = [
    ("nowva_squats", 5, 0),
    ("dspro_squat", 5, 0),
    ("chdh_squat", 6, 0),
    ("bme_squat", 5, 0),
    ("postop_jacks", 0, 0),
    ("aith_standing", 0, 0),
]


def read(name: str) -> list[Frame]:
    with np.load(shared_file("traces", f"{name}.npz")) as trace:
        aspect = float(trace["size"][0] / trace["size"][1])
        rows = zip(trace["t"], trace["image"], trace["world"], trace["vis"], strict=True)
        return [
            Frame(
                float(t_s),
                tuple((float(x), float(y), float(z)) for x, y, z in image),
                tuple((float(x), float(y), float(z)) for x, y, z in world),
                tuple(float(v) for v in vis),
                aspect,
            )
            for t_s, image, world, vis in rows
        ]


def ten_a_second(frames: list[Frame]) -> list[Frame]:
    kept: list[Frame] = []
    for each in frames:
        if not kept or each.t_s - kept[-1].t_s >= 0.095:
            kept.append(each)
    return kept


def every_fifth_dropped(frames: list[Frame]) -> list[Frame]:
    chance = random.Random(1)
    return [each for each in frames if chance.random() > 0.2]


def two_centimetres_of_noise(frames: list[Frame]) -> list[Frame]:
    chance = random.Random(2)

    def shaken(points: tuple[tuple[float, float, float], ...]) -> tuple[tuple[float, ...], ...]:
        return tuple(tuple(c + chance.gauss(0, 0.02) for c in point) for point in points)

    return [replace(each, world=shaken(each.world)) for each in frames]  # type: ignore[arg-type]


WORSE: dict[str, Callable[[list[Frame]], list[Frame]]] = {
    "as filmed": lambda frames: frames,
    "10 frames a second": ten_a_second,
    "every fifth frame dropped": every_fifth_dropped,
    "2 cm of noise": two_centimetres_of_noise,
    "mirrored": lambda frames: [each.mirrored() for each in frames],
    "half speed": lambda frames: [*at_times(frames, speed=0.5)],
    "half as fast again": lambda frames: [*at_times(frames, speed=1.5)],
}


@pytest.mark.parametrize("worse", WORSE)
@pytest.mark.parametrize(("clip", "squats", "lunges"), CLIPS)
def test_counts_on_real_people_are_exact(clip: str, squats: int, lunges: int, worse: str) -> None:
    frames = WORSE[worse](read(clip))
    for variant, true_count in ((deep_squat_rest(), squats), (reverse_lunge(), lunges)):
        coach = Coach(variant)
        for each in frames:
            coach.advance(each)
        assert sum(coach.reps.values()) == true_count, variant.exercise_id
