"""Who a speaker's phrase means: the cast where it knows, the last speaker for a pronoun, else the words."""

from __future__ import annotations

import msgspec

from linimasa.model import Actor, Mention
from linimasa.voices.line import Line, Phrase

_MEMORY = 10  # paragraphs after which a speaker is no longer the one meant by a bare `katanya`
_PERSON = "person:"
_PARTY_KINDS = {"organisation", "group", "country", "demonym"}


class Speakers:
    """Resolves phrases to actors, and remembers who spoke last in the report."""

    def __init__(self) -> None:
        self._last: tuple[Actor, ...] = ()
        self._party: tuple[Actor, ...] = ()
        self._person: tuple[Actor, ...] = ()
        self._paragraph = 0

    def last(self, paragraph: int) -> tuple[Actor, ...]:
        """Who spoke last before `paragraph`; empty where that is too far back."""
        return self._last if paragraph - self._paragraph <= _MEMORY else ()

    def remember(self, actors: tuple[Actor, ...], paragraph: int) -> None:
        """Notes who speaks now."""
        if actors:
            self._last, self._paragraph = actors, paragraph
            if _is_person(actors[0]):
                self._person = actors
            else:
                self._party = actors

    def note_subject(self, line: Line) -> None:
        """Notes whom a sentence without a voice is about: `katanya` or `they said` may follow."""
        for child in line.children.get(_root(line), ()):
            if line.words[child].deprel.startswith("nsubj") and line.block[child] < 0:
                mention = line.mention_at(child)
                if mention is None or not mention.actors:
                    continue
                if mention.kind == "person":
                    self.remember(mention.actors[:1], line.sentence.paragraph)
                elif mention.kind in _PARTY_KINDS:
                    self._party = mention.actors

    def resolve(self, line: Line, phrase: Phrase | None) -> tuple[Actor, ...]:
        """The actors that a phrase means; `None` stands for a clitic or an unnamed subject."""
        paragraph = line.sentence.paragraph
        if phrase is None:
            return self.last(paragraph)
        span = line.span(phrase.start, phrase.end)
        mention = speaking_mention(line, phrase)
        pronoun = line.is_pronoun(phrase)
        if pronoun or (mention is not None and mention.kind == "pronoun"):
            actors = self._meant(line, phrase, mention) or (from_words(line, phrase),)
        elif mention is not None and mention.actors:
            actors = self._recalled(line, phrase, mention) or mention.actors
        else:
            actors = (from_words(line, phrase),)
        named = tuple(msgspec.structs.replace(actor, span=span) for actor in actors)
        return named + _joined(line, phrase)

    def _meant(self, line: Line, phrase: Phrase, mention: Mention | None) -> tuple[Actor, ...]:
        known = mention.actors if mention is not None else ()
        plural = line.lexicon.has("plural_pronouns", line.forms[phrase.head])
        last = self.last(line.sentence.paragraph)
        if plural:
            return self._party or known or last
        return (self._person if last else ()) or known or last

    def _recalled(self, line: Line, phrase: Phrase, mention: Mention) -> tuple[Actor, ...]:
        """Who spoke last, where the phrase is a role that points back to them: `juru bicara itu`."""
        edges = (line.forms[phrase.start], line.forms[phrase.end - 1])
        if mention.kind != "role" or not any(line.lexicon.has("definite", form) for form in edges):
            return ()
        last = self.last(line.sentence.paragraph)
        word = line.forms[mention.head]
        return last if any(word in (actor.role or actor.name).lower().split() for actor in last) else ()


def _joined(line: Line, phrase: Phrase) -> tuple[Actor, ...]:
    """The actors that a conjunction joins to the phrase: they speak too in `Iran and Russia said`."""
    at = phrase.end
    if at + 1 >= line.high or not line.lexicon.has("joining", line.forms[at]):
        return ()
    mention = next((m for m in line.mentions if m.start == at + 1), None)
    if mention is None or not line.words[mention.head].deprel.startswith("conj") or mention.kind == "pronoun":
        return ()
    span = line.span(mention.start, mention.end)
    return tuple(msgspec.structs.replace(actor, span=span) for actor in mention.actors)


def _is_person(actor: Actor) -> bool:
    return (actor.id or "").startswith(_PERSON)


def _root(line: Line) -> int:
    return next((i for i in range(line.low, line.high) if line.words[i].head == -1), -1)


def speaking_mention(line: Line, phrase: Phrase) -> Mention | None:
    """The mention that names the speaker: a person in the phrase first, else the one at its head."""
    persons = [m for m in line.mentions_within(phrase.start, phrase.end) if m.kind == "person"]
    persons = [m for m in persons if _names_phrase(line, phrase, m)]
    if persons:
        tagged = [m for m in persons if _is_tagged(line, m)] or persons
        return next((m for m in tagged if m.start > phrase.start and line.is_mark(m.start - 1)), tagged[0])
    at_head = line.mention_at(phrase.head)
    if at_head is not None and at_head.start >= phrase.start and at_head.head == phrase.head:
        return at_head
    if at_head is not None and at_head.start == phrase.start:
        return at_head
    return None


def _names_phrase(line: Line, phrase: Phrase, mention: Mention) -> bool:
    """Whether a person's mention is the speaker, not somebody whom the speaker belongs to."""
    if mention.start <= phrase.head < mention.end:
        return True
    before = mention.start - 1
    if before >= phrase.start and (line.words[before].upos == "ADP" or _belongs(line, phrase.start, mention.start)):
        return False
    if any(line.words[i].deprel in ("appos", "flat") for i in (mention.head, mention.start)):
        return True
    after = mention.end
    while before >= phrase.start and line.words[before].upos == "PROPN" and line.forms[before].endswith("."):
        before -= 1  # titles: Prof. Dr.
    while after < phrase.end and (line.is_mark(after) or line.forms[after].endswith(".")):
        after += 1  # degrees: S.H., M.H.
    return after == phrase.end or (before >= phrase.start and line.is_mark(before))


def _is_tagged(line: Line, mention: Mention) -> bool:
    """Whether the parser too takes words of the mention for a person's name."""
    names = line.sentence.names
    return any(n.label == "PER" and n.start < mention.end and mention.start < n.end for n in names)


def _belongs(line: Line, start: int, end: int) -> bool:
    """Whether a word for somebody's aide or kin ends right before word `end`: `juru bicara Ana Ruiz`."""
    return any(line.lexicon.match("of_another", line.forms, i, end) == end - i for i in range(start, end))


def from_words(line: Line, phrase: Phrase) -> Actor:
    """An actor named by the phrase's own words, of the country that these name if they name one."""
    span = line.span(phrase.start, phrase.end)
    name = line.text[span[0] : span[1]] if span is not None else ""
    parties = [
        m.actors[0] for m in line.mentions_within(phrase.start, phrase.end) if m.kind in _PARTY_KINDS and m.actors
    ]
    country = next((actor.country for actor in parties if actor.country), None)
    return Actor(" ".join(name.split()), country=country, span=span)


def affiliation(line: Line, phrase: Phrase | None, speaker: Actor) -> str | None:
    """The organisation or country that a speaker's phrase or role names beside the speaker."""
    if phrase is None:
        return None
    for mention in line.mentions_within(phrase.start, phrase.end):
        if mention.kind in ("organisation", "group", "country") and mention.actors:
            name = mention.actors[0].name
            if name != speaker.name:
                return name
    return None
