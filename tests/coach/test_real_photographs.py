"""Photographs of real people, held for a while: what they are not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tenfold.body.frame import Frame
from tenfold.coach.engine import Coach
from tenfold.coach.events import HoldEntered
from tests.coach.variants import deep_squat_rest
from tests.shared_material import shared_file


def photographs(name: str) -> list[Frame]:
    with np.load(shared_file("traces", f"{name}.npz")) as kept:
        rows = zip(kept["image"], kept["world"], kept["vis"], kept["size"], strict=True)
        return [
            Frame(
                0.0,
                tuple((x, y, z) for x, y, z in image.tolist()),
                tuple((x, y, z) for x, y, z in world.tolist()),
                tuple(seen.tolist()),
                float(size[0] / size[1]),
            )
            for image, world, seen, size in rows
        ]


def test_few_who_sit_in_the_butterfly_are_taken_to_rest_in_a_squat() -> None:
    wrong = 0
    photos = photographs("butterfly_photos")
    for photo in photos:
        coach = Coach(deep_squat_rest())
        still = [replace(photo, t_s=0.1 * i) for i in range(30)]
        events = [event for frame in still for event in coach.advance(frame)]
        wrong += any(isinstance(event, HoldEntered) for event in events)
    # The model lifts some hips and stands some shanks up: not all can be told apart.
    assert wrong <= len(photos) / 4
