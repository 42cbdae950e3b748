"""How long a sitting takes when it is led by time: from the same scripts that lead it."""

from __future__ import annotations

from itertools import pairwise

from tenfold.session import script
from tenfold.session.clock import ms
from tenfold.session.reps import rep_ms
from tenfold.session.route import Place
from tenfold.session.sitting import Block, Sitting
from tenfold.session.tally import BlockRun
from tenfold.session.tempo import BETWEEN_MS


def work_ms(sitting: Sitting, block: Block) -> int:
    """One side of one set."""
    if block.kind == "reps":
        return block.dose.reps * rep_ms(block)
    if block.kind == "hold":
        return ms(block.dose.hold_s)
    return block.dose.breaths * ms(sitting.breath_s)


def sides_ms(sitting: Sitting, block: Block) -> int:
    """All sides of one set, with the changes between them."""
    sides = block.dose.sides
    swaps = sum(
        script.switch(sitting, block, done, side, filmed=False).length_ms
        for done, side in pairwise(sides)
    )
    return len(sides) * work_ms(sitting, block) + swaps


def prepare_ms(sitting: Sitting, index: int, block: Block, previous: Block | None) -> int:
    """Preparation of ``block``; after a stretch, with the words to come out of it."""
    opening = script.closing(previous, previous.dose.sides[-1]) if previous else ()
    return script.prepare(sitting, index, block, opening).length_ms


def rest_before_ms(previous: Block | None) -> int:
    """Rest between exercises: only after reps."""
    return BETWEEN_MS if previous is not None and previous.kind == "reps" else 0


def sets_ms(sitting: Sitting, block: Block, first_set: int = 0) -> int:
    """All work from ``first_set`` on, without the rest that leads to ``first_set``."""
    rests = sum(
        script.rest_between_sets(block, block.dose.sides[-1], later).length_ms
        for later in range(first_set + 1, block.dose.sets)
    )
    return (block.dose.sets - first_set) * sides_ms(sitting, block) + rests


class Outlook:
    """What is still to come after a place. Lengths of blocks are worked out once."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self._blocks = list(sitting.blocks)
        self._whole = [0] * len(self._blocks)
        for index in range(len(self._blocks)):
            self._work_out(index)

    def swap(self, index: int, block: Block) -> None:
        """``block`` is done instead."""
        self._blocks[index] = block
        for changed in range(index, min(index + 2, len(self._blocks))):
            self._work_out(changed)

    def _previous(self, index: int) -> Block | None:
        return self._blocks[index - 1] if index > 0 else None

    def _work_out(self, index: int) -> None:
        self._whole[index] = (
            rest_before_ms(self._previous(index))
            + prepare_ms(self._sitting, index, self._blocks[index], self._previous(index))
            + sets_ms(self._sitting, self._blocks[index])
        )

    def from_block_ms(self, index: int) -> int:
        """Block ``index`` and all later ones, with the rest before it."""
        return sum(self._whole[index:])

    def after_rest_ms(self, index: int) -> int:
        """Block ``index`` and all later ones, from the end of the rest before it."""
        return self.from_block_ms(index) - rest_before_ms(self._previous(index))

    def work_ms(self, run: BlockRun, place: Place) -> int:
        """The work at ``place`` that is still to begin."""
        if run.block.kind == "reps":
            return run.left_to_count(run.side(place)) * rep_ms(run.block)
        return work_ms(self._sitting, run.block)

    def after_work_ms(self, run: BlockRun, place: Place) -> int:
        """From the end of the work at ``place`` to the end of the sitting."""
        block, total = run.block, self.from_block_ms(place.block + 1)
        last = place
        while (here := run.next_place(last)) is not None and here.set == place.set:
            done, side = run.side(last), run.side(here)
            total += script.switch(self._sitting, block, done, side, filmed=False).length_ms
            total += self.work_ms(run, here)
            last = here
        if place.set + 1 < block.dose.sets:
            done = run.side(last)
            total += script.rest_between_sets(block, done, place.set + 1).length_ms
            total += sets_ms(self._sitting, block, place.set + 1)
        return total


def sitting_ms(sitting: Sitting) -> int:
    """The whole sitting, from "start" to "that's all"."""
    return Outlook(sitting).from_block_ms(0)
