"""Whether a trigger's object, subject and neighbours are those that its line in the lexicon asks for."""

from __future__ import annotations

from linimasa.coding.nominals import Nominals, heads_of_phrase
from linimasa.coding.roles import Roles
from linimasa.coding.triggers import Match, Trigger

NEAR_AFTER = 3
NEAR_BEFORE = 1
OBJECT_WINDOW = 4


def _object_heads(match: Match, roles: Roles) -> list[int]:
    if match.kind == "noun":
        return [*roles.owner, *(head for _, head in roles.oblique), *roles.object, *roles.subject]
    if match.kind == "passive":
        return roles.subject
    return [*roles.object, *(head for _, head in roles.oblique), *roles.complement[:1]]


def _holds(value: str, heads: list[int], folded: set[str], nominals: Nominals) -> bool:
    tests = {
        "@actor": nominals.is_actor,
        "@person": nominals.is_person,
        "@people": nominals.is_person,
        "@country": nominals.belongs_to_country,
        "@official": nominals.is_official,
    }
    if value.startswith("="):
        return value[1:] in folded
    if value in tests:
        return any(tests[value](head) for head in heads)
    return bool(nominals.classes[value] & folded)


def _satisfied(values: tuple[str, ...], heads: list[int], words: set[int], nominals: Nominals) -> bool:
    folded = {nominals.tree.folded[index] for index in words}
    return any(_holds(value, heads, folded, nominals) for value in values)


def allowed(match: Match, roles: Roles, nominals: Nominals, passive: bool) -> bool:
    """Whether the lexicon lets this word be this trigger here."""
    trigger: Trigger = match.trigger
    tree = nominals.tree
    heads = roles.subject if passive and match.kind != "noun" else _object_heads(match, roles)
    if trigger.object:
        words: set[int] = set()
        for head in heads:
            words |= heads_of_phrase(tree, head)
        if passive:
            words.update(head for _, head in roles.oblique)
        if not heads and not passive:
            words |= set(range(match.end, min(len(tree), match.end + OBJECT_WINDOW)))
        if not _satisfied(trigger.object, heads, words, nominals):
            return False
    doers = roles.agent if passive else roles.subject
    if match.kind == "noun":
        doers = [*roles.subject, *roles.agent, *roles.owner]
    if trigger.subject and not _satisfied(trigger.subject, doers, set(doers), nominals):
        return False
    if trigger.beside and not trigger.beside_in(tree.folded):
        return False
    if trigger.unless:
        near = set(range(max(0, match.start - NEAR_BEFORE), match.start))
        near |= set(range(match.end, min(len(tree), match.end + NEAR_AFTER)))
        near |= set(heads[:1])
        if _satisfied(trigger.unless, heads[:1], near, nominals):
            return False
    return True
