"""The ids of events: each means the event of one claim, and lives on when that claim goes."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping

from linimasa.merge.telling import digest

_LENGTH = 13
"""Characters of an id: a letter and twelve hexadecimal digits."""


def new(connection: sqlite3.Connection, claim: str) -> str:
    """An id for the event of ``claim``, that no other event ever had."""
    taken = True
    attempt = 0
    while taken:
        # The id made of a claim may mean another event by now, to which it was handed on.
        name = f"e{digest(f'{claim} {attempt}' if attempt else claim):016x}"[:_LENGTH]
        taken = connection.execute("SELECT 1 FROM event_name WHERE id = ?", (name,)).fetchone() is not None
        attempt += 1
    connection.execute("INSERT INTO event_name (id, claim) VALUES (?, ?)", (name, claim))
    return name


def hand_on(
    connection: sqlite3.Connection, report: int, kept: Collection[str], renamed: Mapping[str, str] | None = None
) -> None:
    """Lets the ids of events live on when claims of a report, that with this number, are about to go.

    ``kept``: the ids of the claims that the report will have; ``renamed``: the claim that takes another's place.
    An id whose claim goes and has no successor means from now on another claim of the same event.
    """
    successors = renamed or {}
    rows = connection.execute(
        "SELECT event_name.n AS n, event_name.claim AS claim, telling.event AS event FROM event_name"
        " JOIN claim ON claim.id = event_name.claim LEFT JOIN telling ON telling.claim = claim.n"
        " WHERE claim.report = ?",
        (report,),
    ).fetchall()
    for row in rows:
        claim = successors.get(row["claim"], row["claim"])
        if claim not in kept:
            claim = _another(connection, row["event"], report, kept, successors) or row["claim"]
        connection.execute("UPDATE event_name SET claim = ? WHERE n = ?", (claim, row["n"]))


def _another(
    connection: sqlite3.Connection, event: int | None, report: int, kept: Collection[str], successors: Mapping[str, str]
) -> str | None:
    """Of the claims that an event will have left, the one whose id sorts first; None where it has none."""
    rows = connection.execute(
        "SELECT claim.id AS id, claim.report AS report FROM claim JOIN telling ON telling.claim = claim.n"
        " WHERE telling.event = ?",
        (event,),
    )
    left = {successors.get(row["id"], row["id"]) if row["report"] == report else row["id"]: row for row in rows}
    return min((claim for claim, row in left.items() if row["report"] != report or claim in kept), default=None)
