"""What the diary's forms make of what a person filled in."""

from __future__ import annotations

from datetime import date

import pytest

from tenfold.plan.diary import ExerciseReport, SideReport
from tenfold.plan.rulebook import packaged_rulebook
from tenfold.web import diary_forms as forms
from tenfold.web.diary_forms import Asked, FormError, WhichExerciseError

ZONES = packaged_rulebook().zones
TODAY = date(2026, 11, 23)
LUNGE = Asked(ExerciseReport("reverse_lunge", 0, done_fraction=1.0), ("left", "right"))
FOLD = Asked(ExerciseReport("butterfly_pose", -1, done_fraction=0.5), ("both",))
BOTH = (LUNGE, FOLD)


def refused(line: object) -> pytest.RaisesExc[FormError]:
    return pytest.RaisesExc(FormError, check=lambda error: error.line == line)


# ---------------------------------------------------------------- numbers and days
def test_a_number_left_out_is_no_number_and_not_zero() -> None:
    assert forms.whole("") is None
    assert forms.whole(" 0 ") == 0
    assert forms.whole("10") == 10


@pytest.mark.parametrize("text", ["11", "-1", "3.5", "two", "٣", "1e1", "0x3", "9" * 60])
def test_what_is_no_number_from_0_to_10_is_refused(text: str) -> None:
    with refused(forms.NOT_UNDERSTOOD):
        forms.whole(text)


def test_a_day_is_today_unless_it_is_given() -> None:
    assert forms.day_told("", TODAY) == TODAY
    assert forms.day_told("2026-11-20", TODAY) == date(2026, 11, 20)


def test_a_day_to_come_cannot_be_told_of() -> None:
    with refused(forms.DAY_TO_COME):
        forms.day_told("2026-11-24", TODAY)


@pytest.mark.parametrize("text", ["yesterday", "2026-02-30", "20.11.2026"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with refused(forms.NO_SUCH_DAY):
        forms.day_told(text, TODAY)


# ---------------------------------------------------------------- morning, week, activities
def test_a_morning_may_be_left_empty_altogether() -> None:
    assert forms.morning_told({"pain": "", "soreness": ""}).empty


def test_a_morning_holds_pain_soreness_leg_and_flags() -> None:
    told = forms.morning_told(
        {"pain": "3", "soreness": "6", "leg": "further_down", "flag_numb_weak": "yes"}
    )
    assert (told.pain, told.soreness, told.leg) == (3, 6, "further_down")
    assert told.flags == {"numb_weak"}


def test_a_flag_that_there_is_not_is_not_a_flag() -> None:
    assert forms.morning_told({"flag_tired": "yes", "flag_dizzy": "no"}).flags == frozenset()


def test_a_week_keeps_which_of_its_three_questions_was_left_out() -> None:
    told = forms.weekly_told({"peg_0": "4", "peg_1": "", "peg_2": "2", "change": "5"})
    assert told.peg == (4, None, 2)
    assert told.change == 5
    assert told.reason is None


@pytest.mark.parametrize("field", [{"change": "0"}, {"change": "8"}, {"reason": "lazy"}])
def test_an_answer_that_is_not_offered_is_refused(field: dict[str, str]) -> None:
    with refused(forms.NOT_UNDERSTOOD):
        forms.weekly_told(field)


def test_activities_are_named_in_the_persons_own_words() -> None:
    told = forms.activities_told(
        {"name_0": "  Putting on   socks ", "score_0": "4", "name_1": "Stairs", "score_1": ""}
    )
    assert told == (("Putting on socks", 4), ("Stairs", None))


def test_a_number_for_an_activity_without_a_name_is_asked_about() -> None:
    with refused(forms.NAME_FIRST):
        forms.activities_told({"name_0": " ", "score_0": "4"})


def test_two_activities_of_one_name_could_not_be_told_apart() -> None:
    with refused(forms.SAME_NAME):
        forms.activities_told({"name_0": "Stairs", "name_1": "stairs"})


# ---------------------------------------------------------------- how it was
def test_one_press_says_that_pain_stayed_where_it_was() -> None:
    told = forms.all_fine({"fine": "easy"}, BOTH, 2, ZONES)
    assert (told.pain_before, told.pain_after, told.leg) == (2, 2, "no")
    assert told.exercises[0] == ExerciseReport(
        "reverse_lunge", 0, (SideReport("left", 2), SideReport("right", 2)), 1.0, "easy"
    )
    assert told.exercises[1].sides == (SideReport("both", 2),)


def test_without_pain_before_the_one_press_needs_its_number() -> None:
    with refused(forms.NUMBER_FIRST):
        forms.all_fine({"fine": "right"}, BOTH, None, ZONES)
    assert forms.all_fine({"fine": "right", "steady": "3"}, BOTH, None, ZONES).pain_before == 3


def test_after_a_single_exercise_one_press_is_enough_and_pain_stays_unknown() -> None:
    told = forms.all_fine({"fine": "right", "steady": ""}, BOTH[:1], None, ZONES)
    assert (told.pain_before, told.pain_after, told.leg) == (None, None, "no")
    assert (told.exercises[0].sides, told.exercises[0].effort) == ((), "right")


def test_pain_of_eight_all_the_time_is_not_called_fine() -> None:
    with pytest.raises(FormError):
        forms.all_fine({"fine": "easy"}, BOTH, 8, ZONES)


def test_what_was_left_out_stays_unknown() -> None:
    told = forms.how_it_was({"pain_after": "1"}, BOTH, 2, ZONES)
    assert told.pain_after == 1
    assert [one.sides for one in told.exercises] == [(), ()]
    assert [one.effort for one in told.exercises] == [None, None]


def test_each_side_has_its_own_number_and_flags() -> None:
    told = forms.how_it_was(
        {"worst_0_left": "2", "worst_0_right": "5", "flag_0_right_sharp": "yes"}, BOTH, 2, ZONES
    )
    assert told.exercises[0].sides == (
        SideReport("left", 2),
        SideReport("right", 5, frozenset({"sharp"})),
    )
    assert told.flags == {"sharp"}


def test_one_side_told_leaves_the_other_unknown_and_not_fine() -> None:
    told = forms.how_it_was({"worst_0_right": "2"}, BOTH, 2, ZONES)
    assert told.exercises[0].sides == (SideReport("left", None), SideReport("right", 2))


def test_the_one_number_of_the_practice_page_is_no_side_left_out() -> None:
    asked = Asked(LUNGE.report, ("both", "left", "right"))
    told = forms.how_it_was({"worst_0_both": "6"}, (asked,), 2, ZONES)
    assert told.exercises[0].sides == (SideReport("both", 6),)


def test_what_is_said_of_all_holds_for_those_not_told_apart() -> None:
    told = forms.how_it_was(
        {"all_worst": "3", "all_effort": "right", "worst_1_both": "0", "effort_1": "easy"},
        BOTH,
        2,
        ZONES,
    )
    assert told.exercises[0].sides == (SideReport("left", 3), SideReport("right", 3))
    assert told.exercises[0].effort == "right"
    assert told.exercises[1].sides == (SideReport("both", 0),)
    assert told.exercises[1].effort == "easy"


def test_high_pain_said_of_all_is_asked_about_once_and_then_counts_for_all() -> None:
    with pytest.raises(WhichExerciseError):
        forms.how_it_was({"all_worst": "6"}, BOTH, 2, ZONES)
    told = forms.how_it_was({"all_worst": "6", "sure": "1"}, BOTH, 2, ZONES)
    assert all(side.pain_worst == 6 for one in told.exercises for side in one.sides)


def test_of_one_exercise_it_is_known_which_it_was() -> None:
    told = forms.how_it_was({"all_worst": "6"}, (FOLD,), 2, ZONES)
    assert told.exercises[0].sides == (SideReport("both", 6),)


def test_effort_may_be_a_number_in_place_of_a_word() -> None:
    told = forms.how_it_was({"rpe_0": "4", "all_effort": "hard"}, (LUNGE,), 2, ZONES)
    assert (told.exercises[0].rpe, told.exercises[0].effort) == (4, None)


def test_a_form_shown_again_says_what_was_told() -> None:
    fields = {
        "pain_before": "2",
        "pain_after": "3",
        "leg": "further_down",
        "worst_0_left": "2",
        "worst_0_right": "5",
        "flag_0_right_knee": "yes",
        "effort_0": "hard",
        "worst_1_both": "0",
        "rpe_1": "3",
    }
    told = forms.how_it_was(fields, BOTH, None, ZONES)
    again = [Asked(one, asked.sides) for one, asked in zip(told.exercises, BOTH, strict=True)]
    assert forms.filled_in(again, told.pain_before, told.pain_after, told.leg) == fields
    assert forms.how_it_was(fields, again, None, ZONES) == told


# ---------------------------------------------------------------- done without the app
def test_what_was_done_without_the_app_is_chosen_from_a_list() -> None:
    told = forms.without_app_told(
        {
            "part_reverse_lunge": "all",
            "level_reverse_lunge": "-1",
            "part_butterfly_pose": "none",
            "part_standing_abdominal_hold": "some",
            "rounds_standing_abdominal_hold": "4",
        },
        {
            "reverse_lunge": (-2, -1, 0),
            "butterfly_pose": (0,),
            "standing_abdominal_hold": (0,),
        },
    )
    assert told == (
        ExerciseReport("reverse_lunge", -1, done_fraction=1.0),
        ExerciseReport("standing_abdominal_hold", 0, done_fraction=0.5, rounds=4),
    )


def test_choosing_nothing_says_so() -> None:
    with refused(forms.ONE_AT_LEAST):
        forms.without_app_told({"part_lying_twist": "none"}, {"lying_twist": (0,)})


def test_a_form_that_an_exercise_does_not_have_is_refused() -> None:
    with refused(forms.NOT_UNDERSTOOD):
        forms.without_app_told(
            {"part_lying_twist": "all", "level_lying_twist": "2"}, {"lying_twist": (0,)}
        )
