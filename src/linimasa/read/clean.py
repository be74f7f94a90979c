"""Takes what is not the article out of a draft's lines; what is left is its paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linimasa.read.agencies import by_alias
from linimasa.read.furniture import Rule, ends_sentence, find_rule, fold, is_headline_like
from linimasa.read.inline import cut_inline, cut_tail_bracket, cut_tail_sentence
from linimasa.read.notes import Notes
from linimasa.read.paragraphs import continues, join_lines, join_wrapped
from linimasa.read.repeats import drop_repeats
from linimasa.read.strays import drop_strays

if TYPE_CHECKING:
    from linimasa.read.draft import Draft

_LINKED_MOST = 3
_AFTER_ORIGIN = 4
_CONTENTS_MOST = 30
_HEAD = 6
_TAG_LONGEST = 80
_TAG = re.compile(r"#?[a-z][a-z\d -]{1,40}")
_CODE = r"[A-Za-z]{2,8}\d?(?:\s*[/,;-]\s*[A-Za-z]{1,8}\d?){0,4}"
_CODE_LINE = re.compile(rf"[\[(]\s*(?:{_CODE}|\*{{1,3}})\s*[\])]\s*\*{{0,3}}|\*{{1,3}}|-{{2,}}")
_NAME_LINE = re.compile(r"[\[(]\s*[A-Z][\w'’.-]+(?:\s+[A-Z][\w'’.-]*){1,5}(?:\s*[/,]\s*[A-Z][\w'’. -]+)*\s*[\])]")
_SITE_LINE = re.compile(r"[\[(]\s*[\w-]+(?:\.[\w-]+)+\s*[/|,]\s*[^()\[\]]{2,80}[\])]")
_CODE_TAIL = re.compile(
    r"(?<=[.!?\"”’])\s*(?P<code>[\[(]\s*"
    rf"(?:{_CODE}|\*{{1,3}}|(?:[A-Z][\w'’.-]+\s?){{1,4}}|[\w.-]+/[^()\[\]]{{2,40}})"
    r"\s*[\])]\*{0,3}|\*{2,3})\s*$"
)


def clean(draft: Draft, title: str | None) -> tuple[list[str], Notes]:
    """The paragraphs of a draft without its furniture, and what the furniture tells.

    Every line left out is noted in ``draft.dropped``.
    """
    notes = Notes(draft)
    lines = _without_furniture(notes, join_wrapped(draft.lines), title)
    paragraphs = _without_furniture(notes, join_lines(lines), title)
    parts = [part for paragraph in paragraphs if paragraph for part in cut_inline(notes, paragraph)]
    parts = [cut_tail_sentence(notes, part, anywhere=True) or part for part in parts]
    return drop_strays(notes, _without_tail(notes, drop_repeats(notes, parts)), title), notes


def is_end_mark(line: str) -> bool:
    """Whether a line is a code or a name in brackets, or an agency's name, as it ends a report."""
    marks = (_CODE_LINE, _NAME_LINE, _SITE_LINE)
    return any(pattern.fullmatch(line) for pattern in marks) or by_alias(line.strip("()[] .")) is not None


def _without_furniture(notes: Notes, lines: list[str], title: str | None) -> list[str]:
    kept: list[str] = []
    headline = _letters(title or "")
    index, ended = 0, False
    while index < len(lines):
        line = lines[index]
        index += 1
        if not line:
            kept.append("")
            continue
        rule = find_rule(line)
        if headline and len(kept) < _HEAD and _repeats(line, headline):
            notes.drop(line, "repeated headline")
        elif rule is not None:
            notes.drop(line, rule.why)
            index = _follow(notes, lines, index, rule)
        elif _CODE_LINE.fullmatch(line):
            notes.drop(line, "byline code")
            ended = True
        elif ended and not ends_sentence(line) and len(line) <= _TAG_LONGEST:
            notes.drop(line, "tags")
        else:
            kept.append(line)
    return kept if ended else _without_tags(notes, kept)


def _without_tags(notes: Notes, lines: list[str]) -> list[str]:
    """The lines without tags at their end: short, all in small letters, after something that ends."""
    last = len(lines)
    while last and (not lines[last - 1] or _TAG.fullmatch(lines[last - 1])):
        last -= 1
    tags = [line for line in lines[last:] if line]
    if not tags or not last or not ends_sentence(lines[last - 1]):
        return lines
    for tag in tags:
        notes.drop(tag, "tags")
    return lines[:last]


def _follow(notes: Notes, lines: list[str], index: int, rule: Rule) -> int:
    """Drops the lines that belong to a label standing alone; the index of the first line after them."""
    label = lines[index - 1]
    if not rule.linked or not rule.is_label(fold(label)):
        return index
    most = {"origin": _AFTER_ORIGIN, "contents": _CONTENTS_MOST}.get(rule.why, _LINKED_MOST)
    last = index
    for position in range(index, min(index + most + 1, len(lines))):
        candidate = lines[position]
        if not candidate:
            continue
        following = lines[position + 1] if position + 1 < len(lines) else ""
        first = last == index
        if rule.why == "origin":
            linked = _is_origin(candidate)
        elif rule.why == "contents":
            linked = not ends_sentence(candidate) and candidate in lines[position + 1 :]
        else:
            linked = _is_linked(candidate, label, following, first=first)
        if find_rule(candidate) is not None or not linked:
            break
        notes.drop(candidate, rule.why)
        last = position + 1
    return last


def _is_origin(candidate: str) -> bool:
    return len(candidate) <= 160 and (
        not ends_sentence(candidate) or len(candidate) <= 40 or is_headline_like(candidate)
    )


def _is_linked(candidate: str, label: str, following: str, *, first: bool) -> bool:
    """Whether a line under a label is a headline linked to, and not the article going on.

    A label that ends in a colon announces a link, however it is written; one that does not may have
    lost it. A line that the next one goes on from is a piece of the article's own sentence.
    """
    announced = label.endswith(":")
    if is_headline_like(candidate, least=2 if first and announced else 5):
        return first or not (following and continues(candidate, following))
    return first and announced and len(candidate) <= 160 and not ends_sentence(candidate)


def _without_tail(notes: Notes, paragraphs: list[str]) -> list[str]:
    while paragraphs:
        last = paragraphs[-1]
        rule = find_rule(last, tail=True)
        if rule is not None:
            notes.drop(last, rule.why)
        elif _CODE_LINE.fullmatch(last):
            notes.drop(last, "byline code")
        elif by_alias(last.strip("()[] .")) is not None:
            notes.drop(last, "source line")
        elif _NAME_LINE.fullmatch(last) or _SITE_LINE.fullmatch(last):
            notes.drop(last, "byline")
        elif code := _CODE_TAIL.search(last):
            notes.drop(code["code"], "byline code")
            paragraphs[-1] = last[: code.start()].rstrip()
            break
        elif (shorter := cut_tail_bracket(notes, last)) or (shorter := cut_tail_sentence(notes, last)):
            paragraphs[-1] = shorter
            continue
        else:
            break
        paragraphs.pop()
    return paragraphs


def _repeats(line: str, headline: str) -> bool:
    return not line[0].islower() and len(line) <= 2 * len(headline) and _letters(line) == headline


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
