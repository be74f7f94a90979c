"""What stands between a headline and the article: captions, bylines, dates, the headline again."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linimasa.read.agencies import by_alias
from linimasa.read.byline import begins_with_name, read_byline
from linimasa.read.dateline import Dateline, find_dateline
from linimasa.read.furniture import ends_sentence, find_rule, words
from linimasa.read.published import find_published

if TYPE_CHECKING:
    from linimasa.read.draft import Draft

_LINES = 12
_BYLINE_LONGEST = 160
_CAPTION_LONGEST = 400
_BRACKET = re.compile(r".{8,}[\[(](?P<credit>[^()\[\]]{2,80})[\])]\.?")
_SITE = re.compile(r"[\w-]+(?:\.[\w-]+)+")


def read_head(draft: Draft) -> None:
    """Takes captions, bylines and the headline said again from the lines before the first paragraph."""
    head, dateline = _head(draft.lines)
    again = next((index for index in head if _letters(draft.lines[index]) == _letters(draft.title or "")), None)
    taken: dict[int, str] = {}
    last = max((index for index, line in enumerate(draft.lines) if line and find_rule(line) is None), default=-1)
    for index in head:
        line = draft.lines[index]
        if index == again:
            taken[index] = "repeated headline"
        elif find_rule(line) is not None:
            continue
        elif _read_date(draft, line) or _read_byline(draft, line):
            taken[index] = "byline"
        elif (again is not None and index < again) or (index < last and _is_caption(line, before_dateline=dateline)):
            taken[index] = "caption"
    for index, why in taken.items():
        draft.drop(draft.lines[index], why)
    draft.lines = [line for index, line in enumerate(draft.lines) if index not in taken]


def _head(lines: list[str]) -> tuple[list[int], bool]:
    """The lines that may stand before the article, and whether a dateline ends them; else a long paragraph does."""
    head: list[int] = []
    long = None
    for index, line in enumerate(lines):
        if not line:
            continue
        found = find_dateline(line) if find_rule(line) is None else None
        if found is not None and (long is None or _is_sure(found)):
            return head, True
        if len(head) == _LINES:
            break
        if long is None and len(line) > _BYLINE_LONGEST and ends_sentence(line):
            long = len(head)
        head.append(index)
    return head[:long], False


def _is_sure(found: Dateline) -> bool:
    return bool(found.outlet or found.agency)


def _read_date(draft: Draft, line: str) -> bool:
    """Reads a line of byline and date; False where the line is something else."""
    stamp = find_published(line) if len(line) <= _BYLINE_LONGEST else None
    if stamp is None or ends_sentence(line):
        return False
    byline = read_byline(line)
    if any(len(part.split()) > 3 for part in byline.rest) or len(byline.rest) > 2:
        return False
    draft.published = draft.published or byline.date
    draft.authors = draft.authors or byline.authors
    return True


def _read_byline(draft: Draft, line: str) -> bool:
    """Reads a line that names authors behind a label, or an agency or outlet alone."""
    if _SITE.fullmatch(line) or by_alias(line) is not None or line in draft.authors:
        draft.outlet = draft.outlet or (line if line not in draft.authors else None)
        return True
    if len(line) > _BYLINE_LONGEST or ends_sentence(line) or not begins_with_name(line):
        return False
    byline = read_byline(line)
    if byline.rest:
        return False
    draft.authors = draft.authors or byline.authors
    return True


@cache
def _credit_words() -> re.Pattern[str]:
    joined = "|".join(sorted(map(re.escape, words("caption", "credits")), key=len, reverse=True))
    # "KABAR FOTO/Name", "KABAR/Name": capitals or a word of the list, a slash, a name.
    return re.compile(rf"(?:\b[A-Z]{{2,}}|\b(?i:{joined}))\s?/\s?[A-Z][\w.]+")


@cache
def _openings() -> tuple[str, ...]:
    return tuple(words("caption", "openings"))


def _is_caption(line: str, *, before_dateline: bool) -> bool:
    """Whether a line is the caption of a picture: a photographer or an agency stands behind it.

    Before a dateline any credit in brackets will do; elsewhere it must name an agency or hold a slash. In small
    letters ("(ant)", "(ant/rif)") it is the code that ends an article.
    """
    if len(line) > _CAPTION_LONGEST or not (line[0].isupper() or line[0] in '[“"'):
        return False
    bracket = _BRACKET.fullmatch(line)
    if bracket and bracket["credit"].islower():
        bracket = None
    if before_dateline:
        return bool(
            _credit_words().search(line)
            or line.casefold().startswith(_openings())
            or (bracket and not any(character.isdigit() for character in bracket["credit"]))
        )
    return bracket is not None and (
        "/" in bracket["credit"].strip("0123456789/") or by_alias(bracket["credit"]) is not None
    )


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
