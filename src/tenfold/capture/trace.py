"""Pose traces on disk: what the pose model saw in a recording, without the pictures.

A trace is an ``.npz`` file with ``t`` (n) seconds, ``image`` and ``world`` (n, 33, 3),
``vis`` (n, 33) and ``size`` (picture width and height). Moments in which nobody was found
are left out, or are rows of NaN.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from tenfold.body.frame import LANDMARK_COUNT, Frame
from tenfold.capture.errors import CaptureError

_SHAPES: Final[dict[str, tuple[int, ...]]] = {
    "image": (LANDMARK_COUNT, 3),
    "world": (LANDMARK_COUNT, 3),
    "vis": (LANDMARK_COUNT,),
}
_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, ValueError, EOFError, OSError, KeyError)


@dataclass(frozen=True, slots=True)
class Trace:
    """A recording as landmarks."""

    frames: tuple[Frame, ...]
    width: int
    height: int


def read_trace(path: Path) -> Trace:
    """The trace in ``path``.

    Raises
    ------
    CaptureError
        If the file is no whole trace: damaged, of other shapes, or with times that go back.
    """
    try:
        with np.load(path, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
    except _DAMAGE as error:
        raise CaptureError(f"{path}: this trace is damaged or cut off") from error
    missing = [name for name in ("t", "image", "world", "vis", "size") if name not in arrays]
    if missing:
        raise CaptureError(f"{path}: no pose trace: {', '.join(missing)} missing")
    return _from_arrays(path, arrays)


def _from_arrays(path: Path, arrays: dict[str, Any]) -> Trace:
    try:
        times = np.asarray(arrays["t"], dtype=float)
        columns = {name: np.asarray(arrays[name], dtype=float) for name in _SHAPES}
        size = np.asarray(arrays["size"], dtype=float)
    except (TypeError, ValueError) as error:
        raise CaptureError(f"{path}: no pose trace: numbers expected") from error
    if times.ndim != 1 or len(times) == 0:
        raise CaptureError(f"{path}: this trace has no frames")
    for name, shape in _SHAPES.items():
        if columns[name].shape != (len(times), *shape):
            raise CaptureError(
                f"{path}: no pose trace: {name} has shape {columns[name].shape}, "
                f"not {(len(times), *shape)}"
            )
    if size.shape != (2,) or not np.all(np.isfinite(size)) or np.any(size < 1):
        raise CaptureError(f"{path}: no pose trace: size is not width and height")
    if not np.all(np.isfinite(times)) or np.any(np.diff(times) <= 0):
        raise CaptureError(f"{path}: the times of this trace do not always go forward")
    width, height = int(size[0]), int(size[1])
    rows = zip(
        times.tolist(),
        columns["image"].tolist(),
        columns["world"].tolist(),
        columns["vis"].tolist(),
        np.isfinite(columns["image"]).all(axis=(1, 2))
        & np.isfinite(columns["world"]).all(axis=(1, 2))
        & np.isfinite(columns["vis"]).all(axis=1),
        strict=True,
    )
    return Trace(
        tuple(
            Frame(
                t_s,
                tuple((x, y, z) for x, y, z in image),
                tuple((x, y, z) for x, y, z in world),
                tuple(visibility),
                width / height,
            )
            if whole
            else Frame.nobody(t_s)
            for t_s, image, world, visibility, whole in rows
        ),
        width,
        height,
    )


def write_trace(path: Path, frames: Iterable[Frame], width: int, height: int) -> None:
    """Write ``frames`` as a trace; a moment with nobody becomes a row of NaN.

    Raises
    ------
    CaptureError
        If the file cannot be written.
    """
    kept = list(frames)
    nothing = np.full((LANDMARK_COUNT, 3), np.nan)
    try:
        with path.open("wb") as file:
            np.savez_compressed(
                file,
                t=np.array([frame.t_s for frame in kept]),
                image=np.array([nothing if f.empty else f.image for f in kept], dtype=np.float32),
                world=np.array([nothing if f.empty else f.world for f in kept], dtype=np.float32),
                vis=np.array(
                    [nothing[:, 0] if f.empty else f.visibility for f in kept], dtype=np.float32
                ),
                size=np.array([width, height]),
            )
    except OSError as error:
        raise CaptureError(f"{path}: cannot be written ({error.strerror or error})") from error
