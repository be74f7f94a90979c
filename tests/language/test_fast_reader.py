"""The fast reader and the filter, as those who call them see them."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linimasa.coding.filter import FilteredReader, may_tell
from linimasa.errors import DataError, InputError
from linimasa.language.fast_reader import NO_ROW, ROWS, FastReader, rows_of
from linimasa.language.parse import parse
from linimasa.language.reader import Analysis
from linimasa.model import Report
from linimasa.readers import reader as reader_of

TEXTS = (
    "Ketua DPRD Kabupaten Sleman mengatakan bahwa pemerintah daerah menolak usulan itu .",
    "Tiga pengunjuk rasa ditangkap oleh polisi di Makassar pada Rabu .",
    "Langit cerah sejak pagi .",
    "The governor of Bali met farmers in Denpasar on Friday .",
)
NEWS = [text.split() for text in TEXTS]


@pytest.fixture(scope="module")
def reader() -> FastReader:
    return FastReader.load()


def check(analysis: Analysis, words: Sequence[str]) -> None:
    """One answer a word, one root that every word leads to, and names that lie in the sentence."""
    count = len(words)
    assert len(analysis.upos) == len(analysis.feats) == len(analysis.head) == len(analysis.deprel) == count
    assert sum(head == -1 for head in analysis.head) == min(1, count)
    assert all((head == -1) == (label == "root") for head, label in zip(analysis.head, analysis.deprel, strict=True))
    reached = {-1}
    while more := {i for i, head in enumerate(analysis.head) if head in reached} - reached:
        reached |= more
    assert len(reached) == count + 1
    assert all(0 <= start < end <= count for start, end, _ in analysis.names)
    assert {kind for *_, kind in analysis.names} <= {"PER", "ORG", "LOC"}


def test_news_is_tagged_parsed_and_its_names_found(reader: FastReader) -> None:
    told, arrest, _, english = reader.analyse(NEWS)
    assert told.deprel[told.head.index(-1)] == "root"
    assert NEWS[0][told.head.index(-1)] == "mengatakan"
    verb = NEWS[1].index("ditangkap")
    assert arrest.upos[verb] == "VERB"
    assert "Voice=Pass" in arrest.feats[verb]
    assert ("LOC", "Makassar") in [(kind, NEWS[1][start]) for start, _, kind in arrest.names]
    assert english.upos[NEWS[3].index("met")] == "VERB"


def test_a_sentence_reads_the_same_alone_and_in_company_and_in_threads(reader: FastReader) -> None:
    together = reader.analyse(NEWS)
    assert [reader.analyse([words])[0] for words in NEWS] == together
    with ThreadPoolExecutor(4) as pool:
        assert all(found == together for found in pool.map(lambda _: reader.analyse(NEWS), range(12)))


def test_no_sentences_and_empty_sentences_are_read(reader: FastReader) -> None:
    assert reader.analyse([]) == []
    for analysis, words in zip(reader.analyse([[], NEWS[2], []]), [[], NEWS[2], []], strict=True):
        check(analysis, words)


def test_very_long_sentences_hang_together(reader: FastReader) -> None:
    words = NEWS[0] * 90
    check(reader.analyse([words])[0], words)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text(min_size=1, max_size=12), max_size=30), max_size=4))
def test_whatever_the_words_the_answer_is_a_tree(reader: FastReader, sentences: list[list[str]]) -> None:
    for analysis, words in zip(reader.analyse(sentences), sentences, strict=True):
        check(analysis, words)


def test_emoji_and_names_written_from_right_to_left_are_read(reader: FastReader) -> None:
    words = ["🔥🔥", "محمد", "bertemu", "\u200b", "👨‍👩‍👧", "\udc80", "&nbsp;", "."]
    check(reader.analyse([words])[0], words)


@given(st.text(max_size=40))
def test_each_word_has_rows_that_the_table_holds(word: str) -> None:
    assert all(NO_ROW <= row < ROWS for row in rows_of(word))


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=str(tmp_path)):
        FastReader.load(tmp_path)


def test_readers_are_named_and_loaded_once() -> None:
    assert reader_of("fast") is reader_of("fast")
    with pytest.raises(InputError, match="full, fast, filtered"):
        reader_of("quick")  # type: ignore[arg-type]


def test_a_report_is_parsed_by_the_fast_reader() -> None:
    text = "Polisi menangkap dua orang di Medan.\n\nLangit cerah."
    sentences = parse(Report(id="r", text=text, language="id"), reader_of("fast"))
    assert [text[word.start : word.end] for word in sentences[0].words][:2] == ["Polisi", "menangkap"]


@pytest.mark.parametrize(
    ("sentence", "tells"),
    [
        ("Langit cerah sejak pagi .", False),
        ("Polisi menangkap dua orang .", True),
        ("Cuaca buruk , kata nelayan itu .", True),
        ("The sky was blue .", False),
        ("They attacked the village .", True),
        ("Officials said so .", True),
        ("", False),
    ],
)
def test_the_filter_passes_what_may_tell_an_event_or_who_says_so(sentence: str, tells: bool) -> None:
    assert may_tell(sentence.split()) is tells


class Recorder:
    """Answers as the fast reader does, and remembers what it was given."""

    def __init__(self, reader: FastReader) -> None:
        self._reader, self.given = reader, []  # type: ignore[var-annotated]

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        self.given += [" ".join(words) for words in sentences]
        return self._reader.analyse(sentences)


def test_the_filter_keeps_sentences_in_order_and_gives_each_to_one_reader(reader: FastReader) -> None:
    full, fast = Recorder(reader), Recorder(reader)
    assert FilteredReader(full, fast).analyse(NEWS) == reader.analyse(NEWS)
    assert fast.given == [TEXTS[2]]
    assert full.given == [text for text in TEXTS if text != TEXTS[2]]
