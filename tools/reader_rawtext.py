"""How well raw text is read: sentences and words found by linimasa, then parsed, against a treebank.

A word counts as found when its characters are; its head and relation count when the head is found too. F1, as in the
CoNLL 2018 shared task. Sentences of a treebank are put into paragraphs of ten.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import reader_corpora as corpora

from linimasa.language.reader import Reader
from linimasa.language.sentences import sentences
from linimasa.language.tokens import tokens

IN_PARAGRAPH = 10

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """A word by its characters (counted without blanks), its head's characters, and what is said of it."""

    span: Span
    head: Span | None
    upos: str
    deprel: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, with its gold sentences and words."""

    text: str
    sentences: list[Span]
    rows: list[Row]


def paragraphs(path: Path) -> Iterator[Text]:
    """The treebank in paragraphs of a few sentences."""
    blocks = list(corpora.blocks(corpora.lines(path)))
    for first in range(0, len(blocks), IN_PARAGRAPH):
        parts: list[str] = []
        ends: list[Span] = []
        rows: list[Row] = []
        at = 0
        for block in blocks[first : first + IN_PARAGRAPH]:
            text = next(row[9:] for row in block if row.startswith("# text = "))
            size = len("".join(text.split()))
            rows += _gold(block, at)
            parts.append(text)
            ends.append((at, at + size))
            at += size
        yield Text(" ".join(parts), ends, rows)


def _gold(block: list[str], at: int) -> list[Row]:
    cells = [row.split("\t") for row in block if not row.startswith("#")]
    spans: dict[int, Span] = {}
    surface_end = 0
    for row in cells:
        if "-" in row[0]:
            low, high = map(int, row[0].split("-"))
            forms = [other[1] for other in cells if other[0].isdigit() and low <= int(other[0]) <= high]
            spans.update(zip(range(low, high + 1), _inside(at, row[1], forms), strict=True))
            at += len("".join(row[1].split()))
            surface_end = high
        elif row[0].isdigit() and int(row[0]) > surface_end:
            size = len("".join(row[1].split()))
            spans[int(row[0])] = (at, at + size)
            at += size
    return [Row(spans[int(r[0])], spans.get(int(r[6])), r[3], r[7]) for r in cells if r[0].isdigit()]


def _inside(at: int, surface: str, forms: Sequence[str]) -> list[Span]:
    """Where the words of a contracted token are; all of them are the whole token where they do not add up to it."""
    bare = [corpora.plain_clitic(form) for form in forms]
    if sum(map(len, bare)) != len(surface):
        return [(at, at + len(surface) + i) for i in range(len(forms))]
    spans = []
    for form in bare:
        spans.append((at, at + len(form)))
        at += len(form)
    return spans


def found(reader: Reader, text: str, language: str, style: str) -> tuple[list[Span], list[Row]]:
    """Sentences and words as linimasa finds them, by characters without blanks."""
    bare = [0]
    for sign in text:
        bare.append(bare[-1] + (not sign.isspace()))
    places = sentences(text, language, style)
    cut = [tokens(text, language, start, end) for start, end in places]
    rows = []
    for words, analysis in zip(
        cut, reader.analyse([[w.form for w in words] for words in cut], style=style), strict=True
    ):
        spans = [(bare[word.start], bare[word.end]) for word in words]
        for i, span in enumerate(spans):
            head = analysis.head[i]
            rows.append(Row(span, spans[head] if head >= 0 else None, analysis.upos[i], analysis.deprel[i]))
    return [(bare[start], bare[end]) for start, end in places], rows


def measure(reader: Reader, path: Path, language: str, style: str) -> dict[str, float]:
    """F1 in per cent of sentences, words, tags, heads, and heads with their relation."""
    right = dict.fromkeys(("sentences", "words", "UPOS", "UAS", "LAS"), 0)
    totals = {"sentences": 0, "words": 0}
    for paragraph in paragraphs(path):
        places, rows = found(reader, paragraph.text, language, style)
        by_span = {row.span: row for row in rows}
        totals["sentences"] += len(places) + len(paragraph.sentences)
        totals["words"] += len(rows) + len(paragraph.rows)
        right["sentences"] += len(set(places) & set(paragraph.sentences))
        for gold in paragraph.rows:
            row = by_span.get(gold.span)
            if row is not None:
                right["words"] += 1
                right["UPOS"] += row.upos == gold.upos
                right["UAS"] += row.head == gold.head
                right["LAS"] += row.head == gold.head and row.deprel == gold.deprel
    return {
        name: 200 * count / totals["sentences" if name == "sentences" else "words"] for name, count in right.items()
    }
