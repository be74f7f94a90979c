"""The reports: as a list, and one as it was published with what its words say."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from litestar import Response, get
from litestar.params import FromPath
from litestar.response import Redirect

from linimasa.ask import Row, show
from linimasa.ask.reports import Read, read_report, reports, totals
from linimasa.web.fields import Line, citation, lines
from linimasa.web.highlight import paragraphs
from linimasa.web.site import Asked, page_number, site_of, words_of

_A_PAGE = 100


@get("/reports", sync_to_thread=True)
def report_list(request: Asked) -> Response[str]:
    """The reports, last published first."""
    site = site_of(request)
    outlet = request.query_params.get("outlet", "").strip()
    number = page_number(request)
    with site.opened() as record:
        held = totals(record)
        found = reports(record, outlet=outlet, limit=_A_PAGE + 1, offset=(number - 1) * _A_PAGE)
    return site.page(
        request,
        "reports.html",
        totals=held,
        listed=found[:_A_PAGE],
        outlet=outlet,
        number=number,
        more=len(found) > _A_PAGE,
    )


@get("/report", sync_to_thread=True)
def report(request: Asked) -> Response[str]:
    """One report, the words of the claim chosen set off by field."""
    site = site_of(request)
    with site.opened() as record:
        read = read_report(record, request.query_params.get("id", ""))
    claims = [row.claim for row in read.claims]
    chosen = request.query_params.get("claim") or (claims[0].id if claims else "")
    return site.page(
        request,
        "report.html",
        read=read,
        report=read.report,
        paragraphs=paragraphs(read.report.text, claims),
        chosen=chosen,
        cards=_cards(request, read),
        reasons=_reasons(read),
    )


@get("/claims/{claim_id:str}", sync_to_thread=True)
def claim(request: Asked, claim_id: FromPath[str]) -> Response[None]:
    """The claim's permanent address: its report, with its words set off."""
    with site_of(request).opened() as record:
        row = show(record, claim_id).row
    return Redirect(f"/report?{urlencode({'id': row.report.id, 'claim': row.claim.id})}#claim-{quote(row.claim.id)}")


def _cards(request: Asked, read: Read) -> list[tuple[Row, list[Line], str]]:
    words = words_of(request)
    base = str(request.base_url).rstrip("/")
    return [
        (row, lines(row.claim, read.report.text, words), citation(row, f"{base}/claims/{row.claim.id}", words))
        for row in read.claims
    ]


def _reasons(read: Read) -> list[tuple[str, list[str]]]:
    """The lines that were left out, by the reason, in the order in which they stood."""
    reasons: dict[str, list[str]] = {}
    for dropped in read.report.dropped:
        reasons.setdefault(dropped.why, []).append(dropped.text)
    return list(reasons.items())


HANDLERS = (report_list, report, claim)
