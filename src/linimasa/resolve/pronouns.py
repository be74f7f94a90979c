"""Resolves pronouns and phrases such as ``negara itu`` where one antecedent alone will do."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache

import msgspec

from linimasa.language.files import toml
from linimasa.model import Actor, Mention, Report, Sentence
from linimasa.resolve.readings import STATE_SECTORS, home_of

_QUOTES = '"“”„'
_PEOPLE = frozenset({"person", "role"})
_SEVERAL = frozenset({"group", "organisation", "demonym"})
_PLAIN = frozenset({"country", "demonym"})
_OWNED = frozenset({"group", "organisation", "role"})
_SUBJECTS = ("nsubj",)
_OBJECTS = ("obj", "iobj", "obl")
_INNER = ("nmod", "flat", "compound")
# Clauses that have the subject of the clause they hang on.
_SHARING = ("xcomp", "advcl", "acl", "conj")
_SENTENCES_BACK = 2
_FIRST_WORDS = 1
_BARE = 2
_MEDIA = "JRN"
_PARTIES_BACK = 3
_PURSUING = frozenset({"COP", "JUD"})


@cache
def _expressions(language: str) -> dict[str, dict[tuple[str, ...], str]]:
    """What each kind of pronoun sounds like: lower-case words to kind, by the first word."""
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for kind, phrases in toml(f"language/{language}", "pronouns.toml").items():
        for phrase in phrases if isinstance(phrases, list) else ():
            words = tuple(_split(phrase))
            found.setdefault(words[0], {})[words] = kind
    return found


def _split(phrase: str) -> list[str]:
    """The words of a pronoun as sentences have them: Indonesian ``-nya`` apart."""
    words = phrase.split()
    if words[-1].endswith("nya") and len(words[-1]) > 3:
        words[-1:] = [words[-1][:-3], "nya"]
    return words


def add_pronouns(
    report: Report, sentences: Sequence[Sentence], mentions: Sequence[Mention], language: str
) -> list[Mention]:
    """The mentions with those of pronouns added, in the order of the text.

    A pronoun that more than one actor could stand behind is left out. Its actors keep the name and the
    span of the words they stand for.
    """
    return _Resolver(report, sentences, mentions, language).resolve()


def _quotation_marks(text: str, sentences: Sequence[Sentence]) -> dict[int, list[int]]:
    """Where quotation marks stand, by paragraph, in order."""
    found: dict[int, list[int]] = {}
    for sentence in sentences:
        marks = [i for i in range(sentence.start, sentence.end) if text[i] in _QUOTES]
        found.setdefault(sentence.paragraph, []).extend(marks)
    return found


def _party(actor: Actor) -> str | None:
    """The country that an actor acts for; news media act for none."""
    return None if actor.sector == _MEDIA else actor.country


class _Resolver:
    def __init__(
        self, report: Report, sentences: Sequence[Sentence], mentions: Sequence[Mention], language: str
    ) -> None:
        self._sentences = sentences
        self._expressions = _expressions(language)
        words = toml(f"language/{language}", "pronouns.toml")
        self._after, self._before_noun = set(words["pointing"]["after"]), set(words["pointing"]["before"])
        self._needs_article = toml(f"language/{language}", "actors.toml")["needs_article"]
        self._gender = {kind: frozenset(forms) for kind, forms in words["gender"].items()}
        home = home_of(language)
        self._home_named = home is not None and any(_party(a) == home for m in mentions for a in m.actors)
        counts = Counter(country for m in mentions for a in m.actors if (country := _party(a)))
        self._topic = counts.most_common(1)[0][0] if counts else None
        self._bodies = {
            actor.name.casefold(): actor for m in mentions if m.kind == "organisation" for actor in m.actors if actor.id
        }
        self._owners: dict[str, str] = {}
        self._quotes = _quotation_marks(report.text, sentences)
        self._mentions: dict[int, list[Mention]] = {sentence.index: [] for sentence in sentences}
        for mention in mentions:
            self._mentions[mention.sentence].append(mention)
        self._named = {m.actors[0].country: m.actors[0] for m in reversed(mentions) if m.kind in _PLAIN}
        self._rules: dict[str, Callable[[Sentence, int, int], tuple[Actor, ...]]] = {
            "person": self._person,
            "clitics": self._clitic,
            "plural": self._plural,
            "both": self._both,
            "both_countries": self._both_countries,
            "both_persons": self._both_persons,
            "that_country": self._that_country,
            "own_country": self._own_country,
            "own_side": self._own_side,
        }

    def resolve(self) -> list[Mention]:
        """All mentions, old and new."""
        for sentence in self._sentences:
            forms = [word.form.lower() for word in sentence.words]
            self._own(sentence, forms)
            at = 0
            while at < len(forms):
                found = self._expression(forms, at)
                if found:
                    self._add(sentence, at, *found)
                at = found[0] if found else at + 1
        return [m for sentence in self._sentences for m in self._mentions[sentence.index]]

    def _own(self, sentence: Sentence, forms: list[str]) -> None:
        """Gives role words that stand alone the country that the words around them give."""
        for mention in list(self._mentions[sentence.index]):
            head, actor = forms[mention.head], mention.actors[0]
            if mention.kind not in _OWNED:
                continue
            if actor.country:
                self._owners[head] = actor.country
            elif actor.id is None:
                points = forms[mention.end : mention.end + 1] and forms[mention.end] in self._after
                points = points or (mention.start > 0 and forms[mention.start - 1] in self._before_noun)
                if mention.kind == "role" and self._needs_article and not points:
                    continue
                country = self._owners.get(head) if points else None
                self._give_country(sentence, mention.end, country or self._around(sentence, mention))

    def _around(self, sentence: Sentence, mention: Mention) -> str | None:
        """The one country named nearby, if it is the one named most, for a state body in a report of elsewhere."""
        is_bare = mention.end - mention.start <= _BARE and mention.kind != "group"
        if self._home_named or not is_bare or mention.actors[0].sector not in STATE_SECTORS:
            return None
        found = set()
        for mentions in self._before(sentence, mention.start, _SENTENCES_BACK):
            found |= {_party(a) for m in mentions for a in m.actors} - {None}
        return self._topic if found == {self._topic} else None

    def _expression(self, forms: list[str], at: int) -> tuple[int, str] | None:
        best = None
        for words, kind in self._expressions.get(forms[at], {}).items():
            end = at + len(words)
            if tuple(forms[at:end]) == words and (best is None or end > best[0]):
                best = (end, kind)
        return best

    def _add(self, sentence: Sentence, start: int, end: int, kind: str) -> None:
        here = self._mentions[sentence.index]
        inside = [m for m in here if m.start < end and m.end > start]
        if any(m.start < start or m.end > end for m in inside):
            return
        actors = self._rules[kind](sentence, start, end)
        if not actors:
            return
        head = next((i for i in range(start, end) if not start <= sentence.words[i].head < end), start)
        kept = [m for m in here if m not in inside]
        kept.append(Mention(sentence.index, start, end, head, "pronoun", actors))
        self._mentions[sentence.index] = sorted(kept, key=lambda m: m.start)

    # -- antecedents ------------------------------------------------------------------------------

    def _before(self, sentence: Sentence, word: int, back: int) -> Iterable[list[Mention]]:
        """The mentions before a word: those of its sentence, then of the sentences before, nearest first."""
        yield [m for m in self._mentions[sentence.index] if m.end <= word]
        for step in range(1, back + 1):
            index = sentence.index - step
            if index not in self._mentions or self._sentences[index].headline:
                return
            yield self._mentions[index]

    def _is_subject(self, mention: Mention) -> bool:
        words = self._sentences[mention.sentence].words
        word = words[mention.head]
        if word.deprel.startswith("conj") and word.head >= 0:  # X and Y said
            word = words[word.head]
        return word.deprel.startswith(_SUBJECTS)

    @staticmethod
    def _key(actor: Actor) -> str:
        return actor.id or actor.name.casefold()

    def _one(self, mentions: Sequence[Mention], subjects_first: bool = True) -> tuple[Actor, ...]:
        """The one actor of these mentions; of several, the only subject among them."""
        for chosen in ([m for m in mentions if self._is_subject(m)] if subjects_first else [], mentions):
            actors = {self._key(m.actors[0]): m.actors[0] for m in chosen if len(m.actors) == 1}
            if len(actors) == 1:
                return tuple(actors.values())
            if actors:
                break
        return ()

    def _antecedent(self, sentence: Sentence, word: int, fits: Callable[[Mention], bool]) -> tuple[Actor, ...]:
        barred = self._own_clause(sentence, word)
        for mentions in self._before(sentence, word, _SENTENCES_BACK):
            fitting = [m for m in mentions if fits(m) and (m.sentence, m.head) not in barred and not self._quoted(m)]
            if fitting:
                return self._one([m for m in fitting if self._may_go_on(m, sentence)])
        return ()

    def _quoted(self, mention: Mention) -> bool:
        return self._in_quotation(self._sentences[mention.sentence], mention.start)

    def _may_go_on(self, mention: Mention, sentence: Sentence) -> bool:
        """Whether a pronoun of ``sentence`` may mean this: of another sentence, its subject or first words."""
        if mention.sentence == sentence.index:
            return not self._is_inner(mention)
        return self._is_subject(mention) or mention.start <= _FIRST_WORDS

    def _is_inner(self, mention: Mention) -> bool:
        """Whether a mention is only part of another noun phrase (the car of X)."""
        return self._sentences[mention.sentence].words[mention.head].deprel.startswith(_INNER)

    @staticmethod
    def _own_clause(sentence: Sentence, word: int) -> set[tuple[int, int]]:
        """The subjects that an object cannot mean: those of its own clause and of what shares its subject."""
        words = sentence.words
        if not words[word].deprel.startswith(_OBJECTS):
            return set()
        clause = words[word].head
        barred = set()
        while clause >= 0:
            subjects = [i for i, w in enumerate(words) if w.head == clause and w.deprel.startswith(_SUBJECTS)]
            barred |= {(sentence.index, i) for i in subjects}
            if not words[clause].deprel.startswith(_SHARING):
                break
            clause = words[clause].head
        return barred

    def _in_quotation(self, sentence: Sentence, word: int) -> bool:
        """Whether the word is inside quotation marks, which another's words fill."""
        marks = self._quotes[sentence.paragraph]
        return bisect_left(marks, sentence.words[word].start) % 2 == 1

    @staticmethod
    def _human(mention: Mention) -> bool:
        actor = mention.actors[0]
        is_person = bool(actor.id and actor.id.startswith("person:"))
        return is_person or mention.kind in _PEOPLE

    # -- one rule a kind --------------------------------------------------------------------------

    def _person(self, sentence: Sentence, start: int, end: int) -> tuple[Actor, ...]:
        if self._in_quotation(sentence, start):
            return ()
        form = sentence.words[start].form.lower()
        other = "male" if form in self._gender["she"] else "female" if form in self._gender["he"] else None
        barred = self._gender[other] if other else frozenset()
        undergoes = sentence.words[start].deprel == "nsubj:pass"
        found = self._antecedent(
            sentence,
            start,
            lambda m: self._is_one(m) and not self._has(m, barred) and not (undergoes and self._pursues(m)),
        )
        if found and sentence.words[start].deprel.startswith(_OBJECTS):
            near = {self._key(m.actors[0]) for ms in self._before(sentence, start, 1) for m in ms if self._human(m)}
            return found if len(near) == 1 else ()
        return found

    @staticmethod
    def _pursues(mention: Mention) -> bool:
        """Whether a mention is of police or a court: who is arrested or tried is rather somebody else."""
        return mention.actors[0].sector in _PURSUING

    def _is_one(self, mention: Mention) -> bool:
        """Whether a mention is of one person."""
        head = self._sentences[mention.sentence].words[mention.head]
        return self._human(mention) and not (mention.kind == "role" and "Number=Plur" in head.feats)

    def _has(self, mention: Mention, words: frozenset[str]) -> bool:
        """Whether the words of a mention hold one of these."""
        sentence = self._sentences[mention.sentence]
        return any(sentence.words[i].form.lower() in words for i in range(mention.start, mention.end))

    def _clitic(self, sentence: Sentence, start: int, end: int) -> tuple[Actor, ...]:
        word = sentence.words[start]
        if word.upos != "PRON" or start == 0 or self._in_quotation(sentence, start):
            return ()
        if sentence.words[start - 1].upos == "VERB":
            return self._person(sentence, start, end)
        if not word.deprel.startswith("nmod"):
            return ()
        here = [m for m in self._mentions[sentence.index] if m.end < start]
        subjects = [m for m in here if self._is_subject(m)]
        own = self._one(subjects)
        if own and any(self._human(m) and m.start > subjects[-1].start for m in here):
            return ()
        if own:
            self._give_country(sentence, start, own[0].country)
        return own

    def _give_country(self, sentence: Sentence, end: int, country: str | None) -> None:
        """Makes what ends at ``end`` (``militernya``) that country's."""
        here = self._mentions[sentence.index]
        for i, mention in enumerate(here):
            actor = mention.actors[0]
            if mention.end == end and country and not (actor.id or actor.country) and mention.kind in _OWNED:
                identifier = f"{country}-{actor.sector}" if actor.sector else country
                self._owners[sentence.words[mention.head].form.lower()] = country
                owned = msgspec.structs.replace(actor, id=identifier, country=country)
                here[i] = msgspec.structs.replace(mention, actors=(owned,))

    def _plural(self, sentence: Sentence, start: int, end: int) -> tuple[Actor, ...]:
        if self._in_quotation(sentence, start) or sentence.words[start].deprel.startswith(_OBJECTS):
            return ()
        for mentions in self._before(sentence, start, _SENTENCES_BACK):
            subjects = [m for m in mentions if self._is_subject(m)]
            if any(self._human(m) for m in subjects):
                return ()
            several = [m for m in subjects if m.kind in _SEVERAL or m.kind == "pronoun"]
            if several:
                return self._one(several)
        return ()

    def _two(self, sentence: Sentence, start: int, key: Callable[[Mention, Actor], str | None]) -> tuple[Actor, ...]:
        """The two parties named last, where there are just two."""
        found: dict[str, Actor] = {}
        for mentions in self._before(sentence, start, _PARTIES_BACK):
            for mention in mentions:
                for actor in mention.actors:
                    name = key(mention, actor)
                    if name:
                        found.setdefault(name, actor)
            if len(found) >= 2:
                return tuple(found.values()) if len(found) == 2 else ()
        return ()

    def _both(self, sentence: Sentence, start: int, end: int) -> tuple[Actor, ...]:
        return self._both_persons(sentence, start, end) or self._both_countries(sentence, start, end)

    def _both_countries(self, sentence: Sentence, start: int, end: int) -> tuple[Actor, ...]:
        two = self._two(sentence, start, lambda _, actor: _party(actor))
        return tuple(self._named.get(actor.country, actor) for actor in two)

    def _both_persons(self, sentence: Sentence, start: int, end: int) -> tuple[Actor, ...]:
        undergo = sentence.words[start].deprel == "nsubj:pass"
        return self._two(
            sentence,
            start,
            lambda m, actor: actor.id if self._human(m) and not (undergo and self._pursues(m)) else None,
        )

    def _that_country(self, sentence: Sentence, start: int, end: int) -> tuple[Actor, ...]:
        head = next((i for i in range(start, end) if not start <= sentence.words[i].head < end), start)
        is_subject = sentence.words[head].deprel.startswith(_SUBJECTS)
        for mentions in self._before(sentence, start, _SENTENCES_BACK):
            countries = [m for m in mentions if m.kind in _PLAIN]
            if not is_subject and len({self._key(m.actors[0]) for m in countries}) > 1:
                countries = [m for m in countries if m.sentence != sentence.index or not self._is_subject(m)]
            if countries:
                return self._one(countries, subjects_first=is_subject)
        return ()

    def _own_country(self, sentence: Sentence, start: int, end: int) -> tuple[Actor, ...]:
        own = self._own_side(sentence, start, end)
        named = self._named.get(own[0].country) if own and own[0].country else None
        return (named,) if named else ()

    def _own_side(self, sentence: Sentence, start: int, end: int) -> tuple[Actor, ...]:
        return tuple(self._body_of(actor) for actor in self._who_speaks(sentence, start))

    def _body_of(self, actor: Actor) -> Actor:
        """The body for which somebody speaks by his post, if the report names it: the spokesman of X."""
        words = (actor.role or "").casefold().split()
        for first in range(1, len(words)):
            body = self._bodies.get(" ".join(words[first:]))
            if body is not None and body.sector == actor.sector:
                return body
        return actor

    def _who_speaks(self, sentence: Sentence, start: int) -> tuple[Actor, ...]:
        here = self._mentions[sentence.index]
        before = self._one([m for m in here if m.end <= start and self._is_subject(m)])
        if before:
            return before
        others = [m for m in here if self._human(m) and m.kind != "pronoun"]
        if others:
            return self._one(others)
        return self._antecedent(sentence, start, self._human)
