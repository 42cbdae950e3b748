"""Start and stop a real server, for tests that need one in a process of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

import pytest


def free_port() -> int:
    """A port of this machine that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_up(address: str, server: subprocess.Popen[bytes], patience_s: float = 60) -> None:
    """Return when ``address`` answers; fail when the server ends or patience does."""
    ends = time.monotonic() + patience_s
    while time.monotonic() < ends:
        assert server.poll() is None, "the server ended by itself"
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"the server was not up after {patience_s:.0f} s")


def stop(server: subprocess.Popen[bytes]) -> None:
    """End a server that was started in a session of its own, and all that it started."""
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGTERM)
    server.wait(30)
