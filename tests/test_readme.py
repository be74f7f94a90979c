"""The README shows what a user would see (its Python session and links: test_docs.py)."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _commands() -> list[str]:
    return [line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]


def test_the_demo_prints_what_the_readme_shows() -> None:
    spec = importlib.util.spec_from_file_location("build_readme", ROOT / "tools" / "build_readme.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    pieces = tool.shown(README)
    assert "disputed" in "".join(pieces), "run: python tools/build_readme.py"
    output = tool.demo()
    for piece in pieces:
        assert piece in output, "run: python tools/build_readme.py"


def test_the_first_two_commands_are_those_that_ci_types() -> None:
    installs = [command for command in _commands() if "pip install" in command]
    assert len(installs) == 2
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for command in installs:
        assert command in ci


def test_every_command_shown_exists() -> None:
    from typer.main import get_command

    from linimasa.cli.main import app

    names = set(get_command(app).commands)  # type: ignore[attr-defined]
    shown = {match[1] for command in _commands() if (match := re.search(r"(?:^|/)linimasa (\w+)", command))}
    assert shown <= names
    assert {"demo", "code", "add", "timeline", "explain", "search"} <= shown
