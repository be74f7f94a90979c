"""Work done by several processes: the same, in the same order; what fails is told and leaves the record as it was."""

from __future__ import annotations

import operator
import os
from pathlib import Path

import pytest
from stand_ins import day, said, state, tell

from linimasa.errors import RecordError
from linimasa.store import Record
from linimasa.store.workers import Workers

MANY = list(range(1234))
TABLES = ("event", "telling", "stand", "comparison", "fingerprint", "sourced", "event_name")


@pytest.mark.parametrize("workers", [1, 2])
def test_what_comes_of_each_thing_comes_in_order(workers: int) -> None:
    with Workers(workers) as helpers:
        assert list(helpers.each(operator.neg, MANY)) == [-number for number in MANY]
        assert list(helpers.each(operator.neg, [])) == []
        assert list(helpers.each(operator.neg, MANY[:3])) == [0, -1, -2]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_fault_in_the_work_is_the_callers(workers: int) -> None:
    with Workers(workers) as helpers, pytest.raises(ValueError, match="'x'"):
        list(helpers.each(int, ["7"] * 700 + ["x"] + ["7"] * 700))


def test_a_process_that_ends_is_told() -> None:
    with Workers(2) as helpers, pytest.raises(RecordError, match=r"ended before it was done.*try again with fewer"):
        list(helpers.each(os._exit, MANY))


def test_two_processes_merge_as_one_does(tmp_path: Path) -> None:
    russia, ukraine = state("Rusia", "RUS"), state("Ukraina", "UKR")
    found = []
    for workers in (1, 2):
        with Record.open(tmp_path / f"{workers}.db") as record:
            for number in range(600):
                words = (
                    f"Rusia menyerang Kyiv, kata warga nomor {number % 40} yang melihat ledakan dari jendela rumahnya."
                )
                published = f"2025-07-{number % 28 + 1:02}"
                strike = said(words, type="ASSAULT", source=(russia,), target=(ukraine,), when=day(published))
                record.add(tell(f"r{number}", strike, published=published), coder_version="v1")
            merged = record.merge(workers=workers)
            found.append((merged, [[tuple(row) for row in record.select(f"SELECT * FROM {name}")] for name in TABLES]))
    assert found[0] == found[1]
    assert all(found[0][1])
