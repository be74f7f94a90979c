"""Which actors a nominal of a sentence names."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Protocol

import msgspec

from linimasa.coding.tree import Tree, relation
from linimasa.coding.triggers import classes, single
from linimasa.language.files import toml
from linimasa.model import Actor, Mention

LONGEST = 4
"""Words that a plain name takes on either side of its head."""

INNER = ("nmod", "amod", "compound", "flat", "appos", "det", "nummod")


@cache
def sectors(group: str) -> frozenset[str]:
    """The PLOVER sectors of a group of ``data/sectors.toml``: political, official."""
    return frozenset(toml("data", "sectors.toml")[group])


class Cast(Protocol):
    """The actors of a report, by where its sentences mention them."""

    def at(self, sentence: int, word: int) -> Mention | None:
        """The mention that covers a word."""


Speaker = Callable[[int], Actor | None]
"""Who speaks at an offset of the text, for the first person of quotations."""


class Found(msgspec.Struct, frozen=True):
    """Actors of a nominal; ``owner``: they only own what the nominal names (the base of X)."""

    actors: tuple[Actor, ...]
    owner: bool = False
    kind: str = ""


class Nominals:
    """Looks up actors in one sentence."""

    def __init__(self, tree: Tree, cast: Cast, speaker: Speaker, language: str, topic: tuple[Actor, ...] = ()) -> None:
        self.tree = tree
        self.cast = cast
        self.speaker = speaker
        self.language = language
        self.topic = topic
        self.classes = classes(language)

    def mention(self, index: int) -> Mention | None:
        """The mention that covers a word of the sentence; the short form of a permit (``IUP``) is no actor."""
        found = self.cast.at(self.tree.sentence.index, index)
        if found is not None and found.kind == "organisation" and self.tree.folded[index] in self.classes["permit"]:
            return None
        return found

    def single(self, index: int, depth: int = 0) -> Found:
        """Actors of one nominal, without what is coordinated with it."""
        tree = self.tree
        mention = self.mention(index)
        if mention is not None and (mention.actors or mention.kind != "pronoun"):
            if mention.kind == "group" and not any(actor.id for actor in mention.actors):
                return Found(self._with_examples(mention.actors, index), kind="group")
            return self._kin(mention) or Found(mention.actors, kind=mention.kind)
        if tree.folded[index] in self.classes["first_person"]:
            actor = self.speaker(tree.words[index].start)
            return Found((actor,) if actor else (), kind="pronoun")
        if tree.folded[index] in self.classes["third_person"]:
            return Found(self._one_who_says(index) or self._one_told_of(index), kind="pronoun")
        if self._is_own_side(index):
            speaker = self.speaker(tree.words[index].start)
            return Found((speaker or self._plain(index, words=2),), kind="pronoun")
        if self._is_counted(index):
            return Found((self._plain(index, words=2),), kind="people")
        if (self.names_people(index) or self._is_told_as_one(index)) and tree.words[index].upos != "PRON":
            found = self._apposed(index)
            return found or Found(self._with_examples((self._plain(index),), index), kind="people")
        examples = self._examples(index)
        if examples:
            return Found(examples, kind="people")
        return self._some_of(index, depth) or self._owner(index, depth)

    def _is_own_side(self, index: int) -> bool:
        """Whether a noun and its clitic mean the speaker's own side: ``pihaknya``."""
        written = "".join(self.tree.folded[index : index + 2])
        return self.tree.folded[index] not in self.classes["third_person"] and written in self.classes["own_side"]

    def _is_counted(self, index: int) -> bool:
        """Whether a number stands for those told before: both of them, the four of them (``keempatnya``)."""
        after = self.tree.folded[index + 1 : index + 2]
        return self.tree.folded[index] in self.classes["counted"] and after == ("nya",)

    def _is_told_as_one(self, index: int) -> bool:
        """Whether a noun is of people by the word before it: ``seorang psikolog``, ``para penambang``."""
        before = [child for child in self.tree.children(index, "det", "nummod", "clf") if child < index]
        return self.tree.words[index].upos == "NOUN" and any(
            self.tree.folded[child] in self.classes["persons_before"] for child in before
        )

    def _some_of(self, index: int, depth: int) -> Found | None:
        """Of whom a number or pronoun takes a part: one of the rivals."""
        if self.tree.folded[index] in self.classes["quantities"]:
            inner = [child for child in self.tree.children(index, "nmod") if self.tree.preposition(child) is None]
            return self.single(inner[0], depth + 1) if inner and depth <= 2 else None
        if self.tree.words[index].upos not in ("NUM", "PRON", "DET") or depth > 2:
            return None
        for child in self.tree.children(index, "nmod", "obl"):
            if self.tree.preposition(child) in self.classes["owned_by"]:
                found = self.single(child, depth + 1)
                return found if found.actors and not found.owner else None
        return None

    def _named_with(self, index: int) -> tuple[Actor, ...]:
        """Actors that a nominal and those coordinated with it name themselves."""
        mentions = [self.mention(conjunct) or self._name_of(conjunct) for conjunct in self.tree.conjuncts(index)]
        return unique([actor for mention in mentions if mention is not None for actor in mention.actors])

    def _name_of(self, index: int) -> Mention | None:
        """The person whose name follows a word of his title that is no part of it."""
        found = (self.mention(child) for child in self.tree.children(index, "flat") if child == index + 1)
        return next((mention for mention in found if mention is not None and mention.kind == "person"), None)

    def _kin(self, mention: Mention) -> Found | None:
        """Who is told as another's lawyer or kin and then named: the lawyer of X, Y."""
        if mention.kind != "person" or self.tree.folded[mention.start] not in self.classes["kin"]:
            return None
        return self._apposed(mention.head) if mention.end - mention.start > 1 else None

    def _with_examples(self, group: tuple[Actor, ...], index: int) -> tuple[Actor, ...]:
        """A group and those of it who are named; only these where they stand for it (allies such as X)."""
        tree = self.tree
        alone = any(
            tree.folded[word] in self.classes["standing_for"]
            for child in tree.children(index, "nmod", "obl", "appos")
            for word in tree.children(child, "case", "mark")
        )
        examples = self._examples(index)
        return examples if examples and alone else unique([*group, *examples])

    def _examples(self, index: int) -> tuple[Actor, ...]:
        """Whom a nominal names as examples or as its members: states such as X and Y; three states, namely X and Y."""
        tree, introduced = self.tree, self.classes["naming"]
        named = [
            child
            for child in tree.children(index, "nmod", "obl", "appos")
            if any(tree.folded[word] in introduced for word in tree.children(child, "case", "mark", "advmod", "cc"))
        ]
        for clause in tree.children(index, "acl"):
            if tree.folded[clause] in introduced:
                named += tree.children(clause, "obl", "obj", "nmod")
        return unique([actor for child in named for actor in self._named_with(child)])

    def names_people(self, index: int) -> bool:
        """Whether a word is one for people, in the plural also by being said twice (``orang-orang``)."""
        word = self.tree.folded[index]
        # An Indonesian lemma is a stem, of other words too (seorang, of orang).
        one = self.tree.words[index].lemma.casefold() if self.language == "en" else single(word)
        return not self.classes["people"].isdisjoint({word, one})

    def _apposed(self, index: int) -> Found | None:
        """The name that stands beside a word for people: the organisation, the Red Cross."""
        for child in self.tree.children(index, "appos"):
            mention = self.mention(child)
            if mention is not None and mention.kind in ("organisation", "group", "person") and mention.actors:
                return Found(self._named_with(child), kind=mention.kind)
        return None

    def _one_who_says(self, index: int) -> tuple[Actor, ...]:
        """Whom a pronoun that is the subject of a reported clause means: who reports it (Syria says it is willing)."""
        tree = self.tree
        if relation(tree.words[index]) != "nsubj":
            return ()
        clause = tree.words[index].head
        while clause >= 0 and relation(tree.words[clause]) in ("xcomp", "conj"):
            clause = tree.words[clause].head
        if clause < 0 or relation(tree.words[clause]) != "ccomp":
            return ()
        for subject in tree.children(tree.words[clause].head, "nsubj"):
            mention = self.mention(subject)
            if mention is not None:
                many = "Number=Plur" in tree.words[subject].feats or mention.kind == "person"
                return () if many and "Gender=Neut" in tree.words[index].feats else mention.actors
        return ()

    def _one_told_of(self, index: int) -> tuple[Actor, ...]:
        """Whom a pronoun means that begins a clause: the one person whom the sentence before is about."""
        if relation(self.tree.words[index]) != "nsubj" or self.tree.folded[index] in self.classes["plural"]:
            return ()
        return self.topic

    def topic_of(self) -> tuple[Actor, ...]:
        """The one person whom the sentence is about: the subject of its main clause; else nobody."""
        tree = self.tree
        for root in (index for index, word in enumerate(tree.words) if word.head < 0):
            for subject in tree.children(root, "nsubj"):
                mention = self.mention(subject)
                if mention is not None and mention.kind == "person" and len(mention.actors) == 1:
                    return mention.actors
                if mention is None and tree.folded[subject] in self.classes["third_person"]:
                    return self._one_told_of(subject)
                if mention is not None and mention.kind == "pronoun":
                    return mention.actors if len(mention.actors) == 1 else ()
        return ()

    def _owner(self, index: int, depth: int) -> Found:
        tree = self.tree
        for child in tree.children(index, *INNER):
            preposition = tree.preposition(child)
            if preposition is not None and preposition not in self.classes["owned_by"]:
                continue
            mention, named = self.mention(child), self._named_with(child)
            if mention is not None or named:
                return Found(named, owner=True, kind=mention.kind if mention is not None else "")
            if tree.folded[child] in self.classes["first_person"]:
                actor = self.speaker(tree.words[child].start)
                return Found((actor,) if actor else (), owner=True, kind="pronoun")
            inner = self._owner(child, depth + 1) if depth < 2 else Found(())
            if inner.actors:
                return msgspec.structs.replace(inner, actors=unique([*inner.actors, *self._named_with(child)]))
        return Found(self._doer(index, depth), owner=True)

    def _doer(self, index: int, depth: int) -> tuple[Actor, ...]:
        """Who did what a relative clause says of a nominal (the cruelty that X committed)."""
        tree = self.tree
        if depth > 2:
            return ()
        for clause in tree.children(index, "acl"):
            for child in tree.children(clause, "obl", "obj", "nsubj", "nmod"):
                preposition = tree.preposition(child)
                mention = self.mention(child)
                doer = tree.words[child].deprel in ("obl:agent", "nsubj") or (
                    child > clause and tree.folded[clause].startswith("di")
                )
                belongs = {tree.folded[clause], tree.words[clause].lemma} & self.classes["possess"]
                if preposition in ("oleh", "by") or (preposition is None and doer) or belongs:
                    found = mention.actors if mention is not None else self._owner(child, depth + 1).actors
                    if found:
                        return found
        return ()

    def _plain(self, index: int, words: int = 1) -> Actor:
        """An actor in the text's own words: a person or people without a name or role known to us."""
        tree = self.tree
        if words > 1:
            start, end = tree.words[index].start, tree.words[index + words - 1].end
            return Actor(name=tree.text(index, index + words), span=(start, end))
        under = set(tree.subtree(index, clauses=False))
        first, last = index, index
        while (
            first - 1 in under
            and tree.words[first - 1].upos in ("NUM", "NOUN", "PROPN", "ADJ")
            and index - first < LONGEST
        ):
            first -= 1
        while last + 1 < len(tree) and last - index < LONGEST and self._goes_on(last + 1, under):
            last += 1
        start, end = tree.words[first].start, tree.words[last].end
        name = " ".join(tree.words[part].form for part in range(first, last + 1))
        return Actor(name=name, span=(start, end))

    def _goes_on(self, index: int, under: set[int]) -> bool:
        """Whether a word goes on the plain name before it; but for names, only where it belongs to it."""
        kind = self.tree.words[index].upos
        return kind == "PROPN" or (kind in ("NOUN", "ADJ") and index in under)

    def several(self, index: int) -> Found:
        """Actors of a nominal and of those coordinated with it."""
        actors: list[Actor] = []
        owner, kind = False, ""
        for place, conjunct in enumerate(self.tree.conjuncts(index)):
            found = self.single(conjunct)
            if place == 0:
                owner, kind = found.owner, found.kind
            elif (found.owner and not owner) or (found.kind == "people" and any(actor.id for actor in actors)):
                continue
            actors.extend(found.actors)
        actors.extend(self._shared_role(index))
        return Found(unique(actors), owner, kind)

    def _shared_role(self, index: int) -> list[Actor]:
        """States that share one role with the first: the presidents of Chile and Peru."""
        mention = self.mention(index)
        if mention is None or mention.kind not in ("role", "organisation", "group"):
            return []
        inside = range(mention.start, mention.end)
        outer = [child for word in inside for child in self.tree.children(word, "conj") if child not in inside]
        # Hungarian and Romanian officials: the second adjective is the mention's, and hangs on the first.
        before = [child for word in inside for child in self.tree.children(word, "amod", "compound", "nmod")]
        shared = [child for child in before if set(self.tree.children(child, "conj")) & set(inside)]
        others = [self.mention(child) for child in outer]
        names = [other for other in others if other is not None and other.kind == "country"]
        first = [self.mention(child) for child in shared if child not in inside]
        names += [other for other in first if other is not None and other.kind in ("country", "demonym")]
        return [actor for other in names for actor in other.actors]

    def first(self, indices: list[int]) -> Found:
        """The first of several nominals that names an actor."""
        for index in indices:
            found = self.several(index)
            if found.actors:
                return found
        return Found(())

    def is_person(self, index: int) -> bool:
        """Whether a nominal names a person or people."""
        mention = self.mention(index)
        if mention is not None and self.tree.folded[index] not in self.classes["troops"]:
            return mention.kind in ("person", "role", "group", "pronoun", "demonym")
        if mention is not None:
            return True
        return self.names_people(index)

    def is_actor(self, index: int) -> bool:
        """Whether a nominal itself names an actor."""
        return bool(self.mention(index)) or self.tree.folded[index] in self.classes["first_person"]

    def belongs_to_country(self, index: int) -> bool:
        """Whether a nominal names a state, its people, or a thing of theirs."""
        return any(actor.country for actor in self.single(index).actors)

    def is_armed(self, index: int) -> bool:
        """Whether a nominal names those who fight with weapons."""
        return any(actor.sector in sectors("armed") for actor in self.single(index).actors)

    def is_named_person(self, index: int) -> bool:
        """Whether a nominal names one certain person."""
        found = self.single(index)
        return not found.owner and any((actor.id or "").startswith("person:") for actor in found.actors)

    def is_politician(self, index: int) -> bool:
        """Whether a nominal names one certain person in politics."""
        return self.is_named_person(index) and any(
            actor.sector in sectors("politics") for actor in self.single(index).actors
        )

    def is_official(self, index: int) -> bool:
        """Whether a nominal names a state or one who serves it."""
        found = self.single(index)
        return any(actor.sector in sectors("official") or found.kind == "country" for actor in found.actors)


def unique(actors: list[Actor]) -> tuple[Actor, ...]:
    """Actors without repetition, by id or by name."""
    seen: dict[str, Actor] = {}
    for actor in actors:
        seen.setdefault(actor.id or actor.name.casefold(), actor)
    return tuple(seen.values())


def heads_of_phrase(tree: Tree, index: int) -> set[int]:
    """Words of a nominal that say what it is: without clauses, prepositional parts two levels down."""
    return {
        part
        for part in tree.subtree(index, clauses=False)
        if relation(tree.words[part]) not in ("case", "punct", "cc", "mark")
    }
