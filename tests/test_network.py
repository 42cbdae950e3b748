"""Nothing leaves the machine: the server connects nowhere but to the machine itself."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import numpy as np
import pytest

from tenfold.web.app import create_app
from tests.opened import open_home
from tests.serving import free_port, stop, wait_until_up

PAGES = (
    "/healthz",
    "/",
    "/exercises/reverse_lunge",
    "/history",
    "/settings",
    "/safety",
    "/calendar",
    "/calendar/file",
    "/rounds/next",
)
_ADDRESS = re.compile(r'sa_family=AF_INET6?,.*?(?:inet_addr\("|inet_pton\(AF_INET6, ")([^"]+)"')
_STRACE = shutil.which("strace")


def _strace_works() -> bool:
    if _STRACE is None:
        return False
    tried = subprocess.run(
        [_STRACE, "-o", os.devnull, "true"], capture_output=True, check=False, timeout=20
    )
    return tried.returncode == 0


needs_strace = pytest.mark.skipif(
    not _strace_works(), reason="strace is not installed, or may not trace here"
)


def outgoing(trace: str) -> list[str]:
    """Internet addresses in a trace that are not this machine's own."""
    own = {"0.0.0.0", "::", "::1", "::ffff:127.0.0.1"}
    found = _ADDRESS.findall(trace)
    return [address for address in found if address not in own and not address.startswith("127.")]


def traced(log: Path, *command: str, **environment: str) -> subprocess.Popen[bytes]:
    """Start ``command`` with every connection it makes, and every datagram it sends, in ``log``."""
    assert _STRACE is not None
    return subprocess.Popen(
        [
            _STRACE,
            "--follow-forks",
            "--trace=connect,sendto,sendmsg,sendmmsg",
            "--string-limit=64",
            f"--output={log}",
            *command,
        ],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


@needs_strace
@pytest.mark.slow
def test_the_watcher_sees_a_connection_that_goes_out(tmp_path: Path) -> None:
    # A datagram socket: "connecting" it names the address and sends nothing. The address is one
    # that is set aside for documentation.
    log = tmp_path / "trace"
    program = "import socket; socket.socket(type=socket.SOCK_DGRAM).connect(('192.0.2.1', 9))"
    assert traced(log, sys.executable, "-c", program).wait(30) == 0
    assert outgoing(log.read_text()) == ["192.0.2.1"]


@needs_strace
@pytest.mark.slow
def test_the_server_makes_no_outgoing_connection(tmp_path: Path) -> None:
    log, port = tmp_path / "trace", free_port()
    open_home(tmp_path / "home")
    server = traced(
        log,
        sys.executable,
        "-m",
        "tenfold",
        "serve",
        PORT=str(port),
        TENFOLD_HOME=str(tmp_path / "home"),
        TENFOLD_NO_BROWSER="1",
        # What would make the web framework report, if it could (decision 7).
        FASTAPI_OTEL_AUTO_CONFIGURE="true",
        OTEL_EXPORTER_OTLP_ENDPOINT="http://192.0.2.1:4318",
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_up(f"{address}/healthz", server)
        for page in PAGES:
            with urllib.request.urlopen(address + page, timeout=30) as answer:
                assert answer.status == 200, page
        begin_a_sitting(address)
        # Time for anything that starts late: a check for updates, a first report.
        time.sleep(3)
        assert server.poll() is None, "the server ended by itself"
    finally:
        stop(server)
    assert outgoing(log.read_text()) == []


def test_the_web_frameworks_own_telemetry_is_switched_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
    settings = create_app(tmp_path)._telemetry
    switches = ("tracing", "metrics", "logs", "operation_spans", "auto_configure")
    assert {name: settings.get(name) for name in switches} == dict.fromkeys(switches, False)


@needs_strace
@pytest.mark.slow
def test_coaching_a_video_makes_no_outgoing_connection(tmp_path: Path) -> None:
    # The pose library would report its use if it could: docs/decisions/0001.
    pytest.importorskip("mediapipe", reason="the extra tenfold[video] is not installed")
    cv2 = pytest.importorskip("cv2")
    clip, log = tmp_path / "grey.avi", tmp_path / "trace"
    writer = cv2.VideoWriter(str(clip), cv2.VideoWriter.fourcc(*"MJPG"), 10, (160, 120))
    for _ in range(30):
        writer.write(np.full((120, 160, 3), 128, np.uint8))
    writer.release()
    command = ("-m", "tenfold", "coach", str(clip), "--exercise", "deep_squat_rest", "--json")
    assert traced(log, sys.executable, *command).wait(120) == 0
    assert outgoing(log.read_text()) == []


def begin_a_sitting(address: str) -> None:
    """Post the form that begins a sitting, as the page does; it leads to the practice page."""
    request = urllib.request.Request(
        f"{address}/sittings", data=b"mode=plan", headers={"Origin": address}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        assert "/practice/" in answer.url
