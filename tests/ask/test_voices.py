"""What a user would notice of ``voices``: who said what about whom, with the words and the right day."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import linimasa
from linimasa.ask import VoiceFilters
from linimasa.errors import QueryError
from linimasa.language.parse import default_parser
from linimasa.model import Actor, Attribution, CodedReport, Report, Span, Voice
from linimasa.pipeline import code_report
from linimasa.store import Record

DEMO = Path(linimasa.__file__).parent / "data" / "demo"
TEXT = (
    "Menteri Luar Negeri Fiji Ana Tora mengatakan Samoa mengirim bantuan ke Tonga, lapor Kantor Berita Pasifik.\n"
    "Juru bicara Partai Laut Joni Vuki menyebut cuaca sedang buruk.\n"
    "The US is far away, Ana Tora said; she asked us to wait."
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return start, start + len(words)


def coded() -> CodedReport:
    report = Report(
        id="pasifik",
        text=TEXT,
        title="Fiji: Samoa membantu",
        outlet="Kabar Pasifik",
        language="id",
        published="2025-03-02",
    )
    tora = Actor("Ana Tora", None, "FJI", "GOV", "Menteri Luar Negeri Fiji", span("Ana Tora"))
    vuki = Actor("Joni Vuki", None, None, "PTY", "Juru bicara Partai Laut", span("Joni Vuki"))
    agency = Attribution("Kantor Berita Pasifik", span=span("Kantor Berita Pasifik"), cue=span("lapor"))
    made = (
        Voice(tora, span("mengatakan"), (span("Samoa mengirim bantuan ke Tonga"),), "indirect", (agency,)),
        Voice(vuki, span("menyebut"), (span("cuaca sedang buruk"),), "indirect", affiliation="Partai Laut"),
        Voice(tora, span("said"), (span("The US is far away"), span("she asked us to wait")), "indirect"),
    )
    return CodedReport(report, made, code_report(report, parser=default_parser()).claims)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record.open(tmp_path_factory.mktemp("voices") / "record.db") as opened:
        opened.add(coded(), coder_version="v1")
        undated = Report(id="tanpa-tanggal", text="Presiden Peru mengatakan hujan turun.", language="id")
        said = Voice(Actor("Presiden Peru", None, "PER", "GOV"), (14, 24), ((25, 36),), "indirect")
        opened.add(CodedReport(undated, (said,), ()), coder_version="v1")
        yield opened


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record.open(tmp_path_factory.mktemp("demo") / "record.db") as opened:
        for report in linimasa.read(DEMO):
            opened.add(code_report(report), coder_version="v1")
        yield opened


def said(record: Record, **asked: Any) -> list[str]:
    return [statement.said[0] for statement in linimasa.voices(record, VoiceFilters(**asked))]


AID, WEATHER, FAR, RAIN = "Samoa mengirim bantuan ke Tonga", "cuaca sedang buruk", "The US is far away", "hujan turun"


def test_every_statement_is_there_also_where_it_tells_no_event(record: Record) -> None:
    assert said(record) == [AID, WEATHER, FAR, RAIN]
    assert said(record, limit=2) == [AID, WEATHER]


@pytest.mark.parametrize(
    ("who", "statements"),
    [
        ("Fiji", [AID, FAR]),
        ("FJI", [AID, FAR]),
        ("ana tora", [AID, FAR]),
        ("Kantor Berita Pasifik", [AID]),
        ("Partai Laut", [WEATHER]),
        ("Peru", [RAIN]),
        ("Tor", []),
    ],
)
def test_a_speaker_is_found_by_name_country_affiliation_or_as_the_one_who_hands_it_on(
    record: Record, who: str, statements: list[str]
) -> None:
    assert said(record, speaker=who) == statements


@pytest.mark.parametrize(
    ("who", "statements"),
    [
        ("Samoa", [AID]),
        ("TON", [AID]),
        ("cuaca", [WEATHER]),
        ("Fiji", []),
        ("US", [FAR]),
        ("Amerika Serikat", [FAR]),
        ("Peru", []),
    ],
)
def test_a_statement_is_about_whom_its_claims_or_words_name(record: Record, who: str, statements: list[str]) -> None:
    assert said(record, about=who) == statements


def test_the_words_the_cue_and_the_claims_come_with_a_statement(record: Record) -> None:
    (first, *_), (far, *_) = (
        linimasa.voices(record, VoiceFilters(about="TON")),
        linimasa.voices(record, VoiceFilters(about="US")),
    )
    assert (first.cue, first.voice.through[0].name, first.report.published) == (
        "mengatakan",
        "Kantor Berita Pasifik",
        "2025-03-02",
    )
    assert len(first.claims) == 1
    assert far.said == (FAR, "she asked us to wait")


def test_the_days_asked_for_are_those_of_publication(record: Record) -> None:
    assert said(record, since="2025-03", until="2025-03-02") == [AID, WEATHER, FAR]
    assert said(record, since="2025-03-03") == []
    assert said(record, outlet="pasifik", speaker="Partai Laut") == [WEATHER]
    assert said(record, outlet="Harian Lain") == []


def test_days_that_are_none_or_the_wrong_way_round_are_refused(record: Record) -> None:
    with pytest.raises(QueryError, match="is not a date"):
        linimasa.voices(record, VoiceFilters(since="kemarin"))
    with pytest.raises(QueryError, match="the end lies before the beginning"):
        linimasa.voices(record, VoiceFilters(since="2025", until="2024"))


def test_the_demo_says_what_kcna_reports_of_russia(demo: Record) -> None:
    found = linimasa.voices(demo, VoiceFilters(speaker="KCNA", about="Rusia"))
    assert len(found) > 5
    for statement in found:
        chain = (statement.voice.speaker, *statement.voice.through)
        assert any(link.id == "KCNA" for link in chain)
    days = [statement.report.published or "" for statement in found]
    assert [day[:10] for day in days] == sorted(day[:10] for day in days)
    assert {statement.report.language for statement in found} == {"id", "en"}


@given(words=st.text(alphabet=st.sampled_from("Kim Rusia\"*-()^:'|{}+%_\\\0US")))
def test_nothing_typed_breaks_the_question(record: Record, words: str) -> None:
    with contextlib.suppress(QueryError):
        linimasa.voices(record, VoiceFilters(speaker=words, about=words, outlet=words))
