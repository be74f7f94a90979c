"""What is named where in a sentence: the lexicon's matches and the reader's names, reconciled."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from linimasa.language.files import toml
from linimasa.language.vocabulary import reports_with
from linimasa.model import Sentence
from linimasa.resolve.gazetteer import fold_word, gazetteer
from linimasa.resolve.lexicon import BODIES, CORES, STATES, Entry, Lexicon, Match

PERSON, BODY, PLACE = "PER", "ORG", "LOC"
_LONGEST_PLACE = 5
_COMMON, _VERY_COMMON = 20, 100
_LONGEST_SHORT = 4
_LARGE_PLACE = 5.0
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_.’'-]*(?:[-’'][^\W\d_]+)*\.?$")
_NOT_OWNERS = frozenset({"country", "site"})
_DIVISIONS = frozenset({"admin1", "admin2"})
_STRIPPED = CORES | {"former", "next", "rank", "before", "the"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Words ``[start, end)`` that mean one of ``entries``, or a person whom only the reader knows (no entries)."""

    start: int
    end: int
    entries: tuple[Entry, ...] = ()
    person: bool = False

    def of(self, kinds: frozenset[str] | str) -> Entry | None:
        """The first entry of one of ``kinds``."""
        return next((e for e in self.entries if (e.kind == kinds if isinstance(kinds, str) else e.kind in kinds)), None)


@dataclass(slots=True)
class Line:
    """A sentence as the phrase grammar reads it.

    ``pieces`` by their first word; ``body_end`` gives, for the first word of an organisation's name that
    the reader found, the word after its last; ``place_end`` the same for places.
    """

    sentence: Sentence
    language: str
    forms: list[str]
    pieces: dict[int, Piece] = field(default_factory=dict)
    body_end: dict[int, int] = field(default_factory=dict)
    place_end: dict[int, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.forms)

    def text(self, start: int, end: int, report: str) -> str:
        """The words ``[start, end)`` as the report's text has them."""
        words = self.sentence.words
        return report[words[start].start : words[end - 1].end]

    def name_like(self, at: int) -> bool:
        """Whether the word may be part of a name that the reader missed."""
        word = self.sentence.words[at]
        if word.upos != "PROPN" or not _NAME_WORD.match(word.form) or at in self.pieces:
            return False
        return _plain_uses(word.form, self.language) < _COMMON

    def field_like(self, at: int) -> bool:
        """Whether the word may say what an office or a body is for: a common word with a capital, no name."""
        if at >= len(self) or at in self.pieces or not self.forms[at][:1].isupper() or self._is_person(at):
            return False
        return _plain_uses(self.forms[at], self.language) >= _COMMON

    @property
    def grammar(self) -> dict[str, Any]:
        """How the language builds noun phrases (actors.toml)."""
        return toml(f"language/{self.language}", "actors.toml")

    @property
    def clitics(self) -> frozenset[str]:
        """Pronouns that are written onto a word."""
        return frozenset(toml(f"language/{self.language}", "pronouns.toml")["clitics"])

    def place_at(self, at: int, *, least: float = 0.0) -> tuple[int, str | None] | None:
        """The end and the country of the place that is named from ``at``, where the gazetteer or the reader has one.

        What the gazetteer alone knows has a weight (log10 of the population) of ``least`` or more.
        """
        if at >= len(self) or not self.forms[at][:1].isupper():
            return None
        known = gazetteer()
        keys = [
            fold_word(form)
            for form in self.forms[at : at + min(_LONGEST_PLACE, known.longest(fold_word(self.forms[at])))]
        ]
        for end in range(len(keys), 0, -1):
            if any(self._is_person(at + i) for i in range(end)):
                continue
            found = [e for e in known.by_key(" ".join(keys[:end]), self.language) if e.kind not in _NOT_OWNERS]
            found = [e for e in found if e.weight >= least or e.kind in _DIVISIONS or at in self.place_end]
            if found:
                return at + end, found[0].country
        if at in self.place_end:
            return self.place_end[at], None
        return None

    def unlike_person(self, start: int, end: int) -> bool:
        """Whether the words are rather a place's name, or all common words."""
        common = all(_plain_uses(form, self.language) >= _VERY_COMMON for form in self.forms[start:end])
        return common or _is_place(self, start, end)

    def _is_person(self, at: int) -> bool:
        return any(p.person and p.start <= at < p.end for p in self.pieces.values())


def read_line(sentence: Sentence, language: str, lexicon: Lexicon) -> Line:
    """The sentence with its pieces; where the reader and the lexicon differ, the longer name wins."""
    line = Line(sentence, language, [word.form for word in sentence.words])
    matches = lexicon.matches(line.forms)
    persons = _persons(line, matches)
    bodies = _bodies(line, matches)
    taken = {at for start, end in [*persons, *(b[:2] for b in bodies)] for at in range(start, end)}
    for start, end in persons:
        known = next((m for m in matches if (m.start, m.end) == (start, end) and m.of("person")), None)
        line.pieces[start] = Piece(start, end, (known.of("person"),) if known else (), person=True)  # type: ignore[arg-type]
    for start, end, country in bodies:
        named = tuple(line.forms[start:end])
        entry = Entry("organisation", named, None, country, _sector_by_name(named, line.grammar))
        line.pieces[start] = Piece(start, end, (entry,))
    for match in matches:
        if not taken.isdisjoint(range(match.start, match.end)) or match.of("other") or _is_plain_word(line, match):
            continue
        line.pieces[match.start] = Piece(match.start, match.end, match.entries, person=match.of("person") is not None)
    line.place_end = {name.start: name.end for name in sentence.names if name.label == PLACE}
    return line


def _plain_uses(form: str, language: str) -> int:
    """Reports in 1,000 that use the word in small letters; 0 where more have it with a capital, as names are."""
    counts = reports_with(language)
    lower = counts.get(form.lower(), 0)
    return lower if lower >= counts.get(form.capitalize(), 0) else 0


def _is_plain_word(line: Line, match: Match) -> bool:
    """Whether a name is rather the common word that begins a sentence or stands in a headline (``Antara``)."""
    if match.end - match.start > 1 or not match.of(STATES | BODIES) or match.of(CORES):
        return False
    form = line.forms[match.start]
    begins = match.start == 0 or not line.forms[match.start - 1][:1].isalnum()
    if form.isupper() or not form[:1].isupper() or not (begins or line.sentence.headline):
        return False
    seen = any(n.start <= match.start < n.end for n in line.sentence.names)
    return not seen and _plain_uses(form, line.language) >= _COMMON


def _persons(line: Line, matches: list[Match]) -> list[tuple[int, int]]:
    """The persons that the reader found, without the roles and countries that it took in."""
    found = []
    by_start = {m.start: m for m in matches}
    for name in line.sentence.names:
        if name.label != PERSON:
            continue
        start, end = name.start, name.end
        while start < end:
            match = by_start.get(start)
            if match is None or match.end > end or match.of("person") or not _strips(match, end - start):
                break
            start = match.end
        if start < end and not _mistaken(line, start, end, matches):
            found.append((start, end))
    return found


def _mistaken(line: Line, start: int, end: int, matches: list[Match]) -> bool:
    """Whether what the reader took for a person's name is a role, an abbreviation, a number or part of a place."""
    forms = line.forms[start:end]
    inner = next((m for m in matches if m.start == start), None)
    if inner and inner.of("person"):
        return False
    if any(
        m.start <= start and end <= m.end and m.end - m.start > len(forms) for m in matches if m.of(STATES | BODIES)
    ):
        return True
    if (inner and inner.end >= end) or not forms[0][:1].isupper() or any(c.isdigit() for f in forms for c in f):
        return True
    if len(forms) == 1 and forms[0].isupper() and len(forms[0]) <= _LONGEST_SHORT:
        return True
    before = max(0, start - _LONGEST_PLACE + 1)
    if any(_is_place(line, at, end) for at in range(before, start) if line.forms[at][:1].isupper()):
        return True
    return any(m.end == start and m.of(CORES) for m in matches) and _is_place(line, start, end)


def _strips(match: Match, length: int) -> bool:
    """Whether a name that begins with ``match`` begins with a role or a country instead."""
    if match.of(STATES | BODIES):
        return length > match.end - match.start + 1
    return match.of(frozenset(_STRIPPED)) is not None and match.of("given") is None


def _bodies(line: Line, matches: list[Match]) -> list[tuple[int, int, str | None]]:
    """Organisations that only the reader knows, with the country that their name holds."""
    found = []
    for name in line.sentence.names:
        if name.label != BODY:
            continue
        inside = [m for m in matches if m.start >= name.start and m.end <= name.end]
        crossing = [m for m in matches if m not in inside and m.start < name.end and m.end > name.start]
        first = next((m for m in inside if m.start == name.start), None)
        if crossing or (first and first.end == name.end):
            continue
        head_last = line.grammar["order"] == "head last"
        own = head_last and _named_by_part(line, name.start, name.end, inside)
        if first and not own and (first.of(CORES) or first.of(BODIES) or first.of("region") or first.of("person")):
            line.body_end[name.start] = name.end
            continue
        if head_last and not own and any(m.of(CORES) for m in inside):  # "Russian Foreign Ministry"
            continue
        if _is_place(line, name.start, name.end):
            continue
        state = next((m.of(STATES) for m in inside if m.of(STATES)), None)
        found.append((name.start, name.end, state.country if state else None))
    return found


def _named_by_part(line: Line, start: int, end: int, inside: list[Match]) -> bool:
    """Whether a name that ends in a word such as party or front is that of a body of its own: nobody owns it."""
    if any(m.of(BODIES) for m in inside):
        return False
    heads = [m for m in inside if m.end == end]
    kinds = {word for words in line.grammar["sectors"].values() for word in words}
    part = any(m.of("part") for m in heads) or (not heads and line.forms[end - 1].casefold() in kinds)
    return part and sum(m.end - m.start for m in inside) < end - start


def _sector_by_name(forms: tuple[str, ...], grammar: dict[str, Any]) -> str | None:
    """The sector that the name of a body tells: the word that heads it decides, else any other."""
    of = next((at for at, form in enumerate(forms) if form in grammar["whose"]), len(forms))
    for word in (*reversed(forms[:of]), *forms[of:]):
        for sector, words in grammar["sectors"].items():
            if word.casefold() in words:
                return str(sector)
    return None


def _is_place(line: Line, start: int, end: int) -> bool:
    """Whether the words are the name of a place of some size and of nothing else that is known."""
    key = " ".join(fold_word(form) for form in line.forms[start:end])
    return any(e.weight >= _LARGE_PLACE or e.kind in _DIVISIONS for e in gazetteer().by_key(key, line.language))
