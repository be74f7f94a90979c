"""A sentence as the finder of places sees it: words with their case, what joins them, and the reader's names.

Words are cut anew from the text, not taken from the parse: names must match in the same way however a tokenizer
treats hyphens, full stops and apostrophes.
"""

from __future__ import annotations

import re
from bisect import bisect_right

import msgspec

from linimasa.model import Report, Sentence, Span
from linimasa.resolve.gazetteer import fold_word
from linimasa.resolve.place_words import LONGEST_PHRASE, PlaceWords

_WORD = re.compile(r"[^\W_]+(?:['’‘ʻʼ`](?!s\b)[^\W_]+)*")
_JOIN = re.compile(r"[ \xa0]{1,2}|[-‑/]")
_OPENS = re.compile(r"[\"“”«:.?!•]|\s[-–—]+\s")  # what a new sentence or quote may follow
_ABBREVIATED = re.compile(r"\.[ \xa0]?")


class Token(msgspec.Struct, frozen=True):
    """A word of a sentence.

    ``key`` is folded; ``gap`` is the text before it; ``joined``: it may belong to one name with the word before;
    ``upper``: it is written as a name, and not merely because a sentence or headline begins so; ``label`` is the
    reader's PER, ORG or LOC, None where it names nothing or there is no reader; ``named`` the span of that name.
    """

    start: int
    end: int
    text: str
    key: str
    gap: str
    joined: bool
    upper: bool
    capital: bool
    label: str | None
    named: Span | None


class Line(msgspec.Struct, frozen=True):
    """The words of one sentence."""

    sentence: int
    tokens: tuple[Token, ...]
    headline: bool

    def phrase(self, first: int, count: int) -> str:
        """The key of ``count`` words from ``first``; empty where they do not follow each other or do not exist."""
        tokens = self.tokens[first : first + count]
        if len(tokens) < count or not all(t.joined for t in tokens[1:]):
            return ""
        return " ".join(t.key for t in tokens)

    def longest_phrase(self, first: int, phrases: object) -> int:
        """How many words from ``first`` make the longest phrase that is in ``phrases``; 0 for none."""
        for count in range(LONGEST_PHRASE, 0, -1):
            phrase = self.phrase(first, count)
            if phrase and phrase in phrases:  # type: ignore[operator]
                return count
        return 0

    def phrase_before(self, last: int, phrases: object) -> int:
        """As ``longest_phrase``, for words that end before ``last``."""
        for count in range(min(LONGEST_PHRASE, last), 0, -1):
            phrase = self.phrase(last - count, count)
            if phrase and phrase in phrases:  # type: ignore[operator]
                return count
        return 0

    def run_end(self, first: int) -> int:
        """The word after the last one that is written as a name without a break from ``first`` on."""
        end = first + 1
        while end < len(self.tokens) and self.tokens[end].joined and self.tokens[end].upper:
            end += 1
        return end


def lines(report: Report, sentences: tuple[Sentence, ...], words: PlaceWords) -> list[Line]:
    """The sentences of ``report`` cut into words."""
    return [_line(report.text, sentence, words) for sentence in sentences]


def _line(text: str, sentence: Sentence, words: PlaceWords) -> Line:
    matches = list(_WORD.finditer(text, sentence.start, sentence.end))
    titled = sentence.headline or _titled([m.group() for m in matches])
    starts, names = _names(sentence)
    tokens: list[Token] = []
    for match in matches:
        word = match.group()
        gap = text[tokens[-1].end : match.start()] if tokens else text[sentence.start : match.start()]
        key = fold_word(word)
        capital = word[0].isupper()
        begins = not tokens or (bool(_OPENS.search(gap)) and not _abbreviation(tokens[-1], gap))
        upper = capital and not ((begins or titled) and not _acronym(word, titled) and words.common(key))
        joined = bool(tokens) and (bool(_JOIN.fullmatch(gap)) or _abbreviation(tokens[-1], gap))
        at = bisect_right(starts, match.start()) - 1
        label, named = names[at] if at >= 0 else (None, None)
        tokens.append(Token(match.start(), match.end(), word, key, gap, joined, upper, capital, label, named))
    return Line(sentence.index, tuple(tokens), sentence.headline)


def _abbreviation(before: Token, gap: str) -> bool:
    """Whether the full stop in ``gap`` ends an abbreviation within a name (``St. Petersburg``, ``D.I.``)."""
    return bool(_ABBREVIATED.fullmatch(gap)) and before.capital and len(before.text) <= 3


def _acronym(word: str, titled: bool) -> bool:
    return word.isupper() and len(word) > 1 and not titled


def _titled(words: list[str]) -> bool:
    """Whether all words of a line but short ones are capitalised, as in titles and shouted lines."""
    long = [w for w in words if w[0].isalpha() and len(w) > 4]
    return len(long) > 4 and all(w[0].isupper() for w in long)


def _names(sentence: Sentence) -> tuple[list[int], list[tuple[str | None, Span | None]]]:
    """Where the words of ``sentence`` begin, and the label and span of the name that each belongs to."""
    words = sentence.words
    names: list[tuple[str | None, Span | None]] = [(None, None)] * len(words)
    for name in sentence.names:
        inside = range(name.start, min(name.end, len(words)))
        for i in inside:
            names[i] = (name.label, (words[inside[0]].start, words[inside[-1]].end))
    return [w.start for w in words], names
