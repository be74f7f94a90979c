"""Counts the claims that are made of reports on sport, stars and prices, which tell few political events.

    python tools/evaluate_restraint.py NEWS.jsonl[.gz] ... [--show]

The reports are those of ``tools/training/restraint.txt``: 200 ids, drawn by chance from those whose address names
such a section and whose headline names nobody of public affairs. The genre was learned from addresses of the same
outlets (``tools/train_genre.py``). ``--show`` prints each claim with its sentence, to be read by eye.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import linimasa

LIST = Path(__file__).parent / "training" / "restraint.txt"


def main() -> None:
    """Prints how many claims a report are made of them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("news", nargs="+", type=Path)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    wanted = {line for line in LIST.read_text(encoding="utf-8").splitlines() if not line.startswith("#")}
    found = [report for path in options.news for report in linimasa.read(path) if report.id in wanted]
    claims = 0
    for report in found:
        for claim in linimasa.code_report(report).claims:
            claims += 1
            if options.show:
                sides = " → ".join(", ".join(actor.name for actor in side) for side in (claim.source, claim.target))
                print(report.id, claim.type, sides, claim.rule, report.text[slice(*claim.evidence.sentence)], sep=" | ")
    print(f"{len(found)} of {len(wanted)} reports, {claims} claims, {claims / max(1, len(found)):.3f} a report")


if __name__ == "__main__":
    main()
