from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenfold.body.frame import LANDMARK_COUNT, Frame
from tenfold.body.landmarks import INDEX, OTHER, BodySide
from tenfold.body.measures import MEASURES, Sight
from tests.puppet import Pose, frame, lunge, squat

angle = st.floats(0, 90)
turns = st.floats(-180, 180)


@given(thigh=angle, shank=angle, turn=turns)
def test_measures_give_back_the_angles_that_posed_them(
    thigh: float, shank: float, turn: float
) -> None:
    sight = Sight(frame(Pose(left=(thigh, shank)), turn_deg=turn))
    assert sight.value("knee_flexion_deg", "left") == pytest.approx(thigh + shank, abs=1e-3)
    assert sight.value("thigh_inclination_deg", "left") == pytest.approx(thigh, abs=1e-3)
    assert sight.value("shank_inclination_deg", "left") == pytest.approx(shank, abs=1e-3)


@given(trunk=st.floats(0, 89), turn=turns)
def test_the_trunk_leans_as_posed_from_every_side(trunk: float, turn: float) -> None:
    sight = Sight(frame(Pose(trunk_deg=trunk), turn_deg=turn))
    assert sight.value("trunk_inclination_deg") == pytest.approx(trunk, abs=1e-3)


@given(depth=st.floats(0, 1), turn=st.floats(-80, 80))
def test_a_mirrored_pose_gives_mirrored_measures(depth: float, turn: float) -> None:
    seen = frame(lunge(depth), turn_deg=turn)
    sight, mirror = Sight(seen), Sight(seen.mirrored())
    sides: tuple[BodySide, BodySide] = ("left", "right")
    for name, measure in MEASURES.items():
        for side in sides if measure.sided else (None,):
            there = mirror.value(name, OTHER[side] if side else None)
            here = sight.value(name, side)
            assert (here is None) == (there is None)
            if here is not None:
                assert there == pytest.approx(here, abs=1e-6), name


@given(depth=st.floats(10, 110), distance=st.floats(2, 6))
def test_heights_in_leg_lengths_do_not_depend_on_the_distance(
    depth: float, distance: float
) -> None:
    near, far = (Sight(frame(squat(depth), distance_m=d)) for d in (2.0, distance))
    assert near.value("hip_height") == pytest.approx(far.value("hip_height"))
    assert near.value("hip_height") is not None


def test_standing_hips_are_one_leg_length_high_and_knees_half() -> None:
    sight = Sight(frame(Pose()))
    assert sight.value("hip_height") == pytest.approx(1.0)
    assert sight.value("knee_height", "left") == pytest.approx(0.5)


def test_in_a_lunge_the_rear_knee_is_lower_and_its_shank_lies_down() -> None:
    sight = Sight(frame(lunge(1.0, back="left")))
    assert (sight.value("knee_drop", "left") or 0) > 0.3
    assert (sight.value("shank_split_deg", "left") or 0) == pytest.approx(75)
    assert (sight.value("shank_split_deg", "right") or 0) == pytest.approx(-75)


def test_the_hip_bends_between_trunk_and_thigh() -> None:
    sight = Sight(frame(Pose(left=(80, 0), right=(80, 0), trunk_deg=10)))
    assert sight.value("hip_flexion_deg", "left") == pytest.approx(90, abs=2)


def test_a_knee_that_falls_inward_is_positive_on_either_side_and_in_a_mirror() -> None:
    posed = frame(Pose(knee_in_m=(0.1, 0.0)), turn_deg=0)
    assert (Sight(posed).value("knee_inward_deg", "left") or 0) > 10
    assert Sight(posed).value("knee_inward_deg", "right") == pytest.approx(0)
    assert (Sight(posed.mirrored()).value("knee_inward_deg", "right") or 0) > 10


def test_inward_has_no_meaning_side_on() -> None:
    assert Sight(frame(Pose(), turn_deg=90)).value("knee_inward_deg", "left") is None


def test_a_lifted_heel_pitches_the_foot() -> None:
    sight = Sight(frame(Pose(heel_deg=(25.0, 0.0))))
    assert sight.value("foot_pitch_deg", "left") == pytest.approx(25)
    assert sight.value("foot_pitch_deg", "right") == pytest.approx(0)


@pytest.mark.parametrize("turn", [0, 30, 60, 90])
def test_the_turn_of_the_hips_is_seen(turn: float) -> None:
    assert Sight(frame(Pose(), turn_deg=turn)).value("turned_deg") == pytest.approx(turn)


def _without(seen: Frame, *names: str) -> Frame:
    hidden = {INDEX[name] for name in names}
    return replace(
        seen, visibility=tuple(0.1 if i in hidden else 1.0 for i in range(LANDMARK_COUNT))
    )


def test_what_is_not_seen_has_no_value() -> None:
    seen = _without(frame(Pose()), "left_ankle")
    assert Sight(seen).value("knee_flexion_deg", "left") is None
    assert Sight(seen).value("knee_flexion_deg", "right") is not None
    assert Sight(seen).value("hip_height") is not None, "one ankle is enough for the floor"
    both = _without(frame(Pose()), "left_ankle", "right_ankle")
    assert Sight(both).value("hip_height") is None
    assert Sight(both).value("knee_height", "left") is None
    other = _without(frame(Pose()), "right_knee")
    assert Sight(other).value("knee_drop", "left") is None


def test_outside_the_picture_is_not_seen() -> None:
    seen = frame(Pose())
    ankle = INDEX["left_ankle"]
    image = tuple(
        (x, 1.2, z) if i == ankle else (x, y, z) for i, (x, y, z) in enumerate(seen.image)
    )
    assert Sight(replace(seen, image=image)).value("knee_flexion_deg", "left") is None


def test_nobody_has_no_measures() -> None:
    assert Sight(Frame.nobody(0.0)).value("trunk_inclination_deg") is None


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_a_body_shrunk_to_a_point_has_no_measures_and_does_no_harm(name: str) -> None:
    point = Frame(
        0.0,
        ((0.5, 0.5, 0.0),) * LANDMARK_COUNT,
        ((0.0, 0.0, 0.0),) * LANDMARK_COUNT,
        (1.0,) * LANDMARK_COUNT,
    )
    assert Sight(point).value(name, "left" if MEASURES[name].sided else None) is None


def test_a_side_is_given_exactly_where_there_is_one() -> None:
    sight = Sight(frame(Pose()))
    with pytest.raises(ValueError, match="needs side"):
        sight.value("knee_flexion_deg")
    with pytest.raises(ValueError, match="has no side"):
        sight.value("hip_height", "left")
    with pytest.raises(KeyError):
        sight.value("charm")


@given(turn=turns)
def test_weight_is_over_the_feet_in_a_squat_and_behind_them_on_a_chair(turn: float) -> None:
    squatting = Sight(frame(squat(100.0, trunk_deg=40.0), turn_deg=turn))
    seated = Pose(left=(90.0, 0.0), right=(90.0, 0.0), trunk_deg=0.0)
    sitting = Sight(frame(seated, turn_deg=turn))
    balanced, behind = squatting.value("weight_ahead"), sitting.value("weight_ahead")
    assert balanced is not None and abs(balanced) < 0.1
    assert behind is not None and behind < -0.3
