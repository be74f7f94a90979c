"""Which words count as forms of one word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linimasa.language.lemma import lemma


@pytest.mark.parametrize("form", ["menyerang", "diserang", "Diserang", "serang"])
def test_active_and_passive_verbs_share_their_root(form: str) -> None:
    assert lemma(form, "VERB", "id") == "serang"


@pytest.mark.parametrize(
    ("form", "root"),
    [
        ("mengirimkan", "kirim"),
        ("menewaskan", "tewas"),
        ("memblokade", "blokade"),
        ("mengecek", "cek"),
        ("berunding", "runding"),
        ("memperpanjang", "panjang"),
        ("mengaku", "aku"),
        ("meminta", "minta"),
        ("menolak", "tolak"),
        ("terbunuh", "bunuh"),
        ("menang", "menang"),
        ("menerima", "terima"),
    ],
)
def test_verbs_come_down_to_their_root(form: str, root: str) -> None:
    assert lemma(form, "VERB", "id") == root


@pytest.mark.parametrize(
    ("form", "root"),
    [
        ("pengiriman", "kirim"),
        ("negara-negara", "negara"),
        ("pengeboman", "bom"),
        ("pekan", "pekan"),
        ("warga", "warga"),
    ],
)
def test_nouns_made_from_verbs_share_the_root_and_others_stay(form: str, root: str) -> None:
    assert lemma(form, "NOUN", "id") == root


@pytest.mark.parametrize(
    ("form", "upos", "base"),
    [
        ("left", "VERB", "leave"),
        ("won", "VERB", "win"),
        ("striking", "VERB", "strike"),
        ("denied", "VERB", "deny"),
        ("n't", "PART", "not"),
        ("n’t", "PART", "not"),
        ("meeting", "NOUN", "meeting"),
        ("talks", "NOUN", "talk"),
    ],
)
def test_english_words_come_down_to_their_base_form(form: str, upos: str, base: str) -> None:
    assert lemma(form, upos, "en") == base


@pytest.mark.parametrize("name", ["Menyerang", "Prabowo", "Reuters", "11.000"])
def test_names_and_numbers_stay_as_they_are(name: str) -> None:
    assert lemma(name, "PROPN", "id") == name


@given(st.text(min_size=1), st.sampled_from(["VERB", "NOUN", "ADJ", "PROPN"]), st.sampled_from(["id", "en", "ms"]))
def test_any_word_has_a_lemma(form: str, upos: str, language: str) -> None:
    assert lemma(form, upos, language)
