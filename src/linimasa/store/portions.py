"""Asks SQLite for the rows of many values at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

_PORTION = 500
"""Values named in one statement."""

_Value = TypeVar("_Value")


def portions(values: Sequence[_Value], size: int) -> Iterator[Sequence[_Value]]:
    """``values`` in order, at most ``size`` at a time."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def rows_for(connection: sqlite3.Connection | sqlite3.Cursor, sql: str, values: Sequence[Any]) -> list[Any]:
    """The rows of ``sql`` for all ``values``, which fill its ``{}`` a portion at a time."""
    found: list[Any] = []
    for portion in portions(values, _PORTION):
        found += connection.execute(sql.format(", ".join("?" * len(portion))), portion).fetchall()
    return found
