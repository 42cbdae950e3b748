"""The questions before the start: the worst answer wins, and a lock locks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenfold.exercises.packaged import library_text
from tenfold.plan.basis import packaged_basis
from tenfold.plan.course import Checked, Cleared, Course, Screened
from tenfold.plan.day import day_plan
from tenfold.plan.reading import DataError
from tenfold.plan.safety import safety
from tenfold.plan.screen import (
    OUTCOMES,
    Answers,
    ScreenRefusal,
    ScreenResult,
    evaluate,
    evaluate_weekly,
    packaged_screen,
    read_screen,
)
from tests.plan.course_made import Days, all_no, day, screened, started

SCREEN = packaged_screen()
BASIS = packaged_basis()
TEXT = library_text("screen.toml")
LOCKING = {"emergency_now", "same_day", "see_clinician_first"}


def outcome(**answers: str | tuple[str, ...]) -> str:
    found = evaluate(SCREEN, all_no(**answers), "18_to_64")
    assert isinstance(found, ScreenResult)
    return found.outcome


def test_ten_questions_with_two_that_come_back() -> None:
    assert len(SCREEN.questions) == 10
    assert [one.number for one in SCREEN.questions] == list(range(1, 11))
    assert [one.id for one in SCREEN.weekly] == ["saddle", "weakness"]


def test_no_to_everything_is_go_ahead() -> None:
    assert outcome() == "go_ahead"


@pytest.mark.parametrize(
    ("question", "answer", "leads_to"),
    [
        ("saddle", "yes", "emergency_now"),
        ("weakness", "yes", "emergency_now"),
        ("injury", "yes", "emergency_now"),
        ("injury", "walking", "same_day"),
        ("infection", "yes", "same_day"),
        ("circulation", "yes", "emergency_now"),
        ("general", "yes", "see_clinician_first"),
        ("bones", "yes", "see_clinician_first"),
        ("stiffness", "yes", "book"),
        ("leg", "mild", "book"),
        ("leg", "worse", "see_clinician_first"),
        ("leg", "long", "see_clinician_first"),
        ("leg", "both_or_weak", "emergency_now"),
        ("about_you", ("told_not_to",), "see_clinician_first"),
        ("about_you", ("recent_operation",), "see_clinician_first"),
        ("about_you", ("unstable_heart",), "see_clinician_first"),
        ("about_you", ("pregnant",), "book"),
        ("about_you", ("groin", "outer_hip"), "go_ahead"),
    ],
)
def test_where_each_answer_leads(
    question: str, answer: str | tuple[str, ...], leads_to: str
) -> None:
    assert outcome(**{question: answer}) == leads_to


@pytest.mark.parametrize("question", SCREEN.questions[:5], ids=lambda one: one.id)
def test_not_sure_about_the_first_five_is_advice_today(question: object) -> None:
    assert outcome(**{question.id: "not_sure"}) == "same_day"  # type: ignore[attr-defined]


def test_not_sure_is_offered_everywhere_and_never_milder_than_no() -> None:
    for question in SCREEN.questions:
        assert question.many or "not_sure" in question.choices


def test_conditions_come_from_the_answers() -> None:
    found = evaluate(
        SCREEN, all_no(bones="not_sure", leg="mild", about_you=("knee", "dizzy")), "18_to_64"
    )
    assert isinstance(found, ScreenResult)
    assert found.conditions == {"fragile_bones", "leg_nerve_pain", "knee_trouble", "dizziness"}


def test_every_condition_of_the_matrix_can_be_told() -> None:
    told = {
        condition
        for question in SCREEN.questions
        for choice in question.choices.values()
        for condition in choice.conditions
    }
    assert told == {one.id for one in BASIS.library.conditions}


def test_an_emergency_does_not_wait_for_the_other_answers() -> None:
    found = evaluate(SCREEN, {"saddle": "yes"}, "18_to_64")
    assert isinstance(found, ScreenResult)
    assert (found.outcome, found.whole, found.because) == ("emergency_now", False, ("saddle",))


def test_otherwise_every_question_needs_an_answer() -> None:
    found = evaluate(SCREEN, {"saddle": "no"}, "18_to_64")
    assert isinstance(found, ScreenRefusal)
    assert found.kind == "incomplete"
    assert len(found.missing) == 9


def test_under_18_it_is_not_offered() -> None:
    assert evaluate(SCREEN, all_no(), "under_18") == ScreenRefusal("not_offered")
    course = started(age="18_to_64")
    from tenfold.plan.course import AgeGiven
    from tenfold.plan.diary_days import Diary

    told = course.plus(AgeGiven(9, day(1), "under_18"))
    assert safety(BASIS, told, Diary(), day(1)).status == "not_offered"


@pytest.mark.parametrize(
    "answers",
    [{"saddle": "maybe"}, {"about_you": ("none", "knee")}, {"saddle": ("yes", "no")}],
)
def test_an_answer_that_does_not_exist_is_an_error(answers: Answers) -> None:
    with pytest.raises(ValueError, match="answer"):
        evaluate(SCREEN, answers, "18_to_64")


@st.composite
def answer_sets(draw: st.DrawFn) -> dict[str, str | tuple[str, ...]]:
    answers: dict[str, str | tuple[str, ...]] = {}
    for question in SCREEN.questions:
        if question.many:
            ids = [one for one in question.choices if one != "none"]
            ticked = draw(st.lists(st.sampled_from(ids), unique=True, max_size=4))
            answers[question.id] = tuple(ticked) or ("none",)
        else:
            answers[question.id] = draw(st.sampled_from(list(question.choices)))
    return answers


@given(answer_sets())
def test_the_worst_answer_wins(answers: dict[str, str | tuple[str, ...]]) -> None:
    found = evaluate(SCREEN, answers, "18_to_64")
    assert isinstance(found, ScreenResult)
    each = []
    for question in SCREEN.questions:
        told = answers[question.id]
        ids = (told,) if isinstance(told, str) else told
        each += [OUTCOMES.index(question.choices[one].outcome) for one in ids]
    assert OUTCOMES.index(found.outcome) == max(each)
    assert bool(found.locking) == (found.outcome in LOCKING)


# --- the lock ---------------------------------------------------------------------------------


def locked_by(**answers: str | tuple[str, ...]) -> Days:
    days = Days.with_plan({"lying_twist": 0})
    days.event(screened(days.next(), day(1), answers=all_no(**answers)))
    return days


@pytest.mark.parametrize(
    "answers", [{"saddle": "yes"}, {"infection": "not_sure"}, {"general": "yes"}]
)
def test_a_lock_stays_until_seen_and_screened_again(answers: dict[str, str]) -> None:
    days = locked_by(**answers)
    assert days.status(1) == days.status(30) == "locked"
    days.event(screened(days.next(), day(2)))
    assert days.status(2) == "locked", "answering again is not enough"
    days.event(Cleared(days.next(), day(3)))
    assert days.status(3) == "screen_again", "having been seen is not enough either"
    days.event(screened(days.next(), day(3)))
    assert days.status(3) == "open"


def test_a_locked_day_holds_nothing() -> None:
    days = locked_by(weakness="yes")
    found = day_plan(days.basis, days.course, days.diary, day(1))
    assert (found.kind, found.items) == ("closed", ())
    assert found.safety.say is not None
    assert days.decide(1).changes == ()
    assert {one.not_up for one in days.decide(1).effects.exercises} == {"locked"}


def test_a_lock_says_what_it_closes() -> None:
    assert {"practice", "reminders", "rounds_of_the_day"} <= SCREEN.closes
    assert {"screen", "diary", "report"} <= SCREEN.leaves_open


def test_the_same_answer_after_being_seen_goes_on_gently_where_that_is_possible() -> None:
    days = locked_by(bones="yes")
    days.event(Cleared(days.next(), day(3)))
    again = evaluate(SCREEN, all_no(bones="yes"), "18_to_64", cleared=days.course.ledger.cleared)
    assert isinstance(again, ScreenResult)
    assert (again.outcome, again.conditions) == ("go_ahead", {"fragile_bones"})
    other = evaluate(
        SCREEN, all_no(about_you=("told_not_to",)), "18_to_64", cleared=days.course.ledger.cleared
    )
    assert isinstance(other, ScreenResult)
    assert other.outcome == "see_clinician_first", "what was cleared was the other question"


def test_an_emergency_answer_is_never_talked_away() -> None:
    days = locked_by(saddle="yes")
    days.event(Cleared(days.next(), day(3)))
    again = evaluate(SCREEN, all_no(saddle="yes"), "18_to_64", cleared=days.course.ledger.cleared)
    assert isinstance(again, ScreenResult)
    days.event(Screened(days.next(), day(3), again))
    assert days.status(3) == "locked"
    for question in SCREEN.questions[:5]:
        assert question.ask_cleared != question.ask, "after being seen it asks what is new"


def test_saying_seen_without_a_lock_changes_nothing() -> None:
    days = Days.with_plan({"lying_twist": 0})
    before = days.course.ledger
    days.event(Cleared(days.next(), day(1)))
    assert days.course.ledger == before


# --- when the questions come back ---------------------------------------------------------------


def test_without_the_questions_there_is_no_practice() -> None:
    from tenfold.plan.diary_days import Diary

    assert safety(BASIS, Course(), Diary(), day(1)).status == "unscreened"


def test_the_two_questions_come_back_every_week_and_all_ten_after_28_days() -> None:
    days = Days.with_plan({"lying_twist": 0})
    assert days.status(7) == "open"
    assert days.status(8) == "questions_due"
    for week in (8, 15, 22):
        found = evaluate_weekly(SCREEN, all_no())
        assert isinstance(found, ScreenResult)
        days.event(Checked(days.next(), day(week), found))
        days.sitting(week, {"lying_twist": 2})
        assert days.status(week) == "open"
    assert days.status(28) == "open"
    due = safety(BASIS, days.course, days.diary, day(29))
    assert (due.status, due.because) == ("screen_due", "28_days")


def test_a_weekly_yes_locks() -> None:
    days = Days.with_plan({"lying_twist": 0})
    found = evaluate_weekly(SCREEN, {"saddle": "no", "weakness": "yes"})
    assert isinstance(found, ScreenResult)
    days.event(Checked(days.next(), day(8), found))
    assert days.status(8) == "locked"


def test_anything_new_brings_all_ten_back() -> None:
    days = Days.with_plan({"lying_twist": 0})
    assert evaluate_weekly(SCREEN, all_no(), anything_new=True) is None
    days.event(Checked(days.next(), day(8), None))
    assert safety(BASIS, days.course, days.diary, day(8)).because == "anything_new"
    days.event(screened(days.next(), day(8)))
    assert days.status(8) == "open"


def test_the_two_questions_need_answers() -> None:
    assert isinstance(evaluate_weekly(SCREEN, {}), ScreenRefusal)


def test_after_a_red_event_all_ten_come_back_before_the_next_practice() -> None:
    days = Days.with_plan({"lying_twist": 0, "butterfly_pose": 0})
    days.sitting(2, {"lying_twist": 7, "butterfly_pose": 2})
    found = safety(BASIS, days.course, days.diary, day(3))
    assert (found.status, found.because) == ("screen_due", "red")
    days.event(screened(days.next(), day(3)))
    assert days.status(3) == "open"


def test_a_red_event_counts_before_anything_was_decided_on_it() -> None:
    days = Days.with_plan({"lying_twist": 0, "butterfly_pose": 0}, shortened=True)
    from tenfold.plan.diary import ExerciseReport, SideReport, SittingEntry

    report = ExerciseReport("pigeon_pose", 0, (SideReport("left", 8),))
    days.enter(SittingEntry("x", days.next(), day(2), "x", (report,), 2))
    assert safety(BASIS, days.course, days.diary, day(2)).because == "red", "also outside the plan"


def test_numb_or_weak_asks_the_two_questions_first() -> None:
    days = Days.with_plan({"lying_twist": 0, "butterfly_pose": 0})
    days.morning(2, 2, flags=frozenset({"numb_weak"}))
    found = safety(BASIS, days.course, days.diary, day(2))
    assert (found.status, found.because) == ("questions_due", "numb_weak")
    result = evaluate_weekly(SCREEN, all_no())
    assert isinstance(result, ScreenResult)
    days.event(Checked(days.next(), day(2), result))
    assert days.status(2) == "open"


def test_after_14_days_away_all_ten_come_back() -> None:
    days = Days.with_plan({"lying_twist": 0})
    days.sitting(1, {"lying_twist": 2})
    assert safety(BASIS, days.course, days.diary, day(15)).because == "weekly"
    assert safety(BASIS, days.course, days.diary, day(16)).because == "away"
    days.event(screened(days.next(), day(16)))
    assert days.status(16) == "open"


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('id = "book"', 'id = "books"', "id must be one of"),
        ('outcome = "same_day"', 'outcome = "someday"', "outcome must be one of"),
        ('cleared = "go_ahead"', 'cleared = "fine"', "cleared must be one of"),
        ("weekly_days = 7", "weekly = 7", "missing"),
    ],
)
def test_a_mistake_in_the_file_is_refused_with_its_place(old: str, new: str, where: str) -> None:
    assert old in TEXT
    with pytest.raises(DataError, match=where):
        read_screen(TEXT.replace(old, new, 1))


def test_an_outcome_without_words_is_refused() -> None:
    begin, end = TEXT.index('[[outcome]]\nid = "book"'), TEXT.index("[[question]]")
    middle = TEXT.index("[[outcome]]", begin + 1)
    with pytest.raises(DataError, match="outcome"):
        read_screen(TEXT[:begin] + TEXT[middle:end] + TEXT[end:])
