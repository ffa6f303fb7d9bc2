// @ts-check
// How everything is to be read on the day that is looked at, and what the filters leave of it.
import { dayNumber } from "./dom.js";
import { AGENTS, later, page, thingIds } from "./data.js";
import { day, listed, now } from "./store.js";

/** Which statuses a reader can have shown besides what holds. @type {Record<string, string[]>} */
export const OTHERS = {
  proposed: ["proposed", "hypothetical", "later", "unconfirmed"], denied: ["negated"], believed: ["believed"], past: ["past", "ended"],
};
const CLOSED = new Set(["Done", "Cancelled"]);

/** @type {import("./store.js").State | null} */ let memoState = null;
/** @type {string} */ let memoKey = "";
/** @type {Map<number, string>} */ let statuses = new Map();
/** @type {Map<number, boolean>} */ let kept = new Map();
/** @type {Map<string, any>} */ let answers = new Map();

function fresh() {
  if (now() === memoState) return;
  memoState = now();
  const { org, kind, sure, review, since } = memoState;
  const key = JSON.stringify([day(), org, kind, sure, review, since]);
  if (key === memoKey) return;
  memoKey = key;
  statuses = new Map();
  kept = new Map();
  answers = new Map();
}

/** What a function found for this day and these filters, worked out once. @template T @param {string} name @param {() => T} work @returns {T} */
export function once(name, work) {
  fresh();
  if (!answers.has(name)) answers.set(name, work());
  return answers.get(name);
}

/**
 * How a statement is to be read on the day: "" when it was not said yet; "held", or why it is no fact; of a task
 * "open", "overdue", "done", "cancelled" or "suggested"; of a decision "held", "Superseded" or "Reversed".
 * @param {number} at
 */
export function status(at) {
  fresh();
  let found = statuses.get(at);
  if (found === undefined) statuses.set(at, (found = statusOn(at, day())));
  return found;
}

/** @param {number} at @param {string} when */
export function statusOn(at, when) {
  const statement = page.statements[at];
  if (statement.date > when) return "";
  if (statement.base !== "held") return statement.base;
  if (statement.kind === "decision") return undone(at, when);
  if (statement.kind === "action") return task(statement, when);
  if (statement.kind === "right") {
    if (statement.until && statement.until <= when) return "ended";
    if (statement.from && statement.from > when) return "later";
  }
  return "held";
}

/** What a later decision made of it; one that was repeated after that stands. @param {number} at @param {string} when */
function undone(at, when) {
  const since = (later.get(at) ?? []).filter((link) => {
    const { date, base } = page.statements[link.at];
    return date <= when && base !== "rejected";
  });
  const repeated = since.filter(({ how }) => how === "reaffirms").map((link) => page.statements[link.at].date).sort().pop() ?? "";
  const ends = since.filter(({ at: by, how }) => how !== "reaffirms" && repeated <= page.statements[by].date);
  if (ends.some(({ how }) => how === "reverses")) return "Reversed";
  return ends.length ? "Superseded" : "held";
}

/** @param {import("./data.js").Statement} statement @param {string} when */
function task(statement, when) {
  const state = statement.state ?? "Open";
  if (CLOSED.has(state) && (!statement.until || statement.until <= when)) return state.toLowerCase();
  if (state === "Suggested") return "suggested";
  return statement.due && statement.due < when ? "overdue" : "open";
}

/** How many days before the day looked at. @param {string} from */
export function age(from) {
  return dayNumber(day()) - dayNumber(from);
}

/** Whether the filters leave a statement. @param {number} at */
export function passes(at) {
  fresh();
  let found = kept.get(at);
  if (found === undefined) kept.set(at, (found = left(page.statements[at])));
  return found;
}

/** @param {import("./data.js").Statement} statement */
function left(statement) {
  const { org, kind, sure, review, since } = now();
  if (since && statement.date < since) return false;
  if (sure && (statement.confidence ?? 1) < Number(sure)) return false;
  if (review && (review === "Confirmed") !== (statement.review === "Confirmed" || !statement.review)) return false;
  if (kind && statement.who.length && !statement.who.some((who) => kindOf(who) === kind)) return false;
  const house = thingIds.get(org);
  return house === undefined || !statement.who.length || statement.who.some((who) => belongs(who, house));
}

/** "people", "roles" or "organisations". @param {number} thing */
export function kindOf(thing) {
  const { kind } = page.things[thing];
  return kind === "person" ? "people" : kind === "role" ? "roles" : AGENTS.has(kind) ? "organisations" : kind;
}

/** Whether an agent is an organisation, a part of it, or one of its members. @param {number} agent @param {number} house */
function belongs(agent, house) {
  if (agent === house) return true;
  return (houses().get(agent) ?? []).some((found) => found === house || wider(found).has(house));
}

/** All that a thing is part of. @param {number} thing @param {Set<number>} [seen] @returns {Set<number>} */
export function wider(thing, seen = new Set()) {
  for (const broader of page.things[thing].broader ?? []) {
    if (!seen.has(broader)) { seen.add(broader); wider(broader, seen); }
  }
  return seen;
}

/** Where everybody belongs on the day, the newest statement first. @returns {Map<number, number[]>} */
export function houses() {
  return once("houses", () => {
    /** @type {Map<number, number[]>} */
    const found = new Map();
    page.things.forEach(({ kind, broader }, at) => {
      if (broader && AGENTS.has(kind)) found.set(at, [...broader]);
    });
    page.statements.forEach((statement, at) => {
      if (statement.kind !== "membership" || status(at) !== "held") return;
      const places = (statement.place ?? []).filter((place) => kindOf(place) === "organisations");
      for (const who of statement.who) found.set(who, [...(found.get(who) ?? []), ...places]);
    });
    return found;
  });
}

/** Role and organisation of everybody on the day, as far as they are said. @returns {Map<number, string>} */
export function positions() {
  return once("positions", () => {
    /** @type {Map<number, string>} */
    const found = new Map();
    page.statements.forEach((statement, at) => {
      if (statement.kind !== "membership" || status(at) !== "held") return;
      const names = [...(statement.place ?? [])].sort((one, other) => Number(kindOf(one) !== "roles") - Number(kindOf(other) !== "roles"));
      for (const who of statement.who) {
        if (!found.has(who)) found.set(who, names.map((place) => page.things[place].label).join(", "));
      }
    });
    return found;
  });
}

/** Which statuses are shown: what holds, and what the reader asked for. */
export function shownStatuses() {
  return once(`shown ${now().also}`, () => {
    const also = listed(now().also);
    return new Set(["held", ...Object.entries(OTHERS).flatMap(([name, those]) => (also.has(name) ? those : []))]);
  });
}
