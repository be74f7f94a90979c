"""From a report's parsed sentences to its claims: the one function behind which the coding lies."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from linimasa.coding.confidence import confidence
from linimasa.coding.context import dated_by_report, dated_by_saying
from linimasa.coding.contexts import contexts
from linimasa.coding.details import near_quantities, nearest_when, nearest_where
from linimasa.coding.draft import Draft, drafts
from linimasa.coding.genre import public_affairs
from linimasa.coding.judgements import judgements
from linimasa.coding.learned import believed, complete, learned, likely
from linimasa.coding.modes import modes
from linimasa.coding.nominals import Cast, Nominals, sectors
from linimasa.coding.partners import name_partners, point_back
from linimasa.coding.plover import event_type
from linimasa.coding.tree import Tree
from linimasa.coding.triggers import classes
from linimasa.language.files import toml
from linimasa.model import (
    Actor,
    Attribution,
    Claim,
    Evidence,
    Place,
    Quantity,
    QuoteKind,
    Report,
    Sentence,
    Span,
    Voice,
    When,
)
from linimasa.voices.attribution import attribution_at

if TYPE_CHECKING:
    from linimasa.coding.suggester import Scores

PRIVATE = 0.35
"""Below this probability of being about public affairs, a report's events count only between officials."""

GOES = frozenset({"act", "visit"})
"""Frames whose event happens where its complement says that it goes (an attack on, a visit to)."""


class Findings(msgspec.Struct, frozen=True):
    """What the resolvers found in a report: voices, actors, dates, places, numbers, all with spans."""

    voices: Sequence[Voice]
    cast: Cast
    dates: Sequence[When]
    places: Sequence[Place]
    quantities: Sequence[Quantity]
    scores: Sequence[Scores | None] = ()
    """what the learned reading says of each sentence that was given to it"""


def code_sentences(report: Report, sentences: Sequence[Sentence], findings: Findings, language: str) -> list[Claim]:
    """The claims of a report in the order of its text; each event of each sentence is one claim."""
    coder = _Coder(report, findings, language)
    told: list[tuple[Sentence, list[Draft]]] = []
    topic: tuple[Actor, ...] = ()
    for sentence in sentences:
        nominals = Nominals(Tree(sentence), findings.cast, coder.speaker, language, topic)
        found = drafts(nominals)
        found += judgements(nominals, found)
        scores = findings.scores[sentence.index] if findings.scores else None
        if scores is not None:
            triggers = {word for draft in found for word in range(draft.match.start, draft.match.end)}
            found = [draft for draft in found if believed(draft, scores)]
            found += learned(nominals, scores, found, triggers)
            for draft in found:
                complete(draft, nominals, scores)
        told.append((sentence, found))
        topic = nominals.topic_of()
    point_back(draft for _, found in told for draft in found)
    seen = {draft.type for _, found in told for draft in found if _political(draft)}
    share = public_affairs(report, language)
    private = share is not None and share < PRIVATE
    kept = [
        (sentence, [draft for draft in found if _political(draft) or _implied(draft, seen)]) for sentence, found in told
    ]
    name_partners([draft for _, found in kept for draft in found])
    if private:
        kept = [(sentence, [draft for draft in found if _of_public_concern(draft)]) for sentence, found in kept]
    drafted = [draft for _, found in kept for draft in found]
    claims = [coder.claim(sentence, draft, found) for sentence, found in kept for draft in found]
    claims = dated_by_saying(claims, findings.voices, findings.dates, sentences)
    claims = dated_by_report(claims, findings.dates, report, sentences, language)
    learned_of = {claim.id: draft.probability for claim, draft in zip(claims, drafted, strict=True)}
    return [msgspec.structs.replace(claim, confidence=confidence(claim, learned_of[claim.id])) for claim in claims]


def _political(draft: Draft) -> bool:
    """Whether a side of the event acts in politics: a state, one of its organs, an armed group.

    What citizens do to or with each other (assaults, meetings, help) is their own affair.
    """
    acting = sectors("political")
    if draft.match.trigger.type in toml("data", "plover_implied.toml")["private"]:
        acting = acting - sectors("civil")
        return any(actor.country or actor.sector in acting for actor in (*draft.source, *draft.target))
    if draft.match.trigger.type in toml("data", "plover_implied.toml")["towards"] and not draft.target:
        acting = acting - sectors("civil")
        return any(actor.country or actor.sector in acting for actor in draft.source)
    return any(actor.country or actor.sector in acting or actor.id for actor in (*draft.source, *draft.target))


def _of_public_concern(draft: Draft) -> bool:
    """Whether both sides of the event are or serve a state, a party, an armed group or an international body.

    What an official does by his office to people of a state (a ban on entry) is public, too. States are also the
    names of their teams: the learned reading, where asked, must find the event likely, and no match be told of.
    """
    if not likely(draft) or not classes(draft.language)["play"].isdisjoint(draft.tree.folded):
        return False
    source, target = _official(draft.source), _official(draft.target)
    by_office = draft.type in toml("data", "plover_implied.toml")["by_state"]
    return source and (target or (by_office and any(actor.country for actor in draft.target)))


def _official(side: tuple[Actor, ...]) -> bool:
    return any(actor.sector in sectors("official") or (actor.id and actor.id == actor.country) for actor in side)


def _implied(draft: Draft, seen: set[str]) -> bool:
    """Whether an event without a known side is political all the same.

    A protest or riot is one by itself; only a state arrests, questions, tries and frees; an attack or
    a meeting is one where the report tells of others between political actors.
    """
    rules = toml("data", "plover_implied.toml")
    if draft.modality.status in ("conditional", "denied"):
        return False
    if draft.type in rules["always"]:
        return True
    if draft.type in rules["by_state"]:
        return draft.match.trigger.frame == "act" and (draft.passive or draft.match.kind == "noun" or not draft.source)
    others = rules["among_others"].get(draft.type, ())
    if draft.type in rules["standing"] and not (draft.back or draft.light >= 0 or draft.is_subject):
        return False
    return bool(seen.intersection(others)) and (draft.match.kind == "noun" or draft.passive or draft.joined)


class _Coder:
    def __init__(self, report: Report, findings: Findings, language: str) -> None:
        self.report = report
        self.findings = findings
        self.words = classes(language)

    def speaker(self, offset: int) -> Actor | None:
        """Who says ``we`` at an offset: the innermost speaker there."""
        chain, _, _ = attribution_at(self.findings.voices, offset)
        if not chain:
            return None
        who = chain[-1]
        return Actor(who.name, who.id, who.country, who.sector, who.role, who.span)

    def _scope(self, offset: int) -> tuple[tuple[Attribution, ...], QuoteKind | None, Span | None]:
        return attribution_at(self.findings.voices, offset)

    def _same_scope(self, sentence: Sentence, offset: int, span: Span | None) -> bool:
        if span is None or not sentence.start <= span[0] < sentence.end:
            return False
        return self._scope(span[0])[2] == self._scope(offset)[2]

    def claim(self, sentence: Sentence, draft: Draft, found: list[Draft]) -> Claim:
        """The claim that a draft becomes, with its date, place, numbers and voices."""
        start = draft.trigger[0]
        chain, quote, _ = self._scope(start)
        findings = self.findings
        dates = [when for when in findings.dates if self._same_scope(sentence, start, when.span)]
        places = [place for place in findings.places if self._same_scope(sentence, start, place.span)]
        numbers = [item for item in findings.quantities if self._same_scope(sentence, start, item.span)]
        how = modes(draft)
        entry = event_type(draft.type, how)
        where = nearest_where(draft, places, found, self.words["at" if draft.match.trigger.frame in GOES else "in"])
        return Claim(
            id=_claim_id(self.report, draft),
            type=draft.type,
            modes=how,
            contexts=contexts(self.report.text, (sentence.start, sentence.end), draft.language, draft.type, how),
            cameo=entry.cameo,
            quad=entry.quad,
            score=entry.score,
            goldstein=entry.goldstein,
            source=draft.source,
            target=draft.target or _struck(draft, where),
            status=draft.modality.status,
            certainty=draft.modality.certainty,
            marks=draft.modality.marks,
            according_to=chain,
            quote=quote,
            when=nearest_when(draft, dates, found),
            where=where,
            quantities=near_quantities(draft, numbers, found),
            headline=sentence.headline,
            evidence=Evidence(sentence=(sentence.start, sentence.end), trigger=draft.trigger),
            rule=draft.rule,
            confidence=0.0,
        )


def _struck(draft: Draft, where: Place | None) -> tuple[Actor, ...]:
    """The state in which a place lies that somebody of another state attacks, where nobody else is named as struck."""
    ours = {actor.country for actor in draft.source if actor.country}
    if draft.type != "ASSAULT" or not ours or where is None or where.country is None or where.basis != "stated":
        return ()
    if where.country in ours:
        return ()
    return (Actor(name=where.name, id=where.country, country=where.country, span=where.span),)


def _claim_id(report: Report, draft: Draft) -> str:
    parts = (report.id, str(draft.trigger[0]), str(draft.trigger[1]), draft.type)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]
