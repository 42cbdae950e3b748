"""``tenfold serve`` as a person starts it."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tenfold.cli.main import app
from tenfold.cli.serve_command import answers, is_loopback, url
from tenfold.web import app as web_app

PATIENCE_S = 60.0


@pytest.fixture(autouse=True)
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests are about starting: they need no built pages."""
    monkeypatch.setattr(web_app, "missing_files", list)


class Started:
    """A server in a process of its own, and what it says."""

    def __init__(self, home: Path, **environ: str) -> None:
        self.home = home
        program = (
            "import tenfold.web.app as a, tenfold.cli.main as m;"
            "a.missing_files = list; m.app(['serve'])"
        )
        kept = {key: value for key, value in os.environ.items() if key != "TENFOLD_DATABASE_URL"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", program],
            env={**kept, "TENFOLD_HOME": str(home), "PORT": "0", **environ},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        self.first_line = self.process.stdout.readline().strip()
        found = re.search(r"http://127\.0\.0\.1:(\d+)", self.first_line)
        assert found, self.process.communicate()
        self.port = int(found[1])

    def end(self, how: signal.Signals = signal.SIGINT) -> tuple[int, str, str]:
        """Exit code, and what else was said."""
        self.process.send_signal(how)
        out, err = self.process.communicate(timeout=PATIENCE_S)
        return self.process.returncode, out, err


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Started]:
    server = Started(tmp_path / "home", TENFOLD_NO_BROWSER="1")
    yield server
    if server.process.poll() is None:
        server.end(signal.SIGKILL)


def complaint(home: Path, port: int, code: int = 2) -> str:
    """The one line said when it cannot start."""
    result = CliRunner().invoke(
        app,
        ["serve"],
        env={"PORT": str(port), "TENFOLD_HOME": str(home), "TENFOLD_NO_BROWSER": "1"},
    )
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    said = result.stderr if code else result.stdout
    assert len(said.strip().splitlines()) == 1
    return said


def test_it_says_that_it_is_ready_when_it_answers_and_ends_quietly(started: Started) -> None:
    assert started.first_line == f"Tenfold is ready: http://127.0.0.1:{started.port}"
    connection = http.client.HTTPConnection("127.0.0.1", started.port, timeout=10)
    connection.request("GET", "/")
    answer = connection.getresponse()
    assert answer.status == 200
    assert b"Today" in answer.read()
    connection.close()
    code, out, err = started.end()
    assert code == 0
    assert "has ended. What you did is saved." in out
    assert err == ""


def test_it_listens_to_this_machine_only(started: Started) -> None:
    table = Path("/proc/net/tcp")
    if not table.exists():
        pytest.skip("no /proc/net/tcp here")
    listening = [
        line.split()[1] for line in table.read_text().splitlines()[1:] if line.split()[3] == "0A"
    ]
    mine = [place for place in listening if int(place.split(":")[1], 16) == started.port]
    assert mine == [f"0100007F:{started.port:04X}"]


def test_a_second_start_finds_the_first(started: Started) -> None:
    said = complaint(started.home, started.port, code=0)
    assert said.strip() == f"Tenfold is running already: http://127.0.0.1:{started.port}"


def test_another_programs_port_is_left_alone(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        said = complaint(tmp_path, port)
    assert f"Port {port} is in use by another program." in said
    assert "PORT=" in said


def test_a_record_that_cannot_be_opened_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "tenfold.db").write_bytes(b"this is no database" * 100)
    assert "The record is damaged" in complaint(tmp_path, 0)


def test_pages_that_are_not_built_are_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_app, "missing_files", lambda: ["site.css"])
    said = complaint(tmp_path, 0)
    assert "site.css" in said
    assert "make start" in said


@pytest.mark.skipif(os.name != "posix", reason="the stand-in for a browser is a shell script")
@pytest.mark.parametrize("quiet", [False, True])
def test_the_browser_is_opened_once_it_is_ready(tmp_path: Path, quiet: bool) -> None:
    seen = tmp_path / "seen"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{seen}"\n')
    browser.chmod(browser.stat().st_mode | stat.S_IEXEC)
    environ = {"TENFOLD_NO_BROWSER": "1"} if quiet else {"TENFOLD_NO_BROWSER": ""}
    server = Started(tmp_path / "home", BROWSER=f"{browser} %s", **environ)
    ends = time.monotonic() + (1.0 if quiet else PATIENCE_S)
    while not seen.exists() and time.monotonic() < ends:
        time.sleep(0.05)
    server.end()
    assert seen.exists() is not quiet
    if not quiet:
        assert seen.read_text().strip() == f"http://127.0.0.1:{server.port}"


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8710"),
        ("0.0.0.0", "http://127.0.0.1:8710"),
        ("::1", "http://[::1]:8710"),
        ("::", "http://[::1]:8710"),
        ("localhost", "http://localhost:8710"),
    ],
)
def test_the_address_can_be_opened_as_it_is_printed(host: str, address: str) -> None:
    assert url(host, 8710) == address


def test_it_knows_when_it_is_not_alone() -> None:
    assert is_loopback("localhost")
    assert is_loopback("127.0.0.1")
    assert is_loopback("::1")
    assert not is_loopback("0.0.0.0")
    assert not is_loopback("192.168.1.5")


def test_silence_is_no_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        assert not answers("127.0.0.1", mute.getsockname()[1], timeout_s=0.2)
