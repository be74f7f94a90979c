"""The network: who acts on whom, and two actors' history month by month."""

from __future__ import annotations

from typing import Literal

import msgspec

from linimasa.ask.events import EventFilters
from linimasa.ask.filters import Filters
from linimasa.ask.subjects import Of, subject
from linimasa.coding.plover import event_types
from linimasa.errors import QueryError
from linimasa.language.fold import fold
from linimasa.model import Actor, Attribution, Claim
from linimasa.store import Record

Level = Literal["country", "actor"]

_ACTOR: dict[str, dict[Of, str]] = {
    "country": {
        "claims": "coalesce({0}.country, {0}.id, trim({0}.key))",
        "events": "coalesce({0}.country, {0}.id, lower({0}.name))",
    },
    "actor": {"claims": "coalesce({0}.id, trim({0}.key))", "events": "coalesce({0}.id, lower({0}.name))"},
}
_decode_claim = msgspec.json.Decoder(Claim).decode


class Node(msgspec.Struct, frozen=True):
    """An actor: its id, country code or folded name; ``name`` as a report has it; how many it takes part in."""

    id: str
    name: str
    country: str | None
    count: int


class Edge(msgspec.Struct, frozen=True):
    """Who acts on whom: how many events, or claims, by quad class 1 to 4, and their most frequent type."""

    source: str
    target: str
    counts: tuple[int, int, int, int]
    type: str


class Network(msgspec.Struct, frozen=True):
    """Who acts on whom in a selection; ``left_out`` counts the edges beyond those asked for."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int


class Month(msgspec.Struct, frozen=True):
    """How many events, or claims, two actors have in a month (ISO), by quad class 1 to 4."""

    month: str
    counts: tuple[int, int, int, int]


def network(
    record: Record, filters: Filters | None = None, *, of: Of = "events", level: Level = "country", most: int = 80
) -> Network:
    """Who acts on whom in the events, or claims, that meet ``filters``: the ``most`` edges that have most of them.

    ``level``: actors by their country where they have one, or each by itself. Raises QueryError.
    """
    if level not in _ACTOR:
        raise QueryError(f"{level!r} is no level; there are {', '.join(_ACTOR)}")
    asked = subject(record, filters, of)
    table = asked.table
    parties, reference = ("event_party", "event") if table == "event" else ("party", "claim")
    source, target = (_ACTOR[level][of].format(side) for side in ("acting", "other"))
    counted = record.select(
        f"""
        WITH chosen AS (SELECT {table}.n AS n, {table}.type AS type FROM {asked.rows})
        SELECT {source} AS source, {target} AS target, chosen.type AS type, count(*) AS number
        FROM chosen
            JOIN {parties} AS acting ON acting.{reference} = chosen.n AND acting.side = 'source'
            JOIN {parties} AS other ON other.{reference} = chosen.n AND other.side = 'target'
        GROUP BY 1, 2, 3
        """,
        asked.parameters,
    )
    types: dict[tuple[str, str], dict[str, int]] = {}
    for line in counted:
        types.setdefault((line["source"], line["target"]), {})[line["type"]] = line["number"]
    edges = sorted((_edge(pair, numbers) for pair, numbers in types.items()), key=lambda edge: -sum(edge.counts))
    shown = edges[:most]
    return Network(tuple(_nodes(record, shown)), tuple(shown), len(edges) - len(shown))


def months(record: Record, one: str, other: str, filters: Filters | None = None, *, of: Of = "events") -> list[Month]:
    """Two actors' history: their events, or claims, month by month, either way round; months without any left out.

    What is dated to more than a month stands in none.
    """
    asked = subject(record, msgspec.structs.replace(filters or EventFilters(), pair=(one, other)), of)
    table = asked.table
    counted = record.select(
        f"SELECT substr({table}.start_day, 1, 7) AS month, {table}.type AS type, count(*) AS number"
        f" FROM {asked.rows} AND {table}.start_day IS NOT NULL"
        f" AND julianday({table}.end_day) - julianday({table}.start_day) < 31 GROUP BY 1, 2 ORDER BY 1",
        asked.parameters,
    )
    by_month: dict[str, dict[str, int]] = {}
    for line in counted:
        by_month.setdefault(line["month"], {})[line["type"]] = line["number"]
    return [Month(month, _quads(numbers)) for month, numbers in by_month.items()]


def _edge(pair: tuple[str, str], numbers: dict[str, int]) -> Edge:
    return Edge(pair[0], pair[1], _quads(numbers), max(sorted(numbers), key=numbers.__getitem__))


def _quads(numbers: dict[str, int]) -> tuple[int, int, int, int]:
    types, counts = event_types(), [0, 0, 0, 0]
    for name, number in numbers.items():
        counts[types[name, ""].quad - 1] += number
    return counts[0], counts[1], counts[2], counts[3]


def _nodes(record: Record, edges: list[Edge]) -> list[Node]:
    counts: dict[str, int] = {}
    for edge in edges:
        for actor in {edge.source, edge.target}:
            counts[actor] = counts.get(actor, 0) + sum(edge.counts)
    return [Node(actor, *known_as(record, actor), count) for actor, count in counts.items()]


def known_as(record: Record, actor: str) -> tuple[str, str | None]:
    """What an actor, by id, country code or folded name, is called in a report, and its country."""
    found = record.select(
        "SELECT claim.payload AS payload FROM party JOIN claim ON claim.n = party.claim WHERE party.id = ? LIMIT 1",
        (actor,),
    ) or record.select(
        "SELECT claim.payload AS payload FROM party JOIN claim ON claim.n = party.claim"
        " WHERE party.country = ? LIMIT 1",
        (actor,),
    )
    if found:
        claim = _decode_claim(found[0]["payload"])
        parties: list[Actor | Attribution] = [*claim.source, *claim.target, *claim.according_to]
        for party in parties:
            if actor in (party.id, party.country, fold(party.name)):
                return (party.name if actor == party.id else actor), party.country
    return actor, None
