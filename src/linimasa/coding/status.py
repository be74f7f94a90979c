"""Status and certainty of an event from the words around its trigger (``status.toml``)."""

from __future__ import annotations

from functools import cache

import msgspec

from linimasa.coding.tree import CLAUSES, Tree, relation
from linimasa.coding.triggers import Match
from linimasa.language.files import toml
from linimasa.model import Certainty, Marks, Status

_NOMINALS = frozenset({"NOUN", "PROPN", "PRON"})


class Modality(msgspec.Struct, frozen=True):
    """How an event is told, and the words that decide it."""

    status: Status = "actual"
    certainty: Certainty = "stated"
    marks: Marks = Marks()


@cache
def status_words(language: str) -> dict[str, frozenset[str]]:
    """The words of ``status.toml`` of a language by what they tell: negation, future, condition, past and so on."""
    return {name: frozenset(words) for name, words in toml(f"language/{language}", "status.toml").items()}


def _modifiers(tree: Tree, index: int) -> list[int]:
    """Words that qualify a predicate: adverbs, auxiliaries, marks, negations; the nearest last."""
    return [
        child
        for child in tree.children(index, "advmod", "aux", "mark", "det", "amod", "cop", "cc", "discourse", "obl")
        if child < index or relation(tree.words[child]) == "advmod"
    ]


def _near(tree: Tree, match: Match, index: int, only: frozenset[str] | None) -> list[int]:
    """The words around the trigger or around a predicate above it; of qualifiers ``only`` some, where given."""
    beside = [word for word in _modifiers(tree, index) if only is None or tree.folded[word] in only]
    if index == match.head:
        before = range(max(0, match.start - 2), match.start)
        # A name is not the word that it sounds like: Theresa May.
        around = [*beside, *(word for word in before if tree.words[word].upos != "PROPN")]
        refused = match.trigger.type == "REJECT"  # will not accept: the words of the refusal do not deny it
        return [word for word in around if not (refused and match.start <= word < match.end)]
    return [*beside, index]


def _chain(tree: Tree, match: Match) -> list[int]:
    """The trigger and the predicates above it that it depends on, nearest first."""
    chain = [match.head]
    current = match.head
    for ancestor in tree.ancestors(match.head):
        kind = relation(tree.words[current])
        if kind in ("xcomp", "ccomp", "obj", "iobj", "aux", "advcl", "acl", "nsubj", "obl", "csubj", "nmod", "conj"):
            chain.append(ancestor)
        if kind in CLAUSES or len(chain) > 3:
            break
        current = ancestor
    return chain


def modality(tree: Tree, match: Match, language: str, carrier: int = -1) -> Modality:
    """Status and certainty of a match.

    A word counts where it qualifies the trigger (adverb, auxiliary, conjunction before it) or
    governs it (plans to, denies that). The nearest decides; denial outweighs condition, and that plan.
    What qualifies the verb above an event noun counts only where the verb carries it (``carrier``):
    who will not accept a call does not deny it.
    """
    words = status_words(language)
    denied = _nobody(tree, match.head if match.kind != "noun" else carrier, words)
    condition = future = alleged = past = None
    for depth, index in enumerate(_chain(tree, match)):
        carried = depth == 0 or match.kind != "noun" or index == carrier
        near = _near(tree, match, index, words["condition"] if not carried else None)
        inherited = depth > 0 and relation(tree.words[match.head]) in ("obl", "nmod", "conj", "advcl", "acl")
        for word in near:
            form = tree.folded[word]
            governs = word == index and depth > 0
            if form in words["alleged"]:
                alleged = alleged if alleged is not None else word
            if form in words["short"] and depth < 2:
                denied = denied if denied is not None else word
            if inherited:
                continue
            if not governs and form in words["negation"] and depth < 2 and not _not_only(tree, word, words):
                denied = denied if denied is not None else word
            if form in words["denial"] or (form in words["failure"] and (governs or depth == 0)):
                denied = denied if denied is not None else word
            if form in words["condition"] and not governs:
                condition = condition if condition is not None else word
            if form in words["possible"]:
                condition = condition if condition is not None else word
            if form in words["future"] and relation(tree.words[word]) != "case":  # not "takut akan": afraid of
                future = future if future is not None else word
            if form in words["past"] and depth == 0:
                past = word
    bare = _to_come(tree, match.head, words["infinitive"])
    status, deciding = _decide(denied, condition, bare if future is None else future, past)
    span = (tree.words[deciding].start, tree.words[deciding].end) if deciding is not None else None
    sure = (tree.words[alleged].start, tree.words[alleged].end) if alleged is not None else None
    return Modality(status, "alleged" if alleged is not None else "stated", Marks(status=span, certainty=sure))


def _to_come(tree: Tree, head: int, infinitive: frozenset[str]) -> int | None:
    """The mark of an infinitive that is all the verb there is, as headlines tell what is to come ("X to meet Y")."""
    word = tree.words[head]
    above = tree.words[word.head] if word.head >= 0 else None
    if above is not None and (above.head >= 0 or above.upos not in _NOMINALS or word.head > head):
        return None
    marks = [child for child in tree.children(head, "mark") if tree.folded[child] in infinitive]
    return marks[0] if marks else None


def on_condition(told: Modality, tree: Tree, match: Match, language: str) -> Modality:
    """A plan that hangs on a condition (``jika diminta, akan membantu``) as conditional."""
    mark = _condition_of(tree, match.head, status_words(language)["condition"])
    if told.status != "planned" or mark is None:
        return told
    span = (tree.words[mark].start, tree.words[mark].end)
    return Modality("conditional", told.certainty, Marks(status=span, certainty=told.marks.certainty))


def _condition_of(tree: Tree, head: int, words: frozenset[str]) -> int | None:
    """The word that begins a condition on which an event hangs."""
    for clause in tree.children(head, "advcl"):
        for mark in tree.children(clause, "mark", "advmod"):
            if tree.folded[mark] in words and mark < clause:
                return mark
    return None


def _not_only(tree: Tree, index: int, words: dict[str, frozenset[str]]) -> bool:
    """Whether a negation says that more than this was done: not only."""
    return index + 1 < len(tree) and tree.folded[index + 1] in words["only"]


def _nobody(tree: Tree, verb: int, words: dict[str, frozenset[str]]) -> int | None:
    """The word that says that nobody did it: its subject is ``nobody``, or ``no one``, ``tak seorang pun``."""
    for subject in tree.children(verb, "nsubj") if verb >= 0 else ():
        near = [subject, *(child for child in tree.children(subject, "det", "advmod") if child < subject)]
        for word in near:
            if tree.folded[word] in words["nobody"] or (word != subject and tree.folded[word] in words["negation"]):
                return word
    return None


def _decide(
    denied: int | None, condition: int | None, future: int | None, past: int | None
) -> tuple[Status, int | None]:
    if denied is not None:
        return "denied", denied
    if condition is not None:
        return "conditional", condition
    if future is not None and past is None:
        return "planned", future
    return "actual", None
