"""The other shapes in which a sentence attributes: `said X`, `according to X`, passives, `X: …`."""

from __future__ import annotations

from collections.abc import Iterator

from linimasa.voices.clauses import can_speak, cannot_speak, is_unsaid, main_after, over_dates, take_around
from linimasa.voices.line import Line, Phrase
from linimasa.voices.phrases import right_phrase
from linimasa.voices.telling import Telling

_LONGEST_HEADLINE_SPEAKER = 8
_NAMED = {"person", "pronoun", "country"}
_SPEAKING_KINDS = {"person", "role", "organisation", "group", "country", "pronoun"}


def inverted(line: Line, after_quotation: int | None) -> Iterator[Telling]:
    """`…, kata X`, `"…," said X`; `after_quotation` is the block that ends right before the line."""
    for i in range(line.low, line.high):
        if line.block[i] >= 0:
            continue
        opens = line.previous(i) < line.low
        length, clitic = line.cue("inverted", i)
        if not length and ((opens and after_quotation is not None) or _after_block(line, i)):
            length, clitic = line.cue("closing", i)
        if not length:
            continue
        if opens and after_quotation is None and not (line.lexicon.has("opening", line.forms[i]) or clitic):
            continue
        if (
            not opens
            and not line.comma_before(i)
            and not (_only_links(line, i) and line.lexicon.has("opening", line.forms[i]))
        ):
            continue
        speaker = None if clitic else right_phrase(line, i + length)
        if not clitic and (speaker is None or cannot_speak(line, speaker)):
            continue
        if not _after_quote(line, i) and _may_be_active(line, i, speaker):
            continue
        end = i + length if speaker is None else speaker.end
        telling = Telling(line, "say", (i, max(i + 1, i + length - clitic)), speaker, extent=(i, end))
        if opens and after_quotation is not None:
            telling.quotation = after_quotation
            yield telling
            continue
        take_around(line, telling, i, end)
        if telling.ranges or telling.quotation is not None:
            yield telling


def _after_block(line: Line, i: int) -> bool:
    before = line.previous(i)
    return before >= line.low and line.block[before] >= 0


def _after_quote(line: Line, i: int) -> bool:
    before = line.previous(i)
    return before >= line.low and (line.block[before] >= 0 or line.words[before].end < line.words[i].start - 2)


def _may_be_active(line: Line, i: int, speaker: Phrase | None) -> bool:
    """Whether the verb may have its subject before it: the form is used so, and no speaker follows for sure."""
    if speaker is None or not line.lexicon.has("say", line.forms[i]):
        return False
    return _has_left_subject(line, i) or not can_speak(line, speaker)


def _has_left_subject(line: Line, i: int) -> bool:
    """Whether the parse gives the verb a subject on its left: then it is not inverted."""
    if line.words[i].upos != "VERB":
        return False
    children = line.children.get(i, ())
    return any(c < i and line.words[c].deprel.startswith("nsubj") for c in children) and not any(
        c > i and line.words[c].deprel.startswith("nsubj") for c in children
    )


def according(line: Line) -> Iterator[Telling]:
    """`Menurut X, …`, `…, according to X`."""
    for i in range(line.low, line.high):
        length, clitic = line.cue("according", i)
        if line.block[i] >= 0 or not length:
            continue
        speaker = None if clitic else behind_document(line, i + length)
        if not clitic and (speaker is None or cannot_speak(line, speaker)):
            continue
        end = i + length if speaker is None else speaker.end
        telling = Telling(line, "say", (i, max(i + 1, i + length - clitic)), speaker, extent=(i, end))
        if i > line.low and line.lexicon.has("relative", line.forms[i - 1]):
            telling.ranges.append((end, line.high))
        elif line.previous(i) < line.low or _only_links(line, i):
            start = over_dates(line, _over_comma(line, speaker, end))
            if start < line.high:
                telling.ranges.append((start, line.high))
        else:
            take_around(line, telling, i, end)
        if any(start < stop for start, stop in telling.ranges) or telling.quotation is not None:
            yield telling


def _over_comma(line: Line, speaker: Phrase | None, end: int) -> int:
    """The word after a speaker's phrase and its comma, and after what still describes the speaker before it."""
    lexicon = line.lexicon
    described = end < line.high and any(lexicon.has(name, line.forms[end]) for name in ("relative", "adjunct", "by"))
    if speaker is not None and end < line.high and line.is_predicate(end):
        kinds = {m.kind for m in line.mentions_within(speaker.start, speaker.end)}
        described = not kinds & _NAMED and not lexicon.has("pronouns", line.forms[speaker.head])
    if described:
        comma = next((i for i in range(end, line.high) if line.forms[i] == ","), None)
        if comma is not None and line.has_predicate(comma, line.high):
            end = comma
    return end + 1 if end < line.high and line.is_mark(end) else end


def _only_links(line: Line, i: int) -> bool:
    """Whether before word i stand only conjunctions and adverbs."""
    return all(line.is_mark(k) or line.words[k].upos in ("ADV", "CCONJ", "SCONJ") for k in range(line.low, i))


def behind_document(line: Line, at: int) -> Phrase | None:
    """The phrase at word `at`, or the one who made the document that it names: `laporan X`."""
    if at < line.high and line.lexicon.has("relative", line.forms[at]):
        return _maker(line, at)
    phrase = right_phrase(line, at)
    if phrase is None:
        return None
    first = phrase.start
    while first < phrase.end and line.words[first].upos in ("DET", "NUM", "ADJ"):
        first += 1
    if first >= phrase.end or not line.lexicon.has("documents", line.forms[first]):
        return phrase
    first += 1
    while first < phrase.end and (
        (line.lexicon.has("documents", line.forms[first]) and line.words[first].form.islower())
        or line.words[first].upos in ("ADJ", "ADP", "DET")
    ):
        first += 1
    if first < phrase.end and not line.lexicon.has("definite", line.forms[first]):
        return Phrase(first, phrase.end, first)
    return _maker(line, phrase.end) or phrase


def _maker(line: Line, i: int) -> Phrase | None:
    """`data yang dikumpulkan X`: the agent of the relative clause at word i, after a document."""
    if i + 2 < line.high and line.lexicon.has("relative", line.forms[i]) and line.is_predicate(i + 1):
        mention = line.mention_at(i + 2) or line.mention_at(i + 3)
        if mention is not None:
            return Phrase(mention.start, mention.end, mention.head)
    return None


def passive(line: Line) -> Iterator[Telling]:
    """`hal itu disebut X …`, `dikatakannya, …`, `dijelaskan oleh X bahwa …`."""
    for i in range(line.low, line.high):
        length, clitic = line.cue("passive", i)
        if line.block[i] >= 0 or not length or is_unsaid(line, i):
            continue
        at = i + length
        agentive = at < line.high and line.lexicon.has("by", line.forms[at])
        speaker = None if clitic else right_phrase(line, at + agentive)
        if not clitic and (speaker is None or not _can_be_agent(line, speaker)):
            continue
        end = at if speaker is None else speaker.end
        telling = Telling(line, "say", (i, max(i + 1, i + length - clitic)), speaker, extent=(i, end))
        _passive_content(line, telling, i, end)
        if telling.ranges or telling.quotation is not None or telling.previous:
            yield telling


def _can_be_agent(line: Line, phrase: Phrase) -> bool:
    if cannot_speak(line, phrase):
        return False
    if line.lexicon.has("pronouns", line.forms[phrase.start]):
        return True
    mention = line.mention_at(phrase.start)
    return mention is not None and mention.kind in _SPEAKING_KINDS


def _passive_content(line: Line, telling: Telling, i: int, end: int) -> None:
    before = line.previous(i)
    while before >= line.low and line.words[before].upos in ("ADV", "AUX", "PART"):
        before -= 1
    if before >= line.low and line.block[before] >= 0:
        telling.quotation = line.block[before]
        return
    post = main_after(line, end, enclosed=False)
    nominal = any(line.is_nominal(k) for k in range(line.low, before + 1))
    if post is None or line.lexicon.has("adjunct", line.forms[post[0]]):
        # `Hal itu dikatakan X di Jakarta`: what was said stands in the sentence before.
        first = line.next(line.low)
        telling.previous = line.lexicon.has("silent", line.forms[first]) or line.lexicon.has("thus", line.forms[first])
        return
    if nominal and not line.is_mark(i - 1) and not _links_back(line):
        telling.ranges.append((line.low, before + 1))
    telling.ranges.append(post)


def _links_back(line: Line) -> bool:
    first = line.next(line.low)
    return line.words[first].upos in ("ADV", "SCONJ", "CCONJ")


def colon(line: Line) -> Iterator[Telling]:
    """`Menlu Iran: AS Harus …` in a headline, and `X: "…"` anywhere."""
    at = next((i for i in range(line.low, line.high) if line.forms[i] == ":" and line.block[i] < 0), None)
    if at is None or at + 1 >= line.high or at - line.low > _LONGEST_HEADLINE_SPEAKER:
        return
    quoted = line.block[at + 1] >= 0
    if not (quoted or line.sentence.headline or _is_transcript(line, at)) or line.has_predicate(line.low, at):
        return
    speaker = _before_colon(line, at)
    if speaker is None or cannot_speak(line, speaker):
        return
    yield Telling(line, "say", (at, at + 1), speaker, ranges=[(at + 1, line.high)], extent=(line.low, at + 1))


def _before_colon(line: Line, at: int) -> Phrase | None:
    """The actor that begins the line, or that stands between a comma and the colon: `Di Riyadh, Trump: …`."""
    speaker = right_phrase(line, line.low)
    mention = line.mention_at(line.low)
    if speaker is not None and mention is not None and mention.kind in _SPEAKING_KINDS:
        closed = speaker.end >= at or line.lexicon.has("adjunct", line.forms[speaker.end])
        if closed:
            return speaker
    last = line.mention_at(at - 1) if at > line.low else None
    if last is None or last.kind not in _SPEAKING_KINDS or last.end != at:
        return None
    parted = last.start == line.low or line.forms[last.start - 1] == ","
    return Phrase(last.start, last.end, last.head) if parted else None


def _is_transcript(line: Line, colon_at: int) -> bool:
    """Whether a person's name alone stands before the colon, as before each turn of a transcript."""
    mention = line.mention_at(line.low)
    return mention is not None and mention.kind == "person" and (mention.start, mention.end) == (line.low, colon_at)
