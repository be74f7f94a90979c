"""Where reports come from: files, folders, globs, standard input, gzip; kinds and encodings found out by looking."""

from __future__ import annotations

import codecs
import gzip
import io
import os
import re
import sys
import zlib
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from charset_normalizer import from_bytes

from linimasa.errors import InputError
from linimasa.language.files import table

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["text", "page", "lines", "json"]

STANDARD_INPUT = "-"
_SNIFF = 65_536
_GZIP = b"\x1f\x8b"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_PAGE = re.compile(
    r"\s*(?:<!--.{0,4000}?-->\s*|<\?xml[^>]{0,200}\?>\s*)*<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_PAGE_PARTS = re.compile(r"<(?:div|p|article|meta|title|script)\b", re.IGNORECASE)
_GLOB = re.compile(r"[*?\[]")
_ODD = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")


def find_paths(source: str | Path, *, hidden: bool = False) -> Iterator[Path]:
    """The files that a path, a folder (with all in it) or a glob stands for, in the order of their names.

    Raises InputError where there is none.
    """
    if not str(source).strip():
        raise InputError("an empty path; name a file, a folder, a pattern, or - for standard input")
    path = Path(source)
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.is_file() and (hidden or not _is_hidden(file, path)))
        if not files:
            raise InputError(f"{source}: an empty folder; put reports into it (.txt, .html, .jsonl, also .gz)")
        yield from files
    elif path.exists() or not _GLOB.search(str(source)):
        yield path
    else:
        root = Path(path.anchor) if path.anchor else Path()
        found = root.glob(str(path.relative_to(root)) if path.anchor else str(path))
        files = sorted(file for file in found if file.is_file() and (hidden or not file.name.startswith(".")))
        if not files:
            raise InputError(f"{source}: no file matches; check the pattern")
        yield from files


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def open_source(path: Path | None) -> tuple[io.BufferedReader, str]:
    """The bytes of a file (of standard input: None), unpacked where they are gzip, and the name for messages."""
    name = str(path) if path is not None else "standard input"
    try:
        raw: io.BufferedReader = io.BufferedReader(_unbuffered(path), _SNIFF)
        head = raw.peek(2)[:2]
    except FileNotFoundError as error:
        raise InputError(f"{name}: no such file; check the path") from error
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({error.strerror or error})") from error
    if head != _GZIP:
        return raw, name
    packed: io.BufferedReader = io.BufferedReader(gzip.GzipFile(fileobj=raw), _SNIFF)
    return packed, name


def _unbuffered(path: Path | None) -> io.RawIOBase:
    if path is not None:
        return path.open("rb", buffering=0)
    try:
        # A copy of the descriptor, so that closing the reader leaves standard input open.
        return io.FileIO(os.dup(sys.stdin.fileno()))
    except io.UnsupportedOperation:
        return io.BytesIO(sys.stdin.buffer.read())  # type: ignore[return-value]


def read_bytes(stream: io.BufferedReader, name: str, limit: int) -> bytes | None:
    """All bytes of a stream, or None where there are more than ``limit``. Raises InputError where it is damaged."""
    with _damage_named(name):
        data = stream.read(limit + 1)
    return data if len(data) <= limit else None


def read_raw_lines(stream: io.BufferedReader, name: str) -> Iterator[bytes]:
    """The lines of a stream. Raises InputError where it is damaged."""
    with _damage_named(name):
        yield from stream


@contextmanager
def _damage_named(name: str) -> Iterator[None]:
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise InputError(f"{name}: a damaged gzip file ({error}); fetch or pack it again") from error
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({error.strerror or error})") from error


def sniff(stream: io.BufferedReader, name: str) -> bytes:
    """The first bytes of a stream, left in it. Raises InputError for a damaged archive, an empty or a binary file."""
    with _damage_named(name):
        head = stream.peek(_SNIFF)[:_SNIFF]
    if not head.strip():
        raise InputError(f"{name}: an empty file; give a file with a report in it")
    for offset, magic, kind, advice in _binaries():
        if head.startswith(magic, offset):
            raise InputError(f"{name}: {kind}, not text; {advice}")
    return head


@cache
def _binaries() -> tuple[tuple[int, bytes, str, str], ...]:
    rows = table("data", "binaries.tsv")
    return tuple((int(row["offset"]), bytes.fromhex(row["bytes"]), row["kind"], row["advice"]) for row in rows)


def guess_kind(head: bytes, name: str) -> Kind:
    """What the first bytes of a file and its name say it is."""
    text = head.decode(_marked(head) or _unmarked_wide(head) or "utf-8", "replace").lstrip("\ufeff \t\r\n")
    suffixes = [suffix.lower() for suffix in Path(name).suffixes]
    if text.startswith("["):
        return "json" if re.match(r"\[\s*[{\]]", text) else "text"
    if text.startswith("{"):
        first_line = text.split("\n", 1)[0].rstrip()
        return "lines" if first_line.endswith("}") or "\n" not in text else "json"
    if _PAGE.match(text) or (text.startswith("<") and len(_PAGE_PARTS.findall(text)) >= 3):
        return "page"
    if {".html", ".htm", ".xhtml"} & set(suffixes[-2:]) and "<" in text:
        return "page"
    if {".jsonl", ".ndjson"} & set(suffixes[-2:]):
        return "lines"
    return "text"


def decode(data: bytes, name: str, *, page: bool = False) -> str:
    """The text of bytes: by byte order mark, UTF-8, the page's own charset, UTF-16 without mark, else a best guess.

    Raises InputError where the bytes are no text in any encoding known.
    """
    encoding = _marked(data[:4]) or _unmarked_wide(data[:_SNIFF])
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        text = _guess(data, name, page=page)
    text = text.removeprefix("\ufeff")
    odd = len(_ODD.findall(text[:_SNIFF]))
    if odd > 0.02 * min(len(text), _SNIFF):
        raise InputError(f"{name}: binary data, or an encoding that cannot be told; save it as UTF-8 text")
    return text


def _marked(head: bytes) -> str | None:
    return next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)


def _unmarked_wide(head: bytes) -> str | None:
    """UTF-16 without a byte order mark: every second byte of Latin text is zero."""
    even, odd = head[0:2000:2], head[1:2000:2]
    if len(head) < 4 or not odd:
        return None
    if odd.count(0) > 0.7 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.7 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return None


def _guess(data: bytes, name: str, *, page: bool) -> str:
    if data[:_SNIFF].count(0):
        raise InputError(f"{name}: binary data, not text; give plain text, HTML or JSON Lines")
    charset = _META_CHARSET.search(data[:4096]) if page else None
    if charset is not None:
        try:
            return data.decode(charset[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    # News of our languages that is not Unicode is Western European; detection among all code pages errs more.
    best = from_bytes(data[:500_000], cp_isolation=["cp1252", "iso8859_1", "iso8859_15", "mac_roman"]).best()
    if best is None:
        raise InputError(f"{name}: an encoding that cannot be told; save it as UTF-8 text")
    return data.decode(best.encoding, "replace")
