"""Finds the noun phrase of a speaker beside a cue, from the parse where it helps, else from the words."""

from __future__ import annotations

from linimasa.voices.line import Line, Phrase

_FULL_NAME = {"person"}
_PHRASE_PARTS = {"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM", "X"}
_LIGHT = {"ADV", "AUX", "PART", "SCONJ", "CCONJ"}
_LONGEST_BRACKET = 6
_JOINTS = {"-", "‐", "‑", "/", "'", "’", "&", "."}
_DASHES = {"-", "–", "—", "--"}
_CLIMBED = ("conj", "xcomp", "advcl", "parataxis", "ccomp")
_LONGEST_APPOSITION = 10


def subject(line: Line, verb: int) -> tuple[Phrase | None, bool]:
    """The subject phrase of the verb at word `verb`, and whether it is shared with an earlier verb."""
    own = _own_subject(line, verb)
    if own is not None:
        return own, False
    word = line.words[verb]
    leads = line.low <= word.head < verb
    if word.deprel.startswith("acl") and leads:
        return _phrase(line, word.head, verb), False
    linked = any(line.is_mark(i) or line.words[i].upos == "CCONJ" for i in range(_over_light(line, verb), verb))
    before = verb - 1
    if before >= line.low and line.words[before].upos != "ADV" and line.lexicon.has("coordinating", line.forms[before]):
        return (subject(line, word.head)[0] if leads and word.deprel.startswith(_CLIMBED) else None), True
    if not (linked and leads and word.deprel.startswith(_CLIMBED)):
        beside = left_phrase(line, verb)
        if beside is not None:
            return beside, False
    if leads and word.deprel.startswith(_CLIMBED):
        return subject(line, word.head)[0], True
    return None, True


def _own_subject(line: Line, verb: int) -> Phrase | None:
    subjects = [
        child
        for child in line.children.get(verb, ())
        if line.low <= child < verb and line.words[child].deprel.startswith("nsubj") and line.block[child] < 0
    ]
    named = [child for child in subjects if not line.lexicon.has("relative", line.forms[child])]
    if named:
        first, last = named[0], named[-1]
        if any(_parts(line, i) for i in range(first, last)):
            first = last  # what stands before a dateline's dash is no subject
        phrase = _phrase(line, first, verb)
        rest = _phrase(line, last, verb) if last != first else None
        if phrase is not None and rest is not None and not line.has_predicate(phrase.end, rest.end):
            phrase = Phrase(phrase.start, max(phrase.end, rest.end), phrase.head)  # the parse cut the name in two
        if phrase is None:
            return None
        inside = phrase.start > line.low and _is_adjunct(line, phrase.start - 1)
        dateline = phrase.start == line.low and sum(_parts(line, i) for i in range(phrase.end, verb)) == 1
        return (left_phrase(line, verb) or phrase) if inside or dateline else phrase
    head = line.words[verb].head
    if subjects and line.words[verb].deprel.startswith("acl") and line.low <= head < subjects[0]:
        return _phrase(line, head, subjects[0])
    return None


def _is_adjunct(line: Line, i: int) -> bool:
    return line.words[i].upos == "ADP" and line.lexicon.has("adjunct", line.forms[i])


def _phrase(line: Line, head: int, limit: int) -> Phrase | None:
    """The phrase of the noun at `head`, ending before word `limit` and before its relative clause or adjunct."""
    start, end = line.subtree(head)
    mention = line.mention_at(head)
    if mention is not None and mention.start >= line.low:
        start, end = min(start, mention.start), max(end, mention.end)
    end = min(end, limit)
    for i in range(head + 1, end):
        if _ends_phrase(line, i):
            end = i
            break
    while end < limit and line.words[end].upos == "PROPN" and line.words[end - 1].upos == "PROPN":
        end += 1
    named = _name_before(line, end, limit)
    if named is not None and not any(m.kind in _FULL_NAME for m in line.mentions_within(start, end)):
        end = named
    lead = max((i + 1 for i in range(start, head) if line.is_predicate(i) or _parts(line, i)), default=start)
    return _trimmed(line, lead, end, head)


def _name_before(line: Line, start: int, verb: int) -> int | None:
    """The end of a person's name set off by a comma right before the verb: `a doctor at X, Ana Ruiz, said`."""
    mention = line.mention_at(_over_light(line, verb) - 1) if start < verb else None
    if mention is None or mention.kind not in _FULL_NAME or mention.start <= start or mention.end > verb:
        return None
    return mention.end if line.forms[mention.start - 1] == "," else None


def _parts(line: Line, i: int) -> bool:
    """Whether word i is a quotation or the dash after a dateline, over which no phrase reaches."""
    loose = i > line.low and line.words[i - 1].end < line.words[i].start
    return line.block[i] >= 0 or (line.forms[i] in _DASHES and loose)


def _ends_phrase(line: Line, i: int) -> bool:
    mention = line.mention_at(i)
    if mention is not None and mention.start < i:
        return False
    form, lexicon = line.forms[i], line.lexicon
    if line.block[i] >= 0 or line.is_predicate(i):
        return True
    return lexicon.has("relative", form) or (lexicon.has("adjunct", form) and not lexicon.has("within", form))


def _trimmed(line: Line, start: int, end: int, head: int) -> Phrase | None:
    while start < end and (line.is_mark(start) or line.words[start].upos in ("CCONJ", "SCONJ", "ADP")):
        start += 1
    while end > start and (line.is_mark(end - 1) or line.words[end - 1].upos in ("ADP", "CCONJ", "SCONJ")):
        end -= 1
    if start >= end:
        return None
    return Phrase(start, end, head if start <= head < end else start)


def left_phrase(line: Line, verb: int) -> Phrase | None:
    """The noun phrase that stands before the verb, over adverbs, one comma and prepositional phrases."""
    at = verb
    for _ in range(4):
        at = _over_light(line, at)
        start = _run_left(line, at)
        if start == at:
            return None
        if at - start == 1 and line.lexicon.has("relative", line.forms[start]):
            at = start
            continue
        before = start - 1
        if before >= line.low and _introduces(line, before):
            at = before
            continue
        if before >= line.low and line.lexicon.has("relative", line.forms[before]):
            return None
        if before >= line.low and line.words[before].upos == "VERB":
            return None
        return _trimmed(line, start, at, start)
    return None


def _over_light(line: Line, at: int) -> int:
    while at > line.low and line.block[at - 1] < 0:
        word = line.words[at - 1]
        if not (word.upos in _LIGHT or line.forms[at - 1] == ",") or line.mention_at(at - 1) is not None:
            break
        at -= 1
    return at


def _run_left(line: Line, at: int) -> int:
    start = at
    while start > line.low and line.block[start - 1] < 0:
        mention = line.mention_at(start - 1)
        if mention is not None and mention.start >= line.low:
            start = min(mention.start, start - 1)
        elif line.words[start - 1].upos in _PHRASE_PARTS:
            start -= 1
        elif line.forms[start - 1] == ")" and "(" in line.forms[max(line.low, start - _LONGEST_BRACKET) : start]:
            start = max(i for i in range(line.low, start) if line.forms[i] == "(")
        elif line.lexicon.has("within", line.forms[start - 1]) and start - 1 > line.low:
            start -= 1
        else:
            break
    return start


def _introduces(line: Line, i: int) -> bool:
    """Whether word i brings in a phrase that is no subject: a preposition or a relay (`dikutip TASS`)."""
    form, lexicon = line.forms[i], line.lexicon
    if line.words[i].upos in ("SCONJ", "CCONJ") or lexicon.has("contrasting", form):
        return False
    return line.words[i].upos == "ADP" or lexicon.has("adjunct", form) or lexicon.has("relay", form)


def right_phrase(line: Line, at: int) -> Phrase | None:
    """The noun phrase that begins at word `at`: a name with its role, brackets and apposition."""
    i = at
    while i < line.high and line.block[i] < 0:
        mention = line.mention_at(i)
        if mention is not None and mention.start <= i and mention.end <= line.high:
            i = max(mention.end, i + 1)
            if mention.kind == "pronoun" or (mention.kind in _FULL_NAME and _new_noun(line, i)):
                break
            continue
        if i == at and line.lexicon.has("pronouns", line.forms[i]):
            i += 1
            break
        if line.forms[i] == "(":
            close = _closing(line, i)
            if close is None:
                break
            i = close
            continue
        if line.is_mark(i):
            if _is_joint(line, at, i) or _is_possessive(line, at, i):
                i += 1
                continue
            end = _apposition(line, at, i) if line.forms[i] == "," else None
            if end is None:
                break
            i = end
            continue
        if _ends_phrase(line, i) or line.lexicon.has("that", line.forms[i]):
            break
        i += 1
    return _trimmed(line, at, i, at) if i > at else None


def _new_noun(line: Line, i: int) -> bool:
    """Whether a noun that is no name stands right behind a person's name, where another phrase begins."""
    return i < line.high and line.words[i].upos in ("NOUN", "DET", "NUM") and line.words[i].form[:1].islower()


def _is_possessive(line: Line, start: int, i: int) -> bool:
    return start < i and line.forms[i] in ("'", "’") and line.words[i - 1].end == line.words[i].start


def _is_joint(line: Line, start: int, i: int) -> bool:
    """Whether the mark at word i joins two parts of one name: `al-Eryani`."""
    if not (start < i < line.high - 1 and line.forms[i] in _JOINTS):
        return False
    return line.words[i - 1].end == line.words[i].start and line.words[i].end == line.words[i + 1].start


def _closing(line: Line, opened: int) -> int | None:
    """The word after the bracket opened at `opened`, where it holds a name and no date."""
    for i in range(opened + 1, min(opened + _LONGEST_BRACKET, line.high)):
        if line.forms[i] == ")":
            return i + 1
        if any(c.isdigit() for c in line.forms[i]) or line.block[i] >= 0:
            return None
    return None


def _apposition(line: Line, start: int, comma: int) -> int | None:
    """The end of an apposition after the comma: the name after a role, or the role after a name."""
    if comma + 1 >= line.high or line.block[comma + 1] >= 0 or line.lexicon.has("setting", line.forms[comma + 1]):
        return None
    have = {m.kind for m in line.mentions_within(start, comma)}
    after = line.mention_at(comma + 1)
    if after is not None and after.start == comma + 1 and after.end <= line.high:
        if after.kind == "role" and have & _FULL_NAME:
            return _role_end(line, after.end)
        fits = after.kind in _FULL_NAME and not have & _FULL_NAME
        closed = after.end >= line.high or line.is_mark(after.end) or _ends_phrase(line, after.end)
        return after.end if fits and closed and not _verb_follows(line, after.end) else None
    if have & _FULL_NAME:
        return None
    end = comma + 1
    while end < line.high and line.words[end].upos == "PROPN" and end - comma < _LONGEST_APPOSITION:
        end += 1
    if end - comma < 2 or _verb_follows(line, end):
        return None
    return end if end >= line.high or line.is_mark(end) or _ends_phrase(line, end) else None


def _role_end(line: Line, at: int) -> int | None:
    """The end of a role behind a name, at the mark that closes it: `Ana Ruiz, head of the port, said`."""
    for i in range(at, min(at + _LONGEST_APPOSITION, line.high)):
        if line.is_predicate(i) or line.block[i] >= 0:
            return None
        if line.forms[i] == "," or i == line.high - 1:
            return i
    return None


def _verb_follows(line: Line, end: int) -> bool:
    return end < line.high and line.is_predicate(end)
