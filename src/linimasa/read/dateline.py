"""The dateline: what stands before the first sentence of a report (place, outlet, agency, date, dash)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from linimasa.read.agencies import by_alias
from linimasa.read.published import find_published, is_date_words

_LONGEST = 90
_EDITION = 8  # letters of an edition after an outlet's name
_MARK = re.compile(r"\s*(?P<mark>--+|[-–—―‒]|:)[-–—―\s]*")
_PART = re.compile(r"(?:[^,/|().]|\.(?!\s)|(?<!\w{3})\.)+")
_INNER_CAPITAL = re.compile(r"(?<!Mc)(?<!Mac)[a-z][A-Z]")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+(?:com|co|id|net|org|tv|news|my|sg|info)(?:\.id)?", re.IGNORECASE)
_PLACE = re.compile(r"[A-Z][\w'’.]+(?:[ -][A-Z][\w'’.]*){0,3}")
_CAPITALS = re.compile(r"[A-Z][A-Z'’.]+(?:[ -][A-Z][A-Z'’.]*){0,3}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_GLUED = re.compile(r"(?P<outlet>[\w-]+(?:\.[\w-]+)+),\s*(?P<place>(?:[A-Z][a-z'’]+ ){0,2}[A-Z][a-z'’]+)(?=[A-Z\d“\"])")


@dataclass(frozen=True)
class Dateline:
    """What stands before the first sentence: its end, the place's own name, the agency named there with its span.

    ``published`` is the day that stands there, ISO 8601, where it is given with its year.
    """

    end: int
    place: str | None
    outlet: str | None
    agency: tuple[str, tuple[int, int]] | None
    published: str | None = None


@dataclass
class _Parts:
    places: list[str]
    outlet: str | None = None
    agency: tuple[str, tuple[int, int]] | None = None
    dated: bool = False


def find_dateline(paragraph: str, *, outlet: str | None = None) -> Dateline | None:
    """The dateline of a report's first paragraph, offsets within the paragraph; None where there is none."""
    for mark in _MARK.finditer(paragraph, 0, _LONGEST):
        if mark.start() == 0 or (mark.end() >= len(paragraph) and mark["mark"] == ":"):
            continue
        parts = _parts(paragraph[: mark.start()], outlet)
        if parts is not None and _holds(parts, paragraph, mark):
            stamp = find_published(paragraph[: mark.start()]) if parts.dated else None
            day = stamp.value if stamp is not None else None
            return Dateline(mark.end(), parts.places[0] if parts.places else None, parts.outlet, parts.agency, day)
    glued = _GLUED.match(paragraph)
    if glued is not None and _DOMAIN.fullmatch(glued["outlet"]):
        return Dateline(glued.end(), glued["place"], glued["outlet"], None)
    return None


def _parts(head: str, outlet: str | None) -> _Parts | None:
    parts = _Parts(places=[])
    for match in _PART.finditer(head):
        segment = match.group().strip(" .-–—")
        if not segment:
            continue
        agency = by_alias(segment)
        in_brackets = head[: match.start()].rstrip().endswith("(")
        if agency is not None and in_brackets:
            start = match.start() + match.group().index(segment)
            parts.agency = (segment, (start, start + len(segment)))
        elif agency is not None or _DOMAIN.fullmatch(segment) or _is_outlet(segment, outlet):
            parts.outlet = segment
        elif is_date_words(segment) or (parts.dated and _YEAR.fullmatch(segment)):
            parts.dated = True
        elif not _add_place(parts, segment):
            return None
    return parts if parts.places or parts.outlet or parts.agency else None


def _add_place(parts: _Parts, segment: str) -> bool:
    """Takes a segment as a place, or as a place and an outlet's site beside it; False where it is neither."""
    site = _DOMAIN.search(segment)
    if site is not None:
        parts.outlet = segment
        segment = " ".join((segment[: site.start()] + segment[site.end() :]).split())
        # "POS KUPANG.COM" is all outlet, "JAKARTA KOMPAS.com" a place before one that is known.
        if not segment or (site.start() > 0 and by_alias(site.group()) is None):
            return True
    if parts.places and parts.outlet is None and " " not in segment and _INNER_CAPITAL.search(segment):
        parts.outlet = segment
        return True
    if not _PLACE.fullmatch(segment) or _INNER_CAPITAL.search(segment) or len(parts.places) == 2:
        return False
    parts.places.append(segment)
    return True


def _is_outlet(segment: str, outlet: str | None) -> bool:
    stem = _letters((outlet or "").split(".")[0])
    letters = _letters(segment)
    if len(letters) < 3 or not stem:
        return False
    return stem.startswith(letters) or (letters.startswith(stem) and len(letters) <= len(stem) + _EDITION)


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _holds(parts: _Parts, paragraph: str, mark: re.Match[str]) -> bool:
    """Whether parts that could be a dateline are one, by the mark after them and what follows."""
    sign, whole = mark["mark"], mark.group()
    following = paragraph[mark.end() : mark.end() + 1].islower()
    if parts.outlet or parts.agency:
        return not (following and sign == ":")
    if following or not parts.places:
        return False
    spaced_before, spaced_after = whole[0].isspace(), whole[-1].isspace()
    if sign == ":":
        return spaced_after and not spaced_before and len(parts.places) == 1 and mark.start() <= 30
    if len(sign) > 1 or parts.dated:
        return True
    if _CAPITALS.fullmatch(parts.places[0]):
        return spaced_before or spaced_after or sign != "-" or _is_written_on(parts, paragraph, mark)
    return spaced_before


def _is_written_on(parts: _Parts, paragraph: str, mark: re.Match[str]) -> bool:
    """Whether a place and a sentence stand either side of a hyphen without spaces, and not one compound word."""
    return len(parts.places[0]) >= 5 and paragraph[mark.end() : mark.end() + 1].isupper()
