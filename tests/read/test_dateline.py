"""What stands before a report's first sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linimasa.read.dateline import find_dateline


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("Pyongyang: ", "Pyongyang"),
        ("Liputan6.com, Jakarta - ", "Jakarta"),
        ("Liputan6.com, Jakarta -", "Jakarta"),
        ("Liputan6.com, Kuala Lumpur", "Kuala Lumpur"),
        ("SOLO, KOMPAS.com - ", "SOLO"),
        ("JAKARTA, iNews.id -", "JAKARTA"),
        ("JAKARTA KOMPAS.com -", "JAKARTA"),
        ("LOS ANGELES– ", "LOS ANGELES"),
        ("JAKARTA-", "JAKARTA"),
        ("Jakarta (ANTARA) - ", "Jakarta"),
        ("Mataram, NTB (ANTARA) - ", "Mataram"),
        ("TEMPO.CO, Jakarta - ", "Jakarta"),
        ("TEMPO.CO,Jakarta- ", "Jakarta"),
        ("REPUBLIKA.CO.ID, JAKARTA -- ", "JAKARTA"),
        ("REPUBLIKA.CO.ID, CIREBON--", "CIREBON"),
        ("KOMPAS.com - ", None),
        ("POS KUPANG.COM, SEBA - ", "SEBA"),
        ("Jakarta, CNN Indonesia -- ", "Jakarta"),
        ("WASHINGTON (AP) — ", "WASHINGTON"),
        ("BEIJING, July 13 (Xinhua) -- ", "BEIJING"),
        ("LONDON, 13 July (Reuters) - ", "LONDON"),
        ("JAKARTA, March 4, 2026 - ", "JAKARTA"),
        ("Jakarta, 4 Maret 2026 - ", "Jakarta"),
        ("Jakarta - ", "Jakarta"),
        ("Jakarta, KabarOtomotif – ", "Jakarta"),
        ("Metrotvnews.com, Bandung: ", "Bandung"),
    ],
)
def test_the_usual_forms_give_the_place(head, place):
    found = find_dateline(head + "Menteri Luar Negeri tiba di istana pada Senin pagi.")
    assert found is not None
    assert found.place == place
    assert found.end == len(head)


@pytest.mark.parametrize(
    "text",
    [
        "Presiden tiba di Medan pada Senin - tanpa pengawal.",
        "Menteri menyebut dua hal: anggaran dan waktu.",
        "TNI-Polri menjaga pelabuhan sejak Minggu.",
        "Kabar Utama attended the convention on the last weekend of July — and left early.",
        "COVID-19 masih menular di tiga provinsi.",
        '"Kami siap," kata dia.',
        "Trump: we will not sign",
    ],
)
def test_a_sentence_is_no_dateline(text):
    found = find_dateline(text, outlet="kabarutama.com")
    assert found is None


def test_an_agency_in_brackets_is_credited_where_it_stands():
    text = "Medan (ANTARA) - Wali kota membuka pasar."
    found = find_dateline(text)
    assert found is not None
    assert found.agency == ("ANTARA", (7, 13))
    assert text[7:13] == "ANTARA"


def test_the_outlets_own_name_is_no_place():
    found = find_dateline("HARIAN MEDAN– Polisi menangkap dua orang.", outlet="harianmedan.com")
    assert found is not None
    assert found.place is None


@given(st.text(alphabet="AaBb .,:-–—()/MEDANJuli13", max_size=60))
def test_no_paragraph_breaks_the_reader_of_datelines(text):
    found = find_dateline(text)
    if found is not None:
        assert 0 < found.end <= len(text)
        assert found.place is None or found.place in text


@pytest.mark.parametrize("head", ["JAKARTA, March 4, 2026 - ", "Jakarta, Rabu 4 Maret 2026 -- "])
def test_the_day_of_a_dateline_is_the_day_of_publication(head: str) -> None:
    found = find_dateline(head + "Hujan turun sejak pagi di ibu kota.")
    assert found is not None
    assert found.published == "2026-03-04"
