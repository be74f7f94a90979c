"""Builds ``src/linimasa/data/vocabulary.{id,en}.tsv``: words of news, with the number of texts that use them.

    python tools/build_vocabulary.py ../shared/data [FOLDER]

Counts words over the reports of ``news/`` and the sentences of the treebanks' training parts in ``ud/``.
Words that are two words glued together are found by the words that they hold, and left out.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from linimasa.language.glue import Gluing

WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
INNER_CAPITAL = re.compile(r"[^\W\d_A-Z][A-Z]")
FEWEST = {"id": 4, "en": 2}
# From this many texts on a word is believed though two common words would make it up.
BELIEVED = 12
# The same where neither of the two is one that often stands at such a joint (yang, dan).
BELIEVED_PAIR = 6
TREEBANKS = {
    "id": ("id-csui-train", "id-gsd-dev", "id-gsd-train-converted", "id-pud"),
    "en": ("en-ewt-train", "en-ewt-dev"),
}
HEADER = """\
# Words of {language} news and the number of texts that use them: lower case, but for words only seen with a capital.
# Counted over {texts} texts (news reports of 2019 and 2025; sentences of UD treebanks) by tools/build_vocabulary.py.
# Licence: CC BY-SA 4.0 (from UD treebanks); the counts are facts about the reports.
form\treports
"""


def texts(data: Path, language: str) -> Iterator[str]:
    """The texts to count words of: news reports, then treebank sentences."""
    for path in sorted((data / "news").glob(f"{language}-*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                report = json.loads(line)
                yield f"{report['title']}\n{report['text']}"
    for name in TREEBANKS[language]:
        with gzip.open(data / "ud" / f"{name}.conllu.gz", "rt", encoding="utf-8") as lines:
            yield from (line.removeprefix("# text = ") for line in lines if line.startswith("# text = "))


def count(data: Path, language: str) -> tuple[int, dict[str, int]]:
    """Number of texts, and words with the texts that use them; a word stays capital where that is usual."""
    total, seen = 0, Counter[str]()
    for text in texts(data, language):
        total += 1
        seen.update(set(WORD.findall(text)))
    counts: dict[str, int] = {}
    for form, number in seen.items():
        if INNER_CAPITAL.search(form) or number < FEWEST[language]:
            continue
        lower = form.lower()
        usual = form if number > 5 * seen[lower] else lower
        counts[usual] = counts.get(usual, 0) + number
    return total, counts


def without_glued(counts: dict[str, int], language: str) -> dict[str, int]:
    """The words that are no two words glued together."""
    kept = dict(counts)
    gluing = Gluing.with_counts(language, kept)
    for form in sorted(form for form, number in counts.items() if number < BELIEVED):
        number = kept.pop(form)
        cuts = (0, *gluing.cuts(form), len(form))
        parts = {form[start:end].lower() for start, end in pairwise(cuts)}
        if len(parts) == 1 or (number >= BELIEVED_PAIR and not parts & gluing.joints):
            kept[form] = number
    return kept


def main() -> None:
    """Writes both vocabularies."""
    data = Path(sys.argv[1])
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).parents[1] / "src" / "linimasa" / "data"
    for language in TREEBANKS:
        total, counts = count(data, language)
        counts = without_glued(counts, language)
        rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
        body = "".join(f"{form}\t{number}\n" for form, number in rows)
        header = HEADER.format(language={"id": "Indonesian", "en": "English"}[language], texts=total)
        (out / f"vocabulary.{language}.tsv").write_text(header + body, encoding="utf-8")


if __name__ == "__main__":
    main()
