"""The commands that ask for events: ``events``, ``compare``, ``origins``, ``story``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from linimasa.cli.ask import id_length, opened_record, usage
from linimasa.cli.configure import settings
from linimasa.cli.options import AsJson, AtPlace, ByActor, EventId, OfTypes, RecordFile, Since, Until
from linimasa.cli.terminal import careful, complain, write_line
from linimasa.errors import ReadOnlyError

if TYPE_CHECKING:
    from linimasa.ask import EventFilters
    from linimasa.model import Event
    from linimasa.settings import Settings
    from linimasa.store import Record


@careful
def events(
    actor: ByActor = None,
    types: OfTypes = None,
    since: Since = None,
    until: Until = None,
    place: AtPlace = None,
    disputed: Annotated[
        bool, typer.Option("--disputed", help="Only those whose claims contradict each other.")
    ] = False,
    single_origin: Annotated[
        bool, typer.Option("--single-origin", help="Only those that rest on one origin, whoever printed it.")
    ] = False,
    reports: Annotated[int, typer.Option(metavar="NUMBER", min=1, help="Told by at least so many reports.")] = 1,
    limit: Annotated[int | None, typer.Option(metavar="NUMBER", min=1, help="At most so many events.")] = None,
    as_json: AsJson = False,
    record: RecordFile = None,
) -> None:
    """Show what the reports together say happened: one entry an event, the most told first.

    With --json, each line is one event, in order of days, as docs/record.md says.
    """
    from linimasa.ask import EventFilters

    asked = EventFilters(
        actor=actor,
        types=tuple(types or ()),
        since=since,
        until=until,
        place=place,
        disputed=disputed,
        single_origin=single_origin,
        reports=reports,
        limit=limit if as_json else None,
    )
    with merged_record(settings(record=record)) as opened:
        list_events(opened, asked, as_json=as_json, most_told_first=True, limit=limit)


def list_events(
    record: Record,
    filters: EventFilters,
    *,
    as_json: bool,
    most_told_first: bool = False,
    limit: int | None = None,
) -> None:
    """Prints the events that meet ``filters``: as JSON by day, else as a list, by day or the most told first."""
    import msgspec

    from linimasa.ask import events as ask_events

    found = usage(lambda: ask_events(record, filters))
    if as_json:
        for event in found:
            write_line(msgspec.json.encode(event))
        return
    if most_told_first:
        found.sort(key=lambda event: (-len(event.origins), -event.reports))
    _print_events(record, found[:limit])
    if filters.since or filters.until:
        undated = msgspec.structs.replace(filters, since=None, until=None, limit=None, dated=False)
        say_undated(len(ask_events(record, undated)), "events")


def say_undated(count: int, things: str) -> None:
    """Says how many things without a date were left out because days were asked for."""
    if count:
        typer.echo(f"{count} {things} without a date are left out; without --from and --to they come last", err=True)


@careful
def compare(event: EventId, as_json: AsJson = False, record: RecordFile = None) -> None:
    """Show an event field by field: each value, who says so, where, in which words; disputes first."""
    import msgspec

    from linimasa.ask import compare as ask_compare

    with merged_record(settings(record=record)) as opened:
        compared = usage(lambda: ask_compare(opened, event))
        if as_json:
            write_line(msgspec.json.encode({"event": compared.event, "fields": compared.fields}))
            return
        from linimasa.cli.comparison import comparison
        from linimasa.cli.console import AnswerConsole

        AnswerConsole().print(comparison(compared))


@careful
def origins(event: EventId, as_json: AsJson = False, record: RecordFile = None) -> None:
    """Show where an event's reports have it from: each independent origin, and why it is thought so."""
    import msgspec

    from linimasa.ask import event as ask_event

    with merged_record(settings(record=record)) as opened:
        shown = usage(lambda: ask_event(opened, event))
        if as_json:
            write_line(msgspec.json.encode({"event": shown.event.id, "origins": shown.event.origins}))
            return
        from linimasa.cli.comparison import origin_tree
        from linimasa.cli.console import AnswerConsole

        AnswerConsole().print(origin_tree(shown))


@careful
def story(event: EventId, as_json: AsJson = False, record: RecordFile = None) -> None:
    """Show what came before and after an event between the same sides, what answered it, what came of a plan."""
    import msgspec

    from linimasa.ask import story as ask_story

    with merged_record(settings(record=record)) as opened:
        told = usage(lambda: ask_story(opened, event))
        if as_json:
            write_line(msgspec.json.encode(told))
            return
        from linimasa.cli.comparison import story_told
        from linimasa.cli.console import AnswerConsole

        AnswerConsole().print(story_told(told, id_length(opened, "event_name")))


@careful
def joins(event: EventId, as_json: AsJson = False, record: RecordFile = None) -> None:
    """Show why each claim stands in an event: which other claim it is likest to, how sure that is, and by what."""
    import msgspec

    from linimasa.ask import joins as ask_joins

    with merged_record(settings(record=record)) as opened:
        found = usage(lambda: ask_joins(opened, event))
        if as_json:
            for join in found:
                like = join.like.claim.id if join.like else None
                line = {
                    "claim": join.row.claim.id,
                    "like": like,
                    "probability": join.probability,
                    "reasons": join.reasons,
                }
                write_line(msgspec.json.encode(line))
            return
        from linimasa.cli.comparison import joins_told
        from linimasa.cli.console import AnswerConsole

        AnswerConsole().print(joins_told(found, id_length(opened)))


def merged_record(chosen: Settings) -> Record:
    """The record that the settings name, its new claims put into events; where it may only be read, as it is."""
    opened = opened_record(chosen)
    try:
        if not opened.is_merged():
            from linimasa.cli.batch import merging_processes

            opened.merge(workers=merging_processes(chosen.jobs))
    except ReadOnlyError:
        waiting = opened.unmerged()
        if waiting:
            are = "claim is" if waiting == 1 else "claims are"
            complain(f"{opened.path}: may only be read: {waiting} {are} not put into events yet")
    except BaseException:
        opened.close()
        raise
    return opened


def _print_events(record: Record, found: Sequence[Event]) -> None:
    """The events as a list, or that there is none."""
    from linimasa.cli.chronicle import Chronicle
    from linimasa.cli.console import AnswerConsole

    if found:
        AnswerConsole().print(Chronicle(found, id_length=id_length(record, "event_name")))
    else:
        count = record.select("SELECT count(*) AS events FROM event")[0]["events"]
        typer.echo(f"no event of the {count} in {record.path} is so", err=True)
