"""Builds ``src/linimasa/language/id/clitics.tsv``: which words the treebanks cut a clitic off, and which not.

    python tools/build_clitics.py ../shared/data/ud [FOLDER]

Reads the training parts only. Lists the words that end like a clitic; what rules already decide is left in,
so that the list can be read by itself.
"""

from __future__ import annotations

import gzip
import sys
import tomllib
from collections import Counter
from pathlib import Path

TREEBANKS = ("id-csui-train", "id-gsd-dev", "id-pud")
HEADER = """\
# Words that end in what may be a clitic, and the letters before it (0: one word).
# Built by tools/build_clitics.py from the training parts of UD Indonesian CSUI, GSD and PUD. Licence: CC BY-SA 4.0.
form\thost
"""


def counted(path: Path, endings: tuple[str, ...]) -> tuple[Counter[tuple[str, int]], Counter[str]]:
    """Words cut (with the letters of the host) and words left whole, lower case."""
    cut, whole = Counter[tuple[str, int]](), Counter[str]()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        inside, surface, parts = range(0), "", list[str]()
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if line.startswith("#") or len(cells) < 2:
                inside = range(0)
            elif "-" in cells[0]:
                first, last = map(int, cells[0].split("-"))
                inside, surface, parts = range(first, last + 1), cells[1].lower(), []
            elif cells[0].isdigit() and int(cells[0]) in inside:
                parts.append(cells[1].lower())
                if len(parts) == 2 == len(inside) and "".join(parts) == surface:
                    cut[surface, len(parts[0])] += 1
            elif cells[0].isdigit() and cells[1].lower().endswith(endings):
                whole[cells[1].lower()] += 1
    return cut, whole


def main() -> None:
    """Writes the list."""
    data = Path(sys.argv[1])
    folder = Path(__file__).parents[1] / "src" / "linimasa" / "language" / "id"
    rules = tomllib.loads((folder / "tokens.toml").read_text(encoding="utf-8"))
    cut, whole = Counter[tuple[str, int]](), Counter[str]()
    for name in TREEBANKS:
        more_cut, more_whole = counted(data / f"{name}.conllu.gz", tuple(rules["enclitics"]))
        cut += more_cut
        whole += more_whole
    hosts = {form: host for (form, host), number in cut.items() if form.isalpha() and number >= whole[form]}
    free = tuple(rules["free_enclitics"])
    # A single word that is not cut where all others like it are is a slip.
    hosts |= {
        form: 0
        for form, number in whole.items()
        if form not in hosts and form.isalpha() and (number > 1 or not form.endswith(free))
    }
    rows = "".join(f"{form}\t{host}\n" for form, host in sorted(hosts.items()))
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else folder
    (out / "clitics.tsv").write_text(HEADER + rows, "utf-8")


if __name__ == "__main__":
    main()
