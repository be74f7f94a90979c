"""The scores of a great many pairs of claims at once, in arrays: those of `score`, to the last bit."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from linimasa.merge import compare
from linimasa.merge.bags import Bags
from linimasa.merge.compare import rules, weights
from linimasa.merge.sides import ORDER, side
from linimasa.merge.telling import Telling

Numbers = NDArray[np.int64]
Sums = NDArray[np.float64]
Truths = NDArray[np.bool_]

_PLACES = get_args(compare.Places)
_AGREE = (None, *get_args(compare.Agree))
_APART = ORDER.index("apart")
_ALIKE = [ORDER.index(found) for found in ORDER if found in compare.ALIKE]
_REMEMBERED = 2_000_000
"""Pairs of values of which it is kept how they compare."""
_FACTS = (
    *(
        "kind",
        "dated",
        "first",
        "last",
        "by context",
        "long",
        "known",
        "published",
        "recurring",
        "spoken",
        "reciprocal",
    ),
    *("source", "target", "place", "amounts", "modes", "status", "act", "language", "report", "sentence"),
    *("near words", "names", "words", "story"),
)
_AT = {name: column for column, name in enumerate(_FACTS)}


class Scorer:
    """Claims by their numbers, told in numbers; scores any pairs of them."""

    def __init__(self) -> None:
        self._rows: dict[int, int] = {}
        self._facts: Numbers = np.zeros((1024, len(_FACTS)), dtype=np.int64)
        self._bags = Bags()
        self._stories: dict[str, int] = {}
        self._names: dict[Hashable, int] = {}
        self._sides = _Compared(lambda one, other: ORDER.index(side(one, other)))
        self._places = _Compared(lambda one, other: _PLACES.index(compare.places(one, other)))
        self._amounts = _Compared(lambda one, other: _AGREE.index(compare.amounts(one, other)))
        self._modes = _Compared(lambda one, other: _AGREE.index(compare.modes(one, other)))

    def __contains__(self, number: int) -> bool:
        return number in self._rows

    def add(self, number: int, telling: Telling) -> None:
        """Takes in a claim by its number, unless it is there."""
        if number in self._rows:
            return
        row = len(self._rows)
        if row == len(self._facts):
            self._facts = np.concatenate([self._facts, np.zeros_like(self._facts)])
        self._facts[row] = self._told(telling)
        self._rows[number] = row

    def scores(self, one: Numbers, other: Numbers) -> tuple[Numbers, Sums]:
        """Which of these pairs of claims (numbers, taken in) have a score, and these scores; see `score`.

        Those of ``one`` should be few, each of them met often.
        """
        numbers, back = np.unique(np.concatenate([one, other]), return_inverse=True)
        rows = np.array([self._rows[number] for number in numbers.tolist()], dtype=np.int64)[back]
        ones, others = self._facts[rows[: len(one)]], self._facts[rows[len(one) :]]
        able = np.flatnonzero((ones[:, 0] == others[:, 0]) & (_gaps(ones, others) <= rules().days_counted))
        pairs = _Pairs(ones[able], others[able])
        pairs.add_days()
        alike, apart = pairs.add_sides(self._sides)
        pairs.add("place", _PLACES, self._places.of(*pairs.both("place")))
        pairs.add("figure", _AGREE, self._amounts.of(*pairs.both("amounts")))
        pairs.add_kinds(self._modes.of(*pairs.both("modes")))
        contradict = apart & (pairs.both("reciprocal")[0] != 0)
        tied = alike | self._add_words(pairs, contradict & ~alike)
        scored = np.flatnonzero(tied & (contradict | (pairs.total > rules().absent)))
        bounded = np.minimum(rules().most, pairs.total)
        return able[scored], np.where(contradict, rules().contradiction, bounded)[scored]

    def _add_words(self, pairs: _Pairs, needed: Truths) -> Truths:
        """Adds what the words tell, as long as they make a difference or are ``needed``; whether they tie the pairs."""
        same_sentence = pairs.same("sentence") & ~pairs.same("report")
        one_language = pairs.same("language")
        by_words = _weight("sentence same") * same_sentence + _weight("language other") * ~one_language
        pairs.total = weights()["bias"] - rules().threshold + pairs.total + by_words
        tied = same_sentence & ("sentence same" in rules().ties)
        for language, group in ((True, one_language), (False, ~one_language)):
            left = np.flatnonzero(group)
            for name, _, _, weight, room in compare.likenesses(language):
                left = left[(pairs.total[left] + room > rules().absent) | needed[left]]
                one, other = pairs.both(name)
                likeness = self._bags.likenesses(one[left], other[left])
                pairs.total[left] += weight * likeness
                tied[left] |= likeness > rules().ties.get(name, 1.0)
        return tied

    def _told(self, telling: Telling) -> list[int]:
        days, language, of_type = telling.days, telling.language, telling.type
        if telling.report not in self._stories:
            self._stories[telling.report] = self._bags.add(telling.story, language)
        return [
            self._number((of_type, compare.happened(telling))),
            days is not None,
            days.first if days else 0,
            days.last if days else 0,
            days is not None and days.basis == "context",
            days is not None and days.last - days.first > compare.LONG,
            telling.published is not None,
            telling.published or 0,
            of_type in rules().recurring,
            of_type in rules().spoken,
            of_type in rules().reciprocal,
            self._sides.number(telling.source),
            self._sides.number(telling.target),
            self._places.number(telling.place),
            self._amounts.number(telling.amounts),
            self._modes.number(telling.modes),
            self._number(telling.status),
            self._number((telling.act, language)),
            self._number(language),
            self._number((telling.report,)),
            telling.sentence,
            self._bags.add(telling.near, language),
            self._bags.add(telling.names, None),
            self._bags.add(telling.words, language),
            self._stories[telling.report],
        ]

    def _number(self, value: Hashable) -> int:
        return self._names.setdefault(value, len(self._names))


class OneByOne:
    """As `Scorer`, for few pairs: there is nothing to make ready."""

    def __init__(self) -> None:
        self._told: dict[int, Telling] = {}

    def __contains__(self, number: int) -> bool:
        return number in self._told

    def add(self, number: int, telling: Telling) -> None:
        """See `Scorer.add`."""
        self._told.setdefault(number, telling)

    def scores(self, one: Numbers, other: Numbers) -> tuple[Numbers, Sums]:
        """See `Scorer.scores`."""
        found = {}
        for at, (left, right) in enumerate(zip(one.tolist(), other.tolist(), strict=True)):
            scored = compare.score(self._told[left], self._told[right])
            if scored is not None:
                found[at] = scored
        return np.array(list(found), dtype=np.int64), np.array(list(found.values()))


class _Compared:
    """Values of one sort by number, and how each two of them compare, kept once it was asked for."""

    def __init__(self, how: Callable[[Any, Any], int]) -> None:
        self._how = how
        self._numbers: dict[Hashable, int] = {}
        self._values: list[Any] = []
        self._known: dict[int, int] = {}

    def number(self, value: Hashable) -> int:
        known = self._numbers.setdefault(value, len(self._values))
        if known == len(self._values):
            self._values.append(value)
        return known

    def of(self, one: Numbers, other: Numbers) -> Numbers:
        """How each pair of values (by number) compares; the order of the two makes no difference."""
        pairs, back = np.unique((np.minimum(one, other) << 32) | np.maximum(one, other), return_inverse=True)
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        found = [self._looked_up(pair) for pair in pairs.tolist()]
        return np.array(found, dtype=np.int64)[back]

    def _looked_up(self, pair: int) -> int:
        known = self._known.get(pair)
        if known is None:
            known = self._known[pair] = self._how(self._values[pair >> 32], self._values[pair & 0xFFFFFFFF])
        return known


class _Pairs:
    """The facts of pairs of claims, a row each, and the sum of what the findings on them weigh.

    Findings are added in the order of `compare.findings`, so that sums are rounded as there.
    """

    def __init__(self, one: Numbers, other: Numbers) -> None:
        self._one = one
        self._other = other
        self.total: Sums = np.zeros(len(one))

    def both(self, name: str) -> tuple[Numbers, Numbers]:
        """A fact of each of the two."""
        return self._one[:, _AT[name]], self._other[:, _AT[name]]

    def same(self, name: str) -> Truths:
        """Whether a fact is the same of both."""
        return np.equal(*self.both(name))

    def add(self, name: str, kinds: Sequence[str | None], found: Numbers) -> None:
        """Adds the findings ``name kind``, each pair's by the place of its kind among ``kinds``."""
        self.total += np.array([_weight(f"{name} {kind}") for kind in kinds])[found]

    def add_days(self) -> None:
        """Adds what the days tell."""
        counted = float(rules().days_counted)
        (dated, others_dated), (known, others_known) = self.both("dated"), self.both("known")
        (first, others_first), (last, others_last) = self.both("first"), self.both("last")
        published, others_published = self.both("published")
        both, gaps = dated & others_dated, _gaps(self._one, self._other)
        apart = both & (gaps > 0)
        undated = np.where(dated, others_published, published)
        single = (dated ^ others_dated) & np.where(dated, others_known, known)
        after = np.clip(undated - np.where(dated, last, others_last), 0.0, counted)
        before = np.clip(np.where(dated, first, others_first) - undated, 0.0, counted)
        for name, value in (
            ("both dated", both),
            ("days apart", apart * gaps),
            ("another day", apart),
            ("another day of what recurs", apart & self.both("recurring")[0]),
            ("another day by context", apart & np.bitwise_or(*self.both("by context"))),
            ("same days", both & (apart == 0) & (first == others_first) & (last == others_last)),
            ("day in long span", both & np.bitwise_xor(*self.both("long"))),
            ("published after", single * after),
            ("published before", single * before),
            ("published apart", known * others_known * np.minimum(counted, abs(published - others_published))),
        ):
            self.total += _weight(name) * value

    def add_sides(self, compared: _Compared) -> tuple[Truths, Truths]:
        """Adds what the sides tell; whether one is alike, and whether one is apart."""
        (source, others_source), (target, others_target) = self.both("source"), self.both("target")
        sources, targets = compared.of(source, others_source), compared.of(target, others_target)
        turned = np.flatnonzero(self.both("reciprocal")[0])
        crossed = compared.of(source[turned], others_target[turned]), compared.of(target[turned], others_source[turned])
        better = np.add(*crossed) < sources[turned] + targets[turned]
        sources[turned] = np.where(better, np.minimum(*crossed), sources[turned])
        targets[turned] = np.where(better, np.maximum(*crossed), targets[turned])
        self.add("source", ORDER, sources)
        self.add("target", ORDER, targets)
        alike, others_alike = np.isin(sources, _ALIKE), np.isin(targets, _ALIKE)
        self.total += _weight("both sides") * (alike & others_alike)
        return alike | others_alike, (sources == _APART) | (targets == _APART)

    def add_kinds(self, modes: Numbers) -> None:
        """Adds what the kinds of event and of telling tell."""
        same_report = self.same("report")
        self.total += _weight("act same") * self.same("act")
        self.add("mode", _AGREE, modes)
        for name, value in (
            ("status other", ~self.same("status")),
            ("report same", same_report),
            ("told twice in a sentence", same_report & self.same("sentence")),
            ("recurs", self.both("recurring")[0]),
            ("spoken", self.both("spoken")[0]),
        ):
            self.total += _weight(name) * value


def _gaps(one: Numbers, other: Numbers) -> Numbers:
    """Days between the dates of each two; 0 where one of them has none."""
    first, last, dated = _AT["first"], _AT["last"], _AT["dated"]
    gaps = np.maximum(one[:, first], other[:, first]) - np.minimum(one[:, last], other[:, last])
    return gaps * one[:, dated] * other[:, dated]


def _weight(finding: str) -> float:
    return weights().get(finding, 0.0)
