"""Codes many reports, in order, by one process or several; a report that fails stops no other."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from linimasa.errors import LinimasaError
from linimasa.model import CodedReport, Report
from linimasa.readers import ReaderKind

WAITING_PER_JOB = 4
"""Reports handed to each process ahead of time: enough to keep it busy, few enough to bound memory."""

Outcome = CodedReport | str
"""A coded report, or why it could not be coded."""


def coded_reports(
    reports: Iterable[Report], *, jobs: int, on_failure: Callable[[Report, str], None], reader: ReaderKind = "full"
) -> Iterator[CodedReport]:
    """Codes ``reports`` in the order in which they come; those that fail go to ``on_failure`` with the reason."""
    outcomes = _one_by_one(reports, reader) if jobs <= 1 else _by_processes(reports, jobs, reader)
    for report, outcome in outcomes:
        if isinstance(outcome, str):
            on_failure(report, outcome)
        else:
            yield outcome


def merging_processes(jobs: int) -> int:
    """Processes that merge: as many as code, but two where there are two, since a large merge takes minutes."""
    return max(jobs, min(2, os.cpu_count() or 1))


def _code(report: Report, reader: ReaderKind) -> Outcome:
    from linimasa.readers import code_by

    try:
        return code_by(reader, report)
    except LinimasaError as error:
        return str(error)
    except Exception as error:  # a fault of ours in one report must not cost the user the others
        return f"could not be coded ({type(error).__name__}: {error}); please report this with the text"


def _one_by_one(reports: Iterable[Report], reader: ReaderKind) -> Iterator[tuple[Report, Outcome]]:
    for report in reports:
        yield report, _code(report, reader)


def _pool(jobs: int) -> ProcessPoolExecutor:
    # A forked model runtime may hang on the parent's locks: every process starts clean. Ctrl-C is the parent's.
    return ProcessPoolExecutor(
        jobs,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=signal.signal,
        initargs=(signal.SIGINT, signal.SIG_IGN),
    )


def _by_processes(reports: Iterable[Report], jobs: int, reader: ReaderKind) -> Iterator[tuple[Report, Outcome]]:
    pool = _pool(jobs)
    waiting: deque[tuple[Report, Future[Outcome]]] = deque()
    coming = iter(reports)
    try:
        while True:
            while len(waiting) < jobs * WAITING_PER_JOB and (report := next(coming, None)) is not None:
                waiting.append((report, _submitted(pool, report, reader)))
            if not waiting:
                return
            report, future = waiting.popleft()
            try:
                outcome = future.result()
            except BrokenProcessPool:
                outcome = _code_alone(report, reader)
                pool.shutdown(wait=False, cancel_futures=True)
                pool = _pool(jobs)
                waiting = deque((later, _submitted(pool, later, reader)) for later, _ in waiting)
            yield report, outcome
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _submitted(pool: ProcessPoolExecutor, report: Report, reader: ReaderKind) -> Future[Outcome]:
    try:
        return pool.submit(_code, report, reader)
    except BrokenProcessPool as error:
        broken: Future[Outcome] = Future()
        broken.set_exception(error)
        return broken


def _code_alone(report: Report, reader: ReaderKind) -> Outcome:
    """Codes a report that may have ended a process, where it can end no other's work."""
    with _pool(1) as pool:
        try:
            return pool.submit(_code, report, reader).result()
        except BrokenProcessPool:
            return "ended the process that coded it (out of memory?)"
