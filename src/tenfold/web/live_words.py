"""What the live socket says, in words: views and camera notes as messages."""

from __future__ import annotations

from typing import Final, Literal, Protocol

from tenfold.exercises.coach_model import ViewClass
from tenfold.session.commands import View
from tenfold.session.inputs import CameraState
from tenfold.session.sitting import Block, Side, Sitting
from tenfold.web.messages import BreathView, CameraNoteMessage, StateMessage
from tenfold.words.line import N_, Line

NOTHING: Final = Line("")
PAUSED: Final = N_("Paused")
TAKEN_OVER: Final = N_("This sitting goes on in another window.")
NO_SUCH_SITTING: Final = N_("There is no such sitting. Begin a new one from Today.")
ALREADY_ENDED: Final = N_("This sitting has ended. Begin a new one from Today.")
CLOSED: Final = N_("Practice is closed for now. Today says what comes first.")
NOT_UNDERSTOOD: Final = N_("The page sent something I don't understand. Nothing was changed.")
HELLO_FIRST: Final = N_("The page must say hello first. Nothing was changed.")
TOO_LONG: Final = N_("The page sent too much at once. Nothing was changed.")
OTHER_VERSION: Final = N_("This page is from another version of Tenfold. Reload it.")

_SIDES: Final[dict[Side, Line]] = {
    "left": N_("Left side"),
    "right": N_("Right side"),
    "both": NOTHING,
}
_BY_CAMERA: Final = N_("Counted by camera")
_BY_TIME: Final = N_("Counted by time")
_NEVER_BY_CAMERA: Final = N_("Counted by time: the camera can't follow this exercise yet")

_CAMERA: Final[dict[CameraState, Line]] = {
    "off": N_("The camera is off"),
    "looking": N_("Looking for you"),
    "seeing": N_("I can see you"),
    "lost": N_("I can't see you"),
    "refused": N_("The camera could not be used"),
    "too_slow": N_("The camera picture is too slow here"),
}
NO_PICTURE: Final = N_("No picture from the camera")
COACH_STOPPED: Final = N_("The camera coach stopped. I'll count by time.")
_UNSEEN: Final[dict[str, Line]] = {
    "head": N_("I can't see your head"),
    "shoulders": N_("I can't see your shoulders"),
    "elbows": N_("I can't see your elbows"),
    "hands": N_("I can't see your hands"),
    "hips": N_("I can't see your hips"),
    "knees": N_("I can't see your knees"),
    "ankles": N_("I can't see your ankles"),
    "feet": N_("I can't see your feet"),
}


_MEND: Final[dict[str, Line]] = {
    "head": N_("I can't see your head: step back or tilt the camera."),
    "shoulders": N_("I can't see your shoulders: step back or tilt the camera."),
    "elbows": N_("I can't see your elbows: step back or tilt the camera."),
    "hands": N_("I can't see your hands: step back or tilt the camera."),
    "hips": N_("I can't see your hips: step back or tilt the camera."),
    "knees": N_("I can't see your knees: step back or tilt the camera."),
    "ankles": N_("I can't see your feet: step back or tilt the camera."),
    "feet": N_("I can't see your feet: step back or tilt the camera."),
}
_MEND_ALL: Final = N_("I can't see you: come into the picture, from head to feet.")
TURN: Final[dict[ViewClass, Line]] = {
    "side": N_("Turn side-on to the camera, if you can."),
    "front": N_("Turn to face the camera, if you can."),
    "oblique": N_("Turn half-way to the camera, if you can."),
}


class SetUp(Protocol):
    """What is drawn over the picture: see ``live_setup``."""

    @property
    def outline(self) -> Literal["none", "upright", "seated", "lying"]: ...
    @property
    def missing(self) -> tuple[str, ...]: ...
    @property
    def turn(self) -> Line | None: ...


class Translator(Protocol):
    """Turns a line into words of one language."""

    def text(self, line: Line) -> str: ...


def _say(words: Translator, line: Line) -> str:
    # The empty msgid is gettext's header: never ask for it.
    return words.text(line) if line.msgid else ""


def block_shown(sitting: Sitting, view: View) -> Block:
    """The block a view shows: as planned, or an easier form that was swapped in."""
    block = sitting.blocks[view.block_index]
    while block.level != view.level and block.easier is not None:
        block = block.easier
    return block


def _number_label(view: View) -> Line:
    match view.number_means:
        case "seconds_left":
            return N_("seconds")
        case "reps_done":
            return N_("of {target}", target=view.target)
        case "breaths_done":
            return N_("of {target} breaths", target=view.target)
        case _:
            return NOTHING


def _pace_label(view: View, block: Block) -> Line:
    if view.pace == "camera":
        return _BY_CAMERA
    return _BY_TIME if block.camera else _NEVER_BY_CAMERA


def state_message(view: View, sitting: Sitting, words: Translator, held: bool) -> StateMessage:
    """``view`` in words. ``held``: stopped by the server itself, shown as a pause."""
    block = block_shown(sitting, view)
    set_label = (
        N_("Set {number} of {count}", number=view.set_number, count=view.set_count)
        if view.set_count > 1
        else NOTHING
    )
    running = not view.paused and view.stage not in ("ready", "done")
    halted = held and running
    return StateMessage(
        at_s=view.at_s,
        stage=view.stage,
        paused=view.paused or halted,
        block_index=view.block_index,
        block_count=view.block_count,
        exercise_id=view.exercise_id,
        level=view.level,
        title=_say(words, view.title),
        side=view.side,
        side_label=_say(words, _SIDES[view.side]),
        set_number=view.set_number,
        set_count=view.set_count,
        set_label=_say(words, set_label),
        number=view.number,
        number_means=view.number_means,
        number_label=_say(words, _number_label(view)),
        target=view.target,
        line=_say(words, PAUSED if halted else view.line),
        pace=view.pace,
        pace_label=_say(words, _pace_label(view, block)),
        rail=list(view.rail),
        left_s=view.left_s,
        figure_phase=view.figure_phase,
        breath=(
            BreathView(
                half=view.breath.half, left_s=view.breath.left_s, length_s=view.breath.length_s
            )
            if view.breath
            else None
        ),
        next_title=_say(words, view.next_title) if view.next_title else None,
        buttons=["resume" if halted and button == "pause" else button for button in view.buttons],
        camera=block.camera,
    )


def unseen(missing: tuple[str, ...], needs: tuple[str, ...]) -> Line:
    """What to say about body parts that are not in view."""
    if not missing or len(missing) >= len(needs) > 1:
        return _CAMERA["lost"]
    # The lowest part: who steps back until the feet are seen is seen whole.
    lowest = max(missing, key=list(_UNSEEN).index)
    return _UNSEEN[lowest]


def mend_view(missing: tuple[str, ...]) -> Line:
    """What to do about body parts that are not in view."""
    if "hips" in missing and "shoulders" in missing:
        return _MEND_ALL
    return _MEND[max(missing, key=list(_UNSEEN).index)]


def camera_note(
    state: CameraState, words: Translator, because: Line | None, set_up: SetUp
) -> CameraNoteMessage:
    """The small panel's line. ``because`` says more than the state's own words."""
    shown = state if state in ("looking", "seeing", "lost") else "off"
    if because is None and state == "seeing":
        because = set_up.turn
    return CameraNoteMessage(
        state=shown,
        text=_say(words, because or _CAMERA[state]),
        outline=set_up.outline if shown != "off" else "none",
        missing=list(set_up.missing) if shown != "off" else [],
    )
