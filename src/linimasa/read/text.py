"""Plain text of one report: headline, caption, headline again, byline and date, dateline, body, what follows it."""

from __future__ import annotations

from linimasa.read.characters import split_lines
from linimasa.read.dateline import find_dateline
from linimasa.read.draft import Draft
from linimasa.read.furniture import ends_sentence, find_rule, is_headline_like
from linimasa.read.head import read_head

_TITLE_LONGEST = 250


def draft_text(text: str, *, where: str) -> Draft:
    """The draft of a plain text file. ``where`` names the input in messages."""
    lines = split_lines(text)
    draft = Draft(where=where, lines=lines)
    filled = [index for index, line in enumerate(lines) if line]
    if not filled:
        return draft
    first = lines[filled[0]]
    if len(filled) > 1 and _is_title(lines, filled[0]):
        draft.title = first
        del lines[: filled[0] + 1]
        read_head(draft)
    return draft


def _is_title(lines: list[str], first: int) -> bool:
    """Whether the first line with words is a headline: no sentence of the body, or one that stands as headlines do."""
    line = lines[first]
    if len(line) > _TITLE_LONGEST or find_rule(line) is not None:
        return False
    dateline = find_dateline(line)
    # "Zelensky: Rusia Menyerang Kyiv" begins as a dateline does; but no headline names an outlet or ends as a sentence.
    if dateline is not None and (dateline.outlet or dateline.agency or ends_sentence(line)):
        return False
    if not line.rstrip("\"'”’)").endswith((".", ",", ";")):
        return True
    following = next((later for later in lines[first + 1 :] if later), "")
    return is_headline_like(line.rstrip(".")) or find_dateline(following) is not None
