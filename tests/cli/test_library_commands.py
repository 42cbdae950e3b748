"""``tenfold exercises``, ``show``, ``check`` and ``schema`` as a person uses them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tenfold.cli import library_commands
from tenfold.cli.main import app
from tenfold.exercises import load
from tenfold.exercises.load import PACKAGED, packaged_library
from tenfold.exercises.schema import schema_text
from tests.exercises.material import CONDITION, heel_raise, toml, write


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder of one's own, and a wide terminal."""
    monkeypatch.setenv("TENFOLD_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "160")
    return tmp_path / "home"


def run(*args: str | Path, code: int = 0) -> str:
    """Standard output; the exit code must be ``code``."""
    result = CliRunner().invoke(app, [str(arg) for arg in args])
    assert result.exit_code == code, result.output
    return result.stdout


def complaint(*args: str | Path, code: int = 2) -> str:
    """What is said on standard error."""
    result = CliRunner().invoke(app, [str(arg) for arg in args])
    assert result.exit_code == code, result.output
    return result.stderr


def test_exercises_are_listed_with_start_dose_and_how_often() -> None:
    out = run("exercises")
    for words in ("Reverse lunge", "3 × 10 each leg", "5–10 times a day", "lying on your back"):
        assert words in out
    lines = [line for line in out.splitlines() if line.strip()[:2].strip().isdigit()]
    assert len(lines) == 10


def test_exercises_as_json() -> None:
    listed = json.loads(run("exercises", "--json"))
    assert [one["order"] for one in listed] == list(range(1, 11))
    assert listed[0]["id"] == "reverse_lunge"
    assert listed[0]["dose"]["sets"] == {"value": 3, "from": "article"}
    assert listed[0]["dose_text"] == "3 × 10 each leg"
    assert listed[0]["levels"] == [-2, -1, 0, 1, 2]
    assert all(one["camera_coach"] for one in listed)


def test_show_tells_steps_dose_sources_levels_cautions_and_readings() -> None:
    out = run("show", "pigeon_pose")
    for words in (
        "6. Pigeon pose",
        "30 s each side",
        "Kneel, and let your weight come over to your right hip. (article)",
        "Told for the right side",
        "(ours)",
        "describes only the affected side",
        "+2  Down on your forearms: 60 s each side",
        "Hip replacement or hip operation",
        "Leave it out if it brings tingling into the leg.",
        "Both sides, one round each, the sorer side first.",
        "The article says that it works on",
        "Begin with the sorer side",
        "Not reviewed by a clinician",
    ):
        assert words in out, words


def test_show_tells_another_level() -> None:
    out = run("show", "reverse_lunge", "--level", "-2")
    assert "Level −2: Sit to stand from a chair. Begins on a chair." in out
    assert "5–8 times" in out
    assert "A firm chair, against a wall (needed)" in out
    assert "Told for" not in out


def test_show_follows_the_camera_coach_where_there_is_one() -> None:
    assert "Counted by time and voice" not in run("show", "reverse_lunge")
    rocking = run("show", "lateral_hip_stretch", "--level", "-2")
    assert "Counted by time and voice" in rocking
    assert "Told for the left side" in run("show", "reverse_lunge")
    assert "With a condition" in run("show", "standing_abdominal_hold")


def test_show_as_json() -> None:
    told = json.loads(run("show", "lateral_hip_stretch", "--level", "-1", "--json"))
    assert told["id"] == "lateral_hip_stretch"
    assert told["level"] == -1
    assert told["level_name"] == "Down on a pillow, three breaths"
    assert told["dose"]["breaths"] == {"value": 3, "from": "ours"}
    assert told["dose_text"] == "3 breaths each side"
    assert [one["level"] for one in told["levels"]] == [-2, -1, 0, 1, 2]
    assert told["cautions"][0]["label"] == "Hip replacement or hip operation"
    assert told["readings"]
    assert told["steps"][0]["from"] == "ours"


@pytest.mark.parametrize("name", ["lying_twist", "Lying-Twist", "lying twist", "2"])
def test_an_exercise_is_found_by_id_name_or_number(name: str) -> None:
    assert json.loads(run("show", name, "--json"))["id"] == "lying_twist"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["show", "pigon"], "There is no exercise 'pigon'. Did you mean pigeon_pose?"),
        (["show", "zzz"], "See 'tenfold exercises'."),
        (["show", "lying_twist", "--level", "5"], "no level 5. Its levels are -2, -1, 0, 1, 2."),
    ],
)
def test_a_wrong_name_or_level_gets_one_helpful_line(args: list[str], words: str) -> None:
    said = complaint(*args)
    assert words in said
    assert len(said.strip().splitlines()) == 1


def test_check_says_how_many_are_fine() -> None:
    assert run("check").strip() == "10 exercises are fine."
    assert run("check", PACKAGED).strip() == "10 exercises are fine."


def test_check_takes_the_folder_of_one_exercise(tmp_path: Path) -> None:
    assert run("check", PACKAGED / "lying_twist").strip() == "1 exercise is fine."
    place = write(tmp_path, {**heel_raise(), "kind": "hold"})
    assert "exercise.toml: dose.hold_s: is missing" in run("check", place, code=1)


def test_check_names_every_problem_by_file_and_field(tmp_path: Path) -> None:
    copy = tmp_path / "library"
    shutil.copytree(PACKAGED, copy)
    twist = copy / "lying_twist" / "exercise.toml"
    twist.write_text(twist.read_text(encoding="utf-8").replace('from = "article"', 'form = "x"', 1))
    (copy / "pigeon_pose" / "exercise.toml").write_text("id = \n")
    lines = run("check", copy, code=1).splitlines()
    assert any(line.startswith("lying_twist/exercise.toml: ") for line in lines)
    assert any(line.startswith("pigeon_pose/exercise.toml: is not valid TOML") for line in lines)
    assert lines[-1].endswith("problems; 8 exercises are fine.")


def test_check_of_a_folder_that_is_none_or_holds_none(tmp_path: Path) -> None:
    assert "is not a folder" in complaint("check", tmp_path / "nothing")
    (tmp_path / "empty").mkdir()
    out = run("check", tmp_path / "empty", code=1)
    assert "has no exercises" in out
    assert out.splitlines()[-1] == "1 problem; 0 exercises are fine."


def test_a_new_exercise_dropped_in_appears_in_every_command(home: Path) -> None:
    write(home / "exercises", heel_raise())
    assert run("check").strip() == "11 exercises are fine."
    assert "Heel raise" in run("exercises")
    assert json.loads(run("exercises", "--json"))[-1]["id"] == "heel_raise"
    out = run("show", "heel_raise")
    assert "2 × 8–12 each side" in out
    assert "Stand on your left foot, with a chair. (ours)" in out
    assert "Use level −1" in run("show", "heel_raise", "--level", "-1")


def test_an_exercise_without_extras_is_shown_plainly(home: Path) -> None:
    tables = heel_raise()
    for key in ("ladder", "cautions", "coach", "form", "side_means"):
        del tables[key]
    write(home / "exercises", tables)
    out = run("show", "heel_raise")
    assert "With a condition" not in out
    assert "works on" not in out
    assert "leaves open" not in out
    shutil.rmtree(home / "exercises")
    tables["targets"] = [{"name": "Calves", "from": "ours"}]
    write(home / "exercises", tables)
    assert "Meant for: Calves." in run("show", "heel_raise")


def test_an_exercise_of_ones_own_may_name_a_condition_of_ones_own(home: Path) -> None:
    tables = heel_raise()
    tables["cautions"] = [{"condition": "sore_thumb", "action": "avoid"}]
    write(home / "exercises", tables)
    (home / "exercises" / "conditions.toml").write_text(f"conditions = {toml([CONDITION])}")
    assert "A sore thumb" in run("show", "heel_raise")


def test_a_faulty_exercise_of_ones_own_takes_nothing_else_down(home: Path) -> None:
    write(home / "exercises", {"id": "half_done"})
    result = CliRunner().invoke(app, ["exercises", "--json"])
    assert result.exit_code == 0
    assert len(json.loads(result.stdout)) == 10
    assert "problems in your own exercises: see 'tenfold check'" in result.stderr
    assert "half_done/exercise.toml: dose: is missing" in run("check", code=1)
    shutil.rmtree(home / "exercises")
    write(home / "exercises", {**heel_raise(), "order": 3})
    assert complaint("exercises", code=0).startswith("1 problem in your own exercises")


def test_a_damaged_installation_is_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken"
    write(broken, {"id": "half_done"})
    monkeypatch.setattr(load, "PACKAGED", broken)
    monkeypatch.setattr(library_commands, "PACKAGED", broken)
    packaged_library.cache_clear()
    try:
        assert "The exercise library is damaged" in complaint("exercises", code=1)
        assert "half_done/exercise.toml: dose: is missing" in run("check", code=1)
        assert "conditions.toml: is missing" in run("check", tmp_path, code=1)
    finally:
        packaged_library.cache_clear()


def test_the_schema_is_printed_as_published() -> None:
    assert run("schema") == schema_text()
