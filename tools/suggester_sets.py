"""One sentence that the suggester learns from, whatever it comes from."""

from __future__ import annotations

import msgspec


class Told(msgspec.Struct, frozen=True):
    """One event: one of the words ``likely`` tells it; it is of one of ``types`` and has the words of its sides.

    Of the other ``words`` the example does not say whether they tell events. A side is None where the example does
    not say it, () where there is nobody.
    """

    words: tuple[int, ...]
    likely: tuple[int, ...]
    types: tuple[str, ...]
    source: tuple[int, ...] | None
    target: tuple[int, ...] | None
    weight: float = 1.0


class Example(msgspec.Struct, frozen=True):
    """One sentence; words that are in none of its events tell none. ``hand``: coded by hand."""

    report: str
    words: tuple[str, ...]
    events: tuple[Told, ...]
    hand: bool = False
