"""How fast the trained reader reads on one core, how long it takes to load, and how much memory it takes.

    python benchmarks/reader.py [--conllu FILE] [--report 413] [--seconds 20]

Without a CoNLL-U file it reads the few sentences below again and again, all of whose words it has then met. Words
are cut already; time is processor time of this process. A report of 350 words between spaces has some 413 of them.
"""

from __future__ import annotations

import argparse
import gzip
import os
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

# Before the model's runtime is loaded: one core means one thread.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

from linimasa.language.reader import Reader

TEXTS = (
    "Menteri Luar Negeri menyatakan bahwa pemerintah akan mengirim bantuan kemanusiaan ke daerah yang dilanda gempa .",
    "Ribuan buruh berunjuk rasa di depan gedung parlemen , menuntut kenaikan upah minimum .",
    "Polisi menangkap tiga orang yang diduga terlibat dalam pembakaran kantor desa itu .",
    "The two governments signed a ceasefire agreement on Tuesday after weeks of talks mediated by Jakarta .",
    "At least twelve people were injured when security forces fired tear gas at the crowd , officials said .",
)


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


def main() -> None:
    """Read the command line and print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--conllu", type=Path)
    parser.add_argument("--report", type=int, default=413, help="words in a report")
    parser.add_argument("--seconds", type=float, default=20)
    options = parser.parse_args()
    began = time.perf_counter()
    reader = Reader.load()
    loaded = time.perf_counter() - began
    sentences = conllu(options.conllu) if options.conllu else [text.split() for text in TEXTS] * 20
    words = 0
    start = time.process_time()
    while time.process_time() - start < options.seconds:
        for report in reports(sentences, options.report):
            reader.analyse(report)
            words += sum(map(len, report))
    spent = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"load {loaded:.2f} s; {words / spent:.0f} words/s of one core; peak memory {memory:.0f} MB\n")


if __name__ == "__main__":
    main()
