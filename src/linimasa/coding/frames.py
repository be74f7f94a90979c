"""How each frame of the lexicon finds an event's source and target from its roles.

``act`` one does it to another · ``meet`` both do it together · ``discuss`` both, and it counts only
where two sides are named · ``visit`` one goes to the other · ``attend`` takes part · ``speak`` says it
to or of another · ``report`` tells an authority of another · ``back`` stands by another · ``give`` gives to another ·
``die`` is the victim · ``self`` does it alone, at most against another · ``undergo`` its subject undergoes it ·
``leave`` goes out of a body · ``oblige`` a speaker says what another must do.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from linimasa.coding.addressed import asked_from, clause_object, clause_subject, conditioned, written_to
from linimasa.coding.frame import JUDGES, PURSUITS, Frame, Sides
from linimasa.coding.nominals import sectors
from linimasa.coding.roles import subject_of
from linimasa.coding.tree import relation
from linimasa.coding.triggers import tells, tells_event
from linimasa.model import Actor


def _act(frame: Frame) -> Sides:
    sides = _deed(frame)
    if not (frame.noun or frame.passive or sides.source or sides.target) and frame.roles.subject:
        return Sides(keep=False)  # a thing does it to a thing
    if frame.match.trigger.type != "ASSAULT" or sides.target or not sides.source:
        return sides
    ours = {actor.country for actor in sides.source}
    struck = tuple(actor for actor in frame.struck_at() if ours != {None} and actor.country not in ours)
    return msgspec.structs.replace(sides, target=struck)


def _deed(frame: Frame) -> Sides:
    roles, nominals = frame.roles, frame.nominals
    if frame.noun:
        source, target = frame.split_owner()
        left = [] if frame.match.trigger.type != "RETREAT" else frame.words["from"]
        agent = nominals.first([head for head in roles.agent if nominals.tree.preposition(head) not in left]).actors
        carrier = nominals.first(roles.subject).actors
        if frame.undergone():
            return Sides(source=source or agent, target=target or carrier)
        source = agent or source or carrier or _judge(frame)
        target = target or frame.oblique("to").actors or nominals.first(roles.object).actors
        if source and frame.match.trigger.owner == "source" and frame.match.trigger.type == "RETREAT":
            return Sides(source, frame.left())  # one's own soldiers, brought home
        if not target and frame.nominals.language == "en":
            of = nominals.first([head for preposition, head in roles.oblique if preposition == "of"]).actors
            if source or frame.match.trigger.owner == "target":
                target = of
            else:
                source = of
        return Sides(source, target)
    if frame.passive:
        agent = nominals.first(roles.agent).actors or frame.in_operation() or frame.ordered_by()
        return Sides(agent, nominals.first(roles.subject).actors or frame.taken_from())
    source, direct = nominals.first(roles.subject).actors, nominals.first(roles.object)
    ours = {None, *(actor.country for actor in source)}
    if direct.actors and all(actor.country in ours for actor in direct.actors):
        if frame.match.trigger.type == "SANCTION" and direct.owner:
            return Sides(source, frame.oblique("to").actors or direct.actors)  # one's own things, kept from others
        if frame.match.trigger.object == ("troops",) and frame.match.trigger.type == "RETREAT":
            return Sides(source, frame.left())  # one's own soldiers, brought home
    return Sides(source, direct.actors or frame.oblique("to").actors or frame.taken_from())


def _judge(frame: Frame) -> tuple[Actor, ...]:
    """The judge who speaks, of a sentence that nobody else is told to pass."""
    if "convict" not in frame.match.trigger.modes:
        return ()
    speaker = frame.nominals.speaker(frame.nominals.tree.words[frame.match.head].start)
    return (speaker,) if speaker is not None and speaker.sector == JUDGES else ()


def _halves(actors: tuple[Actor, ...]) -> Sides:
    return Sides(actors[:1], actors[1:])


def _meet(frame: Frame) -> Sides:
    sides = _together(frame)
    if frame.match.trigger.type != "CONSULT" or (sides.source and sides.target):
        return sides
    known = sides.source or sides.target
    official = any(actor.country or actor.sector in sectors("official") for actor in known)
    return msgspec.structs.replace(sides, keep=sides.keep and (official or not known))


def _together(frame: Frame) -> Sides:
    roles, nominals = frame.roles, frame.nominals
    between = frame.oblique("between").actors
    if len(between) > 1:
        return _halves(between)
    first = nominals.first([*roles.subject, *([] if frame.passive else roles.agent)]).actors
    owner = nominals.first(roles.owner).actors if frame.noun else ()
    if frame.passive and not frame.noun:
        first, other = nominals.first(roles.agent).actors, nominals.first(roles.subject).actors
        return Sides(first, other) if first else msgspec.structs.replace(_halves(other), keep=len(other) > 1)
    if len(owner) > 1:
        return _halves(owner)
    other = frame.oblique("with").actors or between
    if between and not first:
        first, other = between, tuple(actor for actor in frame.beside("with", "between") if actor not in between)
    if not other and not frame.noun and frame.match.trigger.object != ("treaty",):
        other = nominals.first(roles.object).actors
    if not other:
        other = frame.oblique("to").actors
    first = first or owner
    if not other and owner and owner != first:
        other = owner
    if len(first) > 1 and not other:
        return _halves(first)
    if not other and frame.match.trigger.type == "AGREE" and not frame.noun:
        other = tuple(actor for actor in clause_object(frame, first) if actor.country or actor.id)
    return Sides(first, tuple(actor for actor in other if actor not in first))


def _discuss(frame: Frame) -> Sides:
    sides = _meet(frame)
    official = [actor for actor in (*sides.source, *sides.target) if actor.country or actor.id]
    return msgspec.structs.replace(sides, keep=bool(sides.source and sides.target and len(official) > (not frame.noun)))


def _visit(frame: Frame) -> Sides:
    roles, nominals = frame.roles, frame.nominals
    if frame.passive and not roles.agent:
        return Sides(keep=False)
    if frame.passive:
        return Sides(nominals.first(roles.agent).actors, nominals.first(roles.subject).actors)
    source = nominals.first([*roles.subject, *roles.agent, *roles.owner]).actors
    goal = () if frame.noun else nominals.first(roles.object).actors
    goal = goal or frame.oblique("to").actors or frame.oblique("at").actors
    goal = tuple(actor for actor in goal if actor not in source)
    return Sides(source, goal, keep=frame.noun or bool(goal))


def _attend(frame: Frame) -> Sides:
    source = frame.nominals.first(frame.roles.agent if frame.passive else frame.roles.subject).actors
    return Sides(source, frame.oblique("with").actors)


FOR_OTHERS = frozenset({"THREATEN", "AGREE"})
"""Types whose speaker himself does what he says, to whom the clause says."""


OF_ANOTHER = frozenset({"ACCUSE", "REJECT", "SUPPORT"})
"""Types whose event noun has with ``of`` whom it is against or for, where somebody else is its source."""


def _unmoved(frame: Frame) -> tuple[Actor, ...]:
    """Who does a thing in spite of what is said: despite criticism by X, he went on."""
    tree, head = frame.nominals.tree, frame.match.head
    above = tree.words[head].head
    if above < 0 or tree.preposition(head) not in frame.words["in_spite"]:
        return ()
    return frame.nominals.first(tree.children(above, "nsubj")).actors


def _speech(frame: Frame) -> Sides:
    """The sides of a noun of speech: by whom, of whom, to whom."""
    roles, nominals = frame.roles, frame.nominals
    of = [head for preposition, head in roles.oblique if preposition == "of"]
    wanted = [head for head in roles.owner if tells_event(nominals.tree, head, nominals.language)]
    owner = [head for head in roles.owner if head not in wanted]
    carrier = nominals.first(roles.subject).actors
    source = nominals.first([*roles.agent, *owner]).actors
    blames = frame.match.trigger.type == "ACCUSE" and nominals.language == "en"  # criticism of X, not X's own
    aims = blames or (frame.match.trigger.type in OF_ANOTHER and (source or carrier))
    source = source or (() if aims else nominals.first(of).actors)
    if frame.undergone():
        source = source or tuple(actor for actor in frame.oblique("owned_by").actors if actor not in carrier)
        return Sides(source, carrier)
    target = frame.oblique("to").actors or nominals.first([*roles.object, *wanted]).actors or clause_subject(frame)
    if not target and aims:
        target = nominals.first(of).actors
    if not target and roles.carrier >= 0:
        target = nominals.first([head for preposition, head in roles.oblique if preposition == "with"]).actors
    if not target and frame.match.trigger.type in OF_ANOTHER:
        target = _unmoved(frame)
    source = source or carrier
    return Sides(source, target, keep=bool(source) or frame.match.trigger.type != "THREATEN")


def _speak(frame: Frame) -> Sides:
    roles, nominals = frame.roles, frame.nominals
    if frame.noun:
        return _speech(frame)
    if frame.passive:
        return Sides(nominals.first(roles.agent).actors, nominals.first(roles.subject).actors)
    target = nominals.first(roles.object).actors or frame.oblique("to").actors or clause_subject(frame)
    source = nominals.first(roles.subject).actors
    if frame.match.trigger.type == "THREATEN" and not roles.object and not frame.oblique("to").actors:
        doer = clause_subject(frame, "ccomp")
        if doer and not {actor.country or actor.id for actor in doer} & {actor.country or actor.id for actor in source}:
            return Sides(keep=False)  # who warns of what others may do threatens nobody
        target = ()
    if not target and frame.match.kind == "plain":
        target = frame.oblique("with").actors
    if not target and frame.match.trigger.type in FOR_OTHERS:
        target = clause_object(frame, source)
    if frame.match.trigger.type == "THREATEN" and (not target or set(target) <= set(source)):
        target = conditioned(frame)
    if not target and frame.match.trigger.type == "REQUEST":
        target = asked_from(frame) or written_to(frame)
        if not (target or roles.object or roles.oblique or roles.complement):
            return Sides(keep=False)  # nothing is asked of anybody: "Why?", he asked
    return Sides(source, tuple(actor for actor in target if actor not in source))


def _report(frame: Frame) -> Sides:
    """Who reports whom; to whom they are reported is no side of it."""
    roles, nominals = frame.roles, frame.nominals
    told = [head for preposition, head in roles.oblique if preposition not in frame.words["to"] | frame.words["at"]]
    reported = [*roles.object, *told]
    if frame.passive:
        return Sides(nominals.first(roles.agent).actors, nominals.first(roles.subject).actors)
    source = nominals.first([*roles.subject, *(roles.agent or roles.owner if frame.noun else [])]).actors
    target = tuple(actor for actor in nominals.first(reported).actors if actor not in source)
    return Sides(source, target, keep=bool(source) or not frame.noun)


def _back(frame: Frame) -> Sides:
    """As a speech act; but what only the things of somebody support (policies, prices) he does not."""
    sides = _speak(frame)
    if frame.noun:
        return sides
    own = frame.nominals.tree.children(frame.match.head, "nsubj")
    doers = frame.roles.agent if frame.passive else [head for head in frame.roles.subject if head in own]
    return msgspec.structs.replace(sides, keep=sides.keep and not (doers and frame.nominals.first(doers).owner))


def _give(frame: Frame) -> Sides:
    roles, nominals = frame.roles, frame.nominals
    goal = frame.oblique("to").actors
    if frame.noun:
        source, owned = frame.split_owner()
        source = nominals.first([*roles.agent, *roles.subject]).actors or source or owned
        if frame.undergone():
            receiver = nominals.first(roles.subject).actors
            source = nominals.first([*roles.agent, *roles.owner]).actors or frame.oblique("owned_by").actors
            return Sides(source, tuple(actor for actor in receiver if actor not in source), keep=bool(source))
        goal = goal or nominals.first(roles.object).actors
        return Sides(source, tuple(actor for actor in goal if actor not in source), keep=bool(source))
    if frame.passive:
        return Sides(nominals.first(roles.agent).actors, goal or nominals.first(roles.subject).actors)
    direct = [nominals.several(head) for head in roles.object]
    people = next((found.actors for found in direct if found.actors and not found.owner), ())
    source = nominals.first(roles.subject).actors
    return Sides(source, tuple(actor for actor in goal or people if actor not in source))


def _die(frame: Frame) -> Sides:
    roles, nominals = frame.roles, frame.nominals
    within = [
        head
        for preposition, head in roles.oblique
        if preposition in frame.words["within"] and tells(nominals.tree, head, "ASSAULT", nominals.language)
    ]
    return Sides(nominals.first([*roles.agent, *within]).actors, nominals.first(roles.subject).actors)


def _self(frame: Frame) -> Sides:
    roles, nominals = frame.roles, frame.nominals
    source = nominals.first([*roles.subject, *roles.agent, *(roles.owner if frame.noun else [])]).actors
    alone = (frame.noun and not source) or "resign" in frame.match.trigger.modes  # a campaign for a post
    target = () if alone else frame.oblique("to").actors
    return Sides(source, tuple(actor for actor in target if actor not in source))


def _undergo(frame: Frame) -> Sides:
    roles, nominals = frame.roles, frame.nominals
    source = nominals.first(roles.agent).actors
    speaker = nominals.speaker(nominals.tree.words[frame.match.head].start)
    if not source and speaker is not None and speaker.sector == "JUD" and frame.match.trigger.type == "SANCTION":
        source = (speaker,)  # the judge says that it is proven: he convicts
    return Sides(source, tuple(actor for actor in nominals.first(roles.subject).actors if actor not in source))


def _leave(frame: Frame) -> Sides:
    roles, nominals = frame.roles, frame.nominals
    source = nominals.first([*roles.subject, *(roles.owner if frame.noun else [])]).actors
    ours = {actor.country for actor in source if actor.country}
    left = (frame.oblique("from").actors, nominals.first(roles.object).actors)
    target = next((side for side in left if side and not all(actor.country in ours for actor in side)), ())
    return Sides(source, tuple(actor for actor in target if actor not in source))


def _oblige(frame: Frame) -> Sides:
    """A speaker says that another must do something: he asks it of him."""
    nominals, tree = frame.nominals, frame.nominals.tree
    speaker = nominals.speaker(tree.words[frame.match.head].start)
    verb = frame.match.head  # needs to
    if frame.match.kind == "plain":
        verb = tree.words[verb].head if relation(tree.words[verb]) in ("aux", "advmod") else -1
    if speaker is None or verb < 0 or (nominals.language == "en" and tree.is_passive(verb)):
        return Sides(keep=False)  # of whom something must be done nothing is asked
    subjects = subject_of(tree, verb, nominals.language)
    if any(tree.folded[subject] in frame.words["first_person"] for subject in subjects):
        return Sides(keep=False)
    named = nominals.first(subjects).actors
    asked = tuple(actor for actor in named if actor.country or actor.id or actor.sector in sectors("official"))
    others = all((actor.id or actor.name) != (speaker.id or speaker.name) for actor in asked)
    official = speaker.sector in sectors("official") or speaker.country is not None
    return Sides((speaker,), asked, keep=bool(asked) and others and official)


FRAMES: dict[str, Callable[[Frame], Sides]] = {
    "act": _act,
    "meet": _meet,
    "discuss": _discuss,
    "visit": _visit,
    "attend": _attend,
    "speak": _speak,
    "report": _report,
    "back": _back,
    "give": _give,
    "die": _die,
    "self": _self,
    "undergo": _undergo,
    "leave": _leave,
    "oblige": _oblige,
}


def sides_of(frame: Frame) -> Sides:
    """Source and target as the frame of the match's trigger says."""
    sides = FRAMES[frame.match.trigger.frame](frame)
    return frame.by_officers(sides) if frame.match.trigger.type in PURSUITS else sides
