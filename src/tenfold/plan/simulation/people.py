"""Imaginary people. Their numbers are invented, to try the rules, and say nothing about anybody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from tenfold.plan.course import StartKind
from tenfold.plan.screen import AgeBand

Roll = Callable[[], float]
"""A die: numbers from 0 up to 1, seeded by whoever hands it in."""


@dataclass(frozen=True, slots=True)
class Person:
    """How someone's body and habits behave. Pain is in points, days count from 0."""

    name: str
    usual: float = 3.0
    """Morning pain at the start."""
    trend: float = 0.0
    """Change of it a day."""
    noise: float = 1.0
    tender: float = 0.6
    """Rise of pain during an exercise at its published level."""
    tender_to: Mapping[str, float] = field(default_factory=dict)
    """More of it for some exercises."""
    gains: float = 0.01
    """How much less of it with every day of practice."""
    flares: tuple[tuple[int, int, float], ...] = ()
    """First day, days, points."""
    away: tuple[tuple[int, int], ...] = ()
    """First day, days."""
    stops_after: int | None = None
    """The day from which they no longer look in, as many do."""
    practises: float = 0.85
    """Share of days."""
    tells: float = 0.95
    """Share of numbers that are filled in."""
    finishes: float = 0.95
    accepts: float = 0.9
    declines_easier: float = 0.05
    wants_harder: float = 0.02
    wants_easier: float = 0.01
    flag_chance: float = 0.002
    leg_chance: float = 0.0
    numb_on: int | None = None
    """The day on which something is numb or weak."""
    seen_after: int = 3
    """Days until a clinician has seen them."""
    age: AgeBand = "18_to_64"
    answers: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    """To the ten questions, where they are not no."""
    later: tuple[int, Mapping[str, str | tuple[str, ...]]] | None = None
    """A day from which they answer otherwise."""
    start: StartKind = "ease_in"
    inactive: bool = False


STEADY: Final = Person(
    "steady improver", usual=4.4, trend=-0.05, noise=0.6, tender=0.15, practises=0.92
)
PROFILES: Final[dict[str, Person]] = {
    "steady_improver": STEADY,
    "flare_up": Person(
        "flare-up", usual=3, trend=-0.01, flares=((20, 4, 4.0), (55, 3, 3.0)), tender=0.5
    ),
    "overdoer": Person(
        "overdoer",
        usual=3,
        tender=1.6,
        noise=1.4,
        practises=0.99,
        declines_easier=0.9,
        wants_harder=0.6,
        start="as_published",
    ),
    "forgetter": Person("forgetter", usual=3, practises=0.35, tells=0.6, away=((15, 9), (40, 18))),
    "chronic_6": Person("chronic 6 of 10", usual=6, noise=0.9, tender=0.6, practises=0.8),
    "red_flag_day_9": Person("red flag on day 9", usual=4, numb_on=8),
    "osteoporosis": Person(
        "thin bones",
        usual=2.5,
        trend=-0.01,
        age="65_and_over",
        answers={"bones": "yes"},
        seen_after=2,
    ),
    "pregnant": Person("pregnant", usual=3, answers={"about_you": ("pregnant",)}, tender=0.5),
    "nerve_pain": Person(
        "nerve pain",
        usual=4.5,
        answers={"leg": "mild"},
        tender=0.8,
        tender_to={"pigeon_pose": 1.5, "seated_twist": 1.2},
        leg_chance=0.03,
    ),
}

_CONDITIONS: Final = (
    "hip_operation",
    "knee",
    "dizzy",
    "groin",
    "outer_hip",
    "arching",
    "neck_shoulder",
    "bendy",
    "hernia",
    "heart_pressure_eyes",
    "pregnant",
    "recent_operation",
    "told_not_to",
)


def anybody(roll: Roll) -> Person:
    """Someone out of a crowd: one of the profiles, with everything shaken."""
    names = tuple(PROFILES)
    person = PROFILES[names[int(roll() * len(names))]]
    ticked = tuple(sorted({_CONDITIONS[int(roll() * len(_CONDITIONS))] for _ in range(2)}))
    answers = dict(person.answers)
    if roll() < 0.4:
        answers["about_you"] = ticked
    if roll() < 0.08:
        answers["general"] = "yes"
    away = person.away
    if roll() < 0.2:
        away = (*away, (int(roll() * 70), 3 + int(roll() * 20)))
    return replace(
        person,
        usual=max(0.0, min(9.0, person.usual + 3 * (roll() - 0.5))),
        trend=person.trend + 0.04 * (roll() - 0.5),
        noise=0.5 + 2 * roll(),
        tender=person.tender + 1.2 * (roll() - 0.3),
        practises=min(1.0, max(0.15, person.practises + 0.5 * (roll() - 0.6))),
        tells=0.5 + 0.5 * roll(),
        accepts=roll(),
        declines_easier=roll() * roll(),
        wants_harder=0.3 * roll() * roll(),
        wants_easier=0.05 * roll(),
        flag_chance=0.01 * roll(),
        away=away,
        stops_after=7 + int(roll() * 77) if roll() < 0.5 else None,
        answers=answers,
        later=(int(roll() * 84), {"about_you": ticked}) if roll() < 0.25 else None,
        numb_on=person.numb_on if roll() < 0.9 else int(roll() * 80),
        start="as_published" if roll() < 0.2 else "ease_in",
        inactive=roll() < 0.3,
    )
