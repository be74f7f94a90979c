"""Noun phrases that name actors: role words with whose they are, where, and who bears them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from linimasa.resolve.lexicon import BODIES, CORES, POSTS, STATES, Entry
from linimasa.resolve.named import Line, Piece

LINKED = frozenset({"envoy", "mission"})
_OWNED = frozenset({"GOV", "MIL", "PTY"})
# Decimal logarithm of the population from which English takes a bare name for a place.
_KNOWN_PLACE, _KNOWN_TOWN = 5.0, 4.0
_LONGEST_DESCRIPTION = 2
# Sectors whose bodies belong to the country of the place in their name.
_LOCAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "EDU", "MED", None})


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
        return not (core.kind in POSTS and self._modifies(phrase))

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

    def apposed(self, at: int) -> int:
        """Where a person stands after a comma at ``at`` as another name of what comes before; else ``at``."""
        if self.form(at) != ",":
            return at
        start = at + 1
        while (piece := self.piece(start)) and piece.of("rank") and not piece.person:
            start = piece.end
        piece = self.piece(start)
        if piece and piece.of("given") and not piece.person:
            piece = self.piece(piece.end)
        if piece is None or not piece.person:
            return at
        after = piece.end + (self.form(piece.end) == ",")
        following = self.line.sentence.words[after] if after < len(self.line) else None
        return at if following is None or following.upos == "CCONJ" else at + 1

    def served(self, phrase: Phrase, at: int) -> int:
        """Takes the person whom the role serves (the lawyer of X) and its bearer after a comma; returns the end."""
        assert phrase.core is not None
        after = self.apposed(at)
        if after == at and phrase.core.kind != "agent":
            return at
        if self.line.language == "en" or (after > at and phrase.core.kind not in ("agent", "speaker", "envoy")):
            return at
        phrase.owner, phrase.person = phrase.person, None
        phrase.role_end = at
        return self.person_from(phrase, after, guess=False) if after > at else at

    def finish(self, phrase: Phrase, end: int) -> Phrase:
        """Closes the phrase at ``end``."""
        phrase.end = end
        if phrase.role_end < 0:
            phrase.role_end = phrase.person[0] if phrase.person else end
        return phrase

    def owns(self, phrase: Phrase) -> bool:
        """Whether a person named after the role owns the body instead of bearing the role."""
        return phrase.core is not None and phrase.core.kind == "organ" and phrase.core.sector in _OWNED


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

    def _from(self, phrase: Phrase, at: int) -> None:
        """Takes the country that a preposition gives, which stays a name of its own (``jaksa dari X``)."""
        link, piece = self.piece(at), self.piece(at + 1)
        if link is None or piece is None or phrase.states or phrase.core is None or phrase.person:
            return
        core = phrase.core
        seated = core.kind in ("organ", "people") and core.sector != "MIL"
        if link.of("origin") or (link.of("local") and seated):
            self.takes_state(phrase, piece)

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
        start = self.apposed(after) if phrase.core.kind in POSTS else here
        start = here if start == after else start
        is_post = phrase.core.kind in POSTS
        end = self.person_from(phrase, start, guess=is_post and not self.line.sentence.headline)
        if phrase.person is None:
            self._from(phrase, sure)
            return self.finish(phrase, sure)
        phrase.role_end = here
        if self.owns(phrase):
            phrase.owner, phrase.person = phrase.person, None
            return self.finish(phrase, end)
        return self.finish(phrase, self.served(phrase, end))


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
            if self.form(here) in ("'s", "’s", "'", "’") and piece.of(STATES | BODIES | {"place", "organ"}):
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
        if joined != "of" and not linked and not (is_post and joined in ("for", "at")):
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
        if piece.person and joined == "of" and phrase.core.kind == "organ":
            phrase.owner = (piece.start, piece.end)
            return piece.end
        if linked and joined != "of":
            return piece.end if piece.of(STATES | BODIES) else here
        if piece.of("field"):
            return self._after(phrase, piece.end)
        if self.takes_state(phrase, piece) or self.takes_body(phrase, piece):
            return piece.end
        core = self.is_core(inner)
        if core and self.may_hold(phrase, core):
            phrase.nested.append(core)
            return self._after(phrase, piece.end)
        return here

    def _with_person(self, phrase: Phrase, here: int) -> Phrase:
        assert phrase.core is not None
        is_post = phrase.core.kind in POSTS
        start = self.apposed(here) if is_post else here
        end = self.person_from(phrase, start, guess=is_post and not self.line.sentence.headline)
        if phrase.person is None:
            return self.finish(phrase, here)
        phrase.role_end = here
        if is_post and not (phrase.states or phrase.bodies):
            end = self._after(phrase, end)
        return self.finish(phrase, end)


def find_phrases(line: Line) -> list[Phrase]:
    """The phrases of a line, in order."""
    grammar = HeadLast if line.language == "en" else HeadFirst
    return grammar(line).phrases()
