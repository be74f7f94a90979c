"""The rules of merging and their weights are whole: what is weighed can be found, and what is found is weighed."""

from __future__ import annotations

from importlib import resources

from hypothesis import given, settings
from merged_claims import pairs

from linimasa.coding.plover import event_types
from linimasa.language.files import LANGUAGES
from linimasa.merge.compare import findings, rules, weights
from linimasa.merge.sides import ORDER
from linimasa.merge.telling import Telling

FINDINGS = {
    *(f"{side} {how}" for side in ("source", "target") for how in ORDER),
    "both sides",
    "both dated",
    "days apart",
    "another day",
    "another day of what recurs",
    "another day by context",
    "same days",
    "day in long span",
    "published after",
    "published before",
    "published apart",
    "place open",
    "place same",
    "place same country",
    "place other",
    "place within",
    "place near",
    "figure same",
    "figure other",
    "sentence same",
    "names",
    "words",
    "near words",
    "story",
    "language other",
    "act same",
    "mode same",
    "mode other",
    "status other",
    "report same",
    "told twice in a sentence",
    "recurs",
    "spoken",
}


def test_the_files_say_what_they_are() -> None:
    for name in ("merging.toml", "merging_weights.tsv"):
        text = resources.files("linimasa").joinpath("data", name).read_text(encoding="utf-8")
        assert text.startswith("# ")
        assert "Source:" in text or "Learned by tools/train_merging.py" in text


def test_every_type_that_a_rule_names_is_one() -> None:
    types = {name for name, _ in event_types()}
    assert rules().recurring < types
    assert rules().reciprocal < types
    assert rules().spoken < types


def test_the_rules_can_be_meant() -> None:
    found = rules()
    assert found.contradiction < found.least < found.absent < 0 < found.most
    assert 0 <= found.days_apart_recurring <= found.days_apart < found.days_counted
    assert 0 < found.approximate < 1
    assert found.near_km > 0
    assert set(found.ties) <= FINDINGS
    assert all(0 < least < 1 for least in found.ties.values())


@settings(max_examples=300)
@given(pairs())
def test_every_finding_is_known(pair: tuple[Telling, Telling]) -> None:
    found = findings(*pair)
    assert set(found or {}) <= FINDINGS
    for name, value in (found or {}).items():
        most = rules().days_counted if "apart" in name or name.startswith("published") else 1
        assert 0 <= value <= most, name


def test_every_weight_is_that_of_a_finding_and_stands_once() -> None:
    lines = resources.files("linimasa").joinpath("data", "merging_weights.tsv").read_text(encoding="utf-8").splitlines()
    names = [line.split("\t")[0] for line in lines if not line.startswith("#")][1:]
    assert len(names) == len(set(names))
    assert set(names) == set(weights())
    assert set(weights()) - {"bias"} <= FINDINGS


def test_every_finding_has_a_weight() -> None:
    assert set(weights()) >= FINDINGS


def test_the_languages_that_are_compared_are_those_that_are_coded() -> None:
    assert set(LANGUAGES) == {"id", "en"}
