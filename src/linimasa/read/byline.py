"""Byline lines: who wrote a report and when it was published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from linimasa.read.agencies import by_alias
from linimasa.read.furniture import words
from linimasa.read.published import find_published, is_date_words

_PARTS = re.compile(r"\s*(?:[•|·●▪—–/;]|\s-\s|\s-$|^-\s|,)\s*")
_NAME = re.compile(r"[A-Z][\w'’.-]*(?:\s+(?:[a-z]{2,3}\s+)?[A-Z][\w'’.-]*){0,4}")
_PERSONS = re.compile(r"(?:[A-Z][\w'’.-]*|[a-z&]{1,3}|[,/|])(?:,?\s+(?:[A-Z][\w'’.-]*|[a-z&]{1,3}|[,/|])){0,15}")
_SITE = re.compile(r"[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True)
class Byline:
    """What a byline says: the authors, the date as printed, and the words that are neither."""

    authors: tuple[str, ...]
    date: str | None
    rest: tuple[str, ...]


@cache
def _label(key: str) -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, words("byline", key)), key=len, reverse=True))
    return re.compile(rf"(?:{names})\b\s*:?\s*", re.IGNORECASE)


def begins_with_name(line: str) -> bool:
    """Whether a line begins with a label of authors and a name ("By ANN LEE", "Oleh Budi Santoso")."""
    named = _label("names").match(line)
    return named is not None and _PERSONS.fullmatch(line[named.end() :]) is not None


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{'|'.join(map(re.escape, words('byline', 'joints')))})\s")


def read_byline(line: str) -> Byline:
    """The parts of a line such as ``Name • 13 July 2025 09:19`` or ``Penulis: Name | Editor: Name``."""
    stamp = find_published(line)
    date = line[stamp.span[0] : stamp.span[1]].strip() if stamp else None
    rest = line[: stamp.span[0]] + " | " + line[stamp.span[1] :] if stamp else line
    authors: list[str] = []
    other: list[str] = []
    for part in filter(None, (piece.strip(" ()[]:") for piece in _PARTS.split(rest))):
        if _label("others").match(part) or _label("dates").match(part) or _SITE.fullmatch(part):
            continue
        named = _label("names").match(part)
        name = part[named.end() :] if named else part
        if _label("stations").match(name):
            other.append(part)
        elif is_date_words(name) or by_alias(name) is not None:
            continue
        elif all(_NAME.fullmatch(one) for one in _joint().split(name)):
            authors += _joint().split(name)
        elif name and not _SITE.fullmatch(name):
            other.append(part)
    return Byline(tuple(dict.fromkeys(authors)), date, tuple(other))
