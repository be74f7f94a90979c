"""An event's fields side by side, and the tree of where its reports have it from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from linimasa.ask import Compared, ComparedField, ComparedValue, EventShown, Join, Saying, Story
from linimasa.ask.wording import days
from linimasa.cli.chronicle import counts, headline, kind
from linimasa.cli.ledger import printable, stacked
from linimasa.model import Event, Origin

_RELATION_STYLES = {"same": "bold", "within": "", "update": "cyan", "dispute": "bold yellow"}
_RELATION_SIGNS = {"same": "●", "within": "○", "update": "↑", "dispute": "≠"}
_SHOWN_SAYINGS = 4
_SHOWN_REASONS = 5


def comparison(compared: Compared) -> Group:
    """The event, then each field: value, who says so, outlet, words."""
    return Group(*_parts(compared))


def _parts(compared: Compared) -> Iterator[RenderableType]:
    yield _title(compared.event)
    for field in compared.fields:
        yield Text()
        yield _field_title(field)
        yield _values(field)


def _title(event: Event) -> Text:
    when = days(event.when) if event.when else "undated"
    about = Text.assemble((f"{when}  ", "bold"), kind(event), "  ", headline(event))
    return about.append(f"\n{event.id}: {counts(event)}", "not bold dim")


def _field_title(field: ComparedField) -> Text:
    title = Text(field.name, "underline")
    if field.disputed:
        title.append("  disputed", "bold yellow not underline")
    if field.unsaid:
        title.append(f"  not said in {field.unsaid} of the claims", "dim not underline")
    return title


def _values(field: ComparedField) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(width=1)
    table.add_column(ratio=3, overflow="fold")
    table.add_column(ratio=3, overflow="fold")
    table.add_column(ratio=3, overflow="fold")
    table.add_column(ratio=5, overflow="fold")
    for value in field.values:
        sayings = _told_apart(value)
        for index, saying in enumerate(sayings[:_SHOWN_SAYINGS]):
            table.add_row(*_row(value, saying, first=index == 0))
        more = len(sayings) - _SHOWN_SAYINGS
        if more > 0:
            table.add_row("", "", Text(f"and {more} more", "dim"), "", "")
    return table


def _told_apart(value: ComparedValue) -> list[Saying]:
    """One saying for each voice of each report, in the value's own words where it has them."""
    chosen: dict[tuple[tuple[str, ...], str], Saying] = {}
    for saying in value.sayings:
        known = chosen.get((saying.according_to, saying.report))
        if known is None or (known.words is None and saying.words is not None):
            chosen[saying.according_to, saying.report] = saying
    return sorted(chosen.values(), key=lambda saying: saying.words is None)


def _row(value: ComparedValue, saying: Saying, *, first: bool) -> Sequence[Text]:
    sign = Text(_RELATION_SIGNS[value.relation] if first else "", _RELATION_STYLES[value.relation])
    name = Text(printable(value.value) if first else "", _RELATION_STYLES[value.relation])
    who = Text(" › ".join(printable(voice) for voice in saying.according_to) or "in its own voice")
    outlet = Text(printable(saying.outlet or "—"))
    if saying.published:
        outlet.append(f" {saying.published[:10]}", "dim")
    words = Text(f"“{printable(saying.words)}”", "italic") if saying.words else Text("from elsewhere in it", "dim")
    return sign, name, who, outlet, words


def origin_tree(shown: EventShown) -> Group:
    """Each origin with the reports that rest on it, and by which steps."""
    event = shown.event
    return Group(_title(event), *(_branch(origin, shown) for origin in event.origins))


def _branch(origin: Origin, shown: EventShown) -> Tree:
    tree = Tree(Text.assemble((printable(origin.origin), "bold"), f"  {origin.kind}"))
    reports = {row.report.id: row.report for row in shown.rows}
    for identity in origin.reports:
        report = reports[identity]
        about = (report.outlet, (report.published or "")[:10], report.title)
        leaf = tree.add(Text(" · ".join(printable(part) for part in about if part) or identity))
        for step in origin.links:
            if step.taker == identity:
                leaf.add(Text(_step(step.to, step.reason), "dim"))
    for step in origin.links:
        if step.taker not in reports:
            tree.add(Text(f"{printable(step.taker)} ← {_step(step.to, step.reason)}", "dim"))
    return tree


def _step(giver: str, reason: str) -> str:
    return f"{printable(giver)} ({reason})"


def story_told(told: Story, id_length: int) -> Group:
    """The events of a story by day, the one asked for in its place, each with its bond and the reason."""
    table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(width=10)
    table.add_column(width=11)
    table.add_column(overflow="fold")
    own = (told.event.when.start if told.event.when else "9999", told.event, Text("this event", "bold cyan"))
    others = [
        (
            thread.event.when.start if thread.event.when else "9999",
            thread.event,
            Text.assemble((thread.bond, "cyan"), (f": {thread.reason}", "dim")),
        )
        for thread in told.threads
    ]
    for _, event, why in sorted([own, *others], key=lambda entry: entry[0]):
        day = Text(stacked(event.when) if event.when else "undated")
        day.append(f"\n{event.id[:id_length]}", "dim cyan")
        table.add_row(day, kind(event), Text("\n").join((headline(event), why)))
    parts: list[RenderableType] = [table]
    if told.unfulfilled:
        parts.append(Text(f"\n{told.unfulfilled}", "yellow"))
    return Group(*parts)


def joins_told(found: Sequence[Join], id_length: int) -> Table:
    """Each claim, the one that it is likest to, the probability that both tell one event, and what makes it so."""
    table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    for width in (id_length, id_length, 4, None):
        table.add_column(width=width, overflow="fold")
    table.add_row(*(Text(name, "dim underline") for name in ("claim", "like", "sure", "because")))
    for join in found:
        sentence = Text(printable(join.row.sentence), "italic", no_wrap=True, overflow="ellipsis")
        like = Text(join.like.claim.id[:id_length] if join.like else "—", "cyan")
        sure = Text(f"{join.probability:.2f}" if join.probability is not None else "")
        reasons = Text(", ".join(f"{name} {weight:+.1f}" for name, weight in join.reasons[:_SHOWN_REASONS]), "dim")
        claim = Text(join.row.claim.id[:id_length], "cyan")
        table.add_row(claim, like, sure, Text("\n").join((sentence, reasons)) if join.reasons else sentence)
    return table
