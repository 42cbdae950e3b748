"""What the pages say and do, in one process."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tenfold.exercises.load import EXERCISE_FILE, PACKAGED, packaged_library
from tenfold.session.commands import BlockEnded
from tests.web.pages_app import Site, running_site

ADDRESSES = (
    "/",
    "/gentle?pain=8",
    "/plan",
    "/plan/start",
    "/exercises",
    *(f"/exercises/{one.id}" for one in packaged_library()),
    "/exercises/reverse_lunge?level=-2",
    "/diary",
    "/diary/add",
    "/diary/morning",
    "/diary/weekly",
    "/diary/activities",
    "/diary/without-app",
    "/diary/how-it-goes",
    "/settings",
    "/calendar",
    "/safety",
    "/about",
)
LUNGED = BlockEnded(0, "reverse_lunge", 0, "done", 1, (("left", 10), ("right", 10)), (), (), 1.0)
HURT = BlockEnded(1, "lying_twist", 0, "stopped_for_pain", 0, (), (("left", 12.9),), (), 0.2, 6)
SKIPPED = BlockEnded(2, "seated_lunge", 0, "skipped", 0, (), (), (), 0.0)
OWN = "evening_butterfly"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with running_site(tmp_path) as site:
        yield site


def words(html: str) -> str:
    """The text of a page, in one line."""
    return " ".join(re.sub(r"<script.*?</script>|<[^>]+>", " ", html, flags=re.DOTALL).split())


def spaced(text: str) -> str:
    """With ordinary spaces only."""
    return " ".join(re.split(r"[\s\u202f]+", text))


def data(html: str, name: str) -> dict[str, dict[str, object]]:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', html)
    assert found, f"no data {name!r} in the page"
    value: dict[str, dict[str, object]] = json.loads(found[1])
    return value


def add_own_exercise(home: Path, **changes: str) -> None:
    """A folder with one file: all that it takes to add an exercise."""
    text = (PACKAGED / "butterfly_pose" / EXERCISE_FILE).read_text(encoding="utf-8")
    values = {"id": OWN, "name": "Evening butterfly", "order": "11"} | changes
    text = text.replace('id = "butterfly_pose"', f'id = "{values["id"]}"', 1)
    text = text.replace('name = "Butterfly pose"', f'name = "{values["name"]}"', 1)
    text = text.replace("order = 7", f"order = {values['order']}", 1)
    folder = home / "exercises" / OWN
    folder.mkdir(parents=True, exist_ok=True)
    (folder / EXERCISE_FILE).write_text(text, encoding="utf-8")


# ---------------------------------------------------------------- every page
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_has_script_or_style_of_its_own(site: Site, address: str) -> None:
    html = site.get(address)
    for script in re.findall(r"<script([^>]*)>", html):
        assert "src=" in script or "application/json" in script
    assert "<style" not in html
    assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", html)
    assert not re.search(r"""(src|href|action)=["'](https?:)?//""", html), "all from this server"
    assert "{{" not in html
    assert "{" not in words(html), "a placeholder was left unfilled"


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_leads_to_what_to_do_about_new_symptoms(site: Site, address: str) -> None:
    assert re.search(r'<a class="symptoms" href="/safety">New symptoms\?</a>', site.get(address))


def test_no_page_claims_what_nobody_may_claim(site: Site) -> None:
    claims = re.compile(
        r"\b(cures?|treats?|heals?|diagnos\w+|therap\w+|correct posture)\b", re.IGNORECASE
    )
    for address in ADDRESSES:
        assert not claims.findall(words(site.get(address))), address


# ---------------------------------------------------------------- exercises
def test_an_exercise_shows_whose_each_number_is(site: Site) -> None:
    html = site.get("/exercises/pigeon_pose")
    row = r'<tr><th scope="row">(.*?)</th>.*?<span class="from (\w+)">'
    rows = re.findall(row, html, re.DOTALL)
    assert dict(rows)["Hold"] == "article"
    assert dict(rows)["Rounds"] == "ours"
    assert "What the article leaves open" in html
    assert "The article says that it works on" in html


@pytest.mark.parametrize("exercise", packaged_library(), ids=lambda one: one.id)
def test_every_level_has_its_page(site: Site, exercise: object) -> None:
    one = packaged_library().get(exercise.id)  # type: ignore[attr-defined]
    for level in one.levels:
        html = site.get(f"/exercises/{one.id}?level={level}")
        current = re.findall(r'\?level=(-?\d)" aria-current="true"', html)
        assert current == [str(level)]


@pytest.mark.parametrize(
    "address",
    ["/exercises/handstand", "/exercises/pigeon_pose?level=3", "/exercises/pigeon_pose?level=x"],
)
def test_what_is_not_there_is_said_kindly(site: Site, address: str) -> None:
    assert "To Today" in site.get(address, 404)


def test_an_own_exercise_appears_everywhere_by_its_file_alone(site: Site) -> None:
    assert OWN not in site.get("/plan")
    add_own_exercise(site.home)  # while Tenfold runs, and after the plan was made
    for address in ("/plan", "/exercises"):
        assert "Evening butterfly" in site.get(address)
    assert "Step by step" in site.get(f"/exercises/{OWN}")
    assert data(site.get(f"/exercises/{OWN}"), "exercises")[OWN]["levels"], "its figure"
    site.post("/plan/wishes", exercise_id=OWN, what="back")
    assert "Evening butterfly" in site.get("/")
    sitting_id = site.begin()
    assert OWN in data(site.get(f"/practice/{sitting_id}"), "exercises")
    site.finish(sitting_id, BlockEnded(5, OWN, 0, "done", 1, (), (), (("both", 5),), 1.0))
    assert "Evening butterfly" in words(site.get("/diary"))
    assert "5 of 5 breaths" in words(site.get(f"/diary/sittings/{sitting_id}"))


def test_an_own_exercise_without_a_movement_shows_its_number(site: Site) -> None:
    add_own_exercise(site.home)
    file = site.home / "exercises" / OWN / EXERCISE_FILE
    table = re.compile(
        r"^\[+(ladder\.)?(figure|motion)\b.*?(?=^\[(?!\[?(ladder\.)?motion)|\Z)",
        re.MULTILINE | re.DOTALL,
    )
    file.write_text(table.sub("", file.read_text(encoding="utf-8")), encoding="utf-8")
    html = site.get(f"/exercises/{OWN}")
    assert "<tenfold-figure" not in html
    assert '<span class="figure no-figure" aria-hidden="true">11</span>' in html


def test_a_fault_in_an_own_exercise_is_told_with_file_and_field(site: Site) -> None:
    add_own_exercise(site.home, order="3")
    text = words(site.get("/exercises"))
    assert "Something in your own exercises needs mending" in text
    assert f"{OWN}/exercise.toml order 3 is the order of &#39;shoelace_stretch&#39;" in text
    assert "Evening butterfly" not in text
    add_own_exercise(site.home)
    assert "needs mending" not in site.get("/exercises")


def test_words_of_an_own_exercise_cannot_put_markup_into_a_page(site: Site) -> None:
    add_own_exercise(site.home, name="<script>alert(1)</script><b>")
    site.post("/plan/wishes", exercise_id=OWN, what="back")
    sitting_id = site.begin()
    for address in ("/", "/plan", "/exercises", f"/exercises/{OWN}", f"/practice/{sitting_id}"):
        assert "<script>alert" not in site.get(address)
        assert "<b>" not in site.get(address)


def test_a_sitting_outlives_the_exercise_it_was_made_of(site: Site) -> None:
    add_own_exercise(site.home)
    site.post("/plan/wishes", exercise_id=OWN, what="back")
    sitting_id = site.begin("single", exercise_id=OWN)
    (site.home / "exercises" / OWN / EXERCISE_FILE).unlink()
    (site.home / "exercises" / OWN).rmdir()
    assert OWN not in data(site.get(f"/practice/{sitting_id}"), "exercises")
    site.finish(sitting_id, BlockEnded(0, OWN, 0, "done", 1, (), (), (("both", 5),), 1.0))
    assert "Evening butterfly" in site.get(f"/diary/sittings/{sitting_id}")
    assert "Evening butterfly" in site.get(f"/diary/sittings/{sitting_id}/told")
    assert OWN in site.get("/diary")


# ---------------------------------------------------------------- settings
def settings_form(**changes: str) -> dict[str, str]:
    form = {
        "voice": "yes",
        "voice_rate": "1",
        "breath_s": "8",
        "sorer_side": "neither",
        "theme": "auto",
        "text_size": "normal",
        "language": "en",
    }
    return form | changes


def test_settings_are_kept_and_used(site: Site) -> None:
    form = settings_form(
        theme="dark", text_size="large", breath_s="6,5", sorer_side="right", voice_rate="0.8"
    )
    del form["voice"]
    html = site.get(site.post("/settings", **form))
    assert "Saved." in html
    assert 'data-theme="dark" data-text="large"' in html
    sitting_id = site.begin()
    sitting = site.store.sitting(sitting_id).sitting
    assert sitting.breath_s == 6.5
    assert {block.dose.sides[0] for block in sitting.blocks} == {"right", "both"}
    told = data(site.get(f"/practice/{sitting_id}"), "settings")
    assert told["voice"] is False
    assert told["voice_rate"] == 0.8


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("breath_s", "3"),
        ("breath_s", "nan"),
        ("breath_s", "slow"),
        ("theme", "pink"),
        ("language", "xx"),
        ("voice_rate", "9"),
        ("sorer_side", ""),
    ],
)
def test_a_setting_that_makes_no_sense_saves_nothing(site: Site, field: str, value: str) -> None:
    answer = site.client.post("/settings", data=settings_form(text_size="large", **{field: value}))
    assert answer.status_code == 422
    assert 'class="wrong"' in answer.text
    assert site.store.settings(site.person) == {}


def test_a_setting_from_another_version_harms_nothing(site: Site) -> None:
    for key in ("theme", "text_size", "breath_s", "voice_rate", "sorer_side", "language"):
        site.store.save_setting(site.person, key, "∞")
    site.get("/")
    site.get("/settings")


def test_a_language_is_one_file(site: Site) -> None:
    folder = site.home / "locale"
    folder.mkdir()
    (folder / "de.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        'msgid "Today"\nmsgstr "Heute"\n\nmsgid "Reverse lunge"\nmsgstr "Ausfallschritt"\n\n'
        'msgid "{count} exercise"\nmsgid_plural "{count} exercises"\n'
        'msgstr[0] "{count} Übung"\nmsgstr[1] "{count} Übungen"\n\n'
        '#: frontend/src/practice/stage.ts\nmsgid "Pause"\nmsgstr "Pause machen"\n',
        encoding="utf-8",
    )
    assert "Deutsch" in site.get("/settings")
    site.post("/settings", **settings_form(language="de"))
    html = site.get("/")
    assert '<html lang="de"' in html
    text = words(html)
    assert "Heute Dienstag, 30. Juni" in text
    assert "Ausfallschritt" in text
    assert "5 Übungen" in text
    assert data(site.get(f"/practice/{site.begin()}"), "words") == {"Pause": "Pause machen"}


# ---------------------------------------------------------------- trouble
def test_a_slip_in_the_address_is_answered_kindly(site: Site) -> None:
    assert "There is no such page" in site.get("/nowhere", 404)
    assert "There is no such sitting" in site.get("/sittings/0", 404)
    assert "There is no such sitting" in site.get("/practice/0", 404)
    assert site.client.post("/sittings/0/put-away").status_code == 404
    assert site.client.get("/sittings/x/put-away").status_code == 405


def test_a_record_that_cannot_be_read_is_told_in_plain_words(site: Site) -> None:
    site.store.close()
    for suffix in ("-wal", "-shm"):
        (site.home / f"tenfold.db{suffix}").unlink(missing_ok=True)
    (site.home / "tenfold.db").write_bytes(b"no database" * 1000)
    text = words(site.get("/", 503))
    assert "The record is in trouble" in text
    assert "The record is damaged" in text


def test_a_fault_of_ours_is_owned_up_to(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from fastapi.testclient import TestClient

    def break_down() -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(site.app.state.shelf, "fresh", break_down)
    client = TestClient(site.app, base_url="http://127.0.0.1:8710", raise_server_exceptions=False)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "a fault of Tenfold&#39;s, not yours" in answer.text
    assert "secret detail" not in answer.text
    assert "content-security-policy" in answer.headers
