"""What a user would notice of the record: nothing twice, nothing lost, clear messages."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from stand_ins import claim, coded, report, undated

from linimasa.errors import RecordError
from linimasa.store import Record

V1, V2 = "linimasa 1", "linimasa 2"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "record.db"


def counts(record: Record) -> tuple[int, ...]:
    tables = ("report", "claim", "party", "voice", "passage", "history")
    return tuple(record.select(f"SELECT count(*) AS n FROM {table}")[0]["n"] for table in tables)


def test_a_report_added_twice_stands_once(path: Path) -> None:
    with Record.open(path) as record:
        assert record.add(coded(claim(), undated()), coder_version=V1).kind == "new"
        before = counts(record)
        added = record.add(coded(claim(), undated()), coder_version=V1)
        assert (added.kind, added.claims, added.changes) == ("same", 2, ())
        assert counts(record) == before


def test_the_same_report_from_another_file_is_the_same_report(path: Path) -> None:
    with Record.open(path) as record:
        record.add(coded(claim(), of=report(path="one.txt")), coder_version=V1)
        assert record.add(coded(claim(), of=report(path="two.txt")), coder_version=V1).kind == "same"
        assert record.has(report(path="three.txt"), coder_version=V1)
        assert not record.has(report(), coder_version=V2)


def test_a_new_coder_says_which_claims_it_added_removed_and_changed(path: Path) -> None:
    with Record.open(path) as record:
        record.add(coded(claim(), undated()), coder_version=V1)
        changed = claim(id="ff00", confidence=0.95)
        other = undated(id="ff11", evidence=msgspec.structs.replace(undated().evidence, trigger=(150, 154)))
        added = record.add(coded(changed, other), coder_version=V2)
        assert added.kind == "recoded"
        assert [(change.kind, change.claim.id, change.fields) for change in added.changes] == [
            ("changed", "ff00", ("confidence",)),
            ("added", "ff11", ()),
            ("removed", undated().id, ()),
        ]


def test_what_an_earlier_coder_said_is_kept(path: Path) -> None:
    with Record.open(path) as record:
        record.add(coded(claim(), undated()), coder_version=V1)
        record.add(coded(claim()), coder_version=V2)
        history = record.select("SELECT coder, coding FROM history")
        assert [row["coder"] for row in history] == [V1]
        kept = msgspec.json.decode(history[0]["coding"])
        assert [old["id"] for old in kept["claims"]] == [claim().id, undated().id]
        assert kept["voices"]


def test_a_new_coder_that_agrees_changes_no_claim(path: Path) -> None:
    with Record.open(path) as record:
        record.add(coded(claim()), coder_version=V1)
        added = record.add(coded(claim()), coder_version=V2)
        assert (added.kind, added.changes) == ("recoded", ())
        assert record.add(coded(claim()), coder_version=V2).kind == "same"


def test_coding_again_with_the_same_version_is_possible_when_asked(path: Path) -> None:
    with Record.open(path) as record:
        record.add(coded(claim()), coder_version=V1)
        assert record.add(coded(claim(), undated()), coder_version=V1).kind == "same"
        added = record.add(coded(claim(), undated()), coder_version=V1, again=True)
        assert (added.kind, len(added.changes)) == ("recoded", 1)
        assert record.add(coded(claim(), undated()), coder_version=V1, again=True).kind == "same"


def test_a_report_published_anew_with_other_words_keeps_the_old_ones(path: Path) -> None:
    with Record.open(path) as record:
        record.add(coded(claim()), coder_version=V1)
        longer = report(text=report().text + "\nRalat: kalimat baru.")
        assert record.add(coded(claim(), of=longer), coder_version=V1).kind == "revised"
        old = record.select("SELECT report_payload FROM history")[0]["report_payload"]
        assert msgspec.json.decode(old)["text"] == report().text
        assert record.select("SELECT text FROM passage WHERE text LIKE 'Ralat%'")
        assert counts(record)[:2] == (1, 1)


def test_two_reports_that_share_an_id_by_accident_do_not_overwrite_each_other(path: Path) -> None:
    with Record.open(path) as record:
        record.add(coded(claim()), coder_version=V1)
        with pytest.raises(RecordError, match="contoh-1 already belongs to another report"):
            record.add(coded(of=report(url="https://contoh.example/lain", text="lain")), coder_version=V1)
        other = report(url=None, title="Lain", text="lain", published="2024-01-01")
        with pytest.raises(RecordError, match="give Lain another id"):
            record.add(coded(of=other), coder_version=V1)
        assert counts(record)[0] == 1


@pytest.mark.parametrize(("language", "why"), [("ms", "language ms"), (None, "language unknown")])
def test_a_report_in_another_language_is_kept_and_named(path: Path, language: str | None, why: str) -> None:
    with Record.open(path) as record:
        added = record.add(coded(of=report(language=language)), coder_version=V1)
        assert (added.kind, added.not_coded) == ("new", why)
        assert record.add(coded(of=report(language=language)), coder_version=V1).not_coded == why
        assert record.select("SELECT not_coded FROM report")[0]["not_coded"] == why


def test_a_failed_addition_leaves_nothing_behind(path: Path) -> None:
    with Record.open(path) as record:
        with pytest.raises(RecordError, match="two claims have the id"):
            record.add(coded(claim(), claim()), coder_version=V1)
        with pytest.raises(RecordError, match="not Unicode"):
            record.add(coded(claim(), undated(type="\udcff")), coder_version=V1)
        assert set(counts(record)) == {0}
        assert record.add(coded(claim()), coder_version=V1).kind == "new"


def test_a_record_is_read_back_when_opened_anew(path: Path) -> None:
    with Record.open(path) as record:
        record.add(coded(claim()), coder_version=V1)
    with Record.open(path, create=False) as record:
        assert counts(record)[:2] == (1, 1)


def test_asking_where_there_is_no_record_says_how_to_make_one(path: Path) -> None:
    with pytest.raises(RecordError, match=r"no record there yet.*linimasa add"):
        Record.open(path, create=False)
    assert not path.exists()


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    text = tmp_path / "report.txt"
    text.write_text("Ini bukan basis data. " * 100)
    with pytest.raises(RecordError, match=r"report\.txt: is not a linimasa record"):
        Record.open(text)
    assert text.read_text().startswith("Ini bukan")


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as database:
        database.execute("CREATE TABLE report (x)")
    with pytest.raises(RecordError, match="of another program"):
        Record.open(other)
    with sqlite3.connect(other) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (0,)


def test_a_record_of_a_newer_version_is_not_touched(path: Path) -> None:
    Record.open(path).close()
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 99")
    with pytest.raises(RecordError, match="newer linimasa"):
        Record.open(path)


def test_a_folder_is_named_as_a_folder(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="is a folder"):
        Record.open(tmp_path)


def test_a_damaged_record_is_named(path: Path) -> None:
    with Record.open(path) as record:
        for number in range(50):
            record.add(coded(claim(), of=report(id=str(number), url=None)), coder_version=V1)
    content = bytearray(path.read_bytes())
    content[4096:-100] = b"\x99" * (len(content) - 4196)
    path.write_bytes(content)
    with pytest.raises(RecordError, match=r"record\.db: is damaged"), Record.open(path) as record:
        counts(record)


def test_a_record_in_use_for_too_long_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("linimasa.store.database.BUSY_SECONDS", 0.05)
    Record.open(path).close()
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with Record.open(path) as record, pytest.raises(RecordError, match="in use by another program"):
        record.add(coded(claim()), coder_version=V1)
    holder.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_record_that_may_only_be_read_can_be_asked(path: Path) -> None:
    with Record.open(path) as record:
        record.add(coded(claim()), coder_version=V1)
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with Record.open(path) as record:
            assert counts(record)[0] == 1
            with pytest.raises(RecordError, match="may only be read"):
                record.add(coded(claim(), of=report(id="2", url=None)), coder_version=V1)
    finally:
        path.parent.chmod(0o755)


_WRITER = """
import sys
sys.path.insert(0, sys.argv[3])
from stand_ins import claim, coded, report
from linimasa.store import Record
with Record.open(sys.argv[1]) as record:
    for number in range(60):
        own = report(id=f"{sys.argv[2]}-{number}", url=None)
        record.add(coded(claim(), of=own), coder_version="v")
        record.add(coded(claim(), of=report(id=f"both-{number}", url=None)), coder_version="v")
"""


def test_two_processes_write_to_one_record(path: Path) -> None:
    tests = str(Path(__file__).resolve().parents[1])
    writers = [subprocess.Popen([sys.executable, "-c", _WRITER, str(path), name, tests]) for name in ("a", "b")]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    with Record.open(path) as record:
        assert counts(record)[:2] == (180, 180)
