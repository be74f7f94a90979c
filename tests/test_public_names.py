"""The public names: all there, and quick to import."""

from __future__ import annotations

import subprocess
import sys

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
