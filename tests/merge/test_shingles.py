"""Fingerprints: the same everywhere, few, and shared by texts that share a passage."""

from __future__ import annotations

import os
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from linimasa.merge.shingles import GUARANTEE, SHINGLE, fingerprints, winnow, words_of

WORDS = [f"kata{number}" for number in range(400)]


def text(*numbers: int) -> str:
    return " ".join(WORDS[number % len(WORDS)] for number in numbers)


def test_the_fingerprints_of_a_text_are_these_in_every_process_and_release() -> None:
    sample = "Feri itu kandas di beting karang dekat Pulau Kembar pada Sabtu malam"
    assert fingerprints(sample) == (-8407856369391789833,)
    code = f"from linimasa.merge.shingles import fingerprints; print(fingerprints({sample!r}))"
    for seed in ("1", "2"):
        run = [sys.executable, "-c", code]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        found = subprocess.run(run, capture_output=True, text=True, check=True, env=environment)
        assert found.stdout.strip() == str(fingerprints(sample))


def test_case_marks_and_diacritics_do_not_count() -> None:
    plain = "pemerintah cafe itu mengumumkan hasil rapat kemarin sore di balai kota"
    other = "PEMERINTAH “Café” itu — mengumumkan hasil rapat, kemarin sore,\ndi Balai Kota."
    assert fingerprints(plain) == fingerprints(other)


def test_a_report_has_a_few_dozen_and_they_fit_a_database() -> None:
    found = fingerprints(text(*range(300)))
    assert 20 <= len(found) <= 60
    assert all(-(2**63) <= value < 2**63 for value in found)
    assert list(found) == sorted(set(found))


def test_a_text_of_fewer_words_than_a_shingle_has_none() -> None:
    assert fingerprints("") == ()
    assert fingerprints(text(*range(SHINGLE - 1))) == ()
    assert len(fingerprints(text(*range(SHINGLE)))) == 1


@given(
    st.lists(st.integers(0, 399), max_size=60),
    st.lists(st.integers(0, 399), max_size=60),
    st.lists(st.integers(0, 399), min_size=GUARANTEE, max_size=GUARANTEE),
    st.lists(st.integers(0, 399), max_size=60),
)
def test_texts_that_share_a_passage_share_a_fingerprint(
    before: list[int], after: list[int], passage: list[int], other: list[int]
) -> None:
    one, two = text(*before, *passage, *after), text(*other, *passage)
    assert set(fingerprints(one)) & set(fingerprints(two))


@given(st.text(max_size=400))
def test_words_and_fingerprints_of_any_text_stand_in_it(anything: str) -> None:
    words = words_of(anything)
    assert all(anything[start:end].isalnum() for start, end in words.spans)
    assert all(0 <= found.word <= len(words.folded) - SHINGLE for found in winnow(words))
