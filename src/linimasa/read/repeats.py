"""Paragraphs that a text has twice: pages saved with boxes inside boxes give the inner ones again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linimasa.read.furniture import ends_sentence

if TYPE_CHECKING:
    from linimasa.read.notes import Notes

_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)]*\s*(?=[A-Z“\"‘(])")
_SHORTEST = 60


def drop_repeats(notes: Notes, paragraphs: list[str]) -> list[str]:
    """The paragraphs without those whose every sentence stands in one before; short lines and list items stay."""
    seen: set[str] = set()
    kept: list[str] = []
    for paragraph in paragraphs:
        sentences = {_letters(sentence) for sentence in _SENTENCE.split(paragraph)}
        if _is_prose(paragraph) and sentences <= seen:
            notes.drop(paragraph, "repeated paragraph")
            continue
        seen |= sentences
        kept.append(paragraph)
    return kept


def _is_prose(paragraph: str) -> bool:
    # Items of lists say the same of different things.
    return (
        len(paragraph) >= _SHORTEST
        and not paragraph[0].isdigit()
        and paragraph[0] not in "-•*"
        and ends_sentence(paragraph)
    )


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
