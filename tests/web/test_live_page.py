"""The socket's end of a page: what waits for it, and when it is given up."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from typing import Any

import jsonschema
import pytest

from tenfold.web.live import WAITING_MESSAGES, Refused, SocketPage, read_message
from tenfold.web.messages import ChimeMessage, ErrorMessage, PressMessage, SayMessage
from tenfold.web.protocol_schema import schema


class FakeSocket:
    """A socket whose other end may stop taking anything."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.code: int | None = None
        self.takes = asyncio.Event()

    async def send_text(self, text: str) -> None:
        await self.takes.wait()
        self.sent.append(text)

    async def close(self, code: int) -> None:
        self.code = code


def say(text: str) -> SayMessage:
    return SayMessage(text=text, urgent=False, kind="lead")


def page_on(socket: Any) -> SocketPage:
    return SocketPage(socket)


def test_what_waits_is_sent_in_order_before_the_socket_closes() -> None:
    async def story() -> None:
        socket = FakeSocket()
        page = page_on(socket)
        for number in range(5):
            page.send(say(str(number)))
        page.close(4409)
        page.send(say("too late"))
        socket.takes.set()
        await page.gone()
        assert [json.loads(text)["text"] for text in socket.sent] == list("01234")
        assert socket.code == 4409

    asyncio.run(story())


def test_a_frozen_page_is_given_up_and_holds_nothing() -> None:
    async def story() -> None:
        socket = FakeSocket()
        page = page_on(socket)
        for number in range(10 * WAITING_MESSAGES):
            page.send(say(str(number)))
            if number % 50 == 0:
                await asyncio.sleep(0)
        assert page.closing and len(page._waiting) <= WAITING_MESSAGES
        await asyncio.wait_for(page.gone(), 2)
        assert socket.sent == []

    asyncio.run(story())


def test_the_same_refusal_is_not_piled_up() -> None:
    async def story() -> None:
        socket = FakeSocket()
        page = page_on(socket)
        for _ in range(1000):
            page.send(ErrorMessage(code="bad_message", text="What?"))
        page.send(ChimeMessage(kind="tick"))
        socket.takes.set()
        page.close()
        await page.gone()
        assert 2 <= len(socket.sent) <= 3 and not page._waiting

    asyncio.run(story())


def test_a_message_is_read_and_what_is_none_is_refused() -> None:
    assert read_message('{"v": 1, "type": "press", "button": "skip"}') == PressMessage(
        button="skip"
    )
    with pytest.raises(Refused):
        read_message('{"v": 1, "type": "press"}')


def test_the_schema_tells_every_message_apart_and_accepts_what_is_sent() -> None:
    whole = schema()
    told = jsonschema.Draft202012Validator({**whole, "$ref": "#/$defs/ServerMessage"})
    told.validate(json.loads(say("Hello").model_dump_json()))
    with pytest.raises(jsonschema.ValidationError):
        told.validate({"v": 1, "type": "say"})
    for union in ("ClientMessage", "ServerMessage"):
        for place in whole["$defs"][union]["oneOf"]:
            message = whole["$defs"][place["$ref"].rsplit("/", 1)[1]]
            assert {"v", "type"} <= set(message["required"])


def test_the_schema_is_printed_the_same_every_time() -> None:
    command = [sys.executable, "-m", "tenfold.web.protocol_schema"]
    printed = [subprocess.run(command, capture_output=True, check=True).stdout for _ in range(2)]
    assert printed[0] == printed[1] and json.loads(printed[0]) == schema()
