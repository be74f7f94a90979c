"""Who took what from whom: the links between reports, agencies and outlets, each with its reason."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

import msgspec

from linimasa.merge.credits import credits_of
from linimasa.model import Span
from linimasa.read.agencies import outlet_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from linimasa.merge.copies import Copy
    from linimasa.merge.figures import SharedFigure
    from linimasa.model import Report

GiverKind = Literal["report", "agency", "outlet", "primary"]

LinkReason = Literal[
    "copied text",  # of a report of another outlet
    "own text",  # of another report of the same outlet
    "shared figure",  # an unusual number that few reports have: weak, never an origin by itself
    "reprint line",  # "Artikel ini telah tayang di …"
    "byline code",  # "(ant/pta)"
    "source line",  # "Sumber: …"
    "dateline",  # "LONDON (Reuters) -"
    "credit",  # in the text: "dikutip dari …"
    "own reporting",  # the outlet says that it was told itself, or names its reporters
]

LinkBasis = Literal["publication", "credit"]


class Link(msgspec.Struct, frozen=True, omit_defaults=True):
    """One report took something from another report, an agency or an outlet.

    ``taker`` (in JSON ``from``) is the id of a report; ``giver`` (``to``) the id of a report, or of an agency or
    outlet as ``data/agencies.tsv`` has it (the name in small letters where it does not). ``name`` is the giver's
    name as the report has it. ``span`` are the words in the taker's text that show it; None where they stood in
    a line that was left out.

    Between two reports: ``share`` of the taker's words, and ``giver_share`` of the giver's, stand in the other;
    ``passages`` says where, as spans in the taker's and the giver's text. ``ordered`` is False where it cannot
    be told which of the two was first (``from`` is then the one whose id sorts last); ``basis`` says what it was
    told by. ``weak``: a hint, not evidence.
    """

    taker: str = msgspec.field(name="from")
    giver: str = msgspec.field(name="to")
    reason: LinkReason
    to_kind: GiverKind
    span: Span | None = None
    name: str | None = None
    share: float | None = None
    giver_share: float | None = None
    passages: tuple[tuple[Span, Span], ...] = ()
    ordered: bool = True
    basis: LinkBasis | None = None
    weak: bool = False


def links_of(reports: Iterable[Report], copies: Iterable[Copy], figures: Iterable[SharedFigure] = ()) -> list[Link]:
    """All links of reports, sorted: their credits, their copies, their shared figures.

    Pairs with a report that is not among ``reports`` are passed over. Reports that share text get no link for
    the figures in it.
    """
    by_id = {report.id: report for report in reports}
    links = [link for report in by_id.values() for link in credit_links(report)]
    credited = givers_of(links)
    copied = set()
    for copy in copies:
        if copy.one in by_id and copy.other in by_id:
            copied.add((copy.one, copy.other))
            links.append(copy_link(by_id[copy.one], by_id[copy.other], copy, credited))
    links += (
        figure_link(by_id[shared.one], by_id[shared.other], shared, credited)
        for shared in figures
        if shared.one in by_id and shared.other in by_id and (shared.one, shared.other) not in copied
    )
    return sorted(links, key=_order)


def credit_links(report: Report) -> Iterator[Link]:
    """A link for each agency or outlet that a report credits, and for its own reporting."""
    for credited in credits_of(report):
        yield Link(
            taker=report.id,
            giver=credited.id,
            reason=credited.reason,
            to_kind=credited.kind,
            span=credited.span,
            name=credited.name,
        )


def givers_of(links: Iterable[Link]) -> dict[str, frozenset[str]]:
    """The agencies and outlets that each report credits, by its id; its own reporting is no credit."""
    found: dict[str, set[str]] = {}
    for link in links:
        if link.to_kind != "report" and link.reason != "own reporting":
            found.setdefault(link.taker, set()).add(link.giver)
    return {taker: frozenset(givers) for taker, givers in found.items()}


def copy_link(one: Report, other: Report, copy: Copy, credited: Mapping[str, frozenset[str]]) -> Link:
    """The link that a copy makes, from the report that took the text, as far as can be told.

    ``credited`` are the agencies and outlets that each report credits (`givers_of`).
    """
    turned, ordered, basis = _direction(one, other, credited)
    taker, giver = (other, one) if turned else (one, other)
    passages = tuple((theirs, ours) for ours, theirs in copy.passages) if turned else copy.passages
    shares = (copy.share_of_one, copy.share_of_other)
    same = outlet_id(one.outlet) is not None and outlet_id(one.outlet) == outlet_id(other.outlet)
    return Link(
        taker=taker.id,
        giver=giver.id,
        reason="own text" if same else "copied text",
        to_kind="report",
        span=max((span for span, _ in passages), key=lambda span: (span[1] - span[0], -span[0])),
        share=round(shares[turned], 3),
        giver_share=round(shares[not turned], 3),
        passages=tuple(sorted(passages)),
        ordered=ordered,
        basis=basis,
    )


def figure_link(one: Report, other: Report, shared: SharedFigure, credited: Mapping[str, frozenset[str]]) -> Link:
    """The weak link that a shared unusual figure makes."""
    turned, ordered, basis = _direction(one, other, credited)
    taker, giver = (other, one) if turned else (one, other)
    spans = (shared.span_in_one, shared.span_in_other)
    return Link(
        taker=taker.id,
        giver=giver.id,
        reason="shared figure",
        to_kind="report",
        span=spans[turned],
        passages=((spans[turned], spans[not turned]),),
        ordered=ordered,
        basis=basis,
        weak=True,
    )


def first_of(one: str | None, other: str | None) -> int | None:
    """Which of two times of publication (ISO 8601) is earlier: 0 or 1; None where it cannot be told.

    Instants are compared where both have an offset from UTC, else the days: within a day nothing is known.
    """
    if not one or not other:
        return None
    first, second = datetime.fromisoformat(one), datetime.fromisoformat(other)
    if first.tzinfo is not None and second.tzinfo is not None:
        return None if first == second else int(second < first)
    return None if first.date() == second.date() else int(second.date() < first.date())


def _direction(
    one: Report, other: Report, credited: Mapping[str, frozenset[str]]
) -> tuple[bool, bool, LinkBasis | None]:
    """Whether the second took from the first, whether that is known, and by what.

    A report that credits the other's outlet took it from there; else the later one from the earlier.
    """
    first_credits = outlet_id(other.outlet) in credited.get(one.id, ())
    second_credits = outlet_id(one.outlet) in credited.get(other.id, ())
    if first_credits != second_credits and outlet_id(one.outlet) != outlet_id(other.outlet):
        return second_credits, True, "credit"
    earlier = first_of(one.published, other.published)
    if earlier is None:
        return one.id < other.id, False, None
    return earlier == 0, True, "publication"


def _order(link: Link) -> tuple[str, str, str, Span]:
    return link.taker, link.giver, link.reason, link.span or (-1, -1)
