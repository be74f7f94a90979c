"""Learns where sentences end at a mark with a blank after it, from treebanks whose sentences are known.

    python tools/train_sentence_ends.py ../shared/data [--held-out]

Sentences are put on lines of ten, as `evaluate_language.py` does. News is learnt from CSUI, PUD and EWT together, with
weights of their own for each language added; GSD, which joins what others part, apart. Writes
``src/linimasa/data/reader/sentence_ends.tsv`` (scikit-learn; words and weights, no text). With ``--held-out`` nothing
is written: F1 on sets that are left out of the training, and by ten-fold cross-validation on GSD.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import evaluate_language as language_tests
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from linimasa.language.ends import CONSTANT, Mark, features
from linimasa.language.sentences import Splitter, paragraphs

NEWS_SETS = {"id-csui-train": "csui", "id-pud": "csui", "en-ewt-train": "ewt"}
GSD_SETS = ("id-gsd-train-converted", "id-gsd-dev")
LANGUAGE = {"csui": "id", "ewt": "en", "gsd": "id"}
STRENGTH = {"news": 0.3, "gsd": 1.0}
"""Inverse strength of the penalty on weights; of 0.1, 0.3, 1 and 3 these did best on what was held out."""
SMALLEST = 0.02
"""Weights nearer to nothing are left out; so is a feature that occurs once."""
TARGET = Path(__file__).parent.parent / "src" / "linimasa" / "data" / "reader" / "sentence_ends.tsv"
FOLDS = 10


@dataclass(slots=True)
class Marks:
    """Features of the marks of a treebank, and whether a sentence ends there."""

    rows: list[list[str]] = field(default_factory=list)
    ends: list[bool] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, and where sentences end in it."""

    text: str
    ends: frozenset[int]


def lines(path: Path) -> Iterator[Line]:
    """A treebank's sentences on lines, ten together; one that no mark ends ends its line."""
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        texts = (row.removeprefix("# text = ").rstrip("\n") for row in rows if row.startswith("# text = "))
        while batch := list(islice(texts, language_tests.SENTENCES_A_PARAGRAPH)):
            parts: list[str] = []
            for text in batch:
                parts.append(text)
                if text.rstrip(language_tests.CLOSING)[-1:] not in language_tests.END_MARKS:
                    yield _line(parts)
                    parts = []
            if parts:
                yield _line(parts)


def _line(parts: Sequence[str]) -> Line:
    ends, at = [], 0
    for part in parts:
        ends.append(at + len(part.rstrip()))
        at += len(part) + 1
    return Line(" ".join(parts), frozenset(ends))


def marks(source: Sequence[Line], style: str) -> Marks:
    """Every mark that the model decides on, with the treebank's answer."""
    found = Marks()
    for line in source:
        splitter = Splitter(LANGUAGE[style], decide=_oracle(line, found))
        for start, end in paragraphs(line.text):
            splitter.paragraph(line.text, start, end)
    return found


def _oracle(line: Line, found: Marks) -> Callable[[Mark, str], bool]:
    def decide(mark: Mark, language: str) -> bool:
        shift = line.text.index(mark.line)
        ends = shift + mark.start + len(mark.mark) + len(mark.close) in line.ends
        found.rows.append(features(mark, language))
        found.ends.append(ends)
        return ends

    return decide


def train(known: dict[str, list[Marks]], strength: float) -> dict[str, dict[str, float]]:
    """Weights by style; with several styles, shared ones and the style's own are added up."""
    names, rows, ends = [], [], []
    for style, sets in known.items():
        for marked in sets:
            for row in marked.rows:
                own = [f"{style}|{name}" for name in row] if len(known) > 1 else []
                rows.append(dict.fromkeys([*row, *own], 1.0))
            ends += marked.ends
    counts = Counter(name for row in rows for name in row)
    vectors = DictVectorizer()
    table = vectors.fit_transform([{name: 1.0 for name in row if counts[name] > 1} for row in rows])
    model = LogisticRegression(C=strength, max_iter=3000).fit(table, ends)
    names = list(vectors.get_feature_names_out())
    weights = dict(zip(names, map(float, model.coef_[0]), strict=True))
    plain = [name for name in names if not any(name.startswith(f"{style}|") for style in known)]
    return {
        style: {CONSTANT: float(model.intercept_[0])}
        | {name: weights[name] + weights.get(f"{style}|{name}", 0.0) for name in plain}
        for style in known
    }


class Decider:
    """Weights as a decision, for measuring."""

    def __init__(self, weights: dict[str, float]) -> None:
        self._weights = weights

    def __call__(self, mark: Mark, language: str) -> bool:
        """Whether the sentence ends there."""
        known = self._weights
        return known[CONSTANT] + sum(known.get(name, 0.0) for name in features(mark, language)) > 0


def scored(source: Sequence[Line], style: str, decide: Callable[[Mark, str], bool]) -> list[int]:
    """Sentences that are right, said and true."""
    splitter = Splitter(LANGUAGE[style], decide=decide)
    counts = [0, 0, 0]
    for line in source:
        said = {end for span in paragraphs(line.text) for _, end in splitter.paragraph(line.text, *span)}
        true = sorted(line.ends)
        order = sorted(said)
        pairs = set(zip([0, *order], order, strict=False)) & set(zip([0, *true], true, strict=False))
        for place, number in enumerate((len(pairs), len(said), len(true))):
            counts[place] += number
    return counts


def rules(mark: Mark, _language: str) -> bool:
    """What the rules alone say."""
    return mark.ends


def held_out(folder: Path) -> None:
    """Prints F1 on what is left out of the training, beside that of the rules alone."""
    read = {name: list(lines(folder / f"{name}.conllu.gz")) for name in (*NEWS_SETS, *GSD_SETS, "en-ewt-dev")}
    known = {name: marks(read[name], style) for name, style in (NEWS_SETS | dict.fromkeys(GSD_SETS, "gsd")).items()}

    def told(title: str, style: str, source: Sequence[Line], counts: list[int]) -> None:
        before = language_tests.f1(*scored(source, style, rules))
        print(f"{title}: rules {before:.2f}, learnt {language_tests.f1(*counts):.2f}")

    for left in ("id-csui-train", "id-pud"):
        other = "id-pud" if left == "id-csui-train" else "id-csui-train"
        weights = train({"csui": [known[other]], "ewt": [known["en-ewt-train"]]}, STRENGTH["news"])
        told(left, "csui", read[left], scored(read[left], "csui", Decider(weights["csui"])))
        if left == "id-pud":
            told("en-ewt-dev", "ewt", read["en-ewt-dev"], scored(read["en-ewt-dev"], "ewt", Decider(weights["ewt"])))
    gsd = read["id-gsd-train-converted"]
    total = [0, 0, 0]
    bounds = [len(gsd) * fold // FOLDS for fold in range(FOLDS + 1)]
    for fold in range(FOLDS):
        first, last = bounds[fold : fold + 2]
        rest = gsd[:first] + gsd[last:]
        weights = train({"gsd": [marks(rest, "gsd")]}, STRENGTH["gsd"])
        counts = scored(gsd[first:last], "gsd", Decider(weights["gsd"]))
        total = [a + b for a, b in zip(total, counts, strict=True)]
    told("id-gsd-train-converted, ten folds", "gsd", gsd, total)
    weights = train({"gsd": [known["id-gsd-train-converted"]]}, STRENGTH["gsd"])
    dev = read["id-gsd-dev"]
    told("id-gsd-dev", "gsd", dev, scored(dev, "gsd", Decider(weights["gsd"])))


def main() -> None:
    """Trains on everything and writes, or measures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--held-out", action="store_true")
    options = parser.parse_args()
    folder = options.data / "ud"
    if options.held_out:
        held_out(folder)
        return
    news: dict[str, list[Marks]] = {"csui": [], "ewt": []}
    for name, style in NEWS_SETS.items():
        news[style].append(marks(list(lines(folder / f"{name}.conllu.gz")), style))
    gsd = [marks(list(lines(folder / f"{name}.conllu.gz")), "gsd") for name in GSD_SETS]
    weights = train(news, STRENGTH["news"]) | train({"gsd": gsd}, STRENGTH["gsd"])
    TARGET.write_text("\n".join(written(weights)) + "\n", encoding="utf-8")


def written(weights: dict[str, dict[str, float]]) -> Iterator[str]:
    """The lines of the file."""
    yield "# What speaks for the end of a sentence at a mark with a blank after it (positive), and what against,"
    yield f"# by style of cutting; {CONSTANT} is the constant, an empty cell 0. Weights only, no text."
    yield "# Source: Universal Dependencies (Indonesian CSUI, GSD, PUD, English EWT), by tools/train_sentence_ends.py."
    yield "# Licence: CC BY-SA 4.0, see LICENSE."
    yield ""
    yield "\t".join(("feature", *weights))
    for name in sorted(set().union(*weights.values())):
        values = [row.get(name, 0.0) for row in weights.values()]
        if name == CONSTANT or max(map(abs, values)) >= SMALLEST:
            yield "\t".join((name, *(f"{value:.2f}" if abs(value) >= SMALLEST else "" for value in values)))


if __name__ == "__main__":
    main()
