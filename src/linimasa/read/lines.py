"""JSON Lines, JSON arrays and single JSON objects: one report an object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from linimasa.errors import InputError
from linimasa.model import Report
from linimasa.read.assemble import assemble
from linimasa.read.characters import split_lines
from linimasa.read.draft import Draft
from linimasa.read.source import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from linimasa.read.draft import ReadOptions

_FIELDS = ("id", "url", "outlet", "language", "title", "published")
_BYTES_A_CHARACTER = 6  # a character beyond ASCII may be written as \\uXXXX
_OTHER_FIELDS = 100_000

_Entry = TypeVar("_Entry")


def read_lines(
    lines: Iterable[bytes],
    *,
    where: str,
    path: str | None,
    options: ReadOptions,
    on_error: Callable[[InputError], None] | None = None,
) -> Iterator[Report]:
    """Reports of JSON Lines: an object a line, as ``id, url, outlet, language, title, published, text``.

    Lines of ``linimasa code --json`` give the reports they hold. A bad line goes to ``on_error``,
    which names it, and the rest is read; without ``on_error`` InputError is raised.
    """

    def read_line(line: bytes, spot: str) -> Report:
        return read_object(_decode_line(line, spot, options), where=spot, path=path, options=options)

    stripped = (raw.removeprefix(b"\xef\xbb\xbf").strip() for raw in lines)
    spots = ((line, f"{where}, line {number}") for number, line in enumerate(stripped, start=1) if line)
    return _each(spots, read_line, on_error)


def read_document(
    content: str,
    *,
    where: str,
    path: str | None,
    options: ReadOptions,
    on_error: Callable[[InputError], None] | None = None,
) -> Iterator[Report]:
    """Reports of one JSON document: an array of objects, or a single object."""
    document = _decode(content.encode("utf-8", "surrogatepass"), where)
    objects = document if isinstance(document, list) else [document]
    if not objects:
        raise InputError(f"{where}: an empty JSON array; it holds no report")

    def read_entry(entry: Any, spot: str) -> Report:
        return read_object(entry, where=spot, path=path, options=options)

    spots = (
        (entry, f"{where}, item {number}" if isinstance(document, list) else where)
        for number, entry in enumerate(objects, start=1)
    )
    yield from _each(spots, read_entry, on_error)


def _each(
    entries: Iterable[tuple[_Entry, str]],
    read_one: Callable[[_Entry, str], Report],
    on_error: Callable[[InputError], None] | None,
) -> Iterator[Report]:
    """The report of each entry; an entry that gives none goes to ``on_error``, or its InputError is raised."""
    for entry, spot in entries:
        try:
            report = read_one(entry, spot)
        except InputError as error:
            if on_error is None:
                raise
            on_error(error)
            continue
        yield report


def _decode_line(line: bytes, where: str, options: ReadOptions) -> Any:
    if len(line) > options.max_characters * _BYTES_A_CHARACTER + _OTHER_FIELDS:
        raise InputError(
            f"{where}: {len(line):,} bytes in a line; the limit of a report is {options.max_characters:,} characters. "
            "Split the report, or raise max_characters"
        )
    try:
        line.decode()
    except UnicodeDecodeError:
        line = decode(line, where).encode()
    return _decode(line, where)


def _decode(data: bytes, where: str) -> Any:
    try:
        return msgspec.json.decode(data)
    except msgspec.DecodeError as error:
        raise InputError(f"{where}: not valid JSON ({error}); give one JSON object a line") from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"{where}: not valid JSON in UTF-8; save it as UTF-8, one JSON object a line") from error


def read_object(entry: Any, *, where: str, path: str | None, options: ReadOptions) -> Report:
    """The report of one JSON object. Raises InputError where it holds no text or a field has the wrong type."""
    if not isinstance(entry, dict):
        raise InputError(f"{where}: {_kind(entry)} where an object with the report's fields is due")
    if isinstance(entry.get("report"), dict):
        return _coded(entry["report"], where)
    values = {name: _text_field(entry, name, where) for name in (*_FIELDS, "text")}
    text = values["text"]
    if not (text and text.strip()):
        found = ", ".join(sorted(map(str, entry))[:12]) or "none"
        raise InputError(
            f'{where}: no "text" (fields found: {found}); each report needs the words of its article there'
        )
    draft = Draft(where=where, lines=split_lines(text), path=path, authors=_authors(entry, where))
    for name in _FIELDS:
        setattr(draft, name, values[name])
    return assemble(draft, options)


def _text_field(entry: dict[str, Any], name: str, where: str) -> str | None:
    value = entry.get(name)
    if value is None or isinstance(value, str):
        return value or None
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise InputError(f'{where}: "{name}" is {_kind(value)}; it must be a string')


def _authors(entry: dict[str, Any], where: str) -> tuple[str, ...]:
    value = entry.get("authors") or entry.get("author") or ()
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
        raise InputError(f'{where}: "authors" must be a string or a list of strings')
    return tuple(name.strip() for name in names if name.strip())


def _coded(entry: dict[str, Any], where: str) -> Report:
    """A report that linimasa itself has written: taken as it is, spans and all."""
    try:
        report = msgspec.convert(entry, Report, strict=True)
    except msgspec.ValidationError as error:
        raise InputError(f'{where}: "report" is not a report as linimasa writes it ({error})') from error
    if not report.text.strip():
        raise InputError(f'{where}: the report\'s "text" is empty')
    return report


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "an array", str: "a string", bool: "a truth value", type(None): "null"}
    return names.get(type(value), "a number")
