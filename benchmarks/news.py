"""How fast reports are coded, on one core, and whether any makes the coder fail or quote words that are not there.

    python benchmarks/news.py [FOLDER] [--limit N] [--record]

Codes every report of ``FOLDER`` (``../shared/data/news``, which is no part of the project) and prints
reports and sentences a second, peak memory, and failures. ``--record`` adds them to a record in a
temporary folder as well. Exit code 1 where a report failed.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

# Before the model's runtime is loaded: one core means one thread.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import msgspec

import linimasa
from linimasa.language.files import LANGUAGES
from linimasa.language.sentences import sentences
from linimasa.spans import faults

NEWS = Path(__file__).resolve().parents[1] / ".." / "shared" / "data" / "news"


def main() -> int:
    """Codes the reports, prints the figures and returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path, nargs="?", default=NEWS)
    parser.add_argument("--limit", type=int, help="stop after so many reports")
    parser.add_argument("--record", action="store_true", help="keep them in a temporary record too")
    options = parser.parse_args()
    if not options.folder.exists():
        print(f"benchmark: skipped, no reports in {options.folder}")
        return 0
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with ExitStack() as stack:
        record = None
        if options.record:
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            record = stack.enter_context(linimasa.Record.open(Path(folder) / "record.db"))
        return _run(options.folder, options.limit, record)


def _run(folder: Path, limit: int | None, record: linimasa.Record | None) -> int:
    counts: Counter[str] = Counter()
    spent = dict.fromkeys(("read", "code", "write"), 0.0)
    mark = time.perf_counter()
    for report in linimasa.read(folder, on_error=lambda error: _fail(counts, str(error))):
        mark = _lap(spent, "read", mark)
        counts["reports"] += 1
        counts["not coded"] += report.language not in LANGUAGES
        try:
            coded = linimasa.code_report(report)
        except Exception as error:  # what fails is counted and named; the others are still measured
            _fail(counts, f"{report.id}: {type(error).__name__}: {error}")
            mark = time.perf_counter()
            continue
        for fault in faults(coded):
            _fail(counts, f"{report.id}: {fault}")
        counts["claims"] += len(coded.claims)
        counts["voices"] += len(coded.voices)
        mark = _lap(spent, "code", mark)
        counts["bytes"] += len(msgspec.json.encode(coded))
        if record is not None:
            record.add(coded, coder_version=linimasa.CODER_VERSION)
        _lap(spent, "write", mark)
        counts["sentences"] += len(sentences(report.text, coded.report.language or "id"))
        mark = time.perf_counter()
        if limit is not None and counts["reports"] >= limit:
            break
    _print(counts, spent)
    return 1 if counts["failed"] else 0


def _lap(spent: dict[str, float], stage: str, mark: float) -> float:
    now = time.perf_counter()
    spent[stage] += now - mark
    return now


def _fail(counts: Counter[str], message: str) -> None:
    counts["failed"] += 1
    print(f"failed: {message}", file=sys.stderr)


def _print(counts: Counter[str], spent: dict[str, float]) -> None:
    seconds = sum(spent.values())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{counts['reports']:,} reports in {seconds:,.1f} s on one core:"
        f" {counts['reports'] / seconds:,.1f} reports/s, {counts['sentences'] / seconds:,.0f} sentences/s"
    )
    print(f"{counts['claims']:,} claims, {counts['voices']:,} voices, {counts['not coded']:,} reports not coded")
    print(", ".join(f"{stage} {share / seconds:.0%}" for stage, share in spent.items()))
    print(f"peak memory {peak:,.0f} MB; {counts['failed']} failed")


if __name__ == "__main__":
    sys.exit(main())
