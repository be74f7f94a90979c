"""Whether a trigger's object, subject and neighbours are those that its line in the lexicon asks for."""

from __future__ import annotations

from linimasa.coding.nominals import Nominals, heads_of_phrase
from linimasa.coding.roles import Roles
from linimasa.coding.tree import Tree, relation
from linimasa.coding.triggers import Match, Trigger

NEAR_AFTER = 3
DEEDS = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "RETREAT", "PROTEST"})
"""Types that need a doer with a will: a storm that strikes a town assaults nobody."""

NEAR_BEFORE = 1
OBJECT_WINDOW = 4


def _object_heads(match: Match, roles: Roles) -> list[int]:
    if match.kind == "noun":
        return [*roles.owner, *(head for _, head in roles.oblique), *roles.object, *roles.subject]
    if match.kind == "passive":
        return roles.subject
    return [*roles.object, *(head for _, head in roles.oblique), *roles.complement[:1]]


def _spoken_of(match: Match, roles: Roles, tree: Tree) -> list[int]:
    """Of whom the clause under a verb of speech tells."""
    if match.kind == "noun" or match.trigger.frame != "speak":
        return []
    return [head for clause in roles.complement for head in tree.children(clause, "nsubj")]


def _holds(value: str, heads: list[int], folded: set[str], nominals: Nominals) -> bool:
    tests = {
        "@actor": nominals.is_actor,
        "@person": nominals.is_person,
        "@people": nominals.is_person,
        "@country": nominals.belongs_to_country,
        "@official": nominals.is_official,
        "@armed": nominals.is_armed,
        "@named": nominals.is_named_person,
        "@politician": nominals.is_politician,
    }
    if value.startswith("="):
        return _says(value[1:].split("_"), folded, nominals.tree)
    if value == "@object":  # of the grammar, not of the words: see allowed
        return False
    if value in tests:
        return any(tests[value](head) for head in heads)
    return bool(nominals.classes[value] & folded)


def _says(words: list[str], folded: set[str], tree: Tree) -> bool:
    """Whether these words stand there, several of them in this order."""
    if len(words) == 1:
        return words[0] in folded
    starts = range(len(tree) - len(words) + 1)
    return words[0] in folded and any(list(tree.folded[at : at + len(words)]) == words for at in starts)


def _satisfied(values: tuple[str, ...], heads: list[int], words: set[int], nominals: Nominals) -> bool:
    folded = {nominals.tree.folded[index] for index in words}
    return any(_holds(value, heads, folded, nominals) for value in values)


def _without_will(match: Match, doers: list[int], nominals: Nominals) -> bool:
    """Whether what does it is a force of nature, a disease or the like; a relative clause may be of any noun there."""
    tree = nominals.tree
    words: set[int] = set(doers[:1])
    for doer in doers[:1]:
        words |= set(tree.children(doer, "compound"))
        if relation(tree.words[match.head]) == "acl":
            words |= heads_of_phrase(tree, doer)
    return not nominals.classes["nature"].isdisjoint(tree.folded[word] for word in words)


def _in_a_poll(doers: list[int], nominals: Nominals) -> bool:
    """Whether those who back, reject or agree are a share of people who were asked: 46 percent would back her."""
    tree = nominals.tree
    words = {word for doer in doers[:1] for word in (doer, *tree.children(doer, "nummod", "nmod", "compound"))}
    return not nominals.classes["shares"].isdisjoint(tree.folded[word] for word in words)


def _infinitive(match: Match, nominals: Nominals) -> bool:
    """Whether the trigger governs an infinitive: told them to leave."""
    tree, marks = nominals.tree, nominals.classes["purpose"]
    return any(
        tree.folded[mark] in marks
        for governor in (match.head, *tree.children(match.head, "obj", "iobj"))
        for clause in tree.children(governor, "xcomp", "ccomp", "advcl", "acl")
        for mark in tree.children(clause, "mark")
    )


def _has_object(match: Match, roles: Roles, heads: list[int], nominals: Nominals, passive: bool) -> bool:
    """Whether the object is one of those that the trigger asks for."""
    tree, wanted = nominals.tree, match.trigger.object
    if "@infinitive" in wanted:
        return _infinitive(match, nominals)
    heads = [*heads, *_spoken_of(match, roles, tree)]
    words: set[int] = set()
    for head in heads:
        words |= heads_of_phrase(tree, head)
    if passive:
        words.update(head for _, head in roles.oblique)
    if not heads and not passive:
        words |= set(range(match.end, min(len(tree), match.end + OBJECT_WINDOW)))
    return _satisfied(wanted, heads, words, nominals)


def _counted(tree: Tree, index: int) -> list[int]:
    """Of whom a number or measure is one: thousands of protesters."""
    return [child for child in tree.children(index, "nmod") if tree.preposition(child) == "of"]


def _has_doer(match: Match, roles: Roles, nominals: Nominals, passive: bool) -> bool:
    """Whether who does it is one of those that the trigger asks for, and can do it at all."""
    trigger = match.trigger
    doers = roles.agent if passive else roles.subject
    if match.kind == "noun":
        doers = [*roles.subject, *roles.agent, *roles.owner]
    words = {*doers, *(part for doer in doers for part in _counted(nominals.tree, doer))}
    if trigger.subject and not _satisfied(trigger.subject, doers, words, nominals):
        return False
    if trigger.type in DEEDS:
        return not _without_will(match, doers, nominals)
    return not _in_a_poll(doers, nominals)


def allowed(match: Match, roles: Roles, nominals: Nominals, passive: bool) -> bool:
    """Whether the lexicon lets this word be this trigger here."""
    trigger: Trigger = match.trigger
    tree = nominals.tree
    heads = roles.subject if passive and match.kind != "noun" else _object_heads(match, roles)
    if trigger.object and not _has_object(match, roles, heads, nominals, passive):
        return False
    if not _has_doer(match, roles, nominals, passive):
        return False
    if trigger.beside and not trigger.beside_in(tree.folded):
        return False
    if trigger.then and (match.end >= len(tree) or tree.folded[match.end] not in trigger.then):
        return False
    if "@object" in trigger.unless and (roles.object or tree.children(match.head, "ccomp")):
        return False
    near = set(range(max(0, match.start - NEAR_BEFORE), match.start))
    near |= set(range(match.end, min(len(tree), match.end + NEAR_AFTER)))
    near |= set(heads[:1])
    return not trigger.unless or not _satisfied(trigger.unless, heads[:1], near, nominals)
