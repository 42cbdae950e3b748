"""Bends the mannequin in Python as the page does, to measure it against the motion model."""

from __future__ import annotations

import numpy as np

from bench.mannequin import BIND_DEG, Mesh
from bench.mannequin_mesh import Array
from bench.mannequin_skin import HELPERS, Helper
from tenfold.body.posing import Posed, angles_row, pose
from tenfold.body.skeleton import CAPSULES, SEGMENT_INDEX, SEGMENTS


def posed_m(mesh: Mesh, pelvis_m: Array, angles_deg: Array) -> Array:
    """(V, 3): the mesh in a posture; ``pelvis_m`` (3,), ``angles_deg`` (angles,)."""
    bind = pose(np.zeros((1, 3)), angles_row(BIND_DEG)[None], mesh.build)
    now = pose(pelvis_m[None], angles_deg[None], mesh.build)
    turns, shifts = [], []
    for i in range(len(SEGMENTS)):
        turn = now.rotations[0, i] @ bind.rotations[0, i].T
        turns.append(turn)
        shifts.append(now.joints_m[0, i] - turn @ bind.joints_m[0, i])
    for helper in HELPERS:
        i = SEGMENT_INDEX[helper.segment]
        parent = SEGMENT_INDEX[SEGMENTS[i].parent or "pelvis"]
        share = _share(helper, _turn(now, i, parent), _turn(bind, i, parent))
        turn = now.rotations[0, parent] @ share @ bind.rotations[0, parent].T
        turns.append(turn)
        shifts.append(now.joints_m[0, i] - turn @ bind.joints_m[0, i])
    moved = np.zeros_like(mesh.places_m)
    for k in range(4):
        weight = mesh.weights[:, k, None] / 255
        turn, shift = np.array(turns)[mesh.bones[:, k]], np.array(shifts)[mesh.bones[:, k]]
        moved += weight * (np.einsum("vij,vj->vi", turn, mesh.places_m) + shift)
    return moved


def capsule_gaps_m(mesh: Mesh, posed: Posed, places_m: Array) -> Array:
    """(V,): how far outside the nearest capsule of the motion model each place is."""
    build, nearest = mesh.build, np.full(len(places_m), np.inf)
    for capsule in CAPSULES:
        i = SEGMENT_INDEX[capsule.segment]
        start, end = (
            posed.of_local(i, build.place_m(capsule.segment, at))[0]
            for at in (capsule.start, capsule.end)
        )
        line = end - start
        share = np.clip((places_m - start) @ line / (line @ line), 0, 1)
        radii = [
            build.radius_m(radius, capsule.segment)
            for radius in (capsule.radius, capsule.end_radius or capsule.radius)
        ]
        away = np.linalg.norm(places_m - start - share[:, None] * line, axis=1)
        nearest = np.minimum(nearest, away - (radii[0] + (radii[1] - radii[0]) * share))
    return nearest


def _turn(posed: Posed, segment: int, parent: int) -> Array:
    turn: Array = posed.rotations[0, parent].T @ posed.rotations[0, segment]
    return turn


def _share(helper: Helper, now: Array, bind: Array) -> Array:
    """(3, 3): the helper's part of the turn from ``bind`` to ``now``, in the parent's axes."""
    up = 1.0 if helper.segment == "head" else -1.0
    axis = bind @ np.array([0.0, up, 0.0])
    turn = _quaternion(now @ bind.T)
    twist = np.array([turn[0], *(axis * (turn[1:] @ axis))])
    twist /= np.linalg.norm(twist)
    swing = _times(turn, twist * np.array([1, -1, -1, -1]))
    return _matrix(_times(_part(swing, helper.swing), _part(twist, helper.twist)))


def _quaternion(turn: Array) -> Array:
    """(4,): w, x, y, z of a rotation matrix, by its largest component (Shepperd 1978)."""
    xx, yy, zz = np.diag(turn)
    squares = np.array([1 + xx + yy + zz, 1 + xx - yy - zz, 1 - xx + yy - zz, 1 - xx - yy + zz])
    skew = np.array([turn[2, 1] - turn[1, 2], turn[0, 2] - turn[2, 0], turn[1, 0] - turn[0, 1]])
    pairs = turn + turn.T
    rows = np.array(
        [
            [squares[0], *skew],
            [skew[0], squares[1], pairs[0, 1], pairs[0, 2]],
            [skew[1], pairs[0, 1], squares[2], pairs[1, 2]],
            [skew[2], pairs[0, 2], pairs[1, 2], squares[3]],
        ]
    )
    best: Array = rows[int(np.argmax(squares))]
    result: Array = best / np.linalg.norm(best)
    return result


def _times(a: Array, b: Array) -> Array:
    return np.array(
        [a[0] * b[0] - a[1:] @ b[1:], *(a[0] * b[1:] + b[0] * a[1:] + np.cross(a[1:], b[1:]))]
    )


def _part(turn: Array, share: float) -> Array:
    turn = turn if turn[0] >= 0 else -turn
    size = np.linalg.norm(turn[1:])
    if size < 1e-9:
        return np.array([1.0, 0.0, 0.0, 0.0])
    half = np.arctan2(size, turn[0]) * share
    return np.array([np.cos(half), *(turn[1:] / size * np.sin(half))])


def _matrix(q: Array) -> Array:
    w, x, y, z = q
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
            [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
            [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
        ]
    )
