"""Every span of a coded report quotes the report's words."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import linimasa
from linimasa.model import CodedReport, Credit, Report
from linimasa.spans import faults

NEWS = Path(__file__).resolve().parents[1] / ".." / "shared" / "data" / "news"
EVERY = 60
PIECES = [
    "Presiden Chad bertemu Perdana Menteri Niger di Ndjamena pada Senin (7/7/2025).",
    "“Kami akan menyerang,” kata juru bicara militer Sudan, menurut AFP.",
    "Polisi menangkap 11 orang.",
    "Ribuan buruh\u200b berunjuk rasa 😀 di Jakarta.",
    "According to Reuters, Kenya sent about 500 police officers to Haiti last year.",
    "(bbn)",
    "Baca juga: Gempa",
    "…",
    "\u202eabc\u202c KORUT SERANG KORSEL",
]


@pytest.mark.skipif(not NEWS.exists(), reason="needs the reports of ../shared/data/news")
def test_no_real_report_is_quoted_wrongly() -> None:
    reports = [report for number, report in enumerate(linimasa.read(NEWS)) if number % EVERY == 0]
    assert len(reports) > 100
    wrong = {report.id: found for report in reports if (found := faults(linimasa.code_report(report)))}
    assert not wrong


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6), st.sampled_from([" ", "\n", "\n\n"]))
def test_no_odd_text_is_quoted_wrongly(pieces: list[str], between: str) -> None:
    report = linimasa.read_text("Judul\n\n" + between.join(pieces), published="2025-07-13")
    assert faults(linimasa.code_report(report)) == []


def test_a_span_that_is_not_in_the_text_is_named() -> None:
    report = Report(id="example", text="Chad", credits=(Credit("AFP", (2, 9)),))
    assert faults(CodedReport(report=report, voices=(), claims=())) == [
        "credit: [2, 9) is not in the text of 4 characters"
    ]
