"""Coded reports made by hand, for tests of what comes after the coding."""

from __future__ import annotations

import calendar
import hashlib
from pathlib import Path
from typing import Any

from linimasa.ask import events
from linimasa.model import (
    Actor,
    Attribution,
    Claim,
    CodedReport,
    Evidence,
    Marks,
    Place,
    Quantity,
    Report,
    Span,
    Voice,
    When,
)
from linimasa.store import Record

TEXT = (
    "Kim terima Lavrov di Wonsan\n"
    "Pemimpin Korea Utara Kim Jong-un menerima Menlu Rusia Sergey Lavrov di Wonsan pada Sabtu, menurut KCNA.\n"
    "Pyongyang mengirim sekitar 11.000 tentara ke Rusia, kata pejabat Barat."
)


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return start, start + len(words)


def report(**changed: Any) -> Report:
    fields: dict[str, Any] = {
        "id": "contoh-1",
        "text": TEXT,
        "title": "Kim terima Lavrov di Wonsan",
        "url": "https://contoh.example/kim",
        "outlet": "Kabar Contoh",
        "language": "id",
        "published": "2025-07-13T09:19:00+07:00",
    }
    return Report(**{**fields, **changed})


KIM = Actor("Kim Jong-un", "person:kim-jong-un", "PRK", "GOV", "Pemimpin Korea Utara", span(TEXT, "Kim Jong-un"))
LAVROV = Actor("Sergey Lavrov", "person:sergey-lavrov", "RUS", "GOV", "Menlu Rusia", span(TEXT, "Sergey Lavrov"))
PYONGYANG = Actor("Pyongyang", "PRK", "PRK", "GOV", None, span(TEXT, "Pyongyang"))
RUSSIA = Actor("Rusia", "RUS", "RUS", "GOV", None, (TEXT.rindex("Rusia"), TEXT.rindex("Rusia") + 5))
KCNA = Attribution("KCNA", "KCNA", "PRK", "MED", span=span(TEXT, "KCNA"), cue=span(TEXT, "menurut"))
WESTERN = Attribution("pejabat Barat", span=span(TEXT, "pejabat Barat"), cue=span(TEXT, "kata"))


def _sentence(number: int) -> Span:
    start = 0
    for line in TEXT.split("\n")[:number]:
        start += len(line) + 1
    return start, start + len(TEXT.split("\n")[number])


def claim(**changed: Any) -> Claim:
    """A meeting, dated and placed."""
    fields: dict[str, Any] = {
        "id": "aa11bb22cc",
        "type": "CONSULT",
        "modes": ("visit",),
        "contexts": (),
        "cameo": "040",
        "quad": 1,
        "score": 2.5,
        "goldstein": 4.33,
        "source": (KIM,),
        "target": (LAVROV,),
        "status": "actual",
        "certainty": "stated",
        "marks": Marks(),
        "according_to": (KCNA,),
        "quote": "indirect",
        "when": When("2025-07-12", "2025-07-12", "day", "relative", span(TEXT, "pada Sabtu")),
        "where": Place("Wonsan", "PRK", "Kangwon", None, 39.15, 127.44, "city", "stated", span(TEXT, "di Wonsan pada")),
        "quantities": (),
        "headline": False,
        "evidence": Evidence(_sentence(1), span(TEXT, "menerima")),
        "rule": "verb:terima",
        "confidence": 0.9,
    }
    return Claim(**{**fields, **changed})


def undated(**changed: Any) -> Claim:
    """Soldiers sent; the report does not say when."""
    fields: dict[str, Any] = {
        "id": "aa11dd33ee",
        "type": "AID",
        "modes": ("military",),
        "cameo": "072",
        "quad": 2,
        "score": 10.0,
        "source": (PYONGYANG,),
        "target": (RUSSIA,),
        "according_to": (WESTERN,),
        "when": None,
        "where": None,
        "quantities": (Quantity("tentara", "troops", 11000, None, None, True, span(TEXT, "11.000 tentara")),),
        "evidence": Evidence(_sentence(2), span(TEXT, "mengirim")),
        "rule": "verb:kirim",
        "confidence": 0.6,
    }
    return claim(**{**fields, **changed})


def coded(*claims: Claim, of: Report | None = None, voices: tuple[Voice, ...] | None = None) -> CodedReport:
    said = Voice(Actor("KCNA", "KCNA", "PRK", "MED"), span(TEXT, "menurut"), (span(TEXT, "Kim Jong-un"),), "indirect")
    return CodedReport(of or report(), (said,) if voices is None else voices, claims)


def stand_in_coder(read: Report) -> CodedReport:
    """In the coder's place: one claim for each report; a report that says so makes it fail."""
    if "RUSAK" in read.text:
        raise ValueError("stand-in fault")
    if read.language not in ("id", "en"):
        return CodedReport(read, (), ())
    end = len(read.text.split("\n", 1)[0])
    made = claim(
        id=hashlib.sha256(read.text.encode()).hexdigest()[:12],
        evidence=Evidence((0, end), (0, min(3, end))),
        source=(Actor("Kim", "person:kim-jong-un", "PRK", "GOV"),),
        target=(Actor("Lavrov", None, "RUS", "GOV"),),
        according_to=(),
        when=None,
        where=None,
    )
    return CodedReport(read, (), (made,))


# Stories: reports with claims that tell the same events, or other ones.


def state(name: str, code: str) -> Actor:
    return Actor(name, code, code, "GOV")


def person(name: str, country: str | None = None, sector: str = "GOV") -> Actor:
    return Actor(name, f"person:{name.lower().replace(' ', '-')}", country, sector)


def some(name: str, sector: str | None = None, country: str | None = None) -> Actor:
    """Somebody without a name of his own: a role, a kind of people."""
    return Actor(name, None, country, sector)


def day(text: str, until: str | None = None, basis: Any = "explicit") -> When:
    """A day; with ``until`` a range; ``2024-06`` is a month."""
    if len(text) == 7:
        last = calendar.monthrange(int(text[:4]), int(text[5:]))[1]
        return When(f"{text}-01", f"{text}-{last}", "month", basis)
    return When(text, until or text, "range" if until else "day", basis)


def spot(name: str, country: str, precision: Any = "city", **more: Any) -> Place:
    return Place(name, country, more.get("admin1"), more.get("admin2"), more.get("lat"), more.get("lon"), precision)


def toll(kind: Any, value: float | None = None, **more: Any) -> Quantity:
    return Quantity(more.pop("what", "orang"), kind, value, **more)


def voice(name: str, identity: str | None = None, country: str | None = None) -> Attribution:
    return Attribution(name, identity, country)


def said(words: str, **fields: Any) -> tuple[str, dict[str, Any]]:
    """A sentence and the claim that it makes; ``trigger`` is the word that tells the event, else the second."""
    return words, fields


def tell(name: str, *sentences: tuple[str, dict[str, Any]], also: str = "", **of: Any) -> CodedReport:
    """A report of its own outlet that makes one claim a sentence, ids ``name-0``, ``name-1``, … in their order.

    ``also``: text after the sentences; ``of``: what else the report has (``title``, ``published``, ``outlet``).
    """
    title = of.pop("title", f"Berita {name}")
    lines = [title, *(words for words, _ in sentences), *([also] if also else [])]
    text = "\n".join(lines)
    claims, start = [], len(title) + 1
    for number, (words, given) in enumerate(sentences):
        fields = dict(given)
        trigger = fields.pop("trigger", words.split()[1])
        first = start + words.index(trigger)
        evidence = Evidence((start, start + len(words)), (first, first + len(trigger)))
        plain: dict[str, Any] = {"source": (), "target": (), "according_to": (), "when": None, "where": None}
        plain |= {"modes": (), "quote": None, "rule": f"verb/{trigger}", "id": f"{name}-{number}"}
        claims.append(claim(**{**plain, "evidence": evidence, **fields}))
        start += len(words) + 1
    given_report = {"id": name, "title": title, "url": None, "outlet": f"Koran {name}", "published": "2025-07-13", **of}
    return CodedReport(report(text=text, **given_report), (), tuple(claims))


def record_of(path: Path, *reports: CodedReport) -> Record:
    """A record of these reports, their claims put into events; to be closed."""
    record = Record.open(path)
    for coded_report in reports:
        record.add(coded_report, coder_version="v1")
    record.merge()
    return record


def groups(record: Record) -> set[frozenset[str]]:
    """The events of a record, each as the set of its claims."""
    return {frozenset(found.claims) for found in events(record)}
