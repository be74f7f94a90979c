"""The command ``demo``: one story as several outlets tell it, from reading to the timeline."""

from __future__ import annotations

import shlex
import shutil
import sys
from contextlib import ExitStack
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from linimasa.cli.ask import id_length
from linimasa.cli.code import Inputs
from linimasa.cli.configure import data_folder, settings
from linimasa.cli.options import Quiet
from linimasa.cli.serve import DEFAULT_PORT, Open, Port, serve_record
from linimasa.cli.terminal import Talk, careful


@careful
def demo(
    record: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Where to keep them; else demo.db in your data folder, made anew each time.",
            show_default=False,
        ),
    ] = None,
    serve: Annotated[bool, typer.Option("--serve", help="Then serve the workbench of this record.")] = False,
    port: Port = DEFAULT_PORT,
    open_: Open = False,
    quiet: Quiet = False,
) -> None:
    """Code fourteen example reports of one story, and show where they agree and where they do not.

    The reports were written for this demo and their outlets are invented; the agencies that they credit
    are real, and so is the disagreement. They go to a record of their own.
    """
    from rich.text import Text

    from linimasa import CODER_VERSION
    from linimasa.ask import compare as ask_compare
    from linimasa.ask import events as ask_events
    from linimasa.cli.chronicle import Chronicle
    from linimasa.cli.comparison import comparison
    from linimasa.cli.console import AnswerConsole
    from linimasa.store import Record

    chosen = settings(record=record or _own_record())
    path = chosen.record
    talk = Talk(quiet=quiet)
    with ExitStack() as stack:
        folder = stack.enter_context(resources.as_file(resources.files("linimasa").joinpath("data", "demo")))
        inputs = Inputs([str(folder)], talk)
        opened = stack.enter_context(Record.open(path))
        with talk.progress("example reports") as step:
            for coded in inputs.coded(jobs=1):
                opened.add(coded, coder_version=CODER_VERSION, again=True)
                step()
        opened.merge()
        found = ask_events(opened)
        disputed = max(found, key=lambda event: (bool(event.disputed), event.reports))
        compared = ask_compare(opened, disputed.id)
        length = id_length(opened, "event_name")
    console = AnswerConsole()
    console.print(Chronicle([event for event in found if event.reports > 1], id_length=length))
    console.print(Text("\nThe event most told, field by field:\n", "dim"))
    console.print(comparison(compared))
    if not quiet:
        typer.echo(_next(path, len(found), disputed.id[:length]))
    if serve:
        serve_record(path, chosen, port=port, open_=open_, talk=talk)
    inputs.finish()


def _own_record() -> Path:
    """The demo's own record, without what an earlier version's examples left there."""
    path = data_folder() / "demo.db"
    for side in ("", "-wal", "-shm"):
        path.with_name(path.name + side).unlink(missing_ok=True)
    return path


def _next(path: Path, events: int, event: str) -> str:
    """What the user may type now."""
    program = _program()
    option = f"--record {_typed(path)}"
    return f"""
Above, of {events} events, those told by two reports or more. Ask for yourself:
  {program} origins {event} {option}
  {program} timeline --claims {option} --speaker KCNA
  {program} demo --serve
and read reports of your own:
  {program} code report.txt"""


def _program() -> str:
    """How this program is called from here: in an environment that is not activated, by its path."""
    called = Path(sys.argv[0])
    return str(called) if called.name == "linimasa" and shutil.which("linimasa") is None else "linimasa"


def _typed(path: Path) -> str:
    """The path as short as a shell takes it."""
    home = Path.home()
    return f"~/{shlex.quote(str(path.relative_to(home)))}" if path.is_relative_to(home) else shlex.quote(str(path))
