"""The calendar: how to have one, its settings, its secret address, and the feed itself."""

from __future__ import annotations

import hashlib
import secrets
from typing import Final
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response

from tenfold.web import waking
from tenfold.web.calendar_entries import CalendarChoice, read_choice, write_calendar
from tenfold.web.guard import OWN_NAMES, host_name
from tenfold.web.pages import Answers, Visit, Visiting, see_other
from tenfold.words import Line

router = APIRouter()

SECRET_BYTES: Final = 24
MEDIA_TYPE: Final = "text/calendar; charset=utf-8"
FILE_NAME: Final = "tenfold.ics"
NO_SUCH_CALENDAR: Final = "There is no such calendar. Its address may have been renewed.\n"
BOXES: Final = ("calendar_rounds", "calendar_alarms")


@router.get("/calendar")
def calendar(visit: Visiting, request: Request, saved: str = "") -> Response:
    """How to have practice in a calendar."""
    return _page(visit, request, _shown(_choice(visit)), {}, saved=saved)


@router.post("/calendar")
def save_calendar(visit: Visiting, request: Request, given: Answers) -> Response:
    """When practice is, and what the calendar holds."""
    at = waking.minutes(given.get("practice_at", ""))
    boxes = {key: "yes" if given.get(key) == "yes" else "no" for key in BOXES}
    if at is None:
        shown = boxes | {"practice_at": given.get("practice_at", "")}
        return _page(visit, request, shown, {"practice_at": waking.NO_TIME})
    for key, value in (boxes | {"practice_at": waking.clock(at)}).items():
        visit.store.save_setting(visit.person.id, key, value)
    return see_other("/calendar?saved=times")


@router.post("/calendar/address")
def make_address(visit: Visiting) -> Response:
    """A new secret address; one that there was before ends."""
    choice = _choice(visit)
    _save(visit, "calendar_secret", secrets.token_urlsafe(SECRET_BYTES))
    if choice.since is None:
        _save(visit, "calendar_since", visit.plan.day.isoformat())
    return see_other(f"/calendar?saved={'renewed' if choice.secret else 'made'}#address")


@router.post("/calendar/address/remove")
def remove_address(visit: Visiting) -> Response:
    """No feed any more."""
    _save(visit, "calendar_secret", "")
    return see_other("/calendar?saved=removed#address")


@router.get("/calendar/file")
def download(visit: Visiting) -> Response:
    """The calendar as a file, once."""
    headers = {
        "Content-Disposition": f'attachment; filename="{FILE_NAME}"',
        "Cache-Control": "no-store",
    }
    return Response(write_calendar(visit), media_type=MEDIA_TYPE, headers=headers)


@router.api_route("/calendar/{secret}.ics", methods=["GET", "HEAD"])
def feed(secret: str, visit: Visiting, request: Request) -> Response:
    """The calendar, for programs that look again now and then."""
    wanted = _choice(visit).secret
    # Taking equally long, however much of it is right, tells nobody how much that was.
    same = secrets.compare_digest(secret.encode(), wanted.encode())
    if not wanted or not same:
        return PlainTextResponse(NO_SUCH_CALENDAR, 404, {"Cache-Control": "no-store"})
    written = write_calendar(visit)
    tag = f'"{hashlib.sha256(written).hexdigest()[:32]}"'
    headers = {"Cache-Control": "private, no-cache", "ETag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(written, media_type=MEDIA_TYPE, headers=headers)


def _choice(visit: Visit) -> CalendarChoice:
    return read_choice(visit.store.settings(visit.person.id))


def _save(visit: Visit, key: str, value: str) -> None:
    visit.store.save_setting(visit.person.id, key, value)


def _shown(choice: CalendarChoice) -> dict[str, str]:
    """The settings as the form's fields."""
    return {
        "practice_at": waking.clock(choice.practice_at_min),
        "calendar_rounds": "yes" if choice.rounds else "no",
        "calendar_alarms": "yes" if choice.alarms else "no",
    }


def _page(
    visit: Visit,
    request: Request,
    shown: dict[str, str],
    wrong: dict[str, Line],
    saved: str = "",
) -> Response:
    host, secret = request.headers.get("host", ""), _choice(visit).secret
    path = f"{host}/calendar/{quote(secret)}.ics"
    return visit.page(
        "calendar.html",
        422 if wrong else 200,
        tab="settings",
        shown=shown,
        wrong=wrong,
        saved=saved,
        address=f"{request.url.scheme}://{path}" if secret else "",
        webcal=f"webcal://{path}" if secret else "",
        only_here=host_name(host) in OWN_NAMES,
        practice_open=visit.plan.safety.may_practise and visit.plan.plan is not None,
    )
