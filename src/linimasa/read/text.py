"""Plain text of one report: headline, caption, headline again, byline and date, dateline, body, what follows it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linimasa.read.agencies import by_alias
from linimasa.read.byline import read_byline
from linimasa.read.characters import split_lines
from linimasa.read.dateline import find_dateline
from linimasa.read.draft import Draft
from linimasa.read.furniture import ends_sentence, find_rule
from linimasa.read.published import find_published

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEAD_LINES = 10
_TITLE_LONGEST = 250
_BYLINE_LONGEST = 160
_CAPTION_CREDIT = re.compile(r"[A-Z“\"].{8,400}[\[(](?P<credit>[^()\[\]]{2,80})[\])]\.?")


def draft_text(text: str, *, where: str) -> Draft:
    """The draft of a plain text file. ``where`` names the input in messages."""
    lines = split_lines(text)
    draft = Draft(where=where, lines=lines)
    filled = [index for index, line in enumerate(lines) if line]
    if not filled:
        return draft
    first = lines[filled[0]]
    if len(filled) > 1 and _is_title(first):
        draft.title = first
        del lines[: filled[0] + 1]
        read_head(draft)
    return draft


def _is_title(line: str) -> bool:
    if len(line) > _TITLE_LONGEST or find_rule(line) is not None or find_dateline(line) is not None:
        return False
    return not line.rstrip("\"'”’)").endswith((".", ",", ";"))


def read_head(draft: Draft) -> None:
    """Takes captions, bylines and the headline said again from the lines before the first paragraph."""
    head = _head(draft.lines)
    again = next((index for index in head if _same(draft.lines[index], draft.title or "")), None)
    taken: set[int] = set()
    for index in head:
        line = draft.lines[index]
        if index == again:
            draft.drop(line, "repeated headline")
        elif _read_date(draft, line):
            draft.drop(line, "byline")
        elif (again is not None and index < again) or (index != head[-1] and _is_caption(line)):
            draft.drop(line, "caption")
        elif draft.published and _is_name(draft, line):
            draft.drop(line, "byline")
        else:
            continue
        taken.add(index)
    draft.lines = [line for index, line in enumerate(draft.lines) if index not in taken]


def _head(lines: Sequence[str]) -> list[int]:
    """The lines that may stand before the article: up to its first long paragraph or its dateline."""
    head: list[int] = []
    for index, line in enumerate(lines):
        if not line:
            continue
        if (
            len(head) == _HEAD_LINES
            or find_dateline(line) is not None
            or (len(line) > _BYLINE_LONGEST and ends_sentence(line))
        ):
            break
        head.append(index)
    return head


def _read_date(draft: Draft, line: str) -> bool:
    """Reads a line of byline and date; False where the line is something else."""
    stamp = find_published(line) if len(line) <= _BYLINE_LONGEST else None
    if stamp is None or find_dateline(line) is not None or ends_sentence(line):
        return False
    byline = read_byline(line)
    if any(len(part.split()) > 3 for part in byline.rest) or len(byline.rest) > 2:
        return False
    draft.published = draft.published or byline.date
    draft.authors = draft.authors or byline.authors
    return True


def _is_caption(line: str) -> bool:
    """Whether a line ends with a photographer or an agency in brackets, as captions do."""
    caption = _CAPTION_CREDIT.fullmatch(line)
    if caption is None or find_dateline(line) is not None:
        return False
    return "/" in caption["credit"].strip("0123456789/") or by_alias(caption["credit"]) is not None


def _is_name(draft: Draft, line: str) -> bool:
    return line in draft.authors


def _same(line: str, title: str) -> bool:
    return _letters(line) == _letters(title)


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
