"""Headlines of other reports that stand alone between the paragraphs of one, as the titles of films and links do."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from linimasa.read.furniture import ends_sentence, is_headline_like

if TYPE_CHECKING:
    from linimasa.read.notes import Notes

_CONTENT_WORD = re.compile(r"[^\W\d_]{4,}")
_FEWEST_WORDS = 6
_LEAST_SHARED = 0.2


def drop_strays(notes: Notes, paragraphs: list[str], title: str | None) -> list[str]:
    """The paragraphs without lines that are written as headlines and share almost no word with the report.

    A heading of the report itself speaks of the same things as its paragraphs; the title of a film
    set between two paragraphs does not. Only lines between two paragraphs that end as sentences do are looked at.
    """
    suspects = [
        index
        for index in range(1, len(paragraphs))
        if _may_be_stray(paragraphs[index])
        and ends_sentence(paragraphs[index - 1])
        and (index + 1 == len(paragraphs) or ends_sentence(paragraphs[index + 1]))
    ]
    if not suspects:
        return paragraphs
    paragraphs_with = Counter(word for paragraph in (title or "", *paragraphs) for word in _content(paragraph))
    found = set()
    for index in suspects:
        own = _content(paragraphs[index])
        shared = sum(paragraphs_with[word] > 1 for word in own)
        if shared < _LEAST_SHARED * len(own):
            notes.drop(paragraphs[index], "linked headline")
            found.add(index)
    return [paragraph for index, paragraph in enumerate(paragraphs) if index not in found]


def _may_be_stray(paragraph: str) -> bool:
    return paragraph[0].isalpha() and ":" not in paragraph and is_headline_like(paragraph, least=_FEWEST_WORDS)


def _content(text: str) -> set[str]:
    return {word.casefold() for word in _CONTENT_WORD.findall(text)}
