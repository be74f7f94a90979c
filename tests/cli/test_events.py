"""The commands about events as a user meets them: what they print, what they refuse, and how they end."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from stand_ins import day, person, said, spot, state, tell, toll, voice
from typer.testing import CliRunner, Result

from linimasa.cli.main import app
from linimasa.model import CodedReport
from linimasa.store import Record

RUSSIA, UKRAINE = state("Rusia", "RUS"), state("Ukraina", "UKR")
KIM, LAVROV = person("Kim Jong-un", "PRK"), person("Sergey Lavrov", "RUS")
KYIV = spot("Kyiv", "UKR", lat=50.45, lon=30.52)
WONSAN = spot("Wonsan", "PRK", lat=39.15, lon=127.44)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the user's own record and settings."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("LINIMASA_RECORD", str(tmp_path / "record.db"))
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "record.db"


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(app, list(arguments))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert "Traceback" not in result.output
    return result


def lines(*arguments: str) -> list[dict[str, Any]]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return [json.loads(found) for found in result.stdout.splitlines()]


def meeting(name: str, when: str, **fields: Any) -> CodedReport:
    words = f"Kim Jong-un menerima Sergey Lavrov di Wonsan, lapor {name}."
    plain = {"type": "CONSULT", "source": (KIM,), "target": (LAVROV,), "where": WONSAN, "when": day(when)}
    return tell(name, said(words, **{**plain, "trigger": "menerima", **fields}), published="2025-07-14")


def strike(name: str, **fields: Any) -> CodedReport:
    words = f"Rusia menyerang Kyiv dengan rudal, kata saksi {name}."
    plain = {"type": "ASSAULT", "source": (RUSSIA,), "target": (UKRAINE,), "where": KYIV, "when": day("2025-07-07")}
    return tell(name, said(words, **{**plain, **fields}), published="2025-07-08")


def keep(path: Path, *reports: CodedReport, version: str = "v1") -> None:
    with Record.open(path) as record:
        for report in reports:
            record.add(report, coder_version=version)


STORY = (
    meeting("kota", "2025-07-12", according_to=(voice("KCNA", "KCNA", "PRK"),)),
    meeting("desa", "2025-07-13"),
    strike("pagi", quantities=(toll("killed", 3),)),
)


@pytest.fixture
def kept(path: Path) -> Path:
    keep(path, *STORY)
    return path


def found(**fields: Any) -> dict[str, Any]:
    (one,) = [one for one in lines("events") if all(one[name] == value for name, value in fields.items())]
    return one


# The contract.


def test_events_as_json_are_one_event_a_line_as_the_contract_says(kept: Path) -> None:
    events = lines("events")
    assert [one["type"] for one in events] == ["ASSAULT", "CONSULT"]
    for one in events:
        assert list(one) == [
            "id",
            "type",
            "modes",
            "status",
            "source",
            "target",
            "when",
            "where",
            "quantities",
            "first_published",
            "claims",
            "reports",
            "publishers",
            "origins",
            "fields",
        ]
        for origin in one["origins"]:
            assert list(origin) == ["origin", "kind", "reports", "links"]
            assert origin["kind"] in {"agency", "outlet", "primary", "unknown"}
    met = events[1]
    assert (met["reports"], met["publishers"], set(met["claims"])) == (2, 2, {"kota-0", "desa-0"})
    assert met["first_published"] == "2025-07-14"
    origins = {origin["origin"]: origin for origin in met["origins"]}
    assert set(origins) == {"KCNA", "Koran desa"}
    assert origins["KCNA"]["links"] == [{"from": "kota", "to": "KCNA", "reason": "attribution", "span": None}]
    for values in met["fields"].values():
        for value in values:
            assert list(value) == ["value", "claims", "origins", "said_by", "relation"]
            assert value["relation"] in {"same", "within", "update", "dispute"}
    days = {value["value"]["start"]: value for value in met["fields"]["when"]}
    assert set(days) == {"2025-07-12", "2025-07-13"}
    assert days["2025-07-12"]["said_by"] == ["KCNA"]
    assert days["2025-07-13"]["said_by"] == ["Koran desa"]
    assert sorted(value["relation"] for value in days.values()) == ["dispute", "same"]


def test_compare_as_json_has_each_value_with_who_says_so(kept: Path) -> None:
    (answer,) = lines("compare", found(type="CONSULT")["id"])
    assert list(answer) == ["event", "fields"]
    first = answer["fields"][0]
    assert (first["name"], [value["relation"] for value in first["values"]]) == ("when", ["same", "dispute"])
    saying = first["values"][0]["sayings"][0]
    assert set(saying) == {"claim", "according_to", "report", "outlet", "published", "words", "sentence"}
    assert saying["sentence"].startswith("Kim Jong-un menerima")


def test_origins_as_json_are_those_of_the_event(kept: Path) -> None:
    event = found(type="CONSULT")
    (answer,) = lines("origins", event["id"])
    assert answer == {"event": event["id"], "origins": event["origins"]}


# What is printed.


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
@pytest.mark.parametrize("command", ["events", "timeline", "compare", "origins", "story", "joins"])
def test_what_is_printed_fits_the_terminal(
    kept: Path, monkeypatch: pytest.MonkeyPatch, columns: int, command: str
) -> None:
    identity = found(type="CONSULT")["id"]
    monkeypatch.setenv("COLUMNS", str(columns))
    result = run(command) if command in {"events", "timeline"} else run(command, identity)
    assert result.exit_code == 0
    assert result.stdout.strip()
    assert max(map(len, result.stdout.splitlines())) <= columns
    words = re.sub(r"\s+", "", result.stdout)
    assert "Lavrov" in words


def test_events_lead_with_what_most_tell_and_say_what_is_disputed(kept: Path) -> None:
    printed = re.sub(r"\s+", " ", run("events").stdout)
    assert printed.index("Lavrov") < printed.index("Rusia")
    assert "2 reports, 2 publishers, 2 independent origins: KCNA, Koran desa" in printed
    assert "1 report, 1 publisher, 1 independent origin: Koran pagi" in printed
    assert "disputed: when" in printed
    assert "3 orang" in printed


def test_the_timeline_tells_events_by_day_and_with_claims_the_claims(kept: Path) -> None:
    printed = run("timeline").stdout
    assert printed.index("Rusia") < printed.index("Lavrov")
    claims = run("timeline", "--claims").stdout
    assert claims.count("Sergey Lavrov (RUS)") == 2
    assert "menerima" in claims
    assert [list(line) for line in lines("timeline", "--claims")] == [["claim", "report", "sentence"]] * 3
    assert [line["id"] for line in lines("timeline")] == [line["id"] for line in lines("events")]


def test_events_are_chosen_by_what_is_asked(kept: Path) -> None:
    def types(*options: str) -> list[str]:
        return [one["type"] for one in lines("events", *options)]

    assert types("--disputed") == ["CONSULT"]
    assert types("--single-origin") == ["ASSAULT"]
    assert types("--reports", "2") == ["CONSULT"]
    assert types("--type", "assault") == ["ASSAULT"]
    assert types("--actor", "Lavrov") == ["CONSULT"]
    assert types("--place", "Kyiv") == ["ASSAULT"]
    assert types("--from", "2025-07-10") == ["CONSULT"]
    assert types("--to", "2025-07-10") == ["ASSAULT"]
    assert types("--limit", "1") == ["ASSAULT"]
    limited = run("events", "--limit", "1").stdout
    assert "Lavrov" in limited
    assert "Ukraina" not in limited
    nothing = run("events", "--actor", "Jerman")
    assert (nothing.exit_code, nothing.stdout) == (0, "")
    assert "no event of the 2 in" in nothing.stderr


def test_compare_shows_disputes_first_with_who_says_so_in_which_words(kept: Path) -> None:
    printed = run("compare", found(type="CONSULT")["id"]).stdout
    assert re.search(r"when +disputed", printed)
    assert printed.index("when") < printed.index("where")
    for words in ("2025-07-12", "2025-07-13", "KCNA", "in its own voice", "Koran desa"):
        assert words in re.sub(r"\s+", " ", printed)


def test_origins_show_why(kept: Path) -> None:
    printed = run("origins", found(type="CONSULT")["id"]).stdout
    assert re.search(r"KCNA +agency", printed)
    assert "KCNA (attribution)" in printed
    assert "Koran desa  outlet" in printed


def test_an_event_is_asked_for_by_the_beginning_of_its_id(kept: Path) -> None:
    identity = found(type="CONSULT")["id"]
    assert run("compare", identity[:6]).exit_code == 0
    several = run("origins", "e")
    assert several.exit_code == 2
    assert "begins the ids of several events" in several.stderr
    for command in ("compare", "origins", "story", "joins"):
        none = run(command, "e00000")
        assert (none.exit_code, none.stdout) == (1, "")
        assert "no event 'e00000' in" in none.stderr


def test_an_empty_record_has_no_events_and_says_so(path: Path) -> None:
    Record.open(path).close()
    for command in ("events", "timeline"):
        result = run(command)
        assert (result.exit_code, result.stdout) == (0, "")
        assert "no event of the 0 in" in result.stderr
        assert lines(command) == []
    assert run("compare", "e1").exit_code == 1
    assert "no judgements yet" in run("judge", "list").stderr


def test_without_a_record_it_is_said_what_to_do(path: Path) -> None:
    for arguments in (("events",), ("compare", "e1"), ("origins", "e1"), ("judge", "list"), ("judge", "undo", "1")):
        result = run(*arguments)
        assert result.exit_code == 1
        assert "linimasa add FILE" in result.stderr
    assert not path.exists()


# A record that may only be read.


@pytest.fixture
def only_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("linimasa.store.database.os.access", lambda *_: False)


def _rewrite(path: Path, *reports: CodedReport, version: str) -> None:
    keep(path, *reports, version=version)


def test_a_record_that_may_only_be_read_answers_and_says_what_is_not_merged(
    kept: Path, request: pytest.FixtureRequest
) -> None:
    before = lines("events")
    keep(kept, strike("malam"), strike("siang"))
    request.getfixturevalue("only_read")
    result = run("events", "--json")
    assert result.exit_code == 0
    assert [json.loads(line) for line in result.stdout.splitlines()] == before
    assert f"{kept}: may only be read: 2 claims are not put into events yet" in result.stderr
    assert run("compare", before[0]["id"]).exit_code == 0


def test_a_record_that_may_only_be_read_and_is_merged_says_nothing_of_it(
    kept: Path, request: pytest.FixtureRequest
) -> None:
    run("events")
    request.getfixturevalue("only_read")
    result = run("events")
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize("command", ["compare", "origins", "story", "joins"])
def test_an_event_of_which_a_claim_is_gone_is_told_by_those_that_are_left(
    kept: Path, request: pytest.FixtureRequest, command: str
) -> None:
    identity = found(type="CONSULT")["id"]
    first = STORY[0]
    keep(kept, CodedReport(first.report, (), ()), version="v2")
    request.getfixturevalue("only_read")
    result = run(command, identity)
    assert result.exit_code == 0
    assert "may only be read: 1 claim is not put into events yet" in result.stderr
    assert "Lavrov" in result.stdout
    assert "KCNA" not in result.stdout
    assert run(command, identity, "--json").exit_code == 0


def test_what_may_only_be_read_cannot_be_judged(kept: Path, request: pytest.FixtureRequest) -> None:
    identity = found(type="CONSULT")["id"]
    request.getfixturevalue("only_read")
    result = run("judge", "accept", identity)
    assert result.exit_code == 1
    assert "may only be read; choose another with --record FILE" in result.stderr


# Judging.


def test_join_and_undo(kept: Path) -> None:
    before = lines("events")
    one, other = (event["id"] for event in before)
    result = run("judge", "join", one, other, "--note", "satu kunjungan")
    assert result.exit_code == 0
    assert re.search(r"^1  .*  join  .*satu kunjungan$", result.stdout, re.MULTILINE)
    assert "1 gone" in result.stderr
    (whole,) = lines("events")
    assert whole["id"] in {one, other}
    assert lines("origins", one) == lines("origins", other)
    undone = run("judge", "undo", "1")
    assert undone.exit_code == 0
    assert "(undone " in undone.stdout
    assert lines("events") == before


def test_split_accept_and_list(kept: Path) -> None:
    identity = found(type="CONSULT")["id"]
    assert run("judge", "accept", identity).exit_code == 0
    assert run("judge", "split", identity, "desa", "--note", "hari lain").exit_code == 0
    assert sorted(one["claims"] for one in lines("events")) == [["desa-0"], ["kota-0"], ["pagi-0"]]
    listed = run("judge", "list").stdout.splitlines()
    assert [line.split("  ")[2] for line in listed] == ["accept", "split"]
    assert "hari lain" in listed[1]
    made = lines("judge", "list")
    assert [list(judgement) for judgement in made] == [["n", "kind", "one", "other", "note", "made", "undone"]] * 2
    assert made[1]["one"] == ["desa-0"]


def test_the_rule_for_what_is_shown_is_chosen_and_taken_back(kept: Path) -> None:
    keep(kept, *(strike(f"k{n}", quantities=(toll("killed", 7),)) for n in range(2)))
    assert found(type="ASSAULT")["quantities"][0]["value"] == 7
    assert run("judge", "headline", "conservative").exit_code == 0
    assert found(type="ASSAULT")["quantities"][0]["value"] == 3
    assert run("judge", "undo", "1").exit_code == 0
    assert found(type="ASSAULT")["quantities"][0]["value"] == 7


def test_a_judgement_outlives_a_new_coding(kept: Path) -> None:
    identity = found(type="CONSULT")["id"]
    run("judge", "split", identity, "desa-0")
    keep(kept, meeting("kota", "2025-07-12", id="kota-baru"), version="v2")
    assert sorted(one["claims"] for one in lines("events")) == [["desa-0"], ["kota-baru"], ["pagi-0"]]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("accept", "e00000"), 1, "no event 'e00000'"),
        (("join", "EVENT"), 2, "name two events or more"),
        (("join", "EVENT", "e00000"), 1, "no event 'e00000'"),
        (("join", "EVENT", "EVENT"), 2, "is named twice"),
        (("split", "EVENT", "pagi-0"), 2, "'pagi-0' is no claim of event"),
        (("split", "EVENT", ""), 2, "'' is no claim of event"),
        (("split", "EVENT", "desa-0", "kota-0"), 2, "these are all claims of the event"),
        (("headline", "loudest"), 2, "'loudest' is not a rule; there are origins, precise, latest, conservative"),
        (("undo", "7"), 1, "no judgement 7 that holds"),
        (("undo", "x"), 2, "NUMBER"),
    ],
)
def test_a_judgement_that_cannot_be_is_refused(kept: Path, arguments: tuple[str, ...], code: int, message: str) -> None:
    identity = found(type="CONSULT")["id"]
    before = lines("events")
    result = run("judge", *(identity if argument == "EVENT" else argument for argument in arguments))
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in re.sub(r"\s*│\s*|\s+", " ", result.stderr)
    assert lines("judge", "list") == []
    assert lines("events") == before


def test_a_claim_is_split_off_only_where_it_is_named_for_sure(path: Path) -> None:
    keep(path, strike("k1"), strike("k2"), strike("m"))
    identity = found(type="ASSAULT")["id"]
    result = run("judge", "split", identity, "k")
    assert result.exit_code == 2
    assert "begins the ids of several claims" in re.sub(r"\s*│\s*|\s+", " ", result.stderr)


def test_undoing_twice_is_refused(kept: Path) -> None:
    run("judge", "accept", found(type="CONSULT")["id"])
    assert run("judge", "undo", "1").exit_code == 0
    again = run("judge", "undo", "1")
    assert again.exit_code == 1
    assert "no judgement 1 that holds" in again.stderr


def test_every_command_about_events_has_help_with_an_example() -> None:
    for command in ("events", "compare", "origins", "story", "joins", "judge"):
        result = run(command, "--help")
        assert result.exit_code == 0
        assert f"linimasa {command}" in result.stdout.split("Examples:")[1]
    for command in ("accept", "join", "split", "headline", "undo", "list"):
        assert run("judge", command, "--help").exit_code == 0


def test_words_in_reports_cannot_command_the_terminal(path: Path) -> None:
    evil = strike(
        "jahat", quantities=(toll("killed", 3, what="or\x1b[31mang"),), according_to=(voice("Ma\x1b]0;x\x07u"),)
    )
    keep(path, CodedReport(evil.report, (), evil.claims))
    identity = found(type="ASSAULT")["id"]
    for arguments in (("events",), ("timeline",), ("compare", identity), ("origins", identity), ("story", identity)):
        assert "\x1b" not in run(*arguments).output
