"""A real server in a process of its own, and a page that talks to it.

``python -m tests.web.live_server SOCKET_FD FOLDER`` serves the app on a socket it was given.
"""

from __future__ import annotations

import http.client
import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from tenfold.store import Store
from tests.opened import open_practice

ROOT = Path(__file__).parents[2]
Told = dict[str, Any]


class Server:
    """The app with its data in ``folder``, practice open; the same port at every start."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = f"sqlite:///{folder / 'tenfold.db'}"
        # Held open from here on, so that nobody else takes the port between two lives.
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None
        store = self.open_store()
        open_practice(store, datetime.now().astimezone())
        store.close()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def start(self) -> None:
        descriptor = self._listener.fileno()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.web.live_server", str(descriptor), str(self.folder)],
            cwd=ROOT,
            pass_fds=[descriptor],
        )
        ends = time.monotonic() + 30
        while not self._answers():
            assert self._process.poll() is None, "the server ended by itself"
            assert time.monotonic() < ends, "the server never answered"

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def kill(self) -> None:
        """As a power cut would: no goodbye."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(timeout=20)
            self._process = None

    def close(self) -> None:
        self.stop()
        self._listener.close()

    def page(self, sitting_id: str, **how: Any) -> LivePage:
        return LivePage(self, sitting_id, **how)

    def open_store(self) -> Store:
        return Store.open(self.url)


class LivePage:
    """The practice page's end of the socket. Everything it was told is in ``told``."""

    def __init__(
        self, server: Server, sitting_id: str, hello: bool = True, origin: str | None = ""
    ) -> None:
        said = f"http://{server.host}" if origin == "" else origin
        self._stack = ExitStack()
        self.socket: ClientConnection = self._stack.enter_context(
            connect(
                f"ws://{server.host}/live/{sitting_id}",
                origin=Origin(said) if said is not None else None,
                open_timeout=20,
                close_timeout=5,
            )
        )
        self.told: list[Told] = []
        if hello:
            self.send(type="hello")
            self.until(lambda one: one["type"] in ("state", "finished", "error"))

    def __enter__(self) -> LivePage:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._stack.close()

    def send(self, **message: Any) -> None:
        self.socket.send(json.dumps({"v": 1, **message}))

    def press(self, button: str) -> None:
        self.send(type="press", button=button)

    def next(self, timeout_s: float = 20.0) -> Told:
        message: Told = json.loads(self.socket.recv(timeout=timeout_s))
        self.told.append(message)
        return message

    def until(self, come: Callable[[Told], bool], timeout_s: float = 30.0) -> Told:
        """Read on until a message fits."""
        ends = time.monotonic() + timeout_s
        while True:
            message = self.next(max(ends - time.monotonic(), 0.01))
            if come(message):
                return message

    def until_state(self, come: Callable[[Told], bool], timeout_s: float = 30.0) -> Told:
        return self.until(lambda one: one["type"] == "state" and come(one), timeout_s)

    def read_for(self, seconds: float) -> None:
        """Take what comes in the next seconds; less if the server goes away."""
        ends = time.monotonic() + seconds
        try:
            while (left := ends - time.monotonic()) > 0:
                self.next(left)
        except (TimeoutError, ConnectionClosed):
            pass

    def closed_with(self) -> int | None:
        """Read to the end: the code it was closed with."""
        try:
            while True:
                self.next(10)
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else None

    @property
    def state(self) -> Told:
        return [one for one in self.told if one["type"] == "state"][-1]


def main() -> None:
    import uvicorn

    from tenfold.web.app import create_app
    from tenfold.web.live import WIRE_BYTES

    descriptor, folder = int(sys.argv[1]), Path(sys.argv[2])
    app = create_app(folder, f"sqlite:///{folder / 'tenfold.db'}")
    config = uvicorn.Config(
        app, log_level="warning", ws_max_size=WIRE_BYTES, timeout_graceful_shutdown=2
    )
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=descriptor)])


if __name__ == "__main__":
    main()
