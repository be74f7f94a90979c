"""The counts, sums and shares that a text states, with what is counted and what befell it.

Numbers are read as the language writes them (``language/*/numbers.toml``); the words around them
(``quantities.toml``) say how exact they are, what they count and which kind they are. Dates,
durations, ages, ordinals, scores, addresses and numbers inside names are no quantities.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from linimasa.language.files import toml
from linimasa.model import Quantity, QuantityKind
from linimasa.resolve.befell import classify
from linimasa.resolve.dates import date_spans
from linimasa.resolve.numerals import figure, number_words, numbers
from linimasa.resolve.tokens import BREAK, Lexicon, Token

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linimasa.model import Span

_FIGURES = frozenset({"small", "year", "number", "decimal"})
_EXACTNESS = frozenset({"about", "more", "less", "near"})
_YEARS = range(1900, 2101)
_UNITS: dict[str, QuantityKind] = {
    "percent": "percent",
    "percent_sign": "percent",
    "times": "times",
    "currency_after": "money",
}


class Sense(NamedTuple):
    """What a word is to a count: the kind of thing counted, what befell it and on which side, an end."""

    noun: QuantityKind | None = None
    befell: tuple[QuantityKind, str] | None = None
    stop: bool = False
    including: bool = False
    clause_end: bool = False


@dataclass(frozen=True)
class Grammar:
    """A language's words for counting."""

    language: str
    lexicon: Lexicon
    most_words: int
    verb_prefixes: tuple[str, ...]
    verb_suffixes: tuple[str, ...]
    objects: frozenset[str]


class _Number(NamedTuple):
    """A number over tokens ``[start, end)``: its value, or the bounds of an unstated one."""

    start: int
    end: int
    value: float | None
    low: float | None = None
    high: float | None = None
    vague: bool = False


@dataclass(frozen=True)
class Count:
    """A number with what it counts, as tokens ``[start, end)``; ``what`` are the tokens of the counted words.

    ``kind`` is what its unit says, ``nouns`` the kinds of the counted words, ``loose`` the kind it
    has if neither they nor what befell them say one.
    """

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    approximate: bool
    what: tuple[int, int]
    kind: QuantityKind | None
    nouns: tuple[QuantityKind, ...] = ()
    loose: QuantityKind | None = None


def find_quantities(text: str, *, language: str) -> list[Quantity]:
    """All quantities of ``text`` in order; each span quotes the text exactly.

    ``value`` is the number stated; ``low`` and ``high`` what it is at least and at most, where the
    words say so. Raises DataError where the language has no data files.
    """
    grammar = _grammar(language)
    tokens = grammar.lexicon.tokenise(text)
    counts = _Counts(text, tokens, grammar).find()
    kinds = classify(counts, tokens, text, grammar.objects)
    quantities = []
    for count, kind in zip(counts, kinds, strict=True):
        if kind is None:
            continue
        first, last = count.what
        what = text[tokens[first].start : tokens[last - 1].end] if last > first else ""
        span = (tokens[count.start].start, tokens[count.end - 1].end)
        quantities.append(Quantity(what, kind, count.value, count.low, count.high, count.approximate, span))
    return quantities


@cache
def _grammar(language: str) -> Grammar:
    data = toml(f"language/{language}", "quantities.toml")
    words: dict[str, dict[str, Any]] = {kind: dict(entries) for kind, entries in data["words"].items()}
    spelled = numbers(language)
    words["number_word"] = {**number_words(language), **spelled["whole"]}
    words["multiplier"] = dict(spelled["multipliers"])
    words["vague"] = dict(spelled["vague"])
    taken = {word for entries in words.values() for word in entries}
    words["sense"] = {word: sense for word, sense in _senses(data).items() if word not in taken}
    phrase = data["phrase"]
    return Grammar(
        language,
        Lexicon(words),
        phrase["most_words"],
        tuple(phrase["verb_prefixes"]),
        tuple(phrase["verb_suffixes"]),
        frozenset(phrase["objects"]),
    )


def _senses(data: Mapping[str, Any]) -> dict[str, Sense]:
    senses: dict[str, Sense] = {}

    def add(word: str, **values: Any) -> None:
        senses[word] = senses.get(word, Sense())._replace(**values)

    for kind, nouns in data["nouns"].items():
        for noun in nouns:
            add(noun, noun=kind)
    for kind, sides in data["befell"].items():
        for side, words in sides.items():
            for word in words:
                add(word, befell=(kind, side))
    for name, key in (("stop", "stops"), ("including", "including"), ("clause_end", "clause_ends")):
        for word in data["phrase"][key]:
            add(word, **{name: True})
    return senses


class _Counts:
    """Walks over a text's tokens and gathers the numbers that count something."""

    def __init__(self, text: str, tokens: Sequence[Token], grammar: Grammar) -> None:
        self._text = text
        self._tokens = tokens
        self._grammar = grammar
        self._dates = date_spans(text, grammar.language)

    def find(self) -> list[Count]:
        counts: list[Count] = []
        position, reached, dates = 0, 0, iter(self._dates)
        date = next(dates, None)
        size = len(self._tokens)
        while position < size:
            token = self._tokens[position]
            while date and date[1] <= token.start:
                date = next(dates, None)
            if date and token.start >= date[0]:
                position += 1
                continue
            count = self._count(position, reached, date)
            if count is None:
                position += 1
                continue
            counts.append(count)
            position = reached = count.end
        return counts

    def _count(self, position: int, reached: int, date: Span | None) -> Count | None:
        """The count whose number begins at ``position``; words before ``reached`` belong to another."""
        token = self._tokens[position]
        if token.kind == "one_person":
            return self._with_noun(_Number(position, position + 1, 1.0), position, (), reached)
        number = self._number(position)
        if number is None or self._barred(number):
            return None
        if date and self._tokens[number.end - 1].end > date[0]:
            return None
        before, currency, modifiers = self._before(position, reached)
        joined = self._range(number, between="between" in modifiers, open_range="no_range" not in modifiers)
        if joined is None and self._loose_dash(number):
            return None
        return self._with_noun(joined or number, before, (*modifiers, *(["currency"] if currency else [])), reached)

    # -- the number itself

    def _number(self, position: int) -> _Number | None:
        token = self._tokens[position]
        if token.kind == "vague":
            low, *high = token.value
            end, scale = self._scale(position + 1)
            return _Number(
                position, end, None, float(low * scale), float(high[0] * scale) if high else None, vague=True
            )
        if token.kind in _FIGURES:
            return self._figure(position)
        return self._words(position) if token.kind in {"number_word", "multiplier"} else None

    def _figure(self, position: int) -> _Number | None:
        token = self._tokens[position]
        if not self._stands_alone(position):
            return None
        end, scale = self._scale(position + 1)
        value = figure(self._text[token.start : token.end], self._grammar.language, scaled=scale > 1)
        return None if value is None else _Number(position, end, round(value * scale, 6))

    def _scale(self, position: int) -> tuple[int, int]:
        """The multipliers from ``position`` on ("ratus ribu"): where they end, and their product."""
        scale = 1
        while position < len(self._tokens) and self._tokens[position].kind in {"multiplier", "vague"}:
            token = self._tokens[position]
            if token.kind == "vague":
                return (position + 1, scale * token.value[0]) if token.value[0] >= 1000 else (position, scale)
            if token.end - token.start == 1 and not self._is_scaled_money(position):
                break
            scale *= token.value
            position += 1
        return position, scale

    def _is_scaled_money(self, position: int) -> bool:
        """Whether a one-letter multiplier ("$5m") is meant as one: glued to a sum of money."""
        tokens = self._tokens
        glued = tokens[position - 1].end == tokens[position].start
        return glued and position >= 2 and tokens[position - 2].kind == "currency_before"

    def _words(self, position: int) -> _Number | None:
        """A number in words: "dua ratus lima puluh ribu", "two hundred and fifty"."""
        total, current, end = 0, 0, position
        while end < len(self._tokens):
            token = self._tokens[end]
            if token.kind == "number_word":
                if current and (current % 100 or token.value >= current):
                    break
                current += token.value
            elif token.kind == "multiplier" and token.end - token.start > 1 and (current or total):
                if token.value == 100:
                    current *= 100
                else:
                    total, current = total + current * token.value, 0
            elif not (token.kind == "and" and current and current % 100 == 0 and self._is_word(end + 1)):
                break
            end += 1
        return _Number(position, end, float(total + current)) if end > position and total + current else None

    def _is_word(self, position: int) -> bool:
        return position < len(self._tokens) and self._tokens[position].kind == "number_word"

    # -- what keeps a number from being a count

    def _stands_alone(self, position: int) -> bool:
        """Whether figures are not glued to a name, a time, a fraction: "F-16", "18:30", "5G", "3/4"."""
        token, text = self._tokens[position], self._text
        before = text[token.start - 1] if token.start else " "
        after = text[token.end] if token.end < len(text) else " "
        previous = self._tokens[position - 1] if position else None
        if before.isalpha() or before in "-–—/:#.,_@'’":
            money = previous is not None and previous.kind == "currency_before"
            spelled_out = before in "–—," and previous is not None and text[token.start - 2 : token.start - 1] == " "
            if not money and not spelled_out:
                return False
        following = self._tokens[position + 1] if position + 1 < len(self._tokens) else None
        if after.isalpha():
            return following is not None and following.kind in {"multiplier", "percent", "currency_after"}
        return after not in "/°º'’" and not (after == ":" and text[token.end + 1 : token.end + 2].isdecimal())

    def _barred(self, number: _Number) -> bool:
        """Whether the words around say that the number names, orders or lists and does not count."""
        tokens = self._tokens
        previous = tokens[number.start - 1] if number.start else None
        following = tokens[number.end] if number.end < len(tokens) else None
        if previous is not None and previous.kind == "label":
            return True
        if previous is not None and previous.kind == "dot" and number.start >= 2:
            return tokens[number.start - 2].kind == "label"
        if following is None:
            return False
        begins = previous is None or previous.kind == BREAK
        if begins and following.kind in {"dot", "close"}:
            return True
        if following.kind == "close" and previous is not None and previous.kind == "open":
            return True
        return following.kind == "duration"

    def _loose_dash(self, number: _Number) -> bool:
        """A dash right after the number that makes no range: "2-1", "three-year", "36-year-old"."""
        if number.end >= len(self._tokens):
            return False
        following = self._tokens[number.end]
        return following.kind == "dash" and following.start == self._tokens[number.end - 1].end

    # -- the words before it

    def _before(self, position: int, reached: int) -> tuple[int, bool, tuple[str, ...]]:
        """Where the quantity begins, whether a currency stands before it, and how exact it is."""
        tokens, modifiers, currency = self._tokens, [], False
        start = position
        while start > reached:
            previous = tokens[start - 1]
            if previous.kind == "currency_before":
                currency = True
            elif previous.kind == "dot" and start >= 2 and tokens[start - 2].kind == "currency_before":
                pass
            elif previous.kind == "modifier":
                modifiers.append(previous.value)
            elif previous.kind == "between":
                modifiers.append("between")
            else:
                if previous.kind == "no_range":
                    modifiers.append("no_range")
                break
            start -= 1
        return start, currency, tuple(modifiers)

    def _range(self, number: _Number, *, between: bool, open_range: bool) -> _Number | None:
        """A range that begins with ``number``: "25.000 hingga 30.000", "10-15", "antara 5 dan 10"."""
        tokens, end = self._tokens, number.end
        kinds = {"and", "dash", "range"} if between else {"range", "dash"}
        if end + 1 >= len(tokens) or tokens[end].kind not in kinds or not open_range or number.value is None:
            return None
        second = end + 1 + (tokens[end + 1].kind == "currency_before")
        if second >= len(tokens):
            return None
        if tokens[end].kind == "dash" and tokens[second].kind in _FIGURES and second == end + 1:
            upper = self._figure_after_dash(second)
        else:
            upper = self._number(second)
        if upper is None or upper.value is None:
            return None
        low, high = number.value, upper.value
        scale = self._scale(upper.start + 1)[1] if tokens[upper.start].kind in _FIGURES else 1
        if low * scale < high and number.end == number.start + 1 and scale > 1:
            low *= scale
        if low >= high:
            return None
        return _Number(number.start, upper.end, None, low, high)

    def _figure_after_dash(self, position: int) -> _Number | None:
        token = self._tokens[position]
        end, scale = self._scale(position + 1)
        value = figure(self._text[token.start : token.end], self._grammar.language, scaled=scale > 1)
        following = self._tokens[end] if end < len(self._tokens) else None
        if value is None or (following is not None and following.kind == "dash"):
            return None
        return _Number(position, end, round(value * scale, 6))

    # -- the words after it

    def _with_noun(self, number: _Number, start: int, modifiers: tuple[str, ...], reached: int) -> Count | None:
        tokens, end = self._tokens, number.end
        more = list(modifiers)
        if number.high is None and start < number.start and tokens[start].kind == "between":
            start += 1
        if self._is_trailing(end):
            more.append(tokens[end].value)
            end += 1
        following = tokens[end] if end < len(tokens) else None
        if following is not None and following.kind == "duration":
            return None
        count = Count(max(start, reached), end, number.value, number.low, number.high, number.vague, (end, end), None)
        if following is not None and following.kind in _UNITS:
            count = replace(count, what=(end, end + 1), end=end + 1, kind=_UNITS[following.kind])
        elif "currency" in more:
            first = next(i for i in range(start, number.start) if tokens[i].kind == "currency_before")
            count = replace(count, what=(first, number.start), kind="money")
        else:
            count = self._noun(count, vague=number.vague)
            if not count.nouns and self._is_name(number):
                return None
            if count.what[0] == count.what[1] and set(more) & _EXACTNESS:
                count = replace(count, loose="other")
        return _bounded(count, more)

    def _is_trailing(self, position: int) -> bool:
        """Whether a word after the number bears on it ("100 orang lebih") and not on the next ("lebih murah")."""
        tokens = self._tokens
        if position >= len(tokens) or tokens[position].kind != "trailing":
            return False
        return position + 1 == len(tokens) or tokens[position + 1].kind != "plain"

    def _is_name(self, number: _Number) -> bool:
        """Whether figures before no known noun are a year or end a name: "Piala Dunia 2026", "SMAN 1"."""
        token = self._tokens[number.start]
        if token.kind not in _FIGURES or number.end > number.start + 1:
            return False
        if token.kind == "year" and token.value in _YEARS:
            return True
        previous = self._tokens[number.start - 1] if number.start else None
        return previous is not None and previous.kind == "plain" and previous.capital

    def _noun(self, count: Count, *, vague: bool) -> Count:
        """The counted words after the number."""
        tokens = self._tokens
        first = count.end
        if vague and first < len(tokens) and tokens[first].kind == "linker":
            first += 1
        last, nouns = first, []
        for _ in range(self._grammar.most_words):
            if last >= len(tokens) or tokens[last].kind not in {"plain", "sense"}:
                break
            token, after = tokens[last], self._after_word(last)
            if after is None or self._ends_noun(token, last == first, last):
                break
            if token.kind == "sense" and token.value.noun:
                nouns.append(token.value.noun)
            last = after
        if last == first:
            return replace(count, what=(count.end, count.end))
        end = last
        if self._is_trailing(last):
            count = _bounded(count, (tokens[last].value,))
            end = last + 1
        return replace(count, end=end, what=(first, last), nouns=tuple(nouns))

    def _after_word(self, position: int) -> int | None:
        """Where a word ends, its doubling included ("kupu-kupu"); None where it is itself the doubling."""
        tokens = self._tokens
        if position + 2 >= len(tokens) or tokens[position + 1].kind != "dash":
            return position + 1
        first, dash, second = tokens[position : position + 3]
        if first.end != dash.start or dash.end != second.start:
            return position + 1
        doubled = self._text[first.start : first.end].lower() == self._text[second.start : second.end].lower()
        follows_number = position > 0 and tokens[position - 1].kind not in {"plain", "sense"}
        return position + 3 if doubled and follows_number else None if doubled else position + 3

    def _ends_noun(self, token: Token, first: bool, position: int) -> bool:
        grammar = self._grammar
        word = self._text[token.start : token.end].lower()
        if token.kind == "sense":
            sense = token.value
            if sense.stop or sense.including or sense.clause_end:
                return True
            if sense.befell and not sense.noun:
                following = self._tokens[position + 1] if position + 1 < len(self._tokens) else None
                return not (first and following is not None and following.kind == "sense" and following.value.noun)
            return False
        if token.capital or len(word) < 6:
            return False
        return word.startswith(grammar.verb_prefixes) or (not first and word.endswith(grammar.verb_suffixes))


def _bounded(count: Count, modifiers: Sequence[str]) -> Count:
    """The count with the bounds that the words around its number set."""
    for modifier in modifiers:
        if modifier in _EXACTNESS:
            count = replace(count, approximate=True)
        if modifier == "more" and count.value is not None:
            count = replace(count, low=count.value)
        if modifier in {"less", "near"} and count.value is not None:
            count = replace(count, high=count.value)
    return count
