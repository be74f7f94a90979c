"""Events as a list that is read: when, who and whom, told by how many, from how many origins, disputed in what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from linimasa.ask.wording import actors, number, place
from linimasa.cli.ledger import QUAD_STYLES, printable, stacked
from linimasa.coding.plover import event_type
from linimasa.merge.values import PEOPLE_COUNTED
from linimasa.model import Event, Quantity

_DATE, _TYPE = 10, 11
_SHOWN_ORIGINS = 4
_SHOWN_QUANTITIES = 3


class Chronicle:
    """Events under one heading, ids cut to ``id_length``."""

    def __init__(self, events: Sequence[Event], *, id_length: int) -> None:
        self.events = events
        self.id_length = id_length

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
        table.add_column(width=_DATE)
        table.add_column(width=_TYPE)
        table.add_column(overflow="fold")
        table.add_row(*(Text(name, "dim underline") for name in ("date", "type", "who → whom")))
        for event in self.events:
            table.add_row(self._date(event), kind(event), Text("\n").join(_lines(event)))
        yield table

    def _date(self, event: Event) -> Text:
        date = Text(stacked(event.when)) if event.when else Text("undated", "dim")
        return date.append(f"\n{event.id[: self.id_length]}", "dim cyan")


def kind(event: Event) -> Text:
    """The type in the colour of its quad class, and the status where it is not the usual one."""
    cell = Text(event.type, QUAD_STYLES.get(event_type(event.type, event.modes).quad, ""))
    if event.status != "actual":
        cell.append(f"\n{event.status}", "italic not bold")
    return cell


def headline(event: Event) -> Text:
    """Who did it to whom, where."""
    line = Text(printable(actors(event.source)), "bold")
    line.append(" → ", "dim").append(printable(actors(event.target)), "bold")
    if event.where:
        line.append(f" in {printable(place(event.where))}", "not bold")
    return line


def counts(event: Event) -> str:
    """How many reports of how many publishers tell it, from how many independent origins."""
    independent = "independent origin"
    return ", ".join(
        (
            _plural(event.reports, "report"),
            _plural(event.publishers, "publisher"),
            _plural(len(event.origins), independent),
        )
    )


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _lines(event: Event) -> Iterator[Text]:
    yield headline(event)
    if event.quantities:
        shown = [_counted(quantity) for quantity in event.quantities[:_SHOWN_QUANTITIES]]
        yield Text("; ".join(shown) + _more(len(event.quantities) - len(shown)))
    names = [printable(origin.origin) for origin in event.origins[:_SHOWN_ORIGINS]]
    yield Text(f"{counts(event)}: {', '.join(names)}{_more(len(event.origins) - len(names))}", "dim")
    if event.disputed:
        yield Text(f"disputed: {', '.join(event.disputed)}", "yellow")


def _counted(quantity: Quantity) -> str:
    """A number with what it counts, and what befell those counted."""
    befell = f" {quantity.kind}" if quantity.kind in PEOPLE_COUNTED and quantity.kind != "troops" else ""
    return f"{printable(number(quantity))}{befell}"


def _more(count: int) -> str:
    return f" and {count} more" if count > 0 else ""
