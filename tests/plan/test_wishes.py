"""Answers and wishes: easier and stop always, harder one step and only after green (rule 10)."""

from __future__ import annotations

import pytest

from tenfold.plan import refusals, wishes
from tenfold.plan.change import Change, PlanDecision, Refusal
from tenfold.plan.course import (
    Answered,
    Cleared,
    Course,
    Plan,
    Started,
    ToldAboutYou,
    Wished,
)
from tenfold.plan.day import day_plan
from tenfold.plan.diary_days import Diary
from tenfold.plan.ladder import Place
from tenfold.plan.start import StartFacts, begin
from tenfold.plan.wishes import Wish, answer, wish
from tests.plan.course_made import Days, all_no, day, english, kinds, only, refused, screened

TWIST = {"lying_twist": 0, "butterfly_pose": 0}


def wished(days: Days, number: int, name: str, what: Wish) -> Change | Refusal:
    found = wish(days.basis, days.course, days.diary, day(number), name, what)
    if isinstance(found, Change):
        days.event(Wished(days.next(), day(number), found))
    return found


def answered(days: Days, number: int, change: Change, accepted: bool) -> Change | Refusal:
    found = answer(days.basis, days.course, days.diary, day(number), change.id, accepted)
    if isinstance(found, Change):
        days.event(Answered(days.next(), day(number), change.id, accepted))
    return found


def ready() -> tuple[Days, PlanDecision]:
    """Someone whose lying twist is offered a step up on day 4."""
    days = Days.with_plan({"lying_twist": 0}, shortened=True)
    decisions = []
    for number in (1, 2, 3, 4):
        days.morning(number, 2)
        decisions.append(days.sitting(number, {"lying_twist": 2}, effort="easy"))
    return days, decisions[-1]


# --- answers --------------------------------------------------------------------------------------


def test_a_step_up_counts_when_it_is_accepted() -> None:
    days, decision = ready()
    change = only(decision, "5")
    assert change.answer == "waits"
    assert days.place("lying_twist") == Place(0, 0)
    assert answered(days, 4, change, True) == change
    assert days.place("lying_twist") == Place(0, 1)
    assert refused(answered(days, 4, change, True)) == "no_such_proposal"


def test_a_declined_step_up_is_not_offered_again_for_a_week() -> None:
    days, decision = ready()
    answered(days, 4, only(decision, "5"), False)
    assert days.place("lying_twist") == Place(0, 0)
    later = days.morning(5, 2)
    assert later.changes == ()
    assert later.effects.exercises[0].not_up == "declined_this_week"


def test_an_unanswered_step_up_lapses_and_comes_again() -> None:
    days, _ = ready()
    again = days.morning(5, 2)
    assert kinds(again) == [("5", "harder", "lying_twist")]
    assert list(days.course.ledger.open) == [again.changes[0].id]


def test_between_offer_and_answer_things_may_change() -> None:
    days, decision = ready()
    days.keep = False
    days.sitting(4, {"lying_twist": 8}, sitting_id="second")
    found = answer(days.basis, days.course, days.diary, day(4), only(decision, "5").id, True)
    assert refused(found) == "red_this_week"


def test_an_offer_does_not_outlast_a_condition() -> None:
    days, decision = ready()
    days.event(screened(days.next(), day(4), "hip_surgery"))
    found = answer(days.basis, days.course, days.diary, day(4), only(decision, "5").id, True)
    assert refused(found) == "ceiling"


def test_an_offer_is_for_where_the_exercise_was() -> None:
    days, decision = ready()
    wished(days, 4, "lying_twist", "easier")
    found = answer(days.basis, days.course, days.diary, day(4), only(decision, "5").id, True)
    assert refused(found) == "no_such_proposal", "the newest change of an exercise counts"


def test_an_easier_level_counts_at_once_and_can_be_taken_back() -> None:
    days = Days.with_plan(TWIST)
    change = only(days.sitting(1, {"lying_twist": 7, "butterfly_pose": 2}), "1")
    assert days.place("lying_twist") == Place(-1, 0)
    answered(days, 1, change, False)
    assert days.place("lying_twist") == Place(0, 0)


def test_accepting_what_counts_already_changes_nothing_more() -> None:
    days = Days.with_plan(TWIST)
    change = only(days.sitting(1, {"lying_twist": 7, "butterfly_pose": 2}), "1")
    answered(days, 1, change, True)
    assert days.place("lying_twist") == Place(-1, 0)


def test_taking_back_ends_with_the_next_practice() -> None:
    days = Days.with_plan(TWIST)
    change = only(days.sitting(1, {"lying_twist": 7, "butterfly_pose": 2}), "1")
    days.sitting(2, {"lying_twist": 2, "butterfly_pose": 2})
    assert refused(answered(days, 2, change, False)) == "practised_since"


def test_what_keeps_people_safe_is_not_open_to_answers() -> None:
    days = Days.with_plan(TWIST)
    days.morning(1, 6)
    decision = days.morning(2, 6)
    assert {one.rule for one in decision.changes} == {"4"}
    assert {one.answer for one in decision.changes} == {"binding"}
    for change in decision.changes:
        assert refused(answered(days, 2, change, False)) == "no_such_proposal"


def test_an_easy_day_can_be_taken_back_on_the_day() -> None:
    days = Days.with_plan(TWIST)
    change = only(days.morning(1, 6), "3")
    assert days.course.plan is not None
    assert days.course.plan.easy_day == day(1)
    answered(days, 1, change, False)
    assert days.course.plan.easy_day is None
    assert days.course.plan.before(change) == days.course.plan


def test_a_shorter_plan_and_every_other_day_are_offers() -> None:
    names = ("reverse_lunge", "lying_twist", "shoelace_stretch", "seated_twist", "seated_lunge")
    days = Days.with_plan(dict.fromkeys((*names, "butterfly_pose"), 0))
    decision = days.decide(8)
    for change in decision.changes:
        answered(days, 8, change, True)
    assert len(days.chosen) == 4
    assert days.course.plan is not None
    assert (days.course.plan.per_week, days.course.plan.shortened) == (4, True)
    days.decide(16)
    declined = days.decide(23)
    assert all(one.kind != "alternate" for one in declined.changes), "it is every other day"


def test_a_declined_offer_about_the_plan_changes_nothing() -> None:
    days = Days.with_plan(TWIST)
    change = only(days.decide(8), "7")
    answered(days, 8, change, False)
    assert days.course.plan is not None
    assert days.course.plan.per_week == 7


def test_nobody_can_answer_without_a_plan() -> None:
    basis = Days.with_plan(TWIST).basis
    assert refused(answer(basis, Course(), Diary(), day(1), "x", True)) == "no_such_proposal"


# --- easier and stop ------------------------------------------------------------------------------


def test_easier_is_always_there_down_to_the_gentlest() -> None:
    days = Days.with_plan(TWIST)
    for level in (-1, -2):
        found = wished(days, 1, "lying_twist", "easier")
        assert isinstance(found, Change)
        assert found.rule == "10"
        assert days.place("lying_twist").level == level
    assert refused(wished(days, 1, "lying_twist", "easier")) == "gentlest"


def test_within_the_gentlest_level_easier_is_its_first_dose() -> None:
    days = Days.with_plan({"reverse_lunge": (-2, 2)})
    wished(days, 1, "reverse_lunge", "easier")
    assert days.place("reverse_lunge") == Place(-2, 0)


def test_easier_is_there_while_practice_is_locked() -> None:
    days = Days.with_plan(TWIST)
    days.event(screened(days.next(), day(1), answers=all_no(saddle="yes")))
    assert isinstance(wished(days, 1, "lying_twist", "easier"), Change)
    assert refused(wished(days, 1, "butterfly_pose", "harder")) == "locked"


def test_stop_leaves_an_exercise_out_but_not_the_last_one() -> None:
    days = Days.with_plan(TWIST)
    assert isinstance(wished(days, 1, "lying_twist", "stop"), Change)
    assert days.chosen == ["butterfly_pose"]
    found = wished(days, 1, "butterfly_pose", "stop")
    assert refused(found) == "last_exercise"
    assert isinstance(found, Refusal)
    assert "Rest as long as you like" in english(found.say)


def test_a_stop_can_be_taken_back() -> None:
    days = Days.with_plan(TWIST)
    change = wished(days, 1, "lying_twist", "stop")
    assert isinstance(change, Change)
    answered(days, 1, change, False)
    assert sorted(days.chosen) == ["butterfly_pose", "lying_twist"]


# --- days -----------------------------------------------------------------------------------------


def days_wished(days: Days, number: int, what: wishes.Days) -> Change | Refusal:
    found = wishes.days_wish(days.basis, days.course, days.diary, day(number), what)
    if isinstance(found, Change):
        days.event(Wished(days.next(), day(number), found))
    return found


def per_week(days: Days) -> int:
    assert days.course.plan is not None
    return days.course.plan.per_week


def test_every_other_day_and_every_day_again_are_there_for_the_asking() -> None:
    days = Days.with_plan(TWIST)
    fewer = days_wished(days, 1, "alternate")
    assert isinstance(fewer, Change)
    assert english(fewer.why) == ("Your plan is for every other day now, as you wished (rule 10).")
    assert per_week(days) == 4
    assert refused(days_wished(days, 1, "alternate")) == "so_already"
    assert isinstance(days_wished(days, 1, "daily"), Change)
    assert per_week(days) == 7


def test_fewer_days_can_be_taken_back_unless_something_newer_stands() -> None:
    days = Days.with_plan(TWIST)
    fewer = days_wished(days, 1, "alternate")
    assert isinstance(fewer, Change)
    answered(days, 1, fewer, False)
    assert per_week(days) == 7
    fewer, more = days_wished(days, 2, "alternate"), days_wished(days, 2, "daily")
    assert isinstance(fewer, Change) and isinstance(more, Change)
    answered(days, 2, fewer, False)
    assert per_week(days) == 7


def test_more_days_wait_for_a_quiet_week_and_fewer_do_not() -> None:
    days = Days.with_plan(TWIST)
    days.sitting(1, {"lying_twist": 7, "butterfly_pose": 2})
    assert isinstance(days_wished(days, 2, "alternate"), Change)
    assert refused(days_wished(days, 2, "daily")) == "red_this_week"


def test_without_a_plan_there_are_no_days_to_change() -> None:
    days = Days(Course())
    assert refused(days_wished(days, 1, "daily")) == "no_longer"


# --- harder ---------------------------------------------------------------------------------------


def test_harder_is_one_step_after_a_green_session() -> None:
    days = Days.with_plan(TWIST)
    assert refused(wished(days, 1, "lying_twist", "harder")) == "not_green"
    days.sitting(1, {"lying_twist": 2, "butterfly_pose": 2})
    assert isinstance(wished(days, 1, "lying_twist", "harder"), Change)
    assert days.place("lying_twist") == Place(0, 1)
    assert refused(wished(days, 2, "lying_twist", "harder")) == "changed_this_week"


@pytest.mark.parametrize("told", [None, 5])
def test_harder_needs_the_last_session_known_and_green(told: int | None) -> None:
    days = Days.with_plan(TWIST)
    days.sitting(1, {"lying_twist": told, "butterfly_pose": 2})
    assert refused(wished(days, 1, "lying_twist", "harder")) == "not_green"


def test_harder_is_not_open_within_a_week_of_red() -> None:
    days = Days.with_plan(TWIST)
    days.sitting(1, {"lying_twist": 7, "butterfly_pose": 2})
    for number in (2, 5, 8):
        days.sitting(number, {"lying_twist": 2, "butterfly_pose": 2})
        assert refused(wished(days, number, "butterfly_pose", "harder")) == "red_this_week"
    days.sitting(9, {"lying_twist": 2, "butterfly_pose": 2})
    assert isinstance(wished(days, 9, "butterfly_pose", "harder"), Change)


def test_harder_is_for_two_exercises_a_week() -> None:
    days = Days.with_plan({**TWIST, "shoelace_stretch": 0})
    days.sitting(1, {"lying_twist": 2, "butterfly_pose": 2, "shoelace_stretch": 2})
    assert isinstance(wished(days, 1, "lying_twist", "harder"), Change)
    assert isinstance(wished(days, 1, "butterfly_pose", "harder"), Change)
    assert refused(wished(days, 1, "shoelace_stretch", "harder")) == "two_this_week"


def test_harder_ends_at_the_top_and_at_what_a_condition_allows() -> None:
    days = Days.with_plan({"lying_twist": 2})
    days.sitting(1, {"lying_twist": 2})
    assert refused(wished(days, 1, "lying_twist", "harder")) == "top"
    days = Days.with_plan({"shoelace_stretch": -1}, conditions=("fragile_bones",))
    days.sitting(1, {"shoelace_stretch": 2})
    assert refused(wished(days, 1, "shoelace_stretch", "harder")) == "ceiling"


def test_harder_is_not_for_gentle_days_nor_with_the_clock_set_back() -> None:
    days = Days.with_plan(TWIST)
    days.sitting(1, {"lying_twist": 2, "butterfly_pose": 2})
    days.morning(2, 6)
    assert refused(wished(days, 1, "lying_twist", "harder")) == "clock_behind"
    days.morning(3, 6)
    assert refused(wished(days, 3, "butterfly_pose", "harder")) == "gentle_time"


def test_harder_waits_a_week_after_a_lock() -> None:
    days = Days.with_plan(TWIST)
    days.event(screened(days.next(), day(1), answers=all_no(saddle="yes")))
    days.event(Cleared(days.next(), day(2)))
    days.event(screened(days.next(), day(2)))
    days.sitting(2, {"lying_twist": 2, "butterfly_pose": 2})
    assert refused(wished(days, 2, "lying_twist", "harder")) == "trouble_this_week"
    assert days.decide(2).effects.exercises[0].not_up == "trouble_this_week"


# --- coming and coming back -----------------------------------------------------------------------


def test_an_exercise_that_was_not_in_joins_at_its_first_dose() -> None:
    days = Days.with_plan(TWIST)
    found = wished(days, 1, "reverse_lunge", "back")
    assert isinstance(found, Change)
    assert found.occasion == "add"
    assert refused(wished(days, 1, "reverse_lunge", "back")) == "already_in_plan"


def test_what_the_person_left_out_comes_back_at_its_gentlest() -> None:
    days = Days.with_plan({**TWIST, "seated_lunge": 0})
    wished(days, 1, "lying_twist", "stop")
    found = wished(days, 1, "lying_twist", "back")
    assert isinstance(found, Change)
    assert days.place("lying_twist") == Place(-2, 0)


def test_what_a_rule_left_out_stays_out_for_a_while() -> None:
    days = Days.with_plan(TWIST)
    days.sitting(1, {"lying_twist": 3, "butterfly_pose": 2})
    days.morning(2, 6)
    assert ("4", "drop", "lying_twist") in kinds(days.morning(3, 6))
    assert refused(wished(days, 5, "lying_twist", "back")) == "too_soon_after_leaving"
    assert refused(wished(days, 5, "lying_twist", "easier")) == "not_in_plan"
    assert isinstance(wished(days, 12, "lying_twist", "back"), Change)


def test_what_rule_8_left_out_stays_out_longer() -> None:
    days = Days.with_plan({**TWIST, "pigeon_pose": 0})
    days.morning(1, 2, leg="further_down")
    assert refused(wished(days, 20, "pigeon_pose", "back")) == "too_soon_after_leaving"
    assert isinstance(wished(days, 29, "pigeon_pose", "back"), Change)


def test_nothing_joins_within_a_week_of_red() -> None:
    days = Days.with_plan(TWIST)
    days.sitting(1, {"lying_twist": 7, "butterfly_pose": 2})
    assert refused(wished(days, 3, "reverse_lunge", "back")) == "red_this_week"


def test_what_a_condition_leaves_out_stays_out_until_a_clinician_says_yes() -> None:
    days = Days.with_plan({"butterfly_pose": -1}, conditions=("fragile_bones",))
    assert refused(wished(days, 1, "lying_twist", "back")) == "left_out_for_you"
    days.event(ToldAboutYou(days.next(), day(1), cleared=frozenset({"lying_twist"})))
    assert isinstance(wished(days, 1, "lying_twist", "back"), Change)
    assert days.place("lying_twist").level == -2


def test_an_unknown_exercise_is_refused() -> None:
    days = Days.with_plan(TWIST)
    assert refused(wished(days, 1, "handstand", "harder")) == "unknown_exercise"


def test_an_exercise_gone_from_the_library_is_refused() -> None:
    from tenfold.exercises.library import Library
    from tenfold.plan.basis import basis_of

    days = Days.with_plan(TWIST)
    old = days.basis
    fewer = tuple(one for one in old.library if one.id != "lying_twist")
    days.basis = basis_of(Library(fewer, old.library.conditions), old.book, old.screen)
    assert refused(wished(days, 1, "lying_twist", "harder")) == "unknown_exercise"


def test_every_refusal_has_its_own_name_and_a_sentence() -> None:
    assert len({english(one.say) for one in refusals.ALL.values()}) == len(refusals.ALL)


# --- a change of what was told --------------------------------------------------------------------


def test_a_new_condition_takes_down_and_out_and_says_why() -> None:
    days = Days.with_plan({"lying_twist": 0, "butterfly_pose": 0, "seated_lunge": 0})
    days.event(screened(days.next(), day(2), "fragile_bones"))
    found = days.decide(2)
    assert kinds(found) == [
        ("caution", "drop", "lying_twist"),
        ("caution", "easier", "butterfly_pose"),
    ]
    assert english(found.changes[0].why) == (
        "Lying twist is left out. You told us: Thin bones, or a past fracture of the spine. "
        "A far twist of the spine is not for thin bones."
    )
    assert {one.answer for one in found.changes} == {"binding"}


def test_two_conditions_both_say_why() -> None:
    days = Days.with_plan({"seated_twist": 0, "butterfly_pose": -2})
    days.event(screened(days.next(), day(2), "knee_trouble", "leg_nerve_pain"))
    (change,) = days.decide(2).changes
    assert english(change.why).count("You told us") == 2


def test_where_everything_has_to_go_something_that_fits_comes_in() -> None:
    days = Days.with_plan({"lying_twist": 0, "seated_twist": 0})
    days.event(screened(days.next(), day(2), "fragile_bones"))
    today = day_plan(days.basis, days.course, days.diary, day(2))
    assert [(one.exercise_id, one.place.level) for one in today.items] == [("reverse_lunge", -2)]
    found = days.decide(2)
    assert kinds(found) == [
        ("caution", "drop", "lying_twist"),
        ("caution", "drop", "seated_twist"),
        ("caution", "add", "reverse_lunge"),
    ]
    assert days.chosen == ["reverse_lunge"]


def test_where_nothing_fits_the_day_says_so() -> None:
    from tenfold.exercises.library import Library
    from tenfold.plan.basis import basis_of

    days = Days.with_plan({"lying_twist": 0})
    old = days.basis
    twist = (old.library.get("lying_twist"),)
    days.basis = basis_of(Library(twist, old.library.conditions), old.book, old.screen)
    days.event(screened(days.next(), day(2), "fragile_bones"))
    found = day_plan(days.basis, days.course, days.diary, day(2))
    assert found.kind == "closed"
    assert "ask a physiotherapist" in english(found.notes[0])
    assert kinds(days.decide(2)) == [("caution", "drop", "lying_twist")]


def test_in_out_and_in_again_within_a_week_is_refused() -> None:
    days = Days.with_plan({"lying_twist": 0})
    for name, when, what in (
        ("shoelace_stretch", 1, "back"),
        ("shoelace_stretch", 2, "stop"),
    ):
        found = wish(days.basis, days.course, days.diary, day(when), name, what)  # type: ignore[arg-type]
        assert isinstance(found, Change)
        days.event(Wished(days.next(), day(when), found))
    again = wish(days.basis, days.course, days.diary, day(3), "shoelace_stretch", "back")
    assert refused(again) == "changed_this_week"
    later = wish(days.basis, days.course, days.diary, day(9), "shoelace_stretch", "back")
    assert isinstance(later, Change)


def test_a_plan_made_anew_is_no_way_round_two_a_week() -> None:
    days = Days.with_plan({"lying_twist": 0, "butterfly_pose": 0})
    for name in ("shoelace_stretch", "pigeon_pose"):
        found = wish(days.basis, days.course, days.diary, day(1), name, "back")
        assert isinstance(found, Change)
        days.event(Wished(days.next(), day(1), found))
    plan = begin(days.basis, days.course, "ease_in", StartFacts(2), day(2))
    assert isinstance(plan, Plan)
    days.event(Started(days.next(), day(2), plan, 2))
    third = wish(days.basis, days.course, days.diary, day(2), "seated_twist", "back")
    assert refused(third) == "two_this_week"
