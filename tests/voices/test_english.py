"""What a reader of English reports would notice: words put into the wrong mouth, or into nobody's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Told = tuple[str, list[str], str, list[str]]
Tell = Callable[..., list[Told]]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Troops seized two villages, according to police.", "police", ["Troops seized two villages"]),
        ("According to Reuters, troops seized two villages.", "Reuters", ["troops seized two villages"]),
        ("Ana Ruiz said that troops had seized two villages.", "Ana Ruiz", ["troops had seized two villages"]),
        ("Troops left the town, Ana Ruiz said.", "Ana Ruiz", ["Troops left the town"]),
        ('"We will not retreat," said President Boric in Santiago.', "Boric", ["We will not retreat"]),
        ('"We will not retreat," Boric said on Monday.', "Boric", ["We will not retreat"]),
        ("Officials said on Monday that the road had been closed.", "Officials", ["the road had been closed"]),
        (
            "The museum, Ana Ruiz said, celebrated several heroes.",
            "Ana Ruiz",
            ["The museum", "celebrated several heroes"],
        ),
        ("As reported by Kyodo, the ship sank.", "Kyodo", ["the ship sank"]),
    ],
)
def test_a_statement_is_its_speakers(told: Tell, text: str, speaker: str, content: list[str]) -> None:
    assert [(name, words) for name, words, *_ in told(text, "en")] == [(speaker, content)]


@pytest.mark.parametrize(
    ("text", "speaker", "through"),
    [
        ("Boric was quoted by Reuters as saying that troops had left.", "Boric", ["Reuters"]),
        ("Reuters, citing two officials, reported that troops had left the town.", "two officials", ["Reuters"]),
        ("Boric told Reuters that the talks had failed.", "Boric", ["Reuters"]),
    ],
)
def test_a_chain_names_all_through_whom_it_came(told: Tell, text: str, speaker: str, through: list[str]) -> None:
    ((name, _, _, links),) = told(text, "en")
    assert (name, links) == (speaker, through)


def test_a_quotation_around_its_speaker_is_one_voice(told: Tell) -> None:
    found = told('"We will not retreat," Boric said, "because the people are with us."', "en")
    assert [content for _, content, *_ in found] == [["We will not retreat", "because the people are with us."]]


def test_adding_that_begins_a_second_statement(told: Tell) -> None:
    found = told("Officials said the road had been closed, adding that residents had been moved.", "en")
    assert [content for _, content, *_ in found] == [["the road had been closed"], ["residents had been moved"]]


def test_apostrophes_are_no_quotation_marks(told: Tell) -> None:
    found = told("The governor told reporters that the bridge's collapse killed the players' coach.", "en")
    assert [content for _, content, *_ in found] == [["the bridge's collapse killed the players' coach"]]


def test_what_was_not_said_is_no_voice(told: Tell) -> None:
    assert told("The spokesman did not say how many were killed.", "en") == []


def test_they_are_the_party_that_spoke_last(told: Tell) -> None:
    found = told("Police confirmed that two people were arrested. They added that a third man had fled.", "en")
    assert [name for name, *_ in found] == ["Police", "Police"]
