"""Corrects one field of a claim from words that a person chose: they are resolved as the coder would have."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

import msgspec

from linimasa.coding.plover import event_type, event_types
from linimasa.errors import QueryError
from linimasa.language.parse import Parser, parse
from linimasa.model import Actor, Attribution, Certainty, Claim, Evidence, Marks, Report, Span, Status
from linimasa.resolve.actors import find_actors
from linimasa.resolve.dates import find_dates
from linimasa.resolve.places import find_places
from linimasa.resolve.quantities import find_quantities

FIELDS = ("source", "target", "according_to", "when", "where", "quantity", "trigger", "status", "certainty")
"""The fields that may be corrected; all but status and certainty by words, these and trigger by a value."""

_LEAST_SHARED = 0.3
"""Of the words chosen and those of a name, date or place: how much they must share to be the same."""


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """What a person says a field is.

    ``span``: the words of ``report.text`` that say so; None: the report does not say. ``value``: the event
    type (with ``span``: its trigger), the status or the certainty.
    """

    field: str
    span: Span | None = None
    value: str | None = None


def corrected(claim: Claim, report: Report, correction: Correction, *, parser: Parser | None = None) -> Claim:
    """``claim``, a claim of ``report``, as a person corrects it. Raises QueryError, saying what cannot be."""
    field, span = correction.field, correction.span
    if field not in FIELDS:
        raise QueryError(f"{field!r} is no field that can be corrected; there are {', '.join(FIELDS)}")
    if span is not None and not 0 <= span[0] < span[1] <= len(report.text):
        raise QueryError(f"{span}: no words of the report stand there")
    if field in ("status", "certainty"):
        changed = _status(claim, field, span, correction.value)
    elif field == "trigger":
        changed = _type(claim, span, correction.value)
    elif span is None:
        changed = {_attribute(field): None if field in ("when", "where") else ()}
    else:
        changed = _by_words(claim, report, field, span, parser)
    return msgspec.structs.replace(claim, **changed, confidence=1.0)


def _by_words(claim: Claim, report: Report, field: str, span: Span, parser: Parser | None) -> dict[str, Any]:
    if field == "when":
        dates = find_dates(report.text, language=report.language or "id", published=report.published)
        when = _nearest(((date.when.span, date.when) for date in dates), span)
        if when is None:
            raise QueryError(f"no date can be read from “{report.text[slice(*span)]}”")
        return {"when": when}
    if field == "quantity":
        quantities = find_quantities(report.text, language=report.language or "id")
        quantity = _nearest(((found.span, found) for found in quantities), span)
        if quantity is None:
            raise QueryError(f"no number can be read from “{report.text[slice(*span)]}”")
        others = tuple(other for other in claim.quantities if other.kind != quantity.kind)
        return {"quantities": (*others, quantity)}
    sentences = parse(report, parser)
    if field == "where":
        place = _nearest(((found.span, found) for found in find_places(report, sentences)), span)
        if place is None:
            raise QueryError(f"no place is known by “{report.text[slice(*span)]}”")
        return {"where": place}
    actors = _actors(report, sentences)
    actor = _nearest(actors, span) or Actor(report.text[slice(*span)], span=span)
    return {field: (_as_speaker(actor),) if field == "according_to" else (actor,)}


def _attribute(field: str) -> str:
    return "quantities" if field == "quantity" else field


def _actors(report: Report, sentences: Any) -> list[tuple[Span | None, Actor]]:
    """Who is named where; the words of a mention are those of the whole phrase."""
    found: list[tuple[Span | None, Actor]] = []
    by_index = {sentence.index: sentence for sentence in sentences}
    for mention in find_actors(report, sentences).mentions:
        words = by_index[mention.sentence].words
        span = (words[mention.start].start, words[mention.end - 1].end)
        found += [(actor.span or span, actor) for actor in mention.actors]
        found += [(span, actor) for actor in mention.actors]
    return found


def _nearest(found: Iterable[tuple[Span | None, Any]], span: Span) -> Any:
    """What stands where most of the words chosen stand, and hardly more."""
    best, value = _LEAST_SHARED, None
    for where, candidate in found:
        if where is None:
            continue
        both = min(where[1], span[1]) - max(where[0], span[0])
        shared = both / (max(where[1], span[1]) - min(where[0], span[0]))
        if shared > best:
            best, value = shared, candidate
    return value


def _as_speaker(actor: Actor) -> Attribution:
    return Attribution(actor.name, actor.id, actor.country, actor.sector, actor.role, span=actor.span)


def _status(claim: Claim, field: str, span: Span | None, value: str | None) -> dict[str, Any]:
    known = get_args(Status if field == "status" else Certainty)
    if value not in known:
        raise QueryError(f"{value!r} is no {field}; there are {', '.join(known)}")
    marks: Marks = msgspec.structs.replace(claim.marks, **{field: span})
    return {field: value, "marks": marks}


def _type(claim: Claim, span: Span | None, value: str | None) -> dict[str, Any]:
    name = value or claim.type
    if (name, "") not in event_types():
        raise QueryError(f"{name!r} is not a type; there are {', '.join(sorted({key for key, _ in event_types()}))}")
    modes = tuple(mode for mode in claim.modes if (name, mode) in event_types()) if name == claim.type else ()
    kind = event_type(name, modes)
    if span is not None and not (claim.evidence.sentence[0] <= span[0] and span[1] <= claim.evidence.sentence[1]):
        raise QueryError("the words that tell the event stand in the claim's own sentence; choose them there")
    return {
        "type": name,
        "modes": modes,
        "cameo": kind.cameo,
        "quad": kind.quad,
        "score": kind.score,
        "goldstein": kind.goldstein,
        "evidence": Evidence(claim.evidence.sentence, span) if span else claim.evidence,
    }
