"""The reader's data files hold what the reader expects, each entry once."""

from __future__ import annotations

import pytest

from linimasa.language.files import LANGUAGES, toml


def lists_of(data):
    for key, value in data.items():
        if isinstance(value, dict):
            yield from lists_of(value)
        elif isinstance(value, list):
            yield key, value


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("data", "page.toml"),
        ("data", "urls.toml"),
        *((f"language/{language}", name) for language in LANGUAGES for name in ("credits.toml", "calendar.toml")),
    ],
)
def test_every_list_names_each_entry_once_and_in_small_letters(folder, name):
    for key, entries in lists_of(toml(folder, name)):
        assert entries, key
        assert len(entries) == len(set(entries)), key
        assert all(entry == entry.lower() for entry in entries), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_languages_have_the_same_sections(language):
    sections = {"rule", "inline", "byline", "caption", "headline"}
    assert sections <= set(toml(f"language/{language}", "furniture.toml"))
    assert set(toml(f"language/{language}", "credits.toml")) == {"before", "after", "reach", "own", "statement"}
    assert set(toml(f"language/{language}", "calendar.toml")) >= {"months", "weekdays", "zones"}
