"""Real reports, on machines that have them: a tester's own, never in the project."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

NEWS = Path(__file__).resolve().parents[1] / "../shared/data/news"
FILES = sorted(NEWS.glob("*.jsonl.gz"))


def every(step: int, path: Path, first: int | None = None) -> Iterator[dict[str, Any]]:
    """Each ``step``-th report of a file, as stored; of its ``first`` reports, where given."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in islice(lines, 0, first, step):
            yield json.loads(line)


def every_of_all(step: int) -> Iterator[dict[str, Any]]:
    """Each ``step``-th report of every file; skips the test where there is none."""
    if not FILES:
        pytest.skip("../shared/data/news is absent")
    for path in FILES:
        yield from every(step, path)
