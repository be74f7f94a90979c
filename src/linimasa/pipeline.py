"""The one way through: a report goes in, its claims come out."""

from __future__ import annotations

import msgspec

from linimasa.coding.coder import Findings, code_sentences
from linimasa.language.files import LANGUAGES
from linimasa.language.identify import identify
from linimasa.language.parse import Parser, parse
from linimasa.model import CodedReport, Report
from linimasa.resolve.actors import find_actors
from linimasa.resolve.dates import find_dates
from linimasa.resolve.places import find_places
from linimasa.resolve.quantities import find_quantities
from linimasa.voices.find import find_voices

CODER_VERSION = "2"
"""Rises when the same report may be coded differently; a record then codes its reports again."""


def code_report(report: Report, *, parser: Parser | None = None) -> CodedReport:
    """Codes one report: its voices and its claims.

    A report that is neither Indonesian nor English comes back with its language named and no claims.
    Raises DataError where the parser's files are missing.
    """
    language = (report.language or identify(report.text)).partition("-")[0]
    if report.language is None:
        report = msgspec.structs.replace(report, language=language)
    if language not in LANGUAGES:
        return CodedReport(report=report, voices=(), claims=())
    sentences = parse(report, parser)
    cast = find_actors(report, sentences)
    voices = find_voices(report, sentences, cast)
    findings = Findings(
        voices=voices,
        cast=cast,
        dates=[mention.when for mention in find_dates(report.text, language=language, published=report.published)],
        places=find_places(report, sentences),
        quantities=find_quantities(report.text, language=language),
    )
    claims = code_sentences(report, sentences, findings, language)
    return CodedReport(report=report, voices=tuple(voices), claims=tuple(claims))
