"""What a condition of the exercise file says of a frame."""

from __future__ import annotations

import pytest

from tenfold.body.frame import Frame
from tenfold.body.measures import Sight
from tenfold.coach.conditions import holds
from tenfold.exercises.coach_model import Condition
from tests.puppet import Pose, frame, lunge

HIGH = Condition(measure="hip_height", above=0.8)
FOLDED = Condition(measure="knee_flexion_deg", of="mean", above=60)
EITHER = Condition(measure="hip_height", above=0.8, otherwise=FOLDED)
STANDING, LUNGING = Sight(frame(Pose())), Sight(frame(lunge(1.0)))


@pytest.mark.parametrize(("sight", "high", "folded"), [(STANDING, 1, 0), (LUNGING, 0, 1)])
def test_other_evidence_stands_for_the_same(sight: Sight, high: int, folded: int) -> None:
    assert holds(HIGH, sight, None) is bool(high)
    assert holds(FOLDED, sight, None) is bool(folded)
    assert holds(EITHER, sight, None) is True


def test_without_any_of_the_evidence_it_does_not_hold() -> None:
    higher = Condition(measure="hip_height", above=1.2, otherwise=FOLDED)
    assert holds(higher, STANDING, None) is False


def test_what_cannot_be_seen_is_no_evidence() -> None:
    assert holds(EITHER, Sight(Frame.nobody(0.0)), None) is None
