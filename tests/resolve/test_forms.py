"""The small grammars: a form in a data file is found where its words stand, and a slip in it is named."""

from __future__ import annotations

import pytest

from linimasa.errors import DataError
from linimasa.resolve.forms import Found, compile_forms, find_forms
from linimasa.resolve.tokens import Lexicon

_LEXICON = Lexicon(
    {"unit": {"pekan": "week"}, "turn": {"lalu": -1, "yang lalu": -1}, "lead": {"pada": None}, "name": {"juni": 6}},
    capital=("name",),
)


def _find(text: str, *forms: str) -> list[Found]:
    tokens = _LEXICON.tokenise(text)
    rows = [{"means": form, "form": form} for form in forms]
    return find_forms(
        compile_forms(rows, {"any": ("unit", "name")}, _LEXICON.characters), _LEXICON.encode(tokens), tokens
    )


def test_a_phrase_counts_as_one_word() -> None:
    found = _find("pekan yang lalu", "unit=u turn=t")
    assert [(match.start, match.end, match.slots) for match in found] == [(0, 2, {"u": "week", "t": -1})]


def test_a_word_that_needs_a_capital_is_nothing_without() -> None:
    assert [match.slots for match in _find("juni Juni", "name=m")] == [{"m": 6}]


def test_the_longest_form_wins_and_none_overlap() -> None:
    assert [match.means for match in _find("pekan lalu pekan", "unit", "unit turn?")] == ["unit turn?", "unit"]


def test_words_around_must_or_must_not_stand_there() -> None:
    assert len(_find("pada Juni, Juni", "~lead name")) == 1
    assert len(_find("Juni lalu, Juni", "name !turn")) == 1
    assert len(_find("pada pekan", "!lead unit")) == 0


def test_groups_may_be_left_out_or_repeated() -> None:
    assert [match.end for match in _find("pekan , pekan , pekan", "any ( comma any )*")] == [5]
    assert [match.end for match in _find("pekan lalu", "any ( comma any )? turn")] == [2]


def test_a_form_with_an_unknown_class_is_named() -> None:
    with pytest.raises(DataError, match="weekdya"):
        _find("", "weekdya=w turn")
