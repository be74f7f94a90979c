"""Furniture inside a paragraph: links to other reports between its sentences, notices behind its last one."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linimasa.language.files import LANGUAGES, toml
from linimasa.read.furniture import find_rule, words

if TYPE_CHECKING:
    from linimasa.read.notes import Notes

_WORD = re.compile(r"[^\W_][\w'’.–-]*")
_GLUE = re.compile(r"(?<=[a-z\d!?%)])(?=[A-Z][a-z]*\s)|(?<=[\w!?%)])(?=[“\"][A-Z])")
_TURN = re.compile(r"(?<=[!?])\s+(?=[A-Z“\"])|\s+(?=[“\"‘][A-Z][^“”\"]{25,}[,.]?[”\"’])")
_END = re.compile(r"(?<=[.!?”\"])\s*(?=[A-Z][\w.]*\s)")
_BRACKET = re.compile(r"(?<=[.!?\"”’])\s*[\[(](?P<inner>[^()\[\]]{6,160})[\])]\s*$")
_FEWEST = 3
_LONGEST = 220
_ANYWHERE_REASONS = frozenset({"follow us", "origin", "copyright"})
_TAIL_REASONS = frozenset({"follow us", "origin", "read also", "watch also", "byline", "copyright", "notice"})


@cache
def _labels() -> tuple[re.Pattern[str], dict[str, str]]:
    """Labels as they stand behind a sentence: with a colon, or written onto the headline."""
    reasons = {
        label: why
        for language in LANGUAGES
        for why, labels in toml(f"language/{language}", "furniture.toml")["inline"].items()
        if why != "openers"
        for label in labels
    }
    joined = "|".join(sorted(map(re.escape, reasons), key=len, reverse=True))
    return re.compile(
        rf"(?:(?<=[.!?”\"’)…])|(?<=\w)(?=[A-Z]))\s*(?P<label>(?i:{joined}))(?:\s*:\s*|(?=[A-Z\d]))"
    ), reasons


@cache
def _openers() -> frozenset[str]:
    return words("inline", "openers")


def cut_inline(notes: Notes, paragraph: str) -> list[str]:
    """The paragraph without the links inside it, parted where they stood."""
    pattern, reasons = _labels()
    parts: list[str] = []
    rest = paragraph
    while (match := pattern.search(rest)) and match["label"][0].isupper():
        headline = rest[match.end() :]
        end = match.end() + len(headline[: _headline_end(headline, paragraph)].rstrip(' “"‘('))
        notes.drop(rest[match.start("label") : end], reasons[match["label"].casefold()])
        parts.append(rest[: match.start()].strip())
        rest = rest[end:].strip()
    parts.append(rest)
    return [part for part in parts if part]


def _headline_end(text: str, paragraph: str) -> int:
    """Where a headline ends that runs on into a sentence of the article.

    In doubt the earlier end is taken: words of a headline may stay, words of the article never go.
    """
    start = _sentence_start(text)
    if start is None:
        return len(text) if len(text) <= _LONGEST else 0
    head = text[:start]
    for pattern in (_GLUE, _TURN):
        cuts = [
            match.end()
            for match in pattern.finditer(text[: start + 1])
            if len(_WORD.findall(text[: match.start()])) >= _FEWEST
        ]
        if cuts:
            return cuts[-1]
    found = list(_WORD.finditer(head))
    openers = [word for word in found[_FEWEST:] if word.group()[0].isupper() and word.group().casefold() in _openers()]
    if openers:
        return openers[-1].start()
    return _known_name(found, head, paragraph)


def _sentence_start(text: str) -> int | None:
    """Where the first word stands that no headline would write small; None where there is none."""
    small = words_small()
    for match in _WORD.finditer(text):
        word = match.group()
        if word[0].islower() and len(word) > 3 and word.casefold().rstrip(".") not in small and match.start() > 0:
            return match.start()
    return None


@cache
def words_small() -> frozenset[str]:
    """Words that headlines write small."""
    return words("headline", "small")


def _known_name(found: list[re.Match[str]], head: str, paragraph: str) -> int:
    """The start of the longest name before a sentence's first small word that the report has elsewhere, too."""
    run = 0
    for word in reversed(found):
        if not (word.group()[0].isupper() or word.group()[0].isdigit()) or run == 5:
            break
        run += 1
    for size in range(run, 0, -1):
        name = head[found[-size].start() :].strip()
        if paragraph.count(name) > 1:
            return found[-size].start()
    return found[-run].start() if run else 0


def cut_tail_sentence(notes: Notes, paragraph: str, *, anywhere: bool = False) -> str | None:
    """The paragraph without the notice written behind its last sentence; None where there is none.

    ``anywhere``: the paragraph may stand in the middle of a report; only what is furniture in any place is cut.
    """
    reasons = _ANYWHERE_REASONS if anywhere else _TAIL_REASONS
    for end in reversed(list(_END.finditer(paragraph, max(0, len(paragraph) - _LONGEST * 2)))):
        tail = paragraph[end.end() :]
        rule = find_rule(tail, tail=True)
        if rule is not None and rule.why in reasons:
            notes.drop(tail, rule.why)
            return paragraph[: end.start()].rstrip()
        if anywhere:
            return None
    return None


def cut_tail_bracket(notes: Notes, paragraph: str) -> str | None:
    """The paragraph without a byline or source in brackets behind its last sentence; None where there is none."""
    bracket = _BRACKET.search(paragraph)
    rule = find_rule(bracket["inner"].strip(), tail=True) if bracket else None
    if bracket is None or rule is None or rule.why not in _TAIL_REASONS | {"source line"}:
        return None
    notes.drop(bracket["inner"], rule.why)
    return paragraph[: bracket.start()].rstrip()
