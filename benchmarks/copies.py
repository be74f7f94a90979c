"""How fast copies are found and how much memory it takes: ``python benchmarks/copies.py [reports …]``.

First all pairs among the reports of ../shared/data/news, where that is present. Then records of so many invented
reports (20,000, 50,000 and 100,000 unless told): every tenth is a reprint, cut to a half and set into other words,
every third ends in one of a hundred standing sentences. For each size: the time to add a report to the index, the time
to find the copies of a new report (fingerprints, look-up, inventing the candidates again, comparison), the pairs
missed, and the most memory that its process held. Processor time, one core.
"""

from __future__ import annotations

import multiprocessing
import random
import resource
import statistics
import sys
import time
from itertools import pairwise
from pathlib import Path

from linimasa.merge.copies import CopyIndex, copies_among, find_copies
from linimasa.merge.figures import figures_among
from linimasa.merge.links import links_of
from linimasa.merge.origins import origins_of
from linimasa.merge.shingles import fingerprints
from linimasa.model import Report
from linimasa.read import read

_NEWS = Path(__file__).resolve().parents[1] / "../shared/data/news"
_SIZES = (20_000, 50_000, 100_000)
_PROBES = 200
_WORDS = 220


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _news() -> None:
    files = sorted(_NEWS.glob("*.jsonl.gz"))
    if not files:
        sys.stdout.write("../shared/data/news is absent\n")
        return
    reports = [report for path in files for report in read(path)]
    steps = [time.process_time()]
    copies = list(copies_among(reports))
    steps.append(time.process_time())
    figures = list(figures_among(reports))
    steps.append(time.process_time())
    links = links_of(reports, copies, figures)
    steps.append(time.process_time())
    origins = origins_of(reports, links)
    steps.append(time.process_time())
    spent = [later - earlier for earlier, later in pairwise(steps)]
    sys.stdout.write(
        f"{len(reports)} reports of news: {len(copies)} pairs with shared text in {spent[0]:.1f} s "
        f"({spent[0] / len(reports) * 1000:.2f} ms a report), {len(figures)} with a shared figure in {spent[1]:.1f} s, "
        f"{len(links)} links in {spent[2]:.2f} s, {len(origins.all)} origins in {spent[3]:.2f} s; "
        f"{_megabytes():.0f} MB with the reports themselves\n"
    )
    _news_one_by_one(reports)


def _news_one_by_one(reports: list[Report]) -> None:
    index, by_id = CopyIndex(), {report.id: report for report in reports}
    for report in reports:
        index.add(report.id, fingerprints(report.text))
    times, candidates = [], []
    for report in reports[::5]:
        begun = time.process_time()
        find_copies(report, index, by_id.__getitem__)
        times.append((time.process_time() - begun) * 1000)
        candidates.append(len(index.candidates(fingerprints(report.text))) - 1)
    sys.stdout.write(
        f"the copies of one of them: {statistics.median(times):.1f} ms (median of {len(times)}; the slowest "
        f"{max(times):.0f}), {statistics.mean(candidates):.1f} candidates (at most {max(candidates)})\n"
    )


class _Invented:
    """Reports of a vocabulary whose words are as unevenly frequent as those of a language."""

    def __init__(self) -> None:
        self._words = [f"kata{number}" for number in range(30_000)]
        self._weights = [1 / (number + 3) for number in range(30_000)]
        self._standing = [self._prose(random.Random(-number - 1), 30) for number in range(100)]

    def _prose(self, chance: random.Random, words: int) -> list[str]:
        return chance.choices(self._words, self._weights, k=words)

    def words(self, number: int) -> list[str]:
        return self._prose(random.Random(number), _WORDS)

    def report(self, number: int) -> Report:
        words = self.words(number)
        if number % 10 == 9:
            words = [*self.words(number - 9)[: _WORDS // 2], *words[: _WORDS // 2]]
        if number % 3 == 0:
            words = [*words, *self._standing[number % 100]]
        return Report(id=f"r{number:07}", text=" ".join(words), outlet=f"Outlet {number % 50}", language="id")


def _scale(size: int) -> None:
    invented, index = _Invented(), CopyIndex()
    adding = 0.0
    for number in range(size):
        report = invented.report(number)
        begun = time.process_time()
        index.add(report.id, fingerprints(report.text))
        adding += time.process_time() - begun
    times, missed = [], 0
    for number in range(9, size, max(10, size // _PROBES // 10 * 10)):
        report = invented.report(number)
        begun = time.process_time()
        found = find_copies(report, index, lambda name: invented.report(int(name[1:])))
        times.append((time.process_time() - begun) * 1000)
        missed += f"r{number - 9:07}" not in {copy.one for copy in found}
    sys.stdout.write(
        f"{size:,} invented reports: {adding / size * 1000:.2f} ms to add one; copies of a new one found in "
        f"{statistics.median(times):.1f} ms (median of {len(times)}; the slowest {max(times):.1f}), {missed} missed; "
        f"{_megabytes():.0f} MB\n"
    )


def main() -> None:
    """Measure each in a process of its own, so that the memory is its own, and print."""
    sizes = [int(size) for size in sys.argv[1:]] or _SIZES
    context = multiprocessing.get_context("spawn")
    for job in (context.Process(target=_news), *(context.Process(target=_scale, args=(size,)) for size in sizes)):
        job.start()
        job.join()


if __name__ == "__main__":
    main()
