"""All that is known of one claim, field by field."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group
from rich.table import Table
from rich.text import Text

from linimasa.ask import Shown
from linimasa.cli.explained import heading
from linimasa.cli.ledger import printable, words
from linimasa.model import Actor, Attribution, Claim, Place, Quantity, When

_UNKNOWN = Text("not said", "dim")


def card(shown: Shown) -> Group:
    """The claim with every field; what the report does not say is named as not said."""
    row = shown.row
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in _fields(row.claim):
        table.add_row(name, Text(printable(value)) if value else _UNKNOWN)
    table.add_row("coder", shown.coder)
    return Group(heading(row), Text(), words(row, len(row.sentence)), Text(), table)


def _fields(claim: Claim) -> Iterator[tuple[str, str]]:
    yield "type", " · ".join((claim.type, *claim.modes))
    yield "contexts", ", ".join(claim.contexts)
    yield "source", "; ".join(_actor(actor) for actor in claim.source)
    yield "target", "; ".join(_actor(actor) for actor in claim.target)
    yield "status", f"{claim.status}, {claim.certainty}"
    yield "according to", " › ".join(_attribution(voice) for voice in claim.according_to) or "the outlet's own voice"
    yield "quote", claim.quote or "none"
    yield "when", _when(claim.when) if claim.when else ""
    yield "where", _place(claim.where) if claim.where else ""
    yield "quantities", "; ".join(_quantity(quantity) for quantity in claim.quantities)
    yield "codes", f"CAMEO {claim.cameo}, quad class {claim.quad}, {_scores(claim)}"
    yield "headline", "yes" if claim.headline else "no"
    yield "rule", f"{claim.rule}, confidence {claim.confidence:.2f}"


def _scores(claim: Claim) -> str:
    goldstein = "none" if claim.goldstein is None else f"{claim.goldstein:g}"
    return f"PLOVER score {claim.score:g}, Goldstein {goldstein}"


def _actor(actor: Actor | Attribution) -> str:
    facts = (actor.role, actor.id, actor.country if actor.country != actor.id else None, actor.sector)
    known = ", ".join(fact for fact in facts if fact)
    return f"{actor.name} ({known})" if known else actor.name


def _attribution(voice: Attribution) -> str:
    return f"{_actor(voice)}, {voice.affiliation}" if voice.affiliation else _actor(voice)


def _when(when: When) -> str:
    days = when.start if when.start == when.end else f"{when.start} to {when.end}"
    corrected = ", corrected" if when.corrected else ""
    return f"{days} ({when.precision}, {when.basis}{corrected})"


def _place(place: Place) -> str:
    within = ", ".join(part for part in (place.admin2, place.admin1, place.country) if part and part != place.name)
    at = f" {place.lat:.2f}, {place.lon:.2f}" if place.lat is not None and place.lon is not None else ""
    return f"{place.name}{f' in {within}' if within else ''} ({place.precision}, {place.basis}){at}"


def _quantity(quantity: Quantity) -> str:
    bounds = (("", quantity.value), ("at least ", quantity.low), ("at most ", quantity.high))
    numbers = dict.fromkeys(f"{word}{number:,.12g}" for word, number in bounds if number is not None)
    about = "about " if quantity.approximate else ""
    return f"{about}{', '.join(numbers)} {quantity.what} ({quantity.kind})"
