"""The app with a data folder of its own, and a browser-like client for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient

from tenfold.session.commands import BlockEnded
from tenfold.store import Keeper, Store
from tenfold.web.app import create_app
from tests.opened import open_practice

EVENING = datetime(2026, 6, 30, 21, 40, tzinfo=timezone(timedelta(hours=2)))


class Clock:
    """The time now, as the test wants it."""

    def __init__(self) -> None:
        self.now = EVENING

    def __call__(self) -> datetime:
        return self.now


class Site:
    """A running app: its client, folder, record and clock."""

    def __init__(self, app: FastAPI, client: TestClient, home: Path, clock: Clock) -> None:
        self.app, self.client, self.home, self.clock = app, client, home, clock
        self.store: Store = app.state.store
        self.person = self.store.person().id

    def get(self, address: str, status: int = 200) -> str:
        answer = self.client.get(address)
        assert answer.status_code == status
        return str(answer.text)

    def post(self, address: str, **fields: str) -> str:
        """Send a form; where it leads."""
        answer = self.client.post(address, data=fields, follow_redirects=False)
        assert answer.status_code == 303
        return str(answer.headers["location"])

    def begin(self, mode: str = "plan", **fields: str) -> str:
        """Begin a sitting; its id."""
        return self.post("/sittings", mode=mode, **fields).removeprefix("/practice/")

    def finish(self, sitting_id: str, *blocks: BlockEnded) -> None:
        """End a sitting as the practice page does: recorded, and told to the diary."""
        self.store.finish_sitting(sitting_id, self.clock.now + timedelta(minutes=9), blocks)
        self.keeper.end_sitting(self.store.sitting(sitting_id))

    @property
    def keeper(self) -> Keeper:
        """The plan and the diary as they are now."""
        found: Keeper = self.app.state.desk.keeper()
        return found


@contextmanager
def running_site(home: Path, *, opened: bool = True) -> Iterator[Site]:
    """The site; ``opened`` for someone who answered the questions and began a plan."""
    clock = Clock()
    app = create_app(home, f"sqlite:///{home / 'tenfold.db'}", now=clock)
    if opened:
        open_practice(app.state.store, clock.now)
    with TestClient(app, base_url="http://127.0.0.1:8710") as client:
        yield Site(app, client, home, clock)
