"""Measures how claims are joined into events, against claims that were judged by hand (docs/merging_guide.md).

usage: evaluate_merging.py CODED [--events EVENTS] [--part dev | test] [--misses N] [--gold FOLDER]

CODED is what `linimasa code --json` prints over the reports of the gold (others in it do no harm). EVENTS says what
was joined, one JSON object a line: `{"id": event, "claims": [claim, …], …}`, or `{"claim": claim, "event": event}`.
A claim of the gold that EVENTS leaves out is an event of its own. Without EVENTS only the baseline is measured: the
same type, the same countries on both sides together (names where there is no country) and the same first day (an
undated claim: the day of publication).

The gold names a claim by report, type and trigger; a coded claim is the gold's where report and type are the same
and the triggers overlap, or, where one of each is left, where the sentences do. What is matched by neither is left
out and counted. A claim judged `wrong` (the text does not say so) counts nowhere; a `single` one is an event of its
own. Pairs and B-cubed are told over all claims, and pairs also over claims of different reports alone. `--misses`
lists the worst lumps, the near misses that were joined and the events that were split most.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

import linimasa
from linimasa.ask import events

GOLD = Path(__file__).resolve().parent / "merging"
WRONG = "wrong"
SINGLE = "single"
NAMED = 8  # events of the largest wrong cluster that are named

Pair = tuple[str, str]
Span = tuple[int, int]


@dataclass(frozen=True)
class Scores:
    """Precision and recall of one measure."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __str__(self) -> str:
        return f"precision {self.precision:.3f}  recall {self.recall:.3f}  F1 {self.f1:.3f}"


@dataclass(frozen=True)
class WrongCluster:
    """A predicted event that joins claims of several gold events, these with their claims, most first."""

    predicted: str
    events: tuple[tuple[str, int], ...]

    def __str__(self) -> str:
        events = ", ".join(f"{event} {count}" for event, count in self.events[:NAMED])
        more = f" and {len(self.events) - NAMED} more" if len(self.events) > NAMED else ""
        return f"{self.predicted!r} joins {len(self.events)} events: {events}{more}"


@dataclass(frozen=True)
class GoldClaim:
    """A claim as it was judged: `event` is a label, `wrong` or `single`."""

    report: str
    type: str
    trigger: Span
    sentence: Span
    event: str
    story: str
    part: str


@dataclass(frozen=True)
class Judged:
    """A coded claim that the gold knows: its gold event and its report."""

    event: str
    report: str


def _choose_two(counts: Iterable[int]) -> int:
    return sum(count * (count - 1) // 2 for count in counts)


def _joined(pairs: Sequence[Pair], reports: Sequence[str] | None, key: Callable[[Pair], Any]) -> int:
    """How many pairs of claims share ``key``; with ``reports``, of those in different reports."""
    joined = _choose_two(Counter(map(key, pairs)).values())
    if reports is None:
        return joined
    within = Counter((report, key(pair)) for report, pair in zip(reports, pairs, strict=True))
    return joined - _choose_two(within.values())


def pair_scores(pairs: Sequence[Pair], reports: Sequence[str] | None = None) -> Scores:
    """Of two claims: joined rightly among those joined, and among those that should be.

    ``pairs``: for each claim the gold event and the predicted one. ``reports``: for each claim its report, where only
    claims of different reports are to be counted. Nothing joined: precision 1; nothing to be joined: recall 1.
    """
    both = _joined(pairs, reports, lambda pair: pair)
    predicted = _joined(pairs, reports, lambda pair: pair[1])
    gold = _joined(pairs, reports, lambda pair: pair[0])
    return Scores(both / predicted if predicted else 1.0, both / gold if gold else 1.0)


def b_cubed(pairs: Sequence[Pair]) -> Scores:
    """Mean over claims of the right share of their predicted event, and of the found share of their gold event.

    ``pairs``: for each claim the gold event and the predicted one. Source: Bagga and Baldwin (1998). No claim: 1.
    """
    if not pairs:
        return Scores(1.0, 1.0)
    both = Counter(pairs)
    gold = Counter(pair[0] for pair in pairs)
    predicted = Counter(pair[1] for pair in pairs)
    precision = sum(count * count / predicted[pair[1]] for pair, count in both.items())
    recall = sum(count * count / gold[pair[0]] for pair, count in both.items())
    return Scores(precision / len(pairs), recall / len(pairs))


def wrong_clusters(pairs: Sequence[Pair]) -> list[WrongCluster]:
    """The predicted events that join several gold events, those of most events first, of as many those of most claims.

    With each pair turned round, the gold events that were split, with the predicted events that they were split into.
    """
    clusters: dict[str, Counter[str]] = defaultdict(Counter)
    for gold, predicted in pairs:
        clusters[predicted][gold] += 1
    wrong = [(-len(events), -events.total(), name) for name, events in clusters.items() if len(events) > 1]
    return [
        WrongCluster(name, tuple(sorted(clusters[name].items(), key=lambda item: (-item[1], item[0]))))
        for _, _, name in sorted(wrong)
    ]


def kept_apart(pairs: Sequence[Pair], near_misses: Iterable[Pair]) -> tuple[list[Pair], list[Pair]]:
    """The near misses that no predicted event joins, and those that one does; one without claims is in neither."""
    clusters: dict[str, set[str]] = defaultdict(set)
    for gold, predicted in pairs:
        clusters[gold].add(predicted)
    present = [pair for pair in near_misses if pair[0] in clusters and pair[1] in clusters]
    apart = [pair for pair in present if clusters[pair[0]].isdisjoint(clusters[pair[1]])]
    return apart, [pair for pair in present if pair not in apart]


def read_gold(folder: Path) -> list[GoldClaim]:
    """The judged claims of ``events.jsonl``."""
    claims = []
    for line in (folder / "events.jsonl").read_text(encoding="utf-8").splitlines():
        entry: dict[str, Any] = json.loads(line)
        spans = {name: tuple(entry[name]) for name in ("trigger", "sentence")}
        claims.append(GoldClaim(**{**entry, **spans}))
    return claims


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a tab-separated table with a header, without its lines of comment."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _evidence(claim: Mapping[str, Any], name: str) -> Span:
    start, end = claim["evidence"][name]
    return start, end


def _by_trigger(gold: list[GoldClaim], coded: list[Mapping[str, Any]]) -> Iterator[tuple[GoldClaim, Mapping[str, Any]]]:
    """Matches one to one, the largest overlap of triggers first."""
    found = [
        (-overlap, gold.index(judged), number)
        for judged in gold
        for number, claim in enumerate(coded)
        if claim["type"] == judged.type and (overlap := _overlap(judged.trigger, _evidence(claim, "trigger")))
    ]
    used_gold: set[int] = set()
    used_coded: set[int] = set()
    for _, judged_number, number in sorted(found):
        if judged_number not in used_gold and number not in used_coded:
            used_gold.add(judged_number)
            used_coded.add(number)
            yield gold[judged_number], coded[number]


def match(gold: Sequence[GoldClaim], claims: Sequence[Mapping[str, Any]]) -> dict[str, GoldClaim]:
    """Which coded claim (by its id) is which judged one; both of one report."""
    matched: dict[str, GoldClaim] = {}
    taken: set[GoldClaim] = set()
    for judged, claim in _by_trigger(list(gold), list(claims)):
        matched[claim["id"]] = judged
        taken.add(judged)
    left_gold: dict[tuple[str, Span], list[GoldClaim]] = defaultdict(list)
    for judged in gold:
        if judged not in taken:
            left_gold[judged.type, judged.sentence].append(judged)
    left = [claim for claim in claims if claim["id"] not in matched]
    for (kind, sentence), judged_left in left_gold.items():
        here = [claim for claim in left if claim["type"] == kind and _overlap(sentence, _evidence(claim, "sentence"))]
        if len(judged_left) == 1 and len(here) == 1 and here[0]["id"] not in matched:
            matched[here[0]["id"]] = judged_left[0]
    return matched


def judged_claims(gold: Sequence[GoldClaim], reports: Mapping[str, Mapping[str, Any]]) -> dict[str, Judged]:
    """The coded claims that the gold knows and does not call wrong, by id; a single one has an event of its own."""
    by_report: dict[str, list[GoldClaim]] = defaultdict(list)
    for claim in gold:
        by_report[claim.report].append(claim)
    judged = {}
    for report, claims in by_report.items():
        for name, found in match(claims, reports.get(report, {}).get("claims", [])).items():
            if found.event != WRONG:
                judged[name] = Judged(f"{SINGLE} {name}" if found.event == SINGLE else found.event, report)
    return judged


def baseline(reports: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Joins by type, countries of both sides and first day; gives the event of each claim by its id."""
    events = {}
    for report in reports:
        published = (report["report"].get("published") or "")[:10]
        for claim in report["claims"]:
            actors = [*claim["source"], *claim["target"]]
            sides = {actor["country"] or actor["id"] or (actor["name"] or "").casefold() for actor in actors}
            day = claim["when"]["start"] if claim["when"] else published
            events[claim["id"]] = " ".join([claim["type"], *sorted(sides), day])
    return events


def read_predictions(path: Path) -> dict[str, str]:
    """The event of each claim by its id, from lines of events or of claims."""
    events = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if "claims" in entry:
            events.update(dict.fromkeys(entry["claims"], entry["id"]))
        else:
            events[entry["claim"]] = entry["event"]
    return events


def pairs_of(judged: Mapping[str, Judged], predicted: Mapping[str, str]) -> list[Pair]:
    """For each judged claim its gold event and its predicted one; without a prediction, one of its own."""
    return [(claim.event, predicted.get(name, f"alone {name}")) for name, claim in judged.items()]


def _report_figures(
    name: str, judged: Mapping[str, Judged], predicted: Mapping[str, str], folder: Path, misses: int
) -> None:
    pairs = pairs_of(judged, predicted)
    reports = [claim.report for claim in judged.values()]
    print(f"{name}: {len(pairs)} claims, {len({gold for gold, _ in pairs})} gold events, "
          f"{len({event for _, event in pairs})} predicted")  # fmt: skip
    print(f"  pairs            {pair_scores(pairs)}")
    print(f"  pairs of reports {pair_scores(pairs, reports)}")
    print(f"  B-cubed          {b_cubed(pairs)}")
    near = {(row["event"], row["other"]): row["kind"] for row in read_table(folder / "near_misses.tsv")}
    apart, joined = kept_apart(pairs, near)
    kinds = Counter(near[pair] for pair in joined)
    told = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()) or "none"
    print(f"  near misses kept apart: {len(apart)} of {len(apart) + len(joined)}  (joined: {told})")
    wrong = wrong_clusters(pairs)
    print(f"  largest wrong cluster: {wrong[0] if wrong else 'none'}")
    if misses:
        for cluster in wrong[1:misses]:
            print(f"  wrong cluster: {cluster}")
        for pair in joined[:misses]:
            print(f"  joined near miss ({near[pair]}): {pair[0]}, {pair[1]}")
        for split in wrong_clusters([(predicted, gold) for gold, predicted in pairs])[:misses]:
            sizes = [count for _, count in split.events]
            print(f"  split: {split.predicted} {sum(sizes)} claims into {len(sizes)}, the largest of {sizes[0]}")


def _unchanged(reports: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The reports of the gold whose text is the one that was judged; says which are not."""
    kept = {}
    for row in read_table(folder / "reports.tsv"):
        report = reports.get(row["report"])
        if report is None:
            continue
        if hashlib.sha256(report["report"]["text"].encode()).hexdigest().startswith(row["text_sha256"]):
            kept[row["report"]] = report
        else:
            print(f"left out, its text is read differently now: {row['report']}", file=sys.stderr)
    return kept


def merged_gold(news: Path, gold: Path = GOLD, part: str | None = None) -> dict[str, Scores]:
    """Codes and merges the gold's reports, found in the JSON Lines of ``news``; the scores of one part, or of all."""
    wanted = {row["report"] for row in read_table(gold / "reports.tsv") if part in {None, row["part"]}}
    reports = [
        report for path in sorted(news.glob("*.jsonl.gz")) for report in linimasa.read(path) if report.id in wanted
    ]
    coded = {report.id: linimasa.code_report(report) for report in reports}
    with tempfile.TemporaryDirectory() as folder, linimasa.Record.open(Path(folder) / "gold.db") as record:
        for report in coded.values():
            record.add(report, coder_version=linimasa.CODER_VERSION)
        record.merge()
        predicted = {claim: event.id for event in events(record) for claim in event.claims}
    plain = {name: json.loads(msgspec.json.encode(report)) for name, report in coded.items()}
    claims = [claim for claim in read_gold(gold) if part in {None, claim.part}]
    pairs = pairs_of(judged_claims(claims, _unchanged(plain, gold)), predicted)
    return {"pair": pair_scores(pairs), "b_cubed": b_cubed(pairs)}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("coded", type=Path)
    parser.add_argument("--events", type=Path)
    parser.add_argument("--part", choices=["dev", "test"])
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--gold", type=Path, default=GOLD)
    options = parser.parse_args(arguments)
    gold = [claim for claim in read_gold(options.gold) if options.part in {None, claim.part}]
    wanted = {claim.report for claim in gold}
    with options.coded.open(encoding="utf-8") as lines:
        coded = (json.loads(line) for line in lines)
        reports = {report["report"]["id"]: report for report in coded if report["report"]["id"] in wanted}
    reports = _unchanged(reports, options.gold)
    judged = judged_claims(gold, reports)
    right = sum(claim.event != WRONG for claim in gold)
    print(f"{len(reports)} of {len(wanted)} reports, {len(judged)} of {right} claims of the gold found")
    _report_figures("baseline", judged, baseline(reports.values()), options.gold, options.misses)
    if options.events:
        _report_figures(options.events.name, judged, read_predictions(options.events), options.gold, options.misses)
    return 0


if __name__ == "__main__":
    sys.exit(main())
