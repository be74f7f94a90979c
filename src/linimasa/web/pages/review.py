"""The review: the least sure claims first; accept, correct, reject, undo, and the log of who did what."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect

from linimasa.ask import show
from linimasa.ask.joins import least_sure
from linimasa.ask.reports import read_report
from linimasa.ask.reviews import gold, log, progress, queue
from linimasa.coding.correct import FIELDS, Correction, corrected
from linimasa.coding.plover import event_types
from linimasa.errors import QueryError
from linimasa.model import Span
from linimasa.store.review import Action, Verdict
from linimasa.web.failed import PageError
from linimasa.web.fields import lines
from linimasa.web.highlight import paragraphs
from linimasa.web.selection import selection
from linimasa.web.site import Asked, site_of, words_of

_IN_SIGHT = 12
_LOG = 200


@get("/review", sync_to_thread=True)
def review(request: Asked) -> Response[str]:
    """One claim to look at, in its report; the next ones beside it."""
    site, words, chosen = site_of(request), words_of(request), selection(request.query_params)
    asked = request.query_params.get("claim")
    with site.opened() as record:
        waiting = queue(record, msgspec.structs.replace(chosen.filters, limit=_IN_SIGHT))
        row = show(record, asked).row if asked else waiting[0] if waiting else None
        read = read_report(record, row.report.id) if row else None
        said = log(record, limit=5)
        done = progress(record)
    context: dict[str, Any] = {}
    if row and read:
        context = {
            "report": read.report,
            "lines": lines(row.claim, read.report.text, words),
            "paragraphs": paragraphs(read.report.text, [row.claim]),
            "others": [other for other in read.claims if other.claim.id != row.claim.id],
        }
    return site.page(
        request,
        "review.html",
        selection=chosen,
        row=row,
        waiting=waiting,
        said=said,
        done=done,
        fields=FIELDS,
        types=sorted({name for name, _ in event_types()}),
        **context,
    )


@post("/review")
async def say(request: Asked) -> Response[Any]:
    """Takes what a person says of a claim, and goes on to the next."""
    form = await request.form()
    said = {name: str(form.get(name, "")) for name in ("report", "claim", "action", "field", "span", "value", "query")}
    if said["action"] not in ("accept", "reject", "correct"):
        raise QueryError(f"{said['action']!r} is nothing to say of a claim; there are accept, reject, correct")
    site = site_of(request)
    with site.opened() as record:
        after = None
        if said["action"] == "correct":
            read = read_report(record, said["report"])
            row = next((row for row in read.claims if row.claim.id == said["claim"]), None)
            if row is not None:
                after = corrected(row.claim, read.report, _correction(said))
        verdict = Verdict(
            action=msgspec.convert(said["action"], Action),
            reviewer=site.reviewer,
            field=said["field"] if after else None,
            after=after,
        )
        record.review(said["report"], said["claim"], verdict)
        record.merge()
    again = {"claim": said["claim"]} if after else {}
    kept = selection(request.query_params)
    return Redirect(f"/review?{kept.query(**again)}", status_code=303)


@post("/review/undo")
async def undo(request: Asked) -> Response[Any]:
    """Takes back what was said last, or what has the number given."""
    form = await request.form()
    given = str(form.get("number", ""))
    with site_of(request).opened() as record:
        if given:
            number = int(given) if given.isdecimal() and len(given) < 18 else 0
        else:
            number = next((said.number for said in log(record, limit=_LOG) if said.undone is None), 0)
        if not number:
            raise PageError("nothing_to_undo")
        said = record.undo_review(number)
        record.merge()
    return Redirect(f"/review?{selection(request.query_params).query(claim=said.before.id)}", status_code=303)


@get("/review/joins", sync_to_thread=True)
def review_joins(request: Asked) -> Response[str]:
    """The least sure joins of claims into events."""
    site = site_of(request)
    with site.opened() as record:
        doubts = least_sure(record)
        made = [made for made in reversed(record.judgements()) if made.kind != "headline"][:_IN_SIGHT]
    return site.page(request, "review_joins.html", doubts=doubts, made=made)


@get("/review/log", sync_to_thread=True)
def review_log(request: Asked) -> Response[str]:
    """Who said what of which claim, last said first."""
    site = site_of(request)
    with site.opened() as record:
        said, done = log(record, limit=_LOG), progress(record)
    return site.page(request, "review_log.html", said=said, done=done)


@get("/review/{kind:str}", sync_to_thread=True)
def review_file(request: Asked, kind: FromPath[str]) -> Response[bytes]:
    """The reviewed claims as gold: JSON Lines, one report a line."""
    if kind != "gold.jsonl":
        raise NotFoundException(f"{kind}: the review is to be had as gold.jsonl")
    with site_of(request).opened() as record:
        content = b"".join(msgspec.json.encode(line) + b"\n" for line in gold(record))
    headers = {"Content-Disposition": 'attachment; filename="gold.jsonl"'}
    return Response(content, media_type="application/jsonl", headers=headers)


def _correction(said: dict[str, str]) -> Correction:
    return Correction(field=said["field"], span=_span(said["span"]), value=said["value"] or None)


def _span(text: str) -> Span | None:
    """A span as the page writes it, ``12:20``; nothing where the report does not say."""
    if not text:
        return None
    start, _, end = text.partition(":")
    if not (start.isdecimal() and end.isdecimal() and len(text) < 20):
        raise QueryError(f"{text!r} is no span; it is written START:END")
    return int(start), int(end)


HANDLERS = (review, review_joins, say, undo, review_log, review_file)
