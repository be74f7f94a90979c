"""Full text: the lines of reports that hold the words asked for, and the claims made there."""

from __future__ import annotations

import msgspec

from linimasa.ask.rows import COLUMNS, Published, Row, row
from linimasa.errors import QueryError
from linimasa.language.fold import fold
from linimasa.model import Span
from linimasa.store import Record


class Hit(msgspec.Struct, frozen=True):
    """A line of a report that holds the words, at ``span`` of its text, and the claims made in it.

    ``found`` are the spans of the words within ``text``.
    """

    report: Published
    span: Span
    text: str
    found: tuple[Span, ...]
    claims: tuple[Row, ...]


_OPEN, _CLOSE = "\x02", "\x03"


def search(record: Record, words: str, *, limit: int = 50) -> list[Hit]:
    """The lines that hold all of ``words`` (a "quoted phrase" as it stands), best first.

    Case and diacritics do not matter; ``word*`` finds all that begin so. Raises QueryError, RecordError.
    """
    query = _query(words)
    found = record.select(
        """
        SELECT passage.report AS number, passage.start AS start, passage."end" AS "end", passage.text AS text,
            highlight(passage_words, 0, char(2), char(3)) AS marked,
            report.id AS id, report.outlet AS outlet, report.title AS title, report.url AS url,
            report.path AS path, report.published AS published, report.language AS language
        FROM passage_words JOIN passage ON passage.n = passage_words.rowid
            JOIN report ON report.n = passage.report
        WHERE passage_words MATCH ? ORDER BY bm25(passage_words), passage.n LIMIT ?
        """,
        (query, limit),
    )
    return [
        Hit(
            report=Published(**{name: hit[name] for name in Published.__struct_fields__}),
            span=(hit["start"], hit["end"]),
            text=hit["text"],
            found=tuple(_found(hit["marked"])),
            claims=tuple(_claims_within(record, hit["number"], hit["start"], hit["end"])),
        )
        for hit in found
    ]


def _query(words: str) -> str:
    """The words as an FTS5 query in which nothing the user typed is an operator."""
    terms = []
    for position, part in enumerate(words.replace("\0", " ").split('"')):
        if position % 2:
            terms.append((part, False))
        else:
            terms += [(word, word.endswith("*")) for word in part.split()]
    quoted = ['"{}"{}'.format(term.rstrip("*"), "*" if prefix else "") for term, prefix in terms if fold(term)]
    if not quoted:
        raise QueryError(f"{words!r} holds no word to search for")
    return " ".join(quoted)


def _found(marked: str) -> list[Span]:
    spans, start, length = [], 0, 0
    for char in marked:
        if char == _OPEN:
            start = length
        elif char == _CLOSE:
            spans.append((start, length))
        else:
            length += 1
    return spans


def _claims_within(record: Record, report: int, start: int, end: int) -> list[Row]:
    claims = record.select(
        f"SELECT {COLUMNS} FROM claim JOIN report ON report.n = claim.report"
        " WHERE claim.report = ? ORDER BY claim.position",
        (report,),
    )
    rows = [row(claim) for claim in claims]
    return [claim for claim in rows if start <= claim.claim.evidence.sentence[0] < end]
