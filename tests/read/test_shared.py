"""Real reports, where they are at hand: nothing of the articles is lost, every span quotes its text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from linimasa.read import read

SHARED = Path(__file__).resolve().parents[2].parent / "shared"

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not there: real reports cannot be read")


def fold(text):
    return " ".join(text.split()).casefold()


@pytest.mark.parametrize(("gold", "reports"), [("seed.jsonl", "seed"), ("dev.jsonl", "gold/dev.reports.jsonl")])
def test_every_sentence_that_people_coded_is_in_the_text(gold, reports):
    texts = {report.id if report.url else report.path: report for report in read(SHARED / reports)}
    for line in (SHARED / "gold" / gold).read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        (report,) = [report for key, report in texts.items() if str(key).endswith(entry["report"])]
        dropped = fold("\n".join(line.text for line in report.dropped))
        for claim in entry["claims"]:
            anchor = fold(claim["anchor"]).removeprefix("## ")
            assert anchor in fold(report.text) or (claim.get("optional") and anchor in dropped), claim["anchor"]


@pytest.mark.parametrize("name", ["id-june-2025", "id-kompas-2025", "en-wikinews-2019"])
def test_every_report_is_read_and_every_span_quotes_its_text(name):
    for number, report in enumerate(read(SHARED / "data" / "news" / f"{name}.jsonl.gz")):
        if number == 400:
            break
        assert report.text.startswith(report.title or "")
        assert "\n\n" not in report.text
        for credit in report.credits:
            assert credit.span is None or report.text[slice(*credit.span)] == credit.name
        if report.dateline_span:
            assert report.dateline is None or report.dateline in report.text[slice(*report.dateline_span)]


def test_pages_give_the_article_headline_and_day_that_they_should():
    found = words = expected = 0
    for entry in json.loads((SHARED / "data" / "pages" / "gold.json").read_text(encoding="utf-8")):
        (report,) = read(SHARED / "data" / "pages" / entry["file"])
        assert report.title == entry["title"]
        assert report.published is not None
        assert report.published[:7] == entry["date"][:7]
        ours, theirs = (sorted(fold(text).split()) for text in (report.text.partition("\n")[2], entry["content"]))
        found += len([word for word in theirs if word in set(ours)])
        words, expected = words + len(ours), expected + len(theirs)
    assert found / expected >= 0.95
    assert words <= 1.05 * expected
