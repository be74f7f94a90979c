"""What the reader is trained on: which corpora in which groups, their labels, and the pieces to keep."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import reader_corpora as corpora
from reader_corpora import Example
from reader_encoder import EncoderFile

from linimasa.language.pieces import Pieces
from linimasa.language.reader import LabelSets

HELD_TREES, HELD_NAMES = 30, 50  # sentences left out of each set to follow the training with
NAME_FILES = {
    "idner": ("idner-train", "idner-dev"),
    "nergrit": ("nergrit_ner-grit-train", "nergrit_ner-grit-valid"),
}
LONGEST = 120  # words of a training sentence
# Share of the training steps of each group of corpora.
SHARES = {
    "tree-id": 0.34,
    "tree-en": 0.19,
    "names-id": 0.22,
    "names-en": 0.10,
    "speech-id": 0.09,
    "speech-en": 0.06,
}


@dataclass(slots=True)
class Corpus:
    """Training examples by group, and held-out sentences to follow the training with."""

    groups: dict[str, list[Example]]
    held_out: dict[str, list[Example]]


def load_corpus(data: Path) -> Corpus:
    """Every corpus under `data`; oversampling is by repetition."""
    csui = corpora.treebank(data / "ud/id-csui-train.conllu.gz", "csui", "id", longest=LONGEST)
    gsd = corpora.treebank(data / "ud/id-gsd-dev.conllu.gz", "gsd", "id", longest=LONGEST)
    pud = corpora.treebank(data / "ud/id-pud.conllu.gz", "pud", "id", longest=LONGEST)
    old = corpora.treebank(data / "ud/id-gsd-train-converted.conllu.gz", "gsd-old", "id", longest=LONGEST)
    ewt = corpora.treebank(data / "ud/en-ewt-train.conllu.gz", "ewt", "en", longest=LONGEST)
    ewt_dev = corpora.treebank(data / "ud/en-ewt-dev.conllu.gz", "ewt", "en", longest=LONGEST)
    splitter = corpora.Splitter([*csui, *gsd, *pud])
    names = []
    held_names = {}
    for style, files in NAME_FILES.items():
        paths = [data / f"ner/{file}.txt.gz" for file in files]
        plain = [example for path in paths for example in corpora.names(path, style)]
        split = [example for path in paths for example in corpora.names(path, style, splitter=splitter)]
        held_names[style] = plain[-HELD_NAMES:]
        names += plain[:-HELD_NAMES] + split[:-HELD_NAMES]
    # Made by reader_silver.py, for want of an English set; they share the head of the Indonesian news set.
    names_en = corpora.names(data / "ner/en-silver.txt.gz", "idner", "en")
    quotes_id = corpora.indonesian_quotes(data / "quotes/id-kota414-dev.jsonl.gz", splitter)
    quotes_en = corpora.english_quotes(data / "quotes/en-polnear-dev")
    groups = {
        "tree-id": csui[HELD_TREES:] * 3 + gsd[HELD_TREES:] * 4 + pud * 2 + old,
        "tree-en": [example for example in ewt + ewt_dev[150:] if len(example.words) > 2],
        "names-id": names,
        "names-en": names_en,
        "speech-id": quotes_id[400:],
        "speech-en": quotes_en[300:],
    }
    held_out = {
        "csui": csui[:HELD_TREES],
        "gsd": gsd[:HELD_TREES],
        "ewt": ewt_dev[:150],
        **held_names,
        "quotes-id": quotes_id[:400],
        "quotes-en": quotes_en[:300],
    }
    return Corpus(groups, held_out)


def make_labels(corpus: Corpus) -> LabelSets:
    """The label sets of the training examples."""
    trees = [*corpus.groups["tree-id"], *corpus.groups["tree-en"]]
    features = {}
    for name in corpora.FEATURES:
        values = {f[name] for e in trees for f in e.feats or () if name in f}
        features[name] = ["", *sorted(values)]
    kinds = ("PER", "ORG", "LOC")
    roles = ("cue", "speaker", "role", "affiliation")
    return LabelSets(
        upos=sorted({tag for e in trees for tag in e.upos or ()}),
        features=features,
        deprel=sorted({tag for e in trees for tag in e.deprel or ()}),
        names=_bio(kinds),
        statement=_bio(("statement",)),
        roles=_bio(roles),
        styles=["csui", "gsd", "pud", "gsd-old", "ewt"],
        name_sets=["idner", "nergrit"],
        languages=["id", "en"],
    )


def _bio(kinds: tuple[str, ...]) -> list[str]:
    return ["O", *[f"{mark}-{kind}" for kind in kinds for mark in "BI"]]


def choose_pieces(file: EncoderFile, corpus: Corpus, data: Path) -> Pieces:
    """The pieces of the training texts and of the news, single characters, short Latin pieces."""
    special = {file.begin, file.pad, file.end, file.unknown}
    every = [i for i in range(file.count) if i not in special]
    full = file.pieces(every, list(corpora.CLITICS))
    words = {w for group in corpus.groups.values() for e in group for w in e.words}
    words |= {form for w in words for form in (w.lower(), w.upper(), w.capitalize())}
    words |= set(corpora.news_words(data / "news"))
    used = {piece for word in words for piece in full.cut(word) if piece > Pieces.unknown}
    for i, text in enumerate(full.texts):
        bare = text.strip("\u2581")
        if i > Pieces.unknown and (_is_latin(bare, 4) or _is_character(bare)):
            used.add(i)
    return file.pieces([every[i - 4] for i in sorted(used)], list(corpora.CLITICS))


def _is_latin(text: str, longest: int) -> bool:
    return len(text) <= longest and all(c.isalpha() and c < "\u0250" for c in text)


def _is_character(text: str) -> bool:
    # Chinese characters and Korean syllables would take as much room as all Latin pieces.
    return len(text) <= 1 and not ("\u2e80" <= text[:1] <= "\ud7ff")
