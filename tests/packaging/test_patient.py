"""A command that hangs is ended and begun once more; one that fails is not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[2] / "tools" / "patient.py"


def patient(program: str, *arguments: str, limit_s: str = "5") -> int:
    command = [sys.executable, str(TOOL), limit_s, sys.executable, "-c", program, *arguments]
    return subprocess.run(command, check=False).returncode


@pytest.mark.parametrize("code", [0, 1, 3])
def test_what_ends_by_itself_is_run_once(tmp_path: Path, code: int) -> None:
    runs = tmp_path / "runs"
    program = "import sys; open(sys.argv[1], 'a').write('x'); sys.exit(int(sys.argv[2]))"
    assert patient(program, str(runs), str(code)) == code
    assert runs.read_text() == "x"


def test_what_hangs_is_ended_with_all_it_started_and_begun_once_more(tmp_path: Path) -> None:
    runs = tmp_path / "runs"
    program = (
        "import os, sys, time\n"
        "runs = sys.argv[1]\n"
        "first = not os.path.exists(runs)\n"
        "open(runs, 'a').write('x')\n"
        "if first:\n"
        "    os.fork()\n"
        "    time.sleep(60)\n"
        "    open(runs, 'a').write('never')\n"
    )
    assert patient(program, str(runs), limit_s="1.5") == 0
    assert runs.read_text() == "xx"


def test_what_hangs_twice_has_failed() -> None:
    assert patient("import time; time.sleep(60)", limit_s="0.3") == 124


def test_without_a_command_it_says_how() -> None:
    assert subprocess.run([sys.executable, str(TOOL), "5"], check=False).returncode == 2
