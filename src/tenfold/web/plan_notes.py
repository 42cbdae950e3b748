"""What the plan's pages share: the sentence at the top after an answer, and words for templates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tenfold.plan import refusals
from tenfold.web import plan_words
from tenfold.web.pages import Visit
from tenfold.web.plan_story import STATE_WORDS, Deed
from tenfold.words import N_, Line


def note_of(deeds: Iterable[Deed], refusal: str, done: str) -> Line | None:
    """One sentence: why a wish cannot be met (a refusal's name), or what became of a change."""
    found = next((one for kind, one in refusals.ALL.items() if kind == refusal), None)
    if found is not None:
        return found.say
    deed = next((one for one in deeds if one.change.id == done), None)
    if deed is None:
        return None
    if deed.state == "taken_back":
        return N_("Taken back. It is as it was before.")
    if deed.state == "declined":
        return N_("Not now. It stays as it is, and you are asked again when it fits.")
    if deed.state == "accepted":
        return N_("Good. From now on: {why}", why=deed.change.why)
    return deed.change.why


def plan_context(visit: Visit) -> dict[str, Any]:
    """What ``plan_macros.html`` needs."""
    return {"basis": visit.plan.basis, "plan_words": plan_words, "STATE_WORDS": STATE_WORDS}
