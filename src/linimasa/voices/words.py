"""The words by which a language attributes what is said, read from its `voices.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from linimasa.language.files import table, toml

Phrases = dict[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lists of forms by name (`voices.toml` says what each holds); `starts` finds phrases by first word."""

    single: dict[str, frozenset[str]]
    starts: dict[str, Phrases]

    def has(self, name: str, form: str) -> bool:
        """Whether the list `name` holds the lower-case word `form`."""
        return form in self.single[name]

    def match(self, name: str, forms: list[str], at: int, end: int) -> int:
        """Number of words of the longest entry of list `name` that begins at word `at`; 0 for none."""
        if at >= end:
            return 0
        for phrase in self.starts[name].get(forms[at], ()):
            if at + len(phrase) <= end and tuple(forms[at : at + len(phrase)]) == phrase:
                return len(phrase)
        return 0


def _outlets() -> list[str]:
    """The names of agencies and outlets, lower case, as the tokenizer parts them."""
    names = [name for row in table("data", "agencies.tsv") for name in (row["name"], *row["aliases"].split(";"))]
    return [name.lower() for name in names if name != "-"]


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of `language` (`id` or `en`); raises DataError where its file is missing."""
    lists: dict[str, list[str]] = dict(toml(f"language/{language}", "voices.toml"))
    lists["media"] = list(dict.fromkeys([*lists["media"], *_outlets()]))
    single = {name: frozenset(entry for entry in entries if " " not in entry) for name, entries in lists.items()}
    starts: dict[str, Phrases] = {}
    for name, entries in lists.items():
        phrases: dict[str, list[tuple[str, ...]]] = {}
        for entry in entries:
            split = tuple(entry.split())
            phrases.setdefault(split[0], []).append(split)
        starts[name] = {first: tuple(sorted(group, key=len, reverse=True)) for first, group in phrases.items()}
    return Lexicon(single, starts)
