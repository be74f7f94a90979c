"""The commands that ask the record: ``timeline``, ``show``, ``explain``, ``search``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import typer

from linimasa.cli.configure import settings
from linimasa.cli.options import AsJson, AtPlace, ByActor, ClaimId, MinConfidence, OfTypes, RecordFile, Since, Until
from linimasa.cli.terminal import USAGE, careful, complain, write_line
from linimasa.errors import NotInRecordError, QueryError

if TYPE_CHECKING:
    from linimasa.ask import Filters, Hit, Row
    from linimasa.settings import Settings
    from linimasa.store import Record

_Answer = TypeVar("_Answer")
_SHORTEST_ID = 6


@careful
def timeline(
    actor: ByActor = None,
    pair: Annotated[
        tuple[str, str] | None, typer.Option(metavar="A B", help="Two actors, one on each side, either way round.")
    ] = None,
    types: OfTypes = None,
    since: Since = None,
    until: Until = None,
    place: AtPlace = None,
    speaker: Annotated[
        str | None, typer.Option(metavar="NAME", help="According to whom, anywhere in the chain.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Who published it.")] = None,
    status: Annotated[
        list[str] | None,
        typer.Option(metavar="STATUS", help="actual, planned, conditional or denied; may be given several times."),
    ] = None,
    min_confidence: MinConfidence = None,
    claims: Annotated[bool, typer.Option("--claims", help="Each claim by itself, with its words.")] = False,
    limit: Annotated[
        int | None, typer.Option(metavar="NUMBER", min=1, help="At most so many events, or claims.")
    ] = None,
    as_json: AsJson = False,
    record: RecordFile = None,
) -> None:
    """Show events by the day on which they happened, each with its origins and what is disputed.

    With --claims, the claims that the events were made from. What no report dates comes last; --from and
    --to leave it out.
    """
    from linimasa.ask import EventFilters
    from linimasa.ask.filters import checked

    chosen = settings(record=record, min_confidence=min_confidence)
    filters = EventFilters(
        actor=actor,
        pair=pair,
        types=tuple(types or ()),
        since=since,
        until=until,
        place=place,
        speaker=speaker,
        outlet=outlet,
        status=tuple(status or ()),
        min_confidence=chosen.min_confidence,
        limit=limit,
    )
    usage(lambda: checked(filters))
    if claims:
        with opened_record(chosen) as opened:
            _print_claims(opened, filters, as_json=as_json)
    else:
        from linimasa.cli.events import list_events, merged_record

        with merged_record(chosen) as opened:
            list_events(opened, filters, as_json=as_json)


def _print_claims(record: Record, filters: Filters, *, as_json: bool) -> None:
    import msgspec

    from linimasa.ask import timeline as ask_timeline

    rows = ask_timeline(record, filters)
    if as_json:
        for row in rows:
            write_line(msgspec.json.encode(row))
    elif rows:
        print_rows(rows, id_length=id_length(record))
    else:
        typer.echo(_nothing(record), err=True)
    if not as_json and (filters.since or filters.until):
        from linimasa.cli.events import say_undated

        undated = msgspec.structs.replace(filters, since=None, until=None, limit=None, dated=False)
        say_undated(len(ask_timeline(record, undated)), "claims")


@careful
def show(claim: ClaimId, as_json: AsJson = False, record: RecordFile = None) -> None:
    """Show all that is known of one claim."""
    import msgspec

    from linimasa.ask import show as ask_show

    with opened_record(settings(record=record)) as opened:
        shown = ask_show(opened, claim)
    if as_json:
        answer = {"claim": shown.row.claim, "report": shown.report, "coder": shown.coder}
        write_line(msgspec.json.encode(answer))
        return
    from linimasa.cli.card import card
    from linimasa.cli.console import AnswerConsole

    AnswerConsole().print(card(shown))


@careful
def explain(claim: ClaimId, as_json: AsJson = False, record: RecordFile = None) -> None:
    """Show which words stand behind each value of a claim, and which rule made it."""
    import msgspec

    from linimasa.ask import explain as ask_explain

    with opened_record(settings(record=record)) as opened:
        explanation = ask_explain(opened, claim)
    if as_json:
        answer = {
            "claim": explanation.row.claim,
            "report": explanation.row.report,
            "sentence": explanation.row.sentence,
            "marked": explanation.marked,
            "inferred": [{"field": field, "value": value} for field, value in explanation.inferred],
            "coder": explanation.coder,
        }
        write_line(msgspec.json.encode(answer))
        return
    from linimasa.cli.console import AnswerConsole
    from linimasa.cli.explained import explained

    AnswerConsole().print(explained(explanation))


@careful
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORD", help='All of these; "a phrase" as it stands; kirim*.')],
    limit: Annotated[int, typer.Option(metavar="NUMBER", min=1, help="At most so many lines.")] = 20,
    as_json: AsJson = False,
    record: RecordFile = None,
) -> None:
    """Search the text of all reports, and show the claims made where the words stand."""
    import msgspec

    from linimasa.ask import search as ask_search

    # The shell took the quotes away: an argument of several words was a phrase.
    asked = " ".join(f'"{word}"' if len(word.split()) > 1 and '"' not in word else word for word in words)
    with opened_record(settings(record=record)) as opened:
        hits = usage(lambda: ask_search(opened, asked, limit=limit))
        if as_json:
            for hit in hits:
                write_line(msgspec.json.encode(hit))
        elif hits:
            _print_hits(hits, id_length(opened))
        else:
            typer.echo(f"no report in {opened.path} holds {asked}", err=True)


def usage(ask: Callable[[], _Answer]) -> _Answer:
    """What ``ask`` gives; a question that cannot be asked so is a fault of usage, what is not there is none."""
    try:
        return ask()
    except NotInRecordError:
        raise
    except QueryError as error:
        complain(error)
        raise typer.Exit(USAGE) from error


def id_length(record: Record, table: Literal["claim", "event_name"] = "claim") -> int:
    """How much of an id tells all claims of the record apart, or all ids that its events ever had."""
    length = _SHORTEST_ID
    while True:
        counts = record.select(
            f"SELECT count(DISTINCT id) AS ids, count(DISTINCT substr(id, 1, ?)) AS short FROM {table}", (length,)
        )[0]
        if counts["ids"] == counts["short"]:
            return length
        length += 1


def print_rows(rows: Sequence[Row], *, id_length: int) -> None:
    """The claims as a table, those without a date under their own heading."""
    from rich.text import Text

    from linimasa.cli.console import AnswerConsole
    from linimasa.cli.ledger import Ledger

    console = AnswerConsole()
    dated = [row for row in rows if row.dated]
    undated = [row for row in rows if not row.dated]
    if dated:
        console.print(Ledger(dated, id_length=id_length))
    if undated:
        console.print(Text("\nundated: no date was read for them", "bold"))
        console.print(Ledger(undated, id_length=id_length, dates="published"))


def opened_record(chosen: Settings) -> Record:
    """The record that the settings name; it must be there."""
    from linimasa.store import Record

    return Record.open(chosen.record, create=False)


def _nothing(record: Record) -> str:
    count = record.select("SELECT count(*) AS claims FROM claim")[0]["claims"]
    return f"no claim of the {count} in {record.path} is so"


def _print_hits(hits: Sequence[Hit], id_length: int) -> None:
    from rich.text import Text

    from linimasa.cli.console import AnswerConsole
    from linimasa.cli.ledger import Ledger, printable

    console = AnswerConsole()
    for hit in hits:
        report = hit.report
        about = " · ".join(part for part in (report.outlet, (report.published or "")[:10], report.title) if part)
        console.print(Text(printable(about), "dim"))
        line = Text(printable(hit.text))
        for start, end in hit.found:
            line.stylize("bold reverse", start, end)
        console.print(line)
        if hit.claims:
            console.print(Ledger(hit.claims, id_length=id_length, heading=False))
        console.print()
