"""linimasa: news reports as sourced claims and a timeline that can be cited.

``read`` gives the reports of files (``read_text`` that of a text), ``code`` the claims of a report,
``Record`` keeps both and puts claims into events (``Record.merge``); ``timeline``, ``events``, ``event``, ``compare``,
``show``, ``explain``, ``search`` and ``voices`` ask the record.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from linimasa.ask import (
        EventFilters,
        Filters,
        VoiceFilters,
        compare,
        event,
        events,
        explain,
        search,
        show,
        timeline,
        voices,
    )
    from linimasa.errors import DataError, InputError, LinimasaError, QueryError, RecordError
    from linimasa.model import (
        Actor,
        Attribution,
        Claim,
        CodedReport,
        Event,
        Place,
        Quantity,
        Report,
        Voice,
        When,
    )
    from linimasa.pipeline import CODER_VERSION, code_report
    from linimasa.read import read, read_text
    from linimasa.store import Added, Record

# Each name is imported when it is first used: `import linimasa` loads no model and no dictionary.
_MODULES = {
    "linimasa.ask": (
        "EventFilters",
        "Filters",
        "VoiceFilters",
        "compare",
        "event",
        "events",
        "explain",
        "search",
        "show",
        "timeline",
        "voices",
    ),
    "linimasa.errors": ("DataError", "InputError", "LinimasaError", "QueryError", "RecordError"),
    "linimasa.model": (
        "Actor",
        "Attribution",
        "Claim",
        "CodedReport",
        "Event",
        "Place",
        "Quantity",
        "Report",
        "Voice",
        "When",
    ),
    "linimasa.pipeline": ("CODER_VERSION", "code_report"),
    "linimasa.read": ("read", "read_text"),
    "linimasa.store": ("Added", "Record"),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}

__all__ = [
    "CODER_VERSION",
    "Actor",
    "Added",
    "Attribution",
    "Claim",
    "CodedReport",
    "DataError",
    "Event",
    "EventFilters",
    "Filters",
    "InputError",
    "LinimasaError",
    "Place",
    "Quantity",
    "QueryError",
    "Record",
    "RecordError",
    "Report",
    "Voice",
    "VoiceFilters",
    "When",
    "__version__",
    "code",
    "code_report",
    "compare",
    "event",
    "events",
    "explain",
    "read",
    "read_text",
    "search",
    "show",
    "timeline",
    "voices",
]


def code(report: Report) -> list[Claim]:
    """The claims of ``report``, in the order of its text; ``code_report`` gives its voices too.

    Empty where its language is not coded. Raises DataError where linimasa's own data is damaged.
    """
    from linimasa.pipeline import code_report  # noqa: PLC0415 - see _MODULES

    return list(code_report(report).claims)


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_MODULE_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)


class _Package(ModuleType):
    """Keeps ``linimasa.read`` the function: the import of the package ``linimasa.read`` would take its name."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _MODULE_OF and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
