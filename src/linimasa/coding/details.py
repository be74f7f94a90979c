"""When, where and how many: the dates, places and numbers of a sentence that belong to an event."""

from __future__ import annotations

from collections.abc import Sequence

from linimasa.coding.draft import Draft
from linimasa.coding.tree import Tree
from linimasa.model import Place, Quantity, Span, When

FARTHEST_DATE = 6
FARTHEST_PLACE = 6
FARTHEST_NUMBER = 4


def word_at(tree: Tree, offset: int) -> int | None:
    """The word of a sentence that covers or follows an offset of the text."""
    for index, word in enumerate(tree.words):
        if offset < word.end:
            return index
    return None


def head_within(tree: Tree, span: Span) -> int | None:
    """The word of a span whose head lies outside it."""
    first = word_at(tree, span[0])
    if first is None:
        return None
    inside = [index for index in range(first, len(tree)) if tree.words[index].start < span[1]]
    for index in inside:
        if tree.words[index].head not in inside:
            return index
    return first


def distance(tree: Tree, one: int, other: int) -> int:
    """Steps in the tree from one word to another."""
    up = {one: 0} | {ancestor: steps for steps, ancestor in enumerate(tree.ancestors(one), start=1)}
    if other in up:
        return up[other]
    for steps, ancestor in enumerate(tree.ancestors(other), start=1):
        if ancestor in up:
            return steps + up[ancestor]
    return len(tree)


def _rivals(tree: Tree, span: Span, drafts: Sequence[Draft], *, joined: bool = True) -> dict[int, int]:
    """Distance of a span to each draft's trigger, by the trigger's head word; to ``joined`` triggers, too."""
    head = head_within(tree, span)
    if head is None:
        return {}
    return {
        draft.match.head: min(
            distance(tree, told, head) for told in (draft.match.head, *(draft.also if joined else ()))
        )
        for draft in drafts
    }


def nearest_when(draft: Draft, dates: Sequence[When], drafts: Sequence[Draft]) -> When | None:
    """The date that stands nearest to the event in the parse, unless another event of the sentence is nearer."""
    best: tuple[int, When] | None = None
    for when in dates:
        if when.span is None:
            continue
        near = _rivals(draft.tree, when.span, drafts)
        steps = near.get(draft.match.head)
        if steps is None:
            continue
        if steps > FARTHEST_DATE or steps > min(near.values()) + 1:
            continue
        if best is None or steps < best[0]:
            best = (steps, when)
    return best[1] if best else None


def nearest_where(
    draft: Draft, places: Sequence[Place], drafts: Sequence[Draft], prepositions: frozenset[str]
) -> Place | None:
    """The place that a locative phrase nearest to the event names."""
    best: tuple[int, Place] | None = None
    for place in places:
        if place.span is None or not _locative(draft.tree, place.span, prepositions):
            continue
        near = _rivals(draft.tree, place.span, drafts, joined=False)
        steps = near.get(draft.match.head)
        if steps is None or steps > FARTHEST_PLACE or steps > min(near.values()) + 1:
            continue
        if best is None or steps < best[0]:
            best = (steps, place)
    return best[1] if best else None


def _locative(tree: Tree, span: Span, prepositions: frozenset[str]) -> bool:
    first = word_at(tree, span[0])
    if first is None:
        return False
    head = head_within(tree, span)
    current: int | None = head
    for _ in range(3):
        if current is None or current < 0:
            break
        preposition = tree.preposition(current)
        if preposition is not None:
            return preposition.split(" ")[0] in prepositions
        current = tree.words[current].head
    return first > 0 and tree.folded[first - 1] in prepositions


def near_quantities(draft: Draft, quantities: Sequence[Quantity], drafts: Sequence[Draft]) -> tuple[Quantity, ...]:
    """The numbers that hang on the event, unless another event of the sentence is nearer."""
    found = []
    for quantity in quantities:
        if quantity.span is None:
            continue
        near = _rivals(draft.tree, quantity.span, drafts)
        steps = near.get(draft.match.head)
        if steps is not None and steps <= FARTHEST_NUMBER and steps <= min(near.values()):
            found.append(quantity)
    return tuple(found)
