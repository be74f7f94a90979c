"""Which reports copy each other's text: reprints, cut, reordered or re-headlined ones, and releases printed by many.

Candidates share a fingerprint (`shingles.py` says how, and why not by MinHash); a pair of candidates is then
judged by the very words that both have (`passages.py`). What both quote does not count: two reporters at one
press conference have the same quotations. Nor do standing sentences, which many otherwise different reports have.
"""

from __future__ import annotations

import heapq
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, Protocol

from linimasa.merge.passages import FEWEST_WORDS, Run, shared_runs
from linimasa.merge.shingles import GUARANTEE, SHINGLE, Words, winnow, words_of
from linimasa.read.agencies import outlet_id
from linimasa.voices.quotes import find_quotations

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from linimasa.model import Report, Span

MOST_REPORTS = 25
"""A fingerprint that stands in more reports is common: a standing sentence, or a text that many have printed."""

LEAST_SHARE = 1 / 3
"""Of its words outside quotations, a report must share so many with another one to be its copy."""

LEAST_SHARE_OF_ONE_OUTLET = 2 / 3
"""The same for two reports of one outlet: they share the background of a story, and the mould they are cast in."""

FEWEST_NARRATED = 24
"""Shared words outside quotations, at least."""

LONGEST_AT_LEAST = GUARANTEE
"""Words of the longest shared passage, at least: tables and daily reports from one mould share many short ones."""

LONGEST_OF_MOST = 12
"""The same where two thirds of a report's words are shared: sentences in another order may all be short."""

_LONGEST_STANDING = 120  # words; what is longer and common is no standing sentence but a text printed by many
_MOST = 2 / 3
_MASS_PRINTED = 2 / 3  # of a report's fingerprints; where more are common, they are no standing sentences
_MOST_LOOKED_UP = 50  # reports that have a common fingerprint


class Copy(NamedTuple):
    """Two reports with shared text; ``one`` is the report whose id sorts first.

    ``passages`` are spans in the text of ``one`` and of ``other``. Shares are of all words of each, quoted ones
    included, from 0 to 1. Who took it from whom is not said here.
    """

    one: str
    other: str
    passages: tuple[tuple[Span, Span], ...]
    share_of_one: float
    share_of_other: float


class CopyLookup(Protocol):
    """Where fingerprints are looked up: `CopyIndex` in memory, or a table of a database."""

    def candidates(self, fingerprints: Collection[int]) -> Mapping[str, int]:
        """Ids of reports that have any of these fingerprints, and how many; common ones are passed over.

        Where more than two thirds of the fingerprints are common (the text was printed by many), those are
        looked up too, each in the 50 reports whose ids sort first.
        """
        ...

    def common(self, fingerprints: Collection[int]) -> frozenset[int]:
        """Those that stand in more than `MOST_REPORTS` reports."""
        ...


class CopyIndex:
    """Fingerprints and the reports that have them, in memory."""

    def __init__(self, most_reports: int = MOST_REPORTS) -> None:
        """An empty index; what stands in more than ``most_reports`` reports is common."""
        self._most = most_reports
        self._reports: dict[int, str | list[str]] = {}  # most fingerprints stand in one report: its id alone

    def add(self, report: str, fingerprints: Collection[int]) -> frozenset[str]:
        """Adds a report by its id; it must not be there yet.

        Gives the reports whose pairs are to be judged again, because a fingerprint of theirs has become common
        with this one. Who does so has the same copies whatever the order in which reports come.
        """
        affected: set[str] = set()
        for value in set(fingerprints):
            reports = self._reports.setdefault(value, report)
            if isinstance(reports, str):
                if reports != report:
                    self._reports[value] = [reports, report]
                continue
            reports.append(report)
            if len(reports) == self._most + 1:
                affected.update(reports)
        return frozenset(affected)

    def remove(self, report: str, fingerprints: Collection[int]) -> frozenset[str]:
        """Takes a report out, as before its text changes; ``fingerprints`` as it was added with.

        Gives the reports whose pairs are to be judged again, because a fingerprint of theirs is common no more.
        """
        affected: set[str] = set()
        for value in set(fingerprints):
            reports = self._reports.get(value)
            if isinstance(reports, list):
                reports.remove(report)
                if len(reports) == self._most:
                    affected.update(reports)
                if len(reports) == 1:
                    self._reports[value] = reports[0]
            elif reports == report:
                del self._reports[value]
        return frozenset(affected)

    def candidates(self, fingerprints: Collection[int]) -> dict[str, int]:
        """See `CopyLookup.candidates`."""
        common = self.common(fingerprints)
        with_common = is_mass_printed(len(common), len(fingerprints))
        found: Counter[str] = Counter()
        for value in fingerprints:
            if value not in common:
                found.update(self._having(value))
            elif with_common:
                found.update(heapq.nsmallest(_MOST_LOOKED_UP, self._having(value)))
        return dict(found)

    def common(self, fingerprints: Collection[int]) -> frozenset[int]:
        """See `CopyLookup.common`."""
        return frozenset(value for value in fingerprints if len(self._having(value)) > self._most)

    def _having(self, value: int) -> Sequence[str]:
        reports = self._reports.get(value, ())
        return (reports,) if isinstance(reports, str) else reports


def is_mass_printed(common: int, fingerprints: int) -> bool:
    """Whether so many of a report's fingerprints are common that it is a text printed by many."""
    return common > _MASS_PRINTED * fingerprints


class Prepared(NamedTuple):
    """A report's text, ready to be compared."""

    id: str
    outlet: str | None
    words: Words
    narrated: list[bool]
    fingerprints: dict[int, list[int]]

    @classmethod
    def of(cls, report: Report) -> Prepared:
        """The report's words, which of them stand outside quotations, and its fingerprints with their words."""
        words = words_of(report.text)
        at: dict[int, list[int]] = {}
        for found in winnow(words):
            at.setdefault(found.hash, []).append(found.word)
        return cls(report.id, outlet_id(report.outlet), words, _narrated(report.text, words), at)


def find_copies(report: Report, lookup: CopyLookup, fetch: Callable[[str], Report]) -> list[Copy]:
    """The reports that share text with a report, among those that were looked up, by id.

    ``fetch`` gives a report by its id. The work grows with the number of candidates, not of reports.
    """
    return find_copies_of([report], lookup, fetch)


def find_copies_of(reports: Iterable[Report], lookup: CopyLookup, fetch: Callable[[str], Report]) -> list[Copy]:
    """The copies that any of some reports has a part in, by id; each text is prepared once.

    For the reports whose pairs are to be judged again (`CopyIndex.add`): all their copies, the others are no more.
    """
    prepared = {report.id: Prepared.of(report) for report in reports}
    pairs = _pairs(prepared, lookup)
    for name in {name for pair in pairs for name in pair} - prepared.keys():
        prepared[name] = Prepared.of(fetch(name))
    return list(_judge_all(pairs, prepared, lookup))


def copies_among(reports: Iterable[Report]) -> Iterator[Copy]:
    """Every pair of reports with shared text, by id; the same whatever the order of the reports."""
    prepared = {report.id: Prepared.of(report) for report in reports}
    index = CopyIndex()
    for identifier, text in prepared.items():
        index.add(identifier, text.fingerprints.keys())
    yield from _judge_all(_pairs(prepared, index), prepared, index)


def _pairs(prepared: Mapping[str, Prepared], lookup: CopyLookup) -> set[tuple[str, str]]:
    return {
        (min(name, candidate), max(name, candidate))
        for name, text in prepared.items()
        for candidate in lookup.candidates(text.fingerprints.keys())
        if candidate != name
    }


def _judge_all(
    pairs: Iterable[tuple[str, str]], prepared: Mapping[str, Prepared], lookup: CopyLookup
) -> Iterator[Copy]:
    for one, other in sorted(pairs):
        copy = judge(prepared[one], prepared[other], lookup)
        if copy is not None:
            yield copy


def judge(one: Prepared, other: Prepared, lookup: CopyLookup) -> Copy | None:
    """The copy that two reports make, or None where they share too little of their own words.

    At least one of them must have a third of its words outside quotations from the other (`LEAST_SHARE`; within
    one outlet two thirds), at least `FEWEST_NARRATED` of them, one passage as long as `LONGEST_AT_LEAST` (or
    `LONGEST_OF_MOST`).
    """
    if other.id < one.id:
        one, other = other, one
    runs = _without_standing(shared_runs(one.words.folded, other.words.folded), one, other, lookup)
    longest = max((run.length for run in runs), default=0)
    if longest < LONGEST_OF_MOST:
        return None
    in_one = {at for run in runs for at in range(run.one, run.one + run.length)}
    in_other = {at for run in runs for at in range(run.other, run.other + run.length)}
    same_outlet = one.outlet is not None and one.outlet == other.outlet
    least = LEAST_SHARE_OF_ONE_OUTLET if same_outlet else LEAST_SHARE
    if longest < LONGEST_AT_LEAST:
        least = max(least, _MOST)
    if not (_is_enough(in_one, one, least) or _is_enough(in_other, other, least)):
        return None
    return Copy(
        one.id,
        other.id,
        tuple((one.words.span(run.one, run.length), other.words.span(run.other, run.length)) for run in runs),
        len(in_one) / len(one.words.folded),
        len(in_other) / len(other.words.folded),
    )


def _is_enough(shared: set[int], text: Prepared, least: float) -> bool:
    narrated = sum(text.narrated[at] for at in shared)
    return narrated >= FEWEST_NARRATED and narrated >= least * sum(text.narrated)


def _without_standing(runs: list[Run], one: Prepared, other: Prepared, lookup: CopyLookup) -> list[Run]:
    """The runs without standing sentences; a run that goes on beside them is cut."""
    shared = one.fingerprints.keys() & other.fingerprints.keys()
    common = lookup.common(shared)
    if not common or is_mass_printed(len(common), min(len(one.fingerprints), len(other.fingerprints))):
        return runs
    marks = sorted((at + SHINGLE // 2, value in common) for value in shared for at in one.fingerprints[value])
    return [part for run in runs for part in _parts(run, marks)]


def _parts(run: Run, marks: list[tuple[int, bool]]) -> Iterator[Run]:
    """What is left of a run: each of its words is as common as the fingerprint that stands nearest to it."""
    within = [mark for mark in marks if run.one <= mark[0] < run.one + run.length]
    if not any(is_common for _, is_common in within):
        yield run
        return
    start = run.one
    for is_common, stretch in groupby(within, key=lambda mark: mark[1]):
        last = list(stretch)[-1][0]
        following = next((at for at, _ in within if at > last), None)
        end = run.one + run.length if following is None else (last + following) // 2 + 1
        length = end - start
        if length >= FEWEST_WORDS and not (is_common and length < _LONGEST_STANDING):
            yield Run(start, run.other + start - run.one, length)
        start = end


def _narrated(text: str, words: Words) -> list[bool]:
    """Of each word, whether it stands outside quotation marks."""
    marks = [True] * len(words.spans)
    at = 0
    for quotation in find_quotations(text):
        while at < len(marks) and words.spans[at][0] < quotation.span[0]:
            at += 1
        while at < len(marks) and words.spans[at][0] < quotation.span[1]:
            marks[at] = False
            at += 1
    return marks
