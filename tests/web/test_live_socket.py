"""The live socket of a real server: who may come in, what is refused, what survives."""

from __future__ import annotations

import json
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from websockets.exceptions import ConnectionClosed

from tenfold.session.inputs import Disconnected, RepSeen
from tenfold.store import Store
from tenfold.web.live import MESSAGE_CHARS, WIRE_BYTES
from tests.puppet import Move, lunges
from tests.web.live_server import LivePage, Server
from tests.web.stage import NOON, hold, plan, reps

LONG = plan(hold(hold_s=3000.0))
LUNGES = plan(reps("reverse_lunge", count=3, camera=True), hold(hold_s=100.0))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("live"))
    server.start()
    yield server
    server.close()


@pytest.fixture
def store(server: Server) -> Iterator[Store]:
    store = server.open_store()
    yield store
    store.close()


@pytest.fixture
def sitting(store: Store) -> str:
    return store.begin_sitting(store.person().id, LONG, NOON)


def begun(page: LivePage) -> None:
    page.press("start")
    page.until_state(lambda state: state["stage"] == "prepare")


def soon(come: Any, most_s: float = 10.0) -> None:
    ends = time.monotonic() + most_s
    while not come():
        assert time.monotonic() < ends, "never came"
        time.sleep(0.02)


# ------------------------------------------------------------------ coming in
@pytest.mark.parametrize(
    "origin",
    [
        None,
        "http://evil.example",
        "https://127.0.0.1.evil.example",
        "null",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        "file://",
        "http://[",
    ],
)
def test_a_page_from_elsewhere_is_refused(
    server: Server, store: Store, sitting: str, origin: str | None
) -> None:
    with server.page(sitting, hello=False, origin=origin) as page:
        with suppress(ConnectionClosed):
            page.send(type="hello")
        assert page.closed_with() == 4403
        assert page.told == []
    assert store.inputs(sitting) == []


def test_a_page_of_this_server_is_let_in(server: Server, sitting: str) -> None:
    with server.page(sitting) as page:
        assert page.state["stage"] == "ready" and page.state["buttons"] == ["start"]


def test_an_unknown_sitting_is_said_and_closed(server: Server) -> None:
    for sitting_id in ("f" * 32, "x", "%F0%9F%98%80"):
        with server.page(sitting_id) as page:
            assert page.told[0]["code"] == "no_such_sitting"
            assert page.closed_with() == 4404


def test_a_finished_sitting_sends_the_page_on(server: Server, store: Store, sitting: str) -> None:
    store.finish_sitting(sitting, NOON, [])
    with server.page(sitting) as page:
        assert page.told == [{"v": 1, "type": "finished", "url": f"/sittings/{sitting}/after"}]
        assert page.closed_with() == 1000


def test_an_abandoned_sitting_says_so(server: Server, store: Store, sitting: str) -> None:
    store.abandon_sitting(sitting, NOON)
    with server.page(sitting) as page:
        assert page.told[0]["code"] == "already_finished"


def test_nothing_happens_before_hello(server: Server, store: Store, sitting: str) -> None:
    with server.page(sitting, hello=False) as page:
        page.press("start")
        assert page.next()["code"] == "bad_message"
        page.send(type="hello")
        assert page.until_state(lambda _: True)["stage"] == "ready"
    assert store.inputs(sitting) == []


# ------------------------------------------------------------------ what does not fit
ONE_POINT = (
    '{"v": 1, "type": "frames", "aspect": 1, "frames": [{"t_s": 1, "visibility": [],'
    ' "image": [[%s, 0, 0]], "world": []}]}'
)


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ("", "bad_message"),
        ("{", "bad_message"),
        ("null", "bad_message"),
        ("[]", "bad_message"),
        ('"hello"', "bad_message"),
        ("[" * 100_000, "bad_message"),
        (b"\x00\xff", "bad_message"),
        ('{"type": "hello"}', "wrong_version"),
        ('{"v": 2, "type": "hello"}', "wrong_version"),
        ('{"v": "1", "type": "hello"}', "wrong_version"),
        ('{"v": 1}', "bad_message"),
        ('{"v": 1, "type": "dance"}', "bad_message"),
        ('{"v": 1, "type": "state"}', "bad_message"),
        ('{"v": 1, "type": "press", "button": "self_destruct"}', "bad_message"),
        ('{"v": 1, "type": "press", "button": "start", "at_s": 3}', "bad_message"),
        ('{"v": 1, "type": "stop_for_pain", "nrs": 11}', "bad_message"),
        ('{"v": 1, "type": "stop_for_pain", "nrs": -1}', "bad_message"),
        ('{"v": 1, "type": "pain", "block_index": 7, "nrs": 3}', "bad_message"),
        ('{"v": 1, "type": "effort", "block_index": 1e400, "effort": "easy"}', "bad_message"),
        ('{"v": 1, "type": "frames", "aspect": 1, "frames": []}', "bad_message"),
        ('{"v": 1, "type": "frames", "aspect": NaN, "frames": []}', "bad_message"),
        (ONE_POINT % "NaN", "bad_message"),
        (ONE_POINT % "0", "bad_message"),
        ('{"v": 1, "type": "hello", "more": "' + "x" * MESSAGE_CHARS + '"}', "bad_message"),
    ],
)
def test_what_does_not_fit_is_answered_and_changes_nothing(
    server: Server, store: Store, sitting: str, sent: str | bytes, code: str
) -> None:
    with server.page(sitting) as page:
        page.socket.send(sent)
        refused = page.until(lambda one: one["type"] == "error")
        assert refused["code"] == code and len(refused["text"]) < 100
        assert store.inputs(sitting) == []
        begun(page)  # and it goes on


def test_far_too_much_closes_the_socket_and_not_the_sitting(server: Server, sitting: str) -> None:
    with server.page(sitting) as page:
        with suppress(ConnectionClosed):
            page.socket.send("x" * (WIRE_BYTES + 1))
        assert page.closed_with() == 1009
    with server.page(sitting) as page:
        begun(page)


_plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)
# Not stop_for_pain: it needs nothing more, and rightly ends the exercise.
_TYPES = ["hello", "press", "pain", "effort", "camera", "frames", "state", "?"]
_near_misses = st.fixed_dictionaries(
    {"v": st.just(1) | _plain, "type": st.sampled_from(_TYPES) | _plain},
    optional={
        "button": st.sampled_from(["dance", "Start", ""])
        | _plain.filter(lambda one: one != "start"),
        "nrs": _plain,
        "block_index": _plain,
        "effort": _plain,
        "state": _plain,
        "aspect": _plain,
        "frames": st.lists(
            st.fixed_dictionaries(
                {"t_s": _plain, "image": _plain, "world": _plain, "visibility": _plain}
            ),
            max_size=3,
        ),
    },
)
_texts = st.one_of(
    st.text(max_size=200), _plain.map(json.dumps), _near_misses.map(json.dumps), st.binary()
)


@pytest.mark.slow
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(volley=st.lists(_texts, min_size=1, max_size=12))
def test_no_volley_of_nonsense_ends_a_sitting(
    server: Server, store: Store, volley: list[str | bytes]
) -> None:
    sitting_id = store.begin_sitting(store.person().id, LONG, NOON)
    with server.page(sitting_id) as page:
        begun(page)
        for sent in volley:
            page.socket.send(sent)
        page.send(type="press", button="pause")
        state = page.until_state(lambda one: one["paused"])
        assert state["stage"] == "prepare"
        assert all(one["type"] != "error" or one["text"] for one in page.told)


def test_many_refusals_do_not_choke_the_socket(server: Server, sitting: str) -> None:
    with server.page(sitting) as page:
        for _ in range(3000):
            page.socket.send("nonsense")
        begun(page)


# ------------------------------------------------------------------ pages come and go
def test_another_window_takes_over(server: Server, sitting: str) -> None:
    with server.page(sitting) as first:
        begun(first)
        with server.page(sitting) as second:
            assert first.until(lambda one: one["type"] == "taken_over")["text"]
            assert first.closed_with() == 4409
            assert second.state["paused"]
            second.press("resume")
            second.until_state(lambda state: not state["paused"])


def test_a_dropped_socket_pauses_and_loses_nothing(
    server: Server, store: Store, sitting: str
) -> None:
    page = server.page(sitting)
    begun(page)
    page.read_for(1.5)
    raw = page.socket.socket
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    raw.close()  # a cable pulled: reset, no goodbye
    soon(lambda: isinstance(store.inputs(sitting)[-1], Disconnected))
    with server.page(sitting) as again:
        assert again.state["paused"] and again.state["stage"] == "prepare"
        assert again.state["at_s"] >= page.state["at_s"]


def test_two_quick_reconnects_leave_one_page_in_charge(
    server: Server, store: Store, sitting: str
) -> None:
    first = server.page(sitting)
    begun(first)
    second = server.page(sitting, hello=False)
    third = server.page(sitting, hello=False)
    second.send(type="hello")
    third.send(type="hello")
    third.until_state(lambda _: True)
    # Whoever said hello last is in charge; which of two at once that is does not matter.
    third.read_for(1.5)
    lost = any(one["type"] == "taken_over" for one in third.told)
    in_charge, other = (second, third) if lost else (third, second)
    in_charge.press("resume")
    in_charge.until_state(lambda state: not state["paused"])
    assert other.closed_with() == 4409
    for page in (first, second, third):
        page.close()
    log = store.inputs(sitting)
    assert [one.at_s for one in log] == sorted(one.at_s for one in log)


def test_reloading_over_and_over_harms_nothing(server: Server, sitting: str) -> None:
    for _ in range(15):
        server.page(sitting, hello=False).close()
        page = server.page(sitting)
        page.close()
    with server.page(sitting) as page:
        begun(page)


def test_a_page_that_takes_nothing_holds_nobody_up(server: Server, sitting: str) -> None:
    frozen = server.page(sitting)
    begun(frozen)
    raw = frozen.socket.socket
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
    for _ in range(200):  # answers pile up: nobody reads them
        frozen.send(type="hello")
    began = time.monotonic()
    with server.page(sitting) as page:
        page.press("resume")
        page.until_state(lambda state: not state["paused"])
        assert time.monotonic() - began < 5
    frozen.close()


@pytest.mark.slow
def test_frames_over_the_wire_are_coached(server: Server, store: Store) -> None:
    sitting_id = store.begin_sitting(store.person().id, LUNGES, NOON)
    film = lunges([Move(1.0)] * 2, begin_s=12.0, fps=15.0)
    with server.page(sitting_id) as page:
        page.send(type="camera", state="on")
        page.press("start")
        began = time.monotonic()
        for at in range(0, len(film), 5):
            wait_s = film[at].t_s - (time.monotonic() - began)
            page.read_for(max(wait_s, 0.001))
            page.send(
                type="frames",
                aspect=1.0,
                frames=[
                    {
                        "t_s": one.t_s,
                        "image": one.image,
                        "world": one.world,
                        "visibility": one.visibility,
                    }
                    for one in film[at : at + 5]
                ],
            )
        page.until_state(lambda state: state["number"] == 2)
        assert page.state["pace"] == "camera"
        notes = [one for one in page.told if one["type"] == "camera_note"]
        assert ("seeing", "I can see you") in [(one["state"], one["text"]) for one in notes]
    assert [one for one in store.inputs(sitting_id) if isinstance(one, RepSeen)]


@pytest.mark.slow
def test_a_server_that_is_asked_to_end_pauses_first(tmp_path: Path) -> None:
    server = Server(tmp_path)
    server.start()
    store = server.open_store()
    sitting_id = store.begin_sitting(store.person().id, LONG, NOON)
    page = server.page(sitting_id)
    begun(page)
    server._end(signal.SIGTERM)
    with pytest.raises(ConnectionClosed):
        page.read_for(5)
        page.socket.recv(timeout=5)
    assert isinstance(store.inputs(sitting_id)[-1], Disconnected)
    store.close()
    server.close()
