"""Number words of a language and what they are worth."""

from __future__ import annotations

from functools import cache

from linimasa.language.files import toml


@cache
def number_words(language: str) -> dict[str, int]:
    """The words for 1 to 99 (``dua puluh lima``, ``twenty-five``) with their values. Treat as read-only."""
    data = toml(f"language/{language}", "numbers.toml")
    units, tens, joiner = data["units"], data["tens"], data["joiner"]
    compounds = {
        f"{ten}{joiner}{one}": ten_value + one_value
        for ten, ten_value in tens.items()
        for one, one_value in units.items()
    }
    return {**units, **data["teens"], **tens, **compounds}
