"""Origins: how many independent ones reports have, and that what cannot be told is not told."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linimasa.merge.copies import copies_among
from linimasa.merge.links import Link, links_of
from linimasa.merge.origins import Origins, origins_of
from linimasa.model import Credit, Dropped, Report


def text(seed: int, words: int = 80) -> str:
    chance = random.Random(seed)
    return " ".join(f"kata{chance.randrange(10**6)}" for _ in range(words))


def report(name: str, words: str, outlet: str | None = None, credit: str | None = None, **fields: Any) -> Report:
    """A report of its own outlet on one day; ``credit`` is named in its text."""
    whole = f"{words}\nDikutip dari {credit}." if credit else words
    start = len(whole) - len(credit or "") - 1
    credits_ = (Credit(credit, (start, len(whole) - 1)),) if credit else ()
    given: dict[str, Any] = {"language": "id", "published": "2025-07-14", "credits": credits_, **fields}
    return Report(id=name, text=whole, outlet=outlet or f"Outlet {name}", **given)


def found(*reports: Report) -> Origins:
    return origins_of(reports, links_of(reports, copies_among(reports)))


def groups(origins: Origins) -> dict[tuple[str | None, str], tuple[str, ...]]:
    return {(origin.origin, origin.kind): origin.reports for origin in origins.all}


def test_outlets_that_print_one_agency_are_one_origin() -> None:
    origins = found(*(report(f"r{number}", text(number), credit="Antara") for number in range(10)))
    assert groups(origins) == {("ANTARA", "agency"): tuple(f"r{number}" for number in range(10))}
    assert all(link.giver == "antara" for link in origins.all[0].links)


def test_a_copy_that_credits_nobody_has_the_agency_that_its_original_credits() -> None:
    origins = found(report("a", text(1), credit="Reuters"), report("b", text(1)), report("c", text(2)))
    assert groups(origins) == {("Reuters", "agency"): ("a", "b"), ("Outlet c", "outlet"): ("c",)}
    assert origins.root_of("b").basis == "credit"
    assert origins.of("b") is origins.of("a")
    assert origins.root_of("c").basis == "nobody credited"


def test_the_earlier_of_two_copies_is_the_origin() -> None:
    origins = found(report("a", text(1), published="2025-07-15"), report("b", text(1)))
    assert groups(origins) == {("Outlet b", "outlet"): ("a", "b")}
    assert origins.root_of("a").basis == "copied text"


def test_copies_of_one_day_are_one_origin_and_nobody_knows_whose() -> None:
    origins = found(report("a", text(1)), report("b", text(1)), report("c", text(1), published=None))
    assert groups(origins) == {(None, "unknown"): ("a", "b", "c")}
    assert origins.all[0].basis == ("order unknown",)
    assert all(not link.ordered for link in origins.all[0].links)


def test_an_outlet_that_was_told_itself_is_the_origin_of_what_others_print() -> None:
    own = report("a", f"{text(1)} katanya kepada Outlet a")
    origins = found(own, report("b", text(1)))
    assert groups(origins) == {("Outlet a", "outlet"): ("a", "b")}
    assert origins.root_of("b").basis == "own reporting"


def test_who_credits_an_outlet_that_credits_an_agency_has_it_from_the_agency() -> None:
    original = report("a", text(1), outlet="Kompas.com", credit="AFP")
    origins = found(original, report("b", text(1), credit="Kompas.com"))
    assert groups(origins) == {("AFP", "agency"): ("a", "b")}


def test_several_givers_are_no_root() -> None:
    both = report("a", text(1))
    links = [Link(taker="a", giver=name, reason="credit", to_kind="agency", name=name) for name in ("afp", "tass")]
    assert groups(origins_of([both], links)) == {(None, "unknown"): ("a",)}
    coded = Link(taker="a", giver="antara", reason="byline code", to_kind="agency", name="ant")
    assert groups(origins_of([both], [*links, coded])) == {("ANTARA", "agency"): ("a",)}


def test_two_reports_of_one_outlet_are_one_origin_and_two_outlets_two() -> None:
    same = found(report("a", text(1), outlet="Kompas.com"), report("b", text(2), outlet="kompas.com"))
    assert groups(same) == {("Kompas.com", "outlet"): ("a", "b")}
    assert len(found(report("a", text(1)), report("b", text(2))).all) == 2


def test_a_release_and_a_report_without_an_outlet_have_unknown_origins() -> None:
    release = report("a", text(1), dropped=(Dropped("(rls)", "byline code"),))
    nameless = Report(id="b", text=text(2))
    assert sorted(origin.basis for origin in found(release, nameless).all) == [("no outlet",), ("release",)]


def test_an_agency_that_publishes_itself_is_an_agency() -> None:
    assert groups(found(report("a", text(1), outlet="Antaranews.com"))) == {("ANTARA", "agency"): ("a",)}


def test_a_digest_of_two_reports_does_not_make_them_one_origin() -> None:
    one, two = report("a", text(1), credit="AFP"), report("b", text(2), credit="TASS")
    digest = report("c", f"{text(1, 60)} {text(2, 60)} {text(3, 80)}", outlet="Ringkasan Contoh")
    assert groups(found(one, two, digest)) == {
        ("AFP", "agency"): ("a",),
        ("TASS", "agency"): ("b",),
        ("Ringkasan Contoh", "outlet"): ("c",),
    }


def test_a_shared_figure_joins_nothing() -> None:
    weak = Link(taker="a", giver="b", reason="shared figure", to_kind="report", weak=True)
    assert len(origins_of([report("a", text(1)), report("b", text(2))], [weak]).all) == 2


def test_some_reports_can_be_asked_for_with_what_the_others_tell_of_them() -> None:
    origins = found(report("a", text(1), credit="Reuters"), report("b", text(1)), report("c", text(2)))
    (only,) = origins.among(["b"])
    assert (only.origin, only.reports, only.basis) == ("Reuters", ("b",), ("credit",))
    assert [link.giver for link in only.links] == ["a"]
    assert [origin.reports for origin in origins.among(["c", "a"])] == [("a",), ("c",)]
    assert origins.among([]) == ()


def test_a_statement_that_outlets_share_is_a_primary_source_of_unknown_name() -> None:
    told = f"{text(1)} dalam keterangan tertulis"
    origins = found(report("a", told), report("b", told, published="2025-07-15"))
    assert groups(origins) == {(None, "primary"): ("a", "b")}
    assert origins.all[0].basis == ("statement",)


def test_an_outlet_that_sets_its_old_text_under_new_words_wrote_another_report() -> None:
    old = text(1, 150)
    one = report("a", old, outlet="Kompas.com", credit="AFP")
    other = report("b", f"{text(2, 100)} {old}", outlet="Kompas.com")
    assert groups(found(one, other)) == {("AFP", "agency"): ("a",), ("Kompas.com", "outlet"): ("b",)}
    again = report("b", f"{old} {text(2, 100)}", outlet="Kompas.com")
    assert groups(found(one, again)) == {("AFP", "agency"): ("a", "b")}


def test_a_report_that_was_not_given_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        found(report("a", text(1))).root_of("b")


NAMES = [f"r{number}" for number in range(6)]


@given(
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.floats(0, 1), st.booleans()), max_size=20),
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(["afp", "tass", "outlet r1", "outlet r2"])), max_size=6),
    st.randoms(use_true_random=False),
)
def test_any_graph_with_cycles_too_gives_each_report_one_origin_whatever_the_order(
    copied: list[tuple[str, str, float, bool]], credited: list[tuple[str, str]], chance: random.Random
) -> None:
    reports = [report(name, text(0)) for name in NAMES]
    links = [
        Link(taker=one, giver=two, reason="copied text", to_kind="report", share=share, ordered=ordered)
        for one, two, share, ordered in copied
    ]
    links += [Link(taker=name, giver=to, reason="credit", to_kind="outlet", name=to) for name, to in credited]
    origins = origins_of(reports, links)
    assert sorted(name for origin in origins.all for name in origin.reports) == NAMES
    assert all(name in origins.of(name).reports for name in NAMES)
    chance.shuffle(reports)
    chance.shuffle(links)
    again = origins_of(reports, links)
    assert [origin.reports for origin in again.all] == [origin.reports for origin in origins.all]
    assert {name: again.root_of(name) for name in NAMES} == {name: origins.root_of(name) for name in NAMES}
