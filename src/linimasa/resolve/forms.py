"""Forms: the right-hand sides of our small grammars, written in data files, run over token classes.

A form is a row of items parted by spaces. An item is a class, or several with ``|`` between them;
``=slot`` after it names the value it gives, ``?`` makes it optional, ``~`` before it means that it
must stand there but does not belong to the span (first and last items; ``?`` only on last ones),
``!`` before it that it must not stand there. ``(`` and ``)``, ``)?`` or ``)*`` group items. Names
of ``[kinds]`` in the data file stand for several classes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from linimasa.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linimasa.resolve.tokens import Token


_AROUND = frozenset("~!")


class Form(NamedTuple):
    """A compiled form and what it means."""

    means: str
    pattern: re.Pattern[str]
    fixed: Mapping[str, Any]


class Found(NamedTuple):
    """A form found over tokens ``[start, end)`` with the values of its slots."""

    start: int
    end: int
    means: str
    slots: dict[str, Any]


def compile_forms(
    entries: Iterable[Mapping[str, Any]],
    kinds: Mapping[str, Sequence[str]],
    characters: Mapping[str, str],
) -> tuple[Form, ...]:
    """Forms from the rows of a data file: ``{"means", "form", …}``; other keys are fixed slots.

    Raises DataError where a form names a class that does not exist.
    """
    forms = []
    for entry in entries:
        fixed = {key: value for key, value in entry.items() if key not in {"means", "form"}}
        written = entry["form"]
        for text in [written] if isinstance(written, str) else written:
            source = _source(text, kinds, characters)
            forms.append(Form(entry["means"], re.compile(source), fixed))
    return tuple(forms)


def find_forms(forms: Iterable[Form], code: str, tokens: Sequence[Token]) -> list[Found]:
    """The forms found in ``code``, leftmost first, longest where several begin together, none overlapping."""
    candidates = [
        (match.start(), -match.end(), order, match)
        for order, form in enumerate(forms)
        for match in form.pattern.finditer(code)
    ]
    candidates.sort(key=lambda candidate: candidate[:3])
    listed = tuple(forms)
    found: list[Found] = []
    reached = 0
    for start, end, order, match in candidates:
        if start < reached:
            continue
        reached = -end
        form = listed[order]
        slots = dict(form.fixed)
        for name, index in form.pattern.groupindex.items():
            if match.group(index) is not None:
                slots[name] = tokens[match.start(index)].value
        found.append(Found(start, reached, form.means, slots))
    return found


def _source(text: str, kinds: Mapping[str, Sequence[str]], characters: Mapping[str, str]) -> str:
    """The regular expression over class characters that a written form stands for."""
    items = text.split()
    first = next((i for i, item in enumerate(items) if item[0] not in _AROUND), len(items))
    last = next((i for i in range(len(items), 0, -1) if items[i - 1][0] not in _AROUND), first)
    parts = [_look(items[:first], "<", kinds, characters)]
    for item in items[first:last]:
        if item == "(":
            parts.append("(?:")
        elif item[0] == ")":
            parts.append(item)
        else:
            parts.append(_item(item, kinds, characters))
    parts.append(_look(items[last:], "", kinds, characters))
    return "".join(parts)


def _look(items: Sequence[str], behind: str, kinds: Mapping[str, Sequence[str]], characters: Mapping[str, str]) -> str:
    """What must, or must not, stand before (``<``) or after a form, as one assertion."""
    if not items:
        return ""
    sign = "=" if items[0][0] == "~" else "!"
    return f"(?{behind}{sign}" + "".join(_item(item[1:], kinds, characters) for item in items) + ")"


def _item(item: str, kinds: Mapping[str, Sequence[str]], characters: Mapping[str, str]) -> str:
    optional = item.endswith("?")
    slot = item.removesuffix("?").partition("=")[2]
    accepted = _classes(item, kinds, characters)
    source = f"(?P<{slot}>{accepted})" if slot else accepted
    return source + "?" if optional else source


def _classes(item: str, kinds: Mapping[str, Sequence[str]], characters: Mapping[str, str]) -> str:
    """The characters of the classes that an item accepts."""
    names = item.removesuffix("?").partition("=")[0]
    classes: list[str] = []
    for name in names.split("|"):
        classes.extend(kinds.get(name, (name,)))
    try:
        return "[" + "".join(re.escape(characters[name]) for name in classes) + "]"
    except KeyError as error:
        raise DataError(f"form item {item!r}: no class {error.args[0]!r}") from error
