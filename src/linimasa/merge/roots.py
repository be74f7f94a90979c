"""Where each claim of an event comes from: followed from report to agency to source, as the claims name them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

import msgspec

from linimasa.coding.nominals import sectors
from linimasa.language.files import LANGUAGES
from linimasa.language.fold import fold
from linimasa.model import Attribution, Claim, OriginKind, Span, Taken
from linimasa.read.agencies import by_alias
from linimasa.resolve.spellings import one_person
from linimasa.voices.words import lexicon


class Root(msgspec.Struct, frozen=True):
    """An origin: ``key`` tells it from others, ``name`` is how it is called."""

    key: str
    name: str
    kind: OriginKind


class Made(msgspec.Struct, frozen=True):
    """A claim, the report that makes it, and when and by whom that was published."""

    claim: Claim
    report: str
    outlet: str | None
    published: str | None


def roots(made: Sequence[Made], of_report: Mapping[str, Root]) -> list[Root]:
    """The origin of each claim of one event, in the order given.

    A claim comes from its innermost named voice; one in the outlet's own voice from where the same report has
    the event from elsewhere, else from what the report rests on (``of_report``). A voice that other claims of the
    event trace further (Reuters quoting KCNA) is followed there. Voices without a name, such as "an official",
    cannot be told apart and are passed over.
    """
    named = _Names()
    chains = [named.chain(one.claim.according_to) for one in made]
    onward: dict[str, Counter[str]] = {}
    for chain in chains:
        for taker, giver in pairwise(chain):
            if taker != giver:
                onward.setdefault(taker, Counter())[giver] += 1
    elsewhere: dict[str, list[str]] = {}
    for one, chain in zip(made, chains, strict=True):
        if chain:
            elsewhere.setdefault(one.report, chain)
    found = []
    for one, own in zip(made, chains, strict=True):
        chain = own or elsewhere.get(one.report, [])
        found.append(named.root(_followed(chain[-1], onward)) if chain else of_report[one.report])
    return found


def steps(one: Made) -> list[Taken]:
    """From a claim's report to its outermost named voice, and on to the innermost."""
    taker, found = one.report, []
    for voice in one.claim.according_to:
        if is_named(voice):
            span: Span | None = voice.span
            found.append(Taken(taker, voice.name, "attribution", span))
            taker = voice.name
    return found


def is_named(voice: Attribution) -> bool:
    """Whether a voice can be told from others: it has an id, or is written as a name.

    "Officials" and "Pejabat Barat" have their capital from the beginning of a sentence, and name nobody.
    """
    if voice.id is not None or by_alias(voice.name) is not None:
        return True
    words = fold(voice.name).split()
    return voice.name[:1].isupper() and bool(words) and not _anonymous() & {words[0], words[-1]}


@cache
def _anonymous() -> frozenset[str]:
    """Words for people who speak without being named, in all languages."""
    return frozenset[str]().union(*(lexicon(language).single["anonymous"] for language in LANGUAGES))


_PERSON = "person:"


def _followed(start: str, onward: Mapping[str, Counter[str]]) -> str:
    """The last of the voices reached from ``start`` by the commonest steps.

    Voices that credit each other in a circle are one origin: the one that is credited most, the first by its key.
    """
    path = [start]
    while path[-1] in onward:
        following = min(onward[path[-1]].items(), key=lambda step: (-step[1], step[0]))[0]
        if following in path:
            circle = path[path.index(following) :]
            return min(circle, key=lambda voice: (-sum(steps[voice] for steps in onward.values()), voice))
        path.append(following)
    return path[-1]


class _Names:
    """How voices are called: the same agency, person or state under one key, by its commonest name."""

    def __init__(self) -> None:
        self._names: dict[str, Counter[str]] = {}
        self._kinds: dict[str, OriginKind] = {}

    def chain(self, voices: Sequence[Attribution]) -> list[str]:
        return [self._key(voice) for voice in voices if is_named(voice)]

    def root(self, key: str) -> Root:
        names = self._names[key]
        return Root(key, min(names, key=lambda name: (-names[name], -len(name), name)), self._kinds[key])

    def _key(self, voice: Attribution) -> str:
        known = by_alias(voice.name) or by_alias(voice.name.rpartition(" ")[2]) or by_alias(voice.id or "")
        if known is not None:
            key, name = known.id, known.name
            self._kinds[key] = "agency" if known.kind == "agency" else "outlet"
        else:
            key, name = self._person(voice), voice.name
            self._kinds[key] = "primary"
        self._names.setdefault(key, Counter())[name] += 1
        return key

    def _person(self, voice: Attribution) -> str:
        """The key of a voice; that of one heard before where its name is another spelling, or a part, of that one's."""
        if voice.id is not None and not voice.id.startswith(_PERSON):
            # A government does not confirm itself: its ministries and forces speak for it.
            arms = {f"{voice.country}-{sector}" for sector in sectors("executive")}
            return voice.country if voice.country is not None and voice.id in arms else voice.id
        key = voice.id or f"{_PERSON}{fold(voice.name).replace(' ', '-')}"
        heard = (known for known in self._names if known.startswith(_PERSON) and one_person(known, key))
        return next(heard, key)
