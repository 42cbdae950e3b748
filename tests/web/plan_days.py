"""A person's days on the site, told through the keeper: for tests of what the pages then say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from tenfold.plan.diary import Effort, ExerciseReport, SideReport
from tests.opened import all_no
from tests.web.pages_app import Site


def days_later(site: Site, count: int = 1) -> None:
    site.clock.now += timedelta(days=count)


def practised(
    site: Site,
    pains: Mapping[str, int] | None = None,
    *,
    before: int | None = 2,
    effort: Effort = "easy",
    sitting_id: str | None = None,
) -> None:
    """The day's whole set, worst pain by exercise (2 where it is not named)."""
    keeper = site.keeper
    told = [
        ExerciseReport(
            one.exercise_id,
            one.place.level,
            (SideReport("both", (pains or {}).get(one.exercise_id, 2)),),
            1.0,
            effort,
            rounds=one.dose.times_per_day,
        )
        for one in keeper.today(before).items
    ]
    keeper.tell_sitting(sitting_id or str(site.clock.now.date()), told, pain_before=before)


def green_week(site: Site, days: int = 8) -> None:
    """So many quiet days, from today on; it is the morning after the last of them."""
    for _ in range(days):
        if site.keeper.safety.status == "questions_due":
            site.keeper.answer_weekly_questions(all_no())
        site.keeper.tell_morning(2)
        practised(site)
        days_later(site)
    if site.keeper.safety.status == "questions_due":
        site.keeper.answer_weekly_questions(all_no())
