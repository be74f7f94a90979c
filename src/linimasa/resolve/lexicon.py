"""The names and role words by which reports name actors, looked up by the words of a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from linimasa.language.files import LANGUAGES, table, toml
from linimasa.language.tokens import tokens

STATES = frozenset({"country", "demonym", "metonym", "region"})
BODIES = frozenset({"organisation", "group"})
POSTS = frozenset({"office", "envoy", "leader", "speaker", "agent"})
CORES = POSTS | {"organ", "people", "part", "mission"}
LINKED = frozenset({"envoy", "mission"})
HOME = "home"
_SHORTEST_SHOUT = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """What one name means.

    ``kind``: ``country`` ``demonym`` ``metonym`` ``region`` (a place under a country), ``organisation``
    ``group``, ``person``, ``other`` (a name that only looks like one of these), or a kind of roles.tsv,
    whose ``id`` is the usual form of the role. ``country`` is ISO 3166-1 alpha-3, or ``home`` for roles of
    the outlet's own country. ``later`` is the day from which the sector is another, with it. ``forms``
    are the name's words.
    """

    kind: str
    forms: tuple[str, ...]
    id: str | None = None
    country: str | None = None
    sector: str | None = None
    later: tuple[str, str] | None = None

    def fits(self, words: Sequence[str], *, shouted: bool) -> bool:
        """Whether ``words`` have the capitals that the name needs; ``shouted``: all the sentence is in capitals."""
        return all(_fits(form, word, shouted=shouted) for form, word in zip(self.forms, words, strict=True))

    def sector_on(self, day: str | None) -> str | None:
        """The sector on an ISO day; the latest where the day is not known."""
        if self.later and (day is None or day >= self.later[0]):
            return self.later[1]
        return self.sector


def _fits(form: str, word: str, *, shouted: bool) -> bool:
    if form[1:] == form[1:].lower():
        return word[:1].isupper() or not form[0].isupper()
    if form == word:
        return not (shouted and form.isupper() and len(form) < _SHORTEST_SHOUT)
    return word.isupper() and not form.isupper() and (shouted or len(form) > _SHORTEST_SHOUT)


@dataclass(frozen=True, slots=True)
class Match:
    """Entries that all have the words ``[start, end)`` of the sentence as their name."""

    start: int
    end: int
    entries: tuple[Entry, ...]

    def of(self, kinds: frozenset[str] | str) -> Entry | None:
        """The first entry of one of ``kinds``."""
        return next((e for e in self.entries if (e.kind == kinds if isinstance(kinds, str) else e.kind in kinds)), None)


class Lexicon:
    """All names of one language as a tree of lower-case words."""

    def __init__(self, entries: Iterator[Entry] | Sequence[Entry]) -> None:
        self._root: dict[str, object] = {}
        for entry in dict.fromkeys(entries):
            node = self._root
            for form in entry.forms:
                node = node.setdefault(_key(form), {})  # type: ignore[assignment]
            node.setdefault("", []).append(entry)  # type: ignore[attr-defined]

    @classmethod
    @cache
    def of(cls, language: str) -> Lexicon:
        """The names of ``id`` or ``en``; other languages are read with the Indonesian ones."""
        return cls(_entries(language if language in LANGUAGES else LANGUAGES[0]))

    def longest(self, words: Sequence[str], start: int, *, shouted: bool = False) -> Match | None:
        """The longest name that begins at ``start``, or None."""
        node = self._root
        found = None
        for at in range(start, len(words)):
            node = node.get(_key(words[at]))  # type: ignore[assignment]
            if node is None:
                break
            leaf = node.get("")
            if leaf:
                fitting = tuple(e for e in leaf if e.fits(words[start : at + 1], shouted=shouted))  # type: ignore[attr-defined]
                if fitting:
                    found = Match(start, at + 1, fitting)
        return found

    def matches(self, words: Sequence[str]) -> list[Match]:
        """The names of a sentence from left to right, longest first, none inside another."""
        letters = [word for word in words if word.isalpha()]
        shouted = len(letters) >= _SHORTEST_SHOUT and all(word.isupper() for word in letters)
        found = []
        at = 0
        while at < len(words):
            match = self.longest(words, at, shouted=shouted)
            if match is None:
                at += 1
                continue
            found.append(match)
            at = match.end
        return found


def _key(word: str) -> str:
    return word.casefold().replace("’", "'").replace("‘", "'")


def _forms(name: str, language: str) -> tuple[str, ...]:
    return tuple(token.form for token in tokens(name, language))


def _entries(language: str) -> Iterator[Entry]:
    yield from _countries(language)
    yield from _organisations(language)
    for row in table("data", "persons.tsv"):
        for name in row["names"].split("|"):
            yield Entry("person", _forms(name, language), row["id"])
    for row in table(f"language/{language}", "roles.tsv"):
        for words in row["words"].split("|"):
            name, _, usual = words.partition("=")
            yield Entry(
                row["kind"], _forms(name, language), usual or name, row["country"] or None, row["sector"] or None
            )


def _countries(language: str) -> Iterator[Entry]:
    own = toml(f"language/{language}", "countries.toml")
    seats = {name: code for code, names in own["metonyms"].items() for name in names}
    not_seats = set(own["other"]["capitals"])
    for row in table("data", "countries.tsv"):
        name = row[f"name_{language}"]
        not_seats.add(name)
        for form in ("{}", *own["forms"]["of"]):
            yield Entry("country", _forms(form.format(name), language), row["alpha3"], row["alpha3"])
        if row[f"capital_{language}"]:
            seats.setdefault(row[f"capital_{language}"], row["alpha3"])
    for kind, section in (("country", "aliases"), ("demonym", "demonyms"), ("region", "regions")):
        for code, names in own[section].items():
            for name in names:
                yield Entry(kind, _forms(name, language), code, code)
    for name, code in seats.items():
        if name not in not_seats:
            yield Entry("metonym", _forms(name, language), code, code, "GOV")
    for name in own["other"]["names"]:
        yield Entry("other", _forms(name, language))


def _organisations(language: str) -> Iterator[Entry]:
    own = {row["id"]: row["names"].split("|") for row in table(f"language/{language}", "organisations.tsv")}
    for row in table("data", "organisations.tsv"):
        day, _, sector = row["later"].partition("=")
        for name in [*filter(None, row["names"].split("|")), *own.get(row["id"], ())]:
            yield Entry(
                row["kind"],
                _forms(name, language),
                row["id"],
                row["country"] or None,
                row["sector"] or None,
                (day, sector) if day else None,
            )
