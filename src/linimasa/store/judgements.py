"""What people decided about events: kept as written, and read as which claims must, and must not, stand together."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal, get_args

import msgspec

from linimasa.errors import NotInRecordError, QueryError
from linimasa.merge.cluster import Judged, Pair, pair
from linimasa.model import Headline
from linimasa.store.portions import rows_for

JudgementKind = Literal["join", "split", "accept", "headline"]
_decode_ids = msgspec.json.Decoder(tuple[str, ...]).decode


class Judgement(msgspec.Struct, frozen=True):
    """A decision and when it was made (UTC, ISO 8601); ``undone``: when it was taken back, None while it holds.

    ``join``: the claims ``one`` and ``other`` tell one event. ``split``: no claim of ``one`` tells the event of
    one of ``other``. ``accept``: the claims ``one`` tell one event, as was found. ``headline``: ``one`` holds the
    rule by which the values shown are chosen.
    """

    n: int
    kind: JudgementKind
    one: tuple[str, ...]
    other: tuple[str, ...]
    note: str
    made: str
    undone: str | None


def judgements(connection: sqlite3.Connection) -> list[Judgement]:
    """All judgements, the oldest first, those taken back among them."""
    return [
        Judgement(
            row["n"],
            row["kind"],
            _decode_ids(row["one"]),
            _decode_ids(row["other"]),
            row["note"],
            row["made"],
            row["undone"],
        )
        for row in connection.execute("SELECT * FROM judgement ORDER BY n")
    ]


def write(connection: sqlite3.Connection, judgement: Judgement) -> int:
    """Keeps a judgement that is new; its number."""
    one, other = (msgspec.json.encode(side).decode() for side in (judgement.one, judgement.other))
    row = connection.execute(
        "INSERT INTO judgement (kind, one, other, note, made) VALUES (?, ?, ?, ?, ?) RETURNING n",
        (judgement.kind, one, other, judgement.note, judgement.made),
    ).fetchone()
    return int(row["n"])


def check(connection: sqlite3.Connection, judgement: Judgement) -> None:
    """Refuses a judgement that means nothing. Raises QueryError, saying why."""
    one, other = judgement.one, judgement.other
    if judgement.kind == "headline":
        if len(one) != 1 or other:
            raise QueryError("a headline takes one rule")
        checked_rule(one[0])
        return
    if not one or (judgement.kind != "accept" and not other):
        sides = "names no claim" if judgement.kind == "accept" else "needs two sides, each with a claim"
        raise QueryError(f"the judgement {judgement.kind!r} {sides}")
    twice = sorted({*one} & {*other})
    if twice:
        raise QueryError(f"the claim {twice[0]!r} stands on both sides")
    known = {row["id"] for row in rows_for(connection, "SELECT id FROM claim WHERE id IN ({})", (*one, *other))}
    unknown = next((claim for claim in (*one, *other) if claim not in known), None)
    if unknown is not None:
        raise NotInRecordError(f"no claim {unknown!r}; ids stand in: linimasa timeline --claims")


def take_back(connection: sqlite3.Connection, number: int, undone: str) -> bool:
    """Marks a judgement as undone; False where there is none of that number that holds."""
    done = connection.execute("UPDATE judgement SET undone = ? WHERE n = ? AND undone IS NULL", (undone, number))
    return done.rowcount > 0


def headline_rule(made: Iterable[Judgement]) -> Headline:
    """The rule that chooses the values shown: the last one that holds, else the most origins."""
    chosen: Headline = "origins"
    for judgement in made:
        if judgement.kind == "headline" and judgement.undone is None:
            chosen = checked_rule(judgement.one[0])
    return chosen


def checked_rule(name: str) -> Headline:
    """The rule of this name. Raises QueryError, saying which there are."""
    for rule in get_args(Headline):
        if rule == name:
            return rule  # type: ignore[no-any-return]
    raise QueryError(f"{name!r} is not a rule; there are {', '.join(get_args(Headline))}")


def judged(made: Sequence[Judgement], present: Collection[str]) -> Judged:
    """What the judgements that hold ask for; where two contradict each other, the later one counts.

    Of the claims that they name only those ``present`` count: the others of a group stand together all the same.
    """
    sets = _Sets()
    apart: list[Pair] = []
    for judgement in reversed([judgement for judgement in made if judgement.undone is None]):
        one, other = ([claim for claim in side if claim in present] for side in (judgement.one, judgement.other))
        if judgement.kind == "split":
            pairs = [pair(left, right) for left in one for right in other]
            apart.extend(found for found in pairs if not sets.joined(*found))
        elif judgement.kind in {"join", "accept"}:
            sets.join((*one, *other), apart)
    return Judged(tuple(sets.pairs), tuple(dict.fromkeys(apart)))


def renamed(connection: sqlite3.Connection, ids: Mapping[str, str]) -> None:
    """Lets the judgements speak of the claims that took the place of others (old id to new id)."""
    for judgement in judgements(connection):
        if judgement.kind == "headline" or not ids.keys() & {*judgement.one, *judgement.other}:
            continue
        sides = [
            msgspec.json.encode(tuple(ids.get(claim, claim) for claim in side)).decode()
            for side in (judgement.one, judgement.other)
        ]
        connection.execute("UPDATE judgement SET one = ?, other = ? WHERE n = ?", (*sides, judgement.n))


class _Sets:
    """Claims that stand together, unless a later judgement keeps them apart."""

    def __init__(self) -> None:
        self._of: dict[str, set[str]] = {}
        self.pairs: list[Pair] = []

    def joined(self, one: str, other: str) -> bool:
        """Whether two claims stand together already."""
        return one == other or other in self._of.get(one, ())

    def join(self, claims: Sequence[str], apart: Sequence[Pair]) -> None:
        """Puts claims together, each with those before it where nothing in ``apart`` forbids it."""
        forbidden = set(apart)
        for index, claim in enumerate(claims):
            for known in claims[:index]:
                if self._free(known, claim, forbidden):
                    self._unite(known, claim)
                    break

    def _free(self, one: str, other: str, forbidden: set[Pair]) -> bool:
        ones, others = self._of.get(one, {one}), self._of.get(other, {other})
        return not any(pair(left, right) in forbidden for left in ones for right in others)

    def _unite(self, one: str, other: str) -> None:
        self.pairs.append(pair(one, other))
        union = self._of.get(one, {one}) | self._of.get(other, {other})
        for claim in union:
            self._of[claim] = union
