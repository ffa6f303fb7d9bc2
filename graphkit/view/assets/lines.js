// @ts-check
// The lines of the pictures, on the day and through the filters that are set.
import { occasionsOf, page, POWERS } from "./data.js";
import { day, listed, now, selected } from "./store.js";
import { once, passes, shownStatuses, status } from "./time.js";
import { shortest } from "./ways.js";

/**
 * @typedef {{from: number, to: number, power: string, firm: boolean, weight: number, arrow: boolean}} Line
 * @typedef {{id: number, x: number, y: number, block: number, betweenness: number, brokerage: number}} Place
 */

/** Around one thing at most so many others are drawn. */
const AROUND = 80;

/** Rows of the file as objects. @param {import("./data.js").Rows} rows @returns {any[]} */
function objects({ columns, rows }) {
  return rows.map((row) => Object.fromEntries(row.map((value, at) => [columns[at], value])));
}

/** @type {Map<string, {places: Map<number, Place>, edges: {from: number, to: number, statements: number[]}[]}>} */
const unpacked = new Map();

/** Where everything stands in a picture, and what it joins. @param {string} lens */
export function picture(lens) {
  let found = unpacked.get(lens);
  if (!found) {
    const { nodes, edges } = page.pictures[lens];
    unpacked.set(lens, (found = { places: new Map(objects(nodes).map((node) => [node.id, node])), edges: objects(edges) }));
  }
  return found;
}

/** The lines of a lens. @param {string} lens @returns {Line[]} */
export function linesOf(lens) {
  const { also, hide } = now();
  if (lens === "ego") return around(selected());
  return once(`lines ${lens} ${also} ${hide}`, () => picture(lens).edges.flatMap((edge) => line(lens, edge) ?? []));
}

/** @param {string} lens @param {{from: number, to: number, statements: number[]}} edge @returns {Line | null} */
function line(lens, { from, to, statements }) {
  const arrow = lens !== "co-attendance";
  if (lens === "co-attendance") {
    const weight = together(from, to);
    return weight ? { from, to, power: "", firm: true, weight, arrow } : null;
  }
  if (lens === "organisations" && !statements.length) return { from, to, power: "", firm: true, weight: 1, arrow };
  const statuses = shownStatuses();
  const hidden = listed(now().hide);
  let best = null;
  let weight = 0;
  for (const at of statements) {
    const read = status(at);
    const { power = "", kind } = page.statements[at];
    const shown = kind === "action" ? ["open", "overdue", "done", "suggested"].includes(read) : statuses.has(read);
    if (!shown || !passes(at) || hidden.has(power)) continue;
    weight += 1;
    const firm = read === "held" || kind === "action";
    const rank = (firm ? 0 : 10) + (power ? POWERS.indexOf(power) : 8);
    if (!best || rank < best.rank) best = { rank, power, firm };
  }
  return best && { from, to, power: best.power, firm: best.firm, weight, arrow };
}

/** How many meetings two people were both in, up to the day. @param {number} one @param {number} two */
function together(one, two) {
  const those = new Set(occasionsOf(two));
  return occasionsOf(one).filter((at) => {
    const { date, mail, people } = page.occasions[at];
    return those.has(at) && date <= day() && !mail && people.includes(one) && people.includes(two);
  }).length;
}

/** The lines of all lenses that say something of authority or belonging. @returns {Line[]} */
function every() {
  const { also, hide } = now();
  return once(`every line ${also} ${hide}`, () => ["decision-rights", "escalation", "organisations", "assignments"].flatMap((lens) => linesOf(lens)));
}

/** What is around one thing, the most firmly joined first. @param {number} [middle] @returns {Line[]} */
function around(middle) {
  if (middle === undefined) return [];
  const near = new Set([middle]);
  for (const { from, to } of every()) {
    if (near.size >= AROUND) break;
    if (from === middle) near.add(to);
    if (to === middle) near.add(from);
  }
  /** @type {Map<string, Line>} */ const found = new Map();
  for (const one of every()) {
    const key = `${one.from} ${one.to}`;
    if (near.has(one.from) && near.has(one.to) && !found.has(key)) found.set(key, one);
  }
  return [...found.values()];
}

/** The shortest way between two things over everything that is said; over meetings where nothing else joins them. @param {number} one @param {number} two */
export function pathBetween(one, two) {
  const way = shortest(one, two, every());
  return way.length ? way : shortest(one, two, [...every(), ...linesOf("co-attendance")]);
}
