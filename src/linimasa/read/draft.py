"""What stands between a file's bytes and a report: options, and the draft that every kind of file gives."""

from __future__ import annotations

from dataclasses import dataclass, field

from linimasa.model import Dropped


@dataclass(frozen=True, kw_only=True)
class ReadOptions:
    """How files are read.

    ``max_characters`` is the longest text of one report, in code points. ``hidden`` reads files
    whose name begins with a dot, too, where a folder is read. ``outlet`` and ``published`` (ISO 8601)
    are those of the reports that name none themselves.
    """

    max_characters: int = 5_000_000
    hidden: bool = False
    outlet: str | None = None
    published: str | None = None


DEFAULT_OPTIONS = ReadOptions()


@dataclass(kw_only=True)
class Draft:
    """A report before furniture is taken out.

    ``lines`` are the lines of the body as they came, blank ones included: a blank line parts
    paragraphs. ``published`` is as printed. ``where`` names the input in messages.
    """

    where: str
    lines: list[str]
    title: str | None = None
    id: str | None = None
    url: str | None = None
    path: str | None = None
    outlet: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    dropped: list[Dropped] = field(default_factory=list)

    def drop(self, text: str, why: str) -> None:
        """Notes a line left out, unless it holds nothing."""
        text = text.strip()
        if text:
            self.dropped.append(Dropped(text=text, why=why))
