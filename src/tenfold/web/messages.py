"""The live socket's messages, version 1.

One WebSocket at ``/live/{sitting_id}``. Every message is a JSON object with
``v`` (the version, 1) and ``type``. What does not fit is answered with
:class:`ErrorMessage` and changes nothing. ``frontend/src/protocol.ts`` is made
from these classes.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

PROTOCOL_VERSION = 1


class Message(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    v: Literal[1] = 1


# ---------------------------------------------------------------- page to server
class HelloMessage(Message):
    """First message of a page. The server answers with ``state``."""

    type: Literal["hello"] = "hello"


class PressMessage(Message):
    type: Literal["press"] = "press"
    button: Literal["start", "pause", "resume", "skip", "back", "more_time", "easier"]


class StopForPainMessage(Message):
    type: Literal["stop_for_pain"] = "stop_for_pain"
    nrs: int | None = Field(default=None, ge=0, le=10)


class PainMessage(Message):
    """The pain number of a stopped exercise, given later."""

    type: Literal["pain"] = "pain"
    block_index: int = Field(ge=0)
    nrs: int = Field(ge=0, le=10)


class CameraMessage(Message):
    """What became of the camera in the browser."""

    type: Literal["camera"] = "camera"
    state: Literal["off", "on", "refused", "too_slow"]


Finite = Annotated[float, Field(allow_inf_nan=False)]
Triple = tuple[Finite, Finite, Finite]


class LandmarkFrame(BaseModel):
    """One frame of landmarks. Empty lists: nobody in view."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    t_s: float = Field(ge=0, le=1_000_000, allow_inf_nan=False)
    """Seconds since the camera was switched on (the page's monotonic clock)."""
    image: Annotated[list[Triple], Field(max_length=33)]
    world: Annotated[list[Triple], Field(max_length=33)]
    visibility: Annotated[list[Finite], Field(max_length=33)]


class FramesMessage(Message):
    type: Literal["frames"] = "frames"
    aspect: float = Field(gt=0, le=10, allow_inf_nan=False)
    """Picture width divided by height."""
    mirrored: bool = False
    """The camera gives a mirror image: left and right are to be exchanged."""
    frames: Annotated[list[LandmarkFrame], Field(min_length=1, max_length=30)]


ClientMessage = Annotated[
    HelloMessage | PressMessage | StopForPainMessage | PainMessage | CameraMessage | FramesMessage,
    Field(discriminator="type"),
]
CLIENT_MESSAGE: TypeAdapter[ClientMessage] = TypeAdapter(ClientMessage)


# ---------------------------------------------------------------- server to page
class BreathView(BaseModel):
    half: Literal["in", "out"]
    left_s: float
    length_s: float


class StateMessage(Message):
    """A whole picture of the sitting: see ``tenfold.session.commands.View``, words translated."""

    type: Literal["state"] = "state"
    at_s: float
    stage: Literal["ready", "prepare", "work", "switch", "rest", "done"]
    paused: bool
    block_index: int
    block_count: int
    exercise_id: str
    level: int
    title: str
    side: Literal["left", "right", "both"]
    side_label: str
    """"Left side", "Right side" or empty."""
    set_number: int
    set_count: int
    set_label: str
    """"Set 1 of 3", or empty for a single set."""
    number: int | None
    number_means: Literal["none", "seconds_left", "reps_done", "breaths_done"]
    number_label: str
    """What the number counts, in words ("seconds", "of 10")."""
    target: int
    line: str
    pace: Literal["timer", "camera"]
    pace_label: str
    """"Counted by camera" / "Counted by time" and, where so, that this one has no camera coach."""
    rail: list[float]
    left_s: float
    figure_phase: Literal["start", "move", "hold", "return"]
    breath: BreathView | None
    next_title: str | None
    buttons: list[str]
    camera: bool
    """Whether the camera coach can follow this block."""


class SayMessage(Message):
    type: Literal["say"] = "say"
    text: str
    urgent: bool
    kind: Literal["lead", "cue"]
    """``cue``: a form hint from the camera coach."""


class ChimeMessage(Message):
    type: Literal["chime"] = "chime"
    kind: Literal["begin", "half", "tick", "end", "rep", "pause", "finished"]


class CameraNoteMessage(Message):
    """What the coach sees: for the small camera panel."""

    type: Literal["camera_note"] = "camera_note"
    state: Literal["off", "looking", "seeing", "lost"]
    text: str
    outline: Literal["none", "upright", "seated", "lying"] = "none"
    """What to draw over the picture for the person to get into, while they set up."""
    missing: list[str] = []
    """Body parts that should be seen and are not (``"feet"``)."""


class FinishedMessage(Message):
    type: Literal["finished"] = "finished"
    url: str
    """The page that asks how it went."""


class TakenOverMessage(Message):
    """Another page opened this sitting; this one goes quiet."""

    type: Literal["taken_over"] = "taken_over"
    text: str


class ErrorMessage(Message):
    type: Literal["error"] = "error"
    code: Literal[
        "bad_message", "wrong_version", "no_such_sitting", "already_finished", "closed", "storage"
    ]
    text: str


ServerMessage = Annotated[
    StateMessage
    | SayMessage
    | ChimeMessage
    | CameraNoteMessage
    | FinishedMessage
    | TakenOverMessage
    | ErrorMessage,
    Field(discriminator="type"),
]
SERVER_MESSAGE: TypeAdapter[ServerMessage] = TypeAdapter(ServerMessage)
