"""The persons of a report: which names are one person's, and what the text says of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from linimasa.language.files import table
from linimasa.resolve.gazetteer import fold_word

_NO_LETTER = re.compile(r"[^a-z0-9]+")
_SHORTEST_PART = 2


@dataclass(frozen=True, slots=True)
class Office:
    """A post of a known person; days are ISO, empty where open."""

    country: str | None
    sector: str | None
    since: str
    until: str

    def held_on(self, day: str) -> bool:
        """Whether the person holds it on an ISO day."""
        return (not self.since or self.since <= day) and (not self.until or day <= self.until)


@cache
def offices() -> dict[str, list[Office]]:
    """The dated offices of known persons by id (without ``person:``)."""
    found: dict[str, list[Office]] = {}
    for row in table("data", "persons.tsv"):
        office = Office(row["country"] or None, row["sector"] or None, row["since"], row["until"])
        found.setdefault(row["id"], []).append(office)
    return found


@cache
def known_parts() -> dict[tuple[str, ...], str]:
    """Known persons by the folded parts of each of their names."""
    return {
        parts_of(name.split()): row["id"] for row in table("data", "persons.tsv") for name in row["names"].split("|")
    }


@cache
def fold_part(word: str) -> str:
    """A part of a name without case, accents, hyphens and apostrophes."""
    return _NO_LETTER.sub("", fold_word(word))


def parts_of(forms: Sequence[str]) -> tuple[str, ...]:
    """The folded parts of a name."""
    return tuple(part for form in forms if (part := fold_part(form)))


@dataclass(slots=True)
class Person:
    """One person of a report; ``role``, ``country`` and ``sector`` are what the text itself says of
    them first; ``official``: it gives them an office of a state."""

    id: str
    parts: tuple[str, ...]
    role: str | None = None
    country: str | None = None
    sector: str | None = None
    official: bool = False
    seen: list[tuple[int, int]] = field(default_factory=list)


class Persons:
    """Links short names to full ones (``Kim`` to ``Kim Jong-un``) over a whole report."""

    def __init__(self, names: Sequence[tuple[tuple[int, int], tuple[str, ...], str | None]]) -> None:
        """``names``: (sentence and word, folded parts, id of the known person so called) in the text's order."""
        self._by_parts: dict[tuple[str, ...], list[Person]] = {}
        self.all: list[Person] = []
        self._full: list[Person] = []
        for _, parts, known in sorted(names, key=lambda n: -len(n[1])):
            if parts and parts not in self._by_parts:
                self._by_parts[parts] = self._people_called(parts, known)
        for place, parts, _ in names:
            for person in self._by_parts.get(parts, ()):
                if parts == person.parts:
                    person.seen.append(place)

    def _people_called(self, parts: tuple[str, ...], known: str | None) -> list[Person]:
        known = known or known_parts().get(parts) or self._known_inside(parts)
        if known:
            person = next((p for p in self.all if p.id == known), None)
            if person:
                return [person]
        longer = [p for p in self._full if _is_part(parts, p.parts)]
        if longer and not (known and self._sure(parts, longer)):
            return longer
        person = Person(known or "-".join(parts), parts)
        self.all.append(person)
        self._full.append(person)
        return [person]

    @staticmethod
    def _known_inside(parts: tuple[str, ...]) -> str | None:
        """A known person whose name of two parts or more begins or ends this one (a title or initial beside it)."""
        for size in range(len(parts) - 1, 1, -1):
            for piece in (parts[:size], parts[-size:]):
                if piece in known_parts():
                    return known_parts()[piece]
        return None

    @staticmethod
    def _sure(parts: tuple[str, ...], longer: list[Person]) -> bool:
        """Whether a known short name is not rather that of a person whom the report names in full."""
        return all(parts[-1] != p.parts[-1] and parts[0] != p.parts[0] for p in longer)

    def called(self, parts: tuple[str, ...], place: tuple[int, int]) -> Person | None:
        """Whom a name at a place means: of several, who was named in full last before it, else first after it."""
        people = self._by_parts.get(parts, [])
        if len(people) < 2:
            return people[0] if people else None
        before = [(max(seen), i) for i, p in enumerate(people) if (seen := [s for s in p.seen if s <= place])]
        if before:
            return people[max(before)[1]]
        return min(people, key=lambda p: p.seen[0] if p.seen else place)


def _is_part(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a name is a shorter form of another: parts of it that stand together."""
    if len(short) >= len(full) or (len(short) == 1 and len(short[0]) < _SHORTEST_PART):
        return False
    return any(full[i : i + len(short)] == short for i in range(len(full) - len(short) + 1))
