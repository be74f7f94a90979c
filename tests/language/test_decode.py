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


def path_score(scores: NDArray[np.float32], path: tuple[int, ...]) -> float:
    """What a sequence scores, or minus infinity where an I- goes on nothing."""
    total = 0.0
    before = "O"
    for row, number in zip(scores, path, strict=True):
        tag = LABELS[number]
        if tag[0] == "I" and before[2:] != tag[2:]:
            return -np.inf
        total += float(row[number]) - 2.0 * (tag[0] == "B" and before[2:] == tag[2:])
        before = tag
    return total


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 5))
def test_tags_are_the_best_sequence_that_is_allowed(seed: int, size: int) -> None:
    scores = random_scores(seed, size, len(LABELS)) * 3
    best = max(product(range(len(LABELS)), repeat=size), key=lambda path: path_score(scores, path))
    wanted = []
    for i, tag in enumerate(best):
        if LABELS[tag][0] == "B":
            wanted.append((i, i + 1, LABELS[tag][2:]))
        elif LABELS[tag][0] == "I":
            wanted[-1] = (wanted[-1][0], i + 1, wanted[-1][2])
    assert Tags(LABELS).spans(scores) == wanted


def test_neighbouring_names_stay_apart_where_it_is_sure() -> None:
    scores = 9 * np.eye(len(LABELS), dtype=np.float32)[[1, 2, 1, 0, 3, 4]]
    assert Tags(LABELS).spans(scores) == [(0, 2, "PER"), (2, 3, "PER"), (4, 6, "LOC")]


def test_a_name_is_not_cut_in_two_for_a_doubt() -> None:
    scores = np.array([[0, 5, 1, 0, 0], [0, 3, 2, 0, 0]], dtype=np.float32)
    assert Tags(LABELS).spans(scores) == [(0, 2, "PER")]
