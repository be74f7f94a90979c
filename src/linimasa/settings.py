"""One settings object; only the command line fills it, the library is given it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a user may choose once for all commands.

    ``record``: the file of the record. ``min_confidence``: claims below it (0 to 1) are not shown; they
    are coded and kept all the same. ``jobs``: processes that code reports.
    ``reader``: which reader reads them (``linimasa.readers.ReaderKind``).
    """

    record: Path
    min_confidence: float = 0.0
    jobs: int = 1
    reader: Literal["full", "fast", "filtered"] = "full"

    def coder_version(self, coder: str) -> str:
        """The version under which a record keeps what this reader and ``coder`` made of a report.

        What another reader has read counts as coded by another version: adding it again codes it anew.
        """
        return coder if self.reader == "full" else f"{coder}-{self.reader}"
