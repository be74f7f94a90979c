"""The ids of events: each means the event of one claim, and lives on when that claim goes."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping


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
        " JOIN claim ON claim.id = event_name.claim JOIN telling ON telling.claim = claim.n WHERE claim.report = ?",
        (report,),
    ).fetchall()
    for row in rows:
        claim = successors.get(row["claim"], row["claim"])
        if claim not in kept:
            other = connection.execute(
                "SELECT min(claim.id) FROM claim JOIN telling ON telling.claim = claim.n"
                " WHERE telling.event = ? AND claim.report != ?",
                (row["event"], report),
            ).fetchone()[0]
            claim = other or claim
        connection.execute("UPDATE event_name SET claim = ? WHERE n = ?", (claim, row["n"]))
