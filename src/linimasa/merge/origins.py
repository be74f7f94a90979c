"""The independent origins of reports: ten outlets that print one agency are one origin.

Reports that share most of their text are one family; a family, and a report alone, has the root that its credits
name. Where nobody is credited, the root is the outlet that was first; where it cannot be told which was, the family
is one origin all the same, of unknown name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from linimasa.merge.credits import is_of_statement, is_release
from linimasa.merge.links import GiverKind, Link, first_of
from linimasa.read.agencies import by_id as agency_by_id
from linimasa.read.agencies import outlet_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linimasa.model import Report, Span

OriginKind = Literal["agency", "outlet", "primary", "unknown"]

OriginBasis = Literal[
    "credit",  # the reports say so
    "own reporting",  # the outlet says that it was there, or told
    "statement",  # primary: outlets share the text of a statement given out in writing; whose is not said here
    "copied text",  # most of the text is that of a report of this outlet, the first that has it
    "nobody credited",  # taken as the outlet's own because nothing says otherwise
    "several credited",  # unknown: different givers are named, and nothing says which is the root
    "order unknown",  # unknown: the reports of several outlets share their text; which was first cannot be told
    "release",  # unknown: a code says that it is a press release, or compiled, and not whose
    "no outlet",  # unknown: neither an outlet nor a giver is named
]

LEAST_SHARE = 0.5
"""Of the words of one of two reports, that must stand in the other for both to have one root."""

BEGINNING = 600
"""Characters of a report that tell what it is about: the headline and two or three sentences."""

BEGINNING_SHARED = 0.4
"""Of the beginnings of two reports of one outlet, for them to be one report printed twice."""

_DEFINITE = frozenset({"reprint line", "byline code", "source line", "dateline"})


class Root(NamedTuple):
    """Where a report comes from: ``id`` and ``name`` are None where that is unknown."""

    id: str | None
    name: str | None
    kind: OriginKind
    basis: OriginBasis


class Origin(msgspec.Struct, frozen=True):
    """An independent origin, the reports that come from it, by id, and the links that say so.

    ``origin`` is its name, None where it is unknown. An unknown origin is one of its own, which may turn out to
    be one of the others: the number of independent origins is at least that of the known ones (at least one),
    and at most that of all.
    """

    origin: str | None
    kind: OriginKind
    reports: tuple[str, ...]
    links: tuple[Link, ...]
    id: str | None = None
    basis: tuple[OriginBasis, ...] = ()


class Origins:
    """The origins of reports: all of them, and that of each report."""

    def __init__(self, origins: Iterable[Origin], roots: Mapping[str, Root]) -> None:
        """``roots`` by id of report."""
        self.all = tuple(origins)
        self._roots = dict(roots)
        self._of = {report: origin for origin in self.all for report in origin.reports}

    def root_of(self, report: str) -> Root:
        """The root of a report, by its id. Raises KeyError for a report that was not given."""
        return self._roots[report]

    def of(self, report: str) -> Origin:
        """The origin of a report, by its id, with the reports that share it. Raises KeyError as `root_of`."""
        return self._of[report]

    def among(self, reports: Iterable[str]) -> tuple[Origin, ...]:
        """The origins of some of the reports, by id: of each origin only these reports, and the links from them."""
        wanted = set(reports)
        found = []
        for origin in {self._of[report].reports: self._of[report] for report in sorted(wanted)}.values():
            kept = tuple(report for report in origin.reports if report in wanted)
            links = tuple(link for link in origin.links if link.taker in wanted)
            basis = tuple(sorted({self._roots[report].basis for report in kept}))
            found.append(msgspec.structs.replace(origin, reports=kept, links=links, basis=basis))
        return tuple(found)


def origins_of(reports: Iterable[Report], links: Iterable[Link]) -> Origins:
    """The independent origins of reports, the same whatever the order of both arguments.

    Links with reports that are not given are passed over: where only some reports are asked for, give those too
    that their links lead to, and ask `Origins.among`. Weak links join nothing.
    """
    by_id = {report.id: report for report in reports}
    kept = sorted(
        (link for link in links if link.taker in by_id and (link.to_kind != "report" or link.giver in by_id)),
        key=lambda link: (link.taker, link.giver, link.reason, link.span or (-1, -1)),
    )
    taken: dict[str, list[Link]] = {name: [] for name in by_id}
    for link in kept:
        taken[link.taker].append(link)
    credited = {name: [link for link in own if link.to_kind != "report"] for name, own in taken.items()}
    roots: dict[str, Root] = {}
    grouped: dict[tuple[str, ...], list[str]] = {}
    for family in families_of(sorted(by_id), kept):
        for name, root in _roots_of_family(family, by_id, credited).items():
            roots[name] = root
            key = (root.kind, root.id) if root.id is not None else (root.kind, root.basis, family[0])
            grouped.setdefault(key, []).append(name)
    origins = [_origin(sorted(names), roots, taken) for _, names in sorted(grouped.items())]
    return Origins(origins, roots)


def _origin(names: Sequence[str], roots: Mapping[str, Root], taken: Mapping[str, Sequence[Link]]) -> Origin:
    root, members = roots[names[0]], set(names)

    def says_so(link: Link) -> bool:
        return root.id is None or link.giver in (members if link.to_kind == "report" else {root.id})

    return Origin(
        origin=root.name,
        kind=root.kind,
        reports=tuple(names),
        links=tuple(link for name in names for link in taken[name] if says_so(link)),
        id=root.id,
        basis=tuple(sorted({roots[name].basis for name in names})),
    )


def families_of(names: Sequence[str], links: Sequence[Link]) -> list[list[str]]:
    """Reports that share most of their text, each family sorted, in the order of their first."""
    parent = {name: name for name in names}

    def head(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    pairs = [link for link in links if _is_of_one_family(link)]
    digests = _digests(pairs)
    for link in pairs:
        if link.taker not in digests and link.giver not in digests:
            one, other = sorted((head(link.taker), head(link.giver)))
            parent[other] = one
    families: dict[str, list[str]] = {}
    for name in names:
        families.setdefault(head(name), []).append(name)
    return list(families.values())


def _is_of_one_family(link: Link) -> bool:
    """Whether one of two reports holds most of the other; of one outlet, whether they begin alike, too.

    Under a new beginning an outlet sets what it wrote before as background; that is another report.
    """
    if link.reason not in {"copied text", "own text"} or max(link.share or 0.0, link.giver_share or 0.0) < LEAST_SHARE:
        return False
    return link.reason == "copied text" or all(_beginning(link, side) >= BEGINNING_SHARED for side in (0, 1))


def _beginning(link: Link, side: int) -> float:
    """The share of a report's first characters, the headline among them, that stands in the other."""
    spans = sorted(pair[side] for pair in link.passages)
    share = (link.share, link.giver_share)[side] or 0.0
    if not spans or not share:
        return 0.0
    # A report shorter than a beginning is all beginning: its length follows from what is shared of it.
    length = min(BEGINNING, _covered(spans) / share)
    return _covered([(start, min(end, BEGINNING)) for start, end in spans if start < BEGINNING]) / length


def _covered(spans: Sequence[Span]) -> int:
    covered = position = 0
    for start, end in spans:
        covered += max(0, end - max(start, position))
        position = max(position, end)
    return covered


def _digests(pairs: Sequence[Link]) -> set[str]:
    """Reports put together from others: less than half of each stands in any, and those share nothing themselves.

    A digest is of its outlet's making and must not make one family of the reports that it is made from.
    """
    neighbours: dict[str, dict[str, float]] = {}
    for link in pairs:
        neighbours.setdefault(link.taker, {})[link.giver] = link.share or 0.0
        neighbours.setdefault(link.giver, {})[link.taker] = link.giver_share or 0.0
    return {
        name
        for name, shares in neighbours.items()
        if len(shares) > 1
        and max(shares.values()) < LEAST_SHARE
        and any(two not in neighbours[one] for one in shares for two in shares if one != two)
    }


def _roots_of_family(
    family: Sequence[str], reports: Mapping[str, Report], credited: Mapping[str, Sequence[Link]]
) -> dict[str, Root]:
    """The root of each report of a family: one for all, unless they credit different givers."""
    own = {name: _credited_root(credited.get(name, ())) for name in family}
    named = {root.id: root for root in own.values() if root is not None and root.id is not None}
    # Who credits an outlet of the family that credits somebody else itself, has it from there.
    passed_on = {outlet_id(reports[name].outlet) for name, root in own.items() if root is not None}
    innermost = [root for identifier, root in named.items() if identifier not in passed_on]
    told = {outlet_id(reports[name].outlet) for name in family if _was_told(credited.get(name, ()))}
    if len(innermost) == 1 and told <= {innermost[0].id}:
        return dict.fromkeys(family, innermost[0])
    if len(family) == 1 or any(own.values()):
        return {name: own[name] or _outlet_root(reports[name], credited.get(name, ())) for name in family}
    return dict.fromkeys(family, _first_root([reports[name] for name in family], credited))


def _was_told(links: Sequence[Link]) -> bool:
    """Whether the text says that the outlet was told itself; initials at the end do not: every report has them."""
    return any(link.reason == "own reporting" and link.span is not None for link in links)


def _credited_root(links: Sequence[Link]) -> Root | None:
    """The root that a report's credits name; None where they name none but its own outlet."""
    others = [link for link in links if link.reason != "own reporting"]
    definite = [link for link in others if link.reason in _DEFINITE]
    chosen = definite or others
    if not chosen or (not definite and _was_told(links)):
        return None
    named = {link.giver: link for link in reversed(chosen)}
    if len(named) > 1:
        return Root(None, None, "unknown", "several credited")
    link = next(iter(named.values()))
    return Root(link.giver, _name(link.giver, link.name), _kind(link.giver, link.to_kind), "credit")


def _outlet_root(report: Report, links: Sequence[Link]) -> Root:
    identifier = outlet_id(report.outlet)
    if is_release(report):
        return Root(None, None, "unknown", "release")
    if identifier is None:
        return Root(None, None, "unknown", "no outlet")
    own = any(link.reason == "own reporting" for link in links)
    return Root(
        identifier,
        _name(identifier, report.outlet),
        _kind(identifier, "outlet"),
        "own reporting" if own else "nobody credited",
    )


def _first_root(family: Sequence[Report], credited: Mapping[str, Sequence[Link]]) -> Root:
    """The root of a family that credits nobody: the outlet that was first, or the only one that says it was there."""
    outlets = {outlet_id(report.outlet) for report in family}
    if len(outlets) == 1:
        return _outlet_root(family[0], [link for report in family for link in credited.get(report.id, ())])
    told = {outlet_id(report.outlet): report for report in family if _was_told(credited.get(report.id, ()))}
    if len(told) == 1:
        report = next(iter(told.values()))
        return _outlet_root(report, credited.get(report.id, ()))
    if len({outlet_id(report.outlet) for report in family if is_of_statement(report)}) > 1:
        return Root(None, None, "primary", "statement")
    first = [one for one in family if all(_is_before(one, other) for other in family if _differ(one, other))]
    if len({outlet_id(report.outlet) for report in first}) == 1 and outlet_id(first[0].outlet) is not None:
        return _outlet_root(first[0], ())._replace(basis="copied text")
    return Root(None, None, "unknown", "order unknown")


def _differ(one: Report, other: Report) -> bool:
    return outlet_id(one.outlet) != outlet_id(other.outlet)


def _is_before(one: Report, other: Report) -> bool:
    return first_of(one.published, other.published) == 0


def _name(identifier: str, written: str | None) -> str:
    known = agency_by_id(identifier)
    return known.name if known is not None else written or identifier


def _kind(identifier: str, written: GiverKind) -> OriginKind:
    known = agency_by_id(identifier)
    if known is not None:
        return "agency" if known.kind == "agency" else "outlet"
    return "primary" if written == "primary" else "outlet"
