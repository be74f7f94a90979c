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
from linimasa.resolve.number_reader import FIGURES, Number, NumberReader
from linimasa.resolve.numerals import number_words, numbers
from linimasa.resolve.tokens import BREAK, Lexicon, Token

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linimasa.model import Span

_SENSE_LISTS = {
    "stop": "stops",
    "including": "including",
    "clause_end": "clause_ends",
    "rest": "rest",
    "classifier": "classifiers",
}
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
    rest: bool = False
    classifier: bool = False


@dataclass(frozen=True)
class Grammar:
    """A language's words for counting."""

    language: str
    lexicon: Lexicon
    most_words: int
    verb_prefixes: tuple[str, ...]
    verb_suffixes: tuple[str, ...]
    objects: frozenset[str]
    head_first: bool


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
        phrase["head_first"],
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
    for name, key in _SENSE_LISTS.items():
        for word in data["phrase"][key]:
            add(word, **{name: True})
    return senses


class _Counts:
    """Walks over a text's tokens and gathers the numbers that count something."""

    def __init__(self, text: str, tokens: Sequence[Token], grammar: Grammar) -> None:
        self._text = text
        self._tokens = tokens
        self._grammar = grammar
        self._reader = NumberReader(text, tokens, grammar.language)
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
            return self._with_noun(Number(position, position + 1, 1.0), position, (), reached)
        number = self._reader.number(position)
        if number is None or self._barred(number):
            return None
        if date and self._tokens[number.end - 1].end > date[0]:
            return None
        before, currency, modifiers = self._before(position, reached)
        joined = self._reader.range(number, between="between" in modifiers, open_range="no_range" not in modifiers)
        if joined is None and self._loose_dash(number) and not self._is_rounded(number.end):
            return None
        return self._with_noun(joined or number, before, (*modifiers, *(["currency"] if currency else [])), reached)

    def _barred(self, number: Number) -> bool:
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

    def _loose_dash(self, number: Number) -> bool:
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

    # -- the words after it

    def _with_noun(self, number: Number, start: int, modifiers: tuple[str, ...], reached: int) -> Count | None:
        tokens, end = self._tokens, number.end
        more = list(modifiers)
        if number.high is None and start < number.start and tokens[start].kind == "between":
            start += 1
        if self._is_rounded(end):
            more.append(tokens[end + 1].value)
            end += 2
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
            if count.what[0] == count.what[1]:
                if self._is_score_or_age(number, more):
                    return None
                if set(more) & _EXACTNESS:
                    count = replace(count, loose="other")
        return _bounded(count, more)

    def _is_score_or_age(self, number: Number, modifiers: Sequence[str]) -> bool:
        """Whether a number without a noun is a score ("0-1") or an age ("Rina, 79, died")."""
        if number.vague or modifiers:
            return False
        if number.high is not None:
            return True
        tokens = self._tokens
        around = (tokens[number.start - 1], tokens[number.end]) if number.start > 0 and number.end < len(tokens) else ()
        return bool(around) and all(token.kind == "comma" for token in around)

    def _is_rounded(self, position: int) -> bool:
        """Whether "-an" is glued to the number: "30-an"."""
        glued = self._tokens[position : position + 2]
        return [token.kind for token in glued] == ["dash", "rounded"] and glued[0].end == glued[1].start

    def _is_trailing(self, position: int) -> bool:
        """Whether a word after the number bears on it ("100 orang lebih") and not on the next ("lebih murah")."""
        tokens = self._tokens
        if position >= len(tokens) or tokens[position].kind != "trailing":
            return False
        return position + 1 == len(tokens) or tokens[position + 1].kind != "plain"

    def _is_name(self, number: Number) -> bool:
        """Whether figures before no known noun are a year or end a name: "Piala Dunia 2026", "SMAN 1"."""
        token = self._tokens[number.start]
        if token.kind not in FIGURES or number.end > number.start + 1:
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
        last = first
        nouns: list[QuantityKind] = []
        head = True
        for _ in range(self._grammar.most_words):
            if last >= len(tokens) or tokens[last].kind not in {"plain", "sense"}:
                break
            token, after = tokens[last], self._after_word(last)
            if after is None or self._ends_noun(token, last == first, last):
                break
            if token.kind == "sense" and head and token.value.noun:
                nouns.append(token.value.noun)
            elif token.kind == "sense" and token.value.rest and last == first:
                nouns.append("people")
            if self._grammar.head_first and not (
                token.kind == "sense" and (token.value.noun or token.value.classifier)
            ):
                head = False
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
        if first.end != dash.start or dash.end != second.start or self._text[dash.start] != "-":
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
