"""``tenfold serve``: start the pages on this machine and open them."""

from __future__ import annotations

import http.client
import ipaddress
import json
import os
import socket
import sys
import threading
import time
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

import typer

if TYPE_CHECKING:  # these take most of a start, so they are loaded when they are needed
    from fastapi import FastAPI

PORT: Final = 8710
LOOPBACK: Final = "127.0.0.1"
WRONG: Final = 2
"""Exit code when it cannot start."""
PATIENCE_S: Final = 30.0
"""How long to wait for the first answer before saying nothing more about it."""
GOODBYE_S: Final = 2
"""How long an open page may keep the end waiting, seconds."""


def register(app: typer.Typer) -> None:
    """Add this module's commands to ``app``."""
    app.command("serve")(serve)


def serve(
    host: Annotated[
        str, typer.Option(help="Address to listen on. Other than this machine's own: no password!")
    ] = LOOPBACK,
    port: Annotated[
        int, typer.Option(envvar="PORT", min=0, max=65535, help="0 takes any free one.")
    ] = PORT,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Open no browser (also TENFOLD_NO_BROWSER=1).")
    ] = False,
) -> None:
    """Start Tenfold and open it in the browser. Ctrl-C ends it."""
    quiet = no_browser or os.environ.get("TENFOLD_NO_BROWSER", "").strip() not in ("", "0")
    listener = _listen(host, port, quiet)
    with listener:
        # The port is ours from here on: who comes early waits until the app is there.
        port = listener.getsockname()[1]
        app = _app(host)
        address = url(host, port)
        threading.Thread(target=_announce, args=(host, port, address, quiet), daemon=True).start()
        _run(app, listener, address)


def url(host: str, port: int) -> str:
    """The address to open: of this machine where the server listens everywhere."""
    name = {"0.0.0.0": LOOPBACK, "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{name}:{port}"


def is_loopback(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def answers(host: str, port: int, timeout_s: float = 2.0) -> bool:
    """Whether Tenfold answers at this address."""
    # http.client asks nobody about proxies.
    name = {"0.0.0.0": LOOPBACK, "::": "::1"}.get(host, host)  # noqa: S104
    connection = http.client.HTTPConnection(name, port, timeout=timeout_s)
    try:
        connection.request("GET", "/healthz")
        answer = json.loads(connection.getresponse().read(10_000))
    except (OSError, http.client.HTTPException, ValueError):
        return False
    finally:
        connection.close()
    return isinstance(answer, dict) and answer.get("app") == "tenfold"


def _listen(host: str, port: int, quiet: bool) -> socket.socket:
    """A socket that listens, or the end of the program with a reason."""
    try:
        family, kind, proto, _, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        _refuse(f"{host!r} is no address of this machine: {error.strerror}.")
    listener = socket.socket(family, kind, proto)
    if os.name == "posix":
        # Elsewhere this would let two servers share a port.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(place)
        listener.listen(128)
    except OSError as error:
        listener.close()
        # One that has only just been started listens before it answers: be patient.
        if port and answers(host, port, timeout_s=4.0):
            address = url(host, port)
            typer.echo(f"Tenfold is running already: {address}")
            _open(address, quiet)
            raise typer.Exit from None
        if isinstance(error, PermissionError):
            _refuse(f"Port {port} may not be used. Choose one above 1023, like PORT={PORT}.")
        _refuse(
            f"Port {port} is in use by another program."
            f" Choose another: PORT={port + 1 if port < 65535 else PORT} tenfold serve"
            if _in_use(error)
            else f"Tenfold cannot listen on {host}, port {port}: {error.strerror}."
        )
    return listener


def _in_use(error: OSError) -> bool:
    import errno

    # The second is Windows' own number for the same.
    return error.errno in (errno.EADDRINUSE, 10048)


def _app(host: str) -> FastAPI:
    """The app, or the end of the program with a reason."""
    from tenfold.exercises.problems import LibraryError
    from tenfold.store import StoreError
    from tenfold.web.app import BUILT, create_app, missing_files

    missing = missing_files()
    if missing:
        names = ", ".join(missing)
        _refuse(
            f"The pages are not built: {names} missing in {BUILT}."
            " In a source tree, run 'make start'; otherwise install Tenfold again."
        )
    try:
        return create_app(
            host_names=() if is_loopback(host) else (host,), any_address=not is_loopback(host)
        )
    except StoreError as error:
        _refuse(str(error))
    except LibraryError as error:
        _refuse(f"The exercise library is damaged; install Tenfold again. {error}")


def _announce(host: str, port: int, address: str, quiet: bool) -> None:
    """Say so, and open the browser, once the pages really answer."""
    ends = time.monotonic() + PATIENCE_S
    while not answers(host, port):
        if time.monotonic() > ends:
            typer.echo("Tenfold does not answer. Something is in its way.", err=True)
            return
        time.sleep(0.05)
    typer.echo(f"Tenfold is ready: {address}")
    sys.stdout.flush()
    if not is_loopback(host):
        typer.echo(
            "It listens to your network too, without a password: who reaches it can read and"
            " change your record.",
            err=True,
        )
    _open(address, quiet)


def _open(address: str, quiet: bool) -> None:
    if quiet:
        return
    import webbrowser

    if not webbrowser.open(address):
        typer.echo("Open that address in your browser.")


def _run(app: FastAPI, listener: socket.socket, address: str) -> None:
    """Serve until Ctrl-C or a request to end."""
    import uvicorn

    from tenfold.web.live import WIRE_BYTES

    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws_max_size=WIRE_BYTES,
        timeout_graceful_shutdown=GOODBYE_S,
        lifespan="on",
    )
    try:
        uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        typer.echo(f"\nTenfold at {address} has ended. What you did is saved.")


def _refuse(text: str) -> NoReturn:
    """One line of what is wrong, and the exit code for it."""
    typer.echo(text, err=True)
    raise typer.Exit(WRONG)
