"""Measure the fast reader and the filter against the trained reader: trees and names, claims, and words a second.

    OMP_NUM_THREADS=1 python tools/evaluate_fast_reader.py --shared ../shared [--reports 300] [--fast FOLDER]

Rows of test sets are of gold words. Of the news, every so many-th report is coded by each reader: a claim counts as
kept where every field of it is the same as with the trained reader, confidence aside. Words are counted as the
tokenizer cuts them, and time is processor time of this process, one thread.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import evaluate_reader
import msgspec
import reader_corpora as corpora

from linimasa.coding.filter import FilteredReader, may_tell
from linimasa.language.fast_reader import FastReader
from linimasa.language.parse import Parser, parse, split
from linimasa.language.reader import Analysis, Reader
from linimasa.language.tokens import Tokenizer
from linimasa.model import Claim, Report
from linimasa.pipeline import code_report
from linimasa.read import read


class Styled:
    """The fast reader where a style is named: it has only the style of news."""

    def __init__(self, reader: FastReader) -> None:
        self._reader = reader

    def analyse(self, sentences: Sequence[Sequence[str]], **_: str | None) -> list[Analysis]:
        """One analysis a sentence."""
        return self._reader.analyse(sentences)


def test_sets(reader: FastReader, data: Path) -> None:
    """Prints tags, trees and names of the test sets."""
    for title, (file, style, language) in evaluate_reader.TREEBANKS.items():
        examples = corpora.treebank(data / f"ud/{file}.conllu.gz", style, language)
        row = evaluate_reader.trees(Styled(reader), examples, style)  # type: ignore[arg-type]
        print(f"{title:14}", {name: round(value, 1) for name, value in row.items()})
    for title, (file, style) in evaluate_reader.NAMES.items():
        names = corpora.names(data / f"ner/{file}.txt.gz", style)
        found = reader.analyse([example.words for example in names])
        pairs = [(evaluate_reader.spans(e.names or ()), a.names) for e, a in zip(names, found, strict=True)]
        print(f"{title:14}", {kind: round(value, 1) for kind, value in evaluate_reader.f1(pairs).items()})


def claim(claim_: Claim) -> bytes:
    """All of a claim but how sure it is."""
    return msgspec.json.encode(msgspec.structs.replace(claim_, confidence=0.0))


def gold(shared: Path, parser: Parser) -> str:
    """F1 of claims on the development gold."""
    reports = list(read(shared / "gold/dev.reports.jsonl"))
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as coded:
        coded.write(b"".join(msgspec.json.encode(code_report(r, parser=parser)) + b"\n" for r in reports))
        coded.flush()
        scorer = [sys.executable, str(shared / "score/score.py"), str(shared / "gold/dev.jsonl"), coded.name, "--json"]
        figures = json.loads(subprocess.run(scorer, check=True, capture_output=True, text=True).stdout)
    return f"type F1 {figures['type']['f1']:.3f}, claim F1 {figures['claim']['f1']:.3f}"


def sample(shared: Path, count: int) -> list[Report]:
    """Every so many-th report of the news."""
    files = ("id-june-2025", "id-kompas-2025", "en-wikinews-2019")
    reports = [r for file in files for r in read(shared / f"data/news/{file}.jsonl.gz") if r.language in ("id", "en")]
    return reports[:: max(1, len(reports) // count)][:count]


def words(reports: Sequence[Report]) -> tuple[list[list[list[str]]], float]:
    """The words of the sentences of each report, and the seconds that cutting them took."""
    began = time.process_time()
    found = []
    for report in reports:
        language = report.language or "id"
        tokenizer = Tokenizer.of(language)
        cut = [tokenizer(report.text, *span) for _, _, span in split(report, language)]
        found.append([[token.form for token in tokens] for tokens in cut if tokens])
    return found, time.process_time() - began


def speeds(name: str, parser: Parser, reports: Sequence[Report], cut: list[list[list[str]]]) -> None:
    """Prints words a second of the reader itself, of raw text to parsed sentences, and of raw text to claims."""
    total = sum(len(sentence) for report in cut for sentence in report)
    began = time.process_time()
    for report_words in cut:
        parser.analyse(report_words)
    itself = time.process_time()
    for report in reports:
        parse(report, parser)
    parsed = time.process_time()
    print(f"{name:9} reader {total / (itself - began):.0f} words/s, parse {total / (parsed - itself):.0f} words/s")


def main() -> None:
    """Reads the command line and prints the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--reports", type=int, default=300)
    parser.add_argument("--fast", type=Path, help="the folder of the fast reader; by default the one that is installed")
    parser.add_argument("--no-sets", action="store_true", help="leave the test sets out")
    options = parser.parse_args()
    fast, full = FastReader.load(options.fast), Reader.load()
    readers: dict[str, Parser] = {"full": full, "fast": fast, "filtered": FilteredReader(full, fast)}
    if not options.no_sets:
        test_sets(fast, options.shared / "data")
    for name, reader in readers.items():
        print(f"{name:9} {gold(options.shared, reader)}", flush=True)
    reports = sample(options.shared, options.reports)
    cut, seconds = words(reports)
    sentences = [sentence for report in cut for sentence in report]
    total = sum(map(len, sentences))
    aside = [sentence for sentence in sentences if not may_tell(sentence)]
    print(f"{len(reports)} reports, {len(sentences)} sentences, {total} words; cutting {total / seconds:.0f} words/s")
    print(f"filtered: {len(aside) / len(sentences):.1%} of sentences, {sum(map(len, aside)) / total:.1%} of words")
    for name, reader in readers.items():
        speeds(name, reader, reports, cut)
    coded = {name: [code_report(report, parser=reader) for report in reports] for name, reader in readers.items()}
    found = {name: [{claim(c) for c in one.claims} for one in many] for name, many in coded.items()}
    total_claims = sum(map(len, found["full"]))
    for name, sets in found.items():
        same = sum(len(a & b) for a, b in zip(found["full"], sets, strict=True))
        print(f"{name:9} {sum(map(len, sets))} claims; {same / total_claims:.4f} of {total_claims} as with full")


if __name__ == "__main__":
    main()
