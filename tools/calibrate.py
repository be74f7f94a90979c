"""Learns how sure a claim is from hand-coded reports, and says how well that parts right from wrong.

    python tools/calibrate.py GOLD.jsonl CODED.jsonl [GOLD.jsonl CODED.jsonl ...] [--shared FOLDER]

Gold and coded reports in the forms of ``../shared/score/score.py``, which pairs them. Prints, by
cross-validation over reports, the share of claims at or above each threshold and how many of them are
right; then writes ``src/linimasa/data/confidence.tsv``.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from types import ModuleType

import msgspec
import numpy as np
from numpy.typing import NDArray
from scoring import scorer

from linimasa.coding.confidence import features
from linimasa.coding.suggester import default_suggester
from linimasa.language.parse import parse
from linimasa.model import Claim, Report

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src" / "linimasa" / "data" / "confidence.tsv"
FOLDS = 8
PENALTY = 3.0
"""Strength of the quadratic penalty; of 1, 3, 10 and 30 it had the best cross-validated likelihood."""

Numbers = NDArray[np.float64]


def labelled(score: ModuleType, gold: str, coded: str) -> list[list[tuple[list[str], bool]]]:
    """For each report, its claims' features and whether type and actors are right."""
    reports = []
    for want, found in score.pair(score.load(gold), score.load(coded)):
        if found is None:
            continue
        pairs, extra = score.assign(want["claims"], found)
        judged = [*((claim, right) for claim, right in pairs.values()), *((claim, False) for claim in extra)]
        claims = [(msgspec.convert(claim, Claim), bool(right)) for claim, right in judged]
        learned = probabilities(msgspec.convert(found["report"], Report), [claim for claim, _ in claims])
        reports.append([(features(claim, learned[claim.id]), right) for claim, right in claims])
    return reports


def probabilities(report: Report, claims: list[Claim]) -> dict[str, float]:
    """What the learned reading gives the type of each claim at its trigger, by the claim's id."""
    sentences = {(sentence.start, sentence.end): sentence.words for sentence in parse(report)}
    spans = list({claim.evidence.sentence for claim in claims})
    scored = default_suggester().scores([[word.form for word in sentences[span]] for span in spans])
    by_span = dict(zip(spans, scored, strict=True))
    found = {}
    for claim in claims:
        start, end = claim.evidence.trigger
        inside = [i for i, w in enumerate(sentences[claim.evidence.sentence]) if w.start < end and w.end > start]
        scores = by_span[claim.evidence.sentence]
        found[claim.id] = scores.probability(claim.type, inside[0], inside[-1] + 1)
    return found


def fit(table: Numbers, truth: Numbers) -> Numbers:
    """Weights of a logistic regression, by Newton's method."""
    weights = np.zeros(table.shape[1])
    for _ in range(30):
        share = 1 / (1 + np.exp(-table @ weights))
        curve = (table * (share * (1 - share))[:, None]).T @ table + PENALTY * np.eye(len(weights))
        weights -= np.linalg.solve(curve, table.T @ (share - truth) + PENALTY * weights)
    return weights


def _also_unread(table: Numbers, truth: Numbers, names: list[str]) -> tuple[Numbers, Numbers]:
    """The claims, and again as they are where the learned reading was not asked (with the fast reader)."""
    learned = np.array([name.startswith("learned ") for name in names])
    rules = table[:, names.index("found by learning")] == 0 if "found by learning" in names else table[:, 0] >= 0
    return np.vstack([table, np.where(learned, 0, table[rules])]), np.concatenate([truth, truth[rules]])


def main() -> None:
    """Prints the cross-validated curve and writes the weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="+")
    parser.add_argument("--shared", type=Path, default=ROOT / ".." / "shared")
    options = parser.parse_args()
    score = scorer(options.shared)
    files = iter(options.files)
    reports = [report for gold, coded in zip(files, files, strict=True) for report in labelled(score, gold, coded)]
    names = sorted({name for report in reports for found, _ in report for name in found})
    rows = [(number, found, right) for number, report in enumerate(reports) for found, right in report]
    table = np.array([[name in found for name in names] for _, found, _ in rows], dtype=np.float64)
    truth = np.array([right for *_, right in rows], dtype=np.float64)
    fold = np.array([number % FOLDS for number, *_ in rows])
    share = np.zeros(len(rows))
    for held in range(FOLDS):
        weights = fit(*_also_unread(table[fold != held], truth[fold != held], names))
        share[fold == held] = 1 / (1 + np.exp(-table[fold == held] @ weights))
    print(f"{len(rows)} claims of {len(reports)} reports, {truth.mean():.3f} right")
    for threshold in (0.5, 0.6, 0.7, 0.8, 0.9):
        kept = share >= threshold
        if kept.any():
            print(f"at or above {threshold}: {kept.mean():.2f} of the claims, {truth[kept].mean():.3f} of them right")
    lines = [
        "# How much each feature of a claim (coding/confidence.py) speaks for its being right.",
        "# Source: built by tools/calibrate.py from hand-coded reports; weights only. Licence: MIT.",
        "feature\tweight",
        *(f"{name}\t{weight:.3f}" for name, weight in zip(names, fit(*_also_unread(table, truth, names)), strict=True)),
    ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
