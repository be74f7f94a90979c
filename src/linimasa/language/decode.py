"""From scores to answers: the best tree over a sentence, and the best sequence of BIO tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_NEVER = -1e9
_CANDIDATE_ROOTS = 4
# In logits. On sentences held out from training, 2 and 4 do alike for who says what, and better than 0.
_REOPENING = 2.0


def best_tree(scores: NDArray[np.float32]) -> list[int]:
    """Heads of the words of one sentence: a tree with one root, word indexes from 0, -1 for the root.

    `scores[i, j]` says how well word i hangs on word j; row and column 0 are the root mark.
    """
    size = len(scores) - 1
    if size == 1:
        return [-1]
    weights = scores.astype(np.float64)
    np.fill_diagonal(weights, _NEVER)
    greedy = weights[1:].argmax(1)
    roots = np.flatnonzero(greedy == 0)
    if len(roots) == 1 and _reaches_root(greedy):
        return _listed(greedy)
    heads = _spanning_tree(weights)
    roots = np.flatnonzero(heads[1:] == 0) + 1
    if len(roots) > 1:
        heads = _with_one_root(weights, roots)
    return _listed(heads[1:])


def _listed(heads: NDArray[np.int64]) -> list[int]:
    return [int(head) - 1 for head in heads]


def _with_one_root(weights: NDArray[np.float64], roots: NDArray[np.int64]) -> NDArray[np.int64]:
    """The best of the trees that have one of `roots` as their only root (the likeliest few are tried)."""
    likeliest = roots[np.argsort(-weights[roots, 0], kind="stable")][:_CANDIDATE_ROOTS]
    rows = np.arange(1, len(weights))
    best: NDArray[np.int64] = likeliest[:0]
    best_sum = -np.inf
    for root in likeliest:
        limited = weights.copy()
        limited[:, 0] = _NEVER
        limited[root] = _NEVER
        limited[root, 0] = weights[root, 0]
        heads = _spanning_tree(limited)
        total = limited[rows, heads[1:]].sum()
        if total > best_sum:
            best, best_sum = heads, total
    return best


def _reaches_root(heads: NDArray[np.int64]) -> bool:
    """Whether every word leads to the root mark; `heads[i]` is the head of word i + 1."""
    up = np.concatenate([[0], heads])
    # Doubling the step each time, a chain of n words is walked in log n rounds.
    for _ in range(len(up).bit_length()):
        up = up[up]
    return not up.any()


def _cycle(heads: NDArray[np.int64]) -> list[int] | None:
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        path: list[int] = []
        at = start
        while at and not seen[at]:
            seen[at] = start
            path.append(at)
            at = int(heads[at])
        if at and seen[at] == start:
            return path[path.index(at) :]
    return None


def _spanning_tree(weights: NDArray[np.float64]) -> NDArray[np.int64]:
    """Chu-Liu-Edmonds: the heaviest tree from node 0; `weights[dependent, head]`."""
    heads: NDArray[np.int64] = weights.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.array(cycle)
    rest = np.setdiff1d(np.arange(len(weights)), inside)
    joint = len(rest)
    smaller = np.full((joint + 1, joint + 1), _NEVER)
    smaller[:joint, :joint] = weights[np.ix_(rest, rest)]
    # Entering the cycle at a word gives up that word's edge within the cycle.
    entering = weights[np.ix_(inside, rest)] - weights[inside, heads[inside]][:, None]
    leaving = weights[np.ix_(rest, inside)]
    smaller[joint, :joint] = entering.max(0)
    smaller[:joint, joint] = leaving.max(1)
    np.fill_diagonal(smaller, _NEVER)
    contracted = _spanning_tree(smaller)
    for i, word in enumerate(rest[1:], start=1):
        above = int(contracted[i])
        heads[word] = inside[leaving[i].argmax()] if above == joint else rest[above]
    enter_from = int(contracted[joint])
    heads[inside[entering[:, enter_from].argmax()]] = rest[enter_from]
    return heads


class Tags:
    """A BIO tag set, decoded so that an I- only ever goes on what came before it.

    A B- behind a word of its own kind is made less likely: the tags of words are scored one by one, and a doubt
    whether a name has begun yet would otherwise cut it in two (`Victoria`, `Park`).
    """

    def __init__(self, labels: Sequence[str]) -> None:
        self.labels = tuple(labels)
        self.kinds = tuple(label[2:] for label in labels)
        self.inside = np.array([label[:1] == "I" for label in labels])
        allowed = [[not (b[:1] == "I" and a[2:] != b[2:]) for b in labels] for a in labels]
        anew = np.array([[b[:1] == "B" and a[2:] == b[2:] for b in labels] for a in labels])
        self._steps = np.where(allowed, np.where(anew, -_REOPENING, 0.0), _NEVER).astype(np.float32)
        self._plain = self._steps == 0

    def spans(self, scores: NDArray[np.float32]) -> list[tuple[int, int, str]]:
        """Spans as [start, end) with their kind, from scores (words, labels)."""
        path = self._path(scores)
        if not path.any():
            return []
        found: list[tuple[int, int, str]] = []
        start = -1
        for i, tag in enumerate([*path.tolist(), 0]):
            if start >= 0 and not self.inside[tag]:
                found.append((start, i, self.kinds[path[start]]))
                start = -1
            if tag and start < 0:
                start = i
        return found

    def _path(self, scores: NDArray[np.float32]) -> NDArray[np.int64]:
        best: NDArray[np.int64] = scores.argmax(1)
        if not self.inside[best[0]] and self._plain[best[:-1], best[1:]].all():
            return best
        # Subtracting the largest score of a word changes no comparison, and keeps long sums exact.
        scores = scores - scores.max(1, keepdims=True)
        total = scores[0] + np.where(self.inside, np.float32(_NEVER), np.float32(0))
        back = []
        for row in scores[1:]:
            ways = total[:, None] + self._steps
            back.append(ways.argmax(0))
            total = ways.max(0) + row
        path = [int(total.argmax())]
        for column in reversed(back):
            path.append(int(column[path[-1]]))
        return np.array(path[::-1])
