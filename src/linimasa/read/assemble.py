"""A draft becomes a report: furniture out, paragraphs whole, dateline, publication date, credits, id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linimasa.errors import InputError
from linimasa.model import Credit, Report
from linimasa.read.agencies import find_credits
from linimasa.read.characters import normalise
from linimasa.read.clean import clean
from linimasa.read.dateline import Dateline, find_dateline
from linimasa.read.furniture import ends_sentence
from linimasa.read.identity import report_id
from linimasa.read.published import find_published, only_date

if TYPE_CHECKING:
    from linimasa.read.draft import Draft, ReadOptions

_DATELINE_LINES = 4
_HEADING_LONGEST = 160
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")


def assemble(draft: Draft, options: ReadOptions) -> Report:
    """The report of a draft. Raises InputError where nothing is left of it, or too much."""
    size = sum(len(line) + 1 for line in draft.lines)
    if size > options.max_characters:
        raise InputError(
            f"{draft.where}: {size:,} characters of text in one report; the limit is {options.max_characters:,}. "
            "Split the file, or raise max_characters"
        )
    title = _one_line(draft.title)
    _note_date_line(draft)
    paragraphs, notes = clean(draft, title)
    if not paragraphs and not title:
        raise InputError(f"{draft.where}: no text of an article in it; check that the file holds a report")
    lead = f"{title}\n" if title else ""
    text = lead + "\n".join(paragraphs) if paragraphs else title or ""
    start, dateline = _dateline(paragraphs, draft.outlet, len(lead))
    credited = list(notes.credits)
    if dateline is not None and dateline.agency is not None:
        name, (first, last) = dateline.agency
        credited.append(Credit(name=name, span=(start + first, start + last)))
    credited += find_credits(text, start=start + (dateline.end if dateline else 0), outlet=draft.outlet)
    return Report(
        id=report_id(given=draft.id, url=draft.url, text=_as_published(text, options)),
        text=text,
        title=title,
        path=draft.path,
        url=draft.url,
        outlet=notes.outlet or draft.outlet or (dateline.outlet if dateline else None) or options.outlet,
        language=language_tag(draft.language),
        authors=draft.authors or notes.authors,
        published=_published(draft) or (dateline.published if dateline else None) or options.published,
        dateline=dateline.place if dateline else None,
        dateline_span=(start, start + dateline.end) if dateline else None,
        dropped=tuple(draft.dropped),
        credits=_distinct(credited),
    )


def _dateline(paragraphs: list[str], outlet: str | None, start: int) -> tuple[int, Dateline | None]:
    """The dateline and where its paragraph starts: the first, or one after short lines that are no sentences.

    One that names an outlet or an agency may stand after a summary, too.
    """
    short, first = True, start
    for index, paragraph in enumerate(paragraphs[:_DATELINE_LINES]):
        found = find_dateline(paragraph, outlet=outlet)
        if found is not None and (
            found.outlet or found.agency or (short and (index == 0 or (found.place or "").isupper()))
        ):
            return start, found
        short = short and not ends_sentence(paragraph) and len(paragraph) <= _HEADING_LONGEST
        start += len(paragraph) + 1
    return first, None


def language_tag(tag: str | None) -> str | None:
    """The primary subtag of a language tag (``id-ID`` gives ``id``; the old ``in`` is ``id``), or None."""
    match = _LANGUAGE.fullmatch((tag or "").strip())
    if match is None:
        return None
    primary = match[1].lower()
    return "id" if primary == "in" else primary


def _as_published(text: str, options: ReadOptions) -> str:
    """What a report without an address is known by: two outlets may print one text to the letter."""
    return f"{options.outlet}\n{text}" if options.outlet else text


def _one_line(title: str | None) -> str | None:
    return " ".join(normalise(title).split()) or None if title else None


def _note_date_line(draft: Draft) -> None:
    """Takes out a first line that is only a date; it dates the report where nothing else does."""
    for index, line in enumerate(draft.lines):
        if not line:
            continue
        if only_date(line):
            draft.drop(line, "date line")
            draft.published = draft.published or line
            del draft.lines[index]
        return


def _published(draft: Draft) -> str | None:
    if not draft.published:
        return None
    stamp = find_published(draft.published, language=language_tag(draft.language))
    if stamp is None:
        draft.drop(draft.published, "unread date")
        return None
    if stamp.problem:
        draft.drop(draft.published, stamp.problem)
    return stamp.value


def _distinct(credited: list[Credit]) -> tuple[Credit, ...]:
    found: dict[str, Credit] = {}
    for credit in credited:
        found.setdefault(credit.name.casefold(), credit)
    return tuple(found.values())
