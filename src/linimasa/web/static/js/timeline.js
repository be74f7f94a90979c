// The timeline: what is in view is drawn, one bar a claim where they can be told apart, counts where they cannot.
"use strict";

const holder = document.getElementById("timeline");
const MOST_ROWS = 20, BIN_HEIGHT = 44, HEAD = 26, NARROWEST = 5, DAY = 864e5, FOOT = 52;
const state = { data: null, lanes: holder.dataset.lanes, base: null, view: null, asked: 0 };
const svg = d3.select(holder).append("svg").attr("role", "group");
const instant = (iso) => Date.parse(`${iso.slice(0, 10)}T00:00:00Z`);
const after = (iso) => instant(iso) + DAY;
const isoDay = (moment) => new Date(moment).toISOString().slice(0, 10);

const FORMATS = [
  [1000 * 3600 * 23, (date) => `${String(date.getUTCHours()).padStart(2, "0")}.00`],
  [DAY * 27, (date) => `${date.getUTCDate()} ${WORDS[`months.m${date.getUTCMonth() + 1}`]}`],
  [DAY * 360, (date) => `${WORDS[`months.m${date.getUTCMonth() + 1}`]} ${date.getUTCFullYear()}`],
  [Infinity, (date) => String(date.getUTCFullYear())],
];

function tickFormat(ticks) {
  const gap = ticks.length > 1 ? ticks[1] - ticks[0] : DAY;
  const [, plain] = FORMATS.find(([most]) => gap < most);
  return (date) => (gap < DAY && date.getUTCHours() === 0 ? FORMATS[1][1](date) : plain(date));
}

function laneName(key) {
  if (key === "") return say("chart.other_lane");
  if (state.lanes === "type") return NAMES.types[key] || key;
  if (state.lanes === "place") return NAMES.countries[key] || key;
  return key.split(" · ").map((part) => NAMES.countries[part] || part.replace(/^person:/, "").replaceAll("-", " ")).join(" – ");
}

// Bars of one lane in as few rows as keep them apart; those beyond the last row are counted.
function packed(marks, x) {
  const most = MOST_ROWS;
  const ends = [];
  const placed = [];
  let hidden = 0;
  for (const mark of marks) {
    const left = x(instant(mark.start));
    const right = Math.max(left + NARROWEST, x(after(mark.end)) - 1);
    let row = ends.findIndex((end) => end + 1 < left);
    if (row < 0) row = ends.length;
    if (row >= most) { hidden += 1; continue; }
    ends[row] = right;
    placed.push({ mark, left, width: right - left, row });
  }
  const tall = ends.length > 8 ? 5 : 10;
  return { placed, tall, pitch: tall + (tall > 5 ? 3 : 2), rows: Math.max(1, ends.length), hidden };
}

function draw() {
  const { data } = state;
  const width = holder.clientWidth;
  const narrow = width < 640;
  const left = narrow ? 0 : 190;
  const x = state.view.copy().range([left, width - 8]);
  const [from, to] = x.domain().map(Number);
  const seen = (item) => instant(item.start) < to && after(item.end) > from;
  const marks = d3.group(data.marks.filter(seen), (mark) => mark.lane);
  const bins = d3.group(data.bins.filter(seen), (bin) => bin.lane);
  const tallest = d3.max(data.bins, (bin) => total(bin.counts)) || 1;
  const high = d3.scaleSqrt([0, tallest], [0, BIN_HEIGHT - 4]);

  let y = HEAD;
  const lanes = data.lanes.filter((lane) => marks.has(lane.key) || bins.has(lane.key)).map((lane) => {
    const packing = packed(marks.get(lane.key) || [], x);
    const height = data.bins.length ? BIN_HEIGHT + 8 : Math.max(narrow ? 0 : 34, packing.rows * packing.pitch + 12);
    const label = narrow ? 16 : 0;
    const made = { ...lane, ...packing, bins: bins.get(lane.key) || [], y: y + label, top: y, height };
    y += height + label;
    return made;
  });
  const height = y + FOOT;
  svg.attr("viewBox", `0 0 ${width} ${height}`).attr("width", width).attr("height", height);
  svg.attr("aria-label", say("chart.drawn", { number: number(data.total - data.undated), first: day(isoDay(from)), last: day(isoDay(to - 1)) }));
  svg.selectAll("*").remove();
  svg.append("defs").append("clipPath").attr("id", "field").append("rect").attr("x", left).attr("y", 0).attr("width", width - left).attr("height", height);

  const ticks = x.ticks(Math.max(3, Math.floor((width - left) / 110)));
  const format = tickFormat(ticks);
  const grid = svg.append("g").attr("class", "grid").attr("clip-path", "url(#field)");
  for (const tick of ticks) {
    grid.append("line").attr("x1", x(tick)).attr("x2", x(tick)).attr("y1", HEAD - 6).attr("y2", y);
    if (x(tick) < width - 56) grid.append("text").attr("x", x(tick) + 3).attr("y", HEAD - 12).text(format(tick));
  }
  for (const lane of lanes) {
    svg.append("line").attr("class", "lane-rule").attr("x1", 0).attr("x2", width).attr("y1", lane.top).attr("y2", lane.top);
    const label = svg.append("text").attr("class", "lane-name").attr("x", 0).attr("y", lane.top + 15);
    fitted(label, laneName(lane.key), (narrow ? width : left) - 40);
    label.append("tspan").attr("class", "lane-count").text(` ${number(lane.count)}`);
    const field = svg.append("g").attr("clip-path", "url(#field)");
    drawMarks(field, lane);
    drawBins(field, lane, x, high);
    if (lane.hidden) label.append("tspan").attr("class", "lane-count").text(` (+${number(lane.hidden)})`);
  }
  svg.append("line").attr("class", "lane-rule strong").attr("x1", 0).attr("x2", width).attr("y1", y).attr("y2", y);
  drawPublished(x, y, left, width);
}

function fitted(label, text, room) {
  label.text(text);
  let shown = text;
  while (label.node().getComputedTextLength() > room && shown.length > 4) {
    shown = shown.slice(0, -2);
    label.text(`${shown.trimEnd()}…`);
  }
}

function drawMarks(field, lane) {
  field.selectAll("a").data(lane.placed).join("a")
    .attr("href", ({ mark }) => `/${mark.kind === "event" ? "events" : "claims"}/${encodeURIComponent(mark.id)}`)
    .attr("tabindex", -1)
    .attr("aria-label", ({ mark }) => `${NAMES.types[mark.type]}, ${mark.source.join(", ")} → ${mark.target.join(", ")}, ${period(mark.start, mark.end)}`)
    .append("rect")
    .attr("class", ({ mark }) => ["mark", `q${mark.quad}`, mark.status, mark.precision === "day" ? "sharp" : "broad", mark.disputed.length ? "disputed" : ""].join(" "))
    .attr("x", ({ left }) => left).attr("width", ({ width }) => width)
    .attr("y", ({ row }) => lane.y + 6 + row * lane.pitch).attr("height", lane.tall)
    .attr("rx", ({ mark }) => (mark.quad < 3 ? 3 : 0))
    .on("pointermove", (event, { mark }) => showBeside(event, [
      `${mark.source.join(", ") || "—"} → ${mark.target.join(", ") || "—"}`,
      `${NAMES.types[mark.type]}${mark.status === "actual" ? "" : `, ${say(`status.${mark.status}`)}`}${mark.place ? ` · ${mark.place}` : ""}`,
      `${period(mark.start, mark.end)} (${say(`precision.${mark.precision}`)}, ${say(`basis.${mark.basis}`)})`,
      mark.speakers?.length ? `${say("chart.according_to")} ${mark.speakers.join(" › ")}` : "",
      mark.kind === "event" ? `${number(mark.reports)} ${say("chart.reports")}, ${number(mark.origins)} ${say("chart.origins")}` : "",
      mark.disputed.length ? `≠ ${say("chart.disputed")}` : "",
      mark.words ? `“${mark.words}”` : "",
      mark.outlet ? `${mark.outlet}${mark.published ? `, ${say("chart.published")} ${day(mark.published)}` : ""}` : "",
    ]))
    .on("pointerleave", hideBeside);
}

function drawBins(field, lane, x, high) {
  for (const bin of lane.bins) {
    const left = x(instant(bin.start));
    const width = Math.max(1.5, x(after(bin.end)) - left - 1);
    const broad = !state.fine(bin);
    let base = lane.y + BIN_HEIGHT + 4;
    const group = field.append("a").attr("href", `${holder.dataset.list}&from=${bin.start}&to=${bin.end}`).attr("tabindex", -1)
      .attr("aria-label", `${laneName(lane.key)}, ${period(bin.start, bin.end)}: ${number(total(bin.counts))}`)
      .on("pointermove", (event) => showBeside(event, [period(bin.start, bin.end), laneName(lane.key), ...tally(bin.counts)]))
      .on("pointerleave", hideBeside);
    const scale = high(total(bin.counts)) / total(bin.counts);
    if (broad) {
      group.append("rect").attr("class", `mark broad q${dominant(bin.counts)}`).attr("x", left).attr("width", width).attr("y", base - 3).attr("height", 4);
      continue;
    }
    bin.counts.forEach((count, quad) => {
      if (!count) return;
      const height = Math.max(1, count * scale);
      base -= height;
      group.append("rect").attr("class", `mark q${quad + 1}`).attr("x", left).attr("width", width).attr("y", base).attr("height", height);
    });
  }
}

// When reports were published stands apart from when things happened: a strip of its own.
function drawPublished(x, y, left, width) {
  const moments = state.data.published.map(([moment, count]) => {
    const hour = moment.length > 10;
    const start = hour ? Date.parse(`${moment}:00:00Z`) : Date.parse(`${moment.length === 7 ? `${moment}-01` : moment}T00:00:00Z`);
    return { moment, count, start, end: start + (hour ? 36e5 : moment.length === 7 ? 30 * DAY : DAY) };
  });
  const strip = svg.append("g").attr("class", "published-strip").attr("clip-path", "url(#field)");
  svg.append("text").attr("class", "lane-name soft").attr("x", 0).attr("y", y + 18).text(`${say("chart.reports")}, ${say("chart.published")}`);
  const high = d3.scaleSqrt([0, d3.max(moments, (item) => item.count) || 1], [2, 26]);
  for (const item of apart(moments, x, left, width)) {
    const from = x(item.start);
    strip.append("rect").attr("x", from).attr("width", Math.max(2, x(item.end) - from - 1)).attr("y", y + 40 - high(item.count)).attr("height", high(item.count))
      .on("pointermove", (event) => showBeside(event, [`${number(item.count)} ${say("chart.reports")}`, `${say("chart.published")} ${day(item.moment)}${item.moment.length > 10 ? `, ${item.moment.slice(11, 13)}.00` : ""}`]))
      .on("pointerleave", hideBeside);
  }
}

// Of the moments in view, the fullest of each bar's width: what lies on one spot is drawn once.
function apart(moments, x, left, width) {
  const fullest = new Map();
  for (const item of moments) {
    if (x(item.end) < left || x(item.start) > width) continue;
    const spot = Math.floor(x(item.start) / 2);
    if (!fullest.has(spot) || fullest.get(spot).count < item.count) fullest.set(spot, item);
  }
  return fullest.values();
}

const UNIT_DAYS = { year: 366, month: 31, week: 7, day: 1 };
state.fine = (bin) => (after(bin.end) - instant(bin.start)) / DAY <= UNIT_DAYS[state.data.unit];

async function load(window) {
  const asked = ++state.asked;
  const address = new URL(holder.dataset.chart, location.href);
  address.searchParams.set("lanes", state.lanes);
  if (window) {
    const bounds = ["from", "to"].map((name) => address.searchParams.get(name));
    address.searchParams.set("from", [bounds[0], window[0]].filter(Boolean).sort().at(-1));
    address.searchParams.set("to", [bounds[1], window[1]].filter(Boolean).sort()[0]);
  }
  try {
    const data = await answer(address);
    if (asked !== state.asked) return;
    state.data = data;
    if (!window) start();
    draw();
    holder.dataset.ready = String(asked);
  } catch (error) {
    notify(error.message);
  }
}

// However many moves a frame brings, it is drawn once.
function drawSoon() {
  if (state.frame) return;
  state.frame = requestAnimationFrame(() => { state.frame = 0; draw(); });
}

const zoom = d3.zoom().scaleExtent([0.5, 1e6]).on("zoom", ({ transform }) => {
  state.view = transform.rescaleX(state.base);
  hideBeside();
  drawSoon();
}).on("end", () => {
  clearTimeout(state.timer);
  const [from, to] = state.view.domain();
  if (state.whole) state.timer = setTimeout(() => load([isoDay(from), isoDay(to)]), 180);
});

function start() {
  const first = instant(state.data.first), last = after(state.data.last);
  const margin = Math.max((last - first) * 0.02, DAY / 4);
  state.base = d3.scaleUtc([first - margin, last + margin], [0, 1]);
  const width = holder.clientWidth, left = width < 640 ? 0 : 190;
  state.base.range([left, width - 8]);
  state.view = state.base;
  state.whole = state.data.bins.length > 0 || state.data.unit !== "day";
  zoom.translateExtent([[left, 0], [width - 8, 1e5]]).extent([[left, 0], [width - 8, 100]]);
  svg.call(zoom).on("dblclick.zoom", null);
}

document.querySelector("[data-lanes]").addEventListener("change", (event) => {
  state.lanes = event.target.value;
  const address = new URL(location.href);
  address.searchParams.set("lanes", state.lanes);
  history.replaceState(null, "", address);
  load();
});
for (const button of document.querySelectorAll(".zoom [data-zoom]")) {
  button.addEventListener("click", () => {
    const step = holder.clientWidth / 3;
    ({
      in: () => svg.call(zoom.scaleBy, 2), out: () => svg.call(zoom.scaleBy, 0.5),
      left: () => svg.call(zoom.translateBy, step / d3.zoomTransform(svg.node()).k, 0),
      right: () => svg.call(zoom.translateBy, -step / d3.zoomTransform(svg.node()).k, 0),
      all: () => svg.call(zoom.transform, d3.zoomIdentity),
    })[button.dataset.zoom]();
  });
}
document.querySelector("[data-narrow]").addEventListener("click", () => {
  const address = new URL(location.href);
  const [from, to] = state.view.domain();
  address.searchParams.set("from", isoDay(from));
  address.searchParams.set("to", isoDay(to));
  location.href = address;
});
addEventListener("resize", () => { clearTimeout(state.resized); state.resized = setTimeout(() => { start(); draw(); }, 120); });
load();
