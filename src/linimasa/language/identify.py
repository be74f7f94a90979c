"""Tells the language of a text: Indonesian, English, or another, by the commonest words of each."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from linimasa.language import files

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_MOST_LETTERS = 20_000
_FEWEST_KNOWN = 0.05


@cache
def _profiles() -> dict[str, tuple[str, ...]]:
    """Common words with the languages that have them."""
    words: dict[str, tuple[str, ...]] = {}
    for language, common in files.toml("data", "languages.toml")["words"].items():
        for word in sorted(set(common)):
            words[word] = (*words.get(word, ()), language)
    return words


def identify(text: str) -> str:
    """The BCP 47 code of the language of ``text`` (``id``, ``en``, ``ms``, …), ``und`` where it cannot be told."""
    sample = text[:_MOST_LETTERS]
    words = _WORD.findall(sample.lower())
    if not words:
        return "und"
    script = _script(sample)
    if script != "LATIN":
        return str(files.toml("data", "languages.toml")["scripts"].get(script, "und"))
    return _by_words(words)


def _script(sample: str) -> str:
    """The script of most letters, as the first word of their Unicode names."""
    letters = [sign for sign in sample[:2_000] if sign.isalpha()]
    if sum(letter < "\u0250" for letter in letters) * 2 >= len(letters):
        return "LATIN"
    counts = Counter(unicodedata.name(letter, "UNKNOWN").partition(" ")[0] for letter in letters)
    return counts.most_common(1)[0][0]


def _by_words(words: list[str]) -> str:
    """The language with most of its own common words here; a word shared by languages counts for each, but less."""
    known = _profiles()
    scores: dict[str, float] = {}
    for word in words:
        having = known.get(word, ())
        for language in having:
            scores[language] = scores.get(language, 0.0) + 1 / len(having)
    if not scores:
        return "und"
    best = max(scores, key=lambda language: scores[language])
    return _nearest(best, words) if scores[best] >= _FEWEST_KNOWN * len(words) else "und"


def _nearest(language: str, words: list[str]) -> str:
    """The language itself or one close to it, whichever has more of the words that tell them apart."""
    close: dict[str, list[str]] | None = files.toml("data", "languages.toml")["nearest"].get(language)
    if close is None:
        return language
    counts = Counter(words)
    shares = {name: sum(counts[word] for word in telling) for name, telling in close.items()}
    return max(shares, key=lambda name: (shares[name], name == language))
