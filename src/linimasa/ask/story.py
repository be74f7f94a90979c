"""The story of an event: what came before and after it between the same sides, what answered it, what it fulfilled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

import msgspec

from linimasa.ask.events import event_number, event_of_number
from linimasa.coding.plover import COOPERATIVE_WHEN_FUTURE, THREAT_WHEN_FUTURE, event_type
from linimasa.merge.compare import rules
from linimasa.merge.values import sides
from linimasa.model import Actor, Event
from linimasa.store import Record

Bond = Literal["planned as", "plan of", "answers", "answered by", "before", "after", "told with"]
"""How another event stands to the one asked for: ``planned as`` is its plan, ``plan of`` what came of it."""

_SPAN_DAYS = 60
_ANSWER_DAYS = 14
_PLAN_DAYS = 3
"""Days by which what was planned may come early or late and still be what was planned."""
_MOST = 200
_TOLD_WITH = 20
_ORDER: tuple[Bond, ...] = ("planned as", "plan of", "answers", "answered by", "before", "after", "told with")
_CONFLICT = 3
"""Quad classes from here on are conflict, in words (3) or deeds (4)."""
_decode_event = msgspec.json.Decoder(Event).decode


class Thread(msgspec.Struct, frozen=True):
    """Another event of the story, how it stands to the one asked for, and why it is thought so.

    ``days``: from the event asked for to this one, less than 0 before it; None where either has no date.
    ``together``: how many reports tell both, 0 where fewer than two do.
    ``reason``: the bond, the days and the reports as an English sentence.
    """

    event: Event
    bond: Bond
    reason: str
    days: int | None = None
    together: int = 0


class Story(msgspec.Struct, frozen=True):
    """An event with the others of its story, by day.

    ``unfulfilled``: of a plan whose day has passed, that no report of the record tells of it as done.
    ``latest``: the day up to which no report does so; None where the event is no such plan.
    """

    event: Event
    threads: tuple[Thread, ...]
    unfulfilled: str | None
    latest: str | None = None


def story(record: Record, event_id: str) -> Story:
    """The story of the event meant by ``event_id``. Raises QueryError, RecordError."""
    number = event_number(record, event_id)
    shown = event_of_number(record, number).event
    together = _told_with(record, number)
    counts = {other.id: reports for other, reports in together}
    others = {other.id: other for other in (*_between_same_sides(record, shown), *(other for other, _ in together))}
    others.pop(shown.id, None)
    found = (_thread(shown, other, counts.get(other.id, 0)) for other in others.values())
    threads = sorted((thread for thread in found if thread is not None), key=_place)
    latest = _latest_without(record, shown, threads)
    unfulfilled = latest and f"planned for {_when(shown)}; no report up to {latest} tells of it as done"
    return Story(shown, tuple(threads), unfulfilled, latest)


def _place(thread: Thread) -> tuple[str, int, str]:
    when = thread.event.when
    return when.start if when else "9999", _ORDER.index(thread.bond), thread.event.id


def _told_with(record: Record, number: int) -> list[tuple[Event, int]]:
    """Events of which at least two reports tell beside this one, with the number of these reports."""
    rows = record.select(
        "SELECT event.payload AS payload, count(DISTINCT own.report) AS shared FROM telling AS one"
        " JOIN claim AS own ON own.n = one.claim JOIN claim AS other ON other.report = own.report"
        " JOIN telling AS two ON two.claim = other.n JOIN event ON event.n = two.event"
        " WHERE one.event = ? AND two.event != ? GROUP BY two.event HAVING shared > 1"
        " ORDER BY shared DESC, event.id LIMIT ?",
        (number, number, _TOLD_WITH),
    )
    return [(_decode_event(row["payload"]), row["shared"]) for row in rows]


def _between_same_sides(record: Record, shown: Event) -> list[Event]:
    """Events within two months in which both sides take part."""
    if not shown.when or not shown.source or not shown.target:
        return []
    conditions, parameters = [], []
    for side in (shown.source, shown.target):
        ids = sorted({name for actor in side for name in (actor.id, actor.country) if name})
        if not ids:
            return []
        holes = ", ".join("?" for _ in ids)
        conditions.append(
            "event.n IN (SELECT telling.event FROM party JOIN telling ON telling.claim = party.claim"
            f" WHERE party.side != 'speaker' AND (party.id IN ({holes}) OR party.country IN ({holes})))"
        )
        parameters += [*ids, *ids]
    first = date.fromisoformat(shown.when.start).toordinal() - _SPAN_DAYS
    last = date.fromisoformat(shown.when.end).toordinal() + _SPAN_DAYS
    rows = record.select(
        f"SELECT payload FROM event WHERE {' AND '.join(conditions)} AND end_day >= ? AND start_day <= ?"
        " ORDER BY reports DESC, id LIMIT ?",
        (*parameters, date.fromordinal(first).isoformat(), date.fromordinal(last).isoformat(), _MOST),
    )
    return [_decode_event(row["payload"]) for row in rows]


def _thread(shown: Event, other: Event, together: int) -> Thread | None:
    """How ``other`` stands to ``shown``; None where nothing but the record ties them."""
    days = _days_between(shown, other)
    for bond, reason in _bonds(shown, other, days):
        told = f"; {together} reports tell both" if together else ""
        return Thread(other, bond, f"{reason}{told}", days, together)
    return Thread(other, "told with", f"{together} reports tell both", days, together) if together else None


def _bonds(shown: Event, other: Event, days: int | None) -> Iterator[tuple[Bond, str]]:
    """The bonds between two events, the closest first. ``days``: from ``shown`` to ``other``; None: unknown."""
    if _fulfils(other, shown):
        yield "planned as", f"a plan of this act by the same sides for {_when(other)}"
    if _fulfils(shown, other):
        yield "plan of", f"this act by the same sides is told as done on {_when(other)}"
    if days is None:
        return
    if _is_conflict(shown) and _is_conflict(other) and _turned_back(shown, other) and 0 < abs(days) <= _ANSWER_DAYS:
        yield ("answers" if days < 0 else "answered by"), f"the other side acts against this one, {_gap(days)}"
    if _same_way(shown, other) or _turned_back(shown, other):
        yield ("before" if days < 0 else "after"), f"the same sides, {_gap(days)}"


def _fulfils(plan: Event, done: Event) -> bool:
    """Whether ``done`` is what came of ``plan``: by the same sides, about the day planned, and of its type.

    PLOVER codes a meeting or help that is to come as an agreement, and an attack as a threat.
    """
    if not _is_plan(plan) or done.status != "actual" or plan.when is None or done.when is None:
        return False
    kinds = {"AGREE": COOPERATIVE_WHEN_FUTURE, "THREATEN": THREAT_WHEN_FUTURE}.get(plan.type, frozenset({plan.type}))
    early = date.fromisoformat(plan.when.start).toordinal() - date.fromisoformat(done.when.end).toordinal()
    late = date.fromisoformat(done.when.start).toordinal() - date.fromisoformat(plan.when.end).toordinal()
    if done.type not in kinds or max(early, late) > _PLAN_DAYS:
        return False
    return _same_way(plan, done) or (done.type in rules().reciprocal and _turned_back(plan, done))


def _gap(days: int) -> str:
    if days == 0:
        return "the same day"
    return f"{abs(days)} day{'' if abs(days) == 1 else 's'} {'before' if days < 0 else 'later'}"


def _when(one: Event) -> str:
    assert one.when is not None
    return one.when.start if one.when.start == one.when.end else f"{one.when.start} to {one.when.end}"


def _days_between(one: Event, other: Event) -> int | None:
    if one.when is None or other.when is None:
        return None
    return date.fromisoformat(other.when.start).toordinal() - date.fromisoformat(one.when.start).toordinal()


def _is_plan(one: Event) -> bool:
    return one.status in {"planned", "conditional"}


def _is_conflict(one: Event) -> bool:
    return one.status == "actual" and event_type(one.type, one.modes).quad >= _CONFLICT


def _same_way(one: Event, other: Event) -> bool:
    if _one_side(one.source, other.source) and _one_side(one.target, other.target):
        return True
    return one.type in rules().reciprocal and _turned_back(one, other)


def _turned_back(one: Event, other: Event) -> bool:
    return _one_side(one.source, other.target) and _one_side(one.target, other.source)


def _one_side(one: Sequence[Actor], other: Sequence[Actor]) -> bool:
    return bool(one) and bool(other) and sides(one, other) != "dispute"


def _latest_without(record: Record, shown: Event, threads: Iterable[Thread]) -> str | None:
    """The last day of the record's reports, where the event is a plan for an earlier day that none tells as done."""
    if not _is_plan(shown) or shown.when is None or any(thread.bond == "plan of" for thread in threads):
        return None
    latest: str | None = record.select("SELECT max(substr(published, 1, 10)) AS day FROM report")[0]["day"]
    return latest if latest is not None and latest > shown.when.end else None
