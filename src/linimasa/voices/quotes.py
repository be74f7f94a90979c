"""Quotations: the stretches of a text between quotation marks, of whatever kind and however balanced."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linimasa.model import Span

_OPENERS = {"“": '"', "„": '"', "«": "«", "‘": "'", "‹": "«"}
_CLOSERS = {"”": '"', "»": "«", "’": "'", "›": "«"}
_EITHER = {'"': '"', "'": "'", "″": '"', "`": "'"}
_MARK = re.compile(r"''|``|[“”„«»‹›\"″'‘’`]")
_PARAGRAPH = re.compile(r"[^\n]+")
_SPEECH_END = ".,?!…"
_SHORTEST_SPEECH = 4  # words; shorter ones without an end mark are titles and irony


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between marks: `span` with the marks, `inner` without them and without the space beside them.

    `continued` tells that no closing mark stands at the end of its paragraph because the next
    paragraph opens the same quotation again.
    """

    span: Span
    inner: Span
    single: bool = False
    continued: bool = False


def find_quotations(text: str) -> list[Quotation]:
    """The outermost quotations of `text` in order, each within one paragraph; never overlapping.

    A mark that has no partner in its paragraph is passed over.
    """
    paragraphs = list(_PARAGRAPH.finditer(text))
    found: list[Quotation] = []
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        pairs, left_open = _pairs(text, paragraph.start(), paragraph.end())
        if left_open is not None and following is not None and _reopens(text, left_open, following.start()):
            pairs.append((left_open, paragraph.end(), '"', True))
        found.extend(_outermost(text, pairs))
    return found


def _pairs(text: str, start: int, end: int) -> tuple[list[tuple[int, int, str, bool]], int | None]:
    """Matched marks as (start, end, family, continued), and where a double mark was left open."""
    pairs: list[tuple[int, int, str, bool]] = []
    stack: list[tuple[str, int]] = []
    marks = _marks(text, start, end)
    one_missing = sum(family == '"' for _, family, _ in marks) % 2 == 1
    for sign, family, at in marks:
        after = at + len(sign)
        depth = next((i for i in range(len(stack) - 1, -1, -1) if stack[i][0] == family), None)
        before_open = at == start or text[at - 1].isspace() or text[at - 1] in "([{-–—/:,“\"'‘"
        before_close = after >= end or not text[after].isalnum()
        opens = before_open and not before_close and not _closes_loosely(text, at, after, start)
        if depth is None:
            if sign not in _CLOSERS or opens:
                stack.append((family, at))
        elif opens and sign not in _CLOSERS:
            if one_missing:
                del stack[depth:]  # the mark before it was never closed
            stack.append((family, at))
        else:
            pairs.append((stack[depth][1], after, family, False))
            del stack[depth:]
    left = next((at for family, at in stack if family == '"'), None)
    return pairs, left


def _closes_loosely(text: str, at: int, after: int, start: int) -> bool:
    """Whether the mark closes although a space stands on its wrong side: `kita, "ujarnya`."""
    return text[start:at].rstrip()[-1:] in (",", "?", "!", ".") and text[after].islower()


def _marks(text: str, start: int, end: int) -> list[tuple[str, str, int]]:
    """The quotation marks of a paragraph that are no apostrophes, as (sign, family, place)."""
    found = []
    for mark in _MARK.finditer(text, start, end):
        sign, at = mark[0], mark.start()
        if len(sign) == 1 and _is_apostrophe(text, at, start, end):
            continue
        family = '"' if len(sign) == 2 else _OPENERS.get(sign) or _CLOSERS.get(sign) or _EITHER[sign]
        found.append((sign, family, at))
    return found


def _is_apostrophe(text: str, at: int, start: int, end: int) -> bool:
    """Whether a single mark at `at` is part of a word: don't, Ja'far, '98, the players' vote."""
    if text[at] not in "'’‘`":
        return False
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if before.isalnum() and after.isalnum():
        return True
    if after.isdigit() and not before.isalnum():
        return not _has_closer(text, at, end)
    if text[at] == "‘" or (not before.isalnum() and before not in ".,?!…)"):
        return not _has_closer(text, at, end)
    return False


def _has_closer(text: str, at: int, end: int) -> bool:
    """Whether a later single mark of the paragraph could close one opened at `at`."""
    for mark in re.finditer(r"['’`]", text[at + 1 : end]):
        where = at + 1 + mark.start()
        before, after = text[where - 1], text[where + 1] if where + 1 < end else " "
        if not before.isspace() and not after.isalnum():
            return True
    return False


def _reopens(text: str, opened: int, at: int) -> bool:
    """Whether a paragraph beginning at `at` opens again with the mark that stands at `opened`."""
    family = _OPENERS.get(text[opened]) or _EITHER.get(text[opened])
    return family is not None and family == (_OPENERS.get(text[at]) or _EITHER.get(text[at]))


def _outermost(text: str, pairs: list[tuple[int, int, str, bool]]) -> list[Quotation]:
    outer: list[Quotation] = []
    for start, end, family, continued in sorted(pairs, key=lambda pair: (pair[0], -pair[1])):
        if outer and start < outer[-1].span[1]:
            continue
        width = 2 if text[start : start + 2] in ("''", "``") else 1
        left, right = start + width, end if continued else end - width
        while left < right and text[left].isspace():
            left += 1
        while right > left and text[right - 1].isspace():
            right -= 1
        if left < right:
            outer.append(Quotation((start, end), (left, right), single=family == "'", continued=continued))
    return outer


def is_speech(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is somebody's speech that stands on its own, not words quoted inside a clause."""
    left, right = quotation.inner
    words = len(text[left:right].split())
    ended = text[right - 1] in _SPEECH_END
    at = quotation.span[0] - 1
    while at >= 0 and text[at] in " \t\xa0":
        at -= 1
    if at < 0 or text[at] in '\n.?!…:;”"»’)]–—':
        return ended or quotation.continued or words >= _SHORTEST_SPEECH
    return text[at] == "," and (ended or words >= _SHORTEST_SPEECH)
