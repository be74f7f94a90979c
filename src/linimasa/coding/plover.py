"""The PLOVER table: codes and scores of event types and modes (``data/plover.tsv``)."""

from __future__ import annotations

from functools import cache

import msgspec

from linimasa.errors import DataError
from linimasa.language.files import table

COOPERATIVE_WHEN_FUTURE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
"""Types that PLOVER codes as AGREE when they are told as future (manual 2.0)."""

THREAT_WHEN_FUTURE = frozenset({"ASSAULT", "COERCE", "SANCTION"})
"""Types that are a threat when their own side announces them (decisions of the ontology)."""


class EventType(msgspec.Struct, frozen=True):
    """A type or mode: CAMEO code for export, quad class 1 to 4, PLOVER score, mean Goldstein value."""

    cameo: str
    quad: int
    score: float
    goldstein: float | None


@cache
def event_types() -> dict[tuple[str, str], EventType]:
    """All types and modes by (type, mode); the mode of a bare type is the empty string."""
    return {
        (row["type"], row["mode"]): EventType(
            cameo=row["cameo"],
            quad=int(row["quad"]),
            score=float(row["score"]),
            goldstein=float(row["goldstein"]) if row["goldstein"] else None,
        )
        for row in table("data", "plover.tsv")
    }


def event_type(name: str, modes: tuple[str, ...] = ()) -> EventType:
    """The entry of a type's first known mode, or of the bare type.

    Raises DataError where the type is not one of PLOVER's.
    """
    types = event_types()
    for mode in modes:
        if (name, mode) in types:
            return types[name, mode]
    try:
        return types[name, ""]
    except KeyError as error:
        raise DataError(f"data/plover.tsv: no event type {name!r}") from error
