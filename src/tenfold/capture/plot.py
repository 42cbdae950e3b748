"""A picture of what the coach measured over time: phases, reps, holds, hints, limits.

It is an SVG, written here line by line: it stays sharp at any size, opens in every browser, can
be searched, and needs no library (a plotting library would be larger than all else that a trace
needs). For a PNG, open it in a browser and save it from there.
"""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Final

from tenfold.body.frame import Frame
from tenfold.body.measures import MEASURES, Sight
from tenfold.capture.drawing import (
    AMBER,
    FOOT,
    GAP,
    GREEN,
    LEFT,
    LINES,
    PANEL,
    RIGHT,
    SOFT,
    STRIP,
    TOP,
    WIDTH,
    Drawing,
)
from tenfold.capture.errors import CaptureError
from tenfold.capture.part import PartFile
from tenfold.capture.telling import Teller
from tenfold.coach.conditions import BOTH_SIDES
from tenfold.coach.engine import Coach
from tenfold.coach.events import (
    CoachEvent,
    FaultShown,
    HoldEntered,
    HoldLeft,
    PhaseEntered,
    RepCompleted,
    TrackingLost,
)
from tenfold.exercises.coach_model import CoachSpec, Condition
from tenfold.exercises.model import Variant

SUFFIX: Final = ".svg"
_MOST_MEASURES: Final = 4
_PHASES: Final = ("#eef2f5", "#cfe6dc", "#f4e3c1", "#dcd6ec", "#f6d5cf")


class Plot:
    """Gathers what is measured, and writes the picture at the end, if all went well.

    Raises
    ------
    CaptureError
        If the target cannot be written or is no ``.svg``.
    """

    def __init__(self, target: Path, form: Variant, title: str, teller: Teller) -> None:
        if target.suffix.lower() != SUFFIX:
            raise CaptureError(f"{target}: the plot is an SVG picture: end its name in {SUFFIX}")
        assert form.coach is not None  # nothing else is watched
        self._spec = form.coach
        self._title = title
        self._heading = form.name if form.level_name is None else f"{form.name}: {form.level_name}"
        self._teller = teller
        self._names = measures_of(form.coach)
        self._lines: dict[str, dict[str, list[tuple[float, float]]]] = {
            name: {side: [] for side in (BOTH_SIDES if MEASURES[name].sided else ("body",))}
            for name in self._names
        }
        self._events: list[CoachEvent] = []
        self._unseen: list[list[float]] = []
        self._times: list[float] = []
        self._target = target
        self._part = PartFile(target)

    def __enter__(self) -> Plot:
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
            self._part.path.write_text(self.svg(), encoding="utf-8")
        except OSError as failed:
            self._part.drop()
            reason = failed.strerror or failed
            raise CaptureError(f"{self._target}: cannot be written ({reason})") from failed
        self._part.keep()

    def add(self, frame: Frame, coach: Coach, events: tuple[CoachEvent, ...]) -> None:
        """Take the next frame and what the coach said of it."""
        t_s, sight = frame.t_s, Sight(frame)
        self._times.append(t_s)
        self._events += events
        open_now = bool(self._unseen) and len(self._unseen[-1]) == 1
        if coach.missing and not open_now:
            self._unseen.append([t_s])
        elif open_now and not coach.missing:
            self._unseen[-1].append(t_s)
        for name, lines in self._lines.items():
            for side, line in lines.items():
                value = sight.value(name, None if side == "body" else side)  # type: ignore[arg-type]
                if value is not None:
                    line.append((t_s, value))

    def svg(self) -> str:
        """The picture."""
        first_s = self._times[0] if self._times else 0.0
        last_s = max(self._times[-1] if self._times else 0.0, first_s + 0.1)
        height = TOP + STRIP + len(self._names) * (PANEL + GAP) + FOOT
        drawing = Drawing(first_s, last_s, height)
        drawing.text(LEFT, 34, self._heading, size=22, weight=600)
        drawing.text(LEFT, 58, self._title, size=13, colour=SOFT)
        self._legend(drawing)
        panels = [
            (TOP + STRIP + number * (PANEL + GAP) + GAP, name)
            for number, name in enumerate(self._names)
        ]
        bottom = panels[-1][0] + PANEL
        self._phases(drawing, bottom)
        for top, name in panels:
            drawing.panel(top, name, self._lines[name], limits_of(self._spec, name))
        for start_s, *end_s in self._unseen:
            drawing.band(start_s, end_s[0] if end_s else last_s, TOP, bottom, "url(#unseen)")
        self._marks(drawing, bottom, last_s)
        drawing.times(bottom)
        return drawing.whole()

    def _legend(self, drawing: Drawing) -> None:
        x = WIDTH - RIGHT - 580.0
        sides = {side for lines in self._lines.values() for side in lines}
        names = {"left": "left", "right": "right", "body": "whole body"}
        for side in (one for one in names if one in sides):
            drawing.add(f'<path d="M{x} 30h22" stroke="{LINES[side]}" stroke-width="2.5"/>')
            drawing.text(x + 28, 34, names[side])
            x += 110 if side == "body" else 74
        drawing.add(f'<path d="M{x} 30h22" stroke="{SOFT}" stroke-dasharray="5 4"/>')
        drawing.text(x + 28, 34, "limit of a phase")
        x += 140
        drawing.add(f'<rect x="{x}" y="22" width="22" height="16" fill="url(#unseen)"/>')
        drawing.text(x + 28, 34, "not seen")
        x += 100
        drawing.add(f'<path d="M{x} 24l6 11h-12z" fill="{AMBER}"/>')
        drawing.text(x + 12, 34, "hint")

    def _phases(self, drawing: Drawing, bottom: float) -> None:
        """Shades: from entering a phase to entering the next, or to losing sight."""
        colours = {
            phase.name: _PHASES[number % len(_PHASES)]
            for number, phase in enumerate(self._spec.phases)
        }
        at: PhaseEntered | None = None
        for event in (*self._events, TrackingLost(drawing.last_s, ())):
            if not isinstance(event, PhaseEntered | TrackingLost):
                continue
            if at is not None and event.t_s > at.t_s:
                drawing.band(at.t_s, event.t_s, TOP, bottom, colours.get(at.phase, _PHASES[0]))
                name = self._teller.event(at)
                if drawing.x(event.t_s) - drawing.x(at.t_s) > 6.6 * len(name) + 8:
                    drawing.text(drawing.x(at.t_s) + 5, TOP + 14, name, size=11)
            at = event if isinstance(event, PhaseEntered) else None

    def _marks(self, drawing: Drawing, bottom: float, last_s: float) -> None:
        y = TOP + 22.0
        since_s: float | None = None
        for event in (*self._events, None):
            match event:
                case RepCompleted(t_s=t_s, number=number, side=side):
                    name = f"{self._teller.side(side)} {number}".strip()
                    drawing.line(t_s, TOP + STRIP, bottom, GREEN, "rep", name)
                case FaultShown(t_s=t_s, cue=cue, again=False):
                    drawing.mark(t_s, bottom, self._teller.cue(cue))
                case HoldEntered(start_s=start_s):
                    since_s = start_s
                case HoldLeft(held_s=held_s) if since_s is not None:
                    drawing.hold(since_s, since_s + held_s, y)
                    since_s = None
                case None if since_s is not None:
                    drawing.hold(since_s, last_s, y)
                case _:
                    pass


def measures_of(spec: CoachSpec) -> tuple[str, ...]:
    """The measures that are drawn: the range's own, then those that tell the phases apart."""
    conditions = (one for phase in spec.phases for one in (*phase.enter, *phase.stay))
    names = dict.fromkeys((spec.range.measure, *(one.measure for one in conditions)))
    return tuple(name for name in names if name in MEASURES)[:_MOST_MEASURES]


def limits_of(spec: CoachSpec, name: str) -> tuple[float, ...]:
    """Where the phases' conditions on a measure change their answer."""
    found: set[float] = set()
    stack: list[Condition] = [one for phase in spec.phases for one in phase.enter]
    while stack:
        one = stack.pop()
        if one.otherwise is not None:
            stack.append(one.otherwise)
        limit = one.above if one.above is not None else one.below
        if one.measure == name and limit is not None:
            found.add(limit)
    return tuple(sorted(found))
