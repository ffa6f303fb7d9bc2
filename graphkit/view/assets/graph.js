// @ts-check
// The graph: vis-network draws it where Python has placed it; nothing moves by itself.
import { byId } from "./dom.js";
import { onSelect, page, POWERS, select, shown } from "./model.js";

/** @type {any} */
const vis = /** @type {any} */ (globalThis).vis;
const WIDTH = { Decide: 3, Approve: 2.2, Veto: 2.2, Own: 2, Recommend: 1.4, Consult: 1.2, Perform: 1.2, Inform: 1 };
const BOXES = { topic: "topic", project: "topic", forum: "topic", scope: "topic", role: "role", team: "team", organisation: "team", person: "person" };
/** Labels smaller than this cannot be read; a graph that does not fit is shown in part. */
const READABLE = 0.7;

/** @type {any} */ let network = null;
/** @type {any} */ let nodes = null;
/** @type {any} */ let edges = null;
/** @type {import("./model.js").Selection} */ let selection = {};

export function startGraph() {
  byId("nothing").hidden = page.graph.nodes.length > 0;
  byId("nothing").textContent = "The notes say nothing yet that this graph could show.";
  byId("stage").toggleAttribute("data-empty", !page.graph.nodes.length);
  if (!page.graph.nodes.length) return;
  nodes = new vis.DataSet(page.graph.nodes);
  edges = new vis.DataSet(page.graph.edges.map(({ id, from, to }) => ({ id, from, to })));
  draw();
  network = new vis.Network(byId("graph"), { nodes, edges }, { ...page.graph.options, autoResize: true });
  network.on("click", (/** @type {any} */ event) => {
    if (event.nodes.length) select({ thing: event.nodes[0] });
    else if (event.edges.length) select({ edge: event.edges[0] });
    else select({});
  });
  network.once("afterDrawing", () => document.body.setAttribute("data-drawn", ""));
  fit(true);
  byId("closer").onclick = () => network.moveTo({ scale: network.getScale() * 1.3 });
  byId("farther").onclick = () => network.moveTo({ scale: network.getScale() / 1.3 });
  byId("whole").onclick = () => fit(false);
  onSelect((chosen) => {
    selection = chosen;
    draw();
    if (chosen.thing !== undefined && nodes.get(chosen.thing)) reveal(chosen.thing);
    else network.unselectAll();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
}

/** Everything in sight, or from the start of it as much as can be read. @param {boolean} readable */
function fit(readable) {
  const visible = nodes.getIds({ filter: (/** @type {any} */ node) => !node.hidden });
  network.fit({ nodes: visible, animation: false, maxZoomLevel: 1.1 });
  if (!readable || network.getScale() >= READABLE) return;
  const places = Object.values(network.getPositions(visible));
  const left = Math.min(...places.map(({ x }) => x));
  const top = Math.min(...places.map(({ y }) => y));
  const { clientWidth, clientHeight } = byId("graph");
  const scale = READABLE + 0.1;
  const position = { x: left - 110 + clientWidth / scale / 2, y: top - 40 + clientHeight / scale / 2 };
  network.moveTo({ scale, position, animation: false });
}

/** Bring a node into sight, if it is not. @param {number} at */
function reveal(at) {
  network.selectNodes([at], false);
  const { x, y } = network.canvasToDOM(network.getPosition(at));
  const { clientWidth, clientHeight } = byId("graph");
  const inside = x > 60 && y > 30 && x < clientWidth - 60 && y < clientHeight - 30;
  if (!inside || network.getScale() < READABLE) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    network.focus(at, { scale: Math.max(network.getScale(), 0.9), animation: still ? false : { duration: 250 } });
  }
}

/** Colours, widths and what is hidden, by the filters, the selection and the theme. */
export function draw() {
  if (!nodes) return;
  const style = getComputedStyle(document.documentElement);
  const colour = (/** @type {string} */ name) => style.getPropertyValue(`--${name}`).trim();
  const visible = new Map(page.graph.edges.map((edge) => [edge.id, strongest(edge)]));
  const joined = new Set(page.graph.edges.flatMap((edge) => [edge.from, edge.to]));
  const standing = new Set(page.graph.edges.filter((edge) => visible.get(edge.id)).flatMap((edge) => [edge.from, edge.to]));
  const near = neighbours(visible);
  const faded = Number(colour("faded"));
  // Solid colours, faded towards the ground: through a see-through box one would see the lines behind it.
  const on = (/** @type {string} */ name, /** @type {boolean} */ lit) => (lit ? colour(name) : mixed(colour(name), colour("bg"), faded + 0.15));
  nodes.update(page.graph.nodes.map(({ id, group }) => {
    const box = /** @type {Record<string, string>} */ (BOXES)[group] ?? "topic";
    const chosen = id === selection.thing;
    const lit = !near || near.has(id);
    const border = on(chosen ? "link" : `${box}-edge`, lit);
    const background = on(box, lit);
    return {
      id, hidden: joined.has(id) && !standing.has(id),
      color: { border, background, highlight: { border, background }, hover: { border: colour("link"), background } },
      font: { color: on("ink", lit), size: 14, face: "system-ui, sans-serif" },
      borderWidth: chosen ? 3 : 1.5, borderWidthSelected: 3, margin: 8,
      shapeProperties: { borderRadius: box === "person" ? 12 : 3, borderDashes: box === "role" ? [5, 3] : false },
    };
  }));
  edges.update(page.graph.edges.map((edge) => {
    const best = visible.get(edge.id);
    const power = best && best.power ? best.power : "";
    const lit = !near || edge.id === selection.edge || edge.from === selection.thing || edge.to === selection.thing;
    // Between blocks a line crosses what it has nothing to do with, so it stays faint until it is asked for.
    const calm = edge.far ? 0.22 : edge.say.length ? 0.5 : 0.8;
    const strength = lit ? (near ? 1 : calm) : faded;
    const main = blend(colour(power ? power.toLowerCase() : "plain"), strength);
    return {
      id: edge.id, hidden: !best, color: { color: main, highlight: main, hover: main },
      width: (/** @type {Record<string, number>} */ (WIDTH)[power] ?? Math.log2(1 + edge.weight)) * (edge.id === selection.edge ? 1.8 : 1),
      dashes: best && best.status !== "held" ? [4, 5] : false,
      arrows: /** @type {any} */ (edge).arrows ? { to: { enabled: true, scaleFactor: 0.5 } } : "",
      smooth: /** @type {any} */ (edge).smooth ?? false,
    };
  }));
}

/** The statement that decides how an edge looks: what holds before what does not, then by power. @param {import("./model.js").Edge} edge */
function strongest(edge) {
  if (edge.say.length || !edge.statements.length) return { power: "", status: "held" };
  const seen = edge.statements.map((at) => page.statements[at]).filter(isShown);
  const rank = (/** @type {import("./model.js").Statement} */ s) => (s.status === "held" ? 0 : 10) + (s.power ? POWERS.indexOf(s.power) : 8);
  return seen.sort((one, other) => rank(one) - rank(other))[0];
}

/** @param {import("./model.js").Statement} statement */
function isShown(statement) {
  return shown.standings.has(statement.status) && (!statement.power || shown.powers.has(statement.power));
}

/** The selection and what it is joined to; null when nothing in the graph is selected. @param {Map<number, any>} visible */
function neighbours(visible) {
  const joined = page.graph.edges.filter((edge) => visible.get(edge.id)
    && (edge.id === selection.edge || edge.from === selection.thing || edge.to === selection.thing));
  if (!joined.length) return null;
  return new Set(joined.flatMap((edge) => [edge.from, edge.to]));
}

/** Red, green and blue of `#rgb` or `#rrggbb`. @param {string} colour */
function channels(colour) {
  const full = colour.length === 4 ? colour.replace(/[0-9a-f]/gi, "$&$&") : colour;
  return [1, 3, 5].map((at) => parseInt(full.slice(at, at + 2), 16));
}

/** A colour with an opacity. @param {string} colour @param {number} opacity */
function blend(colour, opacity) {
  return `rgba(${channels(colour).join(", ")}, ${opacity})`;
}

/** So much of one colour on the ground of another. @param {string} colour @param {string} ground @param {number} share */
function mixed(colour, ground, share) {
  const under = channels(ground);
  return `rgb(${channels(colour).map((value, at) => Math.round(value * share + under[at] * (1 - share))).join(", ")})`;
}
