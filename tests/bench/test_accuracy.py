"""The coach against the truth, with exact landmarks: what the bench says of clear cases."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from bench.accuracy import Result, candidate, result, told
from bench.accuracy_page import REAL_HEADING, real
from bench.accuracy_set import Planned
from bench.clip import exercise, prepare
from bench.coached import run_coach, true_frames
from bench.rights_file import rights_of, write_rights
from bench.rules import Cell
from bench.scenario import Doing, Fault
from bench.tables import earned, exercise_table, rule_cells, rule_table

from tenfold.exercises.model import Exercise, variant
from tenfold.exercises.rights import Rights
from tests.bench.clips import scene

LUNGES = Doing(side="left", reps=3, rest_s=0.5, wobble_deg=0.0)


@cache
def judged(*faults: Fault, doing: Doing = LUNGES) -> Result:
    planned = Planned("faults" if faults else "clean", 0, True, scene(doing=doing, faults=faults))
    clip = prepare(planned.scene)
    return result(planned, clip, true_frames(clip.truth))


def test_good_lunges_are_counted_and_nothing_is_said() -> None:
    good = judged()
    assert good.counted.exact and good.counted.true_reps == 3
    assert good.counted.sides.right == 3 and not good.counted.sides.wrong
    assert all(not rule.bad and not rule.false_raw for rule in good.rules)
    seen_s = sum(cell.good_s for rule in good.rules for cell in rule.by_view.values())
    assert seen_s > 0, "good form is time in which something might have been said"


def test_half_lunges_are_no_repetitions_in_the_truth() -> None:
    half = judged(doing=replace(LUNGES, reps=2, half_reps=(1,)))
    assert half.counted.true_reps == 2 and half.counted.exact


def test_a_lean_far_beyond_the_limit_is_a_fault_and_is_called() -> None:
    leaning = judged(Fault("trunk_lean", 30))
    cell = next(r for r in leaning.rules if r.rule_id == "trunk_upright").by_view["side"]
    assert cell.bad == 3 and cell.called == 3
    assert cell.false_raw == 0 and "trunk_upright" in told(leaning)


def test_a_lean_within_the_limit_is_neither_a_fault_nor_good_form() -> None:
    little = judged(Fault("trunk_lean", 4))
    cell = next(r for r in little.rules if r.rule_id == "trunk_upright").by_view["side"]
    assert cell.bad == 0
    assert cell.good_s < little.length_s / 2


def test_a_smaller_share_of_a_fault_is_a_smaller_fault() -> None:
    amounts = []
    for share in (1.0, 0.5):
        clip = prepare(scene(doing=LUNGES, faults=(Fault("trunk_lean", 30, share=share),)))
        frames = true_frames(clip.truth)
        variant_ = candidate("reverse_lunge", 0)
        assert run_coach(variant_, frames).events
        amounts.append(max(clip.truth.rows[:, 3]))
    assert amounts[0] > amounts[1] + 10


def test_what_is_slipped_into_lasts_and_is_mended() -> None:
    faults = (
        Fault("trunk_lean", 55, share=1.0, slips_for_s=2.0),
        Fault("trunk_lean", 55, share=0.6, slips_for_s=2.0),
    )
    held = scene(
        "standing_abdominal_hold",
        doing=Doing(reps=1, hold_s=2.0, comes_out=False, wobble_deg=0.0),
        faults=faults,
    )
    done = prepare(held).truth.performance
    first, second = done.faults
    assert first.amount > second.amount
    assert first.end_s - first.start_s > 2.0 and second.start_s > first.end_s + 1.0
    (hold,) = done.holds
    assert hold.start_s < first.start_s and second.end_s < hold.end_s


@pytest.mark.parametrize(
    ("cell", "speaks"),
    [
        (Cell(bad=12, called=12, good_s=300.0), True),
        (Cell(bad=9, called=9, good_s=300.0), False),
        (Cell(bad=20, called=17, good_s=300.0), False),
        (Cell(bad=12, called=12, good_s=50.0), False),
        (Cell(bad=12, called=12, good_s=300.0, false_spoken=1), True),
        (Cell(bad=12, called=12, good_s=299.0, false_spoken=1), False),
    ],
)
def test_the_table_and_the_loader_agree_on_who_may_speak(cell: Cell, speaks: bool) -> None:
    rights = rights_of("reverse_lunge", {("reverse_lunge", "trunk_upright", 0, "side"): cell})
    assert earned(cell) == speaks
    assert rights.may_speak("trunk_upright", 0, "side") == speaks


def test_the_loader_reads_what_the_bench_writes(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "reverse_lunge").mkdir()
    cells = {("reverse_lunge", "trunk_upright", 0, "side"): Cell(bad=12, called=11, good_s=90.0)}
    path = write_rights("reverse_lunge", cells, tmp_path)  # type: ignore[arg-type]
    assert path is not None
    rights = Rights.model_validate_json(path.read_text(encoding="utf-8"))
    assert rights.may_speak("trunk_upright", 0, "side")
    assert not rights.may_speak("trunk_upright", 0, "front")
    assert write_rights("reverse_lunge", {}, tmp_path) is None and not path.exists()


def test_a_rule_speaks_only_where_its_rights_say_so() -> None:
    name = "standing_abdominal_hold"
    earned_cell = Cell(bad=12, called=12, good_s=300.0)
    rights = rights_of(name, {(name, "trunk_tall", 0, "side"): earned_cell})
    one: Exercise = exercise(name).model_copy(update={"rights": rights})
    views = {rule.id: rule.views for rule in variant(one).form}
    assert views["trunk_tall"] == ("side",)
    assert views["knees_straight"] == ()


def test_the_tables_show_failures_too() -> None:
    results = [judged(), judged(Fault("trunk_lean", 30))]
    assert "reverse_lunge" in exercise_table(results)
    text = rule_table(results)
    assert "too few faults" in text and "3 / 3" in text
    cells = rule_cells(results, lambda one: one.rules)
    assert cells["reverse_lunge", "trunk_upright", 0, "side"].clips == 2


def test_without_the_data_of_real_people_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> None:
        raise FileNotFoundError(2, "No such file", "../shared/traces")

    monkeypatch.setattr("bench.accuracy_page.importlib.import_module", missing)
    assert real().startswith(REAL_HEADING) and "../shared/traces is not here" in real()
