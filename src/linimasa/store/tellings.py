"""Tells the claims that are new in the record as merging compares them, and compares them to those that were there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from linimasa.merge.cluster import Limits
from linimasa.merge.compare import limits
from linimasa.merge.keys import keys
from linimasa.merge.meeting import Meeting
from linimasa.merge.scorer import OneByOne, Scorer
from linimasa.merge.telling import Telling, tellings
from linimasa.model import Claim, Report
from linimasa.store.portions import rows_for

Numbers = NDArray[np.int64]

_encode = msgspec.json.Encoder().encode
_decode_claim = msgspec.json.Decoder(Claim).decode
_decode_report = msgspec.json.Decoder(Report).decode
_decode_telling = msgspec.json.Decoder(Telling).decode

_FEW = 20
"""New claims so few that what it takes to score in arrays is not worth it."""

_CLAIMS_AT_ONCE = 400
"""New claims that are compared together."""


class Gist(NamedTuple):
    """What clustering knows of a claim: its id, and between which days its event lies."""

    claim: str
    limits: Limits | None

    @classmethod
    def of(cls, telling: Telling) -> Gist:
        """The gist of a claim."""
        return cls(telling.claim, limits(telling))


class Tellings:
    """The tellings of a record by the numbers of their claims. Call within a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._gists: dict[int, Gist] = {}

    def add_new(self) -> list[int]:
        """Tells each claim that is not told yet, and compares it to all others that stand where it looks.

        Gives their numbers, ascending.
        """
        rows = self._connection.execute(
            "SELECT claim.n AS n, claim.report AS report FROM untold JOIN claim ON claim.n = untold.claim"
            " ORDER BY claim.report, claim.n"
        ).fetchall()
        by_report: dict[int, list[int]] = {}
        for row in rows:
            by_report.setdefault(row["report"], []).append(row["n"])
        meeting = Meeting()
        scorer = Scorer() if len(rows) > _FEW else OneByOne()
        for report, numbers in by_report.items():
            for number, telling in self._tell(report, numbers):
                meeting.add(number, keys(telling))
                scorer.add(number, telling)
        for one, other in self._meeting(meeting):
            self._compare(one, other, scorer)
        self._connection.executemany("INSERT INTO stand (key, claim) VALUES (?, ?)", meeting.stands())
        return sorted(row["n"] for row in rows)

    def gists(self, numbers: Iterable[int]) -> dict[int, Gist]:
        """The gist of each of these claims."""
        wanted = list(numbers)
        for number, telling in self._fetched([number for number in wanted if number not in self._gists]):
            self._gists[number] = Gist.of(telling)
        return {number: self._gists[number] for number in wanted}

    def _fetched(self, numbers: Sequence[int]) -> Iterator[tuple[int, Telling]]:
        for row in rows_for(self._connection, "SELECT claim, payload FROM telling WHERE claim IN ({})", numbers):
            yield row["claim"], _decode_telling(row["payload"])

    def _tell(self, report_number: int, numbers: Sequence[int]) -> Iterator[tuple[int, Telling]]:
        connection = self._connection
        payload = connection.execute("SELECT payload FROM report WHERE n = ?", (report_number,)).fetchone()[0]
        rows = rows_for(connection, "SELECT n, payload FROM claim WHERE n IN ({}) ORDER BY n", numbers)
        told = tellings(_decode_report(payload), tuple(_decode_claim(row["payload"]) for row in rows))
        for row, telling in zip(rows, told, strict=True):
            connection.execute("INSERT INTO telling (claim, payload) VALUES (?, ?)", (row["n"], _encode(telling)))
            self._gists[row["n"]] = Gist.of(telling)
            yield row["n"], telling

    def _meeting(self, new: Meeting) -> Iterator[tuple[Numbers, Numbers]]:
        """The pairs of claims (numbers) to compare, of which one is new, a portion at a time."""
        connection = self._connection
        if not connection.execute("SELECT EXISTS (SELECT 1 FROM stand)").fetchone()[0]:
            yield from new.pairs(_CLAIMS_AT_ONCE)
            return
        connection.execute("CREATE TEMP TABLE look (key INTEGER NOT NULL, claim INTEGER NOT NULL)")
        try:
            for at, (one, other) in enumerate(new.pairs(_CLAIMS_AT_ONCE)):
                looks = new.looks(at * _CLAIMS_AT_ONCE, (at + 1) * _CLAIMS_AT_ONCE)
                met = self._standing(looks)
                yield np.concatenate([one, met[:, 0]]), np.concatenate([other, met[:, 1]])
        finally:
            connection.execute("DROP TABLE look")

    def _standing(self, looks: Sequence[tuple[int, int]]) -> Numbers:
        """Each claim that looks, given with its key, and each in the record that stands there: a row for two."""
        self._connection.execute("DELETE FROM look")
        self._connection.executemany("INSERT INTO look (key, claim) VALUES (?, ?)", sorted(looks))
        cursor = self._connection.cursor()
        cursor.row_factory = None  # plain tuples: there are many
        rows = cursor.execute(
            "SELECT DISTINCT look.claim, stand.claim FROM look CROSS JOIN stand ON stand.key = look.key"
        ).fetchall()
        return np.array(rows, dtype=np.int64).reshape(-1, 2)

    def _compare(self, one: Numbers, other: Numbers, scorer: Scorer | OneByOne) -> None:
        """Keeps the scores of these pairs of claims (numbers)."""
        missing = [number for number in np.unique(other).tolist() if number not in scorer]
        for number, telling in self._fetched(missing):
            scorer.add(number, telling)
        scored, scores = scorer.scores(one, other)
        first, second = np.minimum(one, other)[scored], np.maximum(one, other)[scored]
        self._connection.executemany(
            "INSERT INTO comparison (one, other, score) VALUES (?, ?, ?)",
            zip(first.tolist(), second.tolist(), scores.tolist(), strict=True),
        )
