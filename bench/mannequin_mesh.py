"""From a signed distance to a closed mesh: surface nets, evened out on the surface itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Faces = NDArray[np.int64]
Distance = Callable[[Array], Array]
"""(N, 3) places to (N,) distances, negative inside."""


def surface_nets(values: Array) -> tuple[Array, Faces]:
    """The zero surface of ``values`` (X, Y, Z) as vertices in grid steps and quads, outward.

    A vertex in every cell that the surface crosses, a quad around every edge it crosses: the
    mesh is closed as long as the surface does not leave the grid.
    """
    inside = values < 0
    cells = np.zeros(tuple(n - 1 for n in values.shape), dtype=np.int64)
    total = np.zeros((*cells.shape, 3))
    for axis in range(3):
        low, high = _along(values, axis, 0), _along(values, axis, 1)
        crossed = (low < 0) != (high < 0)
        share = np.where(crossed, low / np.where(crossed, low - high, 1.0), 0.0)
        first, second = [a for a in range(3) if a != axis]
        for i in (0, 1):
            for j in (0, 1):
                window = [slice(None)] * 3
                window[first] = slice(i, values.shape[first] - 1 + i)
                window[second] = slice(j, values.shape[second] - 1 + j)
                hit = crossed[tuple(window)]
                cells += hit
                total[..., axis] += np.where(hit, share[tuple(window)], 0.0)
                total[..., first] += np.where(hit, float(i), 0.0)
                total[..., second] += np.where(hit, float(j), 0.0)
    used = cells > 0
    number = np.full(cells.shape, -1, dtype=np.int64)
    number[used] = np.arange(int(used.sum()))
    vertices = np.argwhere(used) + total[used] / cells[used][:, None]

    quads = []
    for axis in range(3):
        first, second = (axis + 1) % 3, (axis + 2) % 3
        low, high = _along(inside, axis, 0), _along(inside, axis, 1)
        for outward in (True, False):
            at = np.argwhere(low & ~high if outward else ~low & high)
            corners = []
            for i, j in ((0, 0), (1, 0), (1, 1), (0, 1)):
                cell = at.copy()
                cell[:, first] -= i
                cell[:, second] -= j
                corners.append(number[tuple(cell.T)])
            quad = np.stack(corners, axis=1)
            quads.append(quad[:, ::-1] if outward else quad)
    # A walk (0,0), (-1,0), (-1,-1), (0,-1) round an axis is right-handed about it.
    return vertices, np.concatenate(quads)[:, ::-1]


def _along(values: NDArray[Any], axis: int, start: int) -> NDArray[Any]:
    window = [slice(None)] * 3
    window[axis] = slice(start, values.shape[axis] - 1 + start)
    result: NDArray[Any] = values[tuple(window)]
    return result


def gradient(distance: Distance, places: Array, step: float = 1e-3) -> Array:
    """(N, 3): central differences."""
    out = np.empty_like(places)
    for axis in range(3):
        by = np.zeros(3)
        by[axis] = step
        out[:, axis] = (distance(places + by) - distance(places - by)) / (2 * step)
    return out


def onto(distance: Distance, places: Array, rounds: int = 1) -> Array:
    """Move places along the gradient until they lie on the surface."""
    for _ in range(rounds):
        slope = gradient(distance, places)
        square = np.maximum((slope**2).sum(1), 0.25)
        places = places - slope * np.clip(distance(places) / square, -0.01, 0.01)[:, None]
    return places


def smoothed(values: Array, quads: Faces, share: float) -> Array:
    """Every vertex's row of ``values`` moved by ``share`` towards the mean of its neighbours."""
    total = np.zeros_like(values)
    count = np.zeros(len(values))
    for i in range(4):
        here, there = quads[:, i], quads[:, (i + 1) % 4]
        for column in range(values.shape[1]):
            total[:, column] += np.bincount(here, values[there, column], len(values))
        count += np.bincount(here, minlength=len(values))
    return values + share * (total / count[:, None] - values)


def triangles(places: Array, quads: Faces) -> Faces:
    """Quads cut along their shorter diagonal."""
    a, b, c, d = quads.T
    across = np.linalg.norm(places[a] - places[c], axis=1) <= np.linalg.norm(
        places[b] - places[d], axis=1
    )
    one = np.where(across[:, None], np.stack([a, b, c], 1), np.stack([a, b, d], 1))
    two = np.where(across[:, None], np.stack([a, c, d], 1), np.stack([b, c, d], 1))
    return np.concatenate([one, two])
