"""Edges of the rules: what a careful reader of the notes would try next."""

from __future__ import annotations

from dataclasses import replace

from tenfold.plan.basis import basis_of, packaged_basis
from tenfold.plan.change import Change
from tenfold.plan.course import Cleared, Plan, Started, Wished
from tenfold.plan.day import day_plan
from tenfold.plan.ladder import Place
from tenfold.plan.start import StartFacts, begin
from tenfold.plan.wishes import answer, begin_anew, wish
from tests.plan.course_made import Days, all_no, day, kinds, only, refused, screened, started

BASIS = packaged_basis()
TWIST = {"lying_twist": 0, "butterfly_pose": 0}


# --- another rule set, another ladder ------------------------------------------------


def coarser() -> object:
    """The same rules with larger steps, so that ladders have fewer places."""
    book = replace(BASIS.book, version="2", step=dict(BASIS.book.step) | {"hold_s": 30})
    return basis_of(BASIS.library, book, BASIS.screen)


def test_a_place_that_newer_rules_do_not_have_becomes_the_nearest_easier_one() -> None:
    ladder = BASIS.ladders["lying_twist"]
    assert ladder.fitted(Place(0, 99)) == ladder.full(0)
    assert ladder.fitted(Place(5, 0)).level == ladder.levels[-1]
    assert ladder.dose(Place(0, 99)) == ladder.dose(ladder.full(0))
    assert ladder.up(Place(0, 99)) == Place(1, 0)


def test_a_plan_goes_on_when_newer_rules_have_fewer_steps() -> None:
    days = Days.with_plan({"lying_twist": (0, 4), "butterfly_pose": 0})
    days.sitting(1, {"lying_twist": 2, "butterfly_pose": 2})
    days.basis = coarser()  # type: ignore[assignment]
    days.morning(2, 2)
    days.sitting(2, {"lying_twist": 7, "butterfly_pose": 2})
    assert days.place("lying_twist").level == -1
    assert day_plan(days.basis, days.course, days.diary, day(2)).kind == "closed", "red: questions"


# --- what hurt was gentler than the plan ------------------------------------------------


def test_one_level_down_is_below_what_was_done() -> None:
    ladder = BASIS.ladders["lying_twist"]
    assert ladder.below(Place(0, 2), 0) == ladder.start(-1)
    assert ladder.below(Place(0, 2), -1) == ladder.start(-2)
    assert ladder.below(Place(0, 2), -2) == ladder.gentlest
    assert ladder.below(Place(0, 2), 2) == ladder.start(-1), "done harder than planned"
    assert ladder.below(ladder.gentlest, -2) is None


# --- back after a long break ------------------------------------------------


def test_after_two_weeks_everybody_comes_back_to_their_own_first_dose() -> None:
    """At 65 and over that is one level easier than for others."""
    for age, level in (("18_to_64", 0), ("65_and_over", -1)):
        days = Days.with_plan({"lying_twist": 1}, age=age)
        days.sitting(1, {"lying_twist": 2})
        assert only(days.decide(16), "6").after == BASIS.ladders["lying_twist"].start(level), age


def test_who_asked_for_a_gentle_start_gets_it_again() -> None:
    days = Days(started(facts=StartFacts(2, wants_gentle=True)))
    for name in days.chosen:
        assert days.place(name).level == -1
    days.sitting(1, dict.fromkeys(days.chosen, 2))
    days.decide(16)
    for name in days.chosen:
        assert days.place(name).level == -1


# --- few days, and why ------------------------------------------------


def test_days_on_which_practice_was_closed_are_not_held_against_anybody() -> None:
    days = Days.with_plan(TWIST)
    days.sitting(1, {"lying_twist": 2, "butterfly_pose": 2})
    days.event(screened(days.next(), day(2), answers=all_no(saddle="yes")))
    days.event(Cleared(days.next(), day(6)))
    days.event(screened(days.next(), day(6)))
    assert [one.kind for one in days.morning(8, 2).advice] == []


def test_a_shorter_plan_that_has_emptied_is_not_made() -> None:
    names = (
        "reverse_lunge",
        "lying_twist",
        "seated_lunge",
        "butterfly_pose",
        "standing_abdominal_hold",
        "pigeon_pose",
    )
    days = Days.with_plan(dict.fromkeys(names, 0))
    days.sitting(1, dict.fromkeys(names, 2))
    shorter = next(one for one in days.morning(8, 2).changes if one.kind == "shorter")
    for name in shorter.keep:
        found = wish(BASIS, days.course, days.diary, day(8), name, "stop")
        assert isinstance(found, Change)
        days.event(Wished(days.next(), day(8), found))
    found = answer(BASIS, days.course, days.diary, day(8), shorter.id, accepted=True)
    assert refused(found) == "no_longer"


# --- looking back ------------------------------------------------


def looked_back(usual: int, mornings: dict[int, int], on: int) -> list[str]:
    days = Days.with_plan(TWIST, usual)
    for number, pain in mornings.items():
        if number < on:
            days.morning(number, pain)
    return [one.kind for one in days.morning(on, mornings[on]).advice if one.rule == "9"]


def test_from_no_pain_there_is_nothing_to_gain() -> None:
    same = dict.fromkeys(range(37, 44), 0)
    assert looked_back(0, same, 43) == []
    assert looked_back(3, dict.fromkeys(range(37, 44), 3), 43) == ["review"]


def test_a_bad_week_long_after_a_good_review_is_no_reason_for_another() -> None:
    good = dict.fromkeys(range(37, 45), 1)
    bad = dict.fromkeys(range(60, 66), 3)
    assert looked_back(4, good, 43) == []
    assert looked_back(4, good | bad, 65) == []


# --- a plan made anew ------------------------------------------------


def test_a_plan_is_not_made_anew_near_red() -> None:
    days = Days.with_plan(TWIST)
    assert begin_anew(BASIS, days.course, days.diary, day(1)) is None
    days.sitting(1, {"lying_twist": 7, "butterfly_pose": 2})
    assert refused(begin_anew(BASIS, days.course, days.diary, day(3))) == "red_this_week"


def test_a_plan_is_not_made_anew_after_a_morning_that_had_not_settled() -> None:
    days = Days.with_plan(TWIST)
    days.morning(1, 6)
    assert refused(begin_anew(BASIS, days.course, days.diary, day(2))) == "trouble_this_week"


def test_nothing_rises_in_the_week_after_a_plan_was_made_anew() -> None:
    days = Days.with_plan(TWIST)
    plan = begin(BASIS, days.course, "as_published", StartFacts(2), day(1))
    assert isinstance(plan, Plan)
    days.event(Started(days.next(), day(1), plan, 2))
    days.sitting(1, dict.fromkeys(days.chosen, 2), effort="easy")
    found = wish(BASIS, days.course, days.diary, day(2), "lying_twist", "harder")
    assert refused(found) == "changed_this_week"


# --- harder by wish ------------------------------------------------


def test_no_harder_in_the_days_after_a_morning_that_had_not_settled() -> None:
    """Rule 3 holds all exercises, whoever wants more."""
    days = Days.with_plan(TWIST)
    days.morning(1, 6)
    days.sitting(1, {"lying_twist": 2, "butterfly_pose": 2}, effort="easy")
    found = wish(BASIS, days.course, days.diary, day(2), "lying_twist", "harder")
    assert refused(found) == "trouble_this_week"


def test_no_second_set_of_lunges_in_the_first_week_even_by_wish() -> None:
    days = Days.with_plan({"reverse_lunge": 0})
    days.sitting(1, {"reverse_lunge": 2}, effort="easy")
    found = wish(BASIS, days.course, days.diary, day(2), "reverse_lunge", "harder")
    assert refused(found) == "first_week"
    days.sitting(8, {"reverse_lunge": 2}, effort="easy")
    found = wish(BASIS, days.course, days.diary, day(8), "reverse_lunge", "harder")
    assert isinstance(found, Change)


def test_a_red_event_is_told_of_once_though_two_rules_saw_it() -> None:
    days = Days.with_plan(TWIST)
    first = days.sitting(1, {"lying_twist": 7, "butterfly_pose": 2})
    assert kinds(first) == [("1", "easier", "lying_twist")]
    assert days.decide(1).changes == ()
