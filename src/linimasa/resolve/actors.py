"""Finds the actors of a report: countries, organisations, groups and persons, with their roles."""

from __future__ import annotations

from collections.abc import Sequence

from linimasa.language.files import LANGUAGES, toml
from linimasa.model import Mention, Report, Sentence
from linimasa.resolve.cast import Cast
from linimasa.resolve.head_first import HeadFirst
from linimasa.resolve.head_last import HeadLast
from linimasa.resolve.identity import Identities
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
    return Cast(add_pronouns(report, sentences, mentions, language))
