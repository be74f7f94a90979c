"""Unusual figures: what is one, and which reports share one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linimasa.merge.figures import MOST_REPORTS_WITH_FIGURE, figures, figures_among
from linimasa.model import Report

MATTER = "Gubernur Ratih Wulandari dari Provinsi Arga Raya menerima Koperasi Lereng Kelabu."


def report(name: str, text: str, **fields: str) -> Report:
    given = {"outlet": f"Outlet {name}", "language": "id", "published": "2025-07-14", **fields}
    return Report(id=name, text=text, **given)


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("sebanyak 4.372 orang", "id", ["4372"]),
        ("as many as 4,372 people", "en", ["4372"]),
        ("senilai Rp 159,53 miliar", "id", ["159.53"]),
        ("worth 159.53 billion", "en", ["159.53"]),
        ("lebih dari 11.000 tentara dan 1.500.000 orang", "id", []),
        ("pada tahun 2025, pukul 17.35 WIB, Senin (14/7/2025)", "id", []),
        ("at 17:35 on 2025-07-14", "en", []),
        ("Undang-Undang Nomor 300.2.2-2138 dan telepon 08123456789", "id", []),
        ("rumah 137 unit, ya 137 unit", "id", ["137"]),
        ("skor 2-1 dan 10 gol", "id", []),
    ],
)
def test_only_figures_with_more_than_two_digits_that_tell_something_are_unusual(
    text: str, language: str, values: list[str]
) -> None:
    found = figures(text, language)
    assert [figure.value for figure in found] == values
    assert all(text[slice(*figure.span)].strip("0123456789.,") == "" for figure in found)


def test_a_figure_has_one_key_in_both_languages() -> None:
    (one,), (other,) = figures("sebanyak 4.372 orang", "id"), figures("as many as 4,372 people", "en")
    assert one.key == other.key
    assert -(2**63) <= one.key < 2**63


def test_reports_on_one_matter_share_a_figure() -> None:
    one, other = report("a", f"{MATTER} Ada 4.372 ton."), report("b", f"Kopi 4.372 ton. Kata dia, {MATTER}")
    (found,) = figures_among([other, one])
    assert (found.one, found.other, found.value) == ("a", "b", "4372")
    assert one.text[slice(*found.span_in_one)] == other.text[slice(*found.span_in_other)] == "4.372"


def test_the_same_figure_in_reports_on_other_matters_or_weeks_apart_is_chance() -> None:
    one = report("a", f"{MATTER} Ada 4.372 ton.")
    other = report("b", "Menteri Pertahanan Andalas Tuan Idris Salleh melihat 4.372 tentara di Selat Mutiara.")
    later = report("c", f"{MATTER} Ada 4.372 ton.", published="2025-09-14")
    assert list(figures_among([one, other, later])) == []


def test_a_figure_that_many_reports_have_is_not_unusual() -> None:
    many = [report(f"r{number}", f"{MATTER} Ada 4.372 ton.") for number in range(MOST_REPORTS_WITH_FIGURE + 1)]
    assert list(figures_among(many)) == []
    assert len(list(figures_among(many[:-1]))) == MOST_REPORTS_WITH_FIGURE * (MOST_REPORTS_WITH_FIGURE - 1) // 2


@given(st.text(alphabet="0123456789.,-/: a", max_size=60), st.sampled_from(["id", "en", None, "fr"]))
def test_any_text_can_be_searched(text: str, language: str | None) -> None:
    for figure in figures(text, language):
        assert text[slice(*figure.span)][0].isdigit()
        assert sum(character.isdigit() for character in figure.value) >= 3
