"""What the pose model sees and how well: its numbers against the truth, and a page about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from bench.numbers import BODY_SIDES, MEANINGS, NUMBERS, difference, values
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

    def add(self, truth: Truth, frames: Sequence[Frame]) -> None:
        """Compare a clip. Only the exercise itself counts, not walking in and out."""
        scenario = truth.scenario
        start_s, end_s = truth.performance.acts_s
        for i, frame in enumerate(frames):
            if not start_s <= truth.times_s[i] <= end_s:
                continue
            true, got = values(truth.frame(i)), values(frame)
            near = near_side(truth, i)
            where = (scenario.exercise, scenario.camera.view)
            self.found[where].errors.append(0.0) if not frame.empty else self._lost(where)
            if not frame.empty:
                self.off[where].append(_image_error(truth, i, frame))
            for (name, side), value in true.items():
                if value is None:
                    continue
                part = _part(scenario, side, near)
                cell = self.seen[(*where, name, part)]
                answer = got[(name, side)]
                if answer is None:
                    cell.missing += 1
                else:
                    cell.errors.append(difference(name, value, answer))

    def _lost(self, where: tuple[str, str]) -> None:
        self.found[where].missing += 1

    def rows(self) -> list[Row]:
        return [
            Row(
                exercise, view, name, part, _UNIT[name],
                cell.frames, cell.lost, cell.error(50), cell.error(90),
            )
            for (exercise, view, name, part), cell in self.seen.items()
        ]  # fmt: skip


def near_side(truth: Truth, index: int) -> BodySide:
    """The side of the body whose hip and shoulder are nearer to the camera."""
    depth = truth.world_m[index, :, 2]
    left = depth[INDEX["left_hip"]] + depth[INDEX["left_shoulder"]]
    right = depth[INDEX["right_hip"]] + depth[INDEX["right_shoulder"]]
    return "left" if left < right else "right"


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
    found: float
    off: float
    good: int
    fair: int
    of: int
    knee_p90: float
    trunk_p90: float

    @property
    def rank(self) -> tuple[float, float]:
        """Higher is better: what is told well first, then how exact the landmarks are."""
        return (self.good + 0.5 * self.fair - 10 * (1 - self.found), -self.off)


def view_scores(tally: Tally) -> list[ViewScore]:
    rows = tally.rows()
    scores = []
    for (exercise, view), found in tally.found.items():
        mine = [r for r in rows if (r.exercise, r.view) == (exercise, view) and r.part != "far"]
        grades = [row.grade for row in mine]

        def p90(name: str, mine: Iterable[Row] = mine) -> float:
            return next((row.p90 for row in mine if row.number == name), float("nan"))

        off = tally.off[(exercise, view)]
        scores.append(
            ViewScore(
                exercise,
                view,
                1 - found.lost,
                float(np.median(off)) if off else float("nan"),
                grades.count("good"),
                grades.count("fair"),
                len(grades),
                p90("knee_flexion_deg"),
                p90("trunk_inclination_deg"),
            )  # fmt: skip
        )
    return scores


@dataclass(frozen=True)
class Made:
    """How a table was made, to be said under it."""

    clips: int
    frames: int
    seeds: str
    model: str
    studio: str
    command: str


def page(tally: Tally, made: Made, order: Sequence[str]) -> str:
    """``docs/observability.md``."""
    rows, scores = tally.rows(), view_scores(tally)
    by_exercise = [[s for s in scores if s.exercise == one] for one in order]
    best = [max(some, key=lambda s: s.rank) for some in by_exercise if some]
    lines = [
        "# What a camera can see of the exercises",
        "",
        "Made by the synthetic camera (`bench/`): the movements of the exercise files are filmed in a "
        "drawn room, the pose model (`full`) looks at the pictures, and its numbers are compared with "
        "the true ones. A drawn person is not a real one: clothes do not fold, light is simple. "
        "**Read the errors as a lower bound**; what is poor here will not be good in a living room.",
        "",
        "An error is the absolute difference between the number computed from the model's landmarks "
        "and the same number computed from the true landmarks. *Lost* is the share of frames in which "
        "nobody was found or a landmark was not seen well enough to tell the number. *Near* and *far* "
        "are the sides of the body as the camera sees them.",
        "",
        f"Grades: **good** up to {GOOD_DEG:g}° (or {GOOD_LENGTH:g} leg lengths) at the 90th percentile "
        f"and lost in at most {MOST_LOST:.0%} of frames; **fair** up to {FAIR_DEG:g}° "
        f"({FAIR_LENGTH:g}) and {3 * MOST_LOST:.0%}; else **poor**. No form rule should speak on a poor "
        "one; on a fair one only with a limit well clear of the error.",
        "",
        "## The best view of each exercise",
        "",
        "| exercise | best view | person found | landmarks off by (body heights) | knee, p90 | trunk, p90 | good / fair / all |",
        "|---|---|---:|---:|---:|---:|---:|",
        *(
            f"| {s.exercise} | {s.view} | {s.found:.0%} | {s.off:.3f} | {_deg(s.knee_p90)} | "
            f"{_deg(s.trunk_p90)} | {s.good} / {s.fair} / {s.of} |"
            for s in best
        ),
        "",
        "Reasons: the view with the most numbers told well on the side nearer to the camera and in the "
        "middle of the body, less where the person was lost; between equals the one whose landmarks "
        "lie closest to the truth.",
        "",
        "### All views",
        "",
        "| exercise | view | person found | landmarks off by | knee, p90 | trunk, p90 | good / fair / all |",
        "|---|---|---:|---:|---:|---:|---:|",
        *(
            f"| {s.exercise} | {s.view} | {s.found:.0%} | {s.off:.3f} | {_deg(s.knee_p90)} | "
            f"{_deg(s.trunk_p90)} | {s.good} / {s.fair} / {s.of} |"
            for some in by_exercise
            for s in sorted(some, key=lambda s: s.rank, reverse=True)
        ),
        "",
        "## The worst five",
        "",
        "Among angles in each exercise's best view, by the 90th percentile:",
        "",
        *_table(worst_rows(rows, best)),
        "",
        "And among all views:",
        "",
        *_table(worst_rows(rows, scores)),
        "",
        "## Everything",
        "",
    ]
    for one in order:
        for s in sorted(
            (s for s in scores if s.exercise == one), key=lambda s: s.rank, reverse=True
        ):
            mine = [r for r in rows if (r.exercise, r.view) == (one, s.view)]
            lines += [f"### {one}, {s.view}", "", *_table(_in_order(mine), short=True), ""]
    lines += [
        "## What the numbers mean",
        "",
        *(f"- `{number.name}`: {MEANINGS[number.name]}" for number in NUMBERS),
        "",
        "## How this was made",
        "",
        f"- `{made.command}`: {made.clips} clips, {made.frames} frames, {made.seeds}",
        f"- pose model `full`, checksum {made.model}; studio {made.studio}",
        "- bodies, clothes, rooms, light, camera places, frame rates, blur and wobble are drawn from the "
        "seeds (`bench/scenario.py`); the same seed gives the same clip.",
        "",
    ]
    return "\n".join(lines)


def worst_rows(rows: Sequence[Row], among: Sequence[ViewScore]) -> list[Row]:
    """The five angles with the largest 90th percentile in some views."""
    places = {(s.exercise, s.view) for s in among}
    angles = [
        row
        for row in rows
        if row.unit == "deg" and (row.exercise, row.view) in places and not np.isnan(row.p90)
    ]
    return sorted(angles, key=lambda row: row.p90, reverse=True)[:5]


def _in_order(rows: Sequence[Row]) -> list[Row]:
    order = {number.name: i for i, number in enumerate(NUMBERS)}
    parts = ("near", "far", "")
    return sorted(rows, key=lambda row: (order[row.number], parts.index(row.part)))


def _table(rows: Sequence[Row], *, short: bool = False) -> list[str]:
    head = "" if short else "exercise | view | "
    rule = "" if short else "---|---|"
    return [
        f"| {head}number | median | 90th percentile | lost | frames | grade |",
        f"|{rule}---|---:|---:|---:|---:|---|",
        *(
            ("| " if short else f"| {row.exercise} | {row.view} | ")
            + f"{row.number}{f' ({row.part})' if row.part else ''} | {_value(row.median, row.unit)} | "
            f"{_value(row.p90, row.unit)} | {row.lost:.0%} | {row.frames} | {row.grade} |"
            for row in rows
        ),
    ]


def _deg(value: float) -> str:
    return "–" if np.isnan(value) else f"{value:.0f}°"


def _value(value: float, unit: str) -> str:
    if np.isnan(value):
        return "–"
    return f"{value:.1f}°" if unit == "deg" else f"{value:.2f}"


assert set(MEANINGS) == {number.name for number in NUMBERS}
assert BODY_SIDES == ("left", "right")
