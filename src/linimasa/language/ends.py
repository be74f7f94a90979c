"""Whether a sentence ends at an end mark with a blank after it: a small learnt model that knows what the rules say.

A linear model over what stands around the mark, one for each style of cutting: news (``csui`` for Indonesian, ``ewt``
for English) or that of a treebank (``gsd``). Trained by `tools/train_sentence_ends.py` from Universal Dependencies;
what it weighs most is the answer of the rules in `sentences`, which it overrules where the treebanks show why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from linimasa.errors import DataError
from linimasa.language import files, vocabulary
from linimasa.language.abbreviations import Abbreviations

NEWS = {"id": "csui", "en": "ewt"}
"""The style of each language's news."""
CONSTANT = "*"
_SAME = re.compile(r"(.)\1+")
_END = re.compile(r"[.!?…]")
_LOWER, _UPPER, _DIGIT = re.compile(r"[a-z]"), re.compile(r"[A-Z]"), re.compile(r"\d")
_LONGEST_SHAPE = 8
_LONGEST_WORD = 7
# How far a sentence is looked at before and behind its mark, in characters.
_BEFORE, _BEHIND = 120, 80


@dataclass(frozen=True, slots=True)
class Mark:
    """An end mark with a blank after it: ``line[begin:start]`` stands before it, ``line[behind:]`` follows.

    ``mark``, ``close`` and ``opened`` are its characters, those that close after it, and those that open before the
    next word; ``last`` and ``following`` the words around it ("" for none); ``first`` whether ``last`` begins its
    sentence; ``ends`` what the rules say.
    """

    line: str
    begin: int
    start: int
    behind: int
    mark: str
    close: str
    opened: str
    last: str
    following: str
    first: bool
    ends: bool


def features(found: Mark, language: str) -> list[str]:
    """What the model knows of a mark, one string a feature."""
    last, following = found.last, found.following[:40]
    rule = "+" if found.ends else "-"
    kind = found.mark if len(found.mark) == 1 else ".." if set(found.mark) == {"."} else "!?"
    close, opened = found.close[:3], found.opened[:3]
    case = _case(following)
    last_shape = shape(last)
    next_shape = shape(following) or found.line[found.behind : found.behind + 1]
    sized = f"{last_shape}{min(len(last), _LONGEST_WORD)}"
    known = Abbreviations.of(language)
    listed = "n" if last in known.before_name else "#" if last in known.before_number else ""
    listed = listed or ("a" if last in known.anywhere else "-")
    next_common = _bucket(vocabulary.commonness(following.lower(), language))
    words = _few(len(found.line[max(found.begin, found.start - _BEFORE) : found.start].split()), (2, 4, 8))
    behind = _END.split(found.line[found.behind : found.behind + _BEHIND], maxsplit=1)[0]
    return [
        f"rule={rule}",
        f"mark={kind}",
        f"close={close}",
        f"opened={opened}",
        f"mark+close={kind}{close}{case}{rule}",
        f"last.shape={last_shape}",
        f"next.shape={next_shape}",
        f"last.shape+next={last_shape}+{case}",
        f"last.size={sized}",
        f"last.size+next={sized}+{case}{rule}",
        f"abbreviation={listed}{case}{rule}",
        f"abbreviation+next={listed}{next_common}{following in known.starters:d}",
        f"last.common={last_shape[:2]}{_bucket(vocabulary.commonness(last.lower(), language))}",
        f"next.common={case}{next_common}",
        f"next.common+rule={case}{next_common}{rule}{kind}",
        f"last={last.lower()}",
        f"next={following}",
        f"first={found.first:d}{last_shape}",
        f"words={words}{case}",
        f"behind={_few(len(behind.split()), (2, 4))}{case}",
        f"opened+mark={kind}{opened}{close}{case}",
    ]


class Ends:
    """The model of one style; safe to share between threads."""

    def __init__(self, style: str) -> None:
        """Raises DataError where there is no such style."""
        rows = files.table("data/reader", "sentence_ends.tsv")
        if style not in rows[0]:
            raise DataError(f"data/reader/sentence_ends.tsv: no style {style!r}; install linimasa again")
        self._weights = {row["feature"]: float(row[style]) for row in rows if row[style]}

    @classmethod
    @cache
    def of(cls, style: str) -> Ends:
        """The shared model of ``style``."""
        return cls(style)

    def __call__(self, found: Mark, language: str) -> bool:
        """Whether the sentence ends there."""
        weights = self._weights
        return weights[CONSTANT] + sum(weights.get(name, 0.0) for name in features(found, language)) > 0


@lru_cache(maxsize=20_000)
def shape(word: str) -> str:
    """``Xx`` for a word with a capital, ``X.X`` for ``U.S``, ``9`` for a number: runs of one kind as one sign."""
    signs = _UPPER.sub("X", _LOWER.sub("x", _DIGIT.sub("9", word)))
    return _SAME.sub(r"\1", signs)[:_LONGEST_SHAPE]


def _case(word: str) -> str:
    """Small letter, capital, digit, or other."""
    sign = word[:1]
    return "s" if sign.islower() else "C" if sign.isupper() else "d" if sign.isdigit() else "o"


def _bucket(count: int) -> int:
    """How common: 0 for unknown, else the number of digits."""
    return len(str(count)) if count else 0


def _few(count: int, bounds: tuple[int, ...]) -> int:
    """How many of the bounds are reached."""
    return sum(count >= bound for bound in bounds)
