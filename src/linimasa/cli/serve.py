"""The command ``serve``: the workbench, in the browser, on this machine alone."""

from __future__ import annotations

import errno
import getpass
import socket
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from linimasa.cli.configure import settings
from linimasa.cli.options import Quiet, Reader, RecordFile
from linimasa.cli.terminal import Talk, careful
from linimasa.errors import InputError

if TYPE_CHECKING:
    from linimasa.settings import Settings

DEFAULT_PORT = 8714
HOST = "127.0.0.1"

Port = Annotated[int, typer.Option(metavar="NUMBER", min=0, max=65535, help="The port; 0 takes any that is free.")]
Open = Annotated[bool, typer.Option("--open", help="Open it in your browser.")]


@careful
def serve(
    record: RecordFile = None,
    port: Port = DEFAULT_PORT,
    open_: Open = False,
    reader: Reader = None,
    quiet: Quiet = False,
) -> None:
    """Serve the workbench of a record, for your browser on this machine alone.

    Nothing is sent anywhere, and nobody else can reach it. Ctrl-C ends it. The same answers are there as
    JSON under /api, described by /api/openapi.json.
    """
    chosen = settings(record=record, reader=reader)
    serve_record(chosen.record, chosen, port=port, open_=open_, talk=Talk(quiet=quiet))


def serve_record(record: Path, chosen: Settings, *, port: int, open_: bool, talk: Talk) -> None:
    """Serves the workbench of ``record`` until it is stopped. Raises InputError where the port is taken."""
    import uvicorn

    from linimasa.ask.parties import country_codes
    from linimasa.http.app import create_app

    app = create_app(record, chosen, reviewer=_login())
    with _listening(port) as listening:
        address = f"http://{HOST}:{listening.getsockname()[1]}/"
        talk.say(f"{record}: the workbench is at {address} (Ctrl-C ends it)")
        # Names are looked up in dictionaries that take a while to read: not on the first question.
        threading.Thread(target=country_codes, args=("Indonesia",), daemon=True).start()
        if open_:
            typer.launch(address)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on"))
        server.run(sockets=[listening])


def _login() -> str:
    """Who uses this machine, for the log of the review."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _listening(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise InputError(f"port {port} is in use; choose another with --port NUMBER, or 0 for any") from error
        raise
    return listening
