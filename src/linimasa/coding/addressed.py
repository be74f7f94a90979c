"""To whom the words of a speech act go, where they are not its object: found in the clauses around it."""

from __future__ import annotations

from linimasa.coding.frame import Frame
from linimasa.coding.status import status_words
from linimasa.coding.tree import relation
from linimasa.model import Actor


def clause_subject(frame: Frame, *kinds: str) -> tuple[Actor, ...]:
    """Who is to do, or did, what the clause under a speech act says; only in clauses of some kinds, if given."""
    tree = frame.nominals.tree
    for clause in frame.roles.complement:
        if kinds and relation(tree.words[clause]) not in kinds:
            continue
        subjects = tree.children(clause, "nsubj")
        between = (child for child in tree.children(clause, "obj", "obl") if frame.match.head < child < clause)
        subjects += [child for child in between if tree.preposition(child) is None]
        found = frame.nominals.first(subjects).actors
        if found:
            return found
    return ()


def clause_object(frame: Frame, source: tuple[Actor, ...] = ()) -> tuple[Actor, ...]:
    """To whom the clause under a threat or promise says that it will be done: rather others than one's own."""
    tree, nominals = frame.nominals.tree, frame.nominals
    towards = frame.words["to"] | frame.words["with"]
    ours = {actor.country for actor in source}
    for clause in frame.roles.complement:
        heads = tree.children(clause, "obj", "iobj")
        heads += [head for head in tree.children(clause, "obl") if tree.preposition(head) in towards]
        heads += [
            below for head in heads for below in tree.children(head, "nmod") if tree.preposition(below) in towards
        ]
        found = [actors for head in heads if (actors := nominals.several(head).actors)]
        states = (actors for actors in found if any(actor.country and actor.country not in ours for actor in actors))
        named = next(states, found[0] if found else ())
        if named:
            return named
    return ()


def conditioned(frame: Frame) -> tuple[Actor, ...]:
    """Who must do something lest a threat be carried out: unless X stops."""
    nominals, tree = frame.nominals, frame.nominals.tree
    conditions = status_words(nominals.language)["condition"]
    for above in (frame.match.head, *frame.roles.complement):
        for clause in tree.children(above, "advcl"):
            if any(tree.folded[mark] in conditions for mark in tree.children(clause, "mark", "advmod")):
                found = nominals.first(tree.children(clause, "nsubj")).actors
                if any(actor.country or actor.id for actor in found):
                    return found
    return ()


def asked_from(frame: Frame) -> tuple[Actor, ...]:
    """From whom a thing is demanded: an answer from X."""
    wanted = frame.words["from"] & frame.words["by"]
    return frame.nominals.first([head for preposition, head in frame.roles.oblique if preposition in wanted]).actors


def written_to(frame: Frame) -> tuple[Actor, ...]:
    """To whom the words go that ask: wrote to X asking for help."""
    tree, head = frame.nominals.tree, frame.match.head
    above = tree.words[head].head
    if above < 0 or relation(tree.words[head]) not in ("advcl", "xcomp", "conj", "acl"):
        return ()
    while above >= 0 and tree.words[above].upos == "NOUN":  # sent a letter to X asking
        letters = [child for child in tree.children(above, "nmod") if tree.preposition(child) in frame.words["purpose"]]
        if letters:
            return frame.nominals.first(letters).actors
        above = tree.words[above].head
    heads = [child for child in tree.children(above, "obl") if tree.preposition(child) in frame.words["purpose"]]
    return frame.nominals.first(heads).actors
