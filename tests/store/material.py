"""A small sitting, and what may happen in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from tenfold.session.commands import BlockEnded
from tenfold.session.inputs import (
    CameraChanged,
    Disconnected,
    Input,
    PainSaid,
    PositionSeen,
    Press,
    RepSeen,
    StopForPain,
    Tick,
)
from tenfold.session.sitting import Block, BlockStep, Dose, Sitting

BERLIN = timezone(timedelta(hours=2))
EVENING = datetime(2026, 6, 30, 23, 40, tzinfo=BERLIN)
LATER = datetime(2026, 6, 30, 22, 5, tzinfo=UTC)

LUNGE = Block(
    exercise_id="reverse_lunge",
    level=0,
    title="Reverse lunge",
    kind="reps",
    start="standing",
    dose=Dose(sets=3, sides=("left", "right"), reps=10, rep_s=4.0, rest_s=30.0),
    steps=(BlockStep("start", "Stand tall."), BlockStep("move", "Step back with the {side} leg.")),
    camera=True,
)
BUTTERFLY = Block(
    exercise_id="butterfly_pose",
    level=-1,
    title="Butterfly",
    kind="hold",
    start="sitting",
    dose=Dose(sets=1, sides=("both",), hold_s=30.5),
    steps=(BlockStep("hold", "Sit on – a cushion."),),
    camera=False,
)
SITTING = Sitting(
    mode="ease_in", blocks=(replace(LUNGE, easier=replace(LUNGE, level=-1)), BUTTERFLY)
)

LUNGED = BlockEnded(
    block_index=0,
    exercise_id="reverse_lunge",
    level=0,
    outcome="done",
    sets_done=3,
    reps=(("left", 30), ("right", 30)),
    held_s=(),
    breaths=(),
    done_fraction=1.0,
)
STOPPED = BlockEnded(
    block_index=1,
    exercise_id="butterfly_pose",
    level=-1,
    outcome="stopped_for_pain",
    sets_done=0,
    reps=(),
    held_s=(("both", 12.25),),
    breaths=(),
    done_fraction=0.4,
    pain_nrs=6,
)

_at_s = st.floats(min_value=0, max_value=1e6, allow_nan=False)
_nrs = st.integers(min_value=0, max_value=10)
INPUTS: st.SearchStrategy[Input] = st.one_of(
    st.builds(Tick, _at_s),
    st.builds(
        Press,
        _at_s,
        st.sampled_from(["start", "pause", "resume", "skip", "back", "more_time", "easier"]),
    ),
    st.builds(StopForPain, _at_s, st.none() | _nrs),
    st.builds(PainSaid, _at_s, st.integers(min_value=0, max_value=20), _nrs),
    st.builds(CameraChanged, _at_s, st.sampled_from(["off", "looking", "seeing", "lost"])),
    st.builds(RepSeen, _at_s, st.sampled_from(["left", "right", "both"])),
    st.builds(PositionSeen, _at_s, st.booleans(), st.sampled_from(["left", "right", "both"])),
    st.builds(Disconnected, _at_s),
)
