"""What the extra ``tenfold[video]`` brings, loaded only when it is needed, and quietly."""

from __future__ import annotations

import os
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

from tenfold.capture.errors import CaptureError

NEEDS_EXTRA: Final = "videos need more than Tenfold brings by itself: pip install 'tenfold[video]'"
MEDIAPIPE: Final = "0.10."
"""The releases that Tenfold knows how to keep quiet."""


def opencv() -> Any:
    """The module ``cv2``. CaptureError if it cannot be had."""
    os.environ.setdefault("OPENCV_LOG_LEVEL", "SILENT")
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
    try:
        return import_module("cv2")
    except ModuleNotFoundError as error:
        raise CaptureError(NEEDS_EXTRA) from error
    except ImportError as error:
        # Its own words name the part of the system that is missing.
        raise CaptureError(f"OpenCV cannot be loaded: {error}") from error


def check_mediapipe() -> None:
    """CaptureError if MediaPipe is not installed, or is a release that Tenfold does not know.

    It is only ever loaded in a process without a network (see ``pose_process``).
    """
    try:
        installed = version("mediapipe")
    except PackageNotFoundError as error:
        raise CaptureError(NEEDS_EXTRA) from error
    if not installed.startswith(MEDIAPIPE):
        raise CaptureError(
            f"MediaPipe {installed} is installed, and Tenfold uses only {MEDIAPIPE}x: "
            "pip install 'tenfold[video]'"
        )
