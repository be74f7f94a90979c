"""What stands on a page and is not the article: the rules of ``language/*/furniture.toml``, applied to lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from linimasa.language.files import LANGUAGES, toml

_LONGEST = 300
_ENDING = 40
_FLAGS = re.IGNORECASE | re.DOTALL
_END_MARKS = " .:!"
_LABEL_MARKS = frozenset(":|-–")
_LINK_LONGEST = 70
_CLOSE_MARKS = " .)]"
_LEAD = re.compile(r"^[\s#>*•▪■●►▶→➤»·–—~|(\[-]+(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]*]*$|[.!?…,;:][\"”’»]$")
_FULL_STOP = re.compile(r"\.[\"'”’»)\]]*$")
_WORD = re.compile(r"[^\W_][\w'’.-]*")


@dataclass(frozen=True)
class Rule:
    """One rule of the data file; ``begins`` and ``whole`` are casefolded."""

    why: str
    begins: re.Pattern[str] | None
    whole: frozenset[str]
    closes: tuple[str, ...]
    pattern: re.Pattern[str] | None
    longest: int
    open_end: bool
    linked: bool
    tail: bool
    headline: bool

    def matches(self, line: str, folded: str) -> bool:
        """Whether the rule holds of a line (``folded``: without lead characters, casefolded)."""
        if len(line) > self.longest or (self.open_end and ends_sentence(line)):
            return False
        if self.headline and not is_headline_like(line):
            return False
        if self.linked and self._is_sentence(line, folded):
            return False
        return bool(
            folded.rstrip(_END_MARKS) in self.whole
            or (self.begins is not None and self.begins.match(folded))
            or folded.rstrip(_CLOSE_MARKS).endswith(self.closes)
            or (self.pattern is not None and self.pattern.fullmatch(line))
        )

    def _is_sentence(self, line: str, folded: str) -> bool:
        """Whether a line begins with the label's words but goes on as a sentence of the article."""
        label = self.begins.match(folded) if self.begins else None
        marked = label is not None and folded[label.end() :].lstrip()[:1] in _LABEL_MARKS
        return not marked and len(line) > _LINK_LONGEST and _FULL_STOP.search(line) is not None

    def is_label(self, folded: str) -> bool:
        """Whether the line is nothing but the rule's label ("Baca juga:")."""
        return self.begins is not None and self.begins.fullmatch(folded.rstrip(" :.|-–")) is not None


def _rule(entry: dict[str, Any]) -> Rule:
    begins = sorted(entry.get("begins", ()), key=len, reverse=True)
    joined = "|".join(re.escape(words) + (r"(?!\w)" if words[-1].isalnum() else "") for words in begins)
    patterns = "|".join(f"(?:{pattern})" for pattern in entry.get("pattern", ()))
    return Rule(
        why=entry["why"],
        begins=re.compile(joined) if begins else None,
        whole=frozenset(entry.get("whole", ())),
        closes=tuple(entry.get("closes", ())),
        pattern=re.compile(patterns, _FLAGS) if patterns else None,
        longest=entry.get("longest", _LONGEST),
        open_end=entry.get("ends") == "open",
        linked=entry.get("linked", False),
        headline=entry.get("written") == "headline",
        tail=entry.get("place") == "tail",
    )


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of all languages: a page in one language often carries furniture of another."""
    return tuple(
        _rule(entry) for language in LANGUAGES for entry in toml(f"language/{language}", "furniture.toml")["rule"]
    )


def words(section: str, key: str) -> frozenset[str]:
    """The words under ``[section] key`` of all languages."""
    return frozenset(
        word
        for language in LANGUAGES
        for word in toml(f"language/{language}", "furniture.toml").get(section, {}).get(key, ())
    )


@cache
def _small() -> frozenset[str]:
    return words("headline", "small")


def fold(line: str) -> str:
    """The line as rules see it: no bullets or brackets before it, casefolded."""
    return _LEAD.sub("", line).casefold().replace("’", "'")


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return _SENTENCE_END.search(line[-_ENDING:].rstrip()) is not None


@cache
def _any_rule() -> tuple[re.Pattern[str], frozenset[str], tuple[str, ...], re.Pattern[str], int]:
    """What any rule asks for, in one look: most lines fall under none."""
    begins = "|".join(rule.begins.pattern for rule in rules() if rule.begins)
    patterns = "|".join(rule.pattern.pattern for rule in rules() if rule.pattern)
    whole = frozenset(words for rule in rules() for words in rule.whole)
    closes = tuple(words for rule in rules() for words in rule.closes)
    return re.compile(begins), whole, closes, re.compile(patterns, _FLAGS), max(rule.longest for rule in rules())


def find_rule(line: str, *, tail: bool = False) -> Rule | None:
    """The first rule that a line falls under; rules for the end of a report only where ``tail``."""
    begins, whole, closes, patterns, longest = _any_rule()
    if len(line) > longest:
        return None
    folded = fold(line)
    if not (
        begins.match(folded)
        or folded.rstrip(_END_MARKS) in whole
        or folded.rstrip(_CLOSE_MARKS).endswith(closes)
        or patterns.fullmatch(line)
    ):
        return None
    return next((rule for rule in rules() if (tail or not rule.tail) and rule.matches(line, folded)), None)


def is_headline_like(line: str, *, least: int = 3) -> bool:
    """Whether a line is written as headlines are: its long words with capitals, no full stop, one line.

    ``least``: words that it must have at least.
    """
    if _FULL_STOP.search(line) or not 12 <= len(line) <= 200:
        return False
    found = _WORD.findall(line)
    if len(found) < least:
        return False
    counted = [word for word in found if word.casefold() not in _small() and not word[0].isdigit()]
    capital = sum(word[0].isupper() for word in counted)
    return bool(counted) and capital >= 0.8 * len(counted) and capital >= 2
