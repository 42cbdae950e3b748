"""The rules that make things easier: pain during, mornings, flares (1 to 4)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import islice

from tenfold.plan.course import Planned
from tenfold.plan.day_record import Session
from tenfold.plan.days import days_line
from tenfold.plan.ladder import Place
from tenfold.plan.look import Look
from tenfold.plan.zones import FLAGS
from tenfold.words import Line


def pain_during(look: Look) -> None:
    """Rules 1 and 2, for each exercise that was done."""
    if not look.marks:
        return
    for planned in look.practised:
        if planned.exercise_id in look.marks and planned.exercise_id not in look.touched:
            _red(look, planned) or _ambers(look, planned)


def _red(look: Look, planned: Planned) -> bool:
    """Rule 1: the newest red day that no decision has used yet."""
    name = planned.exercise_id
    for at, session, zone in look.marks[name]:
        if zone == "red" and not look.spoke("1", name, at):
            if look.since_change(name, at, session):
                _one_easier(look, planned, at, session)
            else:
                # It was made easier since: that is enough, but it was a red event.
                look.change("1", "stay", "already", planned, evidence=(at,), days=_days(at))
            return True
    return False


def _one_easier(look: Look, planned: Planned, at: int, session: Session) -> None:
    down = look.ladder(planned.exercise_id).below(planned.place, session.level)
    flag = next((one for one in FLAGS if one in session.flags), None)
    days = _days(at)
    if down is None:
        look.change("1", "stay", "bottom", planned, evidence=(at,), days=days)
    elif flag is not None:
        label = look.basis.book.zones.flags[flag].label
        look.change(
            "1", "easier", "easier_flag", planned, down, evidence=(at,), flag=label, days=days
        )
    else:
        before, worst = _worst_pair(look, session)
        if before is None:
            look.change(
                "1", "easier", "easier_worst", planned, down, evidence=(at,), worst=worst, days=days
            )
        else:
            look.change(
                "1",
                "easier",
                "easier",
                planned,
                down,
                evidence=(at,),
                before=before,
                worst=worst,
                days=days,
            )


def _worst_pair(look: Look, session: Session) -> tuple[int | None, int]:
    """The pair that made the session red."""
    for before, worst in session.pairs:
        if worst is not None and look.basis.book.zones.zone(((before, worst),)) == "red":
            return before, worst
    raise AssertionError("a session without a red pair or flag is not red")


def _ambers(look: Look, planned: Planned) -> bool:
    """Rule 2: amber in two of the last three sessions since the exercise last changed."""
    n = look.basis.book.n
    name = planned.exercise_id
    used = look.ledger.spoke.get(("2", name), ())
    changed = look.ledger.changed.get(name, (0, 0))
    for at, session, zone in look.marks[name]:
        if zone == "amber" and at not in used and (at, session.seq) > changed:
            break
    else:
        return False
    last = islice(look.older(name, n.red_at_gentlest_days), n.amber_of_last)
    found = [
        (at, session)
        for at, session, zone in last
        if zone == "amber" and (at, session.seq) > changed
    ]
    if len(found) < n.amber_needed:
        return False
    evidence = tuple(at for at, _ in found)
    ambers = [session for _, session in found]
    days = days_line([date.fromordinal(at) for at in evidence])
    down = look.ladder(name).below(planned.place, ambers[0].level)
    rises = [session.rise for session in ambers]
    known = [rise for rise in rises if rise is not None]
    if down is None:
        if not look.spoke_within("2", name, n.again_days):
            look.change("2", "stay", "bottom", planned, evidence=evidence, days=days)
    elif len(known) == len(rises) and max(known) > 1:
        look.change(
            "2", "easier", "easier", planned, down, evidence=evidence, rise=max(known), days=days
        )
    else:
        worst = max(session.worst or 0 for session in ambers)
        look.change(
            "2", "easier", "easier_level", planned, down, evidence=evidence, worst=worst, days=days
        )
    return True


def morning_after(look: Look) -> None:
    """Rule 3: a morning that has not settled makes an easy day."""
    at = look.at
    if (
        look.settled is not False
        or not look.unsettled_at(at)
        or look.spoke("3", "", at)
        or look.in_gentle_time
    ):
        return
    assert look.morning is not None
    assert look.usual is not None
    look.change("3", "easy_day", "easy", evidence=(at,), morning=look.morning, usual=look.usual)
    found = highest_rise(look, (at - 1,), look.basis.book.n.rise_at_least)
    if found is None:
        return
    planned, rise = found
    if planned.exercise_id in look.touched or look.spoke("1", planned.exercise_id, at - 1):
        return  # its red zone has made it easier already
    done = look.diary.days[at - 1].sessions[planned.exercise_id].level
    down = look.ladder(planned.exercise_id).below(planned.place, done)
    if down is not None:
        look.change(
            "3",
            "easier",
            "easier",
            planned,
            down,
            evidence=(at - 1, at),
            morning=look.morning,
            usual=look.usual,
            rise=rise,
        )


def highest_rise(look: Look, days: tuple[int, ...], at_least: int) -> tuple[Planned, int] | None:
    """The exercise of the plan whose pain rose most on ``days``; of equals the harder one."""
    best: tuple[int, int, Place, int] | None = None
    found: Planned | None = None
    for planned in look.practised:
        for at in days:
            record = look.diary.days.get(at)
            session = record.sessions.get(planned.exercise_id) if record else None
            if session is None or session.rise is None or session.rise < at_least:
                continue
            order = look.ladder(planned.exercise_id).order
            key = (session.rise, session.worst or 0, planned.place, order)
            if best is None or key > best:
                best, found = key, planned
    return (found, best[0]) if found is not None and best is not None else None


def flare(look: Look) -> None:
    """Rule 4: two bad mornings, three red events in a week, or red twice at the gentlest."""
    if _two_mornings(look) or not look.marks:
        return
    # Only a red event that rule 1 has not seen can be the third, or the second.
    new = {
        name
        for name, marks in look.marks.items()
        for at, _, zone in marks
        if zone == "red" and not look.spoke("1", name, at)
    }
    if new:
        _many_reds(look) or _red_at_gentlest(look, new)


def _two_mornings(look: Look) -> bool:
    if look.settled is not False:
        return False
    n = look.basis.book.n
    days = tuple(look.at - back for back in range(n.mornings))
    if any(look.spoke("4", "", at) for at in days):
        return False
    if not all(look.unsettled_at(at) for at in days):
        return False
    again = look.spoke_within("4", "", n.again_days)
    assert look.morning is not None
    assert look.usual is not None
    yesterday = look.diary.days[look.at - 1].morning
    assert yesterday is not None
    look.change(
        "4",
        "gentle",
        "gentle_mornings",
        evidence=days,
        until=look.at + n.gentle_days - 1,
        morning=look.morning,
        yesterday=yesterday,
        usual=look.usual,
    )
    offender = highest_rise(look, tuple(at - 1 for at in days), n.rise_at_least)
    if offender is not None and not again:
        _drop(look, offender[0])
    for planned in look.practised:
        name = planned.exercise_id
        # What rule 3 made easier yesterday has gone down for this flare already.
        if name in look.touched or look.ledger.changed.get(name, (0, 0))[0] >= look.at - 1:
            continue
        down = look.ladder(name).down(planned.place)
        if down is not None:
            look.change("4", "easier", "back", planned, down)
    _advise(look, days)
    return True


def _many_reds(look: Look) -> bool:
    n = look.basis.book.n
    reds = [(at, name) for at, name in look.reds(n.red_days) if not look.spoke("4", "", at)]
    if len(reds) < n.red_events:
        return False
    days = tuple(sorted({at for at, _ in reds}))
    look.change(
        "4",
        "gentle",
        "gentle_red",
        evidence=days,
        until=look.at + n.gentle_days - 1,
        count=len(reds),
    )
    often = Counter(name for _, name in reds)
    newest = {name: max(at for at, one in reds if one == name) for name in often}
    chosen = {planned.exercise_id: planned for planned in look.practised}
    candidates = [name for name in often if name in chosen]
    if candidates:
        worst = max(
            candidates,
            key=lambda name: (often[name], newest[name], chosen[name].place, name),
        )
        _drop(look, chosen[worst], evidence=days)
    _advise(look, days)
    return True


def _red_at_gentlest(look: Look, new: set[str]) -> bool:
    n = look.basis.book.n
    for planned in look.practised:
        name = planned.exercise_id
        gentlest = look.ladder(name).levels[0]
        if planned.place.level != gentlest or name not in new:
            continue
        came = look.ledger.added.get(name, 0)
        days = tuple(
            at
            for at, session, zone in look.older(name, n.red_at_gentlest_days)
            if zone == "red"
            and session.level <= gentlest
            and at >= came
            and not look.spoke("4", name, at)
        )
        if len(days) < n.red_at_gentlest:
            continue
        look.change(
            "4",
            "gentle",
            "gentle_gentlest",
            evidence=days,
            until=look.at + n.gentle_days - 1,
            exercise=look.ladder(name).name,
            days=days_line([date.fromordinal(at) for at in days]),
        )
        _drop(look, planned, evidence=days)
        _advise(look, days)
        return True
    return False


def _drop(look: Look, planned: Planned, evidence: tuple[int, ...] = ()) -> None:
    """Leave out, but never the last one."""
    if look.left_over > 1:
        look.change("4", "drop", "drop", planned, evidence=evidence)
    else:
        gentlest = look.ladder(planned.exercise_id).gentlest
        look.change("4", "easier", "kept", planned, gentlest, evidence=evidence)


def _advise(look: Look, days: tuple[int, ...]) -> None:
    look.say("4", "clinician", evidence=days)
    look.say("4", "walking", evidence=days)


def _days(at: int) -> Line:
    return days_line([date.fromordinal(at)])
