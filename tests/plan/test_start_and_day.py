"""The first plan, and what a day holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tenfold.plan.basis import basis_of, packaged_basis
from tenfold.plan.cautions import HARDEST
from tenfold.plan.change import Refusal
from tenfold.plan.course import AgeGiven, Course
from tenfold.plan.day import blocks, day_plan, half
from tenfold.plan.diary_days import Diary
from tenfold.plan.ladder import DoseStep, Place, ladder_of
from tenfold.plan.start import StartFacts, begin
from tests.plan.course_made import Days, all_no, day, english, screened, started
from tests.plan.made import LIBRARY, LUNGE

BASIS = packaged_basis()


def levels(course: Course) -> dict[str, int]:
    assert course.plan is not None
    return {one.exercise_id: one.place.level for one in course.plan.chosen}


def test_ease_in_is_the_five_starters_at_their_low_end() -> None:
    course = started()
    assert course.plan is not None
    doses = {
        one.exercise_id: BASIS.ladders[one.exercise_id].dose(one.place)
        for one in course.plan.chosen
    }
    assert {name: tuple(dose[1:]) for name, dose in doses.items()} == {
        "reverse_lunge": (1, 10, 1),
        "lying_twist": (1, 30, 1),
        "seated_lunge": (1, 60, 1),
        "butterfly_pose": (1, 5, 1),
        "standing_abdominal_hold": (1, 20, 5),
    }


@pytest.mark.parametrize(
    ("facts", "age", "level"),
    [
        (StartFacts(4), "18_to_64", 0),
        (StartFacts(5), "18_to_64", -1),
        (StartFacts(7), "18_to_64", -2),
        (StartFacts(None), "18_to_64", 0),
        (StartFacts(2, inactive=True), "18_to_64", -1),
        (StartFacts(2, wants_gentle=True), "18_to_64", -1),
        (StartFacts(2), "65_and_over", -1),
    ],
)
def test_who_begins_easier(facts: StartFacts, age: str, level: int) -> None:
    assert set(levels(started(facts=facts, age=age)).values()) == {level}


def test_as_published_is_all_ten_in_full() -> None:
    course = started("as_published")
    assert len(levels(course)) == 10
    assert course.plan is not None
    place = course.plan.exercises["reverse_lunge"].place
    assert BASIS.ladders["reverse_lunge"].dose(place)[1:] == (3, 10, 1)
    place = course.plan.exercises["lying_twist"].place
    assert BASIS.ladders["lying_twist"].dose(place).amount == 60


def test_as_published_still_leaves_out_what_does_not_fit() -> None:
    found = levels(started("as_published", conditions=("fragile_bones",)))
    assert "lying_twist" not in found
    assert found["reverse_lunge"] == -1


def test_as_published_needs_a_screen_that_says_go_ahead() -> None:
    course = Course().plus(AgeGiven(1, day(1), "18_to_64"))
    course = course.plus(screened(2, day(1), answers=all_no(stiffness="yes")))
    found = begin(BASIS, course, "as_published", StartFacts(2), day(1))
    assert isinstance(found, Refusal)
    assert found.kind == "screen_not_go_ahead"
    assert not isinstance(begin(BASIS, course, "ease_in", StartFacts(2), day(1)), Refusal)


def test_no_plan_while_practice_is_closed() -> None:
    found = begin(BASIS, Course(), "ease_in", StartFacts(2), day(1))
    assert isinstance(found, Refusal)
    assert found.kind == "locked"


def test_where_conditions_leave_few_starters_others_join_them() -> None:
    found = levels(started(conditions=("hip_surgery", "recent_surgery")))
    assert sorted(found) == ["butterfly_pose", "seated_lunge"], "all that is left"
    found = levels(started(conditions=("recent_surgery",)))
    assert sorted(found) == ["butterfly_pose", "seated_lunge", "shoelace_stretch"]


def test_where_nothing_fits_it_says_so() -> None:
    from tenfold.exercises.library import Library

    twist = BASIS.library.get("lying_twist")
    basis = basis_of(Library((twist,), BASIS.library.conditions), BASIS.book, BASIS.screen)
    course = Course().plus(screened(1, day(1), "fragile_bones"))
    found = begin(basis, course, "ease_in", StartFacts(2), day(1))
    assert isinstance(found, Refusal)
    assert found.kind == "nothing_fits"


# --- places on a ladder ---------------------------------------------------------------------------


@pytest.mark.parametrize("ladder", BASIS.ladders.values(), ids=lambda one: one.exercise_id)
def test_a_step_up_is_small_and_never_above_the_file(ladder: object) -> None:
    from tenfold.plan.ladder import Ladder
    from tenfold.plan.simulation.watch import most

    assert isinstance(ladder, Ladder)
    place, seen = ladder.gentlest, 0
    while (above := ladder.up(place, HARDEST)) is not None:
        assert above > place
        one, two = ladder.dose(place), ladder.dose(above)
        if one.kind == two.kind == "hold" and one.sets == two.sets:
            assert two.amount - one.amount <= 10
        if above.level == place.level:
            grown = (two.sets > one.sets, two.amount > one.amount, two[3] > one[3])
            assert sum(grown) == 1, "one thing at a time"
        sets, amount, times = most(BASIS, ladder.exercise_id, above.level)
        assert (two.sets, two.amount, two[3]) <= (sets, amount, times)
        place, seen = above, seen + 1
    assert place == ladder.full(2)
    assert ladder.has(place)
    assert not ladder.has(Place(2, 99))


def test_down_is_a_whole_level_to_its_first_dose() -> None:
    ladder = BASIS.ladders["lying_twist"]
    assert ladder.down(Place(0, 3)) == Place(-1, 0)
    assert ladder.down(Place(-2, 0)) is None


def test_an_exercise_without_levels_has_its_own_doses() -> None:
    ladder = ladder_of(LIBRARY[1], BASIS.book.step)
    assert ladder.levels == (0,)
    assert ladder.down(Place(0, 2)) == Place(0, 0)
    assert ladder.at_most(-1) is None
    assert ladder.nearest(-1) == 0


def test_a_level_without_an_amount_is_an_error() -> None:
    broken = LUNGE.model_copy(update={"kind": "hold", "ladder": ()})
    with pytest.raises(ValueError, match="how many hold"):
        ladder_of(broken, BASIS.book.step)


# --- a day ----------------------------------------------------------------------------------------


def test_a_day_is_the_plan_in_the_exercises_order() -> None:
    days = Days.with_plan({"butterfly_pose": 0, "reverse_lunge": 0})
    found = day_plan(days.basis, days.course, days.diary, day(1))
    assert found.kind == "normal"
    assert [one.exercise_id for one in found.items] == ["reverse_lunge", "butterfly_pose"]
    made = blocks(days.basis, found)
    assert [(one.exercise_id, one.dose.sets, one.dose.reps) for one in made] == [
        ("reverse_lunge", 1, 10),
        ("butterfly_pose", 1, 0),
    ]
    assert made[0].easier is not None, "easier is one press away"


def test_without_a_plan_the_day_is_closed() -> None:
    assert day_plan(BASIS, Course(), Diary(), day(1)).kind == "closed"


def test_from_8_before_the_start_there_is_only_the_gentle_set() -> None:
    days = Days.with_plan({"reverse_lunge": 0, "lying_twist": 0})
    assert day_plan(days.basis, days.course, days.diary, day(1), 7).kind == "normal"
    found = day_plan(days.basis, days.course, days.diary, day(1), 8)
    assert found.kind == "gentle"
    assert {one.exercise_id: one.place.level for one in found.items} == {
        "lying_twist": -2,
        "seated_lunge": -2,
        "standing_abdominal_hold": 0,
    }
    assert "new symptoms" in english(found.notes[0])


def test_the_gentle_set_keeps_to_the_cautions_and_to_what_was_left_out() -> None:
    days = Days.with_plan({"butterfly_pose": -1}, conditions=("fragile_bones",))
    found = day_plan(days.basis, days.course, days.diary, day(1), 9)
    assert "lying_twist" not in {one.exercise_id for one in found.items}


def test_where_nothing_of_the_gentle_set_fits_the_plans_own_gentlest_do() -> None:
    days = Days.with_plan({"butterfly_pose": 0})
    basis = days.basis
    days.basis = basis_of(basis.library, replace(basis.book, gentle=()), basis.screen)
    found = day_plan(days.basis, days.course, days.diary, day(1), 9)
    assert [(one.exercise_id, one.place.level) for one in found.items] == [("butterfly_pose", -2)]


def test_an_easy_day_is_half() -> None:
    assert half(DoseStep("hold", 1, 30, 1), 0.5).amount == 15
    assert half(DoseStep("reps", 3, 10, 1), 0.5).sets == 1
    assert half(DoseStep("hold", 1, 20, 5), 0.5).times_per_day == 2
    assert half(DoseStep("reps", 1, 1, 1), 0.5).amount == 1


def test_after_red_an_exercise_rests_for_the_day_and_the_others_go_on() -> None:
    days = Days.with_plan({"lying_twist": 0, "butterfly_pose": 0})
    days.sitting(1, {"lying_twist": 7, "butterfly_pose": 2})
    days.event(screened(days.next(), day(1)))
    found = day_plan(days.basis, days.course, days.diary, day(1))
    assert [one.exercise_id for one in found.items] == ["butterfly_pose"]
    assert [(one.exercise_id, one.because) for one in found.resting] == [
        ("lying_twist", "red_today")
    ]


def test_sore_legs_have_a_day_without_lunges() -> None:
    days = Days.with_plan({"reverse_lunge": 0, "butterfly_pose": 0})
    days.sitting(1, {"reverse_lunge": 2, "butterfly_pose": 2})
    days.morning(2, 2, soreness=6)
    found = day_plan(days.basis, days.course, days.diary, day(2))
    assert [one.exercise_id for one in found.items] == ["butterfly_pose"]
    assert [one.because for one in found.resting] == ["sore"]
    days.morning(3, 2, soreness=6)
    found = day_plan(days.basis, days.course, days.diary, day(3))
    assert len(found.items) == 2, "they were not done yesterday"


def test_one_exercise_alone_does_not_rest_for_that() -> None:
    days = Days.with_plan({"reverse_lunge": 0})
    days.sitting(1, {"reverse_lunge": 2})
    days.morning(2, 2, soreness=9)
    found = day_plan(days.basis, days.course, days.diary, day(2))
    assert [one.exercise_id for one in found.items] == ["reverse_lunge"]


def test_the_sorer_side_comes_first() -> None:
    days = Days.with_plan({"lying_twist": 0})
    for number, (left, right), first in (
        (1, (1, 3), "right"),
        (2, (3, 1), "left"),
        (3, (2, 2), None),
    ):
        days.sitting(number, {"lying_twist": {"sides": {"left": left, "right": right}}})
        found = day_plan(days.basis, days.course, days.diary, day(number))
        assert found.items[0].first_side == first


def test_a_condition_holds_before_anything_was_decided_on_it() -> None:
    days = Days.with_plan({"butterfly_pose": 1})
    days.event(screened(days.next(), day(1), "fragile_bones"))
    found = day_plan(days.basis, days.course, days.diary, day(1))
    assert found.items[0].place.level == -1


def test_a_place_that_the_file_no_longer_has_becomes_the_gentlest() -> None:
    days = Days.with_plan({"butterfly_pose": (0, 40)})
    found = day_plan(days.basis, days.course, days.diary, day(1))
    assert found.items[0].place == Place(-2, 0)


def test_today_says_what_changed_since_last_time() -> None:
    from tenfold.plan.change import Change
    from tenfold.plan.course import Wished
    from tenfold.plan.wishes import wish

    days = Days.with_plan({"lying_twist": 0, "butterfly_pose": 0})
    days.sitting(1, {"lying_twist": 7, "butterfly_pose": 2})
    made = wish(days.basis, days.course, days.diary, day(2), "butterfly_pose", "easier")
    assert isinstance(made, Change)
    days.event(Wished(days.next(), day(2), made))
    days.event(screened(days.next(), day(2)))
    found = day_plan(days.basis, days.course, days.diary, day(2))
    assert [(one.rule, one.exercise_id) for one in found.news] == [
        ("10", "butterfly_pose"),
        ("1", "lying_twist"),
    ]
    days.sitting(3, {"lying_twist": 2, "butterfly_pose": 2})
    later = day_plan(days.basis, days.course, days.diary, day(5))
    assert later.kind == "normal"
