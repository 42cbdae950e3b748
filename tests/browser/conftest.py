"""A real Chromium and a real ``tenfold serve``, for all tests of this folder.

``live_server`` is a server with a data folder of its own and an open plan, one for each module:
``.url``, ``.home``, ``.kill()``, ``.start()``. ``page`` and ``context`` are of the system's
Chromium, know the server's address (``page.goto("/history")``), and fail a test whose page asked
anybody but the server; ``watched(browser, live_server, **options)`` makes another such context. A
test that needs a camera launches a browser of its own with ``chromium_path``, :data:`QUIET` and
:data:`CAMERA`, and uses ``watched`` with it.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Request, WebSocket

from tenfold.cli.serve_command import answers
from tenfold.web.app import missing_files
from tests.opened import open_home

QUIET = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Chromium itself is to ask nobody for anything."""
CAMERA = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")
PATIENCE_S = 60.0


def find_chromium() -> str | None:
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        found = shutil.which(name)
        if found:
            return found
    return None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


class TenfoldServer:
    """``tenfold serve`` in a process of its own; the same port and folder at every start."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = home.parent / f"{home.name}.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environ = {
            **os.environ,
            "TENFOLD_HOME": str(self.home),
            "TENFOLD_NO_BROWSER": "1",
            "PORT": str(self.port),
        }
        environ.pop("TENFOLD_DATABASE_URL", None)
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tenfold", "serve"],
                env=environ,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        ends = time.monotonic() + PATIENCE_S
        while not answers("127.0.0.1", self.port):
            if self._process.poll() is not None or time.monotonic() > ends:
                pytest.fail(f"the server did not start:\n{self.log.read_text()}")
            time.sleep(0.05)

    def kill(self) -> None:
        """As a power cut would: no goodbye."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGINT)

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(timeout=20)
            self._process = None


@pytest.fixture(scope="session")
def chromium_path() -> str:
    path = find_chromium()
    if path is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    return path


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, object], chromium_path: str
) -> dict[str, object]:
    return {**browser_type_launch_args, "executable_path": chromium_path, "args": list(QUIET)}


@pytest.fixture(scope="session")
def built_pages() -> None:
    missing = missing_files()
    assert not missing, f"the front end is not built ({missing}): make front"


@pytest.fixture(scope="module")
def live_server(
    tmp_path_factory: pytest.TempPathFactory, built_pages: None
) -> Iterator[TenfoldServer]:
    server = TenfoldServer(tmp_path_factory.mktemp("tenfold") / "home")
    open_home(server.home)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def context(browser: Browser, live_server: TenfoldServer) -> Iterator[BrowserContext]:
    """A browser's memory of its own, on the server: ``page.goto("/history")``."""
    with watched(browser, live_server) as context:
        yield context


@contextmanager
def watched(browser: Browser, server: TenfoldServer, **options: Any) -> Iterator[BrowserContext]:
    """A context whose pages ask nobody but ``server``: else the test fails."""
    context = browser.new_context(base_url=server.url, **options)
    asked: list[str] = []
    watch(context, server.url, asked)
    try:
        yield context
    finally:
        context.close()
    assert asked == [], "a page asked somebody else"


def watch(context: BrowserContext, origin: str, asked: list[str]) -> None:
    """Note in ``asked`` every address outside ``origin`` that a page of ``context`` asks for."""
    own = urlsplit(origin).netloc

    def note(address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("data", "blob", "about") and parts.netloc != own:
            asked.append(address)

    def see(request: Request) -> None:
        note(request.url)

    def see_socket(socket: WebSocket) -> None:
        note(socket.url)

    context.on("request", see)
    context.on("page", lambda page: page.on("websocket", see_socket))
