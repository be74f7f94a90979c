"""Credits: what a report says of where it comes from, in its text and in the lines that were left out."""

from __future__ import annotations

import pytest

from linimasa.language.files import LANGUAGES, toml
from linimasa.merge.credits import byline_codes, credits_of, is_release
from linimasa.model import Report
from linimasa.read import read_text
from linimasa.read.agencies import by_code, outlet_id

LEAD = "Harga beras naik di pasar kota"
BODY = "Pedagang menaikkan harga beras sejak kemarin karena pasokan dari desa berkurang."


def read(body: str, outlet: str | None = "Kabar Contoh") -> Report:
    return read_text(f"{LEAD}\n\n{body}", outlet=outlet)


def said(report: Report) -> list[tuple[str, str, str]]:
    return [(credited.id, credited.kind, credited.reason) for credited in credits_of(report)]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (f"{BODY} Demikian dikutip dari Reuters, Senin.", [("reuters", "agency", "credit")]),
        (f"{BODY} Demikian lapor Reuters, Senin.", [("reuters", "agency", "credit")]),
        (f"{BODY}\n\n(ant)", [("antara", "agency", "byline code")]),
        (f"{BODY}\n\n(ant/pta)", [("antara", "agency", "byline code"), ("kabar contoh", "outlet", "own reporting")]),
        (f"{BODY}\n\n(pta/wes)", [("kabar contoh", "outlet", "own reporting")]),
        (f"{BODY}\n\n(dtk)", [("detik", "outlet", "byline code")]),
        (f"{BODY}\n\n(ADV)", []),
        (f"{BODY}\n\n(rls)", []),
        (f"{BODY}\n\n(*)", []),
        (f"{BODY}\n\nSumber: Antara", [("antara", "agency", "source line")]),
        (f"LONDON (Reuters) - {BODY}", [("reuters", "agency", "dateline")]),
        (f"{BODY} Keterangan itu dilansir dari bmkg.go.id, Senin.", [("bmkg.go.id", "primary", "credit")]),
        (f"{BODY} “Kami rugi,” katanya kepada Kabar Contoh.", [("kabar contoh", "outlet", "own reporting")]),
        (f"{BODY} Ia bertemu pemimpin Reuters di kota itu.", []),
    ],
)
def test_each_form_of_credit_is_found_with_its_reason(body: str, found: list[tuple[str, str, str]]) -> None:
    assert said(read(body)) == found


def test_a_reprint_line_names_the_outlet_that_was_first() -> None:
    report = read(f"{BODY}\n\nArtikel ini telah tayang di Kompas.com dengan judul Harga beras naik")
    assert said(report) == [("kompas", "outlet", "reprint line")]


def test_a_site_in_a_byline_code_is_where_the_report_was_written() -> None:
    report = read(f"{BODY}\n\n(TribunContoh.com/Budi Contoh)", "Tribunnews.com")
    assert ("tribuncontoh.com", "outlet", "byline code") in said(report)


def test_the_words_of_a_credit_are_quoted() -> None:
    report = read(f"{BODY} Demikian dikutip dari Reuters. “Kami rugi,” katanya kepada Kabar Contoh.")
    quoted = {credited.reason: report.text[slice(*credited.span)] for credited in credits_of(report) if credited.span}
    assert quoted == {"credit": "Reuters", "own reporting": "kepada Kabar Contoh"}


def test_a_release_is_known_by_its_code() -> None:
    assert is_release(read(f"{BODY}\n\n(rls)"))
    assert is_release(read(f"{BODY}\n\n(bbs/pta)"))
    assert not is_release(read(f"{BODY}\n\n(ant)"))
    assert byline_codes(read(f"{BODY}\n\n(ant/pta)")) == ("ant", "pta")


def test_an_outlet_is_one_under_all_its_names() -> None:
    assert outlet_id("KOMPAS.com") == outlet_id("Kompas") == "kompas"
    assert outlet_id(" Kabar Contoh ") == "kabar contoh"
    assert outlet_id("") is None
    assert outlet_id(None) is None


def test_the_data_of_origins_is_sound() -> None:
    data = toml("data", "origins.toml")
    assert set(data) == {"release", "various", "no_code", "primary"}
    for key, entries in data.items():
        assert len(entries) == len(set(entries)), key
        assert all(entry == entry.lower() for entry in entries), key
    codes = [*data["release"], *data["various"], *data["no_code"]]
    assert len(codes) == len(set(codes))
    assert all(by_code(code) is None for code in codes)
    assert all(suffix.startswith(".") for suffix in data["primary"])
    assert all(toml(f"language/{language}", "credits.toml")["own"] for language in LANGUAGES)
