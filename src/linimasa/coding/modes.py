"""How an event is done, where its trigger alone does not say: PLOVER's modes, from the words beside the trigger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from linimasa.coding.draft import Draft
from linimasa.coding.roles import Roles, noun_roles, verb_roles
from linimasa.coding.tree import Tree
from linimasa.coding.triggers import classes, lexicon
from linimasa.language.files import toml

MODIFIERS = ("nmod", "compound", "amod", "flat", "nummod")
CONTENTS = ("ccomp", "xcomp", "advcl", "acl")


def modes(draft: Draft) -> tuple[str, ...]:
    """The modes of a draft: those of its trigger's line, else those that the words beside it decide.

    Empty rather than guessed.
    """
    general = toml("data", "modes.toml")
    by_sector = general["sectors"].get(draft.type, {})
    if draft.source and by_sector and draft.modes in ((), (general["instead"],)):
        found = {by_sector.get(actor.sector) for actor in draft.source}
        if len(found) == 1 and None not in found:
            return tuple(mode for mode in found if mode)
    if draft.modes:
        return draft.modes
    if draft.type != draft.match.trigger.type:
        announced = general["announced"].get(draft.match.trigger.type) if draft.type == "THREATEN" else None
        return (announced,) if announced else ()
    words = toml(f"language/{draft.language}", "modes.toml")
    if draft.type in words["means"]:
        said = _among(draft.tree, _means(draft, words), words["means"][draft.type], draft.language)
        covered = {other for mode in said for other in general["within"].get(draft.type, {}).get(mode, ())}
        return tuple(mode for mode in said if mode not in covered)
    return _by_content(draft, words) if draft.type in words["content"] else ()


def _roles(draft: Draft) -> Roles:
    if draft.match.kind == "noun":
        return noun_roles(draft.tree, draft.match, language=draft.language)
    return verb_roles(draft.tree, draft.match, passive=draft.passive, language=draft.language)


def _forms(tree: Tree, index: int, language: str) -> tuple[str, ...]:
    """A word as the files may have it; an Indonesian lemma stands for words of other meanings too."""
    return (tree.folded[index], tree.words[index].lemma.casefold()) if language == "en" else (tree.folded[index],)


def _means(draft: Draft, words: dict[str, Any]) -> Iterator[int]:
    """Head words of what the event is done with."""
    tree, match, roles = draft.tree, draft.match, _roles(draft)
    for index in range(match.start, match.end):
        if match.kind == "noun":
            yield index
            yield from (child for child in tree.children(index, *MODIFIERS) if tree.preposition(child) is None)
        for child in tree.children(index, "advcl", "acl", "xcomp"):
            if any(form in words["using"] for form in _forms(tree, child, draft.language)):
                yield from tree.children(child, "obj")
    yield from (head for preposition, head in roles.oblique if preposition in words["with"])
    own = (*tree.children(match.head, "nsubj"), tree.words[match.head].head)
    yield from roles.agent if draft.passive else (head for head in roles.subject if head in own)
    if any(form in words["throws"] for form in _forms(tree, match.head, draft.language)):
        yield from roles.subject if draft.passive else roles.object


def _among(tree: Tree, heads: Iterable[int], entries: dict[str, list[str]], language: str) -> list[str]:
    """The modes that have a word or phrase over one of the heads, in the order of the file."""
    indexes = [index for head in heads for index in tree.conjuncts(head)]
    return [
        mode
        for mode, phrases in entries.items()
        if any(_over(tree, index, phrase, language) for index in indexes for phrase in phrases)
    ]


def _over(tree: Tree, index: int, phrase: str, language: str) -> bool:
    """Whether a phrase stands in the sentence so that it covers the word."""
    parts = phrase.casefold().split()
    for start in range(max(0, index - len(parts) + 1), index + 1):
        there = range(start, start + len(parts))
        if there.stop <= len(tree) and all(
            part in _forms(tree, place, language) for part, place in zip(parts, there, strict=True)
        ):
            return True
    return False


def _by_content(draft: Draft, words: dict[str, Any]) -> tuple[str, ...]:
    """The mode of a speech act, by the first word that heads what is asked, refused or threatened.

    None where that is not to be done (warned not to attack); what is only a condition decides nothing.
    """
    tree = draft.tree
    named, told = words["content"][draft.type], words["told"].get(draft.type, {})
    status = toml(f"language/{draft.language}", "status.toml")
    for head in _contents(draft):
        beside = {tree.folded[child] for child in tree.children(head, "mark", "advmod", "aux", "det")}
        if beside & set(status["negation"]):
            return ()
        if beside & set(status["condition"]):
            continue
        found = _among(tree, (head,), named, draft.language)
        if found:
            return tuple(found[:1])
        if draft.type != "THREATEN" and any(form in words["stops"] for form in _forms(tree, head, draft.language)):
            ended = {
                kind for child in tree.children(head, "obj", "nmod") for kind in _tells(tree, child, draft.language)
            }
            return ("yield",) if ended & set(words["halted"]) else ()
        kinds = _tells(tree, head, draft.language)
        for mode, types in told.items():
            if kinds and kinds & set(types):
                return (mode,)
    return ()


def _contents(draft: Draft) -> Sequence[int]:
    """Head words of what a speech act is about, in the order of the text, behind the trigger."""
    tree, match = draft.tree, draft.match
    found = [child for index in range(match.start, match.end) for child in tree.children(index, *CONTENTS)]
    roles = _roles(draft)
    found += [*roles.object, *roles.complement, *(head for _, head in roles.oblique)]
    found += roles.owner if match.kind == "noun" else []
    behind = sorted({head for head in found if head >= match.end})
    light = classes(draft.language)["light"]
    carried = [
        child
        for head in behind
        if light & set(_forms(tree, head, draft.language))
        for child in tree.children(head, "obj")
    ]
    return [*behind, *(child for head in behind for child in tree.children(head, "xcomp", "ccomp")), *carried]


def _tells(tree: Tree, index: int, language: str) -> set[str]:
    """The event types, bare and with their modes, that a word tells whatever its object is."""
    kinds: set[str] = set()
    for form in dict.fromkeys(_forms(tree, index, language)):
        for entry in lexicon(language).get(form, ()):
            if len(entry.words) == 1 and not entry.trigger.object:
                kinds.add(entry.trigger.type)
                kinds.update(f"{entry.trigger.type}:{mode}" for mode in entry.trigger.modes)
    return kinds
