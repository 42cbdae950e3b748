"""The shapes of a plot over time, as the text of an SVG file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from tenfold.body.measures import MEASURES

Points = Sequence[tuple[float, float]]

_MOST_POINTS: Final = 1500
WIDTH, LEFT, RIGHT = 1200, 88, 150
TOP, STRIP, PANEL, GAP, FOOT = 92, 30, 150, 30, 56
_LIMITS_APART: Final = 5.0
_GAP_S: Final = 0.5
"""A line is broken where a measure was not seen for so long."""
LINES: Final = {"left": "#1f6f8b", "right": "#c8553d", "body": "#3d405b"}
INK, SOFT, AMBER, GREEN = "#22303a", "#7a8791", "#b7791f", "#2f855a"


class Drawing:
    """Shapes in the picture's own units; time goes from left to right."""

    def __init__(self, first_s: float, last_s: float, height: int) -> None:
        self.first_s, self.last_s, self._height = first_s, last_s, height
        self._parts: list[str] = []

    def x(self, t_s: float) -> float:
        share = (t_s - self.first_s) / (self.last_s - self.first_s)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def add(self, shape: str) -> None:
        self._parts.append(shape)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: int = 12,
        colour: str = INK,
        anchor: str = "start",
        weight: int = 400,
    ) -> None:
        self.add(
            f'<text x="{x}" y="{y}" font-size="{size}" fill="{colour}" text-anchor="{anchor}" '
            f'font-weight="{weight}">{escape(words)}</text>'
        )

    def band(self, start_s: float, end_s: float, top: float, bottom: float, fill: str) -> None:
        x = self.x(start_s)
        wide = max(0.5, self.x(end_s) - x)
        self.add(
            f'<rect x="{x}" y="{top}" width="{wide:.1f}" height="{bottom - top}" fill="{fill}"/>'
        )

    def panel(
        self, top: float, name: str, lines: Mapping[str, Points], limits: tuple[float, ...]
    ) -> None:
        """One measure with its scale, its limits and its lines."""
        seen = [value for line in lines.values() for _, value in line]
        low, high, step = scale((*seen, *limits))

        def y(value: float) -> float:
            return round(top + PANEL * (high - value) / (high - low), 1)

        measure, right = MEASURES[name], WIDTH - RIGHT
        unit = {"deg": "degrees"}.get(measure.unit, measure.unit)
        self.text(LEFT, top - 8, measure.meaning, size=13, weight=600)
        self.text(right, top - 8, unit, colour=SOFT, anchor="end")
        value = low
        while value <= high + step / 100:
            self.add(f'<path d="M{LEFT} {y(value)}H{right}" stroke="#fff" stroke-opacity=".8"/>')
            self.text(LEFT - 8, y(value) + 4, f"{value:g}", colour=SOFT, anchor="end")
            value = round(value + step, 6)
        drawn: list[float] = []
        for limit in limits:
            if any(abs(y(limit) - other) < _LIMITS_APART for other in drawn):
                continue  # two that are nearly one would be a grey bar
            drawn.append(y(limit))
            self.add(
                f'<path d="M{LEFT} {y(limit)}H{right}" stroke="{SOFT}" stroke-dasharray="5 4"/>'
            )
        labels: list[float] = []
        for side, line in lines.items():
            if not line:
                continue
            self.add(
                f'<path d="{self._path(line, y)}" fill="none" stroke="{LINES[side]}" '
                'stroke-width="2" stroke-linejoin="round"/>'
            )
            at = y(line[-1][1]) + 4
            while any(abs(at - other) < 14 for other in labels):
                at += 14
            labels.append(at)
            word = "" if side == "body" else side
            self.text(right + 8, at, word, colour=LINES[side], weight=600)
        self.add(
            f'<rect x="{LEFT}" y="{top}" width="{right - LEFT}" height="{PANEL}" fill="none" '
            'stroke="#aab4bb"/>'
        )

    def _path(self, points: Points, y: Callable[[float], float]) -> str:
        every = max(1, -(-len(points) // _MOST_POINTS))
        parts: list[str] = []
        last_s: float | None = None
        for t_s, value in points[::every]:
            gap = last_s is None or t_s - last_s > _GAP_S * every
            parts.append(f"{'M' if gap else 'L'}{self.x(t_s)} {y(value)}")
            last_s = t_s
        return "".join(parts)

    def line(
        self, t_s: float, top: float, bottom: float, colour: str, what: str, words: str
    ) -> None:
        x = self.x(t_s)
        self.add(
            f'<path class="{what}" d="M{x} {top}V{bottom}" stroke="{colour}" stroke-width="1.2"/>'
        )
        self.text(x - 4, bottom - 6, words, size=11, colour=colour, anchor="end", weight=600)

    def mark(self, t_s: float, bottom: float, words: str) -> None:
        x, y = self.x(t_s), bottom + 3
        self.add(
            f'<path class="hint" d="M{x} {y}l6 11h-12z" fill="{AMBER}">'
            f"<title>{escape(words)}</title></path>"
        )

    def hold(self, start_s: float, end_s: float, y: float) -> None:
        x, end = self.x(start_s), self.x(end_s)
        self.add(
            f'<rect class="hold" x="{x}" y="{y}" width="{max(1.0, end - x):.1f}" height="7" '
            f'rx="3" fill="{GREEN}"/>'
        )
        words = f"held {end_s - start_s:.1f} s"
        if end - x > 64 or end + 70 < WIDTH - RIGHT:
            beside = end - x <= 64
            self.text(
                end + 5 if beside else (x + end) / 2,
                y + 8 if beside else y - 3,
                words,
                size=11,
                colour=GREEN,
                anchor="start" if beside else "middle",
            )

    def times(self, bottom: float) -> None:
        low, high, step = scale((0.0, self.last_s - self.first_s), about=10)
        value = low
        while value <= min(high, self.last_s - self.first_s) + 1e-6:
            x = self.x(self.first_s + value)
            self.add(f'<path d="M{x} {bottom}v5" stroke="{SOFT}"/>')
            self.text(x, bottom + 28, f"{value:g}", colour=SOFT, anchor="middle")
            value = round(value + step, 6)
        self.text(WIDTH - RIGHT + 8, bottom + 28, "seconds", colour=SOFT)

    def whole(self) -> str:
        name = quoteattr("What the camera coach measured over time")
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {self._height}" '
            f'role="img" aria-label={name} font-family="system-ui, sans-serif">'
            '<defs><pattern id="unseen" width="7" height="7" patternTransform="rotate(45)" '
            'patternUnits="userSpaceOnUse"><rect width="7" height="7" fill="#fff" '
            f'fill-opacity=".6"/><path d="M0 0V7" stroke="{SOFT}" stroke-width="2"/></pattern>'
            f'</defs><rect width="100%" height="100%" fill="#fff"/>{"".join(self._parts)}</svg>\n'
        )


def scale(values: Iterable[float], about: int = 4) -> tuple[float, float, float]:
    """Round numbers around all values: lowest, highest, and the step between them."""
    known = list(values) or [0.0]
    low, high = min(known), max(known)
    wide = max(high - low, 1e-3)
    power = 10.0 ** len(str(int(wide / about))) / 10 if wide >= about else 10.0**-3
    steps = (one * power * ten for ten in (1, 10, 100, 1000) for one in (1, 2, 5))
    step = next(one for one in steps if wide / one <= about)
    return step * (low // step), step * -(-high // step), step
