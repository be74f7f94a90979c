"""Lists the largest groups of reports that share their text, to be checked by eye.

    python tools/largest_copies.py [--largest 20] [--between-outlets] [--text] [--exhaustive] FILE…

Without files it reads ``../shared/data/news`` where that is present. A group is a family of ``merge/origins.py``:
reports of which one holds at least half of the words of another; digests join nothing. For each: its size, its
reports (id, day, outlet, headline), the shares of the links that hold it together, and the root it has. ``--text``
prints the shared passages too. ``--between-outlets`` leaves out groups of a single outlet. ``--exhaustive`` judges
every pair of reports that have any twelve words in a row in common, and says how many copies the fingerprints missed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

from linimasa.merge.copies import LONGEST_OF_MOST, CopyIndex, Prepared, copies_among, judge
from linimasa.merge.links import Link, links_of
from linimasa.merge.origins import Origins, families_of, origins_of
from linimasa.model import Report
from linimasa.read import read
from linimasa.read.agencies import outlet_id

_NEWS = Path(__file__).resolve().parents[1] / "../shared/data/news"
_PASSAGES = 4


def largest(
    reports: Sequence[Report], links: Sequence[Link], *, between_outlets: bool = False
) -> list[tuple[str, ...]]:
    """The groups of two reports or more, the largest first, then by their first id."""
    outlets = {report.id: outlet_id(report.outlet) for report in reports}
    groups = [group for group in families_of(sorted(outlets), links) if len(group) > 1]
    if between_outlets:
        groups = [group for group in groups if len({outlets[name] for name in group}) > 1]
    return sorted(map(tuple, groups), key=lambda group: (-len(group), group))


def missed(reports: Sequence[Report], found: set[tuple[str, str]]) -> tuple[int, list[tuple[str, str]]]:
    """How many pairs share a run of `LONGEST_OF_MOST` words, and the copies among them that were not found."""
    prepared = {report.id: Prepared.of(report) for report in reports}
    index = CopyIndex()
    having: dict[tuple[str, ...], set[str]] = {}
    for name, text in prepared.items():
        index.add(name, text.fingerprints.keys())
        words = text.words.folded
        for at in range(len(words) - LONGEST_OF_MOST + 1):
            having.setdefault(tuple(words[at : at + LONGEST_OF_MOST]), set()).add(name)
    pairs = {pair for names in having.values() for pair in combinations(sorted(names), 2)}
    copies = {pair for pair in pairs if judge(prepared[pair[0]], prepared[pair[1]], index) is not None}
    return len(pairs), sorted(copies - found)


def _write_group(
    number: int, group: Sequence[str], reports: dict[str, Report], links: Sequence[Link], origins: Origins
) -> None:
    roots = sorted({f"{root.name or '?'} ({root.kind}, {root.basis})" for root in map(origins.root_of, group)})
    sys.stdout.write(f"\n{number}. {len(group)} reports; root: {'; '.join(roots)}\n")
    for name in sorted(group, key=lambda name: (reports[name].published or "", name)):
        report = reports[name]
        sys.stdout.write(f"   {name}  {report.published}  {report.outlet}  {report.title or report.text[:60]}\n")
    for link in links:
        if link.taker in group and link.giver in group:
            order = "took from" if link.ordered else "shares with"
            sys.stdout.write(f"      {link.taker} {order} {link.giver}: {link.share:.2f}, {link.giver_share:.2f}\n")


def _write_passages(group: Sequence[str], reports: dict[str, Report], links: Sequence[Link]) -> None:
    for link in links:
        if link.taker in group and link.giver in group:
            longest = sorted(link.passages, key=lambda pair: pair[0][0] - pair[0][1])[:_PASSAGES]
            for (start, end), _ in longest:
                words = " ".join(reports[link.taker].text[start:end].split())
                sys.stdout.write(f"      {link.taker} {link.giver} > {words[:300]}\n")


def main() -> None:
    """Read, look up, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--largest", type=int, default=20, help="groups to print")
    parser.add_argument("--between-outlets", action="store_true", help="only groups of more than one outlet")
    parser.add_argument("--text", action="store_true", help="print the longest shared passages")
    parser.add_argument("--exhaustive", action="store_true", help="say how many copies the fingerprints missed")
    options = parser.parse_args()
    files = options.files or sorted(_NEWS.glob("*.jsonl.gz"))
    reports = {report.id: report for path in files for report in read(path)}
    links = links_of(reports.values(), copies_among(reports.values()))
    origins = origins_of(reports.values(), links)
    between = [link for link in links if link.to_kind == "report"]
    groups = largest(list(reports.values()), links, between_outlets=options.between_outlets)
    sys.stdout.write(f"{len(reports)} reports, {len(between)} pairs with shared text, {len(groups)} groups\n")
    if options.exhaustive:
        pairs, left = missed(
            list(reports.values()), {(min(link.taker, link.giver), max(link.taker, link.giver)) for link in between}
        )
        sys.stdout.write(f"{pairs} pairs share {LONGEST_OF_MOST} words in a row; {len(left)} copies were missed\n")
    for number, group in enumerate(groups[: options.largest], start=1):
        _write_group(number, group, reports, between, origins)
        if options.text:
            _write_passages(group, reports, between)


if __name__ == "__main__":
    main()
