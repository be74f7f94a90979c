"""A sentence as the patterns of attribution read it: forms, quotations, mentions and the parse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from linimasa.model import Mention, Sentence, Span
from linimasa.voices.words import Lexicon

_NOMINAL = {"NOUN", "PROPN", "PRON"}


class Cast(Protocol):
    """Who is named where: the part of `linimasa.resolve` that voices need."""

    def in_sentence(self, index: int, /) -> Sequence[Mention]:
        """The mentions of actors in the sentence of that index, in order."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: words `[start, end)` of its line and its head word."""

    start: int
    end: int
    head: int


class Line:
    """Words `[low, high)` of a sentence; words of a quotation in `block` are opaque to the patterns."""

    def __init__(  # noqa: PLR0913 - a view over what several stages found
        self,
        text: str,
        sentence: Sentence,
        mentions: Sequence[Mention],
        lexicon: Lexicon,
        *,
        block: list[int],
        bounds: tuple[int, int] | None = None,
    ) -> None:
        """`block[i]` is the number of the quotation that holds word i, -1 for none."""
        self.text = text
        self.sentence = sentence
        self.words = sentence.words
        self.mentions = mentions
        self.lexicon = lexicon
        self.block = block
        self.low, self.high = bounds or (0, len(sentence.words))
        self.forms = [word.form.lower() for word in sentence.words]

    @cached_property
    def children(self) -> dict[int, list[int]]:
        """Words by the head they depend on."""
        children: dict[int, list[int]] = {}
        for i, word in enumerate(self.words):
            children.setdefault(word.head, []).append(i)
        return children

    def is_mark(self, i: int) -> bool:
        """Whether word i is punctuation."""
        return not any(c.isalnum() for c in self.forms[i])

    def is_predicate(self, i: int) -> bool:
        """Whether word i is a verb or auxiliary outside every quotation block."""
        return self.block[i] < 0 and self.words[i].upos in ("VERB", "AUX")

    def has_predicate(self, start: int, end: int) -> bool:
        """Whether one of the words `[start, end)` is a verb or auxiliary."""
        return any(self.is_predicate(i) for i in range(start, end))

    def has_clause(self, start: int, end: int) -> bool:
        """Whether one of the words `[start, end)` is a predicate that no relative pronoun comes before."""
        for i in range(start, end):
            if self.lexicon.has("relative", self.forms[i]) and i > start:
                return False
            if self.is_predicate(i):
                return True
        return False

    def is_nominal(self, i: int) -> bool:
        """Whether word i is a noun, name or pronoun."""
        return self.words[i].upos in _NOMINAL

    def is_pronoun(self, phrase: Phrase) -> bool:
        """Whether the phrase is a pronoun, or a word that its clitic makes one: `ia`, `dirinya`."""
        if phrase.end - phrase.start > 2:
            return False
        clitic = self.lexicon.has("clitic", self.forms[phrase.end - 1])
        host = self.lexicon.has("clitic_hosts", self.forms[phrase.start])
        return self.lexicon.has("pronouns", self.forms[phrase.head]) or (clitic and host)

    def mention_at(self, i: int) -> Mention | None:
        """The widest mention that covers word i."""
        covering = [m for m in self.mentions if m.start <= i < m.end]
        return max(covering, key=lambda m: m.end - m.start) if covering else None

    def mentions_within(self, start: int, end: int) -> list[Mention]:
        """Mentions that lie in words `[start, end)`, in order."""
        return [m for m in self.mentions if start <= m.start and m.end <= end]

    def cue(self, name: str, i: int) -> tuple[int, bool]:
        """Words that an entry of list `name` takes up at word i (0 for none), and whether a clitic speaker follows."""
        length = self.lexicon.match(name, self.forms, i, self.high)
        if length:
            after = i + length
            attached = (
                after < self.high
                and self.lexicon.has("clitic", self.forms[after])
                and self.words[after].start == self.words[after - 1].end
            )
            return length + attached, attached
        for clitic in self.lexicon.single["clitic"]:
            if self.forms[i].endswith(clitic) and self.lexicon.has(name, self.forms[i].removesuffix(clitic)):
                return 1, True
        return 0, False

    def previous(self, i: int) -> int:
        """The last word before i that is no punctuation, or low - 1."""
        i -= 1
        while i >= self.low and self.is_mark(i):
            i -= 1
        return i

    def next(self, i: int) -> int:
        """The first word at or after i that is no punctuation, or high."""
        while i < self.high and self.is_mark(i):
            i += 1
        return i

    def comma_before(self, i: int) -> bool:
        """Whether punctuation or a quotation stands right before word i."""
        return i > self.low and (self.is_mark(i - 1) or self.block[i - 1] >= 0)

    def subtree(self, head: int) -> tuple[int, int]:
        """The contiguous run of words around `head` that depend on it, within the line."""
        members = {head}
        agenda = [head]
        while agenda:
            for child in self.children.get(agenda.pop(), ()):
                if child not in members:
                    members.add(child)
                    agenda.append(child)
        start, end = head, head + 1
        while start - 1 >= self.low and start - 1 in members:
            start -= 1
        while end < self.high and end in members:
            end += 1
        return start, end

    def span(self, start: int, end: int) -> Span | None:
        """Characters of words `[start, end)` without the punctuation at either end; None for no words."""
        while start < end and self.is_mark(start):
            start += 1
        while end > start and self.is_mark(end - 1):
            end -= 1
        return (self.words[start].start, self.words[end - 1].end) if start < end else None
