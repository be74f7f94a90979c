"""A filter in front of the trained reader: sentences that can tell no event are read by the fast reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from linimasa.coding.judgements import judging_words
from linimasa.coding.triggers import Form, lexicon, single
from linimasa.language.files import LANGUAGES
from linimasa.language.lemma import lemma
from linimasa.language.parse import Analysis, Parser
from linimasa.voices.words import Phrases
from linimasa.voices.words import lexicon as voice_lexicon

_CUES = ("say", "hold", "tell", "clausal", "inverted", "according")


class FilteredReader:
    """Gives `full` the sentences that may tell an event or who says so, and the others to `fast`."""

    def __init__(self, full: Parser, fast: Parser) -> None:
        self._full, self._fast = full, fast

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """One analysis a sentence, in order."""
        telling = [may_tell(words) for words in sentences]
        pairs = list(zip(sentences, telling, strict=True))
        full = iter(self._full.analyse([words for words, tells in pairs if tells]))
        fast = iter(self._fast.analyse([words for words, tells in pairs if not tells]))
        return [next(full if tells else fast) for tells in telling]


def may_tell(words: Sequence[str]) -> bool:
    """Whether a sentence holds a trigger's form or a cue of speech, of whatever language, whatever their tags."""
    folded = [word.casefold() for word in words]
    return any(_holds_trigger(folded, at) or _holds_cue(folded, at) for at in range(len(folded))) or any(
        _judging().intersection(_keys(word)) for word in folded
    )


def _holds_trigger(folded: Sequence[str], at: int) -> bool:
    return any(
        all(part in _keys(word) for part, word in zip(form[1:], folded[at + 1 :], strict=False))
        for key in _keys(folded[at])
        for form in _trigger_forms().get(key, ())
        if len(form) <= len(folded) - at
    )


def _holds_cue(folded: Sequence[str], at: int) -> bool:
    return any(tuple(folded[at : at + len(cue)]) == cue for cue in _cues().get(folded[at], ()))


@cache
def _trigger_forms() -> dict[str, list[tuple[str, ...]]]:
    forms: dict[str, list[tuple[str, ...]]] = {}
    for form in _all_forms():
        folded = tuple(word.casefold() for word in form.words)
        forms.setdefault(folded[0], []).append(folded)
    return forms


def _all_forms() -> Iterator[Form]:
    for language in LANGUAGES:
        yield from chain.from_iterable(lexicon(language).values())


@cache
def _judging() -> frozenset[str]:
    return frozenset(
        word for language in LANGUAGES for name in ("blame", "praise") for word in judging_words(language)[name]
    )


@cache
def _cues() -> Phrases:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for language in LANGUAGES:
        words = voice_lexicon(language)
        for name in _CUES:
            for first, phrases in words.starts.get(name, {}).items():
                found[first] = (*found.get(first, ()), *phrases)
    return found


_KEPT = 50_000
_keys_of: dict[str, tuple[str, ...]] = {}


def _keys(folded: str) -> tuple[str, ...]:
    """What a word may be looked up as: itself, its single form, its English lemma as a verb."""
    found = _keys_of.get(folded)
    if found is None:
        found = tuple(dict.fromkeys((folded, single(folded), lemma(folded, "VERB", "en"))))
        if len(_keys_of) < _KEPT:
            _keys_of[folded] = found
    return found
