"""A form rule speaks only where it was measured to be right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tenfold.exercises.load import packaged_library, read_folder
from tenfold.exercises.model import Exercise, variant
from tenfold.exercises.rights import Right, Rights

EARNED = {"recall": 0.95, "bad": 20, "false_per_5_min": 0.5, "good_s": 300.0}


@pytest.mark.parametrize(
    "short",
    [{"recall": 0.89}, {"bad": 9}, {"false_per_5_min": 1.1}, {"good_s": 59.0}],
)
def test_the_right_needs_recall_quiet_and_enough_to_go_by(short: dict[str, float]) -> None:
    assert Right.model_validate(EARNED).earned
    assert not Right.model_validate({**EARNED, **short}).earned


def rights(level: str, view: str) -> Rights:
    rules = {"trunk_upright": {level: {view: EARNED}}}
    return Rights.model_validate({"made_by": "a test", "rules": rules})


def lunge(given: Rights | None) -> Exercise:
    return packaged_library().get("reverse_lunge").model_copy(update={"rights": given})


def spoken_in(level: int, given: Rights | None) -> dict[str, tuple[str, ...]]:
    return {rule.id: rule.views for rule in variant(lunge(given), level).form if rule.when}


def test_an_unmeasured_rule_is_silent() -> None:
    assert set(spoken_in(0, None).values()) == {()}


def test_a_rule_speaks_only_in_the_view_that_was_measured() -> None:
    spoken = spoken_in(0, rights("0", "side"))
    assert spoken.pop("trunk_upright") == ("side",)
    assert set(spoken.values()) == {()}


def test_what_moves_otherwise_is_measured_for_itself_and_what_moves_alike_is_not() -> None:
    at_zero = rights("0", "side")
    assert spoken_in(1, at_zero)["trunk_upright"] == ("side",)
    assert spoken_in(-1, at_zero)["trunk_upright"] == ()
    assert spoken_in(-1, rights("-1", "side"))["trunk_upright"] == ("side",)


def test_every_rule_can_be_looked_at_for_measuring() -> None:
    rules = variant(lunge(None), measured_only=False).form
    assert all(rule.views for rule in rules if rule.when)


def test_rights_are_read_from_beside_the_exercise(tmp_path: Path) -> None:
    place = tmp_path / "reverse_lunge"
    place.mkdir()
    source = Path(__file__).parents[2] / "src/tenfold/library/reverse_lunge/exercise.toml"
    (place / "exercise.toml").write_bytes(source.read_bytes())
    conditions = source.parents[1] / "conditions.toml"
    (tmp_path / "conditions.toml").write_bytes(conditions.read_bytes())

    given = {"format": 1, "made_by": "x", "rules": {"trunk_upright": {"0": {"side": EARNED}}}}
    (place / "rights.json").write_text(json.dumps(given), encoding="utf-8")
    read = read_folder(tmp_path).library.get("reverse_lunge").rights
    assert read is not None and read.may_speak("trunk_upright", 0, "side")

    (place / "rights.json").write_text('{"made_by": "x", "rules": 3}', encoding="utf-8")
    problems = read_folder(tmp_path).problems
    assert [(p.file, p.field) for p in problems] == [("reverse_lunge/rights.json", "rules")]
    (place / "rights.json").write_bytes(b"\xff")
    assert "UTF-8" in read_folder(tmp_path).problems[0].text
