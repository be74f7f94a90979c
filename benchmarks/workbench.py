"""How fast the workbench answers, on a record that is made for it.

    python benchmarks/workbench.py [--claims 200000] [--record FILE] [--times 5]

Makes a record (kept where --record names it, and used again), asks it as a browser would, and prints the median
and the slowest of so many answers of each page and question, in milliseconds, over the application itself (the
network of a machine with itself adds about one). "work" is the processor's time: what it would take on a machine
that does nothing else.
"""

from __future__ import annotations

import argparse
import logging
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
from litestar.testing import TestClient

from linimasa.coding.plover import event_type, event_types
from linimasa.http.app import create_app
from linimasa.language.files import table
from linimasa.model import Actor, Attribution, Claim, CodedReport, Evidence, Marks, Place, Report, When
from linimasa.store import Record

CLAIMS_A_REPORT, TELLERS = 4, 4
FIRST_DAY, DAYS = date(2015, 1, 1), 3800
OUTLETS = [f"Harian Contoh {number}" for number in range(40)]
AGENCIES = ("Antara", "Reuters", "AP", "AFP", "KCNA", "TASS", "Xinhua", "Kyodo")

QUESTIONS = {
    "first page": "/",
    "timeline, page": "/timeline",
    "timeline, drawn": "/api/chart?lanes=type",
    "timeline of claims, drawn": "/api/chart?lanes=type&of=claims",
    "timeline by pair": "/api/chart?lanes=pair",
    "timeline by country": "/api/chart?lanes=place",
    "timeline, list": "/timeline?view=list",
    "timeline, list, page 500": "/timeline?view=list&page=500",
    "filter: a month": "/api/chart?from=2020-05&to=2020-05",
    "filter: a year": "/api/chart?from=2020&to=2020",
    "filter: type": "/api/chart?type=ASSAULT",
    "filter: actor": "/api/chart?actor=IDN",
    "filter: pair": "/api/chart?actor=IDN&other=CHN",
    "filter: speaker": "/api/chart?speaker=Reuters",
    "filter: outlet": "/api/chart?outlet=Harian+Contoh+7",
    "filter: place": "/api/chart?place=Jakarta",
    "filter: date inferred": "/api/chart?inferred=yes",
    "filter: list of an actor": "/timeline?view=list&actor=IDN",
    "filter: disputed": "/api/chart?disputed=yes",
    "filter: single origin": "/api/chart?single=yes",
    "map, drawn": "/api/map",
    "map of a type": "/api/map?type=PROTEST",
    "network, drawn": "/api/network",
    "network of a year": "/api/network?from=2020&to=2020",
    "pair page": "/pair?actor=IDN&other=CHN",
    "search": "/search?q=bertemu+Jakarta",
    "suggestions": "/api/suggest?q=jak",
    "reports": "/reports",
    "a report": "/report?id=made-100",
    "review": "/review",
}


def made(claims: int) -> Iterator[CodedReport]:
    """So many claims, in reports of ``CLAIMS_A_REPORT``; ``TELLERS`` reports tell each story; always the same ones."""
    dice = random.Random(7)
    choices = _Choices(dice)
    for story in range(claims // CLAIMS_A_REPORT // TELLERS):
        published = FIRST_DAY + timedelta(days=dice.randrange(DAYS))
        events = [choices.event(published) for _ in range(CLAIMS_A_REPORT)]
        for teller in range(TELLERS):
            yield _report(story * TELLERS + teller, published + timedelta(days=teller // 2), events, dice)


class _Told(msgspec.Struct, frozen=True):
    type: str
    sides: tuple[dict[str, str], dict[str, str]]
    place: Place | None
    when: When | None


class _Choices:
    """What the dice choose from: few countries are in most of the news."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._states = list(table("data", "countries.tsv"))
        often = {"IDN", "CHN", "USA", "RUS", "MYS", "PRK", "ISR", "IRN"}
        self._states.sort(key=lambda row: row["alpha3"] not in often)
        self._weights = [1 / (rank + 2) for rank in range(len(self._states))]
        self._types = sorted({name for name, _ in event_types()})
        self._places = _places(dice)

    def event(self, published: date) -> _Told:
        one, other = self._dice.choices(self._states, self._weights, k=2)
        place = self._dice.choice(self._places) if self._dice.random() < 0.7 else None
        return _Told(self._dice.choice(self._types), (one, other), place, _when(published, self._dice))


def _places(dice: random.Random) -> list[Place]:
    rows = [row for row in table("data", "countries.tsv") if row["capital_id"]]
    cities = [
        Place(row["capital_id"], row["alpha3"], lat=dice.uniform(-50, 60), lon=dice.uniform(-170, 170)) for row in rows
    ]
    provinces = [
        Place(row["name"], "IDN", row["name"], lat=-2.0, lon=118.0, precision="admin1")
        for row in table("data", "provinces.tsv")
    ]
    return [*cities, *provinces, Place("Jakarta", "IDN", "DKI Jakarta", lat=-6.2, lon=106.8)]


def _report(number: int, published: date, events: list[_Told], dice: random.Random) -> CodedReport:
    sentences, claims = [f"Berita nomor {number}"], []
    start = len(sentences[0]) + 1
    for position, told in enumerate(events):
        one, other = told.sides
        words = f"{one['name_id']} bertemu {other['name_id']} di {told.place.name if told.place else 'sana'}."
        trigger = start + len(one["name_id"]) + 1
        evidence = Evidence((start, start + len(words)), (trigger, trigger + len("bertemu")))
        claims.append(_claim(f"{number:06x}{position:02x}", told, evidence, dice))
        sentences.append(words)
        start += len(words) + 1
    report = Report(
        id=f"made-{number}",
        text="\n".join(sentences),
        title=sentences[0],
        outlet=dice.choice(OUTLETS),
        language="id",
        published=f"{published.isoformat()}T{dice.randrange(24):02}:00:00+07:00",
    )
    return CodedReport(report, (), tuple(claims))


def _when(published: date, dice: random.Random) -> When | None:
    chance = dice.random()
    if chance < 0.2:
        return None
    if chance < 0.3:
        first = published.replace(day=1)
        return When(first.isoformat(), published.isoformat(), "range", "relative")
    day = (published - timedelta(days=dice.randrange(4))).isoformat()
    return When(day, day, "day", dice.choice(("explicit", "relative", "context")))


def _claim(claim_id: str, told: _Told, evidence: Evidence, dice: random.Random) -> Claim:
    coded = event_type(told.type)
    source, target = (Actor(state["name_id"], state["alpha3"], state["alpha3"], "GOV") for state in told.sides)
    return Claim(
        id=claim_id,
        type=told.type,
        modes=(),
        contexts=(),
        cameo=coded.cameo,
        quad=coded.quad,
        score=coded.score,
        goldstein=coded.goldstein,
        source=(source,),
        target=(target,),
        status="actual",
        certainty="stated",
        marks=Marks(),
        according_to=(Attribution(dice.choice(AGENCIES)),) if dice.random() < 0.5 else (),
        quote=None,
        when=told.when,
        where=told.place,
        quantities=(),
        headline=False,
        evidence=evidence,
        rule="made",
        confidence=round(dice.uniform(0.5, 0.95), 2),
    )


def fill(path: Path, claims: int) -> None:
    """Makes the record, and says how long it took."""
    begun = time.perf_counter()
    with Record.open(path) as record:
        for coded in made(claims):
            record.add(coded, coder_version="made")
        kept = time.perf_counter()
        merged = record.merge()
    joined = time.perf_counter() - kept
    print(f"{claims:,} claims kept in {kept - begun:.0f} s, joined into {merged.events:,} events in {joined:.0f} s")


def measure(path: Path, times: int) -> None:
    """Asks every question so many times, and prints how long the answers took."""
    logging.getLogger("httpx").setLevel(logging.WARNING)
    print(f"{'':28}{'median':>9}{'slowest':>9}{'work':>9}  ms")
    with TestClient(create_app(path), base_url="http://127.0.0.1") as client:
        for name, address in QUESTIONS.items():
            timed = [_timed(client, address) for _ in range(times)]
            spans, work = [span for span, _ in timed], [work for _, work in timed]
            print(f"{name:28}{statistics.median(spans):9.0f}{max(spans):9.0f}{statistics.median(work):9.0f}")


def _timed(client: TestClient[Any], address: str) -> tuple[float, float]:
    begun, worked = time.perf_counter(), time.process_time()
    answer = client.get(address)
    span, work = (time.perf_counter() - begun) * 1000, (time.process_time() - worked) * 1000
    if answer.status_code != 200:
        sys.exit(f"{address}: {answer.status_code} {answer.text[:200]}")
    return span, work


def main() -> None:
    """Makes the record where it is not there, and measures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--claims", type=int, default=200_000)
    parser.add_argument("--record", type=Path)
    parser.add_argument("--times", type=int, default=5)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.record or Path(folder) / "made.db"
        if not path.exists():
            fill(path, chosen.claims)
        measure(path, chosen.times)


if __name__ == "__main__":
    main()
