"""Who somebody is: the names and roles under which the record's reports speak of a person, and when they did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from linimasa.ask.parties import meant
from linimasa.language.fold import fold
from linimasa.model import Actor, Attribution, Claim, Voice
from linimasa.resolve.spellings import one_person
from linimasa.store import Record

_PERSON = "person:"
_decode_claim = msgspec.json.Decoder(Claim).decode
_decode_voice = msgspec.json.Decoder(Voice).decode


class RoleTold(msgspec.Struct, frozen=True):
    """A role in the words of reports, published from ``first`` to ``last`` (ISO days; None where unknown).

    The days are those of publication: a role that is told of the past ("mantan presiden") says so in its words.
    """

    role: str
    first: str | None
    last: str | None
    reports: tuple[str, ...]


class Person(msgspec.Struct, frozen=True):
    """A person of the record: every id, name and country given, and the roles by first publication."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    countries: tuple[str, ...]
    roles: tuple[RoleTold, ...]


class _Mention(msgspec.Struct, frozen=True):
    actor: Actor | Attribution
    report: str
    published: str | None


def persons(record: Record, who: str) -> list[Person]:
    """The people whom ``who`` (a name or an id) may mean, those of most reports first.

    Ids that differ by spelling, or by a shorter form of the name, are one person where no two of them have
    different countries. Raises RecordError.
    """
    asked = meant(record, who)
    rows = record.select("SELECT id, country FROM party UNION SELECT id, country FROM voice")
    known: dict[str, set[str]] = {}
    for row in rows:
        if row["id"] and row["id"].startswith(_PERSON):
            known.setdefault(row["id"], set()).update([row["country"]] if row["country"] else [])
    wanted = [name for name in sorted(known) if name in asked.ids]
    groups: list[list[str]] = []
    for name in wanted:
        if not any(name in group for group in groups):
            groups.append([name, *(other for other in sorted(known) if other != name and _one(name, other, known))])
    found = [_person(record, group) for group in groups]
    return sorted(found, key=lambda person: (-sum(len(told.reports) for told in person.roles), person.ids))


def _one(name: str, other: str, known: dict[str, set[str]]) -> bool:
    """Whether two ids are one person; a single word is too little to go by."""
    if "-" not in name or "-" not in other or not one_person(name, other):
        return False
    return not (known[name] and known[other] and known[name].isdisjoint(known[other]))


def _person(record: Record, ids: list[str]) -> Person:
    mentions = list(_mentions(record, ids))
    roles: dict[str, list[_Mention]] = {}
    for mention in mentions:
        if mention.actor.role:
            roles.setdefault(fold(mention.actor.role), []).append(mention)
    told = [_told(group) for group in roles.values()]
    return Person(
        ids=tuple(ids),
        names=tuple(dict.fromkeys(mention.actor.name for mention in mentions)),
        countries=tuple(sorted({mention.actor.country for mention in mentions if mention.actor.country})),
        roles=tuple(sorted(told, key=lambda role: (role.first or "9999", role.role))),
    )


def _told(mentions: list[_Mention]) -> RoleTold:
    days = sorted(mention.published[:10] for mention in mentions if mention.published)
    return RoleTold(
        role=mentions[0].actor.role or "",
        first=days[0] if days else None,
        last=days[-1] if days else None,
        reports=tuple(dict.fromkeys(mention.report for mention in mentions)),
    )


def _mentions(record: Record, ids: list[str]) -> Iterator[_Mention]:
    """Where claims and voices name one of ``ids``, by publication."""
    holes = ", ".join("?" for _ in ids)
    claims = record.select(
        "SELECT claim.payload AS payload, report.id AS report, report.published AS published FROM claim"
        f" JOIN report ON report.n = claim.report WHERE claim.n IN (SELECT claim FROM party WHERE id IN ({holes}))"
        " ORDER BY report.published, report.n, claim.position",
        ids,
    )
    for row in claims:
        claim = _decode_claim(row["payload"])
        named: Iterable[Actor | Attribution] = (*claim.source, *claim.target, *claim.according_to)
        yield from (_Mention(actor, row["report"], row["published"]) for actor in named if actor.id in ids)
    voices = record.select(
        "SELECT voice.payload AS payload, report.id AS report, report.published AS published FROM voice"
        f" JOIN report ON report.n = voice.report WHERE voice.id IN ({holes}) ORDER BY report.published, report.n",
        ids,
    )
    for row in voices:
        speaker = _decode_voice(row["payload"]).speaker
        yield _Mention(speaker, row["report"], row["published"])
