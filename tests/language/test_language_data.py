"""The data files of the language stage are whole: no duplicates, no empty values, known codes."""

from __future__ import annotations

import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from linimasa.language import files
from linimasa.language.ends import NEWS

LANGUAGES = ("id", "en")
UPOS = {
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM",
    "VERB", "X", "*",
}  # fmt: skip
OWN = [
    *(f"language/{language}/{name}" for language in LANGUAGES for name in
      ("abbreviations.toml", "affixes.toml", "clitics.tsv", "lemmas.tsv", "tokens.toml")),
    "data/languages.toml", "data/web.toml", "data/vocabulary.id.tsv", "data/vocabulary.en.tsv",
    "data/reader/sentence_ends.tsv",
]  # fmt: skip


@pytest.mark.parametrize("path", OWN)
def test_a_file_says_what_it_is_and_its_licence(path: str) -> None:
    text = resources.files("linimasa").joinpath(path).read_text(encoding="utf-8")
    header = text[: text.index("\n\n")] if "\n\n" in text else text
    assert header.startswith("# ")
    assert "Licence:" in header


def lists(value: Any) -> list[list[Any]]:
    if isinstance(value, list):
        return [value]
    return [found for inner in value.values() for found in lists(inner)] if isinstance(value, dict) else []


@pytest.mark.parametrize("path", [path for path in OWN if path.endswith("toml")])
def test_no_list_names_a_word_twice(path: str) -> None:
    folder, _, name = path.rpartition("/")
    for words in lists(files.toml(folder, name)):
        if all(isinstance(word, str) for word in words):
            assert sorted(set(words)) == sorted(words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_abbreviations_stand_without_their_full_stop(language: str) -> None:
    stored = files.toml(f"language/{language}", "abbreviations.toml")
    kinds = ("before_name", "before_number", "anywhere")
    assert not [form for kind in kinds for form in stored[kind] if form.endswith(".") or not form]


@pytest.mark.parametrize("language", LANGUAGES)
def test_clitics_are_cut_inside_the_word(language: str) -> None:
    rows = files.table(f"language/{language}", "clitics.tsv")
    assert len({row["form"] for row in rows}) == len(rows)
    assert all(0 <= int(row["host"]) < len(row["form"]) for row in rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_lemmas_are_unique_and_have_known_parts_of_speech(language: str) -> None:
    rows = files.table(f"language/{language}", "lemmas.tsv")
    assert len({(row["form"], row["upos"]) for row in rows}) == len(rows)
    assert {row["upos"] for row in rows} <= UPOS
    assert all(row["form"] and row["lemma"] for row in rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_vocabulary_counts_every_word_once(language: str) -> None:
    rows = files.table("data", f"vocabulary.{language}.tsv")
    assert len({row["form"] for row in rows}) == len(rows)
    assert all(int(row["reports"]) > 0 for row in rows)


def test_each_style_of_cutting_sentences_has_a_constant_and_every_feature_once() -> None:
    rows = files.table("data/reader", "sentence_ends.tsv")
    assert len({row["feature"] for row in rows}) == len(rows)
    constant = next(row for row in rows if row["feature"] == "*")
    assert all(constant[style] for style in {"gsd", *NEWS.values()})
    assert all(not row[style] or float(row[style]) for row in rows for style in constant if style != "feature")


ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("builder", "source", "built"),
    [
        ("build_clitics.py", "ud", ["language/id/clitics.tsv"]),
        ("build_vocabulary.py", "", ["data/vocabulary.id.tsv", "data/vocabulary.en.tsv"]),
    ],
)
def test_built_files_are_what_their_builder_makes(builder: str, source: str, built: list[str], tmp_path: Path) -> None:
    data = ROOT / "../shared/data" / source
    if not data.exists():
        pytest.skip("../shared/data is absent")
    subprocess.run([sys.executable, ROOT / "tools" / builder, data, tmp_path], check=True)
    for path in built:
        committed = resources.files("linimasa").joinpath(path).read_text(encoding="utf-8")
        assert (tmp_path / Path(path).name).read_text(encoding="utf-8") == committed, f"run tools/{builder}"


def test_words_and_sentences_are_found_as_well_as_ever() -> None:
    data = ROOT / "../shared/data"
    if not data.exists():
        pytest.skip("../shared/data is absent")
    run = subprocess.run(
        [sys.executable, ROOT / "tools" / "evaluate_language.py", data, "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
