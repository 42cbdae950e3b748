import pytest

from tenfold.body.frame import Frame
from tenfold.body.landmarks import MIRROR, NAMES, index
from tests.puppet import frame, lunge


def test_every_landmark_has_a_twin_and_its_twin_is_its_own() -> None:
    assert len(NAMES) == 33
    assert all(MIRROR[MIRROR[i]] == i for i in range(33))
    assert [NAMES[i] for i in range(33) if MIRROR[i] == i] == ["nose"]


def test_a_landmark_is_found_by_part_and_side() -> None:
    assert NAMES[index("knee", "left")] == "left_knee"
    with pytest.raises(KeyError):
        index("tail", "left")


def test_a_mirror_of_a_mirror_is_the_same_picture() -> None:
    seen = frame(lunge(0.7, back="right"), turn_deg=40)
    back = seen.mirrored().mirrored()
    assert all(
        a == pytest.approx(b)
        for a, b in zip(seen.image + seen.world, back.image + back.world, strict=True)
    )


def test_nobody_is_an_empty_frame_and_so_is_its_mirror() -> None:
    assert Frame.nobody(1.0).empty
    assert Frame.nobody(1.0).mirrored().empty


def test_a_frame_has_all_landmarks_or_none() -> None:
    with pytest.raises(ValueError, match="33 landmarks or none"):
        Frame(0.0, ((0.0, 0.0, 0.0),), (), ())
