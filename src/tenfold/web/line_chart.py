"""Small line charts as numbers for an SVG, drawn by the server: no script. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

WIDTH: Final = 420
HEIGHT: Final = 220
LEFT, RIGHT, TOP, BOTTOM = 34, 14, 14, 30
_WEEK_MARKS: Final = (1, 2, 4, 8, 13, 26, 52, 104)
_MOST_MARKS: Final = 8

Point = tuple[date, float]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One line: its points in the units of the view box."""

    path: str
    """For ``polyline``."""
    dots: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart in a view box of :data:`WIDTH` by :data:`HEIGHT`."""

    lines: tuple[Drawn, ...]
    weeks: tuple[tuple[float, int], ...]
    """Marks along the bottom: x, and the weeks since the start."""
    levels: tuple[tuple[float, int], ...]
    """Marks along the side: y, and the number."""
    left: float = LEFT
    right: float = WIDTH - RIGHT
    bottom: float = HEIGHT - BOTTOM
    view_box: str = f"0 0 {WIDTH} {HEIGHT}"


def line_chart(
    series: Sequence[Sequence[Point]], start: date, high: int = 10, low: int = 0
) -> Chart | None:
    """Lines over weeks since ``start``. None where no line has two points: nothing to see yet.

    Parameters
    ----------
    series
        Of each line its points, by day.
    high, low
        The ends of the scale.
    """
    if not any(len(one) > 1 for one in series):
        return None
    days = [day.toordinal() for one in series for day, _ in one]
    first = min(start.toordinal(), *days)
    last = max(*days, first + 7)

    def x(day: int) -> float:
        return round(LEFT + (day - first) / (last - first) * (WIDTH - LEFT - RIGHT), 1)

    def y(value: float) -> float:
        return round(TOP + (high - value) / (high - low) * (HEIGHT - TOP - BOTTOM), 1)

    lines = []
    for one in series:
        dots = tuple((x(day.toordinal()), y(value)) for day, value in sorted(one))
        lines.append(Drawn(" ".join(f"{a:g},{b:g}" for a, b in dots), dots))
    whole_weeks = (last - first) // 7
    by = next((step for step in _WEEK_MARKS if whole_weeks / step < _MOST_MARKS), _WEEK_MARKS[-1])
    weeks = tuple((x(first + 7 * week), week) for week in range(0, whole_weeks + 1, by))
    middle = (low + high) // 2
    return Chart(tuple(lines), weeks, tuple((y(one), one) for one in (low, middle, high)))
