"""What an event's other mentions in the report say of it: its date, where its own sentence gives none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

import msgspec

from linimasa.coding.status import status_words
from linimasa.model import Actor, Claim, Report, Sentence, Voice, When

REACH = 1200
"""How far apart, in characters, two mentions may stand to be taken for one event."""

NEIGHBOUR = 150
"""How far apart, in characters, two sentences may stand to be neighbours."""

UNIFORM = frozenset({"CONSULT", "PROTEST", "ASSAULT"})
"""Types whose mentions with a shared side mostly mean one event, whatever the trigger."""

FRESH = timedelta(days=2)
"""How long before its publication the day that a report is about may lie."""

OPENING = 3
"""How many sentences of a report, its headline included, are its opening."""

SPEECH_ACTS = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Types that are done by saying so."""


def dated_by_report(
    claims: Sequence[Claim], dates: Sequence[When], report: Report, sentences: Sequence[Sentence], language: str
) -> list[Claim]:
    """Dates what its own sentence leaves undated from the rest of the report.

    A sentence that names a day for something else is no place for a guess: its claims stay as they are.
    """
    opening_end = max((sentence.end for sentence in sentences[:OPENING]), default=0)
    by_news = partial(
        _by_news, dates=dates, report=report, opening_end=opening_end, past=status_words(language)["past"]
    )
    for step in (_by_mentions, _by_neighbour, by_news):
        found = step(claims)
        claims = [
            after if before.when is None and not _names_a_date(before, dates) else before
            for before, after in zip(claims, found, strict=True)
        ]
    return list(claims)


def _names_a_date(claim: Claim, dates: Sequence[When]) -> bool:
    start, end = claim.evidence.sentence
    return any(when.span is not None and start <= when.span[0] < end for when in dates)


def _by_mentions(claims: Sequence[Claim]) -> list[Claim]:
    """Gives undated claims the date of the nearest mention of the same event, with basis ``context``.

    The same event: one type and status and both sides shared, or one side shared, the other open, and
    of a uniform type or told by the same trigger; of a uniform type also where it names nobody.
    Where two mentions near by give different dates, the event stays undated.
    """
    dated = [claim for claim in claims if claim.when is not None]
    return [claim if claim.when is not None else _dated(claim, dated) for claim in claims]


def dated_by_saying(
    claims: Sequence[Claim], voices: Sequence[Voice], dates: Sequence[When], sentences: Sequence[Sentence]
) -> list[Claim]:
    """Gives an undated speech act the day on which its source is reported to have spoken.

    Only where the report dates the source's sayings to one day; basis ``context``.
    """
    days: dict[str, dict[tuple[str, str], When]] = {}
    for voice in voices:
        when = _day_of_saying(voice, dates, sentences)
        if when is not None:
            for name in _names([voice.speaker]):
                days.setdefault(name, {})[when.start, when.end] = when
    return [_said(claim, days) if claim.when is None else claim for claim in claims]


def _day_of_saying(voice: Voice, dates: Sequence[When], sentences: Sequence[Sentence]) -> When | None:
    if voice.cue is None:
        return None
    at = voice.cue[0]
    sentence = next((sentence for sentence in sentences if sentence.start <= at < sentence.end), None)
    if sentence is None:
        return None
    found = [
        when
        for when in dates
        if when.span is not None
        and when.precision == "day"
        and sentence.start <= when.span[0] < sentence.end
        and not any(start <= when.span[0] < end for start, end in voice.content)
    ]
    return found[0] if len(found) == 1 else None


def _said(claim: Claim, days: dict[str, dict[tuple[str, str], When]]) -> Claim:
    if claim.type not in SPEECH_ACTS or "investigate" in claim.modes or claim.status == "denied":
        return claim
    found = {key: when for name in _names(claim.source) for key, when in days.get(name, {}).items()}
    if len(found) != 1:
        return claim
    when = next(iter(found.values()))
    return msgspec.structs.replace(claim, when=msgspec.structs.replace(when, basis="context"))


def _by_neighbour(claims: Sequence[Claim]) -> list[Claim]:
    """Gives an undated event the day of what the same actor did a sentence before, with basis ``context``."""
    dated = [claim for claim in claims if claim.when is not None and claim.when.precision == "day"]
    return [_beside(claim, dated) if claim.when is None and claim.status == "actual" else claim for claim in claims]


def _beside(claim: Claim, dated: Sequence[Claim]) -> Claim:
    here = claim.evidence.sentence
    near = {
        (other.when.start, other.when.end): other.when
        for other in dated
        if other.when is not None
        and other.status == "actual"
        and 0 <= here[0] - other.evidence.sentence[1] <= NEIGHBOUR
        and _agree(claim.source, other.source)
    }
    if len(near) != 1:
        return claim
    when = next(iter(near.values()))
    return msgspec.structs.replace(claim, when=msgspec.structs.replace(when, basis="context"))


def _by_news(
    claims: Sequence[Claim], *, dates: Sequence[When], report: Report, opening_end: int, past: frozenset[str]
) -> list[Claim]:
    """Gives an undated deed of the report's opening the day that the report is about, with basis ``context``.

    That day is known where exactly one day from two days before publication on is named in the report. What the
    opening tells as done before (``has sent``, ``telah``) is older than the news.
    """
    if report.published is None:
        return list(claims)
    published = date.fromisoformat(report.published[:10])
    days = {
        when.start: when
        for when in dates
        if when.precision == "day" and published - FRESH <= date.fromisoformat(when.start) <= published
    }
    if len(days) != 1:
        return list(claims)
    when = msgspec.structs.replace(next(iter(days.values())), basis="context")
    return [
        msgspec.structs.replace(claim, when=when)
        if claim.when is None
        and claim.status == "actual"
        and claim.evidence.sentence[1] <= opening_end
        and not _told_as_past(claim, report.text, past)
        else claim
        for claim in claims
    ]


def _told_as_past(claim: Claim, text: str, past: frozenset[str]) -> bool:
    """Whether a word of the past stands before the trigger in its sentence."""
    before = text[claim.evidence.sentence[0] : claim.evidence.trigger[0]]
    return not past.isdisjoint(before.casefold().split())


def _dated(claim: Claim, dated: Sequence[Claim]) -> Claim:
    here = claim.evidence.trigger[0]
    near = [
        other.when
        for other in dated
        if other.when and abs(other.evidence.trigger[0] - here) <= REACH and _may_date(claim, other)
    ]
    if not near or len({(when.start, when.end) for when in near}) > 1:
        return claim
    when: When = near[0]
    return msgspec.structs.replace(claim, when=msgspec.structs.replace(when, basis="context"))


def _may_date(claim: Claim, other: Claim) -> bool:
    """Whether a dated claim is a mention of the event of an undated one.

    A mention without sides (``the attack``) means what the report tells of its type; a year dates only what both
    sides show to be the same.
    """
    assert other.when is not None
    if other.when.precision == "year":
        both = _agree(claim.source, other.source) and _agree(claim.target, other.target)
        return bool(both) and same_event(claim, other)
    bare = not claim.source and not claim.target
    return same_event(claim, other) or (
        bare and claim.type in UNIFORM and (claim.type, claim.status) == (other.type, other.status)
    )


def same_event(one: Claim, other: Claim) -> bool:
    """Whether two claims of one report can be mentions of one event."""
    if one.type != other.type or one.status != other.status:
        return False
    sides = (_agree(one.source, other.source), _agree(one.target, other.target))
    if False in sides:
        turned = (_agree(one.source, other.target), _agree(one.target, other.source))
        return turned == (True, True)
    alike = one.type in UNIFORM or _told_by(one) == _told_by(other)
    return sides == (True, True) or (True in sides and alike)


def _told_by(claim: Claim) -> str:
    """The trigger of the lexicon that tells a claim, whatever its form."""
    return claim.rule.rpartition(".")[0]


def _agree(one: Sequence[Actor], other: Sequence[Actor]) -> bool | None:
    """Whether two sides share an actor; None where one of them is not named."""
    if not one or not other:
        return None
    return bool(_names(one) & _names(other))


def _names(actors: Sequence[Actor]) -> set[str]:
    return {name for actor in actors for name in (actor.id, actor.country) if name} or {
        actor.name.casefold() for actor in actors
    }
