"""Cuts a text into tokens and gives each a class: what the grammars of dates and quantities read.

A lexicon is a mapping from words and phrases to a class and a value, made from data files. A text
becomes a row of tokens and, beside it, a string with one character a token, its class, over which
a grammar's forms run as compiled regular expressions (``linimasa.resolve.forms``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]{2,})?|[^\S\n]*\n\s*|[^\w\s]|_+",
)
_MARKS = {
    ",": "comma",
    "-": "dash",
    "–": "dash",
    "—": "dash",
    "/": "slash",
    "(": "open",
    ")": "close",
    ".": "dot",
    "%": "percent_sign",
    '"': "quote",
    "“": "quote",
    "”": "quote",
    ":": "colon",
    ";": "stop",
    "!": "stop",
    "?": "stop",
}
PLAIN = "plain"
BREAK = "break"
_OWN = (PLAIN, BREAK, "mark", "small", "year", "number", "decimal", *dict.fromkeys(_MARKS.values()))
_FIRST_CHARACTER = 0x100
_YEARS = range(1000, 2200)


class Token(NamedTuple):
    """A word, number, mark or line break; ``value`` is what its class says of it (a month's number…)."""

    start: int
    end: int
    kind: str
    value: Any
    capital: bool


class Lexicon:
    """Words and phrases by class, and the character that stands for each class.

    ``words`` maps a class to its words (lower case; a phrase is words parted by spaces) and their
    values. ``capital`` names classes whose words count only where they begin with a capital.
    """

    def __init__(
        self, words: Mapping[str, Mapping[str, Any]], *, capital: Iterable[str] = (), extra: Iterable[str] = ()
    ) -> None:
        self.words: dict[str, tuple[str, Any]] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], str, Any]]] = {}
        self._capital = frozenset(capital)
        for kind, entries in words.items():
            for text, value in entries.items():
                self._add(kind, text, value)
        for phrases in self._phrases.values():
            phrases.sort(key=lambda phrase: -len(phrase[0]))
        names = dict.fromkeys((*_OWN, *words, *extra))
        self.characters = {name: chr(_FIRST_CHARACTER + i) for i, name in enumerate(names)}

    def _add(self, kind: str, text: str, value: Any) -> None:
        parts = tuple(match.group() for match in _TOKEN.finditer(text))
        if len(parts) == 1:
            self.words[text] = (kind, value)
        else:
            self._phrases.setdefault(parts[0], []).append((parts, kind, value))

    def tokenise(self, text: str) -> list[Token]:
        """All tokens of ``text`` in order; a phrase of the lexicon is one token."""
        raw = [(match.start(), match.end(), match.group()) for match in _TOKEN.finditer(text)]
        tokens: list[Token] = []
        position, size = 0, len(raw)
        words, phrases = self.words, self._phrases
        while position < size:
            start, end, form = raw[position]
            lower = form.lower()
            position += 1
            if lower in phrases:
                found = _longest(phrases[lower], raw, position)
                if found:
                    parts, kind, value = found
                    position += len(parts) - 1
                    tokens.append(Token(start, raw[position - 1][1], kind, value, form[0].isupper()))
                    continue
            entry = words.get(lower)
            capital = form[0].isupper()
            if entry and (capital or entry[0] not in self._capital):
                tokens.append(Token(start, end, entry[0], entry[1], capital))
            else:
                tokens.append(_own(start, end, form, capital))
        return tokens

    def encode(self, tokens: Iterable[Token]) -> str:
        """The tokens' classes as a string, one character a token."""
        characters = self.characters
        return "".join([characters[token.kind] for token in tokens])


def _longest(
    phrases: list[tuple[tuple[str, ...], str, Any]], raw: list[tuple[int, int, str]], position: int
) -> tuple[tuple[str, ...], str, Any] | None:
    """The longest phrase whose words after the first follow at ``position``."""
    for phrase in phrases:
        rest = phrase[0][1:]
        following = raw[position : position + len(rest)]
        if len(following) == len(rest) and all(
            piece[2].lower() == word for piece, word in zip(following, rest, strict=True)
        ):
            return phrase
    return None


def _own(start: int, end: int, form: str, capital: bool) -> Token:
    """The class that a token has by its shape alone."""
    first = form[0]
    if first.isdecimal():
        return _number(start, end, form)
    if first in _MARKS:
        return Token(start, end, _MARKS[first], None, False)
    if form.isspace():
        return Token(start, end, BREAK, None, False)
    return Token(start, end, PLAIN if first.isalpha() else "mark", None, capital)


def _number(start: int, end: int, form: str) -> Token:
    if not form.isdecimal():
        return Token(start, end, "decimal", form, False)
    if len(form) <= 2:
        return Token(start, end, "small", int(form), False)
    if len(form) == 4 and int(form) in _YEARS:
        return Token(start, end, "year", int(form), False)
    return Token(start, end, "number", int(form[:18]), False)
