"""The record: what was read and coded, kept so that nothing is lost and nothing stands twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

import msgspec

from linimasa.errors import NotInRecordError, RecordError
from linimasa.language.files import LANGUAGES
from linimasa.model import CodedReport, Report
from linimasa.store import judgements, names, review, sources, tables
from linimasa.store.changes import Change, Coded, changes, successors
from linimasa.store.database import connect, explained
from linimasa.store.judgements import Judgement, JudgementKind
from linimasa.store.merging import Merged, Merging
from linimasa.store.review import Review, Verdict
from linimasa.store.workers import Workers


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
        return stored is not None and stored["digest"] == tables.digest(report) and stored["coder"] == coder_version

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
                number = tables.insert_report(
                    self._connection,
                    report,
                    coder=coder_version,
                    not_coded=_not_coded(report),
                    added=_now(),
                )
                tables.insert_coding(self._connection, number, coded.claims, coded.voices, report.text)
                return Added("new", report.id, len(coded.claims), not_coded=_not_coded(report))
            before = tables.decode_report(stored["payload"])
            _refuse_other(before, report, self.path)
            revised = stored["digest"] != tables.digest(report)
            if not revised and stored["coder"] == coder_version and not again:
                return Added("same", report.id, self._count_claims(stored["n"]), not_coded=stored["not_coded"])
            return self._replace(stored, before, coded, coder_version, revised)

    def merge(self, *, workers: int = 1) -> Merged:
        """Puts the claims that are new in the record into events; each call takes up where the last one ended.

        The events do not depend on the order in which reports came; an event that was there keeps its id.
        ``workers``: processes that read the new reports, where there are many; what comes of it is the same. A
        program that asks for several guards its start by ``if __name__ == "__main__"`` (see `multiprocessing`).
        Raises RecordError; ReadOnlyError where the file may not be written.
        """
        with self._writing(), Workers(workers) as helpers:
            return Merging(self._connection, helpers).run()

    def is_merged(self) -> bool:
        """Whether ``merge`` would find nothing to do. Raises RecordError."""
        reports = self.select(
            "SELECT EXISTS (SELECT 1 FROM report LEFT JOIN sourced ON sourced.report = report.n"
            " WHERE sourced.report IS NULL) AS waiting"
        )
        return not reports[0]["waiting"] and not self.unmerged()

    def unmerged(self) -> int:
        """How many claims are in no event yet, or were in one when it lost a claim."""
        return int(
            self.select("SELECT (SELECT count(*) FROM untold) + (SELECT count(*) FROM disturbed) AS claims")[0][
                "claims"
            ]
        )

    def judge(
        self, kind: JudgementKind, one: Sequence[str], other: Sequence[str] = (), *, note: str = ""
    ) -> tuple[Judgement, Merged]:
        """Writes down a judgement on claims (ids) and puts their events together anew; see ``Judgement``.

        ``headline``: ``one`` holds the rule. Raises QueryError, RecordError.
        """
        with self._writing():
            made = Judgement(0, kind, tuple(one), tuple(other), note, _now(), None)
            judgements.check(self._connection, made)
            return self._judged(judgements.write(self._connection, made))

    def undo(self, number: int) -> tuple[Judgement, Merged]:
        """Takes a judgement back; it stays in the record, marked as undone. Raises NotInRecordError, RecordError."""
        with self._writing():
            if not judgements.take_back(self._connection, number, _now()):
                raise NotInRecordError(
                    f"no judgement {number} that holds in {self.path}; they stand in: linimasa judge list"
                )
            return self._judged(number)

    def judgements(self) -> list[Judgement]:
        """All judgements, the oldest first, those taken back among them. Raises RecordError."""
        with self._usable():
            return judgements.judgements(self._connection)

    def _judged(self, number: int) -> tuple[Judgement, Merged]:
        judgement = next(made for made in judgements.judgements(self._connection) if made.n == number)
        everything = judgement.kind == "headline"
        claims = () if everything else (*judgement.one, *judgement.other)
        merging = Merging(self._connection, Workers(1))
        return judgement, merging.run(claims=claims, everything=everything)

    def _replace(
        self, stored: sqlite3.Row, before: Report, coded: CodedReport, coder_version: str, revised: bool
    ) -> Added:
        number, report = stored["n"], coded.report
        old = tables.coding(self._connection, number)
        new = tables.Coding(coded.voices, tuple(review.reviewed(self._connection, number, coded.claims)))
        differs = old != new
        found = changes(old.claims, new.claims)
        if differs or revised or stored["coder"] != coder_version:
            self._connection.execute(
                "INSERT INTO history (report, coder, replaced, report_payload, coding) VALUES (?, ?, ?, ?, ?)",
                (
                    number,
                    stored["coder"],
                    _now(),
                    tables.encode(before) if revised else None,
                    tables.encode(old) if differs else None,
                ),
            )
        if revised:
            sources.forget(self._connection, number)
            tables.update_report(self._connection, number, report)
        self._connection.execute(
            "UPDATE report SET coder = ?, not_coded = ? WHERE n = ?", (coder_version, _not_coded(report), number)
        )
        if differs or revised:
            renamed = successors(Coded(old.claims, before.text), Coded(new.claims, report.text))
            judgements.renamed(self._connection, renamed)
            names.hand_on(self._connection, number, {claim.id for claim in new.claims}, renamed)
            tables.delete_coding(self._connection, number)
            tables.insert_coding(self._connection, number, new.claims, new.voices, report.text)
        unchanged = not (revised or differs or stored["coder"] != coder_version)
        kind: Literal["same", "recoded", "revised"] = "same" if unchanged else "revised" if revised else "recoded"
        return Added(kind, report.id, len(new.claims), found, _not_coded(report))

    def _stored(self, report_id: str) -> sqlite3.Row | None:
        rows = self.select("SELECT n, digest, payload, coder, not_coded FROM report WHERE id = ?", (report_id,))
        return rows[0] if rows else None

    def _count_claims(self, number: int) -> int:
        return int(self.select("SELECT count(*) AS claims FROM claim WHERE report = ?", (number,))[0]["claims"])

    def review(self, report_id: str, claim_id: str, verdict: Verdict) -> Review:
        """Keeps what a person says of a claim; a correction takes the claim's place.

        A rejected claim leaves the record's answers, not its history. Raises NotInRecordError.
        """
        with self._writing():
            said = review.say(self._connection, report_id, claim_id, verdict, _now())
            if said is None:
                raise NotInRecordError(f"no claim {claim_id!r} of report {report_id!r} in {self.path}")
            return said

    def undo_review(self, number: int) -> Review:
        """Takes back what was said; where more was said of the claim later, that must be taken back first.

        Raises NotInRecordError, and QueryError where it may not be taken back yet.
        """
        with self._writing():
            undone = review.take_back(self._connection, number, _now())
            if undone is None:
                raise NotInRecordError(f"no review {number} that holds in {self.path}")
            return undone

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


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


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
