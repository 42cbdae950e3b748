"""The rules that offer more: one step up (5), one exercise more. Both wait to be accepted.

A missing number is never good news: what is not known keeps an exercise where it is.
"""

from __future__ import annotations

from typing import Final

from tenfold.plan.change import UPWARD, NotUp
from tenfold.plan.course import Planned
from tenfold.plan.day_record import Session
from tenfold.plan.look import Look
from tenfold.plan.rulebook import RuleId
from tenfold.plan.rules_rest import too_few_days
from tenfold.plan.start import first_place

EASING_RULES: Final[tuple[RuleId, ...]] = ("3", "4", "8")
"""They speak of the whole body, so they keep every exercise from rising."""
OWN_RULES: Final[tuple[RuleId, ...]] = ("1", "2")


def progress(look: Look) -> None:
    """Rule 5 for every exercise, then one exercise more."""
    blocked = keeps_all(look)
    free = look.basis.book.n.exercises_per_week - ups_this_week(look)
    if not blocked and free <= 0:
        blocked = "two_this_week"
    ready = []
    for planned in look.practised:
        name = planned.exercise_id
        reason: NotUp = blocked or _not_ready(look, planned)
        look.not_up[name] = reason
        if not reason:
            changed = look.ledger.changed.get(name, (0, 0))[0]
            ready.append((planned.place.level, changed, look.ladder(name).order, planned))
    ready.sort(key=lambda one: one[:3])
    for _, _, _, planned in ready:
        if free <= 0:
            look.not_up[planned.exercise_id] = "two_this_week"
            continue
        free -= 1
        after = look.ladder(planned.exercise_id).up(planned.place, ceiling(look, planned))
        sessions = full(look, planned, window(look, planned))
        look.change("5", "harder", "harder", planned, after, evidence=(look.at,), sessions=sessions)
    if not blocked and free > 0:
        _one_more(look)


def keeps_all(look: Look) -> NotUp:
    """What keeps everything from rising, or ""."""
    if look.safety.locked:
        return "locked"
    if look.behind:
        return "clock_behind"
    if look.in_gentle_time:
        return "gentle_time"
    if trouble_lately(look) or unlocked_lately(look):
        return "trouble_this_week"
    if red_lately(look):
        return "red_this_week"
    # A plan that has just been made shorter is not made harder in the same week.
    few = too_few_days(look) or look.spoke_within("7", "few_days", look.basis.book.n.days)
    return "too_few_days" if few else ""


def trouble_lately(look: Look) -> bool:
    """Whether a rule about the whole body spoke in the last days, or speaks now."""
    days = look.basis.book.n.window_days
    for rule in EASING_RULES:
        if look.spoke_within(rule, "", days):
            return True
    rules = [change.rule for change in look.changes] + [advice.rule for advice in look.advice]
    return any(rule in EASING_RULES for rule in rules)


def red_lately(look: Look) -> bool:
    """Whether any exercise was in the red zone, or rule 1 spoke, in the last days."""
    days = look.basis.book.n.clear_of_red_days
    return look.spoke_within("1", "", days) or bool(look.reds(days))


def unlocked_lately(look: Look) -> bool:
    """Whether practice was locked until a few days ago."""
    return look.at - look.ledger.unlocked_at < look.basis.book.n.per_exercise_days


def went_up_this_week(look: Look, exercise_id: str) -> bool:
    """Whether an exercise rose, or came into the plan, within the last days."""
    begin = look.at - look.basis.book.n.per_exercise_days
    return any(name == exercise_id and at > begin for at, name in look.ledger.ups)


def ups_this_week(look: Look) -> int:
    """How many exercises went up in the last seven days."""
    begin = look.at - look.basis.book.n.per_exercise_days
    return len({name for at, name in look.ledger.ups if at > begin})


def changed_this_week(look: Look, exercise_id: str) -> bool:
    changed = look.ledger.changed.get(exercise_id)
    return changed is not None and look.at - changed[0] < look.basis.book.n.per_exercise_days


def ceiling(look: Look, planned: Planned) -> int:
    """The hardest level for now: cautions, and rule 8 while the leg is not forgotten."""
    allowed = look.known[planned.exercise_id].ceiling
    here = planned.place.level if allowed is None else allowed
    nerve_safe = look.basis.book.nerve_safe
    if planned.exercise_id not in nerve_safe or not leg_lately(look):
        return here
    safe = nerve_safe[planned.exercise_id]
    # What rule 8 would leave out is there only because it is the last one.
    return min(here, look.ladder(planned.exercise_id).levels[0] if safe is None else safe)


def leg_lately(look: Look) -> bool:
    """Whether rule 8 spoke in the last weeks."""
    return look.spoke_within("8", "", look.basis.book.n.quiet_leg_days)


def window(look: Look, planned: Planned) -> list[tuple[int, Session]]:
    """The sessions of the last week that count, newest first."""
    name, end = planned.exercise_id, look.counted_to
    begin = end - look.basis.book.n.window_days
    return [
        (at, day.sessions[name])
        for at, day in look.recent
        if begin < at <= end and name in day.sessions
    ]


def full(look: Look, planned: Planned, sessions: list[tuple[int, Session]]) -> int:
    """How many of ``sessions`` were done in full: all rounds of the day, at the planned level."""
    dose = look.ladder(planned.exercise_id).dose(planned.place)
    enough = dose.times_per_day * look.basis.book.n.full_from - 1e-9
    return sum(
        1
        for _, session in sessions
        if session.done is not None
        and session.done >= enough
        and session.level >= planned.place.level
    )


def _not_ready(look: Look, planned: Planned) -> NotUp:
    """The first thing that keeps this exercise from going up, cheapest question first."""
    n, name = look.basis.book.n, planned.exercise_id
    if name in look.touched or changed_this_week(look, name):
        return "changed_this_week"
    if look.at - look.ledger.declined.get(name, 0) < n.per_exercise_days:
        return "declined_this_week"
    sessions = window(look, planned)
    needed = look.basis.book.sessions_of.get(name, n.sessions)
    if len(sessions) < needed:
        return "too_few_sessions"
    if any(session.effort != "easy" for _, session in sessions[: n.easy_last]):
        return "not_easy"
    if name in look.marks and any(at >= sessions[-1][0] for at, _, _ in look.marks[name]):
        return "not_all_green"
    if not all(session.known for _, session in sessions):
        return "numbers_missing"
    if any(look.spoke_within(rule, name, n.window_days) for rule in OWN_RULES):
        return "trouble_this_week"
    if full(look, planned, sessions) < needed:
        return "not_full"
    settled = [look.settled_at(at + 1) for at, _ in sessions if at < look.at]
    if None in settled:
        return "morning_missing"
    if not all(settled) or any(
        look.settled_at(at) is False for at, _ in look.recent if at > look.at - n.window_days
    ):
        return "morning_not_settled"
    ladder = look.ladder(name)
    up = ladder.up(planned.place, ceiling(look, planned))
    if up is None:
        return "at_the_top"
    if first_week(look) and ladder.dose(up).sets > ladder.dose(planned.place).sets:
        return "first_week"
    return ""


def first_week(look: Look) -> bool:
    """Whether the plan is in its first week: then no set is added."""
    return look.at - look.plan.started.toordinal() < look.basis.book.n.window_days


def _one_more(look: Look) -> None:
    """One exercise more, where all of a week was green (ease in only)."""
    n, plan = look.basis.book.n, look.plan
    if plan.start != "ease_in" or plan.shortened:
        return
    if look.at - plan.started.toordinal() < n.window_days or look.sittings < n.more_sittings:
        return
    later = [
        one
        for one in plan.exercises.values()
        if one.status in ("later", "by_caution") and one.exercise_id in look.basis.ladders
    ]
    if not later or any(change.kind in UPWARD for change in look.changes):
        return
    newest = max(look.ledger.added.values(), default=0)
    declined = max((look.ledger.declined.get(one.exercise_id, 0) for one in later), default=0)
    if look.at - max(newest, declined) < n.per_exercise_days:
        return
    if look.marks or not all(
        session.known for _, day in look.recent for session in day.sessions.values()
    ):
        return
    for planned in later:
        allowed = look.known[planned.exercise_id]
        if planned.exercise_id in look.basis.book.nerve_safe and leg_lately(look):
            continue
        if allowed.allowed:
            ladder = look.ladder(planned.exercise_id)
            place = min(
                planned.place,
                first_place(look.basis.book, ladder, allowed, look.usual, gentle=False),
            )
            look.change(
                "more", "add", "add", planned, place, evidence=(look.at,), sittings=look.sittings
            )
            return
