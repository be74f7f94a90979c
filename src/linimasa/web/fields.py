"""A claim's fields in the words of the interface; what its report does not say stays unsaid."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from linimasa.ask import Row
from linimasa.model import Actor, Attribution, Claim, Place, Quantity, Span, When
from linimasa.web.words import Words


class Line(msgspec.Struct, frozen=True):
    """One value of a claim: ``words`` of the report that say so (None: inferred), ``note`` on how it is known."""

    field: str
    value: str
    note: str = ""
    words: str | None = None
    span: Span | None = None


def lines(claim: Claim, text: str, words: Words) -> list[Line]:
    """The fields of ``claim`` in the order in which they are read."""
    return [
        msgspec.structs.replace(line, words=text[slice(*line.span)]) if line.span else line
        for line in _lines(claim, words)
    ]


def _lines(claim: Claim, words: Words) -> Iterator[Line]:
    yield Line("trigger", type_and_modes(claim, words), claim.type, span=claim.evidence.trigger)
    for side, actors in (("source", claim.source), ("target", claim.target)):
        for actor in actors:
            yield Line(side, actor.name, _known(actor, words), span=actor.span)
    for voice in claim.according_to:
        yield Line("according_to", voice.name, _known(voice, words), span=voice.span)
        if voice.cue:
            yield Line("cue", voice.name, span=voice.cue)
    if claim.when:
        yield Line("when", period(claim.when, words), _dated(claim.when, words), span=claim.when.span)
    if claim.where:
        yield Line("where", claim.where.name, _placed(claim.where, words), span=claim.where.span)
    for quantity in claim.quantities:
        yield Line("quantity", amount(quantity, words), words.known("quantity", quantity.kind), span=quantity.span)
    yield Line("status", words(f"status.{claim.status}"), span=claim.marks.status)
    yield Line("certainty", words(f"certainty.{claim.certainty}"), span=claim.marks.certainty)


def type_and_modes(claim: Claim, words: Words) -> str:
    """What kind of event the claim tells: its modes where it has some, else its type."""
    return " · ".join(words.type_name(claim.type, mode) for mode in claim.modes or ("",))


def period(when: When, words: Words) -> str:
    """The days of ``when``, as precise as they are known."""
    return words.period(when.start, when.end, when.precision)


def amount(quantity: Quantity, words: Words) -> str:
    """A quantity: about 11.000 tentara; at least 1.000 orang."""
    if quantity.value is not None:
        number = words.number(quantity.value)
        if quantity.low is not None and quantity.low == quantity.value and quantity.approximate:
            number = words("amount.at_least", number=number)
        elif quantity.approximate:
            number = words("amount.about", number=number)
    elif quantity.low is not None and quantity.high is not None:
        number = f"{words.number(quantity.low)}–{words.number(quantity.high)}"
    elif quantity.low is not None:
        number = words("amount.at_least", number=words.number(quantity.low))
    elif quantity.high is not None:
        number = words("amount.at_most", number=words.number(quantity.high))
    else:
        number = words("amount.some")
    return f"{number} {quantity.what}"


def citation(row: Row, address: str, words: Words) -> str:
    """The claim as it is cited: its words, the headline, the outlet, the day of publication, where it stands."""
    report = row.report
    parts = [report.title, report.outlet, words.day(report.published), report.url, address]
    return f"“{row.sentence.strip()}” — {', '.join(part for part in parts if part)}"


def _known(party: Actor | Attribution, words: Words) -> str:
    affiliation = party.affiliation if isinstance(party, Attribution) else None
    country = words.country(party.country) if party.country and words.country(party.country) != party.name else None
    sector = words.known("sector", party.sector) if party.sector else None
    return ", ".join(part for part in (party.role, affiliation, country, sector) if part)


def _dated(when: When, words: Words) -> str:
    notes = [words(f"precision.{when.precision}"), words(f"basis.{when.basis}")]
    return ", ".join([*notes, words("basis.corrected")] if when.corrected else notes)


def _placed(place: Place, words: Words) -> str:
    country = words.country(place.country)
    inside = [part for part in (place.admin2, place.admin1, country) if part and part != place.name]
    return ", ".join([*inside, words(f"precision.{place.precision}"), words(f"basis.{place.basis}")])
