"""What a person has set: read from the record, checked before it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeVar

from tenfold.exercises.library import Library
from tenfold.plan.compose import Settings as PlanSettings
from tenfold.plan.rounds import WakingDay
from tenfold.session.sitting import Side
from tenfold.web import waking
from tenfold.words import N_, Line

Theme = Literal["auto", "light", "dark"]
TextSize = Literal["normal", "large", "larger"]
SorerSide = Literal["neither", "left", "right"]
Reminders = Literal["no", "page", "notice"]

THEMES: Final[dict[Theme, Line]] = {
    "auto": N_("As the computer has it"),
    "light": N_("Light"),
    "dark": N_("Dark"),
}
TEXT_SIZES: Final[dict[TextSize, Line]] = {
    "normal": N_("Normal"),
    "large": N_("Large"),
    "larger": N_("Larger"),
}
SORER_SIDES: Final[dict[SorerSide, Line]] = {
    "neither": N_("Neither"),
    "left": N_("Left"),
    "right": N_("Right"),
}
REMINDERS: Final[dict[Reminders, Line]] = {
    "page": N_("By a line on the page"),
    "notice": N_("Also by a notice from the browser"),
    "no": N_("Not at all"),
}
VOICE_RATES: Final[dict[float, Line]] = {
    0.8: N_("Slow"),
    0.9: N_("Unhurried"),
    1.0: N_("Normal"),
    1.2: N_("Quick"),
}
BREATH_MIN_S: Final = 4.0
BREATH_MAX_S: Final = 14.0
_YES: Final = "yes"
_Choice = TypeVar("_Choice", bound=str)


@dataclass(frozen=True, slots=True)
class Preferences:
    """All settings, with what holds where nothing was saved."""

    language: str = "en"
    theme: Theme = "auto"
    text_size: TextSize = "normal"
    breath_s: float = 8.0
    """One breath, in and out, seconds."""
    voice: bool = True
    voice_rate: float = 0.9
    chimes: bool = True
    sorer_side: SorerSide = "neither"
    camera: bool = False
    """Whether practice begins with the camera on."""
    mirrored: bool = False
    """Whether the camera gives a mirror image: left and right are then exchanged."""
    reminders: Reminders = "page"
    """How a page that is open says that a round is due."""
    waking: WakingDay = field(default_factory=WakingDay)
    """When rounds are welcome."""

    def plan_settings(self) -> PlanSettings:
        return PlanSettings(breath_s=self.breath_s)

    def first_sides(self, library: Library) -> dict[str, Side]:
        """The side each exercise begins with: the sorer one, or the exercise's own."""
        sorer = self.sorer_side
        return {one.id: one.first_side if sorer == "neither" else sorer for one in library}

    def for_practice(self) -> dict[str, str | float | bool]:
        """What the practice page needs to know, as JSON."""
        return {
            "language": self.language,
            "theme": self.theme,
            "breath_s": self.breath_s,
            "voice": self.voice,
            "voice_rate": self.voice_rate,
            "chimes": self.chimes,
            "camera": self.camera,
            "mirrored": self.mirrored,
        }


DEFAULTS: Final = Preferences()


def read(saved: Mapping[str, str]) -> Preferences:
    """Saved settings. One that no longer makes sense is as if it were not saved."""
    return Preferences(
        # A language whose file is gone is shown in English; the wish is kept.
        language=saved.get("language", DEFAULTS.language),
        theme=_one_of(saved.get("theme"), THEMES, DEFAULTS.theme),
        text_size=_one_of(saved.get("text_size"), TEXT_SIZES, DEFAULTS.text_size),
        breath_s=_breath(saved.get("breath_s", "")) or DEFAULTS.breath_s,
        voice=_flag(saved.get("voice"), DEFAULTS.voice),
        voice_rate=_rate(saved.get("voice_rate", "")) or DEFAULTS.voice_rate,
        chimes=_flag(saved.get("chimes"), DEFAULTS.chimes),
        sorer_side=_one_of(saved.get("sorer_side"), SORER_SIDES, DEFAULTS.sorer_side),
        camera=_flag(saved.get("camera"), DEFAULTS.camera),
        mirrored=_flag(saved.get("mirrored"), DEFAULTS.mirrored),
        reminders=_one_of(saved.get("reminders"), REMINDERS, DEFAULTS.reminders),
        waking=waking.read_day(saved.get("wakes"), saved.get("sleeps"), saved.get("quiet")),
    )


def check_form(
    given: Mapping[str, str], languages: tuple[str, ...]
) -> tuple[dict[str, str], dict[str, Line]]:
    """What the settings form says: what to save, and what is wrong by field."""
    save: dict[str, str] = {}
    wrong: dict[str, Line] = {}
    choices: dict[str, tuple[str, ...]] = {
        "language": languages,
        "theme": tuple(THEMES),
        "text_size": tuple(TEXT_SIZES),
        "sorer_side": tuple(SORER_SIDES),
    }
    for key, allowed in choices.items():
        if given.get(key) in allowed:
            save[key] = given[key]
        else:
            wrong[key] = N_("Please choose one of these.")
    if _rate(given.get("voice_rate", "")) is None:
        wrong["voice_rate"] = N_("Please choose one of these.")
    else:
        save["voice_rate"] = given["voice_rate"]
    breath_s = _breath(given.get("breath_s", ""))
    if breath_s is None:
        wrong["breath_s"] = N_(
            "Please give a number of seconds from {low} to {high}.",
            low=int(BREATH_MIN_S),
            high=int(BREATH_MAX_S),
        )
    else:
        save["breath_s"] = f"{breath_s:g}"
    if "reminders" in given:
        if given["reminders"] in REMINDERS:
            save["reminders"] = given["reminders"]
        else:
            wrong["reminders"] = N_("Please choose one of these.")
    times, wrong_times = waking.check(given)
    save, wrong = save | times, wrong | wrong_times
    for key in ("voice", "chimes", "camera", "mirrored"):
        # An unticked box is not sent at all.
        save[key] = _YES if given.get(key) == _YES else "no"
    return save, wrong


def _one_of(value: str | None, allowed: Mapping[_Choice, Line], default: _Choice) -> _Choice:
    return next((choice for choice in allowed if choice == value), default)


def _flag(value: str | None, default: bool) -> bool:
    return default if value is None else value == _YES


def _rate(text: str) -> float | None:
    return next((rate for rate in VOICE_RATES if f"{rate:g}" == text), None)


def _breath(text: str) -> float | None:
    """Seconds of a breath as a person writes them ("7,5" too); None if that is no such number."""
    try:
        seconds = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    # The comparison is false for "nan" as well.
    return round(seconds, 1) if BREATH_MIN_S <= seconds <= BREATH_MAX_S else None
