"""How a report and its coding are written to the record's tables, and read from them."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from linimasa.language.fold import fold, key
from linimasa.model import Actor, Attribution, Claim, Place, Report, Voice, When

encode = msgspec.json.Encoder().encode
decode_report = msgspec.json.Decoder(Report).decode
_decode_claim = msgspec.json.Decoder(Claim).decode
_decode_voice = msgspec.json.Decoder(Voice).decode


class Coding(msgspec.Struct, frozen=True):
    """What the coder said of a report."""

    voices: tuple[Voice, ...]
    claims: tuple[Claim, ...]


def coding(connection: sqlite3.Connection, report: int) -> Coding:
    """The coding of the report with that number."""
    claims = connection.execute("SELECT payload FROM claim WHERE report = ? ORDER BY position", (report,))
    voices = connection.execute("SELECT payload FROM voice WHERE report = ? ORDER BY position", (report,))
    return Coding(
        tuple(_decode_voice(row["payload"]) for row in voices),
        tuple(_decode_claim(row["payload"]) for row in claims),
    )


def insert_report(connection: sqlite3.Connection, report: Report, **columns: Any) -> int:
    """Writes a report that is new; its number."""
    number = _insert(connection, "report", {**_report_columns(report), "id": report.id, **columns})
    _insert_passages(connection, number, report)
    return number


def update_report(connection: sqlite3.Connection, number: int, report: Report) -> None:
    """Writes a report in the place of what its outlet published before."""
    columns = _report_columns(report)
    assignments = ", ".join(f"{name} = :{name}" for name in columns)
    connection.execute(f"UPDATE report SET {assignments} WHERE n = :n", {**columns, "n": number})
    connection.execute("DELETE FROM passage WHERE report = ?", (number,))
    _insert_passages(connection, number, report)


def insert_coding(
    connection: sqlite3.Connection, report: int, claims: Sequence[Claim], voices: Sequence[Voice], text: str
) -> None:
    """Writes the claims and voices of the report with that number and ``text``."""
    for position, claim in enumerate(claims):
        insert_claim(connection, report, position, claim, text)
    for position, voice in enumerate(voices):
        speaker = voice.speaker
        columns = {
            "report": report,
            "position": position,
            "key": key(speaker.name, voice.affiliation),
            "id": speaker.id,
            "country": speaker.country,
            "payload": encode(voice),
        }
        _insert(connection, "voice", columns)


def delete_coding(connection: sqlite3.Connection, report: int) -> None:
    """Takes the claims and voices of a report away."""
    connection.execute("DELETE FROM claim WHERE report = ?", (report,))
    connection.execute("DELETE FROM voice WHERE report = ?", (report,))


def insert_claim(connection: sqlite3.Connection, report: int, position: int, claim: Claim, text: str) -> None:
    """Writes a claim of the report with that number and ``text``."""
    columns = {**_claim_columns(claim, text), "report": report, "position": position}
    _insert_parties(connection, _insert(connection, "claim", columns), claim)


def update_claim(connection: sqlite3.Connection, report: int, was: str, claim: Claim, text: str) -> None:
    """Writes a claim in the place of that with the id ``was``."""
    columns = _claim_columns(claim, text)
    assignments = ", ".join(f"{name} = :{name}" for name in columns)
    number = connection.execute(
        f"UPDATE claim SET {assignments} WHERE report = :report AND id = :was RETURNING n",
        {**columns, "report": report, "was": was},
    ).fetchone()["n"]
    connection.execute("DELETE FROM party WHERE claim = ?", (number,))
    _insert_parties(connection, number, claim)


def when_and_where(when: When | None, where: Place | None) -> dict[str, Any]:
    """The columns by which claims and events are asked for by day and place."""
    return {
        "start_day": when.start if when else None,
        "end_day": when.end if when else None,
        "place_key": key(where.name, where.admin1, where.admin2) if where else None,
        "place_country": where.country if where else None,
    }


def digest(report: Report) -> str:
    """Of what the outlet published; the same report read from another file is the same report.

    Its language is left out: the coder may have found it out.
    """
    published = msgspec.structs.replace(report, path=None, dropped=(), language=None)
    return hashlib.sha256(encode(published)).hexdigest()


def _insert(connection: sqlite3.Connection, table: str, columns: Mapping[str, Any]) -> int:
    names = ", ".join(columns)
    holes = ", ".join(f":{name}" for name in columns)
    cursor = connection.execute(f"INSERT INTO {table} ({names}) VALUES ({holes})", columns)
    return cursor.lastrowid or 0


def _insert_passages(connection: sqlite3.Connection, number: int, report: Report) -> None:
    connection.executemany(
        'INSERT INTO passage (report, start, "end", text) VALUES (?, ?, ?, ?)',
        ((number, start, end, report.text[start:end]) for start, end in _lines(report.text)),
    )


def _insert_parties(connection: sqlite3.Connection, claim_number: int, claim: Claim) -> None:
    connection.executemany(
        "INSERT INTO party (claim, side, key, id, country, sector) VALUES (?, ?, ?, ?, ?, ?)",
        ((claim_number, *party) for party in _parties(claim)),
    )


def _report_columns(report: Report) -> dict[str, Any]:
    return {
        "outlet": report.outlet,
        "outlet_key": key(report.outlet),
        "title": report.title,
        "url": report.url,
        "path": report.path,
        "language": report.language,
        "published": report.published,
        "digest": digest(report),
        "payload": encode(report),
    }


def _claim_columns(claim: Claim, text: str) -> dict[str, Any]:
    start, end = claim.evidence.sentence
    return {
        "id": claim.id,
        "type": claim.type,
        "status": claim.status,
        **when_and_where(claim.when, claim.where),
        "confidence": claim.confidence,
        "sentence": text[start:end],
        "payload": encode(claim),
    }


def _parties(claim: Claim) -> Iterator[tuple[str, str, str | None, str | None, str | None]]:
    sides: tuple[tuple[str, Iterable[Actor | Attribution]], ...] = (
        ("source", claim.source),
        ("target", claim.target),
        ("speaker", claim.according_to),
    )
    for side, parties in sides:
        for party in parties:
            affiliation = party.affiliation if isinstance(party, Attribution) else None
            yield side, key(party.name, affiliation), party.id, party.country, party.sector


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        if fold(line):
            yield start, start + len(line)
        start += len(line) + 1
