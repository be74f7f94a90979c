"""Trees and tag sequences are the best there are."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from linimasa.language.decode import Tags, best_tree

LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")


def random_scores(seed: int, rows: int, columns: int) -> NDArray[np.float32]:
    return np.random.default_rng(seed).normal(size=(rows, columns)).astype(np.float32)


def is_tree(heads: tuple[int, ...]) -> bool:
    if sum(head < 0 for head in heads) != 1:
        return False
    for start in range(len(heads)):
        at = start
        for _ in heads:
            at = heads[at] if at >= 0 else at
        if at >= 0:
            return False
    return True


def total(scores: NDArray[np.float32], heads: tuple[int, ...] | list[int]) -> float:
    return float(sum(scores[i + 1, head + 1] for i, head in enumerate(heads)))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 5))
def test_no_tree_scores_higher_than_the_one_that_is_found(seed: int, size: int) -> None:
    scores = random_scores(seed, size + 1, size + 1)
    found = best_tree(scores)
    assert is_tree(tuple(found))
    best = max(total(scores, heads) for heads in product(range(-1, size), repeat=size) if is_tree(heads))
    assert total(scores, found) >= best - 1e-4


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10**6), st.integers(6, 60))
def test_longer_sentences_give_trees_with_one_root(seed: int, size: int) -> None:
    assert is_tree(tuple(best_tree(random_scores(seed, size + 1, size + 1))))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 5))
def test_tags_are_the_best_sequence_that_is_allowed(seed: int, size: int) -> None:
    scores = random_scores(seed, size, len(LABELS))
    tags = Tags(LABELS)

    def allowed(path: tuple[int, ...]) -> bool:
        before = "O"
        for tag in (LABELS[i] for i in path):
            if tag[0] == "I" and before[2:] != tag[2:]:
                return False
            before = tag
        return True

    best = max(
        (path for path in product(range(len(LABELS)), repeat=size) if allowed(path)),
        key=lambda path: sum(scores[i, tag] for i, tag in enumerate(path)),
    )
    fixed = np.full_like(scores, -9.0)
    fixed[np.arange(size), list(best)] = 9.0
    assert tags.spans(scores) == tags.spans(fixed)


def test_neighbouring_names_stay_apart() -> None:
    scores = np.eye(len(LABELS), dtype=np.float32)[[1, 2, 1, 0, 3, 4]]
    assert Tags(LABELS).spans(scores) == [(0, 2, "PER"), (2, 3, "PER"), (4, 6, "LOC")]
