// The network: who acts on whom. The same record always gives the same drawing.
"use strict";

const netHolder = document.getElementById("network");
const plane = d3.select(netHolder).append("svg").attr("role", "group");

const called = (node) => (node.id === node.country ? NAMES.countries[node.id] || node.id : node.name);

async function draw() {
  let data;
  try {
    data = await answer(netHolder.dataset.network);
  } catch (error) {
    notify(error.message);
    return;
  }
  const width = netHolder.clientWidth;
  const height = Math.round(Math.max(360, Math.min(innerHeight * 0.66, width * 0.7)));
  const nodes = data.nodes.map((node) => ({ ...node, label: called(node) }));
  const links = data.edges.filter((edge) => edge.source !== edge.target).map((edge) => ({ ...edge, count: total(edge.counts) }));
  const selves = new Map(data.edges.filter((edge) => edge.source === edge.target).map((edge) => [edge.source, edge]));
  const radius = d3.scaleSqrt([0, d3.max(nodes, (node) => node.count) || 1], [4, 18]);
  const thick = d3.scaleSqrt([0, d3.max(links, (link) => link.count) || 1], [1, 9]);
  const simulation = d3.forceSimulation(nodes)
    .force("link", d3.forceLink(links).id((node) => node.id).distance(Math.min(width, height) / 4).strength(0.35))
    .force("charge", d3.forceManyBody().strength(-900).distanceMax(520))
    .force("x", d3.forceX(width / 2).strength(0.07)).force("y", d3.forceY(height / 2).strength(0.11))
    .force("collide", d3.forceCollide((node) => radius(node.count) + 16)).stop();
  simulation.tick(320);
  for (const node of nodes) {
    node.x = Math.max(24, Math.min(width - 90, node.x));
    node.y = Math.max(20, Math.min(height - 20, node.y));
  }
  plane.attr("viewBox", `0 0 ${width} ${height}`).attr("width", width).attr("height", height);
  plane.attr("aria-label", say("chart.network_drawn", { number: number(nodes.length) }));
  plane.selectAll("*").remove();
  const defs = plane.append("defs");
  for (const quad of [1, 2, 3, 4]) {
    defs.append("marker").attr("id", `head-${quad}`).attr("viewBox", "0 0 8 8").attr("refX", 7).attr("refY", 4).attr("markerWidth", 9).attr("markerHeight", 9)
      .attr("markerUnits", "userSpaceOnUse").attr("orient", "auto").append("path").attr("class", `head mark q${quad}`).attr("d", "M0 0L8 4L0 8z");
  }
  const world = plane.append("g");
  const edges = world.append("g").attr("class", "edges").selectAll("a").data(links).join("a")
    .attr("href", (link) => `${netHolder.dataset.pair}&actor=${encodeURIComponent(link.source.id)}&other=${encodeURIComponent(link.target.id)}`).attr("tabindex", -1)
    .attr("aria-label", (link) => `${link.source.label} → ${link.target.label}: ${number(link.count)}`)
    .on("pointermove", (event, link) => showBeside(event, [`${link.source.label} → ${link.target.label}`, NAMES.types[link.type], ...tally(link.counts)]))
    .on("pointerleave", hideBeside);
  edges.append("path").attr("class", "hit").attr("d", (link) => arc(link, radius));
  edges.append("path").attr("class", (link) => `edge mark q${dominant(link.counts)}`).attr("d", (link) => arc(link, radius))
    .attr("stroke-width", (link) => thick(link.count)).attr("marker-end", (link) => `url(#head-${dominant(link.counts)})`);
  const dots = world.append("g").attr("class", "nodes").selectAll("a").data(nodes).join("a")
    .attr("href", (node) => `/timeline?actor=${encodeURIComponent(node.id)}`).attr("tabindex", -1).attr("aria-label", (node) => node.label)
    .attr("transform", (node) => `translate(${node.x},${node.y})`)
    .on("pointermove", (event, node) => showBeside(event, [node.label, `${number(node.count)} ${say(netHolder.dataset.network.includes("of=claims") ? "chart.claims" : "chart.events")}`, ...(selves.has(node.id) ? [`${node.label} → ${node.label}:`, ...tally(selves.get(node.id).counts)] : [])]))
    .on("pointerenter", (event, node) => edges.classed("faint", (link) => link.source !== node && link.target !== node))
    .on("pointerleave", () => { hideBeside(); edges.classed("faint", false); });
  dots.append("circle").attr("r", (node) => radius(node.count)).attr("class", (node) => (selves.has(node.id) ? "node own" : "node"));
  dots.append("text").attr("x", (node) => radius(node.count) + 4).attr("y", 4).text((node) => node.label);
  plane.call(d3.zoom().scaleExtent([0.5, 8]).on("zoom", ({ transform }) => { hideBeside(); world.attr("transform", transform); }));
  netHolder.dataset.ready = "1";
}

// A bow to the right of its way, so that there and back lie apart; it ends at the rim of the node.
function arc({ source, target }, radius) {
  const [dx, dy] = [target.x - source.x, target.y - source.y];
  const length = Math.hypot(dx, dy) || 1;
  const bow = Math.min(40, length * 0.18);
  const middle = [(source.x + target.x) / 2 - (dy / length) * bow, (source.y + target.y) / 2 + (dx / length) * bow];
  const away = (node, room) => {
    const [vx, vy] = [middle[0] - node.x, middle[1] - node.y];
    const far = Math.hypot(vx, vy) || 1;
    return [node.x + (vx / far) * room, node.y + (vy / far) * room];
  };
  const [from, to] = [away(source, radius(source.count)), away(target, radius(target.count) + 3)];
  return `M${from}Q${middle},${to}`;
}

addEventListener("resize", () => { clearTimeout(draw.timer); draw.timer = setTimeout(draw, 150); });
draw();
