"""Puts claims together into events: average linkage over the comparisons, within what judgements leave open.

The result is a function of the set of claims, comparisons and judgements; no order of arrival changes it.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence

Pair = tuple[str, str]


def pair(one: str, other: str) -> Pair:
    """Two claims in the order in which comparisons name them."""
    return (one, other) if one <= other else (other, one)


def clusters(
    claims: Iterable[str],
    scores: Mapping[Pair, float],
    *,
    absent: float,
    together: Sequence[Pair] = (),
    apart: Sequence[Pair] = (),
) -> list[tuple[str, ...]]:
    """The events of ``claims``, each as its claims in order, in the order of their first claims.

    ``scores`` has the log odds of the pairs that were compared; a pair that was not counts ``absent``. Two
    clusters join while the mean over all pairs between them is above 0, the likeliest first. ``together`` and
    ``apart`` are judged pairs: the first always stand together, the second never (and of two that contradict
    each other, the second holds, as it does here for pairs that other pairs would join).
    """
    return sorted(_Clustering(claims, scores, absent, together, apart).run())


class _Clustering:
    """Agglomeration with a heap; a cluster is known by its smallest claim."""

    def __init__(
        self,
        claims: Iterable[str],
        scores: Mapping[Pair, float],
        absent: float,
        together: Sequence[Pair],
        apart: Sequence[Pair],
    ) -> None:
        self.absent = absent
        self.members: dict[str, set[str]] = {claim: {claim} for claim in claims}
        self.of: dict[str, str] = {claim: claim for claim in self.members}
        self.forbidden: dict[str, set[str]] = {claim: set() for claim in self.members}
        # Sum of the scores, and number, of the compared pairs between two clusters.
        self.between: dict[str, dict[str, tuple[float, int]]] = {claim: {} for claim in self.members}
        for (one, other), score in scores.items():
            if one in self.members and other in self.members:
                self.between[one][other] = self.between[other][one] = (score, 1)
        for one, other in apart:
            if one in self.members and other in self.members:
                self.forbidden[one].add(other)
                self.forbidden[other].add(one)
        for one, other in sorted(together):
            if one in self.of and other in self.of:
                self._join_if_free(self.of[one], self.of[other])

    def run(self) -> Iterator[tuple[str, ...]]:
        waiting = [
            (-self._mean(one, other), one, other) for one in self.between for other in self.between[one] if one < other
        ]
        heapq.heapify(waiting)
        while waiting:
            mean, one, other = heapq.heappop(waiting)
            if mean >= 0:
                break
            current = one in self.members and other in self.between[one] and -self._mean(one, other) == mean
            if not current or not self._join_if_free(one, other):
                continue
            kept = min(one, other)
            for neighbour in self.between[kept]:
                heapq.heappush(waiting, (-self._mean(kept, neighbour), *pair(kept, neighbour)))
        yield from (tuple(sorted(members)) for members in self.members.values())

    def _mean(self, one: str, other: str) -> float:
        total, compared = self.between[one][other]
        pairs = len(self.members[one]) * len(self.members[other])
        return (total + self.absent * (pairs - compared)) / pairs

    def _join_if_free(self, one: str, other: str) -> bool:
        if one == other:
            return True
        if other in self.forbidden[one]:
            return False
        kept, gone = pair(one, other)
        self.members[kept] |= self.members.pop(gone)
        for claim in self.members[kept]:
            self.of[claim] = kept
        self._redirect(self.between, kept, gone)
        for neighbour in self.forbidden.pop(gone):
            self.forbidden[neighbour].discard(gone)
            self.forbidden[neighbour].add(kept)
            self.forbidden[kept].add(neighbour)
        return True

    @staticmethod
    def _redirect(between: dict[str, dict[str, tuple[float, int]]], kept: str, gone: str) -> None:
        mine = between[kept]
        mine.pop(gone, None)
        for neighbour, (total, compared) in between.pop(gone).items():
            if neighbour == kept:
                continue
            had = mine.get(neighbour, (0.0, 0))
            # Summed in one fixed order, lest rounding depend on the way here.
            mine[neighbour] = between[neighbour][kept] = (round(had[0] + total, 6), had[1] + compared)
            del between[neighbour][gone]
