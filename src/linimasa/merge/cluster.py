"""Puts claims together into events: average linkage over the comparisons, within what judgements leave open.

The result is a function of the set of claims, comparisons and judgements; no order of arrival changes it.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

Pair = tuple[str, str]
Limits = tuple[int, int, int]
"""The first and the last day (ordinals) on which a claim lets its event have happened; how many days events of
its type may be apart in two claims."""


def pair(one: str, other: str) -> Pair:
    """Two claims in the order in which comparisons name them."""
    return (one, other) if one <= other else (other, one)


class Links(msgspec.Struct, frozen=True):
    """What is known of pairs of claims.

    ``scores``: the log odds of the pairs that were compared; one that was not counts ``absent``. ``dated``: the
    days of the claims that say them for sure.
    """

    scores: Mapping[Pair, float]
    absent: float
    dated: Mapping[str, Limits]


class Judged(msgspec.Struct, frozen=True):
    """Pairs of claims that people judged: those that tell one event, and those that do not."""

    together: Sequence[Pair] = ()
    apart: Sequence[Pair] = ()


def clusters(claims: Iterable[str], links: Links, judged: Judged) -> list[tuple[str, ...]]:
    """The events of ``claims``, each as its claims in order, in the order of their first claims.

    Two clusters join while the mean over all pairs between them is above 0, the likeliest first, unless two of
    their dated claims would be further apart than these allow: by no chain of claims do Monday and Friday become
    one day. What people judged to stand together does so whatever its score; of two judgements that contradict
    each other, the one that keeps apart holds.
    """
    return sorted(_Clustering(claims, links, judged).run())


class _Clustering:
    """Agglomeration with a heap; a cluster is known by its smallest claim."""

    def __init__(self, claims: Iterable[str], links: Links, judged: Judged) -> None:
        self.absent = links.absent
        self.members: dict[str, set[str]] = {claim: {claim} for claim in claims}
        self.of: dict[str, str] = {claim: claim for claim in self.members}
        # Of each cluster's dated claims the latest first and the earliest last day, and the least leeway; several
        # where people joined what happened on different days.
        self.limits = {claim: (limits,) for claim, limits in links.dated.items() if claim in self.members}
        self.forbidden: dict[str, set[str]] = {claim: set() for claim in self.members}
        # Sum of the scores, and number, of the compared pairs between two clusters.
        self.between: dict[str, dict[str, tuple[float, int]]] = {claim: {} for claim in self.members}
        for (one, other), score in links.scores.items():
            if one in self.members and other in self.members:
                self.between[one][other] = self.between[other][one] = (score, 1)
        for one, other in judged.apart:
            if one in self.members and other in self.members:
                self.forbidden[one].add(other)
                self.forbidden[other].add(one)
        for one, other in sorted(judged.together):
            if one in self.of and other in self.of:
                self._join_if_free(self.of[one], self.of[other], judged=True)

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

    def _join_if_free(self, one: str, other: str, *, judged: bool = False) -> bool:
        if one == other:
            return True
        ones, others = self.limits.get(one, ()), self.limits.get(other, ())
        shared = [(left, right) for left in ones for right in others if _fits(_common(left, right))]
        if other in self.forbidden[one] or (ones and others and not shared and not judged):
            return False
        kept, gone = pair(one, other)
        self.limits.pop(gone, None)
        if ones or others:
            apart = {*ones, *others} - {limits for both in shared for limits in both}
            self.limits[kept] = tuple(sorted({*apart, *(_common(*both) for both in shared)}))
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


def _common(one: Limits, other: Limits) -> Limits:
    """The limits of all claims of two clusters."""
    return max(one[0], other[0]), min(one[1], other[1]), min(one[2], other[2])


def _fits(limits: Limits) -> bool:
    """Whether claims within these limits may tell one event."""
    return limits[0] - limits[1] <= limits[2]
