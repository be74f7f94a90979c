"""A body told by its kind alone is the one that was named before."""

from linimasa.language.parse import parse
from linimasa.model import Report
from linimasa.resolve.actors import find_actors


def meant(text: str, word: str) -> str | None:
    """The id of who is meant by the last occurrence of a word."""
    report = Report(id="example", text=text, language="en", published="2025-07-13")
    sentences = parse(report)
    cast = find_actors(report, sentences)
    places = [(s.index, at) for s in sentences for at, w in enumerate(s.words) if w.form == word]
    mention = cast.at(*places[-1])
    return mention.actors[0].id if mention is not None else None


def test_the_party_is_the_one_named_before() -> None:
    text = "The Harvest Unity Party accused the president of lying. In June the party apologised."
    assert meant(text, "party") == "HARVEST-UNITY-PARTY"


def test_the_committee_stays_open_where_two_were_named() -> None:
    text = "The Senate Water Committee and the House Energy Committee met. The committee accused him of lying."
    assert meant(text, "committee") is None


def test_another_party_is_not_the_one_named_before() -> None:
    text = "The Harvest Unity Party accused the president of lying. The small party of his brother apologised."
    assert meant(text, "party") != "HARVEST-UNITY-PARTY"
