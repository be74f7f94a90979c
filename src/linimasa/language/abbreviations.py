"""Words that carry a full stop of their own, and the words that begin sentences, from ``abbreviations.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from linimasa.language import files


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Abbreviations of one language, without their last full stop.

    ``before_name`` never ends a sentence, ``before_number`` not where a number follows,
    ``anywhere`` may; after these, one of ``starters`` begins a new sentence.
    """

    before_name: frozenset[str]
    before_number: frozenset[str]
    anywhere: frozenset[str]
    starters: frozenset[str]

    def __contains__(self, form: object) -> bool:
        return form in self.before_name or form in self.before_number or form in self.anywhere

    @classmethod
    @cache
    def of(cls, language: str) -> Abbreviations:
        """The abbreviations of ``id`` or ``en``."""
        stored = files.toml(f"language/{language}", "abbreviations.toml")
        return cls(**{name: frozenset(stored[name]) for name in cls.__slots__})
