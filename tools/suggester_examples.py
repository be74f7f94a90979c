"""The sentences that the suggester learns events from, in one form whatever they come from.

    python tools/suggester_examples.py silver NEWS.jsonl[.gz] FOLDER ... --to WORK/silver.jsonl
    python tools/suggester_examples.py gold GOLD.jsonl REPORTS.jsonl --to WORK/gold.jsonl
    python tools/suggester_examples.py pairs PLV_train.tsv --to WORK/gold_pairs.jsonl

``silver`` codes reports by the rules alone: each claim marks the word of its trigger and the words of its sides.
``gold`` are reports coded by hand (form: ``../shared/gold/README.md``; ``tools/training_set.py unpack`` makes them of
the packed ones): a claim says that one of the words of its anchor tells the event, not which. ``pairs`` are English
sentences with two marked actors and the type of what the one does to the other, anywhere in the sentence.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
from scoring import scorer
from suggester_sets import Example, Told
from training_set import span_of

from linimasa.language.parse import default_parser, parse
from linimasa.language.tokens import Tokenizer
from linimasa.model import Actor, Claim, Mention, Report, Sentence, Span
from linimasa.pipeline import code_report
from linimasa.read import read
from linimasa.resolve.actors import find_actors

ROOT = Path(__file__).resolve().parents[1]
SIDES = ("source", "target")
YIELDS = {"YIELD": ("CONCEDE", "RETREAT")}
"""The one class of the pairs that is two PLOVER types."""


OPTIONAL = 0.3
"""What a claim weighs that a careful coder may leave out."""


def silver(report: Report) -> Iterator[Example]:
    """The sentences of a report as the rules code it."""
    coded = code_report(report, parser=default_parser())
    for sentence in parse(coded.report):
        claims = [claim for claim in coded.claims if claim.evidence.sentence == (sentence.start, sentence.end)]
        triggers = [_words(sentence, claim.evidence.trigger) for claim in claims]
        events = [
            Told(words, words[:1], (claim.type,), _side(sentence, claim.source), _side(sentence, claim.target))
            for claim, words in zip(claims, triggers, strict=True)
        ]
        yield Example(report.id, _forms(sentence), tuple(events))


def _words(sentence: Sentence, span: Span) -> tuple[int, ...]:
    return tuple(i for i, word in enumerate(sentence.words) if word.start < span[1] and word.end > span[0])


def _forms(sentence: Sentence) -> tuple[str, ...]:
    return tuple(word.form for word in sentence.words)


def _side(sentence: Sentence, actors: tuple[Actor, ...]) -> tuple[int, ...]:
    return tuple(word for actor in actors if actor.span is not None for word in _words(sentence, actor.span))


class Gold:
    """Reports coded by hand, matched with what linimasa finds in their sentences."""

    def __init__(self, path: Path, score: ModuleType) -> None:
        self.claims: dict[str, list[dict[str, Any]]] = {line["report"]: line["claims"] for line in score.load(path)}
        self._is_named = score.is_named

    def key(self, report: Report) -> str | None:
        """The key of the gold of a report, or None where it was not coded."""
        values = [value for value in (report.id, report.url, report.path) if value]
        return next((key for key in self.claims if any(value.endswith(key) for value in values)), None)

    def examples(self, report: Report, key: str) -> Iterator[Example]:
        """The sentences of a report with what was coded in them."""
        coded = code_report(report, parser=default_parser())
        sentences = parse(coded.report)
        cast = find_actors(coded.report, sentences)
        anchors = [(span_of(claim["anchor"], coded.report.text), claim) for claim in self.claims[key]]
        for sentence in sentences:
            told: list[Told] = []
            for anchor, claim in anchors:
                if anchor is not None and sentence.start <= anchor[0] < sentence.end:
                    near = _words(sentence, anchor)
                    triggers = _triggers(sentence, coded.claims, claim["types"])
                    sides = [self._side(claim.get(side), cast.in_sentence(sentence.index), sentence) for side in SIDES]
                    told.append(
                        Told(
                            words=near,
                            likely=tuple(word for word in triggers if word in near) or near,
                            types=tuple(claim["types"]),
                            source=sides[0],
                            target=sides[1],
                            weight=OPTIONAL if claim.get("optional") else 1.0,
                        )
                    )
            yield Example(key, _forms(sentence), tuple(told), hand=True)

    def _side(
        self, wanted: list[list[str]] | None, mentions: Sequence[Mention], sentence: Sentence
    ) -> tuple[int, ...] | None:
        """The words that mention the actors of a side, or are one of the words that the coder gave for him.

        None where one of them is mentioned nowhere in the sentence.
        """
        if wanted is None:
            return None
        words: list[int] = []
        for names in wanted:
            found = [mention for mention in mentions if self._mentions(names, mention)]
            told = [word for mention in found for word in range(mention.start, mention.end)]
            told = told or _in_words(names, sentence)
            if not told:
                return None
            words += told
        return tuple(sorted(set(words)))

    def _mentions(self, names: list[str], mention: Mention) -> bool:
        actors = [msgspec.to_builtins(actor) for actor in mention.actors]
        return any(self._is_named(name, actor) for name in names for actor in actors)


def _in_words(names: Sequence[str], sentence: Sentence) -> list[int]:
    """The words of a sentence that are one of some names, of several the longest."""
    forms = [word.form.lower() for word in sentence.words]
    for name in sorted(names, key=len, reverse=True):
        parts = name.lower().split()
        size = len(parts)
        starts = [i for i in range(len(forms) - size + 1) if forms[i : i + size] == parts]
        if parts and starts:
            return [i for start in starts for i in range(start, start + size)]
    return []


def _triggers(sentence: Sentence, claims: Sequence[Claim], types: Sequence[str]) -> list[int]:
    """The first words of the triggers by which the rules find events of these types in a sentence."""
    inside = [claim for claim in claims if claim.evidence.sentence == (sentence.start, sentence.end)]
    return [_words(sentence, claim.evidence.trigger)[0] for claim in inside if claim.type in types]


def pair(row: Mapping[str, str]) -> Example | None:
    """An English sentence with two marked actors; None where the marks are not two pairs."""
    text, marks = "", dict[str, list[int]]()
    for part in re.split("(</?[st]>)", row["marked_sentence"]):
        if re.fullmatch("</?[st]>", part):
            marks.setdefault(part.strip("</>"), []).append(len(text))
        else:
            text += part
    if any(len(marks.get(name, ())) != 2 for name in "st"):
        return None
    tokens = Tokenizer.of("en")(text, 0, len(text))
    sides = [tuple(i for i, t in enumerate(tokens) if t.start < marks[n][1] and t.end > marks[n][0]) for n in "st"]
    every = tuple(range(len(tokens)))
    told = Told(every, every, YIELDS.get(row["gold_root"], (row["gold_root"],)), sides[0], sides[1])
    return Example(f"pair-{row['sentence_id']}", tuple(token.form for token in tokens), (told,), hand=True)


def main() -> None:
    """Write examples of one kind, a line each."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("kind", choices=("silver", "gold", "pairs"))
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--shared", type=Path, default=ROOT / ".." / "shared")
    options = parser.parse_args()
    with options.to.open("wb") as out:
        for example in _examples(options.kind, options.files, options.shared):
            out.write(msgspec.json.encode(example) + b"\n")


def _examples(kind: str, files: Sequence[Path], shared: Path) -> Iterator[Example]:
    if kind == "pairs":
        for path in files:
            with path.open(encoding="utf-8", newline="") as stream:
                yield from filter(None, map(pair, csv.DictReader(stream, delimiter="\t")))
    elif kind == "silver":
        for path in files:
            for report in read(path):
                yield from silver(report)
    else:
        gold = Gold(files[0], scorer(shared))
        for report in read(files[1]):
            key = gold.key(report)
            if key is not None:
                yield from gold.examples(report, key)


if __name__ == "__main__":
    main()
