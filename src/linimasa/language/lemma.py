"""The dictionary form of a word: an Indonesian verb's root (``menyerang`` to ``serang``), an English base form.

Looked up in the table of the language, then in simplemma's word list, then found by taking affixes off.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import simplemma

from linimasa.language import files, vocabulary

_UNCHANGED = frozenset({"PROPN", "PUNCT", "SYM", "NUM", "X"})
_SHORTEST_ROOT = 3
_FEWEST_REPORTS = 8


@dataclass(frozen=True, slots=True)
class _Prefix:
    form: str
    before: tuple[str, ...]
    hides: str

    def root(self, word: str) -> str | None:
        """What is left of ``word``, with the letter that the prefix hides; None where it has not this prefix."""
        rest = word[len(self.form) :]
        if not word.startswith(self.form) or len(rest) < _SHORTEST_ROOT:
            return None
        return self.hides + rest if not self.before or rest.startswith(self.before) else None


class Affixes:
    """The affixes of one language, from ``affixes.toml``."""

    def __init__(self, language: str) -> None:
        stored = files.toml(f"language/{language}", "affixes.toml")
        self.language = language
        self._prefixes = {
            upos: [
                _Prefix(entry["form"], tuple(entry.get("before", ())), entry.get("hides", ""))
                for entry in stored["prefix"]
                if upos in entry["upos"]
            ]
            for upos in stored["suffixes"]
        }
        self._suffixes: dict[str, list[str]] = stored["suffixes"]
        self._circumfixed = frozenset(stored.get("circumfixed", ()))
        self._plain = {(entry["ending"], entry["upos"]): tuple(entry["instead"]) for entry in stored.get("plain", ())}
        self._kept = tuple((entry["upos"], entry["ending"]) for entry in stored.get("kept", ()))

    @classmethod
    @cache
    def of(cls, language: str) -> Affixes:
        """The affixes of ``id`` or ``en``."""
        return cls(language)

    def kept(self, word: str, upos: str) -> bool:
        """Whether a word of this ending is its own lemma as this part of speech (``meeting`` the noun)."""
        return any(kind == upos and word.endswith(ending) for kind, ending in self._kept)

    def root(self, word: str, upos: str) -> str | None:
        """The commonest known root that ``word`` can be made from; None where there is none."""
        found = [root for root in self._roots(word, upos) if self._known(root)]
        return max(found, key=lambda root: vocabulary.commonness(root, self.language)) if found else None

    def _roots(self, word: str, upos: str) -> Iterator[str]:
        for (ending, kind), instead in self._plain.items():
            if kind == upos and word.endswith(ending) and len(word) > len(ending) + 1:
                yield from (word[: -len(ending)] + new for new in instead)
        suffixes = self._suffixes.get(upos, [])
        for suffix in suffixes if upos in self._circumfixed else ("", *suffixes):
            if not word.endswith(suffix):
                continue
            stem = word[: len(word) - len(suffix)]
            for prefix in self._prefixes.get(upos, ()):
                root = prefix.root(stem)
                if root is not None:
                    yield root

    def _known(self, root: str) -> bool:
        if len(root) < _SHORTEST_ROOT or vocabulary.commonness(root, self.language) < _FEWEST_REPORTS:
            return False
        return bool(simplemma.lemmatize(root, lang=self.language) == root)


@cache
def _listed(language: str) -> dict[tuple[str, str], str]:
    return {(row["form"], row["upos"]): row["lemma"] for row in files.table(f"language/{language}", "lemmas.tsv")}


@lru_cache(maxsize=100_000)
def lemma(form: str, upos: str, language: str) -> str:
    """The lemma of ``form`` with the UD part of speech ``upos``; ``language`` is ``id`` or ``en``.

    Names, numbers and signs stay as they are; other words come back in lower case. A reduplicated word has
    the lemma of its first half (``negara-negara`` to ``negara``).
    """
    if language not in files.LANGUAGES:
        language = "id"
    lower = form.lower().replace("’", "'")
    listed = _listed(language)
    found = listed.get((lower, upos))
    if found:
        return found
    if upos in _UNCHANGED:
        return form
    return listed.get((lower, "*")) or _by_rule(lower, upos, language)


def _by_rule(word: str, upos: str, language: str) -> str:
    first, hyphen, second = word.partition("-")
    if hyphen and len(first) > 1 and _alike(first, second):
        return lemma(first, upos, language)
    affixes = Affixes.of(language)
    if affixes.kept(word, upos):
        return word
    found = str(simplemma.lemmatize(word, lang=language)).lower()
    if found == word or vocabulary.commonness(found, language) == 0:
        found = affixes.root(word, upos) or found
    return _listed(language).get((found, upos), found)


def _alike(first: str, second: str) -> bool:
    """Whether two halves are one word said twice, affixes aside."""
    middle = first[-4:] if len(first) > 5 else first[-3:]
    return first == second or middle in second or second[:4] in first
