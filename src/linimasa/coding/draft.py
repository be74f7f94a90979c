"""A claim in the making: a trigger, its sides and how it is told."""

from __future__ import annotations

import msgspec

from linimasa.coding.constraints import allowed
from linimasa.coding.frame import Frame, Sides
from linimasa.coding.frames import sides_of
from linimasa.coding.nominals import Nominals, sectors
from linimasa.coding.plover import COOPERATIVE_WHEN_FUTURE, THREAT_WHEN_FUTURE
from linimasa.coding.roles import Roles, first_conjunct, noun_roles, verb_roles
from linimasa.coding.status import Modality, modality, on_condition
from linimasa.coding.tree import Tree, relation
from linimasa.coding.triggers import Match, candidates, classes, object_first
from linimasa.model import Actor, Marks, Span

WANTS = frozenset({"REQUEST", "THREATEN", "AGREE", "REJECT"})
"""Types whose complement is only wanted, threatened, promised or refused."""


CALLS = frozenset({"REQUEST", "THREATEN"})
"""Types whose object, too, is only wanted or threatened (demands the release of)."""


TAKEN_UP = {
    "SANCTION": ("CONCEDE",),
    "COERCE": ("CONCEDE",),
    "ACCUSE": ("CONCEDE",),
    "AGREE": ("SUPPORT", "SANCTION", "REJECT"),
    "AID": ("SANCTION",),
    "CONSULT": ("SANCTION", "REJECT"),
}
"""Event nouns that are what an event of another type is done to, by that type: sanctions lifted, deals signed."""


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
    joined: bool = False
    """another trigger of the sentence tells the same event"""
    back: bool = False
    """the event noun points back at an event told before (that attack)"""
    also: tuple[int, ...] = ()
    """heads of the other triggers of the sentence that tell the same event"""
    probability: float | None = None
    """what the learned reading gives it; None where that was not asked"""
    filled: tuple[str, ...] = ()
    """the sides that the learned reading filled"""

    @property
    def trigger(self) -> Span:
        """Span of the trigger's words."""
        words = self.tree.words
        return words[self.match.start].start, words[self.match.end - 1].end

    @property
    def language(self) -> str:
        """The language of the lexicon that found it."""
        return self.match.trigger.id.partition("/")[0]

    @property
    def is_subject(self) -> bool:
        """Whether the trigger is the subject of its clause."""
        return relation(self.tree.words[self.match.head]) == "nsubj"

    @property
    def rule(self) -> str:
        """Id of the rule: the lexicon's line, the kind of form, and the sides that were learned."""
        return "+learned-".join((f"{self.match.trigger.id}.{self.match.kind}", *self.filled))


def _is_passive(tree: Tree, match: Match, language: str) -> bool:
    if match.kind == "passive" or (match.kind == "bare" and object_first(tree, match.start, language)):
        return True
    if language == "id":
        return match.kind == "plain" and tree.folded[match.start].startswith("di") and len(tree.folded[match.start]) > 4
    word = tree.words[match.head]
    if tree.is_passive(match.head):
        return True
    participle = relation(word) == "acl" and "VerbForm=Part" in word.feats and "Tense=Past" in word.feats
    return participle and not tree.children(match.head, "obj")


def draft_of(match: Match, nominals: Nominals, *, final: bool = False) -> Draft | None:
    """The event that a trigger tells, or None where its line or its frame finds none; ``final``: the type stands."""
    tree, language = nominals.tree, nominals.language
    passive = match.kind != "noun" and _is_passive(tree, match, language)
    roles: Roles = (
        noun_roles(tree, match, language=language)
        if match.kind == "noun"
        else verb_roles(tree, match, passive=passive, language=language)
    )
    if not allowed(match, roles, nominals, passive):
        return None
    sides: Sides = sides_of(Frame(match, roles, nominals, passive=passive))
    sides = _apart(sides)
    if match.trigger.type == "CONSULT":
        sides = _without_press(sides)
    if not sides.keep or (match.trigger.across and not _across(sides)):
        return None
    told = modality(tree, match, language, roles.carrier) if match.trigger.frame != "oblige" else Modality()
    if told.status == "denied" and match.kind == "noun" and match.trigger.type == "ACCUSE":
        return None  # who denies an accusation does not deny that he was accused
    kind = match.trigger.type
    if not final:
        kind, told = _future(kind, told, sides, nominals.speaker(tree.words[match.start].start))
    if kind != "THREATEN":
        told = on_condition(told, tree, match, language)
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


def _part(draft: Draft) -> None:
    """Takes from the targets who is a source already."""
    ids = {actor.id or actor.name for actor in draft.source}
    draft.target = tuple(actor for actor in draft.target if (actor.id or actor.name) not in ids)


def _apart(sides: Sides) -> Sides:
    """Sides without anybody who stands on both."""
    ids = {actor.id or actor.name for actor in sides.source}
    target = tuple(actor for actor in sides.target if (actor.id or actor.name) not in ids)
    return msgspec.structs.replace(sides, target=target)


def _without_press(sides: Sides) -> Sides:
    """Sides without the press: who talks to it meets nobody."""
    kept = [tuple(a for a in side if a.sector not in sectors("audience")) for side in (sides.source, sides.target)]
    alone = (sides.source and not kept[0]) or (sides.target and not kept[1])
    return Sides(kept[0], kept[1], keep=sides.keep and not alone)


def _across(sides: Sides) -> bool:
    ours = {actor.country for actor in sides.source}
    return any(actor.country and actor.country not in ours for actor in sides.target)


def _future(kind: str, told: Modality, sides: Sides, speaker: Actor | None) -> tuple[str, Modality]:
    """The type of an event that is still to come (PLOVER manual 2.0, and the ontology's decisions).

    A deed of conflict that is announced is a threat of who will do it, but not where somebody of another state
    foretells it.
    """
    if told.status != "planned":
        return kind, told
    if kind in COOPERATIVE_WHEN_FUTURE:
        return "AGREE", told
    if kind == "RETREAT":
        return "CONCEDE", told
    home = speaker.country if speaker is not None else None
    foretold = home is not None and all(actor.country not in (None, home) for actor in sides.source)
    if kind in THREAT_WHEN_FUTURE and sides.source and not foretold:
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
            if taken & set(range(match.start, match.end)) or in_name(nominals, match.head):
                continue
            draft = draft_of(match, nominals)
            if draft is not None:
                found.append(draft)
                taken |= set(range(match.start, match.end))
                break
    return _without_contents(_merged(found))


def in_name(nominals: Nominals, word: int) -> bool:
    """Whether a word is only a part of somebody's name: Amnesty International."""
    mention = nominals.mention(word)
    return mention is not None and mention.kind in ("organisation", "person")


def _without_contents(found: list[Draft]) -> list[Draft]:
    """Leaves out what is only wanted, promised, threatened or refused by another event of the sentence.

    What is done on somebody's command is his deed, and the command no event of its own.
    """
    acts = {draft.match.head: draft for draft in found if draft.type in WANTS or _is_prosecution(draft)}
    obliged = {draft.tree.words[draft.match.head].head for draft in found if draft.match.trigger.frame == "oblige"}
    kept: list[Draft] = []
    carried_out: set[int] = set()
    for draft in [draft for draft in found if not _is_taken_up(draft, found)]:
        if draft.match.head in obliged or _is_cause(draft, found):
            continue
        act, called_for = _wanted_by(draft, acts)
        if act is None and draft.match.kind != "noun" and _is_purpose(draft, found):
            continue
        if act is None:
            kept.append(draft)
        elif called_for and act.match.trigger.commands:
            draft.source = draft.source or act.source
            carried_out.add(act.match.head)
            kept.append(draft)
        elif not act.target:
            act.target = draft.source if act.type == "REQUEST" else draft.target
            _part(act)
    return [draft for draft in kept if draft.match.head not in carried_out]


def _is_prosecution(draft: Draft) -> bool:
    """Whether an accusation asks for a sentence, which is then not passed yet (menuntut X dihukum)."""
    return (
        draft.type == "ACCUSE"
        and "allege" in draft.match.trigger.modes
        and draft.match.trigger.id.startswith("id/tuntut")
    )


def _wanted_by(draft: Draft, acts: dict[int, Draft]) -> tuple[Draft | None, bool]:
    """The event whose content another one is, and whether it is so as its object (calls for the release)."""
    tree, head = draft.tree, draft.match.head
    kind, above = relation(tree.words[head]), tree.words[head].head
    if draft.match.kind == "noun":
        act = acts.get(above)
        if kind == "obj" and act is not None and act.type in CALLS:
            return act, True
        act = acts.get(tree.words[above].head) if above >= 0 else None
        ends = {tree.folded[above], tree.words[above].lemma.casefold()} & classes(draft.language)["ending"]
        inner = kind == "obj" and act is not None and act.type in CALLS and not ends
        return (act if inner and relation(tree.words[above]) in ("xcomp", "ccomp", "advcl") else None), False
    wanted = kind in ("xcomp", "ccomp", "advcl", "acl") or (kind == "conj" and draft.type not in ("REQUEST", "ACCUSE"))
    while wanted and kind == "conj" and above >= 0 and above not in acts:
        kind, above = relation(tree.words[above]), tree.words[above].head
    if kind in ("xcomp", "ccomp") and above >= 0 and above not in acts:
        # One step further: asks the court to declare that he is guilty.
        over = tree.words[above]
        asked = acts.get(over.head)
        if asked is not None and asked.type in CALLS and relation(over) in ("xcomp", "ccomp", "acl", "advcl"):
            above = over.head
    called_for = kind == "obj" and above in acts and acts[above].type in CALLS
    if kind == "acl" and above not in acts and _is_asked_of(tree, head, acts):
        above = tree.words[above].head
    act = acts.get(above)
    if act is None or act is draft or not (called_for or (wanted and kind != "conj")):
        return None, False
    return act, called_for


def _is_asked_of(tree: Tree, verb: int, acts: dict[int, Draft]) -> bool:
    """Whether a clause without a relative pronoun says what the object of a demand is to do: asks X to go."""
    asked = tree.words[verb].head
    act = acts.get(tree.words[asked].head)
    free = not any("PronType=Rel" in tree.words[child].feats for child in tree.children(verb))
    return act is not None and act.type in CALLS and relation(tree.words[asked]) in ("obj", "iobj") and free


def _is_taken_up(draft: Draft, found: list[Draft]) -> bool:
    """Whether an event noun only names what another event lifts, signs or ends by its nature (lifts sanctions)."""
    if draft.match.kind != "noun" or draft.type not in TAKEN_UP:
        return False
    tree, head = draft.tree, draft.match.head
    above = tree.words[head].head
    for other in found:
        if other is not draft and other.match.trigger.object and other.type in TAKEN_UP[draft.type]:
            governs = above in range(other.match.start, other.match.end)
            if governs and relation(tree.words[head]) in ("obj", "nmod", "nsubj", "compound"):
                if not other.target or _same_sides(other.target, draft.source):
                    other.target = draft.target
                other.source = other.source or draft.source
                return True
    return False


def _is_cause(draft: Draft, found: list[Draft]) -> bool:
    """Whether a refusal only says what a protest is against (took to the streets to oppose)."""
    tree, head = draft.tree, draft.match.head
    if (
        draft.type != "REJECT"
        or draft.match.kind == "noun"
        or relation(tree.words[head]) not in ("advcl", "acl", "xcomp")
    ):
        return False
    above = tree.words[head].head
    return any(other.type == "PROTEST" and above in range(other.match.start, other.match.end) for other in found)


def _is_purpose(draft: Draft, found: list[Draft]) -> bool:
    """Whether a verb only says what another event of the sentence is for (sent troops to help)."""
    tree, head = draft.tree, first_conjunct(draft.tree, draft.match.head)
    if relation(tree.words[head]) not in ("advcl", "acl", "xcomp") or not tree.children(head, "mark"):
        return False
    if not any(tree.folded[mark] in classes(draft.language)["purpose"] for mark in tree.children(head, "mark")):
        return False
    reached = {tree.words[head].head, tree.words[tree.words[head].head].head}
    return any(other is not draft and other.match.head in reached for other in found)


def _merged(found: list[Draft]) -> list[Draft]:
    """Joins a verb and an event noun of one type where the one is the other's participant.

    ``Serangan itu menewaskan 17 orang`` and ``tewas dalam serangan Israel`` each tell one event.
    Deaths and wounds are events only by the violence that the same sentence tells.
    """
    kept: list[Draft] = []
    for draft in sorted(found, key=lambda draft: (draft.match.kind == "noun", draft.match.start)):
        other = next((known for known in kept if _one_event(known, draft)), None)
        if other is None:
            kept.append(draft)
            continue
        owned = _same_sides(other.source, other.target)
        other.source = draft.source if not other.source or owned else other.source
        other.target = other.target or draft.target
        if other.match.trigger.frame == "undergo":
            other.source = tuple(actor for actor in other.source if not _same_sides((actor,), other.target))
        other.modes = tuple(dict.fromkeys((*other.modes, *draft.modes)))
        other.back = other.back or draft.back
        other.also = (*other.also, draft.match.head)
        other.joined = True
    for draft in kept:
        _part(draft)
    kept = [draft for draft in kept if draft.match.trigger.frame != "die" or draft.joined or _by_force(draft)]
    return sorted(kept, key=lambda draft: draft.match.start)


def _by_force(draft: Draft) -> bool:
    """Whether a state, an armed group or the like is named as the cause of a death or wound."""
    return any(actor.country or actor.sector in sectors("official") for actor in draft.source)


def _same_sides(one: tuple[Actor, ...], other: tuple[Actor, ...]) -> bool:
    return bool(one) and {actor.id or actor.name for actor in one} == {actor.id or actor.name for actor in other}


def _one_blow(known: Draft, draft: Draft) -> bool:
    """Whether two verbs of violence joined by ``and`` tell one deed of one doer (killed two and wounded three)."""
    word = draft.tree.words[draft.match.head]
    if (
        draft.match.kind == "noun"
        or draft.type != "ASSAULT"
        or relation(word) != "conj"
        or word.head != known.match.head
    ):
        return False
    one, other = ({actor.country for actor in side if actor.country} for side in (known.target, draft.target))
    same_doer = _same_sides(known.source, draft.source) or not (known.source or draft.source)
    return same_doer and not (one and other and not one & other)


def _one_event(known: Draft, draft: Draft) -> bool:
    if known.type != draft.type:
        return False
    tree = draft.tree
    head, verb = draft.match.head, known.match.head
    if draft.match.trigger.frame == known.match.trigger.frame == "die":
        return True
    if _one_blow(known, draft):
        return True
    if draft.match.kind != "noun":
        return False
    if known.match.trigger.frame == "die":
        return True
    if known.match.kind == "noun" and relation(tree.words[head]) == "conj" and tree.words[head].head == verb:
        return True
    if relation(tree.words[verb]) == "acl" and tree.words[verb].head in (head, *tree.subtree(head, clauses=False)):
        return True
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
