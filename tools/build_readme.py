"""Puts real output of ``linimasa demo`` into README.md, between ``<!-- demo -->`` and ``<!-- /demo -->``.

    python tools/build_readme.py

Takes the heading of the timeline, and of the entries about the meeting in July 2025 one of each outlet in
``OUTLETS``. A test says when the README shows what the demo no longer prints.
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
OUTLETS = ("dunia.example.com", "kabar.example.com", "The Example Courier", "Contoh Kini", "warta.example.com")
_BLOCK = re.compile(r"(?<=<!-- demo -->\n)```\n.*?```(?=\n<!-- /demo -->)", re.DOTALL)
_ENTRY = re.compile(r"(?=^\d{4}(?:-\d\d){0,2} )", re.MULTILINE)


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
    """The heading and the chosen entries of the demo's output."""
    heading, *entries = _ENTRY.split(output)
    entries[-1] = entries[-1].split("\n\n")[0] + "\n"
    pieces = [heading]
    for outlet in OUTLETS:
        about = [entry for entry in entries if _meeting(entry, outlet)]
        pieces += about[:1]
    return "…\n".join(pieces)


def _meeting(entry: str, outlet: str) -> bool:
    """An entry of ``outlet`` that says where Kim and Lavrov met."""
    words = " ".join(entry.split())
    placed = re.search(r"\bin\W+(?:Wonsan|Pyongyang)\b", " ".join(line[12:50] for line in entry.splitlines()))
    return placed is not None and "CONSULT" in words and "Kim" in words and "—" not in entry[:52] and _of(entry, outlet)


def _of(entry: str, outlet: str) -> bool:
    """The outlet stands in the last column, on as many lines as it needs."""
    column = "".join(line[WIDTH - 17 :] for line in entry.splitlines())
    return re.sub(r"\s", "", outlet) in re.sub(r"\s", "", column)


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    block = f"```\n{excerpt(demo())}```"
    README.write_text(_BLOCK.sub(lambda _: block, text), encoding="utf-8")
