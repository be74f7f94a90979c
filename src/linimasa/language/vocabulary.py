"""How common a word is in news: what tells a word from two words glued together, and a root from its affixes."""

from __future__ import annotations

from functools import cache

from linimasa.language import files


@cache
def reports_with(language: str) -> dict[str, int]:
    """Words of one language, each with the number of reports in 1,000 of them that use it, at least 1.

    Lower case, but for words that are only seen with a capital.
    """
    return {row["form"]: int(row["reports"]) for row in files.table("data", f"vocabulary.{language}.tsv")}


def commonness(form: str, language: str) -> int:
    """Reports that use ``form`` as it stands or, where it has a capital, in lower case; 0 for an unknown word."""
    words = reports_with(language)
    return words.get(form) or words.get(form.lower(), 0)
