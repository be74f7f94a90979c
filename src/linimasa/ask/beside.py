"""Reports of one event beside each other: the same fields aligned, what was copied, and what only one says."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from linimasa.ask.compare import Compared
from linimasa.ask.reports import read_report
from linimasa.errors import QueryError
from linimasa.merge.passages import shared_passages
from linimasa.model import Report, Span
from linimasa.store import Record

FEWEST, MOST = 2, 6


class Cell(msgspec.Struct, frozen=True):
    """What a report's claims give for a field: ids of claims, one for each value; ``only``: no other report does."""

    claims: tuple[str, ...]
    only: bool


class Beside(msgspec.Struct, frozen=True):
    """Reports in order of publication; ``cells`` by the name of the field, one for each report.

    ``copied``: for each report the spans of its text that an earlier one of them has too.
    """

    reports: tuple[Report, ...]
    cells: dict[str, tuple[Cell, ...]]
    copied: tuple[tuple[Span, ...], ...]


def beside(record: Record, compared: Compared, chosen: Sequence[str] = ()) -> Beside:
    """Two to six reports of an event; those that differ most where none are ``chosen`` (ids). Raises QueryError."""
    known = list(dict.fromkeys(row.report.id for row in compared.rows))
    unknown = [report for report in chosen if report not in known]
    if unknown:
        raise QueryError(f"report {unknown[0]!r} does not tell event {compared.event.id}")
    ids = [report for report in known if report in chosen] or _telling(compared, known)
    if not FEWEST <= len(ids) <= MOST:
        raise QueryError(f"{len(ids)} reports of the event; two to six can stand side by side")
    reports = tuple(read_report(record, report).report for report in ids)
    return Beside(reports, _cells(compared, ids), tuple(_copied(reports, place) for place in range(len(reports))))


def _telling(compared: Compared, known: list[str]) -> list[str]:
    """The reports that between them give most different values, up to four; in the order of publication."""
    chosen: list[str] = []
    for field in compared.fields:
        for value in field.values:
            if value.relation in ("dispute", "update") or not chosen:
                report = next((saying.report for saying in value.sayings if saying.report not in chosen), None)
                if report is not None and not any(saying.report in chosen for saying in value.sayings):
                    chosen.append(report)
    chosen += [report for report in known if report not in chosen]
    kept = chosen[: 4 if len(known) > FEWEST else FEWEST]
    return [report for report in known if report in kept]


def _cells(compared: Compared, ids: Sequence[str]) -> dict[str, tuple[Cell, ...]]:
    cells: dict[str, tuple[Cell, ...]] = {}
    for field in compared.fields:
        claims: dict[str, list[str]] = {report: [] for report in ids}
        only: dict[str, bool] = dict.fromkeys(ids, False)
        for value in field.values:
            here = [saying for saying in value.sayings if saying.report in claims]
            tellers = {saying.report for saying in here}
            for report in tellers:
                claims[report].append(next(saying.claim for saying in here if saying.report == report))
                only[report] = only[report] or len(tellers) == 1
        cells[field.name] = tuple(Cell(tuple(claims[report]), only[report]) for report in ids)
    return cells


def _copied(reports: Sequence[Report], place: int) -> tuple[Span, ...]:
    spans = [ours for earlier in reports[:place] for ours, _ in shared_passages(reports[place].text, earlier.text)]
    return tuple(sorted(set(spans)))
