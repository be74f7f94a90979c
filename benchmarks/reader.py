"""How fast the readers read on one core, how long each takes to load, and how much memory it takes.

    python benchmarks/reader.py [--conllu FILE] [--news FILE] [--report 413] [--seconds 20] [--reader full]

Without a CoNLL-U file it reads the few sentences below again and again, all of whose words each reader has then met.
Words are cut already; with a file of news (JSON Lines) a second figure is from raw text to parsed sentences, every
word of the reports counted. Time is processor time of this process; each reader has a process of its own. A report
of 350 words between spaces has some 413 of them.
"""

from __future__ import annotations

import argparse
import gzip
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar, cast, get_args

# Before the model's runtime is loaded: one core means one thread.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

from linimasa.language.parse import parse
from linimasa.read import read
from linimasa.readers import ReaderKind, reader

TEXTS = (
    "Menteri Luar Negeri menyatakan bahwa pemerintah akan mengirim bantuan kemanusiaan ke daerah yang dilanda gempa .",
    "Ribuan buruh berunjuk rasa di depan gedung parlemen , menuntut kenaikan upah minimum .",
    "Polisi menangkap tiga orang yang diduga terlibat dalam pembakaran kantor desa itu .",
    "The two governments signed a ceasefire agreement on Tuesday after weeks of talks mediated by Jakarta .",
    "At least twelve people were injured when security forces fired tear gas at the crowd , officials said .",
)
NEWS_REPORTS = 150

Item = TypeVar("Item")


def reports(sentences: list[list[str]], words: int) -> Iterator[list[list[str]]]:
    """Sentences in reports of about so many words."""
    report: list[list[str]] = []
    for sentence in sentences:
        report.append(sentence)
        if sum(map(len, report)) >= words:
            yield report
            report = []
    if report:
        yield report


def conllu(path: Path) -> list[list[str]]:
    """The words of a CoNLL-U file, by sentence."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as stream:
        blocks = stream.read().split("\n\n")
    rows = [[line.split("\t") for line in block.splitlines() if line[:1].isdigit()] for block in blocks]
    return [[row[1] for row in block if row[0].isdigit()] for block in rows if block]


def words_a_second(items: Sequence[Item], work: Callable[[Item], int], seconds: float) -> float:
    """Words a second of processor time: the items are worked on in turn, as often as there is time for."""
    words = 0
    start = time.process_time()
    while (spent := time.process_time() - start) < seconds:
        words += sum(map(work, items))
    return words / spent


def measure(kind: ReaderKind, options: argparse.Namespace) -> None:
    """Prints a line of figures of one reader."""
    began = time.perf_counter()
    loaded = reader(kind)
    told = [f"load {time.perf_counter() - began:.2f} s"]

    def analysed(report: list[list[str]]) -> int:
        loaded.analyse(report)
        return sum(map(len, report))

    sentences = conllu(options.conllu) if options.conllu else [text.split() for text in TEXTS] * 20
    cut = list(reports(sentences, options.report))
    told.append(f"{words_a_second(cut, analysed, options.seconds):,.0f} words/s from cut words")
    if options.news:
        news = [report for report in islice(read(options.news), NEWS_REPORTS) if report.language in ("id", "en")]
        rate = words_a_second(
            news, lambda report: sum(len(sentence.words) for sentence in parse(report, loaded)), options.seconds
        )
        told.append(f"{rate:,.0f} words/s from raw text")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"{kind:9}{'; '.join(told)}; peak memory {memory:.0f} MB\n")


def main() -> None:
    """Reads the command line and prints the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--conllu", type=Path)
    parser.add_argument("--news", type=Path)
    parser.add_argument("--report", type=int, default=413, help="words in a report")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--reader", choices=get_args(ReaderKind), help="one reader; all of them if not given")
    options = parser.parse_args()
    if options.reader:
        measure(cast("ReaderKind", options.reader), options)
        return
    for kind in get_args(ReaderKind):
        subprocess.run([sys.executable, __file__, *sys.argv[1:], "--reader", kind], check=True)


if __name__ == "__main__":
    main()
