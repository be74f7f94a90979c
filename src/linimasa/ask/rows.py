"""A claim as an answer: with the report that makes it and the sentence that says so."""

from __future__ import annotations

import sqlite3

import msgspec

from linimasa.model import Claim, CodedReport

PUBLISHED = """
    report.id AS report_id, report.outlet AS outlet, report.title AS title, report.url AS url, report.path AS path,
    report.published AS published, report.language AS language
"""
"""What a SELECT over ``report`` must give for ``published``."""

COLUMNS = f"claim.payload AS payload, claim.sentence AS sentence, {PUBLISHED}"
"""What a SELECT over ``claim JOIN report`` must give for ``row``."""

_decode_claim = msgspec.json.Decoder(Claim).decode


class Published(msgspec.Struct, frozen=True):
    """Which report makes a claim: its id, and where and when it was published."""

    id: str
    outlet: str | None
    title: str | None
    url: str | None
    path: str | None
    published: str | None
    language: str | None


class Row(msgspec.Struct, frozen=True):
    """A claim, the report that makes it, and its sentence (which begins at ``evidence.sentence[0]``)."""

    claim: Claim
    report: Published
    sentence: str

    @property
    def dated(self) -> bool:
        """Whether the report says when it happened; the day of publication is no such date."""
        return self.claim.when is not None


def row(found: sqlite3.Row) -> Row:
    """The answer that a row of ``COLUMNS`` holds."""
    return Row(
        claim=_decode_claim(found["payload"]),
        report=published(found),
        sentence=found["sentence"],
    )


def published(found: sqlite3.Row) -> Published:
    """The report that a row of ``PUBLISHED`` names."""
    return Published(
        id=found["report_id"],
        outlet=found["outlet"],
        title=found["title"],
        url=found["url"],
        path=found["path"],
        published=found["published"],
        language=found["language"],
    )


def rows_of(coded: CodedReport) -> list[Row]:
    """The claims of a report that is in no record, as answers."""
    report = coded.report
    named = Published(**{name: getattr(report, name) for name in Published.__struct_fields__})
    return [Row(claim, named, report.text[slice(*claim.evidence.sentence)]) for claim in coded.claims]
