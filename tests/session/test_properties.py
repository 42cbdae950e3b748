"""What holds for every sitting and whatever is pressed, seen and lost in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tenfold.session.commands import (
    BlockEnded,
    Chime,
    Command,
    Finished,
    LevelDone,
    Show,
    Wake,
    WorkBegan,
    WorkEnded,
)
from tenfold.session.estimate import sitting_ms
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
from tenfold.session.player import Player, replay
from tenfold.session.sitting import Block, BlockStep, Dose, Sitting
from tests.session.led import Person, lead, without_pictures

tried = settings(max_examples=100, deadline=None)

STEPS = (
    BlockStep("start", "Lie down."),
    BlockStep("move", "Go {side}."),
    BlockStep("hold", "Stay."),
    BlockStep("return", "Come back from {other}."),
)


@st.composite
def blocks(draw: Any, level: int = 0) -> Block:
    sided = draw(st.booleans())
    easier = draw(blocks(level - 1)) if level > -2 and draw(st.booleans()) else None
    return Block(
        exercise_id=draw(st.sampled_from(["a", "b", "c"])),
        level=level,
        title="Some exercise",
        kind=draw(st.sampled_from(["reps", "hold", "breaths"])),
        start=draw(st.sampled_from(["standing", "supine"])),
        dose=Dose(
            sets=draw(st.integers(1, 2)),
            sides=("left", "right") if sided else ("both",),
            reps=draw(st.integers(1, 7)),
            hold_s=draw(st.integers(1, 25_000)) / 1000,
            breaths=draw(st.integers(1, 4)),
            rep_s=draw(st.sampled_from([0.0, 1.5, 4.0])),
            rest_s=draw(st.integers(0, 20)),
        ),
        steps=STEPS if sided else tuple(one for one in STEPS if "{" not in one.text),
        camera=draw(st.booleans()),
        easier=easier,
        level_title="Gentle" if level else None,
    )


sittings = st.builds(
    Sitting,
    mode=st.just("as_published"),
    blocks=st.lists(blocks(), min_size=1, max_size=3).map(tuple),
    breath_s=st.sampled_from([4.0, 8.0, 9.5]),
    prepare_s=st.sampled_from([0.0, 10.0]),
    switch_s=st.sampled_from([0.0, 5.0]),
)
SIDES = st.sampled_from(["left", "right", "both"])
BUTTONS = st.sampled_from(
    ["start", "pause", "resume", "resume", "skip", "back", "more_time", "easier"]
)
CAMERA = st.sampled_from(["off", "looking", "seeing", "seeing", "lost", "refused", "too_slow"])
NRS = st.integers(0, 10)
NOW = st.just(0.0)
deeds = st.one_of(
    st.builds(Press, at_s=NOW, button=BUTTONS),
    st.builds(CameraChanged, at_s=NOW, state=CAMERA),
    st.builds(RepSeen, at_s=NOW, side=SIDES),
    st.builds(RepSeen, at_s=NOW, side=SIDES),
    st.builds(PositionSeen, at_s=NOW, inside=st.booleans(), side=SIDES),
    st.builds(PositionSeen, at_s=NOW, inside=st.booleans()),
    st.builds(StopForPain, at_s=NOW, nrs=st.none() | NRS),
    st.builds(PainSaid, at_s=NOW, block_index=st.integers(0, 3), nrs=NRS),
    st.builds(Disconnected, at_s=NOW),
    st.builds(Tick, at_s=NOW),
)
gaps_ms = st.one_of(st.integers(0, 1500), st.integers(0, 40_000))


@st.composite
def stories(draw: Any) -> list[Input]:
    """Inputs in the order of time, beginning with "start"."""
    told: list[Input] = [Press(0.0, "start")]
    at_ms = 0
    for gap_ms, deed in draw(st.lists(st.tuples(gaps_ms, deeds), max_size=30)):
        at_ms += gap_ms
        told.append(replace(deed, at_s=at_ms / 1000))
    return told


@dataclass
class Live:
    """A player as the server leads it: every wake is followed."""

    player: Player
    commands: list[Command]
    wake_s: float | None = None

    def give(self, given: Input) -> None:
        while self.wake_s is not None and self.wake_s <= given.at_s:
            self._handle(Tick(self.wake_s))
        self._handle(given)

    def _handle(self, given: Input) -> None:
        commands = self.player.handle(given)
        self.commands += commands
        self.wake_s = next((one.at_s for one in commands if isinstance(one, Wake)), None)
        check_commands(self.player, commands)


def check_commands(player: Player, commands: tuple[Command, ...]) -> None:
    """At most one ``Show``, first; at most one ``Wake``, last and in the future."""
    shows = [index for index, one in enumerate(commands) if isinstance(one, Show)]
    wakes = [index for index, one in enumerate(commands) if isinstance(one, Wake)]
    assert shows in ([], [0])
    assert wakes in ([], [len(commands) - 1])
    view = player.view()
    if view.paused or view.stage in ("ready", "done"):
        assert not wakes
    else:
        assert wakes
    for index in wakes:
        wake = commands[index]
        assert isinstance(wake, Wake)
        assert wake.at_s > player.now_s
    assert all(0 <= part <= 1 for part in view.rail)
    assert view.left_s >= 0
    assert view.number is None or view.number >= 0


def live(sitting: Sitting, story: list[Input]) -> Live:
    led = Live(Player(sitting), [])
    for one in story:
        led.give(one)
    return led


def totals(records: tuple[BlockEnded, ...]) -> dict[tuple[Any, ...], float]:
    """Everything done, by block, level, side and kind."""
    done: dict[tuple[Any, ...], float] = {}
    for record in records:
        parts: tuple[LevelDone | BlockEnded, ...] = (*record.earlier, record)
        for part in parts:
            for name in ("reps", "held_s", "breaths"):
                for side, amount in getattr(part, name):
                    done[record.block_index, part.level, side, name] = amount
    return done


def end_it(led: Live) -> None:
    """Let time pass until it is over, going on whenever it is paused."""
    for _ in range(20_000):
        if led.player.finished:
            return
        if led.wake_s is None:
            led.give(Press(led.player.now_s, "resume"))
            led.give(Press(led.player.now_s, "start"))
        else:
            led.give(Tick(led.wake_s))
    raise AssertionError("it never ends")


@tried
@given(sittings, stories())
def test_every_sitting_comes_to_its_end(sitting: Sitting, story: list[Input]) -> None:
    led = live(sitting, story)
    end_it(led)
    assert led.player.view().left_s == 0
    assert {one.block_index for one in led.commands if isinstance(one, BlockEnded)} == set(
        range(len(sitting.blocks))
    )
    assert sum(isinstance(one, Finished) for one in led.commands) == 1


@tried
@given(sittings, stories())
def test_a_replayed_log_without_ticks_is_the_live_player(
    sitting: Sitting, story: list[Input]
) -> None:
    led = live(sitting, story)
    again = replay(sitting, [one for one in story if not isinstance(one, Tick)])
    again.handle(Tick(story[-1].at_s))
    assert again.view() == led.player.view()
    assert again.so_far() == led.player.so_far()
    twin = Live(again, [])
    before = len(led.commands)
    led.give(Tick(story[-1].at_s))
    twin.give(Tick(story[-1].at_s))
    end_it(led)
    end_it(twin)
    assert led.commands[before:] == twin.commands


@tried
@given(sittings, stories())
def test_ticks_change_nothing(sitting: Sitting, story: list[Input]) -> None:
    often = live(sitting, story)
    seldom = Player(sitting)
    commands: list[Command] = []
    for one in story:
        if not isinstance(one, Tick):
            commands += seldom.handle(one)
    commands += seldom.handle(Tick(story[-1].at_s))
    assert list(without_pictures(commands)) == list(without_pictures(often.commands))


@tried
@given(sittings, stories())
def test_nothing_done_is_ever_lost(sitting: Sitting, story: list[Input]) -> None:
    led = Live(Player(sitting), [])
    before: dict[tuple[Any, ...], float] = {}
    for one in story:
        led.give(one)
        now = totals(led.player.so_far())
        assert all(now.get(key, 0) >= amount for key, amount in before.items())
        before = now
    counted = sum(one == Chime("rep") for one in led.commands)
    assert sum(amount for key, amount in before.items() if key[-1] == "reps") == counted


@tried
@given(sittings, stories())
def test_work_begins_and_ends_in_pairs(sitting: Sitting, story: list[Input]) -> None:
    led = live(sitting, story)
    end_it(led)
    brackets = [one for one in led.commands if isinstance(one, WorkBegan | WorkEnded)]
    begun, ended = brackets[::2], brackets[1::2]
    assert all(isinstance(one, WorkBegan) for one in begun)
    assert all(isinstance(one, WorkEnded) for one in ended)
    assert [(one.block_index, one.side, one.set_number) for one in begun] == [
        (one.block_index, one.side, one.set_number) for one in ended
    ]


@tried
@given(sittings, stories(), st.randoms())
def test_time_never_goes_back(sitting: Sitting, story: list[Input], chance: Any) -> None:
    shuffled = [story[0], *chance.sample(story[1:], len(story) - 1)]
    player = Player(sitting)
    last_s = 0.0
    stamped = []
    for one in shuffled:
        stamped.append(player.stamp(one))
        player.handle(one)
        assert player.view().at_s == player.now_s >= last_s
        last_s = player.now_s
    again = replay(sitting, [one for one in stamped if not isinstance(one, Tick)])
    again.handle(Tick(last_s))
    assert again.view() == player.view()


@tried
@given(sittings, stories(), st.integers(0, 200_000), st.integers(0, 10_000_000))
def test_a_pause_of_any_length_changes_no_count(
    sitting: Sitting, story: list[Input], at_ms: int, pause_ms: int
) -> None:
    """Before or between the deeds; those after the pause come later by its length."""
    free: list[Input] = [
        one for one in story if not (isinstance(one, Disconnected) or _pauses(one))
    ]
    plain = live(sitting, free)
    early = [one for one in free if one.at_s * 1000 <= at_ms]
    paused = live(sitting, [*early, Press(at_ms / 1000, "pause")])
    shift_ms = 0
    if paused.player.view().paused:
        paused.give(Press((at_ms + pause_ms) / 1000, "resume"))
        shift_ms = pause_ms + (3000 if paused.player.view().stage == "work" else 0)
    for one in free[len(early) :]:
        paused.give(replace(one, at_s=(round(one.at_s * 1000) + shift_ms) / 1000))
    end_it(plain)
    end_it(paused)
    assert totals(paused.player.so_far()) == totals(plain.player.so_far())
    assert round((finished_s(paused) - finished_s(plain)) * 1000) == shift_ms


def finished_s(led: Live) -> float:
    return next(one.at_s for one in led.commands if isinstance(one, Finished))


def _pauses(one: Input) -> bool:
    return isinstance(one, Press) and one.button in ("pause", "resume")


@tried
@given(sittings)
def test_the_estimate_is_what_a_sitting_by_time_takes(sitting: Sitting) -> None:
    person: Person = lead(sitting)
    assert person.view.left_s == sitting_ms(sitting) / 1000
    left_s = []
    for _ in range(40):
        if person.wake_s is None:
            break
        person.give(Tick(person.wake_s))
        left_s.append(person.player.now_s + person.view.left_s)
    assert all(abs(one - sitting_ms(sitting) / 1000) < 0.001 for one in left_s)
    assert round(person.to_the_end() * 1000) == sitting_ms(sitting)
