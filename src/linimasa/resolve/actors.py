"""Finds the actors of a report: countries, organisations, groups and persons, with their roles."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from linimasa.language.files import LANGUAGES, toml
from linimasa.model import Mention, Report, Sentence
from linimasa.resolve.cast import Cast
from linimasa.resolve.definite import add_definite
from linimasa.resolve.head_first import HeadFirst
from linimasa.resolve.head_last import HeadLast
from linimasa.resolve.identity import Identities
from linimasa.resolve.initials import add_initials
from linimasa.resolve.lexicon import Lexicon
from linimasa.resolve.named import read_line
from linimasa.resolve.pronouns import add_pronouns

_ORDERS = {"head first": HeadFirst, "head last": HeadLast}


def find_actors(report: Report, sentences: Sequence[Sentence]) -> Cast:
    """Who is named where in a parsed report.

    An actor's ``id`` is ISO 3166-1 alpha-3 for a country, ``RUS-MIL`` for a part of a state or people of it,
    the organisation's own short id (``NATO``), ``person:kim-jong-un`` for a person, None for plain words.
    A role that the text gives a person once holds for the whole report. Spans are those of ``report.text``.
    """
    language = (report.language or LANGUAGES[0]).partition("-")[0]
    language = language if language in LANGUAGES else LANGUAGES[0]
    lexicon = Lexicon.of(language)
    lines = [read_line(sentence, language, lexicon) for sentence in sentences]
    order = toml(f"language/{language}", "actors.toml")["order"]
    phrases = [_ORDERS[order](line).phrases() for line in lines]
    identities = Identities(report, language, [phrase for found in phrases for phrase in found])
    mentions: list[Mention] = [m for found in phrases for phrase in found if (m := identities.mention(phrase))]
    mentions = add_initials(sentences, _apposed(mentions, sentences), language)
    mentions = add_definite(sentences, mentions, language)
    return Cast(add_pronouns(report, sentences, mentions, language))


def _apposed(mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> list[Mention]:
    """Joins a body told by its kind with its name behind it: ``kantor berita Rusia, TASS`` is TASS."""
    words = {sentence.index: sentence.words for sentence in sentences}
    joined: list[Mention] = []
    for mention in sorted(mentions, key=lambda mention: (mention.sentence, mention.start)):
        before = joined[-1] if joined else None
        if before is not None and before.sentence == mention.sentence and _names(before, mention):
            between = words[mention.sentence][before.end : mention.start]
            if len(between) < 2 and all(word.form == "," for word in between):
                joined[-1] = structs.replace(mention, start=before.start, head=before.head)
                continue
        joined.append(mention)
    return joined


def _names(general: Mention, named: Mention) -> bool:
    """Whether one mention names what the other tells by its kind and country only."""
    if named.kind != "organisation" or len(general.actors) != 1 or len(named.actors) != 1:
        return False
    one, other = general.actors[0], named.actors[0]
    if one.sector is None or (one.sector, one.country) != (other.sector, other.country):
        return False
    return one.id == f"{one.country}-{one.sector}" and other.id is not None and other.id != one.id
