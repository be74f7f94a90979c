"""Noun phrases that name actors: role words with whose they are, where, and who bears them.

What both orders share; ``head_first`` reads Indonesian, ``head_last`` English.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from linimasa.resolve.lexicon import BODIES, CORES, POSTS, STATES, Entry
from linimasa.resolve.named import Line, Piece
from linimasa.resolve.persons import offices

_OBJECTS = ("obj", "obl", "iobj", "nmod")


@dataclass(slots=True)
class Phrase:
    """Words ``[start, end)`` that name one actor.

    ``core`` is the role word at ``core_at``, None where the phrase is a bare name. ``states`` and ``bodies``
    are the countries and organisations that the phrase says the actor belongs to, ``nested`` further role
    words inside it, ``person`` the words of the name, ``owner`` those of a person whose body it is
    (the government of X), ``place`` the country of a place that it names, ``bearer`` the phrase beside it
    that names who bears the role.
    """

    line: Line
    start: int
    end: int
    core: Entry | None = None
    core_at: int = -1
    role_end: int = -1
    nested: list[Entry] = field(default_factory=list)
    states: list[Entry] = field(default_factory=list)
    bodies: list[Piece] = field(default_factory=list)
    person: tuple[int, int] | None = None
    owner: tuple[int, int] | None = None
    place: str | None = None
    placed: bool = False
    former: bool = False
    hopeful: bool = False
    indefinite: bool = False
    definite: bool = False
    named: bool = False
    piece: Piece | None = None
    first: int = -1
    bearer: Phrase | None = None

    @property
    def name_start(self) -> int:
        """The first word of the name, without what counts (two *people* ...)."""
        return self.first if self.first >= 0 else self.start


class Grammar:
    """Finds the phrases of a line from left to right; each language's order is a subclass."""

    def __init__(self, line: Line) -> None:
        self.line = line

    def phrases(self) -> list[Phrase]:
        """All phrases, none overlapping another."""
        found = []
        at = 0
        while at < len(self.line):
            phrase = self.phrase_at(at) or self.bare(at)
            if phrase is None:
                at += 1
                continue
            phrase.indefinite = self.is_indefinite(phrase.start)
            phrase.definite = any(p.of("the") for p in (self.piece(at - 1),) if p)
            if self.settle(phrase):
                found.append(phrase)
            at = phrase.end
        for name, role in pairwise(found):
            if self._is_apposition(name, role):
                role.bearer = name
        return found

    def _is_apposition(self, name: Phrase, role: Phrase) -> bool:
        """Whether a role stands after a comma as another name of the person before: ``X, the mayor of Y,``."""
        if name.person is None or role.core is None or role.core.kind not in POSTS or role.person:
            return False
        at = name.end
        if self.form(at) != ",":
            return False
        at += 1
        while (piece := self.piece(at)) and (piece.of("the") or piece.of("before")) and at < role.start:
            at = piece.end
        words = self.line.sentence.words
        after = role.end + (self.form(role.end) == ",")
        return at == role.start and not (after < len(words) and words[after].upos == "CCONJ")

    def settle(self, phrase: Phrase) -> bool:
        """Whether the phrase names an actor; a role word that stands alone takes its plainest meaning."""
        core = phrase.core
        if core is None or phrase.person or phrase.owner or phrase.named:
            return True
        if phrase.states or phrase.bodies or phrase.placed or any(n.kind != "part" for n in phrase.nested):
            return True
        piece = self.piece(phrase.core_at)
        assert piece is not None
        if piece.of(BODIES):
            phrase.piece = piece
            return True
        if core.kind == "leader":
            phrase.core = piece.of("people")
        if core.kind == "part" or phrase.core is None or self._describes(phrase, piece):
            return False
        return not (core.kind in POSTS | {"people"} and self._modifies(phrase))

    def _describes(self, phrase: Phrase, piece: Piece) -> bool:
        """Whether a word such as ``military`` only describes the noun before it."""
        word = self.line.sentence.words[piece.start]
        if piece.of("adjective") is None or word.head != phrase.start - 1 or word.head < 0:
            return False
        return self.line.sentence.words[word.head].upos == "NOUN"

    def _modifies(self, phrase: Phrase) -> bool:
        """Whether a post stands before a noun that it only describes (justice system)."""
        word = self.line.sentence.words[phrase.end - 1]
        return word.upos == "ADJ" or (word.deprel in ("compound", "amod") and word.head == phrase.end)

    def phrase_at(self, at: int) -> Phrase | None:
        """The phrase around a role word that begins at ``at``."""
        raise NotImplementedError

    def piece(self, at: int) -> Piece | None:
        """The piece that begins at ``at``."""
        return self.line.pieces.get(at)

    def bare(self, at: int) -> Phrase | None:
        """A name that stands without a role."""
        piece = self.piece(at)
        if piece is None:
            return None
        phrase = Phrase(self.line, at, piece.end, piece=piece)
        if piece.person:
            phrase.person = (at, piece.end)
        elif not (piece.of(STATES) or piece.of(BODIES)):
            return None
        return phrase

    def from_state(self, phrase: Phrase, at: int) -> None:
        """Takes the country that a preposition gives, which stays a name of its own (``jaksa dari X``, police in X).

        Soldiers, refugees, tourists in a country need not be its own.
        """
        link, after = self.piece(at), at + 1
        if (piece := self.piece(after)) and piece.of("the"):
            after = piece.end
        piece = self.piece(after)
        if link is None or piece is None or phrase.states or phrase.core is None or phrase.person:
            return
        core, words = phrase.core, " ".join(self.line.forms[phrase.core_at : at]).casefold()
        guests = words in self.line.grammar["strangers"] or core.sector == "MIL"
        seated = core.kind in ("organ", "people") and not guests
        if link.of("origin") or (link.of("local") and seated):
            self.takes_state(phrase, piece)

    def is_indefinite(self, at: int) -> bool:
        """Whether the word before says that no certain one is meant."""
        return any(p.end == at and p.of("before") for p in (self.piece(at - 1), self.piece(at - 2)) if p)

    def form(self, at: int) -> str:
        """The word at ``at``; empty past the end."""
        return self.line.forms[at] if 0 <= at < len(self.line) else ""

    def is_core(self, at: int) -> Entry | None:
        """The role word that begins at ``at``, where the parse does not make it a verb."""
        piece = self.piece(at)
        if piece is None:
            return None
        if piece.end - at == 1 and self.line.sentence.words[at].upos in ("VERB", "AUX", "ADV", "ADP"):
            return None
        if self.form(at - 1).isdigit() and self.form(at).isupper():  # 8 PM
            return None
        place = self.line.place_at(at)
        if place and place[0] > piece.end:  # Raja Ampat is no king
            return None
        return piece.of(POSTS) or piece.of(CORES)

    def person_from(self, phrase: Phrase, at: int, *, guess: bool) -> int:
        """Takes the person named from ``at``, titles first; returns the end, or ``at`` where there is none."""
        start = at
        while (piece := self.piece(start)) and piece.of("rank") and not piece.person:
            start = piece.end
            if self.form(start) == "." and self.piece(start + 1):
                start += 1
        if self.form(start) == "(" and self.form(start + 2) == ")" and start > at:
            start += 3
        piece = self.piece(start)
        if piece and piece.person:
            phrase.person = (start, piece.end)
            return piece.end
        following = self.piece(piece.end) if piece and piece.of("given") else None
        if following and following.person:
            phrase.person = (start, following.end)
            return following.end
        end = start
        while guess and end < len(self.line) and self.line.name_like(end) and end not in self.line.body_end:
            end += 1
        if end == start:
            return at
        phrase.person = (start, end)
        return end

    def takes_state(self, phrase: Phrase, piece: Piece) -> bool:
        """Takes a country that the phrase belongs to."""
        state = piece.of(STATES)
        if state is None or phrase.states:
            return False
        phrase.states.append(state)
        return True

    def takes_body(self, phrase: Phrase, piece: Piece) -> bool:
        """Takes an organisation that the phrase belongs to."""
        body = piece.of(BODIES)
        if body is None or len(phrase.bodies) > 1:
            return False
        if phrase.core and phrase.core.kind == "part" and phrase.core.sector == "BUS" and body.sector != "BUS":
            return False  # a firm that is called as a state body is
        phrase.bodies.append(piece)
        return True

    def may_hold(self, phrase: Phrase, inner: Entry) -> bool:
        """Whether the phrase's role may be that of a further role (spokesman of the army)."""
        held = phrase.nested[-1] if phrase.nested else phrase.core
        assert held is not None
        if phrase.bodies and inner.kind in POSTS:  # members of X, led by Y
            return False
        if held.kind in ("leader", "speaker"):
            return True
        if held.kind == "organ":
            return inner.kind == "organ" and inner.sector == held.sector and inner.id != held.id
        return held.kind in POSTS and inner.kind in ("organ", "part") and inner.id != held.id

    def bracketed(self, at: int) -> int:
        """The end of a bracket of one or two words at ``at`` (an abbreviation), else ``at``."""
        if self.form(at) != "(":
            return at
        for end in (at + 2, at + 3):
            if self.form(end) == ")" and self.form(at + 1)[:1].isupper():
                return end + 1
        return at

    def apposed(self, phrase: Phrase, at: int) -> int:
        """Where a person stands after a comma at ``at`` as another name of the phrase before; else ``at``."""
        if self.form(at) != ",":
            return at
        start = at + 1
        while (piece := self.piece(start)) and piece.of("rank") and not piece.person:
            start = piece.end
        piece = self.piece(start)
        if piece and piece.of("given") and not piece.person:
            piece = self.piece(piece.end)
        if piece is None or not piece.person or self._is_another(phrase, piece):
            return at
        words = self.line.sentence.words
        closed = self.form(piece.end) == ","
        after = piece.end + closed
        if after >= len(words) or words[after].upos == "CCONJ":
            return at
        # "After meeting the president of X, Y said": what the clause before ends with is not who speaks next.
        ends_clause = words[phrase.core_at].deprel.startswith(_OBJECTS) and words[piece.start].deprel.startswith(
            "nsubj"
        )
        return at if ends_clause and not closed else at + 1

    @staticmethod
    def _is_another(phrase: Phrase, piece: Piece) -> bool:
        """Whether a known person cannot bear the role because it is of another country."""
        known = piece.of("person")
        countries = {office.country for office in offices().get(known.id or "", ())} if known else set()
        return bool(countries and phrase.states and phrase.states[0].country not in countries)

    def finish(self, phrase: Phrase, end: int) -> Phrase:
        """Closes the phrase at ``end``."""
        phrase.end = end
        if phrase.role_end < 0:
            phrase.role_end = phrase.person[0] if phrase.person else end
        return phrase
