"""Saved HTML pages."""

from __future__ import annotations

from linimasa.errors import InputError
from linimasa.read.draft import Draft


def draft_page(content: str, *, where: str) -> Draft:
    """The draft of a page."""
    raise InputError(f"{where}: pages are not read yet")
