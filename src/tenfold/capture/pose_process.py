"""The pose model in a process of its own, without a network.

``python -m tenfold.capture.pose_process MODEL`` reads pictures from its standard input and
answers with landmarks on its standard output. MediaPipe looks up its maker's servers to report
that it was used, and offers no way to say no. Here it has none to talk to: the process asks
the system for a network of its own, which leads nowhere, and whatever asks for a proxy is given
one that does not exist. What it writes to the terminal goes nowhere too, and should it crash,
Tenfold does not.
"""

from __future__ import annotations

import ctypes
import os
import signal
import struct
import sys
from pathlib import Path
from typing import Any, BinaryIO, Final

from tenfold.body.frame import LANDMARK_COUNT

NO_PROXY_THERE_IS: Final = "none://"
"""Of no kind that there is: a library that uses it gives up before it opens a connection."""
QUESTION: Final = struct.Struct("<qII")
"""Milliseconds, width, height; then height x width x 3 bytes, red first."""
GREETING: Final = struct.Struct("<?I")
"""Whether it can work; the length of what it says if not."""
NUMBERS: Final = LANDMARK_COUNT * 7
"""Of an answer: for each landmark x, y, z in the picture, x, y, z in the world, visibility."""
ANSWER: Final = struct.Struct("<?")
"""Whether somebody was found; then the numbers, four bytes each."""

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000


def without_network(environment: dict[str, str]) -> dict[str, str]:
    """The environment for a process that is to reach nobody."""
    kept = {name: value for name, value in environment.items() if "proxy" not in name.lower()}
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy"))
    return {**kept, **dict.fromkeys(proxies, NO_PROXY_THERE_IS), "GLOG_minloglevel": "3"}


def leave_network() -> bool:
    """Move this process to an empty network, where the system has such a thing and lets us.

    Only a process of a single thread may do so: before any library has started more.
    """
    try:
        unshare = ctypes.CDLL(None).unshare
    except (OSError, AttributeError, TypeError):
        return False
    # The first is for a system's owner, the second for everybody else.
    return any(unshare(how) == 0 for how in (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET))


def serve(model: Path, questions: BinaryIO, answers: BinaryIO) -> None:
    """Answer until there are no more questions."""
    try:
        import mediapipe
        import numpy as np

        vision = mediapipe.tasks.vision
        options = vision.PoseLandmarkerOptions(
            base_options=mediapipe.tasks.BaseOptions(model_asset_path=str(model)),
            running_mode=vision.RunningMode.VIDEO,
        )
        landmarker = vision.PoseLandmarker.create_from_options(options)
    except ImportError as error:
        _greet(answers, f"MediaPipe cannot be loaded: {error}")
        return
    except (RuntimeError, ValueError, OSError):
        _greet(answers, "the pose model is damaged: run make start or make test once")
        return
    _greet(answers, "")
    with landmarker:
        while header := questions.read(QUESTION.size):
            at_ms, width, height = QUESTION.unpack(header)
            data = np.frombuffer(questions.read(width * height * 3), dtype=np.uint8)
            image = mediapipe.Image(
                image_format=mediapipe.ImageFormat.SRGB, data=data.reshape(height, width, 3)
            )
            answers.write(_answer(landmarker.detect_for_video(image, at_ms)))
            answers.flush()


def _greet(answers: BinaryIO, trouble: str) -> None:
    words = trouble.encode()
    answers.write(GREETING.pack(not trouble, len(words)) + words)
    answers.flush()


def _answer(found: Any) -> bytes:
    import numpy as np

    if not found.pose_landmarks:
        return ANSWER.pack(False)
    seen, world = found.pose_landmarks[0], found.pose_world_landmarks[0]
    numbers = np.array(
        [
            (p.x, p.y, p.z, w.x, w.y, w.z, p.visibility or 0.0)
            for p, w in zip(seen, world, strict=True)
        ],
        dtype="<f4",
    )
    return ANSWER.pack(True) + numbers.tobytes()


def main() -> None:
    # Whoever started this ends it; Ctrl-C at the terminal is for them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    leave_network()
    answers = os.fdopen(os.dup(1), "wb")
    # What libraries print must not get among the answers.
    os.dup2(2, 1)
    serve(Path(sys.argv[1]), sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
