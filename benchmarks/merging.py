"""How fast claims are joined into events as a record grows, and how well: ``python benchmarks/merging.py [claims …]``.

Records of 20,000, 60,000 and 200,000 invented claims (unless told; ``invented_news.py`` says what they are like),
of which is known what each tells. More claims are more days of news, at one density (200,000 claims: three years);
``--years N`` spreads any number over N years instead. For each size: the time to add the reports and to merge them
in one go by two processes (``--workers``; wall clock, and processor time of all of them), the most memory that they
held, the events made, and how right they are; then the time to add and merge one report more (each report by
``Record.add`` and ``Record.merge``; the first in a process, told apart, reads the lists of words too), for reports
held back and for copies of reports that are there. How busy the machine was (the mean of the processes that ran or
waited to run in the last minute, this one among them) is told beside the times.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import multiprocessing
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from invented_news import News

from linimasa.model import CodedReport
from linimasa.store import Record

_SIZES = (20_000, 60_000, 200_000)
_DAYS_OF_200_000 = 1096
_PROBES = 50
_TOOL = Path(__file__).resolve().parents[1] / "tools" / "evaluate_merging.py"


def _scorers() -> ModuleType:
    spec = importlib.util.spec_from_file_location("evaluate_merging", _TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _processor() -> float:
    """Seconds of processor time of this process and of those it waited for."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def _megabytes(helpers: int) -> float:
    """The most memory that this process held, and its helpers at most: each as much as the largest."""
    own, largest = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return (own + helpers * largest) / 1024


def _held_back(news: News) -> set[int]:
    """The reports that come later, drawn from all days; none that is a copy, and none that has one."""
    copied = {plan.copied for plan in news.plans}
    free = [plan.number for plan in news.plans if plan.copied is None and plan.number not in copied]
    return set(random.Random(2).sample(free, _PROBES))


def _add(news: News, folder: Path) -> None:
    late = _held_back(news)
    truth: dict[str, int] = {}
    spent = 0.0
    with Record.open(folder / "record.db") as record:
        for plan in sorted(news.plans, key=lambda plan: (plan.day, plan.number)):
            if plan.number in late:
                continue
            coded, told = news.written(plan)
            truth.update(zip((claim.id for claim in coded.claims), told, strict=True))
            begun = time.perf_counter()
            record.add(coded, coder_version="benchmark")
            spent += time.perf_counter() - begun
    (folder / "truth.json").write_text(json.dumps(truth), encoding="utf-8")
    reports = len(news.plans) - len(late)
    _say(
        f"{len(truth):,} claims of {len(set(truth.values())):,} events in {reports:,} reports: "
        f"added in {spent:.0f} s ({spent / reports * 1000:.1f} ms a report)"
    )


def _load() -> str:
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def _merge(folder: Path, workers: int) -> None:
    os.sync()  # what was added may still wait to be written
    with Record.open(folder / "record.db") as record:
        begun, used = time.perf_counter(), _processor()
        merged = record.merge(workers=workers)
        spent, used = time.perf_counter() - begun, _processor() - used
        claims = record.select("SELECT count(*) FROM claim")[0][0]
    _say(
        f"  merged by {workers} in {spent:.0f} s (processor {used:.0f} s; {_load()}): {spent / claims * 1000:.2f} s "
        f"per 1,000 claims (processor {used / claims * 1000:.2f}); {_megabytes(workers):,.0f} MB; "
        f"{merged.events:,} events"
    )


def _score(folder: Path) -> None:
    truth: dict[str, int] = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    with Record.open(folder / "record.db") as record:
        rows = record.select(
            "SELECT claim.id AS claim, event.id AS event FROM telling JOIN claim ON claim.n = telling.claim"
            " JOIN event ON event.n = telling.event"
        )
        compared = record.select("SELECT count(*) FROM comparison WHERE score > 0")[0][0]
    scorers = _scorers()
    pairs = [(str(truth[row["claim"]]), row["event"]) for row in rows]
    _say(f"  pairs   {scorers.pair_scores(pairs)}")
    _say(f"  B-cubed {scorers.b_cubed(pairs)}")
    wrong = scorers.wrong_clusters(pairs)
    told = "none"
    if wrong:
        counts = [count for _, count in wrong[0].events]
        told = f"{sum(counts)} claims of {len(counts)} events, {counts[0]} of them of one"
    _say(f"  largest wrong cluster: {told}; {compared:,} pairs of claims are likely one event")


def _reports_more(news: News) -> dict[str, list[CodedReport]]:
    late = sorted(_held_back(news))
    chance = random.Random(3)
    originals = chance.sample([plan for plan in news.plans if plan.copied is None and plan.number not in late], _PROBES)
    return {
        "report": [news.written(news.plans[number])[0] for number in late],
        "copy": [news.copy(plan.number, 900_000 + plan.number, plan.day + 1)[0] for plan in originals],
    }


def _one_more(more: dict[str, list[CodedReport]], folder: Path) -> None:
    os.sync()
    with Record.open(folder / "record.db") as record:
        for name, reports in more.items():
            first, *others = _timed(reports, lambda coded: _put(record, coded))
            _say(
                f"  one {name} more: median {statistics.median(others):.0f} ms of {len(others)}, "
                f"95th percentile {statistics.quantiles(others, n=20)[-1]:.0f}, worst {max(others):.0f}; "
                f"the first {first:.0f} ({_load()})"
            )


def _put(record: Record, coded: CodedReport) -> None:
    record.add(coded, coder_version="benchmark")
    record.merge()


def _timed(reports: Iterable[CodedReport], job: Callable[[CodedReport], None]) -> list[float]:
    spent = []
    for coded in reports:
        begun = time.perf_counter()
        job(coded)
        spent.append((time.perf_counter() - begun) * 1000)
    return spent


def _job(name: str, claims: int, days: int, folder: Path, workers: int) -> None:
    if name == "_merge":
        _merge(folder, workers)
    elif name == "_score":
        _score(folder)
    elif name == "_add":
        _add(News(claims, days), folder)
    else:  # the plans of the news are let go before anything is timed: they are no part of a record
        _one_more(_reports_more(News(claims, days)), folder)


def main() -> None:
    """Measures each step in a process of its own, so that the memory is its own, and prints."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("claims", type=int, nargs="*", default=_SIZES)
    parser.add_argument("--years", type=float, help="spread the claims over so many years")
    parser.add_argument("--workers", type=int, default=2, help="processes that merge")
    parser.add_argument("--keep", type=Path, help="keep the records in this folder")
    options = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    for claims in options.claims:
        days = round(options.years * 365.25 if options.years else _DAYS_OF_200_000 * claims / 200_000)
        with tempfile.TemporaryDirectory() as temporary:
            folder = options.keep / str(claims) if options.keep else Path(temporary)
            folder.mkdir(parents=True, exist_ok=True)
            arguments: tuple[Any, ...] = (claims, days, folder, options.workers)
            for name in ("_add", "_merge", "_score", "_one_more"):
                job = context.Process(target=_job, args=(name, *arguments))
                job.start()
                job.join()
                if job.exitcode:
                    sys.exit(f"{name} of {claims} claims failed")


if __name__ == "__main__":
    main()
