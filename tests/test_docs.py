"""Documentation is tested: its examples run, its links lead somewhere, every built file has a source."""

from __future__ import annotations

import doctest
import gzip
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "linimasa"
PAGES = sorted([*(ROOT / "docs").glob("*.md"), *ROOT.glob("*.md")])
BUILT = re.compile(r"^#.*(?:Built by|CC BY|Unicode licence)", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_examples_of_a_page_print_what_they_say(page: Path) -> None:
    session = "\n".join(re.findall(r"```pycon\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL))
    test = doctest.DocTestParser().get_doctest(session, {}, page.name, str(page), 0)
    assert doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test).failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    for path in re.findall(r"\]\(([^)#:\s]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / path).exists(), path


def test_every_file_made_from_the_work_of_others_has_its_source_named() -> None:
    sources = (ROOT / "SOURCES.md").read_text(encoding="utf-8")
    files = [path for folder in ("data", "language") for path in (PACKAGE / folder).rglob("*.t*") if path.is_file()]
    for path in files:
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8") as lines:
            head = "".join(line for line, _ in zip(lines, range(8), strict=False))
        if BUILT.search(head):
            assert path.relative_to(PACKAGE).as_posix() in sources, path
