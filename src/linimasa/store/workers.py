"""Work that needs nothing but what it is given, done by several processes; what comes of it is the same by one."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from types import TracebackType
from typing import Self, TypeVar

from linimasa.errors import RecordError

_FEWEST = 500
"""Things for which it is worth it to start processes."""
_AT_ONCE = 100
"""Things handed to a process together."""
_WAITING = 3
"""Such portions handed to each process ahead of time: enough to keep it busy, few enough to bound memory."""

_Thing = TypeVar("_Thing")
_Result = TypeVar("_Result")


class Workers:
    """As many processes as asked for, started when there is work for them; with one, this one does it all.

    Use as a context manager. A program that asks for several must be importable, its own start guarded by
    ``if __name__ == "__main__"``, as for all of `multiprocessing`.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def each(self, job: Callable[[_Thing], _Result], things: Iterable[_Thing]) -> Iterator[_Result]:
        """What ``job``, a function of a module, makes of each thing, in order. Raises RecordError, and what it raises.

        RecordError: a process ended before it was done.
        """
        coming = iter(things)
        first = [] if self._workers <= 1 else list(islice(coming, _FEWEST))
        coming = chain(first, coming)
        if len(first) < _FEWEST:
            yield from map(job, coming)
            return
        try:
            yield from self._by_processes(job, coming)
        except BrokenProcessPool as error:
            raise RecordError(
                f"merging: one of {self._workers} processes ended before it was done (out of memory?);"
                " the record is as it was: try again with fewer"
            ) from error

    def _by_processes(self, job: Callable[[_Thing], _Result], coming: Iterator[_Thing]) -> Iterator[_Result]:
        if self._pool is None:
            # A forked process may hang on its parent's locks: each starts clean. Ctrl-C is the parent's.
            self._pool = ProcessPoolExecutor(
                self._workers,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=signal.signal,
                initargs=(signal.SIGINT, signal.SIG_IGN),
            )
        waiting: deque[Future[list[_Result]]] = deque()
        while True:
            while len(waiting) < self._workers * _WAITING and (portion := list(islice(coming, _AT_ONCE))):
                waiting.append(self._pool.submit(_done, job, portion))
            if not waiting:
                return
            yield from waiting.popleft().result()


def _done(job: Callable[[_Thing], _Result], things: list[_Thing]) -> list[_Result]:
    return [job(thing) for thing in things]
