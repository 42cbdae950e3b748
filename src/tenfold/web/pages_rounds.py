"""The rounds of the day: putting one off, and what a page that is open asks for."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Form, Request
from fastapi.responses import JSONResponse, Response

from tenfold.web.guard import from_own_page
from tenfold.web.pages import Visit, Visiting, see_other
from tenfold.web.rounds import Rounds, put_off, rounds_today
from tenfold.words import N_

router = APIRouter()

ASK_AGAIN_S: Final = 300
"""How long a page waits, at most, before it asks again: something may have been done elsewhere."""
OFF: Final[dict[str, Any]] = {"state": "off"}


@router.post("/rounds/later")
def later(visit: Visiting, back: Annotated[str, Form()] = "/") -> Response:
    """Not now: half an hour without a round."""
    closed = visit.open_or_refusal()
    if closed is not None:
        return closed
    put_off(visit)
    # Only ever to a page of our own.
    own = back.startswith("/") and not back.startswith("//") and "\\" not in back
    return see_other(back if own else "/")


@router.get("/rounds/next")
def following(visit: Visiting, request: Request) -> Response:
    """Whether a round is due, for a page that is open. Nothing about the person but that."""
    if not from_own_page(request.headers):
        return JSONResponse(OFF, 403)
    return JSONResponse(_answer(visit), headers={"Cache-Control": "no-store"})


def _answer(visit: Visit) -> dict[str, Any]:
    if visit.preferences.reminders == "no":
        return OFF
    found = rounds_today(visit) if visit.plan.plan is not None else None
    waits = {"state": "wait", "ask_again_s": ASK_AGAIN_S}
    if found is None or found.practising:
        return waits
    if found.due is None:
        return waits | {"ask_again_s": _until_next_s(visit, found)}
    return {
        "state": "due",
        "ask_again_s": ASK_AGAIN_S,
        # The same for as long as it is the same round that is due: said once, not again and again.
        "key": f"{visit.plan.day}/{found.due.exercise_id}/{found.due.done}",
        "how": visit.preferences.reminders,
        "exercise_id": found.due.exercise_id,
        "say": visit.say(N_("Time for a round of {exercise}", exercise=found.due.name)),
        "do": visit.say(N_("Do one round")),
        "later": visit.say(N_("Later")),
        "allow": visit.say(N_("Allow notices")),
    }


def _until_next_s(visit: Visit, found: Rounds) -> int:
    """Seconds until the next round, at most :data:`ASK_AGAIN_S`."""
    if found.next is None or found.next.next_min is None:
        return ASK_AGAIN_S
    now = visit.now.hour * 60 + visit.now.minute
    left_min = (found.next.next_min - now) % (24 * 60)
    return min(max(left_min * 60 - visit.now.second, 1), ASK_AGAIN_S)
