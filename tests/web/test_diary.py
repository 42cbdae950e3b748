"""The diary's pages: telling, looking back, changing, and what it means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tenfold.plan.diary import ActivityEntry, MorningEntry, SideReport, SittingEntry, WeeklyEntry
from tenfold.session.commands import BlockEnded, LevelDone
from tenfold.session.sitting import Side
from tests.web.pages_app import EVENING, Site, running_site

LUNGED = BlockEnded(0, "reverse_lunge", 0, "done", 1, (("left", 10), ("right", 10)), (), (), 1.0)
TWISTED = BlockEnded(1, "lying_twist", 0, "done", 1, (), (("left", 30), ("right", 30)), (), 1.0)
HURT = BlockEnded(1, "lying_twist", 0, "stopped_for_pain", 0, (), (("left", 12.9),), (), 0.2, 6)
SKIPPED = BlockEnded(2, "seated_lunge", 0, "skipped", 0, (), (), (), 0.0)
TODAY = EVENING.date()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with running_site(tmp_path) as site:
        yield site


def words(html: str) -> str:
    """The text of a page, in one line."""
    return " ".join(re.sub(r"<script.*?</script>|<[^>]+>", " ", html, flags=re.DOTALL).split())


def practised(site: Site, *blocks: BlockEnded, pain_before: str = "2") -> str:
    """A sitting that has ended."""
    sitting_id = site.begin(pain_before=pain_before)
    site.finish(sitting_id, *(blocks or (LUNGED, TWISTED)))
    return sitting_id


def during(site: Site, sitting_id: str) -> SittingEntry:
    entry, _ = site.keeper.of_sitting(sitting_id)
    assert entry is not None
    return entry


def told_of(site: Site, kind: type[MorningEntry]) -> MorningEntry:
    (entry,) = (one for one in site.keeper.entries if isinstance(one, kind))
    return entry


# ---------------------------------------------------------------- how it was
def test_somebody_with_nothing_to_report_presses_once(site: Site) -> None:
    sitting_id = practised(site)
    text = words(site.get(f"/diary/sittings/{sitting_id}"))
    assert "Pain stayed at 2 of 10 or less" in text
    there = site.post(f"/diary/sittings/{sitting_id}", fine="right")
    text = words(site.get(there))
    assert "Nothing changes: next time it stays as it is." in text
    assert "Pain before 2 of 10 Worst pain 2 of 10 Pain after 2 of 10" in text
    entry = during(site, sitting_id)
    assert entry.exercises[0].sides == (SideReport("left", 2), SideReport("right", 2))
    assert {one.effort for one in entry.exercises} == {"right"}


def test_without_pain_before_it_takes_one_number_more(site: Site) -> None:
    sitting_id = practised(site, pain_before="")
    assert 'name="steady"' in site.get(f"/diary/sittings/{sitting_id}")
    site.post(f"/diary/sittings/{sitting_id}", fine="easy", steady="1")
    assert during(site, sitting_id).pain_before == 1


def test_a_round_is_asked_about_once_and_never_again(site: Site) -> None:
    sitting_id = site.begin("single", exercise_id="standing_abdominal_hold")
    held = BlockEnded(0, "standing_abdominal_hold", 0, "done", 1, (("both", 1),), (), (), 1.0)
    site.finish(sitting_id, held)
    asked = site.get(f"/diary/sittings/{sitting_id}")
    assert "required" not in asked
    assert "Or leave it out, and back to Today" in words(asked)
    assert f"/diary/sittings/{sitting_id}" not in site.get("/")


def test_what_hurt_on_one_side_is_told_of_that_side_and_makes_it_easier(site: Site) -> None:
    sitting_id = practised(site)
    there = site.post(
        f"/diary/sittings/{sitting_id}",
        pain_after="3",
        worst_1_left="2",
        worst_1_right="7",
        effort_1="hard",
    )
    assert during(site, sitting_id).exercises[1].sides == (
        SideReport("left", 2),
        SideReport("right", 7),
    )
    text = words(site.get(there))
    assert "What it means for next time" in text
    assert "Lying twist goes one step easier: pain went from 2 to 7 during it" in text
    assert "7 Stop this one" in text
    assert "Before practice, ten short questions come first." in text, "red asks all ten again"


def test_high_pain_said_of_all_is_asked_about_once(site: Site) -> None:
    sitting_id = practised(site)
    address = f"/diary/sittings/{sitting_id}"
    answer = site.client.post(address, data={"all_worst": "7", "pain_after": "4"})
    assert answer.status_code == 400
    assert "During which exercise was it that high?" in answer.text
    assert 'name="pain_after" value="4" checked' in answer.text, "nothing is typed twice"
    assert during(site, sitting_id).exercises[0].sides == ()
    site.post(address, all_worst="7", sure="1")
    assert during(site, sitting_id).exercises[0].sides[0].pain_worst == 7


def test_numb_or_weak_leads_to_the_two_questions_at_once(site: Site) -> None:
    sitting_id = practised(site)
    there = site.post(f"/diary/sittings/{sitting_id}", flag_0_left_numb_weak="yes")
    assert there == "/questions"
    assert not site.keeper.safety.may_practise


def test_any_other_flag_is_said_and_leads_to_what_it_means(site: Site) -> None:
    sitting_id = practised(site)
    there = site.post(f"/diary/sittings/{sitting_id}", flag_0_right_knee="yes")
    text = words(site.get(there))
    assert "Right side: Knee pain" in text
    assert "you marked &#34;Knee pain&#34;" in text


def test_something_new_in_the_leg_leaves_out_what_may_stir_it(site: Site) -> None:
    sitting_id = practised(site)
    site.post(f"/diary/sittings/{sitting_id}", pain_after="2", leg="further_down")
    _, after = site.keeper.of_sitting(sitting_id)
    assert after is not None and after.leg == "further_down"
    assert "A feeling went further down the leg" in words(site.get("/diary"))
    text = words(site.get(f"/diary/sittings/{sitting_id}/told"))
    assert "Butterfly pose stays without the fold for now" in text, "though it was not done today"


def test_stopping_for_pain_is_known_already_and_not_called_fine(site: Site) -> None:
    sitting_id = practised(site, LUNGED, HURT, SKIPPED)
    html = site.get(f"/diary/sittings/{sitting_id}")
    text = words(html)
    assert "Nothing to report?" not in text
    assert "left 12 of 30 s" in text, "rounded down: nobody did more than they did"
    assert 'name="worst_1_both" value="6" checked' in html
    assert 'name="effort_2"' not in html, "how hard was what one did not do?"
    site.post(f"/diary/sittings/{sitting_id}", pain_after="3", worst_1_both="6")
    assert during(site, sitting_id).exercises[1].sides == (SideReport("both", 6),)


def test_where_nothing_was_done_nobody_is_asked_how_it_was(site: Site) -> None:
    sitting_id = practised(site, SKIPPED)
    assert site.keeper.of_sitting(sitting_id)[0] is None
    text = words(site.get(f"/diary/sittings/{sitting_id}"))
    assert "Nothing was done this time That is fine" in text
    assert "How was it?" not in text
    assert "Something hurts: say how it is now" in text
    site.post(f"/diary/sittings/{sitting_id}", pain_after="4")
    after = site.keeper.of_sitting(sitting_id)[1]
    assert after is not None and after.pain == 4


def test_everything_about_how_it_was_may_be_left_out(site: Site) -> None:
    sitting_id = practised(site)
    before = during(site, sitting_id)
    there = site.post(f"/diary/sittings/{sitting_id}", pain_after="")
    assert during(site, sitting_id).exercises == before.exercises
    assert site.keeper.of_sitting(sitting_id)[1] is None
    text = words(site.get(there))
    assert "left out" in text
    assert "then nothing gets harder from it" in text


def test_telling_again_changes_what_was_told(site: Site) -> None:
    sitting_id = practised(site)
    site.post(f"/diary/sittings/{sitting_id}", fine="easy")
    html = site.get(f"/diary/sittings/{sitting_id}")
    assert 'name="worst_0_left" value="2" checked' in html
    fields = {"pain_before": "2", "pain_after": "4", "worst_0_left": "3", "worst_0_right": "3"}
    site.post(f"/diary/sittings/{sitting_id}", **fields)
    during_it, after = site.keeper.of_sitting(sitting_id)
    assert during_it is not None and after is not None
    assert during_it.exercises[0].sides[0].pain_worst == 3
    assert after.pain == 4
    assert sum(isinstance(one, SittingEntry) for one in site.keeper.entries) == 1


@pytest.mark.parametrize(
    "fields",
    [{"pain_after": "11"}, {"effort_0": "x"}, {"leg": "maybe"}, {"rpe_0": "-1"}, {"fine": "x"}],
)
def test_answers_that_make_no_sense_save_nothing(site: Site, fields: dict[str, str]) -> None:
    sitting_id = practised(site)
    before = site.keeper.entries
    answer = site.client.post(f"/diary/sittings/{sitting_id}", data={"effort_1": "easy", **fields})
    assert answer.status_code == 400
    assert site.keeper.entries == before


def test_what_was_eased_in_the_middle_is_told_level_by_level(site: Site) -> None:
    before = LevelDone(0, 1, (("left", 10), ("right", 8)), (), ())
    reps: tuple[tuple[Side, int], ...] = (("left", 16), ("right", 16))
    eased = BlockEnded(0, "reverse_lunge", -1, "done", 2, reps, (), (), 1.0, earlier=(before,))
    text = words(site.get(f"/diary/sittings/{practised(site, eased)}/told"))
    assert "As published: left 10 of 10 · right 8 of 10" in text
    assert "left 16 of" in text
    assert "Half depth, with a hand on a support" in text


def test_an_open_sitting_is_gone_on_with_and_not_asked_about(site: Site) -> None:
    sitting_id = site.begin()
    html = site.get(f"/diary/sittings/{sitting_id}")
    assert f'href="/practice/{sitting_id}"' in html
    assert 'name="pain_after"' not in html
    assert f'href="/practice/{sitting_id}"' in site.get("/diary")


def test_the_old_addresses_lead_on(site: Site) -> None:
    sitting_id = practised(site)
    assert "How was it?" in site.get(f"/practice/{sitting_id}")
    assert "How was it?" in site.get(f"/sittings/{sitting_id}/after")
    assert "What you did" in site.get(f"/sittings/{sitting_id}")
    assert "The day" in words(site.get("/history"))
    for lost in ("/sittings/nothing", "/diary/sittings/nothing", "/diary/entries/nothing"):
        assert "It may have been struck out" in site.get(lost, 404)


# ---------------------------------------------------------------- mornings
def test_a_morning_takes_one_number_and_says_what_it_means(site: Site) -> None:
    there = site.post("/diary/morning", pain="2")
    assert there.startswith(f"/diary/days/{TODAY}?saved=")
    assert "Nothing changes in your plan." in words(site.get(there))
    assert told_of(site, MorningEntry).pain == 2


def test_a_bad_morning_makes_an_easy_day_and_says_why(site: Site) -> None:
    site.clock.now += timedelta(days=1)
    text = words(site.get(site.post("/diary/morning", pain="6")))
    assert "Today is an easy day, half as long: pain this morning is 6" in text
    assert "(rule 3)" in text


def test_waking_up_numb_leads_to_the_questions(site: Site) -> None:
    assert site.post("/diary/morning", pain="2", flag_numb_weak="yes") == "/questions"


def test_whoever_has_not_answered_anything_yet_is_led_to_all_ten(tmp_path: Path) -> None:
    with running_site(tmp_path, opened=False) as newcomer:
        assert newcomer.post("/diary/morning", pain="2", flag_numb_weak="yes") == "/screen"


def test_a_morning_told_twice_on_one_page_is_changed_and_not_doubled(site: Site) -> None:
    site.post("/diary/morning", pain="2")
    html = site.get("/diary/morning")
    assert 'name="pain" value="2" checked' in html
    entry = told_of(site, MorningEntry)
    assert f'name="entry" value="{entry.id}"' in html
    site.post("/diary/morning", pain="4", entry=entry.id)
    assert told_of(site, MorningEntry).pain == 4


def test_two_devices_that_tell_of_one_morning_are_both_kept(site: Site) -> None:
    site.post("/diary/morning", pain="2")
    site.post("/diary/morning", pain="5")
    record = site.keeper.diary.record(TODAY)
    assert record is not None and record.morning == 5, "the higher number counts"


def test_an_empty_morning_is_not_kept(site: Site) -> None:
    answer = site.client.post("/diary/morning", data={"pain": ""})
    assert "nothing to save" in answer.text
    assert site.keeper.entries == ()


@pytest.mark.parametrize("day", ["2026-07-01", "2027-01-01", "tomorrow", "2026-06-31"])
def test_a_day_to_come_or_that_is_none_keeps_nothing(site: Site, day: str) -> None:
    answer = site.client.post("/diary/morning", data={"pain": "3", "day": day})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert 'name="pain" value="3" checked' in answer.text
    assert site.keeper.entries == ()
    assert site.client.get(f"/diary/morning?day={day}").status_code == 400


# ---------------------------------------------------------------- weeks and activities
def test_the_week_asks_peg_in_its_authors_words_and_names_them(site: Site) -> None:
    text = words(site.get("/diary/weekly"))
    for question in (
        "What number best describes your pain on average in the past week?",
        (
            "What number best describes how, during the past week, pain has interfered with your "
            "enjoyment of life?"
        ),
        (
            "What number best describes how, during the past week, pain has interfered with your "
            "general activity?"
        ),
    ):
        assert question in text
    assert "Krebs" in text and "2009" in text
    assert "Completely interferes" in text


def test_a_week_is_kept_and_shown(site: Site) -> None:
    site.post("/diary/weekly", peg_0="4", peg_1="2", peg_2="3", change="5")
    (entry,) = site.keeper.diary.weekly()
    assert (entry.peg, entry.change) == ((4, 2, 3), 5)
    text = words(site.get("/diary"))
    assert "The three questions: 3 of 10" in text
    assert "Compared with the beginning: A little better" in text


def test_why_there_was_little_practice_is_asked_only_then(site: Site) -> None:
    assert "What got in the way?" not in site.get("/diary/weekly")
    site.clock.now += timedelta(days=8)
    assert "What got in the way?" in site.get("/diary/weekly")
    site.post("/diary/weekly", reason="ill")
    assert "Fewer days: I was ill" in words(site.get("/diary"))


def test_activities_are_the_persons_own_and_come_back_by_their_names(site: Site) -> None:
    assert 'href="/diary/activities"' in site.get("/diary"), "due at the start"
    site.post("/diary/activities", name_0="Putting on socks", score_0="3", name_1="Stairs")
    site.clock.now += timedelta(days=28)
    html = site.get("/diary/activities")
    assert 'name="name_0" value="Putting on socks"' in html
    site.post("/diary/activities", name_0="Putting on socks", score_0="4", name_1="Stairs")
    text = words(site.get("/diary/how-it-goes"))
    assert (
        "Putting on socks: 3 at the start, 4 now: less than the usual change people notice." in text
    )


def test_markup_in_an_activitys_name_stays_text(site: Site) -> None:
    site.post("/diary/activities", name_0="<b>Socks</b>", score_0="3")
    for address in ("/diary", "/diary/how-it-goes", "/diary/activities"):
        assert "<b>Socks" not in site.get(address)


def test_how_it_goes_draws_weeks_and_says_the_same_in_a_table(site: Site) -> None:
    for week in range(3):
        for pain in (5, 4, 3):
            site.post("/diary/morning", pain=str(pain - week))
            site.clock.now += timedelta(days=2)
        site.post("/diary/weekly", peg_0=str(6 - week), peg_1="3", peg_2="3")
        site.clock.now += timedelta(days=1)
    html = site.get("/diary/how-it-goes")
    assert html.count("<polyline") == 2
    assert "style=" not in html
    text = words(html)
    assert "Pain on waking" in text
    assert re.search(r"Tuesday, June 30 4\b", text), "the first week's mean"
    assert "It is early" in text


def test_how_it_goes_says_in_short_what_a_helper_would_ask(site: Site) -> None:
    sitting_id = practised(site)
    site.post(f"/diary/sittings/{sitting_id}", flag_1_right_knee="yes", pain_after="2")
    text = words(site.get("/diary/how-it-goes"))
    assert "You have practised today" in text
    assert "Exercises now Reverse lunge: 10 times, each leg" in text
    assert "Today: Lying twist: Right side: Knee pain" in text


def test_with_nothing_told_how_it_goes_says_how_to_begin(site: Site) -> None:
    assert "Nothing to look back on yet" in site.get("/diary/how-it-goes")


# ---------------------------------------------------------------- the list
def test_the_diary_is_empty_kindly_then_newest_first(tmp_path: Path) -> None:
    with running_site(tmp_path, opened=False) as site:
        assert "Nothing here yet" in site.get("/diary")
        site.post("/diary/morning", pain="3")
        site.clock.now += timedelta(days=1)
        site.post("/diary/morning", pain="4")
        text = words(site.get("/diary"))
        assert text.index("Today") < text.index("Yesterday")
        assert "Pain on waking 4" in text


def test_a_day_holds_what_was_told_and_what_the_plan_made_of_it(site: Site) -> None:
    site.post("/diary/morning", pain="2", soreness="4")
    sitting_id = practised(site, LUNGED, HURT)
    site.post(f"/diary/sittings/{sitting_id}", pain_after="3", worst_1_both="6", effort_0="easy")
    text = words(site.get(f"/diary/days/{TODAY}"))
    for said in (
        "Pain on waking 2",
        "Sore muscles: 4 of 10",
        "Easy: Reverse lunge",
        "Pain before 2 worst 6 after 3",
        "Your plan began: ease in.",
        "You answered the ten questions: You can begin",
        "Lying twist goes one step easier",
    ):
        assert said in text


def test_rounds_of_one_exercise_are_one_line_that_opens(site: Site) -> None:
    hold = BlockEnded(0, "standing_abdominal_hold", 0, "done", 1, (), (("both", 20),), (), 1.0)
    for _ in range(3):
        sitting_id = site.begin("single", exercise_id="standing_abdominal_hold")
        site.finish(sitting_id, hold)
    html = site.get("/diary")
    assert "3 rounds" in html
    assert html.count("<summary>Each round</summary>") == 1


def test_a_long_diary_has_pages(site: Site) -> None:
    for day in range(12):
        site.keeper.tell_morning(3, day=TODAY - timedelta(days=day))
    assert 'href="/diary?page=2"' in site.get("/diary")
    second = site.get("/diary?page=2")
    assert 'href="/diary?page=1"' in second
    assert second.count('class="day-group"') == 2
    for odd in ("0", "-1", "x", "99", "9" * 40):
        site.get(f"/diary?page={odd}")


def test_the_diary_stays_open_while_practice_is_closed(site: Site) -> None:
    site.post("/diary/morning", pain="2", flag_numb_weak="yes")
    for address in ("/diary", "/diary/morning", "/diary/weekly", "/diary/without-app"):
        assert 'href="/questions"' in site.get(address)
    site.post("/diary/weekly", peg_0="2")


# ---------------------------------------------------------------- for another day
def test_a_forgotten_day_is_filled_in(site: Site) -> None:
    there = site.client.get(
        "/diary/add", params={"day": "2026-06-25", "kind": "morning"}, follow_redirects=False
    ).headers["location"]
    assert there == "/diary/morning?day=2026-06-25"
    assert "That morning" in site.get(there)
    site.post("/diary/morning", pain="5", day="2026-06-25")
    assert told_of(site, MorningEntry).day == date(2026, 6, 25)


@pytest.mark.parametrize("kind", ["morning", "practice", "weekly", "activities"])
def test_each_kind_can_be_added_for_a_day(site: Site, kind: str) -> None:
    page = site.get(f"/diary/add?day=2026-06-25&kind={kind}")
    assert 'name="day" value="2026-06-25"' in page


def test_a_day_to_come_is_not_gone_on_with(site: Site) -> None:
    assert "still to come" in site.get("/diary/add?day=2026-07-04&kind=morning", 400)
    assert "what to add" in site.get("/diary/add?day=2026-06-04&kind=party", 400)


def test_practice_without_the_app_counts_like_any_other(site: Site) -> None:
    there = site.post(
        "/diary/without-app",
        day="2026-06-28",
        pain_before="2",
        part_reverse_lunge="all",
        level_reverse_lunge="-1",
        part_lying_twist="some",
        level_lying_twist="0",
    )
    html = site.get(there)
    assert "Practice without the app" in html
    assert 'name="worst_0_left"' in html, "each side of what has sides"
    site.post(there, fine="right")
    entry = next(one for one in site.keeper.entries if isinstance(one, SittingEntry))
    assert entry.day == date(2026, 6, 28)
    assert [(one.exercise_id, one.level, one.done_fraction) for one in entry.exercises] == [
        ("reverse_lunge", -1, 1.0),
        ("lying_twist", 0, 0.5),
    ]
    text = words(site.get(f"{there}/told"))
    assert "Some of it" in text
    assert "Half depth, with a hand on a support" in text


def test_a_button_pressed_twice_adds_nothing(site: Site) -> None:
    for _ in range(2):
        site.post("/diary/morning", pain="3")
        site.post("/diary/weekly", peg_0="3")
        site.post("/diary/activities", name_0="Stairs", score_0="3")
        site.post("/diary/without-app", sitting="c" * 32, part_lying_twist="all")
    assert len(site.keeper.entries) == 4


def test_going_back_to_add_an_exercise_keeps_what_was_told_of_the_others(site: Site) -> None:
    fields = {"sitting": "c" * 32, "pain_before": "2", "part_lying_twist": "all"}
    site.post(site.post("/diary/without-app", **fields), fine="hard")
    site.post("/diary/without-app", part_seated_lunge="all", **fields)
    twist, lunge = sorted(during(site, "c" * 32).exercises, key=lambda one: one.exercise_id)
    assert (twist.effort, lunge.effort) == ("hard", None)


def test_practice_without_any_exercise_is_asked_about(site: Site) -> None:
    answer = site.client.post("/diary/without-app", data={"day": "2026-06-28"})
    assert "at least one exercise" in answer.text
    assert site.keeper.entries == ()


# ---------------------------------------------------------------- changing and striking out
@pytest.mark.parametrize("kind", [MorningEntry, WeeklyEntry, ActivityEntry])
def test_every_entry_leads_to_its_own_form(site: Site, kind: type) -> None:
    keeper = site.keeper
    keeper.tell_morning(3)
    keeper.tell_weekly((4, 3, 2), 5)
    keeper.tell_activities([("Stairs", 4)])
    entry = next(one for one in site.keeper.entries if isinstance(one, kind))
    html = site.get(f"/diary/entries/{entry.id}")
    assert f'name="entry" value="{entry.id}"' in html
    assert "checked" in html


def test_an_entry_is_changed_in_its_place(site: Site) -> None:
    site.keeper.tell_weekly((4, 3, 2), 5)
    (entry,) = site.keeper.diary.weekly()
    site.post("/diary/weekly", entry=entry.id, day="2026-06-29", peg_0="1", peg_1="1", peg_2="1")
    (entry,) = site.keeper.diary.weekly()
    assert (entry.peg, entry.change, entry.day) == ((1, 1, 1), None, date(2026, 6, 29))


def test_striking_out_asks_first(site: Site) -> None:
    site.post("/diary/morning", pain="3")
    entry = told_of(site, MorningEntry)
    address = f"/diary/entries/{entry.id}/strike"
    assert "Strike this out?" in site.get(address)
    assert site.keeper.entries == (entry,), "looking strikes nothing out"
    site.get(site.post(address))
    assert site.keeper.entries == ()
    assert "no such entry" in site.get(address, 404)


def test_a_sitting_is_struck_out_with_how_it_was(site: Site) -> None:
    sitting_id = practised(site)
    site.post(f"/diary/sittings/{sitting_id}", fine="easy")
    site.post(f"/diary/sittings/{sitting_id}/strike")
    assert site.keeper.entries == ()
    assert f"/diary/sittings/{sitting_id}/told" not in site.get("/diary")
    html = site.get(f"/diary/sittings/{sitting_id}/told")
    assert "What you did" in html, "the record stays"
    assert "It is not in your diary" in html


def test_in_the_middle_of_a_sitting_what_hurt_is_shown_already(site: Site) -> None:
    sitting_id = site.begin()
    site.store.record_block(sitting_id, HURT)
    text = words(site.get(f"/diary/sittings/{sitting_id}/told"))
    assert "Stopped because it hurt" in text
    assert "Worst pain: 6" in text


def test_what_is_still_open_cannot_be_told_of_yet(site: Site) -> None:
    sitting_id = site.begin()
    site.post(f"/diary/sittings/{sitting_id}", pain_after="3")
    assert site.keeper.entries == ()


def test_a_change_of_an_entry_that_has_gone_is_said(site: Site) -> None:
    fields = {"pain": "3", "entry": "gone"}
    answer = site.client.post("/diary/morning", data=fields)
    assert answer.status_code == 404
    assert site.keeper.entries == ()
