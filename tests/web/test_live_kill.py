"""``kill -9`` in the middle of a sitting, ten times: what had been shown is there."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tenfold.session.sitting import Block
from tenfold.store import Store
from tests.web.live_server import LivePage, Server
from tests.web.stage import NOON, hold, plan, reps

LIVES = 10
LONGEST_S = 3.0
PAINFUL = (3, 6, 8)
"""The lives in which it hurts."""


def blocks() -> list[Block]:
    """Long enough for ten lives: reps and holds in turn."""
    quick = reps(count=20)
    quick = replace(quick, dose=replace(quick.dose, rep_s=0.5))
    return [block for _ in range(10) for block in (quick, hold(hold_s=10.0))]


class Witness:
    """What somebody has seen on the screen, and said."""

    def __init__(self) -> None:
        self.at_s = 0.0
        self.block_index = 0
        self.reps: dict[tuple[int, str], int] = {}
        self.seconds_left: dict[int, int] = {}
        self.pains: dict[int, int] = {}

    def see(self, state: dict[str, Any]) -> None:
        assert state["at_s"] >= self.at_s, "time went back"
        assert state["block_index"] >= self.block_index, "an exercise came back"
        self.at_s, self.block_index = state["at_s"], state["block_index"]
        if state["stage"] != "work" or state["number"] is None:
            return
        if state["number_means"] == "reps_done":
            self.see_reps((self.block_index, state["side"]), state["number"])
        elif state["left_s"] and state["line"] != "Going on" and not state["paused"]:
            # The same number counts 3-2-1 before a hold goes on.
            left = self.seconds_left.get(self.block_index, state["number"])
            assert state["number"] <= left, "held seconds were lost"
            self.seconds_left[self.block_index] = state["number"]

    def see_reps(self, where: tuple[int, str], number: int) -> None:
        assert number >= self.reps.get(where, 0), "a rep was lost"
        self.reps[where] = number

    def watch(self, page: LivePage, seconds: float) -> None:
        before = len(page.told)
        page.read_for(seconds)
        for message in page.told[before:]:
            assert message["type"] != "error", message
            if message["type"] == "state":
                self.see(message)


def counting(state: dict[str, Any]) -> bool:
    return bool(state["stage"] == "work" and state["line"] != "Going on")


def check_record(store: Store, sitting_id: str, saw: Witness) -> None:
    """Everything that was shown is in the record."""
    for done in store.sitting(sitting_id).blocks:
        counted: dict[str, int] = dict(done.reps)
        for (index, side), number in saw.reps.items():
            if index == done.block_index:
                assert counted.get(side, 0) >= number, (index, side)
        if done.outcome == "done" and done.held_s:
            assert dict(done.held_s)["both"] >= 10.0
    recorded = {block.block_index: block.pain_nrs for block in store.sitting(sitting_id).blocks}
    for index, nrs in saw.pains.items():
        assert recorded[index] == nrs


def stop_for_pain(page: LivePage, saw: Witness, nrs: int) -> None:
    """Say that it hurts, and wait until the screen shows that it was heard."""
    at = page.state["block_index"]
    page.send(type="stop_for_pain", nrs=nrs)
    page.until_state(lambda state: state["block_index"] > at)
    saw.pains[at] = nrs
    saw.see(page.state)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1])
def test_ten_kills_lose_nothing_that_was_shown(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    server = Server(tmp_path)
    store = server.open_store()
    sitting_id = store.begin_sitting(store.person().id, plan(*blocks()), NOON, pain_before=3)
    saw = Witness()
    try:
        for life in range(LIVES + 1):
            server.start()
            page = server.page(sitting_id)
            if life == 0:
                page.press("start")
                page.until_state(lambda state: state["stage"] == "work")
            else:
                assert page.state["paused"] and "resume" in page.state["buttons"]
                saw.see(page.state)  # back where it was, or the moment after
                page.press("resume")
                page.until_state(lambda state: not state["paused"])
                if page.state["stage"] == "rest":
                    page.press("skip")
            if dice.random() < 0.7:  # else it may die while getting ready, or in the 3-2-1
                page.until_state(counting)
            saw.watch(page, dice.uniform(0.0, LONGEST_S))
            if life in PAINFUL:
                stop_for_pain(page, saw, dice.randint(0, 10))
                saw.watch(page, dice.uniform(0.0, 0.3))
            if dice.random() < 0.5:  # killed right after something was asked for
                page.press("pause")
            server.kill()
            saw.watch(page, 0.5)  # what was still on its way had been stored too
            page.close()
            check_record(store, sitting_id, saw)
        assert sum(saw.reps.values()) >= 20 and len(saw.pains) == len(PAINFUL), (
            "too little happened to prove anything"
        )
        record = store.sitting(sitting_id)
        assert record.pain_before == 3 and record.status == "open"
    finally:
        store.close()
        server.close()
