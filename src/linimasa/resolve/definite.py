"""Who is meant by a body told by its kind alone, once it was named in full: the committee, the party."""

from __future__ import annotations

from collections.abc import Sequence

from linimasa.language.files import toml
from linimasa.model import Mention, Sentence

_SENTENCES_BACK = 6
_KINDS = frozenset({"organisation", "group"})
_DESCRIBES = frozenset({"amod", "compound", "nmod", "appos", "flat", "nummod", "acl"})
"""What hangs on a noun by one of these says which one is meant, and it is no longer the one named before."""


def add_definite(sentences: Sequence[Sentence], mentions: Sequence[Mention], language: str) -> list[Mention]:
    """The mentions with those added that point back at the one body of that kind named shortly before.

    Languages whose ``actors.toml`` names no such kinds (``definite``) get their mentions back as they are.
    """
    rules = toml(f"language/{language}", "actors.toml")["definite"]
    kinds, pointers = frozenset(rules["kinds"]), frozenset(rules["pointers"])
    found = list(mentions)
    if not kinds:
        return found
    by_sentence = {sentence.index: sentence for sentence in sentences}
    taken = {(m.sentence, word) for m in mentions for word in range(m.start, m.end)}
    for sentence in sentences:
        for at, word in enumerate(sentence.words):
            if word.form not in kinds or (sentence.index, at) in taken or not _points_back(sentence, at, pointers):
                continue
            meant = [m for m in mentions if _is_of_kind(m, word.form, sentence.index, by_sentence)]
            actors = {m.actors[0].id or m.actors[0].name: m.actors for m in meant}
            if len(actors) == 1:
                found.append(Mention(sentence.index, at, at + 1, at, "organisation", next(iter(actors.values()))))
    return sorted(found, key=lambda m: (m.sentence, m.start))


def _points_back(sentence: Sentence, at: int, pointers: frozenset[str]) -> bool:
    """Whether a noun stands with an article that points back and nothing else."""
    below = [(child, word.deprel.partition(":")[0]) for child, word in enumerate(sentence.words) if word.head == at]
    pointed = any(
        kind == "det" and sentence.words[child].form.casefold() in pointers for child, kind in below if child < at
    )
    return pointed and not any(kind in _DESCRIBES for _, kind in below)


def _is_of_kind(mention: Mention, kind: str, sentence: int, by_sentence: dict[int, Sentence]) -> bool:
    """Whether a mention names one body of this kind, at most some sentences before."""
    near = 0 <= sentence - mention.sentence <= _SENTENCES_BACK
    if mention.kind not in _KINDS or len(mention.actors) != 1 or not near:
        return False
    words = by_sentence[mention.sentence].words[mention.start : mention.end]
    return len(words) > 1 and any(word.form.casefold() == kind and word.form != kind for word in words)
