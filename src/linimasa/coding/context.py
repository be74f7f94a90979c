"""What an event's other mentions in the report say of it: its date, where its own sentence gives none."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from linimasa.model import Actor, Claim, When

REACH = 1200
"""How far apart, in characters, two mentions may stand to be taken for one event."""


def dated_by_context(claims: Sequence[Claim]) -> list[Claim]:
    """Gives undated claims the date of the nearest mention of the same event, with basis ``context``.

    The same event: one type and status, sides that do not contradict each other, at least one shared.
    Where two mentions near by give different dates, the event stays undated.
    """
    dated = [claim for claim in claims if claim.when is not None]
    return [claim if claim.when is not None else _dated(claim, dated) for claim in claims]


def _dated(claim: Claim, dated: Sequence[Claim]) -> Claim:
    here = claim.evidence.trigger[0]
    near = [
        other.when
        for other in dated
        if other.when and abs(other.evidence.trigger[0] - here) <= REACH and same_event(claim, other)
    ]
    if not near or len({(when.start, when.end) for when in near}) > 1:
        return claim
    when: When = near[0]
    return msgspec.structs.replace(claim, when=msgspec.structs.replace(when, basis="context"))


def same_event(one: Claim, other: Claim) -> bool:
    """Whether two claims of one report can be mentions of one event."""
    if one.type != other.type or one.status != other.status:
        return False
    sides = (_agree(one.source, other.source), _agree(one.target, other.target))
    if False in sides:
        turned = (_agree(one.source, other.target), _agree(one.target, other.source))
        return False not in turned and True in turned
    return True in sides


def _agree(one: Sequence[Actor], other: Sequence[Actor]) -> bool | None:
    """Whether two sides share an actor; None where one of them is not named."""
    if not one or not other:
        return None
    return bool(_names(one) & _names(other))


def _names(actors: Sequence[Actor]) -> set[str]:
    return {name for actor in actors for name in (actor.id, actor.country) if name} or {
        actor.name.casefold() for actor in actors
    }
