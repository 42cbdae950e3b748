"""Zones: what pain during an exercise means, against the pain before it (``zones.toml``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, cast, get_args

from tenfold.plan.reading import Table, read_table
from tenfold.words import Line

Zone = Literal["green", "amber", "red"]
Flag = Literal["sharp", "leg_spread", "numb_weak", "dizzy", "knee", "groin"]
ZONES: Final = cast(tuple[Zone, ...], get_args(Zone))
FLAGS: Final = cast(tuple[Flag, ...], get_args(Flag))
NRS: Final = range(11)
"""Pain as a whole number, 0 to 10."""
Pair = tuple[int | None, int | None]
"""Pain before, and worst during."""
_RANK: Final[dict[Zone, int]] = {"green": 0, "amber": 1, "red": 2}


@dataclass(frozen=True, slots=True)
class FlagMeaning:
    """What the person marked about an exercise, and what it does."""

    label: Line
    red: bool
    asks: bool
    """Whether the two questions about weakness and numbness come next."""


@dataclass(frozen=True, slots=True)
class Zones:
    """The zones as a whole table, and the numbers that go with them."""

    table: Mapping[Pair, Zone]
    """Every pair; before may be missing, and then the worst that any before allows."""
    labels: Mapping[Zone, Line]
    means: Mapping[Zone, Line]
    flags: Mapping[Flag, FlagMeaning]
    red_flags: frozenset[Flag]
    asking_flags: frozenset[Flag]
    red_from: int
    """No pair with less pain during is red."""
    gentle_only_from: int
    settled_rise: int
    unsettled_rise: int
    usual_of_last: int
    usual_needs: int
    first_days: int

    def zone(self, pairs: Iterable[Pair], flags: frozenset[Flag] = frozenset()) -> Zone | None:
        """The worst zone of all pairs; None where nothing is known.

        A red flag is red whatever the number.
        """
        if flags and not flags.isdisjoint(self.red_flags):
            return "red"
        worst: Zone | None = None
        for pair in pairs:
            if pair[1] is not None:
                here = self.table[pair]
                if worst is None or _RANK[here] > _RANK[worst]:
                    worst = here
        return worst

    def stops(self, before: int | None, worst: int | None, flags: Iterable[Flag] = ()) -> bool:
        """Whether an exercise stops for today: asked as soon as it has been done."""
        return self.zone(((before, worst),), frozenset(flags)) == "red"

    def asks(self, flags: Iterable[Flag]) -> bool:
        """Whether the two questions about weakness and numbness come next."""
        return not self.asking_flags.isdisjoint(flags)


def read_zones(text: str, file: str = "zones.toml") -> Zones:
    """The file, checked: each pair lies in exactly one zone."""
    data = read_table(text, file)
    parts = data.tables("zone")
    ways: dict[Zone, list[Table]] = {}
    labels: dict[Zone, Line] = {}
    means: dict[Zone, Line] = {}
    for part in parts:
        name = part.text("name")
        if name not in ZONES or name in ways:
            raise part.wrong("name", f"must be each of {', '.join(ZONES)} once")
        zone: Zone = name
        ways[zone] = list(part.tables("any"))
        labels[zone], means[zone] = Line(part.text("label")), Line(part.text("means"))
        part.end()
    checks = {zone: [_way(way) for way in found] for zone, found in ways.items()}
    table: dict[Pair, Zone] = {}
    for before in NRS:
        for during in NRS:
            found = [z for z, some in checks.items() if any(_in(w, before, during) for w in some)]
            if len(found) != 1:
                raise data.wrong("zone", f"must hold before {before}, worst {during} exactly once")
            table[before, during] = found[0]
    for during in NRS:
        table[None, during] = max((table[before, during] for before in NRS), key=_RANK.__getitem__)
    flags = _read_flags(data)
    before_table, morning = data.table("before"), data.table("morning")
    zones = Zones(
        table,
        labels,
        means,
        flags,
        frozenset(flag for flag, meaning in flags.items() if meaning.red),
        frozenset(flag for flag, meaning in flags.items() if meaning.asks),
        min(during for (_, during), zone in table.items() if zone == "red" and during is not None),
        before_table.whole("gentle_only_from"),
        morning.whole("settled_rise"),
        morning.whole("unsettled_rise"),
        morning.whole("usual_of_last"),
        morning.whole("usual_needs"),
        morning.whole("first_days"),
    )
    for each in (before_table, morning, data):
        each.end()
    return zones


def _read_flags(data: Table) -> dict[Flag, FlagMeaning]:
    flags: dict[Flag, FlagMeaning] = {}
    for part in data.tables("flag"):
        name = part.text("id")
        if name not in FLAGS or name in flags:
            raise part.wrong("id", f"must be each of {', '.join(FLAGS)} once")
        flags[name] = FlagMeaning(Line(part.text("label")), part.truth("red"), part.truth("asks"))
        part.end()
    if len(flags) != len(FLAGS):
        raise data.wrong("flag", f"must be each of {', '.join(FLAGS)} once")
    return flags


_Way = tuple[int, int, int, int, int, int]


def _way(way: Table) -> _Way:
    limits = (
        way.whole("before_from", 0),
        way.whole("before_to", 10),
        way.whole("rise_from", -10),
        way.whole("rise_to", 10),
        way.whole("during_from", 0),
        way.whole("during_to", 10),
    )
    way.end()
    return limits


def _in(way: _Way, before: int, during: int) -> bool:
    return (
        way[0] <= before <= way[1]
        and way[2] <= during - before <= way[3]
        and way[4] <= during <= way[5]
    )
