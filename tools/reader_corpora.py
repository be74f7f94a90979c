"""The corpora that the reader is trained and measured on, read into one kind of example.

What each corpus does not say of a word is None there, and costs nothing in training. The folder is
laid out as `docs/reader.md` lists it; nothing of these texts is kept in the project.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from random import Random

CLITICS = ("nya", "lah", "kah", "pun", "ku", "mu", "'s", "\u2019s", "n't", "n\u2019t",
           "'re", "'ve", "'ll", "'d", "'m", "\u2019re", "\u2019ve", "\u2019ll", "\u2019m")  # fmt: skip
FEATURES = ("Voice", "Number", "Person", "PronType", "Polarity", "NumType", "Tense", "VerbForm",
            "Mood", "Degree", "Definite", "Clusivity", "Foreign", "Abbr")  # fmt: skip
_NAME_KINDS = {
    "PER": "PER", "ORG": "ORG", "LOC": "LOC",
    "PERSON": "PER", "ORGANISATION": "ORG", "PLACE": "LOC",
}  # fmt: skip
_SAYING = {
    "CUE": "cue", "CUECOREF": "cue", "PERSON": "speaker", "PERSONCOREF": "speaker",
    "ROLE": "role", "AFFILIATION": "affiliation", "STATEMENT": "statement",
    "Cue": "cue", "Source": "speaker", "Content": "statement",
}  # fmt: skip
# Head-only labels of old treebank versions, and slips that occur a handful of times.
_RELATIONS = {"compound:a": "compound", "csubj:outer": "csubj", "nmod:desc": "nmod"}
_ENGLISH_WORD = re.compile(
    r"(?:[A-Z]\.){2,}|\d+(?:[.,]\d+)+|\w+?(?=n['\u2019]t\b)|n['\u2019]t\b|['\u2019](?:s|re|ve|ll|d|m)\b|\w+|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence with whatever its corpus marks; tags are BIO, one a word."""

    words: tuple[str, ...]
    style: str
    language: str
    upos: tuple[str, ...] | None = None
    feats: tuple[dict[str, str], ...] | None = None
    head: tuple[int, ...] | None = None
    deprel: tuple[str, ...] | None = None
    names: tuple[str, ...] | None = None
    statement: tuple[str, ...] | None = None
    roles: tuple[str, ...] | None = None
    weight: float = field(default=1.0, compare=False)


def lines(path: Path) -> list[str]:
    """Lines of a text file, gzipped or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as stream:
        return [line.rstrip("\n") for line in stream]


def plain_clitic(form: str) -> str:
    """A clitic without the hyphen that some treebanks write before it."""
    return form[1:] if form[:1] == "-" and form[1:].lower() in CLITICS else form


def treebank(path: Path, style: str, language: str, *, longest: int = 10_000) -> list[Example]:
    """A CoNLL-U file. Heads become 0-based word indexes, -1 for the root."""
    examples = []
    for rows in blocks(lines(path)):
        cells = [row.split("\t") for row in rows if not row.startswith("#")]
        cells = [row for row in cells if row[0].isdigit()]
        if len(cells) > longest:
            continue
        tagged = any(row[5] != "_" for row in cells)
        upos = tuple(row[3] for row in cells)
        examples.append(
            Example(
                words=tuple(plain_clitic(row[1]) for row in cells),
                style=style,
                language=language,
                upos=upos,
                feats=tuple(_features(row, language) for row in cells) if tagged else None,
                head=tuple(int(row[6]) - 1 for row in cells),
                deprel=tuple(_RELATIONS.get(row[7], row[7]) for row in cells),
            )
        )
    return examples


def _features(row: list[str], language: str) -> dict[str, str]:
    found = dict(part.split("=", 1) for part in row[5].split("|") if "=" in part)
    found = {name: value for name, value in found.items() if name in FEATURES}
    # English treebanks mark only the passive; the Indonesian ones mark both voices.
    if language == "en" and row[3] == "VERB":
        found.setdefault("Voice", "Act")
    return found


def blocks(rows: list[str]) -> Iterator[list[str]]:
    """Runs of lines between empty ones."""
    block: list[str] = []
    for row in [*rows, ""]:
        if row.strip():
            block.append(row)
        elif block:
            yield block
            block = []


def split_forms(examples: list[Example]) -> tuple[set[str], set[str]]:
    """Host words that a clitic -nya was split from, and whole words that end in -nya."""
    hosts: Counter[str] = Counter()
    wholes: Counter[str] = Counter()
    for example in examples:
        words = [word.lower() for word in example.words]
        for before, word in pairwise(words):
            if word == "nya":
                hosts[before] += 1
        wholes.update(word for word in words if word.endswith("nya") and len(word) > 5)
    return set(hosts), {word for word in wholes if wholes[word] >= hosts[word[:-3]]}


class Splitter:
    """Splits running tokens the way the treebanks do: punctuation, and the clitic -nya."""

    def __init__(self, examples: list[Example]) -> None:
        self.hosts, self.wholes = split_forms(examples)

    def clitic(self, token: str) -> list[str]:
        """A token without its clitic, and the clitic; or the token alone."""
        low = token.lower()
        if not low.endswith("nya") or low in self.wholes or len(low) < 6:
            return [token]
        return [token[:-3].rstrip("-"), token[-3:]]

    def indonesian(self, token: str) -> list[str]:
        """The words of a token between spaces."""
        parts = re.findall(r"\w[\w./&@:%-]*\w|\w|[^\w\s]", token)
        return [word for part in parts for word in self.clitic(part)]


def english_words(text: str) -> tuple[str, ...]:
    """English text as words, near enough to the treebank's."""
    return tuple(_ENGLISH_WORD.findall(text))


def names(path: Path, style: str, language: str = "id", splitter: Splitter | None = None) -> list[Example]:
    """A two-column file of names; with `splitter`, clitics become words of their own."""
    examples = []
    for rows in blocks(lines(path)):
        cells = [row.split("\t") if "\t" in row else row.split() for row in rows]
        pairs = [(row[0], row[-1]) for row in cells if len(row) >= 2]
        words: list[str] = []
        tags: list[str] = []
        for word, tag in pairs:
            kind = "" if tag == "O" else _NAME_KINDS[tag[2:]]
            parts = splitter.clitic(word) if splitter else [word]
            words.extend(parts)
            tags.append(f"{tag[0]}-{kind}" if kind else "O")
            tags.extend("O" for _ in parts[1:])
        if words:
            examples.append(Example(tuple(words), style, language, names=tuple(repair(tags))))
    return examples


def repair(tags: list[str]) -> list[str]:
    """The same tags with B- where an I- follows nothing of its kind."""
    fixed: list[str] = []
    for tag in tags:
        before = fixed[-1] if fixed else "O"
        fixed.append("B" + tag[1:] if tag[0] == "I" and before[2:] != tag[2:] else tag)
    return fixed


@dataclass(slots=True)
class _Marked:
    """Running words of a report with the marked spans as (start, end, kind) over words."""

    words: list[str]
    ends: set[int]
    spans: list[tuple[int, int, str]]


def indonesian_quotes(path: Path, splitter: Splitter) -> list[Example]:
    """Indonesian reports with speakers, roles, affiliations, cues and statements."""
    examples: list[Example] = []
    for line in lines(path):
        report = json.loads(line)
        words: list[str] = []
        ends: set[int] = set()
        bounds = []
        for token in report["tokens"]:
            start = len(words)
            words.extend(splitter.indonesian(token))
            bounds.append((start, len(words)))
            stopped = re.search(r"[.?!][\"\u201d\u2019)]*$", token) and not re.match(r"[A-Z][a-z]{0,2}\.$", token)
            if stopped or (token in ('"', "\u201d") and len(words) > 1 and words[-2] in ".?!"):
                ends.add(len(words))
        spans = []
        for span in report["spans"]:
            kind = _SAYING.get(span["label"])
            if kind and span["start"] < span["end"]:
                start, end = bounds[span["start"]][0], bounds[span["end"] - 1][1]
                spans.append((*_trim(words, start, end, kind), kind))
        examples.extend(_sentences(_Marked(words, ends, spans), "quotes-id", "id"))
    return [example for example in examples if not _direct_unmarked(example)]


def _direct_unmarked(example: Example) -> bool:
    """The Indonesian set marks reported speech only: a direct quotation says nothing there."""
    marked = any(tag != "O" for tag in (*(example.statement or ()), *(example.roles or ())))
    return not marked and any(word in '"\u201c\u201d' for word in example.words)


def _trim(words: list[str], start: int, end: int, kind: str) -> tuple[int, int]:
    """A span without the punctuation around it; statements keep what is inside."""
    while start < end - 1 and not any(c.isalnum() for c in words[start]):
        start += 1
    while end - 1 > start and not any(c.isalnum() for c in words[end - 1]):
        end -= 1
    # "Menurutnya" holds cue and speaker; the cue is its first word.
    if kind == "cue" and end - start == 2 and words[start + 1].lower() == "nya":
        end -= 1
    return start, end


def english_quotes(folder: Path) -> list[Example]:
    """English political reports with source, cue and content (text and brat annotations)."""
    examples: list[Example] = []
    for path in sorted((folder / "text").glob("*.txt")):
        found = list((folder / "attributions").glob(f"{path.stem}_*.ann"))
        if not found:
            continue
        text = path.read_text(encoding="utf-8")
        tokens = list(_ENGLISH_WORD.finditer(text))
        words = [token.group() for token in tokens]
        ends = _english_ends(text, tokens)
        spans = []
        for row in found[0].read_text(encoding="utf-8").splitlines():
            match = re.match(r"T\d+\t(\w+) ([\d ;]+)\t", row)
            if match and match[1] in _SAYING:
                for part in match[2].split(";"):
                    low, high = map(int, part.split())
                    inside = [i for i, t in enumerate(tokens) if t.start() < high and t.end() > low]
                    if inside:
                        kind = _SAYING[match[1]]
                        spans.append((*_trim(words, inside[0], inside[-1] + 1, kind), kind))
        examples.extend(_sentences(_Marked(words, ends, spans), "quotes-en", "en"))
    return examples


def _english_ends(text: str, tokens: list[re.Match[str]]) -> set[int]:
    ends = set()
    for i, (token, after) in enumerate(pairwise(tokens)):
        gap = text[token.end() : after.start()]
        if "\n" in gap:
            ends.add(i + 1)
        elif gap and re.match(r"[A-Z\"\u201c]", after.group()):
            before = tokens[i - 1].group() if token.group() in '"\u201d' and i else token.group()
            word = tokens[i - 1].group() if i else ""
            if before in ".?!" and not re.fullmatch(r"[A-Z]|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen", word):
                ends.add(i + 1)
    return ends


def _sentences(marked: _Marked, style: str, language: str) -> Iterator[Example]:
    size = len(marked.words)
    statement = _paint(size, [s for s in marked.spans if s[2] == "statement"])
    roles = _paint(size, [s for s in marked.spans if s[2] != "statement"])
    start = 0
    for end in sorted({*marked.ends, size}):
        if 3 <= end - start <= 120:
            yield Example(
                tuple(marked.words[start:end]),
                style,
                language,
                statement=tuple(repair(statement[start:end])),
                roles=tuple(repair(roles[start:end])),
            )
        start = end


def _paint(size: int, spans: list[tuple[int, int, str]]) -> list[str]:
    """Tags of spans; where spans overlap, a shorter one of another kind is on top."""
    tags = ["O"] * size
    for start, end, kind in sorted(spans, key=lambda s: s[0] - s[1]):
        if kind == "statement" and tags[start] != "O":
            continue
        tags[start:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - start - 1)]
    return repair(tags)


def news_words(folder: Path) -> Counter[str]:
    """How often each token between spaces occurs in the news reports (for the vocabulary)."""
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("*.jsonl.gz")):
        for line in lines(path):
            report = json.loads(line)
            text = f"{report.get('title') or ''} {report.get('text') or ''}"
            counts.update(re.findall(r"\w+|[^\w\s]", text))
    return counts


def varied(example: Example, random: Random) -> Example:
    """Now and then the sentence as a headline would have it: other case, no full stop."""
    chance = random.random()
    words = example.words
    if chance < 0.04:
        words = tuple(word.lower() for word in words)
    elif chance < 0.06:
        words = tuple(word.upper() for word in words)
    elif chance < 0.11:
        words = tuple(word[:1].upper() + word[1:] if word.lower() not in CLITICS else word for word in words)
    example = replace(example, words=words)
    if random.random() < 0.06 and example.head and len(words) > 2:
        last = len(words) - 1
        if words[last] == "." and last not in example.head:
            example = _without_last(example)
    return example


def _without_last(example: Example) -> Example:
    cut = {
        name: value[:-1]
        for name in ("words", "upos", "feats", "head", "deprel", "names", "statement", "roles")
        if (value := getattr(example, name)) is not None
    }
    return replace(example, **cut)
