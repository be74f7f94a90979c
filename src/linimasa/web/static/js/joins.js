// The queue of joins by keyboard: the row that j and k lead to, the first one unless they were used.
"use strict";

const row = () => document.querySelector(".doubts .is-current") || document.querySelector(".doubts > li");
const VERDICTS = {
  a: () => row()?.querySelector('[value="accept"]').click(),
  x: () => row()?.querySelector('[value="split"]').click(),
  u: () => document.querySelector("[data-undo]")?.click(),
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || waiting || document.querySelector("dialog[open]")) return;
  if (!Object.hasOwn(VERDICTS, event.key)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  VERDICTS[event.key]();
}, true);
