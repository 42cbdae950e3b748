"""The coach on exact puppet films: what it counts, what it must not count, what it says."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tenfold.body.frame import LANDMARK_COUNT, Frame
from tenfold.body.landmarks import INDEX
from tenfold.coach.engine import Coach
from tenfold.coach.events import (
    CoachEvent,
    FaultMended,
    FaultShown,
    HoldEntered,
    HoldLeft,
    PhaseEntered,
    RepCompleted,
    TrackingFound,
    TrackingLost,
)
from tests.coach.variants import deep_squat_rest, reverse_lunge, with_coach
from tests.puppet import Move, Pose, at_times, film, frame, lunge, lunges, squat, squats

VIEWS = [0.0, 45.0, 90.0, -90.0]


def follow(coach: Coach, frames: list[Frame]) -> list[CoachEvent]:
    return [event for each in frames for event in coach.advance(each)]


def reps_of(events: list[CoachEvent]) -> list[RepCompleted]:
    return [event for event in events if isinstance(event, RepCompleted)]


def spoken(events: list[CoachEvent]) -> list[str]:
    return [event.rule_id for event in events if isinstance(event, FaultShown) and event.speak]


# ------------------------------------------------------------------- counting
@pytest.mark.parametrize("turn_deg", VIEWS)
def test_ten_lunges_a_leg_are_ten_a_leg_and_the_leg_that_steps_back_is_named(
    turn_deg: float,
) -> None:
    moves = [Move(1.0, back=back) for back in ["left"] * 10 + ["right"] * 10]
    coach = Coach(reverse_lunge())
    events = reps_of(follow(coach, lunges(moves, turn_deg=turn_deg)))
    assert [event.side for event in events] == ["left"] * 10 + ["right"] * 10
    assert [event.number for event in events] == [*range(1, 11)] * 2
    assert coach.reps == {"left": 10, "right": 10}


@pytest.mark.parametrize("turn_deg", VIEWS)
def test_three_descents_are_three_and_each_rest_is_timed(turn_deg: float) -> None:
    events = follow(Coach(deep_squat_rest()), squats([Move(110, stay_s=10)] * 3, turn_deg=turn_deg))
    assert len(reps_of(events)) == 3
    held = [event.held_s for event in events if isinstance(event, HoldLeft)]
    # 10 s still at the bottom, and the last of the way down and first of the way up.
    assert len(held) == 3
    assert all(10.0 <= length <= 11.5 for length in held)


@pytest.mark.parametrize("turn_deg", VIEWS)
def test_the_easier_levels_half_depth_counts_too(turn_deg: float) -> None:
    half_lunges = lunges([Move(0.65), Move(0.65, back="right")], turn_deg=turn_deg)
    assert len(reps_of(follow(Coach(reverse_lunge(-1)), half_lunges))) == 2
    part_way = squats([Move(70, stay_s=5)] * 2, turn_deg=turn_deg)
    assert len(reps_of(follow(Coach(deep_squat_rest(-1)), part_way))) == 2


def test_squats_are_no_lunges_and_lunges_are_no_squats() -> None:
    assert not reps_of(follow(Coach(reverse_lunge()), squats([Move(110)] * 4)))
    assert not reps_of(follow(Coach(deep_squat_rest()), lunges([Move(1.0)] * 4)))


def test_dips_bows_and_standing_are_nothing() -> None:
    dips = squats([Move(30)] * 5)
    bows = film([Move(80)] * 5, lambda depth, _move: Pose(trunk_deg=depth))
    marching = film([Move(80)] * 5, lambda depth, _move: Pose(left=(depth, 0.0)))
    kicks = film([Move(80)] * 5, lambda depth, _move: Pose(left=(0.0, depth)))
    for frames in (dips, bows, marching, kicks):
        for variant in (reverse_lunge(), deep_squat_rest()):
            assert not reps_of(follow(Coach(variant), frames))


def test_someone_already_down_at_the_start_has_not_descended_but_is_in_the_rest() -> None:
    whole = squats([Move(110, stay_s=5)] * 2)
    begins_down = [each for each in whole if each.t_s > 4.0]
    events = follow(Coach(deep_squat_rest()), begins_down)
    assert len(reps_of(events)) == 1
    assert len([event for event in events if isinstance(event, HoldEntered)]) == 2


def test_half_a_movement_and_back_is_not_counted() -> None:
    frames = squats([Move(110), Move(35), Move(110)])
    assert len(reps_of(follow(Coach(deep_squat_rest()), frames))) == 2


def test_rising_a_little_ends_the_hold_and_sinking_again_begins_another_without_a_new_descent() -> (
    None
):
    def pose(depth: float, _move: Move) -> Pose:
        return squat(depth)

    down = film([Move(110, stay_s=3, up_s=0, stand_s=0)], pose)
    t = down[-1].t_s
    half = [frame(squat(45), t + 0.04 * i) for i in range(1, 60)]
    again = [frame(squat(110), half[-1].t_s + 0.04 * i) for i in range(1, 80)]
    up = [frame(squat(0), again[-1].t_s + 0.04 * i) for i in range(1, 30)]
    events = follow(Coach(deep_squat_rest()), down + half + again + up)
    assert len([event for event in events if isinstance(event, HoldEntered)]) == 2
    assert len(reps_of(events)) == 1


def test_a_rep_carries_when_it_began_and_how_deep_it_went() -> None:
    (rep,) = reps_of(follow(Coach(deep_squat_rest()), squats([Move(100)])))
    assert rep.start_s == pytest.approx(1.3, abs=0.4)  # the film stands for 1 s, then sinks slowly
    assert rep.depth_deg == pytest.approx(100, abs=1)
    assert rep.t_s > rep.start_s + 3


# -------------------------------------------------------- what changes nothing
@settings(max_examples=15, deadline=None)
@given(
    fps=st.sampled_from([8.0, 10.0, 15.0, 30.0, 60.0]),
    shift_s=st.floats(0, 1e4),
    speed=st.floats(0.6, 1.5),
    depth=st.floats(0.85, 1.05),
    backs=st.lists(st.sampled_from(["left", "right"]), min_size=1, max_size=5),
)
def test_frame_rate_start_time_and_tempo_change_no_count(
    fps: float, shift_s: float, speed: float, depth: float, backs: list[str]
) -> None:
    frames = lunges([Move(depth, back=back) for back in backs], fps=fps)
    events = reps_of(follow(Coach(reverse_lunge()), [*at_times(frames, shift_s, speed)]))
    assert [event.side for event in events] == backs


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), backs=st.lists(st.sampled_from(["left", "right"]), max_size=4))
def test_dropped_frames_and_jitter_change_no_count(seed: int, backs: list[str]) -> None:
    chance = random.Random(seed)
    frames = [
        replace(
            each,
            world=tuple(
                (x + chance.gauss(0, 0.02), y + chance.gauss(0, 0.02), z + chance.gauss(0, 0.02))
                for x, y, z in each.world
            ),
        )
        for each in lunges([Move(1.0, back=back) for back in backs])
        if chance.random() > 0.2
    ]
    assert [event.side for event in reps_of(follow(Coach(reverse_lunge()), frames))] == backs


def test_the_same_frames_give_the_same_events() -> None:
    frames = lunges([Move(1.0), Move(0.9, back="right")])
    assert follow(Coach(reverse_lunge()), frames) == follow(Coach(reverse_lunge()), frames)


def test_a_mirrored_film_gives_mirrored_sides() -> None:
    frames = lunges([Move(1.0), Move(1.0, back="right"), Move(1.0)])
    mirrored = reps_of(follow(Coach(reverse_lunge()), [each.mirrored() for each in frames]))
    assert [event.side for event in mirrored] == ["right", "left", "right"]


def test_a_moments_swap_of_left_and_right_by_the_model_does_not_change_the_side() -> None:
    frames = lunges([Move(1.0, stay_s=2.0)])
    swapped = [each.mirrored() if i % 9 == 0 else each for i, each in enumerate(frames)]
    assert [event.side for event in reps_of(follow(Coach(reverse_lunge()), swapped))] == ["left"]


def test_frames_that_are_not_later_are_passed_over() -> None:
    coach = Coach(deep_squat_rest())
    frames = squats([Move(110)])
    follow(coach, frames)
    assert follow(coach, frames) == []


# ------------------------------------------------------------------ out of view
def _hidden(each: Frame, *names: str) -> Frame:
    gone = {INDEX[name] for name in names}
    return replace(
        each, visibility=tuple(0.05 if i in gone else 1.0 for i in range(LANDMARK_COUNT))
    )


def test_feet_out_of_the_picture_are_named_within_three_seconds_and_nothing_is_counted() -> None:
    frames = [_hidden(each, "left_ankle", "right_ankle") for each in squats([Move(110)] * 2)]
    events = follow(Coach(deep_squat_rest()), frames)
    assert [type(event) for event in events] == [TrackingLost]
    lost = events[0]
    assert isinstance(lost, TrackingLost)
    assert lost.missing == ("ankles",) and lost.t_s <= 3


def test_one_hidden_leg_is_enough_for_the_squat() -> None:
    frames = [
        _hidden(each, "left_knee", "left_ankle", "left_hip") for each in squats([Move(110)] * 2)
    ]
    # Mid-hip needs both hips, so hide the far leg below the hip only.
    frames = [_hidden(each, "left_knee", "left_ankle") for each in squats([Move(110)] * 2)]
    assert len(reps_of(follow(Coach(deep_squat_rest()), frames))) == 2


def test_a_short_loss_is_no_loss_and_a_hold_goes_on_through_it() -> None:
    frames = squats([Move(110, stay_s=8)])
    gappy = [Frame.nobody(each.t_s) if 6.0 < each.t_s < 6.8 else each for each in frames]
    events = follow(Coach(deep_squat_rest()), gappy)
    assert len([event for event in events if isinstance(event, HoldLeft)]) == 1
    assert not [event for event in events if isinstance(event, TrackingLost)]


def test_walking_out_of_view_in_the_hold_ends_it_and_coming_back_standing_counts_nothing() -> None:
    frames = squats([Move(110, stay_s=8)])
    gone = [Frame.nobody(each.t_s) if 6.0 < each.t_s < 13.0 else each for each in frames]
    coach = Coach(deep_squat_rest())
    events = follow(coach, gone)
    kinds = [type(event) for event in events]
    assert kinds.count(TrackingLost) == 1 and kinds.count(TrackingFound) == 2
    assert kinds.count(HoldLeft) == 1
    assert coach.reps == {}


def test_nobody_in_view_is_said_once() -> None:
    events = follow(Coach(deep_squat_rest()), [Frame.nobody(i / 10) for i in range(100)])
    assert [type(event) for event in events] == [TrackingLost]


def test_what_is_missing_and_the_view_can_be_asked_at_any_time() -> None:
    coach = Coach(deep_squat_rest())
    assert coach.view is None
    coach.advance(_hidden(frame(Pose(), 0.0), "left_ankle", "right_ankle"))
    assert coach.missing == ("ankles",)
    for turn_deg, name in ((0.0, "front"), (45.0, "oblique"), (90.0, "side")):
        coach = Coach(deep_squat_rest())
        follow(coach, [frame(Pose(), i / 30, turn_deg) for i in range(30)])
        assert coach.view == name


# ------------------------------------------------------------------------ form
def test_good_lunges_and_good_rests_are_met_with_silence() -> None:
    for turn_deg in VIEWS:
        assert not spoken(
            follow(Coach(reverse_lunge()), lunges([Move(1.0)] * 6, turn_deg=turn_deg))
        )
        rest = squats([Move(110, down_s=4, stay_s=20)], turn_deg=turn_deg)
        assert not spoken(follow(Coach(deep_squat_rest()), rest))


def _leaning(depth: float, move: Move) -> Pose:
    return lunge(depth, move.back, trunk_deg=40)


def _caving(depth: float, _move: Move) -> Pose:
    return replace(lunge(depth, "left"), knee_in_m=(0.0, 0.12 * depth))


def test_a_lean_in_the_lunge_is_said_twice_in_a_set_and_not_in_the_first_rep() -> None:
    coach = Coach(reverse_lunge())
    events = follow(coach, film([Move(1.0)] * 5, _leaning))
    shown = [event for event in events if isinstance(event, FaultShown)]
    assert {event.rule_id for event in shown} == {"trunk_upright"}
    assert sum(not event.again for event in shown) == 5, "every time is on the record"
    said = [event for event in shown if event.speak]
    assert len(said) == 2 and not shown[0].speak
    assert said[1].t_s - said[0].t_s >= 6
    assert shown[0].value > 20 and shown[0].cue
    coach.begin_set()
    later = [*at_times(film([Move(1.0)] * 2, _leaning), shift_s=1000)]
    events = follow(coach, later)
    assert spoken(events) == ["trunk_upright"], "in a new set it may be said again"
    first_rep = next(event for event in events if isinstance(event, RepCompleted))
    assert all(
        event.t_s > first_rep.t_s
        for event in events
        if isinstance(event, FaultShown) and event.speak
    ), "but not in its first rep"


def test_a_rep_without_the_fault_that_was_spoken_of_is_praised_once() -> None:
    coach = Coach(reverse_lunge())
    follow(coach, film([Move(1.0)] * 2, _leaning))
    better = follow(coach, [*at_times(lunges([Move(1.0)] * 3), shift_s=1000)])
    praised = [e.rule_id for e in better if isinstance(e, FaultMended) and e.praise]
    assert praised == ["trunk_upright"]


def test_straightening_up_because_the_rep_is_over_is_not_praised() -> None:
    events = follow(Coach(reverse_lunge()), film([Move(1.0)] * 4, _leaning))
    assert not [event for event in events if isinstance(event, FaultMended) and event.praise]


def test_what_was_never_spoken_of_is_not_praised() -> None:
    coach = Coach(reverse_lunge())
    follow(coach, film([Move(1.0)], _leaning))
    better = follow(coach, [*at_times(lunges([Move(1.0)] * 2), shift_s=1000)])
    assert not [event for event in better if isinstance(event, FaultMended) and event.praise]


def test_a_fault_that_lasts_is_spoken_of_again_after_a_while_and_then_no_more() -> None:
    def caving(depth: float, _move: Move) -> Pose:
        return replace(squat(depth), knee_in_m=(0.1, 0.1))

    events = follow(Coach(deep_squat_rest()), film([Move(110, stay_s=60)], caving, turn_deg=0))
    knees = [
        event
        for event in events
        if isinstance(event, FaultShown) and event.rule_id == "knees_over_feet"
    ]
    assert [(event.speak, event.again) for event in knees] == [(True, False), (True, True)]
    assert knees[1].t_s - knees[0].t_s >= 15


def test_a_knee_that_falls_in_is_seen_from_the_front_only() -> None:
    front = follow(Coach(reverse_lunge()), film([Move(1.0)] * 3, _caving, turn_deg=0))
    assert set(spoken(front)) == {"front_knee_in_line"}
    side = follow(Coach(reverse_lunge()), film([Move(1.0)] * 3, _caving, turn_deg=90))
    assert not spoken(side)


def test_rushing_is_noticed_after_the_rep() -> None:
    hasty = [Move(1.0, down_s=0.5, stay_s=0.1, up_s=0.5, stand_s=0.6)] * 4
    assert spoken(follow(Coach(reverse_lunge()), lunges(hasty))) == ["unhurried"]


def test_dropping_into_the_squat_is_noticed_as_soon_as_the_rest_settles() -> None:
    events = follow(Coach(deep_squat_rest()), squats([Move(110, down_s=0.6, stay_s=20)]))
    (shown,) = [event for event in events if isinstance(event, FaultShown)]
    assert (shown.rule_id, shown.speak) == ("slow_descent", True)
    assert shown.t_s < 5


def test_a_lean_on_the_way_down_counts_on_the_way_down_only() -> None:
    lean_down = film([Move(110, down_s=3)], lambda depth, _move: squat(depth, trunk_deg=75))
    assert spoken(follow(Coach(deep_squat_rest()), lean_down)) == ["upright_on_the_way_down"]
    fold_at_bottom = film(
        [Move(110, down_s=3, stay_s=6)],
        lambda depth, _move: squat(depth, trunk_deg=70 if depth >= 109 else 20),
    )
    assert not spoken(follow(Coach(deep_squat_rest()), fold_at_bottom))


def test_knees_falling_in_at_the_bottom_are_mentioned_and_mending_is_noted() -> None:
    def pose(depth: float, _move: Move) -> Pose:
        return squat(depth)

    down = film([Move(100, down_s=3, stay_s=4, up_s=0, stand_s=0)], pose, turn_deg=0)
    t = down[-1].t_s
    caved = [frame(replace(squat(100), knee_in_m=(0.1, 0.1)), t + i / 30, 0) for i in range(1, 60)]
    mended = [frame(squat(100), t + 2 + i / 30, 0) for i in range(1, 60)]
    events = follow(Coach(deep_squat_rest()), down + caved + mended)
    assert spoken(events) == ["knees_over_feet"]
    assert [event.rule_id for event in events if isinstance(event, FaultMended)] == [
        "knees_over_feet"
    ]


def test_two_faults_at_once_are_not_said_at_once_and_the_more_important_comes_first() -> None:
    rule = next(rule for rule in reverse_lunge().form if rule.id == "unhurried")
    assert rule.when is not None
    always = rule.when.model_copy(update={"below": 100.0})
    rules = tuple(
        rule.model_copy(update={"id": name, "priority": priority, "when": always})
        for name, priority in (("later", 5), ("first", 1))
    )
    variant = reverse_lunge().model_copy(update={"form": rules})
    events = follow(Coach(variant), lunges([Move(1.0)] * 6))
    said = [event for event in events if isinstance(event, FaultShown) and event.speak]
    assert [event.rule_id for event in said] == ["first", "first", "later"]
    assert all(b.t_s - a.t_s >= 6 for a, b in pairwise(said))


# -------------------------------------------------------------- personal range
def test_a_smaller_range_stays_in_position_in_that_persons_range() -> None:
    # Settles at 62 degrees and eases up to 52: inside this person's own range.
    down = film([Move(62, stay_s=3, up_s=0, stand_s=0)], lambda depth, _move: squat(depth))
    eased = [frame(squat(50.5), down[-1].t_s + i / 30) for i in range(1, 90)]
    assert not [
        event
        for event in follow(Coach(deep_squat_rest()), down + eased)
        if isinstance(event, HoldLeft)
    ]


# ------------------------------------------------------------ the engine itself
def test_an_exercise_without_a_camera_coach_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="reverse_lunge at level 0 has no camera coach"):
        Coach(reverse_lunge().model_copy(update={"coach": None}))


def test_phases_are_told_as_they_are_entered() -> None:
    events = follow(Coach(reverse_lunge()), lunges([Move(1.0)]))
    assert [event.phase for event in events if isinstance(event, PhaseEntered)] == [
        "stand",
        "bottom",
        "stand",
    ]


def test_going_back_half_way_through_a_longer_cycle_starts_over() -> None:
    variant = with_coach(
        {
            "range": {"measure": "knee_flexion_deg"},
            "phases": [
                {"name": "up", "enter": [{"measure": "hip_height", "above": 0.9}]},
                {"name": "half", "enter": [{"measure": "hip_height", "below": 0.85}]},
                {"name": "deep", "enter": [{"measure": "hip_height", "below": 0.55}]},
            ],
        }
    )
    shallow_then_deep = squats([Move(70), Move(120), Move(70)])
    assert len(reps_of(follow(Coach(variant), shallow_then_deep))) == 1


def test_a_sided_movement_that_fits_both_sides_is_no_rep() -> None:
    variant = with_coach(
        {
            "sided": True,
            "range": {"measure": "knee_flexion_deg"},
            "phases": [
                {"name": "up", "enter": [{"measure": "hip_height", "above": 0.9}]},
                {
                    "name": "down",
                    "enter": [
                        {"measure": "knee_flexion_deg", "of": "working", "above": 60},
                        {"measure": "knee_flexion_deg", "of": "either", "above": 60},
                    ],
                },
            ],
        }
    )
    assert not reps_of(follow(Coach(variant), squats([Move(110)])))


def test_what_is_too_short_or_too_long_is_no_rep() -> None:
    spec = deep_squat_rest().coach
    assert spec is not None
    strict = deep_squat_rest().model_copy(
        update={"coach": spec.model_copy(update={"rep_min_s": 3.0, "rep_max_s": 8.0})}
    )
    quick = Move(110, down_s=0.8, stay_s=0.3, up_s=0.8)
    frames = squats([quick, Move(110), Move(110, stay_s=12)])
    assert len(reps_of(follow(Coach(strict), frames))) == 1


def test_a_long_gap_in_the_frames_is_no_evidence_of_anything() -> None:
    frames = squats([Move(110, stay_s=0.2)])
    sparse = [each for each in frames if each.t_s < 1.0 or each.t_s > 6.0]
    one = [frame(squat(110), 3.0), frame(squat(110), 3.03)]
    assert not reps_of(follow(Coach(deep_squat_rest()), sorted(sparse + one, key=lambda f: f.t_s)))
