"""docs/cli.md says what the commands' help says."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

TOOLS = Path(__file__).resolve().parents[2] / "tools"


def _tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, TOOLS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_on_the_command_line_is_current() -> None:
    tool = _tool("build_cli_docs")
    assert tool.PAGE.read_text(encoding="utf-8") == tool.page(), "run: python tools/build_cli_docs.py"


def test_the_page_names_every_command() -> None:
    page = _tool("build_cli_docs").page()
    for command in ("code", "add", "timeline", "show", "explain", "search", "voices", "demo", "version"):
        assert f"\n## {command}\n" in page
