"""Asks SQLite for the rows of many values at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

_PORTION = 500
"""Values named in one statement."""


def rows_for(connection: sqlite3.Connection, sql: str, values: Sequence[Any]) -> list[sqlite3.Row]:
    """The rows of ``sql`` for all ``values``, which fill its ``{}`` a portion at a time."""
    found: list[sqlite3.Row] = []
    for start in range(0, len(values), _PORTION):
        portion = values[start : start + _PORTION]
        found += connection.execute(sql.format(", ".join("?" * len(portion))), portion).fetchall()
    return found
