"""Makes reprints from example reports, and pairs that are none, and measures what is found.

    python tools/build_reprints.py [--seeds 5] [--to FILE]

Reads the examples of ``tests/merge/examples.toml``. Of each it makes reprints by other outlets: printed whole, a half
or a third kept, paragraphs or sentences reordered, re-headlined, with furniture (in either language) between the
paragraphs, lightly edited, set into other text, and all of this at once. Against them stand reports of the same event
written independently, reports that share nothing but a quotation, and the standing sentences that an outlet sets
under all its reports. Everything is looked up as one record. ``--to`` writes its reports as JSON Lines.

Prints recall and precision over pairs, by kind of reprint. Exit code 1 where either is below 0.98.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from linimasa.merge.copies import Copy, copies_among
from linimasa.model import Report

EXAMPLES = Path(__file__).resolve().parents[1] / "tests" / "merge" / "examples.toml"
FLOOR = 0.98

_SENTENCE = re.compile(r"(?<=[.!?\"])\s+(?=[A-Z\"])")
_ORIGINAL = {"id": "Kabar Contoh", "en": "Example Courier"}
_OTHERS = ("Warta Contoh", "Suara Contoh", "Contoh Post", "Contoh Dunia", "Example Times")


@dataclass(frozen=True)
class Example:
    """An example report: its headline and paragraphs."""

    id: str
    event: str
    language: str
    title: str
    paragraphs: tuple[str, ...]
    quotation: str | None = None


@dataclass
class Record:
    """Reports, the pairs that are reprints by kind, and the pairs that may be found or not."""

    reports: list[Report] = field(default_factory=list)
    reprints: dict[tuple[str, str], str] = field(default_factory=dict)
    open: set[tuple[str, str]] = field(default_factory=set)

    def add(self, name: str, example: Example, outlet: str, title: str, paragraphs: Sequence[str]) -> str:
        """Adds a report and gives its id."""
        text = "\n".join((title, *paragraphs))
        self.reports.append(
            Report(id=name, text=text, title=title, outlet=outlet, language=example.language, published="2025-07-14")
        )
        return name


@dataclass(frozen=True)
class Result:
    """What was found of a record's reprints: pairs right, missed and wrong."""

    right: dict[tuple[str, str], str]
    missed: dict[tuple[str, str], str]
    wrong: tuple[tuple[str, str], ...]

    @property
    def recall(self) -> float:
        """The share of the reprints that were found."""
        return len(self.right) / (len(self.right) + len(self.missed))

    @property
    def precision(self) -> float:
        """The share of what was found that is a reprint."""
        return len(self.right) / (len(self.right) + len(self.wrong))


def load(path: Path = EXAMPLES) -> tuple[list[Example], dict[str, Any]]:
    """The example reports, and the lines that reports are furnished with."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    examples = [
        Example(
            entry["id"],
            entry["event"],
            entry["language"],
            entry["title"],
            tuple(entry["text"].strip().split("\n")),
            entry.get("quotation"),
        )
        for entry in data["report"]
    ]
    return examples, data


def build(seed: int, examples: Sequence[Example], lines: dict[str, Any]) -> Record:
    """A record of the examples, of reprints of each, and of reports that are none; the same for the same seed."""
    chance = random.Random(seed)
    record = Record()
    for example in examples:
        standing = lines["standing"][example.language]
        outlet = _ORIGINAL[example.language]
        record.add(example.id, example, outlet, example.title, (*example.paragraphs, *standing))
        made: list[tuple[str, str]] = []
        for kind, make in _KINDS.items():
            title, paragraphs = make(example, chance, lines)
            name = record.add(f"{example.id}/{kind}", example, chance.choice(_OTHERS), title, paragraphs)
            made.append((name, kind))
        record.reprints |= {_pair(example.id, name): kind for name, kind in made}
        record.open |= {_pair(one, two) for one, _ in made for two, _ in made if one != two}
    for kind, pair in _set_into_other_text(record, examples, chance):
        record.reprints[pair] = kind
    _quote_each_other(record, examples, chance, lines)
    return record


def measure(record: Record, find: Callable[[Sequence[Report]], Iterator[Copy]] = copies_among) -> Result:
    """What is found in a record."""
    found = {_pair(copy.one, copy.other) for copy in find(record.reports)}
    return Result(
        right={pair: kind for pair, kind in record.reprints.items() if pair in found},
        missed={pair: kind for pair, kind in record.reprints.items() if pair not in found},
        wrong=tuple(sorted(found - record.reprints.keys() - record.open)),
    )


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


_Make = Callable[[Example, random.Random, "dict[str, Any]"], "tuple[str, Sequence[str]]"]


def _sentences(paragraphs: Sequence[str]) -> list[str]:
    return [sentence for paragraph in paragraphs for sentence in _SENTENCE.split(paragraph)]


def _keep(paragraphs: Sequence[str], share: float) -> list[str]:
    """The first sentences, until they hold that share of the words."""
    sentences = _sentences(paragraphs)
    least = share * sum(len(sentence.split()) for sentence in sentences)
    kept: list[str] = []
    while sum(len(sentence.split()) for sentence in kept) < least:
        kept.append(sentences[len(kept)])
    return kept


def _whole(example: Example, _: random.Random, lines: dict[str, Any]) -> tuple[str, Sequence[str]]:
    return example.title, (*example.paragraphs, *lines["standing"][example.language])


def _half(example: Example, _: random.Random, __: dict[str, Any]) -> tuple[str, Sequence[str]]:
    return example.title, _keep(example.paragraphs, 1 / 2)


def _third(example: Example, _: random.Random, __: dict[str, Any]) -> tuple[str, Sequence[str]]:
    return example.title, _keep(example.paragraphs, 1 / 3)


def _last_half(example: Example, _: random.Random, lines: dict[str, Any]) -> tuple[str, Sequence[str]]:
    left_out = len(_keep(example.paragraphs, 1 / 2))
    sentences = _sentences(example.paragraphs)
    return example.title, (*sentences[min(left_out, len(sentences) - 2) :], *lines["standing"][example.language])


def _reordered(example: Example, chance: random.Random, _: dict[str, Any]) -> tuple[str, Sequence[str]]:
    paragraphs = list(example.paragraphs)
    chance.shuffle(paragraphs)
    return example.title, paragraphs


def _sentences_reordered(example: Example, chance: random.Random, _: dict[str, Any]) -> tuple[str, Sequence[str]]:
    sentences = _sentences(example.paragraphs)
    chance.shuffle(sentences)
    return example.title, sentences


def _headline(example: Example, chance: random.Random, lines: dict[str, Any]) -> str:
    pattern: str = chance.choice(lines["headlines"][example.language])
    return pattern.format(" ".join(example.title.split()[-5:]))


def _reheadlined(example: Example, chance: random.Random, lines: dict[str, Any]) -> tuple[str, Sequence[str]]:
    return _headline(example, chance, lines), example.paragraphs


def _furnish(paragraphs: Sequence[str], language: str, lines: dict[str, Any]) -> list[str]:
    """The paragraphs with a line of furniture after each, of the other language where the report is English."""
    furniture = lines["furniture"]["id" if language == "en" else "en"] + lines["furniture"][language]
    return [
        line for index, paragraph in enumerate(paragraphs) for line in (paragraph, furniture[index % len(furniture)])
    ]


def _furnished(example: Example, _: random.Random, lines: dict[str, Any]) -> tuple[str, Sequence[str]]:
    return example.title, _furnish(example.paragraphs, example.language, lines)


def _edited(example: Example, chance: random.Random, _: dict[str, Any]) -> tuple[str, Sequence[str]]:
    """One word of about thirty replaced or left out."""
    edited = []
    for paragraph in example.paragraphs:
        words = paragraph.split()
        for index in range(chance.randrange(10, 30), len(words), 30):
            words[index] = chance.choice(("", "tersebut" if example.language == "id" else "reportedly"))
        edited.append(" ".join(filter(None, words)))
    return example.title, edited


def _all_at_once(example: Example, chance: random.Random, lines: dict[str, Any]) -> tuple[str, Sequence[str]]:
    kept = _keep(example.paragraphs, 1 / 2)
    chance.shuffle(kept)
    return _headline(example, chance, lines), _furnish(kept, example.language, lines)


_KINDS: dict[str, _Make] = {
    "whole": _whole,
    "half kept": _half,
    "third kept": _third,
    "last half kept": _last_half,
    "paragraphs reordered": _reordered,
    "sentences reordered": _sentences_reordered,
    "re-headlined": _reheadlined,
    "other furniture": _furnished,
    "lightly edited": _edited,
    "all at once": _all_at_once,
}


def _set_into_other_text(
    record: Record, examples: Sequence[Example], chance: random.Random
) -> Iterator[tuple[str, tuple[str, str]]]:
    """A half of one report before as much of another one: two thirds of a page are an outlet's own."""
    for example in examples:
        own = chance.choice(
            [other for other in examples if other.event != example.event and other.language == example.language]
        )
        name = f"{example.id}/set into {own.id}"
        taken, rest = _keep(example.paragraphs, 1 / 2), _keep(own.paragraphs, 1 / 2)
        record.add(name, example, chance.choice(_OTHERS), example.title, (*taken, *rest))
        yield "set into other text", _pair(example.id, name)
        record.reprints[_pair(own.id, name)] = "set into other text"
        for made in record.reports:
            if made.id.split("/")[0] in {example.id, own.id} or own.id in made.id or example.id in made.id:
                record.open.add(_pair(made.id, name))


def _quote_each_other(
    record: Record, examples: Sequence[Example], chance: random.Random, lines: dict[str, Any]
) -> None:
    """Reports of other events with the quotation of one: what is quoted in many reports is no reprint."""
    for example in examples:
        if example.quotation is None:
            continue
        for other in examples:
            if other.language == example.language and other.event != example.event:
                name = f"{other.id}/quotes {example.id}"
                quoting = [f'"{example.quotation}," {"katanya" if other.language == "id" else "was the answer"}.']
                text = (*_own_words(other, chance), *quoting, *lines["standing"][other.language])
                record.add(name, other, _ORIGINAL[other.language], f"{example.event}: {other.id}", text)


def _own_words(example: Example, chance: random.Random) -> list[str]:
    """The words of each sentence in another order: as independent of it as a text of the same words can be."""
    return [
        " ".join(chance.sample(words, len(words)))
        for words in (sentence.split() for sentence in _sentences(example.paragraphs))
    ]


def main() -> int:
    """Build, measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--seeds", type=int, default=5, help="records to build, each from another seed")
    parser.add_argument("--to", type=Path, help="write the reports of the first record as JSON Lines")
    options = parser.parse_args()
    examples, lines = load()
    right: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    missing: set[tuple[str, str]] = set()
    wrong: list[tuple[str, str]] = []
    reports = 0
    for seed in range(options.seeds):
        record = build(seed, examples, lines)
        if seed == 0 and options.to:
            options.to.write_bytes(b"".join(msgspec.json.encode(report) + b"\n" for report in record.reports))
        result = measure(record)
        reports += len(record.reports)
        right.update(result.right.values())
        missed.update(result.missed.values())
        missing |= result.missed.keys()
        wrong += result.wrong
    recall = right.total() / (right.total() + missed.total())
    precision = right.total() / (right.total() + len(wrong))
    for kind in sorted(right.keys() | missed.keys()):
        sys.stdout.write(f"{kind:24}{right[kind]:6} of {right[kind] + missed[kind]}\n")
    sys.stdout.write(
        f"{options.seeds} records, {reports} reports: recall {recall:.4f}, precision {precision:.4f} "
        f"({missed.total()} missed, {len(wrong)} wrong)\n"
    )
    for pair in sorted(missing):
        sys.stdout.write(f"missed: {pair[0]} and {pair[1]}\n")
    for pair in wrong[:20]:
        sys.stdout.write(f"wrong: {pair[0]} and {pair[1]}\n")
    return int(min(recall, precision) < FLOOR)


if __name__ == "__main__":
    sys.exit(main())
