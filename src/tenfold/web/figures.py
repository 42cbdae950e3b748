"""What the figure on the pages is drawn from: movements by address, and its still pictures.

Movements lie beside the exercises' files as ``motion.json``. Still pictures are made by ``make
figures`` and stand in lists, before the figure is drawn and where it cannot be.
"""

from __future__ import annotations

import hashlib
import json
import logging
from pathlib import Path
from threading import Lock
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from tenfold.exercises.load import PACKAGED
from tenfold.exercises.model import Exercise
from tenfold.exercises.motion import MotionError
from tenfold.exercises.tracks import TRACKS_FILE, compiled, digest, motions, read_tracks

router = APIRouter()

PICTURES: Final = Path(__file__).parent / "static" / "figures"
PHASES: Final = ("start", "move", "hold", "return")
_solving: Final = Lock()
_solved: Final[dict[str, bytes | None]] = {}
log = logging.getLogger(__name__)


@router.get("/motions/{exercise_id}.json", include_in_schema=False)
def motion(exercise_id: str, request: Request) -> Response:
    """The compiled movements of an exercise; sent only when they are not what the browser has."""
    library = request.app.state.shelf.fresh().library
    if exercise_id not in library:
        return Response(status_code=404)
    exercise = library.get(exercise_id)
    folder: Path = request.app.state.shelf.folder
    data = motion_bytes(exercise, folder) if motions(exercise) else None
    if data is None:
        return Response(status_code=404)
    tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(data, media_type="application/json", headers=headers)


def motion_bytes(exercise: Exercise, own_folder: Path) -> bytes | None:
    """The content of an exercise's ``motion.json``; None where its movement cannot be made."""
    packaged = PACKAGED / exercise.id / TRACKS_FILE
    if packaged.is_file():
        return packaged.read_bytes()
    kept = read_tracks(own_folder / exercise.id, exercise)
    if kept is not None:
        return json.dumps(kept).encode()
    # Solving takes seconds and all of a core: one at a time, and once.
    with _solving:
        tag = digest(exercise)
        if tag not in _solved:
            _solved[tag] = _solve(exercise)
        return _solved[tag]


def _solve(exercise: Exercise) -> bytes | None:
    try:
        return json.dumps(compiled(exercise)).encode()
    except MotionError as error:
        log.warning("the movement of %s: %s", exercise.id, error)
        return None


def figure_note(exercise: Exercise, level: int) -> dict[str, Any] | None:
    """For the figure component: the pictures of one level by phase; None without a movement."""
    levels = motions(exercise)
    if not levels:
        return None
    return {"stills": stills(exercise.id, level if level in levels else 0)}


def stills(exercise_id: str, level: int) -> dict[str, str]:
    """Addresses of the still pictures that there are, by phase."""
    return {
        phase: f"/static/figures/{name}"
        for phase in PHASES
        if (PICTURES / (name := f"{exercise_id}/{level}-{phase}-best.webp")).is_file()
    }
