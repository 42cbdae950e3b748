"""Settings, and the pages about safety and about Tenfold itself."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from tenfold.web import preferences, waking
from tenfold.web.pages import Answers, Visit, Visiting, see_other
from tenfold.words import Line

router = APIRouter()


@router.get("/settings")
def settings(visit: Visiting, saved: str = "") -> Response:
    """Everything that can be set."""
    return _form(visit, _shown(visit), {}, saved=bool(saved))


@router.post("/settings")
def save_settings(visit: Visiting, given: Answers) -> Response:
    """Save the whole form, or none of it."""
    save, wrong = preferences.check_form(given, tuple(code for code, _ in visit.languages))
    if wrong:
        return _form(visit, {**_shown(visit), **given, **_boxes(given)}, wrong)
    for key, value in save.items():
        visit.store.save_setting(visit.person.id, key, value)
    return see_other("/settings?saved=1")


def _boxes(given: dict[str, str]) -> dict[str, str]:
    return {key: given.get(key, "no") for key in ("voice", "chimes", "camera", "mirrored")}


def _shown(visit: Visit) -> dict[str, str]:
    """The settings as the form's fields."""
    now = visit.preferences
    known = {code for code, _ in visit.languages}
    return {
        "language": now.language if now.language in known else "en",
        "theme": now.theme,
        "text_size": now.text_size,
        "breath_s": f"{now.breath_s:g}",
        "voice": "yes" if now.voice else "no",
        "voice_rate": f"{now.voice_rate:g}",
        "chimes": "yes" if now.chimes else "no",
        "sorer_side": now.sorer_side,
        "camera": "yes" if now.camera else "no",
        "mirrored": "yes" if now.mirrored else "no",
        "reminders": now.reminders,
        **waking.fields(now.waking),
    }


def _form(
    visit: Visit, shown: dict[str, str], wrong: dict[str, Line], saved: bool = False
) -> Response:
    return visit.page(
        "settings.html",
        422 if wrong else 200,
        tab="settings",
        shown=shown,
        wrong=wrong,
        saved=saved,
        languages=visit.languages,
        options=preferences,
        said=lambda options: [(_value(one), visit.say(text)) for one, text in options.items()],
        data_folder=str(visit.folder),
    )


def _value(choice: str | float) -> str:
    return choice if isinstance(choice, str) else f"{choice:g}"


@router.get("/safety")
def safety(visit: Visiting) -> Response:
    """When not to begin, and when to stop."""
    return visit.page("safety.html", tab="safety")


@router.get("/about")
def about(visit: Visiting) -> Response:
    """What this is, and what stays where."""
    return visit.page("about.html", tab="", data_folder=str(visit.folder))
