"""`X said that`: a verb of saying with its subject before it and what is said behind it."""

from __future__ import annotations

from collections.abc import Iterator

from linimasa.voices.clauses import can_speak, cannot_speak, is_adverbial, is_unsaid, take_around, take_before
from linimasa.voices.line import Line, Phrase
from linimasa.voices.phrases import right_phrase, subject
from linimasa.voices.telling import Range, Telling

_CLAUSE_VERBS = ("hold", "tell")  # a noun with a relative clause is seldom all that follows them
_VERBS = ("say", "hold", "tell", "clausal")
_NEVER_VERBS = {"NOUN", "PROPN", "ADP", "ADJ"}
_THAT_REACH = 25
_QUOTATION_MARKS = {'"', "“", "”", "«", "»", "''"}


def active(line: Line) -> Iterator[Telling]:
    """`X mengatakan (kepada Y) (bahwa) …`, `X said …`, and `…, X said` where nothing follows the verb."""
    names = _VERBS + (("headline",) if line.sentence.headline else ())
    for i in range(line.low, line.high):
        if line.block[i] >= 0:
            continue
        name = next((name for name in names if line.cue(name, i)[0]), None)
        if name is None or is_unsaid(line, i) or _is_no_verb(line, i) or _is_passive(line, i):
            continue
        speaker, shared = subject(line, i)
        if (speaker is None and not shared) or (speaker is not None and cannot_speak(line, speaker)):
            continue
        if speaker is not None and not any(line.is_nominal(k) for k in range(speaker.start, speaker.end)):
            continue
        length = line.cue(name, i)[0]
        yield from _active_at(line, name, (i, i + length), speaker, shared)


def _is_no_verb(line: Line, i: int) -> bool:
    """Whether the parse takes the word for another part of speech; in headlines, where all is capitals, it may err."""
    upos = line.words[i].upos
    return upos in _NEVER_VERBS and not (line.sentence.headline and upos == "PROPN")


def _is_passive(line: Line, i: int) -> bool:
    """Whether the parse takes the verb for a passive: `was considered`, `the rate noted by the team`."""
    relations = [line.words[child].deprel for child in line.children.get(i, ())]
    if any(relation in ("nsubj:pass", "aux:pass", "obl:agent") for relation in relations):
        return True
    word = line.words[i]
    return word.deprel == "acl" and "Tense=Past" in word.feats and "VerbForm=Part" in word.feats


def _active_at(line: Line, name: str, cue: Range, speaker: Phrase | None, shared: bool) -> Iterator[Telling]:
    first = cue[0] if speaker is None or shared else speaker.start
    start, explicit = complement(line, cue, tells=name == "tell")
    told = line.has_predicate if name in _CLAUSE_VERBS else line.has_clause
    clause = explicit or told(start, line.high) or _has_block(line, start)
    telling = Telling(line, "say", cue, speaker, extent=(first, cue[1]), shared=shared)
    hearer_only = start > line.next(cue[1]) and not clause
    if hearer_only and speaker is not None and not is_adverbial(line, line.low):
        take_before(line, telling, first)
        if telling.ranges or telling.quotation is not None:
            yield telling
            return
    if start < line.high and (clause or name == "say") and not _only_adjunct(line, start, explicit):
        if not explicit and not _is_statement(line, telling, name, start, clause):
            return
        telling.ranges = [(start, _clause_end(line, cue[0], start))]
        before = line.previous(first)
        if before >= line.low and line.block[before] >= 0 and line.block[start] >= 0:
            telling.quotation = line.block[before]
        yield telling
    elif speaker is not None:
        if cue[1] < line.high and line.forms[cue[1]] == "," and line.comma_before(first):
            take_around(line, telling, first, cue[1])
        else:
            take_before(line, telling, first)
        if telling.ranges or telling.quotation is not None:
            yield telling


def _is_statement(line: Line, telling: Telling, name: str, start: int, clause: bool) -> bool:
    """Whether what follows the verb without a complementiser is said, not done: a clause, or a known speaker's noun."""
    verb = telling.cue[0]
    if name == "tell" and not line.has_predicate(start, line.high):
        return False
    if name == "clausal":
        joined = telling.shared or line.words[verb - 1].upos == "ADP"
        return not joined and (
            line.forms[telling.cue[1]] == "," or _has_clause(line, telling.cue) or _quotes(line, start)
        )
    return clause or (telling.speaker is not None and _is_known(line, telling.speaker))


def _is_known(line: Line, phrase: Phrase) -> bool:
    """Whether the phrase names an actor or is a pronoun: only these are trusted to utter a bare noun."""
    if line.is_pronoun(phrase) or can_speak(line, phrase):
        return True
    return any(mention.kind != "demonym" for mention in line.mentions_within(phrase.start, phrase.end))


def _has_clause(line: Line, cue: Range) -> bool:
    """Whether the parse gives the verb a clause as its complement."""
    return any(
        line.words[c].deprel.startswith(("ccomp", "parataxis")) for c in line.children.get(cue[0], ()) if c > cue[0]
    )


def _quotes(line: Line, start: int) -> bool:
    """Whether words are quoted from word `start` on: quoting is telling, whatever the verb."""
    return any(line.forms[i] in _QUOTATION_MARKS for i in range(start, line.high))


def _has_block(line: Line, start: int) -> bool:
    return any(line.block[i] >= 0 for i in range(start, line.high))


def _only_adjunct(line: Line, start: int, explicit: bool) -> bool:
    """Whether nothing but an adjunct (place, day, hearer) stands from `start` on."""
    if explicit:
        return False
    first = line.next(start)
    if first >= line.high or not any(
        line.is_nominal(i) or line.is_predicate(i) or line.block[i] >= 0 for i in range(first, line.high)
    ):
        return True
    if line.has_predicate(first, line.high) or _has_block(line, first):
        return False
    return line.lexicon.has("adjunct", line.forms[first]) or line.words[first].upos == "ADP"


def complement(line: Line, cue: Range, tells: bool = False) -> tuple[int, bool]:
    """Where what is said begins after the verb, and whether a complementiser, colon or quotation says so."""
    at = cue[1]
    explicit = _that_after(line, at)
    if explicit is not None:
        return explicit, True
    i = at
    while i < line.high:
        if line.block[i] >= 0:
            return i, True
        if line.forms[i] == ":":
            return i + 1, True
        if line.is_mark(i):
            i += 1
            if i >= line.high or line.block[i] >= 0 or _hearer_or_date(line, i):
                continue
            return (i, False) if line.lexicon.has("opens", line.forms[i - 1]) else (line.high, False)
        end = _adjunct_end(line, cue, i)
        if end is None and tells and i == at and line.lexicon.has("hearers", line.forms[cue[0]]):
            end = _object_end(line, cue)
        if end is None or end <= i:
            cut_off = i > at and line.lexicon.has("relative", line.forms[i])
            return (line.high, False) if cut_off else (i, False)
        i = end
    return line.high, False


def _that_after(line: Line, at: int) -> int | None:
    """The word after a complementiser that follows the verb with no other verb between."""
    first = line.next(at)
    if first < line.high and line.block[first] < 0 and line.lexicon.has("whether", line.forms[first]):
        return first
    for i in range(at, min(at + _THAT_REACH, line.high)):
        if line.block[i] >= 0:
            return None
        if line.lexicon.has("that", line.forms[i]) and line.words[i].upos != "PRON":
            return i + 1
        if line.words[i].upos == "VERB" or line.lexicon.has("relative", line.forms[i]):
            return None
    return None


def _hearer_or_date(line: Line, i: int) -> bool:
    return line.lexicon.has("recipient", line.forms[i]) or _is_date(line, i)


def _adjunct_end(line: Line, cue: Range, i: int) -> int | None:
    """The end of an adjunct of the verb that begins at word i, closed by punctuation or by the parse."""
    form = line.forms[i]
    if not (line.lexicon.has("setting", form) or _hearer_or_date(line, i)):
        return None
    for end in range(i + 1, line.high):
        if line.forms[end] in (",", ":") or line.block[end] >= 0:
            return end
        if line.is_predicate(end):
            break
    phrase = right_phrase(line, i + 1)
    if phrase is None or not any(cue[0] <= line.words[k].head < cue[1] for k in range(i, phrase.end)):
        return None
    return phrase.end


def _is_date(line: Line, i: int) -> bool:
    """Whether a day with its date in brackets begins at word i: `Rabu (18/6)`."""
    return i + 2 < line.high and line.forms[i + 1] == "(" and line.forms[i + 2][0].isdigit()


def _clause_end(line: Line, verb: int, start: int) -> int:
    """Where what is said ends: the line, or the relative or adverbial clause that the verb of saying is in."""
    word = line.words[verb]
    bounded = word.deprel.startswith("acl") or (word.deprel.startswith("advcl") and word.head > verb)
    end = line.subtree(verb)[1]
    return end if bounded and end > start else line.high


def _object_end(line: Line, cue: Range) -> int | None:
    """Where the clause begins behind the one who is told: `told reporters Israel had struck`."""
    for child in line.children.get(cue[0], ()):
        if child > cue[1] and line.words[child].deprel.startswith("ccomp"):
            start = line.subtree(child)[0]
            return start if start > cue[1] else None
    return None
