"""The store as one live sitting uses it: off the event loop, one call at a time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime

from tenfold.session.commands import BlockEnded
from tenfold.session.inputs import Input
from tenfold.session.player import Player
from tenfold.store import Keeper, SittingRecord, Store, StoreError
from tenfold.web.live_replay import replay

log = logging.getLogger(__name__)


class LiveRecord:
    """Where a sitting is written down while it is led.

    Attributes
    ----------
    closed : bool
        The record has the sitting's end: nothing is appended any more.
    """

    def __init__(
        self,
        store: Store,
        record: SittingRecord,
        inputs: list[Input],
        now: Callable[[], datetime],
        keeper: Callable[[], Keeper],
    ) -> None:
        self.id = record.id
        self.sitting = record.sitting
        self.inputs = inputs
        self.closed = record.status != "open"
        self._known: Mapping[int, BlockEnded] = {
            block.block_index: block for block in record.blocks
        }
        self._store = store
        self._seq = len(inputs)
        self._now = now
        self._keeper = keeper

    @classmethod
    async def read(
        cls,
        store: Store,
        sitting_id: str,
        now: Callable[[], datetime],
        keeper: Callable[[], Keeper],
    ) -> LiveRecord:
        """StoreError if there is no such sitting, or it cannot be read."""
        record = await asyncio.to_thread(store.sitting, sitting_id)
        inputs = await asyncio.to_thread(store.inputs, sitting_id)
        return cls(store, record, inputs, now, keeper)

    async def catch_up(self) -> Player:
        """The player as it was, and the record of blocks brought to what the log says."""
        player, ended = replay(self.sitting, self.inputs)
        for index, block in ended.items():
            if not self.closed and self._known.get(index) != block:
                await self.block(block)
        return player

    async def append(self, given: Input) -> None:
        """Add to the log; committed when it returns. StoreError when it cannot be."""
        await asyncio.to_thread(self._store.append, self.id, self._seq, given)
        self._seq += 1

    async def block(self, block: BlockEnded) -> None:
        """Write down what was done. The log has it too, so that a failure here loses nothing."""
        try:
            await asyncio.to_thread(self._store.record_block, self.id, block)
        except StoreError as error:
            log.warning("sitting %s, block %s: %s", self.id, block.block_index, error)

    async def finish(self, player: Player) -> None:
        """The sitting is over: the record and the diary have it, and the plan has answered.

        StoreError when that cannot be written down; it may be tried again.
        """
        if not self.closed:
            await asyncio.to_thread(
                self._store.finish_sitting, self.id, self._now(), player.so_far()
            )
            await asyncio.to_thread(self._tell_diary)
            self.closed = True

    async def late_pain(self, block_index: int, nrs: int) -> None:
        """A pain number given when all is over: the log is closed, the record is not."""
        await asyncio.to_thread(self._store.record_pain, self.id, block_index, nrs)
        await asyncio.to_thread(self._tell_diary)

    def _tell_diary(self) -> None:
        self._keeper().end_sitting(self._store.sitting(self.id))
