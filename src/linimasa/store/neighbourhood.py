"""The claims whose events are put together anew, those beside them, and how likely each two of them tell one event."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping

from linimasa.store.portions import rows_for

Scored = tuple[int, int, float]


class Neighbourhood:
    """``own``: the claims that are put together anew. ``beside``: those of the events that these are linked to, each
    with its event (what is in none is one by itself). All by their numbers."""

    def __init__(
        self, connection: sqlite3.Connection, claims: Collection[int], judged: Mapping[int, Collection[int]]
    ) -> None:
        """``claims`` and those that share their events are its own; ``judged``: of a claim, those that people judged
        to tell, or not to tell, one event with it."""
        self._connection = connection
        self._plain = connection.cursor()
        self._plain.row_factory = None  # tuples: there are many
        self._judged = judged
        self._met: dict[tuple[int, int], float] = {}
        self._within: dict[int, list[Scored]] = {}
        self._told: int = connection.execute("SELECT count(*) FROM telling").fetchone()[0]
        self.own: set[int] = set()
        self.beside: dict[int, int] = {}
        self.grow(claims)

    def grow(self, claims: Collection[int]) -> None:
        """Takes ``claims``, and those that share their events, for its own."""
        new = {*claims, *self._in_events(claims)} - self.own
        self.own |= new
        if self._is_all:
            self.beside = {}
            return
        for side in ("one", "other"):
            for one, other, score in self._scored(side, new):
                self._met[one, other] = score
        linked = {claim for pair, score in self._met.items() if score > 0 for claim in pair}
        linked |= {partner for claim in self.own for partner in self._judged.get(claim, ())}
        linked -= self.own
        self.beside = {claim: -claim for claim in linked} | self._in_events(linked)

    def scores(self) -> list[Scored]:
        """The pairs that make a difference, the lower number first.

        Those of its own claims, and those within each event beside. Of claims of two events beside it is known that
        they did not come together, as long as none comes together with one of its own.
        """
        if self._is_all:
            return self._plain.execute("SELECT one, other, score FROM comparison").fetchall()
        claims = self.own | self.beside.keys()
        found = [(*pair, score) for pair, score in self._met.items() if claims.issuperset(pair)]
        new = self.beside.keys() - self._within.keys()
        for claim in new:
            self._within[claim] = []
        for one, other, score in self._scored("one", new):
            if other in self.beside and self.beside[one] == self.beside[other]:
                self._within[one].append((one, other, score))
        for claim in self.beside:
            found += self._within[claim]
        return found

    @property
    def _is_all(self) -> bool:
        return len(self.own) == self._told

    def _scored(self, side: str, claims: Collection[int]) -> list[Scored]:
        return rows_for(self._plain, f"SELECT one, other, score FROM comparison WHERE {side} IN ({{}})", sorted(claims))

    def _in_events(self, claims: Collection[int]) -> dict[int, int]:
        """All claims that share an event with one of these now, with the events."""
        rows = rows_for(
            self._connection,
            "SELECT claim, event FROM telling WHERE event IN (SELECT event FROM telling WHERE claim IN ({}))",
            sorted(claims),
        )
        return {row["claim"]: row["event"] for row in rows}
