"""The commands of ``linimasa judge``: what a person decides about events, with undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from linimasa.cli.ask import usage
from linimasa.cli.configure import settings
from linimasa.cli.events import merged_record
from linimasa.cli.options import AsJson, EventId, RecordFile
from linimasa.cli.terminal import careful, write_line

if TYPE_CHECKING:
    from linimasa.model import Event
    from linimasa.store import Judgement, Merged

judge = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Accept, join and split events by hand; choose which values are shown. Each can be undone.",
)
Note = Annotated[str, typer.Option(metavar="TEXT", help="Why, for those who come later.")]


@judge.command()
@careful
def accept(event: EventId, note: Note = "", record: RecordFile = None) -> None:
    """Say that the claims of an event are rightly together."""
    from linimasa.ask import event as ask_event

    with merged_record(settings(record=record)) as opened:
        shown = usage(lambda: ask_event(opened, event))
        _say(*opened.judge("accept", shown.event.claims, note=note))


@judge.command()
@careful
def join(
    events: Annotated[list[str], typer.Argument(metavar="EVENT", help="Two events or more.")],
    note: Note = "",
    record: RecordFile = None,
) -> None:
    """Say that events are one."""
    from linimasa.ask import event as ask_event

    if len(events) < 2:
        raise typer.BadParameter("name two events or more")
    with merged_record(settings(record=record)) as opened:
        shown = [usage(lambda name=name: ask_event(opened, name)) for name in events]  # type: ignore[misc]
        names = [one.event.id for one in shown]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise typer.BadParameter(f"event {twice} is named twice; name two that are not one yet")
        claims = [claim for one in shown[1:] for claim in one.event.claims]
        _say(*opened.judge("join", shown[0].event.claims, claims, note=note))


@judge.command()
@careful
def split(
    event: EventId,
    claims: Annotated[list[str], typer.Argument(metavar="CLAIM", help="Claims that do not tell this event.")],
    note: Note = "",
    record: RecordFile = None,
) -> None:
    """Say that claims do not tell an event that they stand in."""
    from linimasa.ask import event as ask_event

    with merged_record(settings(record=record)) as opened:
        shown = usage(lambda: ask_event(opened, event))
        meant = {_meant(name, shown.event) for name in claims}
        taken = [claim for claim in shown.event.claims if claim in meant]
        kept = [claim for claim in shown.event.claims if claim not in meant]
        if not kept:
            raise typer.BadParameter("these are all claims of the event; name those that do not belong")
        _say(*opened.judge("split", taken, kept, note=note))


@judge.command()
@careful
def headline(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="origins, precise, latest or conservative.")],
    note: Note = "",
    record: RecordFile = None,
) -> None:
    """Choose by which rule an event's values are shown: that of most origins, the most precise, the latest, or the
    most conservative."""
    with merged_record(settings(record=record)) as opened:
        _say(*usage(lambda: opened.judge("headline", [rule], note=note)))


@judge.command()
@careful
def undo(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="Which judgement: see list.")],
    record: RecordFile = None,
) -> None:
    """Take a judgement back."""
    with merged_record(settings(record=record)) as opened:
        _say(*usage(lambda: opened.undo(number)))


@judge.command("list")
@careful
def list_judgements(as_json: AsJson = False, record: RecordFile = None) -> None:
    """Show all judgements, those taken back among them."""
    import msgspec

    with merged_record(settings(record=record)) as opened:
        made = opened.judgements()
    for judgement in made:
        if as_json:
            write_line(msgspec.json.encode(judgement))
        else:
            typer.echo(_told(judgement))
    if not made and not as_json:
        typer.echo("no judgements yet", err=True)


def _meant(name: str, event: Event) -> str:
    """The claim of an event that is named by its id or the beginning of it."""
    found = [claim for claim in event.claims if claim == name] or [
        claim for claim in event.claims if name and claim.startswith(name)
    ]
    if not found:
        raise typer.BadParameter(f"{name!r} is no claim of event {event.id}; they stand in: linimasa joins {event.id}")
    if len(found) > 1:
        raise typer.BadParameter(f"{name!r} begins the ids of several claims ({', '.join(found)}); write more of it")
    return found[0]


def _say(judgement: Judgement, merged: Merged) -> None:
    typer.echo(_told(judgement))
    typer.echo(f"events: {merged.made} made, {merged.changed} changed, {merged.gone} gone", err=True)
    if judgement.undone is None:
        typer.echo(f"take it back with: linimasa judge undo {judgement.n}", err=True)


def _told(judgement: Judgement) -> str:
    about = ", ".join(judgement.one) + (f" / {', '.join(judgement.other)}" if judgement.other else "")
    undone = f"  (undone {judgement.undone})" if judgement.undone else ""
    note = f"  {judgement.note}" if judgement.note else ""
    return f"{judgement.n}  {judgement.made}  {judgement.kind}  {about}{note}{undone}"
