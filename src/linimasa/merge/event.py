"""An event from its claims: each field's value by a rule, what else is said of it, and where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from linimasa.language.fold import fold
from linimasa.merge import fields
from linimasa.merge.fields import Root, Told
from linimasa.model import Attribution, Claim, Event, FieldValue, Headline, Origin, Quantity, Taken

Lines = Callable[[str], Sequence[Taken]]
"""The steps from a report towards its origin."""


def claim_root(claim: Claim, report_root: Root, is_agency: Callable[[str], bool]) -> Root:
    """Where a claim comes from: the innermost voice that is named, else what its report rests on.

    A voice without a name ("a source", "an official") is no origin that can be told from another: the
    report's own is taken.
    """
    for voice in reversed(claim.according_to):
        if _is_named(voice):
            return Root(voice.name, "agency" if is_agency(voice.name) else "primary")
    return report_root


def _is_named(voice: Attribution) -> bool:
    return voice.id is not None or voice.name[:1].isupper()


def order(told: Told) -> tuple[str, str, int, str]:
    """Earliest publication first; within a day that is all that is known, by report and place in it."""
    return told.published or "9999", told.report, told.claim.evidence.trigger[0], told.claim.id


def assemble(event_id: str, claims: Sequence[Told], rule: Headline, lines: Lines) -> Event:
    """The event that ``claims`` tell, its values chosen by ``rule``. Its claims come in order of publication."""
    told = sorted(claims, key=order)
    found: dict[str, tuple[FieldValue, ...]] = {}

    def chosen(name: str, field: fields.Field[Any], *, rises: bool = False) -> Any:
        value, differing = fields.shown(field, told, rule, rises=rises)
        if differing:
            found[name] = differing
        return value

    quantities: list[Quantity] = []
    for name, field, rises in fields.measures(told):
        quantity = chosen(name, field, rises=rises)
        if quantity is not None:
            quantities.append(quantity)
    first = told[0]
    published = [one.published for one in told if one.published]
    return Event(
        id=event_id,
        type=first.claim.type,
        modes=_modes(told),
        status=chosen("status", fields.STATUS),
        source=chosen("source", fields.SOURCE) or (),
        target=chosen("target", fields.TARGET) or (),
        when=chosen("when", fields.WHEN),
        where=chosen("where", fields.WHERE),
        quantities=tuple(quantities),
        first_published=min(published, default=None),
        claims=tuple(one.claim.id for one in told),
        reports=len({one.report for one in told}),
        publishers=len({fold(one.outlet) or one.report for one in told}),
        origins=_origins(told, lines),
        fields=found,
    )


def _modes(told: Sequence[Told]) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for one in told:
        for mode in one.claim.modes:
            counts[mode] = counts.get(mode, 0) + 1
    return tuple(mode for mode, count in counts.items() if 2 * count >= max(counts.values()))


def _origins(told: Sequence[Told], lines: Lines) -> tuple[Origin, ...]:
    reports: dict[Root, list[str]] = {}
    for one in told:
        known = reports.setdefault(one.root, [])
        if one.report not in known:
            known.append(one.report)
    return tuple(
        Origin(root.name, root.kind, tuple(known), tuple(_steps(root, told, known, lines)))
        for root, known in reports.items()
    )


def _steps(root: Root, told: Sequence[Told], reports: Sequence[str], lines: Lines) -> Iterator[Taken]:
    """How each report came to what it says, as the claims name their voices and the reports' own credits."""
    seen: set[Taken] = set()
    for one in told:
        if one.root != root:
            continue
        for step in _chain(one):
            if step not in seen:
                seen.add(step)
                yield step
    for report in reports:
        yield from lines(report)


def _chain(told: Told) -> Iterator[Taken]:
    """Report to outermost voice, that voice to the next, down to the origin; nothing where it speaks for itself."""
    taker = told.report
    if told.root.name not in {voice.name for voice in told.claim.according_to}:
        return
    for voice in told.claim.according_to:
        yield Taken(taker, voice.name, "attribution", voice.span)
        taker = voice.name
