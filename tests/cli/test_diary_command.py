"""``tenfold diary`` and ``tenfold plan`` as a person uses them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tenfold.cli import keeping
from tenfold.cli.main import app
from tenfold.plan.diary import ExerciseReport, MorningEntry, SittingEntry
from tenfold.store import Keeper, Store
from tests.opened import keeper_of, open_practice

MONDAY = datetime(2026, 11, 16, 18, 0, tzinfo=UTC)
Telling = Callable[..., str]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The record that the commands find."""
    monkeypatch.setenv("TENFOLD_HOME", str(tmp_path))
    monkeypatch.delenv("TENFOLD_DATABASE_URL", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(keeping, "now", lambda: MONDAY)
    return Store.open(f"sqlite:///{tmp_path / 'tenfold.db'}")


@pytest.fixture
def practised(store: Store) -> Keeper:
    """Somebody who has practised today and not said how it was."""
    open_practice(store, MONDAY - timedelta(days=1))
    keeper = keeper_of(store, MONDAY)
    done = [ExerciseReport(one, 0, done_fraction=1.0) for one in ("lying_twist", "butterfly_pose")]
    keeper.tell_sitting("a" * 32, done, pain_before=2)
    return keeper


def run(*args: str, code: int = 0) -> str:
    """What is said; the exit code must be ``code``."""
    result = CliRunner().invoke(app, list(args))
    assert result.exit_code == code, result.output
    return " ".join(result.output.split())


def told(store: Store) -> Keeper:
    return keeper_of(store, MONDAY)


def sitting(store: Store) -> SittingEntry:
    return next(one for one in told(store).entries if isinstance(one, SittingEntry))


# ---------------------------------------------------------------- telling
def test_a_morning_is_one_number(store: Store) -> None:
    open_practice(store, MONDAY - timedelta(days=1))
    assert "Kept for today: Morning: pain on waking 3." in run("diary", "morning", "3")
    (entry,) = told(store).entries
    assert isinstance(entry, MorningEntry)
    assert (entry.pain, entry.day) == (3, MONDAY.date())


def test_a_forgotten_morning_is_told_for_its_day(store: Store) -> None:
    run("diary", "morning", "4", "--sore", "6", "--day", "2026-11-10")
    (entry,) = told(store).entries
    assert isinstance(entry, MorningEntry)
    assert (entry.day.isoformat(), entry.soreness) == ("2026-11-10", 6)
    assert "yesterday" in run("diary", "morning", "2", "--day", "yesterday")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["morning", "12"], "from 0 to 10, not '12'"),
        (["morning", "3", "--day", "2026-11-17"], "still to come"),
        (["morning", "3", "--day", "someday"], "like 2026-11-20"),
        (["morning"], "Nothing to keep"),
        (["morning", "3", "--flag", "tired"], "sharp, leg-spread, numb-weak"),
        (["morning", "3", "--leg", "down"], "no, further-down, over-half-hour"),
        (["weekly", "3", "4"], "enjoyment of life?"),
        (["weekly"], "Three numbers from 0 to 10"),
        (["weekly", "3", "4", "2", "--change", "9"], "7 Very much better"),
        (["activities", "Stairs"], 'like "Putting on socks=4"'),
        (["add"], "Which exercises?"),
        (["add", "-e", "jumping"], "There is no exercise 'jumping'"),
        (["after", "3"], "no practice to tell of"),
        (["strike", "abc"], "no entry 'abc'"),
    ],
)
def test_what_cannot_be_kept_is_said_in_words_and_keeps_nothing(
    store: Store, args: list[str], said: str
) -> None:
    assert said in run("diary", *args, code=2)
    assert told(store).entries == ()


def test_a_week_is_three_numbers_and_a_change(store: Store) -> None:
    answer = run("diary", "weekly", "4", "-", "2", "--change", "5", "--reason", "too-long")
    assert "4, –, 2" in answer
    assert "A little better" in answer
    (entry,) = told(store).diary.weekly()
    assert (entry.peg, entry.change, entry.reason) == ((4, None, 2), 5, "too_long")


def test_activities_are_names_with_numbers(store: Store) -> None:
    run("diary", "activities", "Putting on socks=4", "Stairs=-")
    (entry,) = told(store).diary.activities()
    assert entry.scores == (("Putting on socks", 4), ("Stairs", None))


def test_after_tells_of_the_last_practice(store: Store, practised: Keeper) -> None:
    run("diary", "after", "2", "--worst", "3", "--effort", "easy")
    assert {side.pain_worst for one in sitting(store).exercises for side in one.sides} == {3}
    assert [one.effort for one in sitting(store).exercises] == ["easy", "easy"]


def test_high_pain_asks_which_exercise_it_was(store: Store, practised: Keeper) -> None:
    assert "--exercise NAME" in run("diary", "after", "--worst", "7", code=2)
    assert sitting(store).exercises[0].sides == ()
    answer = run("diary", "after", "--exercise", "lying twist", "--side", "right", "--worst", "7")
    assert "Lying twist goes one step easier" in answer
    assert "(rule 1)" in answer
    assert "Practice is closed until the ten questions are answered again." in answer


def test_who_cannot_tell_which_says_all(store: Store, practised: Keeper) -> None:
    run("diary", "after", "--worst", "7", "--all")
    assert all(side.pain_worst == 7 for one in sitting(store).exercises for side in one.sides)


def test_a_flag_is_told_of_one_exercise(store: Store, practised: Keeper) -> None:
    assert "--exercise NAME" in run("diary", "after", "--flag", "numb-weak", code=2)
    answer = run("diary", "after", "--exercise", "butterfly", "--flag", "numb-weak")
    assert "two short questions" in answer


def test_practice_without_the_app_is_added_for_its_day(store: Store) -> None:
    answer = run(
        *("diary", "add", "--day", "2026-11-12", "-e", "pigeon", "--some", "reverse lunge"),
        *("--before", "2", "--worst", "3", "--effort", "right", "--after", "2"),
    )
    assert "Thursday, November 12" in answer
    entry = sitting(store)
    assert [(one.exercise_id, one.done_fraction) for one in entry.exercises] == [
        ("pigeon_pose", 1.0),
        ("reverse_lunge", 0.5),
    ]
    assert entry.pain_before == 2


# ---------------------------------------------------------------- reading
def test_the_list_is_by_day_and_says_what_the_plan_did(store: Store, practised: Keeper) -> None:
    run("diary", "morning", "3")
    text = run("diary", "list")
    assert text.index("Today") < text.index("Yesterday")
    assert "Morning: pain on waking 3." in text
    assert "Your plan began: ease in." in text


def test_an_empty_diary_says_how_to_begin(store: Store) -> None:
    assert "tenfold diary morning 3" in run("diary", "list")


def test_an_entry_is_struck_out_by_the_number_that_the_list_shows(store: Store) -> None:
    run("diary", "morning", "3")
    number = re.search(r"waking 3\. ([0-9a-f]{8})", run("diary", "list"))
    assert number
    assert "Struck out." in run("diary", "strike", number[1])
    assert told(store).entries == ()


def test_the_plan_says_what_the_day_holds(store: Store) -> None:
    open_practice(store, MONDAY)
    text = run("plan")
    assert "Today: An ordinary day" in text
    assert "Lying twist: 30 seconds, each side" in text


def test_the_plan_says_why_a_day_is_easy(store: Store) -> None:
    open_practice(store, MONDAY - timedelta(days=1))
    assert "Today is an easy day" in run("diary", "morning", "6")
    text = run("plan")
    assert "An easy day" in text
    assert "pain this morning is 6, and 2 is usual for you (rule 3)" in text


def test_before_the_questions_practice_is_closed_and_that_is_said(store: Store) -> None:
    text = run("plan")
    assert "ten short questions" in text
    assert "tenfold serve" in text
    assert "Lying twist" not in text


def test_while_it_is_locked_the_diary_may_still_be_told(store: Store) -> None:
    keeper = open_practice(store, MONDAY)
    keeper.tell_morning(2, flags=frozenset({"numb_weak"}))
    assert "two short questions" in run("diary", "morning", "3")
    assert "two short questions" in run("plan")


def test_a_record_that_cannot_be_read_is_said_in_a_line(store: Store, tmp_path: Path) -> None:
    store.close()
    (tmp_path / "tenfold.db").write_bytes(b"no database" * 100)
    answer = run("diary", "morning", "3", code=1)
    assert "The record is damaged" in answer
    assert "Traceback" not in answer
