"""The reports of a record: as a list, and one with all that was read and coded of it."""

from __future__ import annotations

import msgspec

from linimasa.ask.rows import COLUMNS, PUBLISHED, Published, Row, published, row
from linimasa.errors import NotInRecordError
from linimasa.language.fold import fold, key
from linimasa.model import Report, Voice
from linimasa.store import Record

_decode_report = msgspec.json.Decoder(Report).decode
_decode_voice = msgspec.json.Decoder(Voice).decode


class Listed(msgspec.Struct, frozen=True):
    """A report in a list: how many claims it makes, or why it has no coding; ``added`` is UTC."""

    report: Published
    claims: int
    not_coded: str | None
    added: str


class Read(msgspec.Struct, frozen=True):
    """A report with its claims and voices in the order of its text, and the coder that made them.

    ``revisions``: how many earlier codings or texts of it the record keeps.
    """

    report: Report
    claims: tuple[Row, ...]
    voices: tuple[Voice, ...]
    coder: str
    not_coded: str | None
    revisions: int


class Totals(msgspec.Struct, frozen=True):
    """How much a record holds; ``first`` and ``last`` are the first and last ISO days that claims are dated to."""

    reports: int
    outlets: int
    not_coded: int
    claims: int
    undated: int
    first: str | None
    last: str | None


def totals(record: Record) -> Totals:
    """How much the record holds."""
    counted = record.select(
        "SELECT count(*) AS reports, count(DISTINCT outlet_key) AS outlets, count(not_coded) AS not_coded FROM report"
    )[0]
    claims = record.select(
        "SELECT count(*) AS claims, count(*) - count(start_day) AS undated,"
        " min(start_day) AS first, max(end_day) AS last FROM claim"
    )[0]
    return Totals(**dict(counted), **dict(claims))


def reports(record: Record, *, outlet: str | None = None, limit: int = 100, offset: int = 0) -> list[Listed]:
    """The reports, last published first; ``outlet``: only those that this outlet published."""
    where, parameters = "1", []
    if outlet and fold(outlet):
        where, parameters = "report.outlet_key LIKE ?", [f"%{key(outlet)}%"]
    found = record.select(
        f"""
        SELECT {PUBLISHED}, report.not_coded AS not_coded, report.added AS added,
            (SELECT count(*) FROM claim WHERE claim.report = report.n) AS claims
        FROM report WHERE {where} ORDER BY report.published IS NULL, report.published DESC, report.n DESC
        LIMIT ? OFFSET ?
        """,
        [*parameters, limit, offset],
    )
    return [Listed(published(line), line["claims"], line["not_coded"], line["added"]) for line in found]


def read_report(record: Record, report_id: str) -> Read:
    """All that the record has of one report. Raises NotInRecordError."""
    stored = record.select("SELECT n, payload, coder, not_coded FROM report WHERE id = ?", (report_id,))
    if not stored:
        raise NotInRecordError(f"no report {report_id!r} in {record.path}")
    number = (stored[0]["n"],)
    claims = record.select(
        f"SELECT {COLUMNS} FROM claim JOIN report ON report.n = claim.report"
        " WHERE claim.report = ? ORDER BY claim.position",
        number,
    )
    voices = record.select("SELECT payload FROM voice WHERE report = ? ORDER BY position", number)
    kept = record.select("SELECT count(*) AS revisions FROM history WHERE report = ?", number)
    return Read(
        report=_decode_report(stored[0]["payload"]),
        claims=tuple(row(claim) for claim in claims),
        voices=tuple(_decode_voice(voice["payload"]) for voice in voices),
        coder=stored[0]["coder"],
        not_coded=stored[0]["not_coded"],
        revisions=kept[0]["revisions"],
    )
