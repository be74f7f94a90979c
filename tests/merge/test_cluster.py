"""Claims put together: the same whatever order they come in, and nothing joined that must stay apart."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from linimasa.merge.cluster import Judged, Limits, Links, Pair, clusters, pair

CLAIMS = [f"c{number}" for number in range(9)]
scores = st.dictionaries(
    st.tuples(st.sampled_from(CLAIMS), st.sampled_from(CLAIMS)).filter(lambda found: found[0] < found[1]),
    st.sampled_from([-20.0, -2.5, -0.3, 0.1, 0.7, 0.7, 1.3, 4.0]),
    max_size=25,
)
dated = st.dictionaries(
    st.sampled_from(CLAIMS),
    st.integers(100, 104).flatmap(lambda first: st.tuples(st.just(first), st.integers(first, 104), st.integers(0, 1))),
)
judged_pairs = st.lists(
    st.tuples(st.sampled_from(CLAIMS), st.sampled_from(CLAIMS)).filter(lambda found: found[0] < found[1]), max_size=3
)


def grouped(
    found: dict[Pair, float], days: dict[str, Limits] | None = None, judged: Judged | None = None, absent: float = -1.0
) -> list[tuple[str, ...]]:
    return clusters(CLAIMS, Links(found, absent, days or {}), judged or Judged())


@settings(max_examples=300)
@given(scores, dated, judged_pairs, judged_pairs, st.randoms(use_true_random=False))
def test_the_order_in_which_claims_and_comparisons_come_makes_no_difference(
    found: dict[Pair, float],
    days: dict[str, Limits],
    together: list[Pair],
    apart: list[Pair],
    chance: random.Random,
) -> None:
    judged = Judged(tuple(together), tuple(one for one in apart if one not in together))
    expected = clusters(CLAIMS, Links(found, -1.0, days), judged)
    claims, pairs, dates = list(CLAIMS), list(found.items()), list(days.items())
    for things in (claims, pairs, dates, together, apart):
        chance.shuffle(things)
    judged = Judged(tuple(together), tuple(one for one in apart if one not in together))
    assert clusters(claims, Links(dict(pairs), -1.0, dict(dates)), judged) == expected
    assert sorted(claim for group in expected for claim in group) == CLAIMS
    of = {claim: group for group in expected for claim in group}
    assert not any(of[one] == of[other] for one, other in judged.apart)


@given(scores, dated)
def test_what_is_not_linked_does_not_matter(found: dict[Pair, float], days: dict[str, Limits]) -> None:
    """So that a report can be added without doing all the rest again."""
    whole = grouped(found, days)
    parts: dict[str, set[str]] = {claim: {claim} for claim in CLAIMS}
    for (one, other), score in found.items():
        if score > 0:
            union = parts[one] | parts[other]
            for claim in union:
                parts[claim] = union
    again = []
    for component in {frozenset(part) for part in parts.values()}:
        again += clusters(component, Links(found, -1.0, days), Judged())
    assert sorted(again) == whole


def test_likely_claims_join_and_unlikely_ones_do_not() -> None:
    found = grouped({("c0", "c1"): 2.0, ("c1", "c2"): -0.5})
    assert ("c0", "c1") in found
    assert ("c2",) in found


def test_a_chain_is_no_event_where_its_ends_were_never_likely_one() -> None:
    chain = {pair(f"c{n}", f"c{n + 1}"): 0.5 for n in range(8)}
    assert max(map(len, grouped(chain))) < 4
    assert grouped({**chain, ("c0", "c1"): 4.0})[0][:2] == ("c0", "c1")


def test_days_stay_apart_by_whatever_chain_of_undated_claims() -> None:
    everybody = {(one, other): 4.0 for one in CLAIMS for other in CLAIMS if one < other}
    days = {"c0": (100, 100, 0), "c8": (101, 101, 0)}
    found = grouped(everybody, days)
    assert len(found) == 2
    assert next(group for group in found if "c0" in group) != next(group for group in found if "c8" in group)
    assert len(grouped(everybody, {"c0": (100, 100, 1), "c8": (101, 101, 1)})) == 1
    three = {"c0": (100, 100, 1), "c4": (101, 101, 1), "c8": (102, 102, 1)}
    assert len(grouped(everybody, three)) == 2


def test_a_month_holds_each_of_its_days_but_not_two_of_them() -> None:
    everybody = {(one, other): 4.0 for one in CLAIMS[:3] for other in CLAIMS[:3] if one < other}
    month, first, last = (100, 130, 0), (101, 101, 0), (129, 129, 0)
    assert ("c0", "c1", "c2") in grouped(everybody, {"c0": month, "c1": first, "c2": first})
    assert ("c0", "c1", "c2") not in grouped(everybody, {"c0": month, "c1": first, "c2": last})


def test_a_contradiction_outweighs_all_that_speaks_for_it() -> None:
    found = grouped({("c0", "c1"): 4.0, ("c0", "c2"): 4.0, ("c1", "c2"): -20.0})
    assert not any({"c1", "c2"} <= set(group) for group in found)


def test_a_persons_word_wins_over_scores_and_days() -> None:
    days = {"c0": (100, 100, 0), "c1": (110, 110, 0)}
    joined = grouped({("c0", "c1"): -20.0}, days, Judged(together=(("c0", "c1"),)))
    assert ("c0", "c1") in joined
    parted = grouped({("c0", "c1"): 4.0}, {}, Judged(apart=(("c0", "c1"),)))
    assert ("c0",) in parted
    both = Judged(together=(("c0", "c1"),), apart=(("c0", "c1"),))
    assert ("c0",) in grouped({}, {}, both)


def test_what_a_person_keeps_apart_no_third_claim_brings_together() -> None:
    everybody = {(one, other): 4.0 for one in CLAIMS for other in CLAIMS if one < other}
    found = grouped(everybody, {}, Judged(apart=(("c0", "c8"),)))
    assert len(found) == 2
    assert not any({"c0", "c8"} <= set(group) for group in found)
