"""From the stored log of a sitting back to its player."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from tenfold.session.commands import BlockEnded, Command
from tenfold.session.inputs import Input, Tick
from tenfold.session.player import Player
from tenfold.session.sitting import Sitting
from tenfold.store import Keeper, Store

log = logging.getLogger(__name__)


def handle(player: Player, given: Input) -> tuple[Command, ...]:
    """What the player makes of an input; nothing, if it fails on it.

    A fault of the player must not lock the person out of the sitting, neither live nor
    each time the log is replayed.
    """
    try:
        return player.handle(given)
    except Exception:
        log.exception("the player failed on %s", given)
        return ()


def replay(sitting: Sitting, inputs: Iterable[Input]) -> tuple[Player, dict[int, BlockEnded]]:
    """The player after ``inputs``, and the latest record of each block that ended, by index."""
    player = Player(sitting)
    ended: dict[int, BlockEnded] = {}

    def take(given: Input) -> None:
        for command in handle(player, given):
            if isinstance(command, BlockEnded):
                ended[command.block_index] = command

    last: Input | None = None
    for given in inputs:
        last = given
        if not isinstance(given, Tick):  # the next input brings the time with it
            take(given)
    if isinstance(last, Tick):
        take(last)
    return player, ended


def abandon(store: Store, keeper: Keeper, sitting_id: str) -> None:
    """End a sitting that the person will not go on with, keeping what was done of it."""
    record = store.sitting(sitting_id)
    if record.status != "open":
        return
    player, _ = replay(record.sitting, store.inputs(sitting_id))
    for block in player.so_far():
        store.record_block(sitting_id, block)
    store.abandon_sitting(sitting_id, keeper.now)
    keeper.end_sitting(store.sitting(sitting_id))
