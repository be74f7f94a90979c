"""A claim in the making: a trigger, its sides and how it is told."""

from __future__ import annotations

import msgspec

from linimasa.coding.constraints import allowed
from linimasa.coding.frames import Frame, Sides
from linimasa.coding.nominals import Nominals
from linimasa.coding.plover import COOPERATIVE_WHEN_FUTURE, THREAT_WHEN_FUTURE
from linimasa.coding.roles import Roles, noun_roles, verb_roles
from linimasa.coding.status import Modality, modality
from linimasa.coding.tree import Tree, relation
from linimasa.coding.triggers import Match, candidates
from linimasa.model import Actor, Marks, Span


class Draft(msgspec.Struct):
    """One event told in one sentence, before dates, places and voices are added."""

    tree: Tree
    match: Match
    type: str
    modes: tuple[str, ...]
    source: tuple[Actor, ...]
    target: tuple[Actor, ...]
    modality: Modality
    passive: bool
    light: int = -1
    """the light verb that carries the event noun, or -1"""
    back: bool = False
    """the event noun points back at an event told before (that attack)"""

    @property
    def trigger(self) -> Span:
        """Span of the trigger's words."""
        words = self.tree.words
        return words[self.match.start].start, words[self.match.end - 1].end

    @property
    def rule(self) -> str:
        """Id of the rule: the lexicon's line and the kind of form."""
        return f"{self.match.trigger.id}.{self.match.kind}"


def _is_passive(tree: Tree, match: Match, language: str) -> bool:
    if match.kind == "passive":
        return True
    if language == "id":
        return match.kind == "plain" and tree.folded[match.start].startswith("di") and len(tree.folded[match.start]) > 4
    word = tree.words[match.head]
    if tree.is_passive(match.head):
        return True
    participle = relation(word) == "acl" and "VerbForm=Part" in word.feats and "Tense=Past" in word.feats
    return participle and not tree.children(match.head, "obj")


def _draft(match: Match, nominals: Nominals) -> Draft | None:
    tree, language = nominals.tree, nominals.language
    passive = match.kind != "noun" and _is_passive(tree, match, language)
    roles: Roles = (
        noun_roles(tree, match, language=language)
        if match.kind == "noun"
        else verb_roles(tree, match, passive=passive, language=language)
    )
    if not allowed(match, roles, nominals, passive):
        return None
    sides: Sides = Frame(match, roles, nominals, passive=passive).sides()
    if not sides.keep:
        return None
    told = modality(tree, match, language)
    kind, told = _future(match.trigger.type, told, sides)
    return Draft(
        tree=tree,
        match=match,
        type=kind,
        modes=match.trigger.modes if kind == match.trigger.type else (),
        source=sides.source,
        target=sides.target,
        modality=told,
        passive=passive,
        light=roles.carrier,
        back=match.kind == "noun" and _points_back(nominals, match),
    )


def _future(kind: str, told: Modality, sides: Sides) -> tuple[str, Modality]:
    """The type of an event that is still to come (PLOVER manual 2.0, and the ontology's decisions)."""
    if told.status != "planned":
        return kind, told
    if kind in COOPERATIVE_WHEN_FUTURE:
        return "AGREE", told
    if kind == "RETREAT":
        return "CONCEDE", told
    if kind in THREAT_WHEN_FUTURE and sides.source:
        return "THREATEN", msgspec.structs.replace(told, status="actual", marks=Marks(certainty=told.marks.certainty))
    return kind, told


def _points_back(nominals: Nominals, match: Match) -> bool:
    tree = nominals.tree
    near = set(tree.children(match.head, "det"))
    near.update(range(match.end, min(len(tree), match.end + 1)))
    if nominals.language == "en":
        near.update(range(max(0, match.start - 2), match.start))
    return any(tree.folded[index] in nominals.classes["pointing_back"] for index in near)


def drafts(nominals: Nominals) -> list[Draft]:
    """The events that one sentence tells, each trigger word used once, duplicates of one event merged."""
    found: list[Draft] = []
    taken: set[int] = set()
    for readings in candidates(nominals.tree, nominals.language):
        for match in sorted(readings, key=lambda match: (match.start - match.end, not match.trigger.object)):
            if taken & set(range(match.start, match.end)):
                continue
            draft = _draft(match, nominals)
            if draft is not None:
                found.append(draft)
                taken |= set(range(match.start, match.end))
                break
    return _merged(found)


def _merged(found: list[Draft]) -> list[Draft]:
    """Joins a verb and an event noun of one type where the one is the other's participant.

    ``Serangan itu menewaskan 17 orang`` and ``tewas dalam serangan Israel`` each tell one event.
    """
    kept: list[Draft] = []
    for draft in sorted(found, key=lambda draft: draft.match.kind == "noun"):
        other = next((known for known in kept if _one_event(known, draft)), None)
        if other is None:
            kept.append(draft)
            continue
        owned = _same_sides(other.source, other.target)
        other.source = draft.source if not other.source or owned else other.source
        other.target = other.target or draft.target
        other.modes = tuple(dict.fromkeys((*other.modes, *draft.modes)))
        other.back = other.back or draft.back
    return sorted(kept, key=lambda draft: draft.match.start)


def _same_sides(one: tuple[Actor, ...], other: tuple[Actor, ...]) -> bool:
    return bool(one) and {actor.id or actor.name for actor in one} == {actor.id or actor.name for actor in other}


def _one_event(known: Draft, draft: Draft) -> bool:
    if known.type != draft.type or draft.match.kind != "noun":
        return False
    tree = draft.tree
    head, verb = draft.match.head, known.match.head
    if head == verb:
        return True
    for ancestor in tree.ancestors(head):
        kind = relation(tree.words[head])
        if ancestor == verb:
            return kind in ("nsubj", "obj", "obl", "nmod", "iobj", "acl", "xcomp")
        if kind not in ("nmod", "flat", "compound", "obl", "appos"):
            return False
        head = ancestor
    return False
