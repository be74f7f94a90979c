"""Copies: reprints are found, however cut; what reports merely quote or set under every text is none."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linimasa.merge.copies import MOST_REPORTS, Copy, CopyIndex, copies_among, find_copies, find_copies_of
from linimasa.merge.shingles import fingerprints, words_of
from linimasa.model import Report

QUOTED = (
    "Kami sudah lama meminta agar jembatan itu ditutup untuk truk, karena setiap kali hujan besar tiangnya bergeser "
    "dan warga di seberang tidak berani lagi menyekolahkan anaknya ke kota kecamatan"
)
STANDING = (
    "Redaksi Kabar Contoh menerima kiriman tulisan dari pembaca yang dapat disunting tanpa mengubah maksudnya, lalu "
    "dimuat paling lambat dua hari sesudah diterima oleh meja redaksi di ibu kota provinsi"
)


def prose(seed: int, words: int = 120) -> str:
    """Sentences of ten words that no other seed has."""
    chance = random.Random(seed)
    made = ["".join(chance.choices("abdegiklmnoprstu", k=chance.randrange(3, 9))) for _ in range(words)]
    return ". ".join(" ".join(made[at : at + 10]) for at in range(0, words, 10)) + "."


LONG = prose(5, 60)


def report(name: str, text: str, outlet: str | None = None) -> Report:
    return Report(id=name, text=text, outlet=outlet or f"Outlet {name}", language="id", published="2025-07-14")


def pairs(*reports: Report) -> set[tuple[str, str]]:
    return {(copy.one, copy.other) for copy in copies_among(reports)}


def test_a_third_of_a_report_in_another_outlet_is_its_copy() -> None:
    whole = prose(1, 240)
    cut = whole[: len(whole) // 3]
    (copy,) = copies_among([report("a", whole), report("b", cut)])
    assert copy.share_of_one == pytest.approx(1 / 3, abs=0.05)
    assert copy.share_of_other == pytest.approx(1, abs=0.05)
    for (start, end), (first, last) in copy.passages:
        assert whole[start:end] == cut[first:last]


def test_a_quotation_that_two_reports_share_is_no_copy() -> None:
    one, other = f'{prose(1, 40)}\n"{QUOTED}," katanya.', f"“{QUOTED},” ujar dia.\n{prose(2, 40)}"
    assert pairs(report("a", one), report("b", other)) == set()
    assert pairs(report("a", one.replace('"', "")), report("b", other.strip("“"))) == {("a", "b")}


def test_standing_sentences_of_many_reports_are_no_copy() -> None:
    many = [report(f"r{number:02}", f"{prose(number, 40)}\n{STANDING}") for number in range(MOST_REPORTS + 5)]
    assert pairs(*many) == set()
    reprint = report("reprint", f"{prose(3, 40)}\n{prose(99, 30)}")
    assert pairs(*many, reprint) == {("r03", "reprint")}


def test_a_text_printed_by_very_many_is_still_a_copy() -> None:
    text = prose(1, 150)
    many = [report(f"r{number:02}", text) for number in range(MOST_REPORTS + 45)]
    index = CopyIndex()
    for each in many:
        index.add(each.id, fingerprints(each.text))
    found = find_copies(many[-1], index, {each.id: each for each in many}.__getitem__)
    assert len(found) >= MOST_REPORTS
    assert all(copy.share_of_one == 1 for copy in found)
    assert {name for copy in copies_among(many) for name in (copy.one, copy.other)} == {each.id for each in many}


def test_within_one_outlet_a_shared_background_is_no_copy_and_a_report_printed_again_is() -> None:
    background, news = prose(1, 60), prose(2, 60)
    one, other = (
        report("a", f"{news}\n{background}", "Kompas"),
        report("b", f"{prose(3, 60)}\n{background}", "kompas.com"),
    )
    assert pairs(one, other) == set()
    assert pairs(one, report("c", f"{news}\n{background}\n{prose(4, 20)}", "Kompas.com")) == {("a", "c")}
    assert pairs(one, report("d", f"{prose(3, 60)}\n{background}", "Tempo")) == {("a", "d")}


def story(size: int) -> list[Report]:
    text = prose(0, 200)
    cut = [text[: len(text) * (2 + number % 3) // 4] for number in range(size)]
    return [report(f"r{number:02}", f"{cut[number]}\n{prose(number + 1, 30)}\n{STANDING}") for number in range(size)]


def test_the_copies_do_not_depend_on_the_order_of_the_reports() -> None:
    reports = story(12)
    forth, back = list(copies_among(reports)), list(copies_among(reversed(reports)))
    assert forth == back
    assert len(forth) == 66


@pytest.mark.parametrize("seed", range(3))
def test_reports_that_come_one_by_one_in_any_order_make_the_copies_of_all_at_once(seed: int) -> None:
    reports = [*story(4), *(report(f"s{n:02}", f"{prose(n + 50, 40)}\n{STANDING}") for n in range(MOST_REPORTS + 4))]
    random.Random(seed).shuffle(reports)
    assert one_by_one(reports) == {(copy.one, copy.other): copy for copy in copies_among(reports)}


def one_by_one(reports: Sequence[Report]) -> dict[tuple[str, str], Copy]:
    index, known, copies = CopyIndex(), {}, {}
    for new in reports:
        known[new.id] = new
        affected = index.add(new.id, fingerprints(new.text))
        again = {new.id, *affected}
        copies = {pair: copy for pair, copy in copies.items() if again.isdisjoint(pair)}
        found = find_copies_of([known[name] for name in again], index, known.__getitem__)
        copies |= {(copy.one, copy.other): copy for copy in found}
    return copies


def test_a_report_taken_out_of_the_index_leaves_it_as_it_was() -> None:
    reports = [report(f"r{number:02}", f"{prose(number, 40)}\n{STANDING}") for number in range(MOST_REPORTS + 1)]
    index = CopyIndex()
    for each in reports[:-1]:
        assert index.add(each.id, fingerprints(each.text)) == frozenset()
    standing = fingerprints(STANDING)
    before = index.candidates(standing)
    last = fingerprints(reports[-1].text)
    assert index.common(last) == frozenset()
    assert index.add(reports[-1].id, last) == {each.id for each in reports}
    assert index.common(last) <= set(standing)
    assert index.common(last)
    assert index.remove(reports[-1].id, last) == {each.id for each in reports[:-1]}
    assert index.common(last) == frozenset()
    assert index.candidates(standing) == before


def test_what_a_new_report_costs_depends_on_its_candidates_and_not_on_all_reports() -> None:
    index, known = CopyIndex(), {}
    for number in range(300):
        known[f"r{number}"] = report(f"r{number}", prose(number, 60))
        index.add(f"r{number}", fingerprints(known[f"r{number}"].text))
    fetched: list[str] = []

    def fetch(name: str) -> Report:
        fetched.append(name)
        return known[name]

    (copy,) = find_copies(report("new", prose(7, 60)), index, fetch)
    assert {copy.one, copy.other} == {"new", "r7"}
    assert fetched == ["r7"]


@given(st.text(alphabet='ab \n"“”.é', max_size=300), st.text(alphabet='ab \n"“”.é', max_size=300))
def test_any_two_texts_can_be_compared_and_what_they_share_is_quoted(one: str, other: str) -> None:
    for copy in copies_among([report("a", f"{one} {LONG}"), report("b", f"{LONG}\n{other}")]):
        assert 0 < copy.share_of_one <= 1
        assert 0 < copy.share_of_other <= 1
        for (start, end), (first, last) in copy.passages:
            ours, theirs = f"{one} {LONG}"[start:end], f"{LONG}\n{other}"[first:last]
            assert words_of(ours).folded == words_of(theirs).folded


def test_a_report_without_words_has_no_copy() -> None:
    assert pairs(report("a", "…"), report("b", ""), report("c", "Satu kata")) == set()
