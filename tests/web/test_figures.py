"""What the figure on the pages is made of: movements by address, and still pictures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tenfold.exercises.load import PACKAGED, packaged_library
from tenfold.exercises.tracks import TRACKS_FILE, motions
from tenfold.web.figures import PICTURES, stills
from tests.web.pages_app import Site, running_site
from tests.web.test_pages import OWN, add_own_exercise, data

LIBRARY = packaged_library()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with running_site(tmp_path) as site:
        yield site


@pytest.mark.parametrize("exercise_id", LIBRARY.ids)
def test_every_exercise_has_its_movement_at_an_address(site: Site, exercise_id: str) -> None:
    movement = json.loads(site.get(f"/motions/{exercise_id}.json"))
    assert movement["exercise"] == exercise_id
    assert set(movement["levels"]) == {str(level) for level in motions(LIBRARY.get(exercise_id))}


def test_a_movement_that_the_browser_has_is_not_sent_again(site: Site) -> None:
    address = f"/motions/{LIBRARY.ids[0]}.json"
    first = site.client.get(address)
    assert first.headers["cache-control"] == "no-cache"
    again = site.client.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    other = site.client.get(address, headers={"If-None-Match": '"of another time"'})
    assert other.content == first.content


@pytest.mark.parametrize("name", ["handstand", "..", "conditions", "%2e%2e%2fconditions"])
def test_there_is_no_movement_of_what_is_no_exercise(site: Site, name: str) -> None:
    site.get(f"/motions/{name}.json", 404)


def test_an_own_exercise_moves_by_the_file_beside_it(site: Site) -> None:
    add_own_exercise(site.home)
    packaged = json.loads((PACKAGED / "butterfly_pose" / TRACKS_FILE).read_text())
    place = site.home / "exercises" / OWN / TRACKS_FILE
    # Its tables are the butterfly's, so the butterfly's movement fits them.
    place.write_text(json.dumps({**packaged, "exercise": OWN}), encoding="utf-8")
    assert json.loads(site.get(f"/motions/{OWN}.json"))["exercise"] == OWN


@pytest.mark.slow
def test_an_own_exercise_without_such_a_file_is_solved_when_it_is_asked_for(site: Site) -> None:
    add_own_exercise(site.home)
    movement = json.loads(site.get(f"/motions/{OWN}.json"))
    assert movement["exercise"] == OWN
    assert movement["levels"]["0"]["frames"]


def test_lists_show_pictures_and_draw_nothing(site: Site) -> None:
    for address, shown in (("/", LIBRARY.starters), ("/exercises", tuple(LIBRARY))):
        html = site.get(address)
        assert "<tenfold-figure" not in html
        assert "figure.js" not in html
        for exercise in shown:
            assert f'src="/static/figures/{exercise.id}/0-hold-best.webp"' in html


def test_every_movement_has_its_pictures_and_they_are_small() -> None:
    for exercise in LIBRARY:
        levels = json.loads((PACKAGED / exercise.id / TRACKS_FILE).read_text())["levels"]
        for level in motions(exercise):
            phases = {key["phase"] for key in levels[str(level)]["keys"]}
            assert set(stills(exercise.id, level)) == phases, (exercise.id, level)
    sizes = {path: path.stat().st_size for path in PICTURES.rglob("*.webp")}
    assert max(sizes.values()) < 40_000
    assert sum(sizes.values()) < 4_000_000


def test_a_page_shows_the_side_that_its_words_tell(site: Site) -> None:
    html = site.get("/exercises/pigeon_pose")
    assert "Told for the right side" in html
    assert 'side="right"' in html
    assert 'side="left"' in site.get("/exercises/lying_twist")


def test_a_level_that_moves_like_the_published_one_has_its_pictures(site: Site) -> None:
    exercise = LIBRARY.get("seated_lunge")
    like_it = next(level for level in exercise.levels if level not in motions(exercise))
    notes = data(site.get(f"/exercises/seated_lunge?level={like_it}"), "exercises")
    levels = notes["seated_lunge"]["levels"]
    assert isinstance(levels, dict)
    assert levels[str(like_it)]["figure"]["stills"] == stills("seated_lunge", 0)
