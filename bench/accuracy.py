"""Runs the coach over the accuracy set and gathers what it got right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from bench.accuracy_set import Planned
from bench.clip import Clip, prepare
from bench.coached import Counted, Session, count, run_coach, true_frames
from bench.rules import RuleFigures, judge_rules
from bench.track import cached_trace, has_trace, tracked
from tenfold.body.frame import Frame
from tenfold.exercises.load import packaged_library
from tenfold.exercises.model import Variant, variant


@dataclass(frozen=True)
class Result:
    """One clip: what was counted from the model's landmarks and from the true ones."""

    planned: Planned
    frames: int
    length_s: float
    seen: Session
    counted: Counted
    by_truth: Counted
    rules: tuple[RuleFigures, ...]
    rules_by_truth: tuple[RuleFigures, ...]


@cache
def candidate(exercise_id: str, level: int) -> Variant:
    """An exercise at a level with every rule in every view that it asks for."""
    return variant(packaged_library().get(exercise_id), level, measured_only=False)


def results(planned: Iterable[Planned]) -> Iterator[Result]:
    """Every clip that is tracked already and whose level has a camera coach."""
    for one in planned:
        scene = one.scene
        if candidate(scene.exercise, scene.level).coach is None:
            continue
        if not has_trace(scene.name):
            continue  # preparing solves the movement, which takes seconds
        clip = prepare(scene)
        if not cached_trace(clip.truth, clip.props).is_file():
            continue
        frames = tracked(clip.truth, clip.props, None)
        yield result(one, clip, frames)


def result(planned: Planned, clip: Clip, frames: Sequence[Frame]) -> Result:
    """Judge one clip."""
    scene = planned.scene
    coached = candidate(scene.exercise, scene.level)
    exact = true_frames(clip.truth)
    seen, known = run_coach(coached, frames), run_coach(coached, exact)
    return Result(
        planned,
        len(frames),
        float(clip.truth.performance.length_s),
        seen,
        count(clip, seen),
        count(clip, known),
        judge_rules(coached, clip, frames, exact),
        judge_rules(coached, clip, exact, exact),
    )


def told(result: Result) -> str:
    """One line about a clip, for reading at the desk."""
    scene, counted = result.planned.scene, result.counted
    parts = [f"{scene.name:<44}{scene.build.name:<16}"]
    if counted.kind == "reps":
        mark = " " if counted.exact else "X"
        parts.append(f"{mark} reps {counted.true_reps} told {counted.told_reps}")
        parts.append(f"(true landmarks {result.by_truth.told_reps})")
    for match, known in zip(counted.holds, result.by_truth.holds, strict=True):
        mark = " " if match.right else "X"
        parts.append(
            f"{mark} hold {match.true.start_s:.1f}-{match.true.end_s:.1f} = "
            f"{match.true.held_s:.1f} told {match.told_s:.1f} (true landmarks {known.told_s:.1f})"
        )
    for stay in counted.false_holds:
        parts.append(f"X never held {stay.start_s:.1f}-{stay.end_s:.1f}")
    sides = counted.sides
    if sides.right or sides.wrong or sides.silent:
        mark = "X" if sides.wrong else " "
        parts.append(f"{mark} sides {sides.right} right {sides.wrong} wrong {sides.silent} none")
    for rule in result.rules:
        if rule.bad or rule.false_raw:
            by_view = ", ".join(
                f"{view}: {cell.called}/{cell.bad} called, {cell.false_raw} false"
                for view, cell in rule.by_view.items()
                if cell.bad or cell.false_raw
            )
            parts.append(f"[{rule.rule_id} {by_view}]")
    return "  ".join(parts)
