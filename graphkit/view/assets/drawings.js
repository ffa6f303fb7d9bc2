// @ts-check
// Each view as a drawing of its own, in the colours of the theme, for files.
import { cut, date, draw } from "./dom.js";
import { page } from "./data.js";
import { arranged, cameUp, deciderName, powersShown, signs } from "./matrix.js";
import { blend, colours, mixed } from "./colours.js";
import { graphDrawn } from "./graph.js";
import { sections } from "./questions.js";
import { lanes, timelineDrawing } from "./timeline.js";
import { day } from "./store.js";
import { wrapped } from "./words.js";

const FONT = "system-ui, 'Segoe UI', 'Noto Sans', sans-serif";
/** What a browser has worked out for an element of a drawing and a file has to say itself. */
const STYLES = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight", "font-family", "opacity", "fill-opacity"];
/** So much of a view fits a drawing. */
const ROWS = 400;
const COLUMNS = 40;

/** A sheet with a ground and a heading. @param {number} width @param {number} height @param {...Node} parts */
function sheet(width, height, ...parts) {
  const colour = colours();
  return draw("svg", { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`, "font-family": FONT, "font-size": 13 },
    draw("rect", { width, height, fill: colour("bg") }),
    text(16, 26, `Who decides what${page.title ? ` · ${page.title}` : ""} · as of ${date(day())}`, { fill: colour("ink"), "font-weight": 600 }),
    ...parts);
}

/** @param {number} x @param {number} y @param {string} words @param {Record<string, any>} [more] */
function text(x, y, words, more = {}) {
  return draw("text", { x, y, fill: colours()("ink"), ...more }, words);
}

/** The view as a drawing. @param {string} view */
export function drawing(view) {
  if (view === "graph") return graphSheet();
  if (view === "timeline") return timelineSheet();
  if (view === "questions") return questionSheet();
  return matrixSheet();
}

function matrixSheet() {
  const colour = colours();
  const { groups, columns: all } = arranged();
  const columns = all.slice(0, COLUMNS);
  const shown = powersShown();
  const left = 500;
  const width = left + columns.length * 34 + 150;
  /** @type {Node[]} */ const parts = columns.map((at, index) => text(0, 0, cut(page.things[at].label, 26), { transform: `translate(${left + index * 34 + 20} 176) rotate(-48)`, "font-size": 12 }));
  let y = 190;
  let count = 0;
  for (const [name, rows] of groups) {
    if (count >= ROWS) break;
    if (name) { y += 28; parts.push(text(16, y - 6, name.toUpperCase(), { fill: colour("mute"), "font-size": 11 })); }
    for (const row of rows.slice(0, ROWS - count)) {
      y += 28;
      if (!row.deciders.length && row.rights.length) parts.push(draw("rect", { x: 8, y: y - 20, width: width - 16, height: 28, fill: colour("gap") }));
      parts.push(text(16, y, cut(page.things[row.topic].label, 32)), text(240, y, row.deciders.length ? cut((row.conflict ? "⚠ " : "") + deciderName(row), 38) : `nobody, ${cameUp(row)}`,
        row.deciders.length && !row.conflict ? {} : { fill: colour("veto"), "font-weight": 600 }));
      columns.forEach((holder, index) => signs(row, holder, shown).slice(0, 2).forEach(({ power, status }, at) => parts.push(...sign(left + index * 34 + 17 + at * 10, y - 5, power, status))));
      parts.push(draw("line", { x1: 8, x2: width - 8, y1: y + 8, y2: y + 8, stroke: colour("line") }));
    }
    count += rows.length;
  }
  return sheet(width, y + 24, ...parts);
}

/** The sign of a power. @param {number} x @param {number} y @param {string} power @param {string} status */
function sign(x, y, power, status) {
  const colour = colours();
  const main = colour(power.toLowerCase());
  const solid = status === "held" && !["Consult", "Perform", "Inform"].includes(power);
  const look = { fill: solid ? main : "none", stroke: main, "stroke-width": 1.6, ...(status === "held" ? {} : { "stroke-dasharray": "3 2" }) };
  const points = { Approve: "0,-11 11,0 0,11 -11,0", Recommend: "0,-11 11,9 -11,9", Veto: "-4,-10 4,-10 10,-4 10,4 4,10 -4,10 -10,4 -10,-4" }[power];
  const shape = points ? draw("polygon", { points, ...look })
    : power === "Decide" || power === "Consult" ? draw("circle", { r: 10, ...look })
    : draw("rect", { x: -9, y: -9, width: 18, height: 18, rx: 3, ...look, ...(power === "Inform" ? { stroke: "none" } : {}) });
  const letter = text(0, power === "Recommend" ? 7 : 4, power.charAt(0), { "text-anchor": "middle", "font-size": 11, "font-weight": 700, fill: solid ? colour("card") : main });
  const struck = status === "negated" ? [draw("line", { x1: -11, y1: 11, x2: 11, y2: -11, stroke: main, "stroke-width": 2 })] : [];
  return [draw("g", { transform: `translate(${x} ${y})` }, shape, letter, ...struck)];
}

function timelineSheet() {
  const width = 1200;
  const live = timelineDrawing(lanes(), width);
  live.setAttribute("class", "timeline offscreen");
  document.body.append(live);
  for (const element of live.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    for (const name of STYLES) element.setAttribute(name, style.getPropertyValue(name));
    for (const name of ["class", "tabindex", "role", "data-at"]) element.removeAttribute(name);
  }
  const height = Number(live.getAttribute("height"));
  live.remove();
  return sheet(width, height + 44, draw("g", { transform: "translate(0 40)" }, ...live.childNodes));
}

function questionSheet() {
  const colour = colours();
  let y = 44;
  /** @type {Node[]} */ const parts = [];
  for (const { title, items, none, row } of sections()) {
    y += 34;
    parts.push(text(16, y, `${title} (${items.length})`, { "font-weight": 600 }));
    for (const item of items.slice(0, 60)) {
      const element = row(item);
      const [said, more] = [...element.childNodes].map((child) => (child.textContent ?? "").replace(/\s+/g, " ").trim());
      y += 20;
      parts.push(text(30, y, cut(said, 130)));
      if (more) { y += 16; parts.push(text(30, y, cut(more, 150), { fill: colour("mute"), "font-size": 11 })); }
    }
    if (!items.length) { y += 20; parts.push(text(30, y, none, { fill: colour("mute") })); }
  }
  return sheet(1000, y + 30, ...parts);
}

function graphSheet() {
  const colour = colours();
  const { marks, scene, size } = graphDrawn();
  const places = new Map([
    ...marks.nodes.map((at) => /** @type {[string, {x: number, y: number}]} */ ([String(at), /** @type {any} */ (scene?.places.get(at))])),
    ...marks.groups.map((at) => /** @type {[string, {x: number, y: number}]} */ ([`g${at}`, /** @type {any} */ (scene?.groups[at])])),
  ]);
  const spots = [...places.values()];
  const [left, top] = [Math.min(0, ...spots.map(({ x }) => x)) - 130, Math.min(0, ...spots.map(({ y }) => y)) - 60];
  const [right, bottom] = [Math.max(0, ...spots.map(({ x }) => x)) + 130, Math.max(0, ...spots.map(({ y }) => y)) + 60];
  const line = (/** @type {any} */ from, /** @type {any} */ to, /** @type {Record<string, any>} */ look) => {
    const [one, two] = [places.get(String(from)), places.get(String(to))];
    return one && two ? [draw("line", { x1: one.x, y1: one.y, x2: two.x, y2: two.y, ...look })] : [];
  };
  const lines = [
    ...marks.bundles.flatMap(({ from, to }) => line(from, to, { stroke: blend(colour("plain"), 0.4) })),
    ...marks.lines.flatMap(({ from, to, power, firm }) => line(from, to, { stroke: colour(power ? power.toLowerCase() : "plain"), "stroke-width": 1.6, "stroke-opacity": 0.7, ...(firm ? {} : { "stroke-dasharray": "4 5" }) })),
  ];
  const boxes = marks.nodes.map((at) => box(/** @type {any} */ (scene?.places.get(at)), wrapped(page.things[at].label), page.things[at].kind, size(at)));
  const dots = marks.groups.flatMap((at) => {
    const group = scene?.groups[at];
    return group ? [draw("circle", { cx: group.x, cy: group.y, r: 14 + 5 * Math.sqrt(group.nodes.length), fill: mixed(colour("own"), colour("bg"), 0.3), stroke: colour("own") }), text(group.x, group.y + 30 + 5 * Math.sqrt(group.nodes.length), group.title, { "text-anchor": "middle" })] : [];
  });
  const found = sheet(Math.round(right - left), Math.round(bottom - top + 40), draw("g", { transform: `translate(${-left} ${40 - top})` }, ...lines, ...dots, ...boxes));
  return found;
}

/** @param {{x: number, y: number}} place @param {string} label @param {string} kind @param {number} size */
function box({ x, y }, label, kind, size) {
  const colour = colours();
  const name = kind === "person" || kind === "role" ? kind : kind === "team" || kind === "organisation" ? "team" : "topic";
  const words = label.split("\n");
  const [width, height] = [Math.max(...words.map((word) => word.length)) * size * 0.56 + 18, words.length * size * 1.25 + 14];
  return draw("g", {}, draw("rect", { x: x - width / 2, y: y - height / 2, width, height, rx: name === "person" ? 12 : 3, fill: colour(name), stroke: colour(`${name}-edge`), "stroke-width": 1.5, ...(name === "role" ? { "stroke-dasharray": "5 3" } : {}) }),
    ...words.map((word, at) => text(x, y + (at - (words.length - 1) / 2) * size * 1.25 + size * 0.35, word, { "text-anchor": "middle", "font-size": size })));
}
