"""Patterns for SQLite's LIKE."""

from __future__ import annotations


def literally(text: str) -> str:
    """``text`` as LIKE takes it behind a backslash as ESCAPE: no sign of it stands for others."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
