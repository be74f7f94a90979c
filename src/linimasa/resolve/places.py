"""Where a report says that things are: names of places with what they lie in.

A name stands for several places; which is meant is decided by what holds it in the text (``Solo, Jawa Tengah``),
the countries and divisions that the report speaks of, and how well known each is. See ``place_scan`` for what is
taken for a place at all.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from linimasa.model import Place, PlacePrecision, Report, Sentence, Span
from linimasa.resolve.gazetteer import Entry, gazetteer
from linimasa.resolve.place_scan import GUESS, Found, Scanner, fits
from linimasa.resolve.place_tokens import lines
from linimasa.resolve.place_words import PlaceWords, Relation, place_words

_APPOSED = re.compile(r"\s*[,(]\s*")
HOME = {"id": "IDN"}  # the country that a language's reports speak of where they name none
COARSENESS = {GUESS: 0, "site": 0, "district": 1, "city": 2, "admin2": 2, "admin1": 3, "country": 4}
WELL_KNOWN = 5.7  # half a million people
KNOWN = 5.0
TOWN = 4.5
NEAR_DEGREES = 0.4  # some 45 km


class PlaceMention(msgspec.Struct, frozen=True):
    """A place where a sentence names it.

    ``relation``: ``in`` ``to`` ``from`` by the locative word before it, whose span is ``cue``; None where it stands
    without one (``serangan Israel``). ``outer`` covers the name with its kind words and all that it lies in.
    """

    sentence: int
    place: Place
    outer: Span
    relation: Relation | None = None
    cue: Span | None = None


def find_places(report: Report, sentences: Sequence[Sentence]) -> list[Place]:
    """The places that ``sentences`` of ``report`` name, in the order of the text, one for each time they do.

    ``span`` quotes ``name`` exactly. Works with sentences without parse and names, better with them.
    """
    return [mention.place for mention in find_mentions(report, sentences)]


def find_mentions(report: Report, sentences: Sequence[Sentence]) -> list[PlaceMention]:
    """As ``find_places``, with the sentence and the locative word of each."""
    language = (report.language or "id").partition("-")[0]
    if language not in ("id", "en"):
        return []
    words = place_words(language)
    scanner = Scanner(gazetteer(), words)
    found = [scanner.scan(line) for line in lines(report, tuple(sentences), words)]
    context = Context.of([f for group in found for f in group], words, scanner.persons)
    return [mention for group in found for mention in _mentions(report, group, context)]


class Context(msgspec.Struct, frozen=True):
    """What a report speaks of: how often it names each country, and divisions; persons' names."""

    words: PlaceWords
    countries: dict[str, float]
    most: float
    divisions: frozenset[str]
    persons: frozenset[str]

    @classmethod
    def of(cls, found: Sequence[Found], words: PlaceWords, persons: set[str]) -> Context:
        """Gathers it from all that was found, asides too."""
        countries: defaultdict[str, float] = defaultdict(float)
        divisions: set[str] = set()
        for each in found:
            best = each.entries[0] if each.entries else None
            if best is None or best.country is None or each.key in words.doubtful or not each.alone:
                continue
            if best.kind == "country":
                countries[best.country] += 1
            elif (best.weight >= WELL_KNOWN or best.country == "IDN") and best.kind != "district":
                countries[best.country] += 0.5
            if best.usual or best.kind == "admin1" or best.weight >= WELL_KNOWN:
                divisions.update(filter(None, (best.admin1, best.admin2)))
        most = max(countries.values(), default=0.0)
        return cls(words, dict(countries), most, frozenset(divisions), frozenset(persons))

    def speaks_of(self, country: str | None) -> float:
        """From 0 to 3: how much the report speaks of ``country``."""
        home = 1.0 if country is not None and HOME.get(self.words.language) == country else 0.0
        return min(3.0, home + self.countries.get(country or "", 0.0))

    def score(self, entry: Entry) -> float:
        """How likely a name means ``entry``."""
        score = entry.weight + 1.2 * self.speaks_of(entry.country)
        score += (1.5 if entry.chosen else 0.0) - (2.0 if entry.variant else 0.0)
        if entry.admin2 in self.divisions or entry.admin1 in self.divisions:
            score += 1.5
        if entry.kind == "admin1" and entry.country != "IDN":
            score -= 1.0  # a city is meant more often than the division named after it
        return score + {"country": 2.0, "admin2": -0.5, "district": -1.0}.get(entry.kind, 0.0)


def _mentions(report: Report, group: list[Found], context: Context) -> list[PlaceMention]:
    """The places of one sentence; a name with what it lies in is one."""
    mentions: list[PlaceMention] = []
    at = 0
    while at < len(group):
        first = group[at]
        chain = [first]
        if not first.aside:
            while at + len(chain) < len(group) and _apposed(report.text, chain[-1], group[at + len(chain)]):
                chain.append(group[at + len(chain)])
        mention, used = _resolve(report.text, chain, context)
        if mention:
            mentions.append(mention)
        at += used
    return mentions


def _apposed(text: str, one: Found, other: Found) -> bool:
    """Whether ``other`` follows ``one`` with nothing but a comma or bracket between; a division may follow as it is."""
    if other.aside:
        return False
    between = text[one.line.tokens[one.last - 1].end : other.line.tokens[other.first].start]
    if between.isspace():
        best = other.entries[0] if other.entries else None
        return other.kind is not None or (best is not None and (best.usual or best.kind == "admin1"))
    return bool(_APPOSED.fullmatch(between))


def _resolve(text: str, chain: list[Found], context: Context) -> tuple[PlaceMention | None, int]:
    """The place that the first of ``chain`` names, and how many of the chain it and what holds it take up."""
    first = chain[0]
    if first.aside:
        return None, 1
    holders: list[Entry] = []
    used = 1
    inner = _choices(first, context)
    for other in chain[1:]:
        if not inner and not other.entries and (_coarser(other.kind, first.kind) or _adjoins(chain[used - 1], other)):
            used += 1  # an unknown division: what holds it holds the place too
            continue
        step = _holder(inner, other, context, first.kind)
        if step is None and used == 1 and _elsewhere(inner, other, context):
            step = [], other.entries[0]
        if step is None:
            break
        inner, holder = step
        holders.append(holder)
        used += 1
    entry = inner[0] if inner else None
    if entry is None and first.kind is None:
        first = msgspec.structs.replace(first, kind=GUESS)
    if not _accept(first, entry, holders, context):
        return None, 1
    place = _place(text, first, entry, _whole(first, holders, context))
    tokens = first.line.tokens
    outer = (tokens[first.first].start, tokens[chain[used - 1].last - 1].end)
    return PlaceMention(first.line.sentence, place, outer, first.relation, first.cue), used


def _whole(found: Found, holders: list[Entry], context: Context) -> Entry | None:
    """What a place that the gazetteer lacks lies in: its division in the text, else the place its name ends with."""
    if holders:
        return holders[0]
    inside = [e for e in found.within if e.kind not in ("site", "district")]
    best = max(inside, key=context.score, default=None)
    usual = best is not None and (best.country == "IDN" or best.kind == "country" or best.weight >= WELL_KNOWN)
    return best if usual else None


def _choices(found: Found, context: Context) -> list[Entry]:
    fitting = [e for e in found.entries if found.kind is None or fits(e, found.kind)]
    return sorted(fitting or found.entries, key=lambda e: (-context.score(e), e.id))


def _holder(inner: list[Entry], other: Found, context: Context, kind: str | None) -> tuple[list[Entry], Entry] | None:
    """The places of ``inner`` that lie in ``other``, and the place that ``other`` is."""
    for holder in _choices(other, context):
        if inner:
            within = [e for e in inner if lies_in(e, holder)]
            if within:
                return within, holder
        elif _coarser(holder.kind, kind):
            return [], holder
    return None


def _adjoins(one: Found, other: Found) -> bool:
    """Whether ``other`` follows ``one`` without a comma: ``Dusun II Desa Ngunang``."""
    return one.last == other.first and other.line.tokens[other.first].gap.isspace()


def _coarser(kind: str | None, other: str | None) -> bool:
    """Whether a place of ``kind`` can hold one of kind ``other``."""
    return COARSENESS.get(kind or "", 0) > COARSENESS.get(other or "", 0)


def _elsewhere(inner: list[Entry], other: Found, context: Context) -> bool:
    """Whether a small place's name is followed by a country or division that holds none of its namesakes.

    The text then means one that the gazetteer lacks (``Randolph, New Hampshire``).
    """
    small = bool(inner) and not any(e.usual or e.kind == "admin1" or e.weight >= WELL_KNOWN for e in inner)
    return small and bool(other.entries) and _choices(other, context)[0].kind in ("country", "admin1")


def lies_in(entry: Entry, holder: Entry) -> bool:
    """Whether ``entry`` is a part of ``holder`` and not ``holder`` itself."""
    if entry.id == holder.id or entry.country != holder.country:
        return False
    if holder.kind == "country":
        return entry.kind != "country"
    loose = entry.kind == "site" or (entry.kind == "district" and entry.admin2 is None)
    if loose and holder.kind in ("city", "admin2", "district", "admin1"):
        return _near(entry, holder) or (holder.kind == "admin1" and _in_division(entry, holder))
    if holder.kind == "admin1":
        return _in_division(entry, holder) and entry.kind not in ("country", "admin1")
    if holder.kind in ("admin2", "city") and holder.admin2:
        return entry.admin2 == holder.admin2 and entry.kind in ("district", "site", "city")
    if holder.kind == "city":
        return entry.admin1 == holder.admin1 and entry.kind in ("site", "district")
    return holder.kind == "region" and holder.admin1 is None and entry.kind not in ("country", "region")


def _near(entry: Entry, holder: Entry) -> bool:
    """Whether a site is near enough to a town to be said to be in it."""
    if entry.lat is None or entry.lon is None or holder.lat is None or holder.lon is None:
        return False
    wide = math.cos(math.radians(entry.lat))
    return math.hypot(entry.lat - holder.lat, (entry.lon - holder.lon) * wide) < NEAR_DEGREES


def _in_division(entry: Entry, holder: Entry) -> bool:
    """Whether ``entry`` lies in a first-level division, or in one cut out of it (``Papua`` for ``Papua Tengah``)."""
    return entry.admin1 is not None and (entry.admin1 == holder.admin1 or entry.admin1.startswith(f"{holder.admin1} "))


def _accept(found: Found, entry: Entry | None, holders: list[Entry], context: Context) -> bool:
    """Whether what was found is a place, by what stands around it and how well known it is."""
    if entry is None:
        several = found.end - found.name > 1
        return found.kind != GUESS or (found.alone and (bool(holders) or (several and found.relation == "in")))
    if holders:
        return True
    label = None if _city(found, entry, context) else found.label
    if not found.alone or (label in ("PER", "ORG") and entry.kind != "country"):
        return found.labelled_alone
    if found.kind is not None:
        return True
    if _common(found, entry, context) and not (found.relation and found.label == "LOC"):
        return False
    placed = found.relation is not None or found.label == "LOC"
    if label == "PER" or _doubtful(found, entry, context):
        return placed and _known_enough(entry, context, placed=placed)
    return _known_enough(entry, context, placed=placed)


def _city(found: Found, entry: Entry, context: Context) -> bool:
    """Whether one word that the reader takes for a person is a well-known city, and in nobody's longer name."""
    single = found.label == "PER" and found.end - found.name == 1 and not entry.variant
    return single and entry.kind == "city" and entry.weight >= WELL_KNOWN and found.key not in context.persons


def _common(found: Found, entry: Entry, context: Context) -> bool:
    """Whether it is a small place abroad, or a division of a country not spoken of, written as a common word."""
    if entry.usual or found.end - found.name > 1 or not context.words.common(found.key):
        return False
    return entry.weight < WELL_KNOWN or (entry.kind == "admin1" and not context.speaks_of(entry.country))


def _doubtful(found: Found, entry: Entry, context: Context) -> bool:
    """Whether the name is as likely a common word or a person."""
    key = found.key
    person = key in context.persons and entry.kind != "country"
    return key in context.words.doubtful or person or not found.line.tokens[found.name].upper


def _known_enough(entry: Entry, context: Context, *, placed: bool) -> bool:
    """Whether a name without a kind word means ``entry``: the smaller the place, the more must speak for it."""
    if entry.kind in ("country", "region", "site") or (entry.country == "IDN" and entry.kind in ("admin1", "admin2")):
        return True
    spoken = context.speaks_of(entry.country)
    near = entry.admin1 in context.divisions or entry.admin2 in context.divisions
    if entry.kind == "district":
        return placed and (entry.admin2 in context.divisions or entry.population > 0)
    if (entry.weight >= WELL_KNOWN and not entry.variant) or entry.chosen:
        return True
    if entry.country == "IDN":
        return near or (placed and entry.weight >= TOWN)
    if entry.weight >= KNOWN and not entry.variant:
        return placed or spoken > 0
    top = context.countries.get(entry.country or "", 0.0) >= max(context.most, 1.0)
    return placed and spoken > 0 and (near or top)


def _place(text: str, found: Found, entry: Entry | None, holder: Entry | None) -> Place:
    start, end = found.span
    if text[end : end + 1] == "." and text[end - 2 : end - 1] == ".":
        end += 1  # "U.S."
    if entry is None:
        precision: PlacePrecision = "site" if found.kind == GUESS else found.kind  # type: ignore[assignment]
        return Place(
            name=text[start:end],
            country=holder.country if holder else None,
            admin1=holder.admin1 if holder else None,
            admin2=holder.admin2 if holder else None,
            lat=holder.lat if holder and holder.kind in ("city", "district", "admin2") else None,
            lon=holder.lon if holder and holder.kind in ("city", "district", "admin2") else None,
            precision=precision,
            span=(start, end),
        )
    return Place(
        name=text[start:end],
        country=entry.country or (holder.country if holder else None),
        admin1=entry.admin1 or (holder.admin1 if holder else None),
        admin2=entry.admin2 or (holder.admin2 if holder else None),
        lat=entry.lat,
        lon=entry.lon,
        precision=entry.precision,
        span=(start, end),
    )
