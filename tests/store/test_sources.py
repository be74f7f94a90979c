"""What the record's events rest on: reprints, agencies, and what is told again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from stand_ins import day, said, spot, state, tell, toll, voice

from linimasa.ask import events
from linimasa.model import CodedReport, Credit, Dropped, Event
from linimasa.store import Record

RUSSIA, UKRAINE = state("Rusia", "RUS"), state("Ukraina", "UKR")
KYIV = spot("Kyiv", "UKR", lat=50.45, lon=30.52)
BODY = (
    "Sirene meraung di seluruh kota sejak tengah malam dan warga berlarian menuju stasiun bawah tanah terdekat. "
    "Gubernur setempat mengatakan api di tiga gudang baru padam menjelang subuh, sementara regu penolong masih "
    "mencari orang di bawah reruntuhan sebuah rumah susun berlantai sembilan di tepi sungai. Listrik padam di "
    "empat kecamatan, dan sekolah diliburkan sampai pekan depan karena kaca jendelanya pecah."
)


def strike(name: str, *, credit: str | None = None, code: str | None = None, killed: int = 3, **of: Any) -> CodedReport:
    """A report on one strike, all printed with the same text; ``credit`` is named in a source line."""
    words = "Rusia menyerang Kyiv dengan rudal pada Senin."
    fields = {"type": "ASSAULT", "source": (RUSSIA,), "target": (UKRAINE,), "where": KYIV, "when": day("2025-07-07")}
    voices = of.pop("according_to", ())
    claims = said(words, **fields, quantities=(toll("killed", killed),), according_to=voices)
    coded = tell(name, claims, also=of.pop("body", BODY), **{"published": "2025-07-08", **of})
    dropped = [Dropped(f"Sumber: {credit}", "source line")] if credit else []
    dropped += [Dropped(f"({code})", "byline code")] if code else []
    credits_ = tuple(Credit(name) for name in (credit, code) if name)
    report = msgspec.structs.replace(coded.report, dropped=tuple(dropped), credits=credits_)
    return msgspec.structs.replace(coded, report=report)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "record.db") as opened:
        yield opened


def only(record: Record, *reports: CodedReport) -> Event:
    for report in reports:
        record.add(report, coder_version="v1")
    record.merge()
    (found,) = [one for one in events(record) if one.type == "ASSAULT"]
    return found


def origins(found: Event) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {origin.origin: (origin.kind, origin.reports) for origin in found.origins}


def test_ten_reprints_of_one_agency_are_one_origin(record: Record) -> None:
    reprints = [strike(f"r{n}", published=f"2025-07-{8 + n // 2:02}") for n in range(9)]
    found = only(record, strike("first", code="ant", published="2025-07-07"), *reprints)
    assert (found.reports, found.publishers) == (10, 10)
    assert origins(found) == {"ANTARA": ("agency", ("first", *(f"r{n}" for n in range(9))))}
    reasons = {step.reason for step in found.origins[0].links}
    assert reasons >= {"byline code", "copied text"}


def test_texts_of_their_own_are_origins_of_their_own(record: Record) -> None:
    found = only(record, strike("a"), strike("b", body="Warga kota itu bercerita lain sama sekali kepada kami."))
    assert set(origins(found)) == {"Koran a", "Koran b"}


def test_the_agency_is_found_whichever_report_comes_first(record: Record) -> None:
    first = only(record, strike("copy"))
    assert origins(first) == {"Koran copy": ("outlet", ("copy",))}
    found = only(record, strike("first", code="ant", published="2025-07-07"))
    assert origins(found) == {"ANTARA": ("agency", ("first", "copy"))}


def test_an_original_without_any_claim_counts_as_soon_as_it_is_merged(record: Record) -> None:
    assert set(origins(only(record, strike("copy")))) == {"Koran copy"}
    agency = strike("first", code="ant", published="2025-07-07")
    record.add(CodedReport(agency.report, (), ()), coder_version="v1")
    assert (record.unmerged(), record.is_merged()) == (0, False)
    record.merge()
    assert record.is_merged()
    (found,) = events(record)
    assert origins(found) == {"ANTARA": ("agency", ("copy",))}


def test_a_report_that_is_published_anew_with_its_own_words_is_an_origin_again(record: Record) -> None:
    assert len(only(record, strike("first", code="ant", published="2025-07-07"), strike("copy")).origins) == 1
    own = strike("copy", body="Wartawan kami melihat sendiri gudang yang terbakar itu dari atap hotelnya semalam.")
    found = only(record, own)
    assert origins(found) == {"ANTARA": ("agency", ("first",)), "Koran copy": ("outlet", ("copy",))}


def test_a_number_that_an_agency_repeats_does_not_outvote_two_that_counted_themselves(record: Record) -> None:
    own = [
        strike(f"own{n}", killed=7, body=f"Kami menghitung sendiri di tempat kejadian, kata koran {n}.") for n in "12"
    ]
    found = only(record, *(strike(f"r{n}", code="ant") for n in range(5)), *own)
    assert found.quantities[0].value == 7
    assert {value.origins for value in found.fields["killed"]} == {("Koran own1", "Koran own2"), ("ANTARA",)}


def test_reprints_that_quote_a_named_voice_rest_on_that_voice(record: Record) -> None:
    kcna = voice("KCNA", "KCNA", "PRK")
    reprints = [strike(f"r{n}", code="ant", according_to=(voice("AFP", "AFP"), kcna)) for n in range(3)]
    found = only(record, *reprints)
    assert origins(found) == {"KCNA": ("agency", ("r0", "r1", "r2"))}
