"""An event from its claims: which value is shown, what else is said of it, and where it comes from."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stand_ins import claim, day, person, some, spot, state, toll, voice

from linimasa.merge.event import assemble
from linimasa.merge.roots import Made, Root, is_named, roots
from linimasa.model import Actor, Attribution, Event, FieldValue, Headline, Taken

RUSSIA, UKRAINE = state("Rusia", "RUS"), state("Ukraina", "UKR")
KIM, LAVROV = person("Kim Jong-un", "PRK"), person("Sergey Lavrov", "RUS")
KCNA, AFP, REUTERS = voice("KCNA", "KCNA", "PRK"), voice("AFP", "AFP"), voice("Reuters", "Reuters")


def made(name: str, published: str | None = "2025-07-13", *, outlet: str | None = "", **fields: Any) -> Made:
    """The claim of a report ``name``; its outlet is ``Koran name``."""
    plain: dict[str, Any] = {"id": f"{name}-0", "type": "ASSAULT", "source": (RUSSIA,), "target": (UKRAINE,)}
    plain |= {"according_to": (), "when": None, "where": None, "modes": ()}
    report = name.split(".", maxsplit=1)[0]
    told = claim(**{**plain, **fields})
    return Made(told, report, f"Koran {report}" if outlet == "" else outlet, published)


def event(*claims: Made, rule: Headline = "origins", agency: Sequence[str] = (), lines: Any = ()) -> Event:
    """``agency``: the reports that rest on ANTARA; each other one on its own outlet."""
    of_report = {
        one.report: Root("antara", "ANTARA", "agency")
        if one.report in agency
        else Root(f"outlet {one.report}", f"Koran {one.report}", "outlet")
        for one in claims
    }
    return assemble("e1", claims, of_report, rule, lambda report: [step for step in lines if step.taker == report])


def relations(found: Event, field: str) -> dict[Any, str]:
    """Each value of a field, by its number, first day or name, with its relation to the one shown."""

    def told(value: FieldValue) -> Any:
        plain = value.value
        if isinstance(plain, list):
            return tuple(actor["name"] for actor in plain)
        if not isinstance(plain, dict):
            return plain
        return plain.get("start") or plain.get("name") or plain.get("value") or plain.get("low")

    return {told(value): value.relation for value in found.fields.get(field, ())}


def names(found: Event) -> dict[str, tuple[str, ...]]:
    return {origin.origin: origin.reports for origin in found.origins}


# Values.


def test_what_all_say_is_no_field_with_different_values() -> None:
    found = event(made("a", when=day("2025-07-07")), made("b", when=day("2025-07-07")))
    assert (found.fields, found.disputed) == ({}, ())
    assert found.when == day("2025-07-07")


def test_a_value_within_another_is_no_dispute_and_the_more_precise_is_shown() -> None:
    found = event(
        made("a", when=day("2025-07"), where=spot("Rusia", "RUS", "country")),
        made("b", when=day("2025-07-12"), where=spot("Kursk", "RUS")),
        made("c", when=day("2025-07"), where=spot("Rusia", "RUS", "country")),
    )
    assert found.where is not None
    assert found.when is not None
    assert (found.where.name, found.when.start) == ("Kursk", "2025-07-12")
    assert relations(found, "where") == {"Kursk": "same", "Rusia": "within"}
    assert relations(found, "when") == {"2025-07-12": "same", "2025-07-01": "within"}
    assert found.disputed == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (toll("troops", 10_000, low=10_000, approximate=True), toll("troops", 11_000)),
        (toll("troops", 4_000, approximate=True), toll("troops", 4_200)),
    ],
)
def test_a_number_within_the_bounds_of_another_is_no_dispute(one: Any, other: Any) -> None:
    found = event(made("a", quantities=(one,)), made("b", quantities=(other,)))
    assert set(relations(found, "troops").values()) == {"same", "within"}
    assert found.disputed == ()


def test_two_days_of_one_meeting_are_a_dispute_with_who_says_each() -> None:
    found = event(
        made("a", when=day("2025-07-12"), according_to=(KCNA,)),
        made("b", when=day("2025-07-13")),
        made("c", when=day("2025-07-12")),
    )
    assert found.disputed == ("when",)
    first, second = found.fields["when"]
    assert (first.relation, first.said_by, first.claims) == ("same", ("KCNA", "Koran c"), ("a-0", "c-0"))
    assert (second.relation, second.said_by, second.origins) == ("dispute", ("Koran b",), ("Koran b",))


def test_a_toll_that_rises_from_day_to_day_is_an_update() -> None:
    found = event(
        made("a", "2025-07-07", quantities=(toll("killed", 3),)),
        made("b", "2025-07-08", quantities=(toll("killed", 5),)),
        made("c", "2025-07-09", quantities=(toll("killed", 9),)),
    )
    assert sorted(relations(found, "killed").values()) == ["same", "update", "update"]
    assert found.disputed == ()


def test_a_toll_within_one_day_is_a_dispute() -> None:
    found = event(
        made("a", "2025-07-07T08:00:00+07:00", quantities=(toll("killed", 3),)),
        made("b", "2025-07-07T18:00:00+07:00", quantities=(toll("killed", 5),)),
    )
    assert found.disputed == ("killed",)


def test_a_toll_that_falls_is_a_dispute() -> None:
    found = event(
        made("a", "2025-07-07", quantities=(toll("killed", 9),)),
        made("b", "2025-07-08", quantities=(toll("killed", 5),)),
    )
    assert found.disputed == ("killed",)


def test_numbers_that_do_not_grow_are_no_update() -> None:
    found = event(
        made("a", "2025-07-07", quantities=(toll("troops", 4_000),)),
        made("b", "2025-07-08", quantities=(toll("troops", 11_000),)),
    )
    assert found.disputed == ("troops",)


def test_a_toll_without_a_day_of_publication_is_no_update() -> None:
    found = event(
        made("a", None, quantities=(toll("killed", 3),)), made("b", "2025-07-08", quantities=(toll("killed", 5),))
    )
    assert found.disputed == ("killed",)


def test_an_event_that_somebody_denies_is_disputed() -> None:
    found = event(made("a"), made("b", status="denied"), made("c"))
    assert (found.status, found.disputed) == ("actual", ("status",))


def test_two_numbers_of_one_claim_are_a_whole_and_its_part() -> None:
    both = made("a", quantities=(toll("killed", 3, what="anak"), toll("killed", 12)))
    found = event(both, made("b", quantities=(toll("killed", 12),)))
    assert [quantity.value for quantity in found.quantities] == [12]
    assert found.fields == {}


def test_tolls_come_first_and_money_of_two_kinds_is_two_numbers() -> None:
    found = event(
        made("a", quantities=(toll("money", 5, what="dolar"), toll("killed", 2))),
        made("b", quantities=(toll("money", 80, what="rupiah"),)),
    )
    assert [(quantity.kind, quantity.value) for quantity in found.quantities] == [
        ("killed", 2),
        ("money", 5),
        ("money", 80),
    ]


def test_a_number_of_nothing_named_is_shown_too() -> None:
    assert [q.value for q in event(made("a", quantities=(toll("money", 5, what=""),))).quantities] == [5]


def test_one_origin_that_repeats_its_number_is_one_voice() -> None:
    reprints = [made(f"r{n}", quantities=(toll("killed", 3),)) for n in range(8)]
    own = [made(f"s{n}", quantities=(toll("killed", 7),)) for n in range(2)]
    found = event(*reprints, *own, agency=[one.report for one in reprints])
    assert found.quantities[0].value == 7
    assert (found.reports, found.publishers, len(found.origins)) == (10, 10, 3)
    (_, repeated) = found.fields["killed"]
    assert (repeated.origins, len(repeated.claims)) == (("ANTARA",), 8)


def test_sides_told_either_way_round_are_one_meeting() -> None:
    found = event(
        made("a", type="CONSULT", source=(KIM,), target=(LAVROV,)),
        made("b", type="CONSULT", source=(LAVROV,), target=(KIM,)),
        made("c", type="CONSULT", source=(), target=(KIM,)),
    )
    assert (found.source, found.target, found.fields) == ((KIM,), (LAVROV,), {})


def test_nobody_is_shown_as_the_victim_of_his_own_deed() -> None:
    found = event(
        made("a", source=(), target=(RUSSIA,)),
        made("b", source=(), target=(RUSSIA,)),
        made("c", source=(RUSSIA,), target=()),
    )
    assert (found.source, found.target) == ((), (RUSSIA,))


def test_somebody_of_a_state_is_no_dispute_with_the_state() -> None:
    found = event(made("a"), made("b", source=(some("pasukan Rusia", "MIL", "RUS"),)))
    assert found.disputed == ()


@pytest.mark.parametrize(("rule", "killed"), [("origins", 4), ("precise", 4), ("latest", 9), ("conservative", 3)])
def test_the_rule_chooses_what_is_shown(rule: Headline, killed: float) -> None:
    found = event(
        made("a", "2025-07-07", quantities=(toll("killed", 4),)),
        made("b", "2025-07-07", quantities=(toll("killed", 4),)),
        made("c", "2025-07-08", quantities=(toll("killed", 3, approximate=True),)),
        made("d", "2025-07-10", quantities=(toll("killed", 9, approximate=True),)),
        rule=rule,
    )
    assert found.quantities[0].value == killed


def test_publishers_are_counted_by_who_they_are() -> None:
    found = event(
        made("a", outlet="Kompas.com"), made("b", outlet="KOMPAS"), made("c", outlet=None), made("d", outlet=None)
    )
    assert (found.reports, found.publishers) == (4, 3)


def test_the_first_publication_is_told_and_claims_stand_in_its_order() -> None:
    found = event(made("b", "2025-07-09"), made("c", None), made("a", "2025-07-08"))
    assert (found.first_published, found.claims) == ("2025-07-08", ("a-0", "b-0", "c-0"))
    assert event(made("c", None)).first_published is None


anything = st.lists(
    st.tuples(
        st.sampled_from(["2025-07-07", "2025-07-08", "2025-07-09T10:00:00+07:00", None]),
        st.sampled_from([None, day("2025-07-07"), day("2025-07-08"), day("2025-07")]),
        st.sampled_from([(), (toll("killed", 3),), (toll("killed", 5),), (toll("killed", None, low=2, high=4),)]),
        st.sampled_from([(), (KCNA,), (AFP, KCNA), (KCNA, AFP), (voice("seorang pejabat"),)]),
        st.sampled_from(["actual", "denied"]),
    ),
    min_size=1,
    max_size=7,
)


@given(anything, st.sampled_from(["origins", "precise", "latest", "conservative"]), st.randoms(use_true_random=False))
def test_the_order_of_the_claims_makes_no_difference(told: list[Any], rule: Headline, chance: random.Random) -> None:
    claims = [
        made(f"r{n}", published, when=when, quantities=quantities, according_to=voices, status=status)
        for n, (published, when, quantities, voices, status) in enumerate(told)
    ]
    expected = event(*claims, rule=rule)
    chance.shuffle(claims)
    assert event(*claims, rule=rule) == expected
    for name, values in expected.fields.items():
        assert [value.relation for value in values].count("same") >= 1
        assert values[0].relation == "same"
        assert len(values) > 1, name
    assert sum(len(origin.reports) for origin in expected.origins) == len(claims)


# Origins.


def test_a_chain_of_voices_is_followed_to_its_innermost() -> None:
    found = event(made("a", according_to=(AFP, KCNA)), made("b", according_to=(AFP,)), made("c", according_to=(KCNA,)))
    assert names(found) == {"KCNA": ("a", "b", "c")}
    assert found.origins[0].kind == "agency"
    assert Taken("a", "AFP", "attribution") in found.origins[0].links
    assert Taken("AFP", "KCNA", "attribution") in found.origins[0].links


def test_a_headline_in_the_outlets_own_voice_rests_on_whom_its_body_credits() -> None:
    headline, body = made("a.0", headline=True), made("a.1", according_to=(KCNA,))
    assert names(event(headline, body)) == {"KCNA": ("a",)}


def test_a_report_that_credits_nobody_rests_on_what_its_text_rests_on() -> None:
    line = Taken("a", "ANTARA", "byline code")
    found = event(made("a"), made("b"), made("c"), agency=["a", "b"], lines=[line])
    assert names(found) == {"ANTARA": ("a", "b"), "Koran c": ("c",)}
    assert found.origins[0].links == (line,)


@pytest.mark.parametrize(
    "name", ["seorang pejabat", "Pejabat Barat", "Officials", "Western officials", "Sumber militer", "warga"]
)
def test_who_is_not_named_is_no_origin(name: str) -> None:
    assert not is_named(voice(name))
    assert names(event(made("a", according_to=(voice(name),)))) == {"Koran a": ("a",)}
    assert names(event(made("a", according_to=(AFP, voice(name))))) == {"AFP": ("a",)}


@pytest.mark.parametrize(
    "named", [KCNA, voice("Budi Santoso"), voice("Media Indonesia"), voice("siapa", "person:siapa")]
)
def test_who_is_named_is_an_origin(named: Attribution) -> None:
    assert is_named(named)
    assert set(names(event(made("a", according_to=(named,))))) != {"Koran a"}


def test_a_named_source_is_primary_and_the_same_under_all_its_names() -> None:
    long, short = voice("Sergey Lavrov", "person:sergey-lavrov"), voice("Lavrov", "person:sergey-lavrov")
    found = event(made("a", according_to=(long,)), made("b", according_to=(short,)), made("c", according_to=(long,)))
    assert [(origin.origin, origin.kind, origin.reports) for origin in found.origins] == [
        ("Sergey Lavrov", "primary", ("a", "b", "c"))
    ]


def test_an_agency_is_the_same_under_all_its_names() -> None:
    other = voice("Kantor berita Antara")
    found = event(made("a", according_to=(voice("Antara"),)), made("b", according_to=(other,)), made("c"), agency=["c"])
    assert names(found) == {"ANTARA": ("a", "b", "c")}


def test_voices_that_credit_each_other_in_a_circle_are_one_origin() -> None:
    found = event(
        made("a", according_to=(AFP, KCNA)), made("b", according_to=(KCNA, AFP)), made("c", according_to=(REUTERS, AFP))
    )
    assert len(found.origins) == 1
    assert names(found) == {"AFP": ("a", "b", "c")}
    itself = event(made("a", according_to=(AFP, AFP)), made("b", according_to=(AFP,)))
    assert names(itself) == {"AFP": ("a", "b")}


voices = st.lists(st.sampled_from([KCNA, AFP, REUTERS, voice("Budi"), voice("pejabat")]), max_size=4)


@given(st.lists(voices, min_size=1, max_size=6))
def test_whoever_quotes_whom_each_claim_has_one_origin(chains: list[list[Attribution]]) -> None:
    claims = [made(f"r{n}", according_to=tuple(chain)) for n, chain in enumerate(chains)]
    of_report = {one.report: Root(one.report, one.report, "outlet") for one in claims}
    found = roots(claims, of_report)
    assert len(found) == len(claims)
    assert roots(claims[::-1], of_report) == found[::-1]
    for one, root in zip(claims, found, strict=True):
        if not any(is_named(said) for said in one.claim.according_to):
            assert root == of_report[one.report]


def test_an_actor_is_no_origin_by_acting() -> None:
    assert names(event(made("a", source=(Actor("KCNA", "KCNA", "PRK", "MED"),)))) == {"Koran a": ("a",)}
