"""Pose traces on disk: what the pose model saw in a recording, without the pictures.

A trace is an ``.npz`` file with ``t`` (n) seconds, ``image`` and ``world`` (n, 33, 3),
``vis`` (n, 33) and ``size`` (picture width and height). Moments in which nobody was found
are left out, or are rows of NaN.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import numpy as np

from tenfold.body.frame import LANDMARK_COUNT, Frame
from tenfold.capture.errors import CaptureError
from tenfold.capture.part import PartFile

SUFFIX: Final = ".npz"
_SHAPES: Final[dict[str, tuple[int, ...]]] = {
    "image": (LANDMARK_COUNT, 3),
    "world": (LANDMARK_COUNT, 3),
    "vis": (LANDMARK_COUNT,),
}
_FIELDS: Final = ("t", *_SHAPES, "size")
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    EOFError,
    OSError,
    KeyError,
    # Damage can look like other ways of packing, like a locked file, like a huge one, and like
    # a description that is not one.
    NotImplementedError,
    RuntimeError,
    MemoryError,
    OverflowError,
    SyntaxError,
    TypeError,
    struct.error,
)


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
            missing = [name for name in _FIELDS if name not in stored.files]
            arrays = {name: stored[name] for name in _FIELDS if name not in missing}
    except _DAMAGE as error:
        raise CaptureError(f"{path}: this trace is damaged or cut off") from error
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
    if not np.all(np.isfinite(times)) or np.any(np.diff(times) < 0):
        raise CaptureError(f"{path}: the times of this trace go back")
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


class TraceWriter:
    """Gathers frames and writes them as a trace at the end, if all went well.

    A moment with nobody becomes a row of NaN.

    Raises
    ------
    CaptureError
        If the file cannot be written; at the start, where that can be told.
    """

    def __init__(self, target: Path, width: int, height: int) -> None:
        if target.suffix.lower() != SUFFIX:
            raise CaptureError(f"{target}: a pose trace's name ends in {SUFFIX}")
        self._target = target
        self._size = (width, height)
        self._frames: list[Frame] = []
        self._part = PartFile(target)

    def __enter__(self) -> TraceWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self._part.drop()
            return
        try:
            self._write()
        except OSError as failed:
            self._part.drop()
            reason = failed.strerror or failed
            raise CaptureError(f"{self._target}: cannot be written ({reason})") from failed
        self._part.keep()

    def add(self, frame: Frame) -> None:
        """Take the next frame."""
        self._frames.append(frame)

    def _write(self) -> None:
        kept = self._frames
        nothing = np.full((LANDMARK_COUNT, 3), np.nan)
        points = [(f.image, f.world) if not f.empty else (nothing, nothing) for f in kept]
        seen = [f.visibility if not f.empty else nothing[:, 0] for f in kept]
        shape = (len(kept), LANDMARK_COUNT, 3)
        np.savez_compressed(
            self._part.path,
            t=np.array([frame.t_s for frame in kept], dtype=float),
            image=np.array([image for image, _ in points], dtype=np.float32).reshape(shape),
            world=np.array([world for _, world in points], dtype=np.float32).reshape(shape),
            vis=np.array(seen, dtype=np.float32).reshape(shape[:2]),
            size=np.array(self._size),
        )
