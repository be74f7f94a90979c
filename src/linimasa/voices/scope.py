"""Settles what each telling of a sentence covers: coordination, nesting, relays, a hearer that is an outlet."""

from __future__ import annotations

from itertools import pairwise

from linimasa.voices.clauses import main_after
from linimasa.voices.line import Line, Phrase
from linimasa.voices.phrases import right_phrase
from linimasa.voices.relays import is_outlet
from linimasa.voices.telling import Range, Telling

_LONGEST_TIME = 8  # words that may stand between a relay and its comma: `as Kyodo reported last month,`


def settle(tellings: list[Telling]) -> list[Telling]:
    """The tellings of one line with their ranges cut to size and their chains filled in.

    A relay without another telling to attach to tells the rest of the line itself.
    """
    tellings = sorted(tellings, key=lambda telling: telling.cue)
    says = [telling for telling in tellings if telling.kind == "say"]
    carriers = [telling for telling in tellings if telling.kind == "relay"]
    _share_subjects(says)
    for i, telling in enumerate(says):
        for later in says[i + 1 :]:
            _end_before(telling, later)
    carriers = [relay for relay in carriers if not _cited_by(says, relay)]
    for relay in carriers:
        for telling in says:
            telling.ranges = [part for whole in telling.ranges for part in _without(whole, relay.extent)]
    for telling in says:
        _heard_by_outlet(telling)
        if telling.speaker is not None:
            own = (telling.speaker.start, telling.speaker.end)
            telling.ranges = [part for whole in telling.ranges for part in _without(whole, own)]
    return _attach(says, carriers)


def _attach(says: list[Telling], carriers: list[Telling]) -> list[Telling]:
    outermost = [t for t in says if not any(_inside(t, other) for other in says if other is not t)]
    left = []
    for relay in carriers:
        if outermost:
            for telling in outermost:
                assert relay.speaker is not None
                telling.through = [relay.speaker, *relay.through, *telling.through]
        else:
            line = relay.line
            _relayed(line, relay)
            if relay.through and relay.speaker is not None:
                chain = [relay.speaker, *relay.through]
                relay.speaker, relay.through = chain[-1], chain[:-1]
            left.append(relay)
    return [*says, *left]


def _relayed(line: Line, relay: Telling) -> None:
    """Gives a relay that stands alone the quotation or clause before it, else the clause after it."""
    start, end = relay.extent
    before = line.previous(start)
    if before >= line.low and line.block[before] >= 0:
        relay.quotation = line.block[before]
        return
    if before < line.low:
        comma = next((i for i in range(end, min(end + _LONGEST_TIME, line.high)) if line.forms[i] == ","), end)
        relay.ranges = [(end if line.has_predicate(end, comma) else comma, line.high)]
        relay.previous = line.next(end) >= line.high and line.lexicon.has("thus", line.forms[line.next(line.low)])
        return
    after = main_after(line, end, enclosed=False)
    relay.ranges = [(line.low, before + 1), *([after] if after is not None else [])]


def _cited_by(says: list[Telling], relay: Telling) -> bool:
    """Whether the relay names whom a speaker has it from: then X speaks in `Reuters reported, citing X`.

    An outlet cites an outlet so, too; a person's words that are cited from an outlet came through it.
    """
    line = relay.line
    if not line.lexicon.match("citing", line.forms, relay.cue[0], line.high) or relay.speaker is None:
        return False
    outlet = is_media(line, relay.speaker)
    for telling in reversed(says):
        if telling.speaker is not None and telling.speaker.start < relay.cue[0]:
            if outlet and not is_media(line, telling.speaker):
                return False
            telling.ranges = [part for whole in telling.ranges for part in _without(whole, relay.extent)]
            telling.through = [telling.speaker, *telling.through]
            telling.speaker = relay.speaker
            return True
    return False


def _inside(telling: Telling, other: Telling) -> bool:
    return any(start <= telling.cue[0] < end for start, end in other.ranges)


def _share_subjects(says: list[Telling]) -> None:
    """Gives a verb without a subject of its own the subject of the telling before it."""
    for before, telling in pairwise(says):
        if telling.speaker is None and telling.shared:
            telling.speaker = before.speaker


def _end_before(telling: Telling, later: Telling) -> None:
    """Ends what `telling` tells before `later` where that is coordinated with it, not part of it."""
    line = telling.line
    for k, (start, end) in enumerate(telling.ranges):
        if not start < later.extent[0] < end or start >= later.extent[0]:
            continue
        before = line.previous(later.extent[0])
        linked = line.is_mark(later.extent[0] - 1) or line.lexicon.has("coordinating", line.forms[before])
        joint = later.shared and linked
        if joint and later.speaker is not None and later.speaker.start >= start:
            later.speaker = telling.speaker  # the parse hung it on a verb of what is told
        joint = joint and later.speaker == telling.speaker
        contrast = before >= start and line.lexicon.has("contrasting", line.forms[before])
        other = not later.shared and before > start and _begins_clause(line, before)
        if joint or contrast or other:
            cut = before if line.lexicon.has("coordinating", line.forms[before]) or contrast or other else before + 1
            telling.ranges[k] = (start, max(start, cut))
            later.ranges = [part for whole in later.ranges for part in _without(whole, (line.low, later.extent[1]))]
    telling.ranges = [part for part in telling.ranges if part[0] < part[1]]


def _begins_clause(line: Line, i: int) -> bool:
    """Whether word i is a conjunction behind a comma, where a clause with a subject of its own begins."""
    return line.lexicon.has("coordinating", line.forms[i]) and line.forms[i - 1] == ","


def _without(whole: Range, cut: Range) -> list[Range]:
    """`whole` without `cut`, in at most two parts."""
    parts = [(whole[0], min(whole[1], cut[0])), (max(whole[0], cut[1]), whole[1])]
    if cut[1] <= whole[0] or cut[0] >= whole[1]:
        return [whole]
    return [part for part in parts if part[0] < part[1]]


def _heard_by_outlet(telling: Telling) -> None:
    """`X told Reuters`: the statement came through the outlet that it was made to."""
    hearer = _hearer(telling.line, telling.extent[1])
    if hearer is None or hearer == telling.speaker:
        return
    if is_media(telling.line, hearer):
        telling.through.append(hearer)


def _hearer(line: Line, at: int) -> Phrase | None:
    if at >= line.high:
        return None
    if line.lexicon.has("recipient", line.forms[at]):
        return right_phrase(line, at + 1) if at + 1 < line.high else None
    return right_phrase(line, at)


def is_media(line: Line, phrase: Phrase) -> bool:
    """Whether the phrase names an outlet by one of the words outlets are known by, or the cast knows it as one."""
    mention = line.mention_at(phrase.start)
    if mention is not None and any(actor.sector == "MED" for actor in mention.actors):
        return True
    named = any(line.words[i].upos == "PROPN" for i in range(phrase.start, phrase.end))
    media = any(line.lexicon.match("media", line.forms, i, phrase.end) for i in range(phrase.start, phrase.end))
    return named and media and is_outlet(line, phrase)
