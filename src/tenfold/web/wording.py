"""Amounts, times and days in words for the pages."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone
from typing import Final

from babel.core import Locale
from babel.dates import format_date, format_skeleton, format_time

from tenfold.exercises.describe import number
from tenfold.exercises.model import Dose, Exercise, Kind, variant
from tenfold.plan.diary import Effort
from tenfold.session.commands import BlockEnded, LevelDone, Outcome
from tenfold.session.sitting import Block, Mode, Side
from tenfold.store import SittingRecord, SittingStatus, SittingSummary
from tenfold.words import N_, NN_, Line, Translator

MODES: Final[dict[Mode, Line]] = {
    "plan": N_("The day's exercises"),
    "ease_in": N_("Ease in"),
    "as_published": N_("As published"),
    "single": N_("One exercise"),
}
STATUSES: Final[dict[SittingStatus, Line]] = {
    "open": N_("Not finished yet"),
    "finished": N_("Finished"),
    "abandoned": N_("Put away unfinished"),
}
OUTCOMES: Final[dict[Outcome, Line]] = {
    "done": N_("Done"),
    "skipped": N_("Skipped"),
    "stopped_for_pain": N_("Stopped because it hurt"),
}
EFFORTS: Final[dict[Effort, Line]] = {
    "easy": N_("Easy"),
    "right": N_("About right"),
    "hard": N_("Hard"),
}
_SIDES: Final[dict[Side, Line]] = {
    "left": N_("left {done}"),
    "right": N_("right {done}"),
    "both": N_("{done}"),
}


def minutes_line(seconds: float) -> Line:
    """``about 7 minutes``, as exact as such a number can honestly be."""
    if seconds < 45:
        return N_("under a minute")
    minutes = max(round(seconds / 60), 1)
    return NN_("about {count} minute", "about {count} minutes", minutes, count=minutes)


def dose_in_words(exercise: Exercise, level: int = 0) -> Line:
    """``3 sets of 10, each leg``; ``30–60 seconds, each side``; ``5 breaths``."""
    form = variant(exercise, level)
    work = round_in_words(form.dose, form.kind)
    if form.dose.sides.value != "each":
        return work
    return (
        N_("{work}, each leg", work=work)
        if exercise.each == "leg"
        else N_("{work}, each side", work=work)
    )


def round_in_words(dose: Dose, kind: Kind) -> Line:
    """One side's sets and their work: ``3 sets of 10``, ``2 rounds of 30 seconds``."""
    amount = dose.amount(kind)
    assert amount is not None, "a checked library has the amount of its kind"
    work = amount_in_words(kind, amount.low, amount.high)
    if dose.sets.high == 1:
        return work
    sets, count = span(dose.sets.low, dose.sets.high), round(dose.sets.high)
    if kind == "reps":
        each = span(amount.low, amount.high)
        return NN_(
            "{sets} set of {number}", "{sets} sets of {number}", count, sets=sets, number=each
        )
    return NN_("{sets} round of {work}", "{sets} rounds of {work}", count, sets=sets, work=work)


def amount_in_words(kind: Kind, low: float, high: float) -> Line:
    """``10 times``, ``30–60 seconds``, ``5 breaths``; whole minutes from two on."""
    shown, count = span(low, high), round(high)
    if kind == "reps":
        return NN_("{number} time", "{number} times", count, number=shown)
    if kind == "breaths":
        return NN_("{number} breath", "{number} breaths", count, number=shown)
    if low == high and high >= 120 and high % 60 == 0:
        minutes = round(high / 60)
        return NN_("{number} minute", "{number} minutes", minutes, number=minutes)
    return NN_("{number} second", "{number} seconds", count, number=shown)


def per_day_words(low: int, high: int) -> Line:
    """``5–10 rounds a day``."""
    return NN_("{number} round a day", "{number} rounds a day", high, number=span(low, high))


def span(low: float, high: float) -> Line:
    """``5``, ``5–10``."""
    if low == high:
        return N_("{number}", number=number(low))
    return N_("{low}–{high}", low=number(low), high=number(high))


# ---------------------------------------------------------------- what was done
def planned_block(block: Block, level: int) -> Block:
    """The rung of ``block`` that was worked: as planned, or an easier one swapped in."""
    while block.level != level and block.easier is not None:
        block = block.easier
    return block


def title_line(record: SittingRecord) -> Line:
    """``Ease in``; of one exercise, its name."""
    if record.mode == "single":
        return Line(record.sitting.blocks[0].title)
    return MODES[record.mode]


def done_line(planned: Block, done: BlockEnded | LevelDone) -> Line | None:
    """``left 30 of 30 · right 28 of 30``; None when nothing was counted."""
    counted: dict[Kind, tuple[tuple[Side, float], ...]] = {
        "reps": done.reps,
        "hold": done.held_s,
        "breaths": done.breaths,
    }
    dose = planned.dose
    each: dict[Kind, float] = {"reps": dose.reps, "hold": dose.hold_s, "breaths": dose.breaths}
    target = dose.sets * each[planned.kind]
    units: dict[Kind, Line] = {
        "reps": N_("{done} of {target}"),
        "hold": N_("{done} of {target} s"),
        "breaths": N_("{done} of {target} breaths"),
    }
    parts = []
    for side, amount in counted[planned.kind]:
        # Rounded down: nobody did a second more than they did.
        what = Line(units[planned.kind].msgid, {"done": int(amount), "target": round(target)})
        parts.append(Line(_SIDES[side].msgid, {"done": what}))
    if not any(amount > 0 for _, amount in counted[planned.kind]):
        return None
    return parts[0] if len(parts) == 1 else N_("{one} · {two}", one=parts[0], two=parts[1])


# ---------------------------------------------------------------- days and times
def _locale(words: Translator) -> Locale:
    return Locale.parse(words.language)


def day_words(day: date, words: Translator) -> str:
    """``Monday, 23 November`` in the language's own order."""
    locale = _locale(words)
    # The long form without its year; where the year comes first, it stays.
    pattern = re.sub(r"[\s,]*('[^']*'\s*)?y+$", "", locale.date_formats["full"].pattern)
    return str(format_date(day, pattern, locale=locale))


def day_heading(day: date, today: date, words: Translator) -> str:
    """``Today``, ``Yesterday``, or the day; with its year when that is another."""
    if day == today:
        return words.text(N_("Today"))
    if day == today - timedelta(days=1):
        return words.text(N_("Yesterday"))
    if day.year == today.year:
        return day_words(day, words)
    return str(format_date(day, "long", locale=_locale(words)))


def since_day(day: date, today: date, words: Translator) -> str:
    """A day within a sentence: never ``Today`` in its middle."""
    if day.year == today.year:
        return day_words(day, words)
    return str(format_date(day, "long", locale=_locale(words)))


def short_day(day: date, words: Translator) -> str:
    """``Nov 23`` in the language's own order, for tables and charts."""
    return str(format_skeleton("MMMd", day, locale=_locale(words)))


def begun_words(summary: SittingSummary, today: date, words: Translator) -> str:
    """``begun today at 7:42``."""
    time_then = time_words(summary.began_at, summary.utc_offset_min, words)
    if summary.day == today:
        return words.text(N_("begun at {time}", time=time_then))
    if summary.day == today - timedelta(days=1):
        return words.text(N_("begun yesterday at {time}", time=time_then))
    day = day_heading(summary.day, today, words)
    return words.text(N_("begun on {day} at {time}", day=day, time=time_then))


def time_words(at: datetime, utc_offset_min: int, words: Translator) -> str:
    """The clock time where the person was then."""
    local = at.astimezone(timezone(timedelta(minutes=utc_offset_min)))
    return str(format_time(local.time(), "short", locale=_locale(words)))


def clock_words(at_min: int, words: Translator) -> str:
    """The clock's time, so many minutes after midnight: ``2:30 PM``."""
    hour, minute = divmod(at_min % (24 * 60), 60)
    return str(format_time(time(hour, minute), "short", locale=_locale(words)))
