"""tools/coverage.py names what was not coded, and which triggers are wrong."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

from linimasa.model import Report

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools" / "coverage.py"
SHARED = ROOT / ".." / "shared"


def _report(text: str, language: str) -> Report:
    return Report(id="example", text=text, language=language, published="2025-07-13")


def _uncoded(text: str, language: str) -> dict[tuple[str, str], tuple[int, int]]:
    spec = importlib.util.spec_from_file_location("coverage_tool", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["coverage_tool"] = module
    spec.loader.exec_module(module)
    found = module.uncoded([_report(text, language)])
    return {key: (entry.missed, entry.coded) for key, entry in found.items()}


def test_a_verb_of_a_state_that_made_no_claim_is_listed_and_one_that_made_one_is_not_missed() -> None:
    found = _uncoded("Pemerintah Peru membangun menara itu. Pasukan Peru menyerang Chili di perbatasan.", "id")
    assert found["bangun", "VERB"] == (1, 0)
    assert found["serang", "VERB"] == (0, 1)


def test_what_only_leads_to_a_statement_is_not_listed() -> None:
    found = _uncoded('The government of Peru polished the tower. "We polish towers," said the minister.', "en")
    assert ("polish", "VERB") in found
    assert ("say", "VERB") not in found


def test_what_has_no_official_beside_it_is_not_listed() -> None:
    assert _uncoded("Seekor kucing memoles kukunya.", "id") == {}


def test_the_triggers_that_are_wrong_in_the_gold_are_counted(tmp_path: Path) -> None:
    if not (SHARED / "score" / "score.py").exists():
        pytest.skip("no scorer in ../shared")
    text = "Peru menyerang Chili. Chili mengecam Peru."
    gold = {"report": "a", "claims": [{"anchor": "mengecam Peru", "types": ["ACCUSE"]}]}
    sentence = {"type": "ASSAULT", "rule": "id/serang.active", "evidence": {"sentence": [0, 21], "trigger": [5, 14]}}
    coded = {"report": {"id": "a", "text": text}, "claims": [{**sentence, "source": [], "target": []}]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold) + "\n", encoding="utf-8")
    (tmp_path / "coded.jsonl").write_text(json.dumps(coded) + "\n", encoding="utf-8")
    command = [sys.executable, str(TOOL), "--shared", str(SHARED), "--gold"]
    done = subprocess.run(
        [*command, str(tmp_path / "gold.jsonl"), str(tmp_path / "coded.jsonl")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "0\t1\t0\tid/serang\n" in done.stdout
    assert "missed 1\tACCUSE: mengecam Peru\n" in done.stdout
