"""The plan in words, its story, and its chart: pure functions."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import get_args

import pytest

from tenfold.exercises.load import packaged_library
from tenfold.plan.basis import packaged_basis
from tenfold.plan.change import Change, ChangeKind, DueBecause, Refusal, RefusalKind, Safety, Status
from tenfold.plan.course import Answered, Started, Wished
from tenfold.plan.day import DayKind
from tenfold.plan.ladder import DoseStep, Place
from tenfold.plan.refusals import ALL
from tenfold.plan.rulebook import RULE_IDS
from tenfold.plan.wishes import answer, wish
from tenfold.web import plan_words
from tenfold.web.plan_chart import SHOWN_DAYS, chart, history_days, told_of
from tenfold.web.plan_notes import note_of
from tenfold.web.plan_story import STATE_WORDS, Deed, State, said_lately, since_last_practice, story
from tests.plan.course_made import Days, day, english

BASIS = packaged_basis()
TWIST = "lying_twist"


def story_of(days: Days, number: int) -> tuple[Deed, ...]:
    return story(days.basis, days.course, days.diary, day(number))


def wished(days: Days, number: int, name: str, what: str) -> Change:
    made = wish(days.basis, days.course, days.diary, day(number), name, what)  # type: ignore[arg-type]
    assert isinstance(made, Change), made
    days.event(Wished(days.next(), day(number), made))
    return made


def answered(days: Days, number: int, change_id: str, accepted: bool) -> None:
    made = answer(days.basis, days.course, days.diary, day(number), change_id, accepted)
    assert not isinstance(made, Refusal), made
    days.event(Answered(days.next(), day(number), change_id, accepted))


def amber_twice() -> Days:
    """Lying twist goes one step easier on day 2."""
    days = Days.with_plan({TWIST: 0, "butterfly_pose": 0})
    for number in (1, 2):
        days.sitting(number, {TWIST: 5, "butterfly_pose": 2})
    return days


# ---------------------------------------------------------------- words
@pytest.mark.parametrize(
    ("exercise_id", "level", "step", "said"),
    [
        ("reverse_lunge", 0, DoseStep("reps", 2, 10, 1), "2 sets of 10, each leg"),
        ("reverse_lunge", -2, DoseStep("reps", 1, 5, 1), "5 times"),
        (TWIST, 0, DoseStep("hold", 1, 40, 1), "40 seconds, each side"),
        (TWIST, 2, DoseStep("hold", 2, 60, 1), "2 rounds of 60 seconds, each side"),
        ("butterfly_pose", 0, DoseStep("breaths", 1, 5, 1), "5 breaths"),
        ("butterfly_pose", 0, DoseStep("breaths", 1, 1, 1), "1 breath"),
        ("standing_abdominal_hold", 0, DoseStep("hold", 1, 20, 6), "20 seconds, 6 rounds a day"),
        ("deep_squat_rest", 2, DoseStep("hold", 1, 120, 2), "2 minutes, 2 rounds a day"),
    ],
)
def test_a_dose_in_words(exercise_id: str, level: int, step: DoseStep, said: str) -> None:
    exercise = packaged_library().get(exercise_id)
    assert english(plan_words.whole_dose_line(exercise, level, step)) == said


def test_every_place_of_every_ladder_has_words() -> None:
    for name, ladder in BASIS.ladders.items():
        said = [
            english(line)
            for level in ladder.levels
            for step in range(len(ladder.doses[level]))
            if (line := plan_words.place_line(BASIS, name, Place(level, step))) is not None
        ]
        assert len(said) == len(set(said)) == sum(map(len, ladder.doses.values())), name


def test_a_place_that_is_no_more_has_no_words() -> None:
    assert plan_words.place_line(BASIS, TWIST, Place(0, 99)) is None
    assert plan_words.place_line(BASIS, "handstand", Place(0, 0)) is None
    assert plan_words.place_line(BASIS, TWIST, None) is None


def test_all_kinds_days_and_states_have_words() -> None:
    assert {english(plan_words.kind_line(kind)) for kind in get_args(ChangeKind)}
    assert set(plan_words.DAY_WORDS) == set(get_args(DayKind))
    assert set(STATE_WORDS) == set(get_args(State))
    assert set(ALL) == set(get_args(RefusalKind)), "a refusal's name always finds its sentence"
    for rule in RULE_IDS:
        assert english(plan_words.rule_line(BASIS, rule))


def test_whatever_closes_practice_has_a_title_a_sentence_and_a_button() -> None:
    for status in get_args(Status):
        if status != "open":
            title, sentences, button = plan_words.first_line(Safety(status))
            assert title.msgid and button.msgid and len(sentences) == 1
    for because in get_args(DueBecause):
        if because:
            _, sentences, _ = plan_words.first_line(Safety("screen_due", because))
            assert len(sentences) == 2


def test_the_numbers_of_a_change_are_named_and_not_repeated_as_codes() -> None:
    days = amber_twice()
    (deed,) = [one for one in story_of(days, 2) if one.change.rule == "2"]
    shown = [(english(a), english(b)) for a, b in plan_words.numbers_in_words(deed.change)]
    assert shown == [("Rise of pain during", "3")]


def test_every_number_that_a_rule_gives_has_a_name() -> None:
    """In the sentences of the rules: what is no word must be in the table of names."""
    spoken = {"exercise", "days", "flag", "note", "say"}
    named = set()
    for rule in BASIS.book.rules.values():
        for sentence in rule.because.values():
            named |= set(re.findall(r"\{(\w+)\}", sentence))
    assert named - spoken <= set(plan_words._NUMBERS)


# ---------------------------------------------------------------- the story
def test_a_change_that_counts_can_be_taken_back_until_the_next_practice() -> None:
    days = amber_twice()
    deed = next(one for one in story_of(days, 3) if one.change.rule == "2")
    assert (deed.state, deed.can_undo, deed.by_you) == ("counts", True, False)
    days.sitting(3, {TWIST: 2})
    deed = next(one for one in story_of(days, 3) if one.change.rule == "2")
    assert not deed.can_undo


def test_what_was_taken_back_is_told_and_is_no_news() -> None:
    days = amber_twice()
    change = next(one for one in story_of(days, 3) if one.change.rule == "2").change
    answered(days, 3, change.id, False)
    (deed,) = [one for one in story_of(days, 3) if one.change.id == change.id]
    assert deed.state == "taken_back"
    assert since_last_practice(story_of(days, 3), days.diary, day(3)) == ()


def test_the_same_wish_twice_a_day_is_two_deeds_with_one_to_take_back() -> None:
    days = Days.with_plan({TWIST: 0, "butterfly_pose": 0})
    first = wished(days, 1, TWIST, "easier")
    second = wished(days, 1, TWIST, "easier")
    assert first.id == second.id
    newest, older = story_of(days, 1)
    assert (newest.can_undo, older.can_undo) == (True, False)
    assert (newest.superseded, older.superseded) == (False, True)
    answered(days, 1, second.id, False)
    newest, older = story_of(days, 1)
    assert (newest.state, older.state) == ("taken_back", "counts")


def test_an_offer_waits_is_answered_or_lapses_and_is_told_once() -> None:
    days = Days.with_plan({TWIST: 0, "butterfly_pose": 0}, shortened=True)
    states = set()
    for number in range(1, 9):
        days.morning(number, 2)
        days.sitting(number, {TWIST: 2, "butterfly_pose": 2}, effort="easy")
        states |= {one.state for one in story_of(days, number)}
    assert {"open", "lapsed"} <= states or "open" in states
    offers = [one for one in story_of(days, 8) if one.change.rule == "5"]
    keys = [(one.change.exercise_id, one.change.after) for one in offers]
    assert len(keys) == len(set(keys)), "an offer that was made again is told once"
    waiting = next(one for one in offers if one.open)
    answered(days, 8, waiting.change.id, True)
    deed = next(one for one in story_of(days, 8) if one.change.id == waiting.change.id)
    assert deed.state == "accepted"
    line = note_of([deed], "", deed.change.id)
    assert line is not None
    assert english(line).startswith("Good. From now on: ")


def test_an_easy_day_is_news_on_its_day_only() -> None:
    days = Days.with_plan({TWIST: 0, "butterfly_pose": 0})
    days.sitting(1, {TWIST: 2})
    days.morning(2, 6)
    news = since_last_practice(story_of(days, 2), days.diary, day(2))
    assert "easy_day" in {one.change.kind for one in news}
    news = since_last_practice(story_of(days, 3), days.diary, day(3))
    assert "easy_day" not in {one.change.kind for one in news}


def test_advice_is_told_until_the_next_day_of_practice() -> None:
    days = Days.with_plan({TWIST: 0, "butterfly_pose": 0})
    days.sitting(1, {TWIST: 4})
    days.morning(2, 6)
    days.morning(3, 6)
    kinds = {one.advice.kind for one in said_lately(days.course, days.diary, day(3))}
    assert kinds == {"clinician", "walking"}
    days.sitting(3, {TWIST: 2})
    days.sitting(4, {TWIST: 2})
    assert said_lately(days.course, days.diary, day(5)) == ()


def test_a_plan_made_anew_begins_a_new_story() -> None:
    days = amber_twice()
    assert story_of(days, 2)
    assert days.course.plan is not None
    days.event(Started(days.next(), day(3), days.course.plan, 2))
    assert story_of(days, 3) == ()


def test_notes_are_only_for_what_is_known() -> None:
    assert note_of([], "no_such_refusal", "no such change") is None
    line = note_of([], "gentlest", "")
    assert line is not None
    assert english(line).startswith("This is its gentlest form.")


# ---------------------------------------------------------------- the chart
def drawn(days: Days, number: int, name: str = TWIST):  # type: ignore[no-untyped-def]
    some = history_days(
        days.basis, days.course, days.diary, name, story_of(days, number), day(number)
    )
    return some, chart(some, days.basis.ladders[name])


def test_each_day_has_its_place_pain_and_decision() -> None:
    days = amber_twice()
    some, picture = drawn(days, 3)
    assert [one.day for one in some] == [day(1), day(2), day(3)]
    assert [one.place and one.place.level for one in some] == [0, -1, -1], "as each day ended"
    assert [one.zone for one in some] == ["amber", "amber", None]
    assert [one.before for one in some] == [2, 2, None]
    assert [len(one.deeds) for one in some] == [0, 1, 0]
    assert [one.day for one in told_of(some)] == [day(2), day(1)]
    assert picture is not None
    assert [mark.zone for mark in picture.marks] == ["amber", "amber"]
    assert all(mark.points for mark in picture.marks), "told apart by shape too"
    assert len(picture.changes) == 1


def test_more_pain_is_drawn_higher_and_harder_above_easier() -> None:
    days = Days.with_plan({TWIST: 0, "butterfly_pose": 0})
    days.sitting(1, {TWIST: 1})
    days.sitting(2, {TWIST: 3})
    wished(days, 3, TWIST, "easier")
    _, picture = drawn(days, 4)
    assert picture is not None
    low, high = picture.marks
    assert high.y < low.y
    assert high.x > low.x
    (path,) = picture.paths
    before, after = [float(part) for part in re.findall(r"(?:M\S+ |V)([\d.]+)", path)]
    assert after > before


def test_all_that_is_drawn_lies_within_the_picture() -> None:
    days = Days.with_plan({TWIST: (2, 0), "butterfly_pose": 0})
    for number in range(1, 40):
        days.sitting(number, {TWIST: number % 11}, effort="hard")
    _, picture = drawn(days, 40)
    assert picture is not None
    for mark in picture.marks:
        assert picture.left <= mark.x <= picture.right
        assert picture.top <= mark.y <= picture.pain_bottom
    numbers = [float(one) for path in picture.paths for one in re.findall(r"[\d.]+", path)]
    assert all(0 <= one <= picture.width for one in numbers)


def test_time_out_of_the_plan_is_a_gap() -> None:
    days = Days.with_plan({TWIST: 0, "butterfly_pose": 0})
    days.sitting(1, {TWIST: 2})
    wished(days, 3, TWIST, "stop")
    wished(days, 6, TWIST, "back")
    some, picture = drawn(days, 9)
    assert [one.place is None for one in some] == [False, False, True, True, True, *[False] * 4]
    assert picture is not None
    assert len(picture.paths) == 2


def test_a_long_history_shows_its_last_twelve_weeks() -> None:
    days = Days.with_plan({TWIST: 0, "butterfly_pose": 0})
    for number in range(1, 121, 7):
        days.sitting(number, {TWIST: 2})
    some, picture = drawn(days, 120)
    assert len(some) == SHOWN_DAYS
    assert some[0].place is not None, "the plan is older than the picture"
    assert picture is not None
    assert (picture.first, picture.last) == (day(120) - timedelta(days=SHOWN_DAYS - 1), day(120))


def test_without_anything_told_there_is_no_chart() -> None:
    days = Days.with_plan({TWIST: 0, "butterfly_pose": 0})
    some, picture = drawn(days, 5)
    assert picture is None
    assert told_of(some) == ()


def test_a_first_day_is_drawn_too() -> None:
    days = Days.with_plan({TWIST: 0, "butterfly_pose": 0})
    days.sitting(1, {TWIST: 2})
    _, picture = drawn(days, 1)
    assert picture is not None
    assert picture.dots, "a line of one day could not be seen"
    assert isinstance(picture.first, date)


def test_advice_that_comes_every_morning_is_loud_on_the_first_only() -> None:
    days = Days.with_plan({TWIST: 0, "butterfly_pose": 0})
    days.sitting(1, {TWIST: 2})
    loud = []
    for number in (2, 3, 4):
        days.morning(number, 2, leg="further_down")
        loud += [not one.again for one in said_lately(days.course, days.diary, day(number))]
    assert loud == [True, False, False]
