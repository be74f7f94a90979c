// The review by keyboard: a verdict is one key; a field is corrected by choosing its words.
"use strict";

const room = document.querySelector(".reviewing");
const text = document.getElementById("text");
const correction = document.getElementById("correction");
const choosing = document.querySelector(".choosing");
let field = null;
let chosen = null; // first and last word chosen by keyboard

// Words with their place in the report's text, counted as the record counts: in code points.
const points = (string) => [...string].length;
const words = [];
for (const piece of text ? text.querySelectorAll(".piece") : []) {
  const node = piece.firstChild;
  for (const match of node.data.matchAll(/[\p{L}\p{N}][\p{L}\p{N}.,'’%-]*[\p{L}\p{N}%]|[\p{L}\p{N}]/gu)) {
    const start = Number(piece.dataset.start) + points(node.data.slice(0, match.index));
    words.push({ node, from: match.index, to: match.index + match[0].length, start, marks: piece.dataset.marks });
  }
}

function begin(name) {
  const row = document.querySelector(`tr[data-field="${name}"]`);
  cancel();
  field = name;
  row.classList.add("lit");
  row.querySelector("[data-choose-field]").setAttribute("aria-pressed", "true");
  choosing.hidden = false;
  document.querySelector("[data-choosing]").textContent = row.querySelector("[data-choose-field]").textContent.trim().replace(/^\d\s*/, "");
  const marked = words.flatMap((word, index) => (word.marks.includes(`:${name}`) ? [index] : []));
  const trigger = words.findIndex((word) => word.marks.includes(":trigger"));
  chosen = marked.length ? [marked[0], marked.at(-1)] : [Math.max(0, trigger), Math.max(0, trigger)];
  select();
}

function select() {
  const [first, last] = [words[Math.min(...chosen)], words[Math.max(...chosen)]];
  getSelection().setBaseAndExtent(first.node, first.from, last.node, last.to);
  last.node.parentElement.scrollIntoView({ block: "nearest" });
}

function move(direction, grow) {
  const end = Math.max(0, Math.min(words.length - 1, chosen[1] + direction));
  chosen = grow ? [chosen[0], end] : [end, end];
  select();
}

// Where the selection stands in the report's text, without space at its ends; null where it is elsewhere.
function span() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const at = (node, offset) => {
    const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.(".piece");
    return piece && text.contains(piece) ? Number(piece.dataset.start) + points(piece.textContent.slice(0, node.nodeType === Node.TEXT_NODE ? offset : offset ? Infinity : 0)) : null;
  };
  const ends = [at(range.startContainer, range.startOffset), at(range.endContainer, range.endOffset)];
  if (ends.includes(null)) return null;
  const taken = range.toString();
  return `${ends[0] + points(taken) - points(taken.trimStart())}:${ends[1] - (points(taken) - points(taken.trimEnd()))}`;
}

function send(values) {
  for (const [name, value] of Object.entries({ span: "", value: "", ...values })) correction.elements[name].value = value;
  correction.requestSubmit();
}

function take() {
  const where = span();
  const value = document.querySelector(`select[data-value="${field}"]`)?.value || "";
  if (where) send({ field, span: where, value });
}

function cancel() {
  field = null;
  choosing.hidden = true;
  for (const row of document.querySelectorAll("tr.lit")) row.classList.remove("lit");
  for (const key of document.querySelectorAll("[data-choose-field]")) key.setAttribute("aria-pressed", "false");
  getSelection().removeAllRanges();
}

const press = (selector) => document.querySelector(selector)?.click();
const CHOOSING = {
  ArrowLeft: (event) => move(-1, event.shiftKey), ArrowRight: (event) => move(1, event.shiftKey),
  Enter: take, Backspace: () => send({ field }), Delete: () => send({ field }), Escape: cancel,
};
const VERDICTS = {
  a: () => press('[value="accept"]'), x: () => press('[value="reject"]'), u: () => press('[value="last"]'), s: () => press("[data-skip]"),
};

if (room) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
    const numbered = /^[1-9]$/.test(event.key) && document.querySelector(`tr[data-number="${event.key}"]`);
    const act = numbered ? () => begin(numbered.dataset.field) : field ? CHOOSING[event.key] : waiting ? null : VERDICTS[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    act(event);
  }, true);
  room.addEventListener("click", (event) => {
    const key = event.target.closest("[data-choose-field]");
    if (key) begin(key.closest("tr").dataset.field);
    if (event.target.closest("[data-take]")) take();
    if (event.target.closest("[data-clear]")) send({ field });
    if (event.target.closest("[data-cancel]")) cancel();
  });
  for (const name of ["take", "clear", "cancel"]) {
    document.querySelector(`[data-${name}]`).addEventListener("pointerdown", (event) => event.preventDefault());
  }
  room.addEventListener("change", (event) => {
    if (event.target.matches("[data-value]")) send({ field: event.target.dataset.value, value: event.target.value });
  });
}
