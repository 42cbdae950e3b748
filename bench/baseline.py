"""What others count: one knee angle with two thresholds, and ``trackerfit``.

``trackerfit`` 1.0.2 (PyPI) needs mediapipe 0.10.21 and so an environment of its own::

    python3 -m venv build/trackerfit
    build/trackerfit/bin/pip install trackerfit==1.0.2 mediapipe==0.10.21
    build/trackerfit/bin/python bench/baseline_trackerfit.py ../shared/clips bench/trackerfit.json
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from tenfold.body.frame import Frame
from tenfold.body.measures import Sight

DOWN_DEG: Final = 70.0
UP_DEG: Final = 30.0
TRACKERFIT: Final = Path(__file__).with_name("trackerfit.json")


def knee_counter(frames: Iterable[Frame]) -> int:
    """Times the better seen knee bends beyond one angle and straightens beyond the other."""
    count, down = 0, False
    for frame in frames:
        if frame.empty:
            continue
        sight = Sight(frame)
        left, right = (sight.value("knee_flexion_deg", side) for side in ("left", "right"))
        seen = [value for value in (left, right) if value is not None]
        if not seen:
            continue
        bend = sum(seen) / len(seen)
        if bend > DOWN_DEG:
            down = True
        elif down and bend < UP_DEG:
            count, down = count + 1, False
    return count


def trackerfit_counts() -> dict[str, dict[str, int]]:
    """Per clip what its squat counter says, watching the right and the left knee."""
    kept: dict[str, dict[str, int]] = json.loads(TRACKERFIT.read_text(encoding="utf-8"))
    return kept
