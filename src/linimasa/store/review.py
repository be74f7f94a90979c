"""What people say of claims: kept with who said it and when, undone in the order in which it was said."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Literal

import msgspec

from linimasa.model import Claim

Action = Literal["accept", "correct", "reject"]

_encode = msgspec.json.Encoder().encode
_decode_claim = msgspec.json.Decoder(Claim).decode


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What a person says of a claim: right, wrong, or (``after``, in ``field``) what is right."""

    action: Action
    reviewer: str
    field: str | None = None
    after: Claim | None = None


class Review(msgspec.Struct, frozen=True):
    """What a person said of a claim of ``report`` (its id): ``after`` is the claim as it is since then.

    ``field`` names what was corrected; ``after`` is None where the claim was rejected. ``made`` and
    ``undone`` are UTC, ISO 8601; what is undone holds no more.
    """

    number: int
    report: str
    action: Action
    field: str | None
    before: Claim
    after: Claim | None
    reviewer: str
    made: str
    undone: str | None = None


REVIEWS = """
    SELECT review.n AS n, review.report AS report_number, report.id AS report, review.claim AS claim,
        review.action AS action, review.field AS field, review.before AS before, review.after AS after,
        review.position AS position, review.reviewer AS reviewer, review.made AS made, review.undone AS undone
    FROM review JOIN report ON report.n = review.report
"""
"""What a SELECT must begin with for ``review_of``."""


def review_of(found: sqlite3.Row) -> Review:
    """The review that a row of ``REVIEWS`` holds."""
    return Review(
        number=found["n"],
        report=found["report"],
        action=found["action"],
        field=found["field"],
        before=_decode_claim(found["before"]),
        after=_decode_claim(found["after"]) if found["after"] is not None else None,
        reviewer=found["reviewer"],
        made=found["made"],
        undone=found["undone"],
    )


def keep(connection: sqlite3.Connection, report: int, position: int, said: Review) -> int:
    """Keeps ``said`` of a claim of the report with that number; gives the review's own number."""
    cursor = connection.execute(
        "INSERT INTO review (report, claim, action, field, before, after, position, reviewer, made)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            report,
            said.before.id,
            said.action,
            said.field,
            _encode(said.before),
            _encode(said.after) if said.after else None,
            position,
            said.reviewer,
            said.made,
        ),
    )
    return cursor.lastrowid or 0


def reviewed(connection: sqlite3.Connection, report: int, claims: Sequence[Claim]) -> list[Claim]:
    """A new coding of a report, with what people said of its claims laid over it.

    A claim is known again by its id, else by its type and trigger. A correction changes only the fields that
    were corrected; a rejected claim is left out.
    """
    rows = connection.execute(
        f"{REVIEWS} WHERE review.report = ? AND review.undone IS NULL ORDER BY review.n", (report,)
    ).fetchall()
    kept = list(claims)
    for said in map(review_of, rows):
        place = next((index for index, claim in enumerate(kept) if _same(claim, said.before)), None)
        if place is None or said.action == "accept":
            continue
        if said.after is None:
            del kept[place]
        else:
            kept[place] = _laid_over(kept[place], said.before, said.after)
    return kept


def _same(claim: Claim, other: Claim) -> bool:
    return claim.id == other.id or (claim.type, claim.evidence.trigger) == (other.type, other.evidence.trigger)


def _laid_over(claim: Claim, before: Claim, after: Claim) -> Claim:
    changed = {
        field: getattr(after, field)
        for field in Claim.__struct_fields__
        if field != "id" and getattr(before, field) != getattr(after, field)
    }
    return msgspec.structs.replace(claim, **changed)
