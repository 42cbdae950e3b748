"""Whether practice is open: locks, and when the questions come back (rule 0)."""

from __future__ import annotations

from datetime import date
from typing import Final

from tenfold.plan.basis import Basis
from tenfold.plan.change import DueBecause, Safety
from tenfold.plan.course import Course, Ledger
from tenfold.plan.diary_days import Diary
from tenfold.plan.rulebook import Rulebook

OPEN: Final = Safety("open")


def safety(basis: Basis, course: Course, diary: Diary, today: date) -> Safety:
    """Whether practice is open on ``today``, and what has to happen if it is not.

    This is the one place to ask before anything is practised: pages, command line, rounds of the
    day and reminders alike.
    """
    at = max(today.toordinal(), diary.last_day, course.ledger.last_day)
    return safety_at(basis, course.ledger, diary, at)


def safety_at(basis: Basis, ledger: Ledger, diary: Diary, at: int) -> Safety:
    """Like :func:`safety`, on the day with ordinal ``at``."""
    if ledger.age == "under_18":
        return Safety("not_offered", say=basis.screen.no_age)
    lock = ledger.lock
    if lock is not None:
        return Safety(
            "screen_again" if lock.seen else "locked",
            questions=lock.result.because,
            since=lock.day,
            say=basis.screen.outcomes[lock.result.outcome].say,
        )
    if ledger.screened is None:
        return Safety("unscreened")
    screened_at, screened_seq = ledger.screened.day.toordinal(), ledger.screened.seq
    if _numb_weak(basis.book, ledger, diary):
        return Safety("questions_due", "numb_weak")
    because = _ten_due(basis, ledger, diary, at, screened_at, screened_seq)
    if because:
        return Safety("screen_due", because)
    if at - ledger.checked_at >= basis.screen.weekly_days:
        return Safety("questions_due", "weekly")
    return OPEN


def _ten_due(
    basis: Basis, ledger: Ledger, diary: Diary, at: int, screened_at: int, screened_seq: int
) -> DueBecause:
    if ledger.all_ten_due:
        return "anything_new"
    if max(ledger.red_seq, diary.newest_red(basis.book.zones)) > screened_seq:
        return "red"
    if at - screened_at >= basis.screen.after_days:
        return "28_days"
    last = diary.last_practice(at)
    away = basis.screen.away_days
    if last is not None and at - last - 1 >= away and screened_at <= last + away:
        return "away"
    return ""


def _numb_weak(book: Rulebook, ledger: Ledger, diary: Diary) -> bool:
    """Whether something was marked, since the two questions, that asks them."""
    return any(
        at >= ledger.checked_at and seq > ledger.checked_seq and book.zones.asks(flags)
        for at, seq, flags in diary.asks
    )
