"""The words of the interface: every one in every language, from ``web/messages``."""

from __future__ import annotations

from functools import cache
from typing import Any

from linimasa.coding.plover import event_types
from linimasa.errors import DataError
from linimasa.language.files import LANGUAGES, table, toml

DEFAULT_LANGUAGE = LANGUAGES[0]


class Words:
    """The words of the interface in one language; called with a key, ``words("timeline.title")``."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.messages = dict(_flat("", toml("web/messages", f"{language}.toml")))

    @classmethod
    def of(cls, language: str) -> Words:
        """The words in ``language``; in the first of linimasa's languages where it is none of them."""
        return _words(language if language in LANGUAGES else DEFAULT_LANGUAGE)

    def __call__(self, key: str, **values: object) -> str:
        """The message ``key``, with ``values`` where it names them. Raises DataError where there is none."""
        try:
            return self.messages[key].format(**values) if values else self.messages[key]
        except KeyError as error:
            raise DataError(f"web/messages/{self.language}.toml: no message {key!r}, or no value for it") from error

    def count(self, key: str, number: int) -> str:
        """So many of something: ``key.one`` and ``key.other`` of the messages."""
        return self(f"{key}.{'one' if number == 1 else 'other'}", number=self.number(number))

    def has(self, key: str) -> bool:
        """Whether there is a message ``key``."""
        return key in self.messages

    def quad(self, event_type: str) -> int:
        """The quad class of an event type, 1 to 4."""
        return event_types()[event_type, ""].quad

    def known(self, key: str, name: str) -> str:
        """The message ``key.name``; ``name`` itself where there is none (a word of the data, not of the interface)."""
        return self.messages.get(f"{key}.{name.replace(' ', '_')}", name)

    def number(self, number: float | None) -> str:
        """A number as the language writes it: 11.000 or 11,000."""
        if number is None:
            return ""
        written = f"{number:,.12g}"
        return written.translate(str.maketrans(",.", ".,")) if self("number.group") == "." else written

    def day(self, iso: str | None) -> str:
        """A day, month or year of ISO 8601 as the language writes it: 12 Jul 2025."""
        if not iso:
            return ""
        parts = iso[:10].split("-")
        month = self(f"months.m{int(parts[1])}") if len(parts) > 1 else ""
        day = str(int(parts[2])) if len(parts) > 2 else ""
        return " ".join(part for part in (day, month, parts[0]) if part)

    def period(self, start: str, end: str, precision: str = "day") -> str:
        """A range of days by its precision: 12 Jul 2025, Jul 2025, 2025, or 1–5 Jul 2025."""
        if precision == "year":
            return start[:4]
        if precision == "month":
            return self.day(start[:7])
        if start == end:
            return self.day(start)
        first, last = self.day(start).split(), self.day(end).split()
        shared = 2 if first[1:] == last[1:] else 1 if first[2:] == last[2:] else 0
        return f"{' '.join(first[: 3 - shared])}–{' '.join(last)}"

    def type_name(self, event_type: str, mode: str = "") -> str:
        """What an event type is called in a word, or a mode of it in the words of the PLOVER table."""
        return self(f"type.{event_type}") if not mode else _type_names(self.language).get((event_type, mode), mode)

    def starting(self, *prefixes: str) -> dict[str, str]:
        """The messages whose keys begin so, for the scripts of a page."""
        return {key: message for key, message in self.messages.items() if key.startswith(prefixes)}

    def names(self) -> dict[str, dict[str, str]]:
        """What countries and event types are called, by code, for the scripts of a page."""
        types = [event_type for event_type, mode in _type_names(self.language) if not mode]
        return {"countries": _country_names(self.language), "types": {name: self.type_name(name) for name in types}}

    def type_means(self, event_type: str) -> str:
        """What an event type covers, in a line."""
        return _type_names(self.language)[event_type, ""]

    def country(self, code: str | None) -> str:
        """A country by its ISO 3166-1 alpha-3 code."""
        return _country_names(self.language).get(code or "", code or "")


@cache
def _words(language: str) -> Words:
    return Words(language)


@cache
def _type_names(language: str) -> dict[tuple[str, str], str]:
    return {(row["type"], row["mode"]): row[f"label_{language}"] for row in table("data", "plover.tsv")}


@cache
def _country_names(language: str) -> dict[str, str]:
    return {row["alpha3"]: row[f"name_{language}"] for row in table("data", "countries.tsv")}


def _flat(prefix: str, messages: dict[str, Any]) -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for key, value in messages.items():
        name = f"{prefix}{key}"
        flat += _flat(f"{name}.", value) if isinstance(value, dict) else [(name, value)]
    return flat
