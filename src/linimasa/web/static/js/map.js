// The map: a place is drawn as large as it is vague, its count beside it.
"use strict";

const mapHolder = document.getElementById("map");
const KILOMETRES = { site: 3, city: 12, district: 10, admin2: 35, admin1: 120, country: 0 };
const canvas = d3.select(mapHolder).append("svg").attr("role", "group");
const size = () => ({ width: mapHolder.clientWidth, height: Math.round(Math.min(innerHeight * 0.62, mapHolder.clientWidth * 0.62)) });
const degrees = (kilometres) => kilometres / 111.2;
const projection = d3.geoEqualEarth();
const path = d3.geoPath(projection);
let layers = null, spots = [], shapes = new Map();

async function begin() {
  try {
    const [world, indonesia, answered] = await Promise.all(["/static/geometry/world.json", "/static/geometry/indonesia.json", mapHolder.dataset.map].map(answer));
    const countries = topojson.feature(world, world.objects.shapes).features;
    const provinces = topojson.feature(indonesia, indonesia.objects.shapes).features;
    shapes = new Map([...countries, ...provinces].filter((shape) => shape.id).map((shape) => [shape.id, shape]));
    for (const spot of answered.spots) spot.called = spot.precision === "country" ? NAMES.countries[spot.country] || spot.name : spot.name;
    spots = answered.spots.filter((spot) => spot.lat !== null || shapes.has(spot.shape));
    layers = { countries, provinces };
    build();
    look("fit");
    mapHolder.dataset.ready = "1";
  } catch (error) {
    notify(error.message);
  }
}

function build() {
  const { width, height } = size();
  canvas.attr("viewBox", `0 0 ${width} ${height}`).attr("width", width).attr("height", height);
  canvas.attr("aria-label", say("chart.map_drawn", { number: number(spots.length) }));
  projection.fitExtent([[4, 4], [width - 4, height - 4]], { type: "Sphere" });
  canvas.selectAll("*").remove();
  const ground = canvas.append("g").attr("class", "ground");
  ground.append("g").attr("class", "countries").selectAll("path").data(layers.countries).join("path").attr("d", path);
  ground.append("g").attr("class", "provinces").selectAll("path").data(layers.provinces).join("path").attr("d", path);
  const most = d3.max(spots, (spot) => total(spot.counts)) || 1;
  const radius = d3.scaleSqrt([0, most], [3, 20]);
  const areas = canvas.append("g").attr("class", "areas").selectAll("path").data(areasOf()).join("path")
    .attr("class", ({ spot }) => `area mark q${dominant(spot.counts)}`).attr("d", ({ shape }) => path(shape));
  const dots = canvas.append("g").attr("class", "dots").selectAll("a").data(spots).join("a")
    .attr("href", (spot) => `${mapHolder.dataset.list}&place=${encodeURIComponent(spot.name)}`).attr("tabindex", -1)
    .attr("aria-label", (spot) => `${spot.called}: ${number(total(spot.counts))}`);
  dots.append("circle").attr("class", (spot) => `dot mark q${dominant(spot.counts)} ${spot.precision}`).attr("r", (spot) => radius(total(spot.counts)));
  dots.append("text").text((spot) => spot.called).attr("x", (spot) => radius(total(spot.counts)) + 3).attr("y", 4);
  for (const target of [areas, dots]) {
    target.on("pointermove", (event, data) => {
      const spot = data.spot || data;
      showBeside(event, [`${spot.called}${spot.country && spot.precision !== "country" ? `, ${NAMES.countries[spot.country] || spot.country}` : ""}`, say(`precision.${spot.precision}`), ...tally(spot.counts)]);
    }).on("pointerleave", hideBeside);
  }
  canvas.call(zoomer);
}

// A country or province as its outline; all else as a circle of the size that its kind usually has.
function areasOf() {
  return spots.flatMap((spot) => {
    if (shapes.has(spot.shape)) return [{ spot, shape: shapes.get(spot.shape) }];
    if (spot.lat === null || !KILOMETRES[spot.precision]) return [];
    return [{ spot, shape: d3.geoCircle().center([spot.lon, spot.lat]).radius(degrees(KILOMETRES[spot.precision]))() }];
  });
}

function point(spot) {
  if (spot.shape && shapes.has(spot.shape)) {
    // The middle of its largest part: of Indonesia's or Russia's outline the plain middle may lie in the sea.
    const shape = shapes.get(spot.shape);
    const parts = shape.geometry.type === "MultiPolygon" ? shape.geometry.coordinates.map((coordinates) => ({ type: "Polygon", coordinates })) : [shape.geometry];
    return projection(d3.geoCentroid(d3.greatest(parts, (part) => d3.geoArea(part))));
  }
  return projection([spot.lon, spot.lat]);
}

function place({ x, y, k }) {
  canvas.selectAll(".ground, .areas").attr("transform", `translate(${x},${y}) scale(${k})`).attr("stroke-width", 0.6 / k);
  const taken = [];
  canvas.selectAll(".dots a").attr("transform", (spot) => {
    const [left, top] = point(spot);
    return `translate(${left * k + x},${top * k + y})`;
  }).each(function label(spot) {
    // A name that would lie on another one is left out; the place stays in the table below.
    const [left, top] = point(spot);
    const box = { x: left * k + x, y: top * k + y, w: spot.called.length * 6.4 + 16, h: 13 };
    const free = taken.every((other) => box.x + box.w < other.x || other.x + other.w < box.x || Math.abs(box.y - other.y) > box.h);
    if (free) taken.push(box);
    d3.select(this).select("text").attr("display", free ? null : "none");
  });
}

const zoomer = d3.zoom().scaleExtent([1, 400]).on("zoom", ({ transform }) => { hideBeside(); place(transform); });

function look(view) {
  const { width, height } = size();
  let box = [[0, 0], [width, height]];
  if (view === "indonesia") box = path.bounds(shapes.get("IDN"));
  if (view === "fit" && spots.length) {
    const points = spots.map(point);
    box = [[d3.min(points, ([x]) => x), d3.min(points, ([, y]) => y)], [d3.max(points, ([x]) => x), d3.max(points, ([, y]) => y)]];
  }
  const [[x0, y0], [x1, y1]] = box;
  const k = Math.max(1, Math.min(24, 0.8 / Math.max((x1 - x0) / width, (y1 - y0) / height, 0.01)));
  const fitted = view === "world" ? d3.zoomIdentity : d3.zoomIdentity.translate(width / 2, height / 2).scale(k).translate(-(x0 + x1) / 2, -(y0 + y1) / 2);
  canvas.call(zoomer.transform, fitted);
}

for (const button of document.querySelectorAll("[data-view]")) button.addEventListener("click", () => look(button.dataset.view));
for (const button of document.querySelectorAll("[data-zoom]")) button.addEventListener("click", () => canvas.call(zoomer.scaleBy, button.dataset.zoom === "in" ? 1.7 : 1 / 1.7));
addEventListener("resize", () => { if (layers) { build(); look("fit"); } });
begin();
