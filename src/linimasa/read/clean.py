"""Takes what is not the article out of a draft's lines; what is left is its paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from linimasa.model import Credit
from linimasa.read.agencies import by_alias
from linimasa.read.byline import read_byline
from linimasa.read.furniture import Rule, ends_sentence, find_rule, fold, is_headline_like, words
from linimasa.read.paragraphs import join_lines

if TYPE_CHECKING:
    from linimasa.read.draft import Draft

_LINKED_MOST = 3
_HEAD = 6
_CODE = r"[A-Za-z]{2,8}\d?(?:\s*[/,;-]\s*[A-Za-z]{2,8}\d?){0,4}"
_CODE_LINE = re.compile(rf"[\[(]\s*(?:{_CODE}|\*{{1,3}})\s*[\])]\s*\*{{0,3}}|\*{{1,3}}|-{{2,}}")
_NAME_LINE = re.compile(
    r"[\[(]\s*(?P<names>[A-Z][\w'’.-]+(?:\s+[A-Z][\w'’.-]+){1,4}(?:\s*[/,]\s*[A-Z][\w'’. -]+)*)\s*[\])]"
)
_SITE_LINE = re.compile(r"[\[(]\s*[\w-]+(?:\.[\w-]+)+\s*[/|,]\s*[^()\[\]]{3,80}[\])]")
_CODE_TAIL = re.compile(
    rf"(?<=[.!?\"”’])\s*(?P<code>[\[(]\s*(?:{_CODE}|\*{{1,3}}|(?:[A-Z][\w'’.-]+\s?){{1,4}}|[\w.-]+/[^()\[\]]{{2,40}})\s*[\])]\*{{0,3}}|\*{{2,3}})\s*$"
)
_ORIGIN_SITE = re.compile(r"\b(?:[\w-]+\.)+(?:com|co\.id|id|co|net|org|tv|news)\b", re.IGNORECASE)


@cache
def platforms() -> frozenset[str]:
    """Sites that follow-us lines point to and that are no outlets."""
    return words("follow", "platforms")


@dataclass
class Body:
    """What cleaning found: the paragraphs, and what dropped lines tell of authors, outlet and credits."""

    paragraphs: list[str] = field(default_factory=list)
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    credits: list[Credit] = field(default_factory=list)


def clean(draft: Draft, title: str | None) -> Body:
    """The body of a draft without its furniture; every line left out is noted in ``draft.dropped``."""
    body = Body()
    lines = _without_furniture(draft, body, draft.lines, title)
    paragraphs = _without_furniture(draft, body, join_lines(lines), title)
    body.paragraphs = _without_tail(draft, body, [paragraph for paragraph in paragraphs if paragraph])
    return body


def _without_furniture(draft: Draft, body: Body, lines: list[str], title: str | None) -> list[str]:
    kept: list[str] = []
    headline = _letters(title or "")
    index = ended = 0
    while index < len(lines):
        line = lines[index]
        index += 1
        if not line:
            kept.append("")
            continue
        if headline and len(kept) < _HEAD and _letters(line) == headline:
            draft.drop(line, "repeated headline")
            continue
        rule = find_rule(line)
        if rule is not None:
            _note(draft, body, line, rule)
            index = _linked(draft, lines, index, rule, line)
        elif _CODE_LINE.fullmatch(line):
            _note_code(draft, body, line)
            ended = 1
        elif ended and not ends_sentence(line) and len(line) <= 80:
            draft.drop(line, "tags")
        else:
            kept.append(line)
    return kept


def _linked(draft: Draft, lines: list[str], index: int, rule: Rule, line: str) -> int:
    """Drops the headlines that a label standing alone links to; the index of the first line after them."""
    if not rule.linked or not rule.is_label(fold(line)):
        return index
    last = index
    for position in range(index, min(index + _LINKED_MOST + 1, len(lines))):
        candidate = lines[position]
        if not candidate:
            continue
        if find_rule(candidate) is not None or not _is_linked(candidate, line, first=last == index):
            break
        draft.drop(candidate, rule.why)
        last = position + 1
    return last


def _is_linked(candidate: str, label: str, *, first: bool) -> bool:
    if is_headline_like(candidate, least=2):
        return True
    # A label that ends in a colon announces a link, however it is written.
    return first and label.endswith(":") and len(candidate) <= 160 and not ends_sentence(candidate)


def _note(draft: Draft, body: Body, line: str, rule: Rule) -> None:
    draft.drop(line, rule.why)
    if rule.why == "origin":
        site = _ORIGIN_SITE.search(line)
        if site is not None:
            body.outlet = site.group()
            body.credits.append(Credit(name=site.group()))
    elif rule.why == "follow us":
        site = _ORIGIN_SITE.search(line)
        if (
            site is not None
            and draft.outlet is None
            and body.outlet is None
            and site.group().casefold() not in platforms()
        ):
            body.outlet = site.group()
    elif rule.why == "source line":
        body.credits += _source_credit(line)
    elif rule.why == "byline" and not body.authors:
        body.authors = read_byline(line).authors


def _source_credit(line: str) -> list[Credit]:
    name = line.partition(":")[2].strip(" .")
    return [Credit(name=name)] if by_alias(name) or _ORIGIN_SITE.fullmatch(name) else []


def _note_code(draft: Draft, body: Body, line: str) -> None:
    draft.drop(line, "byline code")
    inner = line.strip("[]()* ")
    for part in re.split(r"[/,;]", inner):
        if by_alias(part) is not None:
            body.credits.append(Credit(name=part.strip()))


def _without_tail(draft: Draft, body: Body, paragraphs: list[str]) -> list[str]:
    while paragraphs:
        last = paragraphs[-1]
        rule = find_rule(last, tail=True)
        if rule is not None:
            _note(draft, body, last, rule)
        elif _CODE_LINE.fullmatch(last):
            _note_code(draft, body, last)
        elif (names := _NAME_LINE.fullmatch(last)) or _SITE_LINE.fullmatch(last):
            draft.drop(last, "byline")
            if names and not body.authors:
                body.authors = tuple(name.strip() for name in re.split(r"[/,]", names["names"]))
        else:
            break
        paragraphs.pop()
    if paragraphs and (code := _CODE_TAIL.search(paragraphs[-1])):
        _note_code(draft, body, code["code"])
        paragraphs[-1] = paragraphs[-1][: code.start()].rstrip()
    return paragraphs


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
