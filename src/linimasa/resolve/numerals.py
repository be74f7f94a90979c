"""Number words of a language, what they are worth, and how it writes figures."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from linimasa.language.files import toml

_LONGEST_FIGURE = 18


@cache
def number_words(language: str) -> dict[str, int]:
    """The words for 1 to 99 (``dua puluh lima``, ``twenty-five``) with their values. Treat as read-only."""
    data = numbers(language)
    units, tens, joiner = data["units"], data["tens"], data["joiner"]
    compounds = {
        f"{ten}{joiner}{one}": ten_value + one_value
        for ten, ten_value in tens.items()
        for one, one_value in units.items()
    }
    return {**units, **data["teens"], **tens, **compounds}


def numbers(language: str) -> dict[str, Any]:
    """The language's ``numbers.toml``. Treat as read-only."""
    return toml(f"language/{language}", "numbers.toml")


@cache
def _figure_patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], str, str]:
    data = numbers(language)
    thousands, decimal = data["thousands"], data["decimal"]
    grouped = rf"\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+(?:{re.escape(decimal)}\d+)?"
    fraction = rf"\d+{re.escape(decimal)}\d+"
    return re.compile(grouped), re.compile(fraction), thousands, decimal


def figure(form: str, language: str, *, scaled: bool) -> float | None:
    """What a number in figures is worth as the language writes it (``11.000``, ``2,3``); None if it is no count.

    ``scaled``: a word like "juta" follows; then the other language's decimal mark is taken as one
    too ("2.3 juta"), since it cannot part thousands there.
    """
    if len(form) > _LONGEST_FIGURE:
        return None
    if form.isdecimal():
        return None if form[0] == "0" and len(form) > 1 else float(form)
    grouped, fraction, thousands, decimal = _figure_patterns(language)
    if grouped.fullmatch(form) and form[0] != "0":
        return float(form.replace(thousands, "").replace(decimal, "."))
    if fraction.fullmatch(form):
        return float(form.replace(decimal, "."))
    whole, mark, rest = form.partition(thousands)
    if scaled and mark and rest.isdecimal() and whole.isdecimal():
        return float(f"{whole}.{rest}")
    return None
