// @ts-check
// What the page says, and what is selected of it. Everything refers to everything else by its position in a list.
import { make } from "./dom.js";

/**
 * @typedef {(string | number)[]} Parts text, and positions of things
 * @typedef {{kind: string, label: string, aliases: string[], sub: string}} Thing
 * @typedef {{kind: string, parts: Parts, status: string, mark: string, things: number[], date: string,
 *   confidence: number, review: string, quote: string, line: number, note: number | null,
 *   also: (number | null)[], power?: string, held?: [string, string]}} Statement
 * @typedef {{path: string, title: string, file: string, obsidian: string}} Note
 * @typedef {{who: Parts, note: string, statement: number}} Decider
 * @typedef {{topic: number, deciders: Decider[], also: {who: Parts, power: string}[], came_up?: string,
 *   said?: number[]}} Row
 * @typedef {{id: number, from: number, to: number, statements: number[], say: Parts, far: boolean,
 *   weight: number}} Edge
 * @typedef {{title: string, day: string, note_count: number, left_out: number, description: string,
 *   things: Thing[], statements: Statement[], notes: Note[], decided: Row[], undecided: Row[],
 *   conflicts: {topic: number, statements: number[]}[],
 *   graph: {lens: string, nodes: any[], edges: Edge[], options: any}}} Page
 * @typedef {{thing?: number, edge?: number}} Selection
 */

/** @type {Page} */
export const page = JSON.parse(document.getElementById("data")?.textContent ?? "{}");

export const POWERS = ["Decide", "Approve", "Veto", "Own", "Recommend", "Consult", "Perform", "Inform"];
/** @type {Record<string, string>} */
export const VERBS = {
  Decide: "decides", Approve: "approves", Veto: "can veto", Own: "accountable", Recommend: "recommends",
  Consult: "consulted", Perform: "carries out", Inform: "informed",
};
/** Which statuses each filter shows. @type {Record<string, string[]>} */
export const STANDINGS = {
  "believed": ["believed"], "proposed": ["proposed", "hypothetical", "later", "unconfirmed"], "denied": ["negated"],
  "past": ["past", "ended"],
};

/** What is shown of the graph. */
export const shown = { powers: new Set(POWERS), standings: new Set(["held"]) };

/** @type {Map<number, number[]>} */
const byThing = new Map();
page.statements.forEach((statement, at) => {
  for (const thing of statement.things) byThing.set(thing, [...(byThing.get(thing) ?? []), at]);
});

/** The statements about a thing, newest first. @param {number} thing */
export function about(thing) {
  return byThing.get(thing) ?? [];
}

/** @type {Selection} */
let selected = {};
/** @type {((selection: Selection) => void)[]} */
const listeners = [];

/** Call `listener` whenever something is selected. @param {(selection: Selection) => void} listener */
export function onSelect(listener) {
  listeners.push(listener);
}

/** @param {Selection} selection */
export function select(selection) {
  selected = selection;
  for (const listener of listeners) listener(selected);
}

/** A thing as a button that selects it. @param {number} at @param {string} [more] */
export function thingButton(at, more = "") {
  return make("button", { type: "button", class: `thing ${more}`, onclick: () => select({ thing: at }) }, page.things[at].label);
}

/** A sentence with its things as buttons. @param {Parts} parts */
export function sentence(parts) {
  const [first, ...rest] = parts;
  return names(typeof first === "string" ? [first.charAt(0).toUpperCase() + first.slice(1), ...rest] : parts);
}

/** Things as buttons between text as it is. @param {Parts} parts @param {string} [more] */
export function names(parts, more = "") {
  return make("span", {}, ...parts.map((part) => (typeof part === "number" ? thingButton(part, more) : part)));
}

/** The sign of a power: a letter with a shape and a colour. @param {string} power */
export function glyph(power) {
  return make("span", { class: `glyph ${power}`, title: VERBS[power], "aria-hidden": "true" }, power.charAt(0));
}
