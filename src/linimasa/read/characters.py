"""Characters and lines of a text made even: line ends, spaces, invisible characters, markup left over."""

from __future__ import annotations

import html
import re
import unicodedata

_LINE_ENDS = re.compile(r"\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")
_SPACES = re.compile(r"[^\S\n]+|[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u2800]+")
_RUN = re.compile(r" {2,}")
# Zero width, direction marks, soft hyphen, byte order mark, and controls other than tab and line end.
_INVISIBLE = re.compile(
    r"[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\x00-\x08\x0e-\x1f\x7f]"
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
_BREAK_TAG = re.compile(r"<\s*(?:br\s*/?|/?p(?:\s[^<>]*)?|/?div(?:\s[^<>]*)?|/li|/h\d)\s*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_MARKDOWN = re.compile(r"[\\{]|^\s*#|\*\*")
_HEADING = re.compile(r"^#{1,6}\s+(?=\S)")
_ATTRIBUTES = re.compile(r"\[([^\[\]]*)\]\{[^{}]*\}")
_BOLD = re.compile(r"\*\*(?=\S)([^*]+?)(?<=\S)\*\*")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>'\"$~])")
_TRAILING_ESCAPE = re.compile(r"\\+\s*$")


def normalise(text: str) -> str:
    """The text with ``\\n`` for every line end, plain spaces, NFC, and no invisible characters.

    Everything that follows counts offsets in the normalised text.
    """
    if _ENTITY.search(text):
        text = html.unescape(text)
    text = _LINE_ENDS.sub("\n", text)
    text = _SURROGATE.sub("\ufffd", text)
    text = _INVISIBLE.sub("", text)
    text = _SPACES.sub(" ", text)
    return _RUN.sub(" ", unicodedata.normalize("NFC", text))


def split_lines(text: str) -> list[str]:
    """The lines of a text, normalised and stripped, without markup; blank lines stay, as they part paragraphs."""
    if len(_BREAK_TAG.findall(text)) >= 2:
        text = _TAG.sub("", _BREAK_TAG.sub("\n", text))
    return [_plain(line) for line in normalise(text).split("\n")]


def _plain(line: str) -> str:
    """A line without the marks of Markdown: headings, escapes, bold, attributes in braces."""
    if not _MARKDOWN.search(line):
        return line.strip()
    line = _BOLD.sub(r"\1", _ATTRIBUTES.sub(r"\1", _HEADING.sub("", line.strip())))
    return _TRAILING_ESCAPE.sub("", _ESCAPE.sub(r"\1", line)).strip()
