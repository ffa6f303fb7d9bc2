// @ts-check
// Ways to a decision: whom to convince first, and how two things hang together.
import { page } from "./data.js";
import { rowOf } from "./answers.js";
import { once, passes, status } from "./time.js";

/** @typedef {{things: number[], why: string, end?: boolean}} Stage */

const TAKEN = new Set(["Recommend", "Consult", "Inform", "Perform", "Decide"]);
/** So many steps of an escalation are followed. */
const STEPS = 8;

/** Whom somebody takes matters to on the day, by right or as whom they report to. @returns {Map<number, {to: number, at: number}[]>} */
export function escalations() {
  return once("escalations", () => {
    /** @type {Map<number, {to: number, at: number}[]>} */ const found = new Map();
    page.statements.forEach((statement, at) => {
      if (!statement.to || status(at) !== "held" || !passes(at)) return;
      if (statement.kind !== "reporting" && !TAKEN.has(statement.power ?? "")) return;
      for (const who of statement.who) {
        for (const to of statement.to) {
          const known = found.get(who) ?? [];
          if (to !== who && !known.some((one) => one.to === to)) found.set(who, [...known, { to, at }]);
        }
      }
    });
    return found;
  });
}

/**
 * Whom to talk to about a topic, in order: who recommends or is asked, who has to agree, who decides. Where nobody is
 * said to decide, it ends with who is accountable, and with whoever these take matters to.
 * @param {number} topic @returns {Stage[]}
 */
export function wayTo(topic) {
  const row = rowOf(topic);
  if (!row) return [];
  const held = row.rights.filter((right) => right.status === "held");
  const having = (/** @type {string[]} */ ...powers) => unique(held.filter(({ power }) => powers.includes(power)).map(({ holder }) => holder));
  const deciders = unique(row.deciders.map(({ holder }) => holder));
  const stages = [
    { things: having("Recommend", "Consult"), why: "has a say" },
    ...limited(held.filter(({ power }) => power === "Approve" || power === "Veto"), "has to agree"),
    { things: having("Own"), why: "is accountable" },
  ];
  if (deciders.length) {
    const [say, own] = [stages[0], stages[stages.length - 1]];
    const agree = stages.slice(1, -1);
    const [end] = limited(row.deciders, "decides");
    return without([say, ...(say.things.length || agree.length ? [] : [own]), ...agree], deciders, end.things.length === deciders.length ? end.why : "decides");
  }
  const ends = [...stages].reverse().find(({ things }) => things.length)?.things ?? [];
  /** @type {Stage[]} */ const way = stages.filter(({ things }) => things.length);
  const above = ends.length === 1 ? chain(ends[0]) : [];
  return [...way, ...above.map(({ to }) => ({ things: [to], why: "is told next" }))];
}

/** A stage for each limit under which something holds; without one for whoever has it without. @param {import("./answers.js").Holding[]} held @param {string} why */
function limited(held, why) {
  const always = new Set(held.filter(({ limit }) => !limit).map(({ holder }) => holder));
  /** @type {Map<string, number[]>} */ const found = new Map(always.size ? [["", [...always]]] : []);
  for (const { holder, limit } of held) if (!always.has(holder)) found.set(limit, unique([...(found.get(limit) ?? []), holder]));
  return [...found].map(([limit, things]) => ({ things, why: limit ? `${why} ${limit}` : why }));
}

/** @param {Stage[]} stages @param {number[]} deciders @param {string} why */
function without(stages, deciders, why) {
  const seen = new Set(deciders);
  /** @type {Stage[]} */ const way = [];
  for (const stage of stages) {
    const things = stage.things.filter((at) => !seen.has(at));
    for (const at of things) seen.add(at);
    if (things.length) way.push({ ...stage, things });
  }
  return [...way, { things: deciders, why, end: true }];
}

/** @param {number[]} list */
function unique(list) {
  return [...new Set(list)];
}

/** Where matters go from somebody, step by step, to whoever takes them no further. @param {number} from */
export function chain(from) {
  const seen = new Set([from]);
  /** @type {{to: number, at: number}[]} */ const found = [];
  let at = from;
  while (found.length < STEPS) {
    const next = (escalations().get(at) ?? []).find(({ to }) => !seen.has(to));
    if (!next) break;
    found.push(next);
    seen.add(next.to);
    at = next.to;
  }
  return found;
}

/**
 * The shortest way from one thing to another over lines.
 * @param {number} from @param {number} to @param {{from: number, to: number}[]} lines
 * @returns {number[]} positions of things, both ends included; nothing when there is no way
 */
export function shortest(from, to, lines) {
  /** @type {Map<number, number[]>} */ const near = new Map();
  for (const line of lines) {
    near.set(line.from, [...(near.get(line.from) ?? []), line.to]);
    near.set(line.to, [...(near.get(line.to) ?? []), line.from]);
  }
  /** @type {Map<number, number>} */ const before = new Map([[from, from]]);
  let front = [from];
  while (front.length && !before.has(to)) {
    /** @type {number[]} */ const next = [];
    for (const at of front) {
      for (const step of near.get(at) ?? []) {
        if (!before.has(step)) { before.set(step, at); next.push(step); }
      }
    }
    front = next;
  }
  if (!before.has(to)) return [];
  const way = [to];
  while (way[0] !== from) way.unshift(/** @type {number} */ (before.get(way[0])));
  return way;
}
