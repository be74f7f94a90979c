"""What a report's reader sees of its sentences and words."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from linimasa.language.parse import default_parser, parse
from linimasa.model import Report


@dataclass(frozen=True)
class Chain:
    """Each word hangs on the one before it."""

    upos: list[str]
    feats: list[str]
    head: list[int]
    deprel: list[str]
    names: list[tuple[int, int, str]]


class RightBranching:
    """A parser for tests: every word hangs on the word before; a word with a capital is a name."""

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[Chain]:
        return [
            Chain(
                upos=["PROPN" if word[:1].isupper() else "NOUN" for word in words],
                feats=["_"] * len(words),
                head=list(range(-1, len(words) - 1)),
                deprel=["root"] + ["dep"] * (len(words) - 1),
                names=[(i, i + 1, "PER") for i, word in enumerate(words) if word[:1].isupper()],
            )
            for words in sentences
        ]


TEXT = "Menlu Tiba di Hanoi. Apa Katanya?\nHANOI, Berita – Menlu Rina Wati tiba. Ia bertemu rekannya.\n\nSelesai."


def report(**changes: object) -> Report:
    hole = TEXT.index("HANOI")
    values: dict[str, object] = {
        "id": "r",
        "text": TEXT,
        "title": "Menlu Tiba di Hanoi. Apa Katanya?",
        "language": "id",
        "dateline_span": (hole, TEXT.index("Menlu Rina")),
    }
    return Report(**(values | changes))  # type: ignore[arg-type]


def test_the_headline_is_one_sentence_though_it_holds_two() -> None:
    first, *rest = parse(report(), RightBranching())
    assert TEXT[first.start : first.end] == "Menlu Tiba di Hanoi. Apa Katanya?"
    assert first.headline
    assert not any(sentence.headline for sentence in rest)


def test_the_dateline_belongs_to_no_sentence() -> None:
    spans = [TEXT[sentence.start : sentence.end] for sentence in parse(report(), RightBranching())]
    assert spans[1:] == ["Menlu Rina Wati tiba.", "Ia bertemu rekannya.", "Selesai."]


def test_paragraphs_and_sentences_are_counted_in_order() -> None:
    found = parse(report(), RightBranching())
    assert [sentence.index for sentence in found] == [0, 1, 2, 3]
    assert [sentence.paragraph for sentence in found] == [0, 1, 1, 2]


def test_every_word_is_what_the_text_has_there() -> None:
    for sentence in parse(report(), RightBranching()):
        for word in sentence.words:
            assert TEXT[word.start : word.end] == word.form
            assert sentence.start <= word.start < word.end <= sentence.end


def test_names_and_heads_come_from_the_parser() -> None:
    second = parse(report(), RightBranching())[1]
    assert [second.words[name.start].form for name in second.names] == ["Menlu", "Rina", "Wati"]
    assert [word.head for word in second.words] == [-1, 0, 1, 2, 3]


def test_a_report_without_title_has_no_headline() -> None:
    assert not any(sentence.headline for sentence in parse(report(title=None), RightBranching()))


def test_an_empty_report_has_no_sentences() -> None:
    assert parse(Report(id="r", text=" \n\u200b\n"), RightBranching()) == []


def test_the_reader_that_comes_with_linimasa_parses_a_report() -> None:
    text = "PRESIDEN BERTEMU WARGA DI JAKARTA\nMenteri Luar Negeri Rina Wati mengirim 5.000 tenda ke Hanoi, Senin."
    headline, sentence = parse(Report(id="r", text=text, title="x"))
    assert [word.lemma for word in headline.words if word.upos == "VERB"] == ["temu"]
    assert headline.words[1].form == "BERTEMU"
    (root,) = (word for word in sentence.words if word.head == -1)
    assert (root.form, root.lemma, root.upos) == ("mengirim", "kirim", "VERB")
    names = [" ".join(word.form for word in sentence.words[name.start : name.end]) for name in sentence.names]
    assert "Hanoi" in names


def test_threads_share_one_reader() -> None:
    with ThreadPoolExecutor(4) as pool:
        readers = list(pool.map(lambda _: default_parser(), range(4)))
    assert all(reader is readers[0] for reader in readers)
