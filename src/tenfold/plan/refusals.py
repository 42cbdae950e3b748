"""Wishes that cannot be met: each a named value with its sentence."""

from __future__ import annotations

from typing import Final

from tenfold.plan.change import NotUp, Refusal, RefusalKind
from tenfold.words import N_

LOCKED: Final = Refusal(
    "locked", N_("Practice is closed for now. What to do next is at the top of every page.")
)
NOT_GO_AHEAD: Final = Refusal(
    "screen_not_go_ahead",
    N_("From your answers, easing in is the way to begin. The full routine can come later."),
)
NOTHING_FITS: Final = Refusal(
    "nothing_fits",
    N_(
        "With what you told us, none of these exercises can be offered. "
        "Please ask a physiotherapist which movements suit you."
    ),
)
UNKNOWN: Final = Refusal("unknown_exercise", N_("There is no such exercise."))
NOT_IN_PLAN: Final = Refusal("not_in_plan", N_("This exercise is not in your plan."))
ALREADY: Final = Refusal("already_in_plan", N_("This exercise is in your plan already."))
SO_ALREADY: Final = Refusal("so_already", N_("Your plan is like that already."))
LEFT_OUT: Final = Refusal(
    "left_out_for_you",
    N_("This exercise is left out because of what you told us. Ask your clinician about it."),
)
TOO_SOON: Final = Refusal(
    "too_soon_after_leaving",
    N_("It has not been left out for long enough. Give it some time more."),
)
GENTLEST: Final = Refusal(
    "gentlest", N_("This is its gentlest form. You can leave it out instead, or rest today.")
)
LAST: Final = Refusal(
    "last_exercise",
    N_("It is the last one in your plan. Rest as long as you like: nothing needs to be left out."),
)
TOP: Final = Refusal("top", N_("This is its hardest form."))
CEILING: Final = Refusal(
    "ceiling", N_("This is as hard as it gets with what you told us about yourself.")
)
NOT_GREEN: Final = Refusal(
    "not_green",
    N_("Harder is open after a session that felt fine, with pain before and during filled in."),
)
RED: Final = Refusal(
    "red_this_week", N_("Something was in the red zone in the last days. First a quiet week.")
)
TROUBLE: Final = Refusal(
    "trouble_this_week",
    N_("Your body has asked for a quieter time in the last days. First a week without that."),
)
FIRST_WEEK: Final = Refusal(
    "first_week", N_("The first week is for getting used to it. One more set can come after that.")
)
CHANGED: Final = Refusal(
    "changed_this_week",
    N_("It has been as it is for less than a week. Give it that week, then ask again."),
)
TWO: Final = Refusal(
    "two_this_week", N_("Two exercises have gone up this week. The next can in a few days.")
)
GENTLE: Final = Refusal("gentle_time", N_("These are gentle days. Harder can wait until after."))
CLOCK: Final = Refusal(
    "clock_behind", N_("The date here is earlier than your last entry. Please set it right first.")
)
NO_PROPOSAL: Final = Refusal("no_such_proposal", N_("There is no such question any more."))
STANDS: Final = Refusal("stands", N_("This one stands: it keeps you safe."))
PRACTISED: Final = Refusal(
    "practised_since", N_("You have practised since then. You can change the level by itself.")
)
NO_LONGER: Final = Refusal(
    "no_longer", N_("Things have changed since this was proposed. It will come back in its time.")
)

OF_NOT_UP: Final[dict[NotUp, Refusal]] = {
    "locked": LOCKED,
    "clock_behind": CLOCK,
    "gentle_time": GENTLE,
    "changed_this_week": CHANGED,
    "red_this_week": RED,
    "trouble_this_week": TROUBLE,
    "two_this_week": TWO,
    "at_the_top": CEILING,
}
ALL: Final[dict[RefusalKind, Refusal]] = {
    one.kind: one
    for one in (
        LOCKED,
        NOT_GO_AHEAD,
        NOTHING_FITS,
        UNKNOWN,
        NOT_IN_PLAN,
        ALREADY,
        SO_ALREADY,
        LEFT_OUT,
        TOO_SOON,
        GENTLEST,
        LAST,
        TOP,
        CEILING,
        NOT_GREEN,
        RED,
        TROUBLE,
        FIRST_WEEK,
        CHANGED,
        TWO,
        GENTLE,
        CLOCK,
        NO_PROPOSAL,
        STANDS,
        PRACTISED,
        NO_LONGER,
    )
}
