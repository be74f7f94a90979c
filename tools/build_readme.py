"""Puts real output of ``linimasa demo`` into README.md, between ``<!-- demo -->`` and ``<!-- /demo -->``.

    python tools/build_readme.py

Takes the event that the demo compares, and the fields in ``FIELDS``. A test says when the README shows what the
demo no longer prints.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

README = Path(__file__).resolve().parents[1] / "README.md"
WIDTH = 100
FIELDS = ("when", "where")
_BLOCK = re.compile(r"(?<=<!-- demo -->\n)```\n.*?```(?=\n<!-- /demo -->)", re.DOTALL)
_FIELD = re.compile(r"\n\n(?=\w+(?:  |\n))")


def demo() -> str:
    """What ``linimasa demo`` prints, in a record of its own."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", "from linimasa.cli.main import main; main()", "demo", "--record"]
        done = subprocess.run(
            [*command, str(Path(folder) / "demo.db")],
            check=True,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "COLUMNS": str(WIDTH), "PYTHONIOENCODING": "utf-8"},
        )
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()) + "\n"


def shown(readme: str) -> list[str]:
    """The pieces of the demo's output that the README shows, between its ellipses."""
    block = _BLOCK.search(readme)
    if block is None:
        raise SystemExit(f"{README}: no block between <!-- demo --> and <!-- /demo -->")
    inner = block[0].removeprefix("```\n").removesuffix("```")
    return [piece for piece in re.split(r"^…\n", inner, flags=re.MULTILINE) if piece]


def excerpt(output: str) -> str:
    """The event that the demo's output compares, and the chosen of its fields."""
    event = output.partition("field by field:\n\n")[2]
    title, *fields = _FIELD.split(event)
    chosen = [field for name in FIELDS for field in fields if field.startswith(name)]
    return "\n\n".join((title, *chosen)) + "\n"


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    block = f"```\n{excerpt(demo())}```"
    README.write_text(_BLOCK.sub(lambda _: block, text), encoding="utf-8")
