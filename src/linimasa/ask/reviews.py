"""What is to be reviewed, what was, and the reviewed claims as gold."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from linimasa.ask.conditions import restriction
from linimasa.ask.filters import Filters, checked
from linimasa.ask.rows import COLUMNS, Row, row
from linimasa.model import Claim, Report, Voice
from linimasa.store import Record, Review
from linimasa.store.review import REVIEWS, review_of

_decode_report = msgspec.json.Decoder(Report).decode
_decode_claim = msgspec.json.Decoder(Claim).decode
_decode_voice = msgspec.json.Decoder(Voice).decode
_HOLDS = (
    "(SELECT review.n FROM review WHERE review.report = claim.report AND review.claim = claim.id"
    " AND review.undone IS NULL LIMIT 1)"
)


class Progress(msgspec.Struct, frozen=True):
    """How many claims somebody has looked at, and how many wait."""

    reviewed: int
    waiting: int


class Gold(msgspec.Struct, frozen=True):
    """A report with the claims that a person accepted or corrected, and the ids of those that were rejected.

    ``complete``: every claim that the coder made of the report was reviewed.
    """

    report: Report
    voices: tuple[Voice, ...]
    claims: tuple[Claim, ...]
    rejected: tuple[str, ...]
    complete: bool


def queue(record: Record, filters: Filters | None = None) -> list[Row]:
    """The claims that nobody has reviewed, the least sure first; of ``filters`` those that meet them."""
    filters = checked(filters or Filters())
    where, parameters = restriction(record, filters)
    found = record.select(
        f"SELECT {COLUMNS} FROM (SELECT claim.n AS chosen FROM claim_at_a_glance AS claim WHERE {where}"
        f" AND {_HOLDS} IS NULL ORDER BY claim.confidence, claim.n LIMIT ? OFFSET ?)"
        " JOIN claim ON claim.n = chosen JOIN report ON report.n = claim.report ORDER BY claim.confidence, claim.n",
        [*parameters, filters.limit if filters.limit is not None else -1, filters.offset],
    )
    return [row(claim) for claim in found]


def progress(record: Record) -> Progress:
    """How far the review is."""
    found = record.select(
        """
        SELECT count(*) AS reviewed, (SELECT count(*) FROM claim) - count(claim.n) AS waiting
        FROM (SELECT DISTINCT report, claim FROM review WHERE undone IS NULL) AS held
            LEFT JOIN claim ON claim.report = held.report AND claim.id = held.claim
        """
    )[0]
    return Progress(found["reviewed"], found["waiting"])


def log(record: Record, *, limit: int = 100, report: str | None = None) -> list[Review]:
    """What was said of claims, last said first, what was undone too; of one ``report`` where its id is given."""
    condition, parameters = ("WHERE report.id = ?", [report]) if report is not None else ("", [])
    found = record.select(f"{REVIEWS} {condition} ORDER BY review.n DESC LIMIT ?", [*parameters, limit])
    return [review_of(line) for line in found]


def gold(record: Record) -> Iterator[Gold]:
    """Every report of which claims were reviewed, with these claims as a person left them."""
    for line in record.select(
        "SELECT DISTINCT report.n AS n, report.payload AS payload FROM report JOIN review ON review.report = report.n"
        " WHERE review.undone IS NULL ORDER BY report.n"
    ):
        claims = record.select(
            f"SELECT payload, {_HOLDS} AS reviewed FROM claim WHERE report = ? ORDER BY position", (line["n"],)
        )
        rejected = record.select(
            "SELECT DISTINCT claim FROM review WHERE report = ? AND action = 'reject' AND undone IS NULL",
            (line["n"],),
        )
        voices = record.select("SELECT payload FROM voice WHERE report = ? ORDER BY position", (line["n"],))
        yield Gold(
            report=_decode_report(line["payload"]),
            voices=tuple(_decode_voice(voice["payload"]) for voice in voices),
            claims=tuple(_decode_claim(claim["payload"]) for claim in claims if claim["reviewed"]),
            rejected=tuple(claim["claim"] for claim in rejected),
            complete=all(claim["reviewed"] for claim in claims),
        )
