"""Where the pose model is: the same file that the browser uses."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import tenfold
from tenfold.capture.errors import CaptureError

FOLDER: Final = Path(tenfold.__file__).parent / "web" / "static" / "built" / "pose"


def pose_model(name: str = "full") -> Path:
    """The model file (``full`` or ``lite``). CaptureError if it was not built."""
    path = FOLDER / f"pose_landmarker_{name}.task"
    if not path.is_file():
        raise CaptureError("the pose model is not built: run make start or make test once")
    return path
