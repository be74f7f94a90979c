"""What befell the people that a count counts: killed, injured, detained, displaced.

Each word that says so stands on one side of its number ("menewaskan 30", "30 orang tewas") or on
either ("korban tewas mencapai 30"); a word that one number has taken does not serve another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linimasa.resolve.tokens import BREAK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linimasa.model import QuantityKind
    from linimasa.resolve.quantities import Count
    from linimasa.resolve.tokens import Token

_ENDS = frozenset({BREAK, "dot", "stop", "colon"})
_REACH_RIGHT = 10
_REACH_LEFT = 8
_BEFALLEN = ("killed", "injured", "detained", "displaced")
_OWN_KIND = (*_BEFALLEN, "weapons")


def classify(
    counts: Sequence[Count], tokens: Sequence[Token], text: str, objects: frozenset[str]
) -> list[QuantityKind | None]:
    """The kind of each count; None where nothing says that it counts anything.

    ``objects``: words that, after a verb that can stand on either side, make it active ("killed a").
    """
    return _Classifier(counts, tokens, text, objects).kinds()


class _Classifier:
    def __init__(self, counts: Sequence[Count], tokens: Sequence[Token], text: str, objects: frozenset[str]) -> None:
        self._counts = counts
        self._tokens = tokens
        self._text = text
        self._objects = objects
        self._starts = {count.start: index for index, count in enumerate(counts)}
        self._ends = {count.end: index for index, count in enumerate(counts)}
        self._used: set[int] = set()
        self._found: list[tuple[QuantityKind, str] | None] = [None] * len(counts)

    def kinds(self) -> list[QuantityKind | None]:
        open_counts = [i for i, count in enumerate(self._counts) if self._is_open(count)]
        for step in (self._adjacent, self._right, self._left, self._shared):
            for index in open_counts:
                if self._found[index] is None:
                    self._found[index] = step(index)
        return [self._kind(index) for index in range(len(self._counts))]

    def _is_open(self, count: Count) -> bool:
        """Whether what befell them decides the kind: people, troops, and numbers without a noun."""
        if count.kind is not None or (count.nouns and count.nouns[0] in _OWN_KIND):
            return False
        return bool(count.nouns) or count.what[0] == count.what[1]

    def _kind(self, index: int) -> QuantityKind | None:
        count, found = self._counts[index], self._found[index]
        if count.kind is not None:
            return count.kind
        if found is not None:
            return found[0]
        if count.nouns:
            return next((noun for noun in count.nouns if noun != "people"), "people")
        return "other" if count.what[0] < count.what[1] else count.loose

    def _befell(self, position: int) -> tuple[QuantityKind, str] | None:
        token = self._tokens[position]
        return token.value.befell if token.kind == "sense" else None

    def _adjacent(self, index: int) -> tuple[QuantityKind, str] | None:
        """The verb right before the number ("menewaskan sedikitnya 30 orang") or first of the counted words."""
        first, last = self._counts[index].what
        inside = self._befell(first) if first + 1 < last else None
        if inside and inside[1] != "before":
            return inside[0], "inside"
        position = self._counts[index].start - 1
        befell = self._befell(position) if position >= 0 else None
        if befell is None or befell[1] == "after" or (befell[1] == "both" and not self._objects):
            return None
        self._used.add(position)
        return befell[0], "left"

    def _right(self, index: int) -> tuple[QuantityKind, str] | None:
        """The first word after the count that says what befell it: "30 orang dilaporkan tewas"."""
        position, inside = self._counts[index].end, False
        limit = min(len(self._tokens), position + _REACH_RIGHT)
        while position < limit:
            token = self._tokens[position]
            if token.kind in _ENDS:
                return None
            if position in self._starts:
                if not inside:
                    return None
                position = self._counts[self._starts[position]].end
                continue
            if token.kind == "sense":
                if token.value.clause_end:
                    return None
                inside = inside or token.value.including
                if token.value.befell:
                    return self._take_right(position, token.value.befell)
            position += 1
        return None

    def _take_right(self, position: int, befell: tuple[QuantityKind, str]) -> tuple[QuantityKind, str] | None:
        if befell[1] == "before" or position in self._used:
            return None
        if befell[1] == "both" and self._is_active(position):
            return None
        self._used.add(position)
        return befell[0], "right"

    def _is_active(self, position: int) -> bool:
        if not self._objects or position + 1 >= len(self._tokens):
            return False
        token = self._tokens[position + 1]
        return position + 1 in self._starts or self._text[token.start : token.end].lower() in self._objects

    def _left(self, index: int) -> tuple[QuantityKind, str] | None:
        """The nearest word before the count: "korban tewas mencapai 115 orang"."""
        position = self._counts[index].start - 1
        limit = max(-1, position - _REACH_LEFT)
        while position > limit:
            token = self._tokens[position]
            if token.kind in _ENDS or position + 1 in self._ends:
                return None
            if token.kind == "sense":
                if token.value.clause_end:
                    return None
                befell = token.value.befell
                if befell and befell[1] != "after":
                    return None if position in self._used and befell[1] == "both" else (befell[0], "left")
                if befell:
                    return None
            position -= 1
        return None

    def _shared(self, index: int) -> tuple[QuantityKind, str] | None:
        """What befell a neighbour joined by "and" or a comma: "menewaskan lima warga dan tiga tentara"."""
        count = self._counts[index]
        if index and self._included(self._counts[index - 1].end, count.start):
            whole = self._kind(index - 1)
            return (whole, "included") if whole in _BEFALLEN else None
        if index and self._joined(self._counts[index - 1].end, count.start):
            before = self._found[index - 1]
            if before and before[1] == "left":
                return before
        if index + 1 < len(self._counts) and self._joined(count.end, self._counts[index + 1].start):
            after = self._found[index + 1]
            if after and after[1] == "right" and count.nouns:
                return after
        return None

    def _included(self, start: int, end: int) -> bool:
        """Whether the second count is part of the first: "12 orang, termasuk empat anak"."""
        between = self._tokens[start:end]
        if not between or any(token.kind in _ENDS for token in between):
            return False
        near = between if len(between) <= 4 else between[-1:]
        return any(token.kind == "sense" and token.value.including for token in near)

    def _joined(self, start: int, end: int) -> bool:
        between = self._tokens[start:end]
        return 0 < len(between) <= 2 and all(token.kind in {"and", "comma"} for token in between)
