"""Run a command that may hang, once more if it does.

    python tools/patient.py SECONDS COMMAND...

A real browser now and then stops answering for good, and the test that waits for it with it. What
takes longer than SECONDS is ended, with everything that it started, and begun once more. Whatever
ends by itself, well or badly, is not tried again. The exit code is the command's; 124 for one that
hung twice.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys

HUNG = 124


def run(command: list[str], limit_s: float) -> int:
    """The exit code of ``command``; :data:`HUNG` when it had to be ended."""
    process = subprocess.Popen(command, start_new_session=True)
    try:
        return process.wait(limit_s)
    except subprocess.TimeoutExpired:
        print(f"Nothing after {limit_s:g} seconds: {' '.join(command)}", file=sys.stderr)
        return HUNG
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def main(arguments: list[str]) -> int:
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    limit_s, command = float(arguments[0]), arguments[1:]
    code = run(command, limit_s)
    return run(command, limit_s) if code == HUNG else code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
