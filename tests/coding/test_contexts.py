"""What a claim's report is about: contexts from precise words, empty rather than guessed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linimasa.coding.contexts import contexts
from linimasa.language.files import LANGUAGES, toml
from linimasa.model import Report
from linimasa.pipeline import code_report

NUMBER = 37


def of(sentence: str, text: str | None = None, language: str = "id", kind: str = "COERCE", mode: str = "") -> list[str]:
    text = text or sentence
    start = text.index(sentence)
    return list(contexts(text, (start, start + len(sentence)), language, kind, (mode,) if mode else ()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_has_plovers_contexts_each_cue_once(language: str) -> None:
    entries = toml(f"language/{language}", "contexts.toml")["context"]
    assert len(entries) == NUMBER
    assert list(entries) == list(toml("language/id", "contexts.toml")["context"])
    for name, cues in entries.items():
        assert len({cue.casefold() for cue in cues}) == len(cues), name
        for cue in cues:
            assert cue.isupper() or cue == cue.lower() or any(word.isupper() for word in cue.split()), cue
            assert re.fullmatch(r"\w+(?:['’-]\w+)*(?: \w+(?:['’-]\w+)*)*", cue), cue
            assert name in of(f"x {cue} y", language=language) or name == "crime", cue


def test_a_cue_in_the_sentence_names_the_context() -> None:
    assert of("Penyidik menahan seorang bupati dalam kasus suap.") == ["corruption"]
    assert of("Bawaslu memeriksa dua calon presiden.") == ["election"]
    assert of("Police seized ten kilos of cocaine.", language="en") == ["illegal_drugs"]


def test_one_word_beside_the_sentence_is_not_enough_but_two_are() -> None:
    sentence = "Wali kota itu ditahan."
    assert of(sentence, f"{sentence} Ia diduga menerima suap.") == []
    assert of(sentence, f"{sentence} Ia diduga menerima suap dan gratifikasi.") == ["corruption"]
    assert of(sentence, f"Kasus korupsi di Kota Teluk\n{sentence} Ia menerima suap.") == ["corruption"]
    assert of(sentence, f"{sentence}\nDi tempat lain ada kasus suap dan gratifikasi.") == []


def test_abbreviations_count_only_in_capitals() -> None:
    assert of("Korban sara bara itu dipulangkan.") == []
    assert of("Unggahan itu menyinggung SARA.") == ["religion_ethnicity"]


def test_a_word_ends_where_it_ends() -> None:
    assert of("Mereka menyantap sabuk.") == []
    assert of("Pemilunya ditunda.") == ["election"]
    assert of("Elections were put off.", language="en") == ["election"]


def test_hacking_and_disinformation_bring_their_context() -> None:
    assert of("Situs itu lumpuh.", mode="cyber") == ["cyber"]
    assert of("Akun itu ditutup.", mode="misinformation") == ["misinformation"]
    assert of("Situs itu lumpuh.", kind="ASSAULT", mode="cyber") == []


def test_a_special_crime_takes_the_place_of_crime() -> None:
    assert of("Polisi menangkap tersangka pengedar sabu.") == ["illegal_drugs"]
    assert of("Polisi menangkap tersangka pencurian.") == ["crime"]
    assert of("Peretas itu jadi tersangka suap.") == ["cyber", "crime", "corruption"]


def test_the_claims_of_a_report_have_their_contexts() -> None:
    report = Report(id="x", text="Polisi Kenya menangkap dua anggota parlemen karena korupsi.", language="id")
    (claim,) = code_report(report).claims
    assert claim.contexts == ("legislative", "corruption")


@given(text=st.text(), language=st.sampled_from(LANGUAGES))
def test_no_text_breaks_it(text: str, language: str) -> None:
    assert len(contexts(text, (0, len(text)), language, "ASSAULT", ())) <= NUMBER
