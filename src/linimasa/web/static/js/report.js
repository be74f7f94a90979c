// A report: fields light their words, words light their fields.
"use strict";

const reading = document.querySelector(".reading");
const pieces = [...reading.querySelectorAll(".piece")].map((element) => ({
  element,
  marks: element.dataset.marks ? element.dataset.marks.split(" ").map((mark) => mark.split(":")) : [],
  sentences: element.dataset.sentences ? element.dataset.sentences.split(" ") : [],
}));

function choose(id, { scroll = true } = {}) {
  reading.dataset.chosen = id;
  for (const claim of reading.querySelectorAll(".claim")) claim.classList.toggle("chosen", claim.dataset.claim === id);
  for (const { element, marks, sentences } of pieces) {
    element.className = element.className.replace(/ m-\S+| in-sentence| lit/g, "");
    for (const [claim, field] of marks) if (claim === id) element.classList.add(`m-${field}`);
    if (sentences.includes(id)) element.classList.add("in-sentence");
  }
  const address = new URL(location.href);
  address.searchParams.set("claim", id);
  address.hash = "";
  history.replaceState(null, "", address);
  if (scroll) reading.querySelector(".piece.m-trigger")?.scrollIntoView({ block: "nearest" });
}

function light(id, field) {
  for (const { element, marks } of pieces) {
    element.classList.toggle("lit", marks.some(([claim, name]) => claim === id && name === field));
  }
}

function dark() {
  for (const lit of reading.querySelectorAll(".lit, .near")) lit.classList.remove("lit", "near");
}

reading.addEventListener("click", (event) => {
  const chosen = event.target.closest("[data-choose]");
  const piece = event.target.closest(".piece.is-trigger");
  if (chosen) {
    event.preventDefault();
    choose(chosen.closest(".claim").dataset.claim);
  } else if (piece) {
    const trigger = piece.dataset.marks.split(" ").find((mark) => mark.endsWith(":trigger"));
    choose(trigger.split(":")[0], { scroll: false });
    reading.querySelector(".claim.chosen").scrollIntoView({ block: "nearest" });
  }
});
reading.addEventListener("linimasa:current", (event) => {
  if (event.target.dataset.claim) choose(event.target.dataset.claim);
});

for (const name of ["pointerover", "focusin"]) {
  reading.addEventListener(name, (event) => {
    dark();
    const row = event.target.closest("[data-field]");
    const piece = event.target.closest(".piece");
    if (row) {
      light(row.closest(".claim").dataset.claim, row.dataset.field);
      row.classList.add("lit");
    } else if (piece && piece.dataset.marks) {
      for (const [id, field] of piece.dataset.marks.split(" ").map((mark) => mark.split(":"))) {
        const claim = document.getElementById(`claim-${id}`);
        if (id === reading.dataset.chosen) {
          for (const lit of claim.querySelectorAll(`[data-field="${field}"]`)) lit.classList.add("lit");
          light(id, field);
        } else {
          claim.classList.add("near");
        }
      }
    }
  });
}
reading.addEventListener("pointerleave", dark);
