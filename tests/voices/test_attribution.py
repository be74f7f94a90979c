"""At every place of a report the chain of who says so is the one that a careful reader would name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linimasa.language.parse import parse
from linimasa.model import Actor, Attribution, Mention, Report, Sentence, Voice, Word
from linimasa.read import read
from linimasa.resolve.actors import find_actors
from linimasa.voices import attribution_at, find_voices


def names(voices: Sequence[Voice], text: str, word: str) -> list[str]:
    return [link.name for link in attribution_at(voices, text.index(word))[0]]


def test_the_agency_comes_before_whom_it_quotes(voices: Callable[..., list[Voice]]) -> None:
    text = "Rusia siap berunding, kata Lavrov seperti dikutip TASS."
    found = voices(text)
    assert names(found, text, "berunding") == ["TASS", "Lavrov"]
    assert attribution_at(found, text.index("berunding"))[1] == "indirect"
    assert text[slice(*(attribution_at(found, 0)[2] or (0, 0)))] == "Rusia siap berunding"


def test_the_cue_and_the_speaker_are_the_outlets_words(voices: Callable[..., list[Voice]]) -> None:
    text = "Rusia siap berunding, kata Lavrov seperti dikutip TASS."
    for word in ("kata", "Lavrov", "dikutip", "TASS"):
        assert attribution_at(voices(text), text.index(word)) == ((), None, None)


def test_whom_a_speaker_quotes_comes_last(voices: Callable[..., list[Voice]]) -> None:
    text = '"Polisi mengatakan bahwa dua orang ditangkap di Osaka," kata Boric.'
    assert names(voices(text), text, "ditangkap") == ["Boric", "Polisi"]
    assert names(voices(text), text, "mengatakan") == ["Boric"]


def test_nobody_is_named_twice() -> None:
    speaker = Actor("Boric", id="person:gabriel-boric")
    chain = (Attribution("Reuters"),)
    voices = [Voice(speaker, None, ((0, 30),), "direct", chain), Voice(speaker, None, ((5, 20),), "indirect", chain)]
    links, quote, span = attribution_at(voices, 10)
    assert [link.name for link in links] == ["Reuters", "Boric"]
    assert (quote, span) == ("indirect", (5, 20))


class Nobody:
    """A cast without mentions."""

    def in_sentence(self, _index: int) -> tuple[Mention, ...]:
        return ()


WORDS = [
    "kata",
    "menurut",
    "mengatakan",
    "bahwa",
    "dikutip",
    "seperti",
    "katanya",
    "Ana",
    "Kyodo",
    "ia",
    "itu",
    "tewas",
    '"',
    "“",
    "”",
    ",",
    ".",
    ":",
    "(",
    ")",
    "said",
    "according",
    "to",
    "that",
    "demikian",
    "dari",
    "yang",
]
UPOS = ["NOUN", "VERB", "PROPN", "ADP", "PUNCT", "ADV", "PRON", "CCONJ"]
RELATIONS = ["nsubj", "acl", "conj", "ccomp", "obl", "advcl", "punct", "root"]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=25),
    st.sampled_from(["id", "en"]),
    st.booleans(),
    st.randoms(use_true_random=False),
)
def test_no_sentence_and_no_parse_breaks_it(forms: list[str], language: str, headline: bool, chance: Random) -> None:
    text, words, at = " ".join(forms), [], 0
    for form in forms:
        head = chance.randrange(-1, len(forms))
        end = at + len(form)
        words.append(Word(at, end, form, form.lower(), chance.choice(UPOS), "", head, chance.choice(RELATIONS)))
        at += len(form) + 1
    sentence = Sentence(0, 0, headline, 0, len(text), tuple(words))
    for voice in find_voices(Report(id="x", text=text, language=language), [sentence], Nobody()):
        assert voice.content
        for start, end in voice.content:
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
        for span in (voice.cue, voice.speaker.span):
            assert span is None or 0 <= span[0] < span[1] <= len(text)


@pytest.mark.parametrize("name", ["id-june-2025.jsonl.gz", "en-wikinews-2019.jsonl.gz"])
def test_in_real_reports_no_speaker_or_cue_is_part_of_what_is_said(name: str) -> None:
    path = Path(__file__).resolve().parents[2] / "../shared/data/news" / name
    if not path.exists():
        pytest.skip(f"{path}: not here")
    for report in islice(read(str(path)), 12):
        sentences = parse(report)
        for voice in find_voices(report, sentences, find_actors(report, sentences)):
            assert list(voice.content) == sorted(voice.content)
            for span in (voice.cue, voice.speaker.span):
                assert span is None or not any(span[0] < end and start < span[1] for start, end in voice.content)
