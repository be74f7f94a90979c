"""Reads noun phrases whose head comes first, as in Indonesian: ``juru bicara Kementerian Luar Negeri Iran X``."""

from __future__ import annotations

from linimasa.resolve.lexicon import BODIES, LINKED, POSTS, STATES
from linimasa.resolve.phrases import Grammar, Phrase

# Sectors whose bodies a person named after them heads: the government of X.
_OWNED = frozenset({"GOV", "MIL", "PTY"})
# Sectors whose bodies belong to the country of the place in their name.
_LOCAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "EDU", "MED", None})
# Decimal logarithm of the population from which a name inside a body's name is taken for a place.
_KNOWN_PLACE = 5.0
_LONGEST_DESCRIPTION = 2


class HeadFirst(Grammar):
    """Indonesian order: ``juru bicara Kementerian Luar Negeri Iran Esmaeil Baghaei``."""

    def phrase_at(self, at: int) -> Phrase | None:
        counted = self.piece(at)
        if counted and counted.of("classifier"):
            phrase = self.phrase_at(counted.end)
            if phrase:
                phrase.start, phrase.first = at, phrase.name_start
            return phrase
        return self._role_at(at)

    def _role_at(self, at: int) -> Phrase | None:
        phrase = Phrase(self.line, at, at)
        here, hopeful = at, False
        while (piece := self.piece(here)) and (piece.of("former") or piece.of("next")):
            phrase.former |= piece.of("former") is not None
            hopeful |= piece.of("next") is not None
            here = piece.end
        core = self.is_core(here)
        if core is None:
            return self._ranked(phrase, here)
        phrase.core, phrase.core_at = core, here
        phrase.hopeful = hopeful and core.kind in POSTS
        sure = here = max(self.pieces_end(here), self.line.body_end.get(here, 0))
        if here == self.pieces_end(phrase.core_at):
            sure = here = self._open(here)
        phrase.named = here > self.pieces_end(phrase.core_at)
        if phrase.named:
            self._inside(phrase, self.pieces_end(phrase.core_at), here)
        while here < len(self.line):
            step = self._complement(phrase, here)
            if step is None:
                break
            here, good = step
            if good:
                sure = here
        return self._with_person(phrase, here, sure)

    def pieces_end(self, at: int) -> int:
        """The end of the piece at ``at``."""
        piece = self.piece(at)
        return piece.end if piece else at + 1

    def _open(self, at: int) -> int:
        """The end of the words with capitals from ``at`` that say what an office or a body is for."""
        piece = next((p for p in self.line.pieces.values() if p.end == at and p.of("open")), None)
        if piece is None or self.line.sentence.headline:
            return at
        end = at
        while self.line.field_like(end) and self.form(end) and not self.is_core(end):
            end += 1
            if self.line.sentence.words[end - 1].upos != "CCONJ" and self._joins(end):
                end += 1
        return end

    def _further_field(self, phrase: Phrase, at: int) -> int:
        """The end of ``and`` with the words after it, where they are a further field of an office; else ``at``."""
        assert phrase.core is not None
        if not self._joins(at) or self.line.sentence.headline or phrase.states or phrase.bodies:
            return at
        if phrase.core.forms[0].lower() not in self.line.grammar["fields_of"]:
            return at
        end = at + 1
        while self.line.field_like(end):
            end += 1
        return end

    def _joins(self, at: int) -> bool:
        return at + 1 < len(self.line) and self.line.sentence.words[at].upos == "CCONJ" and self.line.field_like(at + 1)

    def _ranked(self, phrase: Phrase, at: int) -> Phrase | None:
        piece = self.piece(at)
        rank = piece.of("rank") if piece else None
        if rank is None:
            return None
        phrase.core, phrase.core_at = rank, at
        end = self.person_from(phrase, at, guess=not self.line.sentence.headline and rank.sector is not None)
        return self.finish(phrase, end) if phrase.person else None

    def _inside(self, phrase: Phrase, start: int, end: int) -> None:
        """Takes the countries and bodies inside a name that the reader found whole."""
        for at in range(start, end):
            piece = self.piece(at)
            if piece and piece.end <= end:
                self.takes_state(phrase, piece) or self.takes_body(phrase, piece)
        if phrase.states or phrase.core is None or phrase.core.sector not in _LOCAL:
            return
        free = [at for at in range(start, end) if self.piece(at) is None]
        places = [p for at in free if (p := self.line.place_at(at, least=_KNOWN_PLACE))]
        if places:
            phrase.place, phrase.placed = next((c for _, c in places if c), None), True

    def _complement(self, phrase: Phrase, at: int) -> tuple[int, bool] | None:
        """One step further: the end of what belongs to the phrase at ``at``, and whether the phrase may end there."""
        piece = self.piece(at)
        if piece is None and (end := self._open(at)) > at:
            return end, True
        if piece is None or piece.person:
            place = None if piece else self._place(phrase, at)
            if place:
                return place, True
            end = self._further_field(phrase, at)
            if end > at:
                return end, True
            end = max(self.bracketed(at), 0 if piece else self._described(phrase, at))
            return (end, False) if end > at else None
        inner = self.is_core(at)
        if piece.of("field") and not (inner and inner.kind != "part" and self.may_hold(phrase, inner)):
            return piece.end, True
        if self.takes_state(phrase, piece) or self.takes_body(phrase, piece):
            return piece.end, True
        if inner and self.may_hold(phrase, inner):
            phrase.nested.append(inner)
            end = max(piece.end, self.line.body_end.get(at, 0))
            self._inside(phrase, piece.end, end)
            return end, True
        if piece.of("filler"):
            return piece.end, self.form(at)[:1].isupper() and not self.line.sentence.headline
        if piece.of("division") and (place := self._place(phrase, piece.end)):
            return place, True
        if piece.of("link") and phrase.core and phrase.core.kind in LINKED:
            return self._linked(piece.end)
        return None

    def _described(self, phrase: Phrase, at: int) -> int:
        """The end of words that only describe the role before a country or body (``otoritas telekomunikasi X``)."""
        words = self.line.sentence.words
        end = at
        while end < len(words) and end < at + _LONGEST_DESCRIPTION and self.piece(end) is None:
            word = words[end]
            ordinal = word.upos in ("NUM", "ADJ") and any(c.isdigit() for c in word.form)
            plain = word.upos in ("NOUN", "ADJ") and word.form.islower() and phrase.start <= word.head < end
            if not (ordinal or plain):
                break
            end += 1
        piece = self.piece(end)
        if end == at or piece is None or piece.person or not (piece.of(STATES) or piece.of(BODIES)):
            return at
        return end

    def _linked(self, at: int) -> tuple[int, bool] | None:
        piece = self.piece(at)
        if piece:
            return (piece.end, True) if piece.of(STATES) or piece.of(BODIES) else None
        place = self.line.place_at(at)
        return (place[0], True) if place else None

    def _place(self, phrase: Phrase, at: int) -> int | None:
        """Takes the place that the role is of."""
        found = self.line.place_at(at)
        if found is None or phrase.placed:
            return None
        phrase.placed, phrase.place = True, found[1]
        return found[0]

    def _with_person(self, phrase: Phrase, here: int, sure: int) -> Phrase:
        assert phrase.core is not None
        after = here + (self.form(here).lower() in self.line.clitics)  # his lawyer, X
        start = self.apposed(phrase, after) if phrase.core.kind in POSTS else here
        start = here if start == after else start
        is_post = phrase.core.kind in POSTS
        end = self.person_from(phrase, start, guess=is_post and not self.line.sentence.headline)
        if phrase.person is None:
            self.from_state(phrase, sure)
            return self.finish(phrase, sure)
        phrase.role_end = here
        if self.owns(phrase):
            phrase.owner, phrase.person = phrase.person, None
            return self.finish(phrase, end)
        return self.finish(phrase, self.served(phrase, end))

    def served(self, phrase: Phrase, at: int) -> int:
        """Takes the person whom the role serves (the lawyer of X) and its bearer after a comma; returns the end."""
        assert phrase.core is not None
        after = self.apposed(phrase, at)
        if after == at and phrase.core.kind != "agent":
            return at
        if after > at and phrase.core.kind not in ("agent", "speaker", "envoy"):
            return at
        phrase.owner, phrase.person = phrase.person, None
        phrase.role_end = at
        return self.person_from(phrase, after, guess=False) if after > at else at

    def owns(self, phrase: Phrase) -> bool:
        """Whether a person named after the role owns the body instead of bearing the role."""
        return phrase.core is not None and phrase.core.kind == "organ" and phrase.core.sector in _OWNED
