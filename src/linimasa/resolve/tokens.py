"""Cuts a text into tokens and gives each a class: what the grammars of dates and quantities read.

A lexicon is a mapping from words and phrases to a class and a value, made from data files. A text
becomes a row of tokens and, beside it, a string with one character a token, its class, over which
a grammar's forms run as compiled regular expressions (``linimasa.resolve.forms``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    _Phrase = tuple[tuple[str, ...], str, Any]
    _Entry = tuple[str, Any, bool, list[_Phrase] | None]

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
_MOST_KNOWN = 50_000


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
        self._phrases: dict[str, list[_Phrase]] = {}
        self._known: dict[str, _Entry] = {}
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
        raw = list(_TOKEN.finditer(text))
        known, make = self._known, tuple.__new__
        tokens: list[Token] = []
        position, size = 0, len(raw)
        while position < size:
            match = raw[position]
            position += 1
            form = match[0]
            kind, value, capital, phrases = known.get(form) or self._look_up(form)
            start, end = match.span()
            if phrases:
                found = _longest(phrases, raw, position)
                if found:
                    parts, kind, value = found
                    position += len(parts) - 1
                    end = raw[position - 1].end()
            tokens.append(make(Token, (start, end, kind, value, capital)))
        return tokens

    def _look_up(self, form: str) -> _Entry:
        """Class, value, capital and phrases of a form; kept, since the same few forms make up most of a text."""
        lower = form.lower()
        capital = form[0].isupper()
        kind, value = self.words.get(lower, ("", None))
        if not kind or (kind in self._capital and not capital):
            kind, value = _own(form)
        entry = (kind, value, capital, self._phrases.get(lower))
        if len(self._known) < _MOST_KNOWN:
            self._known[form] = entry
        return entry

    def encode(self, tokens: Iterable[Token]) -> str:
        """The tokens' classes as a string, one character a token."""
        characters = self.characters
        return "".join([characters[token.kind] for token in tokens])


def _longest(phrases: Sequence[_Phrase], raw: Sequence[re.Match[str]], position: int) -> _Phrase | None:
    """The longest phrase whose words after the first follow at ``position``."""
    for phrase in phrases:
        rest = phrase[0][1:]
        following = raw[position : position + len(rest)]
        if len(following) == len(rest) and all(
            piece[0].lower() == word for piece, word in zip(following, rest, strict=True)
        ):
            return phrase
    return None


def _own(form: str) -> tuple[str, Any]:
    """The class that a form has by its shape alone, and its value."""
    first = form[0]
    if first.isdecimal():
        return _number(form)
    if first in _MARKS:
        return _MARKS[first], None
    if form.isspace():
        return BREAK, None
    return PLAIN if first.isalpha() else "mark", None


def _number(form: str) -> tuple[str, Any]:
    if not form.isdecimal():
        return "decimal", form
    if len(form) <= 2:
        return "small", int(form)
    if len(form) == 4 and int(form) in _YEARS:
        return "year", int(form)
    return "number", int(form[:18])
