"""Hand-coded reports are kept without their text, and come back where the reports are at hand."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

TOOLS = Path(__file__).resolve().parents[2] / "tools"
TEXT = "Tiga pengunjuk rasa ditangkap\nPolisi menangkap tiga pengunjuk rasa di Makassar.\nKalimat ini tidak dikode."


@pytest.fixture
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("training_set", TOOLS / "training_set.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_was_coded_comes_back_without_the_part_of_the_report_that_was_not(
    tool: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "contoh-makassar.txt").write_text(TEXT, encoding="utf-8")
    claims = [{"anchor": "Polisi menangkap tiga", "types": ["COERCE"]}, {"anchor": "tidak ada", "types": ["AID"]}]
    coded = {"report": "contoh-makassar", "end": TEXT.rindex("\n"), "claims": claims}
    (tmp_path / "gold.jsonl").write_text(json.dumps(coded) + "\n", encoding="utf-8")
    found = tool.reports([str(tmp_path / "contoh-makassar.txt")])
    tool.pack(str(tmp_path / "gold.jsonl"), found)
    packed = capsys.readouterr()
    assert "menangkap" not in packed.out
    assert "1 claims whose words were not found" in packed.err
    (tmp_path / "packed.jsonl").write_text(packed.out, encoding="utf-8")
    monkeypatch.setattr(tool, "PACKED", tmp_path / "packed.jsonl")
    tool.unpack(found, tmp_path / "out")
    gold = json.loads((tmp_path / "out" / "gold.jsonl").read_text(encoding="utf-8"))
    assert [claim["anchor"] for claim in gold["claims"]] == ["Polisi menangkap tiga"]
    report = json.loads((tmp_path / "out" / "reports.jsonl").read_text(encoding="utf-8"))
    assert report["title"] + "\n" + report["text"] == TEXT[: coded["end"]]


def test_every_packed_claim_lies_in_a_report_and_is_of_a_plover_type(tool: ModuleType) -> None:
    lines = [json.loads(line) for line in tool.PACKED.read_text(encoding="utf-8").splitlines()]
    assert len({line["report"] for line in lines}) == len(lines)
    for line in lines:
        for claim in line["claims"]:
            start, end = claim["span"]
            assert 0 <= start < end
            assert "anchor" not in claim
            assert claim["types"]
