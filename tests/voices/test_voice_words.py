"""The lists of words are whole: the same in both languages, without slips that would silence a verb."""

from __future__ import annotations

from importlib import resources

import pytest

from linimasa.language.files import LANGUAGES, toml
from linimasa.voices.words import lexicon


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_is_lower_case_and_stands_once(language: str) -> None:
    for name, entries in toml(f"language/{language}", "voices.toml").items():
        assert len(entries) == len(set(entries)), name
        for entry in entries:
            assert entry == " ".join(entry.lower().split()), (name, entry)


def test_both_languages_hold_the_same_lists() -> None:
    first, second = (set(toml(f"language/{language}", "voices.toml")) for language in LANGUAGES)
    assert first == second


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_verb_is_in_two_of_the_lists_that_decide_what_it_tells(language: str) -> None:
    words = lexicon(language)
    lists = ["say", "hold", "tell", "clausal"]
    for i, one in enumerate(lists):
        for other in lists[i + 1 :]:
            assert not words.single[one] & words.single[other]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_says_what_it_is_and_its_licence(language: str) -> None:
    text = resources.files("linimasa").joinpath(f"language/{language}/voices.toml").read_text(encoding="utf-8")
    header = text[: text.index("\n\n")]
    assert header.startswith("# ")
    assert "licence" in header.lower()
