"""Headlines in CAPITALS or Title Case, written as running text has them, so that a parser reads them as such."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from linimasa.language import vocabulary

_FEWEST_LETTERS = 8
_MOST_SMALL = 0.3
_LONGEST_ACRONYM = 4
_FEWEST_WORDS = 4
_FEWEST_CAPITAL = 0.8
_SHORTEST_TITLED = 4
_FEWEST_REPORTS = 4


def in_capitals(words: Sequence[str]) -> bool:
    """Whether nearly all letters of a sentence are capitals."""
    letters = [sign for word in words for sign in word if sign.isalpha()]
    return len(letters) >= _FEWEST_LETTERS and sum(map(str.islower, letters)) <= _MOST_SMALL * len(letters)


def in_title_case(words: Sequence[str]) -> bool:
    """Whether nearly all longer words of a sentence begin with a capital, and no full stop ends it."""
    longer = [word for word in words if len(word) >= _SHORTEST_TITLED and word.isalpha()]
    if len(longer) < _FEWEST_WORDS or words[-1] in (".", "…"):
        return False
    return sum(word[0].isupper() for word in longer) >= _FEWEST_CAPITAL * len(longer)


def from_capitals(words: Sequence[str], language: str) -> list[str]:
    """Words in capitals, in the case that news usually has them in; as many words as came in."""
    cased = [_usual(word, language) for word in words]
    return [cased[0][:1].upper() + cased[0][1:], *cased[1:]] if cased else cased


def from_title_case(words: Sequence[str], names: Collection[int], language: str) -> list[str]:
    """Words in title case, small where news usually writes them small; those at the places ``names`` stay."""
    known = vocabulary.reports_with(language)
    cased = list(words)
    for place, word in enumerate(words):
        if place == 0 or place in names or not (word[:1].isupper() and word[1:].islower()):
            continue
        lower = word.lower()
        if known.get(lower, 0) >= max(known.get(word, 0), _FEWEST_REPORTS):
            cased[place] = lower
    return cased


def _usual(word: str, language: str) -> str:
    """A word in capitals as it is usually written; an unknown one as a name, a short unknown one as it is."""
    if not word.isupper() or len(word) == 1:
        return word
    known = vocabulary.reports_with(language)
    lower, title = word.lower(), word.title()
    best = max((lower, title, word), key=lambda form: known.get(form, 0))
    if known.get(best):
        return best
    return title if len(word) > _LONGEST_ACRONYM else word
