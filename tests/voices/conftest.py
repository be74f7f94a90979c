"""Reports of a few sentences, parsed by the trained reader, and what their voices say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from linimasa.language.parse import parse
from linimasa.model import Report, Voice
from linimasa.resolve.actors import find_actors
from linimasa.voices import find_voices

Told = tuple[str, list[str], str, list[str]]


def voices_of(text: str, language: str = "id", *, headline: bool = False) -> tuple[str, list[Voice]]:
    title = text.split("\n", maxsplit=1)[0] if headline else None
    report = Report(id="uji", text=text, title=title, language=language)
    sentences = parse(report)
    return text, find_voices(report, sentences, find_actors(report, sentences))


@pytest.fixture
def voices() -> Callable[..., list[Voice]]:
    """The voices of a text."""
    return lambda text, language="id", headline=False: voices_of(text, language, headline=headline)[1]


@pytest.fixture
def told() -> Callable[..., list[Told]]:
    """Each voice of a text as (speaker's name, words told, kind of quote, names through whom it came)."""

    def tell(text: str, language: str = "id", *, headline: bool = False) -> list[Told]:
        return [
            (
                voice.speaker.name,
                [text[start:end] for start, end in voice.content],
                voice.quote,
                [link.name for link in voice.through],
            )
            for voice in voices_of(text, language, headline=headline)[1]
        ]

    return tell
