"""A sentence's words as a tree: who hangs on whom."""

from __future__ import annotations

from collections.abc import Iterator

from linimasa.model import Sentence, Word

SUBJECTS = ("nsubj", "csubj")
CLAUSES = ("acl", "advcl", "ccomp", "csubj", "parataxis")


def relation(word: Word) -> str:
    """The universal part of a word's relation: ``nmod`` of ``nmod:poss``."""
    return word.deprel.partition(":")[0]


class Tree:
    """Quick look-ups in one parsed sentence; words are named by their index in it."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.words = sentence.words
        self._children: list[list[int]] = [[] for _ in self.words]
        for index, word in enumerate(self.words):
            if 0 <= word.head < len(self.words) and word.head != index:
                self._children[word.head].append(index)
        self.folded = tuple(word.form.casefold() for word in self.words)

    def text(self, start: int, end: int) -> str:
        """The words ``[start, end)`` as they are written: clitics are not parted from what they hang on."""
        written = ""
        for before, word in zip((None, *self.words[start : end - 1]), self.words[start:end], strict=True):
            written += word.form if before is None or before.end == word.start else f" {word.form}"
        return written

    def __len__(self) -> int:
        return len(self.words)

    def children(self, index: int, *relations: str) -> list[int]:
        """The dependents of a word, in order; only those with one of the universal relations, if given."""
        if not relations:
            return self._children[index]
        return [child for child in self._children[index] if relation(self.words[child]) in relations]

    def subtree(self, index: int, *, clauses: bool = True) -> Iterator[int]:
        """All words under a word, itself included; without its clauses and later conjuncts unless asked for."""
        stack = [index]
        while stack:
            current = stack.pop()
            yield current
            for child in self._children[current]:
                kind = relation(self.words[child])
                if not clauses and (kind in CLAUSES or kind == "conj"):
                    continue
                stack.append(child)

    def preposition(self, index: int) -> str | None:
        """The preposition that introduces a nominal, folded; several words of it are joined by spaces."""
        cases = [child for child in self.children(index, "case") if child < index]
        if not cases:
            return None
        first = cases[0]
        parts = [first, *(child for child in self.children(first, "fixed"))]
        return " ".join(self.folded[part] for part in sorted(parts))

    def conjuncts(self, index: int) -> list[int]:
        """A word and the words coordinated with it."""
        found = [index]
        for child in self.children(index, "conj"):
            found.extend(self.conjuncts(child))
        return found

    def ancestors(self, index: int) -> Iterator[int]:
        """The heads above a word, nearest first; ends at the root, never loops."""
        seen = {index}
        current = self.words[index].head
        while current >= 0 and current not in seen:
            seen.add(current)
            yield current
            current = self.words[current].head

    def is_passive(self, index: int) -> bool:
        """Whether a verb is passive by its dependents or its Voice feature."""
        if "Voice=Pass" in self.words[index].feats:
            return True
        return any(
            self.words[child].deprel in ("nsubj:pass", "csubj:pass", "aux:pass", "obl:agent")
            for child in self._children[index]
        )
