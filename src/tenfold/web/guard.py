"""Keeps other sites' pages away from this server, and its pages away from other servers.

A server on one's own machine can be reached by every page that is open in the browser. So:
a request must name this server in ``Host`` (a name that somebody else's DNS points here is
refused), and one that changes something must come from a page of ours.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Collection, Iterable
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

OWN_NAMES: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_CHANGES_NOTHING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_SAME_PAGE: Final = frozenset({"same-origin", "none"})

CONTENT_SECURITY_POLICY: Final = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "worker-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS: Final = (
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("Permissions-Policy", "camera=(self), microphone=(), geolocation=(), payment=(), usb=()"),
    ("Referrer-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)


def host_name(host: str) -> str:
    """``Host`` without its port and brackets, in small letters; empty if it makes no sense."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def is_ip_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def from_own_page(headers: Headers) -> bool:
    """Whether a page of this server sent the request, or no page at all."""
    site = headers.get("sec-fetch-site")
    if site is not None and site not in _SAME_PAGE:
        return False
    origin = headers.get("origin")
    if origin is None:
        return True  # no browser, or one that has already said "same-origin"
    try:
        return urlsplit(origin).netloc.lower() == headers.get("host", "").lower()
    except ValueError:
        return False


class Guard:
    """ASGI middleware: refuses strangers, and puts the security headers on every answer.

    Parameters
    ----------
    names : collection of str
        Host names besides this machine's own.
    any_address : bool
        Whether any plain IP address will do: for a server that listens to its network.
        No DNS is asked about an address, so that it cannot be pointed elsewhere.
    """

    def __init__(
        self, app: ASGIApp, names: Collection[str] = (), any_address: bool = False
    ) -> None:
        self._app = app
        self._names = OWN_NAMES | {name.lower() for name in names}
        self._any_address = any_address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is None:
            await self._app(scope, receive, _with_headers(send, HEADERS))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": refusal})
        else:
            status = 403 if refusal == _OTHER_SITE else 400
            answer = PlainTextResponse(refusal, status, dict(HEADERS))
            await answer(scope, receive, send)

    def _refusal(self, scope: Scope) -> str | None:
        """Why the request is not let in; None if it is."""
        headers = Headers(scope=scope)
        name = host_name(headers.get("host", ""))
        if name not in self._names and not (self._any_address and is_ip_address(name)):
            return _OTHER_NAME
        # The live socket asks for its page's origin itself, and says so to the page.
        changes = scope["type"] == "http" and scope["method"] not in _CHANGES_NOTHING
        return _OTHER_SITE if changes and not from_own_page(headers) else None


_OTHER_NAME: Final = "Tenfold answers only to this computer's own names, like 127.0.0.1."
_OTHER_SITE: Final = "Another site's page tried to change something here. Nothing was changed."


def _with_headers(send: Send, headers: Iterable[tuple[str, str]]) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer = MutableHeaders(scope=message)
            for name, value in headers:
                answer.setdefault(name, value)
        await send(message)

    return sending
