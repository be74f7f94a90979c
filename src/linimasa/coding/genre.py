"""How much a report is about public affairs, from its words: what sport, stars and prices tell is no event."""

from __future__ import annotations

import math
import re
from functools import cache

from linimasa.errors import DataError
from linimasa.language.files import table
from linimasa.model import Report

LENGTH = 180
"""How many words of a report, from its headline on, are looked at."""
SHORTEST = 30
"""How many different words a report must have to be told."""
_WORD = re.compile(r"[^\W\d_]{3,}")


def words_of(report: Report) -> frozenset[str]:
    """The words that tell a report's genre, folded: three letters or more, near its beginning."""
    return frozenset(_WORD.findall(" ".join(report.text.split()[:LENGTH]).casefold()))


@cache
def _weights(language: str) -> dict[str, float] | None:
    try:
        rows = table("data", f"genre.{language}.tsv")
    except DataError:
        return None
    return {row["word"]: float(row["weight"]) for row in rows}


def public_affairs(report: Report, language: str) -> float | None:
    """Probability, 0 to 1, that a report is about public affairs.

    None where the report is too short to tell, or in a language that was not learned.
    """
    weights, words = _weights(language), words_of(report)
    if weights is None or len(words) < SHORTEST:
        return None
    score = weights["*"] + sum(weights.get(word, 0.0) for word in words)
    return 1 / (1 + math.exp(-score))
