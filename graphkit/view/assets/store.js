// @ts-check
// What is looked at: one state for all views, kept in the address, so that a link opens the same and Back goes back.
import { LAST, page, statementIds, thingIds } from "./data.js";

/**
 * @typedef {{view: string, sel: string, with: string, day: string, org: string, kind: string, sure: string,
 *   review: string, since: string, hide: string, also: string, rows: string, group: string, sort: string,
 *   lens: string, size: string, changed: string}} State
 */

/** What an address leaves unsaid. @type {State} */
export const DEFAULTS = {
  view: "matrix", sel: "", with: "", day: "", org: "", kind: "", sure: "", review: "", since: "", hide: "",
  also: "proposed,denied", rows: "", group: "answer", sort: "", lens: page.lens, size: "", changed: "",
};
export const VIEWS = ["matrix", "graph", "timeline", "questions"];

/** @type {State} */
let state = { ...DEFAULTS };
/** @type {((state: State, before: State) => void)[]} */
const listeners = [];

/** @returns {Readonly<State>} */
export function now() {
  return state;
}

/** The day that everything is answered for. */
export function day() {
  return state.day || LAST;
}

/** Call `listener` whenever something is looked at in another way. @param {(state: State, before: State) => void} listener */
export function onChange(listener) {
  listeners.push(listener);
}

/**
 * Look at something else. `quiet` keeps the page's history short while something is dragged or typed.
 * @param {Partial<State>} changes @param {boolean} [quiet]
 */
export function change(changes, quiet = false) {
  const before = state;
  state = valid({ ...state, ...changes });
  if (written(state) === written(before)) return;
  try {
    history[quiet ? "replaceState" : "pushState"](null, "", `#${written(state)}`);
  } catch {
    // A page shown inside another one may have no address of its own.
  }
  tell(before);
}

/** Begin with what the address says, and follow it. */
export function startStore() {
  const around = thingIds.has(page.around) ? { sel: page.around, ...(page.lens === "ego" ? { view: "graph" } : {}) } : {};
  const read = () => {
    const before = state;
    const said = Object.fromEntries([...new URLSearchParams(location.hash.slice(1))].filter(([name]) => name in DEFAULTS));
    state = valid({ ...DEFAULTS, ...around, ...said });
    return before;
  };
  addEventListener("popstate", () => tell(read()));
  tell(read());
}

/** @param {State} before */
function tell(before) {
  for (const listener of listeners) listener(state, before);
}

/** The same state without what the page does not know. @param {State} wanted @returns {State} */
function valid(wanted) {
  const found = { ...wanted };
  if (!VIEWS.includes(found.view)) found.view = DEFAULTS.view;
  if (!(found.lens in page.pictures) && found.lens !== "ego") found.lens = "decision-rights";
  for (const name of /** @type {const} */ (["day", "since", "changed"])) {
    if (!/^\d{4}-\d\d-\d\d$/.test(found[name]) || Number.isNaN(Date.parse(found[name]))) found[name] = "";
  }
  if (found.day >= LAST) found.day = "";
  if (!thingIds.has(found.sel) && !statementIds.has(found.sel)) found.sel = "";
  if (!found.sel || !thingIds.has(found.with) || found.with === found.sel) found.with = "";
  return found;
}

/** The state as an address. @param {State} wanted */
function written(wanted) {
  const entries = Object.entries(wanted).filter(([name, value]) => value !== DEFAULTS[/** @type {keyof State} */ (name)]);
  return new URLSearchParams(entries).toString();
}

/** The position of the selected thing; undefined when none is. @returns {number | undefined} */
export function selected() {
  return thingIds.get(state.sel);
}

/** The position of the second thing. @returns {number | undefined} */
export function other() {
  return thingIds.get(state.with);
}

/** Select a thing by its position, and maybe a second one. @param {number} [thing] @param {number} [second] */
export function select(thing, second) {
  change({ sel: thing === undefined ? "" : page.things[thing].id, with: second === undefined ? "" : page.things[second].id });
}

/** Select a statement by its position. @param {number} at */
export function selectStatement(at) {
  change({ sel: page.statements[at].id, with: "" });
}

/** What is in a list of the state. @param {string} list */
export function listed(list) {
  return new Set(list.split(",").filter(Boolean));
}
