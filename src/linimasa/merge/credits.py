"""Where a report itself says that it comes from: agencies, outlets and state bodies it credits, or its own reporters.

The credits were found when the report was read (`Report.credits`, ``read/agencies.py``); here each gets its reason:
a line that was left out (reprint line, source line, byline code), the dateline, or words of the text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from linimasa.language.files import LANGUAGES, toml
from linimasa.read.agencies import Agency, by_alias, by_code, outlet_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linimasa.model import Credit, Report, Span

CreditReason = Literal["reprint line", "byline code", "source line", "dateline", "credit", "own reporting"]

_REASONS: dict[str, CreditReason] = {
    "origin": "reprint line",
    "byline code": "byline code",
    "byline": "byline code",
    "source line": "source line",
    "follow us": "source line",
    "copyright": "source line",
}
_CODE = re.compile(r"[A-Za-z]{2,5}\d?")
_SITE = re.compile(r"(?:[\w-]+\.)+(?:com|co|id|net|org|tv|news)(?:\.id)?", re.IGNORECASE)
_REACH = 24  # characters between the word that tells of own reporting and the outlet's name


class Credited(NamedTuple):
    """Whom a report credits: ``id`` as in ``data/agencies.tsv``, else the name in small letters."""

    id: str
    name: str
    kind: Literal["agency", "outlet", "primary"]
    reason: CreditReason
    span: Span | None


def credits_of(report: Report) -> tuple[Credited, ...]:
    """What a report says of where it comes from, one entry for a giver and reason.

    Its own outlet is credited only by a reprint line, or with the reason ``own reporting``.
    """
    own = outlet_id(report.outlet)
    found: dict[tuple[str, str], Credited] = {}
    for credited in (*_credited(report), *_bracketed_sites(report), *_own_reporting(report)):
        if credited.id != own or credited.reason in {"reprint line", "own reporting"}:
            found.setdefault((credited.id, credited.reason), credited)
    return tuple(found.values())


def byline_codes(report: Report) -> tuple[str, ...]:
    """The codes in brackets at the report's end, as written, without brackets and stars."""
    lines = [line.text for line in report.dropped if line.why in {"byline code", "byline"} and line.text[:1] in "[("]
    parts = [part.strip(" []()*") for line in lines for part in re.split(r"[/,;]", line)]
    return tuple(part for part in parts if part)


def is_release(report: Report) -> bool:
    """Whether a code at the report's end says that it is a press release, or compiled from sources not named."""
    words = {code.casefold() for code in byline_codes(report)}
    return not words.isdisjoint({*toml("data", "origins.toml")["release"], *toml("data", "origins.toml")["various"]})


def is_of_statement(report: Report) -> bool:
    """Whether the text says that it tells a statement given out in writing, as any outlet may print."""
    return _statement().search(report.text) is not None


def _credited(report: Report) -> Iterator[Credited]:
    for credit in report.credits:
        reason, span = _reason(report, credit)
        agency = by_alias(credit.name) or by_code(credit.name)
        identifier = agency.id if agency else outlet_id(credit.name)
        if identifier:
            yield Credited(identifier, credit.name, _kind(agency, credit.name), reason, span)


def _reason(report: Report, credit: Credit) -> tuple[CreditReason, Span | None]:
    if credit.span is None:
        lines = [line for line in report.dropped if line.why in _REASONS and credit.name in line.text]
        return (_REASONS[lines[0].why] if lines else "source line"), None
    dateline = report.dateline_span
    within = dateline is not None and dateline[0] <= credit.span[0] < dateline[1]
    return ("dateline" if within else "credit"), credit.span


def _kind(agency: Agency | None, name: str) -> Literal["agency", "outlet", "primary"]:
    if agency is not None:
        return "agency" if agency.kind == "agency" else "outlet"
    return "primary" if name.casefold().endswith(tuple(toml("data", "origins.toml")["primary"])) else "outlet"


def _bracketed_sites(report: Report) -> Iterator[Credited]:
    """Sites in a byline code, as ``(TribunPadang.com/Name)``: where the report was written."""
    for code in byline_codes(report):
        if _SITE.fullmatch(code):
            agency = by_alias(code)
            yield Credited(agency.id if agency else code.casefold(), code, _kind(agency, code), "byline code", None)


def _own_reporting(report: Report) -> Iterator[Credited]:
    own = outlet_id(report.outlet)
    if own is None or report.outlet is None:
        return
    kind = _kind(by_alias(report.outlet), report.outlet)
    told = _told(report)
    if told is not None:
        yield Credited(own, report.outlet, kind, "own reporting", told)
    elif any(_is_own_reporter(code) for code in byline_codes(report)) and not is_release(report):
        yield Credited(own, report.outlet, kind, "own reporting", None)


def _is_own_reporter(code: str) -> bool:
    """Whether a code is a reporter's initials: no agency's, and none that says something else."""
    return (
        _CODE.fullmatch(code) is not None
        and by_code(code) is None
        and code.casefold() not in toml("data", "origins.toml")["no_code"]
    )


def _told(report: Report) -> Span | None:
    """Where the text says that somebody told the outlet itself ("kepada Kompas.com")."""
    known = by_alias(report.outlet or "")
    names = {report.outlet or "", *((known.name, *known.aliases) if known else ())}
    pattern = re.compile(
        rf"\b(?:{_own_words()})\b[^.!?\n\"”]{{0,{_REACH}}}?(?<!\w)(?:{'|'.join(map(re.escape, sorted(names)))})(?!\w)",
        re.IGNORECASE,
    )
    match = pattern.search(report.text)
    return match.span() if match else None


def _any_of(key: str) -> str:
    words = {word for language in LANGUAGES for word in toml(f"language/{language}", "credits.toml")[key]}
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _statement() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any_of('statement')})\b", re.IGNORECASE)


@cache
def _own_words() -> str:
    return _any_of("own")
