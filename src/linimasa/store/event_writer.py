"""Writes events into the record, many at once: each put together from its claims."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from linimasa.language.fold import key
from linimasa.merge.event import assemble
from linimasa.merge.roots import Made
from linimasa.model import Claim, Event, Headline
from linimasa.store import names, sources
from linimasa.store.portions import portions, rows_for
from linimasa.store.tables import when_and_where

_EVENTS_AT_ONCE = 200

_encode = msgspec.json.Encoder().encode
_decode_claim = msgspec.json.Decoder(Claim).decode


class EventWriter:
    """Names events and writes them, their shown values chosen by ``rule``. Call within a transaction."""

    def __init__(self, connection: sqlite3.Connection, rule: Headline) -> None:
        self._connection = connection
        self._rule: Headline = rule

    def named(self, groups: Sequence[Sequence[str]]) -> list[str]:
        """The id of the event of each group of claims (ids): the first that one of them ever gave; else a new one."""
        rows = rows_for(
            self._connection,
            "SELECT n, id, claim FROM event_name WHERE claim IN ({})",
            [claim for group in groups for claim in group],
        )
        given: dict[str, tuple[int, str]] = {}
        for row in rows:
            given[row["claim"]] = min(given.get(row["claim"], (row["n"], row["id"])), (row["n"], row["id"]))
        found = []
        for group in groups:
            known = [given[claim] for claim in group if claim in given]
            found.append(min(known)[1] if known else names.new(self._connection, min(group)))
        return found

    def numbers(self, ids: Sequence[str]) -> dict[str, int]:
        """The numbers of the events that there are, by id."""
        rows = rows_for(self._connection, "SELECT n, id FROM event WHERE id IN ({})", ids)
        return {row["id"]: row["n"] for row in rows}

    def write(self, events: Mapping[str, Collection[int]]) -> None:
        """Writes the events (ids) that these claims (numbers) tell."""
        for portion in portions(list(events), _EVENTS_AT_ONCE):
            self._write({name: events[name] for name in portion})

    def _write(self, events: Mapping[str, Collection[int]]) -> None:
        made = self._made(claim for claims in events.values() for claim in claims)
        reports = {one.report for one in made.values()}
        roots = sources.roots(self._connection, reports)
        steps = sources.steps(self._connection, reports)
        for name, claims in events.items():
            told = [made[claim] for claim in sorted(claims)]
            self._store(assemble(name, told, roots, self._rule, lambda report: steps.get(report, ())), claims)

    def _store(self, event: Event, claims: Collection[int]) -> None:
        columns = _columns(event)
        into, holes = ", ".join(columns), ", ".join(f":{column}" for column in columns)
        updates = ", ".join(f"{column} = excluded.{column}" for column in columns if column != "id")
        number: int = self._connection.execute(
            f"INSERT INTO event ({into}) VALUES ({holes}) ON CONFLICT (id) DO UPDATE SET {updates} RETURNING n",
            columns,
        ).fetchone()[0]
        self._connection.executemany(
            "UPDATE telling SET event = ? WHERE claim = ?", ((number, claim) for claim in sorted(claims))
        )

    def _made(self, claims: Iterable[int]) -> dict[int, Made]:
        rows = rows_for(
            self._connection,
            "SELECT claim.n AS n, claim.payload AS payload, report.id AS report, report.outlet AS outlet,"
            " report.published AS published FROM claim JOIN report ON report.n = claim.report WHERE claim.n IN ({})",
            sorted(claims),
        )
        return {
            row["n"]: Made(_decode_claim(row["payload"]), row["report"], row["outlet"], row["published"])
            for row in rows
        }


def _columns(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "type": event.type,
        "status": event.status,
        **when_and_where(event.when, event.where),
        "first_published": event.first_published,
        "reports": event.reports,
        "publishers": event.publishers,
        "origins": len(event.origins),
        "disputed": key(*event.disputed),
        "payload": _encode(event),
    }
