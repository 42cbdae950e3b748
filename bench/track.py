"""Clips seen through the real pose model, with a cache of what it saw."""

from __future__ import annotations

import hashlib
import queue
import threading
from collections.abc import Iterable
from contextlib import nullcontext
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from bench.pose_server import Poses
from bench.render import ROOT, Studio, shot_digest
from bench.truth import Truth
from tenfold.body.frame import Frame
from tenfold.capture.pose import Pose
from tenfold.capture.pose_model import pose_model
from tenfold.capture.trace import TraceWriter, read_trace

CACHE: Final = ROOT / "build" / "bench" / "traces"
_WAITING: Final = 16


@cache
def model_digest() -> str:
    """The checksum of the pose model."""
    return hashlib.sha256(pose_model().read_bytes()).hexdigest()[:16]


def cached_trace(truth: Truth, props: list[dict[str, Any]]) -> Path:
    """Where the trace of a clip is kept: named by all that it comes from."""
    return CACHE / f"{truth.scenario.name}.{shot_digest(truth, props)}.{model_digest()}.npz"


def has_trace(name: str) -> bool:
    """Whether any clip of this name is kept, which is quicker to tell than whether this one is."""
    return any(CACHE.glob(f"{name}.*.npz"))


def tracked(
    truth: Truth, props: list[dict[str, Any]], studio: Studio | None, pose: Poses | None = None
) -> tuple[Frame, ...]:
    """What the pose model sees in a clip: from the cache, or filmed and tracked now."""
    path = cached_trace(truth, props)
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        camera = truth.scenario.camera
        assert studio is not None, "there is no trace yet, and no studio to make one"
        frames = track(studio.pictures(truth, props), truth.times_s.tolist(), pose)
        with TraceWriter(path, camera.width, camera.height) as writer:
            for frame in frames:
                writer.add(frame)
    # Read back even when new, so that a fresh trace and a kept one are the same numbers.
    return read_trace(path).frames


def track(
    pictures: Iterable[bytes], times_s: list[float], pose: Poses | None = None
) -> list[Frame]:
    """The frames of JPEG pictures. The model works while the next picture is made.

    ``pose`` is one that is kept for many clips; without it there is a new one for this.
    """
    shots: queue.Queue[bytes | None] = queue.Queue(_WAITING)
    frames: list[Frame] = []
    failed: list[BaseException] = []

    def follow() -> None:
        try:
            # A person is followed from picture to picture: each clip begins anew.
            with nullcontext(pose) if pose is not None else Pose(pose_model()) as model:
                for time_s in times_s:
                    shot = shots.get()
                    if shot is None:
                        return
                    model.ask(decoded(shot), round(time_s * 1000))
                    frames.append(model.answer())
                if pose is not None:
                    pose.next_clip()
        except BaseException as error:  # noqa: BLE001 - handed on to the other thread
            failed.append(error)

    worker = threading.Thread(target=follow, name="pose")
    worker.start()
    try:
        for shot in pictures:
            while not failed:
                try:
                    shots.put(shot, timeout=1.0)
                    break
                except queue.Full:
                    continue
    finally:
        if not failed and len(frames) < len(times_s):
            shots.put(None)
        worker.join()
    if failed:
        raise failed[0]
    return frames


def decoded(jpeg: bytes) -> Any:
    """(height, width, 3) bytes, red first, of a JPEG file."""
    import cv2

    blue_first = cv2.imdecode(np.frombuffer(jpeg, dtype=np.uint8), cv2.IMREAD_COLOR)
    assert blue_first is not None, "the studio sends whole JPEG files"
    return np.ascontiguousarray(blue_first[:, :, ::-1])
