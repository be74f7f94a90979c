"""Reports that are being added: read, coded, kept, one after the other, while the page looks on."""

from __future__ import annotations

import logging
import secrets
import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import msgspec

from linimasa.ask.events import event, event_of_claim
from linimasa.errors import LinimasaError
from linimasa.model import Claim, CodedReport, Event, Report
from linimasa.pipeline import CODER_VERSION
from linimasa.read import read, read_text
from linimasa.readers import code_by
from linimasa.settings import Settings
from linimasa.store import Added, Record
from linimasa.web.failed import because

Coder = Callable[[Report], CodedReport]

KEPT_JOBS = 20
_LOG = logging.getLogger("linimasa.web")


class Pasted(msgspec.Struct, frozen=True):
    """A report's text as somebody pasted it, and what they say of it."""

    text: str
    outlet: str | None = None
    published: str | None = None
    url: str | None = None


class Outcome(msgspec.Struct, frozen=True):
    """What became of one report: what was read of it, what it claims, what the record did, which events it has
    become part of; or why it failed.

    ``report`` is None where not even that could be read; ``added`` is None while it is being coded, or
    where it failed. ``failure`` is the library's sentence, ``because`` the message that says it (see ``web.failed``).
    """

    name: str
    report: Report | None = None
    claims: tuple[Claim, ...] = ()
    added: Added | None = None
    failure: str | None = None
    because: str = ""
    events: tuple[Event, ...] = ()

    @property
    def done(self) -> bool:
        """Whether nothing more will become of it."""
        return self.added is not None or self.failure is not None


class Job:
    """Some reports that somebody added at once; ``outcomes`` grows while they are worked on."""

    def __init__(self, name: str) -> None:
        self.id = secrets.token_urlsafe(9)
        self.name = name
        self.finished = False
        self.outcomes: list[Outcome] = []


class Jobs:
    """Adds reports to the record at ``settings.record`` in a thread of its own, in the order in which they came."""

    def __init__(self, settings: Settings, coder: Coder | None = None) -> None:
        self._settings = settings
        self._coder = coder or partial(code_by, settings.reader)
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="linimasa-add")
        self._lock = threading.Lock()
        self._jobs: dict[str, Job] = {}
        self.merging = False

    def close(self) -> None:
        """Lets what is being coded end, and takes nothing more."""
        self._worker.shutdown(cancel_futures=True)

    def merge_soon(self) -> None:
        """Joins the claims that are in no event yet, in the thread of the jobs."""
        self.merging = True
        self._worker.submit(self._merge)

    def _merge(self) -> None:
        try:
            with Record.open(self._settings.record) as record:
                record.merge()
        except LinimasaError:
            _LOG.exception("%s", self._settings.record)
        finally:
            self.merging = False

    def get(self, job_id: str) -> Job | None:
        """The job of that id, while it is still remembered."""
        return self._jobs.get(job_id)

    def latest(self) -> list[Job]:
        """The jobs remembered, last come first."""
        return list(reversed(self._jobs.values()))

    def add_files(self, folder: Path) -> Job:
        """Adds the files in ``folder``, which is removed when they are done."""
        names = sorted(path.name for path in folder.iterdir())
        job = self._begun(", ".join(names[:3]) + ("…" if len(names) > 3 else ""))

        def reports() -> Iterator[Report | Outcome]:
            for path in sorted(folder.iterdir()):
                yield from _read(path)

        self._worker.submit(self._run, job, reports, lambda: shutil.rmtree(folder, ignore_errors=True))
        return job

    def add_text(self, pasted: Pasted) -> Job:
        """Adds one report from its text."""
        job = self._begun(pasted.text.strip().split("\n", 1)[0][:80])

        def reports() -> Iterator[Report | Outcome]:
            try:
                yield read_text(pasted.text, outlet=pasted.outlet, published=pasted.published, url=pasted.url)
            except LinimasaError as error:
                yield Outcome(job.name, failure=str(error), because=because(error))

        self._worker.submit(self._run, job, reports, lambda: None)
        return job

    def _begun(self, name: str) -> Job:
        job = Job(name)
        with self._lock:
            self._jobs[job.id] = job
            while len(self._jobs) > KEPT_JOBS:
                del self._jobs[next(iter(self._jobs))]
        return job

    def _run(self, job: Job, reports: Callable[[], Iterator[Report | Outcome]], done: Callable[[], None]) -> None:
        try:
            with Record.open(self._settings.record) as record:
                for report in reports():
                    if isinstance(report, Outcome):
                        job.outcomes.append(report)
                        continue
                    job.outcomes.append(Outcome(_called(report), report))
                    job.outcomes[-1] = self._one(record, report)
                record.merge()
                job.outcomes = [_joined(record, outcome) for outcome in job.outcomes]
        except LinimasaError as error:
            job.outcomes.append(Outcome(job.name, failure=str(error), because=because(error)))
        finally:
            job.finished = True
            done()

    def _one(self, record: Record, report: Report) -> Outcome:
        name = _called(report)
        try:
            coded = self._coder(report)
            added = record.add(coded, coder_version=self._settings.coder_version(CODER_VERSION))
        except LinimasaError as error:
            return Outcome(name, report, failure=str(error), because=because(error))
        except Exception as error:  # a fault of ours in one report must not cost the others
            _LOG.exception("%s", name)
            return Outcome(name, report, failure=f"{type(error).__name__}: {error}")
        return Outcome(name, coded.report, coded.claims, added)


def _read(path: Path) -> Iterator[Report | Outcome]:
    failures: list[LinimasaError] = []
    try:
        for report in read(path, on_error=failures.append):
            yield msgspec.structs.replace(report, path=path.name)
    except OSError as error:
        yield Outcome(path.name, failure=str(error), because="unreadable")
    for failure in failures:
        yield Outcome(path.name, failure=str(failure).replace(str(path), path.name), because=because(failure))


def _joined(record: Record, outcome: Outcome) -> Outcome:
    """The outcome with the events that its claims have been joined into."""
    ids = dict.fromkeys(event_of_claim(record, claim.id) for claim in outcome.claims)
    return msgspec.structs.replace(outcome, events=tuple(event(record, found).event for found in ids if found))


def _called(report: Report) -> str:
    return report.title or report.path or report.id
