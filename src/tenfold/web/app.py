"""The web app: pages, the live socket and static files, on one person's own machine."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Final

from fastapi import FastAPI

import tenfold
from tenfold.store import Store, paths
from tenfold.web import (
    figures,
    live,
    pages_calendar,
    pages_closed,
    pages_diary,
    pages_exercises,
    pages_history,
    pages_outcomes,
    pages_plan,
    pages_practice,
    pages_rounds,
    pages_screen,
    pages_settings,
    pages_tell,
    pages_today,
    pages_without_app,
)
from tenfold.web.guard import Guard
from tenfold.web.live_session import local_now
from tenfold.web.plan_desk import PlanDesk
from tenfold.web.shelf import Shelf
from tenfold.web.static_files import FreshFiles
from tenfold.web.trouble import handle_trouble
from tenfold.words import PACKAGED_LOCALES, Translator, available_languages, read_translator

STATIC: Final = Path(__file__).parent / "static"
BUILT: Final = STATIC / "built"
NEEDED: Final = (
    "site.css",
    "site.js",
    "practice.css",
    "practice.js",
    "figure.js",
    "mannequin.bin",
)
"""Without these built files the pages are not fit for use."""
FORM_BYTES: Final = 64_000
"""More than any form here can hold."""


def create_app(
    folder: Path | None = None,
    database_url: str | None = None,
    *,
    now: Callable[[], datetime] = local_now,
    host_names: Collection[str] = (),
    any_address: bool = False,
) -> FastAPI:
    """The app, with its record open.

    Parameters
    ----------
    folder
        The data folder; by default as :func:`tenfold.store.paths.home` has it.
    database_url
        The database; by default ``TENFOLD_DATABASE_URL`` or a file in ``folder``.
    now
        The time now, in the person's time zone.
    host_names, any_address
        By what else the server may be called: see :class:`tenfold.web.guard.Guard`.

    Raises
    ------
    StoreError
        If the record cannot be opened.
    LibraryError
        If the packaged library is damaged.
    """
    folder = folder or paths.home()
    if database_url is None:
        environ = {**os.environ, "TENFOLD_HOME": str(folder)}
        database_url = paths.database_url(environ)
    shelf = Shelf(folder / "exercises")
    store = Store.open(database_url)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        await live.close_all(app.state)
        store.close()

    app = FastAPI(
        title="Tenfold",
        version=tenfold.__version__,
        lifespan=lifespan,
        # No page that documents these pages: it would load from elsewhere.
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        # Nobody is told what happens here: docs/decisions/0007.
        telemetry={
            "tracing": False,
            "metrics": False,
            "logs": False,
            "operation_spans": False,
            "auto_configure": False,
        },
        max_body_size=FORM_BYTES,
    )
    locales = (PACKAGED_LOCALES, folder / "locale")
    app.state.store = store
    app.state.shelf = shelf
    app.state.library = shelf.fresh().library
    app.state.translator_for = translators(locales)
    app.state.languages = lambda: available_languages(locales)
    app.state.desk = PlanDesk(store, shelf, now)
    app.state.desk.catch_up()
    app.state.folder = folder
    app.state.now = now

    for router in (
        pages_today.router,
        pages_plan.router,
        pages_exercises.router,
        pages_practice.router,
        pages_diary.router,
        pages_tell.router,
        pages_without_app.router,
        pages_outcomes.router,
        pages_history.router,
        pages_screen.router,
        pages_closed.router,
        pages_settings.router,
        pages_rounds.router,
        pages_calendar.router,
        figures.router,
        live.router,
    ):
        app.include_router(router)
    app.add_api_route("/healthz", health, include_in_schema=False)
    app.mount("/static", FreshFiles(directory=STATIC, check_dir=False), name="static")
    handle_trouble(app)
    app.add_middleware(Guard, names=host_names, any_address=any_address)
    return app


def health() -> dict[str, str]:
    """Says that this is Tenfold, and that it answers."""
    return {"app": "tenfold", "version": tenfold.__version__}


def translators(folders: tuple[Path, ...]) -> Callable[[str], Translator]:
    """Language to translator. A language file is read once: a new one counts at the next start."""

    @lru_cache(maxsize=8)
    def translator_for(language: str) -> Translator:
        return read_translator(language, folders)

    return translator_for


def missing_files() -> list[str]:
    """Built files that are not there."""
    return [name for name in NEEDED if not (BUILT / name).is_file()]
