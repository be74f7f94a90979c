"""Lets the trained reader read what the fast reader learns from: treebank and name sets' words, and news.

    python tools/fast_reader_silver.py --data DATA --to WORK/silver.jsonl [--reports 1300]

Writes one sentence a line: its words and the trained reader's `Analysis`. The treebanks' and name sets' own marks are
not used: the fast reader learns to answer as the trained reader does.
"""

from __future__ import annotations

import argparse
import gzip
from collections.abc import Iterator
from pathlib import Path

import msgspec

from linimasa.language.parse import split
from linimasa.language.reader import Reader
from linimasa.language.tokens import Tokenizer
from linimasa.read import read

TREEBANKS = ("ud/id-csui-train", "ud/id-gsd-train-converted", "ud/id-pud", "ud/en-ewt-train")
NAMES = ("ner/idner-train", "ner/nergrit_ner-grit-train")
NEWS = ("news/id-june-2025", "news/id-kompas-2025", "news/en-wikinews-2019")
CHUNK = 400
LONGEST = 120


def treebank(path: Path) -> Iterator[list[str]]:
    """The words of a CoNLL-U file, sentence by sentence; the hyphen of a clitic is left off."""
    words: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) == 1 and words and not line.startswith("#"):
                yield words
                words = []
            elif fields[0].isdigit():
                form = fields[1]
                words.append(form[1:] if len(form) > 1 and form[0] == "-" and form[1].isalpha() else form)
    if words:
        yield words


def marked(path: Path) -> Iterator[list[str]]:
    """The words of a file of words and marks, one a line, sentences parted by empty lines."""
    words: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                words.append(line.split()[0])
            elif words:
                yield words
                words = []
    if words:
        yield words


def news(path: Path, reports: int) -> Iterator[list[str]]:
    """The words of every so many-th report of a file, sentence by sentence."""
    found = [report for report in read(path) if report.language in ("id", "en")]
    every = max(1, len(found) // reports)
    for report in found[::every]:
        language = report.language or "id"
        tokenizer = Tokenizer.of(language)
        for _, _, (start, end) in split(report, language):
            words = [token.form for token in tokenizer(report.text, start, end)]
            if words:
                yield words


def main() -> None:
    """Reads everything once and writes it with the trained reader's answers."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--reports", type=int, default=700, help="reports of each news file")
    options = parser.parse_args()
    sentences = [words for name in TREEBANKS for words in treebank(options.data / f"{name}.conllu.gz")]
    sentences += [words for name in NAMES for words in marked(options.data / f"{name}.txt.gz")]
    sentences += [words for name in NEWS for words in news(options.data / f"{name}.jsonl.gz", options.reports)]
    sentences = [words for words in sentences if len(words) <= LONGEST]
    print(f"{len(sentences)} sentences, {sum(map(len, sentences))} words", flush=True)
    reader = Reader.load()
    with options.to.open("wb") as lines:
        for start in range(0, len(sentences), CHUNK):
            chunk = sentences[start : start + CHUNK]
            for words, analysis in zip(chunk, reader.analyse(chunk), strict=True):
                lines.write(msgspec.json.encode((words, analysis)) + b"\n")


if __name__ == "__main__":
    main()
