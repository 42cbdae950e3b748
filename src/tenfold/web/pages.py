"""What every page shares: templates, the visitor's language and look, and words for errors."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Final

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

import tenfold
from tenfold.exercises.library import Library
from tenfold.exercises.problems import Problem
from tenfold.plan.change import Status
from tenfold.store import Keeper, Person, Store
from tenfold.web import preferences, wording
from tenfold.web.figures import figure_note
from tenfold.web.preferences import Preferences
from tenfold.words import N_, NN_, Line, Translator

TEMPLATES: Final = Path(__file__).parent / "templates"


WHAT_COMES_FIRST: Final[dict[Status, str]] = {
    "not_offered": "/locked",
    "locked": "/locked",
    "screen_again": "/screen",
    "unscreened": "/screen",
    "screen_due": "/screen",
    "questions_due": "/questions",
}
"""Where a person goes while practice is closed."""
CLOSED_NOTES: Final = {
    "/locked": N_("Practice is closed for now."),
    "/screen": N_("Before practice, ten short questions come first."),
    "/questions": N_("Before practice, two short questions come first."),
}
CLOSED_LINKS: Final = {
    "/locked": N_("What to do now"),
    "/screen": N_("To the questions"),
    "/questions": N_("To the questions"),
}


def json_data(element_id: str, value: Any) -> Markup:
    """``value`` as data in the page: a script element that is not run."""
    # "<" could end the element; as an escape it means the same to JSON.
    text = json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
    return Markup(f'<script type="application/json" id="{element_id}">{text}</script>')  # noqa: S704


def environment() -> Environment:
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals["json_data"] = json_data
    env.globals["version"] = tenfold.__version__
    env.globals["CLOSED_NOTES"] = CLOSED_NOTES
    env.globals["CLOSED_LINKS"] = CLOSED_LINKS
    return env


_ENVIRONMENT: Final = environment()


def render(
    template: str, words: Translator, look: Preferences, status: int = 200, /, **context: Any
) -> HTMLResponse:
    """A page. In templates ``_("sentence", name=...)`` and ``ngettext(...)`` look words up, and
    ``say(line)`` turns a :class:`Line` into words."""

    def gettext(msgid: str, **params: Any) -> str:
        return words.text(N_(msgid, **params))

    def ngettext(singular: str, plural: str, count: int, **params: Any) -> str:
        return words.text(NN_(singular, plural, count, count=count, **params))

    html = _ENVIRONMENT.get_template(template).render(
        _=gettext,
        ngettext=ngettext,
        say=words.text,
        look=look,
        language=words.language,
        **context,
    )
    # What hurts whom is not for a browser's disk.
    return HTMLResponse(html, status, {"Cache-Control": "no-store"})


def see_other(url: str) -> RedirectResponse:
    """On to another page after a form."""
    return RedirectResponse(url, 303)


@dataclass(frozen=True)
class Visit:
    """One request by the person: the record, the library, and how they like their pages."""

    store: Store
    library: Library
    problems: tuple[Problem, ...]
    """What is wrong with the person's own exercise files."""
    person: Person
    preferences: Preferences
    words: Translator
    now: datetime
    """In the machine's time zone."""
    folder: Path
    """The data folder."""
    languages: tuple[tuple[str, str], ...]
    """Codes of the languages there are, each with its own name."""
    plan: Keeper
    """The person's plan and diary, today."""

    def say(self, line: Line) -> str:
        return self.words.text(line)

    def open_or_refusal(self) -> RedirectResponse | None:
        """None when practice is open; else the way to what comes first."""
        address = WHAT_COMES_FIRST.get(self.plan.safety.status)
        if address is None and self.plan.plan is None:
            address = "/plan/start"
        return None if address is None else see_other(address)

    def page(self, template: str, status: int = 200, **context: Any) -> HTMLResponse:
        """A page of the site, in the person's language and look."""
        return render(
            template,
            self.words,
            self.preferences,
            status,
            today=self.plan.day,
            closed=WHAT_COMES_FIRST.get(self.plan.safety.status),
            wording=wording,
            words=self.words,
            **context,
        )

    def missing(self, line: Line) -> HTMLResponse:
        """There is no such thing."""
        return self.page("error.html", 404, title=N_("Not here"), line=line)

    def refused(self, line: Line) -> HTMLResponse:
        """A form that does not fit; nothing was changed."""
        return self.page("error.html", 400, title=N_("Nothing was changed"), line=line)

    def figures(self, exercise_ids: Iterable[str], level: int = 0) -> dict[str, dict[str, Any]]:
        """For the figure component: ``{id: {"levels": {"0": {"figure": ...}}}}``."""
        return {one: {"levels": self._figure(one, level)} for one in exercise_ids}

    def _figure(self, exercise_id: str, level: int) -> dict[str, Any]:
        note = figure_note(self.library.get(exercise_id), level)
        return {str(level): {"figure": note}} if note else {}


def visit(request: Request) -> Visit:
    """The :class:`Visit` of a request. StoreError when the record cannot be read."""
    state = request.app.state
    store: Store = state.store
    person = store.person()
    chosen = preferences.read(store.settings(person.id))
    translator_for: Callable[[str], Translator] = state.translator_for
    loaded = state.shelf.fresh()
    state.library = loaded.library
    return Visit(
        store,
        loaded.library,
        loaded.problems,
        person,
        chosen,
        translator_for(chosen.language),
        state.now(),
        state.folder,
        tuple((one.code, one.name) for one in state.languages()),
        state.desk.keeper(),
    )


Visiting = Annotated[Visit, Depends(visit)]


async def answers(request: Request) -> dict[str, str]:
    """The fields of a form; files among them are left out."""
    form = await request.form()
    return {name: value for name, value in form.items() if isinstance(value, str)}


Answers = Annotated[dict[str, str], Depends(answers)]
