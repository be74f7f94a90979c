"""Shared passages: the very words that two texts share, where they stand in both."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from linimasa.merge.passages import FEWEST_WORDS, shared_passages
from linimasa.merge.shingles import words_of

LINE = "Semua penumpang dipindahkan dengan selamat ke dua kapal nelayan sebelum tengah malam"


def folded(text: str) -> list[str]:
    return words_of(text).folded


def test_a_shared_sentence_is_quoted_exactly_in_both() -> None:
    one = f"Kapal kandas kemarin. {LINE}. Nakhoda diperiksa."
    other = f"Kabar baik! “{LINE.upper()}”, kata petugas."
    ((first, second),) = shared_passages(one, other)
    assert one[slice(*first)] == LINE
    assert other[slice(*second)] == LINE.upper()


def test_paragraphs_in_another_order_are_each_found() -> None:
    lines = [f"{word} paragraf berisi sembilan kata lain yang tidak sama {word}" for word in ("Satu", "Dua", "Tiga")]
    one, other = "\n".join(lines), "\n".join(reversed(lines))
    found = shared_passages(one, other)
    assert [one[slice(*first)] for first, _ in found] == lines
    assert [other[slice(*second)] for _, second in found] == lines


def test_a_formula_shared_by_any_two_reports_is_no_passage() -> None:
    assert shared_passages("kata dia di Jakarta pada Senin siang", "ujar dia di Jakarta pada Senin siang") == ()
    assert shared_passages("", LINE) == ()


def test_a_text_that_repeats_itself_is_one_passage() -> None:
    repeated = "ya tidak " * 20_000
    assert [first for first, _ in shared_passages(repeated, repeated)] == [(0, len(repeated) - 1)]


@given(
    st.lists(st.sampled_from("abcdefgh"), max_size=60),
    st.lists(st.sampled_from("abcdefgh"), max_size=60),
    st.lists(st.integers(100, 999).map(str), min_size=FEWEST_WORDS, max_size=30),
)
def test_spans_hold_the_same_words_and_do_not_overlap(before: list[str], after: list[str], passage: list[str]) -> None:
    one, other = " ".join([*before, *passage, *after]), " – ".join([*after, *passage, *before])
    found = shared_passages(one, other)
    assert all(folded(one[slice(*first)]) == folded(other[slice(*second)]) for first, second in found)
    assert all(len(folded(one[slice(*first)])) >= FEWEST_WORDS for first, _ in found)
    assert all(left[0][1] <= right[0][0] for left, right in pairwise(found))
    shared = {word for first, _ in found for word in folded(one[slice(*first)])}
    assert set(passage) <= shared
