"""Real footage as pose traces, and worse copies of it.

The traces lie beside the checkout (``../shared/traces``) and are no part of the project.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from tenfold.body.frame import Frame, Point
from tenfold.capture.trace import read_trace

FOLDER: Final = Path(__file__).resolve().parents[2] / "shared" / "traces"


@dataclass(frozen=True)
class Footage:
    """A real clip, counted by eye."""

    name: str
    what: str
    squats: int
    lunges: int = 0
    none_before_s: float = 0.0


CLIPS: Final = (
    Footage("nowva_squats", "squats, front", 5),
    Footage("dspro_squat", "loaded squats, oblique, low light", 5),
    Footage("chdh_squat", "walks and talks, then squats, front and side", 6, none_before_s=10.0),
    Footage("bme_squat", "fast jump squats, begins at the bottom", 5),
    Footage("postop_jacks", "jumping jacks, close", 0),
    Footage("aith_standing", "standing reach, camera cuts", 0),
)


def read(name: str) -> list[Frame]:
    """The frames of a trace."""
    return list(read_trace(FOLDER / f"{name}.npz").frames)


def there(name: str) -> bool:
    return (FOLDER / f"{name}.npz").is_file()


# --------------------------------------------------------------------- worse copies
def at_rate(frames: Sequence[Frame], fps: float) -> list[Frame]:
    """No more than so many frames a second."""
    kept: list[Frame] = []
    for each in frames:
        if not kept or each.t_s - kept[-1].t_s >= 1 / fps - 0.005:
            kept.append(each)
    return kept


def dropped(frames: Sequence[Frame], share: float = 0.2, seed: int = 1) -> list[Frame]:
    """With frames missing here and there."""
    chance = np.random.default_rng(seed)
    return [each for each in frames if chance.random() > share]


def noisy(frames: Sequence[Frame], by_m: float = 0.02, seed: int = 2) -> list[Frame]:
    """Each landmark shaken by itself, in every frame anew."""
    chance = np.random.default_rng(seed)

    def shaken(points: tuple[Point, ...]) -> tuple[Point, ...]:
        moved = np.array(points) + chance.normal(0.0, by_m, (len(points), 3))
        return tuple((x, y, z) for x, y, z in moved.tolist())

    return [each if each.empty else replace(each, world=shaken(each.world)) for each in frames]


def at_speed(frames: Sequence[Frame], speed: float) -> list[Frame]:
    return [replace(each, t_s=each.t_s / speed) for each in frames]


def mirrored(frames: Sequence[Frame]) -> list[Frame]:
    """As a mirrored camera sees it: left and right exchanged."""
    return [each.mirrored() for each in frames]


WORSE: Final[dict[str, Callable[[list[Frame]], list[Frame]]]] = {
    "as filmed": lambda frames: frames,
    "10 frames a second": lambda frames: at_rate(frames, 10),
    "20 % of frames dropped": dropped,
    "2 cm of noise": noisy,
    "mirrored": mirrored,
    "half speed": lambda frames: at_speed(frames, 0.5),
    "speed 0.75": lambda frames: at_speed(frames, 0.75),
    "speed 1.25": lambda frames: at_speed(frames, 1.25),
    "speed 1.5": lambda frames: at_speed(frames, 1.5),
}
