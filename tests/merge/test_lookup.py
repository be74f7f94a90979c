"""The seam of the look-up: a table of a database finds the candidates that the index in memory finds."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Collection

from linimasa.merge.copies import MOST_REPORTS, CopyIndex, CopyLookup, find_copies, is_mass_printed
from linimasa.merge.shingles import fingerprints
from linimasa.model import Report


class Table:
    """Fingerprints in the table of docs/origins.md."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:")
        self.connection.execute(
            "CREATE TABLE fingerprint (value INTEGER, report TEXT, PRIMARY KEY (value, report)) WITHOUT ROWID"
        )

    def add(self, report: str, values: Collection[int]) -> None:
        rows = ((value, report) for value in values)
        self.connection.executemany("INSERT INTO fingerprint VALUES (?, ?)", rows)

    def common(self, fingerprints: Collection[int]) -> frozenset[int]:
        question = f"SELECT value FROM fingerprint WHERE value IN ({self._holes(fingerprints)}) GROUP BY value"
        rows = self.connection.execute(f"{question} HAVING count(*) > ?", (*fingerprints, MOST_REPORTS))
        return frozenset(value for (value,) in rows)

    def candidates(self, fingerprints: Collection[int]) -> dict[str, int]:
        common = self.common(fingerprints)
        asked = [value for value in fingerprints if value not in common]
        question = f"SELECT report, count(*) FROM fingerprint WHERE value IN ({self._holes(asked)}) GROUP BY report"
        found = dict(self.connection.execute(question, asked).fetchall())
        if is_mass_printed(len(common), len(fingerprints)):
            for value in common:
                first = "SELECT report FROM fingerprint WHERE value = ? ORDER BY report LIMIT 50"
                for (report,) in self.connection.execute(first, (value,)):
                    found[report] = found.get(report, 0) + 1
        return found

    def _holes(self, values: Collection[int]) -> str:
        return ", ".join("?" * len(values))


def report(number: int) -> Report:
    """Some are alone, some print one text with a few words of their own, all end in a standing sentence."""
    chance = random.Random(number)
    own = " ".join(f"kata{chance.randrange(9_999)}" for _ in range(40))
    printed = " ".join(f"cetak{word}" for word in range(120 if number % 2 else 0))
    standing = " ".join(f"redaksi{word}" for word in range(30))
    return Report(id=f"r{number:03}", text=f"{own} {printed} {standing}", outlet=f"Outlet {number}", language="id")


def test_a_table_and_the_index_in_memory_give_the_same_candidates_and_copies() -> None:
    reports = {each.id: each for each in map(report, range(2 * MOST_REPORTS + 20))}
    index, table = CopyIndex(), Table()
    for name, each in reports.items():
        values = fingerprints(each.text)
        index.add(name, values)
        table.add(name, values)
    lookup: CopyLookup = table
    for each in (reports["r000"], reports["r001"], report(1001), report(1002)):
        values = fingerprints(each.text)
        assert lookup.common(values) == index.common(values)
        assert dict(lookup.candidates(values)) == index.candidates(values)
        found = find_copies(each, index, reports.__getitem__)
        assert find_copies(each, lookup, reports.__getitem__) == found
        assert bool(found) == (int(each.id[1:]) % 2 == 1)
