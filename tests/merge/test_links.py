"""Links: who took what from whom, with the reason, and whether it can be told who was first."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from linimasa.merge.copies import copies_among
from linimasa.merge.figures import figures_among
from linimasa.merge.links import Link, first_of, links_of
from linimasa.model import Credit, Report

TEXT = (
    "Kapal kandas di Pulau Kembar\nKapal feri yang mengangkut ratusan penumpang kandas di beting karang pada Sabtu "
    "malam. Semua penumpang dipindahkan dengan selamat ke dua kapal nelayan dan sebuah kapal patroli sebelum tengah "
    "malam, kata kepala kantor pencarian dan pertolongan setempat kepada para wartawan di pelabuhan."
)


def report(name: str, text: str = TEXT, **fields: Any) -> Report:
    given: dict[str, Any] = {"outlet": f"Outlet {name}", "language": "id", "published": "2025-07-14", **fields}
    return Report(id=name, text=text, **given)


def crediting(name: str, text: str = TEXT, **fields: Any) -> Report:
    start = text.rindex(" ") + 1
    return report(name, text, credits=(Credit(text[start:].rstrip("."), (start, len(text) - 1)),), **fields)


def link(*reports: Report) -> Link:
    (found,) = (found for found in links_of(reports, copies_among(reports)) if found.to_kind == "report")
    return found


def test_the_later_report_took_from_the_earlier_one() -> None:
    one, other = report("a", published="2025-07-15"), report("b", f"Penting.\n{TEXT}\nTamat.")
    found = link(one, other)
    assert (found.taker, found.giver, found.reason) == ("a", "b", "copied text")
    assert (found.ordered, found.basis) == (True, "publication")
    assert found.share == 1
    assert found.giver_share is not None
    assert 0.8 < found.giver_share < 1
    for (start, end), (first, last) in found.passages:
        assert one.text[start:end] == other.text[first:last]
    assert found.span in [ours for ours, _ in found.passages]


@pytest.mark.parametrize("order", [1, -1])
def test_within_a_day_the_order_is_unknown_and_said_so(order: int) -> None:
    reports = [report("a"), report("b", published="2025-07-14T09:00:00+07:00")][::order]
    found = link(*reports)
    assert not found.ordered
    assert found.basis is None
    assert (found.taker, found.giver) == ("b", "a")


def test_who_credits_the_other_took_it_from_there_whatever_the_day() -> None:
    early = crediting("b", f"{TEXT} Demikian dikutip dari Kompas.com.", published="2025-07-13")
    found = link(report("a", outlet="Kompas.com"), early)
    assert (found.taker, found.giver, found.ordered, found.basis) == ("b", "a", True, "credit")


def test_reports_of_one_outlet_use_their_own_text_again() -> None:
    assert link(report("a", outlet="Kompas.com"), report("b", outlet="KOMPAS.com")).reason == "own text"


def test_a_shared_figure_is_weak_and_needs_no_shared_text() -> None:
    names = "Gubernur Ratih Wulandari dari Provinsi Arga Raya bersama Koperasi Lereng Kelabu"
    one = report("a", f"Kopi\nMenurut {names} ekspor naik menjadi 4.372 ton.")
    other = report("b", f"Robusta\nSebanyak 4.372 ton dikirim, ujar {names} kemarin.", published="2025-07-15")
    (found,) = links_of([one, other], [], figures_among([one, other]))
    assert (found.taker, found.giver, found.reason, found.weak) == ("b", "a", "shared figure", True)
    assert found.span is not None
    assert other.text[slice(*found.span)] == "4.372"


def test_links_are_the_same_whatever_the_order_of_reports_and_copies() -> None:
    reports = [crediting(f"r{number}", f"{TEXT} Demikian dikutip dari Reuters.") for number in range(5)]
    copies = list(copies_among(reports))
    assert links_of(reports, copies) == links_of(reports[::-1], copies[::-1])
    assert links_of(reports[:1], copies) == [
        found for found in links_of(reports, copies) if found.taker == "r0" and found.to_kind != "report"
    ]


@pytest.mark.parametrize(
    ("one", "other", "first"),
    [
        ("2025-07-13", "2025-07-14", 0),
        ("2025-07-15", "2025-07-14T23:00:00+07:00", 1),
        ("2025-07-14", "2025-07-14", None),
        ("2025-07-14", "2025-07-14T00:01:00+07:00", None),
        ("2025-07-14T08:00:00", "2025-07-14T09:00:00", None),
        ("2025-07-14T08:00:00+07:00", "2025-07-14T02:00:00+01:00", None),
        ("2025-07-14T08:00:00+07:00", "2025-07-14T02:30:00+01:00", 0),
        ("2025-07-14T08:00:00+09:00", "2025-07-14T06:30:00+08:00", 1),
        (None, "2025-07-14", None),
        ("", None, None),
    ],
)
def test_times_of_publication_are_compared_as_far_as_they_are_known(
    one: str | None, other: str | None, first: int | None
) -> None:
    assert first_of(one, other) == first
    assert first_of(other, one) == (None if first is None else 1 - first)


def test_a_link_is_written_with_the_names_of_the_contract() -> None:
    found = link(report("a"), report("b", f"{TEXT}\nTamat."))
    written = msgspec.to_builtins(found)
    assert {"from", "to", "reason", "span"} <= set(written)
    assert msgspec.json.decode(msgspec.json.encode(found), type=Link) == found
