"""Hand-coded reports kept as offsets and labels, without the reports' text.

    python tools/training_set.py pack GOLD.jsonl NEWS.jsonl[.gz] ...     > tools/training/claims.jsonl
    python tools/training_set.py unpack NEWS.jsonl[.gz] ... --to FOLDER

``pack`` turns the anchors of gold reports (form: ``../shared/gold/README.md``) into spans of the report as
linimasa reads it; ``unpack``, where the news is at hand, makes gold that ``score.py`` takes (FOLDER/gold.jsonl)
and the reports in it (FOLDER/reports.jsonl). A claim whose words are not found is left out and counted. A report in a
text file of its own goes by the file's name; one that was coded in part says where that ``end``s. Reports that were
written as examples are whole in ``tools/training/written.jsonl``, one of the NEWS files.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import Any

import msgspec

from linimasa.model import Report
from linimasa.read import read

PACKED = Path(__file__).parent / "training" / "claims.jsonl"


def reports(paths: list[str]) -> dict[str, Report]:
    """All reports of some files by id, those of text files by the file's name, as linimasa reads them."""
    found = {}
    for path in paths:
        for report in read(path):
            text_file = report.path is not None and report.path.endswith(".txt")
            found[Path(report.path or "").stem if text_file else report.id] = report
    return found


def span_of(anchor: str, text: str) -> tuple[int, int] | None:
    """Where an anchor stands in a text, white space and letter case apart; None where it does not, or twice."""
    pattern = r"\s+".join(map(re.escape, anchor.split()))
    found = list(re.finditer(pattern, text, re.IGNORECASE))
    return found[0].span() if len(found) == 1 else None


def pack(gold: str, news: dict[str, Report]) -> None:
    """Prints one report a line, each claim with the span of its words instead of the words."""
    lost = 0
    for line in Path(gold).read_text(encoding="utf-8").splitlines():
        coded: dict[str, Any] = msgspec.json.decode(line)
        report = news.get(coded["report"])
        claims = []
        for claim in coded["claims"]:
            span = span_of(claim.pop("anchor"), report.text) if report else None
            if span is None:
                lost += 1
            else:
                claims.append({"span": span, **claim})
        print(msgspec.json.encode({**coded, "claims": claims}).decode())
    print(f"{lost} claims whose words were not found", file=sys.stderr)


def unpack(news: dict[str, Report], folder: Path) -> None:
    """Writes gold and reports for those packed reports whose text is at hand."""
    folder.mkdir(parents=True, exist_ok=True)
    gold, texts = [], []
    for line in PACKED.read_text(encoding="utf-8").splitlines():
        coded: dict[str, Any] = msgspec.json.decode(line)
        report = news.get(coded["report"])
        if report is None:
            continue
        text = report.text[: coded.pop("end", None)]
        for claim in coded["claims"]:
            start, end = claim.pop("span")
            claim["anchor"] = text[start:end]
        gold.append(msgspec.json.encode(coded))
        plain = {name: getattr(report, name) for name in ("url", "outlet", "language", "title", "published")}
        headline, _, body = text.partition("\n")
        texts.append(msgspec.json.encode({**plain, "id": coded["report"], "title": headline, "text": body}))
    (folder / "gold.jsonl").write_bytes(b"\n".join(gold) + b"\n")
    (folder / "reports.jsonl").write_bytes(b"\n".join(texts) + b"\n")
    print(f"{len(gold)} reports")


def main() -> None:
    """Packs or unpacks, as the first argument says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("action", choices=("pack", "unpack"))
    parser.add_argument("files", nargs="+")
    parser.add_argument("--to", type=Path, default=Path("training"))
    options = parser.parse_args()
    if options.action == "pack":
        pack(options.files[0], reports(options.files[1:]))
    else:
        unpack(reports(options.files), options.to)


if __name__ == "__main__":
    main()
