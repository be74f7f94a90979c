"""Keeps what the record's reports rest on: whom they copy and credit, and the root of each."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec

from linimasa.merge.cluster import Pair, pair
from linimasa.merge.copies import MOST_REPORTS, Copy, CopyIndex, Prepared, judge
from linimasa.merge.figures import MOST_REPORTS_WITH_FIGURE, SharedFigure, figures, share_figure
from linimasa.merge.links import Link, links_of
from linimasa.merge.origins import Origins, origins_of
from linimasa.merge.roots import Root
from linimasa.merge.shingles import fingerprints
from linimasa.model import Report, Taken
from linimasa.read.agencies import outlet_id
from linimasa.store.portions import rows_for
from linimasa.store.workers import Workers

_AT_HAND = 2000
"""Reports that are kept prepared while many are compared."""

_IN_PASSING = "credit"
"""A credit in the text covers what stands beside it, not the whole report: the claims' own voices tell that."""

_encode = msgspec.json.Encoder().encode
_decode_report = msgspec.json.Decoder(Report).decode
_decode_link = msgspec.json.Decoder(Link).decode


class Sources:
    """One pass over the reports that are new in a record. Call within a transaction."""

    def __init__(self, connection: sqlite3.Connection, workers: Workers) -> None:
        self._connection = connection
        self._workers = workers
        self._prepared = lru_cache(maxsize=_AT_HAND)(lambda identifier: Prepared.of(self._report(identifier)))
        self._report = lru_cache(maxsize=_AT_HAND)(self._read)

    def run(self) -> set[str]:
        """Finds whom the new reports copy and credit; the ids of the reports whose root or steps are new or others."""
        rows = self._connection.execute(
            "SELECT report.n AS n, report.id AS id FROM unsourced JOIN report ON report.n = unsourced.report"
            " ORDER BY report.n"
        ).fetchall()
        new = {row["id"]: row["n"] for row in rows}
        if not new:
            return set()
        touched = {**new, **self._fingerprint(new)}
        takers = self._link(touched)
        return takers | self._root(touched)

    def _read(self, identifier: str) -> Report:
        row = self._connection.execute("SELECT payload FROM report WHERE id = ?", (identifier,)).fetchone()
        return _decode_report(row["payload"])

    def _fingerprint(self, new: Mapping[str, int]) -> dict[str, int]:
        """Stores the marks of the new reports; those there before of whose marks one has become common with them."""
        had_any = self._connection.execute("SELECT EXISTS (SELECT 1 FROM fingerprint)").fetchone()[0]
        marks: Counter[tuple[int, int]] = Counter()
        for number, own in zip(new.values(), self._workers.each(_marks, self._payloads(new.values())), strict=True):
            self._connection.executemany(
                "INSERT OR IGNORE INTO fingerprint (hash, figure, report) VALUES (?, ?, ?)",
                ((*mark, number) for mark in own),
            )
            if had_any:
                marks.update(own)
        affected: dict[str, int] = {}
        for figure, most in ((0, MOST_REPORTS), (1, MOST_REPORTS_WITH_FIGURE)):
            lookup = _Lookup(self._connection, figure, most)
            for value, reports in lookup.counts([value for value, of in marks if of == figure]).items():
                if 0 < reports - marks[value, figure] <= most < reports:
                    affected |= lookup.reports([value])
        return affected

    def _payloads(self, numbers: Iterable[int]) -> Iterator[bytes]:
        for number in numbers:
            yield self._connection.execute("SELECT payload FROM report WHERE n = ?", (number,)).fetchone()[0]

    def _link(self, touched: Mapping[str, int]) -> set[str]:
        """Writes the links of ``touched`` anew; the reports that took or take something from one of them, or did."""
        copies = self._copies(touched)
        shared = self._shared_figures(touched)
        involved = {*touched, *(name for pair in (*copies, *shared) for name in pair)}
        before = self._takers(touched)
        for column in ("taker", "giver"):
            self._connection.executemany(
                f"DELETE FROM report_link WHERE {column} = ?", ((number,) for number in touched.values())
            )
        links = links_of(map(self._report, sorted(involved)), copies.values(), shared.values())
        self._insert([link for link in links if link.taker in touched or link.giver in touched], involved)
        return before | self._takers(touched)

    def _takers(self, givers: Mapping[str, int]) -> set[str]:
        rows = rows_for(
            self._connection,
            "SELECT DISTINCT report.id AS id FROM report_link JOIN report ON report.n = taker"
            " WHERE weak = 0 AND giver IN ({})",
            sorted(givers.values()),
        )
        return {row["id"] for row in rows}

    def _copies(self, touched: Mapping[str, int]) -> dict[Pair, Copy]:
        lookup = _Lookup(self._connection, 0, MOST_REPORTS)
        copies: dict[Pair, Copy] = {}
        for one, other in self._candidates(touched, lookup):
            copy = judge(self._prepared(one), self._prepared(other), lookup)
            if copy is not None:
                copies[one, other] = copy
        return copies

    def _shared_figures(self, touched: Mapping[str, int]) -> dict[Pair, SharedFigure]:
        lookup = _Lookup(self._connection, 1, MOST_REPORTS_WITH_FIGURE)
        shared: dict[Pair, SharedFigure] = {}
        for one, other in self._candidates(touched, lookup):
            figure = share_figure(self._report(one), self._report(other), lookup)
            if figure is not None:
                shared[one, other] = figure
        return shared

    def _candidates(self, touched: Mapping[str, int], lookup: _Lookup) -> Iterator[Pair]:
        """Pairs of a report of ``touched`` and another one that has a mark of it, each once."""
        met: set[Pair] = set()
        for identifier in sorted(touched):
            others = lookup.candidates(lookup.of(touched[identifier])).keys() - {identifier}
            pairs = {pair(identifier, other) for other in others} - met
            met |= pairs
            yield from sorted(pairs)

    def _insert(self, links: Sequence[Link], involved: Collection[str]) -> None:
        rows = rows_for(self._connection, "SELECT id, n FROM report WHERE id IN ({})", sorted(involved))
        numbers = {row["id"]: row["n"] for row in rows}
        self._connection.executemany(
            "INSERT INTO report_link (taker, giver, weak, payload) VALUES (?, ?, ?, ?)",
            (
                (
                    numbers[link.taker],
                    numbers[link.giver] if link.to_kind == "report" else None,
                    int(link.weak),
                    _encode(link),
                )
                for link in links
            ),
        )

    def _root(self, touched: Mapping[str, int]) -> set[str]:
        """Finds the roots of ``touched`` and of all that share text with them; those that are new or another."""
        reached = self._family(touched.values())
        rows = rows_for(self._connection, "SELECT n, id FROM report WHERE n IN ({})", sorted(reached))
        numbers = {row["id"]: row["n"] for row in rows}
        rows = rows_for(
            self._connection, "SELECT payload FROM report_link WHERE weak = 0 AND taker IN ({})", sorted(reached)
        )
        links = [link for row in rows if (link := _decode_link(row["payload"])).reason != _IN_PASSING]
        found = origins_of((self._report(identifier) for identifier in sorted(numbers)), links)
        changed: set[str] = set()
        for identifier, number in numbers.items():
            root = _root(identifier, found)
            done = self._connection.execute(
                "INSERT INTO sourced (report, root, name, kind) VALUES (?, ?, ?, ?) ON CONFLICT (report) DO UPDATE"
                " SET root = excluded.root, name = excluded.name, kind = excluded.kind"
                " WHERE root != excluded.root OR name != excluded.name OR kind != excluded.kind",
                (number, root.key, root.name, root.kind),
            )
            if done.rowcount:
                changed.add(identifier)
        return changed

    def _family(self, numbers: Collection[int]) -> set[int]:
        reached: set[int] = set()
        border = set(numbers)
        while border:
            reached |= border
            linked: set[int] = set()
            for here, there in (("taker", "giver"), ("giver", "taker")):
                rows = rows_for(
                    self._connection,
                    f"SELECT {there} FROM report_link WHERE weak = 0 AND giver IS NOT NULL AND {here} IN ({{}})",
                    sorted(border),
                )
                linked.update(row[0] for row in rows)
            border = linked - reached
        return reached


def _marks(payload: bytes) -> set[tuple[int, int]]:
    """The marks of a report: each hash with whether it is that of a figure."""
    report = _decode_report(payload)
    own = {(value, 0) for value in fingerprints(report.text)}
    return own | {(figure.key, 1) for figure in figures(report.text, report.language)}


def _root(identifier: str, found: Origins) -> Root:
    """The root of a report; an unknown one is known by the first of the reports that share it."""
    root = found.root_of(identifier)
    if root.id is None:
        return Root(f"unknown {found.of(identifier).reports[0]}", root.name or "unknown", "unknown")
    return Root(root.id, root.name or root.id, root.kind)


def forget(connection: sqlite3.Connection, number: int) -> None:
    """Takes back what is known of a report whose text changes, and of those that it shared marks with."""
    connection.execute(
        "DELETE FROM sourced WHERE report IN (SELECT other.report FROM fingerprint AS own JOIN fingerprint AS other"
        " ON other.hash = own.hash AND other.figure = own.figure WHERE own.report = ?)",
        (number,),
    )
    connection.execute("DELETE FROM fingerprint WHERE report = ?", (number,))
    connection.execute("DELETE FROM report_link WHERE ? IN (taker, giver)", (number,))
    connection.execute("DELETE FROM sourced WHERE report = ?", (number,))


def roots(connection: sqlite3.Connection, reports: Collection[str]) -> dict[str, Root]:
    """The root of each report, by id."""
    rows = rows_for(
        connection,
        "SELECT report.id AS id, root, name, kind FROM sourced JOIN report ON report.n = report WHERE id IN ({})",
        sorted(reports),
    )
    return {row["id"]: Root(row["root"], row["name"], row["kind"]) for row in rows}


def steps(connection: sqlite3.Connection, reports: Collection[str]) -> dict[str, list[Taken]]:
    """Whom else each report copies and credits, and by which words; hints that are no evidence are left out."""
    rows = rows_for(
        connection,
        "SELECT report_link.payload AS payload, report.outlet AS outlet FROM report"
        " JOIN report_link ON taker = report.n WHERE weak = 0 AND report.id IN ({})",
        sorted(reports),
    )
    found: dict[str, list[Taken]] = {}
    for row in rows:
        link = _decode_link(row["payload"])
        itself = link.giver == outlet_id(row["outlet"]) and link.reason != "own reporting"
        if itself or link.reason == _IN_PASSING:
            continue
        reason = link.reason if link.ordered else f"{link.reason}, order unknown"
        found.setdefault(link.taker, []).append(Taken(link.taker, link.name or link.giver, reason, link.span))
    for taken in found.values():
        taken.sort(key=lambda step: (step.to, step.reason, step.span or (-1, -1)))
    return found


_HAVING = "SELECT report.id AS id, report.n AS n, hash FROM fingerprint JOIN report ON report.n = report"


class _Lookup:
    """The marks of one sort in the record's table, as `CopyLookup` asks for them."""

    def __init__(self, connection: sqlite3.Connection, figure: int, most: int) -> None:
        self._connection = connection
        self._figure = figure
        self._most = most

    def of(self, report: int) -> list[int]:
        """The marks of a report, by its number."""
        rows = self._connection.execute(
            "SELECT hash FROM fingerprint WHERE report = ? AND figure = ?", (report, self._figure)
        )
        return [row["hash"] for row in rows]

    def candidates(self, fingerprints: Collection[int]) -> Mapping[str, int]:
        index = CopyIndex(self._most)
        by_report: dict[str, set[int]] = {}
        for row in self._rows(f"{_HAVING} WHERE", fingerprints):
            by_report.setdefault(row["id"], set()).add(row["hash"])
        for report, marks in by_report.items():
            index.add(report, marks)
        return index.candidates(fingerprints)

    def common(self, fingerprints: Collection[int]) -> frozenset[int]:
        return frozenset(mark for mark, reports in self.counts(fingerprints).items() if reports > self._most)

    def counts(self, fingerprints: Collection[int]) -> dict[int, int]:
        """How many reports have each mark."""
        rows = self._rows("SELECT hash, count(*) AS reports FROM fingerprint WHERE", fingerprints, "GROUP BY hash")
        return {row["hash"]: row["reports"] for row in rows}

    def reports(self, fingerprints: Collection[int]) -> dict[str, int]:
        """The reports that have one of the marks, by id, with their numbers."""
        return {row["id"]: row["n"] for row in self._rows(f"{_HAVING} WHERE", fingerprints)}

    def _rows(self, select: str, fingerprints: Collection[int], group: str = "") -> list[sqlite3.Row]:
        sql = f"{select} figure = {self._figure} AND hash IN ({{}}) {group}"
        return rows_for(self._connection, sql, sorted(fingerprints))
