"""The player's manners, one by one. Whole stories are in ``scenarios/``."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from tenfold.session.commands import Chime, Finished, Say, Show, View, Wake, WorkBegan, WorkEnded
from tenfold.session.inputs import (
    Disconnected,
    PainSaid,
    PositionSeen,
    Press,
    RepSeen,
    StopForPain,
    Tick,
)
from tenfold.session.player import Player, replay
from tenfold.session.sitting import Block, BlockStep, Sitting
from tests.session.led import (
    BUTTERFLY,
    LUNGE,
    SQUAT,
    TWIST,
    at_work,
    dosed,
    english,
    lead,
    sitting,
)

ONE_SET = dosed(LUNGE, sets=1)


# ------------------------------------------------------------ getting going
def test_nothing_happens_before_start() -> None:
    player = Player(sitting(TWIST))
    assert player.handle(Tick(100.0)) == ()
    assert player.view().stage == "ready"
    assert player.view().buttons == ("start",)


def test_what_is_not_offered_does_nothing() -> None:
    player = Player(sitting(TWIST))
    for button in ("pause", "resume", "skip", "back", "more_time", "easier"):
        player.handle(Press(1.0, button))
    player.handle(StopForPain(1.0, 5))
    player.handle(Disconnected(1.0))
    player.handle(RepSeen(1.0, "left"))
    player.handle(PositionSeen(1.0, True))
    assert player.view() == replace(Player(sitting(TWIST)).view(), at_s=1.0)


def test_the_first_line_names_the_exercise_and_the_steps_are_not_crammed() -> None:
    person = lead(sitting(TWIST, BUTTERFLY))
    person.until_stage("work")
    said = [(at, text) for at, text in person.heard if not text.isdigit()]
    assert [text for _, text in said] == [
        "First: Lying twist",
        "Left side first.",
        "Lie on your back.",
        "Lower both knees to the left.",
        "Hold",
    ]
    for (earlier, text), (later, _) in pairwise(said):
        assert later - earlier >= len(text.split()) / 2.5


def test_preparation_is_as_long_as_asked_when_there_is_little_to_say() -> None:
    quiet = replace(SQUAT, steps=())
    assert lead(sitting(quiet, prepare_s=25.0)).until_stage("work") == 25.0


def test_work_begins_after_three_two_one() -> None:
    person = lead(sitting(TWIST))
    begins = person.until_stage("work")
    assert [(at, text) for at, text in person.heard if text.isdigit()] == [
        (begins - 3, "3"),
        (begins - 2, "2"),
        (begins - 1, "1"),
    ]


def test_a_both_sided_exercise_has_no_side_words() -> None:
    person = lead(sitting(BUTTERFLY, SQUAT))
    person.to_the_end()
    assert not any(word in text for text in person.words() for word in ("left", "right", "side"))


def test_something_new_is_shown_each_second_while_something_counts() -> None:
    person = lead(sitting(dosed(TWIST, hold_s=20.0)))
    person.to_the_end()
    shown = [one.view for one in person.of(Show)]
    for earlier, later in pairwise(shown):
        assert round(later.at_s - earlier.at_s, 3) <= 1.0


def test_the_figure_shows_the_phase_that_is_spoken_of() -> None:
    person = lead(sitting(LUNGE))
    phases = []
    while person.view.stage != "work":
        phases.append(person.view.figure_phase)
        person.give(Tick(person.wake_s or 0))
    assert list(dict.fromkeys(phases)) == ["start", "move", "return"]
    in_a_rep = [person.view.figure_phase]
    for _ in range(2):
        person.give(Tick(person.wake_s or 0))
        in_a_rep.append(person.view.figure_phase)
    assert in_a_rep == ["move", "hold", "return"]


def test_a_sitting_without_anything_to_do_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one exercise"):
        Player(Sitting("single", ()))
    with pytest.raises(ValueError, match="nothing to do at level -1"):
        easier = dosed(LUNGE.easier or LUNGE, reps=0)
        Player(sitting(replace(LUNGE, easier=easier)))
    with pytest.raises(ValueError, match="a breath lasts"):
        Player(sitting(BUTTERFLY, breath_s=0.5))


# ------------------------------------------------------------ time
def test_an_input_from_the_past_counts_as_now() -> None:
    person = lead(sitting(TWIST))
    person.later(5)
    player = person.player
    assert player.stamp(Press(1.0, "pause")).at_s == 5.0
    player.handle(Press(1.0, "pause"))
    assert player.view().at_s == 5.0


def test_a_wake_that_comes_late_still_says_everything_in_order() -> None:
    punctual, late = lead(sitting(TWIST)), lead(sitting(TWIST))
    punctual.to_the_end()
    commands = late.player.handle(Tick(1000.0))
    said = [english(one.line) for one in commands if isinstance(one, Say)]
    assert said == punctual.words()[len(late.words()) :]
    assert sum(isinstance(one, Show) for one in commands) == 1


def test_a_tick_too_early_only_asks_again() -> None:
    person = lead(sitting(TWIST))
    person.until(4.25)
    assert person.give(Tick(4.3)) == (Wake(person.wake_s or 0),)


# ------------------------------------------------------------ pause
def test_a_dropped_page_pauses_and_loses_nothing() -> None:
    person = at_work(sitting(SQUAT))
    person.later(12)
    person.give(Disconnected(person.player.now_s))
    person.later(100_000)
    assert person.view.paused
    assert person.view.number == 18
    assert "resume" in person.view.buttons
    person.press("resume")
    person.to_the_end()
    assert person.record().held_s == (("both", 30.0),)
    assert person.record().outcome == "done"


def test_after_a_pause_of_work_there_is_a_short_count_in() -> None:
    person = at_work(sitting(SQUAT))
    person.later(5)
    person.press("pause")
    person.press("resume")
    assert english(person.view.line) == "Going on"
    assert person.view.number == 3
    assert not person.view.paused
    person.later(2.5)
    assert person.view.number == 1
    person.later(1.5)
    assert person.view.number == 24


def test_the_count_in_can_be_paused_too() -> None:
    person = at_work(sitting(SQUAT))
    person.later(5)
    person.press("pause")
    person.press("resume")
    person.later(1)
    person.press("pause")
    person.later(60)
    assert person.view.paused
    assert person.view.number == 25


def test_rest_and_preparation_go_on_at_once() -> None:
    person = lead(sitting(TWIST))
    person.later(4)
    left = person.view.left_s
    person.press("pause")
    person.later(60)
    person.press("resume")
    assert person.view.left_s == left
    assert person.words()[-1] == "Going on"
    assert person.wake_s is not None
    assert person.wake_s - person.player.now_s <= 1


def test_what_the_camera_says_during_a_pause_counts_when_going_on() -> None:
    person = at_work(sitting(SQUAT), camera="seeing")
    person.position(True)
    person.later(5)
    person.press("pause")
    person.position(False)
    person.camera("lost")
    person.later(60)
    person.camera("seeing")
    person.press("resume")
    person.later(3)
    assert person.words()[-1] == "1"
    person.later(2.5)
    assert person.words()[-1] == "Clock paused. Come back when you're ready."


def test_a_rep_seen_during_a_pause_is_not_counted() -> None:
    person = at_work(sitting(ONE_SET), camera="seeing")
    person.press("pause")
    person.rep("left")
    assert person.view.number == 0


@pytest.mark.parametrize("button", ["skip", "back", "easier"])
def test_moving_on_ends_a_pause(button: str) -> None:
    person = at_work(sitting(LUNGE, TWIST))
    person.press("pause")
    person.press(button)
    assert not person.view.paused
    assert person.view.stage in ("prepare", "switch")


# ------------------------------------------------------------ reps
def test_reps_by_time_are_counted_aloud_at_the_described_tempo() -> None:
    person = at_work(sitting(ONE_SET))
    begins = person.player.now_s
    person.until_stage("switch")
    assert [
        (round(at - begins, 3), text) for at, text in person.heard if at > begins and text.isdigit()
    ] == [
        (4, "1"),
        (8, "2"),
        (12, "3"),
        (16, "4"),
    ]


def test_by_camera_only_seen_reps_count() -> None:
    person = at_work(sitting(ONE_SET), camera="seeing")
    person.later(15)
    assert person.view.number == 0
    assert person.view.pace == "camera"
    for number in (1, 2, 3):
        person.rep("left")
        assert person.view.number == number
    assert person.record_so_far().reps == (("left", 3),)


def test_each_seen_rep_is_heard_at_once() -> None:
    person = at_work(sitting(ONE_SET), camera="seeing")
    person.later(5)
    commands = person.give(RepSeen(person.player.now_s, "left"))
    assert isinstance(commands[0], Show)
    assert commands[1] == Chime("rep")
    assert isinstance(commands[2], Say)
    assert english(commands[2].line) == "1"


def test_alternating_legs_count_each_for_its_own_side() -> None:
    person = at_work(sitting(dosed(ONE_SET, reps=2)), camera="seeing")
    for side in ("left", "right", "left"):
        person.rep(side)
    assert person.view.stage == "switch"
    assert "1, right" in person.words()
    person.until_stage("work")
    assert (person.view.side, person.view.number) == ("right", 1)
    person.rep("right")
    assert person.record().reps == (("left", 2), ("right", 2))


def test_a_side_finished_on_the_way_needs_no_turn_of_its_own() -> None:
    person = at_work(sitting(dosed(ONE_SET, reps=2)), camera="seeing")
    for side in ("left", "right", "right", "left"):
        person.rep(side)
    assert person.player.finished
    assert person.record().reps == (("left", 2), ("right", 2))


def test_a_rep_while_changing_sides_begins_the_work() -> None:
    person = at_work(sitting(dosed(ONE_SET, reps=2)), camera="seeing")
    person.rep("left")
    person.rep("left")
    person.rep("right", after_s=1)
    assert person.view.stage == "work"
    assert (person.view.side, person.view.number) == ("right", 1)


def test_a_rep_of_the_finished_side_while_changing_sides_is_just_late() -> None:
    person = at_work(sitting(dosed(ONE_SET, reps=2)), camera="seeing")
    for _ in range(3):
        person.rep("left", after_s=1)
    assert person.view.stage == "switch"
    assert person.record_so_far().reps == (("left", 2),)


def test_reps_without_sides_count_whichever_leg_is_seen() -> None:
    squats = dosed(ONE_SET, sides=("both",), reps=3)
    person = at_work(sitting(replace(squats, steps=())), camera="seeing")
    for side in ("left", "right", "both"):
        person.rep(side)
    assert person.record().reps == (("both", 3),)


def test_reps_are_not_taken_from_a_camera_that_is_off() -> None:
    person = at_work(sitting(ONE_SET))
    person.rep("left", after_s=1)
    assert person.view.number == 0


def test_one_gentle_word_when_no_rep_is_seen_for_long() -> None:
    person = at_work(sitting(dosed(LUNGE, sets=1)), camera="seeing")
    person.later(19)
    assert "Take your time" not in person.words()
    person.later(2)
    person.rep("left")
    person.later(40)
    assert person.words().count("Take your time") == 1


def test_a_camera_that_never_sees_a_rep_does_not_keep_anyone_waiting() -> None:
    person = at_work(sitting(ONE_SET), camera="seeing")
    person.later(64.5)
    assert "I haven't seen a rep for a while, so I'll count by time" in person.words()
    assert (person.view.number, person.view.pace) == (1, "timer")
    person.rep("left", after_s=1)
    assert (person.view.number, person.view.pace) == (2, "camera")


def test_out_of_view_the_count_goes_on_by_time_from_where_it_was() -> None:
    person = at_work(sitting(ONE_SET), camera="seeing")
    person.rep("left")
    person.camera("lost")
    person.later(4.9)
    assert person.view.pace == "camera"
    person.later(4.2)
    assert person.view.pace == "timer"
    assert person.view.number == 2
    person.rep("left", after_s=1)
    assert person.view.number == 2, "nobody is in view"


@pytest.mark.parametrize("state", ["off", "refused", "too_slow"])
def test_when_the_camera_goes_it_is_said_once_and_counted_by_time(state: str) -> None:
    person = at_work(sitting(LUNGE), camera="seeing")
    person.camera(state)
    assert person.view.pace == "timer"
    person.to_the_end()
    assert person.words().count("There is no camera now, so I'll count by time") == 1
    assert person.record().reps == (("left", 8), ("right", 8))


@pytest.mark.parametrize("block", [LUNGE, SQUAT])
def test_a_camera_that_could_not_be_had_is_mentioned_once_in_a_sitting(block: Block) -> None:
    person = at_work(sitting(block, block), camera="refused")
    person.to_the_end()
    assert person.words().count("There is no camera now, so I'll count by time") == 1


def test_a_camera_that_is_still_looking_gets_a_moment() -> None:
    person = at_work(sitting(ONE_SET), camera="looking")
    assert person.view.pace == "camera"
    person.later(5)
    assert person.view.pace == "timer"


def test_what_the_camera_cannot_follow_is_said_once() -> None:
    person = lead(sitting(BUTTERFLY, TWIST))
    person.camera("seeing")
    person.to_the_end()
    line = "I can't follow this one by camera, so I'll count by time"
    assert person.words().count(line) == 1


def test_the_camera_changes_nothing_where_it_cannot_follow() -> None:
    reps = replace(ONE_SET, camera=False)
    for block in (reps, replace(SQUAT, camera=False)):
        person = at_work(sitting(block), camera="seeing")
        person.camera("lost")
        person.camera("seeing")
        person.position(False)
        person.rep("left", after_s=1)
        assert person.view.pace == "timer"
        assert person.view.number != 1


# ------------------------------------------------------------ holds
def test_a_hold_by_time_says_halfway_and_the_last_five_seconds() -> None:
    person = at_work(sitting(SQUAT))
    begins = person.player.now_s
    person.to_the_end()
    assert person.when("Halfway") - begins == 15
    assert [text for at, text in person.heard if at >= begins + 25][:5] == ["5", "4", "3", "2", "1"]
    assert [one.kind for one in person.of(Chime)][-2:] == ["end", "finished"]


def test_in_view_but_not_in_position_the_clock_runs_after_a_while() -> None:
    person = at_work(sitting(SQUAT), camera="seeing")
    person.later(19)
    assert person.view.number == 30
    person.later(3)
    assert person.view.number == 28
    line = "I can't tell whether you're in position, so I'll run the clock"
    assert person.words().count(line) == 1
    person.position(True)
    person.position(False)
    person.later(5)
    assert person.view.number == 23, "by time to the end of this side"


def test_after_leaving_the_position_for_good_the_clock_goes_on_in_the_end() -> None:
    person = at_work(sitting(SQUAT), camera="seeing")
    person.position(True)
    person.later(10)
    person.position(False)
    person.later(60)
    assert person.view.number == 20, "the coach has waited a second already"
    person.to_the_end()
    assert "I can't tell whether you're in position, so I'll run the clock" in person.words()


def test_out_of_view_before_the_hold_the_clock_runs_by_itself() -> None:
    person = at_work(sitting(SQUAT), camera="lost")
    person.later(5)
    assert person.view.number == 30
    person.later(4)
    assert person.view.number == 26
    assert "I can't see you, so I'll count by time" in person.words()


def test_seen_again_in_position_the_camera_has_the_clock_again() -> None:
    person = at_work(sitting(SQUAT), camera="lost")
    person.later(6)
    person.position(True)
    assert person.view.pace == "timer", "nobody is in view yet"
    person.camera("seeing")
    assert person.view.pace == "timer"
    person.position(True)
    assert person.view.pace == "camera"
    person.position(False)
    person.later(3)
    assert person.words()[-1] == "Clock paused. Come back when you're ready."


def test_lost_for_a_moment_the_clock_runs_on() -> None:
    person = at_work(sitting(SQUAT), camera="seeing")
    person.position(True)
    person.later(5)
    person.position(False)
    person.camera("lost")
    person.later(3)
    person.camera("lost")
    person.camera("seeing")
    person.position(True)
    person.later(5)
    assert person.view.number == 17
    assert person.view.pace == "camera"


def test_seen_again_but_out_of_position_the_clock_stops() -> None:
    person = at_work(sitting(SQUAT), camera="seeing")
    person.position(True)
    person.later(5)
    person.position(False)
    person.camera("lost")
    person.later(2)
    person.camera("seeing")
    person.later(4)
    assert person.words()[-1] == "Clock paused. Come back when you're ready."
    assert person.view.number == 21


def test_lost_again_and_again_while_waiting_the_clock_still_starts() -> None:
    person = at_work(sitting(SQUAT), camera="seeing")
    for _ in range(8):
        person.later(3)
        person.camera("lost")
        person.later(3)
        person.camera("seeing")
    assert (person.view.number or 99) < 30


def test_out_of_view_just_then_nobody_is_told_that_they_cannot_be_judged() -> None:
    person = at_work(sitting(SQUAT), camera="seeing")
    person.later(18)
    person.camera("lost")
    person.later(4)
    person.camera("seeing")
    person.later(4)
    assert person.view.number == 30
    person.position(True)
    person.later(2)
    assert person.view.number == 28


def test_words_about_a_hold_keep_clear_of_halfway() -> None:
    words = tuple(
        BlockStep("hold", text) for text in ("Breathe in and out.", "Keep your chest up.")
    )
    person = at_work(sitting(replace(dosed(SQUAT, hold_s=24.0), steps=words + words)))
    begins = person.player.now_s
    person.to_the_end()
    for at, text in person.heard:
        if text.startswith(("Breathe", "Keep")) and at > begins:
            assert at + 2 <= begins + 12 or at >= begins + 14


def test_a_camera_switched_off_while_waiting_starts_the_clock() -> None:
    person = at_work(sitting(SQUAT), camera="seeing")
    person.camera("off")
    person.later(2)
    assert person.view.number == 28


def test_position_is_only_looked_at_during_work() -> None:
    person = lead(sitting(SQUAT))
    person.camera("seeing")
    person.position(True)
    person.until_stage("work")
    person.later(2)
    assert person.view.number == 30


# ------------------------------------------------------------ breaths
def test_a_breath_is_longer_out_than_in() -> None:
    person = at_work(sitting(BUTTERFLY, breath_s=10.0))
    breath = person.view.breath
    assert breath is not None
    assert (breath.half, breath.length_s, breath.left_s) == ("in", 4.0, 4.0)
    person.later(5)
    breath = person.view.breath
    assert breath is not None
    assert (breath.half, breath.length_s, breath.left_s) == ("out", 6.0, 5.0)


def test_quiet_breaths_have_a_soft_sound() -> None:
    person = at_work(sitting(BUTTERFLY))
    begins = len(person.commands)
    person.later(8 * 4 - 0.1)
    ticks = [one for one in person.commands[begins:] if one == Chime("tick")]
    assert len(ticks) == 4  # in and out of the third and fourth breath


# ------------------------------------------------------------ buttons
def test_the_buttons_are_those_that_make_sense() -> None:
    person = lead(sitting(LUNGE, TWIST))
    assert person.view.buttons == (
        "pause",
        "skip",
        "back",
        "more_time",
        "easier",
        "stop_for_pain",
    )
    person.until_stage("work")
    assert "more_time" not in person.view.buttons, "reps have no time to be added"
    person.until_stage("rest")
    assert {"more_time", "easier"} <= set(person.view.buttons)
    person.press("skip")
    assert "easier" not in person.view.buttons, "there is no easier form of this one"
    person.press("pause")
    assert person.view.buttons[0] == "resume"


def test_skip_goes_to_the_next_exercise_and_keeps_what_was_done() -> None:
    person = at_work(sitting(LUNGE, TWIST))
    person.later(9)
    person.press("skip")
    record = person.record()
    assert (record.outcome, record.reps, record.sets_done) == ("skipped", (("left", 2),), 0)
    assert record.done_fraction == pytest.approx(2 / 16)
    assert person.view.stage == "prepare"
    assert person.view.exercise_id == "twist"


def test_skip_while_resting_before_an_exercise_ends_the_rest() -> None:
    person = lead(sitting(ONE_SET, TWIST, BUTTERFLY))
    person.until_stage("rest")
    assert english(person.view.title) == "Lying twist"
    person.press("skip")
    assert person.view.stage == "prepare"
    assert person.view.exercise_id == "twist"
    assert [one.block_index for one in person.records()] == [0]


def test_skipping_the_last_exercise_finishes() -> None:
    person = lead(sitting(TWIST))
    person.press("skip")
    assert person.player.finished
    assert person.of(Finished) == [Finished(0.0)]
    assert person.view.buttons == ()


def test_back_while_preparing_begins_it_again_or_the_one_before() -> None:
    person = lead(sitting(BUTTERFLY, TWIST))
    person.later(2)
    person.press("back")
    assert person.view.number == person.view.target
    person.until_stage("work")
    person.until_stage("prepare")
    person.later(5)
    person.press("back")
    assert (person.view.exercise_id, person.view.number) == ("twist", person.view.target)
    person.press("back")
    assert (person.view.exercise_id, person.view.stage) == ("butterfly", "prepare")


def test_back_while_resting_between_sets_is_the_side_just_done() -> None:
    person = lead(sitting(LUNGE))
    person.until_stage("rest")
    person.press("back")
    assert (person.view.stage, person.view.side, person.view.set_number) == ("switch", "right", 1)
    person.until_stage("work")
    assert person.view.number == 0
    person.until_stage("rest")
    person.to_the_end()
    assert person.record().reps == (("left", 8), ("right", 12)), "done is done"
    assert person.record().done_fraction == 1.0
    assert person.record().sets_done == 2


def test_back_in_the_second_side_just_after_its_start_is_the_first_side() -> None:
    person = at_work(sitting(LUNGE))
    person.until_stage("switch")
    person.until_stage("work")
    person.later(2)
    person.press("back")
    assert person.view.side == "left"
    person.until_stage("work")
    person.later(9)
    assert person.view.number == 2


def test_back_from_a_rest_between_exercises_is_the_exercise_before() -> None:
    person = lead(sitting(ONE_SET, TWIST))
    person.until_stage("rest")
    person.press("back")
    assert (person.view.exercise_id, person.view.stage) == ("lunge", "prepare")
    person.press("skip")
    assert person.record().outcome == "done", "it was all done before"


def test_an_exercise_done_again_counts_from_nothing_and_adds_up_in_the_record() -> None:
    person = lead(sitting(ONE_SET, TWIST))
    person.until_stage("rest")
    person.press("back")
    person.until_stage("work")
    assert person.view.number == 0
    assert person.view.left_s > 4 * 4
    person.until_stage("rest")
    assert person.record().reps == (("left", 8), ("right", 8))


def test_what_was_held_before_going_back_is_not_forgotten() -> None:
    person = at_work(sitting(TWIST))
    person.later(20)
    person.press("back")
    person.until_stage("work")
    person.later(5)
    person.press("skip")
    assert person.record().held_s == (("left", 25.0),)
    assert person.record().done_fraction == pytest.approx(20 / 60)


def test_back_with_the_other_side_taken_first_returns_to_that_side() -> None:
    person = at_work(sitting(dosed(ONE_SET, reps=3)), camera="seeing")
    for _ in range(3):
        person.rep("right")
    person.until_stage("work")
    assert person.view.side == "left"
    person.later(1)
    person.press("back")
    assert person.view.side == "right"


def test_more_time_is_ten_seconds_or_one_breath() -> None:
    person = lead(sitting(TWIST, BUTTERFLY))
    before = person.view.left_s
    person.press("more_time")
    assert person.view.left_s == before + 10
    person.until_stage("work")
    person.press("more_time")
    assert person.view.target == 40
    person.until_stage("prepare")
    assert person.record().held_s == (("left", 40.0), ("right", 30.0))
    assert person.record().done_fraction == 1.0
    person.until_stage("work")
    person.press("more_time")
    person.to_the_end()
    assert person.record(1).breaths == (("both", 6),)


def test_more_time_in_a_rest() -> None:
    person = lead(sitting(LUNGE))
    begins = person.until_stage("rest")
    person.press("more_time")
    assert person.until_stage("work") - begins == 40


def test_more_time_in_a_pause_waits_for_the_end_of_the_pause() -> None:
    person = at_work(sitting(SQUAT))
    person.press("pause")
    person.press("more_time")
    assert person.view.paused
    assert person.view.number == 40


def test_easier_says_so_and_the_record_shows_both_levels() -> None:
    person = at_work(sitting(LUNGE, TWIST))
    person.later(5)
    left_before = person.view.left_s
    person.press("easier")
    assert person.view.left_s < left_before
    assert (person.view.level, person.view.stage) == (-1, "prepare")
    assert "Here is an easier way." in person.words()
    person.until_stage("rest")
    record = person.record()
    assert (record.level, record.outcome, record.sets_done) == (-1, "done", 1)
    assert record.reps == (("left", 2), ("right", 2))
    assert [(one.level, one.reps) for one in record.earlier] == [(0, (("left", 1),))]


def test_what_was_held_at_the_harder_level_stays_with_that_level() -> None:
    gentle = replace(dosed(TWIST, hold_s=10.0), level=-1, level_title="With a pillow")
    person = at_work(sitting(replace(TWIST, easier=gentle), SQUAT))
    person.later(7)
    person.press("easier")
    person.until_stage("work")
    person.until_stage("prepare")
    record = person.record()
    assert record.held_s == (("left", 10.0), ("right", 10.0))
    assert [one.held_s for one in record.earlier] == [(("left", 7.0),)]


def test_the_estimate_knows_of_the_easier_form() -> None:
    rocking = replace(ONE_SET, level=-1, level_title="Small knee rocks")
    person = lead(sitting(replace(TWIST, easier=rocking), SQUAT))
    person.press("easier")
    expected = person.player.now_s + person.view.left_s
    assert person.to_the_end() == pytest.approx(expected)


def test_easier_before_anything_was_done_leaves_no_trace_of_the_harder_level() -> None:
    person = lead(sitting(LUNGE))
    person.press("easier")
    person.to_the_end()
    assert person.record().earlier == ()
    assert "easier" not in person.view.buttons


# ------------------------------------------------------------ pain
def test_stop_for_pain_ends_the_exercise_at_once() -> None:
    person = at_work(sitting(TWIST, BUTTERFLY))
    person.later(7)
    person.give(StopForPain(person.player.now_s, 6))
    record = person.record()
    assert (record.outcome, record.pain_nrs) == ("stopped_for_pain", 6)
    assert record.held_s == (("left", 7.0),)
    assert "We'll leave this one. Come out of it slowly." in person.words()
    assert person.view.stage == "rest"
    person.until_stage("work")
    assert person.view.exercise_id == "butterfly"


def test_a_pain_number_may_come_later() -> None:
    person = at_work(sitting(TWIST, BUTTERFLY))
    person.give(StopForPain(person.player.now_s))
    assert person.record().pain_nrs is None
    person.later(20)
    person.give(PainSaid(person.player.now_s, 0, 7))
    assert person.record().pain_nrs == 7
    assert person.record().outcome == "stopped_for_pain"


def test_a_pain_number_for_an_exercise_not_begun_belongs_to_the_one_just_stopped() -> None:
    person = at_work(sitting(TWIST, BUTTERFLY))
    person.give(StopForPain(person.player.now_s))
    person.give(PainSaid(person.player.now_s, person.view.block_index, 4))
    assert person.record(0).pain_nrs == 4


def test_pain_while_resting_belongs_to_the_exercise_before() -> None:
    person = lead(sitting(ONE_SET, TWIST))
    person.until_stage("rest")
    person.give(StopForPain(person.player.now_s, 5))
    record = person.record(0)
    assert (record.outcome, record.pain_nrs, record.done_fraction) == ("stopped_for_pain", 5, 1.0)
    assert (person.view.stage, person.view.block_index) == ("rest", 1)


def test_pain_in_the_last_exercise_finishes_the_sitting_kindly() -> None:
    person = at_work(sitting(TWIST))
    person.give(StopForPain(person.player.now_s))
    assert person.player.finished
    assert person.words()[-2:] == [
        "We'll leave this one. Come out of it slowly.",
        "That's it. Well done.",
    ]
    person.give(PainSaid(person.player.now_s, 0, 8))
    assert person.record().pain_nrs == 8


def test_who_skips_everything_is_not_praised_for_it() -> None:
    person = at_work(sitting(TWIST, BUTTERFLY))
    while not person.player.finished:
        person.press("skip")
    assert person.words()[-1] == "That's all for today."


def test_a_pain_number_during_an_exercise_is_kept_for_its_end() -> None:
    person = at_work(sitting(SQUAT))
    person.give(PainSaid(person.player.now_s, 0, 3))
    assert person.records() == []
    person.to_the_end()
    assert person.record().pain_nrs == 3


@pytest.mark.parametrize(("block_index", "nrs"), [(7, 3), (-1, 3), (0, 11), (0, -1)])
def test_a_pain_number_that_makes_no_sense_is_ignored(block_index: int, nrs: int) -> None:
    person = at_work(sitting(SQUAT))
    person.give(PainSaid(person.player.now_s, block_index, nrs))
    person.to_the_end()
    assert person.record().pain_nrs is None


# ------------------------------------------------------------ record and replay
def test_work_is_bracketed_for_the_coach() -> None:
    person = lead(sitting(ONE_SET, SQUAT))
    person.to_the_end()
    brackets = [
        (type(one).__name__, one.block_index, one.side) for one in person.of(WorkBegan, WorkEnded)
    ]
    assert brackets == [
        ("WorkBegan", 0, "left"),
        ("WorkEnded", 0, "left"),
        ("WorkBegan", 0, "right"),
        ("WorkEnded", 0, "right"),
        ("WorkBegan", 1, "both"),
        ("WorkEnded", 1, "both"),
    ]


def test_taking_the_other_side_first_keeps_the_brackets_true() -> None:
    person = at_work(sitting(ONE_SET), camera="seeing")
    person.rep("right")
    assert [one.side for one in person.of(WorkBegan)] == ["left", "right"]
    assert [one.side for one in person.of(WorkEnded)] == ["left"]


def test_a_sitting_left_in_the_middle_has_a_record_so_far() -> None:
    person = at_work(sitting(BUTTERFLY, SQUAT, TWIST))
    person.until_stage("prepare")
    person.until_stage("work")
    person.later(12.5)
    done, going_on = person.player.so_far()
    assert (done.outcome, done.breaths) == ("done", (("both", 5),))
    assert (going_on.outcome, going_on.held_s) == ("skipped", (("both", 12.5),))


def test_the_rail_fills_as_it_goes() -> None:
    person = lead(sitting(ONE_SET, SQUAT))
    rails: list[tuple[float, ...]] = []
    while not person.player.finished:
        person.give(Tick(person.wake_s or 0))
        rails.append(person.view.rail)
    assert rails[0] == (0.0, 0.0)
    assert rails[-1] == (1.0, 1.0)
    assert all(a <= b for one, two in pairwise(rails) for a, b in zip(one, two, strict=True))


def test_after_the_end_everything_is_quiet() -> None:
    person = lead(sitting(BUTTERFLY))
    person.to_the_end()
    quiet: Any = replace(person.view, at_s=9999.0)
    for button in ("start", "pause", "skip", "back"):
        person.give(Press(9999.0, button))
    assert person.view == quiet
    assert isinstance(quiet, View)


def test_a_replayed_player_goes_on_as_the_first_would() -> None:
    person = at_work(sitting(LUNGE, SQUAT), camera="seeing")
    person.rep("right")
    person.rep("right")
    person.press("pause")
    person.later(33.3)
    person.press("resume")
    person.later(1)
    again = replay(person.player.sitting, person.log)
    assert again.view() == person.view
    for at_s in (0.5, 1.0, 30.0, 400.0):
        tick = Tick(person.player.now_s + at_s)
        assert again.handle(tick) == person.player.handle(tick)
