"""The dictionary form of a word: an Indonesian verb's root (``menyerang`` to ``serang``), an English base form."""

from __future__ import annotations

from functools import cache, lru_cache

import simplemma

from linimasa.language import files

_UNCHANGED = frozenset({"PROPN", "PUNCT", "SYM", "NUM", "X"})


@cache
def _listed(language: str) -> dict[tuple[str, str], str]:
    return {(row["form"], row["upos"]): row["lemma"] for row in files.table(f"language/{language}", "lemmas.tsv")}


@lru_cache(maxsize=100_000)
def lemma(form: str, upos: str, language: str) -> str:
    """The lemma of ``form`` with the UD part of speech ``upos``; ``language`` is ``id`` or ``en``.

    Names, numbers and signs stay as they are; other words come back in lower case.
    """
    if upos in _UNCHANGED:
        return form
    if language not in files.LANGUAGES:
        language = "id"
    lower = form.lower().replace("’", "'")
    listed = _listed(language)
    found = listed.get((lower, upos)) or listed.get((lower, "*"))
    if found:
        return found
    result: str = simplemma.lemmatize(lower, lang=language)
    return result.lower()
