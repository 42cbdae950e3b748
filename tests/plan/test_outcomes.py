"""How much has changed, said against what people usually notice."""

from __future__ import annotations

import pytest

from tenfold.plan.diary import ActivityEntry, WeeklyEntry
from tenfold.plan.diary_days import Diary
from tenfold.plan.outcomes import (
    CHANGE_WORDS,
    PEG_QUESTIONS,
    Measure,
    activities_due,
    activity_changes,
    changed,
    peg_score,
)
from tests.plan.course_made import day, english


@pytest.mark.parametrize(
    ("measure", "before", "now", "noticed", "words"),
    [
        ("pain", 5, 5, False, "no change"),
        ("pain", 5, 4, False, "less than the usual change people notice"),
        ("pain", 5, 3, True, "better, by as much as people usually notice"),
        ("pain", 3, 2, True, "better"),
        ("pain", 0, 1, False, "less than the usual change"),
        ("pain", 4, 6, True, "worse, by as much as people usually notice"),
        ("peg", 6, 5, False, "less than"),
        ("peg", 6, 4.2, True, "better"),
        ("activities", 4, 6, True, "better"),
        ("activities", 4, 5, False, "less than"),
        ("activity", 4, 6, False, "less than"),
        ("activity", 7, 4, True, "worse"),
    ],
)
def test_a_change_is_said_against_the_usual_change(
    measure: Measure, before: float, now: float, noticed: bool, words: str
) -> None:
    found = changed(measure, before, now)
    assert found is not None
    assert found.noticed == noticed
    assert words in english(found.say)


def test_better_is_less_pain_and_more_able() -> None:
    pain, able = changed("pain", 5, 3), changed("activities", 3, 5)
    assert pain is not None
    assert able is not None
    assert pain.better == able.better == 2


def test_a_missing_number_is_no_change_at_all() -> None:
    assert changed("pain", None, 3) is None
    assert changed("pain", 3, None) is None


def test_the_three_questions_need_all_three_answers() -> None:
    assert len(PEG_QUESTIONS) == 3
    assert peg_score(WeeklyEntry("a", 1, day(1), (3, 4, 5))) == 4
    assert peg_score(WeeklyEntry("a", 1, day(1), (3, None, 5))) is None
    assert len(CHANGE_WORDS) == 7


def test_activities_are_compared_one_by_one() -> None:
    first = ActivityEntry("a", 1, day(1), (("Gardening", 3), ("Stairs", 5), ("Sitting", None)))
    later = ActivityEntry("b", 2, day(29), (("Gardening", 6), ("Sitting", 4)))
    diary = Diary([first, later])
    found = activity_changes(diary.activities())
    assert [(name, change.better) for name, change in found] == [("Gardening", 3)]
    assert activity_changes([first]) == ()


def test_activities_are_due_at_the_start_and_after_4_8_and_12_weeks() -> None:
    start = day(1).toordinal()
    assert activities_due(start, start - 1, []) is None
    assert activities_due(start, start, []) == 0
    told = [ActivityEntry("a", 1, day(1), (("Gardening", 3),))]
    assert activities_due(start, start + 27, told) is None
    assert activities_due(start, start + 28, told) == 4
    assert activities_due(start, start + 100, told) == 12


def test_activities_decide_the_review_beside_pain() -> None:
    """After six weeks: no less pain, but two points more able is change enough."""
    from tests.plan.course_made import Days

    for gain, advice in ((2, []), (1, ["review"])):
        days = Days.with_plan({"lying_twist": 0}, usual=4, shortened=True)
        days.enter(ActivityEntry("x", days.next(), day(1), (("Gardening", 3), ("Stairs", None))))
        days.enter(ActivityEntry("y", days.next(), day(29), (("Gardening", 3 + gain),)))
        days.enter(ActivityEntry("z", days.next(), day(30), (("Gardening", None),)))
        days.sitting(42, {"lying_twist": 4}, before=4)
        found = days.decide(43)
        assert [one.kind for one in found.advice if one.rule == "9"] == advice


def test_with_nothing_to_compare_there_is_no_review() -> None:
    from tests.plan.course_made import Days

    days = Days.with_plan({"lying_twist": 0}, usual=None, shortened=True)
    days.sitting(42, {"lying_twist": 4}, before=4)
    assert [one.kind for one in days.decide(43).advice if one.rule == "9"] == []


def test_clearly_better_ends_the_leg_without_a_clinician() -> None:
    from tests.plan.course_made import Days

    for change, advice in ((6, []), (5, ["leg_clinician"])):
        days = Days.with_plan({"lying_twist": 0}, shortened=True)
        days.morning(1, 2, leg="further_down")
        days.enter(WeeklyEntry("w", days.next(), day(7), change=change))
        for number in (4, 5, 6, 7):
            days.sitting(number, {"lying_twist": 2})
        assert [one.kind for one in days.morning(8, 2).advice] == advice
