"""Reading library folders: everything that is wrong is said at once, by file and field."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenfold.exercises import load
from tenfold.exercises.checks import check_exercise
from tenfold.exercises.load import (
    PACKAGED,
    Loaded,
    load_library,
    packaged_library,
    read_folder,
    read_one,
)
from tenfold.exercises.problems import LibraryError
from tenfold.exercises.schema import exercise_schema
from tests.exercises.material import CONDITION, amount, heel_raise, toml, write

TEN = (
    "reverse_lunge",
    "lying_twist",
    "shoelace_stretch",
    "seated_twist",
    "seated_lunge",
    "pigeon_pose",
    "butterfly_pose",
    "lateral_hip_stretch",
    "standing_abdominal_hold",
    "deep_squat_rest",
)
Spoil = Callable[[dict[str, Any]], object]


def told(loaded: Loaded) -> list[str]:
    return [str(problem) for problem in loaded.problems]


def read_with(folder: Path, tables: dict[str, Any]) -> Loaded:
    """``tables`` read as a user's exercise beside the packaged ones."""
    write(folder, tables, "heel_raise")
    return read_folder(folder, packaged_library())


def test_the_packaged_library_has_the_ten_in_order() -> None:
    library = packaged_library()
    assert library.ids == TEN
    assert [exercise.order for exercise in library] == list(range(1, 11))
    assert len(library) == 10
    assert "pigeon_pose" in library
    assert "pigeon" not in library
    assert library.get("pigeon_pose").name == "Pigeon pose"
    assert library.condition("pregnancy").label
    for missing in (library.get, library.condition):
        with pytest.raises(KeyError):
            missing("nothing_of_the_kind")


def test_a_folder_dropped_in_is_an_exercise(tmp_path: Path) -> None:
    write(tmp_path, heel_raise())
    loaded = load_library(tmp_path)
    assert told(loaded) == []
    assert loaded.library.ids == (*TEN, "heel_raise")
    assert loaded.library.get("heel_raise").dose.reps is not None


def test_an_order_between_others_puts_it_between_them(tmp_path: Path) -> None:
    write(tmp_path, heel_raise("first_one", 12))
    write(tmp_path, heel_raise("second_one", 11))
    assert load_library(tmp_path).library.ids[-2:] == ("second_one", "first_one")


def test_a_folder_that_does_not_exist_adds_nothing(tmp_path: Path) -> None:
    assert load_library(tmp_path / "none") == Loaded(packaged_library(), ())


def test_a_faulty_exercise_is_left_out_and_the_others_stay(tmp_path: Path) -> None:
    write(tmp_path, heel_raise())
    write(tmp_path, {"id": "half_done"})
    loaded = load_library(tmp_path)
    assert loaded.library.ids == (*TEN, "heel_raise")
    assert {problem.file for problem in loaded.problems} == {"half_done/exercise.toml"}
    assert {"order", "name", "kind", "dose", "steps", "camera"} <= {
        problem.field for problem in loaded.problems
    }


def test_files_and_hidden_folders_beside_exercises_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "README.txt").write_text("notes")
    (tmp_path / ".git").mkdir()
    (tmp_path / "__pycache__").mkdir()
    assert told(load_library(tmp_path)) == []


def test_a_folder_without_its_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty_one").mkdir()
    assert told(load_library(tmp_path)) == ["empty_one/exercise.toml: is missing"]


def test_a_syntax_error_names_its_line(tmp_path: Path) -> None:
    place = write(tmp_path, heel_raise())
    (place / "exercise.toml").write_text('id = "heel_raise"\norder = = 3\n')
    (problem,) = load_library(tmp_path).problems
    assert problem.file == "heel_raise/exercise.toml"
    assert "line 2" in problem.text


def test_a_file_that_is_no_text_or_cannot_be_opened_is_told(tmp_path: Path) -> None:
    place = write(tmp_path, heel_raise())
    (place / "exercise.toml").write_bytes(b"\xff\xfe\x00bad")
    (tmp_path / "a_folder" / "exercise.toml").mkdir(parents=True)
    first, second = told(load_library(tmp_path))
    assert first.startswith("a_folder/exercise.toml: cannot be read")
    assert second == "heel_raise/exercise.toml: is not UTF-8 text"


def test_an_id_or_order_that_is_taken_is_told_with_a_free_one(tmp_path: Path) -> None:
    write(tmp_path, heel_raise("pigeon_pose", 3))
    assert told(load_library(tmp_path)) == [
        (
            "pigeon_pose/exercise.toml: id: 'pigeon_pose' is there already, "
            "in the library beside this folder"
        ),
        (
            "pigeon_pose/exercise.toml: order: 3 is the order of 'shoelace_stretch' already; "
            "11 is free"
        ),
    ]


def test_a_taken_order_is_told_beside_other_errors(tmp_path: Path) -> None:
    tables = heel_raise("heel_raise", 3)
    del tables["name"]
    write(tmp_path, tables)
    fields = [problem.field for problem in load_library(tmp_path).problems]
    assert fields == ["name", "order"]


def test_two_new_exercises_with_one_order_are_told(tmp_path: Path) -> None:
    write(tmp_path, heel_raise("b_second"))
    write(tmp_path, heel_raise("a_first"))
    (problem,) = load_library(tmp_path).problems
    assert (problem.file, problem.field) == ("b_second/exercise.toml", "order")
    assert "'a_first'" in problem.text


def test_a_user_may_add_and_reword_conditions(tmp_path: Path) -> None:
    reworded = {**CONDITION, "id": "pregnancy"}
    (tmp_path / "conditions.toml").write_text(f"conditions = {toml([CONDITION, reworded])}")
    tables = heel_raise()
    tables["cautions"].append({"condition": "sore_thumb", "action": "avoid"})
    write(tmp_path, tables)
    loaded = load_library(tmp_path)
    assert told(loaded) == []
    assert loaded.library.condition("sore_thumb").label == "A sore thumb"
    assert loaded.library.condition("pregnancy").label == "A sore thumb"
    assert len(loaded.library.conditions) == len(packaged_library().conditions) + 1


def test_faulty_conditions_are_told(tmp_path: Path) -> None:
    lacking = {key: value for key, value in CONDITION.items() if key != "ask"}
    (tmp_path / "conditions.toml").write_text(f"conditions = {toml([CONDITION, CONDITION])}")
    assert told(load_library(tmp_path)) == [
        "conditions.toml: conditions[1].id: 'sore_thumb' is there twice"
    ]
    (tmp_path / "conditions.toml").write_text(f"conditions = {toml([lacking])}")
    assert told(load_library(tmp_path)) == ["conditions.toml: conditions[0].ask: is missing"]
    (tmp_path / "conditions.toml").write_text("conditions = [")
    assert "is not valid TOML" in told(load_library(tmp_path))[0]


def test_one_exercise_can_be_read_by_itself(tmp_path: Path) -> None:
    place = write(tmp_path, heel_raise())
    loaded = read_one(place, packaged_library())
    assert loaded.library.ids == (*TEN, "heel_raise")
    (place / "exercise.toml").unlink()
    assert told(read_one(place)) == ["exercise.toml: is missing"]


def test_a_damaged_installation_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"id": "half_done"})
    monkeypatch.setattr(load, "PACKAGED", tmp_path)
    packaged_library.cache_clear()
    try:
        with pytest.raises(LibraryError) as caught:
            load_library()
    finally:
        packaged_library.cache_clear()
    assert "conditions.toml: is missing" in str(caught.value)
    assert "half_done/exercise.toml: dose: is missing" in str(caught.value)
    assert any("has no exercises" in problem.text for problem in caught.value.problems)


# --- what can be wrong in a file -----------------------------------------------------------
# Each case: what is spoiled, the field that is named, words of the explanation, and whether
# the published schema can see it too (it knows nothing of other files and other tables).


def put(*path: Any) -> Spoil:
    """Set the value at ``path`` (all but the last item) to its last item."""
    *keys, last, value = path

    def spoil(tables: dict[str, Any]) -> None:
        here: Any = tables
        for key in keys:
            here = here[key]
        here[last] = value

    return spoil


def drop(*path: Any) -> Spoil:
    *keys, last = path

    def spoil(tables: dict[str, Any]) -> None:
        here: Any = tables
        for key in keys:
            here = here[key]
        del here[last]

    return spoil


def twice(key: str) -> Spoil:
    return lambda tables: tables[key].append(dict(tables[key][0]))


SCHEMA_SEES = True
CASES: list[tuple[Spoil, str, str, bool]] = [
    (drop("name"), "name", "is missing", True),
    (drop("dose", "sets", "from"), "dose.sets.from", "is missing", True),
    (put("dose", "sets", "from", "guess"), "dose.sets.from", "must be 'article' or 'ours'", True),
    (put("dose", "reps", "max", 8), "dose.reps", "min must be below max", False),
    (put("dose", "rest_s", 30), "dose.rest_s", "write a number and where it comes from", True),
    (put("dose", "sets", "value", "3"), "dose.sets.value", "must be a number, not text", True),
    (put("dose", "sets", "value", 2.5), "dose.sets.value", "must be a whole number from 1", True),
    (put("dose", "sets", "value", 0), "dose.sets.value", "must be a whole number from 1", True),
    (put("dose", "reps", "min", 7.5), "dose.reps.min", "must be a whole number from 1", True),
    (put("dose", "rep_s", "value", 0), "dose.rep_s.value", "must be more than 0", True),
    (put("dose", "rest_s", "value", -1), "dose.rest_s.value", "must be at least 0", True),
    (put("dose", "hold", amount(30)), "dose.hold", "did you mean 'hold_s'?", True),
    (put("dose", "sets", "form", "ours"), "dose.sets.form", "did you mean 'from'?", True),
    (drop("dose", "reps"), "dose.reps", "an exercise of kind 'reps' needs it", True),
    (drop("dose", "rep_s"), "dose.rep_s", "the voice counts reps by it", True),
    (put("kind", "hold"), "dose.hold_s", "an exercise of kind 'hold' needs it", True),
    (put("kind", "breaths"), "dose.breaths", "kind 'breaths' needs it", True),
    (put("kind", "sprint"), "kind", "must be 'reps', 'hold' or 'breaths', not 'sprint'", True),
    (put("ladder", 0, "kind", "hold"), "ladder[0].dose.hold_s", "kind 'hold' needs it", True),
    (put("ladder", 0, "level", 3), "ladder[0].level", "must be -2, -1, 1 or 2", True),
    (twice("ladder"), "ladder[1].level", "level -1 is there twice", False),
    (put("ease_in", {"sets": amount(1.5)}), "ease_in.sets.value", "must be a whole number", True),
    (put("id", "Heel"), "id", "must be small letters, digits and underscores", True),
    (put("id", "toe_raise"), "id", "the folder is called 'heel_raise'", False),
    (put("order", 1.5), "order", "must be a whole number", True),
    (put("order", 0), "order", "must be at least 1", True),
    (put("order", 1000), "order", "must be at most 999", True),
    (put("order", "first"), "order", "must be a whole number, not text", True),
    (put("name", ""), "name", "must not be empty", True),
    (put("name", "n" * 401), "name", "is too long: at most 400 characters", True),
    (put("name", 7), "name", "must be text, not a number", True),
    (put("starter", "yes"), "starter", "must be true or false, not text", True),
    (put("steps", []), "steps", "needs at least 1", True),
    (put("steps", "Stand up."), "steps", "must be a list, not text", True),
    (put("camera", "side"), "camera", "must be a table, not text", True),
    (put("camera", "height_m", 0), "camera.height_m", "must be more than 0", True),
    (put("summry", "typo"), "summry", "did you mean 'summary'?", True),
    (put("steps", 1, "sya", "typo"), "steps[1].sya", "did you mean 'say'?", True),
    (put("zzz", 1), "zzz", "is not a field that exists here", True),
    (put("steps", 2, "say", "Lift your {foot}."), "steps[2].say", "{foot} is none of", False),
    (put("steps", 0, "say", "A brace } alone."), "steps[0].say", "a brace without", False),
    (put("steps", 0, "print", "{side!r}"), "steps[0].print", "write {side} without", False),
    (put("summary", "Use your {side} leg."), "summary", "braces stand only in steps", False),
    (
        put("ladder", 0, "steps", 0, "say", "Your {side} foot."),
        "ladder[0].steps[0].say",
        "both sides are done together",
        False,
    ),
    (
        drop("ladder", 0, "steps"),
        "ladder[0].dose.sides",
        "the steps it takes over speak of {side}",
        False,
    ),
    (
        put("cautions", 0, "condition", "dizzines"),
        "cautions[0].condition",
        "did you mean 'dizziness'?",
        False,
    ),
    (twice("cautions"), "cautions[1].condition", "'dizziness' is there twice", False),
    (put("cautions", 0, "level", -2), "cautions[0].level", "the ladder has no level -2", False),
    (
        put("cautions", 0, "action", "avoid"),
        "cautions[0]",
        "level goes with action = 'modify'",
        False,
    ),
    (
        put("coach", "phases", 0, "enter", 0, "measure", "hip_hight"),
        "coach.phases[0].enter[0].measure",
        "did you mean 'hip_height'?",
        False,
    ),
    (
        put("coach", "phases", 1, "stay", [{"measure": "nothing", "above": 1}]),
        "coach.phases[1].stay[0].measure",
        "'nothing' is not a known measure",
        False,
    ),
    (
        put("coach", "phases", 0, "enter", 0, "otherwise", {"measure": "hip_hight", "above": 1}),
        "coach.phases[0].enter[0].otherwise.measure",
        "did you mean 'hip_height'?",
        False,
    ),
    (
        put("form", 0, "when", "otherwise", {"measure": "knee_flexion_deg", "above": 1}),
        "form[0].when.otherwise.of",
        "say whose",
        False,
    ),
    (
        put("coach", "phases", 0, "enter", 0, "of", "working"),
        "coach.phases[0].enter[0].of",
        "'hip_height' has no sides",
        False,
    ),
    (
        put("coach", "phases", 0, "enter", 0, "measure", "rep_s"),
        "coach.phases[0].enter[0].measure",
        "it needs per = 'rep'",
        False,
    ),
    (
        put("coach", "range", {"measure": "hip_height"}),
        "coach.range.of",
        "'hip_height' has no sides",
        False,
    ),
    (put("coach", "phases", 0, "name", "up"), "coach", "two phases have the same name", False),
    (
        put("form", 0, "when", "personal", 0.8),
        "form[0].when",
        "personal goes with above and least",
        False,
    ),
    (put("coach", "hold_phase", "sideways"), "coach", "is none of the phases", False),
    (drop("form", 0, "when", "of"), "form[0].when.of", "say whose", False),
    (put("form", 0, "when", "below", 3), "form[0].when", "give either above or below", False),
    (drop("form", 0, "when"), "form[0]", "give when (measured) or ask", False),
    (put("form", 0, "phases", ["upp"]), "form[0].phases[0]", "is no phase of the coach", False),
    (twice("form"), "form[1].id", "'knees_straight' is there twice", False),
]


@pytest.mark.parametrize(("spoil", "field", "words", "schema_sees"), CASES)
def test_what_is_wrong_is_named_by_field_and_told_plainly(
    tmp_path: Path, spoil: Spoil, field: str, words: str, schema_sees: bool
) -> None:
    tables = heel_raise()
    spoil(tables)
    loaded = read_with(tmp_path, tables)
    mine = [problem for problem in loaded.problems if problem.field == field]
    assert any(words in problem.text for problem in mine), told(loaded)
    assert loaded.library == packaged_library()
    for text in told(loaded):
        assert "pydantic" not in text.lower()
        assert "Input should be" not in text, "an explanation of our own is wanted"

    sees = not jsonschema.Draft202012Validator(exercise_schema()).is_valid(tables)
    assert sees == schema_sees


def test_the_sound_exercise_is_sound_for_check_and_schema(tmp_path: Path) -> None:
    assert told(read_with(tmp_path, heel_raise())) == []
    jsonschema.Draft202012Validator(exercise_schema()).validate(heel_raise())


def test_all_errors_of_all_files_come_at_once(tmp_path: Path) -> None:
    spoiled = heel_raise()
    for spoil in (
        drop("name"),
        put("cautions", 0, "condition", "nothing"),
        put("form", 0, "when", "measure", "nothing"),
        put("steps", 2, "say", "Lift your {foot}."),
        put("dose", "sets", "value", 1.5),
    ):
        spoil(spoiled)
    write(tmp_path, spoiled)
    write(tmp_path, {**heel_raise("toe_raise", 12), "kind": "hold"})
    assert {(problem.file, problem.field) for problem in load_library(tmp_path).problems} == {
        ("heel_raise/exercise.toml", "name"),
        ("heel_raise/exercise.toml", "cautions[0].condition"),
        ("heel_raise/exercise.toml", "form[0].when.measure"),
        ("heel_raise/exercise.toml", "steps[2].say"),
        ("heel_raise/exercise.toml", "dose.sets.value"),
        ("toe_raise/exercise.toml", "dose.hold_s"),
        ("toe_raise/exercise.toml", "ladder[0].dose.hold_s"),
    }


def test_a_rep_measure_goes_with_rules_about_whole_reps(tmp_path: Path) -> None:
    tables = heel_raise()
    tables["form"][0] |= {"per": "rep", "when": {"measure": "rep_s", "below": 2}}
    assert told(read_with(tmp_path, tables)) == []


@pytest.mark.parametrize(
    "text",
    ["name = 2026-01-01\n", "order = nan\n", "order = inf\n", "summary = 07:30:00\n"],
)
def test_values_that_only_toml_has_are_errors_not_crashes(tmp_path: Path, text: str) -> None:
    place = write(tmp_path, heel_raise())
    path = place / "exercise.toml"
    key = text.split(" ", maxsplit=1)[0]
    lines = [line for line in path.read_text().splitlines() if not line.startswith(f"{key} =")]
    path.write_text(text + "\n".join(lines))
    assert {problem.field for problem in load_library(tmp_path).problems} == {key}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@given(key=st.sampled_from(sorted(heel_raise())), value=json_values)
def test_checks_survive_any_value_in_any_field(key: str, value: Any) -> None:
    tables = {**heel_raise(), key: value}
    for field, text in check_exercise(tables, "heel_raise", {"dizziness"}):
        assert field
        assert text


@given(
    inner=st.sampled_from(["dose", "ladder", "steps", "cautions", "coach", "form"]),
    value=json_values,
)
def test_checks_survive_any_value_inside_a_table(inner: str, value: Any) -> None:
    tables = heel_raise()
    table = tables[inner][0] if isinstance(tables[inner], list) else tables[inner]
    for key in list(table):
        spoiled = {**heel_raise(), inner: [{**table, key: value}]}
        list(check_exercise(spoiled, "heel_raise", {"dizziness"}))
        list(check_exercise({**spoiled, inner: {**table, key: value}}, "heel_raise", set()))


def test_packaged_files_name_their_schema_on_the_first_line() -> None:
    for path in PACKAGED.glob("*/exercise.toml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first == "#:schema ../exercise.schema.json", path
        assert (path.parent / "../exercise.schema.json").is_file()
