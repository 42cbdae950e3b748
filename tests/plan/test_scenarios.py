"""Scenarios: days of a diary in, decision and reason out. One file each, for reading.

``on`` lists days (day 1 is a Monday, the day of the start). ``morning`` is the pain on waking,
``before`` and ``during`` are those of the sitting. What is not written was not told. Every day
with anything in it is decided on, in the morning and after the sitting, as in the program.
``only_these``: the person wants no other exercises. ``then`` is the decision that is looked at: all
of its changes are listed, as "easier pigeon_pose to -1".
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tenfold.plan.change import Change, PlanDecision
from tenfold.plan.day import day_plan
from tenfold.plan.rulebook import RULE_IDS
from tests.plan.course_made import Days, day, english

SCENARIOS = sorted((Path(__file__).parent / "scenarios" / "rules").glob("*.toml"))


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_every_rule_has_a_scenario() -> None:
    told = {rule for path in SCENARIOS for rule in str(read(path)["rule"]).split(" and ")}
    assert told == set(RULE_IDS) - {"10", "caution", "0"}, "those have tests of their own"


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_scenario(path: Path) -> None:
    scenario = read(path)
    plan = scenario["plan"]
    levels = {
        name: tuple(level) if isinstance(level, list) else level
        for name, level in plan["levels"].items()
    }
    days = Days.with_plan(
        levels,
        plan.get("usual"),
        shortened=plan.get("only_these", False),
        conditions=plan.get("conditions", ()),
    )
    then = scenario["then"]
    found = led(days, scenario["days"], then["on"], then["after"])
    assert sorted(shown(one) for one in found.changes) == sorted(then.get("changes", []))
    for sentence in then.get("why", []):
        assert sentence in {english(one.why) for one in found.changes}
    assert [one.kind for one in found.advice] == then.get("advice", [])
    for name, reason in then.get("not_up", {}).items():
        assert {one.exercise_id: one.not_up for one in found.effects.exercises}[name] == reason
    assert all(one.version == days.basis.book.version for one in found.changes)
    if "day_is" in then:
        # Questions that come next are answered elsewhere.
        course, diary = days.course, days.diary
        look = day_plan(days.basis, answered(course), diary, day(then.get("day_is_on", then["on"])))
        assert look.kind == then["day_is"]
        if "day_has" in then:
            assert {one.exercise_id: one.place.level for one in look.items} == then["day_has"]


def answered(course: Any) -> Any:
    from dataclasses import replace

    from tests.plan.course_made import screened

    last = course.events[-1]
    return course.plus(replace(screened(last.seq + 1000, last.day)))


def led(days: Days, told: list[dict[str, Any]], on: int, after: str) -> PlanDecision:
    """Lead through all days; the decision asked for."""
    by_day: dict[int, list[dict[str, Any]]] = {}
    for one in told:
        for number in one["on"]:
            by_day.setdefault(number, []).append(one)
    wanted: PlanDecision | None = None
    for number in range(1, on + 1):
        for one in by_day.get(number, []):
            decision: PlanDecision | None = None
            if "morning" in one or "leg" in one or "soreness" in one:
                more = {key: one[key] for key in ("leg", "soreness") if key in one}
                decision = days.morning(number, one.get("morning"), **more)
                if number == on and after == "morning":
                    return decision
            if "during" in one:
                how = {key: one[key] for key in ("effort", "done") if key in one}
                decision = days.sitting(number, one["during"], one.get("before"), **how)
                wanted = decision if number == on else None
            if "leg_after" in one:
                wanted = days.after(number, leg=one["leg_after"])
    if after == "looking_in":
        return days.decide(on)
    assert wanted is not None, "nothing happened on that day"
    return wanted


def shown(change: Change) -> str:
    text = f"{change.kind} {change.exercise_id or 'plan'}"
    return text if change.after is None else f"{text} to {change.after.level}"
