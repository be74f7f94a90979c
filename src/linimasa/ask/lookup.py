"""One claim: all that is known of it, and which words say so."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from linimasa.ask.like import literally
from linimasa.ask.rows import COLUMNS, Row, row
from linimasa.errors import AmbiguousIdError, NotInRecordError
from linimasa.model import Claim, Report, Span, Voice
from linimasa.store import Record

_SHOWN_CHOICES = 5
_MARKS = frozenset({"cue", "status", "certainty"})  # without words these are the usual value, and infer nothing
_decode_report = msgspec.json.Decoder(Report).decode
_decode_voice = msgspec.json.Decoder(Voice).decode


class Shown(msgspec.Struct, frozen=True):
    """A claim with its whole report, the voices of that report, and the coder that made the claim."""

    row: Row
    report: Report
    voices: tuple[Voice, ...]
    coder: str


class Marked(msgspec.Struct, frozen=True):
    """A field of a claim, its value in words, and the words that say so, at ``span`` of the report's text."""

    field: str
    value: str
    span: Span
    words: str


class Explanation(msgspec.Struct, frozen=True):
    """A claim, the report that makes it, every span behind its values, and the coder that made it.

    ``inferred`` are the values without words of their own, taken from elsewhere in the report: field, value.
    """

    row: Row
    report: Report
    marked: tuple[Marked, ...]
    inferred: tuple[tuple[str, str], ...]
    coder: str


def show(record: Record, claim_id: str) -> Shown:
    """The claim whose id begins with ``claim_id``. Raises QueryError where there is none, or several."""
    number, coder = _find(record, claim_id)
    found = record.select(
        f"SELECT {COLUMNS}, report.payload AS whole, report.n AS report_number"
        " FROM claim JOIN report ON report.n = claim.report WHERE claim.n = ?",
        (number,),
    )[0]
    voices = record.select("SELECT payload FROM voice WHERE report = ? ORDER BY position", (found["report_number"],))
    return Shown(
        row=row(found),
        report=_decode_report(found["whole"]),
        voices=tuple(_decode_voice(voice["payload"]) for voice in voices),
        coder=coder,
    )


def explain(record: Record, claim_id: str) -> Explanation:
    """The claim whose id begins with ``claim_id``, with the words behind each of its values. Raises QueryError."""
    shown = show(record, claim_id)
    claim = shown.row.claim
    return Explanation(
        row=shown.row,
        report=shown.report,
        marked=tuple(marks(claim, shown.report.text)),
        inferred=tuple((field, value) for field, value, span in _spans(claim) if span is None and field not in _MARKS),
        coder=shown.coder,
    )


def marks(claim: Claim, text: str) -> Iterator[Marked]:
    """The spans of ``text`` behind the values of ``claim``."""
    for field, value, span in _spans(claim):
        if span is not None:
            yield Marked(field, value, span, text[span[0] : span[1]])


def _spans(claim: Claim) -> Iterator[tuple[str, str, Span | None]]:
    yield "trigger", " ".join((claim.type, *claim.modes)), claim.evidence.trigger
    for field, actors in (("source", claim.source), ("target", claim.target)):
        for actor in actors:
            yield field, _known_as(actor.name, actor.id or actor.country, actor.sector), actor.span
    for voice in claim.according_to:
        yield "according to", _known_as(voice.name, voice.id or voice.country, voice.sector), voice.span
        yield "cue", voice.name, voice.cue
    if claim.when:
        when = claim.when
        days = when.start if when.start == when.end else f"{when.start} to {when.end}"
        corrected = ", corrected" if when.corrected else ""
        yield "when", f"{days} ({when.basis}{corrected})", when.span
    if claim.where:
        where = claim.where
        yield "where", _known_as(where.name, where.country, where.precision), where.span
    for quantity in claim.quantities:
        yield "quantity", f"{_number(quantity.value, quantity.low, quantity.high)} {quantity.what}", quantity.span
    yield "status", claim.status, claim.marks.status
    yield "certainty", claim.certainty, claim.marks.certainty


def _known_as(name: str, *known: str | None) -> str:
    facts = ", ".join(fact for fact in known if fact and fact != name)
    return f"{name} ({facts})" if facts else name


def _number(value: float | None, low: float | None, high: float | None) -> str:
    if value is not None:
        return f"{value:,.12g}"
    bounds = [f"{word} {bound:,.12g}" for word, bound in (("at least", low), ("at most", high)) if bound is not None]
    return " and ".join(bounds) or "some"


def _find(record: Record, claim_id: str) -> tuple[int, str]:
    prefix = claim_id.strip()
    found = record.select(
        "SELECT claim.n AS n, claim.id AS id, report.coder AS coder FROM claim JOIN report ON report.n = claim.report"
        " WHERE claim.id LIKE ? ESCAPE '\\' ORDER BY claim.id, claim.n LIMIT 50",
        (f"{literally(prefix)}%",),
    )
    exact = [claim for claim in found if claim["id"] == prefix]
    candidates = exact or found
    if not prefix or not candidates:
        raise NotInRecordError(f"no claim {claim_id!r} in {record.path}; ids stand in: linimasa timeline")
    if len({claim["id"] for claim in candidates}) > 1:
        ids = ", ".join(claim["id"] for claim in candidates[:_SHOWN_CHOICES])
        raise AmbiguousIdError(f"{claim_id!r} begins the ids of several claims ({ids}, …); write more of it")
    return candidates[0]["n"], candidates[0]["coder"]
