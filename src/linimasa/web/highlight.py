"""A report's text cut into pieces, each with the fields of claims that its words fill."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from linimasa.ask.lookup import marks
from linimasa.model import Claim, Span


class Piece(msgspec.Struct, frozen=True):
    """Words of a report; ``marks`` are ``claim:field`` for every field that they fill, ``sentences`` the claims
    whose sentence they stand in."""

    text: str
    start: int
    marks: tuple[str, ...]
    sentences: tuple[str, ...]


def field_name(field: str) -> str:
    """A field as attributes and message keys write it: ``according_to``."""
    return field.replace(" ", "_")


def paragraphs(text: str, claims: Sequence[Claim]) -> list[list[Piece]]:
    """The lines of ``text`` that hold words, headline first, each as its pieces."""
    spans = [(mark.span, f"{claim.id}:{field_name(mark.field)}") for claim in claims for mark in marks(claim, text)]
    sentences = [(claim.evidence.sentence, claim.id) for claim in claims]
    lines, start = [], 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            lines.append(_pieces(text, (start, end), _within(spans, start, end), _within(sentences, start, end)))
        start = end + 1
    return lines


def _within(spans: Iterable[tuple[Span, str]], start: int, end: int) -> list[tuple[Span, str]]:
    return [(span, name) for span, name in spans if span[0] < end and start < span[1]]


def _pieces(text: str, line: Span, spans: list[tuple[Span, str]], sentences: list[tuple[Span, str]]) -> list[Piece]:
    start, end = line
    cuts = {start, end}
    for span, _ in (*spans, *sentences):
        cuts.update(cut for cut in span if start < cut < end)
    return [
        Piece(
            text=text[first:last],
            start=first,
            marks=_names(spans, first, last),
            sentences=_names(sentences, first, last),
        )
        for first, last in pairwise(sorted(cuts))
    ]


def _names(spans: list[tuple[Span, str]], first: int, last: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for span, name in spans if span[0] <= first and last <= span[1]))
