"""The evaluation gate: codes the gold reports, scores them, and fails where a figure fell below its floor.

    python tools/evaluate.py [--shared FOLDER] [--misses]

The gold lies in ``../shared`` beside the project, and is no part of it; where it is absent this says so
and ends well. ``tools/floors.toml`` pins the gold by digest and each figure by its floor. Floors are
raised as accuracy rises; lowering one needs a reason in the commit. Exit code 1: a figure is below its
floor, or the gold is not the one that the floors were set on.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from evaluate_merging import merged_gold

import linimasa

ROOT = Path(__file__).resolve().parents[1]
FIELDS = ("when", "status", "by", "where", "quantity")


def main() -> int:
    """Prints the figures of every gold set and returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--shared", type=Path, default=ROOT / ".." / "shared", help="folder with the gold")
    parser.add_argument("--misses", action="store_true", help="print what was missed, wrong or spurious")
    options = parser.parse_args()
    scorer = options.shared / "score" / "score.py"
    if not scorer.exists():
        print(f"evaluation: skipped, no gold in {options.shared}")
        return 0
    faults: list[str] = []
    floors = tomllib.loads((ROOT / "tools" / "floors.toml").read_text(encoding="utf-8"))
    merging = floors.pop("merging")
    for name, gold in floors.items():
        faults += [f"{name}: {fault}" for fault in _evaluate(name, gold, options.shared, options.misses)]
    faults += _evaluate_merging(merging, options.shared)
    for fault in faults:
        print(f"evaluation: {fault}", file=sys.stderr)
    print("evaluation: failed" if faults else "evaluation: every figure is at or above its floor")
    return 1 if faults else 0


def _evaluate(name: str, gold: dict[str, Any], shared: Path, misses: bool) -> Iterator[str]:
    """Prints the figures of one gold set; gives what is wrong with them."""
    for file, digest in gold["sha256"].items():
        found = hashlib.sha256((shared / file).read_bytes()).hexdigest()
        if found != digest:
            yield f"{file} is not the gold that the floors were set on (sha256 {found})"
    with tempfile.TemporaryDirectory() as folder:
        coded = Path(folder) / "coded.jsonl"
        coded.write_bytes(b"".join(_coded_lines(shared / reports for reports in gold["reports"])))
        scorer = [sys.executable, str(shared / "score" / "score.py"), str(shared / gold["gold"]), str(coded)]
        if misses:
            subprocess.run([*scorer, "--misses"], check=True)
        done = subprocess.run([*scorer, "--json"], check=True, capture_output=True, text=True)
    print(done.stderr, end="", file=sys.stderr)
    figures = json.loads(done.stdout)
    _print_figures(name, figures)
    for figure, floor in gold["floors"].items():
        reached = _figure(figures, figure)
        if reached is None or reached < floor:
            yield f"{figure} is {reached}, below its floor {floor}"


def _evaluate_merging(floors: dict[str, float], shared: Path) -> Iterator[str]:
    """Prints how the reports of ``tools/merging`` are merged, by the half not learned from; what is too low."""
    news = shared / "data" / "news"
    if not news.exists():
        print(f"merging: skipped, no reports in {news}")
        return
    scores = merged_gold(news, part="test")
    for figure, floor in floors.items():
        print(f"merging: {figure:8} {scores[figure]}")
        if scores[figure].f1 < floor:
            yield f"merging: {figure} F1 is {scores[figure].f1:.3f}, below its floor {floor}"


def _coded_lines(paths: Iterable[Path]) -> Iterator[bytes]:
    for path in paths:
        for report in linimasa.read(path):
            yield msgspec.json.encode(linimasa.code_report(report)) + b"\n"


def _figure(figures: dict[str, Any], name: str) -> float | None:
    """The figure called ``name``: ``claim.f1``, ``by.share``, ``by.right``."""
    group, _, figure = name.partition(".")
    value = figures[group][figure]
    return None if value is None else float(value)


def _print_figures(name: str, figures: dict[str, Any]) -> None:
    print(f"{name}: {figures['gold']} gold claims, {figures['coded']} coded")
    for group in ("type", "claim"):
        print(f"  {group:9}" + "  ".join(f"{figure} {value:.3f}" for figure, value in figures[group].items()))
    for field in FIELDS:
        tally = figures[field]
        if tally["asked"]:
            print(f"  {field:9}{tally['right']} right of {tally['asked']} asked, {tally['filled']} filled")
    own = figures["by []"]
    print(f"  {'by []':9}{own['given away']} of {own['asked']} told in the outlet's own voice were given to somebody")


if __name__ == "__main__":
    sys.exit(main())
