"""How sure a claim is: the probability that its type and actors are right, learned from hand-coded reports."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from linimasa.coding.nominals import sectors
from linimasa.language.files import table
from linimasa.model import Actor, Claim

LONG = 250
"""From how many characters on a sentence is a long one."""


STEPS = (0.02, 0.1, 0.3, 0.6, 0.8, 0.9, 0.97)
"""Between which probabilities of the learned reading claims are told apart."""


def features(claim: Claim, probability: float | None) -> list[str]:
    """What speaks for or against a claim, as names: its trigger's form, sides, status, type, sentence.

    ``probability`` is what the learned reading gives its type at its trigger, None where there was none.
    """
    start, end = claim.evidence.sentence
    found = [
        "*",
        f"form {claim.rule.rpartition('.')[2].partition('+')[0]}",
        f"type {claim.type}",
        f"status {claim.status}",
        f"source {_side(claim.source)}",
        f"target {_side(claim.target)}",
    ]
    if probability is not None:
        found.append(f"learned {bisect_right(STEPS, probability)}")
    marks = {
        "headline": claim.headline,
        "found by learning": "/learned-" in claim.rule,
        "side by learning": "+learned-" in claim.rule,
        "voiced": bool(claim.according_to),
        "placed": claim.where is not None,
        "long sentence": end - start > LONG,
    }
    return [*found, *(name for name, holds in marks.items() if holds)]


def _side(actors: Sequence[Actor]) -> str:
    if not actors:
        return "none"
    if any(actor.sector in sectors("official") or (actor.id and actor.id == actor.country) for actor in actors):
        return "official"
    return "country" if any(actor.country for actor in actors) else "other"


@cache
def _weights() -> dict[str, float]:
    return {row["feature"]: float(row["weight"]) for row in table("data", "confidence.tsv")}


def confidence(claim: Claim, probability: float | None = None) -> float:
    """The probability, 0 to 1, that a claim's type and actors are right (logistic regression)."""
    weights = _weights()
    return round(1 / (1 + math.exp(-sum(weights.get(feature, 0.0) for feature in features(claim, probability)))), 2)
