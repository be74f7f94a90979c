"""Persons of whom a report tells only the initials: suspects, victims and minors whose names are withheld."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from linimasa.language.files import toml
from linimasa.model import Actor, Mention, Sentence

_INITIALS = re.compile(r"[A-Z]{1,3}$")
_AGE = re.compile(r"\d{1,2}$")
_JOINTS = frozenset({",", "dan", "and", "serta", "alias", "&"})
_COUNTED = frozenset({"orang", "dua", "tiga", "yakni", "yaitu", "adalah"})


def add_initials(sentences: Sequence[Sentence], mentions: Sequence[Mention], language: str) -> list[Mention]:
    """The mentions with those of persons told by initials added, in the order of the text.

    Capitals are somebody's initials in the whole report where it once gives an age behind them (``BA (25)``)
    or puts a word for such a person before them (``berinisial``); a body of that name is then none.
    """
    marks = frozenset(toml(f"language/{language}", "classes.toml")["initials"])
    known = {form for sentence in sentences for form in _introduced(sentence, marks)}
    if not known:
        return list(mentions)
    withheld = [
        Mention(sentence.index, at, at + 1, at, "person", (Actor(name=word.form, span=(word.start, word.end)),))
        for sentence in sentences
        for at, word in enumerate(sentence.words)
        if word.form in known
    ]
    taken = {(mention.sentence, mention.start) for mention in withheld}
    kept = [m for m in mentions if not (m.end - m.start == 1 and (m.sentence, m.start) in taken)]
    inside = {(m.sentence, at) for m in kept for at in range(m.start, m.end)}
    added = [m for m in withheld if (m.sentence, m.start) not in inside]
    return sorted([*kept, *added], key=lambda mention: (mention.sentence, mention.start))


def _introduced(sentence: Sentence, marks: frozenset[str]) -> Iterator[str]:
    """The initials that a sentence introduces: one by one, or joined to such (``RH, TS dan JL``)."""
    forms = [word.form for word in sentence.words]
    follows = False
    for at, form in enumerate(forms):
        if not _INITIALS.match(form):
            follows = form.casefold() in marks or (follows and (form in _JOINTS or form.casefold() in _COUNTED))
            continue
        aged = forms[at + 1 : at + 2] == ["("] and at + 2 < len(forms) and _AGE.match(forms[at + 2])
        if (follows and len(form) > 1) or aged:
            yield form
            follows = True
        else:
            follows = False
