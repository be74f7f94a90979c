"""Reads noun phrases whose head comes last, as in English: ``Russian Foreign Minister X``, ``the leader of Y``."""

from __future__ import annotations

from linimasa.resolve.lexicon import BODIES, CORES, LINKED, POSTS, STATES, Entry
from linimasa.resolve.named import Piece
from linimasa.resolve.phrases import Grammar, Phrase

# Decimal logarithm of the population from which a bare name is taken for a place; after ``of`` a town will do.
_KNOWN_PLACE, _KNOWN_TOWN = 5.0, 4.0


class HeadLast(Grammar):
    """English order: ``Russian Foreign Minister Sergey Lavrov``, ``the leader of Hamas``."""

    _BEFORE = frozenset({"filler", "field", "former", "next", "division"})

    def phrase_at(self, at: int) -> Phrase | None:
        phrase = Phrase(self.line, at, at)
        run = self._run(at)
        cores = [piece for piece in run if self.is_core(piece.start)]
        if not cores:
            return self._ranked(phrase, at)
        last = cores[-1]
        run = run[: run.index(last) + 1]
        phrase.core, phrase.core_at = self.is_core(last.start), last.start
        for piece in run[:-1]:
            self._before(phrase, piece)
        here = self._after(phrase, last.end)
        return self._with_person(phrase, here)

    def _ranked(self, phrase: Phrase, at: int) -> Phrase | None:
        piece = self.piece(at)
        if piece is None or not piece.of("rank"):
            return None
        phrase.core, phrase.core_at = piece.of("rank"), at
        end = self.person_from(phrase, at, guess=not self.line.sentence.headline)
        return self.finish(phrase, end) if phrase.person else None

    def _run(self, at: int) -> list[Piece]:
        """The pieces from ``at`` that may all belong to one noun phrase."""
        run: list[Piece] = []
        here = at
        states = 0
        while (piece := self.piece(here) or self._placed(here)) and not piece.person:
            states += piece.of(STATES) is not None
            if states > 1 or not (piece.of(STATES | BODIES | CORES | self._BEFORE) or piece.of("place")):
                break
            run.append(piece)
            here = self._joined(piece)
            if self.form(here) in self.line.grammar["possessives"] and piece.of(STATES | BODIES | {"place", "organ"}):
                here += 1
        return run

    def _joined(self, piece: Piece) -> int:
        """Where the run goes on after a piece: past an ``and`` between two fields of one office."""
        following = self.piece(piece.end + 1)
        word = self.line.sentence.words[piece.end] if piece.end < len(self.line) else None
        if word and word.upos == "CCONJ" and piece.of("field") and following and following.of("field"):
            return piece.end + 1
        return piece.end

    def _placed(self, at: int) -> Piece | None:
        found = self.line.place_at(at, least=_KNOWN_PLACE)
        if found is None or self.line.sentence.words[at].upos != "PROPN":
            return None
        return Piece(at, found[0], (Entry("place", (), None, found[1]),))

    def _before(self, phrase: Phrase, piece: Piece) -> None:
        phrase.former |= piece.of("former") is not None
        place = piece.of("place")
        inner = self.is_core(piece.start)
        if place:
            phrase.placed, phrase.place = True, place.country
        elif self.takes_state(phrase, piece) or self.takes_body(phrase, piece):
            return
        elif inner and not (inner.kind == "part" and piece.of(frozenset({"filler", "field"}))):
            phrase.nested.append(inner)

    def _after(self, phrase: Phrase, at: int) -> int:
        """Takes ``of X``, ``for X``; returns where the phrase ends."""
        here = self.bracketed(at)
        link = self.piece(here)
        assert phrase.core is not None
        if link is None or not link.of("link"):
            return here
        joined = self.form(here).lower()
        linked = phrase.core.kind in LINKED
        is_post = phrase.core.kind in POSTS
        owns = joined in self.line.grammar["whose"]
        if not owns and not linked and not (is_post and joined in self.line.grammar["what_for"]):
            return here
        inner = link.end
        while (piece := self.piece(inner)) and (piece.of("the") or piece.of("filler")):
            inner = piece.end
        piece = self.piece(inner)
        if piece is None:
            place = self.line.place_at(inner, least=_KNOWN_TOWN)
            if place is None or linked or self.line.sentence.words[inner].upos != "PROPN":
                return here
            phrase.placed, phrase.place = True, place[1]
            return place[0]
        if piece.person and owns and phrase.core.kind == "organ":
            phrase.owner = (piece.start, piece.end)
            return piece.end
        if linked and not owns:
            return piece.end if piece.of(STATES | BODIES) else here
        if piece.of("field"):
            return self._after(phrase, piece.end)
        if self.takes_state(phrase, piece) or self.takes_body(phrase, piece):
            return piece.end
        core = self.is_core(inner)
        if core and self.may_hold(phrase, core):
            phrase.nested.append(core)
            named = self.piece(piece.end)
            if named and named.person:  # the spokesman of President X is not X
                phrase.owner = (named.start, named.end)
                return named.end
            return self._after(phrase, piece.end)
        return here

    def _with_person(self, phrase: Phrase, here: int) -> Phrase:
        assert phrase.core is not None
        is_post = phrase.core.kind in POSTS
        start = self.apposed(phrase, here) if is_post else here
        end = self.person_from(phrase, start, guess=is_post and not self.line.sentence.headline)
        if phrase.person is None:
            if self._is_described(phrase, here):
                self.from_state(phrase, here)
            return self.finish(phrase, here)
        phrase.role_end = here
        if is_post and not (phrase.states or phrase.bodies):
            end = self._after(phrase, end)
        return self.finish(phrase, end)

    def _is_described(self, phrase: Phrase, preposition: int) -> bool:
        """Whether a preposition after the phrase begins a description of it, and not where something is done."""
        words = self.line.sentence.words
        if preposition >= len(words) or words[preposition].upos != "ADP":
            return False
        place = words[preposition].head
        return place > preposition and phrase.start <= words[place].head < preposition
