"""Tables of docs/accuracy.md: counts and holds per exercise, figures per rule and view."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from bench.accuracy import Result
from bench.coached import Counted
from bench.matching import Sides
from bench.rules import Cell, RuleFigures
from tenfold.exercises.coach_model import ViewClass
from tenfold.exercises.rights import LEAST_BAD, LEAST_GOOD_S, LEAST_RECALL, MOST_FALSE_PER_5_MIN

RuleKey = tuple[str, str, int, ViewClass]
"""Exercise, rule, level, view as the coach took it."""


def exercise_table(results: Sequence[Result]) -> str:
    """Per exercise, level and camera view: counts, holds and sides; last by true landmarks."""
    lines = [
        "| exercise | level | camera | clips | counts | holds | sides | no side | true landmarks |",
        "|---|---:|---|---:|---:|---:|---:|---:|---|",
    ]
    keys = list(dict.fromkeys(_place(one) for one in results))
    for key in sorted(keys, key=lambda k: (k[0], -k[1])):
        mine = [one for one in results if _place(one) == key]
        lines.append(f"| {key[0]} | {key[1]} | {key[2]} | {_figures(mine)} |")
    lines.append(f"| all |  |  | {_figures(results)} |")
    return "\n".join(lines) + "\n"


def _place(one: Result) -> tuple[str, int, str]:
    scene = one.planned.scene
    star = " (recommended)" if one.planned.recommended else ""
    return scene.exercise, scene.level, scene.camera.view + star


def _figures(results: Sequence[Result]) -> str:
    seen = [one.counted for one in results]
    known = [one.by_truth for one in results]
    sides = total_sides(seen)
    return (
        f"{len(results)} | {share(exact_clips(seen))} | {share(right_holds(seen))} | "
        f"{share((sides.right, sides.right + sides.wrong))} | {sides.silent} | "
        f"{share(exact_clips(known))}, {share(right_holds(known))}"
    )


def exact_clips(counted: Sequence[Counted]) -> tuple[int, int]:
    return sum(one.exact for one in counted), len(counted)


def right_holds(counted: Sequence[Counted]) -> tuple[int, int]:
    holds = [match for one in counted for match in one.holds]
    return sum(match.right for match in holds), len(holds)


def total_sides(counted: Iterable[Counted]) -> Sides:
    return sum((one.sides for one in counted), Sides())


def share(of: tuple[int, int]) -> str:
    """Such as ``59 / 60``; a dash where there is nothing."""
    return f"{of[0]} / {of[1]}" if of[1] else "–"


def rule_cells(
    results: Iterable[Result], of: Callable[[Result], tuple[RuleFigures, ...]]
) -> dict[RuleKey, Cell]:
    """All clips' figures added up."""
    cells: dict[RuleKey, Cell] = {}
    for one in results:
        scene = one.planned.scene
        for rule in of(one):
            for view, cell in rule.by_view.items():
                key = (scene.exercise, rule.rule_id, scene.level, view)
                cells[key] = cells.get(key, Cell()) + cell
    return cells


def earned(cell: Cell) -> bool:
    """Whether a rule with these figures may speak."""
    return why_not(cell) == ""


def why_not(cell: Cell) -> str:
    """What is missing, in few words; empty if nothing is."""
    missing = []
    if cell.bad < LEAST_BAD:
        missing.append("too few faults")
    elif cell.recall < LEAST_RECALL:
        missing.append("misses faults")
    if cell.good_s < LEAST_GOOD_S:
        missing.append("too little good form")
    elif cell.false_per_5_min > MOST_FALSE_PER_5_MIN:
        missing.append("false cues")
    return ", ".join(missing)


def rule_table(results: Sequence[Result]) -> str:
    """Every rule at every level in every view it was seen from, and whether it may speak."""
    seen = rule_cells(results, lambda one: one.rules)
    known = rule_cells(results, lambda one: one.rules_by_truth)
    lines = [
        "| exercise | rule | level | view | recall | false (all) | good | true | speaks |",
        "|---|---|---:|---|---:|---:|---:|---:|---|",
    ]
    for key in sorted(seen, key=lambda k: (k[0], k[1], -k[2], k[3])):
        cell, true = seen[key], known.get(key, Cell())
        raw = 300.0 * cell.false_raw / cell.good_s if cell.good_s else 0.0
        verdict = "yes" if earned(cell) else f"no: {why_not(cell)}"
        lines.append(
            f"| {key[0]} | {key[1]} | {key[2]} | {key[3]} | {share((cell.called, cell.bad))} | "
            f"{cell.false_per_5_min:.1f} ({raw:.1f}) | {cell.good_s:.0f} s | "
            f"{share((true.called, true.bad))} | {verdict} |"
        )
    return "\n".join(lines) + "\n"


def silent_list(results: Sequence[Result]) -> str:
    """Rules that may speak in no view at a level, and what would win it back."""
    cells = rule_cells(results, lambda one: one.rules)
    keys = {key[:3] for key in cells}
    lines = []
    for one, rule, level in sorted(keys, key=lambda key: (key[0], key[1], -key[2])):
        mine = {key[3]: cell for key, cell in cells.items() if key[:3] == (one, rule, level)}
        if any(earned(cell) for cell in mine.values()):
            continue
        why = "; ".join(f"{view}: {why_not(cell)}" for view, cell in sorted(mine.items()))
        lines.append(f"- {one.replace('_', ' ')} ({level}), {rule.replace('_', ' ')}: {why}")
    return "\n".join(lines) or "None: every measured rule has a view in which it may speak."
