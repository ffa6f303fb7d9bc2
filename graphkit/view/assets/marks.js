// @ts-check
// What of a large picture is drawn: nodes where one looks, elsewhere one mark for each community.
import { page } from "./data.js";
import { linesOf, picture } from "./lines.js";
import { wrapped } from "./words.js";

/**
 * @typedef {import("./lines.js").Line} Line
 * @typedef {{x: number, y: number}} Point
 * @typedef {{left: number, top: number, right: number, bottom: number}} Box
 * @typedef {{nodes: number[], box: Box, x: number, y: number, title: string, links: number}} Group
 * @typedef {{lens: string, places: Map<number, Point>, lines: Line[], groups: Group[], groupOf: Map<number, number>,
 *   degree: Map<number, number>, near: Map<number, Line[]>}} Scene
 * @typedef {{nodes: number[], groups: number[], lines: Line[], bundles: {from: string, to: string, weight: number}[]}} Marks
 */

/** Up to so many nodes and lines everything is drawn at once. */
export const WHOLE = 1500;
/** Never more marks than this. */
export const MOST = 3000;
const GROUPS = 260;
const BUNDLES = 320;
/** Of what is selected so many neighbours are always drawn. */
const NEAR = 400;

/** Everything a picture shows on the day. @param {string} lens @param {number} [middle] @returns {Scene} */
export function scene(lens, middle) {
  const lines = linesOf(lens);
  const places = lens === "ego" ? star(lines, middle) : picture(lens).places;
  /** @type {Map<number, Line[]>} */ const near = new Map();
  for (const line of lines) {
    for (const at of [line.from, line.to]) {
      const known = near.get(at);
      if (known) known.push(line);
      else near.set(at, [line]);
    }
  }
  const degree = new Map([...near].map(([at, those]) => [at, those.length]));
  const { groups, groupOf } = grouped(lens, places, near);
  return { lens, places, lines, near, degree, groups, groupOf };
}

/** A picture around one thing: what it is joined to on a ring, by kind. @param {Line[]} lines @param {number} [middle] */
function star(lines, middle) {
  /** @type {Map<number, Point>} */ const found = new Map();
  if (middle === undefined) return found;
  found.set(middle, { x: 0, y: 0 });
  const others = [...new Set(lines.flatMap(({ from, to }) => [from, to]))].filter((at) => at !== middle)
    .sort((one, two) => page.things[one].kind.localeCompare(page.things[two].kind) || one - two);
  const rings = others.length > 44 ? 3 : others.length > 16 ? 2 : 1;
  others.forEach((at, index) => {
    const angle = (2 * Math.PI * index) / others.length - Math.PI / 2;
    const reach = 1 + (index % rings) * 0.55;
    const radius = Math.max(170, (others.length * 34) / (2 * Math.PI * 0.8));
    found.set(at, { x: Math.round(radius * reach * 1.7 * Math.cos(angle)), y: Math.round(radius * reach * Math.sin(angle)) });
  });
  return found;
}

/** Communities, the small ones together with those beside them, so that there are never too many. @param {string} lens @param {Map<number, any>} places @param {Map<number, Line[]>} near */
function grouped(lens, places, near) {
  /** @type {Map<number, number[]>} */ const blocks = new Map();
  for (const at of near.keys()) {
    const block = lens === "ego" ? 0 : places.get(at)?.block ?? 0;
    const known = blocks.get(block);
    if (known) known.push(at);
    else blocks.set(block, [at]);
  }
  const least = Math.ceil(near.size / GROUPS);
  /** @type {Group[]} */ const groups = [];
  /** @type {Map<number, number>} */ const groupOf = new Map();
  /** @type {number[]} */ let waiting = [];
  let blocksIn = 0;
  const close = () => {
    if (!waiting.length) return;
    for (const at of waiting) groupOf.set(at, groups.length);
    groups.push(described(waiting, places, near, blocksIn > 1));
    waiting = [];
    blocksIn = 0;
  };
  for (const block of [...blocks.keys()].sort((one, two) => one - two)) {
    const members = blocks.get(block) ?? [];
    if (members.length >= least) { close(); waiting = members; close(); continue; }
    waiting = [...waiting, ...members];
    blocksIn += 1;
    if (waiting.length >= least) close();
  }
  close();
  return { groups, groupOf };
}

/** @param {number[]} nodes @param {Map<number, Point>} places @param {Map<number, Line[]>} near @param {boolean} several @returns {Group} */
function described(nodes, places, near, several) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  let best = nodes[0];
  let links = 0;
  for (const at of nodes) {
    const { x, y } = /** @type {Point} */ (places.get(at));
    const words = wrapped(page.things[at].label).split("\n");
    const half = Math.max(...words.map((word) => word.length)) * 3.7 + 10;
    box.left = Math.min(box.left, x - half);
    box.right = Math.max(box.right, x + half);
    box.top = Math.min(box.top, y - 9 * words.length - 8);
    box.bottom = Math.max(box.bottom, y + 9 * words.length + 8);
    const count = near.get(at)?.length ?? 0;
    links += count;
    if (count > (near.get(best)?.length ?? 0)) best = at;
  }
  const title = page.things[best].label + (nodes.length > 1 ? ` +${nodes.length - 1}` : "");
  // What was put together of several communities is where its best connected node is: its middle may be another's place.
  const place = several ? /** @type {Point} */ (places.get(best)) : { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
  return { nodes, box, x: place.x, y: place.y, title, links: links / 2 };
}

/**
 * What to draw where one looks.
 * @param {Scene} found @param {Box | null} view what is in sight; null when all of it is
 * @param {Set<number>} opened groups that were asked for @param {number[]} chosen things always drawn with their neighbours
 * @returns {Marks}
 */
export function marks(found, view, opened, chosen) {
  if (found.near.size + found.lines.length <= WHOLE) return { nodes: [...found.near.keys()], groups: [], lines: found.lines, bundles: [] };
  const open = new Set();
  let budget = MOST - found.groups.length - BUNDLES - 2 * NEAR;
  const take = (/** @type {number} */ at) => {
    const cost = found.groups[at].nodes.length + found.groups[at].links;
    if (open.has(at) || cost > budget) return;
    budget -= cost;
    open.add(at);
  };
  for (const at of opened) take(at);
  const seen = view ? found.groups.flatMap(({ box }, at) => (box.left < view.right && box.right > view.left && box.top < view.bottom && box.bottom > view.top ? [at] : [])) : [];
  const whole = seen.reduce((sum, at) => sum + found.groups[at].nodes.length + found.groups[at].links, 0);
  if (view && whole <= budget) seen.forEach(take);
  const nodes = new Set([...open].flatMap((at) => found.groups[at].nodes));
  const special = new Set(chosen.filter((at) => found.near.has(at)));
  for (const at of special) {
    nodes.add(at);
    for (const { from, to } of (found.near.get(at) ?? []).slice(0, NEAR)) { nodes.add(from); nodes.add(to); }
  }
  const lines = found.lines.filter(({ from, to }) => nodes.has(from) && nodes.has(to)
    && (special.has(from) || special.has(to) || (open.has(found.groupOf.get(from)) && open.has(found.groupOf.get(to)))));
  const groups = found.groups.flatMap((_, at) => (open.has(at) ? [] : [at]));
  return { nodes: [...nodes], groups, lines: lines.slice(0, MOST), bundles: bundles(found, open) };
}

/** Lines between groups that are closed, or from an open group to a closed one, as one each. @param {Scene} found @param {Set<number>} open */
function bundles(found, open) {
  /** @type {Map<string, {from: string, to: string, weight: number}>} */ const counts = new Map();
  for (const { from, to } of found.lines) {
    const [one, two] = [found.groupOf.get(from) ?? -1, found.groupOf.get(to) ?? -1];
    if (one === two || open.has(one) || open.has(two)) continue;
    const key = one < two ? `${one} ${two}` : `${two} ${one}`;
    const known = counts.get(key);
    if (known) known.weight += 1;
    else counts.set(key, { from: `g${Math.min(one, two)}`, to: `g${Math.max(one, two)}`, weight: 1 });
  }
  return [...counts.values()].sort((one, two) => two.weight - one.weight).slice(0, BUNDLES);
}
