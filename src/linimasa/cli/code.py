"""The commands that read and code reports: ``code`` shows the claims, ``add`` keeps them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import typer

from linimasa.cli.configure import settings
from linimasa.cli.options import AsJson, Files, Jobs, MinConfidence, OfOutlet, PublishedOn, Quiet, Reader, RecordFile
from linimasa.cli.terminal import SOME_FAILED, Talk, careful, write_line
from linimasa.errors import LinimasaError

if TYPE_CHECKING:
    from linimasa.model import CodedReport, Report
    from linimasa.readers import ReaderKind
    from linimasa.store import Added, Change


@careful
def code(
    files: Files,
    outlet: OfOutlet = None,
    published: PublishedOn = None,
    as_json: AsJson = False,
    min_confidence: MinConfidence = None,
    jobs: Jobs = None,
    reader: Reader = None,
    quiet: Quiet = False,
) -> None:
    """Code what reports claim, and show it.

    Nothing is kept: see add. With --json, each line is one report with its voices and claims.
    """
    import msgspec

    chosen = settings(min_confidence=min_confidence, jobs=jobs, reader=reader)
    talk = Talk(quiet=quiet)
    inputs = Inputs(files, talk, outlet=outlet, published=published)
    encode = msgspec.json.Encoder().encode
    with talk.progress("reports coded", shown=as_json) as step:
        for coded in inputs.coded(jobs=chosen.jobs, reader=chosen.reader):
            shown = _at_least(coded, chosen.min_confidence)
            if as_json:
                write_line(encode(shown))
            else:
                _print(shown)
            inputs.name_if_not_coded(coded.report)
            step()
    inputs.finish()


@careful
def add(
    files: Files,
    outlet: OfOutlet = None,
    published: PublishedOn = None,
    record: RecordFile = None,
    again: bool = typer.Option(False, "--again", help="Code anew also what this version has coded before."),
    as_json: AsJson = False,
    jobs: Jobs = None,
    reader: Reader = None,
    quiet: Quiet = False,
) -> None:
    """Read reports, code them, and keep them in the record.

    A report that is there already changes nothing. A new version of linimasa codes it anew, says which
    claims changed, and keeps what stood there before. With --json, each line says what one report did.
    """
    from linimasa import CODER_VERSION
    from linimasa.cli.batch import merging_processes
    from linimasa.store import Record

    chosen = settings(record=record, jobs=jobs, reader=reader)
    version = chosen.coder_version(CODER_VERSION)
    talk = Talk(quiet=quiet)
    inputs = Inputs(files, talk, outlet=outlet, published=published)
    tally = Tally()
    with Record.open(chosen.record) as opened, talk.progress("reports") as step:

        def unknown(reports: Iterator[Report]) -> Iterator[Report]:
            for report in reports:
                if again or not opened.has(report, coder_version=version):
                    yield report
                else:
                    tally.known()
                    step()

        for coded in inputs.coded(jobs=chosen.jobs, reader=chosen.reader, only=unknown):
            try:
                added = opened.add(coded, coder_version=version, again=again)
            except LinimasaError as error:
                inputs.failed(coded.report, str(error))
                continue
            tally.count(added)
            inputs.name_if_not_coded(coded.report)
            if as_json:
                write_line(_added_line(added))
            elif added.changes:
                talk.say(f"{added.report}: {added.kind}: {_changes(added.changes)}")
            step()
        merged = opened.merge(workers=merging_processes(chosen.jobs))
    if not as_json and not quiet:
        events = f", {merged.events} events" if merged.events else ""
        typer.echo(f"{chosen.record}: {tally}{events}")
    inputs.finish()


class Inputs:
    """The reports of the files named on the command line, and what failed among them."""

    def __init__(
        self, files: list[str], talk: Talk, *, outlet: str | None = None, published: str | None = None
    ) -> None:
        """``outlet`` and ``published`` are those of reports that name none. Raises BadParameter for no date."""
        self._files = files
        self._outlet = outlet
        self._published = _day(published)
        self._talk = talk
        self._failures = 0
        self._reports = 0

    def coded(self, *, jobs: int, reader: ReaderKind = "full", only: _Filter | None = None) -> Iterator[CodedReport]:
        """The coded reports, in order; failures are named as they come."""
        from linimasa.cli.batch import coded_reports

        reports = self._read() if only is None else only(self._read())
        return coded_reports(reports, jobs=jobs, reader=reader, on_failure=self.failed)

    def failed(self, report: Report, reason: str) -> None:
        """Names a report that could not be read in full, coded or kept."""
        self._failures += 1
        self._talk.complain(f"{_called(report)}: {reason}")

    def name_if_not_coded(self, report: Report) -> None:
        """Names a report in a language that is not coded; that is no failure."""
        from linimasa.language.files import LANGUAGES

        if report.language not in LANGUAGES:
            self._talk.say(f"{_called(report)}: not coded: language {report.language or 'unknown'}")

    def finish(self) -> None:
        """Ends the command with the exit code that says whether all inputs were done."""
        if self._failures:
            self._talk.complain(f"{self._failures} failed, {self._reports} read")
            raise typer.Exit(SOME_FAILED)

    def _read(self) -> Iterator[Report]:
        from linimasa.read import ReadOptions, read

        options = ReadOptions(outlet=self._outlet, published=self._published)
        for file in self._files:
            for report in read(file, options=options, on_error=self._unreadable):
                self._reports += 1
                self._name_impossible_dates(report)
                yield report

    def _name_impossible_dates(self, report: Report) -> None:
        """Names a day of publication that does not exist; the report is coded all the same, without it."""
        from linimasa.read.published import IMPOSSIBLE_DATE

        for line in report.dropped:
            if line.why == IMPOSSIBLE_DATE:
                remedy = "the report is read without a day of publication; give it as YYYY-MM-DD"
                self.failed(report, f"{line.text!r} is no day of the calendar: {remedy}")

    def _unreadable(self, error: LinimasaError) -> None:
        self._failures += 1
        self._talk.complain(error)


def _day(published: str | None) -> str | None:
    """The day as given. Raises BadParameter where it is none."""
    try:
        return date.fromisoformat(published).isoformat() if published else None
    except ValueError as error:
        raise typer.BadParameter(f"{published!r} is no day; write it as 2025-07-13") from error


class Tally:
    """How many reports did what to the record."""

    def __init__(self) -> None:
        self._kinds: Counter[str] = Counter()
        self._claims = 0
        self._not_coded: Counter[str] = Counter()

    def known(self) -> None:
        """Counts a report that was there already, coded by this version."""
        self._kinds["same"] += 1

    def count(self, added: Added) -> None:
        """Counts what adding one report did."""
        self._kinds[added.kind] += 1
        self._claims += added.claims
        if added.not_coded:
            self._not_coded[added.not_coded] += 1

    def __str__(self) -> str:
        names = {"new": "new", "same": "there already", "recoded": "coded anew", "revised": "revised"}
        parts = [f"{self._kinds[kind]} {name}" for kind, name in names.items() if self._kinds[kind]]
        if self._claims:
            parts.append(f"{self._claims} claims")
        parts += [f"{number} not coded ({why})" for why, number in self._not_coded.items()]
        return ", ".join(parts) or "no reports"


if TYPE_CHECKING:
    from collections.abc import Callable

    _Filter = Callable[[Iterator[Report]], Iterator[Report]]


def _called(report: Report) -> str:
    """How messages name a report: a file may hold many."""
    name = report.title or report.url or report.id
    return f"{report.path} ({name})" if report.path else name


def _at_least(coded: CodedReport, confidence: float) -> CodedReport:
    import msgspec

    if confidence <= 0:
        return coded
    sure = tuple(claim for claim in coded.claims if claim.confidence >= confidence)
    return msgspec.structs.replace(coded, claims=sure)


def _print(coded: CodedReport) -> None:
    from rich.text import Text

    from linimasa.ask.rows import rows_of
    from linimasa.cli.console import AnswerConsole
    from linimasa.cli.ledger import Ledger, printable

    report = coded.report
    console = AnswerConsole()
    about = " · ".join(part for part in (report.outlet, report.published, report.language) if part)
    console.print(Text.assemble((printable(report.title or report.id), "bold"), "\n", (printable(about), "dim")))
    rows = rows_of(coded)
    if rows:
        console.print(Ledger(rows, id_length=8, with_outlet=False))
    else:
        console.print(Text("no claims", "dim"))
    console.print()


def _changes(changes: tuple[Change, ...]) -> str:
    kinds = Counter(change.kind for change in changes)
    return ", ".join(f"{number} claims {kind}" for kind, number in kinds.items())


def _added_line(added: Added) -> bytes:
    import msgspec

    changes = [
        {"kind": change.kind, "claim": change.claim.id, "type": change.claim.type, "fields": change.fields}
        for change in added.changes
    ]
    return msgspec.json.encode(
        {
            "report": added.report,
            "kind": added.kind,
            "claims": added.claims,
            "changes": changes,
            "not_coded": added.not_coded,
        }
    )
