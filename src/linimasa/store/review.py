"""What people say of claims: kept with who said it and when, undone in the order in which it was said."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Literal

import msgspec

from linimasa.errors import QueryError
from linimasa.model import Claim
from linimasa.store import names, tables

Action = Literal["accept", "correct", "reject"]

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


def say(connection: sqlite3.Connection, report_id: str, claim_id: str, verdict: Verdict, made: str) -> Review | None:
    """Keeps what a person says of a claim, and does it to the claim; None where there is no such claim."""
    found = connection.execute(
        "SELECT claim.report AS report, claim.position AS position, claim.payload AS payload"
        " FROM claim JOIN report ON report.n = claim.report WHERE report.id = ? AND claim.id = ?",
        (report_id, claim_id),
    ).fetchone()
    if found is None:
        return None
    before = _decode_claim(found["payload"])
    after = None if verdict.action == "reject" else verdict.after or before
    said = Review(0, report_id, verdict.action, verdict.field, before, after, verdict.reviewer, made)
    number = _keep(connection, found["report"], found["position"], said)
    _put(connection, found["report"], found["position"], before, after)
    return msgspec.structs.replace(said, number=number)


def take_back(connection: sqlite3.Connection, number: int, undone: str) -> Review | None:
    """Undoes what was said; None where there is no review of that number that holds.

    Raises QueryError where more was said of the claim later.
    """
    row = connection.execute(f"{REVIEWS} WHERE review.n = ? AND review.undone IS NULL", (number,)).fetchone()
    if row is None:
        return None
    said = review_of(row)
    later = connection.execute(
        "SELECT max(n) AS n FROM review WHERE report = ? AND claim = ? AND n > ? AND undone IS NULL",
        (row["report_number"], row["claim"], number),
    ).fetchone()["n"]
    if later is not None:
        raise QueryError(f"the claim was reviewed again later; take back review {later} first")
    now = _known_again(connection, row["report_number"], said.after or said.before)
    restored = _restored(now, said)
    if restored is not None:
        _put(connection, row["report_number"], row["position"], now, restored)
    connection.execute("UPDATE review SET undone = ? WHERE n = ?", (undone, number))
    return msgspec.structs.replace(said, undone=undone)


def _restored(now: Claim | None, said: Review) -> Claim | None:
    """The claim without what was said; None where a new coding has it no more."""
    if said.after is None:
        return now or said.before
    return _laid_over(now, said.after, said.before) if now else None


def _known_again(connection: sqlite3.Connection, report: int, said: Claim) -> Claim | None:
    """The claim of which something was said, as the report is coded now; None where it is not there."""
    rows = connection.execute("SELECT payload FROM claim WHERE report = ? ORDER BY position", (report,))
    claims = [_decode_claim(row["payload"]) for row in rows]
    same_id = next((claim for claim in claims if claim.id == said.id), None)
    return same_id or next((claim for claim in claims if _same(claim, said)), None)


def _put(connection: sqlite3.Connection, report: int, position: int, was: Claim | None, now: Claim | None) -> None:
    """Puts a claim in another one's place, back where it is gone (``was`` None), or away (``now`` None)."""
    if now is None:
        if was is not None:
            others = connection.execute("SELECT id FROM claim WHERE report = ? AND id != ?", (report, was.id))
            names.hand_on(connection, report, {row["id"] for row in others})
            connection.execute("DELETE FROM claim WHERE report = ? AND id = ?", (report, was.id))
        return
    payload = connection.execute("SELECT payload FROM report WHERE n = ?", (report,)).fetchone()["payload"]
    text = tables.decode_report(payload).text
    if was is None:
        tables.insert_claim(connection, report, position, now, text)
    elif was != now:
        tables.update_claim(connection, report, was.id, now, text)


def _keep(connection: sqlite3.Connection, report: int, position: int, said: Review) -> int:
    """Keeps ``said`` of a claim of the report with that number; gives the review's own number."""
    cursor = connection.execute(
        "INSERT INTO review (report, claim, action, field, before, after, position, reviewer, made)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            report,
            said.before.id,
            said.action,
            said.field,
            tables.encode(said.before),
            tables.encode(said.after) if said.after else None,
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
