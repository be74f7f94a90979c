"""The command ``demo``: one story as several outlets tell it, from reading to the timeline."""

from __future__ import annotations

from contextlib import ExitStack
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from linimasa.cli.ask import answer_timeline
from linimasa.cli.code import Inputs, Tally
from linimasa.cli.configure import data_folder, settings
from linimasa.cli.options import Quiet
from linimasa.cli.terminal import Talk, careful


@careful
def demo(
    record: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where to keep them; else demo.db in your data folder.", show_default=False),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Code a dozen example reports of one story, and show its timeline.

    The reports were written for this demo and their outlets are invented; the agencies that they credit
    are real, and so is the disagreement. They go to a record of their own.
    """
    from linimasa import CODER_VERSION
    from linimasa.ask import Filters
    from linimasa.store import Record

    chosen = settings(record=record or data_folder() / "demo.db")
    talk = Talk(quiet=quiet)
    tally = Tally()
    with ExitStack() as stack:
        folder = stack.enter_context(resources.as_file(resources.files("linimasa").joinpath("data", "demo")))
        inputs = Inputs([str(folder)], talk)
        opened = stack.enter_context(Record.open(chosen.record))
        step = stack.enter_context(talk.progress("example reports"))
        for coded in inputs.coded(jobs=1):
            tally.count(opened.add(coded, coder_version=CODER_VERSION))
            step()
    talk.say(f"{tally}\n")
    answer_timeline(chosen, Filters(), as_json=False)
    option = f"--record {chosen.record}"
    talk.say(
        "\nNow ask it yourself:\n"
        f"  linimasa timeline --pair PRK RUS {option}\n"
        f"  linimasa timeline --speaker KCNA {option}\n"
        f"  linimasa explain CLAIM {option}      (CLAIM: an id from the left column)\n"
        "and code reports of your own:\n"
        "  linimasa code report.txt"
    )
    inputs.finish()
