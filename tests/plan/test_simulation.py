"""Imaginary people: what must hold for every one, and that the watcher sees it break."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tenfold.plan.basis import basis_of, packaged_basis
from tenfold.plan.change import Change
from tenfold.plan.course import Course, Decided
from tenfold.plan.decide import decide
from tenfold.plan.diary import Told
from tenfold.plan.diary_days import Diary
from tenfold.plan.simulation.life import Life
from tenfold.plan.simulation.people import PROFILES, STEADY, Person, anybody
from tenfold.plan.simulation.watch import PROPERTIES, Watch, replay

BASIS = packaged_basis()


def lived(person: Person, seed: int, days: int = 84) -> Life:
    life = Life(BASIS, person, Random(seed).random, Watch(), keep=True)
    life.live(days)
    return life


def changes(life: Life) -> list[Change]:
    return [
        change
        for event in life.course.events
        if isinstance(event, Decided)
        for change in event.decision.changes
    ]


@pytest.mark.parametrize("name", PROFILES)
def test_every_profile_keeps_every_promise(name: str) -> None:
    for seed in (1, 2, 3):
        life = lived(PROFILES[name], seed)
        assert life.watch.broken == []
        assert replay(BASIS, life.log, life.course) is None


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32))
def test_anybody_keeps_every_promise(seed: int) -> None:
    roll = Random(seed).random
    life = Life(BASIS, anybody(roll), roll, Watch())
    life.live(84)
    assert life.watch.broken == []
    assert replay(BASIS, life.log, life.course) is None


def test_every_decision_is_the_same_when_replayed_not_only_those_that_were_kept() -> None:
    life = lived(PROFILES["flare_up"], 5, 60)
    told = iter(life.told)
    course, diary = Course(), Diary()
    # Whatever was decided, was decided after an entry and before the next event.
    found = 0
    for one in life.log:
        if isinstance(one, Told):
            diary = diary.plus(one)
        else:
            if isinstance(one, Decided):
                when, decision = next(pair for pair in told if pair[1].says_something)
                assert decide(BASIS, course, diary, when) == decision == one.decision
                found += 1
            course = course.plus(one)  # type: ignore[arg-type]
    assert found > 5


def test_the_same_seed_is_the_same_life_and_another_is_not() -> None:
    assert lived(STEADY, 4).log == lived(STEADY, 4).log
    assert lived(STEADY, 4).log != lived(STEADY, 5).log


def test_the_steady_improver_goes_up() -> None:
    ups = [one for one in changes(lived(STEADY, 3)) if one.kind == "harder"]
    assert len(ups) >= 3
    assert {one.rule for one in ups} == {"5"}


def test_the_flare_up_gets_gentle_days() -> None:
    rules = {one.rule for one in changes(lived(PROFILES["flare_up"], 3))}
    assert {"3", "4"} <= rules


def test_the_overdoer_is_held_back() -> None:
    life = lived(PROFILES["overdoer"], 3)
    assert {"1", "2", "4"} <= {one.rule for one in changes(life)}


def test_the_forgetter_never_rises_on_missing_days_and_is_offered_less() -> None:
    found = changes(lived(PROFILES["forgetter"], 3))
    assert {"6", "7"} <= {one.rule for one in found}
    assert not [one for one in found if one.kind == "harder"]


def test_the_red_flag_locks_and_opens_only_after_being_seen() -> None:
    life = lived(PROFILES["red_flag_day_9"], 3)
    names = [type(event).__name__ for event in life.course.events]
    at = names.index("Cleared")
    assert names[at - 1] == "Checked"
    assert names[at + 1] == "Screened"


@pytest.mark.parametrize(
    ("name", "never"),
    [
        ("osteoporosis", {"lying_twist", "seated_twist"}),
        ("pregnant", {"lying_twist", "seated_twist", "lateral_hip_stretch"}),
    ],
)
def test_what_a_condition_leaves_out_never_comes(name: str, never: set[str]) -> None:
    life = lived(PROFILES[name], 3)
    assert life.practised > 20
    done = {
        report.exercise_id
        for entry in life.diary.entries
        for report in getattr(entry, "exercises", ())
    }
    assert done.isdisjoint(never)


# --- the watcher itself -----------------------------------------------------------------------


def broken_with(person: Person, **numbers: int) -> set[str]:
    """What breaks with a rule set whose limits are gone."""
    book = replace(BASIS.book, n=replace(BASIS.book.n, **numbers))
    basis = basis_of(BASIS.library, book, BASIS.screen)
    broken: set[str] = set()
    for seed in range(12):
        life = Life(basis, person, Random(seed).random, Watch())
        life.live(84)
        broken |= {which for which, _, _ in life.watch.broken}
    return broken


EAGER = replace(STEADY, accepts=1.0, wants_harder=1.0, tender=0.3, flag_chance=0.03)


def test_the_watcher_sees_rules_that_are_too_bold() -> None:
    assert "two_exercises" in broken_with(EAGER, exercises_per_week=9)
    assert "two_steps" in broken_with(EAGER, per_exercise_days=1)
    assert "after_red" in broken_with(EAGER, clear_of_red_days=1, window_days=1)


def test_the_watcher_sees_practice_that_is_locked_or_empty_or_above_the_limits() -> None:
    from tenfold.plan.cautions import AboutYou
    from tenfold.plan.day import DayItem, DayPlan
    from tenfold.plan.ladder import DoseStep, Place
    from tenfold.plan.safety import OPEN
    from tests.plan.course_made import day, started

    course = started(conditions=("fragile_bones",))
    assert course.ledger.you == AboutYou(frozenset({"fragile_bones"}))
    open_day = DayPlan(day(1), "normal", OPEN)
    watch = Watch()
    watch.practising(BASIS, course, day(1), open_day)
    assert [which for which, _, _ in watch.broken] == ["locked", "something"]
    item = DayItem("lying_twist", Place(0, 0), DoseStep("hold", 5, 60, 1), None)
    watch = Watch(locked=False)
    watch.practising(BASIS, course, day(1), open_day._replace(items=(item,)))
    assert [which for which, _, _ in watch.broken] == ["caution", "dose"]


def test_the_watcher_sees_a_replay_that_differs() -> None:
    life = lived(PROFILES["overdoer"], 3, 20)
    book = replace(BASIS.book, n=replace(BASIS.book.n, amber_needed=1))
    other = basis_of(BASIS.library, book, BASIS.screen)
    assert replay(other, life.log, life.course) is not None
    shorter = [one for one in life.log if not isinstance(one, Decided)]
    found = replay(BASIS, shorter, life.course)
    assert found is not None
    assert found[2] == "the plan differs"
    assert set(PROPERTIES) >= {found[0]}
