"""Waking hours and quiet times: as a form has them, as they are kept, as the plan counts them.

The plan counts minutes since midnight of the day of practice, which ends at four in the morning:
half past midnight is 1470. Kept and written is the clock's time, ``00:30``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from tenfold.plan.rounds import DAY_BEGINS_MIN, WakingDay
from tenfold.words import N_, Line

DAY_MIN: Final = 24 * 60
SHORTEST_MIN: Final = 2 * 60
"""A waking day shorter than this has no room for rounds."""
QUIET: Final = ("1", "2")
"""The form has room for so many quiet times."""
NO_TIME: Final = N_("Please give a time, like 14:30.")
TOO_SHORT: Final = N_("This has to be at least two hours after you get up.")
BOTH_ENDS: Final = N_("Please give both, from when and until when. Or leave both empty.")
ENDS_LATER: Final = N_("This has to end after it begins.")


def minutes(text: str) -> int | None:
    """``14:30`` or ``9.05`` as minutes; None if that is no time."""
    found = re.fullmatch(r"([0-2]?[0-9])[:.]([0-5][0-9])(?::[0-9]{2})?", text.strip(), re.ASCII)
    if found is None or int(found[1]) > 23:
        return None
    at = int(found[1]) * 60 + int(found[2])
    return at if at >= DAY_BEGINS_MIN else at + DAY_MIN


def clock(at_min: int) -> str:
    """``14:30``, as forms have it and as it is kept."""
    hour, minute = divmod(at_min % DAY_MIN, 60)
    return f"{hour:02}:{minute:02}"


def read_day(wakes: str | None, sleeps: str | None, quiet: str | None) -> WakingDay:
    """As kept. What no longer makes sense is as if it were not kept."""
    usual = WakingDay()
    begin, end = (minutes(one or "") for one in (wakes, sleeps))
    if begin is None or end is None or not _is_a_day(begin, end):
        begin, end = usual.wakes_min, usual.sleeps_min
    spans = []
    for one in (quiet or "").split(","):
        first, _, last = one.partition("-")
        span = minutes(first), minutes(last)
        if span[0] is not None and span[1] is not None and span[0] < span[1]:
            spans.append((span[0], span[1]))
    return WakingDay(begin, end, tuple(spans))


def fields(day: WakingDay) -> dict[str, str]:
    """A waking day as the form's fields."""
    found = {"wakes": clock(day.wakes_min), "sleeps": clock(day.sleeps_min)}
    for number, name in enumerate(QUIET):
        span = day.quiet[number] if number < len(day.quiet) else None
        found[f"quiet_from_{name}"] = clock(span[0]) if span else ""
        found[f"quiet_to_{name}"] = clock(span[1]) if span else ""
    return found


def check(given: Mapping[str, str]) -> tuple[dict[str, str], dict[str, Line]]:
    """What the form says: what to keep, and what is wrong by field. A form without it says none."""
    if "wakes" not in given:
        return {}, {}
    save: dict[str, str] = {}
    wrong: dict[str, Line] = {}
    begin, end = minutes(given.get("wakes", "")), minutes(given.get("sleeps", ""))
    if begin is None:
        wrong["wakes"] = NO_TIME
    if end is None:
        wrong["sleeps"] = NO_TIME
    elif begin is not None and not _is_a_day(begin, end):
        wrong["sleeps"] = TOO_SHORT
    if begin is not None and end is not None:
        save |= {"wakes": clock(begin), "sleeps": clock(end)}
    spans = []
    for name in QUIET:
        texts = [given.get(f"quiet_{part}_{name}", "").strip() for part in ("from", "to")]
        span = minutes(texts[0]), minutes(texts[1])
        if not any(texts):
            continue
        if span[0] is None or span[1] is None:
            wrong[f"quiet_{name}"] = NO_TIME if all(texts) else BOTH_ENDS
        elif span[0] >= span[1]:
            wrong[f"quiet_{name}"] = ENDS_LATER
        else:
            spans.append(f"{clock(span[0])}-{clock(span[1])}")
    save["quiet"] = ",".join(spans)
    return save, wrong


def _is_a_day(begin: int, end: int) -> bool:
    return begin < DAY_MIN and begin + SHORTEST_MIN <= end
