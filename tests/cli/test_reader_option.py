"""`--reader`: who reads the reports, as a user chooses it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from linimasa.cli.main import app

TEXT = "Polisi menangkap dua mahasiswa di Makassar pada Senin.\n"


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("LINIMASA_RECORD", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kabar.txt").write_text(TEXT, encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.mark.parametrize("reader", ["fast", "filtered"])
def test_a_report_is_coded_by_the_reader_that_is_asked_for(reader: str) -> None:
    result = run("code", "kabar.txt", "--reader", reader, "--json")
    assert result.exit_code == 0
    assert [claim["type"] for claim in json.loads(result.stdout)["claims"]] == ["COERCE"]


def test_a_reader_that_there_is_not_is_refused() -> None:
    result = run("code", "kabar.txt", "--reader", "quick")
    assert result.exit_code == 2
    assert "fast" in result.output


def test_the_settings_file_may_name_the_reader(tmp_path: Path) -> None:
    (tmp_path / "config" / "linimasa").mkdir(parents=True)
    file = tmp_path / "config" / "linimasa" / "settings.toml"
    file.write_text('reader = "fast"\n', encoding="utf-8")
    assert run("code", "kabar.txt", "--json").exit_code == 0
    file.write_text('reader = "quick"\n', encoding="utf-8")
    assert "reader" in run("code", "kabar.txt", "--json").output


def test_what_the_fast_reader_has_read_is_coded_anew_by_the_full_one() -> None:
    assert "1 new" in run("add", "kabar.txt", "--reader", "fast").stdout
    assert "1 there already" in run("add", "kabar.txt", "--reader", "fast").stdout
    assert "there already" not in run("add", "kabar.txt").stdout
