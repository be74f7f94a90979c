"""Through whom a statement came: `seperti dikutip TASS`, `citing Reuters`, `dilansir dari CNBC, …`."""

from __future__ import annotations

from collections.abc import Iterator

from linimasa.voices.clauses import can_speak, over_dates
from linimasa.voices.line import Line, Phrase
from linimasa.voices.patterns import behind_document
from linimasa.voices.phrases import right_phrase
from linimasa.voices.telling import Telling

_LONGEST_DATE = 12


def relays(line: Line) -> Iterator[Telling]:
    """Every relay of the line; what it relays is left to the caller, its extent covers its own words."""
    i = line.low
    while i < line.high:
        length, start = _cue(line, i)
        if start is None:
            i += 1
            continue
        at = i + length
        while at < line.high and line.lexicon.has("by", line.forms[at]) and line.mention_at(at) is None:
            at += 1
        cites = line.cue("citing", i)[0] > 0
        speaker = behind_document(line, at)
        told = cites or not line.cue("relay", i)[0]
        if speaker is None or not (is_outlet(line, speaker) or (told and can_speak(line, speaker))):
            i += 1
            continue
        speaker = _before_origin(line, speaker)
        through, end = _origin(line, speaker)
        telling = Telling(line, "relay", (i, i + length), speaker, extent=(start, _over_date(line, end)))
        telling.through = through
        yield telling
        i = end


def _cue(line: Line, i: int) -> tuple[int, int | None]:
    """Length of the relay cue at word i, and where the relay begins (None: there is none)."""
    if line.block[i] >= 0:
        return 0, None
    length = line.cue("relay", i)[0]
    if length:
        return length, _opening(line, i)
    length, clitic = line.cue("passive", i)  # `sebagaimana disampaikan X`
    if length and not clitic and i > line.low and line.lexicon.has("as", line.forms[i - 1]):
        return length, _opening(line, i)
    return 0, None


def _opening(line: Line, i: int) -> int | None:
    """Where the relay with its cue at word i begins; None where the word is an ordinary verb there."""
    lexicon, start = line.lexicon, i
    while start > line.low and any(lexicon.has(name, line.forms[start - 1]) for name in ("as", "relative", "by")):
        start -= 1
    marked = start < i or line.previous(i) < line.low
    if lexicon.match("relay_marked", line.forms, i, line.high) and not marked:
        return None
    return start


def is_outlet(line: Line, phrase: Phrase) -> bool:
    """Whether the phrase names an outlet, an agency or another named source, and not a document."""
    first = line.forms[phrase.start]
    if line.lexicon.has("documents", first) or line.lexicon.has("setting", first):
        return False
    if any(line.lexicon.match("media", line.forms, i, line.high) for i in range(phrase.start, phrase.end)):
        return True
    mention = line.mention_at(phrase.start)
    if mention is not None:
        return mention.kind in ("organisation", "person", "role", "country")
    return any(line.words[i].upos == "PROPN" for i in range(phrase.start, phrase.end))


def _before_origin(line: Line, phrase: Phrase) -> Phrase:
    """The phrase up to the word that names a further origin: `Reuters` of `Reuters dari TASS`."""
    for i in range(phrase.start + 1, phrase.end):
        mention = line.mention_at(i)
        if (
            line.lexicon.has("by", line.forms[i])
            and line.words[i].upos == "ADP"
            and (mention is None or mention.start == i)
        ):
            return Phrase(phrase.start, i, min(phrase.head, i - 1))
    return phrase


def _origin(line: Line, speaker: Phrase) -> tuple[list[Phrase], int]:
    """Where the relaying outlet has it from: `dikutip Reuters dari TASS`."""
    end = speaker.end
    if end + 1 < line.high and line.lexicon.has("by", line.forms[end]):
        further = right_phrase(line, end + 1)
        if further is not None and is_outlet(line, further):
            return [further], further.end
    return [], end


def _over_date(line: Line, end: int) -> int:
    """Takes in the day that follows a relay: `AFP, Jumat (11/7/2025)`."""
    if end < line.high and (line.forms[end] in (",", "(") or line.lexicon.has("recipient", line.forms[end])):
        after = over_dates(line, end + 1)
        if after > end + 1:
            return after
        rest = range(end + 1, line.high)
        if len(rest) <= _LONGEST_DATE and not line.has_predicate(end + 1, line.high):
            return line.high
    return end
