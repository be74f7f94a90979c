"""The public names: all there, and quick to import."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from stand_ins import claim, coded

import linimasa


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_every_public_name_is_there() -> None:
    for name in linimasa.__all__:
        assert getattr(linimasa, name) is not None, name


def test_the_names_are_sorted_and_listed() -> None:
    assert sorted(linimasa.__all__) == sorted(set(linimasa.__all__))
    assert dir(linimasa) == sorted(linimasa.__all__)


def test_read_is_the_function_whatever_was_imported_before() -> None:
    before = "from linimasa.read import ReadOptions; import linimasa.read.reader; import linimasa; "
    assert run(before + "print(type(linimasa.read).__name__)") == "function"
    assert run("from linimasa import read; import linimasa.read.reader; print(type(read).__name__)") == "function"


def test_importing_linimasa_loads_nothing_heavy() -> None:
    heavy = "{'numpy', 'onnxruntime', 'trafilatura', 'rich', 'msgspec', 'charset_normalizer'}"
    assert run(f"import sys, linimasa, linimasa.errors; print({heavy} & set(sys.modules))") == "set()"


def test_a_name_that_does_not_exist_is_an_attribute_error() -> None:
    assert not hasattr(linimasa, "not_there")


def test_events_are_asked_for_by_the_public_names(tmp_path: Path) -> None:
    with linimasa.Record.open(tmp_path / "record.db") as record:
        record.add(coded(claim()), coder_version="v1")
        assert record.merge().made == 1
        (found,) = linimasa.events(record, linimasa.EventFilters(actor="Lavrov", reports=1))
        assert isinstance(found, linimasa.Event)
        assert linimasa.event(record, found.id).event == found
        assert linimasa.compare(record, found.id).event == found


def test_a_package_of_the_same_name_does_not_hide_a_function() -> None:
    code = "import linimasa.ask.events, linimasa.ask.compare, linimasa; "
    assert run(code + "print(type(linimasa.events).__name__, type(linimasa.compare).__name__)") == "function function"
