"""The lexicon of triggers (``triggers.toml`` of each language) and where a sentence holds them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

import msgspec

from linimasa.coding.morphology import active_forms, passive_forms
from linimasa.coding.tree import Tree
from linimasa.language.files import toml

Kind = Literal["active", "passive", "bare", "plain", "noun", "lemma"]


class Trigger(msgspec.Struct, frozen=True):
    """One line of the lexicon."""

    id: str
    type: str
    frame: str
    modes: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    owner: str = ""
    across: bool = False
    """it counts only between actors of different countries"""
    commands: bool = False
    """what it calls for is done on its word: an order to one's own"""

    def beside_in(self, folded: Sequence[str]) -> bool:
        """Whether a sentence holds one of the words that this trigger needs beside it."""
        return any(word in folded for word in self.beside)


class Form(msgspec.Struct, frozen=True):
    """One way to write a trigger: its words, folded, and what kind of form it is."""

    words: tuple[str, ...]
    kind: Kind
    trigger: Trigger


class Match(msgspec.Struct, frozen=True):
    """A trigger in a sentence: words ``[start, end)``, the one that heads them, the kind of form."""

    trigger: Trigger
    kind: Kind
    start: int
    end: int
    head: int


def _values(entry: dict[str, str], key: str) -> tuple[str, ...]:
    return tuple(value.replace("_", " ") for value in entry.get(key, "").split())


def _forms(language: str, name: str, entry: dict[str, str]) -> list[Form]:
    trigger = Trigger(
        id=f"{language}/{name}",
        type=entry["type"],
        frame=entry["frame"],
        modes=_values(entry, "modes"),
        object=tuple(entry.get("object", "").split()),
        subject=tuple(entry.get("subject", "").split()),
        unless=tuple(entry.get("unless", "").split()),
        beside=tuple(entry.get("beside", "").split()),
        then=tuple(entry.get("then", "").split()),
        owner=entry.get("owner", ""),
        across=bool(entry.get("across", "")),
        commands=bool(entry.get("commands", "")),
    )
    forms: list[Form] = []

    def add(text: str, kind: Kind) -> None:
        forms.append(Form(tuple(text.split()), kind, trigger))

    for verb in _values(entry, "verb"):
        if language == "en":
            add(verb, "lemma")
            continue
        for form in active_forms(verb):
            add(form, "active")
        for form in passive_forms(verb):
            add(form, "passive")
        add(verb, "bare")
    for phrase in _values(entry, "plain"):
        add(phrase, "plain")
    for noun in _values(entry, "noun"):
        add(noun, "noun")
    return forms


@cache
def lexicon(language: str) -> dict[str, tuple[Form, ...]]:
    """All forms of a language by their first word, longest first."""
    forms: dict[str, list[Form]] = {}
    for name, entry in toml(f"language/{language}", "triggers.toml")["trigger"].items():
        for form in _forms(language, name, entry):
            forms.setdefault(form.words[0].casefold(), []).append(form)
    return {first: tuple(sorted(found, key=lambda form: -len(form.words))) for first, found in forms.items()}


@cache
def classes(language: str) -> dict[str, frozenset[str]]:
    """The classes of words that constraints and frames name."""
    return {name: frozenset(words) for name, words in toml(f"language/{language}", "classes.toml").items()}


def single(form: str) -> str:
    """A reduplicated noun as its single form: ``serangan-serangan``."""
    half, hyphen, other = form.partition("-")
    return half if hyphen and half == other else form


def _fits(form: Form, tree: Tree, start: int, language: str) -> bool:
    end = start + len(form.words)
    if end > len(tree):
        return False
    for offset, word in enumerate(form.words[1:], start=start + 1):
        lemma = tree.words[offset].lemma.casefold() if language == "en" else ""
        if word.casefold() not in (tree.folded[offset], lemma):
            return False
    if len(form.words) > 1 and (language == "id" or form.kind == "noun"):
        return True
    if form.kind == "bare" and agent_before(tree.folded, start, language):
        return True
    if form.kind == "lemma" and (tree.children(start, "det") or tree.words[start].deprel == "amod"):
        return False  # the accused, a restricted zone
    return _has_right_tag(form, tree.words[start].upos, tree.sentence.headline, language)


def agent_before(folded: Sequence[str], verb: int, language: str) -> bool:
    """Whether a pronoun stands right before a bare verb: it is its agent (``barang itu kami sita``)."""
    return language == "id" and verb > 0 and folded[verb - 1] in classes(language)["before_bare"]


def object_first(tree: Tree, verb: int, language: str) -> bool:
    """Whether what a bare verb is done to stands before its agent, a pronoun: only words like *already* between."""
    if not agent_before(tree.folded, verb, language):
        return False
    between = verb - 2
    while between >= 0 and tree.words[between].upos in ("AUX", "ADV") and not tree.words[between].form.isupper():
        between -= 1
    word = tree.words[max(between, 0)]
    return between >= 0 and (word.upos in ("NOUN", "PROPN", "DET", "ADJ", "NUM", "PRON", "X") or word.form.isupper())


def _has_right_tag(form: Form, upos: str, headline: bool, language: str) -> bool:
    """Whether a word is tagged as this kind of form is; Indonesian meN- and di- forms are what they are."""
    if form.kind == "noun":
        return upos in ("NOUN", "PROPN", "X") or (language == "id" and upos != "VERB" and form.words[0].endswith("an"))
    if form.kind == "lemma":
        return upos == "VERB"
    if form.kind == "bare":
        return upos == "VERB" or (headline and upos in ("NOUN", "PROPN", "ADJ"))
    if form.kind == "plain":
        return len(form.words) > 1 or upos in ("VERB", "ADJ", "ADV", "AUX") or form.trigger.type != "PROTEST"
    return True


def _head(tree: Tree, start: int, end: int) -> int:
    for index in range(start, end):
        if not start <= tree.words[index].head < end:
            return index
    return start


def candidates(tree: Tree, language: str) -> list[list[Match]]:
    """For every place that could be a trigger, its readings: longest first, then as the lexicon has them."""
    forms = lexicon(language)
    found: list[list[Match]] = []
    for start, folded in enumerate(tree.folded):
        keys = (folded, single(folded)) if language == "id" else (folded, tree.words[start].lemma.casefold())
        readings = [
            Match(form.trigger, form.kind, start, start + len(form.words), _head(tree, start, start + len(form.words)))
            for key in dict.fromkeys(keys)
            for form in forms.get(key, ())
            if _fits(form, tree, start, language)
        ]
        if readings:
            readings.sort(key=lambda match: match.start - match.end)
            found.append(readings)
    return found


def tells(tree: Tree, index: int, kind: str, language: str) -> bool:
    """Whether a word can be a trigger of an event type."""
    return any(form.trigger.type == kind for form in _forms_at(tree, index, language))


def tells_event(tree: Tree, index: int, language: str) -> bool:
    """Whether a word can be an event noun by itself."""
    return any(form.kind == "noun" and len(form.words) == 1 for form in _forms_at(tree, index, language))


def _forms_at(tree: Tree, index: int, language: str) -> list[Form]:
    keys = {tree.folded[index], single(tree.folded[index]), tree.words[index].lemma.casefold()}
    return [form for key in keys for form in lexicon(language).get(key, ())]
