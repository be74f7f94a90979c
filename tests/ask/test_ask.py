"""What a user would notice of the answers: the right claims, in order, dates never made up."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stand_ins import LAVROV, TEXT, claim, coded, report, undated

from linimasa.ask import Filters, explain, search, show, timeline
from linimasa.ask.filters import first_day
from linimasa.errors import QueryError
from linimasa.model import Actor, When
from linimasa.store import Record


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record.open(tmp_path_factory.mktemp("ask") / "record.db") as opened:
        opened.add(coded(claim(), undated()), coder_version="v1")
        english = report(
            id="example-2",
            url=None,
            title="Lavrov thanks soldiers",
            outlet="Example Courier",
            language="en",
            published="2025-07-14",
        )
        earlier = claim(
            id="bb22",
            type="SUPPORT",
            source=(Actor("Russia", "RUS", "RUS", "GOV"),),
            target=(Actor("North Korea", "PRK", "PRK", "GOV"),),
            according_to=(),
            when=When("2024-06-01", "2024-06-30", "month", "relative"),
            where=None,
            confidence=0.5,
        )
        german = claim(
            id="bb33",
            type="ACCUSE",
            status="planned",
            source=(Actor("Jerman", "DEU", "DEU", "GOV"),),
            target=(LAVROV,),
            when=When("2025-07-13", "2025-07-14", "range", "explicit"),
        )
        opened.add(coded(german, earlier, of=english), coder_version="v1")
        yield opened


def ids(record: Record, **filters: Any) -> list[str]:
    return [row.claim.id for row in timeline(record, Filters(**filters))]


MEETING, SENDING, PRAISE, ACCUSATION = "aa11bb22cc", "aa11dd33ee", "bb22", "bb33"


def test_claims_come_by_day_and_undated_ones_last(record: Record) -> None:
    rows = timeline(record)
    assert [row.claim.id for row in rows] == [PRAISE, MEETING, ACCUSATION, SENDING]
    assert [row.dated for row in rows] == [True, True, True, False]
    assert rows[-1].claim.when is None
    assert rows[-1].report.published == "2025-07-13T09:19:00+07:00"


@pytest.mark.parametrize(
    "who", ["RUS", "Rusia", "Russia", "rusia", "Moskow", "Kremlin", "person:sergey-lavrov", "Lavrov", "sergey lavrov"]
)
def test_an_actor_is_found_by_code_name_in_either_language_or_id(record: Record, who: str) -> None:
    found = ids(record, actor=who)
    assert MEETING in found
    assert ACCUSATION in found


def test_a_country_stands_for_its_people_and_a_person_only_for_themselves(record: Record) -> None:
    assert len(ids(record, actor="Korea Utara")) == 3
    assert ids(record, actor="Korut") == ids(record, actor="North Korea") == ids(record, actor="Korea Utara")
    assert ids(record, actor="Kim Jong-un") == [MEETING]
    assert ids(record, actor="Germany") == [ACCUSATION]


def test_what_the_record_calls_by_a_name_is_meant_in_all_its_names(record: Record) -> None:
    assert PRAISE in ids(record, actor="Pyongyang")


def test_half_a_word_is_no_name(record: Record) -> None:
    assert ids(record, actor="Lav") == []
    assert ids(record, actor="%") == []


def test_a_pair_is_found_either_way_round(record: Record) -> None:
    assert ids(record, pair=("PRK", "RUS")) == [PRAISE, MEETING, SENDING]
    assert ids(record, pair=("Russia", "Korea Utara")) == [PRAISE, MEETING, SENDING]
    assert ids(record, pair=("Kim", "DEU")) == []


def test_days_months_and_years_limit_the_dates(record: Record) -> None:
    assert ids(record, since="2025") == [MEETING, ACCUSATION]
    assert ids(record, until="2024-06-15") == [PRAISE]
    assert ids(record, since="2025-07-14", until="2025-07-14") == [ACCUSATION]
    assert ids(record, since="2025-07-13", until="2025-07-13") == [ACCUSATION]


def test_the_day_of_publication_dates_no_claim(record: Record) -> None:
    assert SENDING not in ids(record, since="2025-07-13", until="2025-07-13")


def test_other_filters(record: Record) -> None:
    assert ids(record, types=("aid", "SUPPORT")) == [PRAISE, SENDING]
    assert ids(record, place="wonsan") == [MEETING, ACCUSATION]
    assert ids(record, place="North Korea") == [MEETING, ACCUSATION]
    assert ids(record, speaker="KCNA") == [MEETING, ACCUSATION]
    assert ids(record, speaker="Barat") == [SENDING]
    assert ids(record, outlet="kabar contoh") == [MEETING, SENDING]
    assert ids(record, status=("planned",)) == [ACCUSATION]
    assert ids(record, min_confidence=0.6) == [MEETING, ACCUSATION, SENDING]
    assert ids(record, report="example-2", limit=1) == [PRAISE]


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"types": ("MEET",)}, "'MEET' is not a type; there are ACCUSE, AGREE"),
        ({"status": ("maybe",)}, "'maybe' is not a status"),
        ({"since": "2025-02-30"}, "'2025-02-30' is not a date"),
        ({"until": "kemarin"}, "is not a date; write 2025-07-12"),
        ({"since": "2025", "until": "2024"}, "the end lies before the beginning"),
        ({"min_confidence": 2.0}, "not between 0 and 1"),
    ],
)
def test_a_question_that_cannot_be_asked_says_what_can(record: Record, filters: Any, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        timeline(record, Filters(**filters))


@given(text=st.text())
def test_no_text_breaks_a_date_filter(text: str) -> None:
    with contextlib.suppress(QueryError):
        assert len(first_day(text)) == 10


def test_a_claim_is_shown_by_the_beginning_of_its_id(record: Record) -> None:
    shown = show(record, "aa11b")
    assert (shown.row.claim.id, shown.report.text, shown.coder) == (MEETING, TEXT, "v1")
    assert len(shown.voices) == 1


@pytest.mark.parametrize(
    ("prefix", "message"),
    [("aa11", "begins the ids of several"), ("zz", "no claim"), ("", "no claim"), ("%", "no claim")],
)
def test_an_id_that_says_too_little_is_refused(record: Record, prefix: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        show(record, prefix)


def test_every_value_is_explained_by_its_words(record: Record) -> None:
    explanation = explain(record, SENDING)
    assert {(mark.field, mark.words) for mark in explanation.marked} == {
        ("trigger", "mengirim"),
        ("source", "Pyongyang"),
        ("target", "Rusia"),
        ("according to", "pejabat Barat"),
        ("cue", "kata"),
        ("quantity", "11.000 tentara"),
    }
    for mark in explanation.marked:
        assert explanation.report.text[slice(*mark.span)] == mark.words


def test_a_value_without_words_of_its_own_is_named_as_inferred(record: Record) -> None:
    explanation = explain(record, PRAISE)
    assert explanation.inferred == (
        ("source", "Russia (RUS, GOV)"),
        ("target", "North Korea (PRK, GOV)"),
        ("when", "2024-06-01 to 2024-06-30 (relative)"),
    )
    assert [mark.field for mark in explanation.marked] == ["trigger"]


def test_words_are_found_with_the_claims_made_there(record: Record) -> None:
    hits = search(record, "tentara RUSIA")
    assert [hit.report.id for hit in hits] == ["contoh-1", "example-2"]
    hit = hits[0]
    assert TEXT[slice(*hit.span)] == hit.text
    assert [hit.text[slice(*found)] for found in hit.found] == ["tentara", "Rusia"]
    assert [row.claim.id for row in hit.claims] == [SENDING]


def test_phrases_beginnings_and_diacritics(record: Record) -> None:
    assert search(record, '"Korea Utara"')
    assert not search(record, '"Utara Korea"')
    assert search(record, "mengir*")
    assert search(record, "Rusía")


@pytest.mark.parametrize("words", ["", '"', "-", "***", '" "'])
def test_a_search_without_words_is_refused(record: Record, words: str) -> None:
    with pytest.raises(QueryError, match="no word"):
        search(record, words)


@given(words=st.text(alphabet=st.sampled_from("Kim Rusia\"*-()^:'ANDORNOT{}+%_\\\0")))
def test_nothing_typed_breaks_a_search(record: Record, words: str) -> None:
    with contextlib.suppress(QueryError):
        search(record, words)
    timeline(record, Filters(actor=words, speaker=words, place=words, outlet=words))
