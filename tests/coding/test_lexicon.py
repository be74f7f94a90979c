"""The lexicon of triggers is whole: its types, modes, frames and classes exist."""

import tomllib
from pathlib import Path

import pytest

import linimasa
from linimasa.coding.frames import FRAMES
from linimasa.coding.judgements import judging_words
from linimasa.coding.plover import event_type, event_types
from linimasa.coding.triggers import classes, lexicon
from linimasa.errors import DataError

LANGUAGES = ("id", "en")
TESTS_OF_ACTORS = {
    "@actor",
    "@person",
    "@people",
    "@country",
    "@official",
    "@infinitive",
    "@object",
    "@armed",
    "@named",
    "@politician",
}
KEYS = {
    "type",
    "modes",
    "frame",
    "verb",
    "plain",
    "noun",
    "object",
    "subject",
    "unless",
    "owner",
    "across",
    "beside",
    "then",
    "commands",
}


def _triggers(language: str) -> dict[str, dict[str, str]]:
    path = Path(linimasa.__file__).parent / "language" / language / "triggers.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))["trigger"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_trigger_has_a_type_modes_and_a_frame_that_exist(language: str) -> None:
    for name, entry in _triggers(language).items():
        assert set(entry) <= KEYS, name
        assert entry["frame"] in FRAMES, name
        assert (entry["type"], "") in event_types(), name
        for mode in entry.get("modes", "").split():
            assert (entry["type"], mode) in event_types(), (name, mode)
        assert any(entry.get(key) for key in ("verb", "plain", "noun")), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_constraint_names_a_class_that_exists(language: str) -> None:
    known = set(classes(language)) | TESTS_OF_ACTORS
    for name, entry in _triggers(language).items():
        for key in ("object", "subject", "unless"):
            for value in entry.get(key, "").split():
                assert value.startswith("=") or value in known, (name, value)


def test_both_languages_have_the_same_classes() -> None:
    assert set(classes("id")) == set(classes("en"))


def test_all_sixteen_types_have_triggers_in_both_languages() -> None:
    types = {kind for kind, _ in event_types()}
    assert len(types) == 16
    for language in LANGUAGES:
        assert {form.trigger.type for forms in lexicon(language).values() for form in forms} == types


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_both_blames_and_praises(language: str) -> None:
    words = judging_words(language)
    assert set(words) == {"blame", "praise", "call", "called", "as"}
    assert not words["blame"] & words["praise"]
    assert all(word == word.casefold() and " " not in word for found in words.values() for word in found)


def test_a_type_that_plover_does_not_know_is_refused_by_name() -> None:
    with pytest.raises(DataError, match="FIGHT"):
        event_type("FIGHT")
