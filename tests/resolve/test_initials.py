"""Persons told by their initials are persons wherever the report names them so."""

from linimasa.language.parse import default_parser, parse
from linimasa.model import Report
from linimasa.resolve.actors import find_actors


def persons(text: str) -> list[str]:
    report = Report(id="example", text=text, language="id", published="2025-07-13")
    cast = find_actors(report, parse(report, default_parser()))
    return [mention.actors[0].name for mention in cast.mentions if mention.kind == "person"]


def test_initials_that_a_word_introduces_are_a_person_in_the_whole_report() -> None:
    assert persons("Polisi menahan pria berinisial JL. Menurut tetangga, JL pendiam.") == ["JL", "JL"]


def test_initials_with_an_age_are_a_person() -> None:
    assert persons("Korban adalah BA (25), warga Gresik.") == ["BA"]


def test_initials_joined_to_others_are_persons_too() -> None:
    assert persons("Tiga pria berinisial RH, TS dan MK ditahan.") == ["RH", "TS", "MK"]


def test_capitals_that_nothing_introduces_are_no_person() -> None:
    assert persons("Ia membeli HP dan AC di toko itu.") == []
