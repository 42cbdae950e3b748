"""The pose model for one clip after the other: a fresh one each time, in one process.

Starting a process for each clip takes as long as following a person for half of it. ``Poses``
keeps the process; at a clip's end it is told so and makes the model anew, so that a clip's
landmarks are the same whatever came before it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO, Final, cast

from tenfold.capture.errors import CaptureError
from tenfold.capture.pose import Pose
from tenfold.capture.pose_process import GREETING, QUESTION, leave_network, serve, without_network

_ENDS_MS: Final = -1
"""A question at this time is none: the clip is over."""


class Poses(Pose):
    """As ``Pose``, and may be told that another clip begins."""

    def __init__(self, model: Path) -> None:  # the parent's starts another module
        environment = without_network(dict(os.environ))
        environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "bench.pose_server", str(model)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        self._times: list[tuple[int, float]] = []
        self._greeted()

    def next_clip(self) -> None:
        """Forget the person: whatever is asked from now on is another clip."""
        pipe = cast(BinaryIO, self._process.stdin)
        pipe.write(QUESTION.pack(_ENDS_MS, 0, 0))
        pipe.flush()
        self._greeted()

    def _greeted(self) -> None:
        fine, length = GREETING.unpack(self._read(GREETING.size))
        if not fine:
            words = self._read(length).decode()
            self.close()
            raise CaptureError(words)


class _OneClip:
    """The questions of one clip: at its end there are no more."""

    def __init__(self, questions: BinaryIO) -> None:
        self._questions = questions
        self.over = False

    def read(self, length: int) -> bytes:
        data = self._questions.read(length)
        self.over = len(data) < length
        if length == QUESTION.size and not self.over and QUESTION.unpack(data)[0] == _ENDS_MS:
            return b""
        return data


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    leave_network()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while True:
        clip = _OneClip(sys.stdin.buffer)
        serve(Path(sys.argv[1]), cast(BinaryIO, clip), answers)
        if clip.over:
            return


if __name__ == "__main__":
    main()
