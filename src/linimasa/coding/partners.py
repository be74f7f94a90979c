"""Whom an event is against, or who did it, where its own sentence names only one side: from the report's others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from linimasa.coding.draft import Draft
from linimasa.coding.nominals import sectors
from linimasa.model import Actor

DYADIC = frozenset({"ASSAULT", "COERCE", "SANCTION", "ACCUSE", "THREATEN", "CONSULT", "REJECT"})
"""Types of which a report mostly tells one pair of actors."""


def point_back(found: Iterable[Draft]) -> None:
    """Gives an event noun that points back (``serangan itu``) the sides of the event that it means."""
    last: dict[str, Draft] = {}
    for draft in found:
        known = last.get(draft.type)
        if draft.back and known is not None and not draft.source and not draft.target:
            draft.source, draft.target = known.source, known.target
        if draft.source or draft.target:
            last[draft.type] = draft


def name_partners(found: Sequence[Draft]) -> None:
    """Gives an event with one side the other one, where all that the report tells of this type gives that side one.

    ``serangan Israel`` is an attack on whom the report's other sentences say that Israel attacked, if they name one.
    """
    told = [(draft.type, draft.source, draft.target) for draft in found if draft.source and draft.target]
    for draft in found:
        if draft.type not in DYADIC or bool(draft.source) == bool(draft.target):
            continue
        known = draft.source or draft.target
        at = 0 if draft.source else 1
        others = [sides[1 - at] for kind, *sides in told if kind == draft.type and meet(sides[at], known)]
        if len({frozenset(map(identity, other)) for other in others}) != 1:
            continue
        partner = tuple(actor for actor in others[0] if not meet((actor,), known))
        if not all(actor.country or actor.id for actor in partner):
            continue
        if draft.source:
            draft.target = partner
        else:
            draft.source = partner


def identity(actor: Actor) -> str:
    """What tells an actor from others: of a state and who serves it the country, else the id, else the name."""
    serves = actor.sector in sectors("official") or actor.id == actor.country
    return (actor.country if serves else None) or actor.id or actor.name.casefold()


def meet(one: Sequence[Actor], other: Sequence[Actor]) -> bool:
    """Whether two sides share an actor."""
    return not {*map(identity, one)}.isdisjoint(map(identity, other))
