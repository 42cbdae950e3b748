"""Doses, steps and levels in words, with their source marked."""

from __future__ import annotations

import pytest

from tenfold.exercises import describe
from tenfold.exercises.load import packaged_library
from tenfold.exercises.model import (
    LEVELS,
    Amount,
    Caution,
    Dose,
    Exact,
    Exercise,
    Range,
    SidesField,
    variant,
)
from tenfold.words import Translator
from tests.exercises.material import heel_raise

text = Translator().text
ALL = packaged_library().exercises


def exact(value: float) -> Exact:
    return Exact.model_validate({"value": value, "from": "ours"})


def span(low: float, high: float) -> Range:
    return Range.model_validate({"min": low, "max": high, "from": "ours"})


def dose(sides: str = "both_together", sets: float = 1, **amounts: Amount) -> Dose:
    return Dose(
        sets=exact(sets),
        sides=SidesField.model_validate({"value": sides, "from": "ours"}),
        rest_s=exact(30),
        times_per_day=amounts.pop("times_per_day", exact(1)),
        **amounts,
    )


@pytest.mark.parametrize(
    ("exercise_id", "words", "per_day"),
    [
        ("reverse_lunge", "3 × 10 each leg", "once a day"),
        ("lying_twist", "30–60 s each side", "once a day"),
        ("seated_lunge", "60 s each side", "once a day"),
        ("butterfly_pose", "5 breaths", "once a day"),
        ("lateral_hip_stretch", "4–5 breaths each side", "once a day"),
        ("standing_abdominal_hold", "20 s", "5–10 times a day"),
        ("deep_squat_rest", "60 s", "2–3 times a day"),
    ],
)
def test_published_doses_in_words(exercise_id: str, words: str, per_day: str) -> None:
    exercise = packaged_library().get(exercise_id)
    assert text(describe.dose_line(exercise)) == words
    assert text(describe.per_day_line(exercise.dose)) == per_day


def test_doses_in_words_by_kind_rounds_and_sides() -> None:
    assert text(describe.work_line(dose(reps=span(5, 8)), "reps")) == "5–8 times"
    assert text(describe.work_line(dose(reps=exact(1)), "reps")) == "1 time"
    assert text(describe.work_line(dose("each", reps=exact(8)), "reps")) == "8 each side"
    assert text(describe.work_line(dose("each", 2, reps=exact(8)), "reps", "leg")) == (
        "2 × 8 each leg"
    )
    assert text(describe.work_line(dose(sets=5, hold_s=exact(5)), "hold")) == "5 × 5 s"
    assert text(describe.work_line(dose(hold_s=exact(120)), "hold")) == "2 min"
    assert text(describe.work_line(dose(hold_s=exact(150)), "hold")) == "150 s"
    assert text(describe.work_line(dose(breaths=exact(1)), "breaths")) == "1 breath"
    assert text(describe.per_day_line(dose(times_per_day=exact(5)))) == "5 times a day"


def test_a_dose_without_the_amount_of_its_kind_has_no_words() -> None:
    with pytest.raises(ValueError, match="no amount for 'hold'"):
        describe.work_line(dose(reps=exact(3)), "hold")


@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.id)
def test_every_field_of_every_dose_has_a_row_with_its_source(exercise: Exercise) -> None:
    for level in exercise.levels:
        form = variant(exercise, level)
        given = {
            name: value.origin
            for name in Dose.model_fields
            if (value := getattr(form.dose, name)) is not None
        }
        rows = describe.dose_rows(exercise, level)
        assert {row.field: row.origin for row in rows} == given
        assert all(text(row.label) and text(row.value) for row in rows)


def test_a_row_carries_its_note_and_half_seconds() -> None:
    rows = {row.field: row for row in describe.dose_rows(packaged_library().get("reverse_lunge"))}
    assert text(rows["rep_s"].value) == "4.5 s"
    assert text(rows["sets"].label) == "Sets"
    assert rows["sets"].note is None
    assert rows["pause_s"].note is not None
    assert "brief pause" in text(rows["pause_s"].note)
    assert text(rows["sides"].value) == "one leg, then the other"
    sides = {row.field: row for row in describe.dose_rows(packaged_library().get("pigeon_pose"))}
    assert text(sides["sides"].value) == "each side in turn"
    assert sides["sides"].note is not None


def test_steps_are_told_for_a_side_spoken_or_printed() -> None:
    lunge = packaged_library().get("reverse_lunge")
    left = [text(step.line) for step in describe.step_lines(lunge)]
    right = [text(step.line) for step in describe.step_lines(lunge, side="right")]
    assert "Step your left foot straight back." in left
    assert "Press through your left heel and stand up tall, feet together." in right
    assert left != right
    spoken = [text(step.line) for step in describe.step_lines(lunge, printed=False)]
    assert "Keep a wall or a chair within reach." in spoken
    assert "Keep a wall or a chair within reach." not in left


@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.id)
def test_every_level_has_a_name_a_dose_and_steps(exercise: Exercise) -> None:
    assert exercise.levels == LEVELS
    for level in exercise.levels:
        assert text(describe.level_name(exercise, level))
        assert text(describe.dose_line(exercise, level))
        for side in ("left", "right"):
            for step in describe.step_lines(exercise, level, side):
                assert "{" not in text(step.line)
    assert text(describe.level_name(exercise, 0)) == "As published"


def test_a_level_that_does_not_exist_is_a_key_error() -> None:
    only = Exercise.model_validate(heel_raise())
    assert only.levels == (-1, 0)
    for ask in (describe.dose_line, describe.dose_rows, describe.step_lines, describe.level_name):
        with pytest.raises(KeyError):
            ask(only, 2)


def test_cautions_in_words() -> None:
    def caution(**fields: object) -> Caution:
        return Caution.model_validate({"condition": "x", **fields})

    easier = caution(action="modify", level=-2, avoid_if="it hurts")
    assert text(describe.caution_line(easier)) == "Use level −2"
    avoid_if = describe.avoid_if_line(easier)
    assert avoid_if is not None
    assert text(avoid_if) == "Leave it out if it hurts."
    assert text(describe.caution_line(caution(action="modify"))) == "Make it easier"
    assert "clinician" in text(describe.caution_line(caution(action="clearance")))
    assert "Leave it out" in text(describe.caution_line(caution(action="avoid")))
    assert describe.avoid_if_line(caution(action="avoid")) is None


def test_levels_are_written_with_their_sign() -> None:
    assert [describe.signed(level) for level in LEVELS] == ["−2", "−1", "0", "+1", "+2"]


def test_steps_are_told_for_the_side_one_begins_with() -> None:
    pigeon = packaged_library().get("pigeon_pose")
    told = [text(step.line) for step in describe.step_lines(pigeon)]
    assert "your right hip" in told[0]
    line = describe.told_for_line(pigeon)
    assert line is not None
    assert text(line).startswith("Told for the right side")
    assert describe.told_for_line(packaged_library().get("butterfly_pose")) is None


def test_targets_are_told_as_claims_of_their_source() -> None:
    targets = [{"name": "Calves", "from": "ours"}, {"name": "Hips", "from": "article"}]
    both = Exercise.model_validate({**heel_raise(), "targets": targets})
    told = [
        (text(claim), [text(name) for name in names]) for claim, names in describe.claim_lines(both)
    ]
    assert told == [("The article says that it works on", ["Hips"]), ("Meant for", ["Calves"])]
    assert describe.claim_lines(Exercise.model_validate(heel_raise())) == ()
