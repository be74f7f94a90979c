"""Folds text to the keys by which the record is asked."""

from __future__ import annotations

import re
import unicodedata

_NOT_WORD = re.compile(r"[\W_]+")


def fold(text: str | None) -> str:
    """``text`` in lower case, without diacritics and punctuation, words parted by one space."""
    bare = text or ""
    if not bare.isascii():
        decomposed = unicodedata.normalize("NFKD", bare)
        bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NOT_WORD.sub(" ", bare.casefold()).strip()


def key(*texts: str | None) -> str:
    """The folded texts as a key: a space before and after every word, ``|`` between texts."""
    return "|".join(f" {folded} " for text in texts if (folded := fold(text)))
