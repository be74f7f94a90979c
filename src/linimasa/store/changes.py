"""What changed between two codings of one report."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Literal

import msgspec

from linimasa.model import Claim


class Change(msgspec.Struct, frozen=True):
    """A claim that a new coding added, removed or changed.

    ``claim`` is the claim as it is now (as it was, where it was removed); ``before`` is what it was,
    and ``fields`` names what differs, where it was changed.
    """

    kind: Literal["added", "removed", "changed"]
    claim: Claim
    before: Claim | None = None
    fields: tuple[str, ...] = ()


class Coded(msgspec.Struct, frozen=True):
    """The claims of a report and its text."""

    claims: Sequence[Claim]
    text: str


# How a claim of the new coding is known again in the old one, surest first.
_SAME: tuple[Callable[[Claim], Hashable], ...] = (
    lambda claim: claim.id,
    lambda claim: (claim.evidence.trigger, claim.type),
    lambda claim: claim.evidence.trigger,
)


def changes(before: Sequence[Claim], after: Sequence[Claim]) -> tuple[Change, ...]:
    """The claims that differ between two codings of one report; an id alone is no difference."""
    pairs, old, new = _matched(before, after)
    changed = tuple(Change("changed", now, was, fields) for was, now in pairs if (fields := differing_fields(was, now)))
    added = tuple(Change("added", claim) for claim in new)
    removed = tuple(Change("removed", claim) for claim in old)
    return changed + added + removed


def successors(before: Coded, after: Coded) -> dict[str, str]:
    """Which claim of a new coding took the place of which of the old one, by id, where the id is another.

    Each coding comes with the text that was coded. What is not known again by where it stands is by its words:
    the same trigger in the same sentence; another one, for the same type of event, in the same sentence; of a text
    that was published anew, the same trigger for the same type.
    """
    pairs, old, new = _matched(before.claims, after.claims)
    for words in (_words_of_both, _words_of_sentence, *([_words_of_trigger] if before.text != after.text else [])):
        found, old, new = _paired(old, new, partial(words, before), partial(words, after))
        pairs += found
    return {was.id: now.id for was, now in pairs if was.id != now.id}


def _words_of_both(coded: Coded, claim: Claim) -> Hashable:
    return _words_of_sentence(coded, claim), coded.text[slice(*claim.evidence.trigger)]


def _words_of_sentence(coded: Coded, claim: Claim) -> Hashable:
    return claim.type, coded.text[slice(*claim.evidence.sentence)]


def _words_of_trigger(coded: Coded, claim: Claim) -> Hashable:
    return claim.type, coded.text[slice(*claim.evidence.trigger)]


def _matched(
    before: Sequence[Claim], after: Sequence[Claim]
) -> tuple[list[tuple[Claim, Claim]], list[Claim], list[Claim]]:
    """The claims that are known again, and those of either coding that are not."""
    pairs: list[tuple[Claim, Claim]] = []
    old, new = list(before), list(after)
    for known_by in _SAME:
        found, old, new = _paired(old, new, known_by, known_by)
        pairs += found
    return pairs, old, new


def _paired(
    old: list[Claim],
    new: list[Claim],
    old_known_by: Callable[[Claim], Hashable],
    new_known_by: Callable[[Claim], Hashable],
) -> tuple[list[tuple[Claim, Claim]], list[Claim], list[Claim]]:
    waiting: dict[Hashable, list[Claim]] = {}
    for claim in old:
        waiting.setdefault(old_known_by(claim), []).append(claim)
    pairs, left = [], []
    for claim in new:
        same = waiting.get(new_known_by(claim))
        if same:
            pairs.append((same.pop(0), claim))
        else:
            left.append(claim)
    return pairs, [claim for claims in waiting.values() for claim in claims], left


def differing_fields(was: Claim, now: Claim) -> tuple[str, ...]:
    """The fields other than the id in which two claims differ."""
    return tuple(
        field for field in Claim.__struct_fields__ if field != "id" and getattr(was, field) != getattr(now, field)
    )
