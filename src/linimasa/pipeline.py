"""The one way through: a report goes in, its claims come out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from linimasa.coding.coder import Findings, code_sentences
from linimasa.language.files import LANGUAGES
from linimasa.language.identify import identify
from linimasa.language.parse import Parser, parse
from linimasa.model import CodedReport, Report, Sentence
from linimasa.resolve.actors import find_actors
from linimasa.resolve.cast import Cast
from linimasa.resolve.dates import find_dates
from linimasa.resolve.places import find_places
from linimasa.resolve.quantities import find_quantities
from linimasa.voices.find import find_voices

if TYPE_CHECKING:
    from linimasa.coding.suggester import Scores, Suggests

CODER_VERSION = "5"
"""Rises when the same report may be coded differently; a record then codes its reports again."""


def code_report(report: Report, *, parser: Parser | None = None, suggester: Suggests | None = None) -> CodedReport:
    """Codes one report: its voices and its claims.

    Without a `parser`, by the trained reader and the trained suggester of events; with one, by it and by the
    `suggester` that is given, if any (both by kind: `linimasa.readers`).
    A report that is neither Indonesian nor English comes back with its language named and no claims.
    Raises DataError where a model's files are missing.
    """
    language = (report.language or identify(report.text)).partition("-")[0]
    if report.language is None:
        report = msgspec.structs.replace(report, language=language)
    if language not in LANGUAGES:
        return CodedReport(report=report, voices=(), claims=())
    if parser is None and suggester is None:
        # Only who codes a report pays for importing what the model needs.
        from linimasa.coding.suggester import default_suggester  # noqa: PLC0415

        suggester = default_suggester()
    sentences = parse(report, parser)
    cast = find_actors(report, sentences)
    voices = find_voices(report, sentences, cast)
    findings = Findings(
        voices=voices,
        cast=cast,
        dates=[mention.when for mention in find_dates(report.text, language=language, published=report.published)],
        places=find_places(report, sentences),
        quantities=find_quantities(report.text, language=language),
        scores=_scores(sentences, cast, suggester),
    )
    claims = code_sentences(report, sentences, findings, language)
    return CodedReport(report=report, voices=tuple(voices), claims=tuple(claims))


def _scores(sentences: Sequence[Sentence], cast: Cast, suggester: Suggests | None) -> Sequence[Scores | None]:
    """What the suggester says of each sentence that names an actor; of the others nothing, to save its time."""
    if suggester is None:
        return ()
    given = [sentence for sentence in sentences if cast.in_sentence(sentence.index)]
    scored = suggester.scores([[word.form for word in sentence.words] for sentence in given])
    by_index = {sentence.index: scores for sentence, scores in zip(given, scored, strict=True)}
    return [by_index.get(sentence.index) for sentence in sentences]
