"""What went wrong, in the words of the interface; the library's own sentence stands below as the detail."""

from __future__ import annotations

from linimasa.errors import (
    AmbiguousIdError,
    DateError,
    InputError,
    NotInRecordError,
    QueryError,
    ReadOnlyError,
    RecordInUseError,
)
from linimasa.web.words import Words

_KEYS: tuple[tuple[type[Exception], str], ...] = (
    (NotInRecordError, "not_in_record"),
    (AmbiguousIdError, "ambiguous_id"),
    (DateError, "date"),
    (ReadOnlyError, "read_only"),
    (RecordInUseError, "in_use"),
    (InputError, "unreadable"),
)


class PageError(QueryError):
    """A page that cannot do what its reader asks; ``key`` names the message that says so, under ``because``."""

    def __init__(self, key: str) -> None:
        super().__init__(Words.of("en")(f"because.{key}"))
        self.key = key


def because(error: Exception) -> str:
    """The message, under ``because``, that says what went wrong; empty where there is none."""
    if isinstance(error, PageError):
        return error.key
    return next((key for kind, key in _KEYS if isinstance(error, kind)), "")


def detail(error: Exception) -> str:
    """What the library says of it beyond the message; empty where the message says it all."""
    return "" if isinstance(error, PageError) else str(error)
