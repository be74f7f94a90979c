"""The readers that a user may choose from, each loaded on first use and shared by all threads of a process."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Literal, get_args

from linimasa.errors import InputError

if TYPE_CHECKING:
    from linimasa.coding.suggester import Suggests
    from linimasa.language.parse import Parser
    from linimasa.model import CodedReport, Report

ReaderKind = Literal["full", "fast", "filtered"]
"""``full``: the trained reader; ``fast``: the small one; ``filtered``: the small one where no event can be told."""

_loaded: dict[str, Parser] = {}
_loading = threading.RLock()


def reader(kind: ReaderKind = "full") -> Parser:
    """The reader of this kind, for ``code_report(report, parser=…, suggester=…)`` with the suggester of its kind.

    Raises DataError where its files are missing from the installation, InputError for a kind that there is not.
    """
    with _loading:
        if kind not in _loaded:
            _loaded[kind] = _load(kind)
        return _loaded[kind]


def suggester(kind: ReaderKind = "full") -> Suggests | None:
    """The learned reading of events that goes with a reader: none with the fast one, which it would slow down.

    Raises DataError where its files are missing from the installation.
    """
    if kind == "fast":
        return None
    from linimasa.coding.suggester import default_suggester  # noqa: PLC0415

    return default_suggester()


def code_by(kind: ReaderKind, report: Report) -> CodedReport:
    """Codes one report by a reader of this kind and the suggester that goes with it; raises as `code_report`."""
    from linimasa.pipeline import code_report  # noqa: PLC0415

    if kind == "full":
        # Left to code_report, which loads no model for a report that it does not code.
        return code_report(report)
    return code_report(report, parser=reader(kind), suggester=suggester(kind))


def _load(kind: ReaderKind) -> Parser:
    # Only who needs a reader pays for importing it and the model's runtime.
    if kind == "full":
        from linimasa.language.parse import default_parser  # noqa: PLC0415

        return default_parser()
    if kind == "fast":
        from linimasa.language.fast_reader import FastReader  # noqa: PLC0415

        return FastReader.load()
    if kind == "filtered":
        from linimasa.coding.filter import FilteredReader  # noqa: PLC0415

        return FilteredReader(reader("full"), reader("fast"))
    raise InputError(f"reader {kind!r}: it may be {', '.join(get_args(ReaderKind))}")
