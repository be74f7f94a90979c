"""Tells the claims that are new in the record as merging compares them, and compares them to those that were there."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from linimasa.merge.cluster import Limits
from linimasa.merge.compare import limits
from linimasa.merge.keys import Keys, keys
from linimasa.merge.meeting import Meeting
from linimasa.merge.scorer import OneByOne, Scorer
from linimasa.merge.telling import Telling, tellings
from linimasa.model import Claim, Report
from linimasa.store.portions import rows_for
from linimasa.store.workers import Workers

Numbers = NDArray[np.int64]

_encode = msgspec.json.Encoder(order="deterministic").encode
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


class _Payloads(NamedTuple):
    """A report and claims of it, as the record has them."""

    report: bytes
    claims: tuple[bytes, ...]


class _Told(NamedTuple):
    """The telling of a claim and its keys, as they go from one process to another."""

    payload: bytes
    stands: bytes
    looks: bytes

    @property
    def keys(self) -> Keys:
        """Where the claim stands and looks."""
        stands, looks = (np.frombuffer(places, dtype=np.int64).tolist() for places in (self.stands, self.looks))
        return Keys(frozenset(stands), frozenset(looks))


def _tell(payloads: _Payloads) -> list[_Told]:
    claims = tuple(map(_decode_claim, payloads.claims))
    found = []
    for telling in tellings(_decode_report(payloads.report), claims):
        own = keys(telling)
        stands, looks = (array("q", places).tobytes() for places in (own.stands, own.looks))
        found.append(_Told(_encode(telling), stands, looks))
    return found


class Tellings:
    """The tellings of a record by the numbers of their claims. Call within a transaction."""

    def __init__(self, connection: sqlite3.Connection, workers: Workers) -> None:
        self._connection = connection
        self._workers = workers
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
        for number, telling, own in self._told(by_report):
            meeting.add(number, own)
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

    def _told(self, by_report: Mapping[int, Sequence[int]]) -> Iterator[tuple[int, Telling, Keys]]:
        """Tells these claims (numbers), given by their reports; each with its telling and its keys, in order."""
        numbers = (number for claims in by_report.values() for number in claims)
        reports = self._workers.each(_tell, self._payloads(by_report))
        for number, told in zip(numbers, chain.from_iterable(reports), strict=True):
            self._connection.execute("INSERT INTO telling (claim, payload) VALUES (?, ?)", (number, told.payload))
            telling = _decode_telling(told.payload)
            self._gists[number] = Gist.of(telling)
            yield number, telling, told.keys

    def _payloads(self, by_report: Mapping[int, Sequence[int]]) -> Iterator[_Payloads]:
        for report, numbers in by_report.items():
            payload = self._connection.execute("SELECT payload FROM report WHERE n = ?", (report,)).fetchone()[0]
            rows = rows_for(self._connection, "SELECT payload FROM claim WHERE n IN ({}) ORDER BY n", numbers)
            yield _Payloads(payload, tuple(row["payload"] for row in rows))

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
