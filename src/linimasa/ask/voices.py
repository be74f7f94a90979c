"""Voices: who said what about whom, also where it tells no event."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby

import msgspec

from linimasa.ask.filters import first_day, last_day
from linimasa.ask.parties import Meant, country_names, meant, took_part
from linimasa.ask.rows import PUBLISHED, Published, published
from linimasa.errors import DateError
from linimasa.language.fold import fold, key
from linimasa.model import Report, Span, Voice
from linimasa.store import Record

_SHORTEST_NAME = 4
"""Letters of a name that is found in any case; a shorter one ("US", "Kim") only as it is spelt, or in capitals."""

_decode_voice = msgspec.json.Decoder(Voice).decode
_decode_report = msgspec.json.Decoder(Report).decode


class Statement(msgspec.Struct, frozen=True):
    """What somebody said, and the report that says so.

    ``said`` has the words of each span of ``voice.content``, ``cue`` those of ``voice.cue``; ``claims``
    are the ids of the claims made in these words. ``report.published`` is the day of publication, not
    of the saying.
    """

    report: Published
    voice: Voice
    said: tuple[str, ...]
    cue: str | None
    claims: tuple[str, ...]


class VoiceFilters(msgspec.Struct, frozen=True, kw_only=True):
    """Conditions on what is said, all of which must hold; None asks for nothing.

    ``speaker``: who says so or through whom; a name in either language, an id or an ISO 3166-1 alpha-3
    code; a country stands for its people and organs too. ``about``: such an actor who takes part in a
    claim made in the words said, or whom these words name (a country by its own names in either
    language, or as the record's reports call it). ``outlet``: who published. ``since`` and ``until``:
    ISO days (or a month, or a year) of publication; a report without one meets neither. ``limit``: at
    most so many statements.
    """

    speaker: str | None = None
    about: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int | None = None


def voices(record: Record, filters: VoiceFilters | None = None) -> list[Statement]:
    """The statements that meet ``filters``, by day of publication, then as the report has them.

    Raises QueryError, RecordError.
    """
    filters = filters or VoiceFilters()
    says = _says(record, filters.speaker) if filters.speaker else None
    tells = _tells(record, filters.about) if filters.about else None
    found: list[Statement] = []
    for statement, told in _statements(record, filters):
        if says is not None and not says(statement.voice):
            continue
        if tells is not None and not tells(statement, told):
            continue
        found.append(statement)
        if filters.limit is not None and len(found) >= filters.limit:
            break
    return found


def _says(record: Record, who: str) -> Callable[[Voice], bool]:
    """The test that ``who`` speaks, or hands on what is said."""
    asked: Meant = meant(record, who)

    def says(voice: Voice) -> bool:
        speaker = voice.speaker
        return asked.matches(speaker.id, speaker.country, speaker.name, voice.affiliation) or any(
            asked.matches(link.id, link.country, link.name, link.affiliation) for link in voice.through
        )

    return says


def _tells(record: Record, who: str) -> Callable[[Statement, set[int]], bool]:
    """The test that a statement is about ``who``: by the claims made in it, or by its words."""
    condition, parameters = took_part(record, who, ("source", "target"))
    rows = record.select(f"SELECT claim.n AS n FROM claim WHERE {condition}", parameters)
    claims = {row["n"] for row in rows}
    names = [name for name in (who, *country_names(record, who)) if fold(name)]
    keys = {key(name) for name in names if len(name) >= _SHORTEST_NAME}
    short = [re.escape(_cased(name)) for name in names if len(name) < _SHORTEST_NAME]
    capitals = re.compile(rf"\b(?:{'|'.join(short)})\b") if short else None

    def tells(statement: Statement, told: set[int]) -> bool:
        if told & claims:
            return True
        for words in statement.said:
            folded = key(words)
            if any(name in folded for name in keys) or (capitals is not None and capitals.search(words)):
                return True
        return False

    return tells


def _cased(name: str) -> str:
    return name.upper() if name == name.lower() else name


def _statements(record: Record, filters: VoiceFilters) -> Iterator[tuple[Statement, set[int]]]:
    """Each voice of the reports asked for, with the numbers of the claims made in its words."""
    where, parameters = _conditions(filters)
    order = "ORDER BY report.published IS NULL, substr(report.published, 1, 10), report.n"
    rows = record.select(
        f"SELECT {PUBLISHED}, report.n AS n, voice.payload AS voice FROM voice JOIN report ON report.n = voice.report"
        f" WHERE {where} {order}, voice.position",
        parameters,
    )
    for number, group in groupby(rows, key=lambda row: row["n"]):
        text, claims = _report(record, number)
        for row in group:
            voice = _decode_voice(row["voice"])
            told = [claim for claim in claims if any(_within(claim[2], span) for span in voice.content)]
            statement = Statement(
                report=published(row),
                voice=voice,
                said=tuple(text[slice(*span)] for span in voice.content),
                cue=text[slice(*voice.cue)] if voice.cue else None,
                claims=tuple(claim[1] for claim in told),
            )
            yield statement, {claim[0] for claim in told}


def _report(record: Record, number: int) -> tuple[str, list[tuple[int, str, Span]]]:
    """A report's text, and its claims: number, id, span of the trigger."""
    payload = record.select("SELECT payload FROM report WHERE n = ?", (number,))[0]["payload"]
    claims = record.select(
        "SELECT n, id, payload ->> '$.evidence.trigger[0]' AS first, payload ->> '$.evidence.trigger[1]' AS last"
        " FROM (SELECT n, id, position, CAST(payload AS TEXT) AS payload FROM claim WHERE report = ?)"
        " ORDER BY position",
        (number,),
    )
    return _decode_report(payload).text, [(row["n"], row["id"], (row["first"], row["last"])) for row in claims]


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _conditions(filters: VoiceFilters) -> tuple[str, list[str]]:
    first = first_day(filters.since) if filters.since else None
    last = last_day(filters.until) if filters.until else None
    if first and last and first > last:
        raise DateError(f"from {filters.since} to {filters.until}: the end lies before the beginning")
    conditions = ["1"]
    parameters = []
    for condition, value in (
        ("report.outlet_key LIKE ?", f"%{key(filters.outlet)}%" if filters.outlet else None),
        ("substr(report.published, 1, 10) >= ?", first),
        ("substr(report.published, 1, 10) <= ?", last),
    ):
        if value is not None:
            conditions.append(condition)
            parameters.append(value)
    return " AND ".join(conditions), parameters
