"""Motion capture of real people as frames, from a chosen camera.

The recordings lie beside the checkout (``../shared/skeletons/uiprmd``) and are no part of the
project: UI-PRMD, ten repetitions a file, of healthy adults, done well (``ok``) or badly on
purpose (``inc``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

import numpy as np

from bench.truth import camera_axes
from tenfold.body.frame import Frame
from tenfold.body.landmarks import INDEX, NAMES
from tenfold.body.skeleton import Array

FOLDER: Final = Path(__file__).resolve().parents[2] / "shared" / "skeletons" / "uiprmd"
ASPECT: Final = 4 / 3
CAMERAS: Final[dict[str, float]] = {
    "front": 0.0,
    "oblique": 45.0,
    "side": 90.0,
    "other oblique": -45.0,
    "other side": -90.0,
}
"""Degrees from straight ahead, towards the person's left."""
_DISTANCE_M: Final = 3.2
_ELEVATION_DEG: Final = 3.0
_FILL: Final = 0.42
_HIPS: Final = [INDEX["left_hip"], INDEX["right_hip"]]
_TO_ROOM: Final = np.array([[0.0, 0.0, -1.0], [0.0, -1.0, 0.0], [-1.0, 0.0, 0.0]])
"""From (left, down, away from the front) to the room's (ahead, up, right)."""

Movement = Literal["m01", "m02", "m03", "m05"]
MOVEMENTS: Final[dict[Movement, str]] = {
    "m01": "deep squat",
    "m02": "hurdle step",
    "m03": "in-line lunge",
    "m05": "sit to stand",
}


@dataclass(frozen=True)
class Capture:
    """One recording."""

    name: str
    movement: Movement
    subject: str
    good: bool
    times_s: Array
    room_m: Array
    """(T, 33, 3): ahead of the person, up, to their right."""
    rep_start_s: Array
    end_s: float

    def rep_at(self, t_s: float) -> int:
        """Which repetition, from 0, goes on at a time."""
        return int(np.searchsorted(self.rep_start_s, t_s, side="right")) - 1


@dataclass(frozen=True)
class View:
    """A recording before a camera that never errs."""

    capture: Capture
    camera: str
    world_m: Array
    """(T, 33, 3): about the mid-hip, in the camera's axes, as in ``Frame.world``."""
    image: Array
    """(T, 33, 3): as in ``Frame.image``."""

    def frames(self) -> list[Frame]:
        """As full landmarks: all is seen, and nothing is wrong."""
        return frames_of(
            self.capture.times_s, self.image, self.world_m, np.ones(self.image.shape[:2])
        )


def recordings(movement: Movement | None = None, folder: Path = FOLDER) -> tuple[Capture, ...]:
    """All recordings (of a movement), or none where the folder is missing."""
    pattern = f"{movement or 'm*'}_*.npz"
    return tuple(read(path) for path in sorted(folder.glob(pattern)))


@cache
def read(path: Path) -> Capture:
    """One recording."""
    movement, subject, how = path.stem.split("_")
    with np.load(path, allow_pickle=False) as kept:
        return Capture(
            path.stem,
            movement,  # type: ignore[arg-type]
            subject,
            how == "ok",
            np.asarray(kept["t"], dtype=float),
            np.asarray(kept["position"], dtype=float) @ _TO_ROOM.T,
            np.asarray(kept["rep_start_s"], dtype=float),
            float(kept["end_s"]),
        )


def seen_from(capture: Capture, camera: str) -> View:
    """The recording from one of :data:`CAMERAS`, which stands where all of it is in the picture."""
    axes = camera_axes(CAMERAS[camera], _ELEVATION_DEG, 0.0)
    seen = capture.room_m @ axes.T
    flat = seen.reshape(-1, 3)
    seen = seen - (flat.min(axis=0) + flat.max(axis=0)) / 2 + [0.0, 0.0, _DISTANCE_M]
    in_picture = seen[..., :2] / seen[..., 2:]
    focal = _FILL / np.abs(in_picture / [ASPECT, 1.0]).max()
    hips = seen[:, _HIPS].mean(axis=1, keepdims=True)
    depth = focal * (seen[..., 2:] - hips[..., 2:]) / hips[..., 2:] / ASPECT
    image = np.concatenate([0.5 + focal * in_picture / [ASPECT, 1.0], depth], axis=-1)
    return View(capture, camera, seen - hips, image)


def frames_of(
    times_s: Array, image: Array, world: Array, visibility: Array | Sequence[Sequence[float]]
) -> list[Frame]:
    """Frames of arrays (T), (T, 33, 3), (T, 33, 3) and (T, 33)."""
    assert image.shape[1:] == (len(NAMES), 3)
    return [
        Frame(
            t_s,
            tuple((x, y, z) for x, y, z in points),
            tuple((x, y, z) for x, y, z in metres),
            tuple(seen),
            ASPECT,
        )
        for t_s, points, metres, seen in zip(
            times_s.tolist(),
            image.tolist(),
            world.tolist(),
            np.asarray(visibility, dtype=float).tolist(),
            strict=True,
        )
    ]
