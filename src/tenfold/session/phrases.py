"""Every sentence that the player says itself. Names and steps come from the library."""

from __future__ import annotations

from typing import Final

from tenfold.session.sitting import Side
from tenfold.words.line import N_, Line

LEFT: Final = N_("left")
RIGHT: Final = N_("right")
_WORDS: Final[dict[Side, dict[str, Line]]] = {
    "left": {"side": LEFT, "other": RIGHT},
    "right": {"side": RIGHT, "other": LEFT},
    "both": {},
}

READY: Final = N_("Ready when you are")
PAUSED: Final = N_("Paused")
GOING_ON: Final = N_("Going on")
EASIER: Final = N_("Here is an easier way.")
REST: Final = N_("Rest now")
HOLD: Final = N_("Hold")
BEGIN: Final = N_("Begin")
HALFWAY: Final = N_("Halfway")
ONE_MORE: Final = N_("One more")
BREATHE_IN: Final = N_("Breathe in")
BREATHE_OUT: Final = N_("Breathe out")
LAST_BREATH_IN: Final = N_("Last one: breathe in")
OTHER_LEG: Final = N_("Other leg now")
TAKE_YOUR_TIME: Final = N_("Take your time")
CLOCK_WAITS: Final = N_("The clock starts when you are in position.")
CLOCK_PAUSED: Final = N_("Clock paused. Come back when you're ready.")
CLOCK_RUNS: Final = N_("The clock is running again.")
BREATHS_WAIT: Final = N_("We breathe together when you are in position.")
BREATHS_PAUSED: Final = N_("I'm waiting. Come back when you're ready.")
CANNOT_SEE: Final = N_("I can't see you, so I'll count by time")
CAN_SEE: Final = N_("I can see you again")
CANNOT_TELL: Final = N_("I can't tell whether you're in position, so I'll run the clock")
NO_REPS_SEEN: Final = N_("I haven't seen a rep for a while, so I'll count by time")
NO_CAMERA: Final = N_("There is no camera now, so I'll count by time")
NOT_BY_CAMERA: Final = N_("I can't follow this one by camera, so I'll count by time")
STOPPED: Final = N_("We'll leave this one. Come out of it slowly.")
FINISHED: Final = N_("That's all for today. Well done.")
ONE_FINISHED: Final = N_("That's it. Well done.")
ALL_SKIPPED: Final = N_("That's all for today.")

PRAISE: Final = (N_("That's it."), N_("Good, just like that."), N_("Yes, better."))
"""When what was mentioned has been mended; in turn."""

SIDE_FIRST: Final[dict[Side, Line]] = {
    "left": N_("Left side first."),
    "right": N_("Right side first."),
}
SIDE_FIRST_THEN: Final[dict[Side, Line]] = {
    "left": N_("Left side first, then"),
    "right": N_("Right side first, then"),
}
SAME_SIDE_AGAIN: Final[dict[Side, Line]] = {
    "left": N_("That was the right side again. Now the left, when you're ready."),
    "right": N_("That was the left side again. Now the right, when you're ready."),
}
SWAP: Final[dict[Side, Line]] = {
    "left": N_("Swap sides. Now the left."),
    "right": N_("Swap sides. Now the right."),
}
AGAIN_SIDE: Final[dict[Side, Line]] = {
    "left": N_("From the start. Left side."),
    "right": N_("From the start. Right side."),
    "both": N_("From the start."),
}


def number(value: int) -> Line:
    return N_("{number}", number=value)


def number_for_side(value: int, side: Side) -> Line:
    return N_("{number}, {side}", number=value, **_WORDS[side])


def first(title: Line) -> Line:
    return N_("First: {title}", title=title)


def following(title: Line) -> Line:
    return N_("Next: {title}", title=title)


def todays_level(level: Line) -> Line:
    return N_("Your level: {level}", level=level)


def rest_now(seconds_s: int) -> Line:
    return N_("Rest now: {seconds_s}", seconds_s=seconds_s)


def next_set(set_number: int, count: int) -> Line:
    return N_("Next: set {number} of {count}", number=set_number, count=count)


def step(text: str, side: Side) -> Line:
    """A library sentence with its ``{side}`` and ``{other}`` filled in."""
    return Line(text, _WORDS[side])
