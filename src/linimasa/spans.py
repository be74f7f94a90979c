"""Checks that what was said of a report quotes its words: the promise that every span makes."""

from __future__ import annotations

from collections.abc import Iterator

from linimasa.model import Actor, Attribution, CodedReport, Span


def faults(coded: CodedReport) -> list[str]:
    """What is wrong with the spans of a coded report; empty where each quotes the text.

    A span must lie in the text and hold something; a name must be words of the text (its span may hold
    the role beside it, or the pronoun that stands for it); a trigger must lie in its sentence.
    """
    text = coded.report.text
    found = []
    for where, (start, end), name in _spans(coded):
        if not 0 <= start < end <= len(text):
            found.append(f"{where}: [{start}, {end}) is not in the text of {len(text)} characters")
        elif not text[start:end].strip():
            found.append(f"{where}: [{start}, {end}) holds nothing")
        if name is not None and name not in text:
            found.append(f"{where}: the text has no {name!r}")
    for claim in coded.claims:
        (start, end), (first, last) = claim.evidence.sentence, claim.evidence.trigger
        if not start <= first < last <= end:
            found.append(f"claim {claim.id}: the trigger is outside its sentence")
    return found


def _spans(coded: CodedReport) -> Iterator[tuple[str, Span, str | None]]:
    report = coded.report
    if report.dateline_span is not None:
        yield "dateline", report.dateline_span, None
    for credit in report.credits:
        if credit.span is not None:
            yield "credit", credit.span, None
    for voice in coded.voices:
        yield from _actor("voice", voice.speaker)
        for link in voice.through:
            yield from _actor("voice", link)
        for span in (voice.cue, *voice.content):
            if span is not None:
                yield "voice", span, None
    for claim in coded.claims:
        where = f"claim {claim.id}"
        actors: list[Actor | Attribution] = [*claim.source, *claim.target, *claim.according_to]
        for actor in actors:
            yield from _actor(where, actor)
        others = (claim.when, claim.where, *claim.quantities)
        spans = [item.span for item in others if item is not None]
        for span in (
            *spans,
            claim.marks.status,
            claim.marks.certainty,
            claim.evidence.sentence,
            claim.evidence.trigger,
        ):
            if span is not None:
                yield where, span, None


def _actor(where: str, actor: Actor | Attribution) -> Iterator[tuple[str, Span, str | None]]:
    if actor.span is not None:
        yield f"{where}: {actor.name}", actor.span, actor.name
    if isinstance(actor, Attribution) and actor.cue is not None:
        yield where, actor.cue, None
