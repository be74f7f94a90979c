"""Measures voices against reports whose statements were marked by hand.

usage: evaluate_voices.py [--shared FOLDER] [--part N/M] [--misses] (id | en)

`id`: `data/quotes/id-kota414-dev.jsonl.gz`, which marks indirect statements and their cues: a statement is found
where a voice's words and the marked ones overlap by 0.8 (intersection over union, characters), a cue where the
spans meet. `en`: `data/quotes/en-polnear-dev`, which links source, cue and content: an attribution is found where
all three overlap by half of the shorter (speakers are named without their appositions here), and, `strict`,
where source and content overlap by 0.5 as intersection over union. `--part 1/2` measures on the first half of the
reports only.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from linimasa.language.parse import parse
from linimasa.model import Report, Span, Voice
from linimasa.resolve.actors import find_actors
from linimasa.voices import find_voices

STATEMENT_OVERLAP = 0.8
LINK_OVERLAP = 0.5
NO_SPACE_BEFORE = set(",.;:?!)]}%”’…")
NO_SPACE_AFTER = set("([{“‘")


@dataclass
class Tally:
    """Hits and misses of one kind of thing."""

    right: int = 0
    found: int = 0
    marked: int = 0

    def __str__(self) -> str:
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.marked if self.marked else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        figures = f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}"
        return f"{figures}  ({self.right} of {self.marked} marked, {self.found} found)"


@dataclass
class Marked:
    """A report with the spans marked in it, and (English) the links between them."""

    report: Report
    statements: list[Span] = field(default_factory=list)
    cues: list[Span] = field(default_factory=list)
    links: list[tuple[list[Span], list[Span], list[Span]]] = field(default_factory=list)


def joined(tokens: list[str]) -> tuple[str, list[Span]]:
    """Tokens as running text, and the span of each."""
    text, spans, open_quote, tight = "", [], False, True
    for token in tokens:
        glued = tight or token[0] in NO_SPACE_BEFORE or (token == '"' and open_quote)
        if not glued:
            text += " "
        spans.append((len(text), len(text) + len(token)))
        text += token
        tight = token in NO_SPACE_AFTER or (token == '"' and not open_quote)
        if token == '"':
            open_quote = not open_quote
    return text, spans


def indonesian(folder: Path) -> Iterator[Marked]:
    """The Indonesian set."""
    with gzip.open(folder / "data/quotes/id-kota414-dev.jsonl.gz", "rt", encoding="utf-8") as rows:
        for row in rows:
            entry = json.loads(row)
            text, places = joined(entry["tokens"])
            marked = Marked(Report(id=entry["id"], text=text, language="id"))
            for span in entry["spans"]:
                place = (places[span["start"]][0], places[span["end"] - 1][1])
                if span["label"] == "STATEMENT":
                    marked.statements.append(place)
                elif span["label"] in ("CUE", "CUECOREF"):
                    marked.cues.append(place)
            yield marked


def english(folder: Path) -> Iterator[Marked]:
    """The English set; attributions without a source are left out."""
    for path in sorted((folder / "data/quotes/en-polnear-dev/attributions").glob("*.ann")):
        name = path.stem.rsplit("_", 1)[0]
        text = (path.parent.parent / "text" / f"{name}.txt").read_text(encoding="utf-8")
        spans: dict[str, list[Span]] = {}
        marked = Marked(Report(id=path.stem, text=text, language="en"))
        for line in path.read_text(encoding="utf-8").splitlines():
            key, what = line.split("\t")[:2]
            if key.startswith("T"):
                places = what.split(" ", 1)[1]
                spans[key] = [(int(a), int(b)) for a, b in (place.split() for place in places.split(";"))]
        for line in path.read_text(encoding="utf-8").splitlines():
            key, what = line.split("\t")[:2]
            if key.startswith("E"):
                parts: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
                for role, place in (part.split(":") for part in what.split()):
                    label = role.rstrip("0123456789")
                    if label in parts:
                        parts[label] += spans[place]
                if all(parts.values()):
                    marked.links.append((parts["Source"], parts["Cue"], parts["Content"]))
        yield marked


def overlap(one: Iterable[Span], other: Iterable[Span]) -> float:
    """Intersection over union of two lists of spans, in characters."""
    left = {i for start, end in one for i in range(start, end)}
    right = {i for start, end in other for i in range(start, end)}
    return len(left & right) / len(left | right) if left or right else 0.0


def pairs(marked: list[list[Span]], found: list[list[Span]], least: float) -> list[tuple[int, int]]:
    """Greedy one-to-one pairs of what overlaps by at least `least`, best first."""
    scored = []
    for i, one in enumerate(marked):
        for k, other in enumerate(found):
            if one[0][0] < other[-1][1] and other[0][0] < one[-1][1]:
                scored.append((overlap(one, other), i, k))
    scored.sort(reverse=True)
    chosen: list[tuple[int, int]] = []
    for score, i, k in scored:
        if score >= least and all(i != a and k != b for a, b in chosen):
            chosen.append((i, k))
    return chosen


def longest(spans: Iterable[Span]) -> Span:
    """The longest of the spans."""
    return max(spans, key=lambda span: span[1] - span[0])


def measure_indonesian(reports: Iterable[tuple[Marked, list[Voice]]], misses: bool) -> None:
    """Prints the figures for statements and cues."""
    statements, cues = Tally(), Tally()
    missed: Counter[str] = Counter()
    spurious: Counter[str] = Counter()
    for marked, voices in reports:
        text = marked.report.text
        told = [voice for voice in voices if voice.quote != "direct" and voice.cue is not None]
        found = list(dict.fromkeys(longest(voice.content) for voice in told))
        matched = pairs([[s] for s in marked.statements], [[f] for f in found], STATEMENT_OVERLAP)
        statements.right += len(matched)
        statements.found += len(found)
        statements.marked += len(marked.statements)
        spoken = list(dict.fromkeys(voice.cue for voice in told if voice.cue))
        met = pairs([[c] for c in marked.cues], [[s] for s in spoken], 0.01)
        cues.right += len(met)
        cues.found += len(spoken)
        cues.marked += len(marked.cues)
        if misses:
            hit = {i for i, _ in matched}
            for i, (start, end) in enumerate(marked.statements):
                if i not in hit:
                    over = [f for f in found if f[0] < end and start < f[1]]
                    print(f"MISSED {marked.report.id}: …{text[max(0, start - 60) : start]}[[{text[start:end]}]]")
                    for left, right in over:
                        print(f"    FOUND: {text[left:right]}")
            good = {k for _, k in matched}
            for k, (start, end) in enumerate(found):
                if k not in good:
                    print(f"SPURIOUS {marked.report.id}: …{text[max(0, start - 60) : start]}[[{text[start:end]}]]")
            hit_cues = {i for i, _ in met}
            missed.update(text[s:e].lower() for i, (s, e) in enumerate(marked.cues) if i not in hit_cues)
            good_cues = {k for _, k in met}
            spurious.update(text[s:e].lower() for k, (s, e) in enumerate(spoken) if k not in good_cues)
    if misses:
        print("cues missed:", missed.most_common(40))
        print("cues spurious:", spurious.most_common(60))
    print(f"statements  {statements}")
    print(f"cues        {cues}")


def measure_english(reports: Iterable[tuple[Marked, list[Voice]]], misses: bool) -> None:
    """Prints the figures for links, and for each of their parts alone."""
    link, strict, parts = Tally(), Tally(), {"source": Tally(), "cue": Tally(), "content": Tally()}
    for marked, voices in reports:
        text = marked.report.text
        found = [
            ([v.speaker.span], [v.cue], list(v.content))
            for v in voices
            if v.speaker.span is not None and v.cue is not None
        ]
        right, used = linked(marked.links, found, _meets)
        exact, _ = linked(marked.links, found, lambda a, b: overlap(a, b) >= LINK_OVERLAP)
        for tally, hits in ((link, right), (strict, exact)):
            tally.right += len(hits)
            tally.found += len(found)
            tally.marked += len(marked.links)
        for number, tally in enumerate(parts.values()):
            chosen = pairs(
                [sorted(gold[number]) for gold in marked.links],
                [sorted(have[number]) for have in found],
                LINK_OVERLAP if number != 1 else 0.01,
            )
            tally.right += len(chosen)
            tally.found += len(found)
            tally.marked += len(marked.links)
        if misses:
            _show_english(marked, text, found, right, used)
    print(f"links       {link}")
    print(f"strict      {strict}")
    for name, tally in parts.items():
        print(f"{name:11} {tally}")


Link = tuple[list[Span], list[Span], list[Span]]


def linked(
    marked: list[Link], found: list[Link], meets: Callable[[list[Span], list[Span]], bool]
) -> tuple[set[int], set[int]]:
    """Which marked links are met by a found one in source, cue and content, and which found ones meet them."""
    right: set[int] = set()
    used: set[int] = set()
    for i, gold in enumerate(marked):
        for k, have in enumerate(found):
            cue = _meets(gold[1], have[1])
            if k not in used and cue and meets(gold[0], have[0]) and meets(gold[2], have[2]):
                used.add(k)
                right.add(i)
                break
    return right, used


def _meets(marked: list[Span], found: list[Span]) -> bool:
    """Whether half of the shorter of the two overlaps the other: sources and cues are marked widely."""
    left = {i for start, end in marked for i in range(start, end)}
    right = {i for start, end in found for i in range(start, end)}
    return len(left & right) >= LINK_OVERLAP * min(len(left), len(right))


def _show_english(
    marked: Marked, text: str, found: list[tuple[list[Span], list[Span], list[Span]]], right: set[int], used: set[int]
) -> None:
    def words(spans: list[Span]) -> str:
        return " … ".join(text[start:end].replace("\n", " ") for start, end in spans)

    for i, (source, cue, content) in enumerate(marked.links):
        if i not in right:
            print(f"MISSED {marked.report.id[:30]}: <{words(source)}> <{words(cue)}> [[{words(content)[:160]}]]")
    for k, (source, cue, content) in enumerate(found):
        if k not in used:
            print(f"SPURIOUS {marked.report.id[:30]}: <{words(source)}> <{words(cue)}> [[{words(content)[:160]}]]")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("language", choices=["id", "en"])
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--part", default="1/1", help="N/M: the Nth of M parts of the reports")
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    if not args.shared.exists():
        sys.exit(f"evaluate_voices: {args.shared}: no such folder; nothing measured")
    number, parts = map(int, args.part.split("/"))
    read = indonesian if args.language == "id" else english
    reports = list(read(args.shared))
    size = -(-len(reports) // parts)
    coded = []
    for marked in reports[(number - 1) * size : number * size]:
        sentences = parse(marked.report)
        coded.append((marked, find_voices(marked.report, sentences, find_actors(marked.report, sentences))))
    measure = measure_indonesian if args.language == "id" else measure_english
    measure(coded, args.misses)


if __name__ == "__main__":
    main()
