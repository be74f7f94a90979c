"""Scores of many pairs at once: those of each pair alone, to the last bit, lest an event depend on how claims came."""

from __future__ import annotations

import msgspec
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from merged_claims import WORDS, pairs, tellings
from stand_ins import person, said, tell

from linimasa.merge.bags import Bags
from linimasa.merge.compare import rules, score
from linimasa.merge.scorer import Scorer
from linimasa.merge.telling import Telling
from linimasa.merge.telling import tellings as of_report
from linimasa.merge.words import Bag


def of_reports(told: list[Telling]) -> list[Telling]:
    """The claims with the story and the language of the first claim of their report, as claims of one report have."""
    first: dict[str, Telling] = {}
    for telling in told:
        first.setdefault(telling.report, telling)
    alike = ("story", "language", "published")
    return [
        msgspec.structs.replace(telling, **{field: getattr(first[telling.report], field) for field in alike})
        for telling in told
    ]


@settings(max_examples=300)
@given(found=st.lists(pairs(), min_size=1, max_size=8))
def test_many_pairs_score_as_each_of_them_does(found: list[tuple[Telling, Telling]]) -> None:
    told = of_reports([telling for pair in found for telling in pair])
    scorer = Scorer()
    for number, telling in enumerate(told):
        scorer.add(number, telling)
    ones, others = np.nonzero(~np.eye(len(told), dtype=bool))
    which, scores = scorer.scores(ones, others)
    many = {(ones[at], others[at]): value for at, value in zip(which.tolist(), scores.tolist(), strict=True)}
    for one, other in zip(ones.tolist(), others.tolist(), strict=True):
        assert many.get((one, other)) == score(told[one], told[other])


def test_meetings_with_other_people_contradict_each_other() -> None:
    kim, lavrov, wang = person("Kim Jong-un", "PRK"), person("Sergey Lavrov", "RUS"), person("Wang Yi", "CHN")
    with_lavrov = said("Kim bertemu Lavrov.", type="CONSULT", source=(kim,), target=(lavrov,), trigger="bertemu")
    with_wang = said("Kim bertemu Wang.", type="CONSULT", source=(kim,), target=(wang,), trigger="bertemu")
    scorer = Scorer()
    for number, claim in enumerate((with_lavrov, with_wang, with_lavrov)):
        coded = tell(f"r{number}", claim, published="2025-07-13")
        scorer.add(number, of_report(coded.report, coded.claims)[0])
    _, scores = scorer.scores(np.array([0, 0]), np.array([1, 2]))
    assert scores[0] == rules().contradiction
    assert scores[1] > 0


def test_no_pair_has_no_score() -> None:
    nobody = np.array([], dtype=np.int64)
    which, scores = Scorer().scores(nobody, nobody)
    assert (len(which), len(scores)) == (0, 0)


@given(one=tellings())
def test_a_claim_that_is_there_already_is_left(one: Telling) -> None:
    scorer = Scorer()
    scorer.add(7, one)
    scorer.add(7, msgspec.structs.replace(one, type="AID"))
    scorer.add(8, one)
    _, scores = scorer.scores(np.array([7]), np.array([8]))
    expected = score(one, one)
    assert scores.tolist() == ([] if expected is None else [expected])


@given(words=st.lists(WORDS, min_size=1, max_size=6))
def test_bags_are_as_alike_as_each_two_of_them(words: list[frozenset[str]]) -> None:
    bags = Bags()
    found = [Bag.of(some, "id") for some in words]
    numbers = np.array([bags.add(bag, "id") for bag in found], dtype=np.int64)
    ones, others = np.repeat(numbers, len(found)), np.tile(numbers, len(found))
    expected = [one.likeness(other, "id") for one in found for other in found]
    assert bags.likenesses(ones, others).tolist() == expected
