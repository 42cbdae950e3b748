"""The rules about the person, breaks, few days and looking back (cautions, 6, 7, 9)."""

from __future__ import annotations

from tenfold.plan.diary import ActivityEntry
from tenfold.plan.ladder import Place
from tenfold.plan.look import Look
from tenfold.plan.start import first_place
from tenfold.words import N_, Line


def cautions(look: Look) -> None:
    """Nothing stays above what the person told us about themselves."""
    for planned in look.practised:
        allowed = look.known[planned.exercise_id]
        if allowed.ceiling is None:
            look.change("caution", "drop", "drop", planned, note=_note(allowed.why))
        elif planned.place.level > allowed.ceiling:
            place = look.ladder(planned.exercise_id).start(allowed.ceiling)
            look.change("caution", "easier", "easier", planned, place, note=_note(allowed.why))
    if look.changes and look.left_over == 0:
        _instead(look)


def _instead(look: Look) -> None:
    """Where everything had to go, something that fits comes in, at its gentlest."""
    ladders = [look.ladder(name) for name in look.plan.exercises if name in look.basis.ladders]
    for ladder in sorted(ladders, key=lambda one: (not one.starter, one.order)):
        if look.known[ladder.exercise_id].allowed:
            planned = look.plan.exercises[ladder.exercise_id]
            look.change("caution", "add", "instead", planned, ladder.gentlest)
            return


def _note(whys: tuple[Line, ...]) -> Line:
    return whys[0] if len(whys) == 1 else N_("{first} {second}", first=whys[0], second=whys[1])


def after_a_break(look: Look) -> None:
    """Rule 6: days without practice, up to yesterday."""
    n = look.basis.book.n
    if look.behind or look.missed is None or look.missed < n.easier_from_days:
        return
    assert look.last is not None
    restart = look.missed >= n.restart_from_days
    # Once for each break, and once more when it has become a long one.
    used = look.ledger.spoke.get(("6", ""), ())
    mark = look.last + (1 if restart else 0)
    if mark in used or (not restart and look.last + 1 in used):
        return
    for planned in look.practised:
        if planned.exercise_id in look.touched:
            continue
        ladder = look.ladder(planned.exercise_id)
        place: Place | None
        if restart:
            place = min(
                planned.place,
                first_place(
                    look.basis.book,
                    ladder,
                    look.known[planned.exercise_id],
                    look.usual,
                    gentle=look.ledger.age == "65_and_over",
                ),
                look.ledger.first.get(planned.exercise_id, planned.place),
            )
        else:
            place = ladder.down(planned.place)
        occasion = "restart" if restart else "easier"
        if place is not None and place != planned.place:
            look.change(
                "6", "easier", occasion, planned, place, evidence=(mark,), missed=look.missed
            )


def few_days(look: Look) -> None:
    """Rule 7: fewer than half of the planned days."""
    if not too_few_days(look) or look.behind:
        return
    n = look.basis.book.n
    if look.at - look.ledger.unlocked_at < n.days:
        return  # practice was closed: those days are nobody's doing
    if look.spoke_within("7", "few_days", n.days) or (look.missed or 0) >= n.easier_from_days:
        return
    sittings, planned = look.sittings, look.plan.per_week
    look.say("7", "few_days", evidence=(look.at,), sittings=sittings, of_days=planned)
    chosen = sorted(look.practised, key=lambda one: look.ladder(one.exercise_id).order)
    if len(chosen) > look.basis.book.start.most:
        starters = [one for one in chosen if look.ladder(one.exercise_id).starter]
        others = [one for one in chosen if not look.ladder(one.exercise_id).starter]
        keep = tuple(one.exercise_id for one in (*starters, *others))[: n.shorter_to]
        look.change(
            "7",
            "shorter",
            "shorter",
            evidence=(look.at,),
            keep=keep,
            count=len(keep),
            sittings=sittings,
            of_days=planned,
        )
    if planned > n.alternate_per_week:
        look.change(
            "7",
            "alternate",
            "alternate",
            per_week=n.alternate_per_week,
            evidence=(look.at,),
            sittings=sittings,
            of_days=planned,
        )


def too_few_days(look: Look) -> bool:
    """Whether fewer than half of the planned days of a whole week had practice."""
    n = look.basis.book.n
    if look.at - look.plan.started.toordinal() < n.days:
        return False
    return look.sittings < n.share * look.plan.per_week


def review(look: Look) -> None:
    """Rule 9: after six and twelve weeks, and when mornings have been worse for two weeks."""
    if look.behind:
        return
    _weeks_up(look)
    began = look.plan.started.toordinal()
    since, time_for_it = look.at - began, 2 * look.basis.book.n.days
    # A bad week long after a review that went well is no reason to hold another.
    due = [days for days in look.basis.book.review_days if days <= since < days + time_for_it]
    if not due:
        return
    mark = began + due[-1]
    if mark in look.ledger.spoke.get(("9", "review"), ()):
        return
    gained = _gains(look)
    if gained and not any(gained):
        look.say("9", "review", evidence=(mark,), weeks=due[-1] // 7)


def _gains(look: Look) -> list[bool]:
    """Whether pain, and the person's own activities, changed as much as people notice.

    Empty where there is nothing to compare.
    """
    n = look.basis.book.n
    gains = []
    now = look.diary.mean_of(look.at - 6, look.at + 1, n.week_needs)
    before = look.ledger.usual_pain
    if now is not None and before:  # from 0 there is nothing to gain
        gains.append(before - now >= n.points or before - now >= max(n.gain_share * before, 0.5))
    told = [mean for one in look.diary.activities() if (mean := _mean(one)) is not None]
    if len(told) > 1:
        gains.append(told[-1] - told[0] >= n.activity_gain)
    return gains


def _mean(entry: ActivityEntry) -> float | None:
    known = [value for _, value in entry.scores if value is not None]
    return sum(known) / len(known) if known else None


def _weeks_up(look: Look) -> None:
    n = look.basis.book.n
    if look.morning is None or look.morning < n.week_rise:
        return
    at = look.at + 1
    week = n.days
    newest = look.diary.mean_of(at - week, at, n.week_needs)
    if newest is None or newest < n.week_rise:
        return
    if look.spoke_within("9", "weeks_up", 2 * week):
        return
    one_before = look.diary.mean_of(at - 2 * week, at - week, n.week_needs)
    base = look.diary.mean_of(at - 3 * week, at - 2 * week, n.week_needs)
    if base is None:
        base = look.ledger.usual_pain
    if one_before is None or base is None:
        return
    rise = min(newest, one_before) - base
    if rise >= n.week_rise:
        look.say("9", "weeks_up", evidence=(look.at,), rise=round(rise, 1))
