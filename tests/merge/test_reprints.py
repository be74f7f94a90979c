"""The gate of the copies: reprints made from example reports are found, and nothing else is."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

TOOL = Path(__file__).resolve().parents[2] / "tools" / "build_reprints.py"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_reprints", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["build_reprints"] = module
    spec.loader.exec_module(module)
    return module


def test_reprints_of_every_kind_are_found_and_nothing_else(tool: ModuleType) -> None:
    examples, lines = tool.load()
    record = tool.build(11, examples, lines)
    result = tool.measure(record)
    assert len(record.reprints) >= 200
    assert result.recall >= tool.FLOOR, result.missed
    assert result.precision >= tool.FLOOR, result.wrong


def test_the_examples_hold_what_they_are_for(tool: ModuleType) -> None:
    examples, _ = tool.load()
    assert len({example.event for example in examples}) >= 12
    assert {example.language for example in examples} == {"id", "en"}
    by_event: dict[str, list[str]] = {}
    for example in examples:
        by_event.setdefault(example.event, []).append(example.id)
        assert example.quotation is None or example.quotation in "\n".join(example.paragraphs)
    assert sum(len(names) > 1 for names in by_event.values()) >= 5


def test_a_finder_that_finds_nothing_or_everything_fails_the_gate(tool: ModuleType) -> None:
    examples, lines = tool.load()
    record = tool.build(0, examples[:3], lines)
    assert tool.measure(record, lambda reports: iter(())).recall == 0
    names = sorted(report.id for report in record.reports)
    all_pairs = [tool.Copy(one, two, (), 1.0, 1.0) for one in names for two in names if one < two]
    assert tool.measure(record, lambda reports: iter(all_pairs)).precision < 0.5
