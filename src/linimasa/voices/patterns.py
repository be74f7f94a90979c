"""The shapes in which a sentence attributes: `X said that`, `said X`, `according to X`, `X: …`."""

from __future__ import annotations

from collections.abc import Iterator

from linimasa.voices.line import Line, Phrase
from linimasa.voices.phrases import right_phrase, subject
from linimasa.voices.telling import Range, Telling

_VERBS = ("say", "hold", "tell", "clausal")
_NEVER_VERBS = {"NOUN", "PROPN", "ADP", "ADJ"}
_UNSAID_REACH = 2
_THAT_REACH = 25
_LONGEST_HEADLINE_SPEAKER = 8
_SPEAKING_KINDS = {"person", "role", "organisation", "group", "country", "pronoun"}


def active(line: Line) -> Iterator[Telling]:
    """`X mengatakan (kepada Y) (bahwa) …`, `X said …`, and `…, X said` where nothing follows the verb."""
    names = _VERBS + (("headline",) if line.sentence.headline else ())
    for i in range(line.low, line.high):
        if line.block[i] >= 0:
            continue
        name = next((name for name in names if line.cue(name, i)[0]), None)
        if name is None or _unsaid(line, i) or line.words[i].upos in _NEVER_VERBS or _is_passive(line, i):
            continue
        speaker, shared = subject(line, i)
        if (speaker is None and not shared) or (speaker is not None and cannot_speak(line, speaker)):
            continue
        length = line.cue(name, i)[0]
        yield from _active_at(line, name, (i, i + length), speaker, shared)


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
    clause = line.has_predicate(start, line.high) or _has_block(line, start)
    telling = Telling(line, "say", cue, speaker, extent=(first, cue[1]), shared=shared)
    skipped = start > line.next(cue[1])
    if skipped and not explicit and not clause and speaker is not None and not _adverbial(line, line.low):
        _take_before(line, telling, first)
        if telling.ranges or telling.quotation is not None:
            yield telling
            return
    if start < line.high and (explicit or clause or name == "say") and not _only_adjunct(line, start, explicit):
        if name == "tell" and not explicit and not line.has_predicate(start, line.high):
            return
        if not explicit and not clause and (speaker is None or not _is_known(line, speaker)):
            return
        if name == "clausal" and not explicit and line.forms[cue[1]] != "," and not _has_clause(line, cue):
            return
        telling.ranges = [(start, line.high)]
        before = line.previous(first)
        if before >= line.low and line.block[before] >= 0 and line.block[start] >= 0:
            telling.quotation = line.block[before]
        yield telling
    elif speaker is not None:
        _take_before(line, telling, first)
        if telling.ranges or telling.quotation is not None:
            yield telling


def _is_known(line: Line, phrase: Phrase) -> bool:
    """Whether the phrase names an actor or is a pronoun: only these are trusted to utter a bare noun."""
    if line.lexicon.has("pronouns", line.forms[phrase.head]) or can_speak(line, phrase):
        return True
    return any(mention.kind != "demonym" for mention in line.mentions_within(phrase.start, phrase.end))


def _has_clause(line: Line, cue: Range) -> bool:
    """Whether the parse gives the verb a clause as its complement."""
    return any(
        line.words[c].deprel.startswith(("ccomp", "parataxis")) for c in line.children.get(cue[0], ()) if c > cue[0]
    )


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


def _take_before(line: Line, telling: Telling, first: int) -> None:
    """Gives the telling what stands before word `first`: a quotation, or a clause up to a comma."""
    before = line.previous(first)
    if before < line.low or not line.comma_before(first):
        return
    if line.block[before] >= 0:
        telling.quotation = line.block[before]
    elif line.has_predicate(line.low, before + 1):
        telling.ranges = [(line.low, before + 1)]


def _unsaid(line: Line, i: int) -> bool:
    near = line.forms[max(line.low, i - _UNSAID_REACH) : i]
    return any(line.lexicon.has("unsaid", form) for form in near)


def cannot_speak(line: Line, phrase: Phrase) -> bool:
    """Whether the phrase is the first or second person, or a word that never speaks."""
    lexicon = line.lexicon
    head, first = line.forms[phrase.head], line.forms[phrase.start]
    if any(lexicon.has(name, form) for name in ("first_person", "second_person") for form in (head, first)):
        return True
    return lexicon.has("silent", head) or lexicon.has("silent", first)


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
        if end is None and tells and i == at:
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


def _object_end(line: Line, cue: Range) -> int | None:
    """Where the clause begins behind the one who is told: `told reporters Israel had struck`."""
    for child in line.children.get(cue[0], ()):
        if child > cue[1] and line.words[child].deprel.startswith("ccomp"):
            start = line.subtree(child)[0]
            return start if start > cue[1] else None
    return None


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
        if _has_left_subject(line, i) and not _after_quote(line, i):
            continue
        end = i + length if speaker is None else speaker.end
        telling = Telling(line, "say", (i, i + length - clitic), speaker, extent=(i, end))
        if opens and after_quotation is not None:
            telling.quotation = after_quotation
            yield telling
            continue
        _around(line, telling, i, end)
        if telling.ranges or telling.quotation is not None:
            yield telling


def _after_block(line: Line, i: int) -> bool:
    before = line.previous(i)
    return before >= line.low and line.block[before] >= 0


def _after_quote(line: Line, i: int) -> bool:
    before = line.previous(i)
    return before >= line.low and (line.block[before] >= 0 or line.words[before].end < line.words[i].start - 2)


def _has_left_subject(line: Line, i: int) -> bool:
    """Whether the parse gives the verb a subject on its left: then it is not inverted."""
    if line.words[i].upos != "VERB":
        return False
    children = line.children.get(i, ())
    return any(c < i and line.words[c].deprel.startswith("nsubj") for c in children) and not any(
        c > i and line.words[c].deprel.startswith("nsubj") for c in children
    )


def _around(line: Line, telling: Telling, start: int, end: int) -> None:
    """Gives the telling what stands around its phrase `[start, end)`: before, after, or both."""
    before = line.previous(start)
    if before >= line.low and line.block[before] >= 0:
        telling.quotation = line.block[before]
        return
    pre: Range | None = (line.low, before + 1) if before >= line.low else None
    clause = pre is not None and line.has_predicate(*pre) and not _adverbial(line, pre[0])
    post = main_after(line, end, enclosed=not clause)
    if post is None:
        if pre is not None and (clause or pre[1] - pre[0] > 2) and not _contrasted(line, pre):
            telling.ranges.append(pre)
        return
    leads = line.is_predicate(post[0]) or line.words[post[0]].upos in ("ADV", "AUX", "PART")
    if pre is not None and not _adverbial(line, pre[0]) and (clause or leads) and not _cue_within(line, pre):
        telling.ranges.append(pre)
    telling.ranges.append(post)


def _adverbial(line: Line, first: int) -> bool:
    """Whether what begins at word `first` is an adjunct or link, not a clause or a subject."""
    return line.lexicon.has("adjunct", line.forms[first]) or line.words[first].upos in ("ADP", "SCONJ", "CCONJ", "ADV")


def _cue_within(line: Line, part: Range) -> bool:
    return any(line.block[i] < 0 and line.cue("say", i)[0] for i in range(*part))


def _contrasted(line: Line, part: Range) -> bool:
    return line.lexicon.has("contrasting", line.forms[part[1] - 1])


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
    if _adverbial(line, at) and not (enclosed and end < at) and not _clause_after_comma(line, at):
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
        telling = Telling(line, "say", (i, i + length - clitic), speaker, extent=(i, end))
        if line.previous(i) < line.low or _only_links(line, i):
            start = over_dates(line, _over_comma(line, end))
            if start < line.high:
                telling.ranges.append((start, line.high))
        else:
            _around(line, telling, i, end)
        if telling.ranges or telling.quotation is not None:
            yield telling


def _over_comma(line: Line, end: int) -> int:
    """The word after a speaker's phrase and its comma, and after a relative clause or adjunct between them."""
    lexicon = line.lexicon
    if end < line.high and any(lexicon.has(name, line.forms[end]) for name in ("relative", "adjunct", "by")):
        end = next((i for i in range(end, line.high) if line.forms[i] == ","), end)
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
        line.lexicon.has("documents", line.forms[first]) or line.words[first].upos in ("ADJ", "ADP", "DET")
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


def can_speak(line: Line, phrase: Phrase) -> bool:
    """Whether the phrase names an actor, or people by a word for unnamed sources."""
    if cannot_speak(line, phrase):
        return False
    unnamed = any(line.lexicon.has("anonymous", line.forms[i]) for i in range(phrase.start, phrase.end))
    return unnamed or any(m.kind in _SPEAKING_KINDS for m in line.mentions_within(phrase.start, phrase.end))


def passive(line: Line) -> Iterator[Telling]:
    """`hal itu disebut X …`, `dikatakannya, …`, `dijelaskan oleh X bahwa …`."""
    for i in range(line.low, line.high):
        length, clitic = line.cue("passive", i)
        if line.block[i] >= 0 or not length or _unsaid(line, i):
            continue
        at = i + length
        agentive = at < line.high and line.lexicon.has("by", line.forms[at])
        speaker = None if clitic else right_phrase(line, at + agentive)
        if not clitic and (speaker is None or not _can_be_agent(line, speaker)):
            continue
        end = at if speaker is None else speaker.end
        telling = Telling(line, "say", (i, i + length - clitic), speaker, extent=(i, end))
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
    if not (quoted or line.sentence.headline) or line.has_predicate(line.low, at):
        return
    speaker = right_phrase(line, line.low)
    mention = line.mention_at(line.low)
    if speaker is None or mention is None or mention.kind not in _SPEAKING_KINDS or cannot_speak(line, speaker):
        return
    if speaker.end < at and not line.lexicon.has("adjunct", line.forms[speaker.end]):
        return
    yield Telling(line, "say", (at, at + 1), speaker, ranges=[(at + 1, line.high)], extent=(line.low, at + 1))
