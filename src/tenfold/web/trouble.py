"""Pages for when something goes wrong, in plain words."""

from __future__ import annotations

import logging
from typing import Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from starlette.exceptions import HTTPException

from tenfold.store import StoreError
from tenfold.web import preferences
from tenfold.web.guard import HEADERS
from tenfold.web.pages import render
from tenfold.words import N_, Line, Translator

log = logging.getLogger(__name__)

NOT_HERE: Final = N_("There is no such page. It may have moved, or the address has a slip in it.")
_TITLES: Final[dict[int, Line]] = {404: N_("Not here")}
_LINES: Final[dict[int, Line]] = {
    404: NOT_HERE,
    405: N_("This address is not for opening by itself. Please begin from Today."),
    413: N_("That was too much at once. Nothing was saved."),
}
_STATUS: Final = {"missing": 404, "conflict": 409}


def handle_trouble(app: FastAPI) -> None:
    """Give ``app`` its pages for errors."""
    app.add_exception_handler(StoreError, _store_trouble)
    app.add_exception_handler(HTTPException, _http_trouble)
    app.add_exception_handler(RequestValidationError, _form_trouble)
    app.add_exception_handler(Exception, _own_fault)


def _page(request: Request, status: int, title: Line, line: Line) -> HTMLResponse:
    """Needs nothing that may be broken: no record and no library."""
    words, look = _how(request)
    return render("error.html", words, look, status, title=title, line=line)


def _how(request: Request) -> tuple[Translator, preferences.Preferences]:
    state = request.app.state
    try:
        look = preferences.read(state.store.settings(state.store.person().id))
        return state.translator_for(look.language), look
    except Exception:  # noqa: BLE001 - the page about an error must not fail for the same reason
        return Translator(), preferences.DEFAULTS


def _store_trouble(request: Request, error: Exception) -> Response:
    assert isinstance(error, StoreError)
    missing = error.trouble == "missing"
    if not missing:
        log.error("the record: %s", error, exc_info=error)
    title = N_("Not here") if missing else N_("The record is in trouble")
    return _page(request, _STATUS.get(error.trouble, 503), title, error.line)


def _http_trouble(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    title = _TITLES.get(error.status_code, N_("That did not work"))
    line = _LINES.get(error.status_code, N_("Please go back and try again."))
    if request.url.path.startswith("/static/"):
        return PlainTextResponse("Not here", error.status_code)
    answer = _page(request, error.status_code, title, line)
    answer.headers.update(error.headers or {})
    return answer


def _form_trouble(request: Request, _: Exception) -> Response:
    line = N_("Something in the form was not understood. Nothing was saved; please try again.")
    return _page(request, 422, N_("Nothing was changed"), line)


def _own_fault(request: Request, _: Exception) -> Response:
    line = N_(
        "That is a fault of Tenfold's, not yours. What you have done so far is saved."
        " Going back usually helps; if not, start Tenfold again."
    )
    answer = _page(request, 500, N_("Something went wrong"), line)
    answer.headers.update(dict(HEADERS))  # this answer does not pass the guard
    return answer
