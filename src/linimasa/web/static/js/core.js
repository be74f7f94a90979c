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
  if (!answer.ok) throw new Error((await answer.json().catch(() => ({}))).message || answer.statusText);
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

// Suggestions under a field: actors, places, outlets of this record.
function suggestions(input) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `suggestions-${input.id}`;
  list.setAttribute("role", "listbox");
  list.hidden = true;
  input.after(list);
  for (const [name, value] of [["role", "combobox"], ["aria-controls", list.id], ["aria-expanded", "false"], ["aria-autocomplete", "list"]]) input.setAttribute(name, value);
  list.setAttribute("aria-label", input.getAttribute("aria-label") || document.querySelector(`label[for="${input.id}"]`)?.textContent || input.name);
  let asked = 0, found = [];

  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const take = (item) => {
    if (input.dataset.suggest === "all") {
      const names = { actor: "actor", place: "place", outlet: "outlet" };
      location.href = `${item.kind === "outlet" ? "/reports" : "/timeline"}?${new URLSearchParams({ [names[item.kind]]: item.ask })}`;
    } else {
      input.value = item.ask;
      close();
      input.form.requestSubmit();
    }
  };
  const mark = (index) => {
    [...list.children].forEach((option, each) => option.setAttribute("aria-selected", String(each === index)));
    if (list.children[index]) input.setAttribute("aria-activedescendant", list.children[index].id);
  };
  const show = () => {
    list.replaceChildren(...found.map((item, index) => {
      const option = document.createElement("li");
      const name = document.createElement("bdi");
      const count = document.createElement("small");
      name.textContent = item.name;
      count.textContent = item.ask === item.name ? item.count : `${item.ask} · ${item.count}`;
      option.id = `${list.id}-${index}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.append(name, count);
      option.addEventListener("pointerdown", (event) => { event.preventDefault(); take(item); });
      return option;
    }));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
  };
  const ask = async () => {
    const number = ++asked;
    const words = new URLSearchParams({ q: input.value, language: document.documentElement.lang });
    if (input.dataset.suggest !== "all") words.set("kind", input.dataset.suggest);
    const answer = input.value.trim() ? await fetch(`/api/suggest?${words}`).then((response) => response.json()).catch(() => []) : [];
    if (number !== asked || document.activeElement !== input) return;
    found = Array.isArray(answer) ? answer : [];
    show();
  };
  input.addEventListener("input", () => { clearTimeout(input.timer); input.timer = setTimeout(ask, 120); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const now = [...list.children].findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" && !list.hidden) { event.preventDefault(); mark(Math.min(found.length - 1, now + 1)); }
    if (event.key === "ArrowUp" && !list.hidden) { event.preventDefault(); mark(Math.max(0, now - 1)); }
    if (event.key === "Enter" && now >= 0 && !list.hidden) { event.preventDefault(); take(found[now]); }
    if (event.key === "Escape") close();
  });
}

for (const input of document.querySelectorAll("[data-suggest]")) suggestions(input);

// A form of filters leaves out what is empty, so that its address says only what was asked for.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-filters]")) return;
  for (const input of event.target.elements) if (input.name && !input.value) input.disabled = true;
  setTimeout(() => { for (const input of event.target.elements) input.disabled = false; });
});
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-filters] input[type=checkbox]")) event.target.form.requestSubmit();
});
if (matchMedia("(min-width: 62rem)").matches) for (const fold of document.querySelectorAll("[data-unfold]")) fold.open = true;
