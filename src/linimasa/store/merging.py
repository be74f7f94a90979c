"""Keeps the record's events in step with its claims: what is new is compared, what it touches put together anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import msgspec

from linimasa.language.fold import key
from linimasa.merge.cluster import Judged, Links, Pair, clusters, pair
from linimasa.merge.compare import compare, limits, rules
from linimasa.merge.event import assemble
from linimasa.merge.keys import keys
from linimasa.merge.roots import Made
from linimasa.merge.telling import Telling, tellings
from linimasa.model import Claim, Event, Headline, Report
from linimasa.store import names, sources
from linimasa.store.judgements import Judgement, headline_rule, judged, judgements
from linimasa.store.portions import rows_for
from linimasa.store.sources import Sources

_encode = msgspec.json.Encoder().encode
_decode_claim = msgspec.json.Decoder(Claim).decode
_decode_report = msgspec.json.Decoder(Report).decode
_decode_telling = msgspec.json.Decoder(Telling).decode


class Merged(msgspec.Struct, frozen=True):
    """What merging did: events made, changed (claims came, went or are shown otherwise) and gone; and their number."""

    made: int
    changed: int
    gone: int
    events: int


class Merging:
    """One pass over what is new in a record. Call within a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._tellings: dict[int, Telling] = {}
        made = judgements(connection)
        self._judged: Judged = judged(made, self._present(made))
        self._rule: Headline = headline_rule(made)

    def run(self, *, claims: Iterable[str] = (), everything: bool = False) -> Merged:
        """Compares the claims that are new, and puts together anew all that they, or ``claims`` (ids), touch.

        ``everything``: assembles every event anew, as after another headline rule.
        """
        rerooted = Sources(self._connection).run()
        new = self._tell_new()
        self._compare(new)
        touched = set(new) | self._numbers(claims) | self._left_behind()
        stale = self._events_told_by(rerooted)
        if everything:
            touched |= {row[0] for row in self._connection.execute("SELECT claim FROM telling")}
            stale = {row[0] for row in self._connection.execute("SELECT n FROM event")}
        made, changed, gone = self._regroup(self._reached(touched), stale)
        changed += self._refresh(stale)
        self._connection.execute("DELETE FROM disturbed")
        events = self._connection.execute("SELECT count(*) FROM event").fetchone()[0]
        return Merged(made, changed, gone, events)

    def _present(self, made: Iterable[Judgement]) -> set[str]:
        """The claims of which judgements speak that the record has."""
        named = {claim for judgement in made for claim in (*judgement.one, *judgement.other)}
        rows = rows_for(self._connection, "SELECT id FROM claim WHERE id IN ({})", sorted(named))
        return {row["id"] for row in rows}

    def _tell_new(self) -> list[int]:
        """Writes down how each claim that has none yet is compared; their numbers, ascending."""
        rows = self._connection.execute(
            "SELECT claim.n AS n, claim.report AS report, claim.payload AS payload FROM claim"
            " LEFT JOIN telling ON telling.claim = claim.n WHERE telling.claim IS NULL ORDER BY claim.report, claim.n"
        ).fetchall()
        new: list[int] = []
        by_report: dict[int, list[sqlite3.Row]] = {}
        for row in rows:
            by_report.setdefault(row["report"], []).append(row)
        for number, claims in by_report.items():
            payload = self._connection.execute("SELECT payload FROM report WHERE n = ?", (number,)).fetchone()[0]
            report = _decode_report(payload)
            told = tellings(report, tuple(_decode_claim(row["payload"]) for row in claims))
            for row, telling in zip(claims, told, strict=True):
                self._connection.execute(
                    "INSERT INTO telling (claim, payload) VALUES (?, ?)", (row["n"], _encode(telling))
                )
                self._tellings[row["n"]] = telling
                new.append(row["n"])
        return sorted(new)

    def _compare(self, new: Sequence[int]) -> None:
        """Compares each new claim to all others that stand where it looks."""
        connection = self._connection
        connection.execute("CREATE TEMP TABLE look (key INTEGER NOT NULL, claim INTEGER NOT NULL)")
        connection.execute("CREATE TEMP TABLE fresh (claim INTEGER PRIMARY KEY)")
        try:
            connection.executemany("INSERT INTO fresh (claim) VALUES (?)", ((number,) for number in new))
            for number in new:
                found = keys(self._tellings[number])
                rows = [(place, number) for place in sorted(found.stands)]
                connection.executemany("INSERT INTO stand (key, claim) VALUES (?, ?)", rows)
                connection.executemany(
                    "INSERT INTO look (key, claim) VALUES (?, ?)", ((place, number) for place in found.looks)
                )
            # A claim that was corrected is new again, yet others that are known came after it.
            known_after = "OR stand.claim NOT IN (SELECT claim FROM fresh)" if self._overtaken(new) else ""
            candidates = connection.execute(
                "SELECT DISTINCT min(look.claim, stand.claim) AS earlier, max(look.claim, stand.claim) AS later"
                f" FROM look CROSS JOIN stand ON stand.key = look.key WHERE stand.claim < look.claim {known_after}"
            )
            connection.executemany(
                "INSERT INTO comparison (one, other, score) VALUES (?, ?, ?)", self._scores(candidates)
            )
        finally:
            connection.execute("DROP TABLE look")
            connection.execute("DROP TABLE fresh")

    def _overtaken(self, new: Sequence[int]) -> bool:
        """Whether a claim that is known came after the first of the ``new`` ones, in ascending order."""
        if not new:
            return False
        after = self._connection.execute("SELECT count(*) FROM telling WHERE claim >= ?", (new[0],)).fetchone()[0]
        return bool(after > len(new))

    def _scores(self, candidates: Iterable[sqlite3.Row]) -> Iterator[tuple[int, int, float]]:
        for earlier, later in candidates:
            found = compare(self._telling(earlier), self._telling(later))
            if found is not None and (found.score > rules().absent or found.score == rules().contradiction):
                yield earlier, later, found.score

    def _telling(self, number: int) -> Telling:
        telling = self._tellings.get(number)
        if telling is None:
            payload = self._connection.execute("SELECT payload FROM telling WHERE claim = ?", (number,)).fetchone()[0]
            telling = self._tellings[number] = _decode_telling(payload)
        return telling

    def _events_told_by(self, reports: Collection[str]) -> set[int]:
        rows = rows_for(
            self._connection,
            "SELECT DISTINCT telling.event AS event FROM report JOIN claim ON claim.report = report.n"
            " JOIN telling ON telling.claim = claim.n WHERE telling.event IS NOT NULL AND report.id IN ({})",
            sorted(reports),
        )
        return {row["event"] for row in rows}

    def _refresh(self, stale: set[int]) -> int:
        """Assembles the events that are still as they were, but rest on something else; how many."""
        rows = rows_for(self._connection, "SELECT n, id FROM event WHERE n IN ({})", sorted(stale))
        for row in rows:
            claims = self._connection.execute("SELECT claim FROM telling WHERE event = ?", (row["n"],)).fetchall()
            self._write(row["id"], [claim[0] for claim in claims])
        return len(rows)

    def _numbers(self, claims: Iterable[str]) -> set[int]:
        return {
            row["n"] for row in rows_for(self._connection, "SELECT n FROM claim WHERE id IN ({})", sorted(set(claims)))
        }

    def _left_behind(self) -> set[int]:
        """The claims that are left in events that lost one."""
        rows = self._connection.execute(
            "SELECT telling.claim FROM telling JOIN disturbed ON disturbed.event = telling.event"
        )
        return {row[0] for row in rows}

    def _reached(self, touched: Collection[int]) -> set[int]:
        """All claims that are, over any number of steps, likely or judged one event with ``touched``."""
        partners = self._judged_partners()
        reached: set[int] = set()
        border = set(touched)
        while border:
            reached |= border
            linked = self._linked(border) | {partner for claim in border for partner in partners.get(claim, ())}
            border = linked - reached
        return reached

    def _judged_partners(self) -> dict[int, set[int]]:
        pairs = [*self._judged.together, *self._judged.apart]
        numbers = {
            row["id"]: row["n"]
            for row in rows_for(
                self._connection,
                "SELECT n, id FROM claim WHERE id IN ({})",
                sorted({claim for found in pairs for claim in found}),
            )
        }
        partners: dict[int, set[int]] = {}
        for one, other in pairs:
            if one in numbers and other in numbers:
                partners.setdefault(numbers[one], set()).add(numbers[other])
                partners.setdefault(numbers[other], set()).add(numbers[one])
        return partners

    def _linked(self, claims: Collection[int]) -> set[int]:
        found: set[int] = set()
        for here, there in (("one", "other"), ("other", "one")):
            rows = rows_for(
                self._connection, f"SELECT {there} FROM comparison WHERE score > 0 AND {here} IN ({{}})", sorted(claims)
            )
            found.update(row[0] for row in rows)
        # Claims that a judgement had put into one event belong to it still when the judgement is undone.
        rows = rows_for(
            self._connection,
            "SELECT claim FROM telling WHERE event IN (SELECT event FROM telling WHERE claim IN ({}))",
            sorted(claims),
        )
        found.update(row[0] for row in rows)
        return found

    def _regroup(self, reached: Collection[int], stale: set[int]) -> tuple[int, int, int]:
        """Puts ``reached`` together anew and writes the events that changed; how many were made, changed, gone.

        What is written is no longer among the ``stale``.
        """
        ids = {number: self._telling(number).claim for number in reached}
        numbers = {claim: number for number, claim in ids.items()}
        dated = {claim: found for claim, number in numbers.items() if (found := limits(self._telling(number)))}
        groups = clusters(numbers, Links(self._between(ids), rules().absent, dated), self._judged)
        before = self._events_of(reached)
        made = changed = 0
        kept: set[int] = set()
        for group in groups:
            members = {numbers[claim] for claim in group}
            name = self._name(group)
            event = self._event_number(name)
            if event is not None and before.get(event) == members:
                kept.add(event)
                continue
            if event is None:
                made += 1
            else:
                changed += 1
            written = self._write(name, members)
            kept.add(written)
            stale.discard(written)
        gone = [event for event in before if event not in kept]
        for event in gone:
            self._connection.execute("DELETE FROM event WHERE n = ?", (event,))
        return made, changed, len(gone)

    def _between(self, ids: dict[int, str]) -> dict[Pair, float]:
        scores: dict[Pair, float] = {}
        for row in rows_for(
            self._connection, "SELECT one, other, score FROM comparison WHERE one IN ({})", sorted(ids)
        ):
            if row["other"] in ids:
                scores[pair(ids[row["one"]], ids[row["other"]])] = row["score"]
        return scores

    def _events_of(self, reached: Collection[int]) -> dict[int, set[int]]:
        """The events that hold ``reached`` now, with all their claims; those that lost one, without any."""
        events: dict[int, set[int]] = {
            row[0]: set() for row in self._connection.execute("SELECT event FROM disturbed JOIN event ON n = event")
        }
        rows = rows_for(
            self._connection,
            "SELECT claim, event FROM telling WHERE event IS NOT NULL AND claim IN ({})",
            sorted(reached),
        )
        for row in rows:
            events.setdefault(row["event"], set()).add(row["claim"])
        for (event,) in self._connection.execute("SELECT event FROM disturbed").fetchall():
            if event in events:
                events[event].add(-1)
        return events

    def _name(self, group: Sequence[str]) -> str:
        """The id of the event of these claims: the first that one of them ever gave; else a new one."""
        rows = rows_for(self._connection, "SELECT n, id FROM event_name WHERE claim IN ({})", group)
        if rows:
            return str(min(rows, key=lambda row: row["n"])["id"])
        return names.new(self._connection, min(group))

    def _event_number(self, name: str) -> int | None:
        row = self._connection.execute("SELECT n FROM event WHERE id = ?", (name,)).fetchone()
        return row["n"] if row else None

    def _write(self, name: str, members: Collection[int]) -> int:
        made = list(self._made(members))
        roots = sources.roots(self._connection, {one.report for one in made})
        event = assemble(name, made, roots, self._rule, lambda report: sources.steps(self._connection, report))
        columns = _columns(event)
        names, holes = ", ".join(columns), ", ".join(f":{column}" for column in columns)
        updates = ", ".join(f"{column} = excluded.{column}" for column in columns if column != "id")
        number: int = self._connection.execute(
            f"INSERT INTO event ({names}) VALUES ({holes}) ON CONFLICT (id) DO UPDATE SET {updates} RETURNING n",
            columns,
        ).fetchone()[0]
        self._connection.executemany(
            "UPDATE telling SET event = ? WHERE claim = ?", ((number, claim) for claim in members)
        )
        return number

    def _made(self, members: Collection[int]) -> Iterator[Made]:
        rows = rows_for(
            self._connection,
            "SELECT claim.payload AS payload, report.id AS report, report.outlet AS outlet,"
            " report.published AS published FROM claim JOIN report ON report.n = claim.report WHERE claim.n IN ({})",
            sorted(members),
        )
        for row in rows:
            yield Made(_decode_claim(row["payload"]), row["report"], row["outlet"], row["published"])


def _columns(event: Event) -> dict[str, Any]:
    when, where = event.when, event.where
    return {
        "id": event.id,
        "type": event.type,
        "status": event.status,
        "start_day": when.start if when else None,
        "end_day": when.end if when else None,
        "place_key": key(where.name, where.admin1, where.admin2) if where else None,
        "place_country": where.country if where else None,
        "first_published": event.first_published,
        "reports": event.reports,
        "publishers": event.publishers,
        "origins": len(event.origins),
        "disputed": key(*event.disputed),
        "payload": _encode(event),
    }
