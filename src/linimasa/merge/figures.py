"""Unusual figures that two reports on one matter share: a hint that one has it from the other, and no more.

A figure is unusual where it has more than two significant digits ("4.372", "Rp 159,53 miliar") and stands in few
reports. Years, dates, clock times and numbers of laws are none.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from linimasa.language.files import LANGUAGES, toml
from linimasa.merge.copies import CopyIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from linimasa.merge.copies import CopyLookup
    from linimasa.model import Report, Span

MOST_REPORTS_WITH_FIGURE = 5
"""A figure that stands in more reports is common knowledge, or a round of something else."""

MOST_DAYS_APART = 7
"""Between the publication of two reports that share a figure."""

FEWEST_NAMES = 4
LEAST_NAMES_SHARED = 0.25
"""Of the names (words with a capital) of the report that has fewer; what makes two reports one matter."""

_FIGURE = re.compile(r"(?<![\w/:.,-])\d[\d.,]*\d(?![\d/:]|[.,-]\d|-\w)")
_NAME = re.compile(r"(?<![.!?:\"“”\n] )(?<=\s)[A-Z][\w'’-]{2,}")
_FEWEST_DIGITS = 3
_YEARS = range(1900, 2101)


class Figure(NamedTuple):
    """A number of a text: its digits with a decimal point where it has one, its key for an index, its span."""

    value: str
    key: int
    span: Span


class SharedFigure(NamedTuple):
    """A figure that two reports have; ``one`` is the report whose id sorts first."""

    one: str
    other: str
    value: str
    span_in_one: Span
    span_in_other: Span


def figures(text: str, language: str | None) -> tuple[Figure, ...]:
    """The unusual figures of a text, each value once, where it first stands. Keys are signed 64-bit integers."""
    found: dict[str, Figure] = {}
    thousands, decimal = _marks(language)
    for match in _FIGURE.finditer(text):
        value = _value(match.group(), thousands, decimal)
        if value is not None and value not in found:
            found[value] = Figure(value, _key(value), match.span())
    return tuple(found.values())


def find_shared_figures(report: Report, lookup: CopyLookup, fetch: Callable[[str], Report]) -> Iterator[SharedFigure]:
    """Reports on the same matter that have an unusual figure of a report, one figure (its first) each, by id."""
    own = figures(report.text, report.language)
    for candidate in sorted(lookup.candidates([figure.key for figure in own])):
        shared = None if candidate == report.id else share_figure(report, fetch(candidate), lookup)
        if shared is not None:
            yield shared


def figures_among(reports: Iterable[Report]) -> Iterator[SharedFigure]:
    """Every pair of reports with a shared unusual figure, by id; the same whatever the order of the reports."""
    by_id = {report.id: report for report in reports}
    index = CopyIndex(MOST_REPORTS_WITH_FIGURE)
    keys = {name: [figure.key for figure in figures(report.text, report.language)] for name, report in by_id.items()}
    for name, own in keys.items():
        index.add(name, own)
    for name in sorted(by_id):
        for candidate in sorted(index.candidates(keys[name])):
            shared = share_figure(by_id[name], by_id[candidate], index) if candidate > name else None
            if shared is not None:
                yield shared


def share_figure(one: Report, other: Report, lookup: CopyLookup) -> SharedFigure | None:
    """The first unusual figure of two reports on the same matter; None where there is none."""
    if other.id < one.id:
        one, other = other, one
    theirs = {figure.value: figure for figure in figures(other.text, other.language)}
    shared = [(figure, theirs[figure.value]) for figure in figures(one.text, one.language) if figure.value in theirs]
    common = lookup.common([ours.key for ours, _ in shared])
    for ours, figure in shared:
        if ours.key not in common and is_same_matter(one, other):
            return SharedFigure(one.id, other.id, ours.value, ours.span, figure.span)
    return None


def is_same_matter(one: Report, other: Report) -> bool:
    """Whether two reports, of about the same days, speak of the same names."""
    if not _is_near(one.published, other.published):
        return False
    first, second = _names(one), _names(other)
    shared = len(first & second)
    return shared >= FEWEST_NAMES and shared >= LEAST_NAMES_SHARED * min(len(first), len(second))


def _names(report: Report) -> set[str]:
    start = report.dateline_span[1] if report.dateline_span else 0
    return {match.group().casefold() for match in _NAME.finditer(report.text, start)}


def _is_near(one: str | None, other: str | None) -> bool:
    if not one or not other:
        return False
    days = date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])
    return abs(days.days) <= MOST_DAYS_APART


def _value(figure: str, thousands: str, decimal: str) -> str | None:
    """The digits of a figure, or None where it is not unusual or no number in this language."""
    whole, mark, rest = figure.partition(decimal)
    if mark and not rest.isdigit():
        return None
    groups = whole.split(thousands)
    if len(groups) > 1 and not (len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])):
        return None
    digits = "".join(groups)
    if not digits.isdigit() or (len(groups) == 1 and not mark and _is_year_or_code(digits)):
        return None
    significant = (digits + rest).strip("0")
    if len(significant) < _FEWEST_DIGITS:
        return None
    return f"{digits.lstrip('0') or '0'}.{rest.rstrip('0')}".rstrip(".")


def _is_year_or_code(digits: str) -> bool:
    """Bare digits: a year, or too long a row to be a number that is written without marks."""
    return int(digits) in _YEARS or len(digits) > 5 or digits.startswith("0")


def _key(value: str) -> int:
    return int.from_bytes(blake2b(value.encode(), digest_size=8, person=b"figure").digest(), "big", signed=True)


@cache
def _marks(language: str | None) -> tuple[str, str]:
    data = toml(f"language/{language if language in LANGUAGES else LANGUAGES[0]}", "numbers.toml")
    return data["thousands"], data["decimal"]
