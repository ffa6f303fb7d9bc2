// @ts-check
// The answers, worked out for the day and the filters: who decides what, what nobody decides, where two do.
import { about, AGENTS, occasionsOf, page, POWERS } from "./data.js";
import { day } from "./store.js";
import { once, passes, status } from "./time.js";

/**
 * @typedef {{at: number, holder: number, power: string, status: string, limit: string}} Holding
 * @typedef {{topic: number, rights: Holding[], deciders: Holding[], conflict: boolean, meetings: number,
 *   questions: number[], decisions: number[], last: string, rank: number}} Row
 */

/** One row for every topic that came up until the day, the liveliest first. @returns {Row[]} */
export function rows() {
  return once("rows", () => page.things.flatMap((thing, topic) => (AGENTS.has(thing.kind) ? [] : row(topic) ?? []))
    .sort((one, two) => two.rank - one.rank || page.things[one.topic].label.localeCompare(page.things[two.topic].label)));
}

/** The row of one topic. @param {number} topic @returns {Row | undefined} */
export function rowOf(topic) {
  return once("rows by topic", () => new Map(rows().map((found) => [found.topic, found]))).get(topic);
}

/** @param {number} topic @returns {Row | null} */
function row(topic) {
  /** @type {Holding[]} */ const rights = [];
  /** @type {number[]} */ const questions = [];
  /** @type {number[]} */ const decisions = [];
  let last = "";
  for (const at of about(topic)) {
    const statement = page.statements[at];
    const read = status(at);
    if (!read || !passes(at) || !statement.about.includes(topic)) continue;
    if (statement.date > last) last = statement.date;
    if (read === "rejected") continue;
    if (statement.kind === "right") {
      for (const holder of statement.who) {
        rights.push({ at, holder, power: statement.power ?? "", status: read, limit: statement.limit ?? "" });
      }
    }
    if (statement.kind === "question") questions.push(at);
    if (statement.kind === "decision") decisions.push(at);
  }
  const on = occasionsOf(topic).filter((at) => page.occasions[at].date <= day());
  if (!rights.length && !questions.length && !decisions.length && on.length < 2) return null;
  const newest = page.occasions[on[on.length - 1]]?.date ?? "";
  rights.sort((one, two) => weight(one) - weight(two));
  const deciders = whole(rights.filter((right) => right.power === "Decide" && right.status === "held"));
  return {
    topic, rights, deciders, conflict: conflicts(deciders).length > 0, meetings: on.length, questions, decisions,
    last: newest > last ? newest : last,
    rank: 3 * questions.length + 2 * decisions.length + 2 * rights.length + on.length,
  };
}

/** What holds before what does not, then the stronger power. @param {Holding} right */
function weight(right) {
  return (right.status === "held" ? 0 : 10) + POWERS.indexOf(right.power);
}

/** One voice for each holder and limit; whoever decides the topic as a whole needs no entry for a part of it. @param {Holding[]} deciders */
function whole(deciders) {
  const all = new Set(deciders.filter(({ limit }) => !limit).map(({ holder }) => holder));
  /** @type {Map<string, Holding>} */ const found = new Map();
  for (const one of deciders) {
    const key = `${one.holder} ${one.limit.toLowerCase()}`;
    if ((!one.limit || !all.has(one.holder)) && !found.has(key)) found.set(key, one);
  }
  return [...found.values()];
}

/**
 * Pairs that contradict each other: two who decide the same, in overlapping words and under the same condition.
 * A person and a role they have are one voice.
 * @param {Holding[]} deciders @returns {[Holding, Holding][]}
 */
export function conflicts(deciders) {
  /** @type {[Holding, Holding][]} */ const found = [];
  deciders.forEach((one, at) => {
    for (const two of deciders.slice(at + 1)) {
      if (one.holder !== two.holder && overlap(one.at, two.at) && !oneVoice(one.holder, two.holder)) found.push([one, two]);
    }
  });
  return found;
}

/** @param {number} one @param {number} two */
function overlap(one, two) {
  const [first, second] = [page.statements[one], page.statements[two]];
  if ((first.condition ?? "").toLowerCase() !== (second.condition ?? "").toLowerCase()) return false;
  const [scope, scope2] = [(first.scope ?? "").toLowerCase(), (second.scope ?? "").toLowerCase()];
  return scope.includes(scope2) || scope2.includes(scope);
}

/** @param {number} one @param {number} two */
function oneVoice(one, two) {
  const hats = once("hats", () => {
    const found = new Set();
    page.statements.forEach((statement, at) => {
      if (statement.kind !== "membership" || status(at) !== "held") return;
      for (const who of statement.who) for (const place of statement.place ?? []) found.add(`${who} ${place}`);
    });
    return found;
  });
  return hats.has(`${one} ${two}`) || hats.has(`${two} ${one}`);
}

/** Topics that came up and that nobody is said to decide. */
export function undecided() {
  return rows().filter((found) => !found.deciders.length);
}

/** Topics on which rights contradict each other. */
export function disputed() {
  return rows().filter(({ conflict }) => conflict);
}

/** Statements of a kind that the filters leave, newest first. @param {string} kind @param {(at: number) => boolean} [also] */
export function said(kind, also = () => true) {
  return page.statements.flatMap((statement, at) => (statement.kind === kind && status(at) && passes(at) && also(at) ? [at] : []));
}

/** Questions that nobody rejected, the oldest first. */
export function openQuestions() {
  return said("question", (at) => status(at) === "held").reverse();
}

/** Decisions that stand and name nobody. */
export function unsigned() {
  return said("decision", (at) => status(at) === "held" && !page.statements[at].who.length);
}

/** Tasks whose day has passed, the latest first. */
export function overdue() {
  return said("action", (at) => status(at) === "overdue")
    .sort((one, two) => (page.statements[one].due ?? "").localeCompare(page.statements[two].due ?? ""));
}

/**
 * What is different from what it was on an earlier day: what was said since, and what ended since.
 * @param {string} since @returns {{at: number, how: string, date: string}[]}
 */
export function changes(since) {
  const until = day();
  /** @type {{at: number, how: string, date: string}[]} */ const found = [];
  page.statements.forEach((statement, at) => {
    const read = status(at);
    if (!read || !passes(at) || read === "rejected" || !["right", "decision", "reporting"].includes(statement.kind)) return;
    if (statement.date > since) found.push({ at, how: "new", date: statement.date });
    else if (statement.until && statement.until > since && statement.until <= until && statement.kind === "right") {
      found.push({ at, how: "ended", date: statement.until });
    } else if (statement.from && statement.from > since && statement.from <= until && statement.kind === "right") {
      found.push({ at, how: "begun", date: statement.from });
    }
  });
  return found.sort((one, two) => two.date.localeCompare(one.date));
}
