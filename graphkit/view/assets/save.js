// @ts-check
// The view that is open as a file: picture, drawing, table; or on paper.
import { byId } from "./dom.js";
import { page } from "./data.js";
import { arranged, cameUp, deciderName, powersShown, signs } from "./matrix.js";
import { drawing } from "./drawings.js";
import { graphDrawn } from "./graph.js";
import { sections } from "./questions.js";
import { day, now } from "./store.js";
import { timelineRows } from "./timeline.js";
import { spoken } from "./words.js";

/** A picture is at most so many pixels wide or high. */
const LARGEST = 12000;

export function startSave() {
  const menu = byId("save");
  const then = (/** @type {() => void} */ work) => () => { menu.open = false; work(); };
  byId("save-png").addEventListener("click", then(png));
  byId("save-svg").addEventListener("click", then(() => keep("svg", new Blob([source()], { type: "image/svg+xml" }))));
  byId("save-csv").addEventListener("click", then(() => keep("csv", new Blob([`\ufeff${csv()}`], { type: "text/csv" }))));
  byId("save-print").addEventListener("click", then(() => print()));
  menu.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
    event.stopPropagation();
  });
}

function source() {
  return new XMLSerializer().serializeToString(drawing(now().view));
}

/** @param {string} ending @param {Blob} content */
function keep(ending, content) {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = `who-decides-${now().view}-${day()}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

async function png() {
  const found = drawing(now().view);
  const [width, height] = [Number(found.getAttribute("width")), Number(found.getAttribute("height"))];
  const scale = Math.min(2, LARGEST / Math.max(width, height));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(found))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((content) => { if (content) keep("png", content); }, "image/png");
}

/** The view as a table. */
export function csv() {
  return table().map((row) => row.map(quoted).join(",")).join("\r\n");
}

/** A cell: quoted where it has to be; what a spreadsheet would run is made text. @param {string} text */
function quoted(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** @returns {string[][]} */
function table() {
  const { view } = now();
  if (view === "timeline") return [["topic", "kind", "what", "power", "from", "until", "status", "note", "line"], ...timelineRows()];
  if (view === "questions") return [["question", "what", "more"], ...questionRows()];
  if (view === "graph") return [["from", "to", "power", "stated as fact", "statements"], ...lineRows()];
  const { rows, columns } = arranged();
  const shown = powersShown();
  return [
    ["topic", "decided by", "came up", ...columns.map((at) => page.things[at].label)],
    ...rows.map((row) => [page.things[row.topic].label, deciderName(row), cameUp(row), ...columns.map((holder) => signs(row, holder, shown).map(({ power, status }) => spoken(power, status)).join("; "))]),
  ];
}

function questionRows() {
  return sections().flatMap(({ title, items, row }) => items.map((/** @type {any} */ item) => [title, ...[...row(item).childNodes].map((child) => (child.textContent ?? "").trim())]));
}

function lineRows() {
  return (graphDrawn().scene?.lines ?? []).map(({ from, to, power, firm, weight }) => [page.things[from].label, page.things[to].label, power.toLowerCase(), firm ? "yes" : "no", String(weight)]);
}
