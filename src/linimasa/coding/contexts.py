"""What a claim's report is about where it tells the claim: PLOVER's contexts, from words that mean them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from linimasa.language.files import toml
from linimasa.model import Span

BY_MODE = {("COERCE", "cyber"): "cyber", ("COERCE", "misinformation"): "misinformation"}
"""Modes that bring their context along (PLOVER manual 2.0)."""

SPECIAL_CRIMES = frozenset({"corruption", "illegal_drugs", "trafficking"})
"""Contexts that take the place of ``crime``, unless there is ``cyber`` too."""

ELSEWHERE = 2
"""Different cues that the paragraph and the headline must hold where the sentence holds none."""

_WORD = re.compile(r"\w+(?:['’-]\w+)*")

Cues = frozenset[tuple[str, str]]
"""Contexts, each with a cue found for it."""


class _Cue(msgspec.Struct, frozen=True):
    context: str
    words: tuple[str, ...]
    cased: bool


def contexts(text: str, sentence: Span, language: str, kind: str, modes: tuple[str, ...]) -> tuple[str, ...]:
    """The contexts of a claim of type ``kind`` told in ``sentence``, in PLOVER's order; empty rather than guessed.

    A context is there by a cue in the sentence, by two different cues in the sentence's paragraph and
    the report's headline together, or by a mode that brings it.
    """
    start = text.rfind("\n", 0, sentence[0]) + 1
    end = text.find("\n", sentence[1])
    here = _cues(text[slice(*sentence)], language)
    around = here | _cues(text[start : end if end >= 0 else len(text)], language)
    around |= _cues(text.partition("\n")[0], language)
    found = {context for context, _ in here}
    found |= {context for context, _ in around if sum(context == other for other, _ in around) >= ELSEWHERE}
    found |= {BY_MODE[kind, mode] for mode in modes if (kind, mode) in BY_MODE}
    if found & SPECIAL_CRIMES and "cyber" not in found:
        found.discard("crime")
    return tuple(name for name in toml(f"language/{language}", "contexts.toml")["context"] if name in found)


@cache
def _lexicon(language: str) -> dict[str, tuple[_Cue, ...]]:
    """The cues by their first word, folded."""
    cues: dict[str, list[_Cue]] = {}
    for context, phrases in toml(f"language/{language}", "contexts.toml")["context"].items():
        for phrase in phrases:
            words = tuple(phrase.split())
            cues.setdefault(words[0].casefold(), []).append(_Cue(context, words, phrase.isupper()))
    return {first: tuple(found) for first, found in cues.items()}


@lru_cache(maxsize=512)
def _cues(line: str, language: str) -> Cues:
    """The cues that a piece of text holds."""
    lexicon = _lexicon(language)
    suffixes = tuple(toml(f"language/{language}", "contexts.toml")["suffixes"])
    words = _WORD.findall(line)
    found = set()
    for start, word in enumerate(words):
        for first in _forms(word.casefold(), suffixes):
            for cue in lexicon.get(first, ()):
                there = words[start : start + len(cue.words)]
                if len(there) == len(cue.words) and _same(cue, there, suffixes):
                    found.add((cue.context, " ".join(cue.words)))
    return frozenset(found)


def _forms(word: str, suffixes: tuple[str, ...]) -> tuple[str, ...]:
    return word, *(word.removesuffix(suffix) for suffix in suffixes if word.endswith(suffix))


def _same(cue: _Cue, there: list[str], suffixes: tuple[str, ...]) -> bool:
    if cue.cased:
        # A headline all in capitals must not make words of a sentence into abbreviations.
        return all(word in _forms(form, suffixes) for form, word in zip(there, cue.words, strict=True))
    *before, last = (word.casefold() for word in there)
    wanted = [word.casefold() for word in cue.words]
    return before == wanted[:-1] and wanted[-1] in _forms(last, suffixes)
