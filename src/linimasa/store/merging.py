"""Keeps the record's events in step with its claims: what is new is compared, what it touches put together anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping

import msgspec

from linimasa.merge.cluster import Judged, Pair, Ranked, ranked_clusters
from linimasa.merge.compare import rules
from linimasa.store.event_writer import EventWriter
from linimasa.store.judgements import headline_rule, judged, judgements
from linimasa.store.neighbourhood import Neighbourhood, Scored
from linimasa.store.portions import rows_for
from linimasa.store.sources import Sources
from linimasa.store.tellings import Tellings
from linimasa.store.workers import Workers

_CACHE_KILOBYTES = 256 * 1024
"""Of the record's pages, at most: keys stand in no order, so that a large record is read all over."""

_GONE = -1
"""Stands for a claim that an event has lost."""


class Merged(msgspec.Struct, frozen=True):
    """What merging did: events made, changed (claims came, went or are shown otherwise) and gone; and their number."""

    made: int
    changed: int
    gone: int
    events: int


class Merging:
    """One pass over what is new in a record. Call within a transaction."""

    def __init__(self, connection: sqlite3.Connection, workers: Workers) -> None:
        """``workers`` do what needs nothing but the reports and their claims."""
        self._connection = connection
        self._workers = workers
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KILOBYTES}")
        self._tellings = Tellings(connection, workers)
        made = judgements(connection)
        self._judged_claims = self._numbers(claim for judgement in made for claim in (*judgement.one, *judgement.other))
        self._judged: Judged = judged(made, self._judged_claims)
        self._writer = EventWriter(connection, headline_rule(made))

    def run(self, *, claims: Iterable[str] = (), everything: bool = False) -> Merged:
        """Compares the claims that are new, and puts together anew all that they, or ``claims`` (ids), touch.

        ``everything``: assembles every event anew, as after another headline rule.
        """
        rerooted = Sources(self._connection, self._workers).run()
        touched = set(self._tellings.add_new()) | set(self._numbers(claims).values()) | self._left_behind()
        stale = self._events_told_by(rerooted)
        if everything:
            touched |= {row[0] for row in self._connection.execute("SELECT claim FROM telling")}
            stale = {row[0] for row in self._connection.execute("SELECT n FROM event")}
        made, changed, gone = self._regroup(touched, stale)
        changed += self._refresh(stale)
        self._connection.execute("DELETE FROM disturbed")
        events = self._connection.execute("SELECT count(*) FROM event").fetchone()[0]
        return Merged(made, changed, gone, events)

    def _events_told_by(self, reports: Collection[str]) -> set[int]:
        rows = rows_for(
            self._connection,
            "SELECT DISTINCT telling.event AS event FROM report JOIN claim ON claim.report = report.n"
            " JOIN telling ON telling.claim = claim.n WHERE telling.event IS NOT NULL AND report.id IN ({})",
            sorted(reports),
        )
        return {row["event"] for row in rows}

    def _refresh(self, stale: set[int]) -> int:
        """Assembles the events that are still as they were, but rest on something else; how many."""
        rows = rows_for(
            self._connection,
            "SELECT event.id AS id, telling.claim AS claim FROM event JOIN telling ON telling.event = event.n"
            " WHERE event.n IN ({})",
            sorted(stale),
        )
        events: dict[str, set[int]] = {}
        for row in rows:
            events.setdefault(row["id"], set()).add(row["claim"])
        self._writer.write(events)
        return len(events)

    def _numbers(self, claims: Iterable[str]) -> dict[str, int]:
        """The numbers of those of these claims (ids) that the record has."""
        rows = rows_for(self._connection, "SELECT n, id FROM claim WHERE id IN ({})", sorted(set(claims)))
        return {row["id"]: row["n"] for row in rows}

    def _left_behind(self) -> set[int]:
        """The claims that are left in events that lost one."""
        rows = self._connection.execute(
            "SELECT telling.claim FROM telling JOIN disturbed ON disturbed.event = telling.event"
        )
        return {row[0] for row in rows}

    def _regroup(self, touched: Collection[int], stale: set[int]) -> tuple[int, int, int]:
        """Puts ``touched`` together anew and writes the events that changed; how many were made, changed, gone.

        What is written is no longer among the ``stale``.
        """
        groups = self._grouped(touched)
        before = self._events_of([number for group in groups for number in group.values()])
        names = self._writer.named([list(group) for group in groups])
        known = self._writer.numbers(names)
        kept: set[int] = set()
        changed: dict[str, set[int]] = {}
        for name, group in zip(names, groups, strict=True):
            members = set(group.values())
            if name in known:
                kept.add(known[name])
            if name not in known or before.get(known[name]) != members:
                changed[name] = members
        self._writer.write(changed)
        stale -= {known[name] for name in changed if name in known}
        gone = [event for event in before if event not in kept]
        self._connection.executemany("DELETE FROM event WHERE n = ?", ((event,) for event in gone))
        made = sum(name not in known for name in changed)
        return made, len(changed) - made, len(gone)

    def _grouped(self, touched: Collection[int]) -> list[dict[str, int]]:
        """The events of ``touched`` and of all claims that these make a difference to: their ids and numbers.

        Other events need not be put together anew. What clustering joins next is the likeliest pair: as long as
        nothing joins across a border, each side clusters as it does alone. So the events beside ``touched`` are
        clustered with them; where none is drawn in, clustering the whole record would leave them, and all that lies
        behind them, as they are. What is drawn in counts as touched, until nothing is.
        """
        near = Neighbourhood(self._connection, touched, self._judged_partners())
        while True:
            groups = self._clustered([*near.own, *near.beside], near.scores())
            mixed = [set(group.values()) for group in groups if not near.own.isdisjoint(group.values())]
            drawn_in = {number for group in mixed for number in group} - near.own
            if not drawn_in:
                return [group for group in groups if near.own.issuperset(group.values())]
            near.grow(drawn_in)

    def _judged_partners(self) -> dict[int, set[int]]:
        numbers = self._judged_claims
        partners: dict[int, set[int]] = {}
        for one, other in (*self._judged.together, *self._judged.apart):
            partners.setdefault(numbers[one], set()).add(numbers[other])
            partners.setdefault(numbers[other], set()).add(numbers[one])
        return partners

    def _clustered(self, claims: Iterable[int], scores: Iterable[Scored]) -> list[dict[str, int]]:
        """The events of these claims, as if there were no others: their ids and numbers, in order."""
        gists = self._tellings.gists(claims)
        ids = sorted((gist.claim, number) for number, gist in gists.items())
        ranks = {number: rank for rank, (_, number) in enumerate(ids)}
        dated = {ranks[number]: gist.limits for number, gist in gists.items() if gist.limits}
        by_rank = [
            (min(ranks[one], ranks[other]), max(ranks[one], ranks[other]), score) for one, other, score in scores
        ]
        together, apart = (self._ranked(pairs, ranks) for pairs in (self._judged.together, self._judged.apart))
        found = ranked_clusters(Ranked(len(ids), by_rank, rules().absent, dated, together, apart))
        return [dict(ids[rank] for rank in group) for group in found]

    def _ranked(self, judged: Iterable[Pair], ranks: Mapping[int, int]) -> list[tuple[int, int]]:
        """The judged pairs of which both claims have a rank."""
        pairs = ((self._judged_claims[one], self._judged_claims[other]) for one, other in judged)
        return [(ranks[one], ranks[other]) for one, other in pairs if one in ranks and other in ranks]

    def _events_of(self, claims: Collection[int]) -> dict[int, set[int]]:
        """The events that hold ``claims`` now, with all their claims; those that lost one with one that is gone."""
        disturbed = self._connection.execute("SELECT event FROM disturbed JOIN event ON n = event").fetchall()
        events: dict[int, set[int]] = {row[0]: {_GONE} for row in disturbed}
        rows = rows_for(
            self._connection,
            "SELECT claim, event FROM telling WHERE event IS NOT NULL AND claim IN ({})",
            sorted(claims),
        )
        for row in rows:
            events.setdefault(row["event"], set()).add(row["claim"])
        return events
