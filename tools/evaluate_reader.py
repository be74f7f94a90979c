"""Measure the trained reader on test sets that it was not trained on.

    python tools/evaluate_reader.py --data DATA [--model FOLDER] [--json FILE]

Words are gold words, but for the rows of raw text. Every sentence of a test set counts, punctuation and long sentences
too; a relation counts only with its subtype. Each treebank is read in its own style of annotation, and again in the
style that a caller gets who names none. A name, cue, statement or role counts if its first and last word are right.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import reader_corpora as corpora
import reader_rawtext
from reader_corpora import Example

from linimasa.language.reader import Analysis, Reader

Span = tuple[int, int, str]

TREEBANKS = {
    "CSUI test": ("id-csui-test", "csui", "id"),
    "GSD test": ("id-gsd-test", "gsd", "id"),
    "EWT test": ("en-ewt-test", "ewt", "en"),
}
NAMES = {"idner test": ("idner-test", "idner"), "nergrit test": ("nergrit_ner-grit-test", "nergrit")}
HELD_OUT_ID, HELD_OUT_EN = 400, 300  # sentences of the quotation sets that training leaves out (reader_sets.py)


def trees(reader: Reader, examples: Sequence[Example], style: str | None) -> dict[str, float]:
    """Per cent of words with the right tag, head, head and relation, and voice."""
    began = time.process_time()
    found = reader.analyse([example.words for example in examples], style=style)
    seconds = time.process_time() - began
    right: Counter[str] = Counter()
    voiced = total = 0
    for analysis, example in zip(found, examples, strict=True):
        total += len(example.words)
        gold = zip(example.upos or (), example.head or (), example.deprel or (), strict=True)
        for i, (upos, head, relation) in enumerate(gold):
            right["UPOS"] += analysis.upos[i] == upos
            right["UAS"] += analysis.head[i] == head
            right["LAS"] += analysis.head[i] == head and analysis.deprel[i] == relation
        for i, features in enumerate(example.feats or ()):
            if "Voice" in features:
                voiced += 1
                right["Voice"] += f"Voice={features['Voice']}" in analysis.feats[i].split("|")
    scores = {name: 100 * right[name] / total for name in ("UPOS", "UAS", "LAS")}
    if voiced:
        scores["Voice"] = 100 * right["Voice"] / voiced
    return scores | {"words": total, "words/s": total / seconds}


def f1(pairs: Iterable[tuple[Iterable[Span], Iterable[Span]]]) -> dict[str, float]:
    """F1 of spans in per cent, over all kinds (`all`) and by kind, from pairs of gold and found."""
    gold_count: Counter[str] = Counter()
    found_count: Counter[str] = Counter()
    both: Counter[str] = Counter()
    for gold, found in pairs:
        wanted, given = set(gold), set(found)
        for spans, counter in ((wanted, gold_count), (given, found_count), (wanted & given, both)):
            counter.update(kind for _, _, kind in spans)
            counter["all"] += len(spans)
    return {
        kind: 200 * both[kind] / (gold_count[kind] + found_count[kind])
        for kind in sorted(gold_count, key=lambda kind: (kind != "all", kind))
    }


def spans(tags: Sequence[str]) -> list[Span]:
    """BIO tags as spans."""
    found: list[Span] = []
    for i, tag in enumerate(tags):
        if tag[0] == "B":
            found.append((i, i + 1, tag[2:]))
        elif tag[0] == "I":
            found[-1] = (found[-1][0], i + 1, tag[2:])
    return found


def names(reader: Reader, data: Path) -> dict[str, dict[str, float]]:
    """F1 of names on each test set, read by each corpus's idea of a name."""
    rows = {}
    for title, (file, own) in NAMES.items():
        examples = corpora.names(data / f"ner/{file}.txt.gz", own)
        words = [example.words for example in examples]
        for name_set in reader.labels.name_sets:
            found = reader.analyse(words, name_set=name_set)
            rows[f"{title}, as {name_set}"] = f1(
                (spans(e.names or ()), a.names) for e, a in zip(examples, found, strict=True)
            )
    return rows


def speech(reader: Reader, data: Path) -> dict[str, dict[str, float]]:
    """F1 of cues, statements, speakers, roles and affiliations in reports that training left out."""
    files = [("ud/id-csui-train", "csui"), ("ud/id-gsd-dev", "gsd"), ("ud/id-pud", "pud")]
    splitter = corpora.Splitter(
        [e for file, style in files for e in corpora.treebank(data / f"{file}.conllu.gz", style, "id")]
    )
    indonesian = corpora.indonesian_quotes(data / "quotes/id-kota414-dev.jsonl.gz", splitter)[:HELD_OUT_ID]
    english = corpora.english_quotes(data / "quotes/en-polnear-dev")[:HELD_OUT_EN]
    rows = {}
    for title, examples in (("quotations, Indonesian", indonesian), ("quotations, English", english)):
        found = reader.analyse([example.words for example in examples])
        rows[title] = f1((_marked(e), a.speech) for e, a in zip(examples, found, strict=True))
    return rows


def _marked(example: Example) -> list[Span]:
    return spans(example.statement or ()) + spans(example.roles or ())


def languages(reader: Reader, examples: dict[str, list[Example]]) -> float:
    """Per cent of treebank sentences of five words or more whose language is told right."""
    long = [e for group in examples.values() for e in group if len(e.words) >= 5]
    told = reader.language([example.words for example in long])
    return 100 * sum(a == e.language for a, e in zip(told, long, strict=True)) / len(long)


def measure(reader: Reader, data: Path) -> dict[str, dict[str, float]]:
    """Every figure, by test set."""
    rows: dict[str, dict[str, float]] = {}
    tests = {
        title: corpora.treebank(data / f"ud/{file}.conllu.gz", style, language)
        for title, (file, style, language) in TREEBANKS.items()
    }
    for title, examples in tests.items():
        rows[title] = trees(reader, examples, examples[0].style)
        rows[f"{title}, no style named"] = trees(reader, examples, None)
        file, style, language = TREEBANKS[title]
        path = data / f"ud/{file}.conllu.gz"
        rows[f"{title}, raw text"] = reader_rawtext.measure(reader, path, language, style)
    rows["language told"] = {"all": languages(reader, tests)}
    return rows | names(reader, data) | speech(reader, data)


def alone(reader: Reader, examples: Sequence[Example]) -> int:
    """How many sentences read otherwise alone than in a batch."""
    together = reader.analyse([example.words for example in examples])
    apart: list[Analysis] = [reader.analyse([example.words])[0] for example in examples]
    return sum(a != b for a, b in zip(together, apart, strict=True))


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder of corpora")
    parser.add_argument("--model", type=Path, help="the folder of the model; by default the one that is installed")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    options = parser.parse_args()
    reader = Reader.load(options.model)
    rows = measure(reader, options.data)
    sample = corpora.treebank(options.data / "ud/id-csui-test.conllu.gz", "csui", "id")
    rows["read otherwise alone"] = {"sentences": alone(reader, sample), "of": len(sample)}
    for title, scores in rows.items():
        told = "  ".join(f"{name} {value:.{0 if value > 100 else 2}f}" for name, value in scores.items())
        sys.stdout.write(f"{title:32} {told}\n")
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
