"""What the rules find in sentences, parsed by the reader that ships with linimasa."""

import tomllib
from pathlib import Path

import pytest

from linimasa.language.parse import default_parser
from linimasa.model import Actor, Claim, Report
from linimasa.pipeline import code_report

SENTENCES = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8"))
CASES = [(language, entry["text"], entry["claims"]) for language in ("id", "en") for entry in SENTENCES[language]]


def code(text: str, language: str) -> list[Claim]:
    report = Report(id="example", text=text, language=language, published="2025-07-13")
    return list(code_report(report, parser=default_parser()).claims)


def side(actors: tuple[Actor, ...]) -> str:
    return "+".join(actor.id or actor.name for actor in actors)


@pytest.mark.parametrize(("language", "text", "expected"), CASES, ids=[text[:40] for _, text, _ in CASES])
def test_the_claims_of_a_sentence_are_found(language: str, text: str, expected: list[list[str]]) -> None:
    found = [[claim.type, claim.status, side(claim.source), side(claim.target)] for claim in code(text, language)]
    assert found == expected


def test_every_span_of_a_claim_quotes_the_words_that_say_so() -> None:
    text = "Menurut Kementerian Pertahanan Estonia, drone Belarus diduga menghantam sebuah gudang di Narva pada Senin."
    (claim,) = code(text, "id")

    def words(span: tuple[int, int] | None) -> str:
        assert span is not None
        return text[span[0] : span[1]]

    assert words(claim.evidence.trigger) == "menghantam"
    assert words(claim.source[0].span) == "Belarus"
    assert words(claim.marks.certainty) == "diduga"
    assert words(claim.when and claim.when.span) == "Senin"
    assert words(claim.where and claim.where.span) == "Narva"
    assert "Kementerian Pertahanan Estonia" in words(claim.according_to[0].span)
    assert claim.certainty == "alleged"


def test_the_same_text_gives_the_same_ids() -> None:
    text = "Kenya mengerahkan 500 personel polisi ke Haiti."
    assert [claim.id for claim in code(text, "id")] == [claim.id for claim in code(text, "id")]


def test_a_claim_without_a_date_has_none_and_not_the_day_of_publication() -> None:
    (claim,) = code("Brasil menjatuhkan sanksi terhadap Venezuela.", "id")
    assert claim.when is None


def test_that_attack_has_the_sides_of_the_attack_told_before() -> None:
    claims = code("Chad menyerang Niger pada 3 Juli 2025. Serangan itu menghancurkan sebuah jembatan.", "id")
    assert [(side(claim.source), side(claim.target)) for claim in claims] == [("TCD", "NER"), ("TCD", "NER")]
    assert claims[1].when is not None
    assert (claims[1].when.start, claims[1].when.basis) == ("2025-07-03", "context")


def test_a_mention_that_names_nobody_has_the_day_of_the_attack_that_the_report_tells() -> None:
    claims = code("Chad menyerang Niger pada 3 Juli 2025. Warga takut. Di kota itu serangan berlangsung dua jam.", "id")
    assert claims[0].when is not None
    assert all(claim.when is not None and claim.when.start == "2025-07-03" for claim in claims)


def test_the_year_of_one_resignation_is_not_that_of_another() -> None:
    text = "Presiden Peru mundur pada 2009. Ia dihormati. Presiden Peru mundur lagi setelah protes."
    found = [claim for claim in code(text, "id") if claim.type == "RETREAT"]
    assert [claim.when.start if claim.when else None for claim in found] == ["2009-01-01", None]


def test_an_attack_without_its_target_is_on_whom_the_report_says_that_the_same_side_attacked() -> None:
    claims = code("Chad menyerang Niger pada 3 Juli 2025. Warga takut akan serangan udara Chad.", "id")
    assert [(side(claim.source), side(claim.target)) for claim in claims] == [("TCD", "NER"), ("TCD", "NER")]


def test_an_attack_without_its_target_stays_open_where_the_report_names_two() -> None:
    claims = code("Chad menyerang Niger. Chad juga menyerang Sudan. Warga takut akan serangan udara Chad.", "id")
    assert side(claims[-1].target) == ""


def test_a_threat_of_ones_own_side_is_coded_once_as_a_threat() -> None:
    claims = code("Pakistan akan menyerang India.", "id")
    assert [(claim.type, claim.status) for claim in claims] == [("THREATEN", "actual")]


def test_an_agency_told_by_its_country_and_then_named_is_known_by_its_name() -> None:
    claims = code("Presiden Chad bertemu Presiden Niger di Ndjamena, menurut kantor berita China, Xinhua.", "id")
    assert [link.name for link in claims[0].according_to] == ["Xinhua"]


def test_the_news_of_a_report_happened_on_the_one_fresh_day_that_it_names() -> None:
    text = "Polisi menangkap tiga aktivis. Mereka dibawa ke kantor polisi pada Jumat (11/7/2025), kata pengacara."
    claim = code(text, "id")[0]
    assert claim.when is not None
    assert (claim.when.start, claim.when.basis) == ("2025-07-11", "context")


def test_two_fresh_days_leave_the_news_undated() -> None:
    text = "Polisi menangkap tiga aktivis. Rapat itu digelar pada Jumat (11/7/2025) dan ditutup pada Sabtu (12/7/2025)."
    assert code(text, "id")[0].when is None


def test_an_agency_that_cites_another_stands_outside_it() -> None:
    (claim,) = code("Presiden Chad bertemu Presiden Niger di Ndjamena, lapor Reuters mengutip Xinhua.", "id")
    assert [link.name for link in claim.according_to] == ["Reuters", "Xinhua"]


def test_an_attack_on_a_city_is_on_the_state_in_which_it_lies() -> None:
    attack = code("The Chadian attack on Kharkiv lasted an hour.", "en")[0]
    assert (side(attack.source), side(attack.target)) == ("TCD", "UKR")
    assert attack.where is not None
    assert attack.where.name == "Kharkiv"
