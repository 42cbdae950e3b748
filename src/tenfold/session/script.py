"""What is said when, laid out beforehand: a script for each stage.

A script is a pure function of the sitting's plan, so the same functions lead the
person and estimate how long a sitting takes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tenfold.session import phrases
from tenfold.session.clock import ms
from tenfold.session.sitting import Block, Side, Sitting
from tenfold.session.tempo import (
    ASK_QUIET_MS,
    ASK_TWICE_FROM_MS,
    BETWEEN_MS,
    COUNT_IN_MS,
    GAP_MS,
    HALFWAY_FROM_MS,
    HOLD_WORDS_FROM_MS,
    LAST_COUNT_S,
    SETTLE_MS,
    Phase,
    speech_ms,
)
from tenfold.words.line import Line


@dataclass(frozen=True)
class Spoken:
    """A sentence, and which key pose the figure shows meanwhile."""

    line: Line
    phase: Phase = "start"
    shown: bool = True
    """Whether it stays on the screen too; not if it has a number that runs down there."""


@dataclass(frozen=True)
class Cue:
    at_ms: int
    spoken: Spoken


@dataclass(frozen=True)
class Script:
    length_ms: int
    cues: tuple[Cue, ...]


def _in_turn(spoken: Iterable[Spoken]) -> tuple[tuple[Cue, ...], int]:
    """Sentences one after another from 0, and when the last one's silence ends."""
    cues: list[Cue] = []
    at_ms = 0
    for one in spoken:
        cues.append(Cue(at_ms, one))
        at_ms += speech_ms(one.line) + GAP_MS
    return tuple(cues), at_ms


def _script(
    spoken: Iterable[Spoken],
    minimum_ms: int,
    opening: tuple[Spoken, ...] = (),
    settle_ms: int = 0,
) -> Script:
    """Long enough for its words, then ``settle_ms``, then the 3-2-1; at least ``minimum_ms``.

    ``opening`` is what is still to be said about the work before; it takes its own time.
    """
    _, opening_ms = _in_turn(opening)
    cues, end_ms = _in_turn([*opening, *spoken])
    return Script(max(opening_ms + minimum_ms, end_ms + settle_ms + COUNT_IN_MS), cues)


def _steps(block: Block, phases: tuple[Phase, ...], side: Side) -> list[Spoken]:
    return [
        Spoken(phrases.step(step.text, side), step.phase)
        for step in block.steps
        if step.phase in phases
    ]


def closing(block: Block, side: Side) -> tuple[Spoken, ...]:
    """How to come out of a stretch: said when its time is over. Reps end where they began."""
    return () if block.kind == "reps" else tuple(_steps(block, ("return",), side))


def hold_cues(block: Block, side: Side) -> tuple[Cue, ...]:
    """Words for while a hold lasts; empty if they don't all fit beside the counting."""
    if block.kind != "hold":
        return ()
    length_ms = ms(block.dose.hold_s)
    half_ms = length_ms // 2
    quiet_to_ms = length_ms - (LAST_COUNT_S + 1) * 1000
    cues: list[Cue] = []
    at_ms = HOLD_WORDS_FROM_MS
    for one in _steps(block, ("hold",), side):
        end_ms = at_ms + speech_ms(one.line)
        if length_ms >= HALFWAY_FROM_MS and at_ms < half_ms + 2000 and end_ms > half_ms - GAP_MS:
            at_ms = half_ms + 2000
            end_ms = at_ms + speech_ms(one.line)
        if end_ms > quiet_to_ms:
            return ()
        cues.append(Cue(at_ms, one))
        at_ms = end_ms + 2 * GAP_MS
    return tuple(cues)


def ask_times_ms(block: Block, cues: tuple[Cue, ...]) -> tuple[int, ...]:
    """When in a hold a self-check question is asked: away from all other words.

    Empty for a hold too short to be asked in.
    """
    length_ms = ms(block.dose.hold_s)
    if not block.checks or length_ms < HALFWAY_FROM_MS:
        return ()
    longest_ms = max(speech_ms(Line(check.text)) for check in block.checks)
    taken = [(cue.at_ms, cue.at_ms + speech_ms(cue.spoken.line)) for cue in cues]
    half_ms = length_ms // 2
    taken.append((half_ms, half_ms + speech_ms(phrases.HALFWAY)))
    last_ms = length_ms - (LAST_COUNT_S + 1) * 1000 - longest_ms

    def free(at_ms: int) -> bool:
        begins, ends = at_ms - ASK_QUIET_MS, at_ms + longest_ms + ASK_QUIET_MS
        return all(ends <= start or begins >= end for start, end in taken)

    wanted = (0.3, 0.65) if length_ms >= ASK_TWICE_FROM_MS else (0.3,)
    times = []
    for share in wanted:
        first_ms = round(length_ms * share / 1000) * 1000
        later = (at_ms for at_ms in range(first_ms, last_ms + 1, 1000) if free(at_ms))
        at_ms = next(later, None)
        if at_ms is not None:
            times.append(at_ms)
            taken.append((at_ms, at_ms + longest_ms))
    return tuple(times)


def _prepare_phases(block: Block, side: Side) -> tuple[Phase, ...]:
    if block.kind == "reps":
        return ("start", "move", "hold", "return")
    return ("start", "move") if hold_cues(block, side) else ("start", "move", "hold")


def prepare(
    sitting: Sitting,
    index: int,
    block: Block,
    opening: tuple[Spoken, ...] = (),
    notes: tuple[Spoken, ...] = (),
) -> Script:
    """Before an exercise: its name, ``notes`` on today, the side, the steps, 3-2-1."""
    side = block.dose.sides[0]
    title = Line(block.title)
    if index > 0:
        title = phrases.following(title)
    elif len(sitting.blocks) > 1:
        title = phrases.first(title)
    spoken = [Spoken(title)]
    if block.level_title is not None:
        spoken.append(Spoken(phrases.todays_level(Line(block.level_title))))
    spoken += notes
    if side in phrases.SIDE_FIRST:
        spoken.append(Spoken(phrases.SIDE_FIRST[side]))
    spoken += _steps(block, _prepare_phases(block, side), side)
    return _script(spoken, ms(sitting.prepare_s), opening, SETTLE_MS[block.start])


def switch(sitting: Sitting, block: Block, done: Side, side: Side, *, filmed: bool) -> Script:
    """From ``done`` to ``side`` of the same set. ``filmed``: the camera may see it."""
    spoken = [Spoken(phrases.SWAP.get(side, phrases.AGAIN_SIDE["both"]))]
    if filmed and block.turn is not None:
        spoken.append(Spoken(Line(block.turn)))
    return _script(spoken, ms(sitting.switch_s), closing(block, done), SETTLE_MS[block.start])


def again(sitting: Sitting, block: Block, side: Side) -> Script:
    """One side from its start, because the person went back."""
    spoken = Spoken(phrases.AGAIN_SIDE[side])
    return _script([spoken], ms(sitting.switch_s), (), SETTLE_MS[block.start])


def _rest_now(length_ms: int) -> Spoken:
    return Spoken(phrases.rest_now(length_ms // 1000), shown=False)


def rest_between_sets(block: Block, done: Side, next_set_index: int) -> Script:
    """After the first set also how to come out of it; later that is known."""
    opening = closing(block, done) if next_set_index == 1 else ()
    spoken = [_rest_now(ms(block.dose.rest_s))]
    script = _script(spoken, ms(block.dose.rest_s), opening)
    _, end_ms = _in_turn([*opening, *spoken])
    coming = phrases.next_set(next_set_index + 1, block.dose.sets)
    at_ms = script.length_ms - COUNT_IN_MS - GAP_MS - speech_ms(coming)
    if at_ms < end_ms:
        return script
    return Script(script.length_ms, (*script.cues, Cue(at_ms, Spoken(coming))))


def rest_between_exercises(length_ms: int = BETWEEN_MS, opening: tuple[Spoken, ...] = ()) -> Script:
    spoken = [*opening, _rest_now(length_ms)]
    return Script(length_ms, _in_turn(spoken)[0])
