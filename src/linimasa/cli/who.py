"""The command ``who``: the names and roles under which reports speak of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from linimasa.cli.ask import opened_record
from linimasa.cli.configure import settings
from linimasa.cli.options import AsJson, RecordFile
from linimasa.cli.terminal import careful, write_line

if TYPE_CHECKING:
    from rich.console import Group

    from linimasa.ask import Person


@careful
def who(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A person's name, or an id (person:kim-jong-un).")],
    as_json: AsJson = False,
    record: RecordFile = None,
) -> None:
    """Show under which names and in which roles reports speak of a person, and when they were published.

    Roles stand in the reports' own words. A role is as old as the reports that tell it: the days are those of
    publication.
    """
    import msgspec

    from linimasa.ask import persons
    from linimasa.cli.console import AnswerConsole

    with opened_record(settings(record=record)) as opened:
        found = persons(opened, name)
        if as_json:
            for person in found:
                write_line(msgspec.json.encode(person))
        elif found:
            for person in found:
                AnswerConsole().print(_card(person))
        else:
            typer.echo(f"nobody in {opened.path} is called {name}", err=True)


def _card(person: Person) -> Group:
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    from linimasa.cli.ledger import printable

    table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(width=len("2025-01-01"))
    table.add_column(width=len("2025-01-01"))
    table.add_column(overflow="fold")
    table.add_row(*(Text(name, "dim underline") for name in ("from", "to", "role, as reports put it")))
    for told in person.roles:
        count = f"  {len(told.reports)} report{'' if len(told.reports) == 1 else 's'}"
        role = Text.assemble(printable(told.role), (count, "dim"))
        table.add_row(told.first or "unknown", told.last or "unknown", role)
    title = Text(" · ".join(printable(name) for name in person.names), "bold")
    about = Text(" ".join((*person.ids, *person.countries)), "dim")
    return Group(title, about, table, Text())
