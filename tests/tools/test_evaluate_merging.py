"""tools/evaluate_merging.py scores joined claims as worked out by hand, and its gold is sound."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools" / "evaluate_merging.py"
GOLD = ROOT / "tools" / "merging"
KINDS = {"other day", "other place", "other sides", "planned and held", "same sides other act", "part and whole"}

# Four claims; three of them are event a. Joined: the first two (rightly), the last two (wrongly).
HALF_RIGHT = [("a", "x"), ("a", "x"), ("a", "y"), ("b", "y")]


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("evaluate_merging", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["evaluate_merging"] = module
    spec.loader.exec_module(module)
    return module


TOOLS = _load()


def _claim(name: str, trigger: tuple[int, int], sentence: tuple[int, int], **fields: Any) -> dict[str, Any]:
    evidence = {"trigger": list(trigger), "sentence": list(sentence)}
    return {"id": name, "type": "ASSAULT", "source": [], "target": [], "when": None, "evidence": evidence, **fields}


def _gold(trigger: tuple[int, int], sentence: tuple[int, int], event: str = "a", kind: str = "ASSAULT") -> Any:
    return TOOLS.GoldClaim("r", kind, trigger, sentence, event, "story", "dev")


def test_pairs_joined_wrongly_cost_precision_and_pairs_not_joined_cost_recall() -> None:
    # joined: 2 pairs, 1 of them right; to be joined: the 3 pairs of a.
    scores = TOOLS.pair_scores(HALF_RIGHT)
    assert (scores.precision, scores.recall) == (1 / 2, 1 / 3)
    assert scores.f1 == pytest.approx(2 / 5)


def test_one_lump_of_everything_has_full_recall_and_little_precision() -> None:
    # 3 pairs joined, 1 right. B-cubed: two claims see 2/3 of their lump right, one sees 1/3.
    lump = [("a", "x"), ("a", "x"), ("b", "x")]
    assert TOOLS.pair_scores(lump) == TOOLS.Scores(1 / 3, 1.0)
    assert TOOLS.b_cubed(lump).precision == pytest.approx(5 / 9)
    assert TOOLS.b_cubed(lump).recall == 1.0


def test_b_cubed_is_the_mean_over_claims() -> None:
    # precision: 1, 1, 1/2, 1/2; recall: 2/3, 2/3, 1/3, 1.
    scores = TOOLS.b_cubed(HALF_RIGHT)
    assert scores.precision == pytest.approx(3 / 4)
    assert scores.recall == pytest.approx(2 / 3)
    assert scores.f1 == pytest.approx(12 / 17)


def test_claims_of_one_report_do_not_count_as_pairs_between_reports() -> None:
    # The two joined pairs lie within reports: nothing is joined between them, and (1, 3), (2, 3) should be.
    scores = TOOLS.pair_scores(HALF_RIGHT, ["r", "r", "s", "s"])
    assert (scores.precision, scores.recall) == (1.0, 0.0)
    # All pairs lie between reports: as without reports.
    assert TOOLS.pair_scores(HALF_RIGHT, ["r", "s", "t", "u"]) == TOOLS.pair_scores(HALF_RIGHT)


def test_nothing_joined_and_nothing_to_be_joined_is_no_fault() -> None:
    assert TOOLS.pair_scores([]) == TOOLS.b_cubed([]) == TOOLS.Scores(1.0, 1.0)
    assert TOOLS.pair_scores([("a", "x"), ("b", "y")]) == TOOLS.Scores(1.0, 1.0)
    assert TOOLS.Scores(0.0, 0.0).f1 == 0.0


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), max_size=12))
def test_pairs_are_counted_as_if_one_by_one(pairs: list[tuple[str, str]]) -> None:
    two = [(one, other) for number, one in enumerate(pairs) for other in pairs[:number]]
    both = sum(one == other for one, other in two)
    joined = sum(one[1] == other[1] for one, other in two)
    gold = sum(one[0] == other[0] for one, other in two)
    scores = TOOLS.pair_scores(pairs)
    assert scores.precision == (both / joined if joined else 1)
    assert scores.recall == (both / gold if gold else 1)


def test_the_worst_lump_is_the_one_of_most_events_and_is_named() -> None:
    pairs = [("a", "x"), ("b", "x"), ("b", "x"), ("c", "x"), *[("a", "y")] * 5, ("b", "y"), ("d", "z")]
    wrong = TOOLS.wrong_clusters(pairs)
    assert wrong[0] == TOOLS.WrongCluster("x", (("b", 2), ("a", 1), ("c", 1)))
    assert str(wrong[0]) == "'x' joins 3 events: b 2, a 1, c 1"
    assert [cluster.predicted for cluster in wrong] == ["x", "y"]


def test_there_is_no_worst_lump_where_nothing_is_lumped() -> None:
    assert TOOLS.wrong_clusters([("a", "x"), ("a", "y"), ("b", "z")]) == []


def test_near_misses_are_joined_where_one_claim_of_each_is() -> None:
    pairs = [("a", "x"), ("a", "y"), ("b", "y"), ("c", "z")]
    apart, joined = TOOLS.kept_apart(pairs, [("a", "b"), ("a", "c"), ("b", "c"), ("a", "absent")])
    assert apart == [("a", "c"), ("b", "c")]
    assert joined == [("a", "b")]


def test_a_coded_claim_is_the_judged_one_whose_trigger_it_overlaps_most() -> None:
    gold = [_gold((10, 15), (0, 40)), _gold((20, 30), (0, 40), "b")]
    coded = [_claim("wide", (12, 30), (0, 40)), _claim("exact", (10, 15), (0, 40))]
    assert TOOLS.match(gold, coded) == {"wide": gold[1], "exact": gold[0]}


def test_a_claim_whose_trigger_moved_is_known_by_its_sentence_where_no_other_could_be_meant() -> None:
    moved = _claim("moved", (30, 35), (0, 40))
    assert TOOLS.match([_gold((10, 15), (0, 40))], [moved]) == {"moved": _gold((10, 15), (0, 40))}
    assert TOOLS.match([_gold((10, 15), (0, 40)), _gold((20, 25), (0, 40), "b")], [moved]) == {}


def test_a_claim_of_another_type_or_sentence_is_not_the_judged_one() -> None:
    gold = [_gold((10, 15), (0, 40))]
    assert TOOLS.match(gold, [_claim("other", (10, 15), (0, 40), type="COERCE")]) == {}
    assert TOOLS.match(gold, [_claim("other", (60, 65), (41, 80))]) == {}


def test_wrong_claims_count_nowhere_and_single_ones_are_events_of_their_own() -> None:
    gold = [_gold((0, 5), (0, 9), "wrong"), _gold((10, 15), (10, 19), "single"), _gold((20, 25), (20, 29), "single")]
    coded = [_claim("n", (0, 5), (0, 9)), _claim("o", (10, 15), (10, 19)), _claim("p", (20, 25), (20, 29))]
    judged = TOOLS.judged_claims(gold, {"r": {"claims": coded}})
    assert set(judged) == {"o", "p"}
    assert judged["o"].event != judged["p"].event


def test_the_baseline_joins_the_same_type_countries_and_day() -> None:
    def actor(country: str | None, name: str) -> dict[str, Any]:
        return {"country": country, "id": None, "name": name}

    one, two = actor("PER", "Lima"), actor("CHL", "Chili")
    day = {"start": "2025-06-13"}
    claims = [
        _claim("a", (0, 1), (0, 1), source=[one], target=[two], when=day),
        _claim("b", (0, 1), (0, 1), source=[two], target=[one], when=day),
        _claim("undated", (0, 1), (0, 1), source=[one], target=[two]),
        _claim("other", (0, 1), (0, 1), source=[one], target=[actor(None, "Warga")], when=day),
    ]
    events = TOOLS.baseline([{"report": {"published": "2025-06-14T00:00:00+07:00"}, "claims": claims}])
    assert events["a"] == events["b"]
    assert len({events["a"], events["undated"], events["other"]}) == 3


def test_the_tool_reads_events_and_claims_and_leaves_out_a_report_whose_text_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    entry = {"trigger": [0, 5], "sentence": [0, 9], "type": "ASSAULT", "event": "a", "story": "s", "part": "dev"}
    lines = [json.dumps({"report": name, **entry}) for name in ("r", "s", "t")]
    (gold / "events.jsonl").write_text("\n".join(lines), encoding="utf-8")
    digest = hashlib.sha256(b"text").hexdigest()[:12]
    rows = [f"r\ts\tdev\t{digest}", f"s\ts\tdev\t{digest}", "t\ts\tdev\t000000000000"]
    (gold / "reports.tsv").write_text("\n".join(["report\tstory\tpart\ttext_sha256", *rows]), encoding="utf-8")
    (gold / "near_misses.tsv").write_text("event\tother\tkind\n", encoding="utf-8")
    reports = [
        {"report": {"id": name, "text": "text"}, "claims": [_claim(f"{name}1", (0, 5), (0, 9))]} for name in "rst"
    ]
    coded = tmp_path / "coded.jsonl"
    coded.write_text("\n".join(map(json.dumps, reports)), encoding="utf-8")
    for content in (
        '{"id": "e", "claims": ["r1", "s1"]}',
        '{"claim": "r1", "event": "e"}\n{"claim": "s1", "event": "e"}',
    ):
        events = tmp_path / "events.jsonl"
        events.write_text(content, encoding="utf-8")
        assert TOOLS.main([str(coded), "--events", str(events), "--gold", str(gold)]) == 0
        printed = capsys.readouterr()
        assert "2 of 3 reports, 2 of 3 claims" in printed.out
        assert "events.jsonl: 2 claims, 1 gold events, 1 predicted" in printed.out
        assert printed.err.strip().endswith("t")


def test_every_judged_claim_has_a_label_a_span_and_one_part() -> None:
    claims = TOOLS.read_gold(GOLD)
    assert len({(claim.report, claim.trigger, claim.type) for claim in claims}) == len(claims)
    reports = {row["report"]: (row["story"], row["part"]) for row in TOOLS.read_table(GOLD / "reports.tsv")}
    for claim in claims:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", claim.event)
        assert claim.sentence[0] <= claim.trigger[0] < claim.trigger[1] <= claim.sentence[1]
        assert reports[claim.report] == (claim.story, claim.part)
    assert len(dict(reports.values())) == len(set(reports.values())), "a story lies in both parts"


def test_the_gold_is_large_enough_to_measure_on() -> None:
    told: dict[str, set[str]] = defaultdict(set)
    for claim in TOOLS.read_gold(GOLD):
        told[claim.event].add(claim.report)
    assert sum(len(reports) > 1 for event, reports in told.items() if event not in {"single", "wrong"}) >= 40


def test_near_misses_name_events_that_are_told_in_one_part() -> None:
    parts: dict[str, set[str]] = defaultdict(set)
    for claim in TOOLS.read_gold(GOLD):
        parts[claim.event].add(claim.part)
    rows = TOOLS.read_table(GOLD / "near_misses.tsv")
    assert len({frozenset((row["event"], row["other"])) for row in rows}) == len(rows)
    for row in rows:
        assert row["kind"] in KINDS
        assert parts[row["event"]] & parts[row["other"]], row
