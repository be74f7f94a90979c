// What every page does: copy, keys, notices, suggestions. Text of reports only ever goes in as text.
"use strict";

const said = document.getElementById("said").dataset;
const token = document.querySelector('meta[name="linimasa-token"]').content;

function notify(text) {
  const notice = document.getElementById("notice");
  notice.textContent = text;
  notice.classList.add("shown");
  clearTimeout(notify.timer);
  notify.timer = setTimeout(() => notice.classList.remove("shown"), 4000);
}

async function change(address, body) {
  const answer = await fetch(address, { method: "POST", body, headers: { "x-linimasa-token": token } });
  if (!answer.ok) throw new Error((await answer.json().catch(() => ({}))).error || answer.statusText);
  return answer;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    notify(said.copied);
  } catch {
    notify(said.failed);
  }
}

document.addEventListener("htmx:configRequest", (event) => { event.detail.headers["x-linimasa-token"] = token; });
document.addEventListener("htmx:sendError", () => notify(said.lost));
document.addEventListener("htmx:responseError", (event) => {
  const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  notify(page.querySelector("main code")?.textContent || said.lost);
});

document.addEventListener("click", (event) => {
  const copied = event.target.closest("[data-copy]");
  if (copied) copy(copied.dataset.copy);
  if (event.target.closest("[data-help]")) document.getElementById("keys").showModal();
});

// One letter a key, as in the help; never while somebody types.
const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
let waiting = "";

function items() {
  return [...document.querySelectorAll("[data-item], .claim")].filter((item) => item.offsetParent !== null);
}

function step(direction) {
  const all = items();
  if (!all.length) return;
  const now = all.findIndex((item) => item.classList.contains("is-current"));
  const next = all[Math.max(0, Math.min(all.length - 1, now < 0 ? 0 : now + direction))];
  all.forEach((item) => item.classList.toggle("is-current", item === next));
  next.scrollIntoView({ block: "nearest" });
  next.dispatchEvent(new CustomEvent("linimasa:current", { bubbles: true }));
}

const KEYS = {
  "/": () => document.getElementById("find").focus(),
  "?": () => document.getElementById("keys").showModal(),
  j: () => step(1),
  k: () => step(-1),
  c: () => (document.querySelector(".is-current [data-copy], .chosen [data-copy]") || document.querySelector("[data-copy]"))?.click(),
  p: () => (document.querySelector(".is-current [data-parallel], .chosen [data-parallel]"))?.click(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  if (waiting === "g") {
    waiting = "";
    const link = { t: "timeline", m: "map", n: "network", r: "reports", v: "review", a: "add" }[event.key];
    if (link) { event.preventDefault(); document.querySelector(`[data-go="${link}"]`).click(); }
    return;
  }
  if (event.key === "g") {
    waiting = "g";
    setTimeout(() => { waiting = ""; }, 1200);
  } else if (event.key === "Enter" && event.target === document.body) {
    document.querySelector(".is-current a[href]")?.click();
  } else if (Object.hasOwn(KEYS, event.key)) {
    event.preventDefault();
    KEYS[event.key]();
  }
});
