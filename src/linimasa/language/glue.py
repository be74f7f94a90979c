"""Finds words that scraping glued together (``seranganIsraelpada``), and cuts only where it is sure."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import simplemma

from linimasa.language import files, vocabulary

_INNER_CAPITAL = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_GLUED_BEFORE = re.compile(r"[^\W\d_A-Z]{2,}(?=[A-Z])")
_ACRONYM = re.compile(r"[A-Z]{2,}(?=[^\W\d_A-Z]{3,}\Z)")
_NUMBERED = re.compile(r"\w*\d(?=[^\W\d_]{4,}\Z)")
_KNOWN = 3
_SHORTEST = 4
_SHORTEST_VERB = 6
_LONGEST_PIECE = 40
_FEWEST_LETTERS = 7
# What a further part costs, as the log of a count: above the commonest word, so that fewer parts win.
_SURPRISE = math.log(50_000)


@dataclass(frozen=True, slots=True)
class Gluing:
    """What may be cut apart in one language; ``counts`` are the reports that use a word."""

    language: str
    counts: Mapping[str, int]
    joints: frozenset[str]
    bound: frozenset[str]
    verb_beginnings: tuple[str, ...]
    whole: frozenset[str]
    pairs: bool
    inner_capital: frozenset[str]
    inner_beginnings: tuple[str, ...]
    known_name: int = 8
    common: int = 40
    very_common: int = 150

    @classmethod
    @cache
    def of(cls, language: str) -> Gluing:
        """The rules of ``id`` or ``en``, with the built vocabulary."""
        return cls.with_counts(language, vocabulary.reports_with(language))

    @classmethod
    def with_counts(cls, language: str, counts: Mapping[str, int]) -> Gluing:
        """The rules of ``id`` or ``en`` with other counts (the vocabulary's builder has its own)."""
        stored = files.toml(f"language/{language}", "tokens.toml")
        return cls(
            language=language,
            counts=counts,
            joints=frozenset(stored["joints"]),
            bound=frozenset(stored["bound"]) | frozenset(stored["hyphen_prefixes"]),
            verb_beginnings=tuple(stored["verb_beginnings"]),
            whole=frozenset(stored["whole"]),
            pairs=stored["glued_pairs"],
            inner_capital=frozenset(stored["inner_capital"]),
            inner_beginnings=tuple(stored["inner_capital_beginnings"]),
        )

    def cuts(self, form: str) -> tuple[int, ...]:
        """Where ``form`` falls apart into words, as offsets; empty where it is one word or in doubt."""
        if len(form) < _SHORTEST or self._whole(form):
            return ()
        if not form.isalpha():
            return self._after_number(form)
        bounds = [0, *(match.start() for match in _INNER_CAPITAL.finditer(form)), len(form)]
        pieces = list(pairwise(bounds))
        if len(pieces) == 1:
            return self.plain_cuts(form)
        found: set[int] = set()
        sure = [False] * len(pieces)
        for index, (start, end) in enumerate(pieces):
            inside = self.plain_cuts(form[start:end])
            found.update(start + cut for cut in inside)
            sure[index] = bool(inside)
        for index in range(len(pieces) - 1):
            left, right = (form[start:end] for start, end in pieces[index : index + 2])
            if self._parts(left, right, left_cut=sure[index], right_cut=sure[index + 1]):
                found.add(pieces[index][1])
        return tuple(sorted(found))

    def _after_number(self, form: str) -> tuple[int, ...]:
        """Where a very common word is glued onto a name or number that ends in a digit (``J8akan``)."""
        match = _NUMBERED.match(form)
        return (match.end(),) if match and self._sure_after(form[match.end() :]) else ()

    def _after_acronym(self, piece: str) -> tuple[int, ...]:
        """Where a word is glued onto a known acronym (``KPKmengatakan``)."""
        match = _ACRONYM.match(piece)
        if match is None or self.counts.get(match.group(), 0) < self.known_name:
            return ()
        rest = piece[match.end() :]
        verb = self._goes_on(rest) and self._count(rest) >= self.known_name
        return (match.end(),) if verb or self._sure_after(rest) else ()

    def _sure_after(self, rest: str) -> bool:
        return rest in self.joints or (len(rest) >= _SHORTEST and self._count(rest) >= self.very_common)

    def _whole(self, form: str) -> bool:
        if form in self.inner_capital or form.lower() in self.whole:
            return True
        return any(
            form.startswith(beginning) and form[len(beginning) : len(beginning) + 1].isupper()
            for beginning in self.inner_beginnings
        )

    def _count(self, form: str) -> int:
        return max(self.counts.get(form, 0), self.counts.get(form.lower(), 0))

    def _parts(self, left: str, right: str, *, left_cut: bool, right_cut: bool) -> bool:
        """Whether a small letter and a capital after it belong to two words."""
        if left[0].isupper():
            if len(left) < _SHORTEST and not left_cut:
                return False
            if left_cut or (self._count(left) >= self.common and len(left) > _SHORTEST):
                return len(right) >= 3
            return self._count(left) >= self.known_name and (self._count(right) >= self.common or right_cut)
        if len(left) < 2:
            return False
        if left_cut or self._count(left) >= self.very_common:
            return len(right) >= 2
        return self._count(left) >= _KNOWN and (self._count(right) >= _KNOWN or right_cut)

    def beginning(self, form: str) -> int:
        """Letters of a very common word glued before a name that may hold any sign (``iniBerita7.com``); or 0."""
        match = _GLUED_BEFORE.match(form)
        if match and self._count(match.group()) >= self.very_common and not self._whole(form):
            return match.end()
        return 0

    def plain_cuts(self, piece: str) -> tuple[int, ...]:
        """Where a piece without inner capitals falls apart; a word of any language known here never does."""
        size = len(piece)
        if piece[:2].isupper():
            return self._after_acronym(piece)
        if size < _FEWEST_LETTERS or size > _LONGEST_PIECE or not piece[1:].islower():
            return ()
        if self._count(piece) >= _KNOWN or simplemma.is_known(piece.lower(), lang=("id", "en")):
            return ()
        best: list[tuple[float, tuple[int, ...]] | None] = [None] * (size + 1)
        best[0] = (0.0, ())
        for start in range(size):
            here = best[start]
            if here is None:
                continue
            for end in range(start + 2, size + 1):
                count = self._part_count(piece, start, end)
                if not count:
                    continue
                score = here[0] + math.log(count) - _SURPRISE
                there = best[end]
                if there is None or score > there[0]:
                    best[end] = (score, here[1] if start == 0 else (*here[1], start))
        found = best[size]
        if found is None or not found[1]:
            return ()
        parts = {piece[start:end].lower() for start, end in pairwise((0, *found[1], size))}
        return found[1] if self.pairs or parts & self.joints else ()

    def _part_count(self, piece: str, start: int, end: int) -> int:
        """How common a part is, 0 where it is no part to cut at."""
        part = piece[start:end]
        lower = part.lower()
        if lower in self.bound:
            return 0
        if lower in self.joints:
            return self.counts.get(lower, 0) if start > 0 or len(part) > 2 else 0
        if start == 0 and part[0].isupper() and part in self.counts:
            enough = self.known_name if len(part) > _SHORTEST else self.common
            return self.counts[part] if len(part) >= _SHORTEST and self.counts[part] >= enough else 0
        if start > 0 and piece[0].isupper() and not self._goes_on(lower):
            return 0
        count = self.counts.get(lower, 0)
        # A short last part may be an ending; it has to be very common to be a word.
        if end == len(piece) and len(part) <= _SHORTEST:
            enough = self.very_common
        elif self._goes_on(lower) and start > 0:
            enough = self.known_name
        else:
            enough = self.common if len(part) < _SHORTEST_VERB else self.common // 2
        return count if len(part) >= _SHORTEST and count >= enough else 0

    def _goes_on(self, part: str) -> bool:
        """Whether a word may be glued onto a name: place names are made of nouns (Jatinegara), so a verb."""
        return len(part) >= _SHORTEST_VERB and part.startswith(self.verb_beginnings)
