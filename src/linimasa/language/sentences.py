"""Finds the sentences of a text: spans that begin and end with a visible character, in order, none overlapping.

A newline always parts sentences. A full stop does not where it belongs to an abbreviation, an initial, a number
or a web address, or where the sentence goes on in a small letter (``"Siap!" kata X.`` is one sentence). A closing
quotation mark or bracket belongs to the sentence that it closes; a quotation of several sentences is parted inside.
Where a blank follows the mark, these rules are only heard: the model in `ends` decides.
"""

from __future__ import annotations

import re
from bisect import bisect
from typing import TYPE_CHECKING

from linimasa.language import files
from linimasa.language.abbreviations import Abbreviations
from linimasa.language.ends import NEWS, Ends, Mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from linimasa.model import Span

_CLOSERS = "\"”’'»)\\]"
_OPENERS = "\"`“‘'«(\\["
_BLANK = r"[\s\u200b\ufeff\u200e\u200f\u00ad\u2060]"
# An end mark or several, what closes after it, the gap, and what opens before the next word.
_END = re.compile(rf"(?P<mark>[.!?…]+)(?P<close>[{_CLOSERS}]*)(?P<gap>{_BLANK}*)(?P<open>[{_OPENERS}]*)")
_LAST_WORD = re.compile(r"[^\s\"“”‘«»(\[,;:–—]+\Z")
_NEXT_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_INITIALS = re.compile(r"(?:[A-Z]|[A-Z][a-z]|[^\W\d_](?:\.[^\W\d_]{1,3})+)\Z")
_ENUMERATION = re.compile(r"(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})\Z")
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
# Round brackets that are closed before long: a sentence goes on behind them.
_BRACKET = re.compile(r"\([^()]{0,200}\)")
_LONGEST_QUOTED_LINE = 100_000
_LIST_MARKS = " \t#*•●▪-–\\>"


class Splitter:
    """Splits text of one language (``id`` or ``en``); other languages are split as Indonesian is."""

    def __init__(
        self, language: str, style: str | None = None, decide: Callable[[Mark, str], bool] | None = None
    ) -> None:
        """``style`` is the style of cutting, that of the language's news by default; ``decide`` takes its place."""
        self._language = language if language in files.LANGUAGES else "id"
        self._decide = decide or Ends.of(style or NEWS[self._language])
        self._abbreviations = Abbreviations.of(self._language)
        self._top_level = frozenset(files.toml("data", "web.toml")["top_level"])

    def paragraph(self, text: str, start: int, end: int) -> list[Span]:
        """The sentences of ``text[start:end]``, which holds no newline."""
        line = text[start:end]
        brackets = [match.span() for match in _BRACKET.finditer(line)]
        openings = [opening for opening, _ in brackets]
        found = []
        begin = 0
        for match in _END.finditer(line):
            if match.end() <= begin:
                continue
            bracket = bisect(openings, match.start()) - 1
            inside = bracket >= 0 and match.start() < brackets[bracket][1]
            if inside and match.start("gap") < brackets[bracket][1]:
                continue
            cut = self._cut(line, match, begin, inside=inside)
            if cut is not None:
                found.append((begin, cut))
                begin = cut
        found.append((begin, len(line)))
        return [span for left, right in found if (span := _stripped(text, start + left, start + right))]

    def _cut(self, line: str, match: re.Match[str], begin: int, *, inside: bool) -> int | None:
        """Where the sentence that this end mark may close ends; None where it goes on.

        ``inside`` says whether the mark stands in brackets that close right after it.
        """
        close, gap, opened = match["close"], match["gap"], match["open"]
        end = match.start("gap")
        # A straight quotation mark right after the mark opens the next sentence where none is open.
        glued = not gap and close[-1:] in ('"', "'") and line[end : end + 1].isalpha()
        if glued and not _closing(line, end, close[-1]):
            close, opened, end = close[:-1], close[-1], end - 1
        if match.end() >= len(line):
            return len(line)
        following = _NEXT_WORD.match(line, match.end())
        word = following.group() if following else ""
        before = _LAST_WORD.search(line, max(begin, match.start() - 40), match.start())
        last = before.group() if before else ""
        if not gap:
            return end if not inside and self._ends_glued(match["mark"], close + opened, last, word) else None
        if inside and last in self._abbreviations:
            return None
        first = before is not None and not line[begin : before.start()].strip(_LIST_MARKS)
        ends = not inside and (
            self._ends(match["mark"], close, last, word, first=first)
            or (not word and self._odd_start(line, match.end()))
        )
        mark = Mark(
            line=line, begin=begin, start=match.start(), behind=match.end(), mark=match["mark"], close=close,
            opened=opened, last=last, following=word, first=first, ends=ends,
        )  # fmt: skip
        return end if self._decide(mark, self._language) else None

    @staticmethod
    def _odd_start(line: str, at: int) -> bool:
        """Whether what comes next is no word, but begins a sentence (an emoji, a list mark)."""
        return at < len(line) and (line[at] in "•●▪*#@$€£" or line[at] > "\u25ff")

    def _ends(self, mark: str, close: str, last: str, word: str, *, first: bool) -> bool:
        """Whether a sentence ends at ``mark`` with a space after it, between the words ``last`` and ``word``."""
        if not word or word[0].islower():
            return False
        if mark != "." or close.strip(")]"):
            return True
        known = self._abbreviations
        if last in known.before_name or (first and _ENUMERATION.match(last)):
            return False
        if word[0].isdigit() and last in known.before_number:
            return False
        if last in known.anywhere or (close == "" and _INITIALS.match(last) and last[0].isupper()):
            return word in known.starters
        return True

    def _ends_glued(self, mark: str, between: str, last: str, word: str) -> bool:
        """Whether a sentence ends at ``mark`` with no space after it (``selesai.Kemudian``)."""
        if not word or not word[0].isupper() or len(word) < 2 or word.lower() in self._top_level:
            return False
        if last in self._abbreviations or (word.isupper() and not last[-3:].islower()):
            return False
        if between or mark != ".":
            return mark != "…" or bool(between)
        if "." in last:
            return last.rpartition(".")[2] in self._top_level
        return len(last) > 2 and (last[-1].isalnum() or last[-1] in ')%”"')


def _closing(line: str, end: int, sign: str) -> bool:
    """Whether the straight quotation mark that ends at ``end`` closes what an earlier one opened."""
    return len(line) > _LONGEST_QUOTED_LINE or line.count(sign, 0, end) % 2 == 0


def _stripped(text: str, start: int, end: int) -> Span | None:
    """The span without blanks at its ends; None where nothing is left."""
    while start < end and _blank(text[start]):
        start += 1
    while end > start and _blank(text[end - 1]):
        end -= 1
    return (start, end) if end > start else None


def _blank(sign: str) -> bool:
    return sign.isspace() or sign in "\u200b\ufeff\u200e\u200f\u00ad\u2060"


def paragraphs(text: str) -> Iterator[Span]:
    """The lines of a text that hold more than blanks, as spans without the blanks around them."""
    for match in _LINE.finditer(text):
        span = _stripped(text, *match.span())
        if span:
            yield span


def sentences(text: str, language: str = "id", style: str | None = None) -> list[Span]:
    """The sentences of a text, as spans; ``language`` is ``id`` or ``en``, ``style`` a treebank's way of cutting."""
    splitter = Splitter(language, style)
    return [span for start, end in paragraphs(text) for span in splitter.paragraph(text, start, end)]
