"""Why claims stand in one event: the comparisons that joined them, with score and reasons."""

from __future__ import annotations

import msgspec

from linimasa.ask.events import event_number, event_of_number
from linimasa.ask.rows import COLUMNS, Row
from linimasa.ask.rows import row as row_of
from linimasa.merge.compare import compare, probability
from linimasa.merge.telling import Telling
from linimasa.store import Record

_decode_telling = msgspec.json.Decoder(Telling).decode


class Join(msgspec.Struct, frozen=True):
    """A claim of an event and the claim of the same event that it is likest to.

    ``probability`` (0 to 1) that the two tell one event; ``reasons``: each finding with what it adds to the
    logarithm of the odds, the weightiest first. ``like`` is None, and nothing is known, where no comparison but
    a person's judgement holds it there, or where it stands alone.
    """

    row: Row
    like: Row | None
    probability: float | None
    reasons: tuple[tuple[str, float], ...]


def joins(record: Record, event_id: str) -> list[Join]:
    """Why each claim of an event stands in it, in order of publication. Raises QueryError, RecordError."""
    number = event_number(record, event_id)
    shown = event_of_number(record, number)
    rows = {row.claim.id: row for row in shown.rows}
    found = record.select("SELECT payload FROM telling WHERE event = ?", (number,))
    tellings = {telling.claim: telling for telling in (_decode_telling(row["payload"]) for row in found)}
    best: dict[str, tuple[float, str]] = {}
    compared = record.select(
        "SELECT one.id AS one, other.id AS other, score FROM comparison"
        " JOIN telling AS first ON first.claim = comparison.one"
        " JOIN telling AS second ON second.claim = comparison.other"
        " JOIN claim AS one ON one.n = comparison.one JOIN claim AS other ON other.n = comparison.other"
        " WHERE first.event = ? AND second.event = ?",
        (number, number),
    )
    for row in compared:
        for claim, other in ((row["one"], row["other"]), (row["other"], row["one"])):
            best[claim] = max(best.get(claim, (float("-inf"), "")), (row["score"], other))
    return [_join(rows, tellings, row, best.get(row.claim.id)) for row in shown.rows]


def _join(rows: dict[str, Row], tellings: dict[str, Telling], row: Row, best: tuple[float, str] | None) -> Join:
    if best is None:
        return Join(row, None, None, ())
    found = compare(tellings[row.claim.id], tellings[best[1]])
    if found is None:
        return Join(row, None, None, ())
    return Join(row, rows[best[1]], round(found.probability, 3), found.reasons)


class Doubt(msgspec.Struct, frozen=True):
    """A claim that stands in an event with others, and how sure the likeliest of its joins is, 0 to 1."""

    row: Row
    event: str
    like: Row
    probability: float


def least_sure(record: Record, *, most: int = 20) -> list[Doubt]:
    """The joins that nobody has accepted, the least sure first: of each claim its likeliest one."""
    found = record.select(
        """
        SELECT comparison.other AS claim, comparison.one AS like, max(comparison.score) AS score, event.id AS event
        FROM comparison JOIN telling AS first ON first.claim = comparison.one
            JOIN telling AS second ON second.claim = comparison.other AND second.event = first.event
            JOIN event ON event.n = first.event
        GROUP BY comparison.other ORDER BY score, claim LIMIT ?
        """,
        (most + len(accepted := _accepted(record)),),
    )
    doubts = []
    for line in found:
        row, like = (_row(record, line[name]) for name in ("claim", "like"))
        if row.claim.id not in accepted:
            doubts.append(Doubt(row, line["event"], like, round(probability(line["score"]), 3)))
    return doubts[:most]


def _accepted(record: Record) -> set[str]:
    """The claims that a person has accepted where they stand."""
    held = [made for made in record.judgements() if made.undone is None and made.kind in ("accept", "join")]
    return {claim for made in held for claim in (*made.one, *made.other)}


def _row(record: Record, number: int) -> Row:
    found = record.select(
        f"SELECT {COLUMNS} FROM claim JOIN report ON report.n = claim.report WHERE claim.n = ?", (number,)
    )
    return row_of(found[0])
