"""How much has changed, said against the usual change that people notice; and the questions asked.

Nothing here decides about the plan but the review of rule 9. A number below the usual change is
said to be just that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from tenfold.plan.diary import ActivityEntry, Reason, WeeklyEntry
from tenfold.words import N_, Line

Measure = Literal["pain", "peg", "activities", "activity"]
NOTICED_POINTS: Final[dict[Measure, float]] = {
    "pain": 2.0,
    "peg": 1.75,
    "activities": 2.0,
    "activity": 3.0,
}
"""The usual smallest change that people notice, points of 0 to 10."""
NOTICED_SHARE: Final = 0.30
"""Or this share of the first number, for pain and PEG."""
LESS_IS_BETTER: Final[frozenset[Measure]] = frozenset({"pain", "peg"})
ACTIVITY_WEEKS: Final = (0, 4, 8, 12)

# TRANSLATORS: the three PEG questions (Krebs 2009) keep their exact wording.
PEG_QUESTIONS: Final = (
    N_("What number best describes your pain on average in the past week?"),
    N_(
        "What number best describes how, during the past week, pain has interfered with your "
        "enjoyment of life?"
    ),
    N_(
        "What number best describes how, during the past week, pain has interfered with your "
        "general activity?"
    ),
)
CHANGE_QUESTION: Final = N_("How are your back and hips now, compared with when you began?")
CHANGE_WORDS: Final = (
    N_("Very much worse"),
    N_("Much worse"),
    N_("A little worse"),
    N_("About the same"),
    N_("A little better"),
    N_("Much better"),
    N_("Very much better"),
)
"""1 to 7."""
ACTIVITIES_QUESTION: Final = N_(
    "Name up to three things that are hard for you because of your back or hips, and that you "
    "would like to do more easily."
)
ACTIVITY_SCALE: Final = N_("How well can you do it today? 0 is not at all, 10 is as well as ever.")
REASON_WORDS: Final[dict[Reason, Line]] = {
    "busy": N_("No time"),
    "pain": N_("It hurt"),
    "ill": N_("I was ill"),
    "away": N_("I was away"),
    "forgot": N_("I forgot"),
    "too_long": N_("It takes too long"),
    "no_wish": N_("I did not feel like it"),
}


@dataclass(frozen=True, slots=True)
class MeasuredChange:
    """A change between two times."""

    measure: Measure
    before: float
    now: float
    noticed: bool
    """Whether it is as much as people usually notice."""
    say: Line

    @property
    def better(self) -> float:
        """Points towards better; negative towards worse."""
        rise = self.now - self.before
        return -rise if self.measure in LESS_IS_BETTER else rise


def changed(measure: Measure, before: float | None, now: float | None) -> MeasuredChange | None:
    """How much has changed; None where a number is missing."""
    if before is None or now is None:
        return None
    points = abs(now - before)
    enough = points >= NOTICED_POINTS[measure]
    if measure in LESS_IS_BETTER and before > 0:
        enough = enough or (points >= 1 and points >= NOTICED_SHARE * before)
    better = (now < before) if measure in LESS_IS_BETTER else (now > before)
    shown: dict[str, float] = {"before": round(before, 1), "now": round(now, 1)}
    if points == 0:
        say = N_("{before} at the start, {now} now: no change.", **shown)
    elif not enough:
        say = N_(
            "{before} at the start, {now} now: less than the usual change people notice.", **shown
        )
    elif better:
        say = N_(
            "{before} at the start, {now} now: better, by as much as people usually notice.",
            **shown,
        )
    else:
        say = N_(
            "{before} at the start, {now} now: worse, by as much as people usually notice.",
            **shown,
        )
    return MeasuredChange(measure, before, now, enough, say)


def peg_score(entry: WeeklyEntry) -> float | None:
    """Mean of the three; None where one is missing, as its authors have it."""
    known = [value for value in entry.peg if value is not None]
    return sum(known) / 3 if len(known) == 3 else None


def activity_changes(entries: Sequence[ActivityEntry]) -> tuple[tuple[str, MeasuredChange], ...]:
    """Each activity of the first time that was told of again, first against newest."""
    if len(entries) < 2:
        return ()
    newest = dict(entries[-1].scores)
    found = []
    for name, before in entries[0].scores:
        change = changed("activity", before, newest.get(name))
        if change is not None:
            found.append((name, change))
    return tuple(found)


def activities_due(started: int, today: int, entries: Sequence[ActivityEntry]) -> int | None:
    """The week (0, 4, 8, 12) whose activities are due and not told of; None if none is.

    ``started`` and ``today`` are ordinals.
    """
    week = max((one for one in ACTIVITY_WEEKS if today - started >= 7 * one), default=None)
    if week is None:
        return None
    begin = started + 7 * week
    return None if any(one.day.toordinal() >= begin for one in entries) else week
