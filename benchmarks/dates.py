"""How fast dates and quantities are found: ``python benchmarks/dates.py [reports]``.

Reads ../shared/data/news where it is present, else repeats a short text of its own. Prints the
processor time in milliseconds a report and an expression, on one core.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from linimasa.resolve.dates import find_dates
from linimasa.resolve.quantities import find_quantities

_NEWS = Path(__file__).resolve().parents[1] / "../shared/data/news"
_OWN = (
    "Menurut polisi, Senin (9/6/2025), sedikitnya dua orang tewas dan 11 lainnya terluka sejak pekan lalu. "
    "Anggaran Rp 2,3 triliun disetujui pada Juni tahun lalu.\n"
)


def _reports(count: int) -> list[tuple[str, str, str]]:
    reports = []
    for path in sorted(_NEWS.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        step = max(1, len(rows) * 3 // count)
        reports += [(f"{row['title']}\n{row['text']}", row["language"], row["published"]) for row in rows[::step]]
    return reports or [(_OWN * 12, "id", "2025-06-10")] * count


def _measure(name: str, reports: list[tuple[str, str, str]], find: Callable[[str, str, str], int]) -> None:
    for report in reports[:20]:
        find(*report)
    begun = time.process_time()
    found = sum(find(*report) for report in reports)
    spent = (time.process_time() - begun) * 1000
    sys.stdout.write(
        f"{name}: {found} found in {len(reports)} reports; "
        f"{spent / len(reports):.2f} ms a report, {spent / max(found, 1):.3f} ms an expression\n"
    )


def _dates(text: str, language: str, day: str) -> int:
    return len(find_dates(text, language=language, published=day))


def main() -> None:
    """Measure both finders over a sample of reports, and dates in one of 25,000 words."""
    reports = _reports(int(sys.argv[1]) if len(sys.argv) > 1 else 600)
    _measure("dates", reports, _dates)
    _measure("dates of a long report", [(_OWN * 1000, "id", "2025-06-10")], _dates)
    _measure("quantities", reports, lambda text, language, _: len(find_quantities(text, language=language)))


if __name__ == "__main__":
    main()
