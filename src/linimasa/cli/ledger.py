"""Claims as a table that is read, not only looked up: who did what to whom, said by whom, in which words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Literal

from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from linimasa.ask import Row
from linimasa.ask.wording import actors, days
from linimasa.model import Attribution, Claim, When

_NARROWEST, _DATE, _TYPE = 60, 10, 11
_WORDS_LINES = 2
QUAD_STYLES = {1: "green", 2: "bold green", 3: "yellow", 4: "bold red"}


class Ledger:
    """Rows under one heading, ids cut to ``id_length``.

    ``dates``: what the first column holds, the day of the event or, for claims without one, the day of
    publication. ``with_outlet`` False: all rows are of one report, named above.
    """

    def __init__(
        self,
        rows: Sequence[Row],
        *,
        id_length: int,
        with_outlet: bool = True,
        heading: bool = True,
        dates: Literal["date", "published"] = "date",
    ) -> None:
        self.rows = rows
        self.id_length = id_length
        self.with_outlet = with_outlet
        self.heading = heading
        self.dates = dates

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = max(options.max_width, _NARROWEST)
        if self.heading:
            yield from self._heading(width)
        for row in self.rows:
            yield self._entry(row, width)

    def _columns(self, width: int) -> Table:
        """The grid right of the date; who acts gets what the others leave."""
        room = width - _DATE - 2 - _TYPE - 2
        speaker = max(14, room // 4)
        outlet = _outlet_width(width) if self.with_outlet else 0
        grid = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
        grid.add_column(width=room - speaker - outlet - (4 if self.with_outlet else 2), overflow="fold")
        grid.add_column(width=_TYPE, overflow="fold")
        grid.add_column(width=speaker, overflow="fold")
        if self.with_outlet:
            grid.add_column(width=outlet, overflow="fold")
        return grid

    def _heading(self, width: int) -> Iterator[Table]:
        columns = self._columns(width)
        names = ["who → whom", "type", "according to", *(["outlet"] if self.with_outlet else [])]
        columns.add_row(*(Text(name, "dim underline") for name in names))
        yield _beside(Text(self.dates, "dim underline"), columns)

    def _entry(self, row: Row, width: int) -> Table:
        claim = row.claim
        columns = self._columns(width)
        cells = [_parties(claim), _kind(claim), _chain(claim.according_to)]
        if self.with_outlet:
            cells.append(Text(_folded(printable(row.report.outlet or "—"), _outlet_width(width))))
        columns.add_row(*cells)
        inner = Table.grid()
        inner.add_column(width=width - _DATE - 2)
        inner.add_row(columns)
        inner.add_row(words(row, (width - _DATE - 2) * _WORDS_LINES))
        date = self._date(row)
        date.append(f"\n{claim.id[: self.id_length]}", "dim cyan")
        return _beside(date, inner)

    def _date(self, row: Row) -> Text:
        if self.dates == "published":
            return Text((row.report.published or "unknown")[:10], "dim")
        return Text(stacked(row.claim.when)) if row.claim.when else Text("undated", "dim")


def _outlet_width(width: int) -> int:
    return max(12, (width - _DATE - _TYPE - 4) // 5)


def _folded(name: str, width: int) -> str:
    """A site's address that is too long for a line, broken before a dot."""
    lines = [""]
    for part in re.split(r"(?=\.)", name) if len(name) > width and " " not in name else [name]:
        if len(lines[-1]) + len(part) > width and lines[-1]:
            lines.append("")
        lines[-1] += part
    return "\n".join(lines)


def _beside(left: Text, right: Table) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    grid.add_column(width=_DATE)
    grid.add_column()
    grid.add_row(left, right)
    return grid


def stacked(when: When) -> str:
    """The days, the two ends of a range below each other."""
    return days(when).replace(" to ", "\n")


def _parties(claim: Claim) -> Text:
    cell = Text()
    cell.append(printable(actors(claim.source)), "bold")
    cell.append(" → ", "dim")
    cell.append(printable(actors(claim.target)), "bold")
    if claim.where:
        cell.append(f" in {printable(claim.where.name)}")
    return cell


def _kind(claim: Claim) -> Text:
    cell = Text(claim.type, QUAD_STYLES.get(claim.quad, ""))
    for name, usual in ((claim.status, "actual"), (claim.certainty, "stated")):
        if name != usual:
            cell.append(f"\n{name}", "italic")
    return cell


def _chain(according_to: Sequence[Attribution]) -> Text:
    return Text(" › ".join(printable(voice.name) for voice in according_to) or "—")


def words(row: Row, room: int) -> Text:
    """The claim's sentence with its trigger set off; the part around the trigger where it is longer than ``room``."""
    start = row.claim.evidence.sentence[0]
    trigger = row.claim.evidence.trigger
    text = Text(printable(row.sentence), "italic")
    text.stylize("bold not italic", trigger[0] - start, trigger[1] - start)
    if len(text) <= room:
        return text
    # A third of the room for what comes before the trigger, cut between words, two letters for the ellipses.
    first = max(0, min(trigger[0] - start - room // 3, len(text) - room))
    first = text.plain.find(" ", first) + 1 if first else 0
    last = min(len(text), first + room - 2)
    last = text.plain.rfind(" ", first, last) if last < len(text) else last
    return Text("…" if first else "").append_text(text[first:last]).append("…" if last < len(text) else "")


def printable(text: str) -> str:
    """``text`` with each control character, which a terminal might obey, as one space."""
    return "".join(" " if unicodedata.category(char) in ("Cc", "Cs") else char for char in text)
