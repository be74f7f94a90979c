"""Who is named where in a report."""

from __future__ import annotations

from collections.abc import Iterable

from linimasa.model import Mention


class Cast:
    """The mentions of a report in order of the text, and where they are."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self.mentions = tuple(sorted(mentions, key=lambda m: (m.sentence, m.start, -m.end)))
        self._by_sentence: dict[int, list[Mention]] = {}
        self._by_word: dict[tuple[int, int], Mention] = {}
        for mention in self.mentions:
            self._by_sentence.setdefault(mention.sentence, []).append(mention)
            for word in range(mention.start, mention.end):
                self._by_word[mention.sentence, word] = mention

    def at(self, sentence: int, word: int) -> Mention | None:
        """The mention that covers a word of the sentence of that index, the innermost where several do."""
        return self._by_word.get((sentence, word))

    def within(self, sentence: int, start: int, end: int) -> list[Mention]:
        """The mentions that lie inside words ``[start, end)``, in order."""
        return [m for m in self._by_sentence.get(sentence, ()) if start <= m.start and m.end <= end]

    def in_sentence(self, sentence: int) -> tuple[Mention, ...]:
        """The mentions of the sentence of that index, in order."""
        return tuple(self._by_sentence.get(sentence, ()))
