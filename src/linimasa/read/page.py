"""Saved HTML pages: trafilatura finds the article; what the page says of itself comes from its own fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml.etree import iterwalk  # type: ignore[import-untyped]
from trafilatura import bare_extraction, load_html

from linimasa.errors import InputError
from linimasa.read.characters import normalise, split_lines
from linimasa.read.clean import is_end_mark
from linimasa.read.dateline import find_dateline
from linimasa.read.draft import Draft
from linimasa.read.fields import PageFields, page_fields
from linimasa.read.furniture import ends_sentence, find_rule
from linimasa.read.head import read_head
from linimasa.read.published import find_published

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_CELL = re.compile(r"\s*\|\s*")
_TITLE_MARK = re.compile(r"\s+[-–—|:•·»]\s+|\s*[|»]\s*|(?<=\.com):\s+|(?<=\.id):\s+")
_FEWEST_WORDS = 8
_OPENING = 40
_LEVELS = 3
_DATE_LONGEST = 120
_NEAR = 60
_UNSEEN = frozenset({"script", "style", "title", "head", "meta", "noscript", "template", "select"})
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "table",
        "tr",
        "section",
        "article",
        "aside",
        "figure",
        "figcaption",
        "blockquote",
    }
)
_ZULU = ("Z", "+00:00")


def draft_page(content: str, *, where: str) -> Draft:
    """The draft of a saved page. Raises InputError where no article can be found in it."""
    tree = load_html(content)
    if tree is None:
        raise InputError(f"{where}: HTML that cannot be read; save the page again")
    fields = page_fields(tree)
    text = _article(content, tree, fields)
    if text is None:
        raise InputError(f"{where}: no article in this page; save the page of a single report, or its text as .txt")
    draft = Draft(
        where=where,
        lines=[_CELL.sub(" ", line).strip() for line in split_lines(text)],
        title=_title(tree, fields),
        url=fields.url,
        outlet=fields.outlet,
        authors=fields.authors,
    )
    read_head(draft)
    _drop_page_end(draft)
    draft.published = _published(tree, fields, draft)
    return draft


def _article(content: str, tree: HtmlElement, fields: PageFields) -> str | None:
    """The article's text: the page's own articleBody where the extraction has less than half of it."""
    found = bare_extraction(content, with_metadata=False, include_comments=False)
    text = str(getattr(found, "text", None) or "")
    if fields.body and len(text) < len(fields.body) / 2:
        text = fields.body
    if not _is_prose(text):
        return None
    lead = _lead(tree, text)
    return f"{lead}\n{text}" if lead else text


def _is_prose(text: str) -> bool:
    return any(ends_sentence(line) and len(line.split()) >= _FEWEST_WORDS for line in split_lines(text))


def _title(tree: HtmlElement, fields: PageFields) -> str | None:
    """The headline without the outlet's name around it: a heading of the page that stands in the title field."""
    headings = [_words(heading) for name in ("h1", "h2", "h3") for heading in tree.iter(name)]
    title = fields.title
    if title is None:
        return next((heading for heading in headings if len(heading.split()) >= 3), None)
    inside = [heading for heading in headings if heading and _letters(heading) in _letters(title)]
    longest = max(inside, key=len, default="")
    if len(_letters(longest)) >= 0.5 * len(_letters(title)):
        return longest
    return max(_TITLE_MARK.split(title), key=len).strip() if fields.from_title_element else title


def _words(element: HtmlElement) -> str:
    return " ".join(normalise(element.text_content()).split())


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _published(tree: HtmlElement, fields: PageFields, draft: Draft) -> str | None:
    """The time that the page's fields give; the one it prints where that names its zone and the field does not.

    Many sites write local time into their fields and call it UTC; readers are shown the true one.
    """
    shown = draft.published or _printed_date(tree, draft.title)
    if fields.published is None:
        return shown
    if shown is None or not fields.published.rstrip().endswith(_ZULU):
        return fields.published
    field_stamp, shown_stamp = find_published(fields.published), find_published(shown)
    if field_stamp is None or field_stamp.value is None:
        return shown
    zoned = (
        shown_stamp is not None and shown_stamp.value is not None and re.search(r"T.*[+-]\d\d:\d\d$", shown_stamp.value)
    )
    same_day = zoned and shown_stamp is not None and (shown_stamp.value or "")[:10] == field_stamp.value[:10]
    return shown if same_day else fields.published


def _printed_date(tree: HtmlElement, title: str | None) -> str | None:
    """The full date with a clock time that the page prints nearest to its headline."""
    headline = _letters(title or "")
    headings: list[int] = []
    dates: list[tuple[int, str]] = []
    for index, element in enumerate(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            continue
        own = normalise(" ".join(filter(None, [element.text, *(child.tail for child in element)]))).strip()
        if headline and own and _letters(own) == headline:
            headings.append(index)
        stamp = find_published(own) if 8 <= len(own) <= _DATE_LONGEST else None
        if stamp is not None and stamp.value is not None and "T" in stamp.value:
            dates.append((index, own[stamp.span[0] : stamp.span[1]]))
    if not headings or not dates:
        return None
    distance, printed = min((min(abs(index - heading) for heading in headings), printed) for index, printed in dates)
    return printed if distance <= _NEAR else None


def _lead(tree: HtmlElement, text: str) -> str:
    """Paragraphs that stand right before the extracted text in the same box: extraction loses bare text there."""
    first = next((line for line in split_lines(text) if len(line) >= _OPENING), None)
    if first is None or find_dateline(first) is not None:
        return ""
    opening = first[:_OPENING]
    box = next(
        (element for element in tree.iter() if isinstance(element.tag, str) and opening in _own_words(element)), None
    )
    for _ in range(_LEVELS):
        if box is None or box.tag in {"body", "html"}:
            break
        before, found, _rest = _box_text(box).partition(opening)
        if found and before.strip():
            return "\n".join(_prose_before(before))
        box = box.getparent()
    return ""


def _own_words(element: HtmlElement) -> str:
    return normalise(
        " ".join(filter(None, [element.text, *(part for child in element for part in (child.text, child.tail))]))
    )


def _box_text(box: HtmlElement) -> str:
    """The words of a box, its inner boxes and line breaks as line ends."""
    parts: list[str] = []
    for event, element in iterwalk(box, events=("start", "end")):
        block = element.tag in _BLOCKS
        if event == "start":
            parts.append("\n" if block else "")
            parts.append(element.text or "" if isinstance(element.tag, str) and element.tag not in _UNSEEN else "")
        else:
            parts.append("\n" if block else "")
            parts.append(element.tail or "" if element is not box else "")
    return "\n".join(" ".join(line.split()) for line in normalise("".join(parts)).split("\n"))


def _prose_before(before: str) -> list[str]:
    found: list[str] = []
    for line in reversed(before.split("\n")):
        if line and not (ends_sentence(line) and len(line.split()) >= _FEWEST_WORDS):
            break
        if line:
            found.insert(0, line)
    return found


def _drop_page_end(draft: Draft) -> None:
    """Takes out what a page puts after the article: the lines after the last sentence that are no list items."""
    for index in range(len(draft.lines) - 1, -1, -1):
        line = draft.lines[index]
        if ends_sentence(line) and len(line.split()) >= 5:
            return
        if line and not line[0].isdigit() and find_rule(line, tail=True) is None and not is_end_mark(line):
            draft.drop(line, "page furniture")
            draft.lines[index] = ""
