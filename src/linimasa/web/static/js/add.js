// Files may be dropped anywhere on the form.
"use strict";

const form = document.querySelector("[data-drop]");
const input = form.querySelector('input[type="file"]');
const dropped = form.querySelector("[data-dropped]");
const name = () => { dropped.textContent = [...input.files].map((file) => file.name).join(", "); };

for (const kind of ["dragenter", "dragover"]) form.addEventListener(kind, (event) => { event.preventDefault(); form.classList.add("over"); });
for (const kind of ["dragleave", "drop"]) form.addEventListener(kind, () => form.classList.remove("over"));
form.addEventListener("drop", (event) => {
  event.preventDefault();
  input.files = event.dataTransfer.files;
  name();
  if (input.files.length) form.requestSubmit();
});
input.addEventListener("change", name);
