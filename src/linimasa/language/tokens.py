"""Cuts text into syntactic words as the UD treebanks do, with offsets into the text.

A word's form is what the text has between its offsets. Clitics are words of their own (``negara`` ``nya``,
``do`` ``n't``), hyphens between two names or numbers too; reduplications (``mobil-mobil``), numbers
(``11.000``, ``12/7/2025``), web addresses and abbreviations (``Dr.``) are one word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from linimasa.language import files, vocabulary
from linimasa.language.abbreviations import Abbreviations
from linimasa.language.glue import Gluing

_LETTER = r"[^\W\d_]"
_APOSTROPHE = "'’‘`ʼ"
_HYPHEN = "\\-\u2010\u2011"
# Marks that join what they stand in (accents, soft hyphens, joiners); they belong to the word around them.
_JOINING = r"[\u0300-\u036f\u00ad\u200c\u200d\u2060]"
_PICTURE = r"[\u2600-\u27bf\u2b00-\u2bff\U0001F000-\U0001FAFF]"
_EMOJI = rf"(?:[\U0001F1E6-\U0001F1FF]{{2}}|{_PICTURE}(?:[\ufe0f\u200d\U0001F3FB-\U0001F3FF]+{_PICTURE}?)*)"
_CACHE_WORDS = 200_000
# Longer strings without a space are no words, and are left whole.
_LONGEST_WORD = 200
_SHORT_NAME = 3
# Reports that use a word: too few to believe that it is one word, and enough to believe that it is a word.
_RARE = 20
_COMMON = 20


class Token(NamedTuple):
    """A word: ``text[start:end]`` is its form."""

    start: int
    end: int
    form: str


@dataclass(frozen=True, slots=True)
class _Rules:
    enclitics: tuple[str, ...]
    free_enclitics: frozenset[str]
    shortest_host: int
    contractions: tuple[str, ...]
    whole: tuple[str, ...]
    hyphen_prefixes: frozenset[str]
    hyphen_suffixes: frozenset[str]
    hyphen_joints: frozenset[str]
    lower_hyphens_whole: bool
    compound_endings: tuple[str, ...]

    @classmethod
    @cache
    def of(cls, language: str) -> _Rules:
        stored = files.toml(f"language/{language}", "tokens.toml")
        return cls(
            enclitics=tuple(stored["enclitics"]),
            free_enclitics=frozenset(stored["free_enclitics"]),
            shortest_host=stored["shortest_host"],
            contractions=tuple(stored["contractions"]),
            whole=tuple(stored["whole"]),
            hyphen_prefixes=frozenset(stored["hyphen_prefixes"]),
            hyphen_suffixes=frozenset(stored["hyphen_suffixes"]),
            hyphen_joints=frozenset(stored["hyphen_joints"]),
            lower_hyphens_whole=stored["lower_hyphens_whole"],
            compound_endings=tuple(stored["compound_endings"]),
        )


class Tokenizer:
    """Cuts text of one language (``id`` or ``en``) into words; safe to share between threads."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._rules = _Rules.of(language)
        self._abbreviations = Abbreviations.of(language)
        self._gluing = Gluing.of(language)
        listed = {row["form"]: int(row["host"]) for row in files.table(f"language/{language}", "clitics.tsv")}
        self._listed = listed | dict.fromkeys(self._rules.whole, 0)
        self._pattern = _pattern(self._abbreviations)
        self._cuts: dict[str, tuple[int, ...]] = {}

    @classmethod
    @cache
    def of(cls, language: str) -> Tokenizer:
        """The shared tokenizer of ``id`` or ``en``; other languages are cut as Indonesian is."""
        return cls(language if language in files.LANGUAGES else "id")

    def __call__(self, text: str, start: int = 0, end: int | None = None) -> list[Token]:
        """The words of ``text[start:end]``, in order, offsets into ``text``."""
        stop = len(text) if end is None else end
        found = []
        for match in self._pattern.finditer(text, start, stop):
            form = match[0]
            first = match.start()
            at = 0
            for cut in self._cuts_of(match.lastgroup, form):
                found.append(Token(first + at, first + cut, form[at:cut]))
                at = cut
            found.append(Token(first + at, match.end(), form[at:] if at else form))
        return found

    def _cuts_of(self, kind: str | None, form: str) -> tuple[int, ...]:
        if kind in ("word", "plain"):
            return self.cuts(form)
        if kind == "web":
            glued = self._gluing.beginning(form)
            return (glued,) if glued else ()
        return ()

    def cuts(self, form: str) -> tuple[int, ...]:
        """Where a string without spaces is cut into words, as offsets into it."""
        if len(form) > _LONGEST_WORD:
            return ()
        found = self._cuts.get(form)
        if found is None:
            found = tuple(sorted(self._find_cuts(form)))
            if len(self._cuts) < _CACHE_WORDS:
                self._cuts[form] = found
        return found

    def _find_cuts(self, form: str) -> set[int]:
        found: set[int] = set()
        for start, end in self._hyphen_pieces(form):
            found.update((start, end))
            piece = form[start:end]
            bounds = [0, *self._gluing.cuts(piece), len(piece)]
            for left, right in pairwise(bounds):
                found.add(start + left)
                host = self._host(piece[left:right])
                if host:
                    found.add(start + left + host)
        return found - {0, len(form)}

    def _hyphen_pieces(self, form: str) -> list[tuple[int, int]]:
        """The pieces of a word, hyphens apart where they join two words; the word as one piece where not."""
        pieces: list[tuple[int, int]] = []
        start = 0
        for match in re.finditer(f"[{_HYPHEN}]", form):
            at = match.start()
            following = re.search(f"[{_HYPHEN}]", form[at + 1 :])
            right = form[at + 1 : at + 1 + following.start()] if following else form[at + 1 :]
            if not self._one_word(form[start:at], right):
                pieces += [(start, at), (at, at + 1)]
                start = at + 1
        pieces.append((start, len(form)))
        return pieces

    def _one_word(self, left: str, right: str) -> bool:
        """Whether a hyphen stands inside one word."""
        rules = self._rules
        if not left or not right:
            return True
        last = re.split(f"[{_HYPHEN}]", left)[-1]
        prefixed = last.lower() in rules.hyphen_prefixes and not (last.isupper() and len(last) > 1)
        if prefixed or right.lower() in rules.hyphen_suffixes or {last, right} & rules.hyphen_joints:
            return True
        if right.lower() in rules.enclitics or (last.isdigit() and right.isdigit()):
            return False
        if any(c.isdigit() for c in last + right):
            if last[-1].isdigit() and len(right) > 2 and right.isalpha():
                return False
            return len(last) <= 5 or len(right) <= 2
        return self._same_word(last, right)

    def _same_word(self, left: str, right: str) -> bool:
        """Whether two halves of letters are one word: a reduplication, or the halves of a given name."""
        if len(left) == 1 or len(right) == 1:
            return True
        if _stem(left) == _stem(right):
            return True
        rules = self._rules
        if rules.lower_hyphens_whole:
            return right.islower() and (left.islower() or not left.isupper())
        if not left[0].isupper() or right.lower().endswith(rules.compound_endings):
            return False
        # Halves of one name (Jong-un, Jean-Claude); two names side by side are both known by themselves.
        given = len(right) <= _SHORT_NAME and right.islower() and not left.isupper()
        return given or not (self._known_name(left) and self._known_name(right))

    def _known_name(self, part: str) -> bool:
        return vocabulary.commonness(part, self.language) > 1

    def _host(self, form: str) -> int:
        """Letters of the word before its clitic; 0 where it has none."""
        lower = form.lower().replace("’", "'").replace("‘", "'").replace("`", "'")
        listed = self._listed.get(lower)
        if listed is not None:
            return listed
        if self._listed.get(lower.rpartition("-")[2]) == 0:
            return 0
        for ending in self._rules.contractions:
            if lower.endswith(ending) and len(lower) > len(ending):
                return len(lower) - len(ending)
        for clitic in self._rules.enclitics:
            if lower.endswith(clitic) and len(lower) - len(clitic) >= self._rules.shortest_host:
                return self._before(form, lower, clitic)
        return 0

    def _before(self, form: str, lower: str, clitic: str) -> int:
        host = len(form) - len(clitic)
        alone = vocabulary.commonness(form[:host], self.language)
        whole = vocabulary.reports_with(self.language).get(lower, 0)
        if clitic in self._rules.free_enclitics:
            known = alone > 0 or form.islower()
            return host if known and host > 2 and whole <= max(4 * alone, _RARE) else 0
        return host if alone >= _COMMON and host > 3 and whole * 5 < alone else 0


def _stem(part: str) -> str:
    """A reduplicated half without prefix and clitic, roughly: its middle."""
    return part.lower()[:4]


def _pattern(abbreviations: Abbreviations) -> re.Pattern[str]:
    web = files.toml("data", "web.toml")
    top = "|".join(web["top_level"])
    money = "|".join(re.escape(sign) for sign in sorted(web["currency"], key=len, reverse=True))
    shortened = abbreviations.before_name | abbreviations.before_number | abbreviations.anywhere
    listed = "|".join(re.escape(form) for form in sorted(shortened, key=len, reverse=True))
    dotted = "|".join(re.escape(form) for form in sorted(shortened, key=len, reverse=True) if "." in form)
    letters = rf"(?:{_LETTER}|{_JOINING}|\d)"
    number = r"\d+(?:[.,:]\d+)*"
    kinds = {
        # Most words: nothing else begins with small letters and ends before a comma, or a blank and a letter.
        "plain": r"[a-z]+(?=,| [A-Za-z])",
        "web": rf"(?:https?://|www\.)[^\s<>\"”’]*[\w/]|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
        rf"|(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:(?i:{top})(?!\w)|com(?=[a-z]{{3}}))(?:/[\w./?=&%-]*[\w/])?|[@#](?=\w)\w+",
        "date": r"(?<![\d/])\d{1,2}/\d{1,2}/\d{2,4}(?![\d/])|(?<![\d-])\d{1,2}-\d{1,2}-\d{4}(?![\d-])"
        r"|(?<![\d-])\d{3,4}(?:-\d{3,4})?-\d{4}(?![\d-])"
        r"|(?<![\d/])\d{1,4}/\d{1,4}(?![\d]|[/.,]\d)|\b[IVX]+/\d{4}\b|\b\d+/[A-Z][\w.]*(?:/[\w.]+)*",
        "money": rf"(?<![\w])(?:{money})(?=\s?\.?\d)",
        "short": rf"(?<![\w.])(?:(?:{listed})\.(?!\w)|{_LETTER}\.(?:{_LETTER}{{1,3}}\.)+|(?:{dotted})(?!\w)"
        rf"|[A-Z]\.(?=\s*[A-Z]))",
        "number": rf"(?<!\w)(?:(?<!\S)[-+−])?{number}(?![\w{_HYPHEN}]|[.,:]\d|['’]s\b)|(?<!\w){number}(?=[{_HYPHEN}]\d)"
        rf"|(?<!\w)\d+(?:[.,]\d+)+(?={_LETTER})",
        "word": rf"{letters}+(?:(?<=\d)[.,:]\d+)*(?:[{_APOSTROPHE}&{_HYPHEN}]{letters}+(?:(?<=\d)[.,:]\d+)*)*",
        "emoji": _EMOJI,
        "run": r"\.{2,}|-{2,}|(?P<mark>[!?])(?P=mark)+|[=*_~]{2,}",
    }
    body = "|".join(f"(?P<{name}>{pattern})" for name, pattern in kinds.items())
    # What is skipped between words: spaces, controls, zero-width marks.
    other = r"(?P<other>[^\s\u200b-\u200f\ufeff\u202a-\u202e\u2060\u2066-\u2069\u00ad\x00-\x1f\x7f-\x9f])"
    return re.compile(f"{body}|{other}")


def tokens(text: str, language: str = "id", start: int = 0, end: int | None = None) -> list[Token]:
    """The words of ``text[start:end]`` with offsets into ``text``; ``language`` is ``id`` or ``en``."""
    return Tokenizer.of(language)(text, start, end)
