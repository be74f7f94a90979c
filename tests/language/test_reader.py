"""The trained reader, as those who call it see it."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linimasa.errors import DataError
from linimasa.language.reader import Analysis, Reader

TEXTS = (
    "Menteri Luar Negeri Retno Marsudi mengatakan bahwa Indonesia mengecam serangan Israel ke Gaza .",
    "Tersangka korupsi itu ditangkap oleh penyidik KPK di Surabaya pada Senin .",
    "Warga negara nya dipulangkan .",
    "The president signed the agreement in Jakarta on Monday .",
    "Three protesters were arrested by police in Bangkok , Reuters reported .",
)
NEWS = [text.split() for text in TEXTS]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def check(analysis: Analysis, words: list[str]) -> None:
    """One answer a word, one root, no cycle, and spans that lie in the sentence."""
    count = len(words)
    assert len(analysis.upos) == len(analysis.feats) == len(analysis.head) == len(analysis.deprel) == count
    assert sum(head == -1 for head in analysis.head) == min(1, count)
    for start in range(count):
        seen = set()
        at = start
        while at >= 0 and start < 300:
            assert at not in seen
            seen.add(at)
            at = analysis.head[at]
    assert all(
        (relation == "root") == (head == -1) for relation, head in zip(analysis.deprel, analysis.head, strict=True)
    )
    for start, end, kind in (*analysis.names, *analysis.speech):
        assert 0 <= start < end <= count
        assert kind


def test_who_did_what_to_whom_is_found_in_both_languages(reader: Reader) -> None:
    said, arrested, _, signed, detained = reader.analyse(NEWS)
    assert (said.deprel[7], said.head[7], said.deprel[9], said.head[9]) == ("nsubj", 8, "obj", 8)
    assert (signed.deprel[1], signed.head[1], signed.deprel[4], signed.head[4]) == ("nsubj", 2, "obj", 2)
    for sentence, subject, verb in ((arrested, 0, 3), (detained, 1, 3)):
        assert (sentence.deprel[subject], sentence.head[subject]) == ("nsubj:pass", verb)
        assert "Voice=Pass" in sentence.feats[verb]
    assert "Voice=Act" in said.feats[8]


def test_names_and_speakers_are_found(reader: Reader) -> None:
    said = reader.analyse(NEWS)[0]
    assert (3, 5, "PER") in said.names
    assert {(5, 6, "cue"), (3, 5, "speaker")} <= set(said.speech)
    assert any(kind == "statement" and start <= 7 and end >= 13 for start, end, kind in said.speech)


def test_the_language_of_a_sentence_is_told(reader: Reader) -> None:
    assert reader.language(NEWS) == ["id", "id", "id", "en", "en"]


def test_a_clitic_reads_the_same_with_and_without_its_hyphen(reader: Reader) -> None:
    hyphen = [["Warga", "negara", "-nya", "dipulangkan", "."]]
    assert reader.analyse(hyphen) == reader.analyse([NEWS[2]])


def test_a_sentence_reads_the_same_alone_and_in_company(reader: Reader) -> None:
    assert [reader.analyse([words])[0] for words in NEWS] == reader.analyse(NEWS)


def test_threads_share_one_reader(reader: Reader) -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(reader.analyse, [NEWS] * 8))
    assert all(answer == answers[0] for answer in answers)


def test_a_sentence_of_ten_thousand_words_is_read(reader: Reader) -> None:
    words = ["Presiden", "berkata", ",", "😀", "warga", "\u200b", "محمد"] * 1_429
    check(reader.analyse([words])[0], words)
    assert len(reader.vectors([words])[0]) == len(words)


def test_nothing_to_read_gives_nothing(reader: Reader) -> None:
    assert reader.analyse([]) == []
    assert reader.analyse([[], ["Ya"]])[0] == Analysis((), (), (), (), (), ())
    assert reader.vectors([[]])[0].shape[0] == 0


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text(max_size=80), max_size=30), max_size=4))
def test_any_words_at_all_are_read(reader: Reader, sentences: list[list[str]]) -> None:
    for analysis, words in zip(reader.analyse(sentences), sentences, strict=True):
        check(analysis, words)


def test_word_vectors_tell_like_from_unlike(reader: Reader) -> None:
    vectors = reader.vectors([["Polisi", "menangkap", "pencuri"], ["Aparat", "meringkus", "maling"]])
    assert [v.shape for v in vectors] == [(3, 384), (3, 384)]
    assert all(v.dtype.name == "float16" for v in vectors)


def test_a_style_that_does_not_exist_is_refused(reader: Reader) -> None:
    with pytest.raises(ValueError, match="is not in list"):
        reader.analyse(NEWS, style="klingon")


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="not a reader"):
        Reader.load(tmp_path)
