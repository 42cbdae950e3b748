"""What the accuracy set promises: everybody, both levels, two views, and a fault for each rule."""

from __future__ import annotations

from collections import defaultdict

import pytest
from bench.accuracy_set import BODIES, LEVELS, accuracy_set, clean_clips, recommended_view
from bench.clip import exercise, sided
from bench.fault_clips import FAULTS, SHARES
from bench.fault_kinds import CAUGHT_BY, NONE_CAN_BE_MADE
from bench.faults import in_angles
from bench.sets import exercise_ids

from tenfold.exercises.model import variant

OF_TIME = {"hurried", "fast_descent"}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("one", exercise_ids())
def test_each_exercise_is_done_well_by_six_bodies_from_two_views(one: str, level: int) -> None:
    mine = [p.scene for p in clean_clips() if (p.scene.exercise, p.scene.level) == (one, level)]
    bodies = defaultdict(set)
    for scene in mine:
        assert not scene.faults
        bodies[scene.camera.view].add(scene.build.name)
    assert len(bodies) >= 2 and recommended_view(one, level) in bodies
    assert all(len(some) == len(BODIES) >= 6 for some in bodies.values())
    if sided(one, level):
        assert {scene.doing.side for scene in mine} == {"left", "right"}


def test_some_stop_half_way_pause_come_in_and_go_away() -> None:
    doings = [planned.scene.doing for planned in clean_clips()]
    assert any(doing.half_reps for doing in doings)
    assert any(doing.pauses for doing in doings)
    assert any(doing.walks_in for doing in doings) and any(doing.walks_out for doing in doings)
    assert any(doing.both_sides for doing in doings)


def test_no_two_clips_have_the_same_name() -> None:
    names = [planned.scene.name for planned in accuracy_set()]
    assert len(names) == len(set(names))


def test_recommended_views_at_level_0_are_filmed_first() -> None:
    ranks = [planned.rank for planned in accuracy_set()]
    assert ranks == sorted(ranks)
    first = [planned.scene for planned in accuracy_set() if planned.rank == 0]
    assert {scene.exercise for scene in first} == set(exercise_ids())
    assert {scene.level for scene in first} == {0}


@pytest.mark.parametrize("one", exercise_ids())
def test_every_measured_rule_has_a_fault_or_a_reason_why_there_is_none(one: str) -> None:
    for level in (0, -1):
        for rule in variant(exercise(one), level, measured_only=False).form:
            if rule.when is None or not rule.views:
                continue
            kinds = CAUGHT_BY.get((one, rule.id), ())
            assert kinds or (one, rule.id) in NONE_CAN_BE_MADE, f"{one}: {rule.id}"
            made = {make.kind for make in FAULTS[one]}
            assert set(kinds) <= made, f"{one}: {rule.id} wants {kinds}, made are {made}"


def test_faults_are_made_in_several_sizes() -> None:
    assert len(set(SHARES)) >= 3
    for planned in accuracy_set():
        if planned.part == "clean":
            continue
        faults = planned.scene.faults
        sizes = {fault.amount * fault.share for fault in faults}
        assert len(sizes) == len(faults) >= 3
        assert all(in_angles(fault.kind) or fault.kind in OF_TIME for fault in faults)


def test_rules_and_faults_named_in_the_tables_exist() -> None:
    for one, rule in (*CAUGHT_BY, *NONE_CAN_BE_MADE):
        assert rule in {form.id for form in exercise(one).form}, f"{one}: {rule}"
