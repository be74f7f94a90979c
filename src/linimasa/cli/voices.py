"""The command ``voices``: who said what about whom, through whom, in which words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from linimasa.cli.ask import opened_record, usage
from linimasa.cli.configure import settings
from linimasa.cli.options import AsJson, RecordFile
from linimasa.cli.terminal import careful, write_line

if TYPE_CHECKING:
    from rich.text import Text

    from linimasa.ask import Statement


@careful
def voices(
    speaker: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Who says so or through whom: a name in either language, an id, or a country code."
        ),
    ] = None,
    about: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who takes part in what is said, or is named in the words said."),
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Who published it.")] = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Published on or after this day, month or year.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Published on or before this day, month or year.")
    ] = None,
    limit: Annotated[int | None, typer.Option(metavar="NUMBER", min=1, help="At most so many statements.")] = None,
    as_json: AsJson = False,
    record: RecordFile = None,
) -> None:
    """Show who said what about whom, and through whom it came.

    Also what tells no event. The day is that of publication; --about finds an actor in the claims made in the
    words said, and by its name in these words.
    """
    import msgspec

    from linimasa.ask import VoiceFilters
    from linimasa.ask import voices as ask_voices

    filters = VoiceFilters(speaker=speaker, about=about, outlet=outlet, since=since, until=until, limit=limit)
    with opened_record(settings(record=record)) as opened:
        found = usage(lambda: ask_voices(opened, filters))
        if as_json:
            for statement in found:
                write_line(msgspec.json.encode(statement))
        elif found:
            _print(found)
        else:
            typer.echo(f"no statement in {opened.path} is so", err=True)


def _print(found: Sequence[Statement]) -> None:
    from rich.table import Table
    from rich.text import Text

    from linimasa.cli.console import AnswerConsole

    table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(width=len("2025-01-01"))
    table.add_column(overflow="fold")
    table.add_row(Text("published", "dim underline"), Text("who says what, through whom", "dim underline"))
    for statement in found:
        day = Text((statement.report.published or "unknown")[:10])
        table.add_row(day, Text("\n").join(_lines(statement)))
    AnswerConsole().print(table)


def _lines(statement: Statement) -> Iterator[Text]:
    from rich.text import Text

    from linimasa.cli.ledger import printable

    voice, report = statement.voice, statement.report
    who = Text(printable(voice.speaker.name), "bold")
    known = ", ".join(fact for fact in (voice.speaker.role, voice.affiliation, voice.speaker.country) if fact)
    who.append(f" ({printable(known)})" if known else "", "not bold")
    for link in reversed(voice.through):
        who.append(f" ‹ {printable(link.name)}", "not bold")
    if statement.cue:
        who.append(f"  {printable(statement.cue)}", "not bold dim")
    yield who
    said = " … ".join(printable(words) for words in statement.said)
    yield Text(f"“{said}”" if voice.quote == "direct" else said, "italic")
    yield Text(" · ".join(printable(part) for part in (report.outlet, report.title) if part) or report.id, "dim")
