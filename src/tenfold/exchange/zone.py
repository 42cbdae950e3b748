"""The machine's time zone by its name, as calendars want it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.localtime import get_localzone

LOOKS: Final = 53
"""Once a week for a year: wherever the clocks change, it is seen."""
log = logging.getLogger(__name__)


def machine_zone(now: datetime, find: Callable[[], tzinfo] = get_localzone) -> ZoneInfo | None:
    """The zone that the machine's clock is in; None where that is not known for sure.

    Parameters
    ----------
    now
        The time now, with its offset.
    find
        What the machine says of its zone. Only its name is used, and that only if the machine's
        clock agrees with it.
    """
    try:
        found = find()
        name = getattr(found, "key", None) or getattr(found, "zone", None) or ""
        zone = ZoneInfo(str(name).removeprefix("posix/")) if is_place(str(name)) else None
    except (LookupError, ValueError, OSError, ZoneInfoNotFoundError) as error:
        log.info("the machine's time zone has no name: %s", error)
        return None
    return zone if zone is not None and _agrees(zone, now) else None


def is_place(name: str) -> bool:
    """Whether a zone's name is a place's. A machine on UTC says nothing of where it is."""
    return "/" in name and not name.startswith("Etc/")


def _agrees(zone: ZoneInfo, now: datetime) -> bool:
    """Whether the machine's clock and ``zone`` say the same all through a year."""
    looks = (now + timedelta(weeks=week) for week in range(LOOKS))
    return all(at.astimezone().utcoffset() == at.astimezone(zone).utcoffset() for at in looks)
