"""``docs/observability.md``: what a camera can see of each exercise, written from measurements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bench.compared import MEANINGS, NUMBERS
from bench.tally import (
    CLEAR_TURN_DEG,
    FAIR_DEG,
    FAIR_LENGTH,
    GOOD_DEG,
    GOOD_LENGTH,
    LEAST_TURNED,
    MOST_LOST,
    Row,
    Tally,
    ViewScore,
    view_scores,
    worst_rows,
)

_INTRODUCTION = f"""\
# What a camera can see of the exercises

This page is generated (`python -m bench report`). The movements of the exercise files are filmed
by a synthetic camera in a drawn room, the pose model (`full`) looks at the pictures, and the
numbers that follow from its landmarks are compared with the true ones. A drawn person is not a
real one: clothes do not fold, skin is even, light is simple. **Read the errors as a lower
bound**: what is poor here will not be good in a living room.

An *error* is the absolute difference between a number computed from the model's landmarks and the
same number computed from the true landmarks. *Lost* is the share of frames in which nobody was
found or a landmark was not seen well enough to tell the number. *Near* and *far* are the sides of
the body as the camera sees them. A number in brackets behind an exercise is a level of its
ladder, *(faults)* the exercise done wrong on purpose; both were filmed from one or two views only.
`knee_inward_deg` is an angle in the picture and is compared only in views from the front.

Grades, by the 90th percentile: **good** up to {GOOD_DEG:g}° or {GOOD_LENGTH:g} leg lengths and
lost in at most {MOST_LOST:.0%} of frames; **fair** up to {FAIR_DEG:g}° or {FAIR_LENGTH:g} and
{3 * MOST_LOST:.0%}; else **poor**. No form rule should speak on a poor number; on a fair one only
with a limit well clear of the error.
"""
_REASONS = """\
The best view is the one in which most numbers are told well on the side nearer to the camera and in
the middle of the body (a fair one counts half), less where the person was lost or turns go to the
wrong side; between equals the one whose landmarks lie closest to the truth. With few seeds a
difference of a point or two is chance: compare with the other views below. *Off by* is the median
distance of limb landmarks from the truth in the picture, in body heights. *Side* says whether the
camera stood at the side that works or at the other one, where an exercise is done on each side in
turn.
"""


_WAYS = f"""\
How much somebody turns is told badly everywhere; to which side they turn can be told from some
views. Of the frames in which the true turn is at least {CLEAR_TURN_DEG:g}°, the share in which the
model has it go to the same side:
"""


@dataclass(frozen=True)
class Made:
    """How a table was made, to be said under it."""

    clips: int
    of: int
    frames: int
    seeds: str
    model: str
    studio: str
    command: str


def page(tally: Tally, made: Made) -> str:
    """The page's text; exercises in the order in which they were gathered."""
    rows, scores = tally.rows(), view_scores(tally)
    order = list(dict.fromkeys(score.exercise for score in scores))
    ranked = [_ranked(scores, one) for one in order]
    # Levels and faults are not filmed from all views: there is none to choose.
    best = [some[0] for some in ranked if "(" not in some[0].exercise]
    parts = [
        _INTRODUCTION,
        "## The best view of each exercise\n",
        _view_table(best, rows),
        _REASONS,
        "## The worst five\n",
        "Among angles in each exercise's best view, by the 90th percentile:\n",
        _table(worst_rows(rows, best)),
        "And among all views:\n",
        _table(worst_rows(rows, scores)),
        "## What can be judged in the best view\n",
        *(_judged(rows, score) for score in best),
        "\n## Which way it turns\n",
        _WAYS,
        _way_table(tally),
        "## All views\n",
        _view_table([score for some in ranked for score in some], rows),
        "## Everything\n",
    ]
    for score in (score for some in ranked for score in some):
        parts.append(f"### {_words(score.exercise)}, {_words(score.view)}\n")
        parts.append(_table(_in_order(_of(rows, score)), short=True))
    parts.append("## What the numbers mean\n")
    parts.append("".join(f"- `{number.name}`: {MEANINGS[number.name]}\n" for number in NUMBERS))
    parts.append(_how(made))
    return "\n".join(parts)


def _how(made: Made) -> str:
    return f"""\
## How this was made

- `{made.command}`: {made.clips} of {made.of} clips, {made.frames} frames; {made.seeds}
- pose model `full`, checksum {made.model}; studio {made.studio}
- Holds are filmed for two seconds at 8 pictures a second, repetitions at 10 or 15.
- Bodies, clothes, rooms, light, camera places, blur, wobble, pauses and half repetitions are drawn
  from the seeds (`bench/scenario.py`); the same seed gives the same clip.
"""


def _ranked(scores: Iterable[ViewScore], exercise: str) -> list[ViewScore]:
    mine = (score for score in scores if score.exercise == exercise)
    return sorted(mine, key=lambda score: score.rank, reverse=True)


def _of(rows: Iterable[Row], score: ViewScore) -> list[Row]:
    return [row for row in rows if (row.exercise, row.view) == (score.exercise, score.view)]


def _words(name: str) -> str:
    return name.replace("_", " ")


def _judged(rows: Iterable[Row], score: ViewScore) -> str:
    """One line: what is good and what is fair from the best view."""
    mine = _in_order([row for row in _of(rows, score) if row.part != "far"])

    def named(grade: str) -> str:
        names = [f"`{row.number}`" for row in mine if row.grade == grade]
        return ", ".join(names) or "nothing"

    return (
        f"- **{_words(score.exercise)}** ({_words(score.view)}): "
        f"good: {named('good')}; fair: {named('fair')}."
    )


def _view_table(scores: Iterable[ViewScore], rows: Sequence[Row]) -> str:
    head = "| exercise | view | side | found | off by | knee p90 | trunk p90 | good, fair, all |"
    lines = [head, "|---|---|---|---:|---:|---:|---:|---:|"]
    for score in scores:
        knee = _p90(rows, score, "knee_flexion_deg")
        trunk = _p90(rows, score, "trunk_inclination_deg")
        lines.append(
            f"| {_words(score.exercise)} | {_words(score.view)} | {score.hand} | "
            f"{score.found:.0%} | "
            f"{score.off:.3f} | {knee} | {trunk} | {score.good}, {score.fair}, {score.of} |"
        )
    return "\n".join(lines) + "\n"


def _way_table(tally: Tally) -> str:
    lines = ["| exercise | view | number | right side | frames |", "|---|---|---|---:|---:|"]
    for (exercise, view, name), right in tally.ways.items():
        if len(right) >= LEAST_TURNED:
            lines.append(
                f"| {_words(exercise)} | {_words(view)} | {name} | "
                f"{sum(right) / len(right):.0%} | {len(right)} |"
            )
    return "\n".join(lines) + "\n"


def _p90(rows: Iterable[Row], score: ViewScore, number: str) -> str:
    mine = (row for row in _of(rows, score) if row.number == number and row.part != "far")
    return next((_value(row.p90, row.unit) for row in mine), "–")


def _in_order(rows: Iterable[Row]) -> list[Row]:
    order = {number.name: i for i, number in enumerate(NUMBERS)}
    parts = ("near", "far", "")
    return sorted(rows, key=lambda row: (order[row.number], parts.index(row.part)))


def _table(rows: Iterable[Row], *, short: bool = False) -> str:
    where = "" if short else "exercise | view | "
    lines = [
        f"| {where}number | median | 90th percentile | lost | frames | grade |",
        f"|{'' if short else '---|---|'}---|---:|---:|---:|---:|---|",
    ]
    for row in rows:
        begin = "" if short else f"{_words(row.exercise)} | {_words(row.view)} | "
        number = f"{row.number} ({row.part})" if row.part else row.number
        lines.append(
            f"| {begin}{number} | {_value(row.median, row.unit)} | {_value(row.p90, row.unit)} | "
            f"{row.lost:.0%} | {row.frames} | {row.grade} |"
        )
    return "\n".join(lines) + "\n"


def _value(value: float, unit: str) -> str:
    if np.isnan(value):
        return "–"
    return f"{value:.1f}°" if unit == "deg" else f"{value:.2f}"
