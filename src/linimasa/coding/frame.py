"""One match in its sentence: its roles, and the actors that its complements name."""

from __future__ import annotations

import msgspec

from linimasa.coding.nominals import Found, Nominals, sectors
from linimasa.coding.roles import Roles
from linimasa.coding.triggers import Match
from linimasa.model import Actor


class Sides(msgspec.Struct, frozen=True):
    """Source and target of an event; ``keep`` is False where the frame finds no event here."""

    source: tuple[Actor, ...] = ()
    target: tuple[Actor, ...] = ()
    keep: bool = True


JUDGES, POLICE = "JUD", "COP"

PURSUITS = frozenset({"COERCE", "ACCUSE"})
"""Types that police and prosecutors do by their office: they arrest, search, examine."""


class Frame:
    """Finds the sides of one match."""

    def __init__(self, match: Match, roles: Roles, nominals: Nominals, *, passive: bool) -> None:
        self.match = match
        self.roles = roles
        self.nominals = nominals
        self.passive = passive
        self.noun = match.kind == "noun"
        self.words = nominals.classes

    def oblique(self, group: str) -> Found:
        """Actors of the first complement whose preposition is of a class."""
        prepositions, folded = self.words[group], self.nominals.tree.folded
        heads = [
            head
            for preposition, head in self.roles.oblique
            if preposition in prepositions and folded[head] not in self.words["authority"]
        ]
        found = self.nominals.first(heads)
        return found if found.actors else self._deeper(prepositions)

    def undergone(self) -> bool:
        """Whether the verb that carries an event noun says that its subject undergoes the event: faced criticism."""
        tree, carrier = self.nominals.tree, self.roles.carrier
        keys = {tree.folded[carrier], tree.words[carrier].lemma.casefold()}
        return carrier >= 0 and not self.words["undergo"].isdisjoint(keys)

    def in_operation(self) -> tuple[Actor, ...]:
        """Whose operation it was in which somebody was killed or caught."""
        tree, words = self.nominals.tree, self.words
        heads = [
            head
            for preposition, head in self.roles.oblique
            if preposition in words["within"] and {tree.folded[head], tree.words[head].lemma} & words["operation"]
        ]
        return self.nominals.first(heads).actors

    def left(self) -> tuple[Actor, ...]:
        """Whose land somebody leaves: the complement with ``from``, not with ``of``."""
        out = self.words["from"] - {"of"}
        tree = self.nominals.tree
        heads = [head for _, head in self.roles.oblique]
        heads += [child for head in (*heads, *self.roles.object) for child in tree.children(head, "nmod", "obl")]
        return self.nominals.first([head for head in heads if tree.preposition(head) in out]).actors

    def ordered_by(self) -> tuple[Actor, ...]:
        """On whose order it was done: arrested on the orders of X."""
        folded = self.nominals.tree.folded
        orders = [head for _, head in self.roles.oblique if folded[head] in self.words["orders"]]
        return self.nominals.first(orders).actors

    def taken_from(self) -> tuple[Actor, ...]:
        """From whom a thing is seized."""
        if "seize" not in self.match.trigger.modes:
            return ()
        wanted = self.words["from"] & self.words["by"]
        return self.nominals.first([head for preposition, head in self.roles.oblique if preposition in wanted]).actors

    def beside(self, group: str, without: str) -> tuple[Actor, ...]:
        """Actors of the complements whose preposition is of one class and not of another."""
        wanted = self.words[group] - self.words[without]
        return self.nominals.first([head for preposition, head in self.roles.oblique if preposition in wanted]).actors

    def _deeper(self, prepositions: frozenset[str]) -> Found:
        """The same one step down: a call by telephone with X."""
        tree = self.nominals.tree
        below = [
            child
            for head in (*(head for _, head in self.roles.oblique), *self.roles.object)
            for child in tree.children(head, "nmod", "obl")
            if tree.preposition(child) in prepositions
        ]
        return self.nominals.first(below)

    def struck_at(self) -> tuple[Actor, ...]:
        """The states in which the things lie, or the places, that somebody of another state attacks."""
        tree = self.nominals.tree
        heads = [head for _, head in self.roles.oblique] + self.roles.object
        places = [head for preposition, head in self.roles.oblique if preposition in self.words["in"]]
        places += [child for head in heads for child in tree.children(head, "nmod", "obl")]
        for head in places:
            if tree.preposition(head) in self.words["in"]:
                found = self.nominals.several(head)
                states = tuple(actor for actor in found.actors if actor.id is not None and actor.id == actor.country)
                if states:
                    return states
        return ()

    def split_owner(self) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """An event noun's possessors: those who do it, those who undergo it."""
        roles, match = self.roles, self.match
        found = self.nominals.first(roles.owner)
        word = self.nominals.tree.folded[match.start]
        undergoes = match.trigger.owner == "target" or (
            match.trigger.owner != "source"
            and match.trigger.id.startswith("id/")
            and word.startswith("pe")
            and word.endswith("an")
        )
        if match.trigger.owner == "court":
            undergoes = not any(actor.sector == JUDGES for actor in found.actors)
        elif undergoes and match.trigger.type in PURSUITS and found.kind == "organisation":
            undergoes = any(actor.sector not in sectors("pursuing") for actor in found.actors)
        if undergoes and match.trigger.frame in ("act", "give"):
            return (), found.actors
        return found.actors, ()

    def by_officers(self, sides: Sides) -> Sides:
        """The same sides, with those who arrest, search or examine, told by their work alone, as police."""
        source = tuple(
            msgspec.structs.replace(actor, sector=POLICE)
            if not (actor.id or actor.sector) and actor.name.casefold().split()[0] in self.words["officers"]
            else actor
            for actor in sides.source
        )
        return msgspec.structs.replace(sides, source=source)
