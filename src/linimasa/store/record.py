"""The record: what was read and coded, kept so that nothing is lost and nothing stands twice."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

import msgspec

from linimasa.errors import NotInRecordError, QueryError, RecordError
from linimasa.language.files import LANGUAGES
from linimasa.language.fold import fold, key
from linimasa.model import Actor, Attribution, Claim, CodedReport, Report, Voice
from linimasa.store import judgements, sources
from linimasa.store.changes import Change, changes, successors
from linimasa.store.database import connect, explained
from linimasa.store.judgements import Judgement, JudgementKind
from linimasa.store.merging import Merged, Merging
from linimasa.store.review import REVIEWS, Review, Verdict, keep, review_of, reviewed


class Added(msgspec.Struct, frozen=True):
    """What adding a report did.

    ``new``: it was not there. ``same``: nothing changed. ``recoded``: another version of the coder
    coded it. ``revised``: the outlet published the report anew with other words or data. ``changes``
    says what that did to its claims; ``claims`` counts those it has now; ``not_coded`` says why a
    report has no coding.
    """

    kind: Literal["new", "same", "recoded", "revised"]
    report: str
    claims: int
    changes: tuple[Change, ...] = ()
    not_coded: str | None = None


class _Coding(msgspec.Struct, frozen=True):
    voices: tuple[Voice, ...]
    claims: tuple[Claim, ...]


_encode = msgspec.json.Encoder().encode
_decode_claim = msgspec.json.Decoder(Claim).decode
_decode_voice = msgspec.json.Decoder(Voice).decode
_decode_report = msgspec.json.Decoder(Report).decode


class Record:
    """Reports, claims and voices in one SQLite file; several processes may write to it at a time.

    Use as a context manager, or call ``close``. Written here, read by ``linimasa.ask``.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path

    @classmethod
    def open(cls, path: str | Path, *, create: bool = True) -> Self:
        """The record at ``path``; a new one where there is none, unless ``create`` is False.

        Raises RecordError where the file is not a record, is locked, was written by a newer version
        or cannot be opened. A file that may not be written can still be asked.
        """
        path = Path(path)
        return cls(connect(path, create=create), path)

    def close(self) -> None:
        """Closes the file; the record cannot be used afterwards."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def select(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[sqlite3.Row]:
        """The rows of a SELECT over the tables in ``migrations``; for ``linimasa.ask``. Raises RecordError."""
        with self._usable():
            return self._connection.execute(sql, parameters).fetchall()

    def has(self, report: Report, *, coder_version: str) -> bool:
        """Whether this report, word for word, is there already as this version of the coder sees it."""
        stored = self._stored(report.id)
        return stored is not None and stored["digest"] == _digest(report) and stored["coder"] == coder_version

    def add(self, coded: CodedReport, *, coder_version: str, again: bool = False) -> Added:
        """Adds a coded report; says whether it was new, and which claims changed.

        What was there before stays in the record's history. ``again``: takes the new coding also
        where ``coder_version`` is the one that coded it before. A report in a language that is not
        coded is kept, and named as not coded. Raises RecordError, also where another report (another
        URL, or another title on another day) already has the id.
        """
        report = coded.report
        _refuse_twice(coded)
        with self._writing():
            stored = self._stored(report.id)
            if stored is None:
                number = self._insert_report(report, coder_version)
                self._insert_coding(number, coded)
                return Added("new", report.id, len(coded.claims), not_coded=_not_coded(report))
            before = _decode_report(stored["payload"])
            _refuse_other(before, report, self.path)
            revised = stored["digest"] != _digest(report)
            if not revised and stored["coder"] == coder_version and not again:
                return Added("same", report.id, self._count_claims(stored["n"]), not_coded=stored["not_coded"])
            return self._replace(stored, before, coded, coder_version, revised)

    def merge(self) -> Merged:
        """Puts the claims that are new in the record into events; each call takes up where the last one ended.

        The events do not depend on the order in which reports came; an event that was there keeps its id.
        Raises RecordError.
        """
        with self._writing():
            return Merging(self._connection).run()

    def unmerged(self) -> int:
        """How many claims are in no event yet, or were in one when it lost a claim."""
        return int(
            self.select(
                "SELECT (SELECT count(*) FROM claim LEFT JOIN telling ON telling.claim = claim.n"
                " WHERE telling.claim IS NULL) + (SELECT count(*) FROM disturbed) AS claims"
            )[0]["claims"]
        )

    def judge(
        self, kind: JudgementKind, one: Sequence[str], other: Sequence[str] = (), *, note: str = ""
    ) -> tuple[Judgement, Merged]:
        """Writes down a judgement on claims (ids) and puts their events together anew; see ``Judgement``.

        ``headline``: ``one`` holds the rule. Raises QueryError, RecordError.
        """
        if kind == "headline":
            judgements.checked_rule(one[0])
        with self._writing():
            number = self._connection.execute(
                "INSERT INTO judgement (kind, one, other, note, made) VALUES (?, ?, ?, ?, ?) RETURNING n",
                (kind, _encode(tuple(one)).decode(), _encode(tuple(other)).decode(), note, _now()),
            ).fetchone()[0]
            return self._judged(number)

    def undo(self, number: int) -> tuple[Judgement, Merged]:
        """Takes a judgement back; it stays in the record, marked as undone. Raises QueryError, RecordError."""
        with self._writing():
            done = self._connection.execute(
                "UPDATE judgement SET undone = ? WHERE n = ? AND undone IS NULL", (_now(), number)
            )
            if done.rowcount == 0:
                raise QueryError(f"no judgement {number} that holds in {self.path}; they stand in: linimasa judge list")
            return self._judged(number)

    def judgements(self) -> list[Judgement]:
        """All judgements, the oldest first, those taken back among them. Raises RecordError."""
        with self._usable():
            return judgements.judgements(self._connection)

    def _judged(self, number: int) -> tuple[Judgement, Merged]:
        judgement = next(made for made in judgements.judgements(self._connection) if made.n == number)
        everything = judgement.kind == "headline"
        claims = () if everything else (*judgement.one, *judgement.other)
        return judgement, Merging(self._connection).run(claims=claims, everything=everything)

    def _replace(
        self, stored: sqlite3.Row, before: Report, coded: CodedReport, coder_version: str, revised: bool
    ) -> Added:
        number, report = stored["n"], coded.report
        old = self._coding(number)
        new = _Coding(coded.voices, tuple(reviewed(self._connection, number, coded.claims)))
        differs = old != new
        found = changes(old.claims, new.claims)
        if differs or revised or stored["coder"] != coder_version:
            self._connection.execute(
                "INSERT INTO history (report, coder, replaced, report_payload, coding) VALUES (?, ?, ?, ?, ?)",
                (
                    number,
                    stored["coder"],
                    _now(),
                    _encode(before) if revised else None,
                    _encode(old) if differs else None,
                ),
            )
        if revised:
            sources.forget(self._connection, number)
            self._update_report(number, report)
        self._connection.execute(
            "UPDATE report SET coder = ?, not_coded = ? WHERE n = ?", (coder_version, _not_coded(report), number)
        )
        if differs or revised:
            self._rename(successors(old.claims, new.claims), {claim.id for claim in new.claims}, number)
            self._connection.execute("DELETE FROM claim WHERE report = ?", (number,))
            self._connection.execute("DELETE FROM voice WHERE report = ?", (number,))
            self._insert_coding(number, coded)
        unchanged = not (revised or differs or stored["coder"] != coder_version)
        kind: Literal["same", "recoded", "revised"] = "same" if unchanged else "revised" if revised else "recoded"
        return Added(kind, report.id, len(coded.claims), found, _not_coded(report))

    def _rename(self, renamed: Mapping[str, str], kept: Collection[str], number: int) -> None:
        """Lets the ids of events, and judgements, live on when the claims that they were made for go.

        ``renamed``: the claim that took another's place; ``kept``: the ids of the new claims of report ``number``.
        """
        judgements.renamed(self._connection, renamed)
        rows = self._connection.execute(
            "SELECT event_name.n AS n, event_name.claim AS claim, telling.event AS event FROM event_name"
            " JOIN claim ON claim.id = event_name.claim JOIN telling ON telling.claim = claim.n WHERE claim.report = ?",
            (number,),
        ).fetchall()
        for row in rows:
            claim = renamed.get(row["claim"], row["claim"])
            if claim not in kept:
                other = self._connection.execute(
                    "SELECT min(claim.id) FROM claim JOIN telling ON telling.claim = claim.n"
                    " WHERE telling.event = ? AND claim.report != ?",
                    (row["event"], number),
                ).fetchone()[0]
                claim = other or claim
            self._connection.execute("UPDATE event_name SET claim = ? WHERE n = ?", (claim, row["n"]))

    def _stored(self, report_id: str) -> sqlite3.Row | None:
        rows = self.select("SELECT n, digest, payload, coder, not_coded FROM report WHERE id = ?", (report_id,))
        return rows[0] if rows else None

    def _coding(self, number: int) -> _Coding:
        claims = self.select("SELECT payload FROM claim WHERE report = ? ORDER BY position", (number,))
        voices = self.select("SELECT payload FROM voice WHERE report = ? ORDER BY position", (number,))
        return _Coding(
            tuple(_decode_voice(row["payload"]) for row in voices),
            tuple(_decode_claim(row["payload"]) for row in claims),
        )

    def _count_claims(self, number: int) -> int:
        return int(self.select("SELECT count(*) AS claims FROM claim WHERE report = ?", (number,))[0]["claims"])

    def _insert_report(self, report: Report, coder_version: str) -> int:
        columns = {
            **_report_columns(report),
            "id": report.id,
            "coder": coder_version,
            "not_coded": _not_coded(report),
            "added": _now(),
        }
        number = _insert(self._connection, "report", columns)
        self._insert_passages(number, report)
        return number

    def _update_report(self, number: int, report: Report) -> None:
        columns = _report_columns(report)
        assignments = ", ".join(f"{name} = :{name}" for name in columns)
        self._connection.execute(f"UPDATE report SET {assignments} WHERE n = :n", {**columns, "n": number})
        self._connection.execute("DELETE FROM passage WHERE report = ?", (number,))
        self._insert_passages(number, report)

    def _insert_passages(self, number: int, report: Report) -> None:
        self._connection.executemany(
            'INSERT INTO passage (report, start, "end", text) VALUES (?, ?, ?, ?)',
            ((number, start, end, report.text[start:end]) for start, end in _lines(report.text)),
        )

    def _insert_coding(self, number: int, coded: CodedReport) -> None:
        for position, claim in enumerate(reviewed(self._connection, number, coded.claims)):
            self._insert_claim(number, position, claim, coded.report.text)
        for position, voice in enumerate(coded.voices):
            speaker = voice.speaker
            columns = {
                "report": number,
                "position": position,
                "key": key(speaker.name, voice.affiliation),
                "id": speaker.id,
                "country": speaker.country,
                "payload": _encode(voice),
            }
            _insert(self._connection, "voice", columns)

    def _insert_claim(self, report: int, position: int, claim: Claim, text: str) -> None:
        columns = {**_claim_columns(claim, text), "report": report, "position": position}
        self._insert_parties(_insert(self._connection, "claim", columns), claim)

    def _insert_parties(self, claim_number: int, claim: Claim) -> None:
        self._connection.executemany(
            "INSERT INTO party (claim, side, key, id, country, sector) VALUES (?, ?, ?, ?, ?, ?)",
            ((claim_number, *party) for party in _parties(claim)),
        )

    def review(self, report_id: str, claim_id: str, verdict: Verdict) -> Review:
        """Keeps what a person says of a claim; a correction takes the claim's place.

        A rejected claim leaves the record's answers, not its history. Raises NotInRecordError.
        """
        with self._writing():
            found = self.select(
                "SELECT claim.n AS n, claim.report AS report, claim.position AS position, claim.payload AS payload"
                " FROM claim JOIN report ON report.n = claim.report WHERE report.id = ? AND claim.id = ?",
                (report_id, claim_id),
            )
            if not found:
                raise NotInRecordError(f"no claim {claim_id!r} of report {report_id!r} in {self.path}")
            before = _decode_claim(found[0]["payload"])
            kept = None if verdict.action == "reject" else verdict.after or before
            said = Review(0, report_id, verdict.action, verdict.field, before, kept, verdict.reviewer, _now())
            number = keep(self._connection, found[0]["report"], found[0]["position"], said)
            self._put(found[0]["report"], found[0]["position"], before, kept)
            return msgspec.structs.replace(said, number=number)

    def undo_review(self, number: int) -> Review:
        """Takes back what was said; where more was said of the claim later, that must be taken back first.

        Raises NotInRecordError, and QueryError where it may not be taken back yet.
        """
        with self._writing():
            rows = self.select(f"{REVIEWS} WHERE review.n = ? AND review.undone IS NULL", (number,))
            if not rows:
                raise NotInRecordError(f"no review {number} that holds in {self.path}")
            row, said = rows[0], review_of(rows[0])
            later = self.select(
                "SELECT n FROM review WHERE report = ? AND claim = ? AND n > ? AND undone IS NULL ORDER BY n DESC",
                (row["report_number"], row["claim"], number),
            )
            if later:
                raise QueryError(f"the claim was reviewed again later; take back review {later[0]['n']} first")
            self._put(
                row["report_number"], row["position"], said.after or said.before, said.before, gone=not said.after
            )
            undone = _now()
            self._connection.execute("UPDATE review SET undone = ? WHERE n = ?", (undone, number))
            return msgspec.structs.replace(said, undone=undone)

    def _put(self, report: int, position: int, was: Claim, now: Claim | None, *, gone: bool = False) -> None:
        """Puts a claim in the place of another, or back where it is gone, or takes it away."""
        if now is None:
            self._connection.execute("DELETE FROM claim WHERE report = ? AND id = ?", (report, was.id))
            return
        text = _decode_report(self.select("SELECT payload FROM report WHERE n = ?", (report,))[0]["payload"]).text
        if gone:
            self._insert_claim(report, position, now, text)
        elif was != now:
            columns = _claim_columns(now, text)
            assignments = ", ".join(f"{name} = :{name}" for name in columns)
            where = {"report": report, "was": was.id}
            self._connection.execute(
                f"UPDATE claim SET {assignments} WHERE report = :report AND id = :was", {**columns, **where}
            )
            number = self.select("SELECT n FROM claim WHERE report = ? AND id = ?", (report, now.id))[0]["n"]
            self._connection.execute("DELETE FROM party WHERE claim = ?", (number,))
            self._insert_parties(number, now)

    @contextmanager
    def _usable(self) -> Iterator[None]:
        with explained(self.path):
            yield

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction, taken before anything is looked up, so that two writers never cross."""
        with self._usable():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")


def _insert(connection: sqlite3.Connection, table: str, columns: Mapping[str, Any]) -> int:
    names = ", ".join(columns)
    holes = ", ".join(f":{name}" for name in columns)
    cursor = connection.execute(f"INSERT INTO {table} ({names}) VALUES ({holes})", columns)
    return cursor.lastrowid or 0


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _digest(report: Report) -> str:
    """Of what the outlet published; the same report read from another file is the same report.

    Its language is left out: the coder may have found it out.
    """
    published = msgspec.structs.replace(report, path=None, dropped=(), language=None)
    return hashlib.sha256(_encode(published)).hexdigest()


def _not_coded(report: Report) -> str | None:
    if report.language in LANGUAGES:
        return None
    return f"language {report.language}" if report.language else "language unknown"


def _refuse_other(before: Report, report: Report, path: Path) -> None:
    """Two reports that share an id by accident must not overwrite each other."""
    if before.url and report.url:
        other = before.url != report.url
    else:
        other = before.title != report.title and (before.published or "")[:10] != (report.published or "")[:10]
    if other:
        raise RecordError(
            f"{path}: the id {report.id} already belongs to another report"
            f" ({before.url or before.title or 'untitled'}); give {report.url or report.title or 'this one'} another id"
        )


def _refuse_twice(coded: CodedReport) -> None:
    """A claim is asked for by its id."""
    ids = [claim.id for claim in coded.claims]
    twice = next((claim_id for claim_id in ids if ids.count(claim_id) > 1), None)
    if twice is not None:
        raise RecordError(f"report {coded.report.id}: two claims have the id {twice}; please report this with the text")


def _report_columns(report: Report) -> dict[str, Any]:
    return {
        "outlet": report.outlet,
        "outlet_key": key(report.outlet),
        "title": report.title,
        "url": report.url,
        "path": report.path,
        "language": report.language,
        "published": report.published,
        "digest": _digest(report),
        "payload": _encode(report),
    }


def _claim_columns(claim: Claim, text: str) -> dict[str, Any]:
    when, where = claim.when, claim.where
    start, end = claim.evidence.sentence
    return {
        "id": claim.id,
        "type": claim.type,
        "status": claim.status,
        "start_day": when.start if when else None,
        "end_day": when.end if when else None,
        "place_key": key(where.name, where.admin1, where.admin2) if where else None,
        "place_country": where.country if where else None,
        "confidence": claim.confidence,
        "sentence": text[start:end],
        "payload": _encode(claim),
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
