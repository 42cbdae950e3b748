"""Other sites' pages are kept out, and these pages are kept in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tenfold.web.app import create_app
from tests.web.pages_app import Site, running_site

OWN = "http://127.0.0.1:8710"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with running_site(tmp_path) as site:
        yield site


@pytest.mark.parametrize("address", ["/", "/nowhere", "/healthz", "/static/icon.svg", "/static/no"])
def test_every_answer_has_the_security_headers(site: Site, address: str) -> None:
    headers = site.client.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "'unsafe-eval'" not in policy
    assert "http" not in policy, "no other server is named"
    assert headers["permissions-policy"].startswith("camera=(self), microphone=()")
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8710",
        "127.0.0.1.evil.example",
        "",
        "192.168.1.5",
        "[",
        "a:b:c",
    ],
)
def test_a_name_that_is_not_ours_is_refused(site: Site, host: str) -> None:
    answer = site.client.get("/", headers={"Host": host})
    assert answer.status_code == 400
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("host", ["127.0.0.1:8710", "localhost", "LOCALHOST:1", "[::1]:8710"])
def test_this_machines_names_are_let_in(site: Site, host: str) -> None:
    assert site.client.get("/", headers={"Host": host}).status_code == 200


def test_a_server_for_the_network_answers_to_addresses_but_not_to_strange_names(
    tmp_path: Path,
) -> None:
    app = create_app(tmp_path, host_names=("studio",), any_address=True)
    with TestClient(app, base_url=OWN) as client:
        for host, status in (("192.168.1.5:8710", 200), ("studio", 200), ("evil.example", 400)):
            assert client.get("/", headers={"Host": host}).status_code == status


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "http://localhost:8710"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": OWN, "Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://["},
    ],
)
def test_another_sites_form_changes_nothing(site: Site, headers: dict[str, str]) -> None:
    answer = site.client.post("/sittings", data={"mode": "plan"}, headers=headers)
    assert answer.status_code == 403
    assert site.store.sittings(site.person) == []


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": OWN}, {"Origin": OWN, "Sec-Fetch-Site": "same-origin"}],
)
def test_our_own_form_is_let_in(site: Site, headers: dict[str, str]) -> None:
    answer = site.client.post(
        "/sittings", data={"mode": "plan"}, headers=headers, follow_redirects=False
    )
    assert answer.status_code == 303


def test_a_strange_name_gets_no_live_socket(site: Site) -> None:
    from starlette.websockets import WebSocketDisconnect

    with (
        pytest.raises(WebSocketDisconnect),
        site.client.websocket_connect("/live/0", headers={"Host": "evil.example"}),
    ):
        pass


def test_what_is_too_much_is_refused(site: Site) -> None:
    answer = site.client.post("/settings", data={"theme": "x" * 100_000})
    assert answer.status_code == 413
    assert site.store.settings(site.person) == {}


def test_pages_are_not_kept_by_the_browser(site: Site) -> None:
    assert site.client.get("/").headers["cache-control"] == "no-store"


def test_static_files_are_asked_about_and_sent_only_when_changed(site: Site) -> None:
    first = site.client.get("/static/icon.svg")
    assert first.headers["cache-control"] == "no-cache"
    again = site.client.get("/static/icon.svg", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py"]
)
def test_static_files_end_at_their_folder(site: Site, path: str) -> None:
    assert site.client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json"])
def test_there_is_no_page_about_the_interface(site: Site, path: str) -> None:
    site.get(path, 404)


def test_it_says_that_it_is_tenfold(site: Site) -> None:
    assert site.client.get("/healthz").json()["app"] == "tenfold"
