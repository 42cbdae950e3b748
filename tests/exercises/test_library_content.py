"""What the packaged library says: published doses, cautions, words fit to be spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import pytest

from tenfold.exercises.library import Library
from tenfold.exercises.load import PACKAGED, packaged_library
from tenfold.exercises.model import Dose, Exact, Exercise, Range, Step, variant
from tests.shared_material import shared_file

LIBRARY: Final[Library] = packaged_library()
ALL = pytest.mark.parametrize("exercise", LIBRARY.exercises, ids=lambda one: one.id)

# The dose table of the published article: value or range, and A where the article gives it,
# O where it is ours. Fields that are absent are not given at all.
PUBLISHED: Final[dict[str, dict[str, str]]] = {
    "reverse_lunge": {
        "sets": "3 A",
        "reps": "10 A",
        "sides": "each A",
        "pause_s": "1 O",
        "rep_s": "4.5 O",
        "rest_s": "30-60 O",
        "times_per_day": "1 O",
    },
    "lying_twist": {"sets": "1 O", "hold_s": "30-60 A", "sides": "each A"},
    "shoelace_stretch": {"sets": "1 O", "hold_s": "30-60 A", "sides": "each A"},
    "seated_twist": {"sets": "1 O", "hold_s": "60 A", "sides": "each A"},
    "seated_lunge": {"sets": "1 O", "hold_s": "60 A", "sides": "each A"},
    "pigeon_pose": {"sets": "1 O", "hold_s": "30 A", "sides": "each O"},
    "butterfly_pose": {"sets": "1 O", "breaths": "5 A", "sides": "both_together A"},
    "lateral_hip_stretch": {"sets": "1 O", "breaths": "4-5 A", "sides": "each A"},
    "standing_abdominal_hold": {
        "sets": "1 O",
        "hold_s": "20 A",
        "sides": "both_together A",
        "times_per_day": "5-10 A",
    },
    "deep_squat_rest": {
        "sets": "1 O",
        "hold_s": "60 A",
        "sides": "both_together A",
        "times_per_day": "2-3 A",
    },
}


def short(dose: Dose) -> dict[str, str]:
    said = {}
    for name in Dose.model_fields:
        value = getattr(dose, name)
        if value is None:
            continue
        origin = "A" if value.origin == "article" else "O"
        if isinstance(value, Exact):
            said[name] = f"{value.value:g} {origin}"
        elif isinstance(value, Range):
            said[name] = f"{value.min:g}-{value.max:g} {origin}"
        else:
            said[name] = f"{value.value} {origin}"
    return said


@ALL
def test_doses_are_the_published_ones_with_their_source(exercise: Exercise) -> None:
    said = short(exercise.dose)
    wanted = {"times_per_day": "1 O", **PUBLISHED[exercise.id]}
    if "rest_s" not in wanted:
        assert said.pop("rest_s").endswith(" O"), "the article gives no rest anywhere"
    assert said == wanted


def test_a_short_first_sitting_has_the_five_starters_with_one_set_of_lunges() -> None:
    assert [exercise.id for exercise in LIBRARY.starters] == [
        "reverse_lunge",
        "lying_twist",
        "seated_lunge",
        "butterfly_pose",
        "standing_abdominal_hold",
    ]
    ease_in = LIBRARY.get("reverse_lunge").ease_in
    assert ease_in.sets is not None
    assert (ease_in.sets.value, ease_in.sets.origin) == (1, "ours")


# --- cautions ------------------------------------------------------------------------------
ROWS: Final = (
    "hip_surgery",
    "knee_trouble",
    "fragile_bones",
    "pregnancy",
    "leg_nerve_pain",
    "hip_pinch",
    "outer_hip_pain",
    "back_arch_pain",
    "dizziness",
    "neck_shoulder",
    "pressure_heart_eyes",
    "recent_surgery",
    "hypermobility",
)
# One letter an exercise, in order: A leave out, M make easier, X make easier or, in a case that
# is named, leave out; C ask first; a dot where nothing is needed.
MATRIX: Final = {
    "hip_surgery": "MAAAMAXA.A",
    "knee_trouble": "M.XMMAMM.X",
    "fragile_bones": "MAMA.MMX.M",
    "pregnancy": "MAMAMMMA.X",
    "leg_nerve_pain": ".MMXMXMM.M",
    "hip_pinch": "MMMM.X.A.X",
    "outer_hip_pain": "MMAM.X.A.M",
    "back_arch_pain": "....M.....",
    "dizziness": "MM.MM...MX",
    "neck_shoulder": ".M.M......",
    "pressure_heart_eyes": "C.M..MM.MM",
    "recent_surgery": "CCMCMMMCCC",
    "hypermobility": "MMMMMMMM.M",
}


def letter(exercise: Exercise, condition: str) -> str:
    for caution in exercise.cautions:
        if caution.condition == condition:
            if caution.action == "modify":
                return "X" if caution.avoid_if else "M"
            return {"avoid": "A", "clearance": "C"}[caution.action]
    return "."


@pytest.mark.parametrize("condition", ROWS)
def test_cautions_are_the_whole_table(condition: str) -> None:
    assert "".join(letter(exercise, condition) for exercise in LIBRARY) == MATRIX[condition]


def test_the_conditions_are_the_rows_of_the_table() -> None:
    assert tuple(condition.id for condition in LIBRARY.conditions) == ROWS
    for condition in LIBRARY.conditions:
        assert condition.ask.endswith("?")


def test_the_caution_table_is_the_clinical_one() -> None:
    text = shared_file("clinical.md").read_text(encoding="utf-8")
    lines = text[text.index("### 2.3") : text.index("### 2.4")].splitlines()
    rows = [line for line in lines if line.startswith("| ")][1:]
    assert len(rows) == len(ROWS)
    for condition, row in zip(ROWS, rows, strict=True):
        cells = [cell.strip() for cell in row.strip("|").split("|")][1:]
        for cell, ours in zip(cells, MATRIX[condition], strict=True):
            if cell == ".":
                wanted = "."
            elif cell.startswith("clearance"):
                wanted = "C"
            elif cell.startswith(("M/A", "A/M")) or "told to avoid" in cell:
                wanted = "X"
            else:
                wanted = cell[0]
            assert ours == wanted, f"{condition}: {cell}"


@ALL
def test_a_caution_that_makes_it_easier_names_a_level_that_exists(exercise: Exercise) -> None:
    for caution in exercise.cautions:
        if caution.action == "modify":
            assert caution.level in exercise.levels, caution.condition
        if caution.action != "clearance":
            assert caution.note, f"{exercise.id} {caution.condition}: say what to do instead"


# --- words ---------------------------------------------------------------------------------
FORBIDDEN: Final = (
    r"\btreat",
    r"\bcure",
    r"\bdiagnos",
    r"\bprevent",
    r"\brelie[fv]",
    r"\btherap",
    r"\bheal(s|ing|ed)?\b",
    r"\brehab",
    r"\bsciatica",
    r"\bposture",
    r"\balign",
    r"\bcorrect",
    r"\bmisalign",
)


def texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from texts(inner, f"{path}[{i}]")


@ALL
def test_no_contested_or_medical_claim_is_made(exercise: Exercise) -> None:
    for path, text in texts(exercise.model_dump(mode="json")):
        for word in FORBIDDEN:
            assert not re.search(word, text, re.IGNORECASE), f"{path}: {text}"


def spoken(exercise: Exercise) -> Iterator[tuple[int, Step]]:
    for level in exercise.levels:
        for step in variant(exercise, level).steps:
            yield level, step


@ALL
def test_a_spoken_step_is_short_enough_to_say_and_is_a_sentence(exercise: Exercise) -> None:
    for level, step in spoken(exercise):
        words = step.say.split()
        assert len(words) <= 18, f"level {level}: {step.say}"
        assert step.say[0].isupper()
        assert step.say[-1] in ".!?"
        assert not re.search(r"\d", step.say), "a voice reads words better than digits"
        for symbol in "();:/–—":
            assert symbol not in step.say, f"a voice cannot say {symbol!r}: {step.say}"


@ALL
def test_steps_start_move_and_return_in_order(exercise: Exercise) -> None:
    order = {"start": 0, "move": 1, "hold": 2, "return": 3}
    for level in exercise.levels:
        phases = [order[step.phase] for step in variant(exercise, level).steps]
        assert phases == sorted(phases), f"level {level}"
        assert {0, 1, 3} <= set(phases), f"level {level} says how to begin, move and come back"


@ALL
def test_sided_steps_say_which_side(exercise: Exercise) -> None:
    for level in exercise.levels:
        form = variant(exercise, level)
        sided = any("{side}" in step.say for step in form.steps)
        assert sided == (form.dose.sides.value == "each"), f"level {level}"
        assert sided <= (exercise.side_means is not None)


@ALL
def test_cues_are_short_enough_to_hear_in_motion(exercise: Exercise) -> None:
    for rule in exercise.form:
        assert len(rule.cue.split()) <= 14, rule.cue
    assert any(rule.ask and rule.origin == "article" for rule in exercise.form)


@ALL
def test_an_exercise_says_its_readings_targets_and_where_the_camera_goes(
    exercise: Exercise,
) -> None:
    assert exercise.readings
    assert exercise.targets
    assert all(target.origin == "article" for target in exercise.targets)
    assert exercise.camera.say.endswith(".")


@ALL
def test_a_rule_with_views_belongs_to_a_camera_coach(exercise: Exercise) -> None:
    for rule in exercise.form:
        if rule.views:
            assert exercise.coach is not None, rule.id


# --- levels --------------------------------------------------------------------------------
def test_a_day_at_a_harder_level_is_never_less_and_at_an_easier_never_more() -> None:
    def a_day(exercise: Exercise, level: int) -> float | None:
        form = variant(exercise, level)
        amount = form.dose.amount(form.kind)
        if form.kind != exercise.kind or amount is None:
            return None
        return amount.high * form.dose.sets.high * form.dose.times_per_day.high

    for exercise in LIBRARY:
        published = a_day(exercise, 0)
        assert published is not None
        for level in exercise.levels:
            work = a_day(exercise, level)
            if work is not None and level > 0:
                assert work >= published, f"{exercise.id} {level}"
            if work is not None and level < 0:
                assert work <= published, f"{exercise.id} {level}"


def test_there_is_a_set_for_people_who_cannot_get_down_to_the_floor() -> None:
    upright = {"standing", "chair"}
    reachable = {
        exercise.id
        for exercise in LIBRARY
        if any(variant(exercise, level).start in upright for level in exercise.levels)
    }
    assert reachable >= {
        "reverse_lunge",
        "shoelace_stretch",
        "seated_twist",
        "seated_lunge",
        "standing_abdominal_hold",
        "deep_squat_rest",
    }


def test_the_library_carries_its_licence() -> None:
    text = (PACKAGED / "LICENSE").read_text(encoding="utf-8")
    assert "SPDX-License-Identifier: CC-BY-4.0" in text
    assert "Creative Commons Attribution 4.0 International" in text
    for path in PACKAGED.glob("**/*.toml"):
        assert "SPDX-License-Identifier: CC-BY-4.0" in path.read_text(encoding="utf-8"), path


def test_who_is_told_how_to_turn_between_sides_knows_which_side_the_camera_wants() -> None:
    for exercise in LIBRARY:
        for level in exercise.levels:
            form = variant(exercise, level)
            if form.camera.other_side is not None:
                assert form.camera.beside is not None and form.dose.sides is not None
                assert "side" in form.camera.say, f"{exercise.id} {level}"
