"""Rule 8: a feeling that goes further down the leg, or lasts."""

from __future__ import annotations

from datetime import date
from typing import Final

from tenfold.plan.course import Planned
from tenfold.plan.days import days_line
from tenfold.plan.look import Look
from tenfold.words import Line

CLEARLY_BETTER: Final = 6
"""Of 1 (very much worse) to 7 (very much better): much better."""
QUIET_DAYS: Final = 3
"""Days of the diary without a word about the leg that go with clearly better."""


def leg(look: Look) -> None:
    """Rule 8: a feeling that goes further down the leg, or lasts."""
    found = [at for at, day in look.recent if day.leg and not look.spoke("8", "clinician", at)]
    if found:
        days = days_line([date.fromordinal(at) for at in found])
        safe = look.basis.book.nerve_safe
        for planned in look.practised:
            name = planned.exercise_id
            if name not in safe or name in look.touched:
                continue
            level = safe[name]
            if level is not None:
                _without_fold(look, planned, level, tuple(found), days)
            elif look.left_over > 1:
                look.change("8", "drop", "drop", planned, evidence=tuple(found), days=days)
            elif planned.place > look.ladder(name).gentlest:
                # The last one is not left out, but nothing of it stays as hard as it was.
                place = look.ladder(name).gentlest
                look.change("8", "easier", "kept", planned, place, evidence=tuple(found), days=days)
        look.say("8", "clinician", evidence=tuple(found))
    _leg_after_a_week(look)


def _without_fold(
    look: Look, planned: Planned, level: int, found: tuple[int, ...], days: Line
) -> None:
    ladder = look.ladder(planned.exercise_id)
    if planned.place.level > level:
        place = ladder.start(ladder.nearest(level))
        look.change("8", "easier", "easier", planned, place, evidence=found, days=days)


def _leg_after_a_week(look: Look) -> None:
    """Still not clearly better after a week: a clinician should look."""
    days = look.basis.book.n.better_within_days
    began = look.ledger.spoke_at.get(("8", "clinician"))
    if began is None or look.at - began < days:
        return
    if look.ledger.spoke_at.get(("8", "leg_clinician"), 0) >= began:
        return
    weekly = [one for one in look.diary.weekly() if one.day.toordinal() > began]
    if weekly and (weekly[-1].change or 0) >= CLEARLY_BETTER and not _recent_leg(look):
        return
    look.say("8", "leg_clinician", evidence=(began,))


def _recent_leg(look: Look) -> bool:
    return any(day.leg for _, day in look.recent[:QUIET_DAYS])
