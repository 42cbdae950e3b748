"""What the extra ``tenfold[video]`` brings, loaded only when it is needed, and quietly."""

from __future__ import annotations

import os
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

from tenfold.capture.errors import CaptureError

NEEDS_EXTRA: Final = "videos need more than Tenfold brings by itself: pip install 'tenfold[video]'"
MEDIAPIPE: Final = "0.10."
"""From 1.0 on MediaPipe reports its use to its maker; nothing may leave this machine."""


def opencv() -> Any:
    """The module ``cv2``. CaptureError if it cannot be had."""
    os.environ.setdefault("OPENCV_LOG_LEVEL", "SILENT")
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
    return _load("cv2")


def mediapipe() -> Any:
    """The module ``mediapipe``. CaptureError if it cannot be had or is not of a quiet kind."""
    os.environ.setdefault("GLOG_minloglevel", "3")
    try:
        installed = version("mediapipe")
    except PackageNotFoundError as error:
        raise CaptureError(NEEDS_EXTRA) from error
    if not installed.startswith(MEDIAPIPE):
        raise CaptureError(
            f"MediaPipe {installed} is installed, and Tenfold uses only {MEDIAPIPE}x: "
            "pip install 'tenfold[video]'"
        )
    return _load("mediapipe")


def _load(name: str) -> Any:
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise CaptureError(NEEDS_EXTRA) from error
    except ImportError as error:
        # Its own words name the part of the system that is missing.
        raise CaptureError(f"{name} cannot be loaded: {error}") from error
