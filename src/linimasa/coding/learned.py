"""Events that the learned reading finds where no line of the lexicon does, and sides that the grammar leaves open."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import cache
from typing import TYPE_CHECKING, Any

from linimasa.coding.context import SPEECH_ACTS
from linimasa.coding.draft import Draft, draft_of, in_name
from linimasa.coding.nominals import Nominals, unique
from linimasa.coding.tree import Tree, relation
from linimasa.coding.triggers import Kind, Match, Trigger
from linimasa.language.files import toml
from linimasa.model import Actor

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from linimasa.coding.suggester import Scores

PARTS = frozenset({"compound", "flat", "nmod", "amod", "appos"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


@cache
def _settings() -> dict[str, Any]:
    return toml("data", "learned.toml")


@cache
def _trigger(language: str, kind: str) -> Trigger:
    return Trigger(id=f"{language}/learned-{kind.lower()}", type=kind, frame=_settings()["frame"][kind])


def believed(draft: Draft, scores: Scores) -> bool:
    """Whether the learned reading gives what the lexicon found any probability; notes in the draft which it gives."""
    draft.probability = scores.probability(draft.type, draft.match.start, draft.match.end)
    doubt: float = _settings()["doubt"]
    return draft.probability >= doubt


def likely(draft: Draft) -> bool:
    """Whether the learned reading, where it was asked, finds the event likely even in a report of private affairs."""
    least: float = _settings()["private"]
    return draft.probability is None or draft.probability >= least


def learned(nominals: Nominals, scores: Scores, told: Sequence[Draft], triggers: Set[int]) -> list[Draft]:
    """The events of a sentence that are probable at a word and told by none of the drafts there are.

    ``triggers`` are the words that the lexicon read as an event, rightly or not: of these it knows the type.
    """
    types = {draft.type for draft in told}
    found: list[Draft] = []
    for peak in scores.peaks(_settings()["take"]):
        if peak.type in types or peak.word in triggers or in_name(nominals, peak.word):
            continue
        draft = draft_of(_match(nominals, peak.word, peak.type), nominals, final=True)
        if draft is not None:
            draft.probability = peak.probability
            types.add(peak.type)
            found.append(draft)
    return found


def _match(nominals: Nominals, word: int, kind: str) -> Match:
    upos = nominals.tree.words[word].upos
    form: Kind = "noun" if upos in ("NOUN", "PROPN") else "plain" if nominals.language == "id" else "lemma"
    return Match(_trigger(nominals.language, kind), form, word, word + 1, word)


def complete(draft: Draft, nominals: Nominals, scores: Scores) -> None:
    """Fills a side that is empty with whom the learned reading gives it, and puts him for another whom it does not.

    Not of what was told before (that attack); an empty side not of what is only a condition, which is told of nobody.
    Who tells of a deed is no side of it; of what is done by saying so he may be one.
    """
    if draft.back:
        return
    filling = draft.modality.status != "conditional" and not (draft.source and draft.target)
    speaker = nominals.speaker(draft.trigger[0]) if draft.type not in SPEECH_ACTS else None
    telling = {speaker.id or speaker.name} if speaker is not None else set[str]()
    settings, sides = _settings(), ("source", "target")
    for side, other_side, given in zip(sides, reversed(sides), scores.sides(draft.match.start).T, strict=True):
        actors = getattr(draft, side)
        if not (_is_doubted(draft.tree, actors, given, settings["side_doubt"]) if actors else filling):
            continue
        least = settings["side_sure" if actors else "side"]
        words = {word for word, probability in enumerate(given.tolist()) if probability >= least}
        other = getattr(draft, other_side)
        taken = telling | {actor.id or actor.name for actor in other}
        found = [actor for head in _heads(nominals, draft, words) for actor in _actors(nominals, head)]
        named = unique([actor for actor in found if (actor.id or actor.name) not in taken])
        if named:
            setattr(draft, side, named)
            draft.filled = (*draft.filled, side)


def _is_doubted(tree: Tree, actors: Sequence[Actor], given: NDArray[np.float32], least: float) -> bool:
    """Whether all words that name these actors in the sentence are less probable than ``least`` to be of the side."""
    spans = [actor.span for actor in actors if actor.span is not None]
    words = {i for start, end in spans for i, word in enumerate(tree.words) if word.start < end and word.end > start}
    return bool(words) and all(given[word] < least for word in words)


def _heads(nominals: Nominals, draft: Draft, words: Set[int]) -> list[int]:
    """The heads of the nominals that the words of a side make up; no trigger, no place where."""
    tree = nominals.tree
    likely = words - set(range(draft.match.start, draft.match.end))
    tops = [i for i in sorted(likely) if tree.words[i].head not in likely and tree.words[i].upos in NOMINAL]
    return [i for i in tops if tree.preposition(_whole(tree, i)) not in nominals.classes["in"]]


def _whole(tree: Tree, word: int) -> int:
    """The head of the compound that a word is a part of: airport, of Manila airport."""
    while relation(tree.words[word]) in PARTS and tree.words[word].head >= 0 and tree.preposition(word) is None:
        word = tree.words[word].head
    return word


def _actors(nominals: Nominals, head: int) -> tuple[Actor, ...]:
    """Whom a nominal names: an actor of the report, else people in its own words."""
    mention = nominals.mention(head)
    return mention.actors if mention is not None else nominals.single(head).actors
