// @ts-check
// The graph: vis-network draws it where Python has placed it; nothing moves by itself.
import { byId, idle } from "./dom.js";
import { page } from "./data.js";
import { marks, scene } from "./marks.js";
import { hulls } from "./hulls.js";
import { library } from "./library.js";
import { pathBetween, picture } from "./lines.js";
import { change, day, now, onChange, other, select, selected } from "./store.js";
import { blend, colours, mixed } from "./colours.js";
import { wrapped } from "./words.js";

/** @typedef {import("./lines.js").Line} Line */

/** @type {Record<string, number>} */
const WIDTH = { Decide: 3, Approve: 2.2, Veto: 2.2, Own: 2, Recommend: 1.4, Consult: 1.2, Perform: 1.2, Inform: 1 };
/** @type {Record<string, string>} */
const BOXES = { topic: "topic", project: "topic", forum: "topic", scope: "topic", role: "role", team: "team", organisation: "team", person: "person" };
/** Labels smaller than this cannot be read; a graph that does not fit is shown in part. */
const READABLE = 0.62;
/** With more lines than this they are left out while the picture moves. */
const MANY = 350;

/** @type {any} */ let network = null;
/** @type {any} */ let nodes = null;
/** @type {any} */ let edges = null;
/** @type {import("./marks.js").Scene | null} */ let current = null;
/** @type {import("./marks.js").Marks} */ let drawn = { nodes: [], groups: [], lines: [], bundles: [] };
/** @type {Set<number>} */ let opened = new Set();
/** @type {number | undefined} */ let hovered;
let key = "";
let crowded = false;

export function startGraph() {
  idle(library);
  onChange((state) => { if (state.view === "graph") update(); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { if (network) { colours(true); paint(); } });
  byId("closer").onclick = () => zoom(1.4);
  byId("farther").onclick = () => zoom(1 / 1.4);
  byId("whole").onclick = () => { opened = new Set(); fit(false); refresh(); };
}

/** @param {number} factor */
function zoom(factor) {
  network.moveTo({ scale: network.getScale() * factor, animation: false });
  refresh();
}

/** The scene of the state; begun anew where the lens, the day or the filters are others. */
function update() {
  const state = now();
  const wanted = JSON.stringify([state.lens, day(), state.org, state.kind, state.sure, state.review, state.since, state.hide, state.also, state.lens === "ego" ? state.sel : ""]);
  const lens = key ? JSON.parse(key)[0] : "";
  const again = wanted !== key;
  const moved = state.lens !== lens || state.lens === "ego";
  if (again) {
    key = wanted;
    current = scene(state.lens, selected());
    if (moved) opened = new Set();
  }
  const empty = !current?.near.size;
  byId("nothing").hidden = !empty;
  byId("nothing").textContent = state.lens === "ego" && selected() === undefined
    ? "Choose somebody or something, by search or in another view, to see everything around it."
    : "Nothing that this picture could show is left on this day and by these filters.";
  byId("stage").toggleAttribute("data-empty", empty);
  if (!network) begin();
  refresh(again);
  if (again && moved && !empty) fit(true);
  if (again && drawn.groups.length) refresh();
  const chosen = selected();
  if (chosen !== undefined && current?.near.has(chosen) && state.lens !== "ego") reveal(chosen, again && moved);
}

function begin() {
  const vis = library();
  nodes = new vis.DataSet();
  edges = new vis.DataSet();
  const { options } = page.pictures["decision-rights"];
  network = new vis.Network(byId("graph"), { nodes, edges }, { ...options, autoResize: true, nodes: { scaling: { label: { drawThreshold: 4 } } } });
  network.on("click", (/** @type {any} */ event) => {
    if (event.nodes.length) chosen(event.nodes[0], event.event?.srcEvent?.shiftKey);
    else if (event.edges.length) line(event.edges[0]);
    else if (selected() !== undefined) select();
  });
  network.on("hoverNode", (/** @type {any} */ event) => { hovered = typeof event.node === "number" ? event.node : undefined; paint(); });
  network.on("blurNode", () => { hovered = undefined; paint(); });
  network.on("zoom", later);
  network.on("dragEnd", later);
  network.on("beforeDrawing", (/** @type {CanvasRenderingContext2D} */ context) => {
    if (current && now().lens !== "ego") hulls(context, current.groups, new Set(drawn.groups));
  });
  byId("graph").querySelector("canvas")?.setAttribute("aria-hidden", "true");
}

/** @param {number | string} id @param {boolean} second */
function chosen(id, second) {
  if (typeof id === "number") {
    if (second && selected() !== undefined) change({ with: page.things[id].id });
    else select(id);
    return;
  }
  const at = Number(id.slice(1));
  opened.add(at);
  const group = current?.groups[at];
  if (!group) return;
  const { clientWidth, clientHeight } = byId("graph");
  const { left, right, top, bottom } = group.box;
  network.moveTo({ position: { x: group.x, y: group.y }, scale: Math.min(1, clientWidth / (right - left + 80), clientHeight / (bottom - top + 80)), animation: false });
  refresh();
}

/** @param {string} id */
function line(id) {
  const found = edges.get(id);
  if (typeof found.from === "number" && typeof found.to === "number") select(found.from, found.to);
}

/** @type {any} */ let waiting = 0;
function later() {
  clearTimeout(waiting);
  waiting = setTimeout(() => refresh(), 120);
}

/** What is in sight; null before anything is. */
function sight() {
  const { clientWidth, clientHeight } = byId("graph");
  if (!network || !clientWidth) return null;
  const [from, to] = [network.DOMtoCanvas({ x: 0, y: 0 }), network.DOMtoCanvas({ x: clientWidth, y: clientHeight })];
  return { left: from.x, top: from.y, right: to.x, bottom: to.y };
}

/** Draw what belongs in sight. @param {boolean} [anew] */
function refresh(anew = false) {
  if (!current || !network) return;
  const way = path();
  drawn = marks(current, anew ? null : sight(), opened, [...(selected() === undefined ? [] : [/** @type {number} */ (selected())]), ...way]);
  const wanted = new Map([...drawn.nodes.map((at) => /** @type {[any, any]} */ ([at, node(at)])), ...drawn.groups.map((at) => /** @type {[any, any]} */ ([`g${at}`, bubble(at)]))]);
  const lines = new Map([
    ...drawn.lines.map((one) => /** @type {[string, any]} */ ([`${one.from}-${one.to}`, { id: `${one.from}-${one.to}`, from: one.from, to: one.to }])),
    ...drawn.bundles.map(({ from, to, weight }) => /** @type {[string, any]} */ ([`${from}-${to}`, { id: `${from}-${to}`, from, to, width: Math.min(4, 0.5 + Math.log2(weight) / 2) / reach(), arrows: "" }])),
    ...joints(way),
  ]);
  edges.remove(edges.getIds().filter((/** @type {string} */ id) => !lines.has(id)));
  nodes.remove(nodes.getIds().filter((/** @type {any} */ id) => !wanted.has(id)));
  nodes.update([...wanted.values()]);
  edges.update([...lines.values()]);
  if (crowded !== lines.size > MANY) {
    crowded = lines.size > MANY;
    network.setOptions({ interaction: { hideEdgesOnDrag: crowded, hideEdgesOnZoom: crowded } });
  }
  const shown = drawn.nodes.length ? `${drawn.nodes.length} of ${current.near.size} shown one by one, the rest as groups` : `${current.near.size} in ${drawn.groups.length} groups`;
  byId("drawn").textContent = drawn.groups.length ? `${shown}: come closer or click one to open it` : "";
  paint();
  document.body.setAttribute("data-drawn", String(drawn.nodes.length + drawn.groups.length + lines.size));
}

/** The way between the two things that are selected. */
function path() {
  const [one, two] = [selected(), other()];
  return one === undefined || two === undefined ? [] : pathBetween(one, two).filter((at) => current?.places.has(at));
}

/** Steps of a way that this lens has no line for. @param {number[]} way @returns {[string, any][]} */
function joints(way) {
  return way.slice(1).flatMap((at, index) => {
    const before = way[index];
    const known = (current?.near.get(at) ?? []).some(({ from, to }) => from === before || to === before);
    return known || !current?.near.has(at) || !current.near.has(before) ? [] : [[`p${before}-${at}`, { id: `p${before}-${at}`, from: before, to: at, arrows: "", dashes: [2, 6], joint: true }]];
  });
}

/** @param {number} at */
function node(at) {
  const { x, y } = /** @type {import("./marks.js").Point} */ (current?.places.get(at));
  return { id: at, x, y, label: wrapped(page.things[at].label), shape: "box", group: page.things[at].kind, physics: false, title: undefined };
}

/** Groups and their names are as large on the screen however far away one is. */
function reach() {
  return Math.min(1, Math.max(0.02, network.getScale()));
}

/** @param {number} at */
function bubble(at) {
  const { x, y, title, nodes: members } = /** @type {import("./marks.js").Group} */ (current?.groups[at]);
  return { id: `g${at}`, x, y, label: wrapped(title), shape: "dot", size: (5 + 1.8 * Math.sqrt(members.length)) / reach(), physics: false };
}

/** Everything in sight, or from the start of it as much as can be read. @param {boolean} readable */
function fit(readable) {
  network.fit({ animation: false, maxZoomLevel: 1.1 });
  // The names of groups stand out beyond them.
  if (drawn.groups.length) network.moveTo({ scale: network.getScale() * 0.88, animation: false });
  if (!readable || network.getScale() >= (now().lens === "co-attendance" ? READABLE / 2 : READABLE) || drawn.groups.length) return;
  const places = Object.values(network.getPositions(nodes.getIds()));
  const left = Math.min(...places.map(({ x }) => x));
  const top = Math.min(...places.map(({ y }) => y));
  const { clientWidth, clientHeight } = byId("graph");
  const scale = READABLE + 0.05;
  network.moveTo({ scale, position: { x: left - 110 + clientWidth / scale / 2, y: top - 40 + clientHeight / scale / 2 }, animation: false });
}

/** Bring a node into sight with what it is joined to: if it is not, or `anew`. Whoever clicked it sees it already. @param {number} at @param {boolean} anew */
function reveal(at, anew) {
  const spot = /** @type {import("./marks.js").Point} */ (current?.places.get(at));
  const view = sight();
  if (!anew && view && spot.x > view.left && spot.x < view.right && spot.y > view.top && spot.y < view.bottom && network.getScale() >= READABLE) return;
  const near = [at, ...(current?.near.get(at) ?? []).flatMap(({ from, to }) => [from, to])].flatMap((one) => current?.places.get(one) ?? []);
  const [xs, ys] = [near.map(({ x }) => x), near.map(({ y }) => y)];
  const [left, right, top, bottom] = [Math.min(...xs) - 110, Math.max(...xs) + 110, Math.min(...ys) - 40, Math.max(...ys) + 40];
  const { clientWidth, clientHeight } = byId("graph");
  const fitting = Math.min(clientWidth / (right - left), clientHeight / (bottom - top));
  const position = fitting < READABLE ? { x: spot.x, y: spot.y } : { x: (left + right) / 2, y: (top + bottom) / 2 };
  network.moveTo({ position, scale: Math.min(1, Math.max(READABLE, fitting)), animation: false });
  refresh();
}

/** How large names are, by the measure that is chosen. */
function sizes() {
  const { size, lens } = now();
  const known = lens === "ego" ? null : picture(lens).places;
  const value = (/** @type {number} */ at) => (size === "links" ? current?.degree.get(at) ?? 0 : known && size ? Number(/** @type {any} */ (known.get(at))?.[size] ?? 0) : 0);
  const most = Math.max(1e-9, ...drawn.nodes.map(value));
  return (/** @type {number} */ at) => (size ? 12 + Math.round(14 * Math.sqrt(value(at) / most)) : 14);
}

/** Colours and widths by the selection, what is pointed at, and the theme. */
function paint() {
  const colour = colours();
  const way = path();
  const middle = hovered ?? (way.length ? undefined : selected());
  const lit = middle !== undefined && current?.near.has(middle) ? new Set([middle, ...(current.near.get(middle) ?? []).flatMap(({ from, to }) => [from, to])]) : null;
  const steps = new Set(way.slice(1).flatMap((at, index) => [`${way[index]}-${at}`, `${at}-${way[index]}`, `p${way[index]}-${at}`]));
  const isLit = (/** @type {number} */ at) => (way.length && hovered === undefined ? way.includes(at) : !lit || lit.has(at));
  const on = (/** @type {string} */ name, /** @type {boolean} */ full) => (full ? colour(name) : mixed(colour(name), colour("bg"), 0.34));
  const large = sizes();
  const named = readable();
  const most = Math.max(1, ...drawn.lines.map(({ weight }) => weight));
  nodes.update([
    ...drawn.nodes.map((id) => {
      const box = BOXES[page.things[id].kind] ?? "topic";
      const picked = id === selected() || id === other();
      const full = isLit(id);
      const border = on(picked ? "link" : `${box}-edge`, full);
      const background = on(box, full);
      return {
        id, color: { border, background, highlight: { border, background }, hover: { border: colour("link"), background } },
        font: { color: on("ink", full), size: large(id), face: "system-ui, sans-serif" },
        borderWidth: picked ? 3 : 1.5, borderWidthSelected: 3, margin: 8,
        shapeProperties: { borderRadius: box === "person" ? 12 : 3, borderDashes: box === "role" ? [5, 3] : false },
      };
    }),
    ...drawn.groups.map((at) => {
      const fill = mixed(colour("own"), colour("bg"), 0.3);
      return { id: `g${at}`, color: { border: colour("own"), background: fill, highlight: { border: colour("link"), background: fill }, hover: { border: colour("link"), background: fill } }, font: { color: colour("ink"), face: "system-ui, sans-serif", size: named.has(at) ? 12 / reach() : 0, strokeWidth: 3 / reach(), strokeColor: colour("bg") }, borderWidth: 1.5 };
    }),
  ]);
  edges.update([
    ...drawn.lines.map((one) => {
      const id = `${one.from}-${one.to}`;
      const full = steps.has(id) || (way.length ? false : middle === undefined || one.from === middle || one.to === middle);
      const main = blend(colour(one.power ? one.power.toLowerCase() : "plain"), full ? (steps.has(id) || (lit && one.arrow) ? 1 : lit ? 0.25 + 0.75 * (one.weight / most) : one.arrow ? (far(one) ? 0.22 : 0.65) : 0.08 + 0.7 * (one.weight / most)) : 0.1);
      return { id, color: { color: main, highlight: main, hover: main, inherit: false }, width: (WIDTH[one.power] ?? 0.8 + Math.log2(1 + one.weight) / 2) * (steps.has(id) ? 1.8 : 1), dashes: one.firm ? false : [4, 5], arrows: one.arrow ? { to: { enabled: true, scaleFactor: 0.5 } } : "", smooth: false };
    }),
    ...drawn.bundles.map(({ from, to }) => ({ id: `${from}-${to}`, color: { color: blend(colour("plain"), 0.16), inherit: false }, smooth: false })),
    ...edges.getIds().filter((/** @type {string} */ id) => id.startsWith("p")).map((/** @type {string} */ id) => ({ id, color: { color: colour("link"), inherit: false }, width: 2.5 })),
  ]);
}

/** Groups whose names fit beside each other, the largest first. */
function readable() {
  /** @type {import("./marks.js").Group[]} */ const taken = [];
  const [wide, high] = [125 / reach(), 22 / reach()];
  const ranked = [...drawn.groups].sort((one, two) => (current?.groups[two].nodes.length ?? 0) - (current?.groups[one].nodes.length ?? 0));
  return new Set(ranked.filter((at) => {
    const group = /** @type {import("./marks.js").Group} */ (current?.groups[at]);
    const free = taken.every(({ x, y }) => Math.abs(x - group.x) > wide || Math.abs(y - group.y) > high);
    if (free) taken.push(group);
    return free;
  }));
}

/** Between communities a line crosses what it has nothing to do with, so it stays faint until it is asked for. @param {Line} one */
function far(one) {
  return now().lens !== "escalation" && current?.groupOf.get(one.from) !== current?.groupOf.get(one.to);
}

/** What the graph shows now, for other formats. */
export function graphDrawn() {
  const scale = sizes();
  return { marks: drawn, scene: current, size: scale, path: path() };
}
