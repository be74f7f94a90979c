"""Measures words, sentences and lemmas against the UD test sets, and the language of the news reports.

    python tools/evaluate_language.py ../shared/data [--errors] [--check]

Words and sentences are cut from raw text: the sentences of a test set, ten to a paragraph, joined by a space;
a sentence that no mark ends (a headline) ends its paragraph, as it does where it was published.
Scores are F1 in percent: a word or a sentence counts where both its ends are right, blanks aside.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from linimasa.language.identify import identify
from linimasa.language.lemma import lemma
from linimasa.language.sentences import sentences
from linimasa.language.tokens import tokens
from linimasa.model import Span

SETS = {
    "id-csui-test": ("id", None),
    "id-gsd-test": ("id", "gsd"),
    "id-pud": ("id", None),
    "en-ewt-test": ("en", None),
}
"""Each set's language and style of cutting; None is the news style. Sentence ends learnt from PUD too."""
SENTENCES_A_PARAGRAPH = 10
MOST_ERRORS = 40
# With --check the scores of words and sentences must not fall below these. GSD holds several sentences in one; its own
# style of cutting finds more of them. EWT parts the halves of names (al - Qaeda, Ki - moon), which are kept whole
# here: names are found better so.
FLOORS = {
    "id-csui-test": (99.3, 97.0),
    "id-gsd-test": (99.1, 94.5),
    "id-pud": (99.4, 99.4),
    "en-ewt-test": (98.0, 97.5),
}
END_MARKS = ".!?…"
CLOSING = " \"”’'»)]"


@dataclass
class Gold:
    """One treebank sentence: its text, spans of its words in it, and form, lemma and part of speech of each."""

    text: str
    words: list[Span] = field(default_factory=list)
    entries: list[tuple[str, str, str]] = field(default_factory=list)


def gold_sentences(path: Path) -> Iterator[Gold]:
    """The sentences of a CoNLL-U file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        blocks = lines.read().strip().split("\n\n")
    for block in blocks:
        rows = block.split("\n")
        text = next(row.removeprefix("# text = ") for row in rows if row.startswith("# text = "))
        gold = Gold(text)
        _fill(gold, [row.split("\t") for row in rows if not row.startswith("#")])
        yield gold


def _fill(gold: Gold, rows: list[list[str]]) -> None:
    """Finds the words in the text; words of one token share it, the last one takes what is left."""
    at, last, token_end = 0, 0, 0
    for number, form, lemma_, upos, *_ in rows:
        if "." in number:
            continue
        if "-" in number:
            last = int(number.split("-")[1])
            start = gold.text.index(form, at)
            at, token_end = start, start + len(form)
            continue
        gold.entries.append((form, lemma_, upos))
        if int(number) <= last:
            end = token_end if int(number) == last else min(at + len(form), token_end)
            start = at
        else:
            start = gold.text.index(form, at)
            end = start + len(form)
        gold.words.append((start, end))
        at = end


def f1(right: int, said: int, true: int) -> float:
    """F1 in percent."""
    return 200 * right / (said + true) if said + true else 0.0


def unblanked(text: str, spans: list[Span]) -> list[Span]:
    """Spans counted in visible characters, so that blanks at their ends do not matter."""
    places = [0]
    for sign in text:
        places.append(places[-1] + (not sign.isspace()))
    return [(places[start], places[end]) for start, end in spans]


def cutting(path: Path, language: str, style: str | None = None, *, errors: bool) -> tuple[float, float]:
    """F1 of words and of sentences of one test set, sentences cut in ``style``."""
    word_counts, sentence_counts = [0, 0, 0], [0, 0, 0]
    wrong_words: Counter[str] = Counter()
    wrong_sentences: list[str] = []
    source = gold_sentences(path)
    while batch := list(islice(source, SENTENCES_A_PARAGRAPH)):
        text, true_words, true_sentences = _paragraph(batch)
        found = sentences(text, language, style)
        said_words = unblanked(text, [token[:2] for span in found for token in tokens(text, language, *span)])
        said_sentences = unblanked(text, found)
        visible = "".join(text.split())
        for counts, said, true in (
            (word_counts, said_words, true_words),
            (sentence_counts, said_sentences, true_sentences),
        ):
            both = set(said) & set(true)
            for place, number in enumerate((len(both), len(said), len(true))):
                counts[place] += number
        wrong_words.update("+" + visible[a:b] for a, b in set(said_words) - set(true_words))
        wrong_words.update("-" + visible[a:b] for a, b in set(true_words) - set(said_words))
        ends = {sign: {end for _, end in spans} for sign, spans in (("+", said_sentences), ("-", true_sentences))}
        wrong_sentences += [
            f"{sign} {visible[max(0, end - 40) : end]} || {visible[end : end + 25]}"
            for sign, other in (("+", "-"), ("-", "+"))
            for end in ends[sign] - ends[other]
        ]
    if errors:
        print("\n".join(sorted(set(wrong_sentences))))
        print(wrong_words.most_common(MOST_ERRORS * 5))
    return f1(*word_counts), f1(*sentence_counts)


def _paragraph(batch: list[Gold]) -> tuple[str, list[Span], list[Span]]:
    """The batch's text on one line, with the true words and sentences in visible characters."""
    text = "".join(gold.text + (" " if gold.text.rstrip(CLOSING)[-1:] in END_MARKS else "\n") for gold in batch)
    words: list[Span] = []
    spans: list[Span] = []
    at = 0
    for gold in batch:
        words += [(at + start, at + end) for start, end in gold.words]
        spans.append((at, at + len(gold.text)))
        at += len(gold.text) + 1
    return text, unblanked(text, words), unblanked(text, spans)


def lemmas(path: Path, language: str, *, errors: bool) -> dict[str, float]:
    """Share of right lemmas, in percent: all words, verbs, nouns."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong: Counter[tuple[str, str, str, str]] = Counter()
    for gold in gold_sentences(path):
        for form, true, upos in gold.entries:
            said = lemma(form, upos, language)
            for group in ("all", upos):
                total[group] += 1
                right[group] += said.lower() == true.lower()
            if said.lower() != true.lower():
                wrong[form.lower(), upos, true, said] += 1
    if errors:
        print(wrong.most_common(MOST_ERRORS * 4))
    return {group: 100 * right[group] / total[group] for group in ("all", "VERB", "NOUN", "ADJ") if total[group]}


def languages(folder: Path) -> Counter[tuple[str, str]]:
    """What language the news reports are in, and what is said of them."""
    seen: Counter[tuple[str, str]] = Counter()
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                report = json.loads(line)
                seen[report["language"], identify(f"{report['title']}\n{report['text']}")] += 1
    return seen


def main() -> None:
    """Prints a line a test set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--errors", action="store_true", help="list what is wrong, too")
    parser.add_argument("--check", action="store_true", help="fail where a score is below its floor")
    parser.add_argument("--only", help="one test set")
    options = parser.parse_args()
    low = []
    for name, (language, style) in SETS.items():
        if options.only not in (None, name):
            continue
        path = options.data / "ud" / f"{name}.conllu.gz"
        words, spans = cutting(path, language, style, errors=options.errors)
        right = lemmas(path, language, errors=options.errors)
        if words < FLOORS[name][0] or spans < FLOORS[name][1]:
            low.append(name)
        said = ", ".join(f"{group} {value:.1f}" for group, value in right.items())
        print(f"{name}: words {words:.2f}, sentences {spans:.2f}; lemmas: {said}")
    if options.check and low:
        sys.exit(f"below the floor: {', '.join(low)}")
    if options.only is None and not options.check:
        print("languages:", dict(languages(options.data / "news")))


if __name__ == "__main__":
    main()
