"""Stories: what a person told, step by step, and what came of it. One file each, for reading.

Each step has a time (``at``, with the offset of the person's clock), who told it (``device``, the
same computer if nothing is said) and what was done (``do``). What came of a step is beside it:
``changes`` of the plan, all of them ("easier pigeon_pose to -1"), ``why`` in words, ``status`` (is
practice open?), ``today`` (what kind of day), ``items`` (exercise and level), ``said`` (where the
questions led), ``refused`` (a wish, by the name of the refusal). They run through the keeper and a
real record, as the program does.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pytest

from tenfold.plan.basis import Basis, packaged_basis
from tenfold.plan.change import Change, Refusal
from tenfold.plan.course import Decided, Wished
from tenfold.plan.diary import ExerciseReport, MorningEntry, SideReport
from tenfold.plan.rulebook import RULE_IDS
from tenfold.plan.screen import ScreenRefusal, ScreenResult
from tenfold.plan.start import StartFacts
from tenfold.store import Keeper, LogCache, Store
from tests.opened import all_no
from tests.plan.course_made import english

STORIES = sorted((Path(__file__).parent / "stories").glob("*.toml"))
Step = dict[str, Any]
EXPECTED: Final = {"changes", "why", "status", "today", "items", "said", "refused", "resting"}


class Telling:
    """A story under way."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.person = store.person().id
        self.caches: dict[str, LogCache] = {}
        self.basis: Basis = packaged_basis()
        self.ids: list[str] = []
        """Of the entries told, in their order."""

    def keeper(self, step: Step) -> Keeper:
        cache = self.caches.setdefault(step.get("device", "computer"), LogCache())
        at = datetime.fromisoformat(step["at"])
        return Keeper(self.store, self.person, self.basis, at, cache)


def screen(keeper: Keeper, step: Step, story: Telling) -> Any:
    keeper.give_age(step.get("age", "18_to_64"))
    given = {
        name: tuple(one) if isinstance(one, list) else one
        for name, one in step.get("answers", {}).items()
    }
    return keeper.answer_screen(all_no(**given))


def questions(keeper: Keeper, step: Step, story: Telling) -> Any:
    answers = {"saddle": "no", "weakness": "no"} | step.get("answers", {})
    return keeper.answer_weekly_questions(answers, anything_new=step.get("anything_new", False))


def start(keeper: Keeper, step: Step, story: Telling) -> Any:
    return keeper.start(step.get("start", "ease_in"), StartFacts(step.get("usual")))


def morning(keeper: Keeper, step: Step, story: Telling) -> None:
    day = datetime.fromisoformat(step["of"]).date() if "of" in step else None
    flags = frozenset(step.get("flags", ()))
    told = keeper.tell_morning(step.get("pain"), leg=step.get("leg"), flags=flags, day=day)
    story.ids.append(told.id)


def sitting(keeper: Keeper, step: Step, story: Telling) -> None:
    assert keeper.plan is not None
    reports = []
    for name, told in step["during"].items():
        more = told if isinstance(told, dict) else {"both": told}
        flags = frozenset(more.get("flags", ()))
        sides = tuple(
            SideReport(side, more[side], flags)
            for side in ("left", "right", "both")
            if side in more
        )
        place = keeper.plan.exercises[name].place
        rounds = keeper.basis.ladders[name].dose(place).times_per_day
        effort = step.get("effort", "right")
        reports.append(ExerciseReport(name, place.level, sides, 1.0, effort, rounds=rounds))
    sitting_id = str(step.get("sitting", step["at"]))
    told_entry = keeper.tell_sitting(sitting_id, reports, pain_before=step.get("before"))
    story.ids.append(told_entry.id)


def edit(keeper: Keeper, step: Step, story: Telling) -> None:
    old = next(one for one in keeper.entries if one.id == story.ids[step["entry"] - 1])
    assert isinstance(old, MorningEntry)
    assert keeper.replace(old.id, replace(old, pain=step["pain"]))


def strike(keeper: Keeper, step: Step, story: Telling) -> None:
    assert keeper.strike(story.ids[step["entry"] - 1])


def new_rules(keeper: Keeper, step: Step, story: Telling) -> None:
    """A newer Tenfold with another rule set; nothing else changes."""
    basis = packaged_basis()
    numbers = replace(basis.book.n, **step.get("numbers", {}))
    book = replace(basis.book, version=step["version"], n=numbers)
    story.basis = replace(basis, book=book, _known={})


def wish(keeper: Keeper, step: Step, story: Telling) -> Any:
    return keeper.wish(step["exercise"], step["what"])


def answer(keeper: Keeper, step: Step, story: Telling) -> Any:
    found = [one.id for one in keeper.proposals if shown(one).startswith(step["proposal"])]
    return keeper.answer(found[0], step["accepted"])


def about_you(keeper: Keeper, step: Step, story: Telling) -> None:
    worse = [(one[0], one[1]) for one in step.get("worse_if", [])]
    keeper.tell_about_you(worse, step.get("cleared", []))


def look(keeper: Keeper, step: Step, story: Telling) -> None:
    keeper.evaluate()


DO: Final[dict[str, Callable[[Keeper, Step, Telling], Any]]] = {
    "screen": screen,
    "questions": questions,
    "say seen": lambda keeper, _, __: keeper.say_cleared(),
    "say slip": lambda keeper, _, __: keeper.say_slip(),
    "about you": about_you,
    "start": start,
    "morning": morning,
    "sitting": sitting,
    "edit": edit,
    "strike out": strike,
    "wish": wish,
    "answer": answer,
    "look in": look,
    "new rules": new_rules,
}


def shown(change: Change) -> str:
    text = f"{change.kind} {change.exercise_id or 'plan'}"
    return text if change.after is None else f"{text} to {change.after.level}"


def test_rules_that_need_a_person_have_a_story() -> None:
    told = {tomllib.loads(path.read_text(encoding="utf-8")).get("rule") for path in STORIES}
    assert {"0", "10", "caution"} <= told <= set(RULE_IDS) | {None}


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_story(path: Path, tmp_path: Path) -> None:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    store = Store.open(f"sqlite:///{tmp_path / 'tenfold.db'}")
    story = Telling(store)
    for number, step in enumerate(told["step"], 1):
        before = len(story.keeper(step).course.events)
        made = DO[step["do"]](story.keeper(step), step, story)
        keeper = story.keeper(step)
        where = f"step {number}"
        new = keeper.course.events[before:]
        changes = [
            change
            for event in new
            if isinstance(event, Decided | Wished)
            for change in (
                event.decision.changes if isinstance(event, Decided) else (event.change,)
            )
        ]
        if "changes" in step:
            made_of_it = sorted(map(shown, changes))
            assert made_of_it == sorted(step["changes"]), (where, " ".join(made_of_it))
        whys = {english(one.why) for one in changes}
        for sentence in step.get("why", []):
            assert sentence in whys, (where, whys)
        if "by" in step:
            assert {one.version for one in changes} == {step["by"]}, where
        if "status" in step:
            assert keeper.safety.status == step["status"], where
        if "today" in step:
            assert keeper.today(step.get("before_today")).kind == step["today"], where
        if "items" in step:
            found = {one.exercise_id: one.place.level for one in keeper.today().items}
            assert found == step["items"], where
        if "said" in step:
            assert isinstance(made, ScreenResult), where
            assert made.outcome == step["said"], where
        if "refused" in step:
            assert isinstance(made, Refusal | ScreenRefusal), (where, made)
            assert made.kind == step["refused"], where
        elif step["do"] in ("wish", "answer", "start"):
            assert not isinstance(made, Refusal), (where, made)
        if "day" in step:
            assert keeper.day.isoformat() == step["day"], where
    store.close()
