"""The way in: files of every kind become reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from linimasa.errors import InputError
from linimasa.read.assemble import assemble
from linimasa.read.draft import DEFAULT_OPTIONS, ReadOptions
from linimasa.read.lines import read_document, read_lines
from linimasa.read.page import draft_page
from linimasa.read.source import (
    STANDARD_INPUT,
    decode,
    find_paths,
    guess_kind,
    open_source,
    read_bytes,
    read_raw_lines,
    sniff,
)
from linimasa.read.text import draft_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from linimasa.model import Report

_BYTES_A_CHARACTER = 4
_REPORTS_A_DOCUMENT = 20  # the longest JSON array, in reports of the greatest length


def read(
    source: str | Path,
    *,
    options: ReadOptions = DEFAULT_OPTIONS,
    on_error: Callable[[InputError], None] | None = None,
) -> Iterator[Report]:
    """The reports of a file, a folder (with all in it), a glob, or standard input (``-``).

    Plain text, saved HTML pages, JSON Lines and JSON arrays are told apart by their content; gzip
    is unpacked. What cannot be read raises InputError, or goes to ``on_error`` where it is given,
    and the rest is read.
    """
    try:
        paths = [None] if source == STANDARD_INPUT else list(find_paths(source, hidden=options.hidden))
    except InputError as error:
        if on_error is None:
            raise
        on_error(error)
        return
    for path in paths:
        try:
            yield from _read_file(path, options, on_error)
        except InputError as error:
            if on_error is None:
                raise
            on_error(error)


def _read_file(
    path: Path | None, options: ReadOptions, on_error: Callable[[InputError], None] | None
) -> Iterator[Report]:
    stream, name = open_source(path)
    given = str(path) if path is not None else None
    with stream:
        head = sniff(stream, name)
        kind = guess_kind(head, name)
        if kind == "lines" and b"\x00" not in head:
            yield from read_lines(
                read_raw_lines(stream, name), where=name, path=given, options=options, on_error=on_error
            )
            return
        limit = options.max_characters * _BYTES_A_CHARACTER
        data = read_bytes(stream, name, limit if kind in {"text", "page"} else limit * _REPORTS_A_DOCUMENT)
    if data is None:
        raise InputError(
            f"{name}: too long; the limit is {options.max_characters:,} characters of text in one report. "
            "Split the file, or raise max_characters"
        )
    content = decode(data, name, page=kind == "page")
    if kind == "lines":
        lines = (line.encode() for line in content.split("\n"))
        yield from read_lines(lines, where=name, path=given, options=options, on_error=on_error)
    elif kind == "json":
        yield from read_document(content, where=name, path=given, options=options, on_error=on_error)
    else:
        draft = draft_page(content, where=name) if kind == "page" else draft_text(content, where=name)
        draft.path = given
        yield assemble(draft, options)


def read_text(  # noqa: PLR0913 - what a caller knows of a text, each by keyword
    text: str,
    *,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
    path: str | None = None,
    options: ReadOptions = DEFAULT_OPTIONS,
) -> Report:
    """The report of a plain text, in the form of a text file. What is given wins over what the text says.

    Raises InputError where the text is empty or longer than the options allow.
    """
    where = path or "the text"
    if not text.strip():
        raise InputError(f"{where}: empty; give the words of a report")
    draft = draft_text(text, where=where)
    draft.path, draft.url, draft.outlet = path, url, outlet
    draft.published = published or draft.published
    return assemble(draft, options)
