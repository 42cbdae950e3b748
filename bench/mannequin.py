"""The mannequin: a person's smooth body for any build, as a mesh that bends with the skeleton.

    python -m bench.mannequin      write the reference body for the page

The shape (``bench.mannequin_shape``) is put together as signed distances in a posture with arms and
legs apart, turned into a closed mesh, and given weights for the segments and for *helper bones*:
bones that take part of a joint's turn, so that a deep bend keeps its volume.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from bench import mannequin_skin as skin
from bench.mannequin_mesh import gradient, onto, smoothed, surface_nets, triangles
from bench.mannequin_shape import Array, arm, blend, foot, hand, head, leg, smoothstep, trunk
from tenfold.body.posing import angles_row, pose
from tenfold.body.skeleton import REFERENCE, REFERENCE_HEIGHT_M, SEGMENT_INDEX, Build

ROOT: Final = Path(__file__).resolve().parents[1]
FILE: Final = ROOT / "frontend/src/figure/mannequin.bin"
BIND_DEG: Final[dict[str, float]] = {
    f"{side}_{name}": value
    for side in ("left", "right")
    for name, value in (("shoulder_elevation_deg", 50.0), ("hip_abduction_deg", 10.0))
}
"""The posture in which the mesh is made."""
GRID_M: Final = 0.0158
_MAGIC: Final = b"TFM1"
_UNIT_M: Final = 1 / 25000


@dataclass(frozen=True)
class Mesh:
    """A closed surface and how it follows the bones. ``V`` vertices, ``F`` triangles.

    Attributes
    ----------
    places_m, normals : (V, 3)
        In the bind posture, the middle of the hips at the origin.
    faces : (F, 3)
        Anticlockwise from outside.
    bones, weights : (V, 4)
        Indices into ``skin.BONES``; weights add up to 255.
    zones : (V, 4)
        Bytes: belongs to the arm, belongs to the leg, how high above the edge of a shoe, spare.
    tints : (V, regions)
        Bytes: how much each vertex belongs to ``skin.REGIONS``.
    """

    build: Build
    places_m: Array
    normals: Array
    faces: NDArray[np.int64]
    bones: NDArray[np.uint8]
    weights: NDArray[np.uint8]
    zones: NDArray[np.uint8]
    tints: NDArray[np.uint8]


class Body:
    """A build in the bind posture: distances to its surface and places in its segments' axes."""

    def __init__(self, build: Build) -> None:
        self.build = build
        self.size = build.height_m / REFERENCE_HEIGHT_M
        self.bind = pose(np.zeros((1, 3)), angles_row(BIND_DEG)[None], build)

    def local(self, places_m: Array, segment: str) -> Array:
        """(N, 3): in a segment's axes, in metres of the reference body's same part."""
        index = SEGMENT_INDEX[segment]
        away = places_m - self.bind.joints_m[0, index]
        p: Array = away @ self.bind.rotations[0, index] / self.size
        part, build = segment.removeprefix("right_"), self.build
        if part in ("thigh", "upper_arm"):
            along = build.legs if part == "thigh" else build.arms
            p = p / np.array([build.girth, along, build.girth])
        return p

    def in_trunk(self, places_m: Array) -> Array:
        """(N, 3): the same for the trunk, whose breadth changes from hips to shoulders."""
        p = places_m / self.size
        build = self.build
        waist = smoothstep(0.02, 0.14, p[:, 1])
        upper = smoothstep(0.18, 0.32, p[:, 1])
        breadth = build.hips + (build.girth - build.hips) * waist
        breadth = breadth + (build.shoulders - breadth) * upper
        share = 0.4 + 0.25 * upper
        p[:, 2] /= share * breadth + (1 - share) * build.girth
        p[:, 0] /= build.girth
        return p

    def parts(self, places_m: Array) -> tuple[Array, Array, Array]:
        """Distances to trunk, legs and arm, of places on the right (z >= 0)."""
        other = places_m * np.array([1.0, 1.0, -1.0])
        legs = blend(self._lower(places_m), _where(other[:, 2] > -0.12, other, self._lower), 0.03)
        upper = places_m[:, 2] > 0.10 * self.size
        return (
            self.size * trunk(self.in_trunk(places_m)),
            legs,
            _where(upper, places_m, self._arm),
        )

    def distance(self, places_m: Array) -> Array:
        """(N,): to the whole body, both sides."""
        p = np.concatenate([places_m[:, :2], np.abs(places_m[:, 2:])], axis=1)
        body, legs, limb = self.parts(p)
        whole = blend(blend(body, legs, 0.045), limb, 0.045)
        above = p[:, 1] > 0.40 * self.size
        return blend(whole, _where(above, p, self._head), 0.035)

    def _lower(self, p: Array) -> Array:
        limb = _where(p[:, 1] < 0.2, p, lambda q: leg(self.local(q, "right_thigh")))
        low = p[:, 1] < self.bind.joints_m[0, SEGMENT_INDEX["right_foot"], 1] + 0.12
        sole = _where(low, p, lambda q: foot(self.local(q, "right_foot")))
        return self.size * blend(limb, sole, 0.03)

    def _arm(self, p: Array) -> Array:
        limb = arm(self.local(p, "right_upper_arm"))
        beyond = p[:, 2] > self.bind.joints_m[0, SEGMENT_INDEX["right_hand"], 2] - 0.10
        palm = _where(beyond, p, lambda q: hand(self.local(q, "right_hand")))
        return self.size * blend(limb, palm, 0.02)

    def _head(self, p: Array) -> Array:
        return self.size * head(self.local(p, "head"))


def _where(mask: NDArray[np.bool_], places: Array, of: Any) -> Array:
    """A distance only where it can matter; far away elsewhere."""
    out = np.full(len(places), 1.0)
    if mask.any():
        out[mask] = of(places[mask])
    return out


@dataclass(frozen=True)
class _Lens:
    """Makes a part that ends a limb larger on the grid, so that it gets finer triangles."""

    origin_m: Array
    axis: Array
    power: float
    least_z_m: float = -1.0
    ramp_m: float = 0.06

    def world(self, grid_m: Array) -> Array:
        """Where a place of the grid is in the bind posture."""
        away = grid_m - self.origin_m
        along = away @ self.axis
        table = np.linspace(0.0, 1.0, 600)
        scale = 1 + (self.power - 1) * smoothstep(0.0, self.ramp_m, table)
        depth = np.concatenate([[0.0], np.cumsum(np.diff(table) / scale[1:])])
        beyond = np.maximum(along, 0.0)
        aside = (away - along[:, None] * self.axis) / np.interp(beyond, table, scale)[:, None]
        moved = self.origin_m + aside + np.interp(beyond, table, depth)[:, None] * self.axis
        here = (along > 0) & (grid_m[:, 2] > self.least_z_m)
        return np.where(here[:, None], moved, grid_m)


def _lenses(body: Body) -> list[_Lens]:
    size = body.size
    joints, turns = body.bind.joints_m[0], body.bind.rotations[0]
    ankle, wrist = SEGMENT_INDEX["right_foot"], SEGMENT_INDEX["right_hand"]
    throat = joints[SEGMENT_INDEX["head"]] + np.array([0.0, 0.002, 0.0]) * size
    clear = float(joints[wrist, 2]) - 0.15
    return [
        _Lens(throat, np.array([0.0, 1.0, 0.0]), 1.75, ramp_m=0.075),
        _Lens(joints[ankle], -turns[ankle, :, 1], 1.7),
        _Lens(joints[wrist], -turns[wrist, :, 1], 2.4, least_z_m=clear),
    ]


def mannequin(build: Build = REFERENCE, grid_m: float = GRID_M) -> Mesh:
    """The body of a build, closed and smooth, with weights for bones and zones.

    ``grid_m`` is the size of the triangles on trunk and limbs; head, hands and feet are finer.
    """
    body = Body(build)
    step = grid_m * body.size
    lenses = _lenses(body)

    def world(grid: Array) -> Array:
        p = np.concatenate([grid[:, :2], np.abs(grid[:, 2:])], axis=1)
        for lens in lenses:
            p = lens.world(p)
        p[:, 2] *= np.sign(grid[:, 2] + 1e-12)
        return p

    size = body.size
    low = np.array([-0.24 * build.girth, -1.02 * max(build.legs, 1.0), 0.0]) * size
    high = np.array([0.42, 1.10, 1.30 * max(build.arms, build.shoulders, 1.0)]) * size
    counts = np.ceil((high - low) / step).astype(int)
    axes = [low[i] + step * np.arange(counts[i]) for i in range(3)]
    # The middle lies half-way between two layers: the mesh is its own mirror image.
    axes[2] = step * (np.arange(counts[2]) + 0.5)
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 3)
    half = body.distance(world(grid)).reshape(counts)
    values = np.concatenate([half[:, :, ::-1], half], axis=2)
    places, quads = surface_nets(values)
    origin = np.array([axes[0][0], axes[1][0], -axes[2][-1]])
    places = world(origin + step * places)
    places = onto(body.distance, places)
    for _ in range(3):
        places = onto(body.distance, smoothed(places, quads, 0.5))
    places = onto(body.distance, places, 2)

    # A wide step and a look at the neighbours: no dents where two parts meet.
    normals = smoothed(gradient(body.distance, places, 0.003), quads, 0.4)
    normals /= np.linalg.norm(normals, axis=1)[:, None]
    bones, weights, zones, tints = skin.follow(body, places, normals, quads)
    faces = triangles(places, quads)
    return Mesh(build, places, normals, faces, bones, weights, zones, tints)


def packed(mesh: Mesh) -> bytes:
    """The file: magic, length of the header, header as JSON, then arrays one after another."""
    header = json.dumps(
        {
            "format": 1,
            "vertices": len(mesh.places_m),
            "triangles": len(mesh.faces),
            "unit_m": _UNIT_M,
            "height_m": mesh.build.height_m,
            "bind_deg": BIND_DEG,
            "joints_m": np.round(mesh.build.joints_m, 5).tolist(),
            "helpers": [helper.as_json() for helper in skin.HELPERS],
            "regions": list(skin.REGIONS),
        },
        separators=(",", ":"),
    ).encode()
    header += b" " * (-len(header) % 4)
    arrays = (
        mesh.faces.astype("<u2" if len(mesh.places_m) < 65536 else "<u4"),
        np.round(mesh.places_m / _UNIT_M).astype("<i2"),
        np.round(mesh.normals * 127).astype("i1"),
        mesh.bones,
        mesh.weights,
        mesh.zones,
        mesh.tints,
    )
    body = b"".join(_padded(array.tobytes()) for array in arrays)
    return _MAGIC + len(header).to_bytes(4, "little") + header + body


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)


def main() -> None:
    FILE.write_bytes(packed(mannequin()))


if __name__ == "__main__":
    main()
