"""The parts of a sentence around a cue: the clause before it, the clause behind it, who can speak at all."""

from __future__ import annotations

from linimasa.voices.line import Line, Phrase
from linimasa.voices.telling import Range, Telling

_SPEAKING_KINDS = {"person", "role", "organisation", "group", "country", "pronoun"}
_UNSAID_REACH = 2


def cannot_speak(line: Line, phrase: Phrase) -> bool:
    """Whether the phrase is the first or second person, or a word that never speaks."""
    lexicon = line.lexicon
    head, first = line.forms[phrase.head], line.forms[phrase.start]
    if any(lexicon.has(name, form) for name in ("first_person", "second_person") for form in (head, first)):
        return True
    return lexicon.has("silent", head) or lexicon.has("silent", first)


def can_speak(line: Line, phrase: Phrase) -> bool:
    """Whether the phrase names an actor, or people by a word for unnamed sources."""
    if cannot_speak(line, phrase):
        return False
    unnamed = any(line.lexicon.has("anonymous", line.forms[i]) for i in range(phrase.start, phrase.end))
    return unnamed or any(m.kind in _SPEAKING_KINDS for m in line.mentions_within(phrase.start, phrase.end))


def is_adverbial(line: Line, first: int) -> bool:
    """Whether what begins at word `first` is an adjunct or link, not a clause or a subject."""
    return line.lexicon.has("adjunct", line.forms[first]) or line.words[first].upos in ("ADP", "SCONJ", "CCONJ", "ADV")


def take_before(line: Line, telling: Telling, first: int) -> None:
    """Gives the telling what stands before word `first`: a quotation, or a clause up to a comma."""
    before = line.previous(first)
    if before < line.low or not line.comma_before(first):
        return
    if line.block[before] >= 0:
        telling.quotation = line.block[before]
    elif line.has_predicate(line.low, before + 1):
        telling.ranges = [(line.low, before + 1)]


def main_after(line: Line, end: int, enclosed: bool) -> Range | None:
    """What follows a speaker's phrase as the main clause: after a comma, with a predicate.

    `enclosed` tells that no clause stands before the phrase: then it may begin with an adjunct.
    """
    if end >= line.high:
        return None
    at = end
    if line.forms[at] == "," or line.lexicon.has("that", line.forms[at]):
        at += 1
        if at < line.high and line.lexicon.has("that", line.forms[at]):
            return (at + 1, line.high) if at + 1 < line.high else None
    elif (line.is_mark(at) and line.forms[at] not in ("-", "–", "—")) or line.lexicon.has("adjunct", line.forms[at]):
        return None
    at = over_dates(line, at)
    if at >= line.high or line.lexicon.has("relay", line.forms[at]) or line.lexicon.has("as", line.forms[at]):
        return None
    if not line.has_predicate(at, line.high):
        return None
    if is_adverbial(line, at) and not (enclosed and end < at) and not _clause_after_comma(line, at):
        return None
    return (at, line.high)


def over_dates(line: Line, at: int) -> int:
    """Passes over a part that tells the day of the saying: `Rabu (18/6/2025),`."""
    comma = next((i for i in range(at, min(at + 10, line.high)) if line.forms[i] == ","), None)
    if comma is None or line.has_predicate(at, comma):
        return at
    digits = any(line.forms[i][0].isdigit() for i in range(at, comma))
    return comma + 1 if digits else at


def _clause_after_comma(line: Line, at: int) -> bool:
    comma = next((i for i in range(at, line.high) if line.forms[i] == ","), None)
    return comma is not None and line.has_predicate(comma, line.high)


def take_around(line: Line, telling: Telling, start: int, end: int) -> None:
    """Gives the telling what stands around its phrase `[start, end)`: before, after, or both."""
    before = line.previous(start)
    if before >= line.low and line.block[before] >= 0:
        telling.quotation = line.block[before]
        return
    pre: Range | None = (line.low, before + 1) if before >= line.low else None
    clause = pre is not None and line.has_predicate(*pre) and not is_adverbial(line, pre[0])
    post = main_after(line, end, enclosed=not clause)
    if post is None:
        if pre is not None and (clause or pre[1] - pre[0] > 2) and not _contrasted(line, pre):
            telling.ranges.append(pre)
        return
    leads = line.is_predicate(post[0]) or line.words[post[0]].upos in ("ADV", "AUX", "PART")
    if pre is not None and not is_adverbial(line, pre[0]) and (clause or leads) and not _cue_within(line, pre):
        telling.ranges.append(pre)
    telling.ranges.append(post)


def _cue_within(line: Line, part: Range) -> bool:
    return any(line.block[i] < 0 and line.cue("say", i)[0] for i in range(*part))


def _contrasted(line: Line, part: Range) -> bool:
    return line.lexicon.has("contrasting", line.forms[part[1] - 1])


def is_unsaid(line: Line, i: int) -> bool:
    """Whether a negation or a modal right before the verb at word i leaves it unsaid."""
    near = line.forms[max(line.low, i - _UNSAID_REACH) : i]
    return any(line.lexicon.has("unsaid", form) for form in near)
