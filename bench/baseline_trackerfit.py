"""Counts squats in a folder of videos with ``trackerfit``: run by its own environment's Python.

It is no part of the project's environments (see ``bench/baseline.py``): FOLDER, OUTPUT.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Any


def count(path: Path) -> dict[str, int]:
    """What the squat counters of the right and the left knee say."""
    cv2: Any = importlib.import_module("cv2")
    tracker: Any = importlib.import_module("trackerfit.tracker.pose_tracker").PoseTracker()
    counter: Any = importlib.import_module("trackerfit.factory").get_ejercicio
    squat: Any = importlib.import_module("trackerfit.utils.ejercicio_enum").EjercicioId.SENTADILLA
    sides: Any = importlib.import_module("trackerfit.utils.lado_enum").Lado
    counters = {
        "right knee": counter(squat, sides.derecho),
        "left knee": counter(squat, sides.izquierdo),
    }
    video = cv2.VideoCapture(str(path))
    while True:
        there, picture = video.read()
        if not there:
            break
        points = tracker.extraer_landmarks(tracker.procesar(picture), picture.shape)
        for one in counters.values() if points else ():
            one.actualizar(points)
    return {name: int(one.get_reps()) for name, one in counters.items()}


def main() -> None:
    folder, output = Path(sys.argv[1]), Path(sys.argv[2])
    counts = {path.stem: count(path) for path in sorted(folder.glob("*.mp4"))}
    output.write_text(json.dumps(counts, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
