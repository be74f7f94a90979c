"""Puts claims together into events: average linkage over the comparisons, within what judgements leave open.

The result is a function of the set of claims, comparisons and judgements; no order of arrival changes it.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

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


class Ranked(msgspec.Struct, frozen=True):
    """What is known of claims that go by their rank: claim 0 is the first of all by its id, and so on.

    ``count``: how many there are. ``scores``: of the pairs that were compared, the lower rank first. The rest as in
    `Links` and `Judged`.
    """

    count: int
    scores: Sequence[tuple[int, int, float]]
    absent: float
    dated: Mapping[int, Limits]
    together: Sequence[tuple[int, int]] = ()
    apart: Sequence[tuple[int, int]] = ()


def clusters(claims: Iterable[str], links: Links, judged: Judged) -> list[tuple[str, ...]]:
    """The events of ``claims``, each as its claims in order, in the order of their first claims.

    Two clusters join while the mean over all pairs between them is above 0, the likeliest first, unless two of
    their dated claims would be further apart than these allow: by no chain of claims do Monday and Friday become
    one day. What people judged to stand together does so whatever its score; of two judgements that contradict
    each other, the one that keeps apart holds.
    """
    ids = sorted(set(claims))
    ranks = {claim: rank for rank, claim in enumerate(ids)}

    def ranked(pairs: Iterable[Pair]) -> list[tuple[int, int]]:
        return [(ranks[one], ranks[other]) for one, other in pairs if one in ranks and other in ranks]

    scores = [
        (ranks[one], ranks[other], score)
        for (one, other), score in links.scores.items()
        if one in ranks and other in ranks
    ]
    dated = {ranks[claim]: limits for claim, limits in links.dated.items() if claim in ranks}
    found = ranked_clusters(
        Ranked(len(ids), scores, links.absent, dated, ranked(judged.together), ranked(judged.apart))
    )
    return [tuple(ids[rank] for rank in group) for group in found]


def ranked_clusters(ranked: Ranked) -> list[tuple[int, ...]]:
    """As `clusters`, of claims by rank.

    Claims that no chain of likely pairs links cannot come together: each such part is clustered by itself.
    """
    part_of = _parts(ranked)
    scores: dict[int, list[tuple[int, int, float]]] = {}
    for scored in ranked.scores:
        part = part_of[scored[0]]
        if part == part_of[scored[1]]:
            scores.setdefault(part, []).append(scored)
    members: dict[int, list[int]] = {}
    for claim, part in enumerate(part_of):
        members.setdefault(part, []).append(claim)
    found: list[tuple[int, ...]] = []
    for part, claims in members.items():
        if len(claims) == 1:
            found.append((claims[0],))
        else:
            found += _Clustering(claims, scores.get(part, []), ranked).run()
    return sorted(found)


def _parts(ranked: Ranked) -> list[int]:
    """Of each claim the first that a chain of likely, or judged, pairs links it to."""
    first = list(range(ranked.count))

    def root(claim: int) -> int:
        while first[claim] != claim:
            first[claim] = claim = first[first[claim]]
        return claim

    likely = ((one, other) for one, other, score in ranked.scores if score > 0)
    for one, other in chain(likely, ranked.together):
        ones, others = root(one), root(other)
        if ones != others:
            first[max(ones, others)] = min(ones, others)
    return [root(claim) for claim in range(ranked.count)]


class _Clustering:
    """Agglomeration with a heap; a cluster is known by its smallest claim."""

    def __init__(self, claims: Sequence[int], scores: Sequence[tuple[int, int, float]], ranked: Ranked) -> None:
        self.absent = ranked.absent
        self.members: dict[int, list[int]] = {claim: [claim] for claim in claims}
        self.of: dict[int, int] = {claim: claim for claim in claims}
        # Of each cluster's dated claims the latest first and the earliest last day, and the least leeway; several
        # where people joined what happened on different days.
        self.limits = {claim: (ranked.dated[claim],) for claim in claims if claim in ranked.dated}
        self.forbidden: dict[int, set[int]] = {}
        # Sum of the scores, and number, of the compared pairs between two clusters.
        self.between: dict[int, dict[int, tuple[float, int]]] = {claim: {} for claim in claims}
        for one, other, score in scores:
            self.between[one][other] = self.between[other][one] = (score, 1)
        for one, other in ranked.apart:
            if one in self.of and other in self.of:
                self.forbidden.setdefault(one, set()).add(other)
                self.forbidden.setdefault(other, set()).add(one)
        for one, other in sorted(ranked.together):
            if one in self.of and other in self.of:
                self._join_if_free(self.of[one], self.of[other], judged=True)

    def run(self) -> Iterator[tuple[int, ...]]:
        waiting = [
            (-mean, one, other)
            for one, others in self.between.items()
            for other in others
            if one < other and (mean := self._mean(one, other)) > 0
        ]
        heapq.heapify(waiting)
        while waiting:
            mean, one, other = heapq.heappop(waiting)
            current = one in self.members and other in self.between[one] and -self._mean(one, other) == mean
            if not current or not self._join_if_free(one, other):
                continue
            kept = min(one, other)
            for neighbour in self.between[kept]:
                likelier = self._mean(kept, neighbour)
                if likelier > 0:
                    heapq.heappush(waiting, (-likelier, min(kept, neighbour), max(kept, neighbour)))
        yield from (tuple(sorted(members)) for members in self.members.values())

    def _mean(self, one: int, other: int) -> float:
        total, compared = self.between[one][other]
        pairs = len(self.members[one]) * len(self.members[other])
        return (total + self.absent * (pairs - compared)) / pairs

    def _join_if_free(self, one: int, other: int, *, judged: bool = False) -> bool:
        if one == other:
            return True
        ones, others = self.limits.get(one, ()), self.limits.get(other, ())
        shared = [(left, right) for left in ones for right in others if _fits(_common(left, right))]
        if other in self.forbidden.get(one, ()) or (ones and others and not shared and not judged):
            return False
        kept, gone = min(one, other), max(one, other)
        self.limits.pop(gone, None)
        if ones or others:
            apart = {*ones, *others} - {limits for both in shared for limits in both}
            self.limits[kept] = tuple(sorted({*apart, *(_common(*both) for both in shared)}))
        joining = self.members.pop(gone)
        self.members[kept] += joining
        for claim in joining:
            self.of[claim] = kept
        self._redirect(self.between, kept, gone)
        for neighbour in self.forbidden.pop(gone, ()):
            self.forbidden[neighbour].discard(gone)
            self.forbidden[neighbour].add(kept)
            self.forbidden.setdefault(kept, set()).add(neighbour)
        return True

    @staticmethod
    def _redirect(between: dict[int, dict[int, tuple[float, int]]], kept: int, gone: int) -> None:
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
