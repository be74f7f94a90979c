"""Learns what each finding weighs when two claims are compared, from claims that were joined by hand.

usage: train_merging.py CODED [--gold FOLDER] [--part dev | test | all] [--write]

CODED is what `linimasa code --json` prints over the reports of the gold (docs/merging_guide.md). Two claims of one
type that the merger would compare are a pair, and one event or not by the gold; a logistic regression (ridge, C 0.5)
over the findings of `merge/compare.py` gives the weights. Prints how well each half of the gold does by weights
learned from the other, and with --write puts the weights of --part into `data/merging_weights.tsv`. Deterministic;
needs scikit-learn (`pip install -e '.[build]'`).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path

import evaluate_merging as evaluation
import msgspec
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from linimasa.merge.cluster import Pair, pair
from linimasa.merge.compare import findings
from linimasa.merge.keys import keys
from linimasa.merge.telling import Telling, tellings
from linimasa.model import CodedReport

WEIGHTS = Path(__file__).resolve().parent.parent / "src/linimasa/data/merging_weights.tsv"
HEADER = """# What each finding adds to the log odds that two claims tell one event (merge/compare.py).
# Learned by tools/train_merging.py from tools/merging (claims joined by hand). Licence: MIT.
"""
RIDGE = 0.5
ACROSS = "language other"
WITHIN_A_LANGUAGE = ("words", "near words", "story", "act same")
LEAST = 0.005  # a weight below it is left out


class Judged(msgspec.Struct):
    """The claims of the gold as merging compares them, with the event and the part of each."""

    tellings: dict[str, Telling]
    events: dict[str, str]
    parts: dict[str, str]


def judged(coded: Path, gold: Path) -> Judged:
    """The claims of ``coded`` that the gold in ``gold`` knows, but for those that are judged wrong."""
    known = defaultdict(list)
    for claim in evaluation.read_gold(gold):
        known[claim.report].append(claim)
    found = Judged({}, {}, {})
    with coded.open("rb") as lines:
        for line in lines:
            read = msgspec.json.decode(line, type=CodedReport)
            matched = evaluation.match(
                known.get(read.report.id, []), [json.loads(msgspec.json.encode(claim)) for claim in read.claims]
            )
            for telling in tellings(read.report, read.claims):
                of = matched.get(telling.claim)
                if of is None or of.event == evaluation.WRONG:
                    continue
                single = of.event == evaluation.SINGLE
                found.tellings[telling.claim] = telling
                found.events[telling.claim] = f"{of.event} {telling.claim}" if single else of.event
                found.parts[telling.claim] = of.part
    return found


def candidates(tellings: dict[str, Telling]) -> list[Pair]:
    """The pairs of claims that share a key."""
    standing = defaultdict(list)
    found = {claim: keys(telling) for claim, telling in tellings.items()}
    for claim, own in found.items():
        for key in own.stands:
            standing[key].append(claim)
    return sorted(
        {pair(one, other) for one, own in found.items() for key in own.looks for other in standing[key] if other != one}
    )


class Table(msgspec.Struct):
    """Pairs with their findings as rows."""

    names: list[str]
    rows: list[list[float]]
    right: list[bool]
    parts: list[str]


def table(found: Judged) -> Table:
    """The findings of all pairs of claims of one part."""
    pairs = [(one, other) for one, other in candidates(found.tellings) if found.parts[one] == found.parts[other]]
    all_findings = [
        (one, other, got) for one, other in pairs if (got := findings(found.tellings[one], found.tellings[other]))
    ]
    names = sorted({name for _, _, got in all_findings for name in got})
    return Table(
        names,
        [[got.get(name, 0.0) for name in names] for _, _, got in all_findings],
        [found.events[one] == found.events[other] for one, other, _ in all_findings],
        [found.parts[one] for one, _, _ in all_findings],
    )


def learned(found: Table, part: str) -> LogisticRegression:
    """The regression over the pairs of one part, or of all."""
    chosen = [number for number, of in enumerate(found.parts) if part in {of, "all"}]
    return LogisticRegression(C=RIDGE, max_iter=5000).fit(
        [found.rows[n] for n in chosen], [found.right[n] for n in chosen]
    )


def mean_of_words(found: Table, weights: dict[str, float]) -> float:
    """What likeness of words gives a pair of one language on average: two languages show none, and lose nothing by it.

    No event of the gold is told in two languages, from which this weight could be learned.
    """
    columns = [(found.names.index(name), weights[name]) for name in WITHIN_A_LANGUAGE]
    return sum(row[column] * weight for row in found.rows for column, weight in columns) / len(found.rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("coded", type=Path)
    parser.add_argument("--gold", type=Path, default=evaluation.GOLD)
    parser.add_argument("--part", choices=("dev", "test", "all"), default="all")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    found = table(judged(options.coded, options.gold))
    print(f"{len(found.rows)} pairs, {sum(found.right)} of one event")
    for part, other in (("dev", "test"), ("test", "dev")):
        tested = [number for number, of in enumerate(found.parts) if of == other]
        likely = learned(found, part).predict_proba([found.rows[n] for n in tested])[:, 1]
        precision = average_precision_score([found.right[n] for n in tested], likely)
        print(f"learned from {part}, measured on {other}: average precision {precision:.3f}")
    if options.write:
        model = learned(found, options.part)
        weights = {
            "bias": float(model.intercept_[0]),
            **dict(zip(found.names, map(float, model.coef_[0]), strict=True)),
        }
        weights[ACROSS] = mean_of_words(found, weights)
        lines = [f"{name}\t{weight:.3f}" for name, weight in weights.items() if name == "bias" or abs(weight) >= LEAST]
        WEIGHTS.write_text(HEADER + "finding\tweight\n" + "\n".join(lines) + "\n", encoding="utf-8")
        print(f"{WEIGHTS}: {len(lines)} weights", file=sys.stderr)


if __name__ == "__main__":
    main()
