"""Films what is not tracked yet. Clips are kept one by one: it may be stopped and begun again."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass

from bench.clip import prepare
from bench.pose_server import Poses
from bench.render import Studio
from bench.scenario import Scenario
from bench.track import cached_trace, tracked
from tenfold.capture.pose_model import pose_model


@dataclass
class Filmed:
    """How much was new, and how long it took."""

    clips: int = 0
    frames: int = 0
    busy_s: float = 0.0


def film(scenes: Iterable[Scenario], until_s: float | None = None) -> Filmed:
    """Film and track these, in their order.

    Parameters
    ----------
    until_s : float, optional
        Begin no new clip after so many seconds.
    """
    done, begun_s = Filmed(), time.monotonic()
    studio: Studio | None = None
    pose: Poses | None = None
    try:
        for scene in scenes:
            if until_s is not None and time.monotonic() - begun_s > until_s:
                break
            clip = prepare(scene)
            if cached_trace(clip.truth, clip.props).is_file():
                continue
            if studio is None or pose is None:
                studio, pose = Studio(), Poses(pose_model())
            start_s = time.monotonic()
            frames = tracked(clip.truth, clip.props, studio, pose)
            done.clips += 1
            done.frames += len(frames)
            done.busy_s += time.monotonic() - start_s
            rate = done.frames / max(0.1, time.monotonic() - begun_s)
            print(f"{scene.name}: {len(frames)} frames, {rate:.1f} a second", file=sys.stderr)
    finally:
        if pose is not None:
            pose.close()
        if studio is not None:
            studio.__exit__(None, None, None)
    return done
