"""All dates that a report's text names, as ranges of days, with the words that say so.

The grammar of each language is data (``language/*/dates.toml``): words by class and the forms they
make. A first pass finds the points of time (``Sabtu (12/7)``, ``pekan lalu``), a second joins them
(``sejak …``, ``antara … dan …``, ``akhir …``). Points are resolved in the order of the text, since
some count from the one before.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import chain, takewhile
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from linimasa.language.files import toml
from linimasa.model import Span, When
from linimasa.resolve import meanings, periods
from linimasa.resolve.forms import Form, Found, compile_forms, find_forms
from linimasa.resolve.meanings import MEANINGS, Reading, Slots
from linimasa.resolve.numerals import number_words
from linimasa.resolve.periods import Period
from linimasa.resolve.tokens import BREAK, Lexicon, Token

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_COUNT = "count"
_BOTH = "both"
_STATED = frozenset({"date", "numeric"})
_SAID = frozenset({*_STATED, "weekday"})
_QUOTES = '"“”'
_QUOTE_REACH = 1500
_LATEST_QUOTE = timedelta(days=7)
_BESIDE = 40
_CUE_REACH = 15
_POINTS = {means: f"{means}_point" for means in MEANINGS}
_POINT_KINDS = frozenset(_POINTS.values())
_DAY_PARTS = frozenset({"day_part", "night"})
_STRETCHES = frozenset({"years", "months", "days"})
_SENTENCE_ENDS = frozenset({BREAK, "dot", "stop"})


class DateMention(msgspec.Struct, frozen=True):
    """A date that a text names, and how it stands there.

    ``bracketed``: in brackets (``Rabu (6/12)``). ``since``, ``until``: words that say from when, up
    to when. ``future``: the words or the date itself speak of what comes after the publication.
    """

    when: When
    bracketed: bool = False
    since: bool = False
    until: bool = False
    future: bool = False


@dataclass(frozen=True)
class _Grammar:
    lexicon: Lexicon
    forms: tuple[Form, ...]
    joins: tuple[Form, ...]
    both: Mapping[str, Mapping[str, Any]]
    future: frozenset[str]
    said: frozenset[str]


class _Point(NamedTuple):
    """A point of time found in the text, not yet resolved; ``parts`` are the points that it joins."""

    start: int
    end: int
    means: str
    slots: Slots
    parts: tuple[_Point, ...] = ()


def find_dates(text: str, *, language: str, published: str | None) -> list[DateMention]:
    """All dates of a whole report's ``text``, in order; a span of each quotes the text exactly.

    ``published`` is the day of publication (ISO 8601; only its first ten characters count). Without
    it only explicit dates are resolved. ``since X`` runs from the start of X to the publication;
    ``until X`` is X itself, marked. Names that hold a date (``Jalan 17 Agustus``, ``Pemilu 2024``),
    durations, ages and clock times are no dates. A day that cannot be, or whose weekday
    contradicts it, is the nearest one that fits the report, marked ``corrected``.
    Raises DataError where the language has no data files.
    """
    tokens, points, _ = _read(text, language)
    if not points:
        return []
    cues = _Cues(tokens, text, _grammar(language))
    reading = Reading(_day(published))
    mentions = []
    ended = 0
    for index, point in enumerate(points):
        reading.future = cues.future(point.start)
        reading.beside_last = 0 < point.start - ended < _BESIDE and "\n" not in text[ended : point.start]
        if point.means == "day_ref" and reading.published:
            said = _day_of_saying(index, points, text, reading.published)
            period = _days_from(said, point.slots["ref"])
        else:
            period = _resolve(point, reading)
        if period is None:
            continue
        _remember(point, period, reading)
        mentions.append(_mention(point, period, reading, text))
        ended = point.end
    return mentions


def _days_from(day: date, days: int) -> Period | None:
    """The day so many days after another; None where the calendar of dates has ended (the year 9999)."""
    try:
        return periods.day(day + timedelta(days=days), "relative")
    except OverflowError:
        return None


def _day_of_saying(index: int, points: Sequence[_Point], text: str, published: date) -> date:
    """The day that "today" counts from: the publication, or in a quote the day that the report gives the quote.

    That is the nearest day named by its weekday in the quote's paragraph, after it or before.
    """
    start = points[index].start
    paragraph = text.rfind("\n", max(0, start - _QUOTE_REACH), start) + 1 or max(0, start - _QUOTE_REACH)
    if sum(text.count(mark, paragraph, start) for mark in _QUOTES) % 2 == 0:
        return published
    limit = text.find("\n", start, start + _QUOTE_REACH)
    limit = start + _QUOTE_REACH if limit < 0 else limit
    reading = Reading(published)
    after = takewhile(lambda point: point.start < limit, (points[i] for i in range(index + 1, len(points))))
    before = takewhile(lambda point: point.start >= paragraph, (points[i] for i in range(index - 1, -1, -1)))
    for point in chain(after, before):
        if point.means not in _SAID or "w" not in point.slots:
            continue
        period = _resolve(point, reading)
        if period and timedelta() <= published - period.start <= _LATEST_QUOTE:
            return period.start
    return published


def date_spans(text: str, language: str) -> tuple[Span, ...]:
    """Where ``text`` names a date, or a name or number that only looks like one: no counts stand there."""
    return _read(text, language)[2]


@lru_cache(maxsize=4)
def _read(text: str, language: str) -> tuple[list[Token], list[_Point], tuple[Span, ...]]:
    """Tokens, points and the spans of all forms; kept for the last texts, as quantities ask for them too."""
    grammar = _grammar(language)
    tokens = _settle(grammar.lexicon.tokenise(text), text, grammar)
    found = find_forms(grammar.forms, grammar.lexicon.encode(tokens), tokens)
    spans = tuple((tokens[form.start].start, tokens[form.end - 1].end) for form in found if form.means != _COUNT)
    return tokens, _points(grammar, tokens, found), spans


@cache
def _grammar(language: str) -> _Grammar:
    data = toml(f"language/{language}", "dates.toml")
    calendar = toml(f"language/{language}", "calendar.toml")
    words: dict[str, dict[str, Any]] = {kind: dict(entries) for kind, entries in data["words"].items()}
    for kind in ("month", "weekday"):
        full, short = _full_and_short(calendar[f"{kind}s"])
        both = data.get("both", {})
        words[kind] = {word: value for word, value in full.items() if word not in both}
        words[f"{kind}_short"] = short
    words["month_careful"] = {word: words["month"].pop(word) for word in data.get("careful", ())}
    words["number_word"] = {
        word: value
        for word, value in number_words(language).items()
        if not any(word in entries for entries in words.values())
    }
    words[_BOTH] = dict.fromkeys(data.get("both", {}))
    lexicon = Lexicon(
        words,
        capital=("month", "month_short", "month_careful", "weekday_short", "roman", "hijri_mark"),
        extra=_POINTS.values(),
    )
    kinds = {**data["kinds"], "months": ["month", "month_short", "month_careful"], "point": list(_POINTS.values())}
    return _Grammar(
        lexicon,
        compile_forms(data["form"], kinds, lexicon.characters),
        compile_forms(data["join"], kinds, lexicon.characters),
        data.get("both", {}),
        frozenset(data["cues"]["future"]),
        frozenset(data["cues"]["said"]),
    )


def _full_and_short(names: Mapping[str, int]) -> tuple[dict[str, int], dict[str, int]]:
    """Full names apart from short ones ("Okt", "Sen"), which are a date only beside a number."""
    short = {
        name: value
        for name, value in names.items()
        if any(
            value == other_value and other[0] == name[0] and len(other) >= len(name) + 2
            for other, other_value in names.items()
        )
    }
    return {name: value for name, value in names.items() if name not in short}, short


def _day(published: str | None) -> date | None:
    if not published:
        return None
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None


def _settle(tokens: list[Token], text: str, grammar: _Grammar) -> list[Token]:
    """Decides the words that are a weekday with a capital and a unit without."""
    for index, token in enumerate(tokens):
        if token.kind != _BOTH:
            continue
        entry = grammar.both[text[token.start : token.end].lower()]
        if _is_capital_reading(tokens, index, text):
            tokens[index] = token._replace(kind=entry["capital"], value=entry["value"])
        else:
            tokens[index] = token._replace(kind=entry["lower"], value=entry["other"])
    return tokens


def _is_capital_reading(tokens: Sequence[Token], index: int, text: str) -> bool:
    """Whether an ambiguous word is meant as the name: by its capital, where the capital tells."""
    token = tokens[index]
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if not token.capital:
        return bool(before and before.kind == "unit" and before.value == "day") or bool(
            after and after.kind == "open" and index + 2 < len(tokens) and tokens[index + 2].kind == "small"
        )
    if after is None or after.kind not in {"last", "this", "next", "yesterday"}:
        return True
    begins = before is None or before.kind in {BREAK, "dot", "dash", "quote", "stop"}
    return not begins and not after.capital


def _points(grammar: _Grammar, tokens: list[Token], found: Sequence[Found]) -> list[_Point]:
    if not found:
        return []
    reduced, made = _reduce(tokens, found)
    points: list[_Point] = []
    joined = find_forms(grammar.joins, grammar.lexicon.encode(reduced), reduced)
    covered = [False] * len(reduced)
    for join in joined:
        covered[join.start : join.end] = [True] * (join.end - join.start)
        parts = tuple(token.value for token in reduced[join.start : join.end] if token.kind in _POINT_KINDS)
        points.append(_Point(reduced[join.start].start, reduced[join.end - 1].end, join.means, join.slots, parts))
    points.extend(
        token.value for index, token in enumerate(reduced) if token.kind in _POINT_KINDS and not covered[index]
    )
    points.sort(key=lambda point: point.start)
    return points if made else []


def _reduce(tokens: list[Token], found: Sequence[Found]) -> tuple[list[Token], bool]:
    """The tokens with each point of time made into one token."""
    reduced: list[Token] = []
    position, made = 0, False
    for form in found:
        reduced.extend(tokens[position : form.start])
        start, end = tokens[form.start].start, tokens[form.end - 1].end
        position = form.end
        if form.means not in MEANINGS:
            reduced.append(Token(start, end, "plain", None, False))
            continue
        made = True
        while position < len(tokens) and tokens[position].kind in _DAY_PARTS:
            end = tokens[position].end
            position += 1
        reduced.append(Token(start, end, _POINTS[form.means], _Point(start, end, form.means, form.slots), False))
    reduced.extend(tokens[position:])
    return reduced, made


class _Cues:
    """Where words of the text speak of what is to come, up to the next verb of saying."""

    def __init__(self, tokens: Sequence[Token], text: str, grammar: _Grammar) -> None:
        self._starts = [token.start for token in tokens]
        self._tokens = tokens
        self._text = text
        self._grammar = grammar

    def future(self, start: int) -> bool:
        """Whether a word before ``start``, in the same sentence, speaks of what is to come."""
        index = bisect_left(self._starts, start)
        for token in reversed(self._tokens[max(0, index - _CUE_REACH) : index]):
            if token.kind in _SENTENCE_ENDS:
                return False
            word = self._text[token.start : token.end].lower()
            if word in self._grammar.future:
                return True
            if word in self._grammar.said:
                return False
        return False


def _resolve(point: _Point, reading: Reading) -> Period | None:
    if not point.parts:
        return MEANINGS[point.means](point.slots, reading)
    if point.means == "stretch":
        return _stretch(point.parts[0], point.parts[-1], reading)
    return _same(point, reading) if point.means == "same" else _of_one(point, reading)


def _of_one(point: _Point, reading: Reading) -> Period | None:
    """A point that words around it turn into another period: since, until, early, two days after."""
    whole = _resolve(point.parts[0], reading)
    if whole is None:
        return None
    if point.means in {"part", "since_part"}:
        whole = meanings.part(point.slots["p"], whole)
    if point.means in {"since", "since_part"}:
        return _since(whole, point.parts[0].means, reading.published)
    if point.means == "from_point":
        moved = periods.shift(whole.start, point.slots["sign"] * point.slots.get("c", 1), point.slots["u"])
        return periods.unit(point.slots["u"], moved, whole.basis) if moved else None
    return whole


def _since(whole: Period, means: str, published: date | None) -> Period | None:
    """From the start of the period to the publication; one with an end of its own, or yet to come, stays."""
    if published is None:
        return None
    if means in _STRETCHES or whole.start > published:
        return whole
    return Period(whole.start, published, "range", whole.basis, whole.corrected)


def _stretch(first: _Point, last: _Point, reading: Reading) -> Period | None:
    """From one point to another; what the first leaves out (year, month) is taken from the second."""
    end = _resolve(last, reading)
    if end is None:
        return None
    slots: dict[str, Any] = dict(first.slots)
    if "y" not in slots and "y" in last.slots and first.means in {"month", "date", "numeric"}:
        slots["y"] = last.slots["y"]
    if first.means == "weekday":
        start: Period | None = periods.day(periods.weekday_before(end.start, slots["w"], strictly=True), end.basis)
    else:
        start = _resolve(first._replace(slots=slots), reading)
    if start is None:
        return None
    if start.start > end.end:
        return None
    return Period(start.start, end.end, "range", end.basis, start.corrected or end.corrected)


def _same(point: _Point, reading: Reading) -> Period | None:
    """Two points beside each other that name one day: the one stated by number holds."""
    periods_found = [_resolve(part, reading) for part in point.parts]
    stated = [period for part, period in zip(point.parts, periods_found, strict=True) if part.means in _STATED]
    return (stated or periods_found)[0]


def _remember(point: _Point, period: Period, reading: Reading) -> None:
    stated = {part.means for part in (point, *point.parts)} & {*_STATED, "iso"}
    reading.note(period, stated=bool(stated))


def _mention(point: _Point, period: Period, reading: Reading, text: str) -> DateMention:
    words = {point.means, *(part.means for part in point.parts)}
    when = When(
        period.start.isoformat(),
        period.end.isoformat(),
        period.precision,
        period.basis,
        (point.start, point.end),
        period.corrected,
    )
    ahead = reading.published is not None and period.start > reading.published
    turns = [part.slots.get("dir") for part in (point, *point.parts)]
    return DateMention(
        when,
        bracketed="(" in text[point.start : point.end],
        since=point.means in {"since", "since_part"},
        until=point.means == "until",
        future=ahead or 1 in turns or bool(words & {"ahead", "coming"}),
    )
