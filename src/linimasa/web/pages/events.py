"""An event: its card, its reports side by side, and what a person decides about it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from linimasa.ask import compare, event, show
from linimasa.ask.beside import MOST, beside
from linimasa.ask.events import event_of_claim
from linimasa.ask.joins import joins
from linimasa.ask.story import story
from linimasa.errors import QueryError
from linimasa.model import Event, Taken
from linimasa.web.failed import PageError
from linimasa.web.fields import period
from linimasa.web.highlight import paragraphs
from linimasa.web.site import Asked, site_of, words_of
from linimasa.web.told import label, placed, told, value_of, why
from linimasa.web.words import Words

_PARALLEL = 20
CHART = (420, 90)


@get("/events/{event_id:str}", sync_to_thread=True)
def event_page(request: Asked, event_id: FromPath[str]) -> Response[str]:
    """The event's card: every field by who says so, disagreements first; where it comes from."""
    site, words = site_of(request), words_of(request)
    with site.opened() as record:
        compared = compare(record, event_id)
        tale = story(record, compared.event.id)
        sure = {join.row.claim.id: join.probability for join in joins(record, compared.event.id)}
        made = [judgement for judgement in record.judgements() if judgement.kind != "headline"]
    claims = set(compared.event.claims)
    about = [judgement for judgement in made if claims & {*judgement.one, *judgement.other}]
    fields = told(compared, words)
    return site.page(
        request,
        "event.html",
        event=compared.event,
        rows=compared.rows,
        fields=fields,
        charts={field.name: placed(field.points, *CHART) for field in fields if field.points},
        chart=CHART,
        reports={row.report.id: row.report for row in compared.rows},
        steps=_steps(compared.event),
        judgements=list(reversed(about)),
        most=MOST,
        threads=[(thread, why(thread, words)) for thread in tale.threads],
        latest=tale.latest,
        sure=sure,
        citation=_citation(request, compared.event, words),
    )


@get("/events/{event_id:str}/compare", sync_to_thread=True)
def compare_page(request: Asked, event_id: FromPath[str]) -> Response[str]:
    """Two to six reports of the event side by side."""
    site, words = site_of(request), words_of(request)
    with site.opened() as record:
        compared = compare(record, event_id)
        found = beside(record, compared, request.query_params.getall("report", []))
    claims = {row.claim.id: row.claim for row in compared.rows}
    cells = [
        (label(name, words), [([value_of(name, claims[claim], words) for claim in cell.claims], cell) for cell in row])
        for name, row in found.cells.items()
    ]
    return site.page(
        request,
        "compare.html",
        event=compared.event,
        beside=found,
        fields=cells,
        texts=[
            paragraphs(report.text, [row.claim for row in compared.rows if row.report.id == report.id])
            for report in found.reports
        ],
        copied=found.copied,
        others=list({row.report.id: row.report for row in compared.rows}.values()),
        most=MOST,
    )


@get("/claims/{claim_id:str}/parallel", sync_to_thread=True)
def parallel(request: Asked, claim_id: FromPath[str]) -> Response[str]:
    """What other reports say of the event that a claim tells."""
    site = site_of(request)
    with site.opened() as record:
        row = show(record, claim_id).row
        found = event_of_claim(record, row.claim.id)
        rows = event(record, found).rows if found else ()
    others = [other for other in rows if other.report.id != row.report.id]
    return site.page(
        request, "parallel.html", row=row, event_id=found, others=others[:_PARALLEL], more=len(others) - _PARALLEL
    )


@post("/events/{event_id:str}/judge")
async def judge(request: Asked, event_id: FromPath[str]) -> Response[Any]:
    """Takes what a person decides: the claims are rightly together, some are not, or another event is this one."""
    form = await request.form()
    action, note = str(form.get("action", "")), str(form.get("note", "")).strip()
    chosen = [str(claim) for claim in form.getall("claim", [])]
    with site_of(request).opened() as record:
        shown = event(record, event_id).event
        if action == "accept":
            record.judge("accept", shown.claims, note=note)
        elif action == "split":
            taken = [claim for claim in shown.claims if claim in chosen]
            kept = [claim for claim in shown.claims if claim not in chosen]
            if not taken or not kept:
                raise PageError("choose_some")
            record.judge("split", taken, kept, note=note)
            event_id = event_of_claim(record, kept[0]) or event_id
        elif action == "join":
            other = event(record, str(form.get("other", ""))).event
            if other.id == shown.id:
                raise PageError("join_itself")
            record.judge("join", shown.claims, other.claims, note=note)
        else:
            raise QueryError(f"{action!r} is nothing to decide; there are accept, split, join")
    return _back(form, f"/events/{quote(event_id, safe='')}")


@post("/judgements/undo")
async def undo(request: Asked) -> Response[Any]:
    """Takes a judgement back."""
    form = await request.form()
    number = str(form.get("number", ""))
    if not number.isdecimal() or len(number) > 17:
        raise QueryError(f"{number!r} is no judgement")
    with site_of(request).opened() as record:
        judgement, _ = record.undo(int(number))
        found = event_of_claim(record, judgement.one[0])
    return _back(form, f"/events/{quote(found, safe='')}" if found else "/timeline")


def _back(form: Any, otherwise: str) -> Response[Any]:
    """Back to the queue where the decision was made there."""
    return Redirect("/review/joins" if form.get("queue") else otherwise, status_code=303)


def _citation(request: Asked, shown: Event, words: Words) -> str:
    """The event as it is cited: what, between whom, when, where, how many tell it, and where it stands."""
    parties = " → ".join(", ".join(actor.name for actor in side) or "—" for side in (shown.source, shown.target))
    parts = [
        f"{words.type_name(shown.type)}: {parties}",
        period(shown.when, words) if shown.when else words("reports.undated"),
        shown.where.name if shown.where else "",
        f"{words.number(shown.reports)} {words.count('noun.reports', shown.reports)}",
        f"{words.number(len(shown.origins))} {words.count('noun.origins', len(shown.origins))}",
        f"{str(request.base_url).rstrip('/')}/events/{shown.id}",
    ]
    return ", ".join(part for part in parts if part)


def _steps(shown: Event) -> dict[str, dict[str, list[Taken]]]:
    """For each origin, the steps of each report on its way there, and of those in between."""
    return {
        origin.origin: {
            taker: [step for step in origin.links if step.taker == taker]
            for taker in dict.fromkeys(step.taker for step in origin.links)
        }
        for origin in shown.origins
    }


HANDLERS = (event_page, compare_page, parallel, judge, undo)
