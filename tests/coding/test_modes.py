"""How an event is done, from the words beside its trigger; empty rather than guessed."""

from __future__ import annotations

import pytest

from linimasa.coding.plover import event_types
from linimasa.language.files import LANGUAGES, toml
from linimasa.model import Claim, Report
from linimasa.pipeline import code_report

SHAPES = ("means", "content", "told")


def code(text: str, language: str) -> list[Claim]:
    return list(code_report(Report(id="example", text=text, language=language, published="2025-07-13")).claims)


def found(text: str, language: str, kind: str) -> list[tuple[str, ...]]:
    return [claim.modes for claim in code(text, language) if claim.type == kind]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mode_and_type_is_one_of_plovers_and_no_word_decides_two(language: str) -> None:
    words = toml(f"language/{language}", "modes.toml")
    assert set(words) == set(toml("language/id", "modes.toml"))
    for shape in SHAPES:
        for kind, entries in words[shape].items():
            listed = [word for phrases in entries.values() for word in phrases]
            assert len(listed) == len(set(listed)), (shape, kind)
            assert all((kind, mode) in event_types() for mode in entries), (shape, kind)
    for entries in words["told"].values():
        for told in (name for names in entries.values() for name in names):
            assert tuple(told.partition(":")[::2]) in event_types(), told


def test_the_general_rules_name_types_and_modes_of_plover() -> None:
    general = toml("data", "modes.toml")
    assert all(("THREATEN", mode) in event_types() for mode in general["announced"].values())
    for kind, sectors in general["sectors"].items():
        assert all((kind, mode) in event_types() for mode in (*sectors.values(), general["instead"]))
    for kind, covered in general["within"].items():
        named = {*covered, *(mode for modes in covered.values() for mode in modes)}
        assert all((kind, mode) in event_types() for mode in named)


@pytest.mark.parametrize(
    ("language", "text", "kind", "mode"),
    [
        ("id", "Chad menyerang Niger dengan drone pada Senin.", "ASSAULT", "drone"),
        ("id", "Rudal Chad menghantam Niger pada Senin.", "ASSAULT", "heavy-weapons"),
        ("id", "Jet tempur Chad menyerang Niger.", "ASSAULT", "aerial"),
        ("id", "Tentara Chad menembakkan roket ke Niger.", "ASSAULT", "heavy-weapons"),
        ("id", "Polisi Kenya menembakkan gas air mata ke arah mahasiswa.", "ASSAULT", "crowd-control"),
        ("en", "Chad attacked Niger with drones on Monday.", "ASSAULT", "drone"),
        ("en", "Chad carried out an attack on Niger using rockets.", "ASSAULT", "heavy-weapons"),
        ("id", "Malaysia mendesak Chad membebaskan para sandera.", "REQUEST", "yield"),
        ("id", "Malaysia mendesak Chad menghentikan serangan ke Niger.", "REQUEST", "yield"),
        ("id", "Mahasiswa menuntut Presiden Peru mundur.", "REQUEST", "change"),
        ("id", "Niger meminta bantuan kepada Malaysia.", "REQUEST", "assist"),
        ("en", "Malaysia urged Chad to release the hostages.", "REQUEST", "yield"),
        ("id", "Chad menolak bertemu dengan Niger.", "REJECT", "meet"),
        ("id", "Chad mengancam akan menyerang Niger.", "THREATEN", "violence"),
        ("id", "Pakistan akan menyerang India.", "THREATEN", "violence"),
        ("en", "Pakistan threatened to attack India.", "THREATEN", "violence"),
        ("id", "Kepolisian Kenya mengerahkan 500 personel ke ibu kota.", "MOBILIZE", "police"),
    ],
)
def test_words_beside_the_trigger_decide_the_mode(language: str, text: str, kind: str, mode: str) -> None:
    assert found(text, language, kind) == [(mode,)]


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("id", "Chad menyerang pabrik rudal milik Niger.", "ASSAULT"),
        ("id", "Chad menyerang Niger setelah jet jatuh di gurun.", "ASSAULT"),
        ("en", "Chad attacked an air base of Niger.", "ASSAULT"),
        ("id", "Malaysia mendesak Chad segera bertindak.", "REQUEST"),
        ("id", "Malaysia mendesak Chad membuka data tambang.", "REQUEST"),
        ("id", "Chad memperingatkan Niger agar tidak menyerang Malaysia.", "THREATEN"),
        ("id", "Chad memperingatkan Niger soal perbatasan.", "THREATEN"),
    ],
)
def test_what_the_words_do_not_decide_stays_empty(language: str, text: str, kind: str) -> None:
    assert found(text, language, kind) == [()]


def test_two_means_are_two_modes() -> None:
    assert found("Tentara Chad menembakkan drone dan rudal ke Niger.", "id", "ASSAULT") == [("drone", "heavy-weapons")]


def test_a_mode_changes_the_codes_of_the_claim() -> None:
    (claim,) = code("Chad menyerang Niger dengan drone pada Senin.", "id")
    entry = event_types()["ASSAULT", "drone"]
    assert (claim.cameo, claim.score) == (entry.cameo, entry.score)
