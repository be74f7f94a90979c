"""Paragraphs put together again where their lines were broken: at every link, or at a fixed width."""

from __future__ import annotations

import re
from itertools import groupby, pairwise

from linimasa.read.furniture import ends_sentence

_GLUE_LEFT = re.compile(r"[,.;:?!)\]”’](?!\w)")
_DASH_FIRST = re.compile(r"[-–—]+(?:\s|$)")
_INNER_END = re.compile(r"[.!?][\"”’)]*\s+[\"“‘(]*[A-Z]")
_DASH_LAST = re.compile(r"\S\s*[-–—]+$")
_SHORT = 40
_DATELINE = 60
_EARLY = 6
_NEAR = 400
_LONGEST = 5_000
_PLACE = re.compile(r"[A-Z][\w.]+(?: [A-Z][\w.]+)?")
_WRAPPED = (50, 110)


def join_wrapped(lines: list[str]) -> list[str]:
    """The lines of a text broken at a fixed width, a paragraph a line; other texts as they are."""
    blocks = _blocks(lines)
    if not _is_wrapped(blocks):
        return lines
    return [line for block in blocks for line in (" ".join(block), "")]


def join_lines(lines: list[str]) -> list[str]:
    """Paragraphs of lines; blank lines always part paragraphs. Lines that are whole stay as they are."""
    blocks = _blocks(lines)
    broken = any(_is_broken(block) for block in blocks)
    paragraphs = [paragraph for block in blocks for paragraph in (_join(block) if broken else block)]
    if len(paragraphs) > 1 and len(paragraphs[0]) <= _DATELINE and _DASH_LAST.search(paragraphs[0]):
        paragraphs[:2] = [f"{paragraphs[0]} {paragraphs[1]}"]
    return paragraphs


def _blocks(lines: list[str]) -> list[list[str]]:
    """The lines between blank lines."""
    return [list(block) for filled, block in groupby(lines, key=bool) if filled]


def _is_wrapped(blocks: list[list[str]]) -> bool:
    """Whether lines were broken at a fixed width: all but the last of each block about as long as one another."""
    inner = [len(line) for block in blocks for line in block[:-1]]
    low, high = _WRAPPED
    several = sum(len(block) > 1 for block in blocks)
    if len(inner) < 4 or several < 2 or max(inner) > high:
        return False
    return sum(length >= low for length in inner) >= 0.9 * len(inner)


def _is_broken(block: list[str]) -> bool:
    if len(block) > 1 and len(block[0]) <= _DATELINE and _DASH_FIRST.match(block[1]):
        return True
    return any(continues(before, line) for before, line in pairwise(block))


def continues(before: str, line: str) -> bool:
    """Whether a line certainly goes on with the one before it."""
    if _GLUE_LEFT.match(line):
        return True
    return line[0].islower() and not ends_sentence(before) and not before.endswith(":")


def _join(block: list[str]) -> list[str]:
    paragraphs: list[str] = []
    joined = False
    for index, line in enumerate(block):
        following = block[index + 1] if index + 1 < len(block) else ""
        if (
            paragraphs
            and len(paragraphs[-1]) < _LONGEST
            and _belongs(paragraphs[-1], line, following, joined=joined, place=len(paragraphs))
        ):
            glue = "" if _GLUE_LEFT.match(line) or paragraphs[-1].endswith(("(", "“", "‘")) else " "
            paragraphs[-1] += glue + line
            joined = True
        else:
            paragraphs.append(line)
            joined = False
    return paragraphs


def _belongs(paragraph: str, line: str, following: str, *, joined: bool, place: int) -> bool:
    if continues(paragraph, line):
        return True
    if ends_sentence(paragraph) or paragraph.endswith(":"):
        return False
    if _DASH_FIRST.match(line):
        return (place == 1 and len(paragraph) <= _DATELINE) or (
            place <= _EARLY and _PLACE.fullmatch(paragraph) is not None
        )
    if joined or paragraph.endswith((",", "(")) or _INNER_END.search(paragraph[-_NEAR:]):
        return True
    fragment = len(line) <= _SHORT and not ends_sentence(line)
    if paragraph.rsplit(" ", 1)[-1][0].islower():
        return len(paragraph) >= _SHORT or fragment
    return " " not in paragraph and fragment and bool(following) and continues(line, following)
