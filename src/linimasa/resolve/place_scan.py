"""Finds in one sentence what may be a place: names the gazetteer knows, and unknown ones after a word for a kind.

What is inside the name of a body, a title or a person is found too, but as ``aside``: it tells which countries a
report speaks of, and is no place of its own.
"""

from __future__ import annotations

import unicodedata

import msgspec
from msgspec.structs import replace

from linimasa.model import Span
from linimasa.resolve.gazetteer import Entry, Gazetteer
from linimasa.resolve.place_tokens import Line, Token
from linimasa.resolve.place_words import PlaceWords, Relation

Words = tuple[int, int]
GUESS = "guess"  # the kind of what only the reader takes for a place


class Found(msgspec.Struct, frozen=True):
    """What may be a place: tokens ``[first, last)`` of a line with its kind words, of which ``[name, end)`` name it.

    ``kind``: what a kind word before or after it says that it is, ``guess`` where only the reader takes it for a place.
    ``entries``: all places of that name.
    ``alone``: no unexplained name stands directly beside it. ``aside``: it is part of another name.
    ``within``: all places of the name that it ends with (``Pelabuhan Makassar``).
    ``relation``: the word before it that places something there; ``cue`` the span of that word.
    """

    line: Line
    first: int
    last: int
    name: int
    end: int
    entries: tuple[Entry, ...]
    kind: str | None = None
    alone: bool = True
    aside: bool = False
    within: tuple[Entry, ...] = ()
    relation: Relation | None = None
    cue: Span | None = None

    @property
    def key(self) -> str:
        return " ".join(t.key for t in self.line.tokens[self.name : self.end])

    @property
    def span(self) -> Span:
        tokens = self.line.tokens
        return tokens[self.name].start, tokens[self.end - 1].end

    @property
    def label(self) -> str | None:
        """The reader's label for the whole name; None where it has none or several."""
        labels = {t.label for t in self.line.tokens[self.name : self.end]}
        return labels.pop() if len(labels) == 1 else None

    @property
    def labelled_alone(self) -> bool:
        """Whether the reader takes just these words, with or without the kind word, for the name of a place."""
        tokens = self.line.tokens
        named = tokens[self.name].named
        spans = {(tokens[i].start, tokens[j - 1].end) for i in (self.first, self.name) for j in (self.end, self.last)}
        return self.label == "LOC" and named in spans


def _stands_alone(token: Token) -> bool:
    """Whether what the reader named is this one word."""
    return token.named == (token.start, token.end)


class Scanner:
    """Reads lines of one language."""

    def __init__(self, gazetteer: Gazetteer, words: PlaceWords) -> None:
        self._gazetteer = gazetteer
        self._words = words
        self._titles = words.bodies | words.roles
        self.persons: set[str] = set()

    def scan(self, line: Line) -> list[Found]:
        """What may be a place in ``line``, in order; no two overlap."""
        # A name of one word may be a city that the reader takes for a person.
        self.persons.update(t.key for t in line.tokens if t.label == "PER" and t.upper and not _stands_alone(t))
        found: list[Found] = []
        at = 0
        while at < len(line.tokens):
            steps = self._step(line, at)
            found += steps
            at = max([at + 1, *(f.last for f in steps)])
        return found

    def _step(self, line: Line, at: int) -> list[Found]:
        words = self._words
        known = self._match(line, at)
        title = line.longest_phrase(at, self._titles)
        division = line.longest_phrase(at, words.divisions)
        site = line.longest_phrase(at, words.sites)
        if words.kind_first and max(title, division, site) >= max(known, 1):
            if title > max(division, site):
                return self._title(line, at, at + title)
            if division >= site and division:
                return self._division(line, at, at + division) or ([] if not known else self._plain(line, at, known))
            return self._site(line, at, at + site) or ([] if not known else self._plain(line, at, known))
        if not words.kind_first and title >= max(known, 1):
            return self._english_title(line, at, at + title)
        if known:
            return self._plain(line, at, known)
        if not line.tokens[at].upper:
            return []
        return ([] if words.kind_first else self._site_after(line, at, line.run_end(at), ())) or self._guess(line, at)

    def _guess(self, line: Line, at: int) -> list[Found]:
        """A name that the gazetteer lacks and the reader takes for a place."""
        named = line.tokens[at].named
        if line.tokens[at].label != "LOC" or named is None or named[0] != line.tokens[at].start:
            return []
        end = at + 1
        while end < len(line.tokens) and line.tokens[end].named == named and line.tokens[end].joined:
            end += 1
        name = line.tokens[at:end]
        if not all(t.upper and t.key not in self._words.boundaries for t in name) or name[0].key in self._words.parts:
            return []
        if any(line.longest_phrase(i, self._words.bodies) for i in range(at, end)):
            return []
        return [replace(self._found(line, (at, end), (at, end), ()), kind=GUESS, alone=self._alone(line, at, end))]

    # -- names the gazetteer knows

    def _match(self, line: Line, at: int) -> int:
        """How many words from ``at`` make the longest known name; 0 where none does."""
        tokens = line.tokens
        token = tokens[at]
        if not token.capital and not (token.key in self._words.sites or token.key in self._words.divisions):
            return 0
        for count in range(min(self._gazetteer.longest(token.key), len(tokens) - at), 0, -1):
            part = tokens[at : at + count]
            if count == 1 and (token.key in self._words.calendar or (len(token.key) < 3 and not token.text.isupper())):
                return 0
            if not any(t.capital for t in part) or not all(t.joined for t in part[1:]):
                continue
            if not part[-1].capital or (count == 1 and not token.capital):
                continue
            if self._mere_part(part):
                continue
            if self._gazetteer.by_key(" ".join(t.key for t in part), self._words.language):
                return count
        return 0

    def _mere_part(self, part: tuple[Token, ...]) -> bool:
        """Whether words say no more than which part of something: ``Northern``, ``Southern District``."""
        parts = sum(t.key in self._words.parts for t in part)
        kinds = sum(t.key in self._words.divisions for t in part)
        return parts + kinds == len(part) and (kinds > 0 or parts == 1)

    def _entries(self, line: Line, first: int, end: int) -> tuple[Entry, ...]:
        key = " ".join(t.key for t in line.tokens[first:end])
        return self._gazetteer.by_key(key, self._words.language)

    def _plain(self, line: Line, at: int, count: int) -> list[Found]:
        """A known name without a kind word before it."""
        end = at + count
        entries = self._entries(line, at, end)
        after = self._site_after(line, at, end, entries)
        if after:
            return after
        name_end = self._with_parts(line, end)
        kind, last = None, name_end
        if not self._words.kind_first:
            kinds = line.longest_phrase(end, self._words.divisions) if self._follows(line, end) else 0
            kind = self._words.divisions[line.phrase(end, kinds)] if kinds else None
            last = max(last, end + kinds)
        alone = self._alone(line, at, last)
        if self._words.kind_first and self._follows(line, end) and line.tokens[end].upper:
            body = line.longest_phrase(end, self._words.bodies)
            if body:
                return self._inside(line, at, end + body)
        guess = [] if alone else self._guess(line, at)
        found = self._found(line, (at, last), (at, name_end), entries)
        return guess or [replace(found, kind=kind, alone=alone)]

    def _with_parts(self, line: Line, end: int) -> int:
        """Takes a capitalised part word into the name: ``Gaza Utara``."""
        if self._words.kind_first and self._follows(line, end):
            token = line.tokens[end]
            if token.upper and token.gap == " " and token.key in self._words.parts:
                return end + 1
        return end

    @staticmethod
    def _follows(line: Line, at: int) -> bool:
        return at < len(line.tokens) and line.tokens[at].joined

    def _alone(self, line: Line, first: int, last: int) -> bool:
        """Whether no unexplained name is written together with words ``[first, last)``."""
        tokens = line.tokens
        before = tokens[first - 1] if first and tokens[first].joined else None
        after = tokens[last] if self._follows(line, last) else None
        if before is not None and tokens[first].gap == "-" and not before.capital:
            return False
        if last < len(tokens) and unicodedata.category(tokens[last].gap[:1] or " ") == "Sc":
            return False  # "US$"
        if after is not None and after.gap == "-" and not after.capital:
            return False
        if before is not None and before.key in self._words.linkers and self._linked(line, first - 1):
            return False
        return not (self._unexplained(line, first - 1, before) or self._unexplained(line, last, after))

    def _linked(self, line: Line, at: int) -> bool:
        """Whether the linking word at ``at`` ties a place to a name: ``Voice of America``."""
        before = line.tokens[at - 1] if at else None
        if before is None or not line.tokens[at].joined or not before.upper or before.label == "PER":
            return False
        return not self._words.kind_words(before.key) and before.key not in self._words.parts

    def _unexplained(self, line: Line, at: int, token: Token | None) -> bool:
        if token is None or not token.upper or (token.gap in "-/" and token.gap):
            return False
        if token.key in self._words.boundaries or token.key in self._words.parts:
            return False
        known_before = any(self._match(line, i) >= at + 1 - i for i in range(max(0, at - 2), at + 1))
        return not (known_before or token.key in self._words.divisions or token.key in self._words.locative)

    # -- kind words before the name

    def _title(self, line: Line, at: int, after: int) -> list[Found]:
        """A body or a title: what follows is part of its name; the words after a title's place are a person."""
        if not self._follows(line, after):
            return []
        kinds = line.longest_phrase(after, self._words.divisions)
        start = after + kinds
        if start >= len(line.tokens) or not line.tokens[start].capital or (kinds and not self._follows(line, start)):
            return []
        count = self._match(line, start)
        end = line.run_end(start)
        role = line.phrase(at, after - at) in self._words.roles
        if role:
            self.persons.update(t.key for t in line.tokens[start + count : end])
        if not count:
            return self._inside(line, start, max(end, start + 1))
        name = (start, start + count)
        found = self._found(line, (at, max(end, start + count)), name, self._entries(line, *name))
        return [replace(found, aside=True)]

    def _inside(self, line: Line, first: int, end: int) -> list[Found]:
        """Everything known in a run of names that is not itself a place, as asides; the last reaches to its end."""
        found: list[Found] = []
        at = first
        while at < end:
            count = min(self._match(line, at), end - at)
            if count:
                part = (at, at + count)
                found.append(replace(self._found(line, part, part, self._entries(line, *part)), aside=True))
            at += max(count, 1)
        if found:
            found[-1] = replace(found[-1], last=end)
        else:
            found = [replace(self._found(line, (first, end), (first, end), ()), aside=True)]
        return found

    def _division(self, line: Line, at: int, after: int) -> list[Found]:
        """``Kota Bandung``, ``Desa Kohod``: a word for a division and its name, known or not."""
        if not self._follows(line, after) or not line.tokens[after].capital:
            return []
        kind = self._words.divisions[line.phrase(at, after - at)]
        nested = line.longest_phrase(after, self._words.divisions)
        if nested and self._follows(line, after + nested) and line.tokens[after + nested].capital:
            return self._division(line, after, after + nested)
        found = self._known_division(line, at, after, kind) or self._unknown_division(line, at, after, kind)
        return [found] if found else []

    def _known_division(self, line: Line, at: int, after: int, kind: str) -> Found | None:
        count = self._match(line, after)
        if not count or kind == "site":
            return None
        name = (after, after + count)
        alone = self._alone(line, at, name[1])
        found = self._found(line, (at, name[1]), name, self._entries(line, *name))
        fitting = tuple(e for e in found.entries if fits(e, kind))
        if fitting and (alone or kind in ("admin1", "admin2")):
            return replace(found, entries=fitting, kind=kind)
        if kind == "country":
            return replace(found, aside=True)
        return found if alone else None

    def _unknown_division(self, line: Line, at: int, after: int, kind: str) -> Found | None:
        """A division that the gazetteer lacks; a ``Kota`` of that sort is rather the name of a quarter or a housing."""
        end = self._name_end(line, after)
        if not line.tokens[at].capital and end == after + 1 and line.tokens[after].text.isupper():
            return None  # "desa PLN"
        if kind in ("district", "admin2") or (kind == "city" and not line.tokens[at].capital):
            return replace(self._found(line, (at, end), (after, end), ()), kind=kind)
        return replace(self._found(line, (at, end), (at, end), ()), kind=kind) if kind == "site" else None

    def _name_end(self, line: Line, first: int) -> int:
        """Where an unknown name that begins at ``first`` ends: before a division, a title, a day."""
        end = line.run_end(first)
        for at in range(first + 1, end):
            token = line.tokens[at]
            hyphened = token.gap in "-/" and len(line.tokens[at - 1].text) > 3
            if token.key in self._words.boundaries or hyphened or line.longest_phrase(at, self._words.roles):
                return at
            if self._words.sites.get(token.key) == "roads":
                return at
            if line.longest_phrase(at, self._words.divisions) and at + 1 < end:
                return at
            if self._holds(line, at, end):
                return at
        return end

    def _holds(self, line: Line, at: int, end: int) -> bool:
        """Whether the run ends, from ``at``, with a well-known division: what the unknown name lies in."""
        count = self._match(line, at)
        if at + count != end or not count:
            return False
        best = self._entries(line, at, end)[0]
        if (
            best.variant
            or self._words.doubts(line.phrase(at, count))
            or self._words.kind_words(line.tokens[at - 1].key)
        ):
            return False
        return best.kind == "country" or (best.country == "IDN" and best.kind in ("admin1", "admin2", "city"))

    def _site(self, line: Line, at: int, after: int) -> list[Found]:
        """``Jalan Sudirman``, ``Stadion Manahan``: a word for a thing on the map and its name."""
        if not self._follows(line, after) or not line.tokens[after].capital:
            return []
        kind = self._words.sites[line.phrase(at, after - at)]
        inner = line.longest_phrase(after, self._words.sites)
        if inner and self._follows(line, after + inner) and not line.tokens[at].capital:
            return []
        end = self._name_end(line, after)
        count = self._match(line, after)
        found = replace(self._found(line, (at, end), (at, end), ()), kind="site")
        if not line.tokens[at].capital and (kind == "seats" or (count and after + count >= line.run_end(after))):
            return []  # "pasar Amerika": the place itself is meant
        if self._keeps(line, at, kind, found):
            within = self._last_known(line, after, end) if kind in ("buildings", "seats") else ()
            return [replace(found, within=within)]
        if not line.tokens[at].capital and count:
            return []
        return self._inside(line, after, end)

    def _keeps(self, line: Line, at: int, kind: str, found: Found) -> bool:
        """Roads and nature speak for themselves; a building is a place where something is said to be at it."""
        if kind in ("nature", "roads"):
            return line.tokens[at].upper or found.relation is not None
        plain = all(self._words.common(t.key) for t in line.tokens[found.first : found.end])
        if kind == "seats" and plain and not self._match(line, found.end - 1):
            return False  # "SMA Negeri"
        return found.relation in ("in", "to")

    def _last_known(self, line: Line, first: int, end: int) -> tuple[Entry, ...]:
        """The places of the longest known name that words ``[first, end)`` end with."""
        for at in range(first, end):
            if self._match(line, at) == end - at and line.phrase(at, end - at) not in self._words.doubtful:
                return self._entries(line, at, end)
        return ()

    # -- kind words after the name

    def _site_after(self, line: Line, first: int, end: int, entries: tuple[Entry, ...]) -> list[Found]:
        """``Tahrir Square``, ``Beirut airport``: a name and a word for a thing on the map."""
        run = line.run_end(first) if line.tokens[first].upper else end
        for at in range(max(end - 1, first + 1), max(run, end) + 1):
            if at >= len(line.tokens) or not line.tokens[at].joined:
                break
            count = self._site_word(line, at, plain=bool(entries) and at == end and entries[0].kind != "country")
            if count:
                last = at + count
                known = self._entries(line, first, last)
                found = replace(self._found(line, (first, last), (first, last), known), kind="site")
                told = found.relation == "in" and not (entries and entries[0].kind == "country")
                if not told and not known and line.tokens[at].capital:
                    return self._inside(line, first, last)
                doubtful = self._words.doubts(line.phrase(first, end - first))
                return [replace(found, within=() if doubtful else entries, alone=self._alone(line, first, last))]
            titled = 0 if self._words.kind_first else line.longest_phrase(at, self._titles)
            if titled and (line.tokens[at].capital or (entries and at == end)):
                return self._inside(line, first, max(run, at + titled))
        return []

    def _site_word(self, line: Line, at: int, *, plain: bool) -> int:
        """How many words from ``at`` are a site word after a name; with ``plain``, one in lower case will do."""
        if line.tokens[at].capital:
            return line.longest_phrase(at, self._words.sites_after)
        return line.longest_phrase(at, self._words.sites_plain) if plain else 0

    def _english_title(self, line: Line, at: int, after: int) -> list[Found]:
        """``President Trump``, ``Bank of England``: a title or body and what belongs to it."""
        start = after
        while start < len(line.tokens) and line.tokens[start].key in self._words.linkers:
            start += 1
        if start >= len(line.tokens) or not line.tokens[start].joined or not line.tokens[start].upper:
            return []
        if start == after and not line.tokens[at].capital:
            return []
        end = line.run_end(start)
        if line.phrase(at, after - at) in self._words.roles:
            count = self._match(line, start)
            self.persons.update(t.key for t in line.tokens[start + count : end])
        return self._inside(line, start, end)

    # -- what stands before

    def _found(self, line: Line, whole: Words, name: Words, entries: tuple[Entry, ...]) -> Found:
        relation, cue = self._relation(line, whole[0])
        return Found(line, *whole, *name, entries, relation=relation, cue=cue)

    def _relation(self, line: Line, first: int) -> tuple[Relation | None, Span | None]:
        """The locative word before ``first``, over part words and kind words: ``di bagian utara kota``."""
        at = first
        for _ in range(4):
            if not at or not line.tokens[at].joined:
                return None, None
            count = line.phrase_before(at, self._words.locative)
            if count:
                phrase = line.phrase(at - count, count)
                cue = (line.tokens[at - count].start, line.tokens[at - 1].end)
                return self._words.locative[phrase], cue
            before = line.tokens[at - 1]
            if before.upper or not (before.key in self._words.parts or self._words.kind_words(before.key)):
                return None, None
            at -= 1
        return None, None


def fits(entry: Entry, kind: str) -> bool:
    """Whether a place can be what a kind word says: a ``kota`` is no district."""
    if kind == "city":
        return entry.kind == "city"
    if kind == "site":
        return entry.kind == "site"
    return entry.kind == kind
