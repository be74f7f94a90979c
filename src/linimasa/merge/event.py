"""An event from its claims: each field's value by a rule, what else is said of it, and where it comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from linimasa.merge import fields
from linimasa.merge.compare import rules
from linimasa.merge.fields import Told
from linimasa.merge.roots import Made, Root, roots, steps
from linimasa.merge.values import PEOPLE_COUNTED, sides
from linimasa.model import Actor, Claim, Event, FieldValue, Headline, Origin, Quantity, Relation, Taken
from linimasa.read.agencies import outlet_id

Lines = Callable[[str], Sequence[Taken]]
"""The steps from a report towards its origin."""

Sides = tuple[Actor, ...]

_NEARNESS: tuple[Relation, ...] = ("same", "within", "update", "dispute")


def order(made: Made) -> tuple[str, str, int, str]:
    """Earliest publication first; within a day that is all that is known, by report and place in it."""
    return made.published or "9999", made.report, made.claim.evidence.trigger[0], made.claim.id


def aligned(claims: Sequence[Claim]) -> list[Claim]:
    """The claims with their sides the way round that the first one that names both has them.

    Of a reciprocal event ("Lavrov met Kim", "Kim received Lavrov") either side may be told first.
    """
    if not claims or claims[0].type not in rules().reciprocal:
        return list(claims)
    model = next((claim for claim in claims if claim.source and claim.target), claims[0])
    return [_turned(claim, model) for claim in claims]


def _turned(claim: Claim, model: Claim) -> Claim:
    turned = msgspec.structs.replace(claim, source=claim.target, target=claim.source)
    return turned if _distance(turned, model) < _distance(claim, model) else claim


def _distance(claim: Claim, model: Claim) -> int:
    pairs = ((claim.source, model.source), (claim.target, model.target))
    return sum(_NEARNESS.index(sides(one, other)) for one, other in pairs if one and other)


def assemble(event_id: str, made: Sequence[Made], of_report: Mapping[str, Root], rule: Headline, lines: Lines) -> Event:
    """The event that the claims ``made`` tell, its values chosen by ``rule``; its claims in order of publication.

    ``of_report`` has the root of each report, ``lines`` how it is known.
    """
    ordered = sorted(made, key=order)
    told = [
        Told(msgspec.structs.replace(one, claim=claim), root)
        for one, claim, root in zip(
            ordered, aligned([one.claim for one in ordered]), roots(ordered, of_report), strict=True
        )
    ]
    found: dict[str, tuple[FieldValue, ...]] = {}

    def chosen(name: str, field: fields.Field[Any], *, rises: bool = False) -> Any:
        value, differing = fields.shown(field, told, rule, rises=rises)
        if differing:
            found[name] = differing
        return value

    quantities: list[Quantity] = []
    for name, field, rises in fields.measures(one.claim for one in told):
        quantity = chosen(name, field, rises=rises)
        if quantity is not None:
            quantities.append(quantity)
    quantities.sort(key=lambda quantity: quantity.kind not in PEOPLE_COUNTED)
    source, target = _of_two(chosen("source", fields.SOURCE) or (), chosen("target", fields.TARGET) or (), told)
    return Event(
        id=event_id,
        type=told[0].claim.type,
        modes=_modes(told),
        status=chosen("status", fields.STATUS),
        source=source,
        target=target,
        when=chosen("when", fields.WHEN),
        where=chosen("where", fields.WHERE),
        quantities=tuple(quantities),
        first_published=min((one.published for one in ordered if one.published), default=None),
        claims=tuple(one.claim.id for one in ordered),
        reports=len({one.report for one in ordered}),
        publishers=len({outlet_id(one.outlet) or f"unnamed {one.report}" for one in ordered}),
        origins=_origins(told, lines),
        fields=found,
    )


def _of_two(source: Sides, target: Sides, told: Sequence[Told]) -> tuple[Sides, Sides]:
    """Source and target without anybody who stands on both: he stays on the side on which more claims have him.

    Claims of one event that each name one side may have misread whose deed it was; nobody did it to himself.
    """
    done = Counter(actor.id or actor.name for one in told for actor in one.claim.source)
    undergone = Counter(actor.id or actor.name for one in told for actor in one.claim.target)
    both = {actor.id or actor.name for actor in source} & {actor.id or actor.name for actor in target}
    doers = {name for name in both if done[name] >= undergone[name]}
    return (
        tuple(actor for actor in source if (actor.id or actor.name) not in both - doers),
        tuple(actor for actor in target if (actor.id or actor.name) not in doers),
    )


def _modes(told: Sequence[Told]) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for one in told:
        for mode in one.claim.modes:
            counts[mode] = counts.get(mode, 0) + 1
    return tuple(mode for mode, count in counts.items() if 2 * count >= max(counts.values()))


def _origins(told: Sequence[Told], lines: Lines) -> tuple[Origin, ...]:
    """The origins, that of most reports first, with the steps by which each report is traced to it."""
    claims: dict[str, list[Told]] = {}
    for one in told:
        claims.setdefault(one.root.key, []).append(one)
    found = [_origin(group, lines) for group in claims.values()]
    return tuple(sorted(found, key=lambda origin: (-len(origin.reports), origin.origin)))


def _origin(told: Sequence[Told], lines: Lines) -> Origin:
    reports = tuple(dict.fromkeys(one.made.report for one in told))
    walked = [step for one in told for step in steps(one.made)]
    root = told[0].root
    walked += [
        line for report in reports for line in lines(report) if line.reason != "own reporting" or root.kind == "outlet"
    ]
    return Origin(root.name, root.kind, reports, tuple(dict.fromkeys(walked)))
