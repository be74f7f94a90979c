"""Blame and praise without a verb of their own: what a speaker calls somebody, or says of him or of his doings."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from linimasa.coding.draft import Draft
from linimasa.coding.nominals import Nominals, sectors
from linimasa.coding.roles import subject_of
from linimasa.coding.status import modality
from linimasa.coding.tree import Tree, relation
from linimasa.coding.triggers import Match, Trigger
from linimasa.language.files import toml
from linimasa.model import Actor

TYPES = {"blame": ("ACCUSE", ("disapprove",)), "praise": ("SUPPORT", ())}

INSIDE = frozenset({"amod", "compound", "flat", "xcomp", "acl", "conj", "appos", "fixed", "advmod"})
"""Relations by which a word belongs to what is said of a subject."""

STEPS = 4
"""How far above a judging word its subject may stand."""

Pair = tuple[tuple[Actor, ...], tuple[Actor, ...]]
"""Source and target."""


@cache
def judging_words(language: str) -> dict[str, frozenset[str]]:
    """The words of ``judgements.toml`` of a language by what they do."""
    return {name: frozenset(words) for name, words in toml(f"language/{language}", "judgements.toml").items()}


def judgements(nominals: Nominals, told: list[Draft]) -> list[Draft]:
    """The blame and praise that one sentence voices, each once, and none that its events tell already."""
    known = [*told]
    found: list[Draft] = []
    for draft in _candidates(nominals):
        if not any(other.type == draft.type and _overlap(other, draft) for other in known):
            found.append(draft)
            known.append(draft)
    return found


def _overlap(one: Draft, other: Draft) -> bool:
    sources = {actor.id or actor.name for actor in one.source}
    return not one.source or not other.source or any((actor.id or actor.name) in sources for actor in other.source)


def _candidates(nominals: Nominals) -> Iterator[Draft]:
    tree, language = nominals.tree, nominals.language
    words = judging_words(language)
    for index, word in enumerate(tree.words):
        keys = {tree.folded[index]} if language == "id" else {tree.folded[index], word.lemma.casefold()}
        for name, (kind, modes) in TYPES.items():
            if keys.isdisjoint(words[name]) or relation(word) == "advmod" or "Degree=Cmp" in word.feats:
                continue
            trigger = Trigger(id=f"{language}/{name}", type=kind, frame="judge", modes=modes)
            match = Match(trigger, "plain", index, index + 1, index)
            told = modality(tree, match, language)
            sides = _sides(nominals, index, words) if told.status == "actual" else None
            if sides is not None:
                yield Draft(tree, match, kind, modes, *sides, told, passive=False)


def _sides(nominals: Nominals, index: int, words: dict[str, frozenset[str]]) -> Pair | None:
    """Who judges and who is judged, where a word is said of an actor: None where it is not."""
    tree = nominals.tree
    node = index
    for _ in range(STEPS):
        keys = {tree.folded[node], tree.words[node].lemma.casefold()}
        if node != index and keys & (words["call"] | words["called"]):
            return _called(nominals, node, passive=not keys.isdisjoint(words["called"]) or tree.is_passive(node))
        subjects = _subjects(tree, node)
        if subjects:
            caller = _caller(tree, node, words["call"])
            return _said_of(nominals, node, subjects) if caller < 0 else _called_so(nominals, caller, subjects)
        if not _belongs(nominals, node, words["as"]):
            return None
        node = tree.words[node].head
    return None


def _caller(tree: Tree, node: int, call: frozenset[str]) -> int:
    """The verb of calling whose clause a judging predicate is (``menilai putusan itu keliru``), or -1."""
    above = tree.words[node].head
    if above < 0 or relation(tree.words[node]) not in ("ccomp", "xcomp"):
        return -1
    return above if {tree.folded[above], tree.words[above].lemma.casefold()} & call else -1


def _called_so(nominals: Nominals, verb: int, judged: list[int]) -> Pair | None:
    source = nominals.first(subject_of(nominals.tree, verb, nominals.language)).actors
    return _apart(source, nominals.first(judged).actors) or _of_a_stance(nominals, source, judged)


def _subjects(tree: Tree, node: int) -> list[int]:
    """Heads of the subject of a predicate; a bare nominal before an adjective is one, a relative pronoun is none."""
    found = [
        child for child in tree.children(node, "nsubj") if "PronType=Rel" not in tree.words[child].feats or child > node
    ]
    if found or tree.words[node].upos != "ADJ":
        return found
    return [
        child
        for child in tree.children(node, "obl")
        if child < node and tree.words[child].upos in ("NOUN", "PROPN") and tree.preposition(child) is None
    ]


def _belongs(nominals: Nominals, node: int, introduced: frozenset[str]) -> bool:
    """Whether a word is a part of what its head says of the subject; the object only of a verb without weight."""
    tree = nominals.tree
    kind = relation(tree.words[node])
    if kind in ("obl", "nmod"):
        preposition = tree.preposition(node)
        return preposition is None or preposition in introduced
    if kind == "ccomp":  # a noun that the parse takes for a clause: called her a liar
        above = tree.words[node].head
        keys = {tree.folded[above], tree.words[above].lemma.casefold()}
        return tree.words[node].upos == "NOUN" and not keys.isdisjoint(judging_words(nominals.language)["call"])
    if kind == "obj":
        verb = tree.words[node].head
        keys = {tree.folded[verb], tree.words[verb].lemma.casefold()}
        words = judging_words(nominals.language)
        return bool(keys & (words["call"] | words["called"])) or bool(
            keys & nominals.classes["light"] and keys.isdisjoint(nominals.classes["undergo"])
        )
    return kind in INSIDE


def _called(nominals: Nominals, verb: int, *, passive: bool) -> Pair | None:
    tree = nominals.tree
    subject = nominals.first(subject_of(tree, verb, nominals.language)).actors
    if passive:
        speaker = nominals.speaker(tree.words[verb].start)
        agent = nominals.first(
            [child for child in tree.children(verb, "obl", "nmod") if tree.preposition(child) in ("oleh", "by")]
        ).actors
        return _apart(agent or ((speaker,) if speaker else ()), subject)
    called = tree.children(verb, "obj", "iobj")
    return _apart(subject, nominals.first(called).actors) or _of_a_stance(nominals, subject, called)


def _said_of(nominals: Nominals, node: int, subjects: list[int]) -> Pair | None:
    """The speaker and whom the subject names; whose the thing is that ``this`` means may stay open."""
    speaker = nominals.speaker(nominals.tree.words[node].start)
    if speaker is None or not nominals.classes["shares"].isdisjoint(speaker.name.casefold().split()):
        return None  # nobody, or a share of those whom a poll asked
    judged = nominals.first(subjects).actors
    if judged:
        return _apart((speaker,), judged)
    pointed = any(nominals.tree.folded[subject] in nominals.classes["pointing_back"] for subject in subjects)
    if pointed:
        return ((speaker,), ()) if _official((speaker,)) else None
    return _of_a_stance(nominals, (speaker,), subjects)


def _official(side: tuple[Actor, ...]) -> bool:
    return any(actor.sector in sectors("official") or actor.country is not None for actor in side)


def _of_a_stance(nominals: Nominals, source: tuple[Actor, ...], judged: list[int]) -> Pair | None:
    """Who judges a decision, plan or the like, whose it is not said."""
    about = any(nominals.tree.folded[head] in nominals.classes["stances"] for head in judged)
    return (source, ()) if about and (_official(source) or any(actor.id for actor in source)) else None


def _apart(source: tuple[Actor, ...], target: tuple[Actor, ...]) -> Pair | None:
    """The two sides, where both are named and nobody stands on both."""
    ids = {actor.id or actor.name for actor in source}
    others = tuple(actor for actor in target if (actor.id or actor.name) not in ids)
    return (source, others) if source and others else None
