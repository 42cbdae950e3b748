"""What the camera would see if the pose model never erred: exact landmarks, frame by frame."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bench.performance import Performance
from bench.scenario import Camera, Occluder, Scenario
from tenfold.body.frame import Frame
from tenfold.body.landmarks import INDEX
from tenfold.body.posing import pose
from tenfold.body.skeleton import Array

_HIPS: Final = [INDEX["left_hip"], INDEX["right_hip"]]
_HEAD_ROOM_M: Final = 0.12
"""How far the body reaches beyond its landmarks: top of the head, fingertips."""
_OCCLUDER_DEPTH_M: Final = 0.3
SHUTTER: Final = 0.5
"""How long the shutter is open, as a share of the time between pictures."""


@dataclass(frozen=True)
class Placed:
    """A camera in its place. ``axes`` rows: right in the picture, down, away from it."""

    at_m: Array
    axes: Array
    focal: float
    """Focal length in picture heights."""
    aspect: float

    def seen_from(self, points_m: Array) -> Array:
        """(..., 3): points of the room in the camera's axes, metres."""
        return (points_m - self.at_m) @ self.axes.T

    def in_picture(self, points_m: Array) -> Array:
        """(..., 2): where points of the room are in the picture, 0 to 1 when inside."""
        seen = self.seen_from(points_m)
        depth = np.maximum(seen[..., 2], 0.05)
        return np.stack(
            [
                0.5 + self.focal * seen[..., 0] / depth / self.aspect,
                0.5 + self.focal * seen[..., 1] / depth,
            ],
            axis=-1,
        )


@dataclass(frozen=True)
class Box:
    """A box on the floor: its middle's place, half sizes, and the turn about the vertical."""

    middle_m: Array
    half_m: Array
    turn_rad: float


@dataclass(frozen=True)
class Truth:
    """Everything that is exactly known about a clip.

    Attributes
    ----------
    times_s : (T,)
    rows : (T, 43)
        Pelvis and joint angles at each frame.
    room_m : (T, 33, 3)
        Landmarks in the room.
    world_m : (T, 33, 3)
        Landmarks about the mid-hip in the camera's axes, as in ``Frame.world``.
    image : (T, 33, 3)
        As in ``Frame.image``.
    shown : (T, 33)
        Inside the picture and not behind the occluder. What the body itself or a thing of the
        exercise hides counts as shown.
    """

    scenario: Scenario
    performance: Performance
    camera: Placed
    occluder: Box | None
    times_s: Array
    rows: Array
    room_m: Array
    world_m: Array
    image: Array
    shown: NDArray[np.bool_]

    def frame(self, index: int) -> Frame:
        """The frame that a perfect pose model would give; everything counts as seen."""
        return Frame(
            float(self.times_s[index]),
            tuple((x, y, z) for x, y, z in self.image[index].tolist()),
            tuple((x, y, z) for x, y, z in self.world_m[index].tolist()),
            (1.0,) * len(INDEX),
            self.camera.aspect,
        )


def make_truth(scenario: Scenario, performance: Performance, acts: tuple[float, float]) -> Truth:
    """The truth of a performance before the scenario's camera.

    Parameters
    ----------
    acts : (from, to) seconds
        When the exercise itself goes on: the camera is set up for that, not for walking in.
    """
    count = math.floor(performance.length_s * scenario.fps)
    times_s = np.arange(count) / scenario.fps
    rows = performance.rows(times_s)
    room_m = pose(rows[:, :3], rows[:, 3:], scenario.build).landmarks_m()
    inside = (times_s >= acts[0]) & (times_s <= acts[1])
    placed = place_camera(scenario.camera, room_m[inside])
    seen = placed.seen_from(room_m)
    hips = seen[:, _HIPS].mean(axis=1, keepdims=True)
    flat = placed.in_picture(room_m)
    # Depth in the scale of x, about the hips, as the pose model gives it.
    depth = placed.focal * (seen[..., 2] - hips[..., 2]) / hips[..., 2] / placed.aspect
    box = None if scenario.occluder is None else place_box(scenario.occluder, placed, room_m)
    shown = ((flat >= 0) & (flat <= 1)).all(axis=-1) & (seen[..., 2] > 0.1)
    if box is not None:
        shown &= ~_behind(box, placed.at_m, room_m)
    return Truth(
        scenario,
        performance,
        placed,
        box,
        times_s,
        rows,
        room_m,
        seen - hips,
        np.concatenate([flat, depth[..., None]], axis=-1),
        shown,
    )


def camera_axes(azimuth_deg: float, elevation_deg: float, roll_deg: float) -> Array:
    """(3, 3): right, down and away for a camera that looks at the person from there."""
    azimuth, elevation = math.radians(azimuth_deg), math.radians(elevation_deg)
    # From the person to the camera; their left is at -z.
    towards = np.array(
        [
            math.cos(elevation) * math.cos(azimuth),
            math.sin(elevation),
            -math.cos(elevation) * math.sin(azimuth),
        ]
    )
    away = -towards
    right = np.cross(away, [0.0, 1.0, 0.0])
    right /= np.linalg.norm(right)
    down = np.cross(away, right)
    c, s = math.cos(math.radians(roll_deg)), math.sin(math.radians(roll_deg))
    return np.array([c * right + s * down, c * down - s * right, away])


def place_camera(camera: Camera, room_m: Array) -> Placed:
    """Put the camera where the whole exercise fills as much of the picture as it should."""
    axes = camera_axes(camera.azimuth_deg, camera.elevation_deg, camera.roll_deg)
    points = room_m.reshape(-1, 3)
    seen = points @ axes.T
    middle = (seen.min(axis=0) + seen.max(axis=0)) / 2
    focal = 0.5 / math.tan(math.radians(camera.fov_deg) / 2)
    aspect = camera.width / camera.height
    about = seen - middle
    # |x| f / (d + z) / aspect <= fill / 2 for every point, and the same for y.
    reach = (np.abs(about[:, :2]) + _HEAD_ROOM_M) * focal / np.array([aspect, 1.0])
    distance = float((2 * reach / camera.fill - about[:, 2:]).max())
    distance = max(distance, 1.2, float(0.5 - about[:, 2].min()))
    shift = np.array(camera.off_centre) * np.array([aspect, 1.0]) * distance / focal
    at = (middle - np.array([shift[0], shift[1], distance])) @ axes
    if at[1] < 0.1:  # no camera stands under the floor
        at = at + np.array([0.0, 0.1 - at[1], 0.0])
    return Placed(at, axes, focal, aspect)


def place_box(occluder: Occluder, camera: Placed, room_m: Array) -> Box:
    """Put the furniture on the floor between the person and the camera."""
    middle = room_m.reshape(-1, 3).mean(axis=0) * np.array([1.0, 0.0, 1.0])
    towards = (camera.at_m - middle) * np.array([1.0, 0.0, 1.0])
    along = np.array([camera.axes[0, 0], 0.0, camera.axes[0, 2]])
    at = middle + towards * occluder.towards + along * occluder.along_m
    half = np.array([occluder.width_m, occluder.height_m, _OCCLUDER_DEPTH_M]) / 2
    return Box(at + np.array([0.0, half[1], 0.0]), half, math.atan2(-along[2], along[0]))


def _behind(box: Box, eye_m: Array, points_m: Array) -> NDArray[np.bool_]:
    """(...): whether the box lies between the eye and each point."""
    c, s = math.cos(box.turn_rad), math.sin(box.turn_rad)
    into = np.array([[c, 0.0, -s], [0.0, 1.0, 0.0], [s, 0.0, c]])
    eye = (eye_m - box.middle_m) @ into.T
    ray = (points_m - box.middle_m) @ into.T - eye
    ray = np.where(np.abs(ray) < 1e-9, 1e-9, ray)
    first, second = (-box.half_m - eye) / ray, (box.half_m - eye) / ray
    enters = np.minimum(first, second).max(axis=-1)
    leaves = np.maximum(first, second).min(axis=-1)
    behind: NDArray[np.bool_] = (enters < leaves) & (leaves > 0) & (enters < 1)
    return behind
