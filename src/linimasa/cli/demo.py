"""The command ``demo``: one story as several outlets tell it, from reading to the timeline."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from linimasa.cli.ask import id_length, print_rows
from linimasa.cli.code import Inputs
from linimasa.cli.configure import data_folder, settings
from linimasa.cli.options import Quiet
from linimasa.cli.serve import DEFAULT_PORT, Open, Port, serve_record
from linimasa.cli.terminal import Talk, careful

if TYPE_CHECKING:
    from linimasa.ask import Row


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
    """Code fourteen example reports of one story, and show its timeline.

    The reports were written for this demo and their outlets are invented; the agencies that they credit
    are real, and so is the disagreement. They go to a record of their own.
    """
    from linimasa import CODER_VERSION
    from linimasa.ask import timeline as ask_timeline
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
        rows = ask_timeline(opened)
        dated = [row for row in rows if row.dated]
        length = id_length(opened)
    print_rows(dated, id_length=length)
    if not quiet:
        typer.echo(_next(path, len(rows) - len(dated), _telling(dated).claim.id[:length] if dated else "CLAIM"))
    if serve:
        serve_record(path, chosen, port=port, open_=open_, talk=talk)
    inputs.finish()


def _own_record() -> Path:
    """The demo's own record, without what an earlier version's examples left there."""
    path = data_folder() / "demo.db"
    for side in ("", "-wal", "-shm"):
        path.with_name(path.name + side).unlink(missing_ok=True)
    return path


def _telling(rows: Sequence[Row]) -> Row:
    """The claim that has most to explain."""

    def filled(row: Row) -> tuple[int, float]:
        claim = row.claim
        by_the_day = claim.when is not None and claim.when.precision == "day"
        return sum(
            map(bool, (claim.source, claim.target, claim.according_to, claim.where, by_the_day))
        ), claim.confidence

    return max(rows, key=filled)


def _next(path: Path, undated: int, claim: str) -> str:
    """What the user may type now."""
    program = _program()
    option = f"--record {_typed(path)}"
    return f"""
{undated} more claims have no date: none could be read for them. Ask for yourself:
  {program} timeline {option} --speaker KCNA
  {program} explain {claim} {option}
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
