"""Lists what the coder may have missed: frequent verbs and event nouns beside an official actor, without a claim.

    python tools/coverage.py FOLDER_OR_FILE ... [--top N] [--affairs P] [--limit N]
    python tools/coverage.py --gold GOLD.jsonl CODED.jsonl [--shared FOLDER]

The first prints, for each verb or noun of action whose subject, object or complement names a state or one
who serves it, how often no claim stands on it, how often one does, and one example; words that only lead
to what somebody says are left out, and of nouns all that are not also verbs there. The second prints,
for each trigger, how many of its claims are wrong in hand-coded reports, and what these tell that no
claim does. Nothing is stored. Gold and coded reports are in the forms of ``../shared/score/score.py``.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
from scoring import scorer

import linimasa
from linimasa.coding.genre import public_affairs
from linimasa.coding.nominals import Nominals
from linimasa.coding.tree import Tree
from linimasa.language.files import LANGUAGES
from linimasa.language.identify import identify
from linimasa.language.parse import Analysis, Parser, default_parser, parse
from linimasa.model import Report, Sentence, Span, Word
from linimasa.resolve.actors import find_actors

ROOT = Path(__file__).resolve().parents[1]
SIDES = ("nsubj", "obj", "iobj", "obl", "nmod")
CONTEXT = 60
"""Characters of an example on either side of its word."""


class Uncoded(msgspec.Struct):
    """A word beside official actors: how often without a claim, how often with one, its forms, an example."""

    missed: int = 0
    coded: int = 0
    forms: Counter[str] = msgspec.field(default_factory=Counter)
    example: str = ""


class Remembering:
    """A parser that reads each sentence once, so that a report can be parsed twice for one price."""

    def __init__(self, parser: Parser) -> None:
        self.parser = parser
        self.known: dict[tuple[str, ...], Analysis] = {}

    def analyse(self, sentences: Sequence[Sequence[str]]) -> Sequence[Analysis]:
        """One analysis a sentence, in order."""
        new = [sentence for sentence in dict.fromkeys(map(tuple, sentences)) if sentence not in self.known]
        self.known.update(zip(new, self.parser.analyse(new) if new else (), strict=True))
        return [self.known[tuple(sentence)] for sentence in sentences]


def event_words(sentence: Sentence, nominals: Nominals) -> Iterator[int]:
    """Verbs with an official side, and nouns owned or complemented by one, that name no actor themselves."""
    tree = nominals.tree
    for index, word in enumerate(sentence.words):
        if word.upos not in ("VERB", "NOUN") or nominals.mention(index) is not None:
            continue
        if any(nominals.is_actor(side) and nominals.is_official(side) for side in tree.children(index, *SIDES)):
            yield index


def uncoded(reports: Iterable[Report], parser: Parser | None = None) -> dict[tuple[str, str], Uncoded]:
    """What stands beside official actors in reports, by ``(lemma, VERB or NOUN)``, coded or not."""
    found: dict[tuple[str, str], Uncoded] = {}
    verbs: set[str] = set()
    for report in reports:
        language = (report.language or identify(report.text)).partition("-")[0]
        if language not in LANGUAGES:
            continue
        memory = Remembering(parser or default_parser())
        told = msgspec.structs.replace(report, language=report.language or language)
        sentences = parse(told, memory)
        cast = find_actors(told, sentences)
        coded = linimasa.code_report(told, parser=memory)
        triggers = [claim.evidence.trigger for claim in coded.claims]
        cues = [voice.cue for voice in coded.voices if voice.cue is not None]
        verbs.update(word.lemma.casefold() for part in sentences for word in part.words if word.upos == "VERB")
        for sentence in sentences:
            nominals = Nominals(Tree(sentence), cast, lambda _: None, language)
            for index in event_words(sentence, nominals):
                word = sentence.words[index]
                if not _overlaps(word, cues) or _overlaps(word, triggers):
                    _count(found, told.text, sentence, index, _overlaps(word, triggers))
    return {key: entry for key, entry in found.items() if key[1] == "VERB" or key[0] in verbs}


def _overlaps(word: Word, spans: Sequence[Span]) -> bool:
    return any(start < word.end and word.start < end for start, end in spans)


def _count(found: dict[tuple[str, str], Uncoded], text: str, sentence: Sentence, index: int, is_coded: bool) -> None:
    word = sentence.words[index]
    entry = found.setdefault((word.lemma.casefold(), word.upos), Uncoded())
    if is_coded:
        entry.coded += 1
        return
    entry.missed += 1
    entry.forms[word.form.casefold()] += 1
    if not entry.example:
        before = text[max(sentence.start, word.start - CONTEXT) : word.start]
        after = text[word.end : min(sentence.end, word.end + CONTEXT)]
        entry.example = " ".join(f"{before}[{text[word.start : word.end]}]{after}".split())


def judged(score: ModuleType, gold: str, coded: str) -> tuple[dict[str, Counter[str]], Counter[str]]:
    """For each trigger, how many claims are ``right``, wrong in ``actors`` or ``spurious``; then what was missed."""
    triggers: dict[str, Counter[str]] = {}
    missed: Counter[str] = Counter()
    for want, have in score.pair(score.load(gold), score.load(coded)):
        if have is None:
            continue
        pairs, extra = score.assign(want["claims"], have)
        verdicts: list[tuple[dict[str, Any], str]] = [
            *((claim, "right" if right else "actors") for claim, right in pairs.values()),
            *((claim, "spurious") for claim in extra),
        ]
        for claim, verdict in verdicts:
            triggers.setdefault(claim["rule"].rpartition(".")[0], Counter())[verdict] += 1
        for number, item in enumerate(want["claims"]):
            if number not in pairs and not item.get("optional"):
                missed[f"{item['types'][0]}: {item['anchor']}"] += 1
    return triggers, missed


def _chosen(paths: Sequence[Path], affairs: float, limit: int) -> Iterator[Report]:
    """The reports that are about public affairs with at least this probability, up to a number."""
    for path in paths:
        for report in linimasa.read(path):
            share = public_affairs(report, (report.language or identify(report.text)).partition("-")[0])
            if share is None or share >= affairs:
                yield report
                limit -= 1
            if limit <= 0:
                return


def main() -> None:
    """Prints what was not coded, or which triggers are wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("reports", nargs="*", type=Path)
    parser.add_argument("--gold", nargs=2, metavar=("GOLD", "CODED"))
    parser.add_argument("--shared", type=Path, default=ROOT / ".." / "shared", help="folder with the scorer")
    parser.add_argument("--top", type=int, default=100, help="how many words or triggers to list")
    parser.add_argument("--affairs", type=float, default=0.6, help="least probability of public affairs")
    parser.add_argument("--limit", type=int, default=300, help="how many reports to look at")
    options = parser.parse_args()
    if options.gold:
        triggers, missed = judged(scorer(options.shared), *options.gold)
        print("actors\tspurious\tright\ttrigger")
        for name, tally in sorted(triggers.items(), key=lambda item: item[1]["right"] - item[1].total())[: options.top]:
            print(f"{tally['actors']}\t{tally['spurious']}\t{tally['right']}\t{name}")
        for told, count in missed.most_common(options.top):
            print(f"missed {count}\t{told}")
    if options.reports:
        print("missed\tcoded\tkind\tlemma\tforms\texample")
        found = uncoded(_chosen(options.reports, options.affairs, options.limit))
        for (lemma, kind), entry in sorted(found.items(), key=lambda item: -item[1].missed)[: options.top]:
            forms = " ".join(form for form, _ in entry.forms.most_common(3))
            print(f"{entry.missed}\t{entry.coded}\t{kind}\t{lemma}\t{forms}\t{entry.example}")


if __name__ == "__main__":
    main()
