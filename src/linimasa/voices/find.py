"""Finds every attribution of a report: patterns sentence by sentence, then quotations that stand alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from linimasa.model import Attribution, QuoteKind, Report, Sentence, Span, Voice
from linimasa.voices.active import active
from linimasa.voices.attribution import as_attribution
from linimasa.voices.clauses import can_speak
from linimasa.voices.line import Cast, Line, Phrase
from linimasa.voices.patterns import according, colon, inverted, passive
from linimasa.voices.quotes import Quotation, find_quotations, is_speech
from linimasa.voices.relays import relays
from linimasa.voices.scope import settle
from linimasa.voices.speakers import Speakers, affiliation
from linimasa.voices.telling import Telling
from linimasa.voices.words import Lexicon, lexicon

_SUPPORTED = ("id", "en")
_TRAILING = " ,;:\u00a0"


def find_voices(report: Report, sentences: Sequence[Sentence], cast: Cast) -> list[Voice]:
    """Every attribution of the report, in the order of the cues, also where it tells no event.

    `sentences` are the parsed sentences of `report.text` (a missing parse costs accuracy, no crash).
    A report in a language without words for it gives no voices.
    """
    language = (report.language or "id").split("-")[0].lower()
    if language not in _SUPPORTED or not sentences:
        return []
    finder = _Finder(report.text, sentences, cast, lexicon(language))
    return finder.voices()


@dataclass(slots=True)
class _Said:
    """A voice in the making; `quotations` are the blocks it tells."""

    voice: Voice
    paragraph: int
    sentence: int
    quotations: list[int]


class _Finder:
    def __init__(self, text: str, sentences: Sequence[Sentence], cast: Cast, words: Lexicon) -> None:
        self.text = text
        self.sentences = sentences
        self.cast = cast
        self.lexicon = words
        self.quotations = find_quotations(text)
        self.blocks = [is_speech(text, quotation) for quotation in self.quotations]
        self.speakers = Speakers()
        self.said: list[_Said] = []
        self.claimed: set[int] = set()

    def voices(self) -> list[Voice]:
        at = 0
        for sentence in self.sentences:
            while at < len(self.quotations) and self.quotations[at].span[1] <= sentence.start:
                at += 1
            self._sentence(sentence, at)
        self._carry_on()
        ordered = sorted(self.said, key=lambda said: said.voice.cue or said.voice.content[0])
        return [said.voice for said in ordered]

    def _sentence(self, sentence: Sentence, at: int) -> None:
        block = self._block(sentence, at)
        mentions = self.cast.in_sentence(sentence.index)
        line = Line(self.text, sentence, mentions, self.lexicon, block=block)
        before = len(self.said)
        self._carry_on(sentence.start)
        for telling in settle(_tellings(line, self._ended_before(sentence))):
            self._say(telling)
        if len(self.said) == before:
            self.speakers.note_subject(line)
        for start, end in _runs(block):
            inner = Line(self.text, sentence, mentions, self.lexicon, block=[-1] * len(block), bounds=(start, end))
            for telling in settle(_tellings(inner, None)):
                if telling.speaker is not None and can_speak(inner, telling.speaker):
                    self._say(telling, nested=True)

    def _block(self, sentence: Sentence, at: int) -> list[int]:
        block = [-1] * len(sentence.words)
        for number in range(at, len(self.quotations)):
            start, end = self.quotations[number].span
            if start >= sentence.end:
                break
            if self.blocks[number]:
                for i, word in enumerate(sentence.words):
                    if word.start >= start and word.end <= end:
                        block[i] = number
        return block

    def _ended_before(self, sentence: Sentence) -> int | None:
        """The quotation block that ends right before the sentence, in its paragraph."""
        for number, quotation in enumerate(self.quotations):
            end = quotation.span[1]
            if end > sentence.start:
                break
            between = self.text[end : sentence.start]
            if self.blocks[number] and number not in self.claimed and not between.strip(" ,.") and "\n" not in between:
                return number
        return None

    def _say(self, telling: Telling, nested: bool = False) -> None:
        line = telling.line
        actors = self.speakers.resolve(line, telling.speaker)
        content, numbers, quote = self._content(telling)
        if not actors or not content:
            return
        cue = line.span(*telling.cue) or (line.words[telling.cue[0]].start, line.words[telling.cue[1] - 1].end)
        through = tuple(self._link(line, phrase) for phrase in telling.through)
        for actor in actors:
            voice = Voice(actor, cue, content, quote, through, affiliation(line, telling.speaker, actor))
            self.said.append(_Said(voice, line.sentence.paragraph, line.sentence.index, numbers))
        self.claimed.update(numbers)
        if not nested and telling.kind == "say":
            self.speakers.remember(actors, line.sentence.paragraph)

    def _link(self, line: Line, phrase: Phrase) -> Attribution:
        actor = self.speakers.resolve(line, phrase)[0]
        return as_attribution(actor, None, affiliation(line, phrase, actor))

    def _content(self, telling: Telling) -> tuple[tuple[Span, ...], list[int], QuoteKind]:
        """Spans of what is told, the quotation blocks among them, and how it is quoted."""
        line = telling.line
        if telling.previous:
            span = self._sentence_before(line.sentence)
            return ((span,) if span else ()), [], "indirect"
        numbers = [] if telling.quotation is None else [telling.quotation]
        spans: list[Span] = []
        for start, end in telling.ranges:
            whole = [line.block[i] for i in range(start, end) if line.block[i] >= 0]
            loose = [i for i in range(start, end) if line.block[i] < 0 and not line.is_mark(i)]
            if whole and (not loose or loose[0] > line.block.index(whole[0])):
                numbers.append(whole[0])
            elif (span := line.span(start, end)) is not None:
                spans.append(self._stretched(span))
        if numbers:
            numbers = sorted({linked for number in numbers for linked in self._linked(number)})
            return (*(self._inner(number) for number in numbers), *spans), numbers, "direct"
        if spans and all(any(q.inner[0] <= s[0] and s[1] <= q.inner[1] for q in self.quotations) for s in spans):
            return tuple(spans), [], "direct"
        quoted = any(s[0] <= q.span[0] and q.span[1] <= s[1] + 2 for s in spans for q in self.quotations)
        return tuple(spans), [], "mixed" if quoted else "indirect"

    def _linked(self, number: int) -> list[int]:
        """The quotation with those that it carries on or that carry it on, over paragraphs."""
        first = last = number
        while first > 0 and self.quotations[first - 1].continued and first - 1 not in self.claimed:
            first -= 1
        while self.quotations[last].continued and last + 1 < len(self.quotations):
            last += 1
        return list(range(first, last + 1))

    def _inner(self, number: int) -> Span:
        start, end = self.quotations[number].inner
        while end > start and self.text[end - 1] in _TRAILING:
            end -= 1
        return (start, end) if end > start else self.quotations[number].inner  # nothing but marks stays as it is

    def _stretched(self, span: Span) -> Span:
        """The span, drawn out to the end of a quotation that it begins and does not end."""
        for quotation in self.quotations:
            if span[0] <= quotation.span[0] < span[1] < quotation.inner[1]:
                return span[0], quotation.inner[1]
        return span

    def _sentence_before(self, sentence: Sentence) -> Span | None:
        before = [s for s in self.sentences if s.end <= sentence.start and not s.headline]
        if not before or sentence.paragraph - before[-1].paragraph > 1:
            return None
        span = before[-1].start, before[-1].end
        told = any(c[0] < span[1] and span[0] < c[1] for said in self.said for c in said.voice.content)
        return None if told else span

    def _carry_on(self, until: int | None = None) -> None:
        """Gives unclaimed quotations that end before `until` to the voice whose flow they carry on."""
        limit = len(self.text) if until is None else until
        for number, quotation in enumerate(self.quotations):
            if quotation.span[1] > limit:
                break
            if number in self.claimed or not self.blocks[number] or not self.said:
                continue
            self._continue(number, quotation)

    def _continue(self, number: int, quotation: Quotation) -> None:
        last = next((s for s in reversed(self.said) if _ends(s) <= quotation.span[0]), None)
        if last is None:
            return
        between = self.text[_ends(last) : quotation.span[0]]
        if not self._flows(between, last):
            return
        self.claimed.add(number)
        if last.voice.quote == "direct":
            content = (*last.voice.content, self._inner(number))
            last.voice = msgspec.structs.replace(last.voice, content=content)
            last.quotations.append(number)
            return
        voice = Voice(
            last.voice.speaker, None, (self._inner(number),), "direct", last.voice.through, last.voice.affiliation
        )
        self.said.append(_Said(voice, last.paragraph, last.sentence, [number]))

    def _flows(self, between: str, last: _Said) -> bool:
        """Whether only the rest of the last voice's sentence stands between it and a quotation."""
        lines = [line for line in between.split("\n") if line.strip()]
        sentence = next(s for s in self.sentences if s.index == last.sentence)
        rest = between[max(0, sentence.end - _ends(last)) :]
        return len(lines) <= 1 and not any(c.isalnum() for c in rest)


def _ends(said: _Said) -> int:
    cue = said.voice.cue
    speaker = said.voice.speaker.span
    ends = [said.voice.content[-1][1], cue[1] if cue else 0, speaker[1] if speaker else 0]
    return max(ends)


def _runs(block: list[int]) -> list[tuple[int, int]]:
    """Runs of words that one quotation block holds."""
    runs: list[tuple[int, int]] = []
    for i, number in enumerate(block):
        if number < 0:
            continue
        if runs and runs[-1][1] == i and block[i - 1] == number:
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    return runs


def _tellings(line: Line, after_quotation: int | None) -> list[Telling]:
    found = [
        *relays(line),
        *according(line),
        *colon(line),
        *inverted(line, after_quotation),
        *passive(line),
        *active(line),
    ]
    taken: set[int] = set()
    kept = []
    for telling in found:
        words = set(range(*telling.cue))
        if not words & taken:
            taken |= words
            kept.append(telling)
    return kept
