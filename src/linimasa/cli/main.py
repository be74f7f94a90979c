"""The command line: what stands on it, and how it ends."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from linimasa import __version__
from linimasa.cli import ask, code, events
from linimasa.cli.demo import demo
from linimasa.cli.judge import judge
from linimasa.cli.serve import serve
from linimasa.cli.voices import voices
from linimasa.cli.who import who

app = typer.Typer(
    name="linimasa",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=(
        "News reports, Indonesian first, English second, as sourced claims and a timeline that can be cited.\n\n"
        "Works offline. Exit codes: 0 all done, 1 some inputs failed, 2 wrong usage, 130 stopped by Ctrl-C."
    ),
    epilog="Start with: linimasa demo",
)


def _examples(*lines: str) -> str:
    return "\b\n" + "\n".join(("Examples:", *(f"  {line}" for line in lines)))


app.command(
    epilog=_examples(
        "linimasa code report.txt",
        "linimasa code saved.html 'june/*.jsonl.gz' --jobs 2 --json > coded.jsonl",
        "cat report.txt | linimasa code -",
    )
)(code.code)
app.command(
    epilog=_examples(
        "linimasa add reports/",
        "linimasa add june.jsonl.gz --record ukraine.db",
    )
)(code.add)
app.command(
    short_help="Show events by the day on which they happened.",
    epilog=_examples(
        "linimasa timeline --actor Rusia --from 2025-07 --to 2025-07",
        "linimasa timeline --pair PRK RUS --type AID --speaker KCNA",
        "linimasa timeline --place Wonsan --json",
    ),
)(ask.timeline)
app.command(
    short_help="Show events, the most told first.",
    epilog=_examples("linimasa events --disputed", "linimasa events --actor Iran --from 2025-06 --json"),
)(events.events)
app.command(
    short_help="Show an event field by field, disputes first.",
    epilog=_examples("linimasa compare e3f9a2c"),
)(events.compare)
app.command(
    short_help="Show where an event's reports have it from.",
    epilog=_examples("linimasa origins e3f9a2c"),
)(events.origins)
app.command(
    short_help="Show what came before and after an event, and why it belongs to it.",
    epilog=_examples("linimasa story e3f9a2c"),
)(events.story)
app.command(
    short_help="Show why each claim stands in an event.",
    epilog=_examples("linimasa joins e3f9a2c"),
)(events.joins)
app.add_typer(
    judge,
    name="judge",
    epilog=_examples(
        "linimasa judge join e3f9a2c e81d0b4 --note 'one visit'",
        "linimasa judge split e3f9a2c 5be21f0 --note 'another day'",
        "linimasa judge headline conservative",
        "linimasa judge undo 3",
    ),
)
app.command(epilog=_examples("linimasa show 3f9a2c"))(ask.show)
app.command(
    short_help="Show which words say so, and which rule made it.",
    epilog=_examples("linimasa explain 3f9a2c"),
)(ask.explain)
app.command(
    short_help="Search the text of all reports, and their claims.",
    epilog=_examples("linimasa search pasukan Kursk", "linimasa search 'tanpa syarat' --json"),
)(ask.search)
app.command(
    short_help="Show who said what about whom.",
    epilog=_examples(
        "linimasa voices --speaker Lavrov",
        "linimasa voices --speaker KCNA --about RUS --from 2025-07 --json",
    ),
)(voices)
app.command(
    short_help="Show in which roles reports speak of a person.",
    epilog=_examples("linimasa who Lavrov", "linimasa who person:kim-jong-un --json"),
)(who)
app.command(
    short_help="Show a story that outlets tell differently.", epilog=_examples("linimasa demo", "linimasa demo --serve")
)(demo)

app.command(
    short_help="Serve the workbench to your browser.",
    epilog=_examples("linimasa serve --open", "linimasa serve --record ukraine.db --port 9000"),
)(serve)


def _version_asked(asked: bool) -> None:
    if asked:
        version()
        raise typer.Exit


@app.callback()
def _main(
    _: Annotated[
        bool, typer.Option("--version", callback=_version_asked, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(f"linimasa {__version__}")


def main() -> None:
    """The entry point of ``linimasa``."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a letter shows a question mark; it is no reason to stop.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    app()
