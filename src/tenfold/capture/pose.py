"""Asks the pose model, which works in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import numpy as np

from tenfold.body.frame import LANDMARK_COUNT, Frame
from tenfold.capture.errors import CaptureError
from tenfold.capture.libraries import check_mediapipe
from tenfold.capture.pose_process import (
    ANSWER,
    GREETING,
    NUMBERS,
    QUESTION,
    without_network,
)

_PATIENCE_S = 10.0


class Pose:
    """The pose model, following one person from picture to picture.

    Questions and answers go in order; one more question may be asked before the last answer
    is read, so that both processes work at once.

    Raises
    ------
    CaptureError
        When made, if the model cannot work here; later, if it stopped.
    """

    def __init__(self, model: Path) -> None:
        check_mediapipe()
        environment = without_network(dict(os.environ))
        environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "tenfold.capture.pose_process", str(model)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        self._times: list[tuple[int, float]] = []
        try:
            fine, length = GREETING.unpack(self._read(GREETING.size))
            if not fine:
                raise CaptureError(self._read(length).decode())
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Pose:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process, whatever it is doing."""
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # it may have gone already
                _open(pipe).close()
        self._process.terminate()
        try:
            self._process.wait(_PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def ask(self, picture: Any, at_ms: int) -> None:
        """Send a picture, (height, width, 3) bytes, red first."""
        height, width = picture.shape[:2]
        try:
            pipe = _open(self._process.stdin)
            pipe.write(QUESTION.pack(at_ms, width, height))
            pipe.write(np.ascontiguousarray(picture).data)
            pipe.flush()
        except OSError as error:
            raise _stopped() from error
        self._times.append((at_ms, width / height))

    def answer(self) -> Frame:
        """What was found in the oldest picture that was not answered yet."""
        at_ms, aspect = self._times.pop(0)
        (found,) = ANSWER.unpack(self._read(ANSWER.size))
        if not found:
            return Frame.nobody(at_ms / 1000)
        numbers = np.frombuffer(self._read(NUMBERS * 4), dtype="<f4")
        rows = numbers.reshape(LANDMARK_COUNT, 7).tolist()
        return Frame(
            at_ms / 1000,
            tuple((row[0], row[1], row[2]) for row in rows),
            tuple((row[3], row[4], row[5]) for row in rows),
            tuple(row[6] for row in rows),
            aspect,
        )

    def _read(self, length: int) -> bytes:
        data = _open(self._process.stdout).read(length)
        if len(data) < length:
            raise _stopped()
        return data


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe


def _stopped() -> CaptureError:
    return CaptureError("the pose model stopped by itself; please report this")
