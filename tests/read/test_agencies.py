"""Agencies and outlets, and where a report credits them."""

from __future__ import annotations

import re

import pytest

from linimasa.language.files import table
from linimasa.read import read_text
from linimasa.read.agencies import agencies, by_alias, by_code, find_credits


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ia menolak, seperti dilansir Reuters, Senin (4/3).", ["Reuters"]),
        ("Dikutip dari kantor berita Anadolu, perang berlanjut.", ["Anadolu"]),
        ("Xinhua melaporkan gempa di Yunnan.", ["Xinhua"]),
        ("Dua orang tewas, lapor Reuters.", ["Reuters"]),
        ("“Kami siap,” katanya kepada AFP.", ["AFP"]),
        ("Melansir Kabarkota.com, harga naik.", ["Kabarkota.com"]),
        ("The minister told the Associated Press he would resign.", ["Associated Press"]),
        ("Two people died, Reuters reported.", ["Reuters"]),
        ("Menurut BBC dan menurut BBC lagi.", ["BBC"]),
        ("Presiden bertemu pemimpin AP di Washington.", []),
        ("Menurut presiden, perang berakhir. Reuters gedungnya besar.", []),
        ("Waktu antara pagi dan petang, menurut warga antara lain.", []),
    ],
)
def test_credits_are_found_and_quoted_exactly(text, names):
    found = find_credits(text)
    assert [credit.name for credit in found] == names
    assert all(credit.span and text[slice(*credit.span)] == credit.name for credit in found)


def test_credits_of_the_first_paragraphs_are_found_where_there_is_no_dateline():
    report = read_text("Judul berita\n\nHarga naik di sana, dikutip dari Reuters, Senin.\n\nPasokan berkurang.")
    assert [credit.name for credit in report.credits] == ["Reuters"]


def test_an_outlet_does_not_credit_itself():
    assert find_credits("katanya kepada Kompas.com, Senin.", outlet="kompas.com") == []


def test_codes_in_small_letters_mean_agencies_only_where_listed():
    assert by_code("ant") is by_alias("ANTARA")
    assert by_code("ria") is None
    assert by_code("Reuters") is by_alias("reuters")


def test_the_list_of_agencies_is_sound():
    rows = table("data", "agencies.tsv")
    ids = [row["id"] for row in rows]
    assert len(ids) == len(set(ids))
    names = [name.casefold() for agency in agencies() for name in (agency.name, *agency.aliases)]
    assert len(names) == len(set(names))
    codes = [code for agency in agencies() for code in agency.codes]
    assert len(codes) == len(set(codes))
    for row in rows:
        assert re.fullmatch(r"[a-z0-9-]+", row["id"])
        assert re.fullmatch(r"[A-Z]{3}|-", row["country"])
        assert row["kind"] in {"agency", "outlet"}


def test_the_list_of_binary_files_is_sound():
    rows = table("data", "binaries.tsv")
    keys = [(row["offset"], row["bytes"]) for row in rows]
    assert len(keys) == len(set(keys))
    for row in rows:
        assert int(row["offset"]) >= 0
        assert bytes.fromhex(row["bytes"])
        assert row["kind"]
        assert row["advice"]
