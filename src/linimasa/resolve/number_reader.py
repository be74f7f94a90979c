"""Reads the number that stands at a place in a text: in figures, in words, or unstated ("ribuan").

Ranges ("10-15", "25.000 hingga 30.000") are read here too; what a number counts, and whether it
counts at all, is for ``linimasa.resolve.quantities``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from linimasa.resolve.numerals import figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linimasa.resolve.tokens import Token

FIGURES = frozenset({"small", "year", "number", "decimal"})


class Number(NamedTuple):
    """A number over tokens ``[start, end)``: its value, or the bounds of an unstated one."""

    start: int
    end: int
    value: float | None
    low: float | None = None
    high: float | None = None
    vague: bool = False


class NumberReader:
    """Reads numbers from a text's tokens."""

    def __init__(self, text: str, tokens: Sequence[Token], language: str) -> None:
        self._text = text
        self._tokens = tokens
        self._language = language

    def number(self, position: int) -> Number | None:
        """The number that begins at token ``position``, or None."""
        token = self._tokens[position]
        if token.kind == "vague":
            low, *high = token.value
            end, scale = self._scale(position + 1)
            return Number(position, end, None, float(low * scale), float(high[0] * scale) if high else None, vague=True)
        if token.kind in FIGURES:
            return self._figure(position)
        return self._words(position) if token.kind in {"number_word", "multiplier"} else None

    def _figure(self, position: int) -> Number | None:
        token = self._tokens[position]
        if not self._stands_alone(position):
            return None
        end, scale = self._scale(position + 1)
        value = figure(self._text[token.start : token.end], self._language, scaled=scale > 1)
        return None if value is None else Number(position, end, round(value * scale, 6))

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

    def _words(self, position: int) -> Number | None:
        """A number in words: "dua ratus lima puluh ribu", "two hundred and fifty"."""
        total, current, end = 0, 0, position
        while end < len(self._tokens):
            token = self._tokens[end]
            if token.kind == "number_word":
                if current and (current % 100 or token.value >= current):
                    break
                if token.value >= 1000:
                    total += token.value
                else:
                    current += token.value
            elif token.kind == "multiplier" and token.end - token.start > 1 and (current or total):
                if token.value == 100:
                    current *= 100
                else:
                    total, current = total + current * token.value, 0
            elif not (token.kind == "and" and current and current % 100 == 0 and self._is_word(end + 1)):
                break
            end += 1
        return Number(position, end, float(total + current)) if end > position and total + current else None

    def _is_word(self, position: int) -> bool:
        return position < len(self._tokens) and self._tokens[position].kind == "number_word"

    def _stands_alone(self, position: int) -> bool:
        """Whether figures are not glued to a name, a time, a fraction: "F-16", "18:30", "5G", "3/4"."""
        token, text = self._tokens[position], self._text
        before = text[token.start - 1] if token.start else " "
        after = text[token.end] if token.end < len(text) else " "
        previous = self._tokens[position - 1] if position else None
        if before in "'’" and not text[token.start - 2 : token.start - 1].isalnum():
            before = " "
        if before.isalpha() or before in "-–—/:#.,_@'’":
            money = previous is not None and previous.kind == "currency_before"
            spelled_out = before in "–—," and previous is not None and text[token.start - 2 : token.start - 1] == " "
            if not money and not spelled_out:
                return False
        following = self._tokens[position + 1] if position + 1 < len(self._tokens) else None
        if after.isalpha():
            return following is not None and following.kind in {"multiplier", "percent", "currency_after"}
        return after not in "/°º" and not (after == ":" and text[token.end + 1 : token.end + 2].isdecimal())

    def range(self, number: Number, *, between: bool, open_range: bool) -> Number | None:
        """A range that begins with ``number``: "25.000 hingga 30.000", "10-15", "antara 5 dan 10"."""
        tokens, end = self._tokens, number.end
        kinds = {"and", "dash", "range"} if between else {"range", "dash"}
        if end + 1 >= len(tokens) or tokens[end].kind not in kinds or not open_range or number.value is None:
            return None
        second = end + 1 + (tokens[end + 1].kind == "currency_before")
        if second >= len(tokens):
            return None
        if tokens[end].kind == "dash" and tokens[second].kind in FIGURES and second == end + 1:
            upper = self._figure_after_dash(second)
        else:
            upper = self.number(second)
        if upper is None or upper.value is None:
            return None
        low, high = number.value, upper.value
        scale = self._scale(upper.start + 1)[1] if tokens[upper.start].kind in FIGURES else 1
        if low * scale < high and number.end == number.start + 1 and scale > 1:
            low *= scale
        if low >= high:
            return None
        return Number(number.start, upper.end, None, low, high)

    def _figure_after_dash(self, position: int) -> Number | None:
        token = self._tokens[position]
        end, scale = self._scale(position + 1)
        value = figure(self._text[token.start : token.end], self._language, scaled=scale > 1)
        following = self._tokens[end] if end < len(self._tokens) else None
        if value is None or (following is not None and following.kind == "dash"):
            return None
        return Number(position, end, round(value * scale, 6))
