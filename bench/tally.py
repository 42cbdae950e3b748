"""How well the pose model sees: its numbers against the true ones, gathered over many clips."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from bench.clip import sided
from bench.compared import NUMBERS, TURNS, difference, values
from bench.scenario import Scenario
from bench.truth import Truth
from tenfold.body.frame import Frame
from tenfold.body.landmarks import INDEX, BodySide

FRONTAL: Final = ("front", "raised_front", "feet_end", "head_end")
"""Views in which neither side of the body is the nearer one."""
GOOD_DEG: Final = 10.0
FAIR_DEG: Final = 20.0
GOOD_LENGTH: Final = 0.06
FAIR_LENGTH: Final = 0.12
MOST_LOST: Final = 0.10
CLEAR_TURN_DEG: Final = 25.0
"""From where on a turn goes clearly to one side."""
WAY_WEIGHT: Final = 6.0
"""How many good numbers it is worth that turns go to the right side."""
LEAST_TURNED: Final = 10
INWARD: Final = "knee_inward_deg"
_FROM_FRONT: Final = ("front", "oblique", "raised_front", "raised_oblique")
"""Views in whose picture inward has a meaning."""
_UNIT: Final = {number.name: number.unit for number in NUMBERS}


@dataclass
class Seen:
    """Errors of one number in one view of one exercise."""

    errors: list[float] = field(default_factory=list)
    missing: int = 0

    @property
    def frames(self) -> int:
        return len(self.errors) + self.missing

    @property
    def lost(self) -> float:
        """Share of frames in which the number could not be told."""
        return self.missing / max(1, self.frames)

    def error(self, percentile: float) -> float:
        return float(np.percentile(self.errors, percentile)) if self.errors else float("nan")


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    exercise: str
    view: str
    number: str
    part: str
    """``near`` or ``far`` from the camera; empty for the middle of the body and frontal views."""
    unit: str
    frames: int
    lost: float
    median: float
    p90: float

    @property
    def grade(self) -> str:
        """How far a rule may lean on it: good, fair or poor."""
        good, fair = (GOOD_DEG, FAIR_DEG) if self.unit == "deg" else (GOOD_LENGTH, FAIR_LENGTH)
        if self.lost <= MOST_LOST and self.p90 <= good:
            return "good"
        return "fair" if self.lost <= 3 * MOST_LOST and self.p90 <= fair else "poor"


@dataclass
class Tally:
    """Gathers frames of many clips."""

    seen: dict[tuple[str, str, str, str], Seen] = field(default_factory=lambda: defaultdict(Seen))
    found: dict[tuple[str, str], Seen] = field(default_factory=lambda: defaultdict(Seen))
    off: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))

    ways: dict[tuple[str, str, str], list[bool]] = field(default_factory=lambda: defaultdict(list))
    """For turns that truly go to one side, whether the model has them go there too."""
    hands: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, truth: Truth, frames: Sequence[Frame]) -> None:
        """Compare a clip. Only the exercise itself counts, not walking in and out."""
        scenario = truth.scenario
        # Neither is filmed from all views, so neither may count where views are compared.
        level = f" ({scenario.level:+d})" if scenario.level else ""
        level += " (faults)" if scenario.faults else ""
        where = (scenario.exercise + level, scenario.camera.view)
        self.hands[where].add(camera_hand(scenario))
        start_s, end_s = truth.performance.acts_s
        for i, frame in enumerate(frames):
            if not start_s <= truth.times_s[i] <= end_s:
                continue
            true, got = values(truth.frame(i)), values(frame)
            near = near_side(truth, i)
            self.found[where].errors.append(0.0) if not frame.empty else self._lost(where)
            if not frame.empty:
                self.off[where].append(_image_error(truth, i, frame))
            for (name, side), value in true.items():
                if value is None or (name == INWARD and scenario.camera.view not in _FROM_FRONT):
                    continue
                part = _part(scenario, side, near)
                cell = self.seen[(*where, name, part)]
                answer = got[(name, side)]
                if answer is None:
                    cell.missing += 1
                else:
                    cell.errors.append(difference(name, value, answer))
                if name in TURNS and CLEAR_TURN_DEG <= abs(value) <= 180 - CLEAR_TURN_DEG:
                    way = answer is not None and answer * value > 0
                    self.ways[(*where, name)].append(way)

    def _lost(self, where: tuple[str, str]) -> None:
        self.found[where].missing += 1

    def rows(self) -> list[Row]:
        return [
            Row(
                exercise,
                view,
                name,
                part,
                _UNIT[name],
                cell.frames,
                cell.lost,
                cell.error(50),
                cell.error(90),
            )
            for (exercise, view, name, part), cell in self.seen.items()
        ]


def near_side(truth: Truth, index: int) -> BodySide:
    """The side of the body whose hip and shoulder are nearer to the camera."""
    depth = truth.world_m[index, :, 2]
    left = depth[INDEX["left_hip"]] + depth[INDEX["left_shoulder"]]
    right = depth[INDEX["right_hip"]] + depth[INDEX["right_shoulder"]]
    return "left" if left < right else "right"


def camera_hand(scenario: Scenario) -> str:
    """Which side of a one-sided exercise the camera stands at: ``working`` or ``other``."""
    view = scenario.camera.view
    if view in FRONTAL or not sided(scenario.exercise, scenario.level):
        return ""
    side = "left" if scenario.camera.azimuth_deg > 0 else "right"
    return "working" if side == scenario.doing.side else "other"


def _part(scenario: Scenario, side: BodySide | None, near: BodySide) -> str:
    if side is None or scenario.camera.view in FRONTAL:
        return ""
    return "near" if side == near else "far"


def _image_error(truth: Truth, index: int, frame: Frame) -> float:
    """Median distance in the picture of trunk and limb landmarks, in body heights."""
    limbs = [i for name, i in INDEX.items() if name.split("_")[-1] in _LIMBS]
    stretch = np.array([truth.camera.aspect, 1.0])
    true = truth.image[index, limbs, :2] * stretch
    got = np.array([frame.image[i][:2] for i in limbs]) * stretch
    depth = truth.camera.seen_from(truth.room_m[index, limbs])[:, 2].mean()
    height = truth.camera.focal * truth.scenario.build.height_m / depth
    return float(np.median(np.linalg.norm(got - true, axis=1)) / height)


_LIMBS: Final = ("shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel")


@dataclass(frozen=True)
class ViewScore:
    """How well a view shows an exercise."""

    exercise: str
    view: str
    hand: str
    """At which side of the person the camera stood, where the sides differ."""
    found: float
    off: float
    way: float
    """How often clear turns go to the right side; 1 where there are none."""
    good: int
    fair: int
    of: int

    @property
    def rank(self) -> tuple[float, float]:
        """Higher is better: what is told well first, then how exact the landmarks are."""
        told = self.good + 0.5 * self.fair
        return (told - 10 * (1 - self.found) - WAY_WEIGHT * (1 - self.way), -self.off)


def view_scores(tally: Tally) -> list[ViewScore]:
    rows = tally.rows()
    scores = []
    for (exercise, view), found in tally.found.items():
        mine = [r for r in rows if (r.exercise, r.view) == (exercise, view) and r.part != "far"]
        grades = [row.grade for row in mine]
        off = tally.off[(exercise, view)]
        ways = [
            sum(right) / len(right)
            for where, right in tally.ways.items()
            if where[:2] == (exercise, view) and len(right) >= LEAST_TURNED
        ]
        scores.append(
            ViewScore(
                exercise,
                view,
                " and ".join(sorted(tally.hands[(exercise, view)] - {""})),
                1 - found.lost,
                float(np.median(off)) if off else float("nan"),
                float(np.mean(ways)) if ways else 1.0,
                grades.count("good"),
                grades.count("fair"),
                len(grades),
            )
        )
    return scores


def worst_rows(rows: Sequence[Row], among: Sequence[ViewScore]) -> list[Row]:
    """The five angles with the largest 90th percentile in some views."""
    places = {(s.exercise, s.view) for s in among}
    angles = [
        row
        for row in rows
        if row.unit == "deg" and (row.exercise, row.view) in places and not np.isnan(row.p90)
    ]
    # Near and far are much the same: the worse of the two speaks for both.
    kept: dict[tuple[str, str, str], Row] = {}
    for row in sorted(angles, key=lambda row: row.p90, reverse=True):
        kept.setdefault((row.exercise, row.view, row.number), row)
    return list(kept.values())[:5]
