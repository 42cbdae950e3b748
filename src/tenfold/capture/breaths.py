"""Breaths in a recording: the camera sees none, so they go by the time in position.

As in practice, a breath counts when all of it was in position; one that was broken off is begun
again.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any, Final

from tenfold.session.sitting import Sitting

_DEFAULTS: Final[dict[str, Any]] = {one.name: one.default for one in fields(Sitting)}
BREATH_S: Final[float] = _DEFAULTS["breath_s"]
"""One breath, in and out, as the pacer leads it where nothing else is set, seconds."""


def breaths_in(held_s: float) -> int:
    """Whole breaths in one stay in position."""
    return max(0, int((held_s + 1e-6) // BREATH_S))
