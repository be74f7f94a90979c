"""What a user notices when quantities go wrong: the wrong number of dead."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linimasa.language.files import LANGUAGES, toml
from linimasa.resolve.numerals import figure, number_words
from linimasa.resolve.quantities import find_quantities

_LINES = [
    line
    for line in (Path(__file__).parent / "quantities.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
_ROWS = list(csv.DictReader(_LINES, delimiter="\t", quoting=csv.QUOTE_NONE))


def _number(text: str) -> float | None:
    return float(text) if text else None


@pytest.mark.parametrize(
    "row", [row for row in _ROWS if row["expression"]], ids=lambda row: f"{row['sentence']} {row['expression']}"
)
def test_a_quantity_is_read_as_it_is_meant(row: dict[str, str]) -> None:
    sentence = row["sentence"]
    quantities = find_quantities(sentence, language=row["language"])
    by_words = {sentence[slice(*(quantity.span or (0, 0)))]: quantity for quantity in quantities}
    assert row["expression"] in by_words
    quantity = by_words[row["expression"]]
    assert (quantity.what, quantity.kind) == (row["what"], row["kind"])
    assert (quantity.value, quantity.low, quantity.high) == tuple(_number(row[key]) for key in ("value", "low", "high"))
    assert quantity.approximate == (row["approximate"] == "~")


@pytest.mark.parametrize("row", [row for row in _ROWS if not row["expression"]], ids=lambda row: row["sentence"])
def test_a_number_that_counts_nothing_is_no_quantity(row: dict[str, str]) -> None:
    assert find_quantities(row["sentence"], language=row["language"]) == []


@pytest.mark.parametrize(
    ("form", "language", "scaled", "value"),
    [
        ("11.000", "id", False, 11000),
        ("11,000", "en", False, 11000),
        ("2,3", "id", True, 2.3),
        ("2.3", "id", True, 2.3),
        ("2.3", "id", False, None),
        ("1.234.567,5", "id", False, 1234567.5),
        ("1,234,567.5", "en", False, 1234567.5),
        ("007", "en", False, None),
        ("12345678901234567890", "id", False, None),
    ],
)
def test_figures_are_read_as_the_language_writes_them(
    form: str, language: str, scaled: bool, value: float | None
) -> None:
    assert figure(form, language, scaled=scaled) == value


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_for_counting_are_listed_once(language: str) -> None:
    data = toml(f"language/{language}", "quantities.toml")
    words = [word for entries in data["words"].values() for word in entries]
    assert sorted(words) == sorted(set(words))
    for group in (data["nouns"], *data["befell"].values()):
        listed = [word for entries in group.values() for word in entries]
        assert sorted(listed) == sorted(set(listed))
    befell = [word for sides in data["befell"].values() for words in sides.values() for word in words]
    assert sorted(befell) == sorted(set(befell))
    for key in ("stops", "including", "clause_ends", "objects"):
        assert len(data["phrase"][key]) == len(set(data["phrase"][key]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_number_words_grow_from_one_to_ninety_nine(language: str) -> None:
    assert sorted(set(number_words(language).values())) == list(range(1, 100))


_PIECES = st.sampled_from(
    [
        word
        for language in LANGUAGES
        for entries in toml(f"language/{language}", "quantities.toml")["words"].values()
        for word in entries
    ]
    + ["0", "5", "12", "2.500", "2,5", "2025", "1.234.567", "dua", "puluh", "seratus", "ribu", "two", "hundred", "bn"]
    + ["orang", "tewas", "menewaskan", "people", "killed", "drone", "rumah", "soldiers", "including", "termasuk"]
    + list('()/-,.:\n"–$%')
)


@given(st.lists(_PIECES, max_size=14), st.sampled_from(LANGUAGES))
@settings(max_examples=400, deadline=None)
def test_no_row_of_counting_words_breaks_the_reading(pieces: list[str], language: str) -> None:
    for text in (" ".join(pieces), "".join(pieces)):
        reached = 0
        for quantity in find_quantities(text, language=language):
            start, end = quantity.span or (-1, -1)
            assert reached <= start < end <= len(text)
            assert quantity.what in text[start:end]
            assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high
            reached = end


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
@settings(max_examples=200, deadline=None)
def test_no_text_breaks_the_count(text: str, language: str) -> None:
    find_quantities(text, language=language)
