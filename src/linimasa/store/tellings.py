"""Tells the claims that are new in the record as merging compares them, and compares them to those that were there."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from linimasa.merge.compare import score
from linimasa.merge.keys import keys
from linimasa.merge.telling import Telling, tellings
from linimasa.model import Claim, Report
from linimasa.store.portions import portions, rows_for

_encode = msgspec.json.Encoder().encode
_decode_claim = msgspec.json.Decoder(Claim).decode
_decode_report = msgspec.json.Decoder(Report).decode
_decode_telling = msgspec.json.Decoder(Telling).decode

_REPORTS_AT_ONCE = 100
"""Reports whose claims are compared together."""

_AT_HAND = 60_000
"""Tellings that are kept decoded."""


class Tellings:
    """The tellings of a record by the numbers of their claims. Call within a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._at_hand: OrderedDict[int, Telling] = OrderedDict()

    def add_new(self) -> list[int]:
        """Tells each claim that is not told yet, and compares it to all others that stand where it looks.

        Gives their numbers, ascending.
        """
        connection = self._connection
        rows = connection.execute(
            "SELECT claim.n AS n, claim.report AS report FROM untold JOIN claim ON claim.n = untold.claim"
            " ORDER BY claim.report, claim.n"
        ).fetchall()
        by_report: dict[int, list[int]] = {}
        for row in rows:
            by_report.setdefault(row["report"], []).append(row["n"])
        connection.execute("CREATE TEMP TABLE look (key INTEGER NOT NULL, claim INTEGER NOT NULL)")
        try:
            for reports in portions(list(by_report), _REPORTS_AT_ONCE):
                self._add({report: by_report[report] for report in reports})
        finally:
            connection.execute("DROP TABLE look")
        return sorted(row["n"] for row in rows)

    def of(self, number: int) -> Telling:
        """The telling of a claim."""
        telling = self._at_hand.get(number)
        if telling is None:
            self.fetch([number])
            telling = self._at_hand[number]
        return telling

    def fetch(self, numbers: Iterable[int]) -> None:
        """Has the tellings of these claims at hand."""
        missing = [number for number in numbers if number not in self._at_hand]
        for row in rows_for(self._connection, "SELECT claim, payload FROM telling WHERE claim IN ({})", missing):
            self._keep(row["claim"], _decode_telling(row["payload"]))

    def _keep(self, number: int, telling: Telling) -> None:
        while len(self._at_hand) >= _AT_HAND:
            self._at_hand.popitem(last=False)
        self._at_hand[number] = telling

    def _add(self, claims: Mapping[int, Sequence[int]]) -> None:
        """Tells these claims, given by their reports, and compares them to each other and to all told before."""
        for report, numbers in claims.items():
            self._tell(report, numbers)
        together = {number for numbers in claims.values() for number in numbers}
        scores = list(self._scores(self._candidates(together), together))
        self._connection.executemany("INSERT INTO comparison (one, other, score) VALUES (?, ?, ?)", scores)

    def _tell(self, report_number: int, numbers: Sequence[int]) -> None:
        connection = self._connection
        payload = connection.execute("SELECT payload FROM report WHERE n = ?", (report_number,)).fetchone()[0]
        rows = rows_for(connection, "SELECT n, payload FROM claim WHERE n IN ({}) ORDER BY n", numbers)
        told = tellings(_decode_report(payload), tuple(_decode_claim(row["payload"]) for row in rows))
        for row, telling in zip(rows, told, strict=True):
            connection.execute("INSERT INTO telling (claim, payload) VALUES (?, ?)", (row["n"], _encode(telling)))
            self._keep(row["n"], telling)

    def _candidates(self, numbers: Collection[int]) -> list[tuple[int, int]]:
        """Pairs of one of these claims and another one that stands where it looks; stands them there first."""
        connection = self._connection
        found = {number: keys(self.of(number)) for number in numbers}
        connection.executemany(
            "INSERT INTO stand (key, claim) VALUES (?, ?)",
            sorted((place, number) for number, own in found.items() for place in own.stands),
        )
        connection.execute("DELETE FROM look")
        connection.executemany(
            "INSERT INTO look (key, claim) VALUES (?, ?)",
            sorted((place, number) for number, own in found.items() for place in own.looks),
        )
        cursor = connection.cursor()
        cursor.row_factory = None  # plain tuples: there are many
        return cursor.execute(
            "SELECT DISTINCT look.claim, stand.claim FROM look CROSS JOIN stand ON stand.key = look.key"
            " WHERE stand.claim != look.claim"
        ).fetchall()

    def _scores(
        self, candidates: Sequence[tuple[int, int]], together: Collection[int]
    ) -> Iterator[tuple[int, int, float]]:
        numbers = {number for candidate in candidates for number in candidate}
        self.fetch(numbers)
        told = {number: self.of(number) for number in numbers}
        for claim, other in candidates:
            if other > claim and other in together:
                continue  # the same two are met the other way round
            found = score(told[claim], told[other])
            if found is not None:
                yield min(claim, other), max(claim, other), found
