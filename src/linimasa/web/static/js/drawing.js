// What all drawings share: words, what is shown beside the pointer, and saving as a picture.
"use strict";

const WORDS = JSON.parse(document.getElementById("drawing-words").textContent);
const NAMES = JSON.parse(document.getElementById("drawing-names").textContent);

function say(key, values = {}) {
  return WORDS[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function number(value) {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, WORDS["number.group"]);
}

function day(iso) {
  const [year, month, date] = iso.slice(0, 10).split("-");
  return [date && String(Number(date)), month && WORDS[`months.m${Number(month)}`], year].filter(Boolean).join(" ");
}

function period(start, end) {
  return start === end ? day(start) : `${day(start)} – ${day(end)}`;
}

const dominant = (counts) => counts.indexOf(Math.max(...counts)) + 1;
const total = (counts) => counts.reduce((sum, count) => sum + count, 0);

function tally(counts) {
  return counts.flatMap((count, quad) => (count ? [`${number(count)} ${WORDS[`quad.q${quad + 1}`]}`] : []));
}

// Beside the pointer: lines of text, the first one strong.
const beside = document.createElement("div");
beside.className = "beside";
beside.hidden = true;
document.body.append(beside);

function showBeside(event, lines) {
  beside.replaceChildren(...lines.filter(Boolean).map((line, index) => {
    const element = document.createElement(index ? "div" : "b");
    element.textContent = line;
    return element;
  }));
  beside.hidden = false;
  const box = beside.getBoundingClientRect();
  const left = Math.min(event.clientX + 14, innerWidth - box.width - 8);
  const top = event.clientY + 18 + box.height > innerHeight ? event.clientY - box.height - 12 : event.clientY + 18;
  beside.style.transform = `translate(${Math.max(8, left)}px, ${Math.max(8, top)}px)`;
}

const hideBeside = () => { beside.hidden = true; };

async function answer(address) {
  const response = await fetch(address);
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.message || response.statusText);
  return body;
}

// A picture must look the same outside this page: what the style sheets say is written into a copy.
const LOOKS = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-family", "font-size", "font-weight", "text-anchor"];

function picture(svg) {
  const copied = svg.cloneNode(true);
  const originals = [svg, ...svg.querySelectorAll("*")];
  [copied, ...copied.querySelectorAll("*")].forEach((element, index) => {
    const style = getComputedStyle(originals[index]);
    if (style.display === "none") element.setAttribute("display", "none");
    for (const name of LOOKS) element.setAttribute(name, style.getPropertyValue(name));
    element.removeAttribute("style");
  });
  const { width, height } = svg.getBoundingClientRect();
  copied.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copied.setAttribute("width", width);
  copied.setAttribute("height", height);
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  ground.setAttribute("width", "100%");
  ground.setAttribute("height", "100%");
  ground.setAttribute("fill", getComputedStyle(document.documentElement).backgroundColor);
  copied.prepend(ground);
  return { width, height, blob: new Blob([new XMLSerializer().serializeToString(copied)], { type: "image/svg+xml" }) };
}

function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function saveAs(kind, svg, name) {
  const { width, height, blob } = picture(svg);
  if (kind === "svg") return download(blob, `${name}.svg`);
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement("canvas");
    canvas.width = width * 2;
    canvas.height = height * 2;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((made) => download(made, `${name}.png`));
    URL.revokeObjectURL(image.src);
  };
  image.src = URL.createObjectURL(blob);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-save]");
  const svg = document.querySelector(".drawing svg");
  if (button && svg) saveAs(button.dataset.save, svg, `linimasa-${svg.parentElement.id}`);
});
