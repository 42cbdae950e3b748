"""In position or not, on which side, and what is asked meanwhile."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tenfold.session.inputs import CameraState, PositionSeen
from tenfold.session.sitting import Check, Side
from tests.session.led import BUTTERFLY, LUNGE, SQUAT, TWIST, Person, at_work, dosed, sitting

TWIST_SEEN = replace(TWIST, camera=True)


def in_place(person: Person, side: Side, inside: bool = True) -> None:
    person.give(PositionSeen(person.player.now_s, inside, side))


def test_who_begins_with_the_other_side_is_followed() -> None:
    person = at_work(sitting(TWIST_SEEN), camera="seeing")
    in_place(person, "right")
    person.later(2)
    assert person.view.number == 28 and person.view.side == "right"
    person.until_stage("switch")
    person.until_stage("work")
    assert person.view.side == "left"


def on_the_second_side() -> Person:
    person = at_work(sitting(TWIST_SEEN), camera="seeing")
    in_place(person, "left")
    person.until_stage("switch")
    person.until_stage("work")
    return person


TURN = "Turn round, so that your other side is towards the camera."


@pytest.mark.parametrize(("camera", "told"), [("seeing", 1), ("looking", 1), ("off", 0)])
def test_between_sides_the_voice_says_how_to_turn_for_the_camera_that_is_on(
    camera: CameraState, told: int
) -> None:
    person = at_work(sitting(replace(TWIST_SEEN, turn=TURN)), camera=camera)
    person.until_stage("switch")
    person.until_stage("work")
    assert person.words().count(TURN) == told


SAID_AGAIN = "That was the left side again. Now the right, when you're ready."


def test_the_same_side_twice_is_noticed_once_and_the_clock_waits() -> None:
    person = on_the_second_side()
    in_place(person, "left")
    person.later(3)
    in_place(person, "left", inside=False)
    in_place(person, "left")
    person.later(3)
    assert person.words().count(SAID_AGAIN) == 1 + 1, "once for each time they settle there"
    assert person.view.number == 30
    in_place(person, "right")
    person.later(2)
    assert person.view.number == 28


def test_who_stays_on_the_same_side_after_being_told_knows_better() -> None:
    person = on_the_second_side()
    in_place(person, "left")
    person.later(12)
    assert person.view.number == 28
    assert person.words().count(SAID_AGAIN) == 1


# ------------------------------------------------------------ breaths by camera
BUTTERFLY_SEEN = replace(BUTTERFLY, camera=True)


def test_breathing_begins_in_position_and_waits_when_it_is_left() -> None:
    person = at_work(sitting(BUTTERFLY_SEEN), camera="seeing")
    assert person.words()[-1] == "We breathe together when you are in position."
    person.later(5)
    assert person.view.number == 0 and person.view.breath is None
    person.position(True)
    person.later(0)
    assert person.words()[-1] == "Breathe in"
    person.later(11)  # one whole breath, and into the second
    assert person.view.number == 1
    person.position(False)
    person.later(5)
    assert person.words()[-1] == "I'm waiting. Come back when you're ready."
    assert person.view.breath is None
    person.position(True)
    person.later(0.5)
    assert person.words()[-1] == "Breathe in", "a breath that was broken off begins again"
    assert person.view.number == 1
    person.later(4 * 8)
    assert person.player.finished or person.view.stage != "work"
    assert person.record().breaths == (("both", 5),)


def test_breaths_go_by_time_where_nobody_is_seen() -> None:
    person = at_work(sitting(BUTTERFLY_SEEN), camera="looking")
    person.later(5 + 8.5)
    assert person.view.number == 1
    assert "I can't see you, so I'll count by time" in person.words()


# ------------------------------------------------------------ self-checks
QUESTIONS = tuple(Check(f"Question {letter}?") for letter in "ABC")


def asked(person: Person) -> list[str]:
    return [text for _, text in person.heard if text.startswith("Question")]


def test_in_a_long_hold_two_questions_are_asked_and_the_next_side_gets_others() -> None:
    block = replace(dosed(TWIST, hold_s=60.0), checks=QUESTIONS)
    person = at_work(sitting(block))
    begins = person.player.now_s
    person.until_stage("switch")
    assert asked(person) == ["Question A?", "Question B?"]
    times = [at - begins for at, text in person.heard if text.startswith("Question")]
    assert times[0] >= 15 and times[1] <= 50
    person.to_the_end()
    assert asked(person) == ["Question A?", "Question B?", "Question C?", "Question A?"]


@pytest.mark.parametrize("hold_s", [20.0, 30.0, 40.0, 45.0, 60.0, 120.0])
def test_no_question_falls_on_other_words(hold_s: float) -> None:
    block = replace(dosed(TWIST, hold_s=hold_s), checks=QUESTIONS)
    person = at_work(sitting(block))
    person.until_stage("switch")
    for at, text in person.heard:
        if text.startswith("Question"):
            near = [said for when, said in person.heard if said != text and abs(when - at) < 3]
            assert not near


def test_a_short_hold_is_left_in_peace() -> None:
    person = at_work(sitting(replace(dosed(SQUAT, hold_s=15.0), checks=QUESTIONS)))
    person.to_the_end()
    assert asked(person) == []


def test_in_reps_one_question_comes_after_the_third() -> None:
    block = replace(dosed(LUNGE, sets=1, reps=8), checks=QUESTIONS)
    person = at_work(sitting(block))
    person.until_stage("switch")
    assert asked(person) == ["Question A?"]
    words = person.words()
    place = words.index("Question A?")
    assert (words[place - 1], words[place + 1]) == ("3", "4")


def test_what_the_camera_says_itself_is_asked_only_without_it() -> None:
    block = replace(
        dosed(SQUAT, hold_s=60.0), checks=(Check("Question A?", by_camera=True), QUESTIONS[1])
    )
    person = at_work(sitting(block), camera="seeing")
    person.position(True)
    person.to_the_end()
    assert set(asked(person)) == {"Question B?"}
    by_time = at_work(sitting(block))
    by_time.to_the_end()
    assert set(asked(by_time)) == {"Question A?", "Question B?"}
