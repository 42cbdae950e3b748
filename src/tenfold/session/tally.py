"""What has truly been done of each block. Counts only ever grow."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tenfold.session.commands import BlockEnded, LevelDone, Outcome
from tenfold.session.phrases import TAKE_YOUR_TIME
from tenfold.session.route import Place
from tenfold.session.sitting import Block, Side


@dataclass
class BlockRun:
    """One block being done: its level now, the counts of this set, and the totals."""

    index: int
    block: Block
    begun: bool = False
    """Whether its preparation has begun (again)."""
    outcome: Outcome | None = None
    pain_nrs: int | None = None
    earlier: tuple[LevelDone, ...] = ()
    order: tuple[Side, ...] = ()
    """The sides in the order they are worked in this set."""
    counted: dict[Side, int] = field(default_factory=dict)
    """Reps of this set by side."""
    said: set[str] = field(default_factory=set)
    """What is said only once in a block and has been."""
    asked: int = 0
    """How many self-check questions were asked: each time the next one."""
    reps: dict[Side, int] = field(default_factory=dict)
    held_ms: dict[Side, int] = field(default_factory=dict)
    breaths: dict[Side, int] = field(default_factory=dict)
    _parts: dict[tuple[int, Side], float] = field(default_factory=dict)
    """How far each side of each set got at best, 0-1."""

    def __post_init__(self) -> None:
        self.order = self.block.dose.sides

    def side(self, place: Place) -> Side:
        return self.order[place.side]

    def left_to_count(self, side: Side) -> int:
        """Reps missing on ``side`` in this set."""
        return max(self.block.dose.reps - self.counted.get(side, 0), 0)

    def next_place(self, place: Place) -> Place | None:
        """The next side with something to do in this block; None when it is over."""
        for index in range(place.side + 1, len(self.order)):
            if self.block.kind != "reps" or self.left_to_count(self.order[index]):
                return Place(place.block, place.set, index)
        if place.set + 1 < self.block.dose.sets:
            return Place(place.block, place.set + 1)
        return None

    def open_set(self) -> None:
        """Begin a new set."""
        self.order, self.counted = self.block.dose.sides, {}
        self.said.discard(TAKE_YOUR_TIME.msgid)

    def reopen(self, place: Place, same_set: bool) -> None:
        """Go back to ``place``: its side and those after it count from 0 again."""
        if not same_set:
            self.order = self.block.dose.sides
        full = self.block.dose.reps
        self.counted = dict.fromkeys(self.order[: place.side], full)

    def count_rep(self, place: Place, side: Side) -> int:
        """One rep more; its number in this set."""
        number = self.counted.get(side, 0) + 1
        self.counted[side] = number
        self.reps[side] = self.reps.get(side, 0) + 1
        self.note(place.set, side, number / self.block.dose.reps)
        return number

    def held_any(self, set_index: int) -> bool:
        """Whether anything was held or breathed in this set, on whichever side."""
        return any(done for (index, _), done in self._parts.items() if index == set_index)

    def note(self, set_index: int, side: Side, part: float) -> None:
        """``side`` of a set got as far as ``part`` of its dose."""
        key = (set_index, side)
        self._parts[key] = max(self._parts.get(key, 0.0), min(part, 1.0))

    @property
    def fraction(self) -> float:
        dose = self.block.dose
        return min(sum(self._parts.values()) / (dose.sets * len(dose.sides)), 1.0)

    @property
    def sets_done(self) -> int:
        dose = self.block.dose
        return sum(
            all(self._parts.get((index, side), 0.0) >= 1.0 for side in dose.sides)
            for index in range(dose.sets)
        )

    def ease(self, easier: Block) -> None:
        """Go on at an easier level; what was done at this one is kept beside it."""
        if self._parts:
            self.earlier = (*self.earlier, self._level_done())
        self.block = easier
        self.reps, self.held_ms, self.breaths, self._parts = {}, {}, {}, {}
        self.said = set()
        self.open_set()

    def _level_done(self) -> LevelDone:
        return LevelDone(
            level=self.block.level,
            sets_done=self.sets_done,
            reps=self._by_side(self.reps),
            held_s=self._held_s(self.held_ms),
            breaths=self._by_side(self.breaths),
        )

    def end(self, outcome: Outcome) -> None:
        self.outcome = self._honest(outcome)

    def _honest(self, outcome: Outcome) -> Outcome:
        """What was all done, then gone back to and skipped, was done."""
        return "done" if outcome == "skipped" and self.fraction >= 1.0 else outcome

    @property
    def touched(self) -> bool:
        """Whether there is anything to record."""
        return self.begun or self.outcome is not None or bool(self._parts or self.earlier)

    def ended(self, holding: Side = "both", holding_ms: int = 0) -> BlockEnded:
        """The record of this block as it stands; with the hold that is going on, if any."""
        done = self._level_done()
        if holding_ms > 0:
            held_ms = {**self.held_ms, holding: self.held_ms.get(holding, 0) + holding_ms}
            done = replace(done, held_s=self._held_s(held_ms))
        return BlockEnded(
            block_index=self.index,
            exercise_id=self.block.exercise_id,
            level=done.level,
            outcome=self.outcome or self._honest("skipped"),
            sets_done=done.sets_done,
            reps=done.reps,
            held_s=done.held_s,
            breaths=done.breaths,
            done_fraction=self.fraction,
            pain_nrs=self.pain_nrs,
            earlier=self.earlier,
        )

    def _by_side(self, counts: dict[Side, int]) -> tuple[tuple[Side, int], ...]:
        return tuple((side, counts[side]) for side in self.block.dose.sides if side in counts)

    def _held_s(self, held_ms: dict[Side, int]) -> tuple[tuple[Side, float], ...]:
        return tuple((side, held / 1000) for side, held in self._by_side(held_ms))
