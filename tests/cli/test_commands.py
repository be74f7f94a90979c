"""The commands as a user meets them: answers on stdout, messages on stderr, exit codes, no tracebacks."""

from __future__ import annotations

import gzip
import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from stand_ins import TEXT, claim, coded, report, stand_in_coder, undated
from typer.testing import CliRunner, Result

from linimasa import __version__
from linimasa.cli.main import app
from linimasa.model import CodedReport, Report
from linimasa.store import Record

COMMANDS = ("code", "add", "timeline", "show", "explain", "search", "voices", "demo", "version")


def _code(read: Report) -> CodedReport:
    return coded(claim(), undated(), of=read) if read.text == TEXT else stand_in_coder(read)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the user's own record and settings, nor the real coder."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("LINIMASA_RECORD", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    stand_in = ModuleType("linimasa.pipeline")
    stand_in.code_report = _code  # type: ignore[attr-defined]
    stand_in.CODER_VERSION = "stand-in"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "linimasa.pipeline", stand_in)
    monkeypatch.delitem(
        vars(sys.modules["linimasa"]), "CODER_VERSION", raising=False
    )  # kept there once another test has asked for it


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(app, list(arguments))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert "Traceback" not in result.output
    return result


def line(**fields: Any) -> str:
    title, text = TEXT.split("\n", 1)
    given = {"id": "contoh-1", "outlet": "Kabar Contoh", "language": "id", "title": title, "published": "2025-07-13"}
    return json.dumps({**given, "text": text, **fields}) + "\n"


def other(number: int, **fields: Any) -> str:
    body = f"Kim bertemu Lavrov di Wonsan kemarin, menurut kantor berita negara itu ({number})."
    return line(**{"id": f"lain-{number}", "title": f"Kim bertemu Lavrov lagi {number}", "text": body, **fields})


@pytest.fixture
def story(tmp_path: Path) -> str:
    path = tmp_path / "story.jsonl"
    path.write_text(line() + other(2), encoding="utf-8")
    return str(path)


@pytest.fixture
def kept(story: str) -> str:
    assert run("add", story).exit_code == 0
    return story


def test_code_as_json_prints_one_object_a_report_and_nothing_else(story: str) -> None:
    result = run("code", "--json", story)
    assert result.exit_code == 0
    objects = [json.loads(found) for found in result.stdout.splitlines()]
    assert [found["report"]["id"] for found in objects] == ["contoh-1", "lain-2"]
    assert list(objects[0]) == ["report", "voices", "claims"]
    first = objects[0]["claims"][0]
    assert first["when"]["start"] == "2025-07-12"
    assert objects[0]["claims"][1]["when"] is None
    sentence = first["evidence"]["sentence"]
    assert objects[0]["report"]["text"][slice(*sentence)].startswith("Pemimpin")


def test_code_shows_a_table_that_fits_the_terminal(story: str) -> None:
    result = run("code", story)
    assert result.exit_code == 0
    for words in ("Kim Jong-un (PRK) → Sergey Lavrov (RUS)", "CONSULT", "KCNA", "2025-07-12", "undated"):
        assert words in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_less_sure_claims_can_be_left_out(story: str) -> None:
    found = json.loads(run("code", "--json", "--min-confidence", "0.7", story).stdout.splitlines()[0])
    assert [kept["type"] for kept in found["claims"]] == ["CONSULT"]


def test_adding_twice_changes_nothing(story: str) -> None:
    assert "2 new, 3 claims" in run("add", story).stdout
    assert "2 there already" in run("add", story).stdout
    assert "2 there already" in run("add", "--again", story).stdout


def test_add_as_json_says_what_each_report_did(story: str) -> None:
    first = [json.loads(found) for found in run("add", "--json", story).stdout.splitlines()]
    assert [(found["report"], found["kind"], found["claims"]) for found in first] == [
        ("contoh-1", "new", 2),
        ("lain-2", "new", 1),
    ]


def test_a_new_version_says_what_changed(story: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "own.db"
    with Record.open(path) as record:
        one = next(iter(_read(story)))
        record.add(coded(claim(confidence=0.5), of=one), coder_version="linimasa 0.0.1")
    result = run("add", "--record", str(path), story)
    assert "contoh-1: recoded: 1 claims changed, 1 claims added" in result.stderr
    assert "1 new, 1 coded anew" in result.stdout


def _read(path: str) -> Iterator[Report]:
    from linimasa.read import read

    return read(path)


def test_quiet_says_nothing(story: str) -> None:
    result = run("add", "--quiet", story)
    assert (result.exit_code, result.output) == (0, "")


def test_a_report_in_another_language_is_named_and_no_failure(tmp_path: Path) -> None:
    path = tmp_path / "melayu.jsonl"
    path.write_text(line(language="ms", title="Perdana Menteri berkata"), encoding="utf-8")
    result = run("add", str(path))
    assert result.exit_code == 0
    assert "Perdana Menteri berkata): not coded: language ms" in result.stderr
    assert "1 not coded (language ms)" in result.stdout


def test_timeline_lists_undated_claims_apart(kept: str) -> None:
    result = run("timeline", "--claims")
    dated, undated_part = result.stdout.split("undated: no date was read for them")
    assert "2025-07-12" in dated
    assert "2025-07-13" not in dated
    assert re.search(r"^published .*\n2025-07-13  Pyongyang → Rusia", undated_part, re.MULTILINE)
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_timeline_as_json_is_one_claim_a_line(kept: str) -> None:
    rows = [
        json.loads(found) for found in run("timeline", "--claims", "--json", "--actor", "Pyongyang").stdout.splitlines()
    ]
    assert [row["claim"]["type"] for row in rows] == ["CONSULT", "AID", "CONSULT"]
    assert rows[0]["report"]["outlet"] == "Kabar Contoh"


def test_timeline_filters(kept: str) -> None:
    result = run("timeline", "--claims", "--pair", "PRK", "RUS", "--type", "aid", "--speaker", "Barat", "--json")
    assert len(result.stdout.splitlines()) == 1
    result = run("timeline", "--claims", "--from", "2025-07", "--to", "2025-07-12", "--place", "Wonsan", "--json")
    assert len(result.stdout.splitlines()) == 1


def test_no_answer_is_said(kept: str) -> None:
    result = run("timeline", "--claims", "--actor", "Jerman")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no claim of the 3 in" in result.stderr
    assert "no report in" in run("search", "Jerman").stderr


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--type", "MEET", "'MEET' is not a type; there are ACCUSE"),
        ("--from", "kemarin", "'kemarin' is not a date; write 2025-07-12"),
        ("--status", "maybe", "'maybe' is not a status"),
        ("--min-confidence", "7", "--min-confidence"),
        ("--nothing", "x", "No such option"),
    ],
)
def test_a_wrong_option_is_wrong_usage(kept: str, option: str, value: str, message: str) -> None:
    result = run("timeline", "--claims", option, value)
    assert result.exit_code == 2
    assert message in result.stderr


def test_show_and_explain_a_claim_by_the_beginning_of_its_id(kept: str) -> None:
    shown = run("show", "aa11d")
    assert "verb:kirim" in shown.stdout
    assert re.search(r"when +not said", shown.stdout)
    explained = run("explain", "aa11d")
    assert re.search(r"source +Pyongyang \(PRK, GOV\) +“Pyongyang” +\d+:\d+", explained.stdout)
    assert "coder stand-in" in explained.stdout
    marked = json.loads(run("explain", "--json", "aa11d").stdout)["marked"]
    assert {mark["words"] for mark in marked} >= {"mengirim", "11.000 tentara"}
    assert json.loads(run("show", "--json", "aa11d").stdout)["claim"]["id"] == undated().id


def test_a_claim_that_is_not_there_is_named(kept: str) -> None:
    result = run("explain", "zz")
    assert result.exit_code == 1
    assert "no claim 'zz'" in result.stderr


def test_voices_shows_who_says_what_and_when_it_was_published(kept: str) -> None:
    result = run("voices", "--speaker", "KCNA", "--about", "Kim")
    assert result.exit_code == 0
    assert re.search(r"^published", result.stdout)
    assert re.search(r"^2025-07-13  KCNA \(PRK\) +menurut", result.stdout, re.MULTILINE)
    assert "Kabar Contoh" in result.stdout
    found = json.loads(run("voices", "--json").stdout.splitlines()[0])
    assert (found["said"], found["voice"]["speaker"]["name"]) == (["Kim Jong-un"], "KCNA")
    assert "no statement in" in run("voices", "--about", "Fiji").stderr
    assert run("voices", "--from", "kemarin").exit_code == 2


def test_search_shows_the_line_and_its_claims(kept: str) -> None:
    result = run("search", "11.000 tentara")
    assert "Pyongyang mengirim sekitar 11.000 tentara ke Rusia" in result.stdout
    assert "AID" in result.stdout
    assert run("search", "-").exit_code == 2


def test_words_cannot_command_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "escape.jsonl"
    path.write_text(line(id="e", title="Judul\x1b[31m merah", outlet="Kabar\x1b]0;x\x07"), encoding="utf-8")
    run("add", str(path))
    assert "\x1b" not in run("timeline", "--claims").stdout + run("code", str(path)).stdout


def test_the_environment_and_the_settings_file_name_the_record(
    story: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "config" / "linimasa" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'record = "{tmp_path / "file.db"}"\nmin_confidence = 0.8\n')
    run("add", story)
    assert (tmp_path / "file.db").exists()
    assert len(run("timeline", "--claims", "--json").stdout.splitlines()) == 2
    monkeypatch.setenv("LINIMASA_RECORD", str(tmp_path / "variable.db"))
    run("add", story)
    assert (tmp_path / "variable.db").exists()
    run("add", story, "--record", str(tmp_path / "flag.db"))
    assert (tmp_path / "flag.db").exists()
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("content", ["record = ", "recrod = 'x'", "min_confidence = 'high'", "\xff"])
def test_a_settings_file_that_is_wrong_is_named(tmp_path: Path, content: str) -> None:
    settings = tmp_path / "config" / "linimasa" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(content, encoding="latin-1")
    result = run("timeline", "--claims")
    assert result.exit_code == 1
    assert "settings.toml" in result.stderr


def test_asking_without_a_record_says_what_to_do() -> None:
    result = run("timeline", "--claims")
    assert result.exit_code == 1
    assert "linimasa add FILE" in result.stderr


def test_a_record_that_is_none_is_named(tmp_path: Path, story: str) -> None:
    (tmp_path / "not.db").write_text("bukan basis data " * 50)
    for arguments in (("add", story), ("timeline", "--claims")):
        result = run(*arguments, "--record", str(tmp_path / "not.db"))
        assert result.exit_code == 1
        assert "not.db: is not a linimasa record" in result.stderr


def test_a_locked_record_costs_a_message_not_a_crash(
    kept: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("linimasa.store.database.BUSY_SECONDS", 0.05)
    record = tmp_path / "data" / "linimasa" / "record.db"
    holder = sqlite3.connect(record, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    (tmp_path / "more.jsonl").write_text(other(3))
    result = run("add", str(tmp_path / "more.jsonl"))
    holder.close()
    assert result.exit_code == 1
    assert "in use by another program" in result.stderr


# Bad input: named, counted, and no reason to leave the rest undone.

BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\n \n", "empty"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "not text"),
    "noise.txt": (bytes(range(256)) * 50, "binary|encoding"),
    "broken.jsonl": (b'{"id": "a", "text": \n', "JSON"),
    "missing.jsonl": (b'{"id": "a"}\n', "text"),
    "number.jsonl": (b"17\n", ""),
    "wrong-type.jsonl": (b'{"id": 3, "text": ["x"]}\n', "text"),
    "broken.gz": (gzip.compress(b"teks berita" * 99)[:40], "gzip"),
    "no-article.html": (b"<!DOCTYPE html><html><head><title></title></head><body><nav>Menu</nav></body></html>", ""),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_file_is_named_and_the_good_one_is_done(tmp_path: Path, name: str) -> None:
    content, message = BAD[name]
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / name).write_bytes(content)
    (folder / "good.jsonl").write_text(line(), encoding="utf-8")
    result = run("code", "--json", str(folder))
    assert result.exit_code == 1
    assert [json.loads(found)["report"]["id"] for found in result.stdout.splitlines()] == ["contoh-1"]
    assert re.search(rf"{re.escape(name)}.*{message}", result.stderr), result.stderr
    assert "1 failed, 1 read" in result.stderr


def test_a_day_of_publication_that_does_not_exist_is_named_and_the_report_is_done(tmp_path: Path) -> None:
    path = tmp_path / "february.jsonl"
    path.write_text(line(published="2025-02-30", title="Dua hari") + "\n" + line(id="contoh-2"), encoding="utf-8")
    result = run("code", "--json", str(path))
    assert result.exit_code == 1
    assert f"{path} (Dua hari): '2025-02-30' is no day of the calendar" in result.stderr
    assert "1 failed, 2 read" in result.stderr
    assert [json.loads(found)["report"]["published"] for found in result.stdout.splitlines()] == [None, "2025-07-13"]


def test_a_report_that_the_coder_fails_on_stops_no_other(tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    broken = other(7, title="Laporan RUSAK ini")
    path.write_text(other(1) + broken + other(2), encoding="utf-8")
    result = run("code", "--json", str(path))
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert "Laporan RUSAK ini): could not be coded (ValueError: stand-in fault)" in result.stderr
    result = run("add", str(path))
    assert result.exit_code == 1
    assert "2 new" in result.stdout


def test_two_reports_with_one_id_are_told_apart_and_the_rest_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    path.write_text(line() + line(title="Lain sama sekali", published="2024-01-01") + other(2), encoding="utf-8")
    result = run("add", str(path))
    assert result.exit_code == 1
    assert "contoh-1 already belongs to another report" in result.stderr
    assert "2 new" in result.stdout


@pytest.mark.parametrize("name", ["not-there.txt", "nothing-*.txt"])
def test_a_file_that_is_not_there_is_named(name: str, story: str) -> None:
    result = run("code", "--json", name, story)
    assert result.exit_code == 1
    assert name in result.stderr
    assert len(result.stdout.splitlines()) == 2


def test_a_date_that_does_not_exist_costs_no_report(tmp_path: Path) -> None:
    path = tmp_path / "date.jsonl"
    path.write_text(line(published="2025-02-31"), encoding="utf-8")
    result = run("code", "--json", str(path))
    assert len(result.stdout.splitlines()) == 1
    assert json.loads(result.stdout)["report"]["published"] != "2025-02-31"


def test_too_much_text_is_refused_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    path.write_text("Judul\n\n" + "Kim bertemu Lavrov di Wonsan. " * 1_800_000, encoding="utf-8")
    result = run("code", "--json", str(path))
    assert result.exit_code == 1
    assert "huge.txt" in result.stderr


def test_ctrl_c_ends_with_a_message(story: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(read: Report) -> CodedReport:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules["linimasa.pipeline"], "code_report", interrupted)
    result = run("code", story)
    assert result.exit_code == 130
    assert "stopped" in result.stderr


def test_every_command_has_help_with_an_example() -> None:
    for command in COMMANDS:
        result = run(command, "--help")
        assert result.exit_code == 0
        if command != "version":
            assert f"linimasa {command}" in result.stdout.split("Examples:")[1]
    assert f"linimasa {__version__}" in run("version").stdout
    assert run().exit_code == 2


# The real program, in its own process.


def linimasa(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from linimasa.cli.main import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, **options)


def test_standard_input_is_read() -> None:
    program = (
        f"import sys, types; sys.path.insert(0, {str(Path(__file__).resolve().parents[1])!r}); import stand_ins\n"
        "stand_in = types.ModuleType('linimasa.pipeline'); stand_in.code_report = stand_ins.stand_in_coder\n"
        "sys.modules['linimasa.pipeline'] = stand_in; from linimasa.cli.main import main; main()"
    )
    command = [sys.executable, "-c", program, "code", "--json", "-"]
    done = subprocess.run(command, input=line(), capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["report"]["id"] == "contoh-1"


def test_help_loads_no_model_and_no_table() -> None:
    code = (
        "import sys; from linimasa.cli.main import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print({'numpy', 'onnxruntime', 'trafilatura', 'rich.table', 'linimasa.read'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code, "--help"], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "set()"


@pytest.mark.parametrize("form", ["", "--json"])
def test_a_closed_pipe_is_no_traceback(tmp_path: Path, form: str) -> None:
    path = tmp_path / "own.db"
    with Record.open(path) as record:
        for number in range(1000):
            record.add(coded(claim(), of=report(id=str(number), url=None)), coder_version="v")
    program = f"{sys.executable} -c 'from linimasa.cli.main import main; main()'"
    piped = f"set -o pipefail; {program} timeline --claims {form} --record {path} | head -1"
    # Unbuffered, Python itself loses what a closed pipe did not take, and says nothing.
    environment = {**os.environ, "PYTHONUNBUFFERED": ""}
    done = subprocess.run(["bash", "-c", piped], capture_output=True, text=True, check=False, env=environment)
    assert len(done.stdout.splitlines()) == 1
    assert (done.returncode, done.stderr) == (141, "")


def test_an_ascii_terminal_is_no_traceback(tmp_path: Path) -> None:
    path = tmp_path / "own.db"
    with Record.open(path) as record:
        record.add(coded(claim(), of=report()), coder_version="v")
    done = linimasa(
        "timeline", "--claims", "--record", str(path), env={"PYTHONIOENCODING": "ascii", "PATH": "/usr/bin"}
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "KCNA" in done.stdout


def test_arguments_that_are_no_text_are_no_traceback() -> None:
    command = [sys.executable, "-c", "from linimasa.cli.main import main; main()", "code", b"\xff\xfe.txt"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


def test_the_version_is_an_option_too() -> None:
    assert run("--version").stdout == run("version").stdout == f"linimasa {__version__}\n"


def test_a_plain_text_gets_the_outlet_and_the_day_that_are_given(tmp_path: Path) -> None:
    path = tmp_path / "polos.txt"
    path.write_text("Kim terima Lavrov\n\nKim Jong-un menerima Lavrov di Wonsan kemarin.\n", encoding="utf-8")
    done = run("code", "--json", "--outlet", "Kabar Contoh", "--published", "2025-07-13", str(path))
    report = json.loads(done.stdout)["report"]
    assert (report["outlet"], report["published"]) == ("Kabar Contoh", "2025-07-13")


def test_what_a_report_says_of_itself_wins_over_what_is_given(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text(line(outlet="Warta Contoh", published="2025-07-14"), encoding="utf-8")
    done = run("code", "--json", "--outlet", "Kabar Contoh", "--published", "2025-07-13", str(path))
    report = json.loads(done.stdout)["report"]
    assert (report["outlet"], report["published"]) == ("Warta Contoh", "2025-07-14")


def test_a_day_that_is_none_is_wrong_usage(story: str) -> None:
    result = run("code", "--published", "13 Juli", story)
    assert result.exit_code == 2
    assert "write it as 2025-07-13" in result.stderr


def test_what_has_no_date_is_counted_where_days_are_asked_for(kept: str) -> None:
    assert "2 claims without a date are left out" in run("timeline", "--claims", "--from", "2025-07").stderr
    assert "without a date" in run("timeline", "--from", "2025-07").stderr
    assert "without a date" not in run("timeline", "--claims").stderr
    assert run("timeline", "--from", "2025-07", "--json").stderr == ""


def test_the_package_is_the_command_too() -> None:
    told = subprocess.run([sys.executable, "-m", "linimasa", "version"], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.strip()
