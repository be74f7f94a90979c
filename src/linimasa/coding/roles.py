"""What the parse says of a trigger: its subject, object, agent, prepositional complements, possessors."""

from __future__ import annotations

import msgspec

from linimasa.coding.tree import Tree, relation
from linimasa.coding.triggers import Match, classes, object_first

CONTROLLED = ("xcomp", "ccomp", "advcl", "parataxis")
TIMES = ("obl:tmod", "obl:unmarked", "nmod:tmod", "nmod:unmarked")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "X", "DET", "ADJ", "SYM")


class Roles(msgspec.Struct):
    """Head words of a trigger's participants, by what they are in the grammar."""

    subject: list[int] = []
    object: list[int] = []
    agent: list[int] = []
    owner: list[int] = []
    oblique: list[tuple[str, int]] = []
    complement: list[int] = []
    carrier: int = -1


def own_subject(tree: Tree, verb: int, language: str) -> list[int]:
    """Heads of the subject that hang on the verb itself.

    What stands before an Indonesian verb in meN- is its subject, also where the parse calls it the object.
    """
    own = tree.children(verb, "nsubj", "csubj")
    if own or language != "id" or not tree.folded[verb].startswith("me"):
        return own
    return [child for child in tree.children(verb, "obj") if child < verb]


def _is_relative(tree: Tree, index: int) -> bool:
    return "PronType=Rel" in tree.words[index].feats


def subject_of(tree: Tree, verb: int, language: str, depth: int = 0) -> list[int]:
    """Heads of a verb's subject, its own or the one that it shares with the clause it hangs on."""
    own = own_subject(tree, verb, language)
    word = tree.words[verb]
    kind = relation(word)
    if own and kind == "acl" and _is_relative(tree, own[0]):
        return own[1:] or [word.head]
    if own or depth > 4 or word.head < 0:
        return own
    if kind in ("acl", "amod"):
        return [word.head]
    if kind in CONTROLLED:
        objects = tree.children(word.head, "obj", "iobj")
        if tree.folded[word.head] in _control(tree, word.head, language) or _is_ground(tree, verb, language):
            if objects and not _is_relative(tree, objects[0]):
                return objects[:1]
            if relation(tree.words[word.head]) == "acl" and any(
                _is_relative(tree, c) for c in tree.children(word.head)
            ):
                return [tree.words[word.head].head]
    if kind in ("conj", "xcomp", "ccomp", "advcl"):
        return subject_of(tree, word.head, language, depth + 1)
    return []


def _is_ground(tree: Tree, verb: int, language: str) -> bool:
    """Whether a clause tells what somebody is blamed, thanked or punished for: his deed, not that of who does so."""
    grounds = classes(language)["grounds"]
    return relation(tree.words[verb]) == "advcl" and any(
        tree.folded[mark] in grounds for mark in tree.children(verb, "mark", "case") if mark < verb
    )


def _by_law(tree: Tree, subject: int, language: str) -> int:
    """Who makes the law or decree that does a thing (X signed a decree banning it), where the sentence says so."""
    if tree.folded[subject] not in classes(language)["law"] or relation(tree.words[subject]) != "obj":
        return subject
    makers = (
        tree.children(tree.words[subject].head, "nsubj") if _is_light(tree, tree.words[subject].head, language) else ()
    )
    return makers[0] if makers else subject


def _subjects(tree: Tree, verb: int, language: str) -> list[int]:
    """The subject, and where the grammar gives none of the verb's own, that of the nearest clause above."""
    found = [_by_law(tree, subject, language) for subject in subject_of(tree, verb, language)]
    own = own_subject(tree, verb, language)
    if found and (own or relation(tree.words[verb]) != "acl"):
        return found
    for ancestor in tree.ancestors(verb):
        above = tree.children(ancestor, "nsubj")
        if above and not set(above) & set(found):
            return [*found, above[0]]
    return found


def _control(tree: Tree, head: int, language: str) -> frozenset[str]:
    words = classes(language)["object_control"]
    if language == "en" and tree.words[head].lemma in words:
        return frozenset({tree.folded[head]})
    return words


def _oblique(tree: Tree, head: int) -> list[tuple[str, int]]:
    found = []
    for child in tree.children(head, "obl", "nmod", "iobj"):
        preposition = tree.preposition(child)
        if preposition:
            found.append((preposition, child))
    return found


def verb_roles(tree: Tree, match: Match, *, passive: bool, language: str) -> Roles:
    """Roles of a verb or predicate."""
    verb = match.head
    inside = range(match.start, match.end)
    roles = Roles(subject=_subjects(tree, verb, language), object=[], agent=[], owner=[], oblique=[], complement=[])
    for word in (verb, *(index for index in inside if index != verb)):
        roles.oblique.extend(pair for pair in _oblique(tree, word) if pair[1] not in inside)
        roles.object.extend(child for child in tree.children(word, "obj", "iobj") if child not in inside)
        roles.complement.extend(child for child in tree.children(word, "ccomp", "xcomp", "advcl"))
        if word != verb:
            after = (child for child in tree.children(word, "nmod", "obl", "compound", "flat") if child >= match.end)
            roles.object.extend(child for child in after if tree.preposition(child) is None)
    roles.object = [child for child in roles.object if child not in roles.subject]
    if relation(tree.words[verb]) == "acl":
        roles.object = [tree.words[verb].head if _is_relative(tree, child) else child for child in roles.object]
        subjects = tree.children(verb, "nsubj")
        if len(subjects) > 1 and _is_relative(tree, subjects[0]) and not roles.object:
            roles.object = [tree.words[verb].head]
    if passive and match.kind == "bare" and object_first(tree, match.start, language):
        _put_object_first(tree, match.start - 1, roles)
    by = classes(language)["by"]
    roles.agent.extend(head for preposition, head in roles.oblique if preposition in ("oleh", "by"))
    if passive:
        roles.agent.extend(
            child
            for child in tree.children(verb)
            if tree.words[child].deprel == "obl:agent"
            and (tree.preposition(child) in ("oleh", "by") or (child > verb and tree.preposition(child) is None))
        )
        bare = [
            child
            for child in tree.children(verb, "obj", "obl", "nmod", "iobj", "compound", "flat")
            if child > verb and tree.preposition(child) is None and child not in inside
        ]
        roles.agent.extend(child for child in bare if tree.words[child].upos in NOMINAL)
        roles.object = [child for child in roles.object if child not in roles.agent]
        if not roles.agent:
            roles.agent.extend(
                head for preposition, head in roles.oblique if preposition in by - {"dari", "of", "from"}
            )
    elif not roles.object:
        roles.object = [
            child
            for child in tree.children(verb, "obl", "nmod")
            if child > verb
            and child not in inside
            and tree.preposition(child) is None
            and tree.words[child].deprel not in TIMES
        ]
    if relation(tree.words[verb]) == "acl" and not passive:
        roles.object = [tree.words[verb].head if "PronType=Rel" in tree.words[i].feats else i for i in roles.object]
    roles.agent = list(dict.fromkeys(roles.agent))
    return roles


def _put_object_first(tree: Tree, agent: int, roles: Roles) -> None:
    """Roles of ``barang itu kami sita``: the pronoun does it, to whom or what stands before it.

    The parse mostly takes the pronoun for the owner of what stands before it, or that for an adverbial.
    """
    undergone = [head for head in (*roles.subject, *roles.object) if head < agent]
    free = (
        index
        for index in range(agent - 1, -1, -1)
        if (tree.words[index].upos in NOMINAL or tree.words[index].form.isupper())
        and tree.preposition(index) is None
        and tree.words[index].head >= agent
    )
    roles.agent.append(agent)
    roles.subject = undergone or list(free)[:1]
    roles.object = [head for head in roles.object if head not in roles.subject and head != agent]


def noun_roles(tree: Tree, match: Match, *, language: str) -> Roles:
    """Roles of an event noun, with those that a light verb lends it (``melakukan serangan ke ...``)."""
    roles = Roles(subject=[], object=[], agent=[], owner=[], oblique=[], complement=[])
    inside = range(match.start, match.end)
    for word in inside:
        for child in tree.children(word, "nmod", "amod", "compound", "flat", "obl", "appos", "nsubj", "det"):
            if child in inside or child == match.head:
                continue
            preposition = tree.preposition(child)
            if preposition is None:
                if tree.words[child].upos in (*NOMINAL, "VERB"):
                    roles.owner.append(child)
            else:
                roles.oblique.append((preposition, child))
        roles.complement.extend(tree.children(word, "acl", "ccomp", "xcomp"))
    roles.agent.extend(head for preposition, head in roles.oblique if preposition in ("oleh", "by", "dari", "from"))
    if not roles.owner:
        _add_shared_owner(tree, match, roles)
    _add_undergoer(tree, match, roles, language)
    _add_carrier(tree, match, roles, language)
    return roles


def _add_shared_owner(tree: Tree, match: Match, roles: Roles) -> None:
    """The name behind an event noun that only says what another noun is of: ``sidang vonis`` of X."""
    above = tree.words[match.head].head
    if relation(tree.words[match.head]) not in ("nmod", "compound") or above < 0 or above > match.start:
        return
    if tree.words[above].upos != "NOUN" or tree.preposition(match.head) is not None:
        return
    named = (child for child in tree.children(above, "nmod", "appos", "flat") if child >= match.end)
    roles.owner.extend(
        child for child in named if tree.words[child].upos == "PROPN" and tree.preposition(child) is None
    )


def _add_undergoer(tree: Tree, match: Match, roles: Roles, language: str) -> None:
    """Who is told to be a target, victim or recipient of the event noun undergoes it."""
    above = tree.words[match.head].head
    if relation(tree.words[match.head]) not in ("nmod", "obl", "compound") or above < 0:
        return
    if tree.folded[above] not in classes(language)["undergoers"]:
        return
    verb = tree.words[above].head
    own = tree.children(above, "nsubj")
    linked = relation(tree.words[above]) in ("obj", "xcomp", "obl") and verb >= 0
    roles.object.extend(own or (subject_of(tree, verb, language) if linked else []))
    for preposition, head in _oblique(tree, above):
        if head != match.head:
            roles.oblique.append((preposition, head))
            if preposition in ("oleh", "by", "dari", "from"):
                roles.agent.append(head)


def _is_light(tree: Tree, verb: int, language: str) -> bool:
    light = classes(language)["light"]
    return tree.folded[verb] in light or (language == "en" and tree.words[verb].lemma in light)


def first_conjunct(tree: Tree, index: int) -> int:
    """The first of the words that a word is coordinated with."""
    for _ in range(len(tree)):
        if relation(tree.words[index]) != "conj" or tree.words[index].head < 0:
            break
        index = tree.words[index].head
    return index


def _add_carrier(tree: Tree, match: Match, roles: Roles, language: str) -> None:
    """The light verb that governs or (as a relative clause) follows an event noun lends its arguments."""
    head = first_conjunct(tree, match.head)
    while relation(tree.words[head]) == "nmod" and tree.folded[tree.words[head].head] in classes(language)["shells"]:
        head = tree.words[head].head
    kind = relation(tree.words[head])
    verb = tree.words[head].head if kind in ("obj", "nsubj", "obl", "iobj", "xcomp", "ccomp") else -1
    means = classes(language)["means"]
    if kind in ("obl", "nmod") and verb >= 0 and tree.preposition(match.head) in means and not roles.owner:
        roles.subject.extend(subject_of(tree, verb, language))
        return
    if verb < 0 or not _is_light(tree, verb, language):
        followers = [child for child in tree.children(match.head, "acl") if _is_light(tree, child, language)]
        if not followers:
            return
        verb, kind = followers[0], "nsubj"
    passive = tree.is_passive(verb) or (language == "id" and tree.folded[verb].startswith("di"))
    carrier = Match(match.trigger, "plain", verb, verb + 1, verb)
    lent = verb_roles(tree, carrier, passive=passive, language=language)
    roles.carrier = verb
    roles.oblique.extend(pair for pair in lent.oblique if pair[1] != head)
    if passive:
        roles.agent.extend(lent.agent)
        if kind == "obj":  # he was given a sentence
            roles.object.extend(index for index in lent.subject if index != head)
    elif relation(tree.words[verb]) == "acl" and verb > match.head:
        own = own_subject(tree, verb, language)
        roles.subject.extend(index for index in own if not _is_relative(tree, index))
    elif kind != "nsubj":
        roles.subject.extend(index for index in lent.subject if index != head)
        roles.object.extend(index for index in lent.object if index != head)
    roles.complement.extend(lent.complement)
