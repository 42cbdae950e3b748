"""Entries and events of the log to plain JSON values and back: see :mod:`tenfold.session.plain`."""

from __future__ import annotations

from typing import Any, Final, get_args

from tenfold.plan import course, diary
from tenfold.plan.course import Event
from tenfold.plan.diary import Entry, Replaced
from tenfold.session.plain import Plain, from_plain, taken_kind, to_plain

LogItem = Entry | Event
"""Whatever the log holds: something told, or something that happened to the plan."""
KINDS: Final[dict[str, type[Any]]] = {
    "sitting": diary.SittingEntry,
    "after": diary.AfterEntry,
    "morning": diary.MorningEntry,
    "weekly": diary.WeeklyEntry,
    "activities": diary.ActivityEntry,
    "replaced": diary.Replaced,
    "struck_out": diary.StruckOut,
    "started": course.Started,
    "age_given": course.AgeGiven,
    "screened": course.Screened,
    "checked": course.Checked,
    "cleared": course.Cleared,
    "slipped": course.Slipped,
    "told_about_you": course.ToldAboutYou,
    "decided": course.Decided,
    "wished": course.Wished,
    "answered": course.Answered,
}
"""The name under which each is kept. Names and fields stay, or a migration goes with the change."""
_KIND_OF: Final = {cls: kind for kind, cls in KINDS.items()}


def to_dict(item: LogItem) -> Plain:
    """``{"kind": "morning", "seq": 3, ...}``."""
    kind = _KIND_OF[type(item)]
    if isinstance(item, Replaced):
        # What takes its place may be any entry, so it carries its own kind.
        return {"kind": kind, "id": item.id, "seq": item.seq, "of": item.of, "by": to_dict(item.by)}
    return {"kind": kind, **to_plain(item)}


def from_dict(plain: Plain) -> LogItem:
    """What :func:`to_dict` wrote. ValueError that names the place where it does not fit."""
    kind, rest = taken_kind(plain, KINDS, "log")
    if kind != "replaced":
        made: LogItem = from_plain(KINDS[kind], rest, kind)
        return made
    by = from_dict(rest.pop("by", {}))
    if not isinstance(by, get_args(diary.Told)):
        raise ValueError("replaced.by: only what was told can take its place")
    # The rest goes through the strict reader like everything else.
    seen = from_plain(diary.StruckOut, rest, "replaced")
    return Replaced(seen.id, seen.seq, seen.of, by)
