"""Reads the data files that hold linimasa's words: ``language/id``, ``language/en`` and ``data``."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from importlib import resources
from typing import Any

from linimasa.errors import DataError

LANGUAGES = ("id", "en")


def _text(folder: str, name: str) -> str:
    try:
        return resources.files("linimasa").joinpath(folder, name).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise DataError(f"{folder}/{name}: missing from the installation; install linimasa again") from error


@cache
def toml(folder: str, name: str) -> dict[str, Any]:
    """The TOML file ``name`` of ``folder`` (``language/id``, ``data``) as a dictionary.

    Raises DataError where it is missing or not TOML. Treat the result as read-only: it is shared.
    """
    try:
        return tomllib.loads(_text(folder, name))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{folder}/{name}: not valid TOML: {error}") from error


@cache
def table(folder: str, name: str) -> tuple[dict[str, str], ...]:
    """The tab-separated file ``name`` of ``folder`` as rows by column name.

    Lines that begin with ``#`` are comments; the first other line names the columns.
    Raises DataError where it is missing or a row has another number of columns.
    """
    lines = [line for line in _text(folder, name).splitlines() if line and not line.startswith("#")]
    rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    header, body = rows[0], rows[1:]
    for row in body:
        if len(row) != len(header):
            raise DataError(f"{folder}/{name}: {len(row)} columns instead of {len(header)}: {row!r}")
    return tuple(dict(zip(header, row, strict=True)) for row in body)
